/** What the latest update brought, as a field of the query. */
import { describe, expect, it } from 'vitest';
import type { HubLibraryRecord } from '../../../src/hub/record.js';
import { changesOf, changeWords } from '../../../src/library/history/changes.js';
import type { FetchRequest } from '../../../src/library/history/fetches.js';
import { closeLibrary, type Library } from '../../../src/library/library.js';
import { openLibrary } from '../../../src/library/open.js';
import { details } from '../../../src/library/read/details.js';
import { hubHead } from '../../../src/library/read/hubs.js';
import { rows } from '../../../src/library/read/rows.js';
import { runQuery } from '../../../src/library/search/view.js';
import { storePage } from '../../../src/library/write/write-page.js';
import { parseQuery } from '../../../src/query/parse.js';
import { arxiv, cites, emptyLibrary, id, role, work } from '../support.js';

const S2: FetchRequest = { paper: arxiv(1), service: 'semantic-scholar' };
const OPENALEX: FetchRequest = { paper: arxiv(1), service: 'openalex' };

/** A list read in one page on a day. */
async function read(lib: Library, day: string, asked: FetchRequest, ...citing: HubLibraryRecord[][]): Promise<void> {
  const { run } = await storePage(lib, asked, { records: [work(1), ...citing.flat()], cursor: null });
  lib.db.prepare('UPDATE fetches SET started = ? WHERE id = ?').run(`${day}T00:00:00.000Z`, run.id);
  lib.cache.clear();
}

const citer = (n: number, label = 'background', at = '2026-01-01'): HubLibraryRecord[] => [
  work(n),
  cites(n, 1, [role('s2', at, label)]),
];

/** The numbers of the papers that a line finds. */
function found(lib: Library, line: string): number[] {
  const parsed = parseQuery(line);
  if (!parsed.ok) throw new Error(parsed.error.message);
  const hub = id(lib, arxiv(1));
  const view = runQuery(lib, hub, parsed.query);
  const numbers = rows(lib, hub, view.works(0, view.total)).map(({ id: ref }) => Number(ref.slice(-5)));
  return numbers.sort((a, b) => a - b);
}

const marks = (lib: Library, ...numbers: number[]): unknown[] =>
  rows(
    lib,
    id(lib, arxiv(1)),
    numbers.map((n) => id(lib, arxiv(n))),
  ).map(({ news }) => news);

/** Citing papers 2 and 3 that were there, 4 gone, 5 new, and 3 with another role. */
async function updated(): Promise<Library> {
  const lib = emptyLibrary();
  await read(lib, '2026-01-10', S2, citer(2), citer(3), citer(4));
  await read(lib, '2026-03-10', S2, citer(2), citer(3, 'method', '2026-02-01'), citer(5));
  return lib;
}

describe('what the latest update brought', () => {
  it('is nothing after the first reading', async () => {
    const lib = emptyLibrary();
    await read(lib, '2026-01-10', S2, citer(2), citer(3));
    await read(lib, '2026-01-10', OPENALEX, citer(3), citer(4));
    expect(found(lib, 'new:yes,changed,gone')).toEqual([]);
    expect(found(lib, 'new:no')).toEqual([2, 3, 4]);
    expect(found(lib, 'since:2026')).toEqual([]);
    expect(marks(lib, 2, 3, 4)).toEqual([undefined, undefined, undefined]);
    expect(hubHead(lib, id(lib, arxiv(1)))).not.toHaveProperty('updatedAt');
  });

  it('is found by the query, marked in rows and told in the details', async () => {
    const lib = await updated();
    const hub = id(lib, arxiv(1));
    expect(found(lib, 'new:yes')).toEqual([5]);
    expect(found(lib, 'new:no')).toEqual([2, 3, 4]);
    expect(found(lib, '-new:yes')).toEqual([2, 3, 4]);
    expect(found(lib, 'new:changed')).toEqual([3]);
    expect(found(lib, 'new:gone')).toEqual([4]);
    expect(found(lib, '-new:yes,changed,gone')).toEqual([2]);
    expect(found(lib, 'new:changed role:method')).toEqual([3]);
    expect(marks(lib, 5, 4, 3, 2)).toEqual(['new', 'gone', 'changed', undefined]);
    expect(hubHead(lib, hub).updatedAt).toBe('2026-03-10T00:00:00.000Z');
    const told = (n: number) => details(lib, hub, id(lib, arxiv(n))).updates;
    const said = {
      service: 'semantic-scholar',
      at: '2026-03-10T00:00:00.000Z',
      fresh: false,
      gone: false,
      changed: [],
    };
    expect(told(2)).toBeUndefined();
    expect(told(5)).toEqual([{ ...said, fresh: true }]);
    expect(told(4)).toEqual([{ ...said, gone: true }]);
    expect(told(3)).toMatchObject([{ ...said, changed: [{ field: 'role', before: 'background', after: 'method' }] }]);
    // By itself, and of another hub, it is no news.
    expect(rows(lib, null, [id(lib, arxiv(5))])[0]!.news).toBeUndefined();
  });

  it('is no news any more when the service has been read again, but stays so of a day', async () => {
    const lib = await updated();
    await read(lib, '2026-05-10', S2, citer(2), citer(3, 'method', '2026-02-01'), citer(5));
    expect(found(lib, 'new:yes,changed,gone')).toEqual([]);
    expect(found(lib, 'since:2026')).toEqual([3, 4, 5]);
    expect(found(lib, 'since:2026-03')).toEqual([3, 4, 5]);
    expect(found(lib, 'since:2026-03-10')).toEqual([3, 4, 5]);
    expect(found(lib, 'since:2026-03-11')).toEqual([]);
    expect(found(lib, '-since:2026')).toEqual([2]);
  });

  it('is what each service said last: a paper that another had before is not new', async () => {
    const lib = await updated();
    await read(lib, '2026-04-10', OPENALEX, citer(2), citer(6));
    expect(found(lib, 'new:yes')).toEqual([5]);
    await read(lib, '2026-05-10', OPENALEX, citer(4), citer(5), citer(6), citer(7));
    expect(found(lib, 'new:yes')).toEqual([5, 7]);
    expect(found(lib, 'new:gone')).toEqual([2, 4]);
    expect(marks(lib, 2, 4, 5, 6, 7)).toEqual(['gone', 'gone', 'new', undefined, 'new']);
    const hub = id(lib, arxiv(1));
    const when = (n: number) => details(lib, hub, id(lib, arxiv(n))).updates?.map(({ service, at }) => [service, at]);
    expect(when(5)).toEqual([['semantic-scholar', '2026-03-10T00:00:00.000Z']]);
    expect(when(2)).toEqual([['openalex', '2026-05-10T00:00:00.000Z']]);
    expect(hubHead(lib, hub).updatedAt).toBe('2026-05-10T00:00:00.000Z');
  });

  it('is of one hub', async () => {
    const lib = await updated();
    await storePage(lib, { ...S2, paper: arxiv(2) }, { records: [work(2), work(5), cites(5, 2)], cursor: null });
    const [row] = rows(lib, id(lib, arxiv(2)), [id(lib, arxiv(5))]);
    expect(row!.news).toBeUndefined();
  });

  it('is seen when another program makes the update', async () => {
    const lib = emptyLibrary();
    await read(lib, '2026-01-10', S2, citer(2), citer(3));
    expect(found(lib, 'new:yes')).toEqual([]);
    const other = openLibrary(lib.file);
    await read(other, '2026-03-10', S2, citer(2), citer(3), citer(5));
    closeLibrary(other);
    expect(found(lib, 'new:yes')).toEqual([5]);
    expect(marks(lib, 5)).toEqual(['new']);
  });

  it('is the same for some papers as for all', async () => {
    const lib = await updated();
    const hub = id(lib, arxiv(1));
    const [three, five] = [id(lib, arxiv(3)), id(lib, arxiv(5))];
    const all = changesOf(lib, hub, null);
    expect(all.fresh).toEqual([five]);
    expect(changesOf(lib, hub, null, [three, five])).toEqual({ ...all, gone: [] });
    expect(changesOf(lib, hub, null, [])).toEqual({ ...all, fresh: [], gone: [], changed: [] });
  });
});

describe('a change in words', () => {
  it.each([
    ['role', 'background', 'method,future_work', 'role background → method, future work'],
    ['verdict', '', 'accept', 'verdict none → accept'],
    ['retracted', '', 'yes', 'now retracted'],
    ['retracted', 'yes', '', 'no longer retracted'],
  ])('of %s from "%s" to "%s" is "%s"', (field, before, after, words) => {
    expect(changeWords({ field, before, after }, (label) => label)).toBe(words);
  });
});
