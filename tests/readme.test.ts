/** Every command of the README does what it says. */
import { spawn } from 'node:child_process';
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
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { COMMAND_NAMES } from '../src/cli/commands.js';
import { FIELDS } from '../src/query/fields.js';
import { bindingFor } from '../src/tui/keymap.js';
import { corpus } from './learn/corpus.js';
import { citer, JUDGED } from './sources/replay/pith.js';
import { serve, type TestServer } from './sources/replay/server.js';
import { openalex, openalexWork, S2_PAPER, s2Row, semanticScholar } from './sources/replay/services.js';

const ROOT = fileURLToPath(new URL('../', import.meta.url));
const README = readFileSync(join(ROOT, 'README.md'), 'utf8');
const PACKAGE = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { scripts: Record<string, string> };

/** The lines of the shell blocks. */
const commands = [...README.matchAll(/^```sh\n([\s\S]*?)^```/gmu)].flatMap((block) => block[1]!.trim().split('\n'));

/** The services of the README's fetching: from the second reading on there is one citing paper more. */
const ASKED = '10.1038/nature14539';
let readings = 0;
const servers: TestServer[] = [];
const SERVICES = {
  SEMANTIC_SCHOLAR: (asked: Parameters<ReturnType<typeof semanticScholar>>[0]) => {
    if (!asked.url.includes('/citations')) {
      readings += 1;
      return { body: { ...S2_PAPER, externalIds: { DOI: ASKED }, citationCount: 2 + readings } };
    }
    return semanticScholar([101, 102, 103, 104].slice(0, 2 + readings).map((n) => s2Row(n, '2020-05-06')))(asked);
  },
  OPENALEX: (asked: Parameters<ReturnType<typeof semanticScholar>>[0]) =>
    asked.url.startsWith('/works/')
      ? { body: openalexWork(0, { doi: `https://doi.org/${ASKED}`, ids: {}, cited_by_count: 1 }) }
      : openalex([openalexWork(105)])(asked),
};

let folder = '';
let env: NodeJS.ProcessEnv = {};
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'pith-tui-readme-'));
  env = { ...process.env, XDG_DATA_HOME: join(folder, 'data'), HOME: folder };
  for (const [name, handler] of Object.entries(SERVICES)) {
    const server = await serve(handler);
    servers.push(server);
    env[`PITH_TUI_${name}_BASE`] = server.origin;
    env[`PITH_TUI_${name}_RATE`] = '200';
  }
  copyFileSync(join(ROOT, 'tests/fixtures/pith/hub.html'), join(folder, 'hub-page.html'));
  const intents: Readonly<Record<string, string>> = { background: 'background', method: 'methodology' };
  const body = {
    offset: 0,
    // Enough to learn from; the last of them have no role.
    data: corpus(60, 1).map(({ roles, sentences }, at) => ({
      contexts: sentences.map(({ text }) => text),
      intents: at < 50 ? roles.map((role) => intents[role] ?? 'result') : [],
      isInfluential: true,
      citingPaper: {
        paperId: at.toString(16).padStart(40, 'a'),
        title: `A Paper That Cites in Way ${at}`,
        year: 2024,
        authors: [{ name: `Ann Writer ${at}` }],
      },
    })),
  };
  writeFileSync(join(folder, 'citations.json.gz'), gzipSync(JSON.stringify(body)));
  // Two readers, and a third one's journal: they agree on the first paper and differ about the second.
  writeFileSync(
    join(folder, 'articles.csv'),
    'doi,url,notes\n' +
      ',https://arxiv.org/abs/2006.07232,"RAYYAN-INCLUSION: {""Ann""=>""Included"", ""Bo""=>""Included""}"\n' +
      ',https://arxiv.org/abs/2010.05943,"RAYYAN-INCLUSION: {""Ann""=>""Included"", ""Bo""=>""Excluded""}"\n',
  );
  const line = {
    id: 'cys.1',
    step: 'cys',
    at: '2026-11-29T00:00:00.000Z',
    who: 'Cy',
    kind: 'decide',
    screening: 'hub:arxiv:1911.11134',
    work: 'arxiv:2006.07232',
    from: null,
    to: { status: 'included' },
  };
  writeFileSync(join(folder, 'bo.jsonl'), `${JSON.stringify(line)}\n`);
  writeFileSync(join(folder, 'citers.json'), JSON.stringify({ total: 117, items: [citer('2405.00002', JUDGED)] }));
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  for (const server of servers) await server.close();
});

/** Runs a line of shell to its end; the servers go on answering meanwhile. */
function shell(line: string): Promise<{ status: number | null; stdout: string; stderr: string }> {
  return new Promise((resolve) => {
    const child = spawn('sh', ['-c', line], { cwd: folder, env, stdio: ['ignore', 'pipe', 'pipe'] });
    const said = { stdout: '', stderr: '' };
    for (const name of ['stdout', 'stderr'] as const) child[name].on('data', (part) => (said[name] += String(part)));
    child.on('close', (status) => resolve({ status, ...said }));
  });
}

describe('the README', () => {
  it('gives the two commands', () => {
    expect(commands).toContain('npm ci && npm start');
    expect(commands).toContain('npm ci && npm test');
    expect(PACKAGE.scripts).toMatchObject({ start: expect.any(String), test: expect.any(String) });
  });

  it.each(commands.filter((command) => command.startsWith('pith-tui ')))('%s', async (command) => {
    const program = `"${process.execPath}" "${join(ROOT, 'dist/pith-tui.js')}"`;
    const { status, stderr, stdout } = await shell(command.replace(/^pith-tui/u, program));
    expect({ status, stderr }).toMatchObject({ status: 0 });
    const file = / -o (\S+)/u.exec(command)?.[1];
    if (file === undefined) expect(stdout.length + stderr.length).toBeGreaterThan(0);
    else if (statSync(join(folder, file)).isDirectory()) expect(readdirSync(join(folder, file))).not.toEqual([]);
    else expect(readFileSync(join(folder, file), 'utf8')).not.toBe('');
  });

  it('names every command but the default one, which has no name there', () => {
    for (const name of COMMAND_NAMES) if (name !== 'open') expect(README).toContain(`pith-tui ${name}`);
  });

  it('names every field of the query language', () => {
    for (const field of FIELDS) expect(README).toContain(`${field.name}:`);
  });

  it('names keys that the key table has', () => {
    const table = README.slice(README.indexOf('## Keys'), README.indexOf('## The query'));
    const named = [...table.matchAll(/^\| (.+?) \|/gmu)].flatMap((row) =>
      [...row[1]!.matchAll(/`([^`]+)`/gu)].map((key) => key[1]!),
    );
    const names: Record<string, string> = {
      // In a table a bar has a stroke before it.
      '\\|': '|',
      Space: 'space',
      Enter: 'enter',
      Esc: 'escape',
      Tab: 'tab',
      'Shift-Tab': 'shift-tab',
      Backspace: 'backspace',
      PgDn: 'pagedown',
      PgUp: 'pageup',
      '↓': 'down',
      '↑': 'up',
    };
    expect(named.length).toBeGreaterThan(25);
    for (const label of named) {
      if (label === '10j') continue;
      const key = names[label] ?? (label.startsWith('Ctrl-') ? `ctrl-${label.slice(5).toLowerCase()}` : label);
      expect(bindingFor('list', key), label).toBeDefined();
    }
  });

  it('links to files that are there', () => {
    const links = [...README.matchAll(/\]\(([^)#:]+)\)/gu)].map((link) => link[1]!);
    expect(links.length).toBeGreaterThan(2);
    for (const link of links) expect(existsSync(join(ROOT, link)), link).toBe(true);
  });
});
