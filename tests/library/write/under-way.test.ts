/** A long import, of which others read the first third while the rest goes on. */
import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import type { HubLibraryRecord } from '../../../src/hub/record.js';
import { outOfDate } from '../../../src/library/derived/out-of-date.js';
import { closeLibrary, type Library } from '../../../src/library/library.js';
import { openLibrary } from '../../../src/library/open.js';
import { libraryDigest } from '../../../src/library/read/digest.js';
import { importUnderWay } from '../../../src/library/read/under-way.js';
import { runQuery } from '../../../src/library/search/view.js';
import { importRecords } from '../../../src/library/write/import-records.js';
import { parseQuery } from '../../../src/query/parse.js';
import { arxiv, cites, emptyLibrary, folder, id, role, work } from '../support.js';

/** So many papers that cite each other that they are a long import. */
const PAPERS = 215;

function records(): HubLibraryRecord[] {
  const numbers = Array.from({ length: PAPERS }, (_, at) => at + 1);
  return numbers.flatMap((n) => [
    work(n, { title: n % 2 === 0 ? `Even wool ${n}` : `Odd linen ${n}`, abstract: `Sheep number ${n}.` }),
    ...numbers
      .slice(0, n - 1)
      .map((earlier) => cites(n, earlier, earlier === 1 ? [role('test', '2024-01-01', 'method')] : undefined)),
  ]);
}

function opened(file: string): Library {
  const lib = openLibrary(file);
  onTestFinished(() => closeLibrary(lib));
  return lib;
}

function found(lib: Library, line: string): number {
  const read = parseQuery(line);
  if (!read.ok) throw new Error(line);
  return runQuery(lib, id(lib, arxiv(1)), read.query).total;
}

it('its first third can be listed, filtered and searched, and is what a kill leaves, which importing again completes', async () => {
  const lib = emptyLibrary();
  const left = join(folder(), 'left.sqlite');
  let seen: Record<string, number | undefined> | undefined;
  function* read(): Generator<HubLibraryRecord> {
    let count = 0;
    for (const record of records()) {
      count += 1;
      if (count === 21_000) {
        const reader = opened(lib.file);
        seen = {
          all: found(reader, ''),
          method: found(reader, 'role:method'),
          wool: found(reader, 'wool'),
          sheep: found(reader, 'abstract:sheep'),
          underWay: importUnderWay(reader),
        };
        for (const end of ['', '-wal']) copyFileSync(`${lib.file}${end}`, `${left}${end}`);
      }
      yield record;
    }
  }
  await importRecords(lib, read(), { source: 'test', from: 'a test', share: () => 1 / 3 });
  const { all, underWay, ...parts } = seen!;
  expect(all).toBeGreaterThan(100);
  expect(all).toBeLessThan(PAPERS - 1);
  expect(underWay).toBe(all! + 1);
  expect(parts).toEqual({ method: all, wool: Math.ceil(all! / 2), sheep: all });
  expect(importUnderWay(lib)).toBeUndefined();

  const killed = opened(left);
  expect(importUnderWay(killed)).toBeUndefined();
  expect(found(killed, '')).toBe(all);
  expect(outOfDate(killed)).toEqual([]);
  await importRecords(killed, records(), { source: 'test', from: 'a test' });
  expect(outOfDate(lib)).toEqual([]);
  expect(libraryDigest(killed)).toBe(libraryDigest(lib));
});

it('a cut of many lines to a few records is handed over after a third as well, at once, and only then', async () => {
  const lib = emptyLibrary();
  const all = records().slice(0, 300);
  let [read, looked] = [0, 0];
  const seen: (number | undefined)[] = [];
  function* lines(): Generator<HubLibraryRecord> {
    const reader = opened(lib.file);
    const papers = reader.db.prepare('SELECT count(*) FROM citations').pluck();
    for (const record of all) {
      read += 1;
      looked += 10_000;
      yield record;
      seen.push(papers.get() as number);
    }
  }
  const origin = { source: 'test', from: 'a test', share: () => read / all.length, lines: () => looked };
  await importRecords(lib, lines(), origin);
  // The hundredth record is a third of all, and the millionth line.
  const citations = (count: number): number => all.slice(0, count).filter(({ type }) => type === 'citation').length;
  expect(seen.slice(0, 99)).toEqual(Array(99).fill(0));
  expect(seen.slice(99)).toEqual(Array(201).fill(citations(100)));
  expect(outOfDate(lib)).toEqual([]);
});

it('names that another program brings at the hand-over are found, though there were none when it began', async () => {
  const lib = emptyLibrary();
  const db = lib.db as { exec(sql: string): unknown };
  const exec = db.exec.bind(lib.db);
  let begun = 0;
  db.exec = (sql) => {
    if (sql === 'BEGIN IMMEDIATE') begun += 1;
    if (sql === 'BEGIN IMMEDIATE' && begun === 2) {
      const beside = opened(lib.file);
      const { lastInsertRowid } = beside.db.prepare("INSERT INTO works(title) VALUES ('Brought by another')").run();
      beside.db
        .prepare('INSERT INTO aliases(scheme, value, work, position) VALUES (?, ?, ?, 0)')
        .run('doi', '10.1000/theirs', lastInsertRowid);
    }
    return exec(sql);
  };
  function* read(): Generator<HubLibraryRecord> {
    yield* records();
    yield { type: 'work', ids: ['doi:10.1000/theirs'], title: 'Brought by another', venue: 'A Journal' };
  }
  const { problems, works } = await importRecords(lib, read(), { source: 'test', from: 'a test', share: () => 1 / 3 });
  expect(problems).toEqual([]);
  expect(works).toEqual({ added: PAPERS, changed: 1, same: 0 });
  expect(begun).toBe(2);
  const venue = lib.db.prepare("SELECT venue FROM works WHERE title = 'Brought by another'").pluck().all();
  expect(venue).toEqual(['A Journal']);
});
