/** What is derived from the facts, dropped and rebuilt, stays the same. */
import { copyFileSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { HubLibraryRecord } from '../../../src/hub/record.js';
import { STORED_FROM } from '../../../src/library/derived/column-layout.js';
import { rebuildDerived } from '../../../src/library/derived/derive.js';
import { type Packed, unpacked } from '../../../src/library/derived/shelf/packing.js';
import { closeLibrary, type Library } from '../../../src/library/library.js';
import { openLibrary } from '../../../src/library/open.js';
import { listHubs } from '../../../src/library/read/hubs.js';
import { rows } from '../../../src/library/read/rows.js';
import { MIGRATIONS } from '../../../src/library/schema.js';
import { overview } from '../../../src/library/search/overview.js';
import { runQuery } from '../../../src/library/search/view.js';
import { importRecords } from '../../../src/library/write/import-records.js';
import type { Query } from '../../../src/query/query.js';
import { arxiv, cites, dump, folder, id, load, role, work } from '../support.js';

const SIZE = STORED_FROM + 50;

/** A hub (number 0) large enough to have its arrays in the file. */
function* large(): Generator<HubLibraryRecord> {
  yield work(0, { title: 'The hub' });
  for (let n = 1; n <= SIZE; n += 1) {
    yield work(n, {
      title: `Brane number ${n}`,
      authors: [{ name: `Author ${n % 7}` }],
      date: `${1990 + (n % 30)}`,
      abstract: `An abstract on topic ${n % 11}.`,
    });
    yield cites(n, 0, [role('semantic-scholar', '2024-01-01', n % 3 === 0 ? 'method' : 'background')]);
    if (n > 1) yield cites(n, 1);
  }
}

async function largeFile(): Promise<string> {
  const file = join(folder(), 'library.sqlite');
  const lib = openLibrary(file);
  await importRecords(lib, large(), { source: 'test', from: 'x' });
  closeLibrary(lib);
  return file;
}

function opened(file: string): Library {
  const lib = openLibrary(file);
  onTestFinished(() => closeLibrary(lib));
  return lib;
}

/** What another program does to the file. */
function elsewhere(file: string, sql: string): void {
  const db = new Database(file);
  db.exec(sql);
  db.close();
}

const text = (words: string): Query => ({ where: { kind: 'text', text: words, phrase: false }, sort: null });
const method: Query = { where: { kind: 'label', field: 'role', value: 'method' }, sort: null };
const byTitle: Query = { where: null, sort: { key: 'title', descending: false } };

function everyAnswer(lib: Library): unknown {
  const hub = id(lib, arxiv(0));
  const queries = [
    { where: null, sort: null },
    text('brane 17'),
    text('brnae'),
    text('author 3'),
    method,
    byTitle,
    { where: { kind: 'text', field: 'abstract', text: 'topic 4', phrase: true }, sort: null },
  ] as Query[];
  return [
    listHubs(lib),
    overview(lib, hub),
    ...queries.map((query) => {
      const view = runQuery(lib, hub, query);
      return [view.total, view.fuzzy, view.facets, rows(lib, hub, view.works(0, 40))];
    }),
  ];
}

const has = (lib: Library, work: number): boolean =>
  lib.db.prepare('SELECT count(*) FROM hub_columns WHERE work = ?').pluck().get(work) === 1;

describe('the arrays of a large hub', () => {
  it('are kept in the library when it is opened, those of a small one are not', async () => {
    const lib = opened(await largeFile());
    await load(lib, [work(9001), work(9002), cites(9002, 9001)]);
    const [hub, small] = [id(lib, arxiv(0)), id(lib, arxiv(9001))];
    expect(has(lib, hub)).toBe(false);
    runQuery(lib, hub, byTitle);
    runQuery(lib, small, byTitle);
    expect(has(lib, hub)).toBe(true);
    expect(has(lib, small)).toBe(false);
  });

  it('give the same answers from the file as made anew', async () => {
    const file = await largeFile();
    const first = opened(file);
    const made = everyAnswer(first);
    const again = opened(file);
    expect(everyAnswer(again)).toEqual(made);
    rebuildDerived(again);
    expect(everyAnswer(again)).toEqual(made);
  });

  it.each([
    ['gone', 'DELETE FROM hub_segments'],
    ['cut short', "UPDATE hub_segments SET data = substr(data, 1, 100) WHERE name = 'ids'"],
    ['of another version', 'UPDATE hub_columns SET version = -1'],
    ['without their outline', "UPDATE hub_columns SET outline = '{'"],
    ['gone altogether', 'DELETE FROM hub_columns; DELETE FROM hub_segments'],
  ])('are made anew where they are %s', async (_, damage) => {
    const file = await largeFile();
    const before = opened(file);
    const right = everyAnswer(before);
    closeLibrary(before);
    elsewhere(file, damage);
    expect(everyAnswer(opened(file))).toEqual(right);
  });

  it('are read as an earlier program left them: not packed', async () => {
    const file = await largeFile();
    const before = opened(file);
    const right = everyAnswer(before);
    closeLibrary(before);
    const old = new Database(file);
    const segments = old.prepare('SELECT id, packing, data FROM hub_segments').all() as ({ id: number } & Packed)[];
    expect(segments.filter(({ packing }) => packing !== null).length).toBeGreaterThan(10);
    const set = old.prepare('UPDATE hub_segments SET data = ? WHERE id = ?');
    for (const { id: segment, ...data } of segments) set.run(unpacked(data), segment);
    old.exec('ALTER TABLE hub_segments DROP COLUMN packing');
    old.pragma(`user_version = ${MIGRATIONS.length - 1}`);
    old.close();
    const lib = opened(file);
    const generation = (): unknown => lib.db.prepare('SELECT max(generation) FROM hub_columns').pluck().get();
    const was = generation();
    expect(everyAnswer(lib)).toEqual(right);
    expect(generation()).toBe(was);
  });

  it('follow an import into the hub', async () => {
    const lib = opened(await largeFile());
    const hub = id(lib, arxiv(0));
    expect(runQuery(lib, hub, text('zeppelin')).total).toBe(0);
    await load(lib, [work(1, { title: 'A zeppelin' })]);
    expect(runQuery(lib, hub, text('zeppelin')).total).toBe(1);
    await load(lib, [work(9001, { title: 'Zeppelins' }), cites(9001, 0)]);
    expect(runQuery(lib, hub, text('zeppelin')).total).toBe(2);
    expect(runQuery(lib, hub, byTitle).total).toBe(SIZE + 1);
  });

  it('of two programs, one that read them before they changed answers right', async () => {
    const file = await largeFile();
    const [mine, theirs] = [opened(file), opened(file)];
    const hub = id(mine, arxiv(0));
    expect(runQuery(mine, hub, text('brane')).total).toBe(SIZE);
    await load(theirs, [work(9001, { title: 'Brane again' }), cites(9001, 0)]);
    expect(runQuery(theirs, hub, text('brane')).total).toBe(SIZE + 1);
    expect(runQuery(mine, hub, text('brane')).total).toBe(SIZE + 1);
    expect(runQuery(mine, hub, byTitle).works(0, 5)).toEqual(runQuery(theirs, hub, byTitle).works(0, 5));
  });

  it('a view that was given before stays as it was', async () => {
    const lib = opened(await largeFile());
    const hub = id(lib, arxiv(0));
    const views = [byTitle, text('brane'), method].map((query) => runQuery(lib, hub, query));
    const whole = views.map((view) => runQuery(lib, hub, [byTitle, text('brane'), method][views.indexOf(view)]!));
    const before = whole.map((view) => [view.works(0, view.total), view.facets]);
    await load(lib, [work(1, { title: 'Aaa' }), work(9001, { title: 'Brane' }), cites(9001, 0)]);
    runQuery(lib, hub, byTitle).works(0, 1);
    expect(views.map((view) => [view.works(0, view.total), view.facets])).toEqual(before);
  });
});

describe('facts that another program changed', () => {
  const cases: [string, (lib: Library) => string, (lib: Library, hub: number) => unknown, unknown][] = [
    [
      'a title',
      (lib) => `UPDATE works SET title = 'Zeppelins' WHERE id = ${id(lib, arxiv(5))}`,
      (lib, hub) => runQuery(lib, hub, text('zeppelin')).total,
      1,
    ],
    [
      'an abstract',
      (lib) => `UPDATE texts SET abstract = 'On zeppelins.' WHERE work = ${id(lib, arxiv(5))}`,
      (lib, hub) =>
        runQuery(lib, hub, {
          where: { kind: 'text', field: 'abstract', text: 'zeppelin', phrase: false },
          sort: null,
        }).total,
      1,
    ],
    [
      'an author',
      (lib) => `UPDATE authors SET name = 'Zed' WHERE work = ${id(lib, arxiv(5))}`,
      (lib, hub) => [runQuery(lib, hub, text('zed')).total, rows(lib, hub, [id(lib, arxiv(5))])[0]!.firstAuthor],
      [1, 'Zed'],
    ],
    [
      'a judgement',
      (lib) => `
        INSERT INTO judges(name, rank) VALUES ('human', 0);
        INSERT INTO judgements(cited, citing, axis, judge, labels, at) SELECT ${id(lib, arxiv(0))}, ${id(lib, arxiv(1))},
          0, id, '["method"]', '2025-01-01' FROM judges WHERE name = 'human'`,
      (lib, hub) => runQuery(lib, hub, method).total,
      Math.floor(SIZE / 3) + 1,
    ],
    [
      'a review',
      (lib) => `INSERT INTO reviews(work, source, verdict, novelty, rest)
        VALUES (${id(lib, arxiv(5))}, 'pith', 'accept', 10, '{}')`,
      (lib, hub) =>
        rows(lib, hub, runQuery(lib, hub, { where: null, sort: null }).works(0, 1)).map((row) => row.verdict),
      ['accept'],
    ],
    [
      'a citation taken away',
      (lib) => `
        DELETE FROM judgements WHERE citing = ${id(lib, arxiv(5))} AND cited = ${id(lib, arxiv(0))};
        DELETE FROM citations WHERE citing = ${id(lib, arxiv(5))} AND cited = ${id(lib, arxiv(0))}`,
      (lib, hub) => [runQuery(lib, hub, byTitle).total, listHubs(lib).find((line) => line.work === hub)!.citing],
      [SIZE - 1, SIZE - 1],
    ],
  ];

  it.each(cases)('%s: seen when the library is opened', async (_, change, ask, right) => {
    const file = await largeFile();
    const lib = opened(file);
    runQuery(lib, id(lib, arxiv(0)), byTitle);
    const sql = change(lib);
    closeLibrary(lib);
    elsewhere(file, sql);
    const again = opened(file);
    expect(ask(again, id(again, arxiv(0)))).toEqual(right);
  });

  it.each(cases)('%s: seen while the library is open', async (_, change, ask, right) => {
    const file = await largeFile();
    const lib = opened(file);
    const hub = id(lib, arxiv(0));
    runQuery(lib, hub, byTitle);
    elsewhere(file, change(lib));
    expect(ask(lib, hub)).toEqual(right);
    const derived = everyAnswer(lib);
    rebuildDerived(lib);
    expect(everyAnswer(lib)).toEqual(derived);
  });

  it('are still noted after an import, which notes nothing of its own', async () => {
    const file = await largeFile();
    const lib = opened(file);
    expect(lib.db.prepare('SELECT count(*) FROM touched').pluck().get()).toBe(0);
    await load(lib, [work(9001)]);
    elsewhere(file, `UPDATE works SET title = 'Zeppelins' WHERE id = ${id(lib, arxiv(5))}`);
    expect(runQuery(lib, id(lib, arxiv(0)), text('zeppelin')).total).toBe(1);
  });
});

describe('a program that dies in the middle of an import', () => {
  it('leaves a file that opens with the answers of before', async () => {
    const file = await largeFile();
    const lib = opened(file);
    const [answers, tables] = [everyAnswer(lib), dump(lib)];
    const remains = join(folder(), 'remains.sqlite');
    function* dying(): Generator<HubLibraryRecord> {
      // With hardly any memory to write in, much of it is in the log before the end.
      lib.db.pragma('cache_size = 10');
      for (let n = 1; n <= 2000; n += 1) {
        yield work(n, { title: `Changed ${n}`, abstract: 'New words. '.repeat(50) });
        yield cites(n, 0, [role('pith', '2026-01-01', 'dataset')]);
      }
      for (const ending of ['', '-wal']) {
        if (existsSync(file + ending)) copyFileSync(file + ending, remains + ending);
      }
    }
    await importRecords(lib, dying(), { source: 'test', from: 'x' });
    const after = opened(remains);
    expect(everyAnswer(after)).toEqual(answers);
    expect(dump(after)).toEqual(tables);
    // And the import can be done again.
    await load(after, [work(1, { title: 'Changed' })]);
    expect(runQuery(after, id(after, arxiv(0)), text('changed')).total).toBe(1);
  });
});
