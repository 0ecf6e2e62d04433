/** Texts that are searched in steps: the same papers as at once, and nothing is worked out twice. */
import { expect, it } from 'vitest';
import { STORED_FROM } from '../../../src/library/derived/column-layout.js';
import { columnsOf } from '../../../src/library/derived/columns.js';
import { reading } from '../../../src/library/library.js';
import { ALL_WORKS } from '../../../src/library/model.js';
import { preparing } from '../../../src/library/search/prepare.js';
import { runQuery } from '../../../src/library/search/view.js';
import { finished } from '../../../src/library/steps.js';
import { parseQuery } from '../../../src/query/parse.js';
import { libraryOf, work } from '../support.js';

const TITLES = ['Black holes and strings', 'String theory of black holes', 'A theory of holes', 'Strings'];

it.each([
  'b',
  'black',
  '"black holes"',
  '"holes and strings"',
  'abstract:"second string"',
  'abstract:str',
  'venue:phys',
])('%s', async (line) => {
  const numbers = Array.from({ length: 300 }, (_, n) => n);
  const records = numbers.map((n) =>
    work(n, { title: TITLES[n % 4]!, abstract: n % 3 === 0 ? 'The second string.' : 'A string, second.' }),
  );
  const [one, other] = [await libraryOf(records), await libraryOf(records)];
  const parsed = parseQuery(line);
  if (!parsed.ok) throw new Error(parsed.error.message);
  const { query } = parsed;
  const worksOf = (lib: typeof one): number[] => {
    const view = runQuery(lib, ALL_WORKS, query);
    return Array.from(view.works(0, view.total));
  };
  const steps = preparing(other, ALL_WORKS, query);
  // Somebody else asks meanwhile, and the steps are gone on with.
  steps.next();
  finished(preparing(other, ALL_WORKS, query));
  finished(steps);
  expect(worksOf(other)).toEqual(worksOf(one));
  if (line.startsWith('venue')) return;
  expect(worksOf(other).length).toBeGreaterThan(50);
});

it('reads no text again that the steps have read', async () => {
  const lib = await libraryOf(Array.from({ length: 200 }, (_, n) => work(n, { abstract: 'One and two.' })));
  const parsed = parseQuery('abstract:"one and"');
  if (!parsed.ok) throw new Error(parsed.error.message);
  expect([...preparing(lib, ALL_WORKS, parsed.query)].length).toBeGreaterThan(3);
  expect([...preparing(lib, ALL_WORKS, parsed.query)]).toEqual([]);
});

it('reads where the words of papers begin for phrases only', async () => {
  const lib = await libraryOf(Array.from({ length: STORED_FROM }, (_, n) => work(n, { title: TITLES[n % 4]! })));
  const totalOf = (line: string): number => {
    const parsed = parseQuery(line);
    if (!parsed.ok) throw new Error(parsed.error.message);
    finished(preparing(lib, ALL_WORKS, parsed.query));
    return runQuery(lib, ALL_WORKS, parsed.query).total;
  };
  expect(totalOf('')).toBe(STORED_FROM);
  lib.db.exec("DELETE FROM hub_segments WHERE name = 'token starts'");
  expect(totalOf('s')).toBe((3 * STORED_FROM) / 4);
  expect(() => totalOf('"black holes"')).toThrow('token starts is not whole');
});

it('reads no postings of what very many papers have', async () => {
  const lib = await libraryOf(Array.from({ length: STORED_FROM }, (_, n) => work(n, { title: TITLES[n % 4]! })));
  const worksOf = (line: string): number[] => {
    const parsed = parseQuery(line);
    if (!parsed.ok) throw new Error(parsed.error.message);
    finished(preparing(lib, ALL_WORKS, parsed.query));
    const view = runQuery(lib, ALL_WORKS, parsed.query);
    return view.works(0, view.total);
  };
  const common = ['s', 'bla', 'title:s', 'of', '"theory"', 'b s'];
  const before = common.map(worksOf);
  expect(before.map((works) => works.length)).toEqual([3, 2, 3, 2, 2, 2].map((of4) => (of4 * STORED_FROM) / 4));
  lib.cache.clear();
  lib.db.exec("DELETE FROM hub_segments WHERE name = 'postings'");
  expect(common.map(worksOf)).toEqual(before);
  expect(() => worksOf('author:s')).toThrow('postings is not whole');
});

it('counts what meets a query, and finds the best of it, in the steps', async () => {
  const lib = await libraryOf(Array.from({ length: 2800 }, (_, n) => work(n, { title: TITLES[n % 4]! })));
  const parsed = parseQuery('s');
  if (!parsed.ok) throw new Error(parsed.error.message);
  finished(preparing(lib, ALL_WORKS, parsed.query));
  const { cache } = columnsOf(lib, ALL_WORKS);
  const looked = () => [...cache.keys()].filter((name) => /^(?:matching|best) /u.test(name)).sort();
  const before = looked();
  expect(before.length).toBe(2);
  const view = runQuery(lib, ALL_WORKS, parsed.query);
  expect(view.total).toBe(2100);
  expect(looked()).toEqual(before);
});

it('reads the papers of one word at a step where a mistyped one may be many', async () => {
  const words = ['strings', 'strangs', 'strongs', 'strengs', 'strungs', 'sstrngs'];
  const lib = await libraryOf(
    Array.from({ length: 600 }, (_, n) => work(n, { title: `Of ${words[n % words.length]}` })),
  );
  const parsed = parseQuery('strngs');
  if (!parsed.ok) throw new Error(parsed.error.message);
  // They are in the library then, and not made anew.
  runQuery(lib, ALL_WORKS, { where: null, sort: null });
  const { postings } = reading(lib, () => columnsOf(lib, ALL_WORKS)).dictionary();
  const { eachIn } = postings;
  let read = 0;
  postings.eachIn = (...stretch) => {
    read += 1;
    return eachIn(...stretch);
  };
  let [all, most] = [0, 0];
  for (const _ of preparing(lib, ALL_WORKS, parsed.query)) {
    all += read;
    most = Math.max(most, read);
    read = 0;
  }
  expect(all).toBeGreaterThanOrEqual(words.length);
  // What is typed is looked for as a beginning and as a whole.
  expect(most).toBeLessThanOrEqual(2);
  expect(runQuery(lib, ALL_WORKS, parsed.query)).toMatchObject({ total: 600, fuzzy: true });
  expect(read).toBe(0);
});
