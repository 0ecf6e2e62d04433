/** What sqlite3 is asked beside `list` is what `list` prints. */
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { putTsv, TSV_COLUMNS } from '../../../src/cli/row-format.js';
import { rows } from '../../../src/library/read/rows.js';
import { runQuery } from '../../../src/library/search/view.js';
import { inRoom } from '../../library/read/printing/in-room.js';
import { emptyLibrary, id, load } from '../../library/support.js';
import { syntheticHub } from '../made-up/generate.js';
import { piecesOf } from '../made-up/recombine.js';
import { rowsInSql } from './sqlite-rows.js';

const PIECES = piecesOf(fileURLToPath(new URL('../../../data/hep-th-9711200.jsonl.gz', import.meta.url)));

it('are the same papers in the same order with the same columns', async () => {
  const library = emptyLibrary();
  await load(library, [...syntheticHub({ citers: 500, seed: 2, abstracts: false }, PIECES)], 'synthetic');
  const hub = id(library, 'synthetic:500');
  const view = runQuery(library, hub, { where: null, sort: null });
  const printed = rows(library, hub, view.works(0, view.total)).map((row) =>
    inRoom((room) => putTsv(room, row)).slice(0, -1),
  );
  const asked = library.sql(rowsInSql('synthetic:500')).raw().all() as unknown[][];
  // Sets of labels have no order of their own.
  const inOrder = (value: string, at: number): string =>
    at === ROLES || at === POLARITIES ? value.split(',').sort().join(',') : value;
  const [ROLES, POLARITIES] = [TSV_COLUMNS.indexOf('roles'), TSV_COLUMNS.indexOf('polarities')];
  expect(printed).toHaveLength(500);
  expect(asked.map((values) => values.map((value, at) => inOrder(String(value ?? ''), at)))).toEqual(
    printed.map((line) => line.split('\t').map(inOrder)),
  );
});
