/** The marks and lines of the screen, as characters: each mark means one thing on every screen. */
export interface Glyphs {
  /** False where only ASCII is safe. */
  unicode: boolean;
  horizontal: string;
  /** The line that upright bars stand on, without a gap below them. */
  floor: string;
  vertical: string;
  topLeft: string;
  topRight: string;
  bottomLeft: string;
  bottomRight: string;
  teeLeft: string;
  teeRight: string;
  teeUp: string;
  teeDown: string;
  cross: string;
  ellipsis: string;
  /** Where keys go: the line under the cursor, the pane that is focused. */
  cursor: string;
  /** The same on the line that an upright bar stands on. */
  cursorBelow: string;
  /** A paper that is selected, and one in the range that is being selected. */
  selected: string;
  ranged: string;
  /** A value the query asks for, one it asks to be without, and one within a range it asks for. */
  asked: string;
  without: string;
  within: string;
  included: string;
  excluded: string;
  /** Readers decided differently. */
  conflict: string;
  influential: string;
  retracted: string;
  /** What leads on: a paper that others here cite, a line that opens another screen, the way here. */
  opens: string;
  up: string;
  down: string;
  /** Between facts of one line. */
  bullet: string;
  /** What is not known, in a table. */
  dash: string;
}

export const UNICODE_GLYPHS: Glyphs = {
  unicode: true,
  horizontal: '─',
  floor: '▔',
  vertical: '│',
  topLeft: '╭',
  topRight: '╮',
  bottomLeft: '╰',
  bottomRight: '╯',
  teeLeft: '├',
  teeRight: '┤',
  teeUp: '┴',
  teeDown: '┬',
  cross: '┼',
  ellipsis: '…',
  cursor: '▸',
  cursorBelow: '▴',
  selected: '●',
  ranged: '○',
  asked: '◆',
  without: '¬',
  within: '◇',
  included: '✓',
  excluded: '✗',
  conflict: '≠',
  influential: '★',
  retracted: '†',
  opens: '›',
  up: '▲',
  down: '▼',
  bullet: '·',
  dash: '–',
};

export const ASCII_GLYPHS: Glyphs = {
  unicode: false,
  horizontal: '-',
  floor: '-',
  vertical: '|',
  topLeft: '+',
  topRight: '+',
  bottomLeft: '+',
  bottomRight: '+',
  teeLeft: '+',
  teeRight: '+',
  teeUp: '+',
  teeDown: '+',
  cross: '+',
  ellipsis: '$',
  cursor: '>',
  cursorBelow: '|',
  selected: '@',
  ranged: 'o',
  asked: '&',
  without: '\\',
  within: ':',
  included: 'y',
  excluded: 'n',
  conflict: '%',
  influential: 'i',
  retracted: 'X',
  opens: '/',
  up: '^',
  down: 'v',
  bullet: '.',
  dash: '-',
};
