/** The marks and lines of the screen, as characters. */
export interface Glyphs {
  /** False where only ASCII is safe. */
  unicode: boolean;
  horizontal: string;
  /** The line that upright bars stand on, without a gap below them. */
  floor: string;
  /** The same where it is under the cursor. */
  heavyFloor: string;
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
  cursor: string;
  selected: string;
  unselected: string;
  check: string;
  fail: string;
  influential: string;
  /** Readers decided differently. */
  conflict: string;
  /** What can be opened further. */
  opens: string;
  up: string;
  down: string;
  left: string;
  right: string;
  bullet: string;
  dash: string;
  scrollThumb: string;
  scrollTrack: string;
}

export const UNICODE_GLYPHS: Glyphs = {
  unicode: true,
  horizontal: '─',
  floor: '▔',
  heavyFloor: '▀',
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
  selected: '●',
  unselected: '○',
  check: '✓',
  fail: '✗',
  influential: '★',
  conflict: '≠',
  opens: '›',
  up: '▲',
  down: '▼',
  left: '◂',
  right: '▸',
  bullet: '·',
  dash: '–',
  scrollThumb: '┃',
  scrollTrack: '│',
};

export const ASCII_GLYPHS: Glyphs = {
  unicode: false,
  horizontal: '-',
  floor: '-',
  heavyFloor: '=',
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
  ellipsis: '~',
  cursor: '>',
  selected: 'o',
  unselected: '-',
  check: 'v',
  fail: 'x',
  influential: 'i',
  conflict: '%',
  opens: '>',
  up: '^',
  down: 'v',
  left: '<',
  right: '>',
  bullet: '.',
  dash: '-',
  scrollThumb: '#',
  scrollTrack: '|',
};
