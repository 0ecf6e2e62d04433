/** Links of citing papers to claims, by a reader's hand: what stands, wherever hub, paper and claim go, and who said it. */
import { expect, it } from 'vitest';
import type { HubLibraryRecord } from '../../../src/hub/record.js';
import { record, undo } from '../../../src/library/decisions/journal.js';
import { journalLines, takeLines } from '../../../src/library/decisions/lines.js';
import { ledger } from '../../../src/library/graph/ledger.js';
import { mergeWorks, splitWork } from '../../../src/library/identity/merge-split.js';
import type { Library } from '../../../src/library/library.js';
import { claimLines, linkClaim, linksOf } from '../../../src/library/reader/claim-links.js';
import { arxiv, cites, emptyLibrary, id, libraryOf, load, work } from '../support.js';

const claim = (text: string, n = 0, more: object = {}): HubLibraryRecord => ({
  type: 'claim',
  work: arxiv(n),
  kind: 'strongest_claim',
  text,
  source: 'pith',
  ...more,
});
const LONG = `Sheep ${'that sleep '.repeat(30)}`;
const HUB = [work(0), work(1), work(2), cites(1, 0), cites(2, 0)];

const claimOf = (lib: Library, n = 0, at = 0): number => claimLines(lib, id(lib, arxiv(n)))[at]!.claim;
const link = (lib: Library, who: string, n: number, stance: Parameters<typeof linkClaim>[4], of = claimOf(lib)) =>
  linkClaim(lib, who, of, id(lib, arxiv(n)), stance);
/** What each claim of a hub is linked to. */
const linked = (lib: Library, n = 0): string[][] =>
  ledger(lib, id(lib, arxiv(n))).claims.map(({ linked: all }) =>
    all.map(({ work: number, stance, author }) => `${idOf(lib, number)} ${stance}, ${author}`),
  );
const idOf = (lib: Library, number: number): number =>
  [0, 1, 2, 3, 4].find(
    (n) =>
      lib.db.prepare("SELECT work FROM aliases WHERE scheme = 'arxiv' AND value = ?").pluck().get(arxiv(n).slice(6)) ===
      number,
  )!;

it('a link is a line of the journal, one for a paper and a claim, which is undone and done again', async () => {
  const lib = await libraryOf([...HUB, claim('Sheep can be counted.', 0, { claimId: 'C1' }), claim('Goats, too.')]);
  link(lib, 'ada', 1, 'supports');
  const { step } = link(lib, 'ada', 1, 'contrasts');
  link(lib, 'ada', 2, 'extends', claimOf(lib, 0, 1));
  expect(linked(lib)).toEqual([['1 contrasts, ada'], ['2 extends, ada']]);
  expect([...journalLines(lib)][1]).toMatchObject({
    who: 'ada',
    kind: 'claim',
    screening: `hub:${arxiv(0)}`,
    work: arxiv(1),
    item: 'Sheep can be counted.',
    from: { stance: 'supports', claimId: 'C1' },
    to: { stance: 'contrasts', claimId: 'C1' },
  });
  const { step: back } = undo(lib, 'ada', step!);
  expect(linked(lib)[0]).toEqual(['1 supports, ada']);
  undo(lib, 'ada', back!);
  expect(linked(lib)[0]).toEqual(['1 contrasts, ada']);
  expect(link(lib, 'ada', 1, null).changed).toBe(1);
  expect(link(lib, 'ada', 1, null)).toEqual({ step: null, changed: 0 });
  expect(linked(lib)[0]).toEqual([]);
  expect(() => link(lib, 'ada', 1, 'extends', 99)).toThrow(/has no claim 99; open the hub again/u);
});

it('links stay when paper, hub and claim come again under other names, with a status and in other words', async () => {
  const lib = await libraryOf([...HUB, claim('Sheep can be counted.', 0, { claimId: 'C1' }), claim(LONG)]);
  link(lib, 'ada', 1, 'supports');
  link(lib, 'ada', 2, 'refutes', claimOf(lib, 0, 1));
  await load(lib, [
    work(0, { ids: ['doi:10.1000/0', arxiv(0)] }),
    work(1, { ids: ['doi:10.1000/1', arxiv(1)] }),
    claim('Sheep can surely be counted.', 0, { claimId: 'C1' }),
    claim(LONG, 0, { status: 'verified' }),
  ]);
  expect(linked(lib)).toEqual([['1 supports, ada'], ['2 refutes, ada']]);
  // In the place of the one under the old words.
  expect(link(lib, 'ada', 1, 'extends').changed).toBe(2);
  expect(linked(lib)[0]).toEqual(['1 extends, ada']);
});

it('long claims that begin alike are told apart', async () => {
  const lib = await libraryOf([...HUB, claim(`${LONG}, and dream.`), claim(`${LONG}, and wake.`)]);
  link(lib, 'ada', 1, 'supports', claimOf(lib, 0, 1));
  expect(linked(lib)).toEqual([[], ['1 supports, ada']]);
});

it('a library that was empty has the links of a journal as soon as it has the claims', async () => {
  const lib = await libraryOf([...HUB, claim('Sheep can be counted.'), claim(LONG)]);
  link(lib, 'ada', 1, 'supports');
  link(lib, 'ada', 2, 'refutes', claimOf(lib, 0, 1));
  const empty = emptyLibrary();
  takeLines(empty, [...journalLines(lib)]);
  await load(empty, [work(7), ...HUB.toReversed(), claim(LONG, 0, { claimId: 'C2' }), claim('Sheep can be counted.')]);
  expect(linked(empty)).toEqual([['2 refutes, ada'], ['1 supports, ada']]);
});

it('of several readers who did not know of each other the last link of each stands, until one of them links anew', async () => {
  const [lib, other] = [
    await libraryOf([...HUB, claim('Sheep sleep.')]),
    await libraryOf([...HUB, claim('Sheep sleep.')]),
  ];
  link(lib, 'ada', 1, 'supports');
  link(other, 'bo', 1, 'contrasts');
  takeLines(lib, [...journalLines(other)]);
  expect(linked(lib)).toEqual([['1 supports, ada', '1 contrasts, bo']]);
  link(lib, 'ada', 1, 'extends');
  expect(linked(lib)).toEqual([['1 extends, ada']]);
});

it('a link that is made while two hubs are one is of the hub that makes the claim when they are two again', async () => {
  const lib = await libraryOf([...HUB, work(3), cites(1, 3), claim('Sheep sleep.'), claim('Goats wake.', 3)]);
  const kept = mergeWorks(lib, id(lib, arxiv(0)), id(lib, arxiv(3)));
  for (const { claim: one } of claimLines(lib, kept)) link(lib, 'ada', 1, 'supports', one);
  splitWork(lib, kept, [arxiv(3)]);
  expect([linked(lib), linked(lib, 3)]).toEqual([[['1 supports, ada']], [['1 supports, ada']]]);
});

it('what another program wrote in the journal is no link where it is none', async () => {
  const lib = await libraryOf([...HUB, claim('Sheep sleep.')]);
  const change = {
    kind: 'claim',
    screening: `hub:${arxiv(0)}`,
    work: id(lib, arxiv(1)),
    claim: 'Sheep sleep.',
  } as const;
  expect(() => record(lib, 'ada', [{ ...change, to: { stance: 'likes' } as never }])).toThrow(
    /cannot be kept as claim/u,
  );
  expect(linksOf(lib, claimOf(lib))).toEqual([]);
});
