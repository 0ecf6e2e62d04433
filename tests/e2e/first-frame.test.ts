/** What is loaded before the first frame: every module more is time that each start waits. */
import { execFileSync } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Script } from 'node:vm';
import { expect, inject, it, onTestFinished } from 'vitest';
import { ROOT } from './harness/program.js';
import { explore } from './library.js';

const ASKED = join(ROOT, 'tests/e2e/harness/asked.mjs');

/** The modules of the rest that were asked for before a first frame, of a library whose hubs were looked at before. */
async function askedBy(args: readonly string[], library: string, env: Record<string, string>): Promise<unknown> {
  const folder = mkdtempSync(join(tmpdir(), 'pith-tui-asked-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const out = join(folder, 'asked.json');
  const t = await explore(args, { within: [process.execPath, ASKED, out], library, env });
  await t.until(() => existsSync(out));
  const asked: unknown = JSON.parse(readFileSync(out, 'utf8'));
  await t.until(/\d/u);
  await t.press('ctrl-c');
  await t.exit();
  return asked;
}

/** A hub that is cited in a sentence, which no bundled hub is. */
const CITED = 'arxiv:2001.00002';
const SENTENCE = [
  { format: 'pith-tui-hub', version: 1 },
  {
    type: 'work',
    ids: [CITED],
    title: 'A Hub That Is Cited in a Sentence',
    authors: [{ name: 'Ann Writer' }],
    date: '2020',
  },
  { type: 'work', ids: ['arxiv:2101.00009'], title: 'A reader', date: '2021' },
  { type: 'hub', work: CITED, source: 'test', total: 1 },
  {
    type: 'citation',
    citing: 'arxiv:2101.00009',
    cited: CITED,
    contexts: [{ text: 'It leans on Writer et al. (2020).' }],
  },
];

it.each([
  ['a hub', ['hep-th/9711200']],
  ['a hub whose papers were reviewed', ['2504.13837']],
  ['a hub that is cited in a sentence', [CITED]],
  ['a hub and a query', ['1911.11134', 'role:method -author:evci year:>2020 sort:citations']],
  ['a hub of which papers were decided on', ['1911.11134', 'status:included']],
  ['the list of hubs', []],
])('%s draws its first frame without the rest of the program, the first time and again', async (_, args) => {
  const state = mkdtempSync(join(tmpdir(), 'pith-tui-state-'));
  onTestFinished(() => rmSync(state, { recursive: true, force: true }));
  const library = join(state, 'library.sqlite');
  copyFileSync(inject('bundledLibrary'), library);
  const records = join(state, 'sentence.jsonl');
  writeFileSync(records, SENTENCE.map((record) => `${JSON.stringify(record)}\n`).join(''));
  const run = (...words: string[]): Buffer =>
    execFileSync(process.execPath, [join(ROOT, 'dist/pith-tui.js'), ...words, '--library', library]);
  run('import', records);
  run('decide', '1911.11134', '2308.06767', '--as', 'included');
  for (const hub of ['hep-th/9711200', '1911.11134', '2504.13837', CITED]) run('list', hub);
  // What is named here either belongs into first-frame.json, or is to be asked for later.
  expect(await askedBy(args, library, { XDG_STATE_HOME: state })).toEqual([]);
  expect(await askedBy(args, library, { XDG_STATE_HOME: state })).toEqual([]);
});

it('a first frame has V8 compile no code for the rows of its statements, and a row is the same without', async () => {
  const t = await explore(['1911.11134'], { env: { NODE_OPTIONS: '--disallow-code-generation-from-strings' } });
  await t.until('370 of 370');
  await t.press('ctrl-c');
  await t.exit();
  const list = (limit: number): string =>
    execFileSync(
      process.execPath,
      [
        join(ROOT, 'dist/pith-tui.js'),
        'list',
        '1911.11134',
        '--json',
        '--limit',
        `${limit}`,
        '--library',
        inject('bundledLibrary'),
      ],
      { encoding: 'utf8' },
    );
  // Many rows have their code compiled, few have not.
  expect(JSON.parse(list(370)).slice(0, 3)).toEqual(JSON.parse(list(3)));
});

it('the start-up file is a script, which Node starts sooner than a module', () => {
  expect(() => new Script(readFileSync(join(ROOT, 'dist/pith-tui.js'), 'latin1'))).not.toThrow();
});

it('the same sources are the same program, in whatever order they are read', async () => {
  const { twoFiles } = await import(join(ROOT, 'first-frame.mjs'));
  const restAfter = async (order: readonly string[]): Promise<string> => {
    const files = await twoFiles();
    files.first().plugin.setup({
      onResolve() {},
      onLoad({ namespace }: { namespace: string }, load: (of: { path: string }) => unknown) {
        if (namespace === 'rest') for (const path of order) load({ path });
      },
    });
    return files.rest().stdin.contents;
  };
  const asked = ['tui/layers/help', 'export/formats', 'cli/commands'];
  const rest = await restAfter(asked);
  expect(rest).toContain('tui/layers/help');
  expect(await restAfter([...asked].reverse())).toBe(rest);
});

it('the code of both files is kept once, and taken by every later start', async () => {
  const cache = mkdtempSync(join(tmpdir(), 'pith-tui-code-'));
  onTestFinished(() => rmSync(cache, { recursive: true, force: true }));
  const kept = (): string[] =>
    readdirSync(cache, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('-screen'))
      .map((name) => `${name} ${statSync(join(cache, name)).mtimeMs}`)
      .sort();
  const start = () => explore(['1911.11134'], { env: { NODE_COMPILE_CACHE: cache } });
  const first = await start();
  await first.until(() => kept().length === 2);
  await first.press('ctrl-c');
  await first.exit();
  const before = kept();
  // In the folder of this version of Node, whose code no other takes.
  expect([...new Set(before.map((name) => dirname(name)))]).toEqual([expect.stringContaining(process.version)]);
  const again = await start();
  await again.until('370 of 370');
  // Help is of the rest. What is not taken is kept anew by the end at the latest.
  await again.press('?');
  await again.until(/two minutes|Esc/u);
  await again.press('ctrl-c');
  await again.exit();
  expect(kept()).toEqual(before);
});
