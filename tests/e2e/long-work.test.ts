/** Long work in a terminal: a thread does it, the keys are answered, Escape leaves it, and nothing half done stays. */
import { execFileSync } from 'node:child_process';
import { copyFileSync, createReadStream, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { describe, expect, inject, it, onTestFinished } from 'vitest';
import { ROOT } from './harness/program.js';
import { explore } from './library.js';

const RIGL = '1911.11134';
const PAPERS = 370;

function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'pith-tui-long-'));
  onTestFinished(() => rmSync(made, { recursive: true, force: true, maxRetries: 3 }));
  return made;
}

const entriesIn = (bibliography: string): number => bibliography.match(/^@\w+\{/gmu)?.length ?? 0;

/** Escape as the kitty protocol has it, which means nothing else whatever follows. */
const ESCAPE = '\x1b[27u';

/** The question whether to write to a pipe that is there: nobody reads it yet, so that the writing goes on for as long as a test likes. */
async function exportToPipe(env: Record<string, string | undefined> = {}) {
  const pipe = join(folder(), 'pipe.bib');
  execFileSync('mkfifo', [pipe]);
  const t = await explore([RIGL], { env });
  await t.until('370 of 370');
  await t.press('e', 'ctrl-u');
  t.type(`${pipe}\r`);
  await t.until('This file exists.');
  return { pipe, t };
}

describe('an export', () => {
  it('leaves the screen to the reader while the file is written, and says when it is', async () => {
    const { pipe, t } = await exportToPipe();
    await t.press('y');
    await t.until('Writing 370 papers to');
    await t.press('j', 'j');
    await t.until(/ 3\/370 /u);
    await t.press('/');
    t.type('lottery');
    await t.until('39 of 370');
    t.type('\r');
    await t.press('enter');
    await t.until('Details');
    const [written] = await Promise.all([text(createReadStream(pipe)), t.until('Wrote 370 papers to')]);
    expect(entriesIn(written)).toBe(PAPERS);
  });

  it.each([
    ['shows a sign that moves', undefined, true],
    ['shows one that stands still where NO_MOTION says so', '1', false],
  ])('%s', async (_, NO_MOTION, moves) => {
    const { pipe, t } = await exportToPipe({ NO_MOTION });
    await t.press('y');
    const sign = (lines: string[]): string => /(\.+ +)Writing 370 papers to/u.exec(lines.join('\n'))?.[1] ?? '';
    const first = sign(await t.until((lines) => sign(lines) !== ''));
    if (moves) await t.until((lines) => sign(lines) !== first);
    else {
      // Meanwhile keys are answered, one after the other, which takes many times as long as a sign that moves stays as it is.
      for (let at = 2; at <= 30; at += 1) {
        await t.press('j');
        const lines = await t.until(new RegExp(` ${at}/370 `, 'u'));
        expect(sign(lines)).toBe(first);
      }
    }
    await Promise.all([text(createReadStream(pipe)), t.until('Wrote 370 papers to')]);
  });

  it('is left with Escape, and there is no file, nor a part of one', async () => {
    const place = folder();
    const t = await explore([RIGL]);
    await t.until('370 of 370');
    await t.press('e', 'ctrl-u');
    t.type(`${join(place, 'all.bib')}\r${ESCAPE}`);
    await t.until('all.bib is as it was.');
    expect(readdirSync(place)).toEqual([]);
    // Nothing is held by what was left.
    await t.press('e', 'ctrl-u');
    t.type(`${join(place, 'all.bib')}\r`);
    await t.until('Wrote 370 papers to');
    expect(entriesIn(readFileSync(join(place, 'all.bib'), 'utf8'))).toBe(PAPERS);
  });

  it('does not outlive the program, and leaves nothing behind', async () => {
    const place = folder();
    const t = await explore([RIGL]);
    await t.until('370 of 370');
    await t.press('e', 'ctrl-u');
    t.type(`${join(place, 'all.bib')}\r\x03`);
    expect((await t.exit()).code).toBe(130);
    const whole = existsSync(join(place, 'all.bib')) ? readFileSync(join(place, 'all.bib'), 'utf8') : '';
    expect([0, PAPERS]).toContain(entriesIn(whole));
    expect(readdirSync(place).filter((name) => name !== 'all.bib')).toEqual([]);
  });

  it('is not ended with the program without a word: q asks, and Esc lets it go on', async () => {
    const { pipe, t } = await exportToPipe();
    await t.press('y', 'q');
    await t.until('leave it and quit');
    await t.press('escape');
    await t.until(/ 1\/370 /u);
    const [written] = await Promise.all([text(createReadStream(pipe)), t.until('Wrote 370 papers to')]);
    expect(entriesIn(written)).toBe(PAPERS);
    await t.press('q');
    expect((await t.exit()).code).toBe(0);
  });

  it('keeps the path where nothing can come of it, and says why', async () => {
    const t = await explore([RIGL]);
    await t.until('370 of 370');
    await t.press('e', 'ctrl-u');
    t.type('/no/such/folder/all.bib\r');
    await t.until(/\/no\/such\/folder\/all\.bib cannot be written: no such file or/u);
    await t.until(/File +\/no\/such\/folder\/all\.bib/u);
  });
});

describe('deciding on all papers', () => {
  const says = (...args: string[]): string =>
    execFileSync(process.execPath, [join(ROOT, 'dist/pith-tui.js'), ...args], { encoding: 'utf8' });
  async function onOwnLibrary() {
    const library = join(folder(), 'library.sqlite');
    copyFileSync(inject('bundledLibrary'), library);
    const t = await explore([RIGL], { library });
    await t.until('370 of 370');
    return { t, library };
  }

  it('answers the keys pressed meanwhile when it is done, in their order', async () => {
    const { t, library } = await onOwnLibrary();
    t.type('AdyuAay');
    await t.until('Included 370 papers.');
    await t.until('370 screened');
    await t.press('q');
    await t.exit();
    const lines = says('journal', '--jsonl', '--library', library)
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as { to: { status: string } | null });
    expect(lines.map(({ to }) => to?.status ?? null)).toEqual(
      ['excluded', null, 'included'].flatMap((status) => Array<string | null>(PAPERS).fill(status)),
    );
  });

  it('is left with Escape, and nothing is decided', async () => {
    const { t, library } = await onOwnLibrary();
    t.type(`Ady${ESCAPE}`);
    await t.until('Left; nothing is changed.');
    await t.press('j');
    await t.until(/ 2\/370 /u);
    expect(JSON.parse(says('list', RIGL, 'status:unscreened', '--json', '--library', library))).toHaveLength(PAPERS);
  });
});
