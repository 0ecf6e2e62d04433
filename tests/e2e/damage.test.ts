/** A library that is cut short, overwritten or taken away while its papers are on the screen. */
import { copyFileSync, mkdirSync, renameSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, inject, it } from 'vitest';
import { folder } from '../library/support.js';
import { open, type Program } from './harness/program.js';

/** What is said at the end, on as many lines as the terminal takes for it. */
const DAMAGED = /^pith-tui: The library \S+ is damaged; restore a copy of it, or name another with --library\. /u;
const GONE = /^pith-tui: The library \S+ was moved, deleted or replaced while it was in use; start again /u;

/** Another program writes, so that nothing that was read before is believed, and then does worse. */
function written(file: string): void {
  const other = new Database(file);
  other.exec('UPDATE works SET venue = venue');
  other.close();
}

const CASES: Record<string, [act: (file: string) => void, end: RegExp]> = {
  'cut to nothing': [(file) => truncateSync(file, 0), DAMAGED],
  'cut in the middle': [(file) => truncateSync(file, 16384 * 3), DAMAGED],
  overwritten: [(file) => writeFileSync(file, Buffer.alloc(statSync(file).size, 0xff), { flag: 'r+' }), DAMAGED],
  'replaced by another file': [
    (file) => {
      writeFileSync(`${file}.other`, 'No library.\n');
      renameSync(`${file}.other`, file);
    },
    GONE,
  ],
  deleted: [(file) => rmSync(file), GONE],
  'deleted with its folder': [(file) => rmSync(dirname(file), { recursive: true }), GONE],
};

/** Keys that have the library read: in answering them, in drawing what they lead to, in drawing for another size. */
const READ: Record<string, (t: Program) => unknown> = {
  'a query': (t) => t.type(':abs:hole\r'),
  'the last papers': (t) => t.press('G'),
  'a larger window': (t) => t.resize(120, 60),
};

const TRIED = Object.keys(CASES).flatMap((name) =>
  // In answering and in drawing, what is damaged and what is gone; the others of their kind in one of them.
  Object.keys(READ).flatMap((at) => (/middle|replaced/u.test(name) || at === 'the last papers' ? [[name, at]] : [])),
);

describe('a library that does not stay as it was opened', () => {
  it.each(TRIED)('%s ends the program in a sentence at %s', async (name, at) => {
    const [act, end] = CASES[name!]!;
    const file = join(folder(), 'data', 'library.sqlite');
    mkdirSync(dirname(file));
    copyFileSync(inject('bundledLibrary'), file);
    const t = await open(['hep-th/9711200'], { library: file });
    await t.until('2,414 of 2,414');
    written(file);
    act(file);
    await READ[at!]!(t);
    expect(await t.exit()).toMatchObject({ code: 2 });
    const said = t.screen().map((line) => line.trimEnd());
    const from = said.findIndex((line) => line !== '');
    const lines = said.slice(from, said.findLastIndex((line) => line !== '') + 1);
    expect(lines.join('')).toMatch(end);
    expect([t.altScreen(), t.bracketedPaste(), t.cursor().visible]).toEqual([false, false, true]);
  });

  it('ends the program where that is found before there is a screen: the terminal is read no more', async () => {
    const file = join(folder(), 'library.sqlite');
    copyFileSync(inject('bundledLibrary'), file);
    const other = new Database(file);
    other.exec("UPDATE hubs SET printed = '{'");
    other.close();
    const t = await open([], { library: file, background: '\x1b]11;rgb:0000/0000/0000\x1b\\' });
    expect(await t.exit()).toMatchObject({ code: 2 });
    // The terminal had been asked for its background, and was listened to.
    expect(t.raw()).toContain('\x1b]11;?');
    const said = t.screen().map((line) => line.trimEnd());
    expect(said.join('')).toMatch(/^pith-tui: The library \S+ is damaged \(/u);
  });
});
