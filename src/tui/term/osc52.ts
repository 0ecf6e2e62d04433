/** The escape sequence that asks a terminal to put a text on its clipboard. */

import { countWords } from '../../hub/share.js';
import type { Env } from './remote.js';

/** Longer than this in base64 many terminals drop the sequence without a word. */
export const LONGEST_CLIPBOARD = 100_000;

/** What GNU screen passes on in one piece. */
const SCREEN_PIECE = 250;

/** Whether a text is short enough for the sequence. */
export const fitsOsc52 = (text: string): boolean => Math.ceil(Buffer.byteLength(text) / 3) * 4 <= LONGEST_CLIPBOARD;

type Osc52 = { sequence: string } | { problem: string };

/**
 * The escape sequence that puts a text on the terminal's clipboard (OSC 52), which works over ssh too. tmux takes it with
 * `set-clipboard on` and passes it on with `allow-passthrough on`: it gets both forms. GNU screen gets it in pieces it passes on.
 * A terminal that does not know it, or does not allow it, ignores it; no answer tells.
 */
export function osc52(text: string, env: Env): Osc52 {
  if (!fitsOsc52(text)) {
    const [size, most] = [Buffer.byteLength(text), (LONGEST_CLIPBOARD / 4) * 3].map((bytes) => countWords(bytes));
    return {
      problem: `too long for a terminal's clipboard: ${size} bytes of at most ${most}; export to a file instead`,
    };
  }
  const encoded = Buffer.from(text, 'utf8').toString('base64');
  const plain = `\x1b]52;c;${encoded}\x07`;
  if (env.TMUX) return { sequence: `${plain}\x1bPtmux;${plain.replaceAll('\x1b', '\x1b\x1b')}\x1b\\` };
  if (env.STY) {
    const pieces = plain.match(new RegExp(`[^]{1,${SCREEN_PIECE}}`, 'gu')) ?? [];
    return { sequence: pieces.map((piece) => `\x1bP${piece}\x1b\\`).join('') };
  }
  return { sequence: plain };
}
