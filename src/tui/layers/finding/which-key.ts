/** What a number typed before a key does: a box with the keys that take one, for whoever stops after the number. */
import { fit } from '../../../text/fit.js';
import type { Line } from '../../../text/spans.js';
import type { Theme } from '../../../text/theme.js';
import { width } from '../../../text/width.js';
import { bindingsOf, type Context, keyFor, keyLabel } from '../../keymap.js';
import type { AppState } from '../../state/app-state.js';
import { whyNot } from '../../state/reasons.js';
import type { Store } from '../../state/store.js';
import { type Frame, framed, overAt } from '../frame.js';

/** Who knows the keys has pressed the next one before. */
const WAIT_MS = 400;

/** Does something after so many milliseconds, unless it is stopped before. */
type Later = (ms: number, act: () => void) => () => void;

const later: Later = (ms, act) => {
  const timer = setTimeout(act, ms).unref();
  return () => clearTimeout(timer);
};

/**
 * Shows the box some time after a number, while no key follows it.
 * @param isAway whether the terminal is somebody else's at the moment
 */
export function watchCount(store: Store, isAway: () => boolean, wait: Later = later): void {
  let seen = '';
  let stop = (): void => {};
  store.subscribe(() => {
    const { count, explained } = store.get();
    if (count === seen) return;
    seen = count;
    stop();
    if (count === '') store.set({ explained: null });
    else if (explained === null)
      stop = wait(WAIT_MS, () => {
        if (isAway()) return;
        store.set({ explained: 0 });
        store.tell();
      });
  });
}

/** The keys that take the number that was typed, and what they do with it; none while nobody has stopped after it. */
export function countKeys(context: Context, state: AppState): { key: string; does: string }[] {
  const { count, explained } = state;
  if (count === '' || explained === null) return [];
  return bindingsOf(context)
    .filter(({ most = Number.POSITIVE_INFINITY }) => Number(count) <= most)
    .filter(({ counted, action }) => counted !== undefined && whyNot(action, state) === null)
    .map(({ keys, counted }) => ({ key: keyLabel(keys[0]!, state), does: withCount(counted!, count) }));
}

/** What a key does with a number: `down 5 lines`, `down 1 line`. */
function withCount(counted: string, count: string): string {
  return counted
    .replace(/\{N ([^|}]+)(?:\|([^}]+))?\}/u, (_, one: string, many: string | undefined) => {
      const n = Number(count);
      return `${count} ${n === 1 ? one : (many ?? `${one}s`)}`;
    })
    .replace(/\bN\b/u, count);
}

/** Cells of a line of the box. */
const CELLS = 37;

/** Lines of the box and of its part that has room, and how many keys stand side by side. */
function shapeOf(keys: number, { columns, rows }: Pick<AppState, 'columns' | 'rows'>) {
  const beside = Math.max(1, Math.min(2, Math.floor((columns - 4) / CELLS)));
  const high = Math.ceil(keys / beside);
  const room = rows - 4;
  // Where it is cut, the last line says how one comes to the rest.
  return { beside, high, page: high <= room ? high : room - 1 };
}

/** Shows the next part of a box that is higher than the screen; after the last one the first. */
export function showMoreKeys(store: Store, context: Context): void {
  const state = store.get();
  const keys = countKeys(context, state).length;
  const { high, page } = shapeOf(keys, state);
  const { explained } = state;
  if (explained === null || keys === 0)
    store.toast(
      'After a number this shows more of the keys that take one, where their list is longer than the screen.',
      'warning',
    );
  else store.set({ explained: explained + page < high ? explained + page : 0 });
}

/** The frame with the box over its lower end, where there is one to show. */
export function withCountBox(frame: Frame, context: Context, state: AppState, theme: Theme): Frame {
  const { count, columns, explained } = state;
  const taking = countKeys(context, state);
  if (taking.length === 0) return frame;
  const keysWide = Math.max(...taking.map(({ key }) => width(key)));
  const cells = taking.map(
    ({ key, does }): Line => [
      { text: ` ${fit(key, keysWide)} `, style: 'key' },
      { text: fit(does, CELLS - keysWide - 2) },
    ],
  );
  const { beside, high, page } = shapeOf(taking.length, state);
  const blank: Line = [{ text: ' '.repeat(CELLS) }];
  const body = Array.from(
    { length: high },
    (_, row): Line => Array.from({ length: beside }, (__, column) => cells[row + column * high] ?? blank).flat(),
  ).slice(explained ?? 0, (explained ?? 0) + page);
  if (page < high)
    body.push([
      { text: ` ${keyFor('moreKeys', context, state)}`, style: 'key' },
      { text: ' for more', style: 'muted' },
    ]);
  const box = framed(`${count}, then a key`, body, CELLS * beside, theme);
  const y = Math.max(0, frame.lines.length - 1 - box.length);
  return { ...overAt(frame, box, { x: columns, y }, columns), cursor: null };
}
