/** The best of very many papers are found without ordering all: those that come first where all are ordered. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { columnsOf } from '../../../src/library/derived/columns.js';
import { closeLibrary, type Library } from '../../../src/library/library.js';
import { ALL_WORKS } from '../../../src/library/model.js';
import { openLibrary } from '../../../src/library/open.js';
import { runQuery } from '../../../src/library/search/view.js';
import { parseQuery } from '../../../src/query/parse.js';
import { load, seeded, work } from '../support.js';

const WORDS = ['s', 'string', 'strings', 'theory', 'of', 'the', 'holes', 'black', 'b'];
const SIZE = 12_000;
let lib: Library;
beforeAll(async () => {
  const random = seeded(12);
  const text = (most: number): string =>
    Array.from(
      { length: 1 + Math.floor(random() * most) },
      () => WORDS[Math.floor(random() ** 2 * WORDS.length)]!,
    ).join(' ');
  lib = openLibrary(':memory:');
  await load(
    lib,
    Array.from({ length: SIZE }, (_, n) =>
      work(n, {
        title: text(3),
        ...(random() < 0.9 && { date: `20${10 + Math.floor(random() * 9)}-0${1 + Math.floor(random() * 9)}` }),
        ...(random() < 0.5 && { authors: [{ name: text(2) }] }),
        ...(random() < 0.5 && { summary: text(5) }),
      }),
    ),
  );
});

afterAll(() => closeLibrary(lib));

describe('the first of a search', () => {
  it.each([
    's',
    'b',
    'the',
    'o',
    'title:t',
    '"s"',
    's b',
    'st th',
    'year:2013.. s',
    '-title:theory s',
    '(s OR role:method)',
    '(title:s OR year:2013)',
  ])('%s', (line) => {
    const parsed = parseQuery(`${line} sort:relevance`);
    if (!parsed.ok) throw new Error(parsed.error.message);
    const { total, works } = runQuery(lib, ALL_WORKS, parsed.query);
    expect(total).toBeGreaterThan(2048);
    const first = works(0, 512);
    // What nearness to the words puts in order is the same here and there.
    expect(first).toEqual(runQuery(lib, ALL_WORKS, parsed.query).works(0, total).slice(0, 512));
  });
});

it('all of a search is the same where nothing is kept of common words, and their postings are read', () => {
  const answers = (): unknown =>
    ['s', 'b', 'th', 'the', 'string', 'title:t', 'author:s', '"the"', 's b', 'hol of', 'year:2013.. s', '-s'].map(
      (line) => {
        const parsed = parseQuery(line);
        if (!parsed.ok) throw new Error(parsed.error.message);
        const { total, works, facets } = runQuery(lib, ALL_WORKS, parsed.query);
        return { line, total, works: works(0, total), facets };
      },
    );
  lib.cache.clear();
  const kept = columnsOf(lib, ALL_WORKS).dictionary().common!;
  expect(kept.outline.beginnings).toEqual(expect.arrayContaining(['s', 'b', 'th']));
  expect(kept.outline.words).toEqual(expect.arrayContaining(['s', 'string']));
  const before = answers();
  lib.db.exec("UPDATE hub_columns SET outline = json_remove(outline, '$.words.common')");
  lib.cache.clear();
  expect(columnsOf(lib, ALL_WORKS).dictionary().common).toBeUndefined();
  expect(answers()).toEqual(before);
});
