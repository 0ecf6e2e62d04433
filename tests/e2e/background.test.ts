/** The screen on light and on dark terminals. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { HUES_OF_256 } from '../../src/text/look/palettes.js';
import type { Program } from './harness/program.js';
import { asSeen } from './harness/screen.js';
import { explore } from './library.js';

const HUB = '1911.11134';
const WHITE = '\x1b]11;rgb:ffff/ffff/ffff\x1b\\';
const BLACK = '\x1b]11;rgb:0000/0000/0000\x1b\\';
const QUESTION = ']11;?';

const coloursOf = (t: Program): Set<unknown> => new Set(asSeen(t.cells()).flatMap((row) => row.map((cell) => cell.fg)));
const hues = (background: 'dark' | 'light'): Set<unknown> =>
  new Set(['default', ...Object.values(HUES_OF_256[background])]);
const sixteen = (t: Program): boolean => [...coloursOf(t)].every((one) => one === 'default' || Number(one) < 16);

/** Where the cursor of the list stands. */
const FIRST_ROW = 5;
const rowOf = (lines: string[]): number => lines.findIndex((line, at) => at >= FIRST_ROW && line.includes('▸'));

/** A folder for settings with these files in it. */
function config(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'pith-tui-theme-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  mkdirSync(join(folder, 'pith-tui'));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, 'pith-tui', name), text);
  return folder;
}

/** The program waits 50 ms for an answer; on a machine that is busier than that it rightly goes on without, and is started again. */
const ONCE_IN_TIME = { retry: 20 };

it.each([
  ['light', WHITE],
  ['dark', BLACK],
] as const)('has the colours for a %s terminal, which was asked', ONCE_IN_TIME, async (background, answer) => {
  const t = await explore([HUB], { background: answer });
  await t.until('370 of 370');
  await t.still();
  const shown = coloursOf(t);
  expect(shown.size).toBeGreaterThan(4);
  expect([...shown].filter((one) => !hues(background).has(one))).toEqual([]);
  expect(t.screen().join('\n')).not.toContain('rgb:');
});

it('hears the keys that are typed while the terminal answers', ONCE_IN_TIME, async () => {
  const t = await explore([HUB], { background: `jj${WHITE}j` });
  await t.until((lines) => rowOf(lines) === FIRST_ROW + 3);
  await t.press('j');
  await t.until((lines) => rowOf(lines) === FIRST_ROW + 4);
  expect(coloursOf(t)).toContain(HUES_OF_256.light.grey);
});

const LATE = { background: null };
const FOLLOW_ON = '\x1b[?2031h';
const FOLLOW_OFF = '\x1b[?2031l';
const DARK_NOW = '\x1b[?997;1n';
const LIGHT_NOW = '\x1b[?997;2n';

/** Waits until the screen has the colours for a background, and no others. */
const hasColoursFor = (t: Program, background: 'dark' | 'light') =>
  t.until(() => {
    const shown = coloursOf(t);
    return shown.has(HUES_OF_256[background].grey) && [...shown].every((one) => hues(background).has(one));
  });

it('goes on without an answer, and takes the colours of one that comes late, which types nothing', async () => {
  const t = await explore([HUB], LATE);
  await t.until('370 of 370');
  expect(sixteen(t)).toBe(true);
  // The line for who is new goes with the first key.
  const shown = async () => (await t.still()).slice(0, -1).map((line) => line.trimEnd());
  const before = await shown();
  t.type(WHITE);
  await hasColoursFor(t, 'light');
  t.type('\x1b[?62;22c');
  t.type('j');
  await t.until((lines) => rowOf(lines) === FIRST_ROW + 1);
  await t.press('k');
  await t.until((lines) => rowOf(lines) === FIRST_ROW);
  expect(await shown()).toEqual(before);
  await hasColoursFor(t, 'light');
});

it('writes what has another colour, and nothing else, where the answer comes late', async () => {
  const t = await explore([HUB], LATE);
  await t.until('370 of 370');
  await t.still();
  t.mark();
  t.type(WHITE);
  await hasColoursFor(t, 'light');
  expect(t.raw()).not.toContain('\x1b[2J');
  t.mark();
  t.type(`${WHITE}j`);
  await t.until((lines) => rowOf(lines) === FIRST_ROW + 1);
  // Two rows and the details, not the screen.
  expect(t.raw().length).toBeLessThan(3000);
});

it('changes its colours with those of a terminal that tells, until it ends', async () => {
  const t = await explore([HUB], LATE);
  await t.until('370 of 370');
  expect(t.raw()).toContain(FOLLOW_ON);
  t.type(LIGHT_NOW);
  await hasColoursFor(t, 'light');
  t.type(DARK_NOW);
  await hasColoursFor(t, 'dark');
  t.type(`${LIGHT_NOW}j`);
  await t.until((lines) => rowOf(lines) === FIRST_ROW + 1);
  await hasColoursFor(t, 'light');
  expect(t.raw()).not.toContain(FOLLOW_OFF);
  t.mark();
  await t.press('ctrl-c');
  await t.exit();
  expect(t.raw()).toContain(FOLLOW_OFF);
});

it('keeps the colours that the setting says, whatever the terminal tells', async () => {
  const t = await explore([HUB], { ...LATE, env: { PITH_TUI_THEME: 'dark' } });
  await t.until('370 of 370');
  t.type(`${WHITE}${LIGHT_NOW}j`);
  await t.until((lines) => rowOf(lines) === FIRST_ROW + 1);
  await hasColoursFor(t, 'dark');
  expect(t.raw()).not.toContain(FOLLOW_ON);
});

it('believes COLORFGBG of a terminal that does not answer', async () => {
  const t = await explore([HUB], { background: null, env: { COLORFGBG: '0;15' } });
  await t.until('370 of 370');
  await t.still();
  expect([...coloursOf(t)].filter((one) => !hues('light').has(one))).toEqual([]);
});

it('does not ask where the setting says it, or where there are no colours', async () => {
  const set = await explore([HUB], { background: BLACK, env: { PITH_TUI_THEME: 'light' } });
  await set.until('370 of 370');
  expect(coloursOf(set)).toContain(HUES_OF_256.light.grey);
  expect(set.raw()).not.toContain(QUESTION);
  const refused = await explore([HUB], { background: WHITE, env: { NO_COLOR: '1' } });
  await refused.until('370 of 370');
  expect([...coloursOf(refused)]).toEqual(['default']);
  expect(refused.raw()).not.toContain(QUESTION);
});

it('shows the colours of a theme file', async () => {
  const folder = config({ 'config.toml': 'theme = "own.toml"', 'own.toml': 'muted = "#123456"\nhue.cyan = "#654321"' });
  const t = await explore([HUB], { background: WHITE, env: { XDG_CONFIG_HOME: folder, COLORTERM: 'truecolor' } });
  await t.until('370 of 370');
  await t.still();
  expect(coloursOf(t)).toContain('#123456');
  expect(coloursOf(t)).toContain('#654321');
});

it('ends with a sentence for a theme that is wrong, the terminal as it was', async () => {
  const folder = config({ 'config.toml': 'theme = "own.toml"', 'own.toml': '[role]\nmetod = "red"' });
  const t = await explore([HUB], { background: WHITE, env: { XDG_CONFIG_HOME: folder }, size: [200, 12] });
  expect((await t.exit()).code).toBe(2);
  expect(t.screen().join('')).toContain(
    'own.toml, line 2 (role.metod): there is no such style; did you mean role.method?',
  );
  expect(t.raw()).not.toContain(QUESTION);
});
