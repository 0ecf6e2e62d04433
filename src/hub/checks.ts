/**
 * How a value from outside is checked and made harmless: kinds of values to put a record together from. The one mechanism
 * for a line of the interchange format, which is refused at its first problem, and for what any source gives, of which
 * what is wrong is left out and told.
 */
import { parseId } from './ids/identifier.js';
import type { Id } from './record.js';
import { cleanLine, cleanText } from './text.js';
import { labelToken, NONE } from './vocabulary.js';

/**
 * Longest identifiers, names and other short values; titles, places and sentences; running text, in UTF-16 units; most
 * entries of a list, and of one that is compared entry by entry.
 */
export const LIMITS = { short: 2_000, line: 20_000, text: 1_000_000, list: 100_000, few: 1_000 } as const;

/** One reading of a record. */
export interface Reading {
  /** Where in the record it is, outermost first: keys, and indexes of lists. */
  path: (string | number)[];
  /** Told of each thing that is wrong; what is wrong is then left out, what is too long cut. May throw to refuse the record. */
  problem(message: string): void;
  /** How many it was told of. */
  told: number;
  /** It goes on after a problem, and takes an empty value for one that is not known, without a word. */
  mends: boolean;
  /** Told of a key nobody knows. @returns what to keep of its value; undefined: nothing */
  unknown(value: unknown, isOpen: boolean): unknown;
}

/** How one value is read. */
export interface Check<T> {
  /** @returns the value as it is to be kept, or undefined where it cannot be */
  read(value: unknown, reading: Reading): T | undefined;
  /** For objects and lists of objects: their fields, in the order they are written. */
  fields?: Fields;
}
export type Must<T> = Check<T> & { required: true };
type Field = Check<unknown> & { required?: true };
type Fields = Readonly<Record<string, Field>>;
/** What a check reads. */
export type Read<C> = C extends Check<infer T> ? T : never;

/** Must be there, or the whole object is left out. */
export function must<T>(check: Check<T>): Must<T> {
  return { ...check, required: true };
}

/** A path as people read it: `authors[1].name`. */
export function pathWords(path: readonly (string | number)[]): string {
  return path.map((part, at) => (typeof part === 'number' ? `[${part}]` : at === 0 ? part : `.${part}`)).join('');
}

/** What a value is, in words. */
export function kindOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'object' ? 'an object' : typeof value === 'string' ? 'text' : `a ${typeof value}`;
}

function tell(reading: Reading, message: string): void {
  reading.told += 1;
  reading.problem(message);
}

function wrong(reading: Reading, message: string): undefined {
  tell(reading, message);
  return undefined;
}

function wrongKind(reading: Reading, wanted: string, value: unknown): undefined {
  if (value === null && reading.mends) return undefined;
  return wrong(reading, `expected ${wanted}, found ${kindOf(value)}`);
}

function empty(reading: Reading): undefined {
  return reading.mends ? undefined : wrong(reading, 'empty; leave the field out where nothing is known');
}

/** Cuts without halving a character. */
function cut(text: string, longest: number): string {
  return text.length <= longest ? text : text.slice(0, longest).replace(/[\uD800-\uDBFF]$/, '');
}

function textOf(longest: number, clean: (text: string) => string): Check<string> {
  return {
    read(value, reading) {
      if (typeof value !== 'string') return wrongKind(reading, 'text', value);
      // Cut first, so that cleaning costs no more than the limit allows.
      const tidy = clean(cut(value, longest * 2));
      if (tidy.length > longest || value.length > longest * 2)
        tell(reading, `longer than ${longest} characters${reading.mends ? ', and cut there' : ''}`);
      return cut(tidy, longest) || empty(reading);
    },
  };
}

export const short = textOf(LIMITS.short, cleanLine);
export const line = textOf(LIMITS.line, cleanLine);
/** Paragraphs. */
export const text = textOf(LIMITS.text, cleanText);
/** A label in its one spelling. */
export const label = textOf(LIMITS.short, (given) => labelToken(cleanLine(given)));
/** A label of a set: `none` is what people see of an empty one. */
const memberLabel: Check<string> = {
  read(value, reading) {
    const found = label.read(value, reading);
    return found === NONE ? undefined : found;
  },
};

/** Identifiers met last: a paper's comes with its work, its review and each of its citations. */
const met = new Map<string, Id | null>();
const MET = 20_000;
/** Longer ones are not remembered. */
const REMEMBERED = 200;

function identifierOf(given: string): Id | null {
  const known = met.get(given);
  if (known !== undefined) return known;
  const found = parseId(given);
  if (given.length > REMEMBERED) return found;
  if (met.size >= MET) met.clear();
  met.set(given, found);
  return found;
}

/** An identifier in canonical spelling. */
export const id: Check<Id> = {
  read(value, reading) {
    if (typeof value !== 'string') return wrongKind(reading, 'text', value);
    if (value.length > LIMITS.short) return wrong(reading, `longer than ${LIMITS.short} characters`);
    return identifierOf(value) ?? wrong(reading, `“${cleanLine(value).slice(0, 60)}” is no identifier`);
  },
};

const DATE = /^(?!0000)\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?$/;
const DAY = /^(?!0000)\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/;
const TIME =
  /^(?!0000)\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])(?:T[0-2]\d:[0-5]\d(?::[0-6]\d(?:\.\d{1,9})?)?Z)?$/;

function shaped(pattern: RegExp, wanted: string): Check<string> {
  return {
    read(value, reading) {
      if (typeof value !== 'string') return wrongKind(reading, 'text', value);
      return pattern.test(value) ? value : wrong(reading, `expected ${wanted}`);
    },
  };
}
export const date = shaped(DATE, 'a date such as 2025, 2025-04 or 2025-04-18');
export const day = shaped(DAY, 'a day such as 2025-04-18');
export const time = shaped(TIME, 'a day such as 2025-04-18 or a UTC time such as 2025-04-18T09:30:00Z');

export function number(from: number, to: number): Check<number> {
  return {
    read(value, reading) {
      if (typeof value !== 'number') return wrongKind(reading, 'a number', value);
      return value >= from && value <= to ? value : wrong(reading, `expected a number from ${from} to ${to}`);
    },
  };
}

export function count(from: number): Check<number> {
  return {
    read(value, reading) {
      if (Number.isSafeInteger(value) && (value as number) >= from) return value as number;
      if (value === null) return wrongKind(reading, 'a number', value);
      return wrong(reading, `expected a whole number from ${from}`);
    },
  };
}

export const yesNo: Check<boolean> = {
  read: (value, reading) => (typeof value === 'boolean' ? value : wrongKind(reading, 'true or false', value)),
};
/** For fields that are left out otherwise. */
export const yes: Check<true> = {
  read(value, reading) {
    if (value === true) return true;
    if (value === false && reading.mends) return undefined;
    return wrong(reading, 'expected true; leave the field out otherwise');
  },
};

export function oneOf<Word extends string>(...words: Word[]): Check<Word> {
  return {
    read: (value, reading) =>
      words.includes(value as Word) ? (value as Word) : wrong(reading, `expected ${words.join(' or ')}`),
  };
}

const score = number(0, 10);
/** A score 0–10, or the word printed in its place. */
export const scoreOrWord: Check<number | string> = {
  read: (value, reading) => (typeof value === 'number' ? score.read(value, reading) : short.read(value, reading)),
};

interface ListRules {
  /** Fewer are as good as none; 0: an empty list says something. */
  from?: 0 | 1;
  most?: number;
  /** Each once. */
  distinct?: boolean;
}

export function list<T>(of: Check<T>, { from = 1, most = LIMITS.list, distinct = false }: ListRules = {}): Check<T[]> {
  return {
    ...(of.fields ? { fields: of.fields } : {}),
    read(value, reading) {
      if (!Array.isArray(value)) return wrongKind(reading, 'a list', value);
      if (value.length < from) return empty(reading);
      if (value.length > most)
        tell(reading, `more than ${most} entries${reading.mends ? ', of which the first are kept' : ''}`);
      const found: T[] = [];
      const { path } = reading;
      const depth = path.length;
      for (let at = 0; at < value.length && at < most; at += 1) {
        path[depth] = at;
        const entry = of.read(value[at], reading);
        if (entry !== undefined) found.push(entry);
      }
      path.length = depth;
      const kept = distinct ? [...new Set(found)] : found;
      // Where no entry was understood, nobody said that there are none.
      return kept.length < from || (kept.length === 0 && value.length > 0) ? undefined : kept;
    },
  };
}

/** A set of labels. */
export function labels(from: 0 | 1): Check<string[]> {
  return list(memberLabel, { from, most: LIMITS.few, distinct: true });
}

/** The checks of an object's fields: none forgotten, each of the right kind. */
export type FieldsOf<T> = {
  [K in keyof T]-?: undefined extends T[K] ? Check<Exclude<T[K], undefined>> : Must<T[K]>;
};

type Optional<F> = { [K in keyof F]: F[K] extends { required: true } ? never : K }[keyof F];
/** The object that fields make. */
export type ObjectOf<F> = { [K in Exclude<keyof F, Optional<F>>]: Read<F[K]> } & { [K in Optional<F>]?: Read<F[K]> };

/** @param isOpen keys nobody knows may be worth keeping */
export function object<F extends Fields>(fields: F, isOpen = false): Check<ObjectOf<F>> & { fields: F } {
  const entries = Object.entries(fields);
  return {
    fields,
    read(value, reading) {
      if (typeof value !== 'object' || value === null || Array.isArray(value))
        return wrongKind(reading, 'an object', value);
      const given = value as Record<string, unknown>;
      const { path } = reading;
      const depth = path.length;
      const found: Record<string, unknown> = {};
      let isWhole = true;
      let known = 0;
      for (const [key, field] of entries) {
        const raw = given[key];
        if (raw === undefined) {
          if (!field.required) continue;
        } else known += 1;
        path[depth] = key;
        const { told } = reading;
        const read = raw === undefined ? undefined : field.read(raw, reading);
        if (read !== undefined) found[key] = read;
        else if (field.required) {
          isWhole = false;
          if (reading.told === told) tell(reading, 'missing');
        }
      }
      if (Object.keys(given).length > known)
        for (const key in given) {
          if (Object.hasOwn(fields, key) || given[key] === undefined) continue;
          path[depth] = key;
          const kept = reading.unknown(given[key], isOpen);
          if (kept !== undefined) found[key] = kept;
        }
      path.length = depth;
      return isWhole ? (found as ObjectOf<F>) : undefined;
    },
  };
}
