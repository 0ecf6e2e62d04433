/** Styles by meaning. A terminal's own sixteen colours and attributes only, and no background: it is right on any palette. */

/** Meanings fixed by the program. */
const STYLES = {
  title: 'bold',
  heading: 'bold underline',
  muted: 'dim',
  accent: 'cyan',
  key: 'bold cyan',
  match: 'bold underline yellow',
  selected: 'bold yellow',
  cursor: 'inverse',
  cursorIdle: 'bold',
  cursorMatch: 'bold underline inverse',
  error: 'bold red',
  warning: 'yellow',
  ok: 'green',
  border: 'dim',
  borderFocused: 'bold cyan',
  link: 'underline blue',
  'role.background': 'blue',
  'role.method': 'green',
  'role.dataset': 'cyan',
  'role.baseline': 'yellow',
  'role.comparison': 'magenta',
  'role.extension': 'bold green',
  'role.motivation': 'bold blue',
  'role.result': 'bold magenta',
  'role.future_work': 'bold cyan',
  'role.other': 'bold',
  'role.none': 'dim',
  'role.unknown': 'bold yellow',
  'polarity.use_method': 'green',
  'polarity.background': 'blue',
  'polarity.support': 'bold green',
  'polarity.extend': 'bold cyan',
  'polarity.contrast': 'yellow',
  'polarity.refute': 'red',
  'polarity.use_dataset': 'cyan',
  'polarity.disagreement': 'bold red',
  'polarity.unclear': 'dim',
  'polarity.none': 'dim',
  'polarity.unknown': 'bold yellow',
  'verdict.accept': 'bold green',
  'verdict.conditional': 'yellow',
  'verdict.reject': 'red',
  'verdict.unverdicted': 'dim',
  'verdict.none': 'dim',
  'verdict.unknown': 'bold yellow',
  'integrity.critical': 'bold red',
  'integrity.advisory': 'yellow',
  'integrity.informational': 'cyan',
  'integrity.clean': 'green',
  'integrity.none': 'dim',
  'integrity.unknown': 'bold yellow',
  'decision.included': 'bold green',
  'decision.excluded': 'red',
  'decision.maybe': 'bold yellow',
  'decision.later': 'cyan',
  'decision.conflict': 'bold red',
  'novelty.high': 'bold green',
  'novelty.mid': 'yellow',
  'novelty.low': 'dim',
} as const satisfies Record<string, string>;

export type StyleName = keyof typeof STYLES;

/** The style of a part of the line under the cursor: words that were marked stay marked. */
export function styleUnderCursor(own: StyleName | undefined, cursor: 'cursor' | 'cursorIdle'): StyleName {
  if (own !== 'match') return cursor;
  return cursor === 'cursor' ? 'cursorMatch' : 'match';
}

/** The style of a label of one of the vocabularies; labels nobody knows share one. */
export function labelStyle(axis: 'role' | 'polarity' | 'verdict' | 'integrity', label: string): StyleName {
  const name = `${axis}.${label}`;
  return Object.hasOwn(STYLES, name) ? (name as StyleName) : `${axis}.unknown`;
}

/** The style of a novelty score out of ten. */
export function noveltyStyle(score: number): StyleName {
  return score >= 7 ? 'novelty.high' : score >= 4 ? 'novelty.mid' : 'novelty.low';
}

/** none: no escape sequence at all. mono: bold, dim, underline and inverse. colour: the sixteen colours too. */
export type Depth = 'none' | 'mono' | 'colour';

/** What a style sets on a terminal: the code of the colour of the text, or 0, and the codes of its attributes. */
export interface Attributes {
  colour: number;
  bold: boolean;
  dim: boolean;
  underline: boolean;
  inverse: boolean;
}

export interface Glyphs {
  /** False where only ASCII is safe. */
  unicode: boolean;
  horizontal: string;
  /** The same where it is under the cursor. */
  heavy: string;
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
  heavy: '━',
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
  heavy: '=',
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
  selected: '*',
  unselected: '-',
  check: 'v',
  fail: 'x',
  influential: '!',
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

export interface Theme {
  depth: Depth;
  glyphs: Glyphs;
  /** False where the locale cannot show other characters than ASCII, so that foreign text must be spelled in it too. */
  utf8: boolean;
  styles: Readonly<Record<StyleName, Attributes>>;
}

const COLOURS = ['black', 'red', 'green', 'yellow', 'blue', 'magenta', 'cyan', 'white'];

function attributesOf(words: string, depth: Depth): Attributes {
  const set = new Set(words.split(' '));
  const colour = COLOURS.findIndex((name) => set.has(name));
  return {
    colour: depth === 'colour' && colour >= 0 ? 30 + colour : 0,
    bold: set.has('bold'),
    dim: set.has('dim'),
    underline: set.has('underline'),
    inverse: set.has('inverse'),
  };
}

export function makeTheme(depth: Depth, glyphs: Glyphs = UNICODE_GLYPHS, utf8 = true): Theme {
  const styles = {} as Record<StyleName, Attributes>;
  for (const name of Object.keys(STYLES) as StyleName[]) styles[name] = attributesOf(STYLES[name], depth);
  return { depth, glyphs, utf8, styles };
}

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * How much styling a stream gets. In this order: TERM=dumb nothing; `--color=always|never`; NO_COLOR (non-empty); FORCE_COLOR;
 * then colours on a terminal that has them and nothing elsewhere. Refusing colours on a terminal leaves bold and inverse.
 */
export function depthFor(
  env: Environment,
  stream: { isTTY?: boolean | undefined },
  color: 'auto' | 'always' | 'never' = 'auto',
): Depth {
  const term = env.TERM ?? '';
  const terminal = stream.isTTY === true;
  if (term === 'dumb') return 'none';
  const refused: Depth = terminal ? 'mono' : 'none';
  if (color !== 'auto') return color === 'always' ? 'colour' : refused;
  if (env.NO_COLOR !== undefined && env.NO_COLOR !== '') return refused;
  if (env.FORCE_COLOR !== undefined) return /^(?:0|false)$/i.test(env.FORCE_COLOR) ? refused : 'colour';
  if (!terminal) return 'none';
  if (process.platform === 'win32') return 'colour';
  return term === '' || /^vt[0-9]/.test(term) ? 'mono' : 'colour';
}

/** The locale's character set is taken for UTF-8 unless a locale is set that names another (`C`, `en_US.ISO-8859-1`). */
export function isUtf8(env: Environment): boolean {
  const locale = env.LC_ALL || env.LC_CTYPE || env.LANG || '';
  return locale === '' || /utf-?8/i.test(locale);
}

/** The theme for a stream: its colours and glyphs. The console of Linux shows UTF-8 but has no glyphs for our marks. */
export function themeFor(
  env: Environment,
  stream: { isTTY?: boolean | undefined },
  color: 'auto' | 'always' | 'never' = 'auto',
): Theme {
  const utf8 = isUtf8(env);
  const glyphs = utf8 && env.TERM !== 'linux' ? UNICODE_GLYPHS : ASCII_GLYPHS;
  return makeTheme(depthFor(env, stream, color), glyphs, utf8);
}
