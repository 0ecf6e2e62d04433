/** Damaged libraries: every one is told in a sentence, none is called sound. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { LibraryError } from '../../src/library/error.js';
import { damageBehind, examine } from '../../src/library/integrity-check.js';
import { closeLibrary, reading } from '../../src/library/library.js';
import { openLibrary } from '../../src/library/open.js';
import { listHubs } from '../../src/library/read/hubs.js';
import { rows } from '../../src/library/read/rows.js';
import { seeds } from '../seeds.js';
import { cites, folder, load, work } from './support.js';

async function filled(): Promise<string> {
  const file = join(folder(), 'library.sqlite');
  const lib = openLibrary(file);
  await load(lib, [1, 2, 3, 4, 5].map((at) => work(at)).concat([2, 3, 4, 5].map((at) => cites(at, 1)) as never));
  closeLibrary(lib);
  return file;
}

/** Done to the file by another program. */
function changed(file: string, sql: string): void {
  const db = new Database(file);
  db.pragma('foreign_keys = OFF');
  db.exec(sql);
  db.close();
}

/** What doctor would say: its sentences, or the one with which the library is refused. */
function judged(file: string): string[] {
  try {
    const lib = openLibrary(file);
    try {
      return examine(lib).damage;
    } finally {
      closeLibrary(lib);
    }
  } catch (error) {
    expect(error).toBeInstanceOf(LibraryError);
    return [(error as Error).message];
  }
}

describe('a library that another program wrote to', () => {
  it('is sound as it was made, and with tables and indexes of others in it', async () => {
    const file = await filled();
    expect(judged(file)).toEqual([]);
    changed(file, 'CREATE TABLE notes(x); CREATE INDEX notes_by_x ON notes(x); CREATE INDEX mine ON works(venue)');
    expect(judged(file)).toEqual([]);
  });

  it.each([
    ['DROP TABLE authors', /^The table authors is missing\.$/u],
    ['DROP TABLE touched', /^The table touched is missing\.$/u],
    ['DROP TABLE title_search', /^The table title_search is missing\.$/u],
    ['DROP INDEX citations_by_citing', /^The index citations_by_citing is missing\.$/u],
    ['DROP TRIGGER works_update_touched', /^The trigger works_update_touched is missing\.$/u],
    [
      'CREATE TABLE w AS SELECT * FROM works; DROP TABLE works; CREATE VIEW works AS SELECT * FROM w',
      /^works is a view where a table belongs\.$/u,
    ],
    ['ALTER TABLE works RENAME COLUMN venue TO place', /^The table works has no column venue\.$/u],
    [
      'CREATE TRIGGER spy AFTER INSERT ON works BEGIN INSERT INTO gone VALUES (1); END',
      /^The trigger spy on works is another program's\.$/u,
    ],
    ['PRAGMA user_version = 0', /is damaged \(its version number is lost\); restore a copy/u],
    ['PRAGMA user_version = 2', /is damaged \(.*\); restore a copy/u],
  ])('is not called sound after %s', async (sql, sentence) => {
    const file = await filled();
    changed(file, sql);
    const said = judged(file);
    expect(said.some((line) => sentence.test(line))).toBe(true);
    if (!sql.startsWith('PRAGMA')) expect(damageBehind(new TypeError('x'), file)).toBeInstanceOf(LibraryError);
  });

  it('is not behind a mistake of the program where it is sound', async () => {
    expect(damageBehind(new TypeError('x'), await filled())).toBeUndefined();
  });

  it('is told as locked where it is', async () => {
    const file = await filled();
    const lib = openLibrary(file);
    lib.db.pragma('busy_timeout = 1');
    const other = new Database(file);
    try {
      lib.db.pragma('journal_mode = DELETE');
      other.exec('BEGIN EXCLUSIVE');
      expect(() => examine(lib)).toThrow(/Another program is writing/u);
    } finally {
      other.close();
      closeLibrary(lib);
    }
  });
});

/** Numbers from a seed, 0 to 1 (mulberry32). */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

describe('a corrupted copy', () => {
  it('is read, or refused in a sentence of the library, whatever bytes were overwritten', async () => {
    const sound = readFileSync(await filled());
    const file = join(folder(), 'copy.sqlite');
    const unexplained: unknown[] = [];
    for (const seed of seeds(60, 2000)) {
      const next = random(seed);
      const bytes = Buffer.from(sound);
      for (let run = 0; run < 1 + next() * 8; run++) {
        const from = Math.floor(next() * bytes.length);
        bytes.subarray(from, from + Math.floor(next() * 2000)).fill(Math.floor(next() * 256));
      }
      writeFileSync(file, seed % 3 === 0 ? bytes.subarray(0, Math.floor(next() * bytes.length)) : bytes);
      const attempt = (act: () => void): void => {
        try {
          act();
        } catch (error) {
          const told = error instanceof LibraryError ? error : damageBehind(error, file);
          if (!(told instanceof LibraryError)) unexplained.push([seed, error]);
        }
      };
      attempt(() => {
        const lib = openLibrary(file);
        try {
          attempt(() => void reading(lib, () => [listHubs(lib), rows(lib, null, [1, 2, 3] as never)]));
          attempt(() => void examine(lib));
        } finally {
          closeLibrary(lib);
        }
      });
    }
    expect(unexplained).toEqual([]);
  });
});
