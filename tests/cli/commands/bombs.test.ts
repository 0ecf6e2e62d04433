/** Small files and answers that unpack into gigabytes end in a sentence, with less than 500 MB of memory. */

import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Measured, measured } from '../measured.js';
import { type Home, makeHome } from '../run-program.js';

const MB = 1_000_000;
const MOST_KB = 500_000;
let home: Home;
let server: Server | undefined;
beforeAll(() => {
  home = makeHome();
  mkdirSync(home.folder, { recursive: true });
});
afterEach(() => {
  server?.close();
  server = undefined;
});
afterAll(() => home.remove());

function run(...argv: string[]): Promise<Measured> {
  return measured(home, ...argv);
}

function importing(name: string, ...pieces: (string | Buffer)[]): Promise<Measured> {
  const file = path.join(home.folder, name);
  writeFileSync(file, Buffer.concat(pieces.map((piece) => Buffer.from(piece))));
  return run('import', file, '--cited', 'doi:10.1000/hub');
}

function times(what: string, bytes: number): Buffer {
  return Buffer.alloc(Math.floor(bytes / what.length) * what.length, what);
}

/** Strings each of which holds the one before it twice. */
function doubling(count: number): string {
  const strings = Array.from({ length: count }, (_, at) => `@string{s${at + 1} = s${at} # s${at}}`);
  return ['@string{s0="x"}', ...strings, `@article{a,title=s${count}}`, '@article{b,title={Left},year=2020}'].join(
    '\n',
  );
}

const ITEM = '{"type":"article","title":"A","DOI":"10.1000/a"}';
const PAPER = `{"citingPaper":{"paperId":"${'a'.repeat(40)}","title":"A"}}`;
const FEED = '<feed xmlns="http://www.w3.org/2005/Atom"><id>http://arxiv.org/api/x</id>';

describe('a bomb that is imported', () => {
  it.each<[what: string, name: string, pieces: () => (string | Buffer)[], code: number, says: string]>([
    ['doubling strings', 'a.bib', () => [doubling(28)], 0, 'more than 1,000,000 characters'],
    [
      'a packed list',
      'a.json.gz',
      () => [gzipSync(Buffer.concat([Buffer.from(`[${ITEM},`), times('[],', 240 * MB)]))],
      2,
      'unpacks to more than 200 times its size',
    ],
    ['a file of nothing but brackets', 'b.json', () => [`[${ITEM},`, times('[', 80 * MB)], 2, 'larger than the 64 MB'],
    ['a list of lists', 'c.json', () => [`[${ITEM},`, times('[],', 30 * MB), '1]'], 2, 'more than the 500,000 entries'],
    [
      'an item of lists',
      'd.json',
      () => [`[${ITEM},[`, times('[],', 30 * MB), '1]]'],
      0,
      'item 2: of more than 1,000,000 values',
    ],
    [
      'rows that are lists',
      'e.json',
      () => [`{"data":[${PAPER},`, times('[],', 30 * MB), '1]}'],
      2,
      'more than the 500,000 entries',
    ],
    ['a page of tags', 'a.html', () => ['<!doctype html>', times('<b>', 7 * MB)], 2, 'nested deeper than 500 elements'],
    ['a large page', 'b.html', () => ['<!doctype html>', times('<b>', 60 * MB)], 2, 'larger than the 8 MB'],
    [
      'a feed of tags',
      'a.xml',
      () => [FEED, times('<a></a>', 30 * MB), '</feed>'],
      2,
      'longer than 2,000,000 characters',
    ],
    [
      'a feed of entries',
      'b.xml',
      () => [FEED, times('<entry><id>x</id></entry>', 30 * MB), '</feed>'],
      2,
      'of more than 25,000 entries',
    ],
    [
      'a row of cells',
      'a.csv',
      () => ['oci,citing,cited\n1,10.1000/a,10.1000/b\n', times(',', 7 * MB), '\n', times(',', 20 * MB), '\n'],
      0,
      'line 4: longer than 8 MB',
    ],
    [
      'a dump of broken lines',
      'a.jsonl',
      () => ['{"citingcorpusid":5,"citedcorpusid":7}\n', times('[\n', MB)],
      2,
      'left alone after 100,000 problems',
    ],
  ])('%s', async (_, name, pieces, code, says) => {
    const ended = await importing(name, ...pieces());
    expect(ended.stderr).toContain(says);
    expect(ended.code).toBe(code);
    expect(ended.kilobytes).toBeLessThan(MOST_KB);
  });
});

describe('a bomb that is fetched', () => {
  async function fetching(body: Buffer): Promise<Measured & { asked: number }> {
    let asked = 0;
    server = createServer((_, response) => {
      asked += 1;
      response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' });
      response.end(body);
    });
    await new Promise<void>((resolve) => server!.listen(0, '127.0.0.1', resolve));
    const base = `openalex=http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const ended = await run('fetch', '10.1000/hub', '--from', 'openalex', '--base', base, '--rate', 'openalex=200');
    return { ...ended, asked };
  }

  it.each([
    ['a packed answer', '[],', 120, 'larger than the 64 MB allowed'],
    ['many values', '[],', 30, 'of more than 1,000,000 values'],
    ['deep nesting', '[', 30, 'nested deeper than 100 levels'],
  ])('%s is not asked for again', async (_, what, megabytes, says) => {
    const ended = await fetching(gzipSync(Buffer.concat([Buffer.from('{"x":['), times(what, megabytes * MB)])));
    expect(ended.stderr).toContain(says);
    expect(ended.code).not.toBe(0);
    expect(ended.asked).toBe(1);
    expect(ended.kilobytes).toBeLessThan(MOST_KB);
  });
});
