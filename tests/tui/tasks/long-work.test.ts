/** Tasks with many papers: done on another connection to the library's file, while the screen answers keys or keeps them. */
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { afterEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { gatherHanded } from '../../../src/library/decisions/writing/handing.js';
import { mergeAll } from '../../../src/library/identity/merge-split.js';
import { closeLibrary, type Library } from '../../../src/library/library.js';
import { openLibrary } from '../../../src/library/open.js';
import { makeTheme } from '../../../src/text/theme.js';
import { explorerLayer } from '../../../src/tui/layers/explorer.js';
import { libraryServices } from '../../../src/tui/services/library-services.js';
import { lookElsewhere } from '../../../src/tui/state/elsewhere.js';
import type { Store } from '../../../src/tui/state/store.js';
import { Left } from '../../../src/tui/tasks/signs.js';
import { done } from '../../../src/tui/tasks/tasks.js';
import type { Beside } from '../../../src/tui/tasks/thread.js';
import { arxiv, id } from '../../library/support.js';
import { hubOf, linesOf, list, NOWHERE, press, shown, storeOf } from '../support.js';

/** More than are dealt with at once. */
const MANY = 230;

/** What of tasks the test decides: when they are done, and how far they are until then. */
interface Hand {
  asked: string[];
  done: number;
  finish(): void;
}

/** The tasks themselves, on a connection of their own, begun when the test says so. */
function byHand(lib: Library): { beside: Beside; hand: Hand } {
  const hand: Hand = { asked: [], done: 0, finish: () => {} };
  const beside: Beside = {
    run(asked, review) {
      hand.asked.push(asked.name);
      const { promise, resolve, reject } = Promise.withResolvers<ReturnType<typeof done<typeof asked.name>>>();
      hand.finish = () => {
        const own = openLibrary(lib.file);
        gatherHanded(own);
        try {
          resolve(done(own, 'ada', review, asked));
        } catch (error) {
          reject(error);
        } finally {
          closeLibrary(own);
        }
      };
      return { result: promise, done: () => hand.done, stop: () => reject(new Left('Left.')) };
    },
    getReady: () => {},
    end: () => [],
  };
  return { beside, hand };
}

async function start(papers = MANY): Promise<{ store: Store; hand: Hand; lib: Library }> {
  const lib = await hubOf(papers);
  const { beside, hand } = byHand(lib);
  const services = libraryServices(lib, 'ada', { ...NOWHERE, beside });
  const store = storeOf(services, makeTheme('none'), explorerLayer(services, id(lib, arxiv(0)), ''), 120, 30);
  return { store, hand, lib };
}

/** Why nothing more comes, or what came. */
const until = (store: Store, text: string): Promise<void> =>
  vi.waitFor(() => expect(shown(store)).toContain(text), { timeout: 300_000 });
const footer = (store: Store): string => linesOf(store).at(-1)!;
const lines = (lib: Library): unknown => lib.sql('SELECT count(*) FROM journal').pluck().get();

/** A folder that goes with the test, and how the dialog is told a file in it. */
function fileToType(): { file: string; keys: string[] } {
  const folder = mkdtempSync(join(tmpdir(), 'pith-tui-long-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, 'all.bib');
  return { file, keys: ['e', 'ctrl-u', ...file, 'enter'] };
}

afterEach(() => void vi.useRealTimers());

describe('a task that changes many papers', () => {
  it('keeps the keys pressed meanwhile, which are about what it will have changed', async () => {
    const { store, hand, lib } = await start();
    press(store, 'A', 'd', 'y', 'u', 'j');
    expect(hand.asked).toEqual(['decide']);
    expect(list(store).scroll.cursor).toBe(0);
    hand.finish();
    await vi.waitFor(() => expect(hand.asked).toEqual(['decide', 'undo']));
    expect(lines(lib)).toBe(MANY);
    hand.finish();
    await vi.waitFor(() => expect(list(store).scroll.cursor).toBe(1));
    expect(lines(lib)).toBe(2 * MANY);
    expect(shown(store)).not.toContain('screened');
  });

  it('is one step that is undone and done again', async () => {
    const { store, hand } = await start();
    press(store, 'A', 'd', 'y');
    hand.finish();
    await until(store, `Excluded ${MANY} papers.`);
    press(store, 'u');
    hand.finish();
    await until(store, `Undone: ${MANY} papers excluded; ${MANY} are selected again. Ctrl-R does it again.`);
    press(store, 'ctrl-r');
    hand.finish();
    await until(store, `Done again: ${MANY} papers excluded, ${MANY} papers no longer selected.`);
    expect(store.services.decisions.progress(list(store).hub).excluded).toEqual([{ reason: '', count: MANY }]);
  });

  it('is drawn as done when its result is there, though others see before that what it wrote', async () => {
    const { store, hand, lib } = await start();
    expect(shown(store)).not.toContain('screened');
    press(store, 'A', 'd', 'y');
    hand.finish();
    expect(lines(lib)).toBe(MANY);
    lookElsewhere(store);
    expect(shown(store)).not.toContain('screened');
    expect(list(store).view).toMatchObject({ total: MANY });
    expect(store.services.isStale(list(store).view)).toBe(false);
    await until(store, `Excluded ${MANY} papers.`);
    expect(shown(store)).toContain('screened');
    expect(store.services.isStale(list(store).view)).toBe(false);
  });

  it('is left with Escape, and nothing is changed', async () => {
    const { store, hand, lib } = await start();
    press(store, 'A', 'd', 'y', 'j', 'escape');
    await until(store, 'Left; nothing is changed.');
    expect(hand.asked).toEqual(['decide']);
    expect(lines(lib)).toBe(0);
    expect(list(store).scroll.cursor).toBe(0);
    press(store, 'j');
    expect(list(store).scroll.cursor).toBe(1);
  });

  it.each([
    ['b', 'star', `Starred ${MANY} papers.`],
    ['T', 'putOnReading', `Put on the reading list: ${MANY} papers.`],
  ])('%s is one, too', async (key, task, said) => {
    const { store, hand } = await start();
    press(store, 'A', key, 'y');
    expect(hand.asked).toEqual([task]);
    hand.finish();
    await until(store, said);
  });

  it('such as tagging and correcting them all', async () => {
    const { store, hand } = await start();
    press(store, 'A', 't', ...'goats', 'enter');
    expect(hand.asked).toEqual(['tag']);
    hand.finish();
    await until(store, `Changed the tags of ${MANY} papers.`);
    press(store, '=', 'r', 'b');
    expect(hand.asked).toEqual(['tag', 'correct']);
    hand.finish();
    await until(store, `Corrected the role of ${MANY} papers.`);
    expect(store.services.query(list(store).hub, { where: null, sort: null }).facets[0]).toBeDefined();
    press(store, '=', 'x');
    expect(hand.asked).toEqual(['tag', 'correct', 'revoke']);
    hand.finish();
    await until(store, `Took ${MANY} corrections back.`);
  });

  it('says what went wrong, and forgets the keys that were meant for what did not come', async () => {
    const { store, hand, lib } = await start();
    press(store, 'A', 'd', 'y', 'j');
    lib.db.exec("CREATE TRIGGER full BEFORE INSERT ON steps BEGIN SELECT raise(ABORT, 'The shelf is full.'); END");
    hand.finish();
    await until(store, 'The shelf is full.');
    expect(list(store).scroll.cursor).toBe(0);
  });
});

describe('a task that changes no paper', () => {
  it('leaves the screen to the reader meanwhile', async () => {
    const { store, hand } = await start();
    const { file, keys } = fileToType();
    press(store, ...keys);
    expect(hand.asked).toEqual(['write']);
    press(store, 'j', 'j', '/', ...'sparse', 'enter', 'd');
    expect(shown(store)).toContain('1 screened');
    hand.finish();
    await until(store, `Wrote ${MANY} papers to ${file}.`);
    expect(readFileSync(file, 'utf8').match(/^@/gmu)).toHaveLength(MANY);
  });

  it('is left with Escape in the list, not in what lies over it', async () => {
    const { store } = await start();
    press(store, ...fileToType().keys, 's', 'escape');
    expect(store.top().kind).toBe('explorer');
    expect(shown(store)).not.toContain('Left');
    press(store, 'escape');
    await until(store, 'is as it was.');
  });

  it('is the only one at a time', async () => {
    const { store, hand } = await start();
    press(store, ...fileToType().keys, 'A', 'd', 'y');
    expect(shown(store)).toContain('that is not done yet; Esc leaves it.');
    expect(hand.asked).toEqual(['write']);
  });
});

describe('a task that is done when it is too late to say so', () => {
  it.each([['d'], ['e']])(
    'asks nothing of a program that ended, and leaves nothing that would keep it: %s',
    async (key) => {
      vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
      const { store, hand, lib } = await start();
      const { file, keys } = fileToType();
      press(store, 'A', ...(key === 'e' ? keys : [key, 'y']));
      vi.advanceTimersByTime(1000);
      expect(store.get().working).not.toBeNull();
      let told = 0;
      store.subscribe(() => {
        told += 1;
      });
      hand.finish();
      // Its answer is on its way when the reader quits.
      store.set({ exit: 130 });
      closeLibrary(lib);
      for (let turn = 0; turn < 20; turn += 1) await setImmediate();
      vi.advanceTimersByTime(5000);
      expect([told, existsSync(file)]).toEqual([0, key === 'e']);
    },
  );

  it('is told as done over a list whose papers were merged meanwhile, and counts those that are left', async () => {
    const { store, hand, lib } = await start();
    press(store, 'A', 'd', 'y');
    const other = openLibrary(lib.file);
    mergeAll(other, [id(lib, arxiv(1)), id(lib, arxiv(0))]);
    closeLibrary(other);
    hand.finish();
    await until(store, `Excluded ${MANY - 1} papers; 1 was already.`);
    expect(shown(store)).toContain(`${MANY - 1} of ${MANY - 1}`);
    expect(shown(store)).not.toContain('filtered out');
  });
});

it('does what is about few papers at once', async () => {
  const { store, hand } = await start(20);
  press(store, 'A', 'd');
  expect(shown(store)).toContain('Excluded 20 papers.');
  expect(hand.asked).toEqual([]);
});

it('shows how far it is when it has taken long enough to be noticed, and not before', async () => {
  const { store, hand } = await start();
  vi.useFakeTimers();
  press(store, 'A', 'd', 'y');
  vi.advanceTimersByTime(149);
  expect(shown(store)).not.toContain('Deciding');
  hand.done = 0.42;
  vi.advanceTimersByTime(1);
  expect(footer(store)).toContain(`Deciding on ${MANY} papers: 42%; Esc leaves it.`);
  const before = footer(store);
  vi.advanceTimersByTime(200);
  expect(footer(store)).not.toBe(before);
  press(store, 'escape');
  vi.advanceTimersByTime(0);
  await vi.waitFor(() => expect(shown(store)).not.toContain('Deciding'));
  const told = vi.fn();
  store.subscribe(told);
  vi.advanceTimersByTime(5000);
  expect(told).not.toHaveBeenCalled();
});
