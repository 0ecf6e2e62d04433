/** The paper to which the next key goes is read, and laid out, before the key. */
import { expect, it, vi } from 'vitest';
import type { HubLibraryRecord } from '../../../src/hub/record.js';
import { columnsOf } from '../../../src/library/derived/columns.js';
import type { Library } from '../../../src/library/library.js';
import type { Store } from '../../../src/tui/state/store.js';
import { lookAhead, readOn, watchAhead, watchRecords } from '../../../src/tui/tasks/ahead.js';
import { arxiv, id, load } from '../../library/support.js';
import { exploring, hubOf, list, press, shown } from '../support.js';

/** How many works were described, one by one, since it was asked last. */
function described(lib: Library): () => number {
  let asked = 0;
  const { sql } = lib;
  lib.sql = (text) => {
    if (text.includes('FROM contexts')) asked += 1;
    return sql(text);
  };
  return () => {
    const before = asked;
    asked = 0;
    return before;
  };
}

const ahead = (store: Store, step: 1 | -1): void => lookAhead(store, list(store), step);

it.each([
  ['beside the list', 120, [], 'j', 'k'],
  ['below the list', 80, [], 'j', 'k'],
  ['alone', 120, ['enter'], 'J', 'K'],
] as const)('its details %s are those that are shown then, and read once', async (_, columns, keys, on, back) => {
  const lib = await hubOf(60);
  const plain = exploring(lib, { columns });
  const store = exploring(lib, { columns });
  for (const one of [plain, store]) press(one, 'j', 'j', 'j', ...keys);
  shown(store);
  const reads = described(lib);
  ahead(store, 1);
  expect(reads()).toBe(1);
  press(store, on);
  const after = shown(store);
  expect(reads()).toBe(0);
  press(plain, on);
  expect(after).toBe(shown(plain));
  reads();
  ahead(store, -1);
  press(store, back);
  shown(store);
  // It was shown before.
  expect(reads()).toBe(0);
});

it('is none beyond either end', async () => {
  const lib = await hubOf(3);
  const store = exploring(lib);
  shown(store);
  const reads = described(lib);
  ahead(store, -1);
  press(store, 'G');
  shown(store);
  reads();
  ahead(store, 1);
  expect(reads()).toBe(0);
});

it('is looked for once keys rest, the way the cursor went, and while the terminal is the program’s', async () => {
  vi.useFakeTimers();
  try {
    const lib = await hubOf(60);
    const store = exploring(lib);
    let away = false;
    const stop = watchAhead(store, () => away);
    const reads = described(lib);
    const rest = (): number => {
      vi.advanceTimersByTime(1000);
      return reads();
    };
    press(store, 'j');
    press(store, 'j');
    expect(reads()).toBe(0);
    expect(rest()).toBe(1);
    press(store, '1', '0', 'j');
    shown(store);
    reads();
    expect(rest()).toBe(1);
    press(store, 'k');
    shown(store);
    reads();
    expect(rest()).toBe(1);
    press(store, 'k');
    shown(store);
    expect(reads()).toBe(0);
    away = true;
    press(store, 'k');
    expect(rest()).toBe(0);
    away = false;
    press(store, 'k');
    expect(rest()).toBe(1);
    stop();
    press(store, 'k');
    press(store, 'k');
    expect(rest()).toBe(0);
  } finally {
    vi.useRealTimers();
  }
});

it('has the thread ready for which more papers are selected than are dealt with at once', async () => {
  vi.useFakeTimers();
  try {
    const getReady = vi.fn();
    for (const [papers, times] of [
      [20, 0],
      [230, 1],
    ] as const) {
      const store = exploring(await hubOf(papers), { services: { getReady } });
      const stop = watchAhead(store, () => false);
      press(store, 'A');
      vi.advanceTimersByTime(1000);
      expect(getReady).toHaveBeenCalledTimes(times);
      stop();
    }
  } finally {
    vi.useRealTimers();
  }
});

it('the rest of a list whose first page is shown is read soon after the start, before a key asks for it', async () => {
  const lib = await hubOf(600);
  const store = exploring(lib);
  const { view } = list(store);
  const last = exploring(await hubOf(600));
  press(last, 'G');
  const asked = vi.spyOn(view, 'readOn');
  const stop = watchAhead(store, () => false);
  await vi.waitFor(() => expect(asked).toHaveBeenCalledOnce());
  stop();
  await readOn(store);
  // What is asked for now is made anew, since it is gone.
  lib.db.exec('DELETE FROM hub_segments');
  press(store, 'G');
  expect(shown(store)).toBe(shown(last));
  expect(lib.db.prepare('SELECT count(*) FROM hub_segments').pluck().get()).toBe(0);
});

it('what words are looked for in is read once a line to search in is open, before the first letter', async () => {
  const lib = await hubOf(600);
  const store = exploring(lib);
  const hub = id(lib, arxiv(0));
  const stop = watchAhead(store, () => false);
  await vi.waitFor(() => expect([...list(store).view.readOn()]).toEqual([]));
  const before = [...columnsOf(lib, hub).readingWords()];
  expect(before.length).toBeGreaterThan(3);
  lib.cache.clear();
  press(store, '/');
  await vi.waitFor(() => expect([...columnsOf(lib, hub).readingWords()]).toEqual([]));
  stop();
});

/** A hub of three papers, one of which a list has twice. */
async function listedTwice(): Promise<Library> {
  const lib = await hubOf(3);
  const listing = (n: number): HubLibraryRecord[] => {
    const citing = `s2:${String(n).padStart(40, '0')}`;
    return [
      { type: 'work', ids: [citing, arxiv(1)], title: 'Listed' },
      { type: 'citation', citing, cited: arxiv(0) },
    ];
  };
  await load(lib, [...listing(1), ...listing(2)], 'semantic-scholar');
  return lib;
}

it('the records that are decided on are counted when keys rest, drawn then, and counted again where facts change', async () => {
  const lib = await listedTwice();
  const store = exploring(lib, { columns: 140 });
  const hub = id(lib, arxiv(0));
  const { decisions } = store.services;
  const stop = watchRecords(store, () => false);
  expect(decisions.progress(hub).records).toBe(3);
  press(store, 'a');
  expect(decisions.progress(hub).records).toBeNull();
  expect(shown(store)).not.toMatch(/merged/u);
  const told = vi.fn();
  const unheard = store.subscribe(told);
  await vi.waitFor(() => expect(told).toHaveBeenCalled());
  unheard();
  expect(decisions.progress(hub).records).toBe(4);
  expect(shown(store)).toMatch(/3 here \(1 duplicate merged\)/u);
  await load(lib, [{ type: 'work', ids: ['doi:10.1/x'], title: 'Another' }]);
  expect(decisions.progress(hub).records).toBeNull();
  press(store, 'j');
  await vi.waitFor(() => expect(decisions.progress(hub).records).toBe(4));
  stop();
});

it('the records are not counted while the terminal is somebody else’s, nor once the program has ended', async () => {
  const store = exploring(await listedTwice());
  const { services } = store;
  const count = vi.spyOn(services.decisions, 'countRecords');
  vi.useFakeTimers();
  try {
    let away = true;
    const stop = watchRecords(store, () => away);
    press(store, 'a');
    vi.advanceTimersByTime(1000);
    expect(count).not.toHaveBeenCalled();
    away = false;
    store.set({ exit: 0 });
    vi.advanceTimersByTime(1000);
    expect(count).not.toHaveBeenCalled();
    stop();
  } finally {
    vi.useRealTimers();
  }
});
