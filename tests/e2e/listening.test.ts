/** Sessions for who listens, in a real terminal: what is written is a stream of text that no sequence goes back in. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { OpenOptions, Program } from './harness/program.js';
import { explore } from './library.js';

const HUB = '1911.11134';
/** Pastes are told from keys; nobody sees or hears that. */
const PASTE_MODE = /\u001b\[\?2004[hl]/gu;

interface Listener extends Program {
  /** Waits until a text was written, however the terminal breaks its lines. */
  hear(text: string): Promise<void>;
  /** All that was written so far, as lines. */
  stream(): string[];
}

async function listen(args: readonly string[], options: OpenOptions = {}): Promise<Listener> {
  const t = await explore([...args, '--screen-reader'], options);
  return listener(t);
}

function listener(t: Program): Listener {
  const stream = (): string[] => t.raw().replace(PASTE_MODE, '').split(/\r?\n/u);
  return {
    ...t,
    stream,
    async hear(text) {
      await t.until(() => stream().some((line) => line.includes(text)));
    },
  };
}

/** What no stream has: any sequence, a carriage return without a line's end, a backspace. */
const ORDERS = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/u;

describe('for who listens, the program', () => {
  it('writes lines that stay: no sequence moves the cursor, clears, colours or changes the screen, whatever is done', async () => {
    const t = await listen([HUB]);
    await t.hear('Row 1 of 370: ');
    await t.press('j', 'r');
    await t.hear('m: method, 165.');
    await t.press('m', 'enter');
    await t.hear('Details of paper 1 of 165.');
    await t.press('escape', 'o');
    await t.hear('Overview of Rigging the Lottery');
    await t.press('q', '?');
    await t.hear('Keys for: Citing papers first');
    await t.press('escape', 'e');
    await t.hear('Export.');
    await t.press('escape', 'ctrl-p');
    await t.hear('Find a command');
    t.resize(60, 20);
    await t.press('escape', '5');
    await t.hear('5');
    await t.press('a', 'q');
    expect((await t.exit()).code).toBe(0);
    const { stream } = t;
    for (const line of stream()) expect(line).not.toMatch(ORDERS);
    expect(t.bracketedPaste()).toBe(false);
    expect(t.altScreen()).toBe(false);
  });

  it('says the row under the cursor as a sentence, and the count when it changes', async () => {
    const t = await listen([HUB]);
    await t.hear('All 370 citing papers.');
    await t.press('r');
    await t.hear('capital: not these.');
    await t.press('m');
    await t.hear('Query role:method: 165 of 370 citing papers.');
    t.mark();
    t.type('12');
    await t.press('j');
    await t.hear('Row 13 of 165: ');
    expect(t.stream().find((line) => line.startsWith('Row 13 of 165: '))).toMatch(
      /^Row 13 of 165: .+, \p{Lu}.+, \d{4}\. (?:Background, )?[Mm]ethod.*\.$/u,
    );
  });

  it('echoes what is typed, tells what came of it, and reads the line again where something of it goes', async () => {
    const t = await listen([HUB]);
    await t.hear('Row 1 of 370: ');
    await t.press('/', 't', 'i', 'c', 'k', 'e', 't', 's');
    await t.hear('Search: tickets');
    await t.hear('Query tickets: ');
    t.mark();
    await t.press('backspace');
    await t.hear('Search: ticket');
    await t.press('enter');
    await t.hear('Citing papers.');
    await t.hear('Row 1 of ');
  });

  it('reads details as lines, one of them or all', async () => {
    const t = await listen(['hep-th/9711200', 'year:1998']);
    await t.hear('Row 1 of ');
    await t.press('enter');
    await t.hear('Details of paper 1 of ');
    // The last of them.
    await t.hear('Address: ');
    const lines = t.stream();
    const from = lines.findIndex((line) => line.startsWith('Details of paper'));
    const [title, second, third] = lines.slice(from + 1);
    expect(lines[from]).toMatch(/^Details of paper 1 of \d+\.$/u);
    expect(lines.find((line) => line.startsWith('Row 1 of '))).toContain(title);
    t.mark();
    await t.press('j', 'j');
    await t.hear(third!);
    expect(t.stream().slice(0, 2)).toEqual([second, third]);
    t.mark();
    await t.press('G');
    await t.hear('Ids: ');
  });

  it('says decisions and how far screening is, and undo', async () => {
    const t = await listen([HUB]);
    await t.hear('Row 1 of 370: ');
    const title = /^Row 1 of 370: (.{20})/u.exec(t.stream().find((line) => line.startsWith('Row 1 '))!)![1]!;
    await t.press('a');
    await t.hear(`Included. ${title}`);
    await t.hear('1 screened: 1 included, 369 left.');
    await t.press('u');
    await t.hear('Undone: 1 paper included.');
    await t.press('D');
    await t.hear('o: off-topic.');
    await t.press('o');
    await t.hear('Excluded: off-topic. ');
  });

  it('writes a file and says so, and asks before it writes over one', async () => {
    const t = await listen([HUB, 'role:comparison']);
    await t.hear('Row 1 of ');
    await t.press('e');
    await t.hear('All papers that match');
    await t.press('ctrl-u');
    await t.hear('File: ');
    const file = join(t.home, 'data-sets.bib');
    t.type(file);
    await t.press('enter');
    await t.hear('data-sets.bib');
    await t.until(() => existsSync(file));
    expect(readFileSync(file, 'utf8')).toMatch(/^@/u);
    await t.press('e', 'ctrl-u');
    t.type(file);
    await t.press('enter');
    await t.hear('This file exists: y overwrites it, a adds to it, any other key leaves it.');
  });

  it('says what is wrong with a query and where, and writes nothing while nothing happens', async () => {
    const t = await listen([HUB]);
    await t.hear('Row 1 of 370: ');
    await t.press(':');
    await t.hear('Query: ');
    t.type('rule:method');
    await t.hear('There is no field "rule"; did you mean role? Column 1.');
    await t.press('escape');
    await t.hear('Citing papers.');
    await t.still();
    t.mark();
    t.resize(200, 50);
    t.resize(80, 24);
    await t.still(400);
    expect(t.raw()).toBe('');
    await t.press('ctrl-l');
    await t.hear('Citing papers of: Rigging the Lottery');
  });

  it('does so by the variable of all Ink programs and by the setting, and gives the terminal back when a signal ends it', async () => {
    const t = listener(await explore([HUB], { env: { INK_SCREEN_READER: 'true' } }));
    await t.hear('pith-tui for listening.');
    await t.hear('Row 1 of 370: ');
    t.kill('SIGTERM');
    expect((await t.exit()).code).toBe(143);
    expect(t.bracketedPaste()).toBe(false);

    const config = join(t.home, '..', `listening-config-${process.pid}`);
    mkdirSync(join(config, 'pith-tui'), { recursive: true });
    writeFileSync(join(config, 'pith-tui/config.toml'), 'screen-reader = true\n');
    const set = listener(await explore([HUB], { env: { XDG_CONFIG_HOME: config } }));
    await set.hear('Row 1 of 370: ');
    expect(set.altScreen()).toBe(false);
  });
});
