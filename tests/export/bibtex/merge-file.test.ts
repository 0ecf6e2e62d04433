/** Merging papers into a file on the disk: locks, links, interruptions. */
import { type ChildProcess, spawn } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { mergeIntoFile } from '../../../src/export/bibtex/merge-file.js';
import type { CslItem } from '../../../src/export/csl.js';
import { FileLockedError, withLock } from '../../../src/files/lock.js';
import { random } from '../generate.js';
import { entriesOf } from './entries-of.js';

let folder: string;
let program: string;
let file: string;
beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'pith-tui-merge-'));
  program = path.join(folder, 'program.mjs');
  await build({
    entryPoints: [fileURLToPath(new URL('merging-program.ts', import.meta.url))],
    outfile: program,
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'esnext',
  });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));
beforeEach(() => {
  file = path.join(mkdtempSync(path.join(folder, 'x')), 'refs.bib');
});

/** Programs that are killed, each once it has added some tens of papers at most. */
const KILLS = 8;

const paper = (title: string): CslItem => ({ id: title, type: 'article', title, issued: { 'date-parts': [[2020]] } });
const titles = (): string[] => entriesOf(readFileSync(file, 'latin1')).map(({ fields }) => fields.get('title')!);
const start = (name: string, count: number): ChildProcess =>
  spawn(process.execPath, [program, file, name, String(count)], { stdio: ['ignore', 'pipe', 'inherit'] });
const ended = (child: ChildProcess): Promise<number | null> => new Promise((resolve) => child.once('exit', resolve));

describe('merging into a file', () => {
  it('makes it where there is none, and adds to it where there is', () => {
    expect(mergeIntoFile(file, [paper('One')])).toMatchObject({ ok: true, changed: true });
    expect(mergeIntoFile(file, [paper('Two')])).toMatchObject({ ok: true, changed: true });
    expect(titles()).toEqual(['One', 'Two']);
    expect(readdirSync(path.dirname(file))).toEqual(['refs.bib']);
  });
  it('writes nothing where nothing is new, in a dry run, or where the file cannot be read', () => {
    writeFileSync(file, '@misc{a, title = {One}, year = 2020}\n');
    const { mtimeMs, ino } = statSync(file);
    expect(mergeIntoFile(file, [paper('One')])).toMatchObject({ changed: false });
    expect(mergeIntoFile(file, [paper('Two')], { dryRun: true })).toMatchObject({ changed: true });
    expect(statSync(file)).toMatchObject({ mtimeMs, ino });
    writeFileSync(file, '@misc{a, title = {One}');
    expect(mergeIntoFile(file, [paper('Two')])).toMatchObject({ ok: false, line: 1 });
    expect(readFileSync(file, 'utf8')).toBe('@misc{a, title = {One}');
  });
  it('reads no file that would fill the memory', () => {
    writeFileSync(file, '');
    truncateSync(file, 64_000_001);
    expect(mergeIntoFile(file, [paper('Two')])).toMatchObject({
      ok: false,
      message: 'the file is larger than the 64 MB that can be read as one piece',
    });
    expect(statSync(file).size).toBe(64_000_001);
  });
  it('keeps its permissions and writes through a link', () => {
    writeFileSync(file, '');
    chmodSync(file, 0o640);
    const link = path.join(path.dirname(file), 'link.bib');
    symlinkSync('refs.bib', link);
    mergeIntoFile(link, [paper('One')]);
    expect(lstatSync(link).isSymbolicLink()).toBe(true);
    expect(statSync(file).mode & 0o777).toBe(0o640);
    expect(titles()).toEqual(['One']);
  });
});

describe('the lock', () => {
  const lock = (): string => path.join(path.dirname(file), '.refs.bib.lock');
  it('keeps others out, and is gone afterwards', () => {
    withLock(file, () => {
      expect(() => withLock(file, () => {}, 50)).toThrow(FileLockedError);
      expect(existsSync(lock())).toBe(true);
    });
    expect(readdirSync(path.dirname(file))).toEqual([]);
    expect(() =>
      withLock(file, () => {
        throw new Error('inside');
      }),
    ).toThrow('inside');
    expect(existsSync(lock())).toBe(false);
  });
  it('of a process that has ended is taken over, with what it left', async () => {
    const child = spawn(process.execPath, ['-e', '']);
    await ended(child);
    writeFileSync(lock(), `${child.pid} ${hostname()} 1-0`);
    writeFileSync(path.join(path.dirname(file), `.refs.bib.${child.pid}.part`), 'half');
    expect(withLock(file, (isHeld) => isHeld(), 1_000)).toBe(true);
    expect(readdirSync(path.dirname(file))).toEqual([]);
  });
  it('of another machine is waited for', () => {
    writeFileSync(lock(), '1 elsewhere 1-0');
    expect(() => withLock(file, () => {}, 50)).toThrow(FileLockedError);
  });
});

describe('several programs at once', () => {
  it('lose no entry', async () => {
    const names = ['a', 'b', 'c', 'd'];
    expect(await Promise.all(names.map((name) => ended(start(name, 12))))).toEqual([0, 0, 0, 0]);
    expect(titles().sort()).toEqual(
      names.flatMap((name) => Array.from({ length: 12 }, (_, i) => `Paper ${name} ${i}`)).sort(),
    );
    expect(readdirSync(path.dirname(file))).toEqual(['refs.bib']);
  });
  it('that are killed at any moment leave the file whole, with all they had said to be in it', async () => {
    const next = random(99);
    const head = `% ${'mine '.repeat(20_000)}\n`;
    writeFileSync(file, head);
    const said: string[] = [];
    for (let kill = 0; kill < KILLS; kill += 1) {
      const child = start(`k${kill}`, 1_000);
      const exit = ended(child);
      const enough = said.length + 1 + next() * 40;
      await new Promise<void>((resolve) => {
        child.stdout!.on('data', (data: Buffer) => {
          said.push(...data.toString().split('\n').filter(Boolean));
          // Anywhere in what it writes next.
          if (said.length >= enough) setTimeout(resolve, next() * 20);
        });
      });
      child.kill('SIGKILL');
      await exit;
      const text = readFileSync(file, 'utf8');
      expect(text.startsWith(head)).toBe(true);
      const inFile = new Set(titles());
      for (const title of said) expect(inFile.has(title), title).toBe(true);
    }
    mergeIntoFile(file, [paper('Last')]);
    expect(readdirSync(path.dirname(file))).toEqual(['refs.bib']);
  });
});
