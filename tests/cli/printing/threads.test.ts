/** Threads that print parts of a long answer, as the build makes them: byte for byte what one thread prints. */
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rowsOf } from '../../../src/cli/commands/list.js';
import { type RowForm, rowPrinter } from '../../../src/cli/printing/row-forms.js';
import type { PrintOrder } from '../../../src/cli/printing/threads.js';
import type { ExportWarning } from '../../../src/export/bibtex/entry.js';
import { cslItems } from '../../../src/export/csl-items.js';
import { FORMATS } from '../../../src/export/formats.js';
import { printed } from '../../../src/export/printed.js';
import { record } from '../../../src/library/decisions/journal.js';
import { ownScreening } from '../../../src/library/decisions/screening.js';
import { GoneError } from '../../../src/library/error.js';
import { closeLibrary, type Library } from '../../../src/library/library.js';
import type { WorkNumber } from '../../../src/library/model.js';
import { openLibrary } from '../../../src/library/open.js';
import type { Helping } from '../../../src/library/read/printing/printing.js';
import { runQuery } from '../../../src/library/search/view.js';
import { parseQuery } from '../../../src/query/parse.js';
import { arxiv, cites, id, load, role, work } from '../../library/support.js';
import { makeHome, ROOT } from '../run-program.js';

const COUNT = 4000;
let folder: string;
let threadsOn: typeof import('../../../src/cli/printing/threads.js').threadsOn;
let lib: Library;
let hub: WorkNumber;

async function bundle(into: string, withThread: boolean): Promise<typeof threadsOn> {
  symlinkSync(path.join(ROOT, 'node_modules'), path.join(into, 'node_modules'));
  const shared = { bundle: true, packages: 'external', platform: 'node', target: 'esnext' } as const;
  const source = (name: string): string => path.join(ROOT, 'src/cli/printing', name);
  const outfile = path.join(into, 'threads.mjs');
  await build({ ...shared, entryPoints: [source('threads.ts')], outfile, format: 'esm' });
  if (withThread)
    await build({
      ...shared,
      entryPoints: [source('thread.ts')],
      outfile: path.join(into, 'printing.cjs'),
      format: 'cjs',
    });
  return ((await import(pathToFileURL(outfile).href)) as { threadsOn: typeof threadsOn }).threadsOn;
}

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'pith-tui-printing-'));
  threadsOn = await bundle(folder, true);
  lib = openLibrary(path.join(folder, 'library.sqlite'));
  await load(lib, [
    work(0, { date: '2010' }),
    ...Array.from({ length: COUNT }, (_, at) => [
      work(at + 1, {
        title: `Title ${at % 97} “of” $x_{${at}}$, a <i>part</i>${at % 50 === 0 ? ' 中文' : ''}`,
        authors: [
          { name: `Anna B. Author${at % 300}` },
          { name: at % 3 === 0 ? 'Ludwig Van Beethoven' : 'Müller III' },
        ],
        ...(at % 4 !== 0 && { date: `${2000 + (at % 20)}-05` }),
        ...(at % 2 === 0 && { abstract: `Of ${at}.` }),
      }),
      cites(
        at + 1,
        0,
        at % 5 === 0 ? [role('pith', '2024-01-01', at % 10 === 0 ? 'method' : 'background')] : undefined,
      ),
    ]).flat(),
  ]);
  hub = id(lib, arxiv(0));
  const [kind, screening] = ['decide', ownScreening(lib, hub)] as const;
  record(
    lib,
    'ada',
    [3, 500, 3000].map((at) => ({
      kind,
      screening,
      work: id(lib, arxiv(at)),
      to: { status: 'excluded', reason: 'off-topic' },
    })),
  );
});
afterAll(() => {
  closeLibrary(lib);
  rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
});

/** Two threads that do all that they can be given: who gives waits until there is one, who takes until one is done. */
function busy(of: typeof threadsOn = threadsOn, library = lib) {
  const seen = { given: 0, failed: 0 };
  const help: Helping<PrintOrder> = (order, works, beside) => {
    const threads = of(library, { many: { rows: 1000, items: 1000 }, most: 2 })(order, works, beside);
    if (threads === undefined) return undefined;
    let open = 0;
    const again = <T>(ask: () => T, isThere: (found: T) => boolean): T => {
      for (let tries = 0; ; tries += 1) {
        const found = ask();
        if (isThere(found) || tries > 3000) return found;
        Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 10);
      }
    };
    const take = (): ReturnType<typeof threads.take> => {
      const found = again(threads.take, (answer) => answer !== undefined);
      if (found !== undefined) open -= 1;
      if (found !== undefined && found.texts === undefined) seen.failed += 1;
      return found;
    };
    return {
      ...threads,
      take: () => (open > 0 ? take() : undefined),
      give(...asked) {
        if (open > 1) return false;
        const give = (): boolean => threads.give(...asked);
        const isWaitedFor = open === 0 && seen.failed === 0;
        // Whether a thread is there is found by looking for what it says.
        const listenAndGive = (): boolean => {
          threads.take();
          return give();
        };
        const isGiven = isWaitedFor ? again(listenAndGive, Boolean) : give();
        if (isGiven) [open, seen.given] = [open + 1, seen.given + 1];
        return isGiven;
      },
    };
  };
  return { help, seen };
}

const textOf = (pieces: Iterable<unknown>): string => [...pieces].join('');

describe('what threads print', () => {
  it.each(FORMATS.map((format) => [format.name, format] as const))('is the same as %s', (name, format) => {
    const { works, total } = runQuery(lib, hub, { where: null, sort: { key: 'title', descending: false } });
    const papers = works(0, total);
    const keys = papers.map((one) => `key${one}`);
    const screening = ownScreening(lib, hub);
    const written = (help?: Helping<PrintOrder>): { text: string; warnings: ExportWarning[] } => {
      const warnings: ExportWarning[] = [];
      const items = cslItems(lib, hub, papers, screening, format.abstracts, help);
      const pieces = format.write(items, { keys, annotate: true, ascii: true }, (warning) => warnings.push(warning));
      return { text: textOf(pieces), warnings };
    };
    const alone = written();
    const { help, seen } = busy();
    expect(written(help)).toEqual(alone);
    // A reading list is gathered by roles.
    expect(seen.given).toBeGreaterThan(name === 'markdown' ? -1 : 2);
    expect(seen.failed).toBe(0);
  });

  it.each([
    ['', { form: 'tsv' }],
    ['role:method', { form: 'tsv' }],
    ['sort:title', { form: 'json' }],
    ['year:2005..2018 sort:-date', { form: 'jsonl' }],
    [
      'sort:citations',
      {
        form: 'plain',
        labels: { role: ['method', 'background'], polarity: [] },
        columns: [
          { id: 'role', min: 1, want: 1, priority: 1 },
          { id: 'title', min: 14, want: 20, max: 60, priority: 2 },
        ],
      },
    ],
  ] satisfies [string, RowForm][])('is the same as rows: %s %o', (line, form) => {
    const parsed = parseQuery(line);
    if (!parsed.ok) throw new Error(parsed.error.message);
    const view = runQuery(lib, hub, parsed.query);
    const more = (one: WorkNumber): string => `,"also":${one}`;
    const print = rowPrinter(form);
    const listed = (help?: Helping<PrintOrder>): string =>
      textOf(
        printed(
          rowsOf(lib, hub, view, Number.POSITIVE_INFINITY, help ?? (() => undefined)),
          (row, at, room) => print(room, row, at, more(row.work)),
          {
            order: form,
            beside: (_, one) => more(one),
          },
        ),
      );
    const { help, seen } = busy();
    expect(listed(help)).toBe(listed());
    expect(seen).toEqual({ given: line === 'role:method' ? 0 : seen.given, failed: 0 });
  });

  it('is here what it would have been where there is no thread', async () => {
    const elsewhere = mkdtempSync(path.join(folder, 'without'));
    const without = await bundle(elsewhere, false);
    expect(existsSync(path.join(elsewhere, 'printing.cjs'))).toBe(false);
    const view = runQuery(lib, hub, { where: null, sort: null });
    const listed = (help: Helping<PrintOrder>): string =>
      textOf(
        printed(
          rowsOf(lib, hub, view, Number.POSITIVE_INFINITY, help),
          (row, at, room) => room.put(`${at} ${row.id}\n`),
          {
            order: { form: 'tsv' },
          },
        ),
      );
    expect(listed(without(lib, { many: { rows: 1000, items: 1000 }, most: 1 }))).toBe(listed(() => undefined));
  });

  it('is printed here where none can be begun', () => {
    const help = threadsOn(lib, { many: { rows: 1, items: 1 }, most: 2 });
    // What cannot be handed to a thread has it refused at once, as by a system without room for one.
    const form = { form: 'tsv', refused: () => {} } as unknown as RowForm;
    expect(help({ kind: 'rows', hub, form }, COUNT, {})).toBeUndefined();
  });

  it('is of the library as it is when they read it, and what is gone is said as without them', async () => {
    const file = path.join(folder, 'changing.sqlite');
    lib.db.prepare('VACUUM INTO ?').run(file);
    const own = openLibrary(file);
    const other = openLibrary(file);
    const list = (help: Helping<PrintOrder>, meanwhile: () => void): string => {
      const view = runQuery(own, hub, { where: null, sort: { key: 'title', descending: false } });
      const rows = printed(
        rowsOf(own, hub, view, Number.POSITIVE_INFINITY, help),
        (row, _, room) => room.put(`${row.id} ${row.title}\n`),
        { order: { form: 'tsv' } },
      );
      let text = '';
      for (const piece of rows) {
        if (text === '') meanwhile();
        text += piece.toString().replace(/^(\S+)[ \t]([^\t\n]*).*$/gmu, '$1 $2');
      }
      return text;
    };
    const before = list(
      () => undefined,
      () => {},
    ).split('\n');
    const { help, seen } = busy(threadsOn, own);
    const after = list(help, () => {
      other.sql("UPDATE works SET title = 'Another' WHERE id % 2 = 0 AND title IS NOT NULL").run();
    }).split('\n');
    expect(seen.given).toBeGreaterThan(2);
    // In the order of when it was asked; what was read later is as it was then.
    expect(after.map((row) => row.split(' ')[0])).toEqual(before.map((row) => row.split(' ')[0]));
    expect(after.slice(0, 128)).toEqual(before.slice(0, 128));
    expect(after.slice(128).filter((row) => row.endsWith(' Another')).length).toBeGreaterThan(COUNT / 3);
    const gone = busy(threadsOn, own);
    expect(() =>
      list(gone.help, () => {
        other.db.exec('PRAGMA foreign_keys = OFF');
        other.sql('DELETE FROM works WHERE id % 2 = 0').run();
      }),
    ).toThrow(GoneError);
    expect(gone.seen.failed).toBeGreaterThan(0);
    closeLibrary(other);
    closeLibrary(own);
  });
});

describe('the program, of more papers than one thread prints,', () => {
  const MANY = 12_500;
  const home = makeHome();
  const list = ['export', arxiv(0), '--format', 'csl-lines'];
  beforeAll(async () => {
    mkdirSync(path.dirname(home.library), { recursive: true });
    const many = openLibrary(home.library);
    const papers = Array.from({ length: MANY }, (_, at) => [work(at + 1, { title: `Number ${at}` }), cites(at + 1, 0)]);
    await load(many, [work(0), ...papers.flat()]);
    closeLibrary(many);
  });
  afterAll(() => home.remove());

  it('has each in its order', async () => {
    const { code, stdout, stderr } = await home.run(...list);
    expect([code, stderr]).toEqual([0, '']);
    const titles = stdout
      .trim()
      .split('\n')
      .map((line) => (JSON.parse(line) as { title: string }).title);
    const listed = JSON.parse((await home.run('list', arxiv(0), '--json')).stdout) as { title: string }[];
    expect(titles).toHaveLength(MANY);
    expect(titles).toEqual(listed.map(({ title }) => title));
  });

  it('ends without a word when its reader leaves, and at once when it is to', async () => {
    const { stdout, stderr } = await home.shell(`$pith ${list.join(' ')} | head -1; echo "\${PIPESTATUS[0]}"`);
    expect(stdout).toMatch(/^\{.*\}\n0\n$/u);
    expect(stderr).toBe('');
    const child = home.start({}, ...list);
    child.stdout!.once('data', () => {
      child.stdout!.pause();
      child.kill('SIGINT');
    });
    const [, signal] = (await once(child, 'exit')) as [number | null, string | null];
    expect(signal).toBe('SIGINT');
  });
});
