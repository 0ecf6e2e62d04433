/** The flow of a hub's papers through a screening, beside what the test knows it put in, and a count in plain SQL. */
import { describe, expect, it } from 'vitest';
import { differences, flowSteps } from '../../../src/export/flow/boxes.js';
import { notIdentified } from '../../../src/export/flow/tarcis.js';
import { hubScreening, STATUSES } from '../../../src/hub/decisions/decision.js';
import type { HubLibraryRecord } from '../../../src/hub/record.js';
import { takeShared } from '../../../src/library/decisions/exchange.js';
import { record, undo } from '../../../src/library/decisions/journal.js';
import { mergeWorks } from '../../../src/library/identity/merge-split.js';
import type { Library } from '../../../src/library/library.js';
import { flowOf, recordsIn } from '../../../src/library/read/flow.js';
import { finished } from '../../../src/library/steps.js';
import { storePage } from '../../../src/library/write/write-page.js';
import { seeds } from '../../seeds.js';
import { arxiv, cites, emptyLibrary, id, load, seeded, work } from '../support.js';

const HUB = hubScreening(arxiv(0));
const SERVICES = ['openalex', 'semantic-scholar'] as const;
const REASONS = ['off-topic', 'language', 'no full text', undefined];

/** A library to which some papers came in a file and some from services, most of them from several. */
async function generated(random: () => number): Promise<{ lib: Library; lists: Map<string, Set<number>> }> {
  const lib = emptyLibrary();
  const lists = new Map<string, Set<number>>([
    ['bibliography', new Set()],
    ...SERVICES.map((name) => [name, new Set<number>()] as const),
  ]);
  await load(lib, [work(0), { type: 'hub', work: arxiv(0), source: 'pith', total: 99 }], 'pith');
  const count = 1 + Math.floor(random() * 30);
  for (const [name, own] of lists) {
    for (let n = 1; n <= count; n += 1) if (random() < 0.5) own.add(n);
    const records: HubLibraryRecord[] = [...own].flatMap((n) => [
      work(n, { title: `Paper of the number ${n}` }),
      cites(n, 0),
    ]);
    if (name === 'bibliography') await load(lib, records, name);
    else if (own.size > 0)
      await storePage(
        lib,
        { paper: arxiv(0), service: name },
        { records, cursor: null, total: own.size + (random() < 0.5 ? 3 : 0) },
      );
  }
  return { lib, lists };
}

/** The statuses that the journal's last lines leave, in SQL over nothing but the journal and the citations. */
function inPlainSql(lib: Library): Record<string, number> {
  const rows = lib.db
    .prepare(
      `SELECT coalesce("to" ->> 'status', 'none') AS status, coalesce("to" ->> 'reason', '') AS reason, count(*) AS papers
       FROM journal JOIN aliases ON journal.work = aliases.scheme || ':' || aliases.value
       WHERE seq IN (SELECT max(seq) FROM journal JOIN aliases ON journal.work = scheme || ':' || value WHERE kind = 'decide' GROUP BY aliases.work)
         AND aliases.work IN (SELECT citing FROM citations WHERE cited = ?)
       GROUP BY 1, 2`,
    )
    .all(id(lib, arxiv(0))) as { status: string; reason: string; papers: number }[];
  const counts: Record<string, number> = {};
  for (const { status, reason, papers } of rows) {
    counts[status] = (counts[status] ?? 0) + papers;
    if (status === 'excluded') counts[`excluded ${reason}`] = papers;
  }
  return counts;
}

describe('the flow', () => {
  it('adds up at every step, and is what was put in', async () => {
    for (const seed of seeds(5, 60)) {
      const random = seeded(seed);
      const { lib, lists } = await generated(random);
      const hub = id(lib, arxiv(0));
      const papers = new Set([...lists.values()].flatMap((own) => [...own]));
      const inServices = new Set(SERVICES.flatMap((name) => [...lists.get(name)!]));
      const records =
        SERVICES.reduce((sum, name) => sum + lists.get(name)!.size, 0) +
        [...lists.get('bibliography')!].filter((n) => !inServices.has(n)).length;
      const steps: string[] = [];
      for (let time = 0; time < 25; time += 1) {
        const n = [...papers][Math.floor(random() * papers.size)];
        if (n !== undefined && random() < 0.8) {
          const status = STATUSES[Math.floor(random() * STATUSES.length)]!;
          const reason = REASONS[Math.floor(random() * REASONS.length)];
          const { step } = record(lib, 'ann', [
            {
              kind: 'decide',
              screening: HUB,
              work: id(lib, arxiv(n)),
              to: random() < 0.1 ? null : { status, ...(status === 'excluded' && reason !== undefined && { reason }) },
            },
          ]);
          if (step !== null) steps.push(step);
        } else if (steps.length > 0) undo(lib, 'ann', steps.pop()!);
        const flow = flowOf(lib, hub, HUB);
        expect(differences(flowSteps(flow)), `seed ${seed}`).toEqual([]);
        expect(flow).toMatchObject({ identified: records, duplicates: records - papers.size, elsewhere: 0 });
        expect(flow.counts.total).toBe(papers.size);
        const sql = inPlainSql(lib);
        for (const status of STATUSES) expect(flow.counts[status], `seed ${seed}, ${status}`).toBe(sql[status] ?? 0);
        for (const { reason, count } of flow.counts.reasons) expect(count).toBe(sql[`excluded ${reason}`]);
        const [, , screened, sought, assessed, included] = flowSteps(flow);
        const decided = ['included', 'excluded', 'maybe'].reduce((sum, status) => sum + (sql[status] ?? 0), 0);
        expect(screened!.box.count).toBe(decided);
        expect(sought!.aside!.count).toBe(sql['excluded no full text'] ?? 0);
        expect(assessed!.aside!.count).toBe(sql['maybe'] ?? 0);
        expect(included!.box.count).toBe(sql['included'] ?? 0);
      }
    }
  });

  it('keeps decisions when papers turn out to be one, and names those on papers that do not cite the hub', async () => {
    const lib = emptyLibrary();
    await load(lib, [work(0), ...[1, 2, 3].flatMap((n) => [work(n), cites(n, 0)]), work(9), work(8), cites(9, 8)]);
    const decide = (n: number, status: 'included' | 'maybe') =>
      record(lib, 'ann', [{ kind: 'decide', screening: HUB, work: id(lib, arxiv(n)), to: { status } }]);
    for (const n of [1, 9]) decide(n, 'included');
    decide(2, 'maybe');
    const before = flowOf(lib, id(lib, arxiv(0)), HUB);
    expect(before).toMatchObject({ elsewhere: 1, counts: { total: 3, included: 1, maybe: 1, unscreened: 1 } });
    expect(before.readers).toEqual([{ who: 'ann', papers: 2 }]);
    mergeWorks(lib, id(lib, arxiv(1)), id(lib, arxiv(3)));
    const after = flowOf(lib, id(lib, arxiv(0)), HUB);
    expect(after).toMatchObject({
      elsewhere: 1,
      counts: { total: 2, included: 1, maybe: 1, unscreened: 0 },
      byHand: { merged: 1 },
    });
    expect(differences(flowSteps(after))).toEqual([]);
  });

  it('counts readers who disagree as undecided, and the seeds that included papers are', async () => {
    const lib = emptyLibrary();
    await load(lib, [work(0), ...[1, 2].flatMap((n) => [work(n), cites(n, 0)])]);
    await storePage(
      lib,
      { paper: arxiv(1), service: 'openalex' },
      { records: [work(1), work(5), cites(5, 1)], cursor: null },
    );
    for (const n of [1, 2])
      record(lib, 'ann', [{ kind: 'decide', screening: HUB, work: id(lib, arxiv(n)), to: { status: 'included' } }]);
    takeShared(lib, [
      {
        id: 'bos.1',
        step: 'bos',
        at: '2026-01-01T00:00:00.000Z',
        who: 'bo',
        kind: 'decide',
        screening: HUB,
        work: arxiv(2),
        item: '',
        from: null,
        to: { status: 'excluded' },
      },
    ]);
    const flow = flowOf(lib, id(lib, arxiv(0)), HUB);
    expect(flow).toMatchObject({ furtherSeeds: 1, counts: { included: 1, conflict: 1 } });
    expect(flow.readers).toEqual([
      { who: 'ann', papers: 2 },
      { who: 'bo', papers: 1 },
    ]);
    expect(differences(flowSteps(flow))).toEqual([]);
    expect(flow.sources).toEqual([
      { source: 'test', kind: 'files', records: 2, listedTwice: 0, at: expect.any(String) },
    ]);
  });

  it('has what was merged of one list among the duplicates, whoever handed the list on', async () => {
    const listed = (n: number, id0: string): HubLibraryRecord[] => [
      { type: 'work', ids: [`s2:${String(n).padStart(40, '0')}`, id0], title: `Paper ${id0}` },
      { type: 'citation', citing: `s2:${String(n).padStart(40, '0')}`, cited: arxiv(0) },
    ];
    const twice = [...listed(1, arxiv(1)), ...listed(2, arxiv(1)), ...listed(3, arxiv(3))];
    for (const [file, sources] of [
      ['interchange', [{ source: 'interchange', records: 3, listedTwice: 1, listedBy: 'semantic-scholar' }]],
      ['semantic-scholar', [{ source: 'semantic-scholar', records: 3, listedTwice: 1 }]],
      [
        'openalex',
        [
          { source: 'openalex', records: 2, listedTwice: 0 },
          { source: 'semantic-scholar', records: 1, listedTwice: 1 },
        ],
      ],
    ] as const) {
      const lib = emptyLibrary();
      await load(lib, [work(0), work(1), work(3), cites(1, 0), cites(3, 0)], file);
      await load(lib, twice, 'semantic-scholar');
      const flow = flowOf(lib, id(lib, arxiv(0)), HUB);
      expect(flow.sources, file).toMatchObject(sources);
      expect(flow).toMatchObject({ identified: 3, duplicates: 1, counts: { total: 2 } });
      expect(finished(recordsIn(lib, id(lib, arxiv(0))))).toBe(3);
      expect(differences(flowSteps(flow))).toEqual([]);
      expect(notIdentified(flow)).toContain('Of the records 1 listed twice by Semantic Scholar.');
    }
  });
});
