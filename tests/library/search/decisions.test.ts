import { expect, it } from 'vitest';
import { hubScreening, reviewScreening, type Screening, type Status } from '../../../src/hub/decisions/decision.js';
import { record, undo } from '../../../src/library/decisions/journal.js';
import { journalLines, takeLines } from '../../../src/library/decisions/lines.js';
import type { Library } from '../../../src/library/library.js';
import { ALL_WORKS, type WorkNumber } from '../../../src/library/model.js';
import { runQuery } from '../../../src/library/search/view.js';
import { parseQuery } from '../../../src/query/parse.js';
import { arxiv, cites, id, libraryOf, load, work } from '../support.js';

const HUB = hubScreening(arxiv(0));
const hub = (): Promise<Library> => libraryOf([work(0), ...[1, 2, 3, 4, 5, 6].flatMap((n) => [work(n), cites(n, 0)])]);

function found(lib: Library, line: string, screening: Screening = HUB): number[] {
  const parsed = parseQuery(`${line} sort:title`);
  if (!parsed.ok) throw new Error(parsed.error.message);
  const view = runQuery(lib, id(lib, arxiv(0)), parsed.query, screening);
  const numbers = new Map([1, 2, 3, 4, 5, 6].map((n) => [id(lib, arxiv(n)), n]));
  return view.works(0, view.total).map((one) => numbers.get(one)!);
}

const facet = (lib: Library, field: string): [string, number][] =>
  (
    runQuery(lib, id(lib, arxiv(0)), { where: null, sort: null }).facets.find((one) => one.field === field)?.values ??
    []
  ).map(({ label, count }) => [label, count]);

it('a query and its facets follow each decision', async () => {
  const lib = await hub();
  expect(facet(lib, 'status')).toEqual([]);
  const decide = (n: number, to: { status: 'included' | 'maybe' } | { status: 'excluded'; reason: string } | null) =>
    record(lib, 'ada', [{ kind: 'decide', screening: HUB, work: id(lib, arxiv(n)), to }]);
  decide(1, { status: 'included' });
  decide(2, { status: 'excluded', reason: 'not a study' });
  const { step } = decide(3, { status: 'maybe' });
  expect(found(lib, 'status:included,maybe')).toEqual([1, 3]);
  expect(found(lib, 'status:unscreened')).toEqual([4, 5, 6]);
  expect(found(lib, 'reason:not-a-study')).toEqual([2]);
  undo(lib, 'ada', step!);
  expect(found(lib, '-status:unscreened')).toEqual([1, 2]);
  expect(facet(lib, 'status')).toEqual([
    ['included', 1],
    ['excluded', 1],
    ['maybe', 0],
    ['later', 0],
    ['unscreened', 4],
  ]);
  expect(facet(lib, 'reason')).toEqual([['not a study', 1]]);
  decide(2, null);
  expect(facet(lib, 'reason')).toEqual([]);
});

it('asks within the review it is told', async () => {
  const lib = await hub();
  const mine = reviewScreening('mine');
  record(lib, 'ada', [{ kind: 'decide', screening: mine, work: id(lib, arxiv(1)), to: { status: 'included' } }]);
  expect(found(lib, 'status:included')).toEqual([]);
  expect(found(lib, 'status:included', mine)).toEqual([1]);
});

it('finds over the whole library what was decided in any hub, and what was decided there', async () => {
  const lib = await hub();
  await load(lib, [work(9), cites(1, 9), cites(2, 9)]);
  const decide = (screening: Screening, n: number, status: Status | null): void => {
    record(lib, 'ada', [{ kind: 'decide', screening, work: id(lib, arxiv(n)), to: status && { status } }]);
  };
  const included = (): number[] => {
    const view = runQuery(lib, ALL_WORKS, { where: { kind: 'status', what: 'included' }, sort: null });
    const numbers = new Map([1, 2, 3].map((n) => [id(lib, arxiv(n)), n]));
    return view
      .works(0, view.total)
      .map((one) => numbers.get(one)!)
      .sort();
  };
  decide(HUB, 1, 'included');
  decide(hubScreening(arxiv(9)), 2, 'included');
  decide('hub:*', 3, 'included');
  expect(included()).toEqual([1, 2, 3]);
  decide(hubScreening(arxiv(9)), 1, 'maybe');
  expect(included()).toEqual([2, 3]);
  decide(hubScreening(arxiv(9)), 1, null);
  expect(included()).toEqual([1, 2, 3]);
  expect(found(lib, 'status:included')).toEqual([1]);
});

it('finds tags in any spelling, stars and notes', async () => {
  const lib = await hub();
  const at = (n: number): WorkNumber => id(lib, arxiv(n));
  record(lib, 'ada', [
    { kind: 'tag', work: at(1), tag: 'To read', to: true },
    { kind: 'tag', work: at(2), tag: 'to-read', to: true },
    { kind: 'star', work: at(3), to: true },
    { kind: 'note', work: at(4), to: 'Look again.' },
  ]);
  expect(found(lib, 'tag:to-read')).toEqual([1, 2]);
  expect(found(lib, 'tag:none')).toEqual([3, 4, 5, 6]);
  expect(found(lib, 'status:starred OR has:note')).toEqual([3, 4]);
  expect(facet(lib, 'tag')).toEqual([['To read', 2]]);
  expect(facet(lib, 'status').at(-1)).toEqual(['starred', 1]);
});

it('finds what two readers decided differently', async () => {
  const [lib, other] = [await hub(), await hub()];
  for (const [own, who, status] of [
    [lib, 'ada', 'included'],
    [other, 'ben', 'later'],
  ] as const)
    record(own, who, [{ kind: 'decide', screening: HUB, work: id(own, arxiv(5)), to: { status } }]);
  takeLines(lib, [...journalLines(other)]);
  expect(found(lib, 'status:conflict')).toEqual([5]);
  expect(facet(lib, 'status').at(-1)).toEqual(['conflict', 1]);
});
