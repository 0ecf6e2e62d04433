/** Keys that bytes cannot tell apart: in terminals that know kitty's keyboard protocol, and in others. */
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { type Program, ROOT, run } from './harness/program.js';
import { explore } from './library.js';

const ON = '\x1b[>5u';
const OFF = '\x1b[<u';
const [ENTER, LEAVE] = ['\x1b[?1049h', '\x1b[?1049l'];

/** What was written of these, in its order. */
const modes = (t: Program): string[] =>
  [...t.raw().matchAll(/\x1b\[(?:>5u|<u|\?1049[hl])/gu)].map(([sequence]) => sequence);

/** Back from a sheet and forward to it by Ctrl-O and Ctrl-I, and to the next pane by Tab. */
async function walks(t: Program, forward: string): Promise<void> {
  await t.until(/▸Citing papers/u);
  await t.press('o');
  await t.until(/▸Overview/u);
  await t.press('ctrl-o');
  await t.until(/▸Citing papers/u);
  t.type(forward);
  await t.until(/▸Overview/u);
  await t.press('ctrl-o', 'tab');
  await t.until(/▸Details/u);
}

it('a terminal that knows the protocol is asked for it on the screen that is the program’s, and only there', async () => {
  const t = await explore(['1911.11134'], { keyboard: true });
  await t.until(() => t.raw().includes(ON));
  await walks(t, '\x1b[105;5u');
  // Ctrl-C, as it is sent then.
  t.type('\x1b[99;5u');
  expect(await t.exit()).toMatchObject({ code: 130 });
  expect(modes(t)).toEqual([ENTER, ON, OFF, LEAVE]);
});

it('whoever has the terminal meanwhile has it as it was', async () => {
  const env = { PS1: 'shell> ' };
  const t = await run(['bash', '--norc', '--noprofile', '-i'], { size: [120, 30], env, keyboard: true });
  await t.until('shell>');
  t.type(`"${process.execPath}" "${join(ROOT, 'dist/pith-tui.js')}" 1911.11134\r`);
  await t.until(/▸Citing papers/u);
  await t.until(() => t.raw().includes(ON));
  // Ctrl-Z, as it is sent then.
  t.type('\x1b[122;5u');
  await t.until('Stopped');
  t.type('fg\r');
  await t.until(/▸Citing papers/u);
  await t.until(() => modes(t).filter((mode) => mode === ON).length === 2);
  await t.press('q');
  await t.until(() => !t.altScreen());
  expect(modes(t)).toEqual([ENTER, ON, OFF, LEAVE, ENTER, ON, OFF, LEAVE]);
});

it.each([
  ['kitty’s', '\x1b[105;5u'],
  ['xterm’s', '\x1b[27;5;105~'],
])('another terminal is asked for nothing, and what it sends in %s way is understood', async (_, forward) => {
  const t = await explore(['1911.11134']);
  await walks(t, forward);
  await t.press('ctrl-c');
  expect(await t.exit()).toMatchObject({ code: 130 });
  expect(modes(t)).toEqual([ENTER, LEAVE]);
});
