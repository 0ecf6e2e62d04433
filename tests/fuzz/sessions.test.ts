/**
 * Sessions of random keys, mouse, pastes and resizes in a real terminal, on a library whose texts would work the terminal if they
 * came there as they are: 4 of 30 steps, with PITH_TUI_TESTS=all 100 of 300.
 */
import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SERVICE_NAMES } from '../../src/hub/services.js';
import { examine } from '../../src/library/checking/whole.js';
import { closeLibrary } from '../../src/library/library.js';
import { openLibrary } from '../../src/library/open.js';
import { BINDINGS } from '../../src/tui/keymap.js';
import { between, type Chance, chanceOf, pick, weighted } from '../bench/random.js';
import { open, type Program } from '../e2e/harness/program.js';
import { asSeen } from '../e2e/harness/screen.js';
import { comeThrough, POISON, poisonedLibrary } from '../poisoned-library.js';
import { seeds } from '../seeds.js';

const SESSIONS = seeds(4, 100);
const STEPS = seeds(30, 300).length;
/** Steps from one comparison with a fresh paint to the next. */
const BETWEEN_PAINTS = 10;
const MOST_KIB = 500_000;

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
        `\x1b[<${pick(chance, [1, 2, 32, 35, 64, 65, 128])};${between(chance, 0, 400)};${between(chance, 0, 120)}${pick(chance, ['M', 'm'])}`,
      ),
    2,
  ],
  [(chance, t) => point(chance, t), 6],
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

/** Presses, double presses and turns of the wheel where something is: not where the program is ended, or a service asked. */
async function point(chance: Chance, t: Program): Promise<void> {
  const lines = await t.still(50);
  const shown = lines.join('\n');
  // The last line has the keys, the help and the palette all commands, among them those that end the program or ask a service.
  if (/^ Keys {2}for: |─ Find ─|asks|Fetch/mu.test(shown)) return;
  const cells = t.cells();
  const y = between(chance, 0, Math.max(0, cells.length - 3));
  const x = between(chance, 0, Math.max(0, cells[0]!.length - 1));
  if (chance() < 0.3) t.type(`\x1b[<${pick(chance, [64, 65])};${x + 1};${y + 1}M`.repeat(between(chance, 1, 20)));
  else t.click(x, y, pick(chance, [1, 1, 1, 2, 3]));
}

async function step(chance: Chance, t: Program): Promise<void> {
  if (chance() < 0.75) {
    await HARMLESS(chance)(chance, t);
    return;
  }
  const key = pick(chance, ['enter', '/', 'escape', 'escape']);
  const lines = await t.still(50);
  // Too small, it shows a sentence in place of what the keys would work on.
  const shown = lines.length >= 10 && t.cells()[0]!.length >= 40;
  const fetches = /^ Keys {2}for: |─ Find ─/mu.test(lines.join('\n'));
  const names = /Export|overwrite/u.test(lines.join('\n'));
  if ((key === 'enter' && (fetches || !shown)) || (key === '/' && (names || !shown))) return;
  await t.press(key);
}

/** What the screen shows is what it would show if all of it were drawn now: a program that is continued draws all. */
async function paintsFresh(t: Program): Promise<void> {
  await t.still(150);
  const before = { lines: t.screen(), cells: asSeen(t.cells()), cursor: t.cursor() };
  t.mark();
  t.kill('SIGCONT');
  await t.until(() => t.raw().includes('\x1b[?1049h'));
  const lines = await t.still(150);
  // A while after digits the keys that take a number are shown by themselves: that is another screen than before.
  const isExplained = (shown: readonly string[]): boolean => /, then a key ─/u.test(shown.join('\n'));
  if (isExplained(lines) && !isExplained(before.lines)) {
    await paintsFresh(t);
    return;
  }
  expect(lines.map((line) => line.trimEnd())).toEqual(before.lines.map((line) => line.trimEnd()));
  expect(asSeen(t.cells())).toEqual(before.cells);
  expect(t.cursor().visible).toBe(before.cursor.visible);
  if (before.cursor.visible) expect(t.cursor()).toEqual(before.cursor);
}

function bringsNothingOfTheData(t: Program): void {
  const raw = t.raw();
  expect(comeThrough(raw)).toEqual([]);
  expect(raw).not.toMatch(/\n\s+at |Something went wrong|undefined|\bNaN\b/u);
}

/** The most memory a process has had, where the system tells it. */
function mostKib(pid: number): number {
  const file = `/proc/${pid}/status`;
  return existsSync(file) ? Number(/^VmHWM:\s*(\d+)/mu.exec(readFileSync(file, 'utf8'))?.[1] ?? 0) : 0;
}

describe('a session of random input', () => {
  it.each(SESSIONS)('leaves screen, terminal and library as they should be (seed %i)', async (seed) => {
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
    expect([t.altScreen(), t.bracketedPaste(), t.cursor().visible, t.mouse()]).toEqual([
      false,
      false,
      true,
      { tracking: 'none', focus: false },
    ]);
    const lib = openLibrary(library);
    expect(examine(lib).damage).toEqual([]);
    closeLibrary(lib);
    rmSync(library);
  });
});
