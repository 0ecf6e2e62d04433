/** The thread that does tasks, as the build makes it: one for all of them, whatever becomes of one. */
import { existsSync, mkdtempSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { hubScreening } from '../../../src/hub/decisions/decision.js';
import { undoStack } from '../../../src/library/decisions/journal.js';
import { decisionsIn } from '../../../src/library/decisions/live.js';
import { closeLibrary, type Library } from '../../../src/library/library.js';
import type { WorkNumber } from '../../../src/library/model.js';
import { openLibrary } from '../../../src/library/open.js';
import type { Beside } from '../../../src/tui/tasks/thread.js';
import { arxiv, cites, id, load, work } from '../../library/support.js';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const PAPERS = 300;
let folder: string;
let inThreads: (file: string, who: string) => Beside;

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'pith-tui-thread-'));
  symlinkSync(path.join(ROOT, 'node_modules'), path.join(folder, 'node_modules'));
  const shared = { bundle: true, packages: 'external', platform: 'node', target: 'esnext' } as const;
  const source = (name: string): string => path.join(ROOT, 'src/tui/tasks', name);
  await build({
    ...shared,
    entryPoints: [source('thread.ts')],
    outfile: path.join(folder, 'thread.mjs'),
    format: 'esm',
  });
  await build({
    ...shared,
    entryPoints: [source('worker.ts')],
    outfile: path.join(folder, 'worker.cjs'),
    format: 'cjs',
  });
  ({ inThreads } = (await import(pathToFileURL(path.join(folder, 'thread.mjs')).href)) as {
    inThreads: typeof inThreads;
  });
});
afterAll(() => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }));

async function start(): Promise<{ lib: Library; hub: WorkNumber; papers: WorkNumber[]; beside: Beside }> {
  const lib = openLibrary(path.join(mkdtempSync(path.join(folder, 'x')), 'library.sqlite'));
  await load(lib, [work(0), ...Array.from({ length: PAPERS }, (_, at) => [work(at + 1), cites(at + 1, 0)]).flat()]);
  const papers = Array.from({ length: PAPERS }, (_, at) => id(lib, arxiv(at + 1)));
  return { lib, hub: id(lib, arxiv(0)), papers, beside: inThreads(lib.file, 'ada') };
}

it('does one task after the other, and hands on what each changed', async () => {
  const { lib, hub, papers, beside } = await start();
  const decided = await beside.run({ name: 'decide', args: [hub, papers, { status: 'included' }] }, null).result;
  expect(decided).toMatchObject({ result: PAPERS, steps: [expect.any(String)] });
  expect(decided.handed).toMatchObject([{ kind: 'decide', upTo: PAPERS, values: ['{"status":"included"}'], of: null }]);
  expect([...decided.handed[0]!.works]).toEqual(papers);
  const undone = await beside.run({ name: 'undo', args: [decided.steps, 'did'] }, null).result;
  expect(undone.result).toMatchObject({ left: 0, words: [expect.stringContaining('included')] });
  expect(undone.handed).toMatchObject([{ behind: PAPERS, upTo: 2 * PAPERS, values: [null] }]);
  expect(undoStack(lib, 'ada').redo).toEqual([undone.result.steps]);
  beside.end();
  closeLibrary(lib);
});

it('is ready before it is needed, goes on after a task that failed and one that was left, and sees what others wrote', async () => {
  const { lib, hub, papers, beside } = await start();
  beside.getReady();
  const gone = beside.run({ name: 'decide', args: [hub, [...papers], { status: 'maybe' }] }, null);
  gone.stop();
  await expect(gone.result).rejects.toThrow('Left.');
  expect(undoStack(lib, 'ada').undo).toEqual([]);
  await expect(beside.run({ name: 'undo', args: [['no-such-step'], 'did'] }, null).result).rejects.toThrow(
    'has no step no-such-step.',
  );
  // Written here, and found there.
  lib.sql("INSERT INTO steps(name, at, who) VALUES ('mine', '2026-01-01', 'ada')").run();
  const { result } = await beside.run({ name: 'undo', args: [['mine'], 'did'] }, null).result;
  expect(result).toEqual({ steps: [], left: 0, words: [''] });
  await beside.run({ name: 'decide', args: [hub, papers, { status: 'later' }] }, 'second').result;
  expect(decisionsIn(lib, 'review:second').values.size).toBe(PAPERS);
  expect(decisionsIn(lib, hubScreening(arxiv(0))).values.size).toBe(0);
  beside.end();
  closeLibrary(lib);
});

it('closes the library before the end, so that nothing lies beside the file, and begins anew when it is asked again', async () => {
  const { lib, hub, papers, beside } = await start();
  await beside.run({ name: 'star', args: [papers, true] }, null).result;
  beside.end();
  beside.end();
  const { result } = await beside.run({ name: 'star', args: [papers, false] }, null).result;
  expect(result).toBe(PAPERS);
  beside.end();
  closeLibrary(lib);
  expect(existsSync(`${lib.file}-wal`)).toBe(false);
  expect(hub).toBeGreaterThan(0);
});

it('tells at its end what was in the journal before it could be left, and nothing of what was left', async () => {
  const { lib, hub, papers, beside } = await start();
  void beside.run({ name: 'decide', args: [hub, papers, { status: 'included' }] }, null).result.catch(() => {});
  // Nothing is heard here meanwhile.
  const pause = (): unknown => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
  while (undoStack(lib, 'ada').undo.length === 0) pause();
  expect([beside.end()]).toEqual(undoStack(lib, 'ada').undo);
  const left = beside.run({ name: 'decide', args: [hub, papers, { status: 'maybe' }] }, null);
  left.stop();
  left.result.catch(() => {});
  expect(beside.end()).toEqual([]);
  expect(undoStack(lib, 'ada').undo).toHaveLength(1);
  closeLibrary(lib);
});

it('says what is wrong with the library when it is asked, and not before', async () => {
  const { lib, papers, beside } = await start();
  closeLibrary(lib);
  renameSync(lib.file, `${lib.file}.away`);
  symlinkSync('/dev/null', lib.file);
  beside.getReady();
  await expect(beside.run({ name: 'star', args: [papers, true] }, null).result).rejects.toThrow(
    /not a pith-tui library/u,
  );
  beside.end();
});
