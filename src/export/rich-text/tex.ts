/** TeX in a text without tags, to pieces: accents, letters, fonts, quotation marks, groups and formulas. */
import { MATH_TAKING } from '../../text/math-characters.js';
import { ACCENT_LETTERS, ACCENT_SIGNS, ACCENTS, CHARACTERS, LATEX_LOGOS, LOGOS } from '../../text/tex-characters.js';
import { FORMATS, JOURNALS, SAYING, SILENT, SURROUNDED, SWITCHES } from '../../text/tex-commands.js';
import { formula } from './math.js';
import { formulaAt, LONGEST_FORMULA, looseMath, scriptAt } from './math-in-text.js';
import { append, type Complaint, DEEPEST, type Piece, plainText } from './rich-text.js';

/** A text that is read, and what a look at the whole of it said. */
interface Source {
  text: string;
  /** The closing brace of each opening one. */
  partner: ReadonlyMap<number, number>;
  quoted: ReadonlyMap<number, { as: string; length: number }>;
  /** True where the writer thought in TeX, so that a tilde is a blank that does not break. */
  isTex: boolean;
  complain: Complaint;
}

/** A stretch of it that is being read: up to where, how deep in groups, and its pieces so far. */
interface Run {
  source: Source;
  at: number;
  until: number;
  depth: number;
  pieces: Piece[];
  /** The last characters of the text that stands directly before: as much as anybody looks at. */
  tail: string;
}

/** The pieces of a text. */
export function parseTex(text: string, complain: Complaint): Piece[] {
  if (!/[\\${}_^`"~]|''/.test(text)) return text === '' ? [] : [{ kind: 'text', text }];
  const isTex = /\\[a-zA-Z'"`^~]|\$[^$]+\$/.test(text);
  const source = { text, partner: braces(text), quoted: quotes(text), isTex, complain };
  return piecesOf(source, 0, text.length, 0);
}

function piecesOf(source: Source, from: number, until: number, depth: number): Piece[] {
  const run: Run = { source, at: from, until, depth, pieces: [], tail: '' };
  while (run.at < until) readNext(run);
  return run.pieces;
}

const WORDS = /[^\\${}_^`'"~]+/y;

function readNext(run: Run): void {
  const { text } = run.source;
  WORDS.lastIndex = run.at;
  const words = WORDS.exec(text)?.[0].slice(0, run.until - run.at);
  if (words !== undefined) {
    say(run, words);
    run.at += words.length;
    return;
  }
  const sign = text[run.at]!;
  if (sign === '\\') {
    if (!/[([]/.test(text[run.at + 1] ?? '') || !readFormula(run)) readCommand(run);
    return;
  }
  if (sign === '$' && readFormula(run)) return;
  if (sign === '{' && readGroup(run)) return;
  if ((sign === '_' || sign === '^') && readScript(run)) return;
  const quote = run.source.quoted.get(run.at);
  if (quote !== undefined) say(run, quote.as);
  else if (sign === '~') say(run, isTie(run.tail, text.slice(run.at + 1, run.at + 2), run.source.isTex) ? ' ' : '~');
  else if (sign !== '{' && sign !== '}') say(run, sign);
  run.at += quote?.length ?? 1;
}

/** Longer words before a script or a command are as good as this. */
const TAIL = 40;

function add(run: Run, piece: Piece): void {
  append(run.pieces, piece);
  run.tail = piece.kind === 'text' ? (run.tail + piece.text.slice(-TAIL)).slice(-TAIL) : '';
}

function say(run: Run, text: string): void {
  add(run, { kind: 'text', text });
}

// Each of these reads on where what it reads stands here, and says whether it did.

function readFormula(run: Run): boolean {
  const found = formulaAt(run.source.text, run.at, run.until);
  if (found === null) return false;
  reportUnknown(found.unknown, run.source.complain);
  add(run, { kind: 'math', tex: found.tex });
  run.at = found.end;
  return true;
}

function readGroup(run: Run): boolean {
  const close = run.source.partner.get(run.at);
  if (close === undefined || close >= run.until || run.depth >= DEEPEST) return false;
  if (isPrinted(run, close)) {
    say(run, run.source.text.slice(run.at, close + 1));
    run.at = close + 1;
    return true;
  }
  const inner = piecesOf(run.source, run.at + 1, close, run.depth + 1);
  for (const piece of grouped(run.source.text.slice(run.at + 1, close), inner)) add(run, piece);
  run.at = close + 1;
  return true;
}

/** Characters of a set in braces that is looked at. */
const LONGEST_SET = 100;
const SMALL_WORDS = /^(?:\p{Ll}{3,}(?: \p{Ll}+)*|[\p{Ll}\p{N}]+(?:, ?[\p{Ll}\p{N}]+)+)$/u;

/** Where nothing else is TeX, braces around whole words in small letters have no case to keep: a set, `{a, b}`. */
function isPrinted({ source: { text, isTex }, at, depth }: Run, close: number): boolean {
  return (
    !isTex &&
    depth === 0 &&
    /^$|[\s(]/u.test(text.slice(Math.max(0, at - 1), at)) &&
    /^$|[\s).,:;?!]/u.test(text.slice(close + 1, close + 2)) &&
    (at > 0 || close < text.length - 1) &&
    close - at <= LONGEST_SET &&
    SMALL_WORDS.test(text.slice(at + 1, close))
  );
}

function readScript(run: Run): boolean {
  const script = scriptAt(run.source.text, run.at, run.until, run.source.partner, run.tail);
  if (script === null) return false;
  add(run, { kind: 'math', tex: script.tex });
  run.at = script.end;
  return true;
}

// ---- commands ----

/** Tried in this order; each is told a command's name, behind which the run stands. */
const COMMANDS: readonly ((run: Run, name: string) => boolean)[] = [
  readAccentCommand,
  readCharacter,
  readLogo,
  readFormat,
  readSurrounded,
  readEnsuredMath,
  readJournal,
  readModeChoice,
  readSilent,
];

const NAME = /\\([a-zA-Z]+)/y;

function readCommand(run: Run): void {
  const { text } = run.source;
  NAME.lastIndex = run.at;
  const name = NAME.exec(text)?.[1];
  if (name === undefined) {
    readSign(run);
    return;
  }
  const start = run.at;
  run.at = Math.min(run.at + name.length + 1, run.until);
  if (COMMANDS.some((read) => read(run, name)) || readLooseMath(run, name, start)) return;
  // Of what nobody knows the argument stays, and words behind a backslash that take none are no command.
  if (text[run.at] === '{' && argument(run) !== null && !MATH_TAKING.has(name)) {
    run.source.complain(`the command \\${name} is not known and left out, but for what it is applied to`);
    return;
  }
  run.source.complain(`the command \\${name} is not known and printed as it stands`);
  say(run, `\\${name}`);
}

/** A command whose name is a sign: an accent, an escaped sign, a blank, a hint for hyphenation. */
function readSign(run: Run): void {
  const { text } = run.source;
  const sign = text[run.at + 1] ?? '';
  const mark = ACCENTS.get(sign);
  run.at += 2;
  if (mark !== undefined) {
    if (readAccent(run, mark, false)) return;
    if (text.startsWith('{}', run.at)) run.at += 2;
    say(run, sign === '=' || sign === '.' ? `\\${sign}` : sign);
  } else if (/^[&%$#_{}]$/.test(sign)) say(run, sign);
  else if (/^[,;:\\]$/.test(sign) || (sign === ' ' && /\S$/u.test(run.tail))) say(run, ' ');
  else if (!/^[!/@-]$/.test(sign)) {
    run.at -= 1;
    say(run, '\\');
  }
}

function readAccentCommand(run: Run, name: string): boolean {
  const mark = ACCENTS.get(name);
  return mark !== undefined && readAccent(run, mark, true);
}

/** What an accent is put on. @param isLetter the accent's command is a letter, as in `\v s` */
function readAccent(run: Run, mark: string, isLetter: boolean): boolean {
  const { text } = run.source;
  const isBraced = text[run.at] === '{' || /^ *\{/.test(text.slice(run.at, run.at + 4));
  if (isLetter && !isBraced && text[run.at] !== ' ' && text[run.at] !== '\\') return false;
  const under = underAccent(run);
  if (under === null) return false;
  const base = /^\P{M}\p{M}*/u.exec(under.letters)?.[0] ?? '';
  if (base === '') {
    if (isLetter) return false;
    run.at = under.end;
    return true;
  }
  const letter = `${base}${mark}`.normalize('NFC');
  const isComposed = [...letter].length <= [...base.normalize('NFC')].length;
  // \" before a letter that never has one is a quotation mark somebody escaped.
  if (!isComposed && !isLetter && !isBraced) return false;
  say(run, letter + under.letters.slice(base.length));
  run.at = under.end;
  return true;
}

const ACCENT_UPON_ACCENT = new RegExp(
  String.raw`^ *\\([${ACCENT_SIGNS}]|[${ACCENT_LETTERS}](?![a-zA-Z]))\s*(?:\{(\p{L})\}|(\p{L}))`,
  'u',
);

/** The letters an accent stands before: a dotless one, an argument, or a letter with an accent of its own (`\'\^a`). */
function underAccent(run: Run): { letters: string; end: number } | null {
  const { text } = run.source;
  const { at } = run;
  const dotless = /^ *\\([ij])(?![a-zA-Z])(?: |\{\})?/.exec(text.slice(at, at + 8));
  if (dotless !== null) {
    const end = at + dotless[0].length;
    // The blank behind belongs to the command, but for one at the end of the word.
    const isBlankLeft = dotless[0].endsWith(' ') && !/\S/.test(text[end] ?? ' ');
    return { letters: dotless[1]!, end: isBlankLeft ? end - 1 : end };
  }
  const place = argument(run);
  if (place === null) {
    const nested = ACCENT_UPON_ACCENT.exec(text.slice(at, at + 12));
    return nested === null
      ? null
      : { letters: `${nested[2] ?? nested[3]}${ACCENTS.get(nested[1]!)}`, end: at + nested[0].length };
  }
  if (run.depth > DEEPEST) return null;
  const letters = plainText(piecesOf(run.source, place.from, place.until, run.depth + 1));
  return { letters: letters.replace('ı', 'i').replace('ȷ', 'j'), end: place.end };
}

function readCharacter(run: Run, name: string): boolean {
  const character = CHARACTERS.get(name);
  if (character === undefined) return false;
  skipNameEnd(run);
  say(run, character.replace('\n\n', ' '));
  return true;
}

function readLogo(run: Run, name: string): boolean {
  const letters = LOGOS.get(name);
  if (letters === undefined) return false;
  if (run.source.text.startsWith('{}', run.at)) run.at += 2;
  if (LATEX_LOGOS.has(name)) add(run, { kind: 'logo', name });
  else say(run, letters);
  return true;
}

function readFormat(run: Run, name: string): boolean {
  const style = Object.hasOwn(FORMATS, name) ? FORMATS[name] : undefined;
  if (style === undefined || run.depth >= DEEPEST || !/[{ ]/.test(run.source.text[run.at] ?? '')) return false;
  const place = argument(run);
  if (place === null) return false;
  const inner = piecesOf(run.source, place.from, place.until, run.depth + 1);
  if (style === 'plain') for (const piece of inner) add(run, piece);
  else add(run, { kind: 'span', style, pieces: inner });
  run.at = place.end;
  return true;
}

function readEnsuredMath(run: Run, name: string): boolean {
  if (name !== 'ensuremath') return false;
  const place = argument(run);
  const isShort = place !== null && place.until - place.from <= LONGEST_FORMULA;
  const found = isShort ? formula(run.source.text.slice(place.from, place.until)) : null;
  if (place === null || found === null) return false;
  reportUnknown(found.unknown, run.source.complain);
  add(run, { kind: 'math', tex: found.tex });
  run.at = place.end;
  return true;
}

/** What is quoted or put into brackets by a command. */
function readSurrounded(run: Run, name: string): boolean {
  const around = Object.hasOwn(SURROUNDED, name) ? SURROUNDED[name] : undefined;
  const place = around === undefined || run.depth >= DEEPEST ? null : argument(run);
  if (around === undefined || place === null) return false;
  say(run, around[0]);
  for (const piece of piecesOf(run.source, place.from, place.until, run.depth + 1)) add(run, piece);
  say(run, around[1]);
  run.at = place.end;
  return true;
}

function readJournal(run: Run, name: string): boolean {
  const journal = JOURNALS.get(name);
  if (journal === undefined || /\p{L}$/u.test(run.tail)) return false;
  if (run.source.text.startsWith('{}', run.at)) run.at += 2;
  say(run, journal);
  return true;
}

/** A choice is of a letter and a symbol. */
const LONGEST_CHOICE = 500;

/** Of `\ifmmode … \else … \fi` what stands for text. */
function readModeChoice(run: Run, name: string): boolean {
  if (name !== 'ifmmode') return false;
  const { text } = run.source;
  const choice = /^([\s\S]*?)\\else(?![a-zA-Z])\s?([\s\S]*?)\\fi(?![a-zA-Z])(?:\{\})?/.exec(
    text.slice(run.at, Math.min(run.until, run.at + LONGEST_CHOICE)),
  );
  if (choice === null) return false;
  const otherwise = run.at + choice[0].indexOf('\\else') + 5;
  const from = otherwise + (text[otherwise] === ' ' ? 1 : 0);
  const until = run.at + choice[0].lastIndexOf('\\fi');
  for (const piece of piecesOf(run.source, from, until, run.depth + 1)) add(run, piece);
  run.at += choice[0].length;
  return true;
}

function readSilent(run: Run, name: string): boolean {
  if (SILENT.has(name) || Object.hasOwn(SWITCHES, name)) {
    skipNameEnd(run);
    return true;
  }
  // What says how and where goes; what it is said of stays.
  const saying = Object.hasOwn(SAYING, name) && isGroupNext(run) ? SAYING[name]! : 0;
  for (let left = saying; left > 0; left -= 1) skipArgument(run);
  return saying > 0;
}

const GREEK_ENDING =
  /^(?:[a-z]*(?:alpha|beta|gamma|delta|epsilon|eta|theta|kappa|lambda|mu|nu|xi|pi|rho|sigma|tau|phi|chi|psi|omega))$/i;

/** A command of mathematics; within a word only a Greek letter. */
function readLooseMath(run: Run, name: string, start: number): boolean {
  if (/[\p{L}]$/u.test(run.tail) && !GREEK_ENDING.test(name)) return false;
  const found = looseMath(run.source.text, start, run.until, run.source.partner);
  if (found === null) return false;
  add(run, { kind: 'math', tex: found.tex });
  run.at = found.end;
  return true;
}

/** The place of an argument in braces or of one character; null where there is none. */
function argument({ source, at, until }: Run): { from: number; until: number; end: number } | null {
  const { text, partner } = source;
  let start = at;
  while (text[start] === ' ') start += 1;
  if (text[start] === '{') {
    const close = partner.get(start);
    return close === undefined || close >= until ? null : { from: start + 1, until: close, end: close + 1 };
  }
  const one = start < until ? String.fromCodePoint(text.codePointAt(start)!) : '';
  return /^[\p{L}\p{N}]$/u.test(one) ? { from: start, until: start + one.length, end: start + one.length } : null;
}

function isGroupNext({ source, at }: Run): boolean {
  let start = at;
  while (source.text[start] === ' ') start += 1;
  return source.text[start] === '{';
}

function skipArgument(run: Run): boolean {
  const place = argument(run);
  if (place === null) return false;
  run.at = place.end;
  return true;
}

/** The blank that ends a command's name goes with it. */
function skipNameEnd(run: Run): void {
  const { text } = run.source;
  if (text.startsWith('{}', run.at)) run.at += 2;
  else if (text[run.at] === ' ') run.at += 1;
}

// ---- what a look at the whole text says ----

export function reportUnknown(unknown: readonly string[], complain: Complaint): void {
  for (const name of unknown) complain(`the command \\${name} is not known in mathematics and printed by its name`);
}

/** TeX's blank that does not break: `NGC~1234`; where nothing else is TeX, `a~b` and `~10` are a tilde. */
function isTie(before: string, after: string, isTex: boolean): boolean {
  return isTex
    ? /\S$/u.test(before) && /\S/u.test(after)
    : /(?:\p{L}{2}|\.)$/u.test(before) && /^[\p{Lu}\p{N}]/u.test(after);
}

/** A group that only holds an accented letter or starts with a font switch is not there to keep capitals. */
function grouped(source: string, inner: Piece[]): Piece[] {
  const font = /^\s*\\([a-zA-Z]+)(?![a-zA-Z])/.exec(source)?.[1] ?? '';
  const style = Object.hasOwn(SWITCHES, font) ? SWITCHES[font] : undefined;
  const first = inner[0];
  if (first === undefined) return [];
  if (style !== undefined && style !== 'plain') {
    if (first.kind === 'text') first.text = first.text.trimStart();
    return [{ kind: 'span', style, pieces: inner }];
  }
  const only = inner.length === 1 ? first : undefined;
  const isNothing =
    style === 'plain' ||
    (only?.kind === 'text' && source.startsWith('\\') && [...only.text].length <= 2) ||
    (only && only.kind !== 'text');
  return isNothing ? inner : [{ kind: 'span', style: 'group', pieces: inner }];
}

/** The closing brace of every opening one that has one; escaped braces do not count. */
function braces(text: string): Map<number, number> {
  const partner = new Map<number, number>();
  const open: number[] = [];
  for (let at = 0; at < text.length; at += 1) {
    if (text[at] === '\\') at += 1;
    else if (text[at] === '{') open.push(at);
    else if (text[at] === '}') {
      const from = open.pop();
      if (from !== undefined) partner.set(from, at);
    }
  }
  return partner;
}

/** Straight and TeX's quotation marks that are pairs, as curly ones. */
function quotes(text: string): Map<number, { as: string; length: number }> {
  const found = new Map<number, { as: string; length: number }>();
  const pair = (open: number, close: number, as: string, length: number): void => {
    found.set(open, { as: as[0]!, length });
    found.set(close, { as: as[1]!, length });
  };
  for (const match of text.matchAll(/(?<!\\)``(?=\S)(?:(?!``|'').)*?(?<=\S)''/gsu))
    pair(match.index, match.index + match[0].length - 2, '“”', 2);
  for (const match of text.matchAll(/(?<![\\`])`(?=[^\s`])[^`]*?(?<=[^\s'])'(?!['\p{L}])/gu))
    if (!found.has(match.index)) pair(match.index, match.index + match[0].length - 1, '‘’', 1);
  for (const match of text.matchAll(/(?<![\\\p{L}\p{N}])"(?=[^\s"])[^"]*?(?<=[^\s"\\])"(?![\p{L}\p{N}])/gu))
    pair(match.index, match.index + match[0].length - 1, '“”', 1);
  return found;
}
