/** From a line to its tree. AND is meant where nothing is said and binds tighter than OR; NOT and `-` bind tightest. */

import { isBefore, isDate } from '../hub/date.js';
import { cleanWords } from '../hub/decisions/decision.js';
import { parseId } from '../hub/ids/identifier.js';
import { JUDGE_KINDS } from '../hub/judging/judges.js';
import { CUE_KINDS } from '../hub/sentences/cue-kinds.js';
import { countWords } from '../hub/share.js';
import { STANCES } from '../hub/stance.js';
import { cleanLine } from '../hub/text.js';
import { truthOf } from '../hub/truth.js';
import { labelToken } from '../hub/vocabulary.js';
import { listWords } from '../text/list-words.js';
import { DAY, FIELDS, type Field, fieldNamed, type NumberEntry } from './fields.js';
import { printQuery } from './print.js';
import { HAS, NEWS, type Query, SELF, SORT_KEYS, type Sort, STANDINGS, type Term } from './query.js';
import { FIELD_PREFIX, KEYWORD, readQuoted, readWord } from './spelling.js';
import { nearest } from './suggest.js';
import { all, any, depth, type Leaf, not } from './tree.js';

/** What is wrong with a line, in one sentence that names the nearest right word where there is one. */
export interface QueryError {
  message: string;
  /** Where, from 1, in UTF-16 units; one past the end where something is missing there. */
  column: number;
  /** What to write instead of the wrong word. */
  suggestion?: string;
}
export type Parsed = { ok: true; query: Query } | { ok: false; error: QueryError };

/** Longest line, as typed and as printed. */
export const LONGEST_QUERY = 4_096;
/** Deepest nesting of groups. */
export const DEEPEST_QUERY = 64;

/** Reads a line, whatever it holds; it never throws. An empty one asks for every citing paper. */
export function parseQuery(line: string): Parsed {
  try {
    return { ok: true, query: read(line) };
  } catch (error) {
    if (!(error instanceof QueryProblem)) throw error;
    const { message, at, suggestion } = error;
    return { ok: false, error: { message, column: at + 1, ...(suggestion === undefined ? {} : { suggestion }) } };
  }
}

/** Where in a line a value that was read from it stands, counted as in QueryError; undefined where it stands in another line. */
export function columnOf(line: string, wanted: Leaf): number | undefined {
  const mark = JSON.stringify(wanted);
  let column: number | undefined;
  try {
    read(line, (leaf, at) => {
      if (column === undefined && JSON.stringify(leaf) === mark) column = at + 1;
    });
  } catch (error) {
    if (!(error instanceof QueryProblem)) throw error;
  }
  return column;
}

class QueryProblem extends Error {
  readonly at: number;
  readonly suggestion: string | undefined;
  constructor(at: number, message: string, suggestion?: string) {
    super(suggestion === undefined ? `${message}.` : `${message}; did you mean ${suggestion}?`);
    this.at = at;
    this.suggestion = suggestion;
  }
}

function read(line: string, seen: Reader['seen'] = () => {}): Query {
  if (line.length > LONGEST_QUERY) throw tooLong(line.length);
  const reader: Reader = { line, at: 0, sort: null, seen };
  const where = readOr(reader, 0);
  if (reader.at < line.length) throw new QueryProblem(reader.at, 'There is no ( for this )');
  if (where !== null && depth(where) > DEEPEST_QUERY) throw tooDeep(0);
  const query = { where, sort: reader.sort };
  const printed = printQuery(query).length;
  if (printed > LONGEST_QUERY) throw tooLong(printed);
  return query;
}

function tooLong(length: number): QueryProblem {
  return new QueryProblem(
    Math.min(length, LONGEST_QUERY),
    `A query has at most ${countWords(LONGEST_QUERY)} characters and this one has ${countWords(length)}`,
  );
}

function tooDeep(at: number): QueryProblem {
  return new QueryProblem(at, `Parentheses nest at most ${DEEPEST_QUERY} deep`);
}

interface Reader {
  readonly line: string;
  at: number;
  sort: Sort | null;
  /** Told of every value of a field. */
  readonly seen: (leaf: Leaf, at: number) => void;
}

function skipBlanks(reader: Reader): void {
  while (/\s/u.test(reader.line[reader.at] ?? '')) reader.at++;
}

/** The keyword at the reader's place. */
function keyword({ line, at }: Reader): string | undefined {
  KEYWORD.lastIndex = at;
  return KEYWORD.exec(line)?.[1];
}

/** Nothing that could be a term stands here. */
function atEnd({ line, at }: Reader): boolean {
  return at >= line.length || /[\s)]/u.test(line[at]!);
}

function readOr(reader: Reader, level: number): Term | null {
  const first = readAnd(reader, level);
  const terms = first === null ? [] : [first];
  while (keyword(reader) === 'OR') {
    const at = reader.at;
    reader.at += 2;
    const next = readAnd(reader, level);
    if (terms.length === 0 || next === null) throw new QueryProblem(at, 'OR needs a term on both sides');
    terms.push(next);
  }
  return any(terms);
}

function readAnd(reader: Reader, level: number): Term | null {
  const terms: Term[] = [];
  /** Place of an AND whose right side has not come yet. */
  let open: number | null = null;
  for (skipBlanks(reader); reader.at < reader.line.length; skipBlanks(reader)) {
    const word = keyword(reader);
    if (word === 'OR' || reader.line[reader.at] === ')') break;
    if (word === 'AND') {
      if (open !== null || terms.length === 0) throw new QueryProblem(reader.at, 'AND needs a term on both sides');
      open = reader.at;
      reader.at += 3;
      continue;
    }
    const term = readTerm(reader, level);
    if (term !== null) terms.push(term);
    open = null;
  }
  if (open !== null) throw new QueryProblem(open, 'AND needs a term on both sides');
  return all(terms);
}

/** One term with its signs; null where it was the sort, which is kept by the reader. */
function readTerm(reader: Reader, level: number): Term | null {
  let negative = false;
  for (;;) {
    const start = reader.at;
    if (reader.line[start] === '-') {
      reader.at++;
      if (atEnd(reader)) throw new QueryProblem(start, 'A minus needs a term right after it');
    } else if (keyword(reader) === 'NOT') {
      reader.at += 3;
      skipBlanks(reader);
      if (atEnd(reader) || /^(AND|OR)$/.test(keyword(reader) ?? ''))
        throw new QueryProblem(start, 'NOT needs a term after it');
    } else break;
    negative = !negative;
  }
  const start = reader.at;
  const term = readPositive(reader, level);
  if (term !== null) return negative ? not(term) : term;
  if (negative)
    throw new QueryProblem(start, 'A sort cannot be negated; the minus stands before the key, as in sort:-novelty');
  return null;
}

function readPositive(reader: Reader, level: number): Term | null {
  const { line, at } = reader;
  if (line[at] === '(') return readGroup(reader, level);
  if (line[at] === '"') return { kind: 'text', text: readPhrase(reader), phrase: true };
  FIELD_PREFIX.lastIndex = at;
  const name = FIELD_PREFIX.exec(line)?.[1];
  if (name !== undefined) return readField(reader, name, level);
  const word = readWord(line, at, false);
  reader.at = word.end;
  return { kind: 'text', text: visible(word.text, at), phrase: false };
}

function readGroup(reader: Reader, level: number): Term {
  const start = reader.at;
  if (level >= DEEPEST_QUERY) throw tooDeep(start);
  reader.at++;
  const inner = readOr(reader, level + 1);
  if (reader.line[reader.at] !== ')') throw new QueryProblem(start, 'This ( is never closed');
  if (inner === null) throw new QueryProblem(start, 'There is nothing between these parentheses');
  reader.at++;
  return inner;
}

function readPhrase(reader: Reader): string {
  const start = reader.at;
  const quoted = readQuoted(reader.line, start);
  if (quoted === null) throw new QueryProblem(start, 'This quotation mark is never closed');
  reader.at = quoted.end;
  return visible(quoted.text, start);
}

/** The text as it is searched. */
function visible(text: string, at: number): string {
  const clean = cleanLine(text);
  if (clean === '') throw new QueryProblem(at, 'There is nothing to search for here');
  return clean;
}

const FIELD_NAMES = FIELDS.flatMap((field) => [field.name, ...field.aliases]);

function readField(reader: Reader, name: string, level: number): Term | null {
  const start = reader.at;
  const field = fieldNamed(name);
  if (field === undefined) {
    const near = nearest(name, FIELD_NAMES);
    const message = `There is no field ${quoted(name)}`;
    if (near !== undefined) throw new QueryProblem(start, message, fieldNamed(near)?.name);
    throw new QueryProblem(start, `${message}; words with a colon can be searched for in quotes`);
  }
  reader.at += name.length + 1;
  if (field.kind === 'sort') {
    readSort(reader, start, level);
    return null;
  }
  const values: Term[] = [];
  do {
    if (values.length > 0) reader.at++;
    const at = reader.at;
    const value = readValue(reader, field, values.length === 0);
    const read = leaf(field, value.text, value.phrase, at);
    reader.seen(read, at);
    values.push(read);
  } while (reader.line[reader.at] === ',');
  return any(values);
}

function readValue(reader: Reader, field: Field, first: boolean): { text: string; phrase: boolean } {
  const { line, at } = reader;
  if (atEnd(reader) || line[at] === ',')
    throw new QueryProblem(
      at,
      first
        ? `${field.name}: needs a value right after the colon, as in ${field.example}`
        : 'A value is missing after this comma',
    );
  if (line[at] === '(')
    throw new QueryProblem(
      at,
      `Values stand without parentheses, several with commas between: ${field.name}:one,other`,
    );
  if (line[at] === '"') return { text: readPhrase(reader), phrase: true };
  const word = readWord(line, at, true);
  reader.at = word.end;
  return { text: visible(word.text, at), phrase: false };
}

function readSort(reader: Reader, start: number, level: number): void {
  const field = fieldNamed('sort')!;
  if (level > 0) throw new QueryProblem(start, 'The sort stands outside of parentheses');
  if (reader.sort !== null) throw new QueryProblem(start, 'The order is given twice; one sort is enough');
  const at = reader.at;
  const { text } = readValue(reader, field, true);
  if (reader.line[reader.at] === ',') throw new QueryProblem(reader.at, 'Papers are sorted by one key only');
  const descending = text.startsWith('-');
  const typed = text.replace(/^[-+]/, '').toLowerCase();
  const key = typed === 'year' ? 'date' : SORT_KEYS.find((known) => known === typed);
  if (key === undefined) {
    const near = nearest(typed, SORT_KEYS);
    throw new QueryProblem(
      at,
      `Papers can be sorted by ${listWords(SORT_KEYS, 'or')}, not by ${quoted(text)}`,
      near === undefined ? undefined : `sort:${descending ? '-' : ''}${near}`,
    );
  }
  reader.sort = { key, descending };
}

function leaf(field: Exclude<Field, { kind: 'sort' }>, text: string, phrase: boolean, at: number): Leaf {
  switch (field.kind) {
    case 'label': {
      const value = field.verbatim ? text : labelToken(text);
      if (value === '') throw new QueryProblem(at, `${quoted(text)} is no ${field.name}`);
      return { kind: 'label', field: field.name, value };
    }
    case 'number':
      if (text.toLowerCase() === 'none') return { kind: 'none', field: field.name };
      return range(field, text.replaceAll(' ', ''), at);
    case 'flag': {
      const typed = text.toLowerCase();
      if (typed === 'none' && field.unknown) return { kind: 'none', field: field.name };
      const value = truthOf(typed);
      if (value !== undefined)
        return field.name === 'mine' ? { kind: 'mine', value } : { kind: 'flag', field: field.name, value };
      throw new QueryProblem(
        at,
        `${field.name} takes ${field.unknown ? 'yes, no or none' : 'yes or no'}, not ${quoted(text)}`,
        nearest(text, field.unknown ? ['yes', 'no', 'none'] : ['yes', 'no']),
      );
    }
    case 'has': {
      const what = HAS.find((known) => known === text.toLowerCase());
      if (what === undefined)
        throw new QueryProblem(at, `has: takes ${listWords(HAS, 'or')}, not ${quoted(text)}`, nearest(text, HAS));
      return { kind: 'has', what };
    }
    case 'status':
      return { kind: 'status', what: oneOf(field.name, STANDINGS, text, at) };
    case 'own': {
      if (!phrase && text.toLowerCase() === 'none') return { kind: 'own', field: field.name, value: null };
      const value = cleanWords(text);
      if (value === '') throw new QueryProblem(at, `${quoted(text)} is no ${field.name}`);
      return { kind: 'own', field: field.name, value };
    }
    case 'new': {
      const typed = text.toLowerCase();
      const truth = truthOf(typed);
      const what = truth === undefined ? NEWS.find((known) => known === typed) : truth ? 'yes' : 'no';
      if (what === undefined)
        throw new QueryProblem(at, `new takes ${listWords(NEWS, 'or')}, not ${quoted(text)}`, nearest(text, NEWS));
      return { kind: 'new', what };
    }
    case 'date':
      return dateRange(text.replaceAll(' ', ''), at);
    case 'since':
      if (!isDate(text)) throw new QueryProblem(at, `since takes ${DAY}, not ${quoted(text)}`);
      return { kind: 'since', day: text };
    case 'linked': {
      const id = parseId(text);
      if (id === null)
        throw new QueryProblem(
          at,
          `${field.name} takes an id such as arXiv:1911.11134 or 10.1038/nature14539, not ${quoted(text)}`,
          field.name === 'cites' && COMPARED.test(text) ? `citations:${text}` : undefined,
        );
      return { kind: 'linked', how: field.name, id };
    }
    case 'self':
      return { kind: 'self', which: oneOf(field.name, SELF, text, at) };
    case 'bears':
      return { kind: 'bears', how: oneOf(field.name, STANCES, text, at) };
    case 'cue':
      return { kind: 'cue', what: oneOf(field.name, CUE_KINDS, text, at) };
    case 'label-by':
      return { kind: 'label-by', judge: oneOf(field.name, JUDGE_KINDS, text, at) };
    case 'school': {
      if (text.toLowerCase() === 'none') return { kind: 'school', number: null };
      if (!/^[1-9]\d{0,4}$/u.test(text))
        throw new QueryProblem(at, `school takes a number from 1 on or none, not ${quoted(text)}`);
      return { kind: 'school', number: Number(text) };
    }
    case 'text':
      return { kind: 'text', field: field.name, text, phrase };
  }
}

/** The one of these words that was typed. */
function oneOf<Word extends string>(field: string, words: readonly Word[], text: string, at: number): Word {
  const word = words.find((known) => known === text.toLowerCase());
  if (word !== undefined) return word;
  throw new QueryProblem(at, `${field} takes ${listWords(words, 'or')}, not ${quoted(text)}`, nearest(text, words));
}

/** So long that String() of it has no exponent. */
const NUMBER = String.raw`(\d{1,12}(?:\.\d{1,6})?)`;
const COMPARED = new RegExp(`^(>=|<=|>|<|=|≥|≤)?${NUMBER}$`);
const RANGE = new RegExp(String.raw`^(?:(>=|>|≥)?${NUMBER})?\.\.(?:(<=|<|≤)?${NUMBER})?$`);
const DASHED = new RegExp(`^${NUMBER}[-–—]${NUMBER}$`);

function range(field: NumberEntry, text: string, at: number): Leaf {
  const compared = COMPARED.exec(text);
  const [, sign = '=', value] = compared ?? [];
  const [, above, low, below, high] = compared === null ? (RANGE.exec(text) ?? []) : [];
  const from = /[>=≥]/.test(sign) && !/[<≤]/.test(sign) ? (value ?? low) : low;
  const to = sign === '=' || /[<≤]/.test(sign) ? (value ?? high) : high;
  const bounds = [from, to].filter((bound) => bound !== undefined).map(Number);
  if (bounds.length === 0 || !bounds.every(field.accepts)) {
    const dashed = DASHED.exec(text);
    throw new QueryProblem(
      at,
      `${field.name} takes ${field.takes}, or none, not ${quoted(text)}`,
      dashed ? `${dashed[1]}..${dashed[2]}` : undefined,
    );
  }
  const openFrom = sign === '>' || above === '>';
  const openTo = sign === '<' || below === '<';
  if (bounds.length === 2 && bounds[0]! > bounds[1]!)
    throw new QueryProblem(at, `The lower end of a range comes first`, `${field.name}:${to}..${from}`);
  if (bounds.length === 2 && bounds[0] === bounds[1] && (openFrom || openTo))
    throw new QueryProblem(at, `No number lies in ${quoted(text)}`);
  return {
    kind: 'number',
    field: field.name,
    ...(from === undefined ? {} : { from: Number(from) }),
    ...(to === undefined ? {} : { to: Number(to) }),
    ...(openFrom ? { openFrom: true } : {}),
    ...(openTo ? { openTo: true } : {}),
  };
}

const DATE = String.raw`(\d{4}(?:-\d\d){0,2})`;
const DATE_COMPARED = new RegExp(`^(>=|<=|>|<|=|≥|≤)?${DATE}$`);
const DATE_RANGE = new RegExp(String.raw`^(?:(>=|>|≥)?${DATE})?\.\.(?:(<=|<|≤)?${DATE})?$`);

function dateRange(text: string, at: number): Leaf {
  const [, sign = '', day] = DATE_COMPARED.exec(text) ?? [];
  const [, above = '', low, below = '', high] = day === undefined ? (DATE_RANGE.exec(text) ?? []) : [];
  const from = /[<≤]/u.test(sign) ? low : (day ?? low);
  const to = /[>≥]/u.test(sign) ? high : (day ?? high);
  const bounds = [from, to].filter((bound) => bound !== undefined);
  if (bounds.length === 0 || !bounds.every(isDate))
    throw new QueryProblem(
      at,
      `date takes ${DAY}, or a range such as 2024-03..2024-08 or <2024-03, not ${quoted(text)}`,
    );
  const openFrom = sign === '>' || above === '>';
  const openTo = sign === '<' || below === '<';
  if (from !== undefined && to !== undefined) {
    if (isBefore(to, from)) throw new QueryProblem(at, 'The earlier end of a range comes first', `date:${to}..${from}`);
    if (from === to && (openFrom || openTo)) throw new QueryProblem(at, `No day lies in ${quoted(text)}`);
  }
  return {
    kind: 'date',
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
    ...(openFrom ? { openFrom: true } : {}),
    ...(openTo ? { openTo: true } : {}),
  };
}

function quoted(text: string): string {
  const clean = cleanLine(text);
  return `"${clean.length > 40 ? `${clean.slice(0, 40).toWellFormed()}…` : clean}"`;
}
