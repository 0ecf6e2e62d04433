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

const LONGEST = 64;

const CJK = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]$/u;
const LETTER = /^[\p{L}\p{N}\p{M}]$/u;
/** An accent over a letter: `\"o`, `\'{e}`, `\c{c}`, `\v s`, `\'\i`. */
const TEX_ACCENT = new RegExp(
  String.raw`\\(?:[${ACCENT_SIGNS}]\s?|[${ACCENT_LETTERS}](?:\s+|(?=[{\\])))\{?(?:\\(?=[ij]))?(\p{L})\}?`,
  'uy',
);
/** TeX's commands for letters, folded. */
const TEX_LETTERS = new Map([...LETTERS].map(([name, letter]) => [name, foldLetter(letter)]));
const TEX_LETTER = new RegExp(String.raw`\\(${[...LETTERS.keys()].join('|')})(?![A-Za-z])\s?`, 'y');
/** Any other command: its name is a word, and what it stands before begins another, as in `\cal{N}`. */
const TEX_NAME = /\\([A-Za-z]+)/y;

/** What a character beyond ASCII comes to: a word of its own, letters of a word (null parts words), or the end of one. */
type Folded = { alone: boolean; parts: readonly (string | null)[] } | null;

const folded = new Map<string, Folded>();

function foldCharacter(char: string): Folded {
  const known = folded.get(char);
  if (known !== undefined) return known;
  const alone = CJK.test(char);
  const letters = alone || LETTER.test(char) ? foldLetter(char) : '';
  const found = alone ? { alone, parts: [letters] } : LETTER.test(char) ? { alone, parts: split(letters) } : null;
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
      TEX_ACCENT.lastIndex = at;
      TEX_LETTER.lastIndex = at;
      const accent = TEX_ACCENT.exec(text);
      const letter = accent ? null : TEX_LETTER.exec(text);
      if (accent) {
        add(foldLetter(accent[1]!), at, TEX_ACCENT.lastIndex);
        at = TEX_ACCENT.lastIndex;
      } else if (letter) {
        add(TEX_LETTERS.get(letter[1]!)!, at, TEX_LETTER.lastIndex);
        at = TEX_LETTER.lastIndex;
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
  return [...folded].map((part) => (LETTER.test(part) ? part : null));
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

const TEX = new RegExp(`${TEX_ACCENT.source}|${TEX_LETTER.source}|${TEX_NAME.source}|[{}]`, 'gu');

/** ASCII text with what TeX writes for letters as these letters, and the names of its other commands as words. */
function withoutTex(text: string): string {
  return text.replace(
    TEX,
    (_, accented?: string, letter?: string, name?: string) =>
      accented ?? TEX_LETTERS.get(letter!) ?? (name === undefined ? '' : `\\${name} `),
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

/**
 * A cheap look at whether folded words may stand one after the other in a text: it says no only where that is certain.
 */
export function mayHaveInOrder(words: readonly string[]): (text: string) => boolean {
  const inOrder = new RegExp(words.map((word) => word.replace(/[^\p{L}\p{N}]/gu, '.')).join('[^A-Za-z0-9]+'), 'iu');
  return (text) => kindOf(text) !== Kind.plain || inOrder.test(text) || hasLongWord(text);
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
