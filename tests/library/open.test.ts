/** Opening libraries: new, older, damaged, locked, foreign. */
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { WorkField } from '../../src/hub/work-fields.js';
import { examine } from '../../src/library/checking/whole.js';
import { LibraryError } from '../../src/library/error.js';
import { closeLibrary } from '../../src/library/library.js';
import { openLibrary } from '../../src/library/open.js';
import { details } from '../../src/library/read/details.js';
import { listHubs } from '../../src/library/read/hubs.js';
import { provenanceOf } from '../../src/library/read/provenance.js';
import { rows } from '../../src/library/read/rows.js';
import { MIGRATIONS } from '../../src/library/schema.js';
import { bitOf } from '../../src/library/works/fields.js';
import { printedOf } from '../../src/library/works/printed.js';
import { arxiv, cites, folder, id, load, work } from './support.js';

/** The file is refused with one sentence that names it, and neither it nor its folder changes. */
function expectRefused(file: string, sentence: RegExp): void {
  const before = readFileSync(file);
  const beside = readdirSync(join(file, '..'));
  let error: unknown;
  try {
    openLibrary(file);
  } catch (thrown) {
    error = thrown;
  }
  expect(error).toBeInstanceOf(LibraryError);
  const { message } = error as LibraryError;
  expect(message).toMatch(sentence);
  expect(message).toContain(file);
  expect(message).not.toContain('\n');
  expect(readFileSync(file).equals(before)).toBe(true);
  expect(readdirSync(join(file, '..'))).toEqual(beside);
}

async function filled(file: string): Promise<void> {
  const lib = openLibrary(file);
  await load(lib, [work(1), work(2), cites(2, 1)]);
  closeLibrary(lib);
}

describe('opening a library', () => {
  it('makes the file and its folders where there are none', () => {
    const file = join(folder(), 'a', 'b', 'library.sqlite');
    const lib = openLibrary(file);
    onTestFinished(() => closeLibrary(lib));
    expect(listHubs(lib)).toEqual([]);
    expect(existsSync(file)).toBe(true);
  });

  it('uses the log, foreign keys and the page size the design measured', () => {
    const lib = openLibrary(join(folder(), 'library.sqlite'));
    onTestFinished(() => closeLibrary(lib));
    const pragma = (name: string): unknown => lib.db.pragma(name, { simple: true });
    expect(pragma('journal_mode')).toBe('wal');
    expect(pragma('synchronous')).toBe(1);
    expect(pragma('foreign_keys')).toBe(1);
    expect(pragma('page_size')).toBe(16384);
    expect(
      lib.db
        .prepare(
          "SELECT name FROM pragma_table_list WHERE type = 'table' AND schema = 'main' AND NOT strict AND name NOT LIKE 'sqlite%' AND name NOT LIKE '%search%'",
        )
        .all(),
    ).toEqual([]);
  });

  it('finds again what was written', async () => {
    const file = join(folder(), 'library.sqlite');
    await filled(file);
    const lib = openLibrary(file);
    onTestFinished(() => closeLibrary(lib));
    expect(rows(lib, id(lib, arxiv(1)), [id(lib, arxiv(2))])[0]?.title).toBe('Title 2');
  });

  it('closes twice without a word', () => {
    const lib = openLibrary(join(folder(), 'library.sqlite'));
    closeLibrary(lib);
    closeLibrary(lib);
  });

  it('takes an empty file for a new library', () => {
    const file = join(folder(), 'library.sqlite');
    writeFileSync(file, '');
    const lib = openLibrary(file);
    onTestFinished(() => closeLibrary(lib));
    expect(listHubs(lib)).toEqual([]);
  });

  it('lifts an older library step by step and keeps what is in it', async () => {
    const file = join(folder(), 'library.sqlite');
    await filled(file);
    const later = [
      ...MIGRATIONS,
      (db: Database.Database) => db.exec("CREATE TABLE later(x TEXT) STRICT; INSERT INTO later VALUES ('y')"),
    ];
    const lib = openLibrary(file, later as typeof MIGRATIONS);
    expect(lib.db.pragma('user_version', { simple: true })).toBe(MIGRATIONS.length + 1);
    expect(lib.db.prepare('SELECT x FROM later').pluck().all()).toEqual(['y']);
    expect(rows(lib, null, [id(lib, arxiv(2))])[0]?.title).toBe('Title 2');
    closeLibrary(lib);
    expectRefused(file, /newer pith-tui/);
  });

  it('finds the papers of an older library that others describe without a common identifier', async () => {
    const file = join(folder(), 'library.sqlite');
    const title = 'Sheep that count themselves at night';
    const old = openLibrary(file, MIGRATIONS.slice(0, 2));
    old.db.exec(`
      INSERT INTO sources(id, name) VALUES (1, 'semantic-scholar');
      INSERT INTO works(id, title, date, source) VALUES (1, '${title}', '2020', 1);
      INSERT INTO aliases(scheme, value, work, position) VALUES ('corpus', '1', 1, 0);
      INSERT INTO authors(work, position, name, is_group) VALUES (1, 0, 'Ada Lovelace', 0);
      INSERT INTO listed(work, ref, first_author, author_count, year, citing, classified, title_key)
        VALUES (1, 'corpus:1', 'Ada Lovelace', 1, 2020, 0, 0, title_key('${title}'));
      DELETE FROM touched;
    `);
    closeLibrary(old);
    const lib = openLibrary(file);
    onTestFinished(() => closeLibrary(lib));
    const twin = work(1, { title, authors: [{ name: 'A. Lovelace' }], date: '2020' });
    expect(await load(lib, [twin], 'arxiv')).toMatchObject({ joined: 1 });
    expect(id(lib, arxiv(1))).toBe(1);
  });

  it('finds by their letters the texts of an older library that were folded otherwise', () => {
    const file = join(folder(), 'library.sqlite');
    const title = 'Gəncə \\th orn';
    const old = openLibrary(file, MIGRATIONS.slice(0, 3));
    old.db.exec(`
      INSERT INTO sources(id, name) VALUES (1, 'semantic-scholar');
      INSERT INTO works(id, title, date, source) VALUES (1, '${title}', '2020', 1), (2, 'Theory \\theta', '2020', 1);
      INSERT INTO aliases(scheme, value, work, position) VALUES ('corpus', '1', 1, 0), ('corpus', '2', 2, 0);
      INSERT INTO listed(work, ref, first_author, author_count, year, citing, classified, title_key)
        VALUES (1, 'corpus:1', '', 0, 2020, 0, 0, 'gəncə th orn');
      INSERT INTO title_search(rowid, words) VALUES (1, 'gəncə th orn');
      INSERT INTO bibliographies(id, file, read) VALUES (1, '/mine.bib', '2020');
      INSERT INTO owned(scheme, value, bibliography, entry) VALUES ('title', '2020 gəncə', 1, 0);
      DELETE FROM touched;
    `);
    closeLibrary(old);
    const lib = openLibrary(file);
    onTestFinished(() => closeLibrary(lib));
    expect(lib.db.prepare('SELECT * FROM touched').all()).toEqual([{ cited: 0, citing: 1 }]);
    listHubs(lib);
    expect(lib.db.prepare('SELECT title_key FROM listed').pluck().all()).toEqual(['gence thorn']);
    const search = lib.db.prepare('SELECT rowid FROM title_search WHERE title_search MATCH ?').pluck();
    expect([search.all('gence thorn'), search.all('gəncə')]).toEqual([[1], []]);
    expect(lib.db.prepare('SELECT value FROM owned').pluck().all()).toEqual(['2020 gence']);
  });

  it('finds by what stands after TeX commands the texts of an older library', () => {
    const file = join(folder(), 'library.sqlite');
    const title = 'On $\\cal{N}=4$ theories';
    const old = openLibrary(file, MIGRATIONS.slice(0, 6));
    old.db.exec(`
      INSERT INTO sources(id, name) VALUES (1, 'semantic-scholar');
      INSERT INTO works(id, title, date, source) VALUES (1, '${title}', '2020', 1), (2, 'On \\theta', '2020', 1);
      INSERT INTO aliases(scheme, value, work, position) VALUES ('corpus', '1', 1, 0), ('corpus', '2', 2, 0);
      INSERT INTO texts(work, abstract) VALUES (1, 'Of \\bf{these}.');
      INSERT INTO listed(work, ref, first_author, author_count, year, citing, classified, title_key)
        VALUES (1, 'corpus:1', '', 0, 2020, 0, 0, 'on caln 4 theories'), (2, 'corpus:2', '', 0, 2020, 0, 0, 'on theta');
      INSERT INTO title_search(rowid, words) VALUES (1, 'on caln 4 theories');
      INSERT INTO abstract_search(rowid, words) VALUES (1, 'of bfthese');
      INSERT INTO bibliographies(id, file, read) VALUES (1, '/mine.bib', '2020');
      INSERT INTO owned(scheme, value, bibliography, entry)
        VALUES ('title', '2020 on caln 4 theories', 1, 0), ('title', '2020 on theta', 1, 1);
      DELETE FROM touched;
    `);
    closeLibrary(old);
    const lib = openLibrary(file);
    onTestFinished(() => closeLibrary(lib));
    expect(lib.db.prepare('SELECT * FROM touched').all()).toEqual([{ cited: 0, citing: 1 }]);
    listHubs(lib);
    expect(lib.db.prepare('SELECT title_key FROM listed ORDER BY work').pluck().all()).toEqual([
      'on cal n 4 theories',
      'on theta',
    ]);
    const search = (table: string, words: string): unknown[] =>
      lib.db.prepare(`SELECT rowid FROM ${table} WHERE ${table} MATCH ?`).pluck().all(words);
    expect([search('title_search', 'n'), search('title_search', 'caln')]).toEqual([[1], []]);
    expect([search('abstract_search', 'these'), search('abstract_search', 'bfthese')]).toEqual([[1], []]);
    expect(lib.db.prepare('SELECT value FROM owned ORDER BY entry').pluck().all()).toEqual([
      '2020 on cal n 4 theories',
      '2020 on theta',
    ]);
  });

  it('keeps the reviews and printed hubs of an older library, which had one a source', async () => {
    const file = join(folder(), 'library.sqlite');
    const old = openLibrary(file, MIGRATIONS.slice(0, 7));
    old.db.exec(`
      INSERT INTO works(id) VALUES (1);
      INSERT INTO aliases(scheme, value, work, position) VALUES ('arxiv', '2001.00001', 1, 0);
      INSERT INTO reviews(work, source, verdict, novelty, reviewed_at, rest) VALUES
        (1, 'pith', 'accept', 7.5, '2026-01-02', '{"model":"m-1","summary":"S."}');
      INSERT INTO hubs(work, source, at, printed) VALUES (1, 'pith', '2026-01-02', '{"total":117}');
    `);
    closeLibrary(old);
    const lib = openLibrary(file);
    onTestFinished(() => closeLibrary(lib));
    expect(details(lib, null, 1)).toMatchObject({
      verdict: 'accept',
      reviews: [
        { source: 'pith', verdict: 'accept', novelty: 7.5, reviewedAt: '2026-01-02', model: 'm-1', summary: 'S.' },
      ],
    });
    expect(printedOf(lib, 1)).toEqual([{ type: 'hub', work: arxiv(1), source: 'pith', at: '2026-01-02', total: 117 }]);
    expect(examine(lib).damage).toEqual([]);
  });

  it('lifts the title, authors and date of an older library to what its sources say by the rules of today', async () => {
    const file = join(folder(), 'library.sqlite');
    const bits = (...fields: WorkField[]): number => fields.reduce((sum, field) => sum | bitOf(field), 0);
    const old = openLibrary(file, MIGRATIONS.slice(0, 8));
    old.db.exec(`
      INSERT INTO sources(id, name) VALUES (1, 'arxiv'), (2, 'crossref'), (3, 'semantic-scholar');
      INSERT INTO works(id, title, date, venue, source) VALUES (1, 'Kites', '2021', 'Journal', 1);
      INSERT INTO aliases(scheme, value, work, position) VALUES ('arxiv', '2001.00001', 1, 0);
      INSERT INTO authors(work, position, name, is_group) VALUES (1, 0, 'E. Alm', 0);
      INSERT INTO descriptions(work, source, names, same, other) VALUES
        (1, 1, '["${arxiv(1)}"]', ${bits('title', 'authors')}, '{"venue":"arXiv","kind":"article"}'),
        (1, 2, '["${arxiv(1)}"]', ${bits('venue', 'date')}, '{"title":"On kites","authors":"[{\\"name\\":\\"Eva Alm\\"}]"}'),
        (1, 3, '["${arxiv(1)}"]', 0, '{"venue":"J.","date":"2021-05-03"}');
      DELETE FROM touched;
    `);
    closeLibrary(old);
    const lib = openLibrary(file);
    onTestFinished(() => closeLibrary(lib));
    const hub = id(lib, arxiv(1));
    expect(details(lib, null, hub)).toMatchObject({
      title: 'On kites',
      authors: [{ name: 'Eva Alm' }],
      date: '2021-05-03',
    });
    expect(rows(lib, null, [hub])[0]).toMatchObject({ title: 'On kites', firstAuthor: 'Eva Alm' });
    expect(provenanceOf(lib, hub).fields.slice(0, 2)).toEqual([
      {
        field: 'title',
        values: [
          { value: 'On kites', sources: ['crossref'] },
          { value: 'Kites', sources: ['arxiv'] },
        ],
      },
      {
        field: 'date',
        values: [
          { value: '2021-05-03', sources: ['semantic-scholar'] },
          { value: '2021', sources: ['crossref'] },
        ],
      },
    ]);
  });

  it('leaves an older library as it is when a step fails', async () => {
    const file = join(folder(), 'library.sqlite');
    await filled(file);
    const failing = (db: Database.Database): void => {
      db.exec('CREATE TABLE half(x) ');
      throw new Error('no');
    };
    expect(() => openLibrary(file, [...MIGRATIONS, failing])).toThrow('no');
    const lib = openLibrary(file);
    onTestFinished(() => closeLibrary(lib));
    expect(lib.db.prepare("SELECT name FROM sqlite_schema WHERE name = 'half'").all()).toEqual([]);
  });
});

describe('a file that is no library of ours is refused and left alone', () => {
  it('text', () => {
    const file = join(folder(), 'notes.txt');
    writeFileSync(file, 'dear diary\n'.repeat(1000));
    expectRefused(file, /not a pith-tui library/);
  });

  it('bytes too few to judge', () => {
    const file = join(folder(), 'x');
    writeFileSync(file, 'x');
    expectRefused(file, /not a pith-tui library/);
  });

  it("another program's SQLite file, in the log's mode too", () => {
    const file = join(folder(), 'other.sqlite');
    const other = new Database(file);
    other.exec('PRAGMA journal_mode = WAL; CREATE TABLE t(x); INSERT INTO t VALUES (1)');
    other.close();
    expectRefused(file, /not a pith-tui library/);
  });

  it('a library cut short', async () => {
    const file = join(folder(), 'library.sqlite');
    await filled(file);
    truncateSync(file, 16384);
    expectRefused(file, /damaged/);
  });

  it('a library cut short within its header', async () => {
    const file = join(folder(), 'library.sqlite');
    await filled(file);
    truncateSync(file, 105);
    expectRefused(file, /damaged/);
  });

  it('a library whose first page is overwritten behind its header', async () => {
    const file = join(folder(), 'library.sqlite');
    await filled(file);
    const bytes = readFileSync(file);
    bytes.fill(0xa5, 100, 16384);
    writeFileSync(file, bytes);
    expectRefused(file, /damaged/);
  });

  it('a library whose schema is overwritten', async () => {
    const file = join(folder(), 'library.sqlite');
    await filled(file);
    const bytes = readFileSync(file);
    bytes.fill(0xa5, 108, 16384);
    writeFileSync(file, bytes);
    expectRefused(file, /damaged/);
  });

  it('a folder', () => {
    const path = join(folder(), 'dir');
    mkdirSync(path);
    expect(() => openLibrary(path)).toThrow(LibraryError);
    expect(readdirSync(path)).toEqual([]);
  });

  it.skipIf(process.getuid?.() === 0)('a file without permission (root may read everything)', async () => {
    const file = join(folder(), 'library.sqlite');
    await filled(file);
    chmodSync(file, 0);
    expect(() => openLibrary(file)).toThrow(LibraryError);
  });

  it('a path through a file', () => {
    const file = join(folder(), 'plain');
    writeFileSync(file, 'x');
    expect(() => openLibrary(join(file, 'library.sqlite'))).toThrow(LibraryError);
  });
});

describe('damage found later', () => {
  it('is told in a sentence when it is read', async () => {
    const file = join(folder(), 'library.sqlite');
    await filled(file);
    const bytes = readFileSync(file);
    bytes.fill(0xa5, 16384 * 3);
    writeFileSync(file, bytes);
    let message = '';
    try {
      const lib = openLibrary(file);
      onTestFinished(() => closeLibrary(lib));
      listHubs(lib);
      rows(lib, 1, [1, 2]);
      await load(lib, [work(3), cites(3, 1)]);
    } catch (error) {
      expect(error).toBeInstanceOf(LibraryError);
      message = (error as Error).message;
    }
    expect(message).toMatch(/damaged/);
  });
});
