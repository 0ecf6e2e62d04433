/**
 * The screen as a stream of text, for screen readers and braille: lines are written one below the other and never changed; what is
 * typed is written as it is typed. No sequence moves the cursor.
 */
import { type Line, paint } from '../../text/spans.js';
import type { Key } from '../keys/tokenize.js';
import type { Store } from '../state/store.js';
import { tellingOf } from './kinds.js';
import type { Typed } from './telling.js';
import { type Memory, NOTHING_HEARD, told } from './told.js';
import { heardKeyFor } from './words.js';

/** Lines and columns of the screen that is not seen: as far as pages go, and narrow enough for the details to have it to themselves. */
export const UNSEEN = { columns: 99, rows: 36 } as const;

/** Who types is told what came of it after so many milliseconds without a key. */
const PAUSE_MS = 500;

export interface Voice {
  /** Applies keys; says where one is where they changed nothing. */
  keys(keys: readonly Key[]): void;
  /** Says again where one is. */
  again(): void;
  /** Says nothing from now on, until `again`: the terminal is somebody else's. */
  hold(): void;
  /** The last of it is a whole line. */
  end(): void;
}

/** @param write takes text for the terminal */
export function createVoice(store: Store, write: (text: string) => void): Voice {
  let memory: Memory = NOTHING_HEARD;
  /** The line that is typed, as it was written. */
  let line: Typed | null = null;
  /** Whether what was written last was no whole line. */
  let isOpen = false;
  let held = true;
  let said = 0;
  let pause: NodeJS.Timeout | undefined;

  const close = (): void => {
    if (isOpen) write('\n');
    isOpen = false;
  };
  const say = (text: string): void => {
    close();
    write(`${harmless(text)}\n`);
    said += 1;
  };
  /** What a text is on this terminal: nothing in it is taken for an order to it. */
  const harmless = (text: string): string => paint([{ text }] satisfies Line, store.theme);

  /** Writes what was typed, or taken back, since. */
  const echo = (typed: Typed): void => {
    const before = line;
    line = typed;
    said += 1;
    if (before?.label === typed.label && before.text === typed.text) {
      if (before.cursor === typed.cursor && isOpen) return;
      if (before.cursor !== typed.cursor) {
        const [under] = typed.text.slice(typed.cursor);
        say(under === undefined ? 'At the end.' : `At “${under}”.`);
      }
      return;
    }
    const isLonger =
      before?.label === typed.label && typed.text.startsWith(before.text) && typed.cursor === typed.text.length;
    if (isLonger && isOpen) {
      write(harmless(typed.text.slice(before.text.length)));
      return;
    }
    close();
    write(harmless(`${typed.label}: ${typed.text}`));
    isOpen = true;
  };

  const tell = (): void => {
    if (held) return;
    clearTimeout(pause);
    const state = store.get();
    const telling = tellingOf({ state, services: store.services, theme: store.theme });
    const { typed } = telling;
    const isTyping =
      typed !== undefined && telling.place === memory.place && line?.label === typed.label && line.text !== typed.text;
    if (isTyping) {
      echo(typed);
      // What comes of each letter is of interest only when no other follows.
      pause = setTimeout(tell, PAUSE_MS).unref();
      return;
    }
    const { lines, memory: heard } = told(telling, state.toast, memory);
    memory = heard;
    for (const one of lines) say(one);
    if (typed === undefined) line = null;
    else echo(typed);
  };
  store.subscribe(tell);

  const again = (): void => {
    held = false;
    memory = { ...NOTHING_HEARD, toast: memory.toast };
    line = null;
    tell();
  };
  return {
    keys(keys) {
      const before = said;
      store.keys(keys);
      // At an end, say, where nothing is otherwise than before: who presses a key is answered.
      if (said === before && memory.here !== '' && store.get().exit === null) say(memory.here);
    },
    again,
    hold() {
      held = true;
      clearTimeout(pause);
    },
    end() {
      held = true;
      clearTimeout(pause);
      close();
    },
  };
}

/** What whoever begins needs most. */
export const firstWords = (): string =>
  `pith-tui for listening. ${heardKeyFor('help', 'list')} tells the keys that work where you are, ${heardKeyFor('redraw', 'list')} says again where that is, ${heardKeyFor('back', 'list')} goes back and quits.`;
