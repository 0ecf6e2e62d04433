/** Conditions and orders of the query that ask how papers stand to others, as the line is typed. */
import { expect, it } from 'vitest';
import type { HubLibraryRecord } from '../../../src/hub/record.js';
import type { Library } from '../../../src/library/library.js';
import { ALL_WORKS } from '../../../src/library/model.js';
import { runQuery } from '../../../src/library/search/view.js';
import { fieldOfHub } from '../../../src/query/needs-hub.js';
import { parseQuery } from '../../../src/query/parse.js';
import { printQuery } from '../../../src/query/print.js';
import { arxiv, cites, dump, id, libraryOf, load, work } from '../support.js';

/** The numbers of the papers of hub 0 that a line finds, in its order. */
function found(lib: Library, line: string): number[] {
  const parsed = parseQuery(line);
  if (!parsed.ok) throw new Error(parsed.error.message);
  expect(parseQuery(printQuery(parsed.query))).toEqual(parsed);
  const view = runQuery(lib, id(lib, arxiv(0)), parsed.query);
  const numbers = new Map(
    Array.from({ length: 60 }, (_, n) => [
      lib.db.prepare('SELECT work FROM aliases WHERE value = ?').pluck().get(arxiv(n).slice(6)),
      n,
    ]),
  );
  return view.works(0, view.total).map((paper) => numbers.get(paper)!);
}

/** Papers 1 to 4 cite hub 0; 10 and 11 are works beside it. */
const HUB: HubLibraryRecord[] = [
  work(0, { authors: [{ name: 'Ada Shepherd' }] }),
  work(1, { date: '2021', authors: [{ name: 'Shepherd, Ada' }, { name: 'Bo Li' }] }),
  work(2, { date: '2022', authors: [{ name: 'Bo Li' }] }),
  work(3, { date: '2023' }),
  work(4, { date: '2024' }),
  ...[1, 2].map((n) => cites(n, 0)),
  cites(3, 0, undefined, { contexts: [{ text: 'It fails to count, contrary to hopes.' }] }),
  cites(4, 0, undefined, { contexts: [{ text: 'We confirm it.' }] }),
  ...[1, 2, 3].map((n) => cites(n, 10)),
  ...[2, 3, 4].map((n) => cites(n, 11)),
  cites(2, 1),
  cites(3, 1),
  cites(3, 2),
];

it('finds citers of another work, and citers of one that do not cite another', async () => {
  const lib = await libraryOf(HUB);
  expect(found(lib, `cites:${arxiv(10)} sort:date`)).toEqual([1, 2, 3]);
  expect(found(lib, `cites:2001.00010 -cites:2001.00011`)).toEqual([1]);
  expect(found(lib, `cites:2001.00010,2001.00011 sort:date`)).toEqual([1, 2, 3, 4]);
  expect(found(lib, `cites:2001.00000`).length).toBe(4);
  expect(found(lib, 'cites:1911.00001')).toEqual([]);
});

it('finds what a paper cites, and what cites some of the same works', async () => {
  const lib = await libraryOf(HUB);
  expect(found(lib, 'cited-by:2001.00003 sort:date')).toEqual([1, 2]);
  expect(found(lib, 'coupled:2001.00001 sort:date')).toEqual([2, 3]);
  expect(found(lib, '-cited-by:2001.00003 sort:date')).toEqual([3, 4]);
});

it('finds papers by the authors of the hub', async () => {
  const lib = await libraryOf(HUB);
  expect(found(lib, 'self:any')).toEqual([1]);
  expect(found(lib, 'self:first')).toEqual([1]);
  expect(found(lib, 'self:last')).toEqual([]);
  expect(found(lib, '-self:any sort:date')).toEqual([2, 3, 4]);
});

it('finds sentences by their cues and stores nothing', async () => {
  const lib = await libraryOf(HUB);
  const before = dump(lib);
  expect(found(lib, 'cue:contrast')).toEqual([3]);
  expect(found(lib, 'cue:support')).toEqual([4]);
  expect(dump(lib)).toEqual(before);
});

it('sorts by local citations and by PageRank, the newest of equals first', async () => {
  const lib = await libraryOf(HUB);
  expect(found(lib, 'sort:-local')).toEqual([1, 2, 4, 3]);
  expect(found(lib, 'sort:local')).toEqual([4, 3, 2, 1]);
  expect(found(lib, 'sort:-pagerank')[0]).toBe(1);
  // Where they are withheld, the newest come first.
  const bare = await libraryOf([...[0, 1, 2].map((n) => work(n, { date: `202${n}` })), cites(1, 0), cites(2, 0)]);
  expect(found(bare, 'sort:local')).toEqual([2, 1]);
  const view = runQuery(bare, id(bare, arxiv(0)), { where: null, sort: { key: 'local', descending: true } });
  expect(view.withheld).toEqual({ what: 'references', known: 0, of: 2 });
});

it('finds the papers of a school, and those of none', async () => {
  const school = (from: number, to: number, other: number): HubLibraryRecord[] =>
    Array.from({ length: to - from + 1 }, (_, i) => from + i).flatMap((n) => [
      cites(n, 0),
      cites(n, other),
      cites(n, other + 1),
    ]);
  const lib = await libraryOf([...school(1, 4, 50), ...school(11, 16, 55), cites(20, 0), cites(20, 59)]);
  const sorted = (line: string): number[] => found(lib, line).sort((a, b) => a - b);
  expect(sorted('school:1')).toEqual([11, 12, 13, 14, 15, 16]);
  expect(sorted('school:2')).toEqual([1, 2, 3, 4]);
  expect(sorted('school:none')).toEqual([20]);
  expect(sorted('school:1,2').length).toBe(10);
  expect(sorted('school:3')).toEqual([]);
});

it.each([
  ['cites:nothing', 'cites takes an id such as arXiv:1911.11134 or 10.1038/nature14539, not "nothing".'],
  ['self:some', 'self takes any, first or last, not "some".'],
  ['cue:contrst', 'cue takes contrast or support, not "contrst"; did you mean contrast?'],
  ['school:x', 'school takes a number from 1 on or none, not "x".'],
])('says what is wrong with %s', (line, message) => {
  expect(parseQuery(line)).toMatchObject({ ok: false, error: { message } });
});

it('asks all works of the library, those that came since too', async () => {
  const lib = await libraryOf(HUB);
  const all = (line: string): number => {
    const parsed = parseQuery(line);
    if (!parsed.ok) throw new Error(parsed.error.message);
    return runQuery(lib, ALL_WORKS, parsed.query).total;
  };
  expect(all('')).toBe(7);
  expect(all('cites:2001.00010 -cites:2001.00011')).toBe(1);
  expect(all('cited-by:2001.00003')).toBe(5);
  expect(all('author:shepherd')).toBe(2);
  await load(lib, [cites(20, 10)]);
  expect(all('cites:2001.00010 -cites:2001.00011')).toBe(2);
  // Another program adds one.
  lib.db.exec(
    "INSERT INTO works(id, title) VALUES (900, 'Sheep'); INSERT INTO aliases VALUES ('doi', '10.1000/sheep', 900, 0)",
  );
  lib.cache.clear();
  expect(all('title:sheep')).toBe(1);
});

it.each([
  ['role:method', 'role'],
  ['year:2020 (a OR -context:b)', 'context'],
  ['has:role', 'has'],
  ['cites:2001.00001 title:x mine:yes has:doi category:cs.CV', null],
])('%s asks about the citation of a hub in its field %s', (line, field) => {
  const parsed = parseQuery(line);
  expect(parsed.ok && fieldOfHub(parsed.query)).toBe(field);
});
