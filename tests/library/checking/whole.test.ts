/** Damaged libraries: every one is told in a sentence, none is called sound. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it, onTestFinished } from 'vitest';
import { damageBehind, examine } from '../../../src/library/checking/whole.js';
import { rebuildDerived } from '../../../src/library/derived/derive.js';
import { addFunctions } from '../../../src/library/derived/sql-functions.js';
import { storeColumns } from '../../../src/library/derived/store-columns.js';
import { LibraryError } from '../../../src/library/error.js';
import { closeLibrary, type Library, reading } from '../../../src/library/library.js';
import type { WorkNumber } from '../../../src/library/model.js';
import { openLibrary } from '../../../src/library/open.js';
import { listHubs } from '../../../src/library/read/hubs.js';
import { rows } from '../../../src/library/read/rows.js';
import { DERIVED_TABLES, MIGRATIONS, SEARCH_INDEXES } from '../../../src/library/schema.js';
import { seeds } from '../../seeds.js';
import { cites, dump, folder, load, work } from '../support.js';

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
  // What a search index is stored in is guarded otherwise.
  db.unsafeMode(true);
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

describe('what is derived', () => {
  const objects = new Database(':memory:');
  addFunctions(objects);
  for (const step of MIGRATIONS) step(objects);
  const dropped = objects
    .prepare(
      "SELECT 'DROP ' || type || ' ' || name FROM sqlite_master WHERE type IN ('index', 'trigger') AND sql IS NOT NULL",
    )
    .pluck()
    .all() as string[];
  objects.close();
  const derived = [...DERIVED_TABLES, ...SEARCH_INDEXES].map((table) => `DROP TABLE ${table}`);

  it.each([
    ...derived.map((sql) => [sql]),
    ['DROP TABLE abstract_search_config'],
    ['DELETE FROM title_search_data WHERE id > 10'],
    ['UPDATE title_search_data SET block = zeroblob(length(block)) WHERE id > 10'],
    ['ALTER TABLE hub_columns DROP COLUMN outline'],
    ['CREATE TABLE l AS SELECT * FROM listed; DROP TABLE listed; CREATE VIEW listed AS SELECT * FROM l'],
    [dropped.join(';')],
    [[...dropped, ...derived].join(';').replaceAll(/DROP index (?:listed)\w+;/gu, '')],
  ])('is made anew after %s', async (sql) => {
    const file = await filled();
    const sound = openLibrary(file);
    const before = dump(sound);
    closeLibrary(sound);
    changed(file, sql);
    const lib = openLibrary(file);
    onTestFinished(() => closeLibrary(lib));
    expect(examine(lib)).toMatchObject({ damage: expect.arrayContaining([expect.any(String)]), canBeMended: true });
    rebuildDerived(lib);
    expect(examine(lib).damage).toEqual([]);
    if (!sql.includes('CREATE')) expect(dump(lib)).toEqual(before);
    expect(lib.db.prepare("SELECT rowid FROM title_search WHERE title_search MATCH '3'").pluck().all()).toHaveLength(1);
    await load(lib, [work(6, { title: 'Later' })]);
    expect(reading(lib, () => rows(lib, null, [6] as never))[0]?.title).toBe('Later');
  });

  it('is not made anew where facts are missing', async () => {
    const file = await filled();
    changed(file, 'DROP TABLE listed; DROP TABLE authors');
    const lib = openLibrary(file);
    onTestFinished(() => closeLibrary(lib));
    expect(examine(lib).canBeMended).toBe(false);
  });

  it('stays as it was where the disk is full', async () => {
    const file = await filled();
    changed(file, 'DROP TABLE effective; DROP TABLE listed; DROP TABLE title_search; VACUUM');
    const lib = openLibrary(file);
    onTestFinished(() => closeLibrary(lib));
    const before = examine(lib);
    // No page more than there are.
    lib.db.pragma('max_page_count = 1');
    expect(() => rebuildDerived(lib)).toThrow(/^The disk with the library .* is full; make room and try again\.$/u);
    expect(examine(lib)).toEqual(before);
    lib.db.pragma('max_page_count = 1000000');
    rebuildDerived(lib);
    expect(examine(lib).damage).toEqual([]);
  });
});

it('tells what it is about to do, and how much is done', async () => {
  const lib = openLibrary(await filled());
  onTestFinished(() => closeLibrary(lib));
  columnsStored(lib);
  const told: string[] = [];
  let last = 0;
  examine(lib, (what, done) => {
    expect(done).toBeGreaterThanOrEqual(last);
    expect(done).toBeLessThanOrEqual(1);
    last = done;
    told.push(what);
  });
  expect([...new Set(told)]).toEqual([
    'Counting',
    'Reading the pages of the file',
    'Following the references between tables',
    'Reading what is kept as JSON',
    'Comparing the labels in force with the facts',
    'Comparing the rows of lists with the facts',
    'Comparing the search indexes with the facts',
    'Reading the arrays of hubs',
  ]);
  expect(last).toBeGreaterThan(0.9);
});

it('finds arrays of a hub that are not whole', async () => {
  const lib = openLibrary(await filled());
  onTestFinished(() => closeLibrary(lib));
  columnsStored(lib);
  expect(examine(lib).damage).toEqual([]);
  lib.db.exec("DELETE FROM hub_segments WHERE name = 'age'");
  expect(examine(lib)).toMatchObject({
    damage: ['The content of hub_segments does not follow from the facts.'],
    canBeMended: true,
  });
});

/** Has the library keep the arrays of the cited paper, as it does of large hubs. */
function columnsStored(lib: Library): void {
  lib.db.transaction(() => storeColumns(lib, 1 as WorkNumber)).immediate();
}

it.each([
  ['lost', 'DELETE FROM listed WHERE work = 3'],
  [
    'too many',
    `INSERT INTO listed(work, ref, first_author, author_count, citing, classified, title_key, match_key)
     SELECT 99, ref, first_author, author_count, citing, classified, title_key, match_key FROM listed WHERE work = 2`,
  ],
  ['other than the facts', 'UPDATE listed SET author_count = 77 WHERE work = 2'],
])('finds list rows that are %s', async (_, sql) => {
  const file = await filled();
  changed(file, `PRAGMA ignore_check_constraints = ON; ${sql}; DELETE FROM touched`);
  expect(judged(file)).toContain('The content of listed does not follow from the facts.');
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
