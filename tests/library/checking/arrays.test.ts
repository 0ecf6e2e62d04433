/** Whether the arrays of a hub are whole. */
import { expect, it } from 'vitest';
import { areWhole, hubsWithArrays } from '../../../src/library/checking/arrays.js';
import { STORED_FROM } from '../../../src/library/derived/column-layout.js';
import { changed, hubFile, hubOf, opened } from './damaging.js';

it('are, as they were made', async () => {
  const lib = opened(await hubFile(STORED_FROM));
  expect(hubsWithArrays(lib)).toEqual([{ work: hubOf(lib), size: STORED_FROM }]);
  expect(areWhole(lib, hubOf(lib), 8)).toBe(true);
});

it.each(
  [
    'ids',
    'group 0',
    'age',
    'flags',
    'references',
    'venue',
    'order',
    'order title rising',
    'letters',
    'common',
    'ranks',
    'postings',
    'tokens',
  ].flatMap((name) => [
    [`${name} missing`, `DELETE FROM hub_segments WHERE name = '${name}'`],
    [`${name} too short`, `UPDATE hub_segments SET data = substr(data, 1, length(data) / 2) WHERE name = '${name}'`],
  ]),
)('are not with %s', async (_, sql) => {
  const file = await hubFile(STORED_FROM);
  changed(file, sql);
  const lib = opened(file);
  expect(areWhole(lib, hubOf(lib), STORED_FROM)).toBe(false);
});

it.each([
  ['an outline that is none', "UPDATE hub_columns SET outline = '{'"],
  ['another number of papers', `UPDATE listed SET citing = citing + 1 WHERE citing = ${STORED_FROM}`],
])('are not with %s', async (_, sql) => {
  const file = await hubFile(STORED_FROM);
  const hub = hubOf(opened(file));
  changed(file, sql);
  expect(areWhole(opened(file), hub, 8)).toBe(false);
});

it('those of another version are no concern of this program', async () => {
  const file = await hubFile(STORED_FROM);
  changed(file, 'UPDATE hub_columns SET version = version + 1');
  expect(hubsWithArrays(opened(file))).toEqual([]);
});
