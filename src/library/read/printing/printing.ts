/** Any number of works printed as they lie in the file, by one or by several at the same time. */
import type { Library } from '../../library.js';
import type { WorkNumber } from '../../model.js';
import { batches, inParts, type Reading, worksAt } from '../batches.js';
import { type HeldTexts, heldTexts } from './held-texts.js';
import { type Room, roomForTexts, type Texts } from './room.js';

interface Printing<Known> extends Reading<Known> {
  /** Puts what it says of a work, which stands at this place. */
  print: (known: Known, at: number, room: Room) => void;
  /** Who helps, asked for when the first works have been handed out; without, all is printed here. */
  helped?: (() => Helpers | undefined) | undefined;
}

/** Others who print parts of the works meanwhile, each on a connection of its own. */
export interface Helpers {
  /**
   * Asks somebody to print works.
   * @param part names them in the answer
   * @param places where they stand among all
   * @returns false where nobody takes more at the moment
   */
  give(part: number, works: readonly WorkNumber[], places: Int32Array): boolean;
  /** What somebody has printed since: one part, without texts where they could not. Undefined: nothing. */
  take(): { part: number; texts?: Texts; said?: unknown } | undefined;
  /** What they said of the works of a part besides, once these are taken from them. */
  heard(said: unknown): void;
  /** Nothing is asked of them any more. */
  end(): void;
}

/** What of works helpers cannot know by themselves, and who is told what they say of them besides the texts: plain data, both. */
export interface Beside {
  of?(works: readonly WorkNumber[], places: Int32Array): unknown;
  heard?(said: unknown): void;
}

/** Finds helpers for so many works. They print what the order says, plain data that they understand. Undefined: nobody helps. */
export type Helping<Order> = (order: Order, works: number, beside: Beside) => Helpers | undefined;

/** Works that are printed one after the other as they lie in the file. */
interface Part {
  readonly number: number;
  readonly window: Window;
  /** Where they stand among all. */
  readonly places: Int32Array;
  /** How many come before them where nobody helps. */
  readonly before: number;
  /** Own are those that somebody else could not do. */
  state: 'open' | 'given' | 'own' | 'done';
}

/** Works of which all are printed before the first of them is handed out. */
interface Window {
  parts: readonly Part[];
  readonly texts: HeldTexts;
  /** What went wrong with one of them before it was their turn. */
  problem?: { error: unknown };
}

/**
 * What `print` says of each of these works, in the order of the works, many a piece. They are read in the order in which they lie in
 * the file, in fewer and longer stretches so, and the texts take less memory than all that is known of them.
 *
 * Whoever helps gets parts as long as there are any, of the next window too. Nobody waits for them: what they still have at the end is
 * printed here as well, and the first to be done is taken. What they could not do is done here, and goes wrong as it does without them.
 */
export function* printedInFileOrder<Known>(
  lib: Library,
  works: readonly WorkNumber[],
  { most, read, print, helped }: Printing<Known>,
): Generator<Buffer> {
  const coming = windowsOf(works, most);
  const windows: Window[] = [];
  const open = (): void => {
    const next = coming.next();
    if (!next.done) windows.push(next.value);
  };
  const room = roomForTexts();
  let sharing: Sharing | undefined;
  const printHere = (part: Part): void => {
    try {
      lib.heed(part.before / works.length);
      finish(part, printedTexts(room, read(worksAt(works, part.places)), part.places, print));
    } catch (error) {
      if (part.window === windows[0]) throw error;
      // Of what was printed of it nothing is kept.
      room.take();
      part.window.problem = { error };
      for (const one of part.window.parts) one.state = 'done';
    }
  };
  try {
    for (open(); windows.length > 0; windows.shift()) {
      const [window] = windows as [Window];
      if (sharing !== undefined && windows.length < 2) open();
      for (;;) {
        sharing?.share(windows);
        const part = nextOf(windows);
        if (part === undefined) break;
        printHere(part);
      }
      if (window.problem !== undefined) throw window.problem.error;
      for (const piece of window.texts.inOrder()) {
        yield piece;
        sharing?.share(windows);
      }
      if (windows.length < 2) open();
      if (windows.length > 1) sharing ??= sharingWith(helped?.(), works);
    }
  } finally {
    sharing?.end();
  }
}

/** What `print` says of works at these places, a text each. */
export function printedTexts<Known>(
  room: Room,
  known: readonly Known[],
  places: Int32Array,
  print: Printing<Known>['print'],
): Texts {
  for (let at = 0; at < known.length; at += 1) {
    print(known[at]!, places[at]!, room);
    room.end();
  }
  return room.take();
}

interface Sharing {
  /** Takes what helpers have done, and gives them more of these windows. */
  share(windows: readonly Window[]): void;
  end(): void;
}

function sharingWith(helpers: Helpers | undefined, works: readonly WorkNumber[]): Sharing | undefined {
  if (helpers === undefined) return undefined;
  const given = new Map<number, Part>();
  return {
    share(windows) {
      for (let found = helpers.take(); found !== undefined; found = helpers.take()) {
        const part = given.get(found.part)!;
        given.delete(found.part);
        if (found.texts === undefined) {
          if (part.state === 'given') part.state = 'own';
        } else if (finish(part, found.texts)) helpers.heard(found.said);
      }
      for (const window of windows)
        for (const part of window.parts) {
          if (part.state !== 'open') continue;
          if (!helpers.give(part.number, worksAt(works, part.places), part.places)) return;
          part.state = 'given';
          given.set(part.number, part);
        }
    },
    end: () => helpers.end(),
  };
}

/** Each window with its parts. */
function* windowsOf(works: readonly WorkNumber[], most: number): Generator<Window> {
  let number = 0;
  for (const batch of batches(works.length, most)) {
    const window: Window = { parts: [], texts: heldTexts(batch.from, batch.count) };
    let before = batch.from;
    window.parts = Array.from(inParts(works, batch), (places): Part => {
      const part: Part = { number, window, places, before, state: 'open' };
      number += 1;
      before += places.length;
      return part;
    });
    yield window;
  }
}

/** What is to be printed next for the first of these windows to be complete; undefined where it is. */
function nextOf([first, second]: readonly Window[]): Part | undefined {
  const isOpen = ({ state }: Part): boolean => state === 'open' || state === 'own';
  if (first!.parts.every((part) => part.state === 'done')) return undefined;
  return (
    first!.parts.find(isOpen) ?? second?.parts.find(isOpen) ?? first!.parts.findLast((part) => part.state === 'given')
  );
}

/** @returns false where it is done already */
function finish(part: Part, texts: Texts): boolean {
  if (part.state === 'done') return false;
  part.state = 'done';
  part.window.texts.put(part.places, texts);
  return true;
}
