/** Every command of the README does what it says. */
import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FIELDS } from '../src/query/fields.js';
import { bindingFor } from '../src/tui/keymap.js';

const ROOT = fileURLToPath(new URL('../', import.meta.url));
const README = readFileSync(join(ROOT, 'README.md'), 'utf8');
const PACKAGE = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { scripts: Record<string, string> };

/** The lines of the shell blocks. */
const commands = [...README.matchAll(/^```sh\n([\s\S]*?)^```/gmu)].flatMap((block) => block[1]!.trim().split('\n'));

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'pith-tui-readme-'));
  copyFileSync(join(ROOT, 'tests/fixtures/pith/hub.html'), join(folder, 'hub-page.html'));
  const body = {
    offset: 0,
    data: [
      {
        contexts: [],
        intents: ['methodology'],
        isInfluential: true,
        citingPaper: {
          paperId: 'a'.repeat(40),
          title: 'A Paper That Cites',
          year: 2024,
          authors: [{ name: 'Ann Writer' }],
        },
      },
    ],
  };
  writeFileSync(join(folder, 'citations.json.gz'), gzipSync(JSON.stringify(body)));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the README', () => {
  it('gives the two commands', () => {
    expect(commands).toContain('npm ci && npm start');
    expect(commands).toContain('npm ci && npm test');
    expect(PACKAGE.scripts).toMatchObject({ start: expect.any(String), test: expect.any(String) });
  });

  it.each(commands.filter((command) => command.startsWith('pith-tui ')))('%s', (command) => {
    const program = `"${process.execPath}" "${join(ROOT, 'dist/pith-tui.js')}"`;
    const env = { ...process.env, XDG_DATA_HOME: join(folder, 'data'), HOME: folder };
    const line = command.replace(/^pith-tui/u, program);
    const { status, stderr, stdout } = spawnSync('sh', ['-c', line], { cwd: folder, env, encoding: 'utf8' });
    expect({ status, stderr }).toMatchObject({ status: 0 });
    const file = / -o (\S+)/u.exec(command)?.[1];
    if (file === undefined) expect(stdout.length + stderr.length).toBeGreaterThan(0);
    else expect(readFileSync(join(folder, file), 'utf8')).not.toBe('');
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
      Space: 'space',
      Enter: 'enter',
      Esc: 'escape',
      Tab: 'tab',
      'Shift-Tab': 'shift-tab',
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
