/** Deciding as a reader does it, in a real terminal. */
import { execFileSync } from 'node:child_process';
import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, inject, it, onTestFinished } from 'vitest';
import { type Program, ROOT } from './harness/program.js';
import { explore } from './library.js';

const RIGL = '1911.11134';

/** A folder with a library of the bundled hubs, a state folder and a config folder that several runs share. */
interface Desk {
  library: string;
  folder: string;
  open(args?: readonly string[], size?: readonly [number, number], env?: Record<string, string>): Promise<Program>;
  /** What a command of the program prints. */
  says(...args: string[]): string;
}

function desk(): Desk {
  const folder = mkdtempSync(join(tmpdir(), 'pith-tui-desk-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }));
  const library = join(folder, 'library.sqlite');
  copyFileSync(inject('bundledLibrary'), library);
  const own = { XDG_STATE_HOME: join(folder, 'state'), XDG_CONFIG_HOME: join(folder, 'config'), USER: 'ada' };
  return {
    library,
    folder,
    open: (args = [RIGL], size = [120, 36], env = {}) => explore(args, { size, library, env: { ...own, ...env } }),
    says: (...args) =>
      execFileSync(process.execPath, [join(ROOT, 'dist/pith-tui.js'), ...args], {
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'ignore'],
        env: { ...process.env, ...own, HOME: folder, PITH_TUI_LIBRARY: library },
        maxBuffer: 1 << 27,
      }),
  };
}

const ids = (text: string): string[] => (JSON.parse(text) as { id: string }[]).map(({ id }) => id);

/** Which papers of the hub there are of every kind that a reader can tell apart. */
function decidedIn(says: Desk['says'], ...library: string[]): Record<string, string[]> {
  const lines = [
    ...['included', 'excluded', 'maybe', 'later', 'unscreened', 'starred'].map((what) => `status:${what}`),
    ...['off-topic', '"not a study"', '"too old"', 'none'].map((what) => `reason:${what}`),
    ...['core', '"sparse training"', 'none'].map((what) => `tag:${what}`),
    'has:note',
  ];
  const asked = (line: string): string[] => {
    try {
      return ids(says('list', RIGL, line, '--json', ...library)).sort();
    } catch (error) {
      // Nothing matches: that is exit code 1.
      if ((error as { status?: number }).status === 1) return [];
      throw error;
    }
  };
  return Object.fromEntries(lines.map((line) => [line, asked(line)]));
}

/** On how many something is decided, where the line of numbers adds up; undefined where it does not. */
function decidedOn(lines: string[]): number | undefined {
  const line = lines[1] ?? '';
  const number = (words: string): number =>
    Number(new RegExp(`([0-9,]+)(?: ${words})`, 'u').exec(line)?.[1]?.replaceAll(',', '') ?? 0);
  const screened = number('screened');
  const each = ['included', 'excluded', 'maybe'].map(number);
  const adds = each.reduce((sum, one) => sum + one, 0) === screened && screened + number('left') === 370;
  return adds && number('here') === 370 ? screened + number('later') : undefined;
}
const decidedAre = (count: number) => (lines: string[]) => decidedOn(lines) === count;

it('keeps sixty decisions with reasons, ten tags and notes, takes twenty back and does them again after a restart, and its journal says the same elsewhere', async () => {
  const { open, says, folder } = desk();
  const order = ids(says('list', RIGL, '--json'));
  const keys = [['a'], ['d'], ['D', 'o'], ['m'], ['D', 's'], ['z']];
  const expected = { included: 0, excluded: 1, 'off-topic': 2, maybe: 3, '"not a study"': 4, later: 5 };
  const t = await open();
  await t.until('370 of 370 in this library');
  for (let at = 0; at < 60; at++) {
    await t.press(...keys[at % keys.length]!);
    await t.until(decidedAre(at + 1));
  }
  // Tags and notes from the first paper on.
  await t.press('g');
  for (let at = 0; at < 10; at++) {
    await t.press('t', ...(at % 2 === 0 ? 'core' : 'core, sparse training'), 'enter');
    await t.until(at % 2 === 0 ? /#core/u : /#core {2}#sparse training/u);
    await t.press('j');
  }
  for (const note of ['read the appendix', 'same data as before']) {
    await t.press('E', ...note, 'enter');
    await t.until(`" ${note}`);
    await t.press('j');
  }
  const flow = (): string => says('flow', RIGL);
  expect(flow()).toMatch(/Records screened +50\n[\s\S]*The boxes add up\./u);
  const before = decidedIn(says);
  for (const [words, at] of Object.entries(expected)) {
    const wanted = order.slice(0, 60).filter((_, index) => index % 6 === at);
    const line = words === 'off-topic' || words.startsWith('"') ? `reason:${words}` : `status:${words}`;
    if (words === 'excluded') expect(before[line]).toEqual(expect.arrayContaining(wanted));
    else expect(before[line], line).toEqual(wanted.toSorted());
  }
  expect(before['status:excluded']).toHaveLength(30);
  expect(before['tag:core']).toEqual(order.slice(0, 10).sort());
  expect(before['has:note']).toEqual(order.slice(10, 12).sort());

  // Two notes, ten tags and eight decisions.
  for (let at = 0; at < 20; at++) {
    await t.press('u');
    await t.until(/Undone: /u);
    await t.press('k');
    await t.until((lines) => !/Undone: /u.test(lines.join('\n')));
  }
  await t.until(decidedAre(52));
  expect(flow()).toMatch(/Records screened +44\n[\s\S]*The boxes add up\./u);
  const undone = decidedIn(says);
  expect(undone['tag:core']).toEqual([]);
  expect(undone['has:note']).toEqual([]);
  await t.press('q');
  expect(await t.exit()).toMatchObject({ code: 0 });

  const again = await open();
  await again.until(decidedAre(52));
  for (let at = 0; at < 20; at++) {
    await again.press('ctrl-r');
    await again.until(/Done again: /u);
    await again.press('g');
    await again.until((lines) => !/Done again: /u.test(lines.join('\n')));
  }
  await again.until(decidedAre(60));
  expect(decidedIn(says)).toEqual(before);
  expect(flow()).toMatch(/Records screened +50\n[\s\S]*The boxes add up\./u);
  await again.press('ctrl-c');
  await again.exit();

  const journal = join(folder, 'journal.jsonl');
  writeFileSync(journal, says('journal', '--jsonl'));
  const other = join(folder, 'other.sqlite');
  copyFileSync(inject('bundledLibrary'), other);
  says('replay', journal, '--library', other);
  expect(decidedIn(says, '--library', other)).toEqual(before);
});

it('decides for a count, a range and a selection in one step each', async () => {
  const { open, says } = desk();
  const t = await open([RIGL], [80, 24]);
  await t.until('370 of 370');
  await t.press('5', 'd');
  await t.until(/5 screened: 5 excluded · 365 left/u);
  await t.press('V', 'j', 'j', 'a');
  await t.until(/8 screened 3✓ 5✗ · 362 left|8 screened: 3 included, 5 excluded · 362 left/u);
  expect(t.screen().join('\n')).toMatch(/Included 3 papers/u);
  await t.press('A', 'D', 'f');
  await t.until(/370 screened: 370 excluded · 0 left/u);
  await t.until(/Excluded 370 papers \(no full text\)/u);
  expect(t.screen().join('\n')).not.toMatch(/selected/u);
  expect(
    new Set(
      says('journal', '--jsonl')
        .trim()
        .split('\n')
        .map((line) => (JSON.parse(line) as { step: string }).step),
    ).size,
  ).toBe(3);
  await t.press('X');
  await t.until(/369 screened: 369 excluded · 1 left/u);
  // A terminal that is too low for the line of numbers has the last of them below the list.
  t.resize(60, 14);
  await t.until(/─ page \d+ of \d+, 1 left ─/u);
});

it('leaves what is not decided on under the cursor, one after the other, and counts it among the filters', async () => {
  const { open } = desk();
  const t = await open();
  await t.until('370 of 370');
  const under = (lines: string[]): string => lines.find((line) => /│▸/u.test(line)) ?? '';
  await t.press('|', 'j', 'j', 'U');
  await t.until(/: status:unscreened/u);
  await t.until((lines) => /A Unified/u.test(under(lines)));
  await t.press('a');
  await t.until((lines) => /Accelerating Att/u.test(under(lines)) && /369 of 370/u.test(lines[2]!));
  await t.press('d');
  await t.until((lines) => /Accurate Neural/u.test(under(lines)) && /368 of 370/u.test(lines[2]!));
  expect(
    t
      .screen()
      .slice(4, 10)
      .map((line) => line.slice(0, 25).trim().replace(/ +/gu, ' ')),
  ).toEqual(['Status U', 'included 1', 'excluded 1', 'maybe 0', 'later 0', '◆ unscreened 368']);
  await t.press('U');
  await t.until(/all citing papers/u);
  await t.until(
    (lines) =>
      lines.some((line) => /✓ .*A Unified/u.test(line)) && lines.some((line) => /✗ .*Accelerating/u.test(line)),
  );
});

it('has reasons that the reader adds and removes, kept for the next time', async () => {
  const { open } = desk();
  const t = await open();
  await t.until('370 of 370');
  await t.press('D', '+', ...'too old', 'enter');
  await t.until(/1 excluded/u);
  await t.press('D');
  await t.until(/t +too old/u);
  await t.press('-');
  await t.until(/Remove which reason/u);
  await t.press('o');
  await t.until((lines) => /Exclude: why/u.test(lines.join('\n')) && !/off-topic/u.test(lines.join('\n')));
  await t.press('t');
  await t.until(/2 excluded/u);
  await t.press('ctrl-c');
  await t.exit();
  const again = await open();
  await again.until(/2 excluded/u);
  await again.press('D');
  await again.until((lines) => /t +too old/u.test(lines.join('\n')) && !/off-topic/u.test(lines.join('\n')));
});

it('shows decisions without colours and in ASCII', async () => {
  const { open } = desk();
  const t = await open([RIGL], [80, 24], { NO_COLOR: '1', LANG: 'C', LC_ALL: 'C' });
  await t.until('370 of 370');
  await t.press('a', 'd', 'm', 'z', 'b');
  await t.until(/3 screened 1y 1n 1\? . 367 left 1z/u);
  const marks = (lines: string[]): string[] => lines.slice(5, 10).map((line) => line.slice(2, 4));
  await t.until((lines) => marks(lines).join() === 'y ,n ,? ,z , *');
});

it('hides who wrote a paper, where, and how often it is cited, from the first frame on where the setting says so', async () => {
  const { open, folder } = desk();
  mkdirSync(join(folder, 'config/pith-tui'), { recursive: true });
  writeFileSync(join(folder, 'config/pith-tui/config.toml'), 'blind = ["authors", "venue"]\n');
  const t = await open([RIGL], [200, 60]);
  await t.until('370 of 370');
  const all = (): string => t.screen().join('\n');
  expect(all()).not.toMatch(/Cheng|TPAMI|IEEE|Kuznedelev/u);
  expect(all()).toMatch(/authors hidden/u);
  expect(all()).toMatch(/First author/u);
  await t.press('B');
  await t.until(/Cheng/u);
  await t.until(/Nothing is hidden now/u);
  await t.press('B');
  await t.until(/Hidden now: authors, venue\./u);
  expect(all()).not.toMatch(/Cheng/u);
  await t.press('ctrl-c');
  await t.exit();
  // A name finds nothing there, from the first frame on.
  const named = await open([RIGL, 'kuznedelev'], [200, 60]);
  await named.until(/no match/u);
});

it('keeps reviews apart: the hub’s own, and named ones from the screen and the command line', async () => {
  const { open } = desk();
  const t = await open();
  await t.until('370 of 370');
  await t.press('a', 'W', 'n', ...'Second look', 'enter');
  await t.until(/Decisions belong to the review “Second look” now/u);
  await t.until(/Second look: 370 of 370 in this library/u);
  await t.press('d', 'd');
  await t.until(/Second look: .*2 screened: 2 excluded/u);
  await t.press('W', 'h');
  await t.until((lines) => /1 screened: 1 included/u.test(lines[1]!) && !/Second look/u.test(lines[1]!));
  await t.press('W');
  await t.until(/1 +Second look +2 decided/u);
  await t.press('ctrl-c');
  await t.exit();
  const again = await open([RIGL, '--review', 'Second look']);
  await again.until(/Second look: .*2 screened: 2 excluded/u);
  await again.press('ctrl-c');
  await again.exit();
  const other = await open([RIGL, '--review', 'Secnd look']);
  await other.until(/Nothing is decided in the review “Secnd look” yet/u);
  await other.until(/Secnd look: 370 of 370/u);
});

it('has a reading list with an order that stays, and opens a paper of it among those of its hub', async () => {
  const { open } = desk();
  const t = await open();
  await t.until('370 of 370');
  await t.press('3', 'T', 'R');
  await t.until(/3 papers, the next to read first/u);
  const titles = (lines: string[]): string[] => lines.flatMap((line) => /^ [▸ ] +\d {2}(.{20})/u.exec(line)?.[1] ?? []);
  const [first, second, third] = titles(t.screen());
  await t.press('2', 'J');
  await t.until((lines) => titles(lines).join() === [second, third, first].join());
  await t.press('K');
  await t.until((lines) => titles(lines).join() === [second, first, third].join());
  await t.press('ctrl-c');
  await t.exit();
  const again = await open();
  await again.until('370 of 370');
  await again.press('R');
  await again.until((lines) => titles(lines).join() === [second, first, third].join());
  await again.press('j', 'enter');
  await again.until(
    (lines) => /▸Details · paper 1 of 370/u.test(lines.join('\n')) && lines.some((line) => line.includes(first!)),
  );
  await again.until(/2\. on the reading list/u);
});

it('writes longer notes in the editor, which has the terminal meanwhile, and keeps the note where that fails', async () => {
  const { open, folder, says } = desk();
  const editor = join(folder, 'editor.sh');
  writeFileSync(
    editor,
    '#!/bin/sh\nprintf "editing %s: type a line\\n" "$(cat "$1" | wc -l | tr -d " ")"\nread -r line\nprintf "\\nsecond: %s\\n" "$line" >> "$1"\n',
  );
  chmodSync(editor, 0o755);
  const t = await open([RIGL], [120, 36], { VISUAL: `'${editor}'` });
  await t.until('370 of 370');
  await t.press('E', ...'first', 'ctrl-g');
  await t.until(/editing 1: type a line/u);
  expect(t.altScreen()).toBe(false);
  t.type('by hand\r');
  await t.until((lines) => /" first/u.test(lines.join('\n')) && /second: by hand/u.test(lines.join('\n')));
  expect(t.altScreen()).toBe(true);
  // A note of several lines opens there at once.
  await t.press('E');
  await t.until(/editing 3: type a line/u);
  t.type('again\r');
  await t.until(/second: again/u);
  expect(ids(says('list', RIGL, 'has:note', '--json'))).toHaveLength(1);
  await t.press('ctrl-c');
  await t.exit();

  const failing = await open([RIGL], [120, 36], { VISUAL: 'no-such-editor-here' });
  await failing.until('370 of 370');
  await failing.press('E');
  await failing.until(/no-such-editor-here cannot be started; set VISUAL or EDITOR/u);
  await failing.until(/second: again/u);
});

it('completes tags, and tags all that is selected at once', async () => {
  const { open, says } = desk();
  const t = await open();
  await t.until('370 of 370');
  await t.press('t', ...'sparse training', 'enter', 'j', 'space', 'space', 't', ...'SPA', 'tab', ...'core', 'enter');
  await t.until(/Changed the tags of 2 papers/u);
  expect(ids(says('list', RIGL, 'tag:core', '--json'))).toHaveLength(2);
  expect(ids(says('list', RIGL, 'tag:"sparse training"', '--json'))).toHaveLength(3);
  await t.press('t');
  await t.until(/core, sparse training, /u);
  await t.press('ctrl-u', 'enter');
  await t.until(/Changed the tags of 2 papers/u);
  await t.press('escape', 'g');
  await t.until(/#sparse training/u);
  expect(ids(says('list', RIGL, 'tag:"sparse training"', '--json'))).toHaveLength(1);
});

it('shows the list as it is by now where another program merged papers of it', async () => {
  const at = desk();
  const t = await at.open();
  await t.until('370 of 370');
  const [first, second] = ids(at.says('list', RIGL, '--json', '--limit', '2'));
  at.says('merge', first!, second!);
  await t.press('j', 'k');
  await t.until((lines) => /369 of 369/u.test(lines.join('\n')) && /merged or split meanwhile/u.test(lines.join('\n')));
  await t.press('M', 'escape', 'q');
  expect(await t.exit()).toMatchObject({ code: 0 });
});
