/** Statements of a library. */
import { describe, expect, it } from 'vitest';
import { checkWritable } from '../../src/library/library.js';
import { emptyLibrary } from './support.js';

describe('a statement that compares a column with a value to be given', () => {
  it('keeps its plan whatever value is given: the value is no bare parameter', () => {
    const lib = emptyLibrary();
    const { source } = lib.sql('SELECT name FROM authors WHERE work = ? AND position = @position ORDER BY position');
    expect(source).toBe('SELECT name FROM authors WHERE work = +? AND position = +@position ORDER BY position');
  });

  it.each([[1], [-2.5], ['1'], ['+1'], [''], [null], [Buffer.from([0, 1, 255])]])('is given %j as it is', (value) => {
    const lib = emptyLibrary();
    expect(lib.sql('SELECT x FROM (SELECT ? AS x) WHERE x IS ?').pluck().get(value, value)).toEqual(value);
    lib.db.exec('CREATE TEMP TABLE IF NOT EXISTS given(id INTEGER PRIMARY KEY, value)');
    lib.sql('INSERT OR REPLACE INTO temp.given(id) VALUES (1)').run();
    lib.sql('UPDATE temp.given SET value = ? WHERE id = ?').run(value, 1);
    expect(lib.sql('SELECT value FROM temp.given WHERE id = ?').pluck().get(1)).toEqual(value);
    const found = lib.sql('SELECT count(*) FROM temp.given WHERE value = ?').pluck().get(value);
    expect(found).toBe(value === null ? 0 : 1);
  });
});

it('that cannot be written to is told before anything is done for it, and one that can is not changed', () => {
  const lib = emptyLibrary();
  const changes = lib.db.prepare('SELECT total_changes()').pluck();
  const before = changes.get();
  checkWritable(lib);
  expect(changes.get()).toBe(before);
  lib.db.pragma('query_only = ON');
  expect(() => checkWritable(lib)).toThrow(/^The library .* cannot be written to; check its permissions/u);
});
