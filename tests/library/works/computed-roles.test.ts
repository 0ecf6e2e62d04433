/** What a computation said is counted apart from what anybody printed or said, wherever roles are counted. */
import { describe, expect, it } from 'vitest';
import type { JudgeKind } from '../../../src/hub/judging/judges.js';
import { JUDGE_KINDS } from '../../../src/hub/judging/judges.js';
import { record } from '../../../src/library/decisions/journal.js';
import { orderJudges } from '../../../src/library/derived/judge-order.js';
import { compared } from '../../../src/library/graph/compare.js';
import { timeline } from '../../../src/library/graph/time.js';
import type { Library } from '../../../src/library/library.js';
import { hubHead, listHubs } from '../../../src/library/read/hubs.js';
import { overview } from '../../../src/library/search/overview.js';
import { runQuery } from '../../../src/library/search/view.js';
import { parseQuery } from '../../../src/query/parse.js';
import { arxiv, cites, id, libraryOf, load, role, work } from '../support.js';

const COMPUTED = 'computed:learn-1@2026-11-29';
const by = (judge: string, ...labels: string[]) => [role(judge, '2026-01-01', ...labels)];

/** Eleven papers cite paper 0: four as a method by somebody, five as one by a computation, one of those as background, too; two in no role. */
function judged(): Promise<Library> {
  const said = (n: number) =>
    n <= 4 ? by('pith', 'method') : n === 5 ? by(COMPUTED, 'background', 'method') : by(COMPUTED, 'method');
  return libraryOf([
    work(0),
    work(20),
    ...Array.from({ length: 11 }, (_, at) => work(at + 1, { date: `${2020 + (at % 2)}` })),
    ...Array.from({ length: 11 }, (_, at) => cites(at + 1, 0, at + 1 <= 9 ? said(at + 1) : [])),
    cites(1, 20),
    cites(5, 20),
  ]);
}

function roles(lib: Library, line: string): Record<string, [count: number, computed: number, found: number]> {
  const parsed = parseQuery(line);
  if (!parsed.ok) throw new Error(parsed.error.message);
  const facet = runQuery(lib, id(lib, arxiv(0)), parsed.query).facets.find(({ field }) => field === 'role')!;
  return Object.fromEntries(
    facet.values.map(({ label, term, count, computed = 0 }) => {
      const own = parseQuery(line.replace(/-?role:\S+/gu, '') + ' ' + term);
      if (!own.ok) throw new Error(own.error.message);
      return [label, [count, computed, runQuery(lib, id(lib, arxiv(0)), own.query).total]];
    }),
  );
}

describe('computed roles', () => {
  it('stand beside the counts of the facet, which with them are what its values find, under any other filter', async () => {
    const lib = await judged();
    expect(roles(lib, '')).toEqual({ background: [0, 1, 1], method: [4, 5, 9], none: [2, 0, 2] });
    expect(roles(lib, 'year:2020')).toEqual({ background: [0, 1, 1], method: [2, 3, 5], none: [1, 0, 1] });
    expect(roles(lib, 'role:method')).toEqual(roles(lib, ''));
    expect(roles(lib, '-role:background year:2020')).toEqual(roles(lib, 'year:2020'));
    expect(roles(lib, 'label-by:computed')).toEqual({ background: [0, 1, 1], method: [0, 5, 5], none: [0, 0, 0] });
    expect(roles(lib, 'label-by:pith')).toEqual({ background: [0, 0, 0], method: [4, 0, 4], none: [0, 0, 0] });
  });

  it('are no classified papers of a hub, but counted beside them', async () => {
    const lib = await judged();
    const hub = id(lib, arxiv(0));
    for (const line of [hubHead(lib, hub), listHubs(lib).find(({ work: own }) => own === hub)!])
      expect(line).toMatchObject({ citing: 11, classified: 4, computed: 5 });
    const { roles: own, computedRoles } = overview(lib, hub);
    expect([own.classified, computedRoles.classified]).toEqual([4, 5]);
  });

  it('are a part of their own of the bars of a timeline, and of a comparison', async () => {
    const lib = await judged();
    const hub = id(lib, arxiv(0));
    const { labels, periods } = timeline(lib, hub, 'role');
    expect(labels).toEqual(['method', 'computed', 'none']);
    expect(periods.map(({ counts }) => counts)).toEqual([
      [2, 3, 1],
      [2, 2, 1],
    ]);
    expect(compared(lib, [hub, id(lib, arxiv(20))]).map((part) => part.roles[0])).toEqual([
      { counts: [{ label: 'method', count: 3 }], classified: 3, of: 9, computed: 4 },
      { counts: [], classified: 0, of: 0, computed: 0 },
      { counts: [{ label: 'method', count: 1 }], classified: 1, of: 2, computed: 1 },
    ]);
  });

  it('are the word of whoever says something of the citation as soon as they do', async () => {
    const lib = await judged();
    const hub = id(lib, arxiv(0));
    await load(lib, [cites(6, 0, by('semantic-scholar', 'background'))]);
    record(lib, 'ada', [{ kind: 'override', work: id(lib, arxiv(7)), axis: 'role', cited: arxiv(0), to: ['dataset'] }]);
    expect(hubHead(lib, hub)).toMatchObject({ classified: 6, computed: 3 });
    expect(roles(lib, '')).toMatchObject({ method: [4, 3, 7], background: [1, 1, 2], dataset: [1, 0, 1] });
  });

  it('are gone at a word in the order of judges', async () => {
    const lib = await judged();
    const without: readonly JudgeKind[] = JUDGE_KINDS.filter((kind) => kind !== 'computed');
    orderJudges(lib, without);
    expect(hubHead(lib, id(lib, arxiv(0)))).toMatchObject({ classified: 4, computed: 0 });
    expect(roles(lib, '')).toEqual({ method: [4, 0, 4], none: [7, 0, 7] });
    expect(timeline(lib, id(lib, arxiv(0)), 'role').labels).toEqual(['method', 'none']);
  });
});
