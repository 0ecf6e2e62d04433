/**
 * Sessions of random keys, mouse reports, pastes and resizes in a real terminal, on a library whose texts would work the
 * terminal if they came there as they are: 4, with PITH_TUI_TESTS=all 200.
 */
import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SERVICE_NAMES } from '../../src/hub/services.js';
import { rebuildDerived } from '../../src/library/derived/derive.js';
import { examine } from '../../src/library/integrity-check.js';
import { closeLibrary } from '../../src/library/library.js';
import { openLibrary } from '../../src/library/open.js';
import { importRecords } from '../../src/library/write/import-records.js';
import { BINDINGS } from '../../src/tui/keymap.js';
import { between, type Chance, chanceOf, pick, weighted } from '../bench/random.js';
import { open, type Program } from '../e2e/harness/program.js';
import type { Cell } from '../e2e/harness/screen.js';
import { arxiv, cites, role, work } from '../library/support.js';
import { seeds } from '../seeds.js';

const STEPS = 30;
/** Steps from one comparison with a fresh paint to the next. */
const BETWEEN_PAINTS = 10;
const MOST_KIB = 500_000;

/** A title set, colours, a link, a device control string, an 8-bit sequence, writing turned round. */
const POISON = ['\x1b]0;owned\x07', '\x1b[31;7m', '\x1b]8;;owned:\x1b\\', '\x1bPowned\x1b\\', '\x9b777m', '\u202e'];
/** As they, or their beginnings, would come to the terminal. */
const COME_THROUGH = ['\x1b]0;', '\x1b[31;7m', '\x1b]8;', '\x1bP', '\x9b', '\u202e'];

const SIZES = [
  [2, 1],
  [20, 5],
  [39, 9],
  [40, 10],
  [80, 24],
  [100, 30],
  [120, 36],
  [149, 60],
  [300, 100],
] as const;

/**
 * Enter and a slash are pressed only where the screen shows that they fetch nothing and name no folder; the rest of those left
 * out ask a service, stop the program or end it.
 */
const KEYS = [...new Set(BINDINGS.flatMap(({ keys }) => keys))].filter(
  (key) => !['enter', '/', 'F', 'ctrl-z', 'ctrl-c', 'q'].includes(key),
);
const WORDS = ['sheep', 'part 12', 'role:method', '-year:2020..', '"', '(', 'ü强👩‍👩‍👧', '99999', 'zzzz', 'e\u0301'];

let folder = '';

/** A hub with more citing papers than fit a screen; then another program writes into all its texts. */
async function poisonedLibrary(file: string): Promise<void> {
  const lib = openLibrary(file);
  const labels = ['method', 'background', 'dataset', 'other'];
  const citing = Array.from({ length: 80 }, (_, at) => at + 1);
  await importRecords(
    lib,
    [
      work(0, {
        title: 'Counting Sheep at Scale',
        authors: [{ name: 'Ada Shepherd' }],
        date: '2020',
        abstract: 'We count.',
      }),
      {
        type: 'hub',
        work: arxiv(0),
        source: 'pith',
        total: 90,
        tier: 'super hub',
        roles: [{ label: 'method', count: 9 }],
      },
      { type: 'claim', work: arxiv(0), kind: 'abstract', text: 'Sheep can be counted.' },
      ...citing.flatMap((n) => [
        work(n, {
          title: `On counting 羊 sheep, part ${n}`,
          authors: [{ name: 'Bo Ram' }],
          date: `20${10 + (n % 10)}-0${1 + (n % 9)}`,
          venue: 'Journal of Wool',
          category: 'cs.CL',
          abstract: `Part ${n} counts on. `.repeat(n),
        }),
        cites(n, 0, [role('pith', '2026-01-01', labels[n % 4]!)], {
          contexts: [{ text: `Sheep follow [${n}].`, section: 'Method' }],
        }),
        {
          type: 'review' as const,
          work: arxiv(n),
          source: 'pith',
          verdict: n % 2 === 0 ? 'accept' : 'reject',
          novelty: n % 10,
          summary: 'Counts.',
        },
      ]),
    ],
    { source: 'pith', from: 'a test' },
  );
  const poison = POISON.join('');
  const texts = {
    works: ['title', 'venue', 'category'],
    texts: ['summary', 'abstract'],
    authors: ['name'],
    contexts: ['text', 'section'],
    claims: ['text'],
    reviews: ['verdict'],
  };
  for (const [table, columns] of Object.entries(texts))
    for (const column of columns)
      lib.db
        .prepare(`UPDATE ${table} SET ${column} = substr(${column}, 1, 5) || ? || substr(${column}, 6)`)
        .run(poison);
  const inJson = JSON.stringify(poison).slice(1, -1);
  lib.db.prepare("UPDATE hubs SET printed = replace(printed, 'super', 'super' || ?)").run(inJson);
  lib.db.prepare("UPDATE judgements SET labels = replace(labels, 'o', 'o' || ?)").run(inJson);
  rebuildDerived(lib);
  closeLibrary(lib);
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'pith-tui-sessions-'));
  await poisonedLibrary(join(folder, 'poisoned.sqlite'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const HARMLESS = weighted<(chance: Chance, t: Program) => unknown>([
  [async (chance, t) => t.press(...Array.from({ length: between(chance, 1, 8) }, () => pick(chance, KEYS))), 12],
  [(chance, t) => t.type(pick(chance, WORDS)), 4],
  [
    (chance, t) =>
      t.paste(`${pick(chance, WORDS)}${pick(chance, POISON)}${pick(chance, ['', '\n', 'x'.repeat(5000)])}`),
    2,
  ],
  [
    (chance, t) =>
      t.type(
        `\x1b[<${pick(chance, [0, 1, 2, 32, 35, 64, 65, 128])};${between(chance, 0, 400)};${between(chance, 0, 120)}${pick(chance, ['M', 'm'])}`,
      ),
    2,
  ],
  // Focus, answers of the terminal, what no one knows, and beginnings of all these.
  [
    (chance, t) =>
      t.type(
        pick(chance, [
          '\x1b[I',
          '\x1b[O',
          '\x1b[?62;4c',
          '\x1b[3;9R',
          '\x1b[999z',
          '\x1b[200~',
          '\x1b]11;rgb',
          '\x1b[',
          '\x1bO',
          '\x1b',
          '\0',
          '\x80',
          '\x1bé',
        ]),
      ),
    2,
  ],
  [(chance, t) => t.resize(...(pick(chance, SIZES) as [number, number])), 3],
]);

async function step(chance: Chance, t: Program): Promise<void> {
  if (chance() < 0.75) {
    await HARMLESS(chance)(chance, t);
    return;
  }
  const key = pick(chance, ['enter', '/', 'escape', 'escape']);
  const lines = await t.still(50);
  // Too small, it shows a sentence in place of what the keys would work on.
  const shown = lines.length >= 10 && t.cells()[0]!.length >= 40;
  const fetches = /^ Keys {2}for: /u.test(lines[0]!);
  const names = /Export|overwrite/u.test(lines.join('\n'));
  if ((key === 'enter' && (fetches || !shown)) || (key === '/' && (names || !shown))) return;
  await t.press(key);
}

/** Of a blank only what is behind and below it is to be seen: it is painted in the style of what stands before it. */
function asSeen(cells: Cell[][]): Cell[][] {
  return cells.map((line) =>
    line.map((cell) =>
      cell.char.trim() !== '' || cell.inverse || cell.underline
        ? cell
        : { ...cell, fg: 'default', bold: false, dim: false, italic: false },
    ),
  );
}

/** What the screen shows is what it would show if all of it were drawn now: a program that is continued draws all. */
async function paintsFresh(t: Program): Promise<void> {
  await t.still(150);
  const before = { lines: t.screen(), cells: asSeen(t.cells()), cursor: t.cursor() };
  t.mark();
  t.kill('SIGCONT');
  await t.until(() => t.raw().includes('\x1b[?1049h'));
  const lines = await t.still(150);
  expect(lines.map((line) => line.trimEnd())).toEqual(before.lines.map((line) => line.trimEnd()));
  expect(asSeen(t.cells())).toEqual(before.cells);
  expect(t.cursor().visible).toBe(before.cursor.visible);
  if (before.cursor.visible) expect(t.cursor()).toEqual(before.cursor);
}

function bringsNothingOfTheData(t: Program): void {
  const raw = t.raw();
  const around = (sequence: string): string | undefined => {
    const at = raw.indexOf(sequence);
    return at < 0 ? undefined : raw.slice(Math.max(0, at - 80), at + 40);
  };
  expect(COME_THROUGH.map(around).filter((found) => found !== undefined)).toEqual([]);
  expect(raw).not.toMatch(/\n\s+at |Something went wrong|undefined|\bNaN\b/u);
}

/** The most memory a process has had, where the system tells it. */
function mostKib(pid: number): number {
  const file = `/proc/${pid}/status`;
  return existsSync(file) ? Number(/^VmHWM:\s*(\d+)/mu.exec(readFileSync(file, 'utf8'))?.[1] ?? 0) : 0;
}

describe('a session of random input', () => {
  it.each(seeds(4, 200))('leaves screen, terminal and library as they should be (seed %i)', async (seed) => {
    const chance = chanceOf(seed);
    const library = join(folder, `session-${seed}.sqlite`);
    copyFileSync(join(folder, 'poisoned.sqlite'), library);
    const home = mkdtempSync(join(folder, 'work-'));
    // Nothing listens there.
    const bases = SERVICE_NAMES.map((name) => [
      `PITH_TUI_${name.replaceAll('-', '_').toUpperCase()}_BASE`,
      'http://127.0.0.1:9',
    ]);
    const t = await open([], {
      library,
      cwd: home,
      env: { ...Object.fromEntries(bases), PATH: home },
      size: pick(chance, [SIZES[4], SIZES[5], SIZES[6], SIZES[7]]),
    });
    await t.until('Hubs in this library');
    await t.press('enter');
    await t.until('80 of 80');
    for (let number = 1; number <= STEPS; number += 1) {
      await step(chance, t);
      bringsNothingOfTheData(t);
      if (number % BETWEEN_PAINTS === 0) await paintsFresh(t);
    }
    expect(mostKib(t.pid)).toBeLessThan(MOST_KIB);
    await t.still(50);
    await t.press('ctrl-c');
    expect([0, 130]).toContain((await t.exit()).code);
    bringsNothingOfTheData(t);
    expect([t.altScreen(), t.bracketedPaste(), t.cursor().visible]).toEqual([false, false, true]);
    const lib = openLibrary(library);
    expect(examine(lib).damage).toEqual([]);
    closeLibrary(lib);
    rmSync(library);
  });
});
