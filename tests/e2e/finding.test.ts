/** Finding a key, a command and a match, in a real terminal. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { explore } from './library.js';

const RIGL = ['1911.11134'];
const HEP = ['hep-th/9711200'];
const SIZES = [
  [80, 24],
  [120, 36],
] as const;

describe.each(SIZES)('at %i×%i', (...size) => {
  it('a key that can do nothing says why, beside the hints', async () => {
    const t = await explore(HEP, { size });
    await t.until(/▸Citing papers/u);
    for (const [key, why, back] of [
      ['r', /No paper of this hub has a role yet; = gives one by hand/u, 'Esc close'],
      ['v', /No paper of this hub has a verdict yet/u, 'Esc close'],
      ['P', /No paper of this hub has a polarity yet/u, 'Esc close'],
      ['L', /There is nothing ahead/u, 'q quit'],
      ['M', /Select at least two records/u, 'q quit'],
    ] as const) {
      await t.press(key);
      const last = (await t.until(why)).at(-1)!;
      // The way back stays where there is room for it.
      if (size[0] === 120) expect(last).toMatch(new RegExp(` ${back} .*\\S`, 'u'));
      expect(last).not.toMatch(/r role|v verdict/u);
      // Enter puts away what Esc does.
      if (back === 'Esc close') await t.press('enter');
    }
    await t.press('?');
    t.type('filter by verdict');
    await t.until(/filter by verdict, then its letter \(No p/u);
    await t.press('enter');
    await t.until(/No paper of this hub has a verdict yet/u);
  });

  it('Ctrl-P finds commands, entries of menus, saved queries and hubs, and Enter does what they say', async () => {
    const t = await explore(RIGL, { size });
    await t.until(/▸Citing papers/u);
    const find = async (text: string, shows: RegExp): Promise<void> => {
      await t.press('ctrl-p');
      await t.until(/─ Find ─/u);
      t.type(text);
      await t.until(shows);
      await t.press('enter');
    };
    await find('timeline', /▸ Around the hub: timeline .* O t /u);
    await t.until(/▸Timeline by role/u);
    await t.press('q');
    // A slip of the finger is forgiven.
    await find('role methid', /▸ Role: method \(\d+\) .* r m /u);
    await t.until(/: role:method /u);
    await t.press('@', 's');
    t.type('methods');
    await t.press('enter');
    await t.until(/Saved as methods/u);
    await t.press('c');
    await find('saved methods', /▸ Saved query methods: role:method .* @ 1 /u);
    await t.until(/: role:method /u);
    await find('large hep-th/9711200', /▸ The Large N limit.* hub, 2,414 citing /iu);
    await t.until(/2,414 of 2,414/u);
    await find('rigging', /▸ Rigging the Lottery.* open lately /u);
    await t.until(/370 of 370/u);
    await t.press('ctrl-p', 'escape');
    await t.until((lines) => !/─ Find ─/u.test(lines.join('\n')));
  });

  it('the palette shows what cannot be done dimmed, with the reason', async () => {
    const t = await explore(HEP, { size });
    await t.until(/▸Citing papers/u);
    await t.press('ctrl-p');
    t.type('by verdict letter');
    const lines = await t.until(/No paper of this hub has a verdict yet/u);
    // Behind what can be done stands nothing else.
    expect(lines.filter((line) => /│ ▸/u.test(line)).join()).toContain('filter by verdict');
    await t.press('enter');
    await t.until((after) => /No paper of this hub has a verdict/u.test(after.at(-1)!));
  });

  it('Tab completes the query line, and shows what else fits below it', async () => {
    const t = await explore(RIGL, { size });
    await t.until(/▸Citing papers/u);
    await t.press(':');
    await t.until(/Tab complete/u);
    t.type('role:');
    await t.press('tab');
    const lines = await t.until(/│▸ background +\d/u);
    // The box begins below the place that is completed.
    const y = lines.findIndex((line) => line.includes(': role:background'));
    expect(lines[y + 2]).toMatch(/│▸ background/u);
    await t.press('tab');
    await t.until(/: role:method .*165 of 370/u);
    await t.press('shift-tab', 'shift-tab');
    await t.until(/: role:none /u);
    await t.press('escape');
    await t.until((after) => !/▸ none/u.test(after.join('\n')));
    t.type('method auth');
    await t.press('tab');
    t.type('evc');
    await t.press('tab');
    await t.until(/: role:method author:"Utku Evci"/u);
    await t.press('enter');
    await t.until(/▸Citing papers/u);
    await t.press('/', 'tab');
    await t.until(/Here all is words/u);
  });

  it('a number shows after a while which keys take one', async () => {
    const t = await explore(RIGL, { size });
    await t.until(/▸Citing papers/u);
    await t.press('1', '2');
    const lines = await t.until(/─ 12, then a key ─/u);
    expect(lines.join('\n')).toMatch(/ j +down 12 lines.*/u);
    expect(lines.join('\n')).toContain('include 12 papers');
    await t.press('j');
    await t.until(/ 13\/370/u);
    await t.until((after) => !/then a key/u.test(after.join('\n')));
  });

  it('? in a menu explains its entries, which can still be chosen', async () => {
    const t = await explore(RIGL, { size });
    await t.until(/▸Citing papers/u);
    await t.press('r');
    await t.until(/\? explain/u);
    await t.press('?');
    await t.until(/It uses the method of the hub\./u);
    await t.press('m');
    await t.until(/: role:method /u);
    await t.press('O', '?');
    await t.until(/The citing papers by years and months\./u);
    await t.press('?');
    await t.until((lines) => !/by years and months/u.test(lines.join('\n')));
  });

  it('? has the keys of this place first, finds one by words or by itself, and Enter does it', async () => {
    const t = await explore(RIGL, { size });
    await t.until(/▸Citing papers by date ▼/u);
    await t.press('?');
    // The first is the list's own; keys of other places come behind all of these.
    await t.until(/▸ \/ +search/u);
    t.type('reverse the');
    await t.until(/▸ s +sort by/u);
    await t.press('down');
    await t.until(/▸ S +reverse the sort/u);
    await t.press('enter');
    await t.until(/▸Citing papers by date ▲/u);
    await t.press('?');
    t.type('ctrl-r');
    await t.until(/▸ Ctrl-R +do again/u);
    await t.press('escape', 'escape');
    await t.until(/▸Citing papers by date ▲/u);
  });

  it('n and N go to the matches of the search, in the whole list too', async () => {
    const t = await explore(RIGL, { size });
    await t.until(/▸Citing papers/u);
    await t.press('/');
    t.type('lottery');
    const found = await t.until(/ (?!370)(\d+) of 370/u);
    const total = / (?!370)(\d+) of 370/u.exec(found.join('\n'))![1]!;
    await t.press('enter', 'n');
    await t.until(new RegExp(`“lottery”: 2 of ${total}`, 'u'));
    await t.press('escape', 'g', 'n');
    const lines = await t.until(/“lottery”: 1 of/u);
    expect(lines.join('\n')).toContain('370 of 370');
    expect(lines.find((line) => /(^|│)▸/u.test(line))).toBeDefined();
    await t.press('N');
    await t.until(new RegExp(`“lottery”: ${total} of ${total}, from the end again`, 'u'));
  });
});

it('the first start has a line for who is new, and no start after it', async ({ onTestFinished }) => {
  const folder = mkdtempSync(join(tmpdir(), 'pith-tui-first-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const env = { XDG_STATE_HOME: folder };
  const t = await explore(RIGL, { size: [80, 24], env });
  const first = await t.until(/New here\? pith-tui tutorial takes two minutes; \? shows all keys\./u);
  expect(first.at(-1)).toMatch(/ q quit /u);
  await t.press('j');
  await t.until((lines) => !/New here/u.test(lines.join('\n')));
  await t.press('q');
  expect(await t.exit()).toMatchObject({ code: 0 });
  const again = await explore(RIGL, { size: [80, 24], env });
  await again.until(/▸Citing papers/u);
  expect(again.screen().join('\n')).not.toContain('New here');
});

it('under npm start what is to be typed is said as it can be', async () => {
  const env = { npm_lifecycle_event: 'start', npm_package_name: 'pith-tui' };
  const t = await explore(RIGL, { size: [80, 24], env });
  const first = await t.until(/New here\? npm start -- tutorial takes two minutes; \? shows all keys\./u);
  expect(first.at(-1)).toMatch(/ q quit /u);
  await t.press('Z');
  await t.until(/There is no step to pass over: npm start -- tutorial has some\./u);
});
