/** What the bench imports and has read: the file of a made-up hub, its works from another source, two readings of its list. */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { hubChanges } from '../../src/library/history/changes.js';
import { descriptionsOf } from '../../src/library/works/descriptions.js';
import { readSource } from '../../src/sources/read.js';
import { emptyLibrary, folder, id, load } from '../library/support.js';
import { collect } from '../sources/collect.js';
import { describedAgain, writeRecords } from './importing.js';
import { syntheticHub } from './made-up/generate.js';
import { piecesOf } from './made-up/recombine.js';
import { readTwice } from './readings.js';

const PIECES = piecesOf(fileURLToPath(new URL('../../data/hep-th-9711200.jsonl.gz', import.meta.url)));
const hubOf = (citers: number) => syntheticHub({ citers, seed: 4, abstracts: false }, PIECES);

it('writes the records of a hub to a file from which they are read as they were', async () => {
  const file = join(folder(), 'hub.jsonl');
  const told: unknown[] = [];
  const count = writeRecords(file, hubOf(50), (record) => told.push(record));
  const { records, problems } = await collect((await readSource(file, { at: '2026-01-01' })).items);
  expect(problems).toEqual([]);
  expect(records).toEqual(JSON.parse(JSON.stringify(told)));
  expect(records).toHaveLength(count);
});

it('has every work described by a second source', async () => {
  const library = emptyLibrary();
  await load(library, [...hubOf(50)], 'synthetic');
  expect(await describedAgain(library, hubOf(50))).toBeGreaterThan(0);
  for (const number of [1, 50]) {
    const sources = descriptionsOf(library, id(library, `synthetic:50-${number}`)).map(({ source }) => source.name);
    expect(sources).toEqual(['synthetic', 'synthetic-again']);
  }
});

it('reads a list twice, of which the second time a hundred papers are gone and a hundred are otherwise', async () => {
  const library = emptyLibrary();
  await load(library, [...hubOf(300)], 'synthetic');
  await readTwice(library, 300);
  const { readings, fresh, gone, changed } = hubChanges(library, 'synthetic:300', '2020-01-01');
  expect([readings, fresh.length, gone.length]).toEqual([1, 0, 100]);
  // Some were that before.
  expect(changed.length).toBeGreaterThan(90);
  expect(new Set(changed.map(({ field, after }) => `${field} ${after}`))).toEqual(new Set(['role dataset']));
});
