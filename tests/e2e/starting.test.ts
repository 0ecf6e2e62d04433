/** What comes while the program starts: between its first words to the terminal and the moment at which Ink has taken over. */
import { copyFileSync, existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, inject, it } from 'vitest';
import { folder } from '../library/support.js';
import { open, type Program, ROOT, run } from './harness/program.js';
import { asSeen } from './harness/screen.js';

const AT_MOMENT = fileURLToPath(new URL('./harness/at-moment.cjs', import.meta.url));

const ASKED = 'its background is asked for';
const PAINTED = 'the first frame is painted';
const LOADING = 'Ink is about to be loaded';
const LOADED = 'Ink is loaded';
const TAKEN_OVER = 'Ink has just taken over';

interface Act {
  act: 'signal' | 'told' | 'typed' | 'ended' | 'deleted' | 'thrown';
  of?: string;
  /** The file without which it is not done yet. */
  awaits?: string;
}

/** What has something done at that moment of the program's start, on a library of its own. */
function startWith(moment: string, act: Act) {
  const home = folder();
  const library = join(home, 'library.sqlite');
  copyFileSync(inject('bundledLibrary'), library);
  const done = join(home, 'done');
  const at = { moment, done, ...act, ...(act.act === 'deleted' && { of: library }) };
  const options = {
    background: '\x1b]11;rgb:0000/0000/0000\x1b\\',
    env: {
      PITH_TUI_LIBRARY: library,
      NODE_OPTIONS: `--require=${JSON.stringify(AT_MOMENT)}`,
      AT_MOMENT: JSON.stringify(at),
      VISUAL: `sed -i 's/$/ in the editor/'`,
    },
  };
  return { options, isDone: () => existsSync(done) };
}

const terminalOf = (t: Program): unknown => [t.altScreen(), t.bracketedPaste(), t.cursor().visible, t.mouse()];
const AS_IT_WAS = [false, false, true, { tracking: 'none', focus: false }];

type Ending = [what: string, act: Act, end: { code?: number; signal?: number }, said?: RegExp];
const SIGTERM: Ending = ['SIGTERM', { act: 'signal', of: 'SIGTERM' }, { signal: 15 }];
const ERROR: Ending = [
  'an error',
  { act: 'thrown', of: 'made up' },
  { code: 2 },
  /pith-tui: Something went wrong inside .*\(made up\)/u,
];
const GONE: Ending = [
  'a library that is gone',
  { act: 'deleted' },
  { code: 2 },
  /pith-tui: The library \S+ was moved, deleted or replaced/u,
];
const ENDS: Ending[] = [
  SIGTERM,
  ERROR,
  ['q', { act: 'typed', of: 'q' }, { code: 0 }],
  ['Ctrl-C', { act: 'typed', of: '\x03' }, { code: 130 }],
  ['the end of its input', { act: 'ended' }, { code: 129 }],
];
const ENDING: [moment: string, ...Ending][] = [
  ...[PAINTED, LOADING, TAKEN_OVER].flatMap((moment) => ENDS.map((end): [string, ...Ending] => [moment, ...end])),
  // Later nothing is read that could be missed.
  [PAINTED, ...GONE],
  // Keys that are typed so early are kept.
  ...[SIGTERM, GONE].map((end): [string, ...Ending] => [ASKED, ...end]),
];

describe('when', () => {
  it.each(ENDING)('%s, %s ends the program, the terminal as it was', async (moment, _, act, end, said) => {
    const { options, isDone } = startWith(moment, act);
    const t = await open(['1911.11134'], options);
    expect(await t.exit()).toMatchObject(end);
    expect(isDone()).toBe(true);
    expect(terminalOf(t)).toEqual(AS_IT_WAS);
    if (said !== undefined)
      expect(
        t
          .screen()
          .map((line) => line.trimEnd())
          .join(''),
      ).toMatch(said);
  });

  it.each([ASKED, PAINTED])('%s, SIGTERM ends it and no shell is told what the terminal answers', async (moment) => {
    const awaits = join(folder(), 'answered');
    const { options, isDone } = startWith(moment, { act: 'told', of: 'SIGTERM', awaits });
    const { NODE_OPTIONS, ...env } = options.env;
    const shell = ['bash', '--norc', '--noprofile', '-i'];
    const t = await run(shell, { size: [100, 30], env: { ...env, PS1: 'shell> ' }, background: null });
    await t.until('shell>');
    t.type(`NODE_OPTIONS='${NODE_OPTIONS}' "${process.execPath}" "${join(ROOT, 'dist/pith-tui.js')}" 1911.11134\r`);
    await t.until(isDone);
    t.type(`${options.background}\x1b[?0u\x1b[?62;22c`);
    // Everything is with the program, which stands still, when the terminal has been still.
    await t.still();
    writeFileSync(awaits, '');
    await t.until(/Terminated/u);
    t.type('echo ended with $?\r');
    const lines = await t.until(/ended with \d+$/mu);
    expect(lines.join('\n')).toMatch(/^ended with 143$/mu);
    expect(lines.join('\n')).not.toMatch(/rgb:|62;22/u);
  });

  const LIVES: [what: string, act: Act, shows: RegExp][] = [
    ['SIGCONT', { act: 'signal', of: 'SIGCONT' }, /370 of 370/u],
    ['a query being typed', { act: 'typed', of: '/sparse' }, /\/ sparse/u],
    ['a note in the editor', { act: 'typed', of: 'Ewhy\x07' }, /why in the editor/u],
    ['a press of the mouse', { act: 'typed', of: '\x1b[<0;10;10M\x1b[<0;10;10m' }, / 5\/370 /u],
    ['light colours', { act: 'typed', of: '\x1b]11;rgb:ffff/ffff/ffff\x1b\\' }, /370 of 370/u],
  ];
  it.each([PAINTED, LOADED].flatMap((moment) => LIVES.map((live) => [moment, ...live] as const)))(
    '%s, %s: the screen is what it would be if all of it were drawn then',
    async (moment, _, act, shows) => {
      const { options, isDone } = startWith(moment, act);
      const t = await open(['1911.11134'], options);
      await t.until(isDone);
      await t.until(shows);
      const before = (await t.still()).map((line) => line.trimEnd());
      const cells = asSeen(t.cells());
      expect(terminalOf(t)).toEqual([true, true, expect.any(Boolean), { tracking: 'vt200', focus: true }]);
      t.mark();
      t.kill('SIGCONT');
      await t.until(() => t.raw().includes('\x1b[?1049h'));
      expect((await t.still()).map((line) => line.trimEnd())).toEqual(before);
      expect(asSeen(t.cells())).toEqual(cells);
      await t.press('ctrl-c');
      expect(await t.exit()).toMatchObject({ code: 130 });
      expect(terminalOf(t)).toEqual(AS_IT_WAS);
    },
  );

  it(`${LOADING}, Ctrl-Z stops it once it can, and fg brings it back whole`, async () => {
    const { options, isDone } = startWith(LOADING, { act: 'typed', of: '\x1a' });
    const env = { ...options.env, PS1: 'shell> ' };
    const t = await run(['bash', '--norc', '--noprofile', '-i'], { ...options, env, size: [100, 30] });
    await t.until('shell>');
    t.type(`"${process.execPath}" "${join(ROOT, 'dist/pith-tui.js')}" 1911.11134\r`);
    await t.until('Stopped');
    expect(isDone()).toBe(true);
    expect([t.altScreen(), t.cursor().visible, t.mouse()]).toEqual([AS_IT_WAS[0], AS_IT_WAS[2], AS_IT_WAS[3]]);
    t.resize(110, 32);
    t.type('fg\r');
    await t.until('370 of 370');
    await t.press('ctrl-c');
    await t.until(() => !t.altScreen());
    t.type('echo ended with $?\r');
    await t.until(/^ended with 130$/mu);
  });
});
