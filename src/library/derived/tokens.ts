/**
 * Text to searched words, the same for the index, the query and the highlights: lower case, accents dropped (Unicode's and
 * TeX's), every CJK character a word of its own.
 */
import type { Query, Term } from '../../query/query.js';
import { foldLetter } from '../../text/fold.js';
import { ACCENT_LETTERS, ACCENT_SIGNS, LETTERS } from '../../text/tex-characters.js';

/** A folded word and where it stands in the text it came from. */
export interface Word {
  text: string;
  start: number;
  end: number;
}

/** Words are cut to so many letters. */
export const LONGEST = 64;

/** Classes of characters, made for the first that is beyond ASCII. */
let made: { cjk: RegExp; letter: RegExp } | undefined;
const classes = (): NonNullable<typeof made> => {
  made ??= { cjk: /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]$/u, letter: /^[\p{L}\p{N}\p{M}]$/u };
  return made;
};
/** Any other command: its name is a word, and what it stands before begins another, as in `\cal{N}`. */
const TEX_NAME = /\\([A-Za-z]+)/y;

/** What TeX writes for letters, made when a text has some: the patterns name every command there is. */
interface Tex {
  /** An accent over a letter: `\"o`, `\'{e}`, `\c{c}`, `\v s`, `\'\i`. */
  accent: RegExp;
  /** A command for a letter, and each of these letters folded. */
  letter: RegExp;
  letters: ReadonlyMap<string, string>;
  /** Any of them, the name of another command, a brace. */
  any: RegExp;
}
let madeTex: Tex | undefined;
function texOf(): Tex {
  if (madeTex !== undefined) return madeTex;
  const accent = String.raw`\\(?:[${ACCENT_SIGNS}]\s?|[${ACCENT_LETTERS}](?:\s+|(?=[{\\])))\{?(?:\\(?=[ij]))?(\p{L})\}?`;
  const letter = String.raw`\\(${[...LETTERS.keys()].join('|')})(?![A-Za-z])\s?`;
  madeTex = {
    accent: new RegExp(accent, 'uy'),
    letter: new RegExp(letter, 'y'),
    letters: new Map([...LETTERS].map(([name, char]) => [name, foldLetter(char)])),
    any: new RegExp(`${accent}|${letter}|${TEX_NAME.source}|[{}]`, 'gu'),
  };
  return madeTex;
}

/** What a character beyond ASCII comes to: a word of its own, letters of a word (null parts words), or the end of one. */
type Folded = { alone: boolean; parts: readonly (string | null)[] } | null;

const folded = new Map<string, Folded>();

function foldCharacter(char: string): Folded {
  const known = folded.get(char);
  if (known !== undefined) return known;
  const { cjk, letter } = classes();
  const alone = cjk.test(char);
  const letters = alone || letter.test(char) ? foldLetter(char) : '';
  const found = alone ? { alone, parts: [letters] } : letter.test(char) ? { alone, parts: split(letters) } : null;
  if (folded.size >= 10_000) folded.clear();
  folded.set(char, found);
  return found;
}

/** The words of a text in order, with their places. */
export function wordsOf(text: string): Word[] {
  const words: Word[] = [];
  let word = '';
  let start = 0;
  let end = 0;
  const flush = (): void => {
    if (word !== '') words.push({ text: word.slice(0, LONGEST), start, end });
    word = '';
  };
  const add = (letters: string, from: number, to: number): void => {
    if (letters === '') {
      if (word !== '') end = to;
      return;
    }
    if (word === '') start = from;
    word += letters;
    end = to;
  };
  let at = 0;
  while (at < text.length) {
    const code = text.charCodeAt(at);
    if ((code >= 97 && code <= 122) || (code >= 48 && code <= 57)) {
      add(text[at]!, at, at + 1);
      at += 1;
    } else if (code >= 65 && code <= 90) {
      add(String.fromCharCode(code + 32), at, at + 1);
      at += 1;
    } else if (code === 92) {
      const tex = texOf();
      tex.accent.lastIndex = at;
      tex.letter.lastIndex = at;
      const accent = tex.accent.exec(text);
      const letter = accent ? null : tex.letter.exec(text);
      if (accent) {
        add(foldLetter(accent[1]!), at, tex.accent.lastIndex);
        at = tex.accent.lastIndex;
      } else if (letter) {
        add(tex.letters.get(letter[1]!)!, at, tex.letter.lastIndex);
        at = tex.letter.lastIndex;
      } else {
        flush();
        TEX_NAME.lastIndex = at;
        const name = TEX_NAME.exec(text)?.[1];
        if (name !== undefined) {
          add(name.toLowerCase(), at + 1, TEX_NAME.lastIndex);
          flush();
        }
        at += 1 + (name?.length ?? 0);
      }
    } else if (code === 123 || code === 125) {
      // Braces protect capitals inside a word: `{B}ayes` is one word.
      at += 1;
    } else if (code < 128) {
      flush();
      at += 1;
    } else {
      const char = String.fromCodePoint(text.codePointAt(at)!);
      const found = foldCharacter(char);
      if (found === null || found.alone) flush();
      for (const part of found?.parts ?? []) {
        if (part === null) flush();
        else add(part, at, at + char.length);
      }
      if (found?.alone) flush();
      at += char.length;
    }
  }
  flush();
  return words;
}

/** The letters of a folded character; null where folding brought in something that parts words (`½` is `1⁄2`). */
function split(folded: string): (string | null)[] {
  if (folded === '') return [''];
  const { letter } = classes();
  return [...folded].map((part) => (letter.test(part) ? part : null));
}

/** What a look at a text's characters says of the way to fold it. */
enum Kind {
  /** Neither TeX nor accents, as most titles are. */
  plain,
  /** ASCII with backslashes or braces, as many abstracts are. */
  tex,
  /** Anything. */
  other,
}

function kindOf(text: string): Kind {
  let kind = Kind.plain;
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    if (code > 126 || (code < 32 && code !== 10)) return Kind.other;
    if (code === 92 || code === 123 || code === 125) kind = Kind.tex;
  }
  return kind;
}

/** ASCII text with what TeX writes for letters as these letters, and the names of its other commands as words. */
function withoutTex(text: string): string {
  const { any, letters } = texOf();
  return text.replace(
    any,
    (_, accented?: string, letter?: string, name?: string) =>
      accented ?? letters.get(letter!) ?? (name === undefined ? '' : `\\${name} `),
  );
}

/** ASCII words with blanks between already. */
const SPACED_WORDS = /^[a-z0-9]+(?: [a-z0-9]+)*$/u;

/** The folded words with blanks between: what the dictionary of a hub holds and titles are compared by. */
export function foldText(text: string): string {
  const kind = kindOf(text);
  if (kind !== Kind.other) {
    const plain = kind === Kind.tex ? withoutTex(text) : text;
    const small = plain.toLowerCase();
    // As most names are.
    if (small.length <= LONGEST && SPACED_WORDS.test(small)) return small;
    const words = small.match(/[a-z0-9]+/g) ?? [];
    return words.map((word) => (word.length > LONGEST ? word.slice(0, LONGEST) : word)).join(' ');
  }
  return wordsOf(text)
    .map((word) => word.text)
    .join(' ');
}

/** A text as the index of the library takes it apart into the same words: its tokenizer folds plain text by itself. */
export function indexText(text: string): string {
  const kind = kindOf(text);
  if (kind === Kind.other || hasLongWord(text)) return foldText(text);
  return kind === Kind.tex ? withoutTex(text) : text;
}

/** ASCII without TeX, as most texts are. */
const PLAIN = /^[\n -[\]-z|~]*$/;
const PRINTABLE = /^[\n -~]*$/;
const BEYOND_ASCII = /[^\x00-\x7f]/gu;

/**
 * A text in which the words that foldText finds stand as they are, and what parts them is ASCII that is no letter or digit; only that a
 * word longer than LONGEST is whole. null where that takes as long as to fold it.
 */
export function withFoldedWords(text: string): string | null {
  if (PLAIN.test(text)) return text.toLowerCase();
  if (PRINTABLE.test(text)) return withoutTex(text).toLowerCase();
  if (text.includes('\\')) return null;
  return text
    .replace(/[{}]+/g, '')
    .replace(BEYOND_ASCII, (char) => {
      const found = foldCharacter(char);
      if (found === null) return ' ';
      return found.alone ? ` ${found.parts[0]} ` : found.parts.map((part) => part ?? ' ').join('');
    })
    .toLowerCase();
}

function hasLongWord(text: string): boolean {
  // A blank at least every so many characters, as in nearly all text, leaves no room for one.
  for (let at = 0; at + LONGEST < text.length; ) {
    const blank = text.lastIndexOf(' ', at + LONGEST);
    if (blank <= at) return true;
    at = blank;
  }
  return false;
}

/** The text terms a query asks for; what it excludes is not among them. */
export function textTerms(term: Term | null): Extract<Term, { kind: 'text' }>[] {
  if (term === null) return [];
  if (term.kind === 'text') return [term];
  if (term.kind === 'and' || term.kind === 'or') return term.terms.flatMap(textTerms);
  return [];
}

/** The searched words of a query, folded, for matchRanges. */
export function highlightTerms(query: Query): string[] {
  const folded = textTerms(query.where).map((term) => foldText(term.text));
  return [...new Set(folded)].filter((text) => text !== '');
}

/**
 * Where the terms (folded, as highlightTerms gives them) stand in a text, as [start, end) in UTF-16 units, in order and
 * without overlap. The last word of a term matches as a prefix; only the prefix is marked where letters count one to one.
 */
export function matchRanges(text: string, terms: readonly string[]): [start: number, end: number][] {
  if (terms.length === 0) return [];
  const words = wordsOf(text);
  const found: [number, number][] = [];
  for (const term of terms) {
    const parts = term.split(' ');
    const last = parts.length - 1;
    for (let at = 0; at + last < words.length; at += 1) {
      const fits = parts.every((part, i) => {
        const word = words[at + i]!.text;
        return i === last ? word.startsWith(part) : word === part;
      });
      if (!fits) continue;
      const word = words[at + last]!;
      const oneToOne = word.end - word.start === word.text.length;
      found.push([words[at]!.start, oneToOne ? word.start + parts[last]!.length : word.end]);
    }
  }
  found.sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  const merged: [number, number][] = [];
  for (const range of found) {
    const before = merged.at(-1);
    if (before && range[0] < before[1]) before[1] = Math.max(before[1], range[1]);
    else merged.push(range);
  }
  return merged;
}
