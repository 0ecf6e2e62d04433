/** The format of a file, detected from its content. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { INTERCHANGE_LINE_BYTES } from '../../src/sources/bounds.js';
import { SourceError } from '../../src/sources/decoded.js';
import { readSource } from '../../src/sources/read.js';
import { collect } from './collect.js';
import { NO_REAL_DATA, realFile } from './real-data.js';

const folder = mkdtempSync(join(tmpdir(), 'pith-tui-sources-'));
afterAll(() => rmSync(folder, { recursive: true }));

function file(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

const AT = { at: '2026-01-02' };
const HEADER = '{"format":"pith-tui-hub","version":1}\n';
const WORK = '{"type":"work","ids":["pmid:7"]}\n';
const BODY = JSON.stringify({ offset: 0, data: [{ citingPaper: { paperId: 'ab'.repeat(20), title: 'P' } }] });
const PAGE = 'pith. sign in\n\nhub\n\nA Title\n\n12 Pith papers citing it\n\nhub tools\n';

async function message(path: string, options = {}): Promise<string> {
  try {
    const { items } = await readSource(path, { ...AT, ...options });
    await collect(items);
  } catch (error) {
    expect(error).toBeInstanceOf(SourceError);
    return (error as Error).message.replace(folder, '');
  }
  throw new Error('expected a refusal');
}

describe('the format of a file', () => {
  it.each([
    ['interchange.txt', HEADER + WORK, 'interchange', 'interchange format', 1],
    ['citations.html', BODY, 'semantic-scholar', 'citations body of Semantic Scholar', 4],
    ['page.json', PAGE, 'pith', 'hub page of Pith, text', 2],
    [
      'page.bib',
      `<!DOCTYPE html><body><p>hub</p><h1>A</h1><p>12 Pith papers citing it</p><h2>hub tools</h2>`,
      'pith',
      'page of Pith, HTML',
      2,
    ],
  ])('of %s is told by its content, packed or not', async (name, content, source, format, records) => {
    for (const bytes of [content, gzipSync(content), `\ufeff${content}`]) {
      const found = await readSource(file(name, bytes), { ...AT, cited: 'arxiv:1911.11134' });
      expect([found.source, found.format]).toEqual([source, format]);
      expect((await collect(found.items)).records).toHaveLength(records);
    }
  });

  it('is refused in a short sentence that says what it is, and where what can be read is listed', async () => {
    const expected = /; pith-tui help import lists what can be imported\.$/u;
    const cases: [string, string | Uint8Array, RegExp][] = [
      ['a', 'Just some words.', /text of another kind/u],
      ['b', '@article{x}', /perhaps BibTeX/u],
      ['c', '{"a":1}', /JSON of another kind/u],
      ['d', '{"a":', /no whole JSON/u],
      ['e', '<?xml version="1.0"?><feed/>', /web page or XML of another kind/u],
      ['f', Uint8Array.of(1, 0, 2), /a binary file/u],
      ['g', Uint8Array.of(0x41, 0xff, 0x41), /not valid UTF-8/u],
      ['h', WORK + WORK, /JSON Lines without the header/u],
      ['i', '\n\n', /blank/u],
    ];
    for (const [name, content, said] of cases) {
      const text = await message(file(name, content));
      expect(text).toMatch(said);
      expect(text).toMatch(expected);
    }
  });
});

describe('what cannot be read', () => {
  it('is named in one sentence', async () => {
    const packed = gzipSync(HEADER + WORK.repeat(1000));
    const flipped = Buffer.from(packed);
    flipped[packed.length - 6]! ^= 0xff;
    expect(await message(join(folder, 'none'))).toMatch(/none does not exist\.$/u);
    expect(await message(folder)).toMatch(/is a folder; name the files in it\.$/u);
    expect(await message(file('empty', ''))).toMatch(/empty is empty\.$/u);
    expect(await message(file('empty.gz', gzipSync('')))).toMatch(/holds nothing/u);
    expect(await message(file('cut.gz', packed.subarray(0, packed.length - 20)))).toMatch(/gzip file cut off/u);
    expect(await message(file('bad.gz', flipped))).toMatch(/damaged gzip file/u);
    expect(await message(file('utf16', Buffer.from(`\ufeff${PAGE}`, 'utf16le')))).toMatch(/UTF-16/u);
    expect(await message(file('cut.json', BODY.slice(0, 60)), { cited: 'pmid:1' })).toMatch(
      /cut off: its JSON ends unfinished at line 1, column \d+/u,
    );
    expect(await message(file('wrong.json', `{"offset":0,\n"data":[x]}`), { cited: 'pmid:1' })).toMatch(
      /is not valid JSON: something else was expected at line 2, column 9\.$/u,
    );
    expect(
      await message(file('comma.json', `{"offset":0,\n"data":[1 2], "more": "of the same, and more"}`), {
        cited: 'pmid:1',
      }),
    ).toMatch(/is not valid JSON: something else was expected at line 2, column 11\.$/u);
    expect(await message(file('latin.txt', Buffer.concat([Buffer.from(PAGE), Buffer.from([0xe9])])))).toMatch(
      /not valid UTF-8 text \(first in line 10\)/u,
    );
    expect(await message(file('other.html', '<!doctype html><p>Hello'))).toMatch(
      /none of Pith’s on a hub, a paper or a Pith Number/u,
    );
  });

  it('ends a strict reading with the place of the first problem', async () => {
    const path = file('two.jsonl', `${HEADER}${WORK}{"type":"sheep"}\n${WORK}`);
    expect((await collect((await readSource(path, AT)).items)).problems).toHaveLength(1);
    expect(await message(path, { strict: true })).toMatch(/two\.jsonl, line 3: type: expected/u);
  });
});

describe('long files', () => {
  it('are read line by line, a line above the bound skipped unread', async () => {
    const long = `{"type":"work","ids":["pmid:8"],"title":"${'x'.repeat(INTERCHANGE_LINE_BYTES)}"}\n`;
    const { records, problems } = await collect((await readSource(file('long', HEADER + long + WORK), AT)).items);
    expect(records).toEqual([{ type: 'work', ids: ['pmid:7'] }]);
    expect(problems).toEqual([{ place: 'line 2', message: 'longer than 8 MB' }]);
  });

  it('can be left in the middle', async () => {
    const { items } = await readSource(file('many.gz', gzipSync(HEADER + WORK.repeat(200_000))), AT);
    for await (const item of items) {
      expect(item).toHaveProperty('record');
      break;
    }
  });

  it('keep characters whole that lie across two chunks', async () => {
    const title = '漢字'.repeat(3000);
    const line = `${JSON.stringify({ type: 'work', ids: ['pmid:7'], title })}\n`;
    const { records } = await collect((await readSource(file('cjk', HEADER + line.repeat(40)), AT)).items);
    expect(records).toHaveLength(40);
    expect(records.every((record) => record.type === 'work' && record.title === title)).toBe(true);
  });
});

describe.skipIf(NO_REAL_DATA)('the real files (skipped without ../shared/data)', () => {
  it.each([
    ['pith/hub-2504.13837.txt', 'pith', 7],
    ['semantic-scholar/citations/RS_114_MLRC_2020_21.json.gz', 'semantic-scholar', 370],
    ['semantic-scholar/Citation.json', 'semantic-scholar', 1],
    ['semantic-scholar/Paper.json.gz', 'semantic-scholar', 1000],
  ])('%s is of %s', async (path, source, citations) => {
    const found = await readSource(realFile(path), { ...AT, cited: 'arxiv:2504.13837' });
    expect(found.source).toBe(source);
    expect((await collect(found.items)).of('citation')).toHaveLength(citations);
  });
});
