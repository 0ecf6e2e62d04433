/** Titles and identifiers that open where they are on the web. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { closeLibrary } from '../../src/library/library.js';
import { openLibrary } from '../../src/library/open.js';
import { POISON, poisonedLibrary } from '../poisoned-library.js';
import { open, type Program } from './harness/program.js';
import { explore } from './library.js';

const HUB = 'hep-th/9711200';
const LINK = '\x1b]8;';
const KITTY = { TERM: 'xterm-kitty' };

/** Each link of the screen, with the text that opens it. */
function links(t: Program): Map<string, string> {
  const found = new Map<string, string>();
  for (const row of t.cells())
    for (const { link, char } of row) if (link !== '') found.set(link, (found.get(link) ?? '') + char);
  return found;
}

it('are links in a terminal that takes them, and the address stands in the details', async () => {
  const t = await explore([HUB], { env: KITTY, size: [120, 40] });
  await t.until('2,414 of 2,414');
  await t.still();
  const found = links(t);
  expect(found.get('https://arxiv.org/abs/hep-th/9711200')).toContain('The Large N Limit');
  // A title a row, each in one piece with its blanks, and not what pads it.
  expect(found.size).toBeGreaterThan(30);
  for (const text of found.values()) expect(text).toBe(text.trim());
  const [row] = t.screen().filter((line) => line.includes('▸ '));
  expect(row).toBeDefined();
  const address = /https:\/\/arxiv\.org\/abs\/\S+/u.exec(t.screen().join('\n'))?.[0];
  expect(found.get(address!)).toMatch(/arXiv:/u);
});

it('go with what they are on when it moves', async () => {
  const t = await explore([HUB], { env: KITTY, size: [120, 30] });
  await t.until('2,414 of 2,414');
  await t.press(...Array.from({ length: 40 }, () => 'j'));
  await t.until(' 41/2,414');
  await t.still();
  const scrolled = links(t);
  await t.press('ctrl-l');
  await t.still();
  expect(links(t)).toEqual(scrolled);
});

it.each([
  ['a terminal nobody knows', {}],
  ['one that takes them, where the setting says never', { ...KITTY, PITH_TUI_LINKS: 'never' }],
  ['a tmux that loses them', { ...KITTY, TMUX: '/tmp/none,1,0', TERM_PROGRAM: 'tmux', TERM_PROGRAM_VERSION: '3.3a' }],
])('are none in %s', async (_, env) => {
  const t = await explore([HUB], { env });
  await t.until('2,414 of 2,414');
  await t.press('j');
  await t.until(' 2/2,414');
  expect(t.raw()).not.toContain(LINK);
});

it('are links wherever the setting says always', async () => {
  const t = await explore([HUB], { env: { PITH_TUI_LINKS: 'always' } });
  await t.until('2,414 of 2,414');
  await t.still();
  expect(links(t).size).toBeGreaterThan(20);
});

it('hold what another program wrote into the ids, which does not break out of them', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'pith-tui-links-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const library = join(folder, 'poisoned.sqlite');
  await poisonedLibrary(library);
  const lib = openLibrary(library);
  lib.db
    .prepare("UPDATE aliases SET scheme = 'doi', value = '10.1/' || ? || work WHERE position = 0 AND work > 1")
    .run(POISON.join(''));
  closeLibrary(lib);
  const t = await open(['2001.00000'], { library, env: { PITH_TUI_LINKS: 'always' } });
  await t.until('80 of 80');
  await t.still();
  expect([...links(t).keys()].some((address) => address.includes('owned'))).toBe(true);
  await t.press('j', 'j', 'enter', 'J', 'J');
  await t.still();
  const all = t.raw().match(/\x1b\]8;/gu)?.length;
  const sound = t.raw().match(/\x1b\]8;;(?:https:\/\/(?:doi\.org\/10\.1\/|arxiv\.org\/abs\/)[!-~]*)?\x1b\\/gu)?.length;
  expect(all).toBeGreaterThan(20);
  expect(sound).toBe(all);
  expect(t.raw()).not.toMatch(/\x1b\]0;|\x1b\[31;7m|\x1bP|\x9b|\u202e/u);
});

it.each([
  ['the list of hubs', [], [120, 36], [], /Hubs in this library/u],
  ['the choice of a paper', ['superconformal', 'field', 'theories'], [120, 36], [], /which one do you mean/u],
  ['a sheet of works', [HUB], [120, 36], ['<'], /▸References/u],
  ['the preview below a narrow list', [HUB], [80, 24], [], /page 1 of/u],
] as const)('are in %s, too, and in the line under the cursor', async (_, opens, size, keys, shows) => {
  const t = await explore(opens, { env: KITTY, size });
  if (keys.length > 0) await t.until(/▸Citing papers/u);
  await t.press(...keys);
  await t.until(shows);
  await t.still();
  const rows = t.cells().map((row) => row.map(({ char, link }) => ({ char, link })));
  const linked = rows.filter((row) => row.some(({ link }) => link.startsWith('https://')));
  expect(linked.length).toBeGreaterThan(2);
  const text = (row: (typeof rows)[number]): string => row.map(({ char }) => char).join('');
  if (size[0] === 80) expect(text(linked.at(-1)!)).not.toMatch(/^.{4,11}\d{4}-\d\d/u);
  else expect(linked.some((row) => text(row).includes('▸'))).toBe(true);
});
