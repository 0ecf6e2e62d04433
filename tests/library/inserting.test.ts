/** Rows whose unknown columns are left out of their statements. */
import { expect, it } from 'vitest';
import { inserting } from '../../src/library/inserting.js';
import { emptyLibrary } from './support.js';

it('enters every row as it is given, whichever of its columns are unknown', () => {
  const lib = emptyLibrary();
  const columns = ['id', 'a', 'b', 'c'];
  lib.db.exec('CREATE TEMP TABLE made(id INTEGER PRIMARY KEY, a, b, c)');
  const insert = inserting('temp.made', columns);
  const rows = Array.from({ length: 8 }, (_, which) => [
    which + 1,
    ...['x', 0, ''].map((value, at) => ((which & (1 << at)) === 0 ? value : null)),
  ]);
  for (const row of rows) expect(insert(lib, row).changes).toBe(1);
  expect(lib.sql('SELECT id, a, b, c FROM temp.made ORDER BY id').raw().all()).toEqual(rows);

  const perhaps = inserting('temp.made', columns, 'OR IGNORE');
  expect(perhaps(lib, [8, 'y', null, null]).changes).toBe(0);
  expect(perhaps(lib, [null, null, null, 'z']).lastInsertRowid).toBe(9);
  expect(lib.sql('SELECT c FROM temp.made WHERE id = ?').pluck().get(9)).toBe('z');
});
