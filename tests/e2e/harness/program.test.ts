/** The harness itself: a small program in a pseudo-terminal. */
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { run } from './program.js';

const parrot = [process.execPath, fileURLToPath(new URL('./parrot.mjs', import.meta.url))];

describe('a program in a terminal', () => {
  it('is seen as a terminal shows it: text, widths, styles, cursor, alternate screen', async () => {
    const t = await run(parrot, { size: [60, 10] });
    await t.until('parrot 60x10');
    await t.until(/inverse orange/u);
    expect(t.screen()[1]).toBe('red inverse orange true 強化🎯e\u0301|');
    expect(t.cell(0, 1)).toMatchObject({ char: 'r', fg: 1, bold: true, inverse: false, bg: 'default' });
    expect(t.cell(4, 1)).toMatchObject({ char: 'i', inverse: true, bold: false });
    expect(t.cell(12, 1)).toMatchObject({ char: 'o', fg: 208, underline: true });
    expect(t.cell(19, 1)).toMatchObject({ char: 't', fg: '#010203' });
    expect(t.cell(24, 1)).toMatchObject({ char: '強', width: 2 });
    expect(t.cell(25, 1)).toMatchObject({ char: '', width: 0 });
    expect(t.cell(28, 1)).toMatchObject({ char: '🎯', width: 2 });
    expect(t.cell(30, 1)).toMatchObject({ char: 'e\u0301', width: 1 });
    expect(t.cell(31, 1).char).toBe('|');
    expect(t.altScreen()).toBe(true);
    expect(t.bracketedPaste()).toBe(true);
    expect(t.cursor().visible).toBe(false);
  });

  it('gets keys one by one, text in one piece and pastes as pastes', async () => {
    const t = await run(parrot);
    await t.until('parrot');
    await t.press('j', 'enter', 'ctrl-d', 'escape', 'up', 'alt-b');
    t.type('ab');
    await t.until('ab;');
    t.paste('x');
    await t.until('201~;');
    // A slow reader gets several in one chunk, as it does from a real terminal.
    expect(t.screen()[2]!.replaceAll(';', '')).toBe(
      String.raw`heard "j\r\u0004\u001b[27u\u001b[A\u001bbab\u001b[200~x\u001b[201~"`,
    );
  });

  it('gets answers from the terminal', async () => {
    const t = await run(parrot);
    await t.until('heard');
    await t.press('?');
    await t.until(/heard ".*\[\d+;\d+R.*\[\?[\d;]+c/u);
  });

  it('puts text on the clipboard', async () => {
    const t = await run(parrot);
    await t.until('heard');
    expect(t.clipboard()).toBeNull();
    await t.press('y');
    await t.until(() => t.clipboard() !== null);
    expect(t.clipboard()).toBe('Grüße');
  });

  it('is read to its end, however slow the reader is', async () => {
    const t = await run(['sh', '-c', "head -c 60000 /dev/zero | tr '\\0' x; printf '\\r\\nTHE END'"]);
    // A busy machine: a look at what came takes long, and it brings 4 KB.
    let isOver = false;
    const hold = (): void => {
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 300);
      if (!isOver) setImmediate(hold);
    };
    hold();
    await t.exit();
    isOver = true;
    expect(t.raw()).toContain('THE END');
    expect(t.screen().at(-1)).toBe('THE END');
  });

  it('is told of a new size', async () => {
    const t = await run(parrot, { size: [80, 24] });
    await t.until('parrot 80x24');
    t.resize(100, 30);
    await t.until('parrot 100x30');
    expect(t.screen()).toHaveLength(30);
  });

  it('leaves its bytes to look at', async () => {
    const t = await run(parrot);
    await t.until('heard');
    await t.still();
    t.mark();
    await t.still();
    expect(t.raw()).toBe('');
    await t.press('j');
    await t.until('j;');
    expect(t.raw()).toContain('\x1b[?2026h');
  });

  it('ends with a code, and the screen of before is back', async () => {
    const t = await run(parrot);
    await t.until('heard');
    await t.press('q');
    expect(await t.exit()).toEqual({ code: 3, signal: 0 });
    expect(t.altScreen()).toBe(false);
    expect(t.cursor().visible).toBe(true);
    expect(t.bracketedPaste()).toBe(false);
    expect(t.screen()[0]).toBe('goodbye');
  });

  it('gets signals, and is hung up on', async () => {
    const t = await run(parrot);
    await t.until('heard');
    t.kill('SIGTERM');
    expect((await t.exit()).code).toBe(7);
    const u = await run(parrot);
    await u.until('heard');
    u.hangUp();
    expect((await u.exit()).signal).toBe(1);
  });

  it('has an environment of its own', async () => {
    const script =
      'console.log(["HOME","CI","NO_COLOR","TERM","EXTRA","LANG"].map((k) => k+"="+process.env[k]).join("\\n"))';
    const t = await run([process.execPath, '-e', script], { env: { EXTRA: 'yes', LANG: undefined } });
    await t.exit();
    expect(t.screen().slice(0, 6)).toEqual([
      `HOME=${t.home}`,
      'CI=undefined',
      'NO_COLOR=undefined',
      'TERM=xterm-256color',
      'EXTRA=yes',
      'LANG=undefined',
    ]);
  });
});

describe('what it says when the wait is in vain', () => {
  it('shows the screen and what was waited for', async () => {
    const t = await run(parrot, { size: [60, 5] });
    await t.until('heard');
    await expect(t.until('never there', 200)).rejects.toThrow(
      /"never there" for 200 ms[\s\S]*\|parrot 60x5[\s\S]*still running/u,
    );
  });

  it('does not wait for a program that has ended', async () => {
    const t = await run([process.execPath, '-e', 'console.log("short"); process.exit(5)']);
    await expect(t.until('never there', 5000)).rejects.toThrow(/program ended[\s\S]*\|short[\s\S]*code 5/u);
  });
});
