/** One library with the bundled hubs for all end-to-end tests of a file; each test works on a copy. */
import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, inject } from 'vitest';
import { SERVICE_NAMES } from '../../src/hub/services.js';
import { type OpenOptions, open, type Program, ROOT } from './harness/program.js';

let folder = '';
/** Stands in for every service: it knows no paper, and of the long hub it does not even say that. */
const service = createServer((request, response) => {
  if (request.url?.includes(LONG_HUB)) return;
  response.writeHead(404, { 'content-type': 'application/json' }).end('{"error":"Paper not found"}');
});

/** A hub whose citing papers have more to read than a screen holds. */
export const LONG_HUB = '2001.00001';

function longHub(): string {
  const hub = `arxiv:${LONG_HUB}`;
  const citing = ['arxiv:2101.00001', 'arxiv:2101.00002', 'arxiv:2101.00003'];
  const contexts = Array.from({ length: 60 }, (_, at) => ({
    text: `Sentence ${at + 1} leans on Writer et al. (2020).`,
  }));
  const records = [
    { format: 'pith-tui-hub', version: 1 },
    { type: 'work', ids: [hub], title: 'A Hub for Trying Things', authors: [{ name: 'Ann Writer' }], date: '2020' },
    ...citing.map((ref, at) => ({ type: 'work', ids: [ref], title: `Reader number ${at + 1}`, date: `202${at + 1}` })),
    { type: 'claim', work: hub, kind: 'abstract', text: 'Trying leads to things.' },
    { type: 'hub', work: hub, source: 'test', total: citing.length },
    ...citing.map((ref, at) => ({
      type: 'citation',
      citing: ref,
      cited: hub,
      contexts,
      influential: at === 2,
      judgements: [{ axis: 'role', labels: [at === 0 ? 'method' : 'background'], judge: 'test', at: '2026-01-01' }],
    })),
  ];
  return records.map((record) => `${JSON.stringify(record)}\n`).join('');
}

beforeAll(async () => {
  await new Promise<void>((done) => service.listen(0, '127.0.0.1', done));
  folder = mkdtempSync(join(tmpdir(), 'pith-tui-e2e-'));
  const library = join(folder, 'bundled.sqlite');
  copyFileSync(inject('bundledLibrary'), library);
  const long = join(folder, 'long.jsonl');
  writeFileSync(long, longHub());
  const program = join(ROOT, 'dist/pith-tui.js');
  execFileSync(process.execPath, [program, 'import', long, '--library', library], { stdio: 'ignore' });
});
afterAll(() => {
  service.close();
  service.closeAllConnections();
  rmSync(folder, { recursive: true, force: true });
});

/** An editor that adds some words to the text and ends. */
const EDITOR = `sed -i 's/$/ in the editor/'`;

let copies = 0;

/** Opens the program on a library of its own that holds the bundled hubs. */
export function explore(args: readonly string[], options: OpenOptions = {}): Promise<Program> {
  const library = join(folder, `copy-${++copies}.sqlite`);
  copyFileSync(join(folder, 'bundled.sqlite'), library);
  const { port } = service.address() as AddressInfo;
  const bases = Object.fromEntries(
    SERVICE_NAMES.map((name) => [
      `PITH_TUI_${name.replaceAll('-', '_').toUpperCase()}_BASE`,
      `http://127.0.0.1:${port}`,
    ]),
  );
  return open(args, { library, ...options, env: { ...bases, VISUAL: EDITOR, ...options.env } });
}
