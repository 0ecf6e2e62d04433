/** The terminal is left as it was found, however the program ends. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bundle } from '../../e2e/harness/bundle.js';
import { type Program, run } from '../../e2e/harness/program.js';

let built: { file: string; remove(): void };
beforeAll(async () => {
  built = await bundle('tests/tui/term/ink-program.ts');
});
afterAll(() => built.remove());

/** The program under a shell without line editing, whose prompt is `$>`, so that jobs and the terminal's modes can be looked at. */
async function inShell(): Promise<Program> {
  const t = await run(['bash', '--norc', '--noprofile', '--noediting', '-i'], {
    size: [80, 12],
    env: { PS1: '$> ', CI: '1' },
  });
  await t.until('$>');
  return t;
}
const start = async (t: Program): Promise<void> => {
  t.type(`${process.execPath} ${built.file}\r`);
  await t.until('ready 80x12');
  expect([t.altScreen(), t.bracketedPaste(), t.cursor().visible]).toEqual([true, true, false]);
};

/** The terminal is as it was: screen, cursor, paste mode, and the modes of its input. */
async function asBefore(t: Program): Promise<void> {
  await t.until(() => !t.altScreen());
  await t.still();
  expect([t.altScreen(), t.bracketedPaste(), t.cursor().visible]).toEqual([false, false, true]);
  t.type('stty -a\r');
  await t.until(/ icanon /u);
  await t.until(/ echo /u);
}

describe('the terminal is as it was', () => {
  it('after the program ended by itself', async () => {
    const t = await inShell();
    await start(t);
    await t.press('q');
    await t.until('goodbye');
    await asBefore(t);
  });

  it.each([
    ['an error of a timer', 't', 'error: thrown by a timer', 1],
    ['a rejection', 'r', 'error: rejected', 1],
    ['an error while drawing', 'X', 'error: thrown while drawing', 1],
    ['an error of a key', 'k', 'error: thrown by a key', 1],
    ['process.exit', 'p', '$>', 9],
  ])('after %s, which is told on the normal screen', async (_, key, told, code) => {
    const t = await inShell();
    await start(t);
    await t.press(key);
    await t.until(() => !t.altScreen());
    await t.until(told);
    await asBefore(t);
    t.type('false; clear\r');
    await t.still();
    await start(t);
    await t.press(key);
    await t.until(() => !t.altScreen());
    await t.still();
    t.type('echo "code $?"\r');
    await t.until(`code ${code}`);
  });

  it.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
    ['SIGHUP', 129],
    ['SIGQUIT', 131],
    ['SIGALRM', 142],
    ['SIGUSR1', 138],
  ] as const)('after %s, with the exit code shells expect', async (signal, code) => {
    const t = await inShell();
    await start(t);
    // A shell of its own sends it, to the youngest child of the one that runs the program.
    process.kill(await childOf(t.pid), signal);
    await t.until(`signal: ${signal}`);
    t.type('echo "code $?"\r');
    await t.until(`code ${code}`);
    await asBefore(t);
  });

  it('after Ctrl-\\, as after the signal it stands for', async () => {
    const t = await inShell();
    await start(t);
    await t.press('ctrl-\\');
    await t.until('signal: SIGQUIT');
    t.type('echo "code $?"\r');
    await t.until('code 131');
    await asBefore(t);
  });

  it('after a SIGINT that came while it was stopped', async () => {
    const t = await inShell();
    await start(t);
    await t.press('ctrl-z');
    await t.until('Stopped');
    t.type('kill -INT %1; fg\r');
    await t.until('signal: SIGINT');
    t.type('echo "code $?"\r');
    await t.until('code 130');
    await asBefore(t);
  });

  it('while it is stopped, and the program has it again when continued, in the size it has by then', async () => {
    const t = await inShell();
    await start(t);
    await t.press('j', 'ctrl-z');
    await t.until('Stopped');
    await asBefore(t);
    t.resize(60, 10);
    await t.still();
    t.type('fg\r');
    await t.until('ready 60x10 resumed 1');
    await t.until('line 9');
    expect([t.altScreen(), t.bracketedPaste(), t.cursor().visible]).toEqual([true, true, false]);
    await t.press('x');
    await t.until(/heard j ctrl-z x/u);
    await t.press('ctrl-z');
    await t.until(() => !t.altScreen());
    await t.still();
    t.type('fg\r');
    await t.until('resumed 2');
    await t.press('q');
    await t.until('goodbye');
    await asBefore(t);
  });

  it('after a stop by a signal nobody catches, once it is continued', async () => {
    const t = await inShell();
    await start(t);
    process.kill(await childOf(t.pid), 'SIGSTOP');
    await t.until('Stopped');
    await t.still();
    t.type('fg\r');
    await t.until('resumed 1');
    await t.press('x');
    await t.until(/heard x/u);
    await t.press('q');
    await t.until('goodbye');
    await asBefore(t);
  });
});

describe('a terminal without job control', () => {
  it('does not hang on Ctrl-Z', async () => {
    const t = await run([process.execPath, built.file], { size: [80, 12] });
    await t.until('ready');
    await t.press('ctrl-z');
    await t.until('resumed 1');
    await t.press('j', 'q');
    expect((await t.exit()).code).toBe(0);
  });
});

describe('a terminal that goes away', () => {
  it('ends the program at once', async () => {
    const t = await run([process.execPath, built.file], { size: [80, 12] });
    await t.until('ready');
    t.hangUp();
    const { code, signal } = await t.exit();
    expect([code, signal]).toEqual([129, 0]);
  });
});

describe('input', () => {
  it('arrives as keys, an Escape by itself and pastes as text', async () => {
    const t = await run([process.execPath, built.file], { size: [80, 12] });
    await t.until('ready');
    t.type('jj \r\x1b[A');
    t.paste('two\nlines');
    await t.press('escape');
    await t.until('heard j j space enter up <two');
    await t.until('escape');
  });

  it('costs nothing while there is none', async () => {
    const t = await run([process.execPath, built.file], { size: [80, 12] });
    await t.until('ready');
    // It would never be still if it did anything now and then.
    await t.still(1000);
  });
});

/** The child of a process that is not the shell's own reading. */
async function childOf(pid: number): Promise<number> {
  const { readFile } = await import('node:fs/promises');
  const children = await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8');
  return Number(children.trim().split(' ').at(-1));
}
