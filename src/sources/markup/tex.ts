/** TeX as it stands in bibliographic data, as plain text: accents, letters, signs, braces. Mathematics stays as it is. */
import { characterOfMath, MATH_TAKING } from '../../text/math-characters.js';
import { raised } from '../../text/raised.js';
import { ACCENTS, CHARACTERS, LOGOS } from '../../text/tex-characters.js';
import { FORMATS, JOURNALS, SAYING, SILENT, SURROUNDED, SWITCHES, VERBATIM } from '../../text/tex-commands.js';

/** Deeper nesting than anybody writes: what is deeper loses its commands. */
const DEEPEST = 40;

/** A text that is read, and how far. Places only rise, and every character is read once for each argument it stands in. */
interface Reading {
  tex: string;
  /** The place of the brace that closes the one at a place. */
  partner: ReadonlyMap<number, number>;
  /** A tilde is one where nothing says that it joins words. */
  hasTildes: boolean;
  /** Where what closes formulas stands next, by its sign: Infinity where no more does. */
  next: Map<string, number>;
}

/** What a stretch of TeX prints, and where it ends. */
interface Printed {
  text: string;
  end: number;
}

/** Plain text of TeX, as in a .bib file. Of a command that nobody knows its argument stays. */
export function plainTex(tex: string): string {
  return /[\\{}$~]|--|``|''/u.test(tex) ? read(tex, false) : tex;
}

/** The same of text that only now and then holds TeX, as arXiv's does: `~10` and `--` are meant as they stand. */
export function plainInformalTex(text: string): string {
  return /[\\{}$]|\S~\S/u.test(text) ? read(text, true) : text;
}

function read(tex: string, hasTildes: boolean): string {
  const reading: Reading = { tex, partner: braces(tex), hasTildes, next: new Map() };
  return stretch(reading, 0, tex.length, 0).normalize('NFC');
}

/** The closing brace of every opening one that has one; escaped braces do not count. */
function braces(tex: string): Map<number, number> {
  const partner = new Map<number, number>();
  const open: number[] = [];
  for (let at = 0; at < tex.length; at += 1) {
    if (tex[at] === '\\') at += 1;
    else if (tex[at] === '{') open.push(at);
    else if (tex[at] === '}') {
      const from = open.pop();
      if (from !== undefined) partner.set(from, at);
    }
  }
  return partner;
}

const WORDS = /[^\\{}$~`'-]+/y;
const DASHES = /-{2,3}/y;

function stretch(reading: Reading, from: number, until: number, depth: number): string {
  const { tex } = reading;
  const printed: string[] = [];
  let at = from;
  while (at < until) {
    WORDS.lastIndex = at;
    const words = WORDS.exec(tex)?.[0].slice(0, until - at);
    const { text, end } =
      words === undefined ? sign(reading, at, until, depth, printed) : { text: words, end: at + words.length };
    if (text !== '') printed.push(text);
    at = end;
  }
  return printed.join('');
}

/** What a sign with a meaning prints. `before`: what is printed already. */
function sign(reading: Reading, at: number, until: number, depth: number, before: readonly string[]): Printed {
  const { tex, hasTildes } = reading;
  const one = tex[at]!;
  if (one === '\\') return command(reading, at, until, depth, before.at(-1)?.at(-1) ?? '');
  if (one === '$') return formula(reading, at, until) ?? { text: one, end: at + 1 };
  if (one === '~') {
    const isTie = !hasTildes || (/[\p{L}\p{N}.)]/u.test(tex[at - 1] ?? '') && /[\p{L}\p{N}(]/u.test(tex[at + 1] ?? ''));
    return { text: isTie ? ' ' : one, end: at + 1 };
  }
  if (one === '{' || one === '}') return { text: '', end: at + 1 };
  if (!hasTildes && one === '-') {
    DASHES.lastIndex = at;
    const dashes = DASHES.exec(tex)?.[0].length ?? 1;
    return { text: ['-', '–', '—'][dashes - 1]!, end: at + dashes };
  }
  if (tex[at + 1] === one && one === '`') return { text: '“', end: at + 2 };
  if (tex[at + 1] === one && one === "'") return { text: '”', end: at + 2 };
  return { text: one, end: at + 1 };
}

// ---- formulas ----

/** Where a text stands next at or behind a place; Infinity where it does not. Every stretch is searched once. */
function nextOf(reading: Reading, wanted: string, at: number): number {
  const known = reading.next.get(wanted) ?? -1;
  if (known >= at) return known;
  const found = reading.tex.indexOf(wanted, at);
  const place = found < 0 ? Infinity : found;
  reading.next.set(wanted, place);
  return place;
}

const IN_DOLLARS = /\$(?:[^$\\]|\\[\s\S])*\$/y;
/** A formula that is one character written by a command, as repositories put `<` into titles. */
const ONE_CHARACTER = /^\$\s*\\([A-Za-z]+)\s*\$$/u;

/** A formula as it stands, or the angle brackets that some write as formulas; null where none begins. */
function formula(reading: Reading, at: number, until: number): Printed | null {
  const { tex } = reading;
  let end: number;
  if (tex[at] === '\\') end = nextOf(reading, tex[at + 1] === '(' ? '\\)' : '\\]', at + 2) + 2;
  else if (tex[at + 1] === '$') end = nextOf(reading, '$$', at + 2) + 2;
  else {
    IN_DOLLARS.lastIndex = at;
    end = IN_DOLLARS.test(tex) ? IN_DOLLARS.lastIndex : Infinity;
  }
  if (end > until) return null;
  const whole = tex.slice(at, end);
  const name = whole.length < 20 ? (ONE_CHARACTER.exec(whole)?.[1] ?? '') : '';
  const bracket = /^(?:less|greater|lt|gt|textless|textgreater)$/u.test(name)
    ? (CHARACTERS.get(name) ?? characterOfMath(name))
    : undefined;
  return { text: bracket ?? whole, end };
}

// ---- commands ----

const NAME = /\\([A-Za-z]+)\*?/y;
const BLANKS = /[ \t]*/y;
const LETTER = /[ \t]*[A-Za-z0-9]/y;
const OPTION = /\s*\[[^[\]{}]*\](?=\s*\{)/y;

function behind(pattern: RegExp, tex: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.test(tex) ? pattern.lastIndex : at;
}

/** `last`: the character printed before. */
function command(reading: Reading, at: number, until: number, depth: number, last: string): Printed {
  const { tex } = reading;
  NAME.lastIndex = at;
  const found = NAME.exec(tex);
  if (found === null) return signCommand(reading, at, until, depth);
  const name = found[1]!;
  const end = at + found[0].length;
  const mark = ACCENTS.get(name);
  if (mark !== undefined && (name.length > 1 || !/[A-Za-z]/u.test(tex[end] ?? '')))
    return accented(reading, mark, end, until, depth) ?? { text: '', end };
  const character = CHARACTERS.get(name) ?? JOURNALS.get(name);
  // The blank that ends a name goes with it.
  if (character !== undefined) return { text: character, end: behind(BLANKS, tex, end) };
  const logo = LOGOS.get(name);
  if (logo !== undefined) return { text: logo, end };
  if (SILENT.has(name) || Object.hasOwn(SWITCHES, name)) return { text: '', end: behind(BLANKS, tex, end) };
  if (name === 'ifmmode') {
    const otherwise = nextOf(reading, '\\else', end);
    return { text: '', end: otherwise < until ? behind(BLANKS, tex, otherwise + '\\else'.length) : end };
  }
  return applied(reading, name, end, until, depth, last);
}

/** A command by what it is applied to. `from`: behind its name. */
function applied(reading: Reading, name: string, from: number, until: number, depth: number, last: string): Printed {
  const { tex } = reading;
  let at = behind(OPTION, tex, from);
  const inner = (place: Place): string => (depth < DEEPEST ? stretch(reading, place.from, place.until, depth + 1) : '');
  if (Object.hasOwn(SAYING, name)) {
    for (let left = SAYING[name]!; left > 0; left -= 1) at = argument(reading, at, until)?.end ?? at;
    return { text: '', end: at };
  }
  const place = argument(reading, at, until);
  if (VERBATIM.has(name) && place !== null)
    return { text: tex.slice(place.from, place.until).replace(/\\([_%&#~{}])/gu, '$1'), end: place.end };
  if (Object.hasOwn(SURROUNDED, name) && place !== null) {
    const [before, after] = SURROUNDED[name]!;
    return { text: before + inner(place) + after, end: place.end };
  }
  if (name === 'ensuremath' && place !== null)
    return { text: ensured(tex.slice(place.from, place.until)), end: place.end };
  if (FORMATS[name] === 'superscript' && place !== null) return { text: raised(inner(place), last), end: place.end };
  const symbol = characterOfMath(name);
  if (symbol !== undefined) return { text: symbol, end: tex.startsWith('{}', from) ? from + 2 : from };
  if ((MATH_TAKING.has(name) || name === 'cal') && !Object.hasOwn(FORMATS, name))
    return mathOfText(reading, name, from, until);
  if (place !== null) return { text: '', end: at };
  // Nothing is between the blank before it and the one behind.
  return { text: '', end: /^\s?$/u.test(last) ? behind(BLANKS, tex, from) : from };
}

/** Mathematics that somebody wrote without dollars: `\sqrt{s}`, with dollars. */
function mathOfText(reading: Reading, name: string, from: number, until: number): Printed {
  let end = from;
  for (let left = MATH_TAKING.get(name) ?? 1; left > 0; left -= 1) {
    const next = argument(reading, end, until)?.end ?? behind(LETTER, reading.tex, end);
    if (next === end || next > until) return { text: '', end };
    end = next;
  }
  const tex = reading.tex.slice(from, end);
  return { text: /[$]/u.test(tex) ? tex : `$\\${name}${tex}$`, end };
}

/** The character that a short formula is, or the formula between dollars. */
function ensured(given: string): string {
  let tex = given.trim();
  if (tex.length <= 60) for (let inner = braced(tex); inner !== null; inner = braced(tex)) tex = inner;
  if (tex === '' || tex.includes('$')) return tex;
  if (tex.length > 60) return `$${tex}$`;
  if (/^[^\\{}_^]$/u.test(tex)) return tex;
  const name = /^\\([A-Za-z]+)$/u.exec(tex)?.[1];
  return (name === undefined ? undefined : (CHARACTERS.get(name) ?? characterOfMath(name))) ?? `$${tex}$`;
}

/** `{\tau}` without its braces; null for what has none or is no single command. */
function braced(tex: string): string | null {
  return /^\{\s*(\\?[^{}\\]+)\s*\}$/u.exec(tex)?.[1] ?? null;
}

/** Where an argument stands. */
interface Place {
  from: number;
  until: number;
  end: number;
}

/** The argument in braces or of one letter or digit; null where there is none. */
function argument(reading: Reading, at: number, until: number): Place | null {
  const { tex, partner } = reading;
  let start = at;
  while (start < until && /\s/u.test(tex[start]!)) start += 1;
  if (start >= until) return null;
  if (tex[start] === '{') {
    const close = partner.get(start);
    return close === undefined || close >= until ? null : { from: start + 1, until: close, end: close + 1 };
  }
  return null;
}

/** A command whose name is a sign: an accent, an escaped sign, a blank, a formula, a hint for hyphenation. */
function signCommand(reading: Reading, at: number, until: number, depth: number): Printed {
  const { tex } = reading;
  const name = tex[at + 1] ?? '';
  const end = at + 2;
  if (name === '(' || name === '[') return formula(reading, at, until) ?? { text: name, end };
  const mark = ACCENTS.get(name);
  if (mark !== undefined) {
    const letters = accented(reading, mark, end, until, depth, '\'"`'.includes(name) && tex[end] !== '{');
    // Without a letter it is the sign itself, as in \~{}.
    return letters === null || letters.text === '' ? { text: name, end: letters?.end ?? end } : letters;
  }
  if (/[,;:\\\s]/u.test(name)) return { text: ' ', end };
  return { text: /[!/@-]/u.test(name) ? '' : name, end };
}

/**
 * The letters an accent stands before: an argument, a letter, or a letter with an accent of its own; null for none.
 * @param isQuote what a letter cannot have is a quotation mark somebody escaped: `don\'t`
 */
function accented(
  reading: Reading,
  mark: string,
  from: number,
  until: number,
  depth: number,
  isQuote = false,
): Printed | null {
  if (depth >= DEEPEST) return null;
  const { tex } = reading;
  const at = behind(BLANKS, tex, from);
  let under: Printed;
  const place = argument(reading, at, until);
  if (place !== null) under = { text: stretch(reading, place.from, place.until, depth + 1).trim(), end: place.end };
  else if (at >= until) return null;
  else if (tex[at] === '\\') under = command(reading, at, until, depth + 1, '');
  else {
    const letter = String.fromCodePoint(tex.codePointAt(at)!);
    if (!/\p{L}/u.test(letter)) return null;
    under = { text: letter, end: at + letter.length };
  }
  const base = /^\P{M}\p{M}{0,8}/u.exec(under.text)?.[0].replace('ı', 'i').replace('ȷ', 'j');
  if (base === undefined) return place === null ? null : under;
  const rest = under.text.slice(base.length);
  const letter = (base + mark).normalize('NFC');
  if (isQuote && place === null && [...letter].length > [...base.normalize('NFC')].length) return null;
  return { text: letter + rest, end: under.end };
}
