/** Programs that decide in one library at once, and programs that are killed while they decide. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { hubScreening } from '../../../src/hub/decisions/decision.js';
import { examine } from '../../../src/library/checking/whole.js';
import { record } from '../../../src/library/decisions/journal.js';
import { journalLines } from '../../../src/library/decisions/lines.js';
import { decisionsIn } from '../../../src/library/decisions/live.js';
import { closeLibrary, type Library } from '../../../src/library/library.js';
import { openLibrary } from '../../../src/library/open.js';
import { seeds } from '../../seeds.js';
import { arxiv, cites, id, load, seeded, work } from '../support.js';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
let folder: string;
let program: string;
beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'pith-tui-deciding-'));
  program = path.join(folder, 'program.mjs');
  symlinkSync(path.join(ROOT, 'node_modules'), path.join(folder, 'node_modules'));
  await build({
    entryPoints: [fileURLToPath(new URL('deciding-program.ts', import.meta.url))],
    outfile: program,
    bundle: true,
    packages: 'external',
    format: 'esm',
    platform: 'node',
    target: 'esnext',
  });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function hub(): Promise<Library> {
  const lib = openLibrary(path.join(mkdtempSync(path.join(folder, 'x')), 'library.sqlite'));
  await load(lib, [work(0), ...Array.from({ length: 50 }, (_, i) => [work(i + 1), cites(i + 1, 0)]).flat()]);
  return lib;
}

interface Deciding {
  child: ChildProcess;
  /** What it said, line by line, and what it complained of. */
  said: string[];
  complained: () => string;
  ended: Promise<number | null>;
}

/** @param onLine is told how many lines there are whenever one comes */
function start(lib: Library, who: string, count: number, onLine: (lines: number) => void = () => undefined): Deciding {
  const child = spawn(process.execPath, [program, lib.file, who, String(count)], { stdio: ['ignore', 'pipe', 'pipe'] });
  const said: string[] = [];
  let rest = '';
  let complaint = '';
  child.stdout.on('data', (piece: Buffer) => {
    const lines = (rest + piece.toString()).split('\n');
    rest = lines.pop()!;
    for (const line of lines) onLine(said.push(line));
  });
  child.stderr.on('data', (piece: Buffer) => (complaint += piece.toString()));
  return { child, said, complained: () => complaint, ended: new Promise((resolve) => child.once('close', resolve)) };
}

const stepsIn = (lib: Library): Set<string> => new Set([...journalLines(lib)].map(({ step }) => step));

it('two programs make 2,000 decisions each in one library, and none is lost', async () => {
  const lib = await hub();
  const both = [start(lib, 'ada', 2_000), start(lib, 'ben', 2_000)];
  for (const { ended, complained } of both) {
    expect(await ended, complained()).toBe(0);
    expect(complained()).toBe('');
  }
  const lines = [...journalLines(lib)];
  expect(lines).toHaveLength(4_000);
  const steps = stepsIn(lib);
  for (const { said } of both) {
    expect(said).toHaveLength(2_001);
    for (const step of said.slice(0, -1)) expect(steps).toContain(step);
  }
  // This program, which looked on, knows what both did; each line came over the one that stood.
  expect(decisionsIn(lib, hubScreening(arxiv(0))).values.size).toBe(50);
  expect(lib.db.prepare('SELECT count(*) FROM standing').pluck().get()).toBe(50);
  expect(lines.filter(({ over = [] }) => over.length === 0)).toHaveLength(50);
  expect(examine(lib).damage).toEqual([]);
  closeLibrary(lib);
});

it.each(seeds(4, 100))('a program that is killed keeps every decision it said it kept (%i)', async (seed) => {
  const lib = await hub();
  const random = seeded(seed);
  const last = 1 + Math.floor(random() * 300);
  const deciding: Deciding = start(lib, 'ada', 1_000_000, (lines) => {
    if (lines === last) setTimeout(() => deciding.child.kill('SIGKILL'), Math.floor(random() * 10));
  });
  expect(await deciding.ended).toBeNull();
  const steps = stepsIn(lib);
  expect(deciding.said.length).toBeGreaterThanOrEqual(last);
  for (const step of deciding.said) expect(steps).toContain(step);
  // What was being written is there whole or not at all, and deciding goes on.
  expect(steps.size).toBeLessThanOrEqual(deciding.said.length + 1);
  expect(examine(lib).damage).toEqual([]);
  const one = { kind: 'star', work: id(lib, arxiv(1)), to: true } as const;
  expect(record(lib, 'ada', [one])).toMatchObject({ changed: 1 });
  closeLibrary(lib);
});
