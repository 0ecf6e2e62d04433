/** What is imported a second time, on another day, is nothing new. */
import { describe, expect, it } from 'vitest';
import type { Library } from '../../src/library/library.js';
import { libraryDigest } from '../../src/library/read/digest.js';
import { importRecords } from '../../src/library/write/import-records.js';
import { detectSource } from '../../src/sources/detect.js';
import { emptyLibrary } from '../library/support.js';
import { collect } from './collect.js';
import { inputOf } from './input-of.js';
import * as services from './replay/services.js';

/** @param at the day of the import. @returns how many things it added or changed */
async function take(lib: Library, content: string, at: string): Promise<number> {
  const { source } = detectSource(inputOf(content));
  const { records, problems } = await collect(source.decode(inputOf(content), { at }));
  expect(problems).toEqual([]);
  expect(records.length).toBeGreaterThan(0);
  const { works, citations, judgements, hubs } = await importRecords(lib, records, { source: source.id, from: 'file' });
  return [works, citations, judgements, hubs].reduce((sum, { added, changed }) => sum + added + changed, 0);
}

const edge = (intents: string[][], more: object = {}): string =>
  `${JSON.stringify({ citingcorpusid: 2, citedcorpusid: 1, isinfluential: false, contexts: ['We follow [1].'], intents, ...more })}\n`;
const background = [['background']];
const method = [['methodology']];

describe('a file of S2AG citations without dates', () => {
  it.each([
    ['with one line of a citation', edge(background)],
    ['with copies that disagree', edge(background) + edge(method)],
    ['with copies that disagree on both', edge(background) + edge(method, { isinfluential: true }) + edge(background)],
  ])('%s brings nothing new on a later day', async (_, file) => {
    const lib = emptyLibrary();
    expect(await take(lib, file, '2026-01-02')).toBeGreaterThan(0);
    const before = libraryDigest(lib);
    for (const day of ['2026-01-02', '2026-03-04', '2026-05-06']) {
      expect(await take(lib, file, day), day).toBe(0);
      expect(libraryDigest(lib)).toBe(before);
    }
  });

  it.each([background, method])('brings nothing new after one with dates that said %j', async (said) => {
    const lib = emptyLibrary();
    await take(lib, edge([], { intents: said.flat(), updated: '2022-05-06T00:00:00Z' }), '2026-01-01');
    await take(lib, edge(background) + edge(method), '2026-01-02');
    const before = libraryDigest(lib);
    expect(await take(lib, edge(background) + edge(method), '2026-03-04')).toBe(0);
    expect(libraryDigest(lib)).toBe(before);
  });

  it('is of a later time than one with dates', async () => {
    const lib = emptyLibrary();
    await take(lib, edge(method), '2026-01-01');
    await take(lib, edge([], { intents: ['background'], updated: '2022-05-06T00:00:00Z' }), '2026-01-02');
    expect(lib.db.prepare('SELECT label FROM effective').pluck().all()).toEqual(['method']);
  });
});

describe('saved answers', () => {
  it.each([
    ['of OpenAlex', [1, 2].map((n) => `${JSON.stringify(services.openalexWork(n))}\n`).join('')],
    ['of arXiv', services.atom(['2101.00001', '2101.00002'].map((id) => services.atomEntry(id)))],
  ])('%s bring nothing new on a later day', async (_, file) => {
    const lib = emptyLibrary();
    expect(await take(lib, file, '2026-01-02')).toBeGreaterThan(0);
    expect(await take(lib, file, '2026-03-04')).toBe(0);
  });
});
