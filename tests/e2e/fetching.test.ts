/** F on the screen: it says what it would ask, asks after Enter, shows how it goes, and is stopped without loss. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Said, type Sender, sendPlainly, serve, type TestServer } from '../sources/replay/server.js';
import { openalex, openalexWork, S2_PAPER, s2Row, semanticScholar } from '../sources/replay/services.js';
import { open, type Program, ROOT } from './harness/program.js';

const HUB = '2101.00001';
const PAPERS = 2_050;
const RECORDS = [
  { format: 'pith-tui-hub', version: 1 },
  { type: 'work', ids: [`arxiv:${HUB}`], title: S2_PAPER.title, authors: [{ name: 'Ada Shepherd' }], date: '2019' },
  { type: 'work', ids: ['arxiv:2102.00002'], title: 'The First to Count Along', date: '2021' },
  { type: 'citation', citing: 'arxiv:2102.00002', cited: `arxiv:${HUB}` },
];

let folder: string;
let servers: TestServer[] = [];
/** Answers about pages from this row on wait until `release`. */
let holdFrom: number;
let held: { response: ServerResponse; said: Said }[];
const isHeld = (url: string): boolean => Number(new URL(url, 'http://any').searchParams.get('offset')) >= holdFrom;
const holding: Sender = (response, said, { url }) => {
  if (isHeld(url)) held.push({ response, said });
  else sendPlainly(response, said);
};
const release = (): void => {
  holdFrom = Number.POSITIVE_INFINITY;
  for (const { response, said } of held.splice(0)) sendPlainly(response, said);
};

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'pith-tui-fetching-'));
  holdFrom = Number.POSITIVE_INFINITY;
  held = [];
});
afterEach(async () => {
  for (const server of servers) await server.close();
  servers = [];
  rmSync(folder, { recursive: true, force: true });
});

/** The explorer on a hub that has one citing paper, with services that know more. */
async function start(env: Record<string, string> = {}): Promise<Program> {
  const rows = Array.from({ length: PAPERS }, (_, at) => s2Row(1_001 + at, '2020-05-06'));
  const works = openalex([openalexWork(5_001)]);
  servers = [
    await serve(semanticScholar(rows), holding),
    await serve((asked) => {
      const said = works(asked);
      return asked.url.startsWith('/works/')
        ? { body: { ...(said.body as object), display_name: S2_PAPER.title, doi: null } }
        : said;
    }),
  ];
  const library = join(folder, 'library.sqlite');
  const file = join(folder, 'hub.jsonl');
  writeFileSync(file, RECORDS.map((record) => `${JSON.stringify(record)}\n`).join(''));
  execFileSync(process.execPath, [join(ROOT, 'dist/pith-tui.js'), 'import', file, '--library', library]);
  const t = await open([HUB], {
    library,
    env: {
      PITH_TUI_SEMANTIC_SCHOLAR_BASE: servers[0]!.origin,
      PITH_TUI_OPENALEX_BASE: servers[1]!.origin,
      PITH_TUI_SEMANTIC_SCHOLAR_RATE: '1000',
      ...env,
    },
  });
  await t.until('1 of 1');
  return t;
}

describe('F', () => {
  it('says whom it would ask for how much and with which key, and asks nobody before Enter', async () => {
    const t = await start({ S2_API_KEY: 'a-key-of-nobody' });
    await t.press('F');
    await t.until('─ Fetch who cites Counting Sheep at Scale');
    await t.until(/Semantic Scholar +about 1 request for 1 paper; with your key/u);
    await t.until(/OpenAlex +about 1 request for 1 paper; no key is set/u);
    expect(t.screen().join('\n')).not.toContain('a-key-of-nobody');
    await t.press('escape');
    await t.until((lines) => !lines.some((line) => line.includes('─ Fetch who')));
    expect(servers.flatMap(({ asked }) => asked)).toEqual([]);
  });

  it('shows page after page as it comes, and the list takes in what came', async () => {
    const t = await start();
    holdFrom = 1_000;
    await t.press('F', 'enter');
    await t.until(/Semantic Scholar: page 2, 1,000 of 2,050 papers/u);
    await t.until(/\.+ +Fetching\./u);
    release();
    await t.until(/2,050 citing papers \(2,050 new to the library/u);
    await t.until('Done.');
    await t.press('enter');
    await t.until(/2,05[12] of 2,05[12]/u);
    // Another reading asks for as much as the last one.
    await t.press('F');
    await t.until('─ Update who cites Counting Sheep at Scale');
    await t.until(/Semantic Scholar +about \d requests, as on \d{4}-/u);
  });

  it('is stopped by Esc, keeps what came, and goes on from there', async () => {
    const t = await start();
    holdFrom = 1_000;
    await t.press('F', 'enter');
    await t.until(/page 2, 1,000 of 2,050 papers/u);
    await t.until(() => held.length > 0);
    await t.press('escape');
    await t.until('The pages fetched so far are kept.');
    await t.until('Stopped; F goes on from there.');
    await t.press('enter');
    await t.until('1,001 of 1,001');
    await t.press('F');
    await t.until(/Semantic Scholar +goes on after 1,000 of 2,050 papers, about \d/u);
    release();
    await t.press('enter');
    await t.until('Done.');
    await t.press('escape');
    await t.until(/2,05[12] of 2,05[12]/u);
  });

  it('says on the screen what is wrong without a word of the command line, and nothing of pages where none came', async () => {
    const denying = await serve(() => ({ status: 403, body: { message: 'Forbidden' } }));
    const t = await start({ PITH_TUI_SEMANTIC_SCHOLAR_BASE: denying.origin, PITH_TUI_OPENALEX_BASE: denying.origin });
    servers.push(denying);
    await t.press('F', 'enter');
    await t.until('Not all of it came; F goes on from there.');
    const text = t.screen().join('\n');
    expect(text).toMatch(/! Semantic Scholar denies access without a key/u);
    expect(text).toMatch(/Counting Sheep at Scale: 1 citing paper in the library\. /u);
    expect(text).not.toMatch(/pith-tui: |command|to explore|kept/u);
  });

  it('ends with the program: what it waits for is given up', async () => {
    const t = await start();
    holdFrom = 1_000;
    await t.press('F', 'enter');
    await t.until(() => held.length > 0);
    const closed = new Promise((done) => held[0]!.response.once('close', () => done(true)));
    await t.press('ctrl-c');
    expect(await t.exit()).toMatchObject({ code: 130 });
    expect(await closed).toBe(true);
  });
});
