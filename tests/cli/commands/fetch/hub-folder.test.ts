/** `pith-tui fetch --from FOLDER`: a folder of hubs cut from a whole graph by the recipe, read from disk and from a file server. */
import { createReadStream, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { closeLibrary } from '../../../../src/library/library.js';
import { openLibrary } from '../../../../src/library/open.js';
import { libraryDigest } from '../../../../src/library/read/digest.js';
import { NO_REAL_DATA, realFile } from '../../../sources/real-data.js';
import { ended, type Home, makeHome } from '../../run-program.js';

const RECIPES = fileURLToPath(new URL('../../../../data/recipes/', import.meta.url));
const duckdb = await import('@duckdb/node-api').catch(() => undefined);

/** Citers that make a hub: of the HEP-Th graph, 1,010 papers have as many. */
const LEAST = 62;
const HUBS = 1_010;

/** The HEP-Th graph as the relations that hub-folder.sql cuts. */
const GRAPH = (folder: string): string => `
  CREATE VIEW works AS
  SELECT 'arxiv:' || id AS id, ['arxiv:' || id] AS ids, title, [authors_raw] AS authors, date, journal_ref AS venue, abstract,
    CAST(node AS BIGINT) AS node
  FROM read_json('${folder}/papers.jsonl.gz');
  CREATE VIEW citations AS
  SELECT a.id AS citing, b.id AS cited, CAST(NULL AS BOOLEAN) AS influential, CAST([] AS VARCHAR[]) AS roles,
    CAST([] AS VARCHAR[]) AS contexts
  FROM read_csv('${folder}/edges.tsv.gz', delim = '\t') AS edges
  JOIN works AS a ON a.node = edges.citing
  JOIN works AS b ON b.node = edges.cited
  WHERE a.id <> b.id;`;

/** A plain file server. @param stall after how many bytes an answer stands still; undefined: it does not */
async function serveFolder(
  folder: string,
  stall: (file: string, from: number) => number | undefined = () => undefined,
) {
  const asked: { url: string; range: string | undefined }[] = [];
  const server: Server = createServer(({ url = '', headers }, response) => {
    asked.push({ url, range: headers.range });
    const file = path.join(folder, decodeURIComponent(url));
    if (!existsSync(file) || !statSync(file).isFile()) {
      response.writeHead(404).end('Not found');
      return;
    }
    const { size, mtimeMs } = statSync(file);
    const etag = `"${size}-${mtimeMs}"`;
    if (headers['if-none-match'] === etag) {
      response.writeHead(304).end();
      return;
    }
    const from = headers['if-range'] === etag ? Number(/^bytes=(\d+)-$/u.exec(headers.range ?? '')?.[1] ?? 0) : 0;
    response.writeHead(from > 0 ? 206 : 200, {
      etag,
      'content-length': size - from,
      ...(from > 0 && { 'content-range': `bytes ${from}-${size - 1}/${size}` }),
    });
    const end = stall(url, from);
    if (end === undefined) createReadStream(file, { start: from }).pipe(response);
    else createReadStream(file, { start: from, end: from + end - 1 }).on('data', (piece) => response.write(piece));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    asked,
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function digestOf(file: string): string {
  const library = openLibrary(file);
  try {
    return libraryDigest(library);
  } finally {
    closeLibrary(library);
  }
}

describe.skipIf(NO_REAL_DATA || duckdb === undefined)(
  'a folder of hubs made by the recipe (skipped without ../shared/data or DuckDB)',
  () => {
    let folder: string;
    let entries: { ids: string[]; title: string; citers: number; files: string[] }[];
    let home: Home;
    let close: (() => Promise<void>) | undefined;
    beforeAll(async () => {
      folder = path.join(mkdtempSync(path.join(tmpdir(), 'pith-tui-hub-folder-')), 'hubs');
      const database = await duckdb!.DuckDBInstance.create(':memory:');
      const connection = await database.connect();
      await connection.run(GRAPH(realFile('hepth')));
      for (const [name, value] of [
        ['least', LEAST],
        ['source', "'arxiv'"],
        ['cut', `'${folder}'`],
      ])
        await connection.run(`SET VARIABLE ${name} = ${value}`);
      await connection.run(readFileSync(path.join(RECIPES, 'hub-folder.sql'), 'utf8'));
      connection.closeSync();
      database.closeSync();
      const index = readFileSync(path.join(folder, 'index.jsonl'), 'utf8').trimEnd().split('\n');
      entries = index.map((line) => JSON.parse(line));
    });
    afterAll(() => rmSync(path.dirname(folder), { recursive: true, force: true }));
    afterEach(async () => {
      home?.remove();
      await close?.();
      close = undefined;
    });

    it('has an index of a thousand hubs, the most cited first, and files for each', () => {
      expect(entries).toHaveLength(HUBS);
      expect(entries[0]).toMatchObject({ ids: ['arxiv:hep-th/9711200'], citers: 2_414, source: 'arxiv' });
      const citers = entries.map((entry) => entry.citers);
      expect(citers).toEqual(citers.toSorted((a, b) => b - a));
      for (const { files } of entries) for (const file of files) expect(existsSync(path.join(folder, file))).toBe(true);
      const there = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
      expect(there).toHaveLength(1 + new Set(entries.flatMap(({ files }) => files)).size);
    });

    it('gives five of its hubs from a file server, each whole and by itself, as from disk', async () => {
      home = makeHome();
      const served = await serveFolder(folder);
      close = served.close;
      const [near, far] = ['near.sqlite', 'far.sqlite'].map((name) => path.join(home.folder, name));
      for (const { ids, citers, title, files } of [0, 1, 10, 100, HUBS - 1].map((at) => entries[at]!)) {
        served.asked.length = 0;
        const end = await home.run('fetch', ids[0]!, '--from', served.address, '--library', far!);
        expect(end).toMatchObject({ code: 0 });
        expect(end.stdout).toMatch(`${served.address}: ${citers.toLocaleString('en')} citing papers (`);
        expect(end.stdout).toMatch(`${title.slice(0, 40)}`);
        expect(served.asked.map(({ url }) => decodeURIComponent(url.slice(1)))).toEqual(['index.jsonl', ...files]);
        expect((await home.run('fetch', ids[0]!, '--from', folder, '--library', near!)).code).toBe(0);
      }
      expect(digestOf(far!)).toBe(digestOf(near!));
      // Of what was fetched once nothing is fetched again.
      served.asked.length = 0;
      const again = await home.run('fetch', 'hep-th/9711200', '--from', served.address, '--library', far!);
      expect(again.stdout).toMatch(/2,414 citing papers, fetched on \d{4}-\d\d-\d\d; to read it again: --restart/u);
      expect(served.asked.map(({ url }) => url)).toEqual(['/index.jsonl']);
    });

    it('goes on after a kill in the middle of a file with the bytes that were missing', async () => {
      home = makeHome();
      const library = path.join(home.folder, 'my.sqlite');
      const size = (name: string): number => statSync(path.join(folder, name)).size;
      const file = entries[0]!.files.reduce((largest, other) => (size(other) > size(largest) ? other : largest));
      const half = Math.floor(size(file) / 2);
      const served = await serveFolder(folder, (url, from) =>
        decodeURIComponent(url) === `/${file}` && from === 0 ? half : undefined,
      );
      close = served.close;
      const started = home.start({}, 'fetch', 'hep-th/9711200', '--from', served.address, '--library', library);
      const downloads = path.join(home.folder, '.cache/pith-tui/downloads');
      const sizes = (): number[] =>
        existsSync(downloads) ? readdirSync(downloads).map((name) => statSync(path.join(downloads, name)).size) : [];
      const end = ended(started);
      await expect.poll(sizes, { timeout: 300_000 }).toContain(half);
      started.kill('SIGKILL');
      expect((await end).signal).toBe('SIGKILL');
      const rest = await home.run('fetch', 'hep-th/9711200', '--from', served.address, '--library', library);
      expect(rest).toMatchObject({ code: 0 });
      expect(rest.stdout).toMatch('2,414 citing papers (2,414 new to the library');
      const ranges = served.asked.filter(({ url }) => decodeURIComponent(url) === `/${file}`).map(({ range }) => range);
      expect(ranges).toEqual([undefined, `bytes=${half}-`]);
      // What is read is not kept twice.
      expect(readdirSync(downloads)).toHaveLength(2);
    });

    it('says what a folder has not, and takes services and a folder for different things', async () => {
      home = makeHome();
      const served = await serveFolder(folder);
      close = served.close;
      const missing = await home.run('fetch', '1911.11134', '--from', served.address, '--library', 'x.sqlite');
      expect(missing).toMatchObject({ code: 1, stdout: '' });
      expect(missing.stderr).toBe(`pith-tui: ${served.address} has no hub arXiv:1911.11134.\n`);
      const none = await home.run('fetch', '1911.11134', '--from', `${served.address}/hub=1`, '--library', 'x.sqlite');
      expect(none).toMatchObject({
        code: 1,
        stderr: expect.stringContaining('is no folder of hubs: it has no index.jsonl'),
      });
      const both = await home.run(
        'fetch',
        '1911.11134',
        '--from',
        folder,
        '--from',
        'openalex',
        '--library',
        'x.sqlite',
      );
      expect(both).toMatchObject({ code: 2, stderr: expect.stringContaining('one folder of hubs, or services') });
      const nowhere = await home.run('fetch', '1911.11134', '--from', './nowhere', '--library', 'x.sqlite');
      expect(nowhere).toMatchObject({ code: 1, stderr: expect.stringContaining('There is no folder ./nowhere') });
    });
  },
);
