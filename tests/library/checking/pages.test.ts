/** A spread of pages of the file: what was zeroed or overwritten is met, and what may be as it is, is not called odd. */
import { statSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { lookAtPages } from '../../../src/library/checking/pages.js';
import { closeLibrary, type Library } from '../../../src/library/library.js';
import { changed, hubFile, hubOf, opened, overwritePages, pageOf } from './damaging.js';

const SIZE = 16_384;
const EMPTY = Buffer.alloc(SIZE);

function looked(lib: Library): ReturnType<typeof lookAtPages> {
  lib.db.exec('BEGIN');
  lib.db.prepare('SELECT 1 FROM sqlite_master').get();
  try {
    return lookAtPages(lib);
  } finally {
    // SQLite may find damage again.
    try {
      lib.db.exec('ROLLBACK');
    } catch {}
  }
}

/** The pages of a table, in order. @param kind 'leaf' or 'overflow' */
function pagesOf(lib: Library, table: string, kind: string): number[] {
  const pages = lib.db.prepare('SELECT pageno FROM dbstat WHERE name = ? AND pagetype = ? ORDER BY pageno').pluck();
  return pages.all(table, kind) as number[];
}

it('looks at all pages of a small library, and finds none odd', async () => {
  const file = await hubFile();
  const lib = opened(file);
  const pages = statSync(file).size / SIZE;
  expect(looked(lib)).toEqual({ looked: pages - 1, all: pages, odd: [], free: { said: 0, listed: 0 } });
});

describe('finds', () => {
  it.each([
    ['without a byte', () => EMPTY],
    ['of text', () => Buffer.alloc(SIZE, 'no page of a library ')],
    ['whose rows lie beyond its end', (page: Buffer) => Buffer.from(page).fill(255, 8, 10)],
    ['that has more rows than room', (page: Buffer) => Buffer.from(page).fill(127, 3, 5)],
  ])('a page %s', async (_, spoilt) => {
    const file = await hubFile();
    const lib = opened(file);
    const [first, second] = pagesOf(lib, 'texts', 'leaf');
    overwritePages(file, [second!], spoilt(pageOf(file, first!, SIZE)));
    expect(looked(lib).odd).toEqual([second]);
  });

  it('a page of the arrays, though the others of them can no longer be told', async () => {
    const file = await hubFile();
    changed(file, "INSERT INTO hub_segments(work, name, segment, data) VALUES (1, 'long', 0, randomblob(100000))");
    const lib = opened(file);
    const [first] = pagesOf(lib, 'hub_segments', 'overflow');
    closeLibrary(lib);
    overwritePages(file, [first!], EMPTY);
    const spoilt = opened(file);
    expect(() => pagesOf(spoilt, 'hub_segments', 'overflow')).toThrow(/malformed/u);
    expect(looked(spoilt).odd).toContain(first);
  });

  it('what follows of a long value and names a page that is not there', async () => {
    const file = await hubFile();
    changed(file, `UPDATE texts SET abstract = '${'a'.repeat(50_000)}' WHERE work = 2`);
    const lib = opened(file);
    const [first] = pagesOf(lib, 'texts', 'overflow');
    const page = pageOf(file, first!, SIZE);
    page.writeUInt32BE(9_999_999);
    overwritePages(file, [first!], page);
    expect(looked(lib).odd).toEqual([first]);
  });
});

describe('does not call odd', () => {
  it('pages that are free, whatever is on them', async () => {
    const file = await hubFile();
    changed(file, 'DELETE FROM hub_segments; DELETE FROM hub_columns');
    const lib = opened(file);
    const { free, odd } = looked(lib);
    expect(odd).toEqual([]);
    expect(free!.said).toBeGreaterThan(0);
    expect(free!.listed).toBe(free!.said);
    const [list] = [pageOf(file, 1, SIZE).readUInt32BE(32)];
    const leaves = pageOf(file, list, SIZE);
    overwritePages(
      file,
      Array.from({ length: leaves.readUInt32BE(4) }, (_, at) => leaves.readUInt32BE(8 + 4 * at)),
      EMPTY,
    );
    expect(looked(lib).odd).toEqual([]);
  });

  it('the end of a long value of zeros: of arrays, and of other programs', async () => {
    const file = await hubFile();
    changed(
      file,
      `INSERT INTO hub_segments(work, name, segment, data) VALUES (1, 'zeros', 0, zeroblob(100000));
       CREATE TABLE pictures(picture); INSERT INTO pictures VALUES (zeroblob(100000))`,
    );
    const lib = opened(file);
    for (const table of ['hub_segments', 'pictures']) {
      const pages = pagesOf(lib, table, 'overflow').map((number) => pageOf(file, number, SIZE));
      expect(pages.some((page) => page.equals(EMPTY))).toBe(true);
    }
    expect(looked(lib).odd).toEqual([]);
  });

  it('pages that are newer in the log', async () => {
    const file = await hubFile();
    const lib = opened(file);
    lib.db.pragma('wal_autocheckpoint = 0');
    const [leaf] = pagesOf(lib, 'texts', 'leaf');
    const texts = lib.db.prepare('SELECT work FROM texts ORDER BY work LIMIT 1').pluck();
    lib.db.exec(`UPDATE texts SET summary = 'newer' WHERE work = ${texts.get()}`);
    overwritePages(file, [leaf!], EMPTY);
    expect(looked(lib)).toMatchObject({ odd: [], free: undefined });
    expect(lib.db.prepare('SELECT summary FROM texts WHERE work = ?').pluck().get(texts.get())).toBe('newer');
  });

  it('pages of a file that shrinks by itself', async () => {
    const file = await hubFile();
    const lib = opened(file);
    lib.db.exec('PRAGMA auto_vacuum = FULL; PRAGMA journal_mode = DELETE; VACUUM; PRAGMA journal_mode = WAL');
    expect(lib.db.pragma('auto_vacuum', { simple: true })).toBe(1);
    expect(looked(lib)).toMatchObject({ odd: [] });
    expect(hubOf(lib)).toBeGreaterThan(0);
  });
});

it('tells of another number of free pages than the file says there are', async () => {
  const file = await hubFile();
  const first = pageOf(file, 1, SIZE);
  first.writeUInt32BE(7, 36);
  overwritePages(file, [1], first);
  expect(looked(opened(file)).free).toEqual({ said: 7, listed: 0 });
});
