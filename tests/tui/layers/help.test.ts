/** The help layer. */
import { describe, expect, it } from 'vitest';
import { POLARITIES, ROLES, VERDICTS } from '../../../src/hub/vocabulary.js';
import { ASCII_GLYPHS, UNICODE_GLYPHS } from '../../../src/text/look/glyphs.js';
import { BINDINGS } from '../../../src/tui/keymap.js';
import { byAim } from '../../../src/tui/layers/finding/keys-by-aim.js';
import { aimOf, type HelpLayer, helpEntries } from '../../../src/tui/layers/help.js';
import type { Store } from '../../../src/tui/state/store.js';
import { exploring, hubOf, linesOf, press, shown } from '../support.js';

const found = (filter: string): string[] =>
  helpEntries('list', filter, UNICODE_GLYPHS).map(({ keys, help }) => `${keys}: ${help}`);

describe('what the help says of the numbers', () => {
  const cursorOf = (store: Store): number => (store.top() as HelpLayer).scroll.cursor;

  it('stands behind the keys, and both are read to their ends, however low the terminal', async () => {
    const store = exploring(await hubOf(3), { columns: 40 });
    store.resize(40, 10);
    press(store, '?');
    const seen: string[] = [];
    for (let before = -1; before < cursorOf(store); ) {
      before = cursorOf(store);
      for (const line of linesOf(store)) if (!seen.includes(line)) seen.push(line);
      press(store, 'down');
    }
    const text = seen.join(' ');
    expect(text).toMatch(/\/ search.*accept.*By date of publication.*Tiers: a super hub has.*stands as printed/su);
    for (let steps = 0; steps < 200; steps++) press(store, 'up');
    expect(cursorOf(store)).toBe(0);
    expect(shown(store).split('\n')).toHaveLength(10);
  });
});

describe('the help', () => {
  it('has every key that holds here, and every mark a row can have of the known labels; typing finds all keys', () => {
    const entries = helpEntries('list', '', UNICODE_GLYPHS);
    const here = BINDINGS.filter(({ where }) => where.includes('list'));
    expect(new Set(entries.flatMap(({ binding }) => binding ?? []))).toEqual(new Set(here));
    for (const binding of BINDINGS)
      expect(helpEntries('list', binding.help, UNICODE_GLYPHS).map((entry) => entry.binding)).toContain(binding);
    const marks = entries.filter(({ binding }) => binding === undefined).map(({ help }) => help);
    for (const { label } of [...ROLES, ...POLARITIES, ...VERDICTS].filter(({ label: one }) => one !== 'none'))
      expect(
        marks.some((help) => help.endsWith(` ${label.replaceAll('_', ' ')}`)),
        label,
      ).toBe(true);
  });

  it('lists no key that does nothing here, which typing finds', async () => {
    const store = exploring(await hubOf(3), { columns: 160 });
    store.resize(160, 60);
    press(store, '?');
    expect(shown(store)).toContain('+ link to a claim');
    expect(shown(store)).not.toContain('skip step');
    press(store, ...'pass over');
    expect(shown(store)).toContain('in the tutorial: pass over this step');
    press(store, 'escape', 'escape', 'O', 't', '?');
    expect(shown(store)).not.toContain('link to a claim');
  });

  it('puts what holds here first, then the marks, then the rest', () => {
    const kinds = helpEntries('facets', 'e', UNICODE_GLYPHS).flatMap((entry) =>
      entry.where === 'Mouse' ? [] : entry.binding === undefined ? 'mark' : entry.here ? 'here' : 'elsewhere',
    );
    expect([...new Set(kinds)]).toEqual(['here', 'mark', 'elsewhere']);
    expect(kinds.toSorted((a, b) => kinds.indexOf(a) - kinds.indexOf(b))).toEqual(kinds);
  });

  it('has all keys of a screen and all marks on two pages of a terminal of 80 by 24, by what one wants to do', async () => {
    const store = exploring(await hubOf(12));
    store.resize(80, 24);
    press(store, '?');
    expect(shown(store)).toMatch(/▸ \/ search.*\n.*\n Move {10} j down {2}k up/u);
    expect(shown(store)).toContain('page 1 of 2');
    press(store, 'pagedown');
    expect(shown(store)).toContain('page 2 of 2');
    expect(shown(store)).toContain('accept  C conditional');
    press(store, 'pageup');
    expect(shown(store)).toMatch(/▸ \/ search/u);
  });

  it.each(['list', 'facets', 'details', 'sheet', 'hubs', 'pick', 'reading', 'audit'] as const)(
    'knows what each key of %s is for',
    (context) => {
      const entries = helpEntries(context, '', UNICODE_GLYPHS);
      const groups = byAim(entries.map(aimOf)).map(({ title }) => title);
      expect(groups).not.toContain('More');
    },
  );

  it('is narrowed by words, by a key and by a mark', () => {
    expect(found('polarity contrast')).toEqual(['c: in a row: polarity contrast']);
    expect(found('+')).toContain('+: in a row: new in the latest update');
    expect(found('M')).toContain('M: in a row: role method');
    expect(found('M')).toContain('M: merge the selected records of one paper');
    expect(found('no such thing')).toEqual([]);
  });

  it('has the line under the cursor whole below the list, however narrow the terminal', async () => {
    const store = exploring(await hubOf(12));
    store.resize(80, 24);
    press(store, '?');
    for (const { binding } of helpEntries('list', '', UNICODE_GLYPHS, ['skipStep'])) {
      if (binding === undefined) break;
      const help = store.top();
      expect(help.kind).toBe('help');
      const [first, second] = shown(store).split('\n').slice(-3, -1);
      expect(`${first!.trim()} ${second!.trim()}`).toContain(binding.help.slice(0, 120));
      press(store, 'down');
    }
  });

  it('names the mouse', () => {
    expect(found('wheel')).toEqual(['wheel: scrolls the pane below it']);
  });

  it.each([UNICODE_GLYPHS, ASCII_GLYPHS])(
    'has a mark of its own for whatever is no letter of a label, in rows and among the filters',
    (glyphs) => {
      const marks = helpEntries('list', '', glyphs).filter(
        ({ mark }) => mark !== undefined && ['Marks', 'Filters'].includes(mark.title),
      );
      expect(marks.length).toBeGreaterThan(20);
      expect(new Set(marks.map(({ keys }) => keys)).size).toBe(marks.length);
    },
  );

  it('names arrow keys in words where there are no arrows, and never as other keys', () => {
    const keys = helpEntries('list', '', ASCII_GLYPHS).flatMap((entry) => entry.keys.split(' '));
    expect(keys).toContain('Down');
    expect(keys).toContain('Shift-Down');
    expect(helpEntries('list', '', UNICODE_GLYPHS).flatMap((entry) => entry.keys.split(' '))).toContain('Shift-↓');
  });

  it('has marks that an ASCII terminal can show', () => {
    for (const { keys, where } of helpEntries('list', '', ASCII_GLYPHS))
      if (where === 'Marks of the list') expect(keys).toMatch(/^[\x21-\x7e]+$/u);
  });
});

it('speaks of a timeline in the words of its last line', async () => {
  const store = exploring(await hubOf(30), { columns: 200 });
  press(store, 'O', 't');
  expect(linesOf(store).at(-1)).toMatch(/→ later .*← earlier /u);
  press(store, '?');
  expect(shown(store)).toMatch(/→ later/u);
  expect(shown(store)).toMatch(/← earlier/u);
  expect(shown(store)).not.toMatch(/→ right|← left/u);
});
