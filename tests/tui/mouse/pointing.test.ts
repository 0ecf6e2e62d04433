/** Presses and the wheel in the explorer, on a library in a real file. */
import { describe, expect, it } from 'vitest';
import { plainText } from '../../../src/text/spans.js';
import { width } from '../../../src/text/width.js';
import { screen } from '../../../src/tui/screen.js';
import type { Store } from '../../../src/tui/state/store.js';
import { exploring, hubOf, list, press, shown } from '../support.js';

/** The explorer on a hub of sixty papers. */
const opened = async (columns = 120): Promise<Store> => exploring(await hubOf(60), { columns });

/** The cell of the first line that has a text, or of the first below `from`. */
function place(store: Store, text: string, from = 0): { x: number; y: number } {
  const lines = screen(store.get(), store.services, store.theme).lines.map(plainText);
  const y = lines.findIndex((line, at) => at >= from && line.includes(text));
  if (y < 0) throw new Error(`no ${text} in\n${lines.join('\n')}`);
  return { x: width(lines[y]!.slice(0, lines[y]!.indexOf(text))), y };
}
const click = (store: Store, text: string, from = 0): void =>
  store.keys([{ name: 'press', at: place(store, text, from) }]);
const twice = (store: Store, text: string): void => {
  const key = { name: 'press', at: place(store, text) };
  store.keys([key, key]);
};
const wheel = (store: Store, text: string, turns: number): void =>
  store.keys(
    Array.from({ length: Math.abs(turns) }, () => ({
      name: turns > 0 ? 'wheeldown' : 'wheelup',
      at: place(store, text),
    })),
  );

describe('in the list', () => {
  it('a press puts the cursor on the paper and the keys in the list, and scrolls nothing', async () => {
    const store = await opened();
    press(store, 'f', 'j');
    expect(list(store).focus).toBe('facets');
    wheel(store, 'part 60', 4);
    const { top } = list(store).scroll;
    click(store, `part ${60 - top} `);
    expect(list(store)).toMatchObject({ focus: 'list', scroll: { cursor: top, top } });
    click(store, `part ${60 - top - 5} `);
    expect(list(store).scroll).toEqual({ cursor: top + 5, top });
  });

  it('two presses open the paper, as Enter does', async () => {
    const store = await opened();
    twice(store, 'part 55');
    expect(list(store)).toMatchObject({ zoomed: true, scroll: { cursor: 5 } });
  });

  it('two presses on different papers open none', async () => {
    const store = await opened();
    click(store, 'part 55');
    click(store, 'part 50');
    expect(list(store)).toMatchObject({ zoomed: false, scroll: { cursor: 10 } });
  });

  it('the name of a column sorts by it, and pressed again the other way round', async () => {
    const store = await opened();
    click(store, 'Title', 4);
    expect(list(store).view.order).toMatchObject({ key: 'title', descending: false });
    press(store, 'j');
    click(store, 'Title▲', 4);
    expect(list(store).view.order).toMatchObject({ key: 'title', descending: true });
  });

  it('the wheel scrolls it under the cursor, which goes along only when it would be out of sight', async () => {
    const store = await opened();
    press(store, ...'jjjjjjjjjj');
    wheel(store, 'part 60', 1);
    expect(list(store).scroll).toEqual({ cursor: 10, top: 3 });
    wheel(store, 'part 57', 5);
    expect(list(store).scroll).toEqual({ cursor: 18, top: 18 });
    wheel(store, 'part 41', 100);
    expect(shown(store)).toContain('part 1 ');
    wheel(store, 'part 1 ', -100);
    expect(list(store).scroll.top).toBe(0);
  });
});

describe('beside the list', () => {
  it('a facet filters as its key does, and a second press takes that back', async () => {
    const store = await opened(160);
    const y = place(store, 'Role').y;
    click(store, 'method', y);
    expect(list(store).view.total).toBe(20);
    expect(list(store).focus).toBe('facets');
    press(store, 'j');
    click(store, 'method', y);
    expect(list(store).view.total).toBe(60);
  });

  it('a facet’s name opens its menu, whose entry is chosen by a press', async () => {
    const store = await opened(160);
    click(store, 'Role');
    expect(store.top().kind).toBe('menu');
    click(store, 'm   method');
    expect(store.top().kind).toBe('explorer');
    expect(list(store).view.total).toBe(20);
  });

  it('a value of the line below the list filters, too', async () => {
    const store = await opened(90);
    click(store, 'background ██');
    expect(list(store).view.total).toBe(20);
  });

  it('the details are focused by a press, and scrolled by the wheel without it', async () => {
    const store = await opened(160);
    wheel(store, 'Details', 1);
    expect(list(store).focus).toBe('list');
    click(store, 'Details');
    expect(list(store).focus).toBe('details');
  });
});

describe('over the list', () => {
  it('a press beside a menu puts it away, and does nothing to what lies there', async () => {
    const store = await opened();
    press(store, 's');
    click(store, 'part 57');
    expect(store.top().kind).toBe('explorer');
    expect(list(store).scroll.cursor).toBe(0);
  });

  it('a press beside a dialog does nothing', async () => {
    const store = await opened(160);
    press(store, 'e');
    click(store, 'Details');
    expect(store.top().kind).toBe('export');
    click(store, '─ Export');
    expect(store.top().kind).toBe('export');
  });

  it('the second half of a double press does nothing to what has come there', async () => {
    const store = await opened();
    press(store, 's');
    twice(store, 'title');
    expect(list(store)).toMatchObject({ zoomed: false, scroll: { cursor: 0 } });
    expect(list(store).view.order.key).toBe('title');
  });

  it('a line of the palette runs it, and a line of the help moves the cursor and runs at two presses', async () => {
    const store = await opened();
    press(store, 'ctrl-p', ...'reverse the sort');
    click(store, 'everse the sort', 3);
    expect(list(store).view.order.descending).toBe(false);
    press(store, '?', ...'invert the');
    twice(store, 'invert the selection');
    expect(shown(store)).toContain('60 selected');
  });

  it('a hint in the last line does what its key does', async () => {
    const store = await opened();
    click(store, 'e export');
    expect(store.top().kind).toBe('export');
    press(store, 'escape');
  });

  it('the query line is edited by a press, and a press in the list keeps what was typed', async () => {
    const store = await opened();
    click(store, 'all citing papers');
    expect(store.top().kind).toBe('prompt');
    press(store, ...'role:method');
    click(store, 'part 58');
    expect(store.top().kind).toBe('explorer');
    expect(list(store).view.total).toBe(20);
  });
});

describe('on the way', () => {
  it('a stop of the way here is gone back to', async () => {
    const store = await opened();
    press(store, 'o');
    expect(store.top().kind).toBe('sheet');
    click(store, 'Title 0');
    expect(store.top().kind).toBe('explorer');
    press(store, 'L');
    expect(store.top().kind).toBe('sheet');
  });

  it('a line of a sheet has the cursor by a press, and opens what it counts by two', async () => {
    const store = await opened();
    press(store, 'o');
    twice(store, 'comparison');
    expect(list(store).view.total).toBe(20);
    expect(store.get().layers).toHaveLength(3);
  });

  it('the wheel scrolls a sheet, and its cursor stays in sight', async () => {
    const store = await opened();
    press(store, 'o');
    const before = shown(store);
    wheel(store, 'comparison', 3);
    expect(shown(store)).not.toBe(before);
    press(store, 'j', 'k');
    const sheet = store.top();
    expect(sheet.kind === 'sheet' && sheet.top).toBeGreaterThan(0);
  });
});

it('a press takes a message and a count away', async () => {
  const store = await opened();
  press(store, '5');
  click(store, 'part 58');
  expect(store.get()).toMatchObject({ count: '', toast: null });
});
