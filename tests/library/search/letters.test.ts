/** Searches for one letter or digit find what reading every text finds. */
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { HubLibraryRecord } from '../../../src/hub/record.js';
import { closeLibrary, type Library } from '../../../src/library/library.js';
import type { WorkNumber } from '../../../src/library/model.js';
import { openLibrary } from '../../../src/library/open.js';
import { runQuery } from '../../../src/library/search/view.js';
import { readSource } from '../../../src/sources/read.js';
import { id, load } from '../support.js';

const HUBS = {
  'arxiv:1911.11134': '1911.11134.jsonl',
  'arxiv:2504.13837': '2504.13837.jsonl',
  'arxiv:hep-th/9711200': 'hep-th-9711200.jsonl.gz',
};
const TEXTS = `
  SELECT c.citing AS work, concat_ws(' | ', w.title, t.summary,
    (SELECT group_concat(name, ' | ') FROM authors WHERE work = c.citing),
    (SELECT group_concat(rest ->> 'summary', ' | ') FROM reviews WHERE work = c.citing)) AS text
  FROM citations AS c JOIN works AS w ON w.id = c.citing LEFT JOIN texts AS t ON t.work = c.citing WHERE c.cited = ?`;

let lib: Library;
beforeAll(async () => {
  lib = openLibrary(':memory:');
  for (const name of Object.values(HUBS)) {
    const records: HubLibraryRecord[] = [];
    const file = fileURLToPath(new URL(`../../../data/${name}`, import.meta.url));
    for await (const item of (await readSource(file, { at: '2026-01-02', strict: true })).items)
      if ('record' in item) records.push(item.record);
    await load(lib, records);
  }
});
afterAll(() => closeLibrary(lib));

describe('a search for one letter or digit', () => {
  it.each(Object.keys(HUBS))('finds in %s what reading its texts finds', (hub) => {
    const papers = lib.db.prepare(TEXTS).all(id(lib, hub)) as { work: WorkNumber; text: string }[];
    const read = papers.map(({ work, text }) => ({ work, text: text.normalize('NFKD').replace(/\p{M}/gu, '') }));
    const begins = (letter: string): RegExp => new RegExp(`(?<![\\p{L}\\p{N}])${letter}`, 'iu');
    for (const letter of 'abcdefghijklmnopqrstuvwxyz0123456789') {
      const begin = begins(letter);
      const expected = read.filter(({ text }) => begin.test(text)).map(({ work }) => work);
      const view = runQuery(lib, id(lib, hub), { where: { kind: 'text', text: letter, phrase: false }, sort: null });
      expect(
        [...view.works(0, papers.length)].sort((a, b) => a - b),
        letter,
      ).toEqual(expected.sort((a, b) => a - b));
    }
  });
});
