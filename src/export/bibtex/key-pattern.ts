/**
 * Patterns of citation keys, in either of the ways people know: Better BibTeX's formulas, `auth.lower + year +
 * veryshorttitle.lower`, and JabRef's brackets, `[auth:lower][year]_[shorttitle]`. A subset of the names that both have.
 */
import { listWords } from '../../text/list-words.js';
import { type CslItem, datesOf } from '../csl.js';
import { eprintOf } from '../item-identifiers.js';
import {
  DEFAULT_KEY_FORMULA,
  KEY_FILTERS,
  KEY_TOKENS,
  type KeyFilter,
  type KeyToken,
  type KeyTokenName,
} from './key-pattern-parts.js';
import { asciiLetters, authorOf, cleanKey, meaningWords, namesOf, plainKey, wordsOf } from './keys.js';

export interface KeyPattern {
  /** As a formula in one spelling, so that two ways to write the same are one pattern. */
  text: string;
  /** The key a paper would have alone; never empty. */
  make: (item: CslItem) => string;
}

/** What each stands for in a paper. A number 0 means no limit. */
const VALUES: Readonly<Record<KeyTokenName, (item: CslItem, numbers: readonly number[]) => string>> = {
  auth: (item, [letters]) => upTo(familiesOf(item)[0] ?? '', letters!),
  authors(item, [count]) {
    const names = familiesOf(item);
    return count === 0 || names.length <= count! ? names.join('') : `${names.slice(0, count).join('')}EtAl`;
  },
  authlast: (item) => familiesOf(item).at(-1) ?? '',
  year: (item) => yearOf(item),
  shortyear: (item) => yearOf(item).slice(-2),
  month(item) {
    const month = datesOf(item.issued)[0]?.month;
    return month === undefined ? '' : String(month).padStart(2, '0');
  },
  title: (item) => titleWords(item, 0, Number.POSITIVE_INFINITY),
  shorttitle: (item, [words, capitals]) => titleWords(item, words!, capitals!),
  veryshorttitle: (item, [words, capitals]) => titleWords(item, words!, capitals!),
  firstpage: (item) => pagesOf(item)[0] ?? '',
  lastpage: (item) => pagesOf(item).at(-1) ?? '',
  volume: (item) => asciiLetters(item.volume ?? ''),
  eprint: (item) => eprintOf(item)?.number.replaceAll('/', '-') ?? '',
};

export const DEFAULT_KEY_PATTERN: KeyPattern = { text: DEFAULT_KEY_FORMULA, make: plainKey };

type Part = { literal: string } | { token: KeyToken; numbers: number[]; filters: KeyFilter[] };

/** What is wrong with a pattern, and where. */
export interface PatternProblem {
  message: string;
  /** 1-based. */
  column: number;
}

class UnreadablePattern extends Error {
  readonly at: number;

  constructor(message: string, at: number) {
    super(message);
    this.at = at;
  }
}

/** Reads a pattern of either kind; the one with brackets has one. */
export function readKeyPattern(text: string): { pattern: KeyPattern } | { problem: PatternProblem } {
  try {
    const parts = text.includes('[') ? bracketParts(text) : formulaParts(text);
    if (!parts.some((part) => 'token' in part))
      throw new UnreadablePattern(
        `A key pattern needs a part that differs from paper to paper, such as ${listed(KEY_TOKENS)}`,
        0,
      );
    const canonical = parts.map(shown).join(' + ');
    if (canonical === DEFAULT_KEY_PATTERN.text) return { pattern: DEFAULT_KEY_PATTERN };
    return { pattern: { text: canonical, make: (item) => keyOf(parts, item) } };
  } catch (error) {
    if (!(error instanceof UnreadablePattern)) throw error;
    return { problem: { message: error.message, column: error.at + 1 } };
  }
}

function keyOf(parts: readonly Part[], item: CslItem): string {
  const made = parts.map((part) => {
    if ('literal' in part) return part.literal;
    const value = VALUES[part.token.name](item, part.numbers);
    return part.filters.reduce((text, filter) => filter.apply(text), value);
  });
  // A paper of which nothing is known that the pattern names.
  if (parts.every((part, at) => 'literal' in part || made[at] === '')) return plainKey(item);
  const key = cleanKey(made.join(''));
  return /^[A-Za-z]/.test(key) ? key : `p${key}`;
}

/** `auth.lower + '_' + shorttitle(3,3)`. */
function formulaParts(text: string): Part[] {
  const parts: Part[] = [];
  let at = 0;
  const take = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at;
    const found = pattern.exec(text);
    if (found !== null) at = pattern.lastIndex;
    return found;
  };
  for (;;) {
    take(/\s+/uy);
    const begin = at;
    const quoted = take(/'([^']*)'|"([^"]*)"/uy);
    if (quoted !== null) parts.push(literal(quoted[1] ?? quoted[2]!, begin + 1));
    else {
      const name = take(/[A-Za-z]+\d*/uy);
      if (name === null) {
        const found = at < text.length ? `not ${text.slice(at).split(/\s/u)[0]}` : 'but it ends';
        throw new UnreadablePattern(
          `A key pattern goes on with a part such as ${listed(KEY_TOKENS)} here, ${found}`,
          at,
        );
      }
      const numbers = take(/\s*\(([^)]*)\)/uy);
      const filters: KeyFilter[] = [];
      for (let dot = take(/\s*\.\s*(?=\S)/uy); dot !== null; dot = take(/\s*\.\s*(?=\S)/uy)) {
        const from = at;
        filters.push(filterOf(take(/[^\s.+]+/uy)?.[0] ?? '', from));
      }
      parts.push({ ...tokenOf(name[0], begin, numbers?.[1]), filters });
    }
    take(/\s+/uy);
    if (at >= text.length) return parts;
    if (take(/\+/uy) === null)
      throw new UnreadablePattern(
        `A + belongs between the parts of a key pattern, not ${text.slice(at).split(/\s/u)[0]}`,
        at,
      );
  }
}

/** `[auth:lower]_[year]`. */
function bracketParts(text: string): Part[] {
  const parts: Part[] = [];
  for (let at = 0; at < text.length; ) {
    if (text[at] !== '[') {
      const open = text.indexOf('[', at);
      const end = open < 0 ? text.length : open;
      parts.push(literal(text.slice(at, end), at));
      at = end;
      continue;
    }
    const close = text.indexOf(']', at);
    if (close < 0) throw new UnreadablePattern('This [ is never closed', at);
    const inner = text.slice(at + 1, close);
    const [head = '', ...rest] = inner.split(':');
    const called = /^([^(]*)\(([^)]*)\)$/u.exec(head);
    let from = at + 1 + head.length + 1;
    const filters = rest.map((name) => {
      const filter = filterOf(name, from);
      from += name.length + 1;
      return filter;
    });
    parts.push({ ...tokenOf(called?.[1] ?? head, at + 1, called?.[2]), filters });
    at = close + 1;
  }
  return parts;
}

function literal(text: string, at: number): Part {
  const wrong = /[^A-Za-z0-9:_.+/-]/u.exec(text);
  if (wrong !== null)
    throw new UnreadablePattern(
      `A key cannot have ${wrong[0]} in it; it takes letters, digits and - _ : . + /`,
      at + wrong.index,
    );
  return { literal: text };
}

/** A name with its numbers, given in parentheses or, as JabRef has it, at its end: `auth3`. */
function tokenOf(name: string, at: number, given: string | undefined): { token: KeyToken; numbers: number[] } {
  const [, word = name, digits] = /^([A-Za-z]+?)(\d*)$/u.exec(name) ?? [];
  const token = KEY_TOKENS.find((known) => known.name === word.toLowerCase());
  if (token === undefined)
    throw new UnreadablePattern(`There is no ${name} in a key pattern; there are ${listed(KEY_TOKENS)}`, at);
  const written = given ?? digits ?? '';
  const numbers = written.trim() === '' ? [] : written.split(',').map((number) => number.trim());
  if (numbers.length > token.defaults.length || !numbers.every((number) => /^\d{1,3}$/u.test(number))) {
    const takes = ['no number', 'one whole number', 'two whole numbers'][token.defaults.length];
    throw new UnreadablePattern(`${token.name} takes ${takes} in a key pattern, not ${written}`, at);
  }
  return { token, numbers: token.defaults.map((otherwise, i) => Number(numbers[i] ?? otherwise)) };
}

function filterOf(name: string, at: number): KeyFilter {
  const filter = KEY_FILTERS.find((known) => known.name === name.toLowerCase());
  if (filter === undefined)
    throw new UnreadablePattern(`There is no .${name} in a key pattern; a part takes ${listed(KEY_FILTERS)}`, at);
  return filter;
}

function listed(named: readonly { name: string }[]): string {
  return listWords(
    named.map(({ name }) => name),
    'and',
  );
}

function shown(part: Part): string {
  if ('literal' in part) return `'${part.literal}'`;
  const { token, numbers, filters } = part;
  const isDefault = numbers.every((number, i) => number === token.defaults[i]);
  return `${token.name}${isDefault ? '' : `(${numbers.join(',')})`}${filters.map(({ name }) => `.${name}`).join('')}`;
}

function familiesOf(item: CslItem): string[] {
  return namesOf(item)
    .filter((name) => name.literal !== 'others')
    .map(authorOf);
}

function yearOf(item: CslItem): string {
  const year = datesOf(item.issued)[0]?.year;
  return year === undefined ? '' : String(Math.abs(year));
}

function pagesOf(item: CslItem): string[] {
  return (item.page?.match(/[A-Za-z]*\d+/gu) ?? []).map(asciiLetters);
}

/** @param count 0: all of them. The first `capitals` words get a capital; the others are small. */
function titleWords(item: CslItem, count: number, capitals: number): string {
  const words = item.title === undefined ? [] : meaningWords(wordsOf(item.title));
  return (count === 0 ? words : words.slice(0, count))
    .map((word, at) => {
      const small = word.toLowerCase();
      return at < capitals ? small.slice(0, 1).toUpperCase() + small.slice(1) : small;
    })
    .join('');
}

function upTo(text: string, letters: number): string {
  return letters === 0 ? text : text.slice(0, letters);
}
