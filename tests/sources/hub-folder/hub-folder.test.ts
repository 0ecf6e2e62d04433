/** Folders of hubs: the index, hostile ones too, and the pages of a hub. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createClient } from '../../../src/sources/http/client.js';
import {
  type HubFolder,
  hubFolder,
  hubOf,
  hubPages,
  hubWithTitle,
} from '../../../src/sources/hub-folder/hub-folder.js';
import type { HubEntry } from '../../../src/sources/hub-folder/hub-index.js';
import type { Page } from '../../../src/sources/page.js';

const HUB = 'arxiv:2101.00001';
const never = new AbortController().signal;
const client = createClient({ program: 'pith-tui/0.0.0' });

let root: string;
beforeAll(() => {
  root = mkdtempSync(path.join(tmpdir(), 'pith-tui-hubs-'));
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

let made = 0;
function folderOf(files: Record<string, string | Uint8Array>): HubFolder {
  made += 1;
  const folder = path.join(root, String(made));
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), content);
  }
  return hubFolder(folder, { client, folder: root, signal: never });
}

const line = (value: object): string => `${JSON.stringify(value)}\n`;
const index = (...entries: object[]): Record<string, string> => ({ 'index.jsonl': entries.map(line).join('') });
const entry = { ids: [HUB], title: 'Counting Sheep at Scale', citers: 3, source: 'openalex', files: ['hub=1/a.jsonl'] };

async function pagesOf(
  folder: HubFolder,
  hub: HubEntry,
  going: { cursor?: string; most?: number } = {},
): Promise<Page[]> {
  const pages: Page[] = [];
  for await (const page of hubPages(folder, hub, HUB, { today: '2026-01-02', signal: never, ...going }))
    pages.push(page);
  return pages;
}

describe('the index of a folder', () => {
  it('has a hub by any of its names, or by words of its title in any order', async () => {
    const other = { ...entry, ids: ['doi:10.1000/goats', 'arxiv:2101.00002'], title: 'Goats, and Sheep’s Société' };
    const folder = folderOf(index(entry, other));
    expect(await hubOf(folder, ['corpus:1', 'arxiv:2101.00002'], '')).toMatchObject({
      ids: other.ids,
      source: 'openalex',
    });
    expect(await hubWithTitle(folder, 'SCALE counting')).toMatchObject({ ids: [HUB], citers: 3 });
    expect(await hubWithTitle(folder, 'societe')).toMatchObject({ ids: other.ids });
    await expect(hubWithTitle(folder, 'sheep')).rejects.toThrow(/several hubs .*Counting Sheep.*Goats.*give the id/u);
    await expect(hubWithTitle(folder, 'llamas')).rejects.toMatchObject({ kind: 'not-found' });
    await expect(hubOf(folder, ['arxiv:2101.00009'], 'arXiv:2101.00009')).rejects.toThrow(
      'has no hub arXiv:2101.00009.',
    );
  });

  it('may be gzip, and must be there', async () => {
    expect(await hubOf(folderOf({ 'index.jsonl.gz': gzipSync(line(entry)) }), [HUB], '')).toMatchObject({ ids: [HUB] });
    await expect(hubOf(folderOf({ 'other.txt': '' }), [HUB], '')).rejects.toThrow('it has no index.jsonl');
  });

  it.each([
    ['../outside.jsonl'],
    ['hub=1/../../outside.jsonl'],
    ['/etc/passwd'],
    ['C:/windows/x'],
    ['hub=1\\..\\..\\x'],
    ['http://example.org/x'],
    ['hub=1//x'],
    ['a\u001b[2Jb'],
    ['a?x=1'],
    [''],
    [17],
  ])('that names %j as a file is refused, with its line', async (file) => {
    const folder = folderOf(index(entry, { ...entry, ids: ['arxiv:2101.00002'], files: [file] }));
    const error = await hubOf(folder, ['arxiv:2101.00002'], '').catch((thrown: Error) => thrown);
    expect(error).toMatchObject({
      name: 'SourceError',
      message: expect.stringMatching(/index\.jsonl, line 2: .* no path below/u),
    });
    expect((error as Error).message).not.toMatch(/\p{Cc}/u);
  });

  it.each([
    ['not JSON', 'x\n', 'not a hub as JSON'],
    ['a list', '[]\n', 'not a hub as JSON'],
    ['no names', line({ ...entry, ids: ['what is this'] }), 'no id of the hub'],
    ['no files', line({ ...entry, files: [] }), 'no file'],
    ['too many files', line({ ...entry, files: Array(2_000).fill('a') }), 'more than 1,000 files'],
    ['a line without end', `{"ids":["${'x'.repeat(1_100_000)}`, 'longer than 1 MB'],
  ])('with %s is refused', async (_, content, words) => {
    await expect(hubOf(folderOf({ 'index.jsonl': content }), ['arxiv:2101.00002'], '')).rejects.toThrow(words);
  });
});

describe('the pages of a hub', () => {
  const rows = (from: number, count: number): string =>
    Array.from({ length: count }, (_, at) => {
      const id = `doi:10.1000/${from + at}`;
      return (
        line({ type: 'work', ids: [id], title: `Sheep ${from + at}`, authors: [], date: null, venue: '' }) +
        line({ type: 'citation', citing: id, cited: HUB, influential: null, contexts: [], judgements: null })
      );
    }).join('');
  const hub: HubEntry = { ids: [HUB], title: 'Counting Sheep', citers: 7_000, source: undefined, files: ['a', 'b.gz'] };

  it('are those of all its files, as tables write them, and go on from any cursor', async () => {
    const folder = folderOf({ a: rows(0, 6_000), 'b.gz': gzipSync(rows(6_000, 1_000)) });
    const pages = await pagesOf(folder, hub);
    expect(pages.map(({ records }) => records.length)).toEqual([10_000, 4_001]);
    expect(pages.at(-1)!.cursor).toBeNull();
    expect(pages.flatMap(({ problems = [] }) => problems)).toEqual([]);
    expect(pages[0]!.records[1]).toEqual({ type: 'work', ids: ['doi:10.1000/0'], title: 'Sheep 0' });
    expect(pages[0]!.total).toBe(7_000);
    const rest = await pagesOf(folder, hub, { cursor: pages[0]!.cursor! });
    expect(rest).toEqual(pages.slice(1));
  });

  it('begin with a file anew that is another by now, and stop where enough is there', async () => {
    const folder = folderOf({ a: rows(0, 6_000), 'b.gz': gzipSync(rows(6_000, 1)) });
    const some = await pagesOf(folder, hub, { most: 100 });
    expect(some.flatMap(({ records }) => records).filter(({ type }) => type === 'citation')).toHaveLength(100);
    const rest = await pagesOf(folder, hub, { cursor: some[0]!.cursor!, most: 10 });
    expect(rest[0]!.records[0]).toMatchObject({ ids: ['doi:10.1000/100'] });
    writeFileSync(path.join(folder.name, 'a'), rows(50_000, 3));
    const other = await pagesOf(folder, hub, { cursor: some[0]!.cursor! });
    expect(other[0]!.records[0]).toMatchObject({ ids: ['doi:10.1000/50000'] });
  });

  it('leave out citations of other papers, and what is wrong in a line, saying where', async () => {
    const foreign = line({ type: 'citation', citing: 'doi:10.1000/x', cited: 'doi:10.1000/other' });
    const folder = folderOf({ a: `${rows(0, 1)}${foreign}{"type":"work","ids":[7]}\n`, 'b.gz': rows(1, 1) });
    const [page] = await pagesOf(folder, hub);
    expect(page!.records.filter(({ type }) => type === 'citation')).toHaveLength(2);
    expect(page!.problems).toEqual([{ place: 'a, line 4', message: expect.stringContaining('ids[0]') }]);
  });

  it('say which file is missing', async () => {
    await expect(pagesOf(folderOf({ a: rows(0, 1) }), hub)).rejects.toThrow('has no file b.gz, which its index names');
  });
});
