/** The mouse in a real terminal: presses and the wheel as terminals report them. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Program } from './harness/program.js';
import { explore } from './library.js';

const HUB = '1911.11134';
const OFF = { tracking: 'none', focus: false };
const ON = { tracking: 'vt200', focus: true };

/** The cell of the first line that has a text, below line `from`. */
function place(t: Program, text: string, from = 0): { x: number; y: number } {
  const y = t.screen().findIndex((line, at) => at >= from && line.includes(text));
  // All that stands before the texts looked for here is of one cell a character.
  if (y >= 0) return { x: t.screen()[y]!.indexOf(text), y };
  throw new Error(`no ${text} in\n${t.screen().join('\n')}`);
}

function click(t: Program, text: string, { from = 0, times = 1 } = {}): void {
  const { x, y } = place(t, text, from);
  t.click(x, y, times);
}

function wheel(t: Program, text: string, turns: number): void {
  const { x, y } = place(t, text);
  t.type(`\x1b[<${turns > 0 ? 65 : 64};${x + 1};${y + 1}M`.repeat(Math.abs(turns)));
}

/** The title in the list's row `at` of the screen as it is now. */
const titleIn = (t: Program, row: number): string => t.screen()[5 + row]!.slice(17, 40).trim();

describe('the mouse', () => {
  it('has the cursor go where it is pressed, and opens by two presses', async () => {
    const t = await explore([HUB]);
    await t.until('370 of 370');
    const title = titleIn(t, 9);
    click(t, title);
    await t.until(/ 10\/370 /u);
    click(t, titleIn(t, 12));
    await t.until(/ 13\/370 /u);
    click(t, title, { times: 2 });
    await t.until(/▸Details · paper 10 of 370/u);
  });

  it('scrolls the pane below it by its wheel, and leaves the keys where they are', async () => {
    const t = await explore([HUB], { size: [160, 20] });
    await t.until('370 of 370');
    t.type('\x1b[<65;60;10M');
    await t.until(/ 4\/370 /u);
    // Over the facets the list stays where it is.
    t.type('\x1b[<65;5;10M');
    await t.until((lines) => !lines.some((line) => line.slice(0, 25).includes('Role')));
    expect(t.screen().join('\n')).toMatch(/ 4\/370 /u);
    wheel(t, 'Details', 1);
    await t.press('j');
    await t.until(/ 5\/370 /u);
  });

  it('filters by a facet, and opens the menu of one by its name', async () => {
    const t = await explore([HUB], { size: [160, 36] });
    await t.until('370 of 370');
    click(t, 'method', { from: place(t, 'Role r').y });
    await t.until(/: role:method .* 165 of 370/u);
    click(t, 'Role r');
    await t.until('letter: only these');
    click(t, 'b   background');
    await t.until(/role:method.*background/u);
  });

  it('sorts by the name of a column, and the other way round at the next press', async () => {
    const t = await explore([HUB]);
    await t.until('370 of 370');
    click(t, 'Title', { from: 4 });
    await t.until('by title ▲');
    await t.press('j');
    click(t, 'Title▲', { from: 4 });
    await t.until('by title ▼');
  });

  it('goes back to a stop of the way here, and through a line of a sheet', async () => {
    const t = await explore([HUB]);
    await t.until('370 of 370');
    await t.press('j');
    await t.until('o overview');
    click(t, 'o overview');
    await t.until(/▸Overview[\s\S]* background /u);
    click(t, 'background', { times: 2 });
    await t.until(/: role:background .* 2\d\d of 370/u);
    click(t, 'Rigging', { from: 1 });
    await t.until('370 of 370');
  });

  it('chooses in menus, in the palette and in dialogs', async () => {
    const t = await explore([HUB]);
    await t.until('370 of 370');
    await t.press('s');
    await t.until('the same again reverses');
    click(t, 't   title');
    await t.until('by title ▲');
    await t.press('ctrl-p');
    await t.until('╭─ Find');
    t.type('reverse the');
    await t.until(/ \d+ match(?:es)? /u);
    click(t, 'everse the sort', { from: 3 });
    await t.until('by title ▼');
    click(t, 'e export');
    await t.until('╭─ Export');
    const { y } = place(t, 'Esc close');
    click(t, 'Esc close', { from: y });
    await t.until((lines) => !lines.some((line) => line.includes('╭─ Export')));
    click(t, '? help');
    await t.until('Type to find');
  });

  it('opens a hub of the list by two presses', async () => {
    const t = await explore([]);
    await t.until('Hubs in this library');
    click(t, 'Rigging the Lottery', { times: 2 });
    await t.until('370 of 370');
  });

  it('does nothing by the press that brings the terminal to the front', async () => {
    const t = await explore([HUB]);
    await t.until('370 of 370');
    const { x, y } = place(t, titleIn(t, 9));
    t.type(`\x1b[I\x1b[<0;${x + 1};${y + 1}M\x1b[<0;${x + 1};${y + 1}m`);
    await t.press('j');
    await t.until(/ 2\/370 /u);
    t.click(x, y);
    await t.until(/ 10\/370 /u);
  });

  it('types nothing, however its reports are cut, of whatever kind they are, pasted or not', async () => {
    const t = await explore([HUB]);
    await t.until('370 of 370');
    await t.press('/');
    await t.until('previous paper');
    for (const part of ['\x1b[<', '35;1', '0;10', 'M', '\x1b[<2;3;3M', '\x1b[M', ' ~', '~', '\x1b[O']) t.type(part);
    t.paste('spar\x1b[<0;10;10Msity');
    await t.until(/ \/ spar/u);
    await t.press('escape');
    await t.until('all citing papers');
    t.type('q');
    expect(await t.exit()).toMatchObject({ code: 0 });
  });

  it('is the terminal’s again at the end, however it comes, while the program is stopped, and in an editor', async () => {
    const t = await explore([HUB], { env: { VISUAL: 'sh -c \'read line </dev/tty; echo "$line" >"$1"\' sh' } });
    await t.until('370 of 370');
    expect(t.mouse()).toEqual(ON);
    await t.press('E');
    await t.until('╭─ Note');
    await t.press('ctrl-g');
    await t.until(() => t.mouse().tracking === 'none' && !t.altScreen());
    t.type('a note\r');
    await t.until(() => t.mouse().tracking === 'vt200' && t.altScreen());
    await t.press('escape', 'q');
    await t.exit();
    expect(t.mouse()).toEqual(OFF);

    const killed = await explore([HUB]);
    await killed.until('370 of 370');
    killed.kill('SIGTERM');
    await killed.exit();
    expect(killed.mouse()).toEqual(OFF);
  });

  it('is left to the terminal by the setting', async () => {
    const config = join(process.env.TMPDIR ?? '/tmp', `pith-tui-mouse-${process.pid}`);
    mkdirSync(join(config, 'pith-tui'), { recursive: true });
    writeFileSync(join(config, 'pith-tui', 'config.toml'), 'mouse = "off"\n');
    const t = await explore([HUB], { env: { XDG_CONFIG_HOME: config } });
    await t.until('370 of 370');
    expect(t.mouse()).toEqual(OFF);
    click(t, titleIn(t, 9));
    await t.press('j');
    await t.until(/ 2\/370 /u);
  });
});
