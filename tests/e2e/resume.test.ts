/** Quitting, or being ended, and opening again: where the reader was, in a real terminal. */
import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, inject, it, onTestFinished } from 'vitest';
import { type OpenOptions, open, type Program, ROOT } from './harness/program.js';

interface Sessions {
  start: (args: readonly string[], options?: OpenOptions) => Promise<Program>;
  /** A command on the library, or on another; its output. */
  command: (args: readonly string[], other?: string, input?: string) => string;
  states: string;
  folder: string;
}

/** Programs on one library of one reader. */
function sessions(): Sessions {
  const folder = mkdtempSync(join(tmpdir(), 'pith-tui-resume-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const library = join(folder, 'library.sqlite');
  copyFileSync(inject('bundledLibrary'), library);
  const state = join(folder, 'state');
  return {
    start: (args, options) => open(args, { library, ...options, env: { XDG_STATE_HOME: state, ...options?.env } }),
    command: (args, other = library, input = '') =>
      execFileSync(process.execPath, [join(ROOT, 'dist/pith-tui.js'), ...args, '--library', other], {
        encoding: 'utf8',
        input,
        env: { ...process.env, XDG_STATE_HOME: state, HOME: folder },
      }),
    folder,
    states: join(state, 'pith-tui', 'libraries'),
  };
}

const seen = (lines: string[]): string =>
  lines
    .slice(0, -1)
    .map((line) => line.trimEnd())
    .join('\n');

const AT_COMMIT = fileURLToPath(new URL('./harness/at-commit.cjs', import.meta.url));

it('what the thread beside the screen had just written when the program ended is undone like anything else', async () => {
  const { start, command } = sessions();
  const env = { NODE_OPTIONS: `--no-warnings --require=${JSON.stringify(AT_COMMIT)}` };
  const t = await start(['1911.11134'], { env });
  await t.until(/▸Citing papers/u);
  await t.press('A', 'd', 'y');
  await t.exit();
  expect(command(['journal']).match(/→ excluded /gu)).toHaveLength(370);
  const u = await start(['1911.11134']);
  await u.until(/370 screened/u);
  await u.press('u');
  await u.until(/Undone: 370 papers excluded/u);
  await u.until(/370 of 370 in this library/u);
  await u.press('ctrl-r');
  await u.until(/370 screened/u);
});

describe('opened again', () => {
  it.each([
    [80, 24],
    [120, 36],
    [200, 60],
  ])(
    'a hub shows the very cells it showed when it was left, undoes what was done then, and redoes it, at %i×%i',
    async (columns, rows) => {
      const { start } = sessions();
      const size = [columns, rows] as const;
      const t = await start(['hep-th/9711200'], { size });
      await t.until('2,414 of 2,414');
      const first = await t.still();
      await t.press('/');
      t.type('black');
      await t.press('enter', 's', 'd', 'ctrl-d', 'space', 'space', 'j');
      await t.until(/● 2 selected/u);
      const before = await t.still();
      await t.press('q');
      await t.until(/2 papers are selected/u);
      await t.press('q');
      expect(await t.exit()).toMatchObject({ code: 0 });

      const u = await start(['hep-th/9711200'], { size });
      await u.until(/As you left it on \d{4}-\d\d-\d\d\./u);
      await u.until((lines) => seen(lines) === seen(before));
      await u.press('u', 'u', 'u', 'u');
      await u.until((lines) => seen(lines) === seen(first));
      await u.press('u');
      await u.until(/Nothing to undo/u);
      await u.press('ctrl-c');
      await u.exit();

      const v = await start(['hep-th/9711200'], { size });
      await v.until(/2,414 of 2,414/u);
      await v.press('ctrl-r', 'ctrl-r', 'ctrl-r', 'ctrl-r');
      await v.until(/: black sort:-date .*● 2 selected/u);
      await v.press('ctrl-r');
      await v.until(/Nothing to redo/u);
    },
  );

  it('the list of hubs offers to go on, and Enter goes on', async () => {
    const { start } = sessions();
    const t = await start(['1911.11134', 'role:method']);
    await t.until('165 of 370');
    await t.press('j', 'j', 'j');
    const before = await t.still();
    t.kill('SIGTERM');
    await t.exit();
    const u = await start([]);
    await u.until(/▸ {2}Go on where you were: Rigging the Lottery.* role:method · paper 4 of 165 · \d{4}/u);
    await u.press('enter');
    await u.until(/165 of 370/u);
    const cursor = (lines: string[]): string | undefined => lines.find((line) => /(^|│)▸ /u.test(line));
    await u.until((lines) => cursor(lines) === cursor(before));
  });

  it('a sheet has its cursor and scroll again, and lies over the list from which it was opened', async () => {
    const { start } = sessions();
    const t = await start(['1911.11134', 'role:method'], { size: [80, 24] });
    await t.until('165 of 370');
    await t.press('O', 'c');
    await t.until(/Co-cited works/u);
    await t.press('ctrl-d', 'ctrl-d', 'ctrl-d', 'k');
    const before = await t.still();
    await t.press('ctrl-c');
    await t.exit();
    const u = await start(['1911.11134'], { size: [80, 24] });
    await u.until((lines) => seen(lines) === seen(before));
    await u.press('q');
    await u.until('165 of 370');
    await u.press('ctrl-c');
    await u.exit();
    const v = await start(['1911.11134'], { size: [80, 24] });
    await v.until('165 of 370');
  });

  it('nothing is lost where the terminal goes away, and little where the program is killed', async () => {
    const { start, states } = sessions();
    const t = await start(['1911.11134']);
    await t.until('370 of 370');
    await t.press('i');
    await t.until('110 of 370');
    t.hangUp();
    await t.exit();
    const u = await start(['1911.11134']);
    await u.until('110 of 370');
    await u.press('r', 'c');
    await u.until(/: influential:yes role:comparison/u);
    // The first program has left it there; it is only ever replaced whole.
    const kept = readdirSync(states);
    expect(kept).toHaveLength(1);
    await u.until(() => readFileSync(join(states, kept[0]!), 'utf8').includes('role:comparison'));
    u.kill('SIGKILL');
    await u.exit();
    const v = await start(['1911.11134']);
    await v.until(/: influential:yes role:comparison/u);
  });

  it('decisions are undone and redone over sessions, and the replay of the journal says the same as the library', async () => {
    const { start, command, folder } = sessions();
    const rows = (library?: string): unknown =>
      (JSON.parse(command(['list', '1911.11134', '--json'], library)) as Record<string, unknown>[]).map(
        ({ id, status, reason, starred, tags, note }) => [id, status, reason, starred, tags, note],
      );
    const t = await start(['1911.11134']);
    await t.until('370 of 370');
    for (let round = 0; round < 15; round += 1) await t.press('a', 'd', 'm', 'D', 'o');
    await t.until(/15 included/u);
    await t.press('t', 'c', 'o', 'r', 'e', 'enter', 'b', 'E', 'n', 'o', 't', 'e', 'enter', 'r', 'm', 'S');
    await t.until(/: role:method sort:date/u);
    const last = rows();
    await t.press(...Array.from({ length: 20 }, () => 'u'));
    await t.until(/Undone: /u);
    await t.press('q');
    await t.exit();
    expect(rows()).not.toEqual(last);
    const u = await start(['1911.11134']);
    await u.until(/370 of 370/u);
    await u.press(...Array.from({ length: 20 }, () => 'ctrl-r'));
    await u.until(/: role:method sort:date/u);
    await u.press('ctrl-r');
    await u.until(/Nothing to redo/u);
    expect(rows()).toEqual(last);
    const other = join(folder, 'other.sqlite');
    copyFileSync(inject('bundledLibrary'), other);
    command(['replay', '-'], other, command(['journal', '--jsonl']));
    expect(rows(other)).toEqual(last);
  });

  it('a file that says nonsense is a sentence, and no end', async () => {
    const { start, states } = sessions();
    const t = await start(['1911.11134', 'role:method']);
    await t.until('165 of 370');
    await t.press('q');
    await t.exit();
    writeFileSync(join(states, readdirSync(states)[0]!), '{"format":"pith-tui-state","version":1,"lists":7}');
    const u = await start(['1911.11134']);
    await u.until('370 of 370');
    await u.until(/You begin anew: where you were cannot be read/u);
  });
});

describe('two programs on one library', () => {
  it('see each other’s decisions without a key, while each is silent when nothing happens', async () => {
    const { start } = sessions();
    const [one, other] = [await start(['1911.11134']), await start(['1911.11134'])];
    await Promise.all([one.until('370 of 370'), other.until('370 of 370')]);
    await other.press('j', 'j');
    await other.still(1500);
    other.mark();
    await one.press('a', 'd');
    await one.until(/1 included/u);
    await other.until(/1 included/u);
    await other.until(/1 excluded/u);
    expect(other.raw().length).toBeGreaterThan(0);
    await other.still(1500);
    other.mark();
    await other.still(1500);
    expect(other.raw()).toBe('');
    await other.press('a');
    await one.until(/2 included/u);
    await one.press('u', 'u');
    await other.until(/1 included/u);
    await other.press('u');
    await Promise.all([
      one.until((lines) => !/\d included/u.test(lines.join('\n'))),
      other.until((lines) => !/\d included/u.test(lines.join('\n'))),
    ]);
  });

  it('keep each what was selected there', async () => {
    const { start } = sessions();
    const [one, other] = [await start(['1911.11134']), await start(['1911.11134'])];
    await Promise.all([one.until('370 of 370'), other.until('370 of 370')]);
    await one.press('space');
    await one.until(/● 1 selected/u);
    await other.press('G', 'space');
    await other.until(/● 1 selected/u);
    for (const t of [one, other]) {
      await t.press('q');
      await t.until(/1 paper is selected/u);
      await t.press('q');
      await t.exit();
    }
    const t = await start(['1911.11134']);
    await t.until(/● 2 selected/u);
  });
});
