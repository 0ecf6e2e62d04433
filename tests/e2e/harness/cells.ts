/** The width of characters as a terminal of today sees it, for the harness. */
import xterm from '@xterm/headless';
import { eastAsianWidth } from 'get-east-asian-width';

const NOTHING = /[\p{Default_Ignorable_Code_Point}\p{Control}\p{Format}\p{Nonspacing_Mark}\p{Enclosing_Mark}]/u;

/** Cells of a code point as terminals with a current `wcwidth` see it, from data that is not the program's own. */
function wcwidth(code: number): 0 | 1 | 2 {
  if ((code >= 0x1160 && code <= 0x11ff) || (code >= 0xd7b0 && code <= 0xd7fb)) return 0;
  if (NOTHING.test(String.fromCodePoint(code))) return 0;
  return eastAsianWidth(code);
}

const known = new Map<number, 0 | 1 | 2>();

/** What all terminals have the same width for: letters, punctuation, and what frames are made of. */
const AGREED = /^[\p{Letter}\0-\u02ff\u2010-\u2027\u2500-\u25ff★]$/u;

/**
 * A terminal emulator. xterm.js alone knows Unicode 6, where emoji have one cell; `current` gives it the widths of today's
 * terminals, `at odds` other widths than these to everything on which terminals may differ.
 */
export function makeTerminal(
  cols: number,
  rows: number,
  unicode: '6' | 'current' | 'at odds' = 'current',
): xterm.Terminal {
  const terminal = new xterm.Terminal({ cols, rows, allowProposedApi: true, scrollback: 1000 });
  if (unicode === '6') return terminal;
  const usual = (code: number): 0 | 1 | 2 => {
    let cells = known.get(code);
    if (cells === undefined) {
      cells = code < 0x7f ? (code < 0x20 ? 0 : 1) : wcwidth(code);
      known.set(code, cells);
    }
    return cells;
  };
  const width = (code: number): 0 | 1 | 2 =>
    unicode === 'current' || AGREED.test(String.fromCodePoint(code)) ? usual(code) : ((code % 3) as 0 | 1 | 2);
  terminal.unicode.register({
    version: 'current',
    wcwidth: width,
    // As xterm.js packs it: whether it joins the cell before in bit 0, the width in the two bits above.
    charProperties: (code, preceding) => {
      const own = width(code);
      const before = (preceding >> 1) & 3;
      const joins = own === 0 && preceding !== 0 && before !== 0;
      return ((joins ? Math.max(own, before) : own) << 1) | (joins ? 1 : 0);
    },
  });
  terminal.unicode.activeVersion = 'current';
  return terminal;
}
