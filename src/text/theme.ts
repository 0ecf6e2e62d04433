/** Styles by meaning: attributes and hues, and no background, which stays the terminal's. */
import { nearestXterm, type Rgb, rgbOf } from './look/colour.js';
import { ASCII_GLYPHS, type Glyphs, UNICODE_GLYPHS } from './look/glyphs.js';
import { type Background, HUES, HUES_OF_16, HUES_OF_256, type Hue } from './look/palettes.js';

/** Meanings fixed by the program. */
const STYLES = {
  title: 'bold',
  heading: 'bold underline',
  muted: 'grey',
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
  border: 'grey',
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
  'role.none': 'grey',
  'role.unknown': 'bold yellow',
  'polarity.use_method': 'green',
  'polarity.background': 'blue',
  'polarity.support': 'bold green',
  'polarity.extend': 'bold cyan',
  'polarity.contrast': 'yellow',
  'polarity.refute': 'red',
  'polarity.use_dataset': 'cyan',
  'polarity.disagreement': 'bold red',
  'polarity.unclear': 'grey',
  'polarity.none': 'grey',
  'polarity.unknown': 'bold yellow',
  'verdict.accept': 'bold green',
  'verdict.conditional': 'yellow',
  'verdict.reject': 'red',
  'verdict.unverdicted': 'grey',
  'verdict.none': 'grey',
  'verdict.unknown': 'bold yellow',
  'integrity.critical': 'bold red',
  'integrity.advisory': 'yellow',
  'integrity.informational': 'cyan',
  'integrity.clean': 'green',
  'integrity.none': 'grey',
  'integrity.unknown': 'bold yellow',
  'decision.included': 'bold green',
  'decision.excluded': 'red',
  'decision.maybe': 'bold yellow',
  'decision.later': 'cyan',
  'decision.conflict': 'bold red',
  'novelty.high': 'bold green',
  'novelty.mid': 'yellow',
  'novelty.low': 'grey',
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

export const STYLE_NAMES = Object.keys(STYLES) as StyleName[];

/** none: no escape sequence at all. mono: bold, dim, underline and inverse. colour: colours too. */
export type Depth = 'none' | 'mono' | 'colour';

/** What a style sets on a terminal: the parameters of the sequence for the colour of the text, or '', and its attributes. */
export interface Attributes {
  colour: string;
  bold: boolean;
  dim: boolean;
  underline: boolean;
  inverse: boolean;
}

/** Text without any. Equal attributes of one theme are one object. */
export const PLAIN: Attributes = { colour: '', bold: false, dim: false, underline: false, inverse: false };

export interface Theme {
  depth: Depth;
  glyphs: Glyphs;
  /** Whether anything moves by itself. */
  moves: boolean;
  /** False where the locale cannot show other characters than ASCII, so that foreign text must be spelled in it too. */
  utf8: boolean;
  styles: Readonly<Record<StyleName, Attributes>>;
}

/** How many colours a terminal has. */
export type Colours = 16 | 256 | 'all';

/** What a reader has others than the program's: hues, and whole styles as words. */
export interface OwnColours {
  hues: Readonly<Partial<Record<Hue, Rgb>>>;
  styles: Readonly<Partial<Record<StyleName, string>>>;
}

export interface Look {
  /** What the terminal is known to have behind the text. */
  background: Background | null;
  own?: OwnColours | undefined;
}

/** Of a terminal nobody knows: its own sixteen colours, which its palette has made to be read on its background. */
const UNKNOWN_LOOK: Look = { background: null };

const ATTRIBUTE_WORDS = ['bold', 'dim', 'underline', 'inverse'] as const;

/** What is wrong with the words of a style, or null. */
export function styleProblem(words: string): string | null {
  const [first, ...more] = words
    .trim()
    .split(/\s+/u)
    .filter((word) => !ATTRIBUTE_WORDS.some((known) => known === word));
  const isColour = first === undefined || rgbOf(first) !== null || HUES.some((hue) => hue === first);
  if (words.trim() !== '' && isColour && more.length === 0) return null;
  return `needs ${ATTRIBUTE_WORDS.join(', ')} or none of them, and one colour, as in "bold #0a7d5c" or "${HUES[0]}"`;
}

const codesOf16 = (colour: number): string => String(colour < 8 ? 30 + colour : 82 + colour);

/** The parameters that set a colour, or 'dim' or 'plain' where the terminal has none that can be read. */
function colourOf(word: string, colours: Colours, { background, own }: Look): string {
  const hue = HUES.find((name) => name === word);
  const rgb = rgbOf(word) ?? (hue === undefined ? null : (own?.hues[hue] ?? null));
  if (rgb !== null && colours === 'all') return `38;2;${rgb.join(';')}`;
  if (rgb !== null && colours === 256) return `38;5;${nearestXterm(rgb)}`;
  if (hue === undefined) return 'plain';
  if (colours !== 16 && background !== null) return `38;5;${HUES_OF_256[background][hue]}`;
  const colour = HUES_OF_16[background ?? 'dark'][hue];
  return typeof colour === 'number' ? codesOf16(colour) : colour;
}

function attributesOf(words: string, depth: Depth, colours: Colours, look: Look): Attributes {
  const set = new Set(words.trim().split(/\s+/u));
  const word = [...set].find((one) => !ATTRIBUTE_WORDS.some((known) => known === one));
  const mono = word === 'grey' ? 'dim' : 'plain';
  const colour = word === undefined || depth !== 'colour' ? mono : colourOf(word, colours, look);
  return {
    colour: colour === 'dim' || colour === 'plain' ? '' : colour,
    bold: set.has('bold'),
    dim: set.has('dim') || colour === 'dim',
    underline: set.has('underline'),
    inverse: set.has('inverse'),
  };
}

export function makeTheme(
  depth: Depth,
  glyphs: Glyphs = UNICODE_GLYPHS,
  utf8 = true,
  colours: Colours = 16,
  look: Look = UNKNOWN_LOOK,
): Theme {
  const styles = {} as Record<StyleName, Attributes>;
  // Styles of one's own are colours; on a terminal with few the program's own are the ones that can be read.
  const own = depth === 'colour' && colours !== 16 ? look.own?.styles : undefined;
  const known = new Map([[JSON.stringify(PLAIN), PLAIN]]);
  for (const name of STYLE_NAMES) {
    const attributes = attributesOf(own?.[name] ?? STYLES[name], depth, colours, look);
    const words = JSON.stringify(attributes);
    styles[name] = known.get(words) ?? attributes;
    known.set(words, styles[name]);
  }
  return { depth, glyphs, utf8, styles, moves: true };
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

/** Programs that set TERM to a name that says nothing of their colours. */
const ALL_COLOURS = /^(?:xterm-)?(?:kitty|ghostty|alacritty|foot|wezterm)|-direct/u;

/** How many colours a terminal has, by what it says of itself. */
export function coloursFor(env: Environment): Colours {
  const { TERM = '', COLORTERM = '', FORCE_COLOR } = env;
  if (/^(?:truecolor|24bit)$/iu.test(COLORTERM) || env.WT_SESSION || FORCE_COLOR === '3' || ALL_COLOURS.test(TERM))
    return 'all';
  return FORCE_COLOR === '2' || /-256(?:color)?/u.test(TERM) ? 256 : 16;
}

/**
 * The background without asking: by the variable that some terminals set (`15;0`, `0;default;15`), the number of its colour last.
 * The console of Linux is black; null where nothing tells.
 */
export function backgroundBy(env: Environment): Background | null {
  if (env.TERM === 'linux') return 'dark';
  const number = /;(\d{1,2})$/u.exec(env.COLORFGBG ?? '')?.[1];
  if (number === undefined || Number(number) > 15) return null;
  return Number(number) < 7 || number === '8' ? 'dark' : 'light';
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
  look: Look = UNKNOWN_LOOK,
): Theme {
  const utf8 = isUtf8(env);
  const glyphs = utf8 && env.TERM !== 'linux' ? UNICODE_GLYPHS : ASCII_GLYPHS;
  const theme = makeTheme(depthFor(env, stream, color), glyphs, utf8, coloursFor(env), look);
  return { ...theme, moves: !env.NO_MOTION };
}
