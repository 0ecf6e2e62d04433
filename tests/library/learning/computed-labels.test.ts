/** Learned labels in a library: whom they teach from, where they go, and that they never stand in anybody's way. */
import { describe, expect, it } from 'vitest';
import type { CitationRecord, HubLibraryRecord, Judgement } from '../../../src/hub/record.js';
import type { Figures } from '../../../src/learn/figures.js';
import { outOfDate } from '../../../src/library/derived/out-of-date.js';
import {
  type ComputedLabel,
  forgetLabels,
  judgeOfDay,
  type KeptFigures,
  keepLabels,
  learnedLast,
} from '../../../src/library/learning/computed-labels.js';
import {
  hubsWithSentences,
  knownRoles,
  sentencesOf,
  unlabelledCitations,
} from '../../../src/library/learning/known-roles.js';
import type { Library } from '../../../src/library/library.js';
import { details } from '../../../src/library/read/details.js';
import { rows } from '../../../src/library/read/rows.js';
import { arxiv, cites, dump, id, libraryOf, load, role, work } from '../support.js';

const AT = '2026-11-29T10:00:00.000Z';
const FIGURES: KeptFigures = {
  known: 2,
  sentences: 3,
  parts: false,
  rare: [],
  figures: { macroF1: 0.5 } as Figures,
  acrossHubs: null,
  seconds: { validation: 1, training: 1 },
  sentencesPerSecond: 10,
};

/** Papers 1 to 9 cite paper 0 in a sentence each. */
function said(citing: number, judgements: Judgement[] = [], fields: Partial<CitationRecord> = {}): HubLibraryRecord[] {
  return [work(citing), cites(citing, 0, judgements, { contexts: [{ text: `Sentence ${citing}.` }], ...fields })];
}

const S2 = 'semantic-scholar';
const DAY = '2026-01-01';

function label(lib: Library, citing: number, ...roles: string[]): ComputedLabel {
  return { cited: id(lib, arxiv(0)), citing: id(lib, arxiv(citing)), roles, confidence: 0.9 };
}

const judgesOf = (lib: Library, citing: number): string[] =>
  details(lib, id(lib, arxiv(0)), id(lib, arxiv(citing))).judgements.map(
    ({ judge, effective }) => `${judge}${effective ? ' in force' : ''}`,
  );
const rolesOf = (lib: Library, citing: number): string[] =>
  rows(lib, id(lib, arxiv(0)), [id(lib, arxiv(citing))])[0]!.roles;

describe('knownRoles', () => {
  it('takes the word of the judge to believe first, and of no computation', async () => {
    const lib = await libraryOf([
      work(0),
      ...said(1, [role(S2, DAY, 'background', 'method')]),
      ...said(2, [role(S2, DAY, 'background'), role('human:ada', DAY, 'method')]),
      ...said(3, [role('computed:other', DAY, 'background')]),
      ...said(4, [role('human', DAY)]),
      ...said(5, [role('pith', DAY, 'method')], { contexts: [] }),
    ]);
    expect(knownRoles(lib).map(({ citing, roles, by }) => [citing, roles, by])).toEqual([
      [id(lib, arxiv(1)), ['background', 'method'], S2],
      [id(lib, arxiv(2)), ['method'], 'human'],
    ]);
  });
});

describe('unlabelledCitations', () => {
  it('are those with sentences of which nobody said anything', async () => {
    const lib = await libraryOf([
      work(0),
      ...said(1, [role(S2, DAY, 'background')]),
      ...said(2),
      ...said(3, [role('human', DAY)]),
      ...said(4, [role('computed:other', DAY, 'method')]),
      ...said(5, [], { contexts: [{ text: 'One.', labels: ['method'] }] }),
      ...said(6, [], { contexts: [] }),
      ...said(7, [{ axis: 'polarity', labels: ['support'], judge: 'pith', at: DAY }], {
        contexts: [{ text: 'First.', section: 'Methods' }, { text: 'Second.' }],
      }),
    ]);
    const hub = id(lib, arxiv(0));
    expect(hubsWithSentences(lib)).toEqual([hub]);
    expect(unlabelledCitations(lib, hub)).toEqual([
      { cited: hub, citing: id(lib, arxiv(2)), sentences: [{ text: 'Sentence 2.' }] },
      {
        cited: hub,
        citing: id(lib, arxiv(7)),
        sentences: [{ text: 'First.', section: 'Methods' }, { text: 'Second.' }],
      },
    ]);
    expect(sentencesOf(lib, hub, id(lib, arxiv(5)))).toEqual([{ text: 'One.', roles: ['method'] }]);
  });
});

describe('keepLabels', () => {
  it('labels, with who and how sure, and everything derived follows', async () => {
    const lib = await libraryOf([work(0), ...said(1), ...said(2, [role(S2, DAY, 'background')])]);
    expect(keepLabels(lib, null, [label(lib, 1, 'method')], FIGURES, AT)).toBe(1);
    expect(rolesOf(lib, 1)).toEqual(['method']);
    expect(details(lib, id(lib, arxiv(0)), id(lib, arxiv(1))).judgements).toEqual([
      {
        axis: 'role',
        labels: ['method'],
        judge: 'computed:learn-1@2026-11-29',
        confidence: 0.9,
        at: AT,
        effective: true,
      },
    ]);
    expect(outOfDate(lib)).toEqual([]);
    // It may be learned anew: its own word is no other judge's.
    expect(unlabelledCitations(lib, id(lib, arxiv(0)))).toHaveLength(1);
    expect(knownRoles(lib)).toHaveLength(1);
  });

  it('leaves alone what another judge has labelled meanwhile', async () => {
    const lib = await libraryOf([work(0), ...said(1)]);
    const learned = [label(lib, 1, 'method')];
    await load(lib, said(1, [role(S2, DAY, 'background')]));
    expect(keepLabels(lib, null, learned, FIGURES, AT)).toBe(0);
    expect(judgesOf(lib, 1)).toEqual([`${S2} in force`]);
  });

  it('is overruled by whoever comes later', async () => {
    const lib = await libraryOf([work(0), ...said(1)]);
    keepLabels(lib, null, [label(lib, 1, 'method')], FIGURES, AT);
    await load(lib, said(1, [role(S2, DAY, 'background')]));
    expect(rolesOf(lib, 1)).toEqual(['background']);
    expect(judgesOf(lib, 1)).toEqual([`${S2} in force`, judgeOfDay(AT)]);
  });

  it('takes the place of what was learned before, of the hubs it is about', async () => {
    const lib = await libraryOf([
      work(0),
      ...said(1),
      ...said(2),
      work(9),
      cites(1, 9, [], { contexts: [{ text: 'Another hub.' }] }),
    ]);
    const [hub, other] = [0, 9].map((n) => id(lib, arxiv(n)));
    const elsewhere = { ...label(lib, 1, 'background'), cited: other! };
    keepLabels(lib, null, [label(lib, 1, 'method'), label(lib, 2, 'method'), elsewhere], FIGURES, AT);
    const later = '2026-12-24T10:00:00.000Z';
    keepLabels(lib, [hub!], [label(lib, 1, 'background')], FIGURES, later);
    expect([1, 2].map((n) => judgesOf(lib, n))).toEqual([[`${judgeOfDay(later)} in force`], []]);
    expect(details(lib, other!, id(lib, arxiv(1))).judgements).toHaveLength(1);
    expect(learnedLast(lib)).toEqual({ ...FIGURES, judge: judgeOfDay(later), at: later, labels: 1 });
    expect(outOfDate(lib)).toEqual([]);
  });
});

describe('forgetLabels', () => {
  it('leaves the library as it was before anything was learned', async () => {
    const lib = await libraryOf([work(0), ...said(1), ...said(2, [role('computed:other', DAY, 'method')])]);
    const before = dump(lib);
    keepLabels(lib, null, [label(lib, 1, 'method')], FIGURES, AT);
    expect(forgetLabels(lib, null)).toBe(1);
    const { hub_columns: _, sqlite_sequence: __, ...after } = dump(lib);
    const { hub_columns: ___, sqlite_sequence: ____, ...was } = before;
    expect(after).toEqual(was);
    expect(learnedLast(lib)).toBeUndefined();
    expect(forgetLabels(lib, null)).toBe(0);
  });

  it('forgets those of a hub only, where one is named', async () => {
    const lib = await libraryOf([work(0), ...said(1), work(9), cites(1, 9, [], { contexts: [{ text: 'Another.' }] })]);
    const other = id(lib, arxiv(9));
    keepLabels(lib, null, [label(lib, 1, 'method'), { ...label(lib, 1, 'method'), cited: other }], FIGURES, AT);
    expect(forgetLabels(lib, [other])).toBe(1);
    expect(judgesOf(lib, 1)).toEqual([`${judgeOfDay(AT)} in force`]);
    expect(learnedLast(lib)?.labels).toBe(1);
  });
});
