/** Sheets: what takes long is computed in slices, and left when the sheet is; walking keeps what was selected. */
import { setImmediate } from 'node:timers/promises';
import { describe, expect, it, vi } from 'vitest';
import { ownScreening } from '../../../src/library/decisions/screening.js';
import type { Library } from '../../../src/library/library.js';
import { finished } from '../../../src/library/steps.js';
import { lineWidth } from '../../../src/text/spans.js';
import { screen } from '../../../src/tui/screen.js';
import { readSheet } from '../../../src/tui/sheets/sheets.js';
import { countSelected } from '../../../src/tui/state/selection.js';
import type { Store } from '../../../src/tui/state/store.js';
import { cites, libraryOf, role, work } from '../../library/support.js';
import { exploring, hubOf, linesOf, press, shown } from '../support.js';

const POLARITY = { axis: 'polarity' as const, labels: ['support'], judge: 'pith', at: '2026-01-01' };

const hub = (): Promise<Library> =>
  libraryOf([
    ...[0, 1, 2, 3].map((n) => work(n)),
    cites(1, 0, [role('pith', '2026-01-01', 'method')]),
    cites(2, 0, [role('pith', '2026-01-01', 'method'), POLARITY]),
    cites(3, 0, undefined, { contexts: [{ text: 'It fails to count goats.' }] }),
  ]);

interface Work {
  /** Steps that were asked for. */
  steps: number;
  /** It may come to its end. */
  ends: boolean;
  fails?: boolean;
}

/** The explorer on a hub whose sheets take steps until they may end. */
async function start(taken: Work = { steps: 0, ends: true }, library = hub()): Promise<Store> {
  const lib = await library;
  return exploring(lib, {
    columns: 100,
    services: {
      *sheet(ask) {
        while (!taken.ends) {
          taken.steps += 1;
          yield 0.5;
        }
        if (taken.fails) throw new Error('The library is gone.');
        return finished(readSheet(lib, ask, ownScreening(lib, ask.work)));
      },
    },
  });
}

describe('the key for the next order', () => {
  const together = [...[0, 10].map((n) => work(n)), ...[1, 2, 3].flatMap((n) => [work(n), cites(n, 0), cites(n, 10)])];
  const elsewhere = [4, 5, 6].flatMap((n) => [work(n), cites(n, 10)]);

  it('names it in the footer', async () => {
    const store = await start(undefined, libraryOf([...together, ...elsewhere]));
    press(store, 'O', 'c');
    expect(shown(store)).toContain('s by strength');
    press(store, 's');
    expect(shown(store)).toContain('Co-cited works by strength');
    expect(shown(store)).toContain('s by shared');
  });

  it('is not offered where strength is withheld', async () => {
    const store = await start(undefined, libraryOf(together));
    press(store, 'O', 'c');
    expect(shown(store)).toContain('Association strength: withheld');
    expect(shown(store)).not.toMatch(/ s by /u);
    press(store, 's');
    expect(shown(store)).toContain('There is no other order here.');
    expect(shown(store)).toContain('Co-cited works by shared');
  });
});

it('tells the place among the works that are listed, and none on the lines around them', async () => {
  const two = [10, 11].flatMap((n) => [work(n), ...[1, 2, 3].map((citing) => cites(citing, n))]);
  const store = await start(
    undefined,
    libraryOf([work(0), ...[1, 2, 3].flatMap((n) => [work(n), cites(n, 0)]), ...two]),
  );
  const named = (): string | undefined => /Co-cited works by shared[^─]*/u.exec(shown(store))?.[0].trim();
  press(store, 'O', 'c');
  expect(shown(store)).toContain('2 works that');
  expect(named()).toBe('Co-cited works by shared · 1/2');
  press(store, 'j');
  expect(named()).toBe('Co-cited works by shared · 2/2');
  press(store, 'k', 'k');
  expect(named()).toBe('Co-cited works by shared');
});

it('offers no key that does nothing on any of its lines', async () => {
  const store = await start(undefined, libraryOf([work(0), work(1), cites(1, 0)]));
  press(store, 'o');
  expect(shown(store)).toMatch(/Enter open.*Tab section/u);
  press(store, 'q', 'O', 'c');
  expect(shown(store)).not.toMatch(/Enter open|Tab section/u);
});

it('names no order of what is not known', async () => {
  const store = await start();
  press(store, 'O', 'c');
  expect(shown(store)).toContain('Co-cited works: not known here');
  expect(shown(store)).not.toContain('by shared');
});

describe('a sheet that takes long', () => {
  it('says how far it is while keys are answered, and is there when it is done', async () => {
    const taken = { steps: 0, ends: false };
    const store = await start(taken);
    press(store, 'o');
    expect(shown(store)).toContain('Working it out: 50%');
    press(store, '?');
    expect(shown(store)).toContain('Type to find');
    press(store, 'escape');
    taken.ends = true;
    await vi.waitFor(() => expect(shown(store)).toContain('Citing papers: 3'));
  });

  it('keeps the keys that are meant for it until it is there', async () => {
    const taken = { steps: 0, ends: false };
    const store = await start(taken);
    press(store, 'o', 'tab', 'j', 'enter');
    expect(store.top().kind).toBe('sheet');
    taken.ends = true;
    await vi.waitFor(() => expect(shown(store)).toContain(': role:method'));
  });

  it.each([[[]], [['?']]])('is taken away where nothing comes of it, and what lies over it stays: %j', async (over) => {
    const taken = { steps: 0, ends: false, fails: true };
    const store = await start(taken);
    press(store, 'o', 'j', ...over);
    taken.ends = true;
    await vi.waitFor(() => expect(shown(store)).toContain('The library is gone.'));
    expect(store.get().layers.map(({ kind }) => kind)).toEqual(['explorer', ...over.map(() => 'help')]);
    expect(store.isWaiting()).toBe(false);
  });

  it('is left with the program', async () => {
    const taken = { steps: 0, ends: false };
    const store = await start(taken);
    press(store, 'o', 'ctrl-c');
    const { steps } = taken;
    let told = 0;
    store.subscribe(() => {
      told += 1;
    });
    for (let turn = 0; turn < 20; turn += 1) await setImmediate();
    expect([taken.steps - steps, told]).toEqual([0, 0]);
  });

  it('is computed no further once it is left, and nothing is ahead', async () => {
    const taken = { steps: 0, ends: false };
    const store = await start(taken);
    press(store, 'o', 'escape');
    expect(store.top().kind).toBe('explorer');
    for (let turn = 0; turn < 3; turn += 1) await setImmediate();
    const { steps } = taken;
    for (let turn = 0; turn < 5; turn += 1) await setImmediate();
    expect(taken.steps).toBe(steps);
    press(store, 'L');
    expect(shown(store)).toContain('nothing ahead');
  });
});

describe('a list that was opened from a sheet', () => {
  it('selects in the hub, and comes back with Escape only where its own query is left', async () => {
    const store = await start();
    press(store, 'o', 'tab', 'j', 'enter');
    await vi.waitFor(() => expect(shown(store)).toContain(': role:method'));
    press(store, 'space', ':', 'x', 'escape');
    press(store, 'U');
    expect(shown(store)).toContain('role:method status:unscreened');
    press(store, 'S', 'escape');
    expect(shown(store)).not.toContain('status:unscreened');
    expect(shown(store)).toContain('role:method');
    press(store, 'escape');
    expect(shown(store)).toContain('Overview');
    press(store, 'escape');
    const explorer = store.top();
    expect(explorer.kind === 'explorer' && countSelected(explorer.selection)).toBe(1);
    expect(shown(store)).toContain('3 of 3');
  });
});

describe('the line under the cursor', () => {
  /** What is marked in the line under the cursor, and in the others. */
  const marked = (store: Store): { under: string[]; elsewhere: string[] } => {
    const spans = screen(store.get(), store.services, store.theme).lines.flat();
    const of = (wanted: string): string[] => spans.filter(({ style }) => style === wanted).map(({ text }) => text);
    return { under: of('cursorMatch'), elsewhere: of('match') };
  };

  it('keeps the marks of cues in a sentence', async () => {
    const store = await start();
    press(store, 'O', 'l');
    await vi.waitFor(() => expect(marked(store).elsewhere).toEqual(['fails to']));
    for (let line = 0; line < 10 && marked(store).under.length === 0; line += 1) press(store, 'j');
    expect(marked(store)).toEqual({ under: ['fails to'], elsewhere: [] });
  });

  it('keeps the marks of words searched for in a list', async () => {
    const store = await start();
    press(store, '/', ...'title', 'enter');
    expect(marked(store).under).toEqual(['Title']);
  });
});

it('has no mark of the cursor where all it says is that nothing is known', async () => {
  const store = await start();
  const mark = store.theme.glyphs.cursor;
  press(store, 'O', 'c');
  await vi.waitFor(() => expect(shown(store)).toContain('References come with dumps'));
  expect(linesOf(store).slice(2).join('')).not.toContain(mark);
  press(store, 'escape', 'O', 'l');
  await vi.waitFor(() => expect(shown(store)).toContain('fails to'));
  expect(linesOf(store).slice(2).join('')).toContain(mark);
});

it('has its two columns parted by a wall that joins the rules above and below it', async () => {
  const store = exploring(await hubOf(30), { columns: 200 });
  press(store, 'o');
  await vi.waitFor(() => expect(shown(store)).toContain('│'));
  const [, top, ...lines] = shown(store).split('\n');
  const wall = lines[0]!.indexOf('│');
  const body = lines.slice(0, -2);
  expect(wall).toBeGreaterThan(70);
  expect(body.every((line) => line[wall] === '│')).toBe(true);
  expect([top![wall], lines.at(-2)![wall]]).toEqual(['┬', '┴']);
  expect(lineWidth([{ text: top! }])).toBe(200);
  store.resize(100, 40);
  expect(shown(store)).not.toMatch(/[┬┴]/u);
});

/** Papers of three years. */
const years = (): Promise<Library> =>
  libraryOf([
    work(0),
    ...[2001, 2002, 2002, 2003].map((year, at) => work(at + 1, { date: String(year) })),
    ...[1, 2, 3, 4].map((n) => cites(n, 0, [n === 1 ? POLARITY : role('pith', '2026-01-01', 'method')])),
  ]);

describe('a timeline', () => {
  const told = (store: Store): string | undefined => /^ +(20\d\d: \d papers?.*)$/mu.exec(shown(store))?.[1]?.trim();
  const at = (store: Store): string => {
    const { lines } = screen(store.get(), store.services, store.theme);
    return lines
      .flat()
      .filter(({ style }) => style === 'cursor')
      .map(({ text }) => text.trim())
      .filter((text) => text !== '')
      .join(' ')
      .trim();
  };

  it('runs rightwards: the cursor goes from year to year, stays at the last, and leaves them downwards', async () => {
    const store = await start(undefined, years());
    press(store, 'O', 't');
    expect(told(store)).toBe('2001: 1 paper · none 1');
    press(store, 'right');
    expect(told(store)).toBe('2002: 2 papers · method 2');
    expect(at(store)).toBe('2 2002');
    press(store, 'l', 'l', 'l');
    expect(told(store)).toBe('2003: 1 paper · method 1');
    press(store, 'h', 'j');
    expect(told(store)).toBeUndefined();
    expect(at(store)).toContain('none 1');
    press(store, 'left');
    expect(at(store)).toContain('method 3');
    press(store, 'right', 'k', 'l', 'enter');
    expect(shown(store)).toContain(': year:2002');
    expect(shown(store)).toContain('2 of 4');
  });

  it('marks the year by its number, its name and the mark below the middle of its bar, which itself keeps its colours', async () => {
    const store = await start(undefined, years());
    press(store, 'O', 't', 'l');
    expect(at(store)).toBe('2 2002');
    const axis = shown(store)
      .split('\n')
      .find((line) => line.includes('▔'))!;
    expect(axis.trim()).toMatch(/^0 ▔{29}▴{1}▔{31}$/u);
  });

  it('says in its help that stacks are to scale, where there are stacks', async () => {
    const store = await start(undefined, years());
    press(store, 'O', 't', '?');
    expect(shown(store)).toContain('Stacks are to scale');
    const plain = await start(undefined, libraryOf([work(0), work(1, { date: '2001' }), cites(1, 0)]));
    press(plain, 'O', 't', '?');
    expect(shown(plain)).toContain('have a date');
    expect(shown(plain)).not.toContain('Stacks');
  });

  it('keeps the year under the cursor when it is stacked by something else, which its key names', async () => {
    const store = await start(undefined, years());
    press(store, 'O', 't', 'l');
    expect(shown(store)).toContain('s by polarity');
    press(store, 's');
    expect(shown(store)).toContain('Timeline by polarity');
    expect(told(store)).toBe('2002: 2 papers · none 2');
  });
});

it('names no key for another order where there is one only', async () => {
  const store = await start();
  press(store, 'O', 's');
  expect(shown(store)).not.toMatch(/ s order| s by/u);
  press(store, 's');
  expect(shown(store)).toContain('There is no other order here.');
});

it('offers no order of years that nothing is dated by', async () => {
  const store = await start();
  press(store, 'O', 't');
  expect(shown(store)).toContain('No citing paper has a date.');
  expect(shown(store)).not.toMatch(/ s order| s by/u);
  press(store, 's');
  expect(shown(store)).toContain('There is no other order here.');
  expect(shown(store)).toContain('Timeline by role');
});

it('comes back to a screen that lies on the way, however it is ordered, and forward from there', async () => {
  const store = await start(undefined, years());
  const way = (): string => shown(store).split('\n')[0]!.trim();
  press(store, 'o', 'O', 't', 's', 'O', 'c', 'O', 'a');
  expect(way()).toBe('Title 0 › Overview › Timeline › Co-cited works › Citing authors');
  // One key is named for going back, however many there are.
  expect(linesOf(store).at(-1)).toMatch(/Esc close {2}q back/u);
  expect(linesOf(store).at(-1)).not.toContain('o back');
  press(store, 'O', 't');
  expect(way()).toBe('Title 0 › Overview › Timeline');
  expect(shown(store)).toContain('Timeline by polarity');
  press(store, 'L', 'L');
  expect(way()).toBe('Title 0 › Overview › Timeline › Co-cited works › Citing authors');
});

it('shows a paper of the ledger among those that its heading counts', async () => {
  const store = await start();
  press(store, 'O', 'l');
  for (let line = 0; line < 10 && !shown(store).includes('▸ Title 3'); line += 1) press(store, 'j');
  press(store, 'enter');
  expect(shown(store)).toContain('Details · paper 1 of 1');
  press(store, 'escape');
  expect(shown(store)).toContain(': cue:contrast');
  press(store, 'escape');
  expect(shown(store)).toContain('▸Claims ledger');
});

it('lists what the paper of a ledger line cites, what the hub cites on a line without one, and says where that is shown', async () => {
  const store = await start();
  press(store, 'O', 'l', '<');
  expect(shown(store)).toContain('▸References');
  expect(shown(store)).toContain('Title 0');
  press(store, '<');
  expect(shown(store)).toContain('This is that screen already: references.');
  press(store, 'escape');
  for (let line = 0; line < 10 && !shown(store).includes('▸ Title 3'); line += 1) press(store, 'j');
  press(store, '<');
  expect(shown(store)).toContain('› References of Title 3');
});

it('marks a bar of the timeline beside its number and its name, not before the line, which has those of all bars', async () => {
  const store = exploring(await hubOf(4), { columns: 120 });
  press(store, 'O', 't', 'right');
  const lines = linesOf(store);
  expect(lines.filter((line) => / ▸\d/u.test(line))).toHaveLength(2);
  expect(lines.filter((line) => line.startsWith('▸'))).toEqual([]);
});
