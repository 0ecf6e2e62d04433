/** Values of foreign JSON, taken for nothing but what they are. */
import { dateOf, isDate, isoDate, type PartialDate } from '../hub/date.js';
import { parseId } from '../hub/ids/identifier.js';
import type { Id } from '../hub/record.js';
import { cleanLine } from '../hub/text.js';

export type Json = Readonly<Record<string, unknown>>;

export function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function object(value: unknown): Json {
  return isObject(value) ? value : {};
}

export function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** One clean line, or undefined where there is no text. */
export function line(value: unknown): string | undefined {
  const text = typeof value === 'string' ? cleanLine(value) : '';
  return text === '' ? undefined : text;
}

/** What a value is called in a message, whatever it is: at most 60 characters of its text or number. */
export function shown(value: unknown): string {
  const text = typeof value === 'string' || typeof value === 'number' ? value : value === null ? null : typeof value;
  return cleanLine(String(text).slice(0, 500)).slice(0, 60);
}

/** A text, or a number as its digits; empty for anything else. */
export function textOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

/** A whole number from 0. */
export function count(value: unknown): number | undefined {
  return Number.isSafeInteger(value) && (value as number) >= 0 ? (value as number) : undefined;
}

/** A date as exact as it is given and there is one: `YYYY`, `YYYY-MM` or `YYYY-MM-DD`, with a time or without. */
export function partialDate(value: unknown): string | undefined {
  const date = typeof value === 'string' ? value.replace(/(?<=^\d{4}-\d\d-\d\d)[T ]\d\d:.*$/u, '') : '';
  return isDate(date) ? dateText(dateOf(...(date.split('-') as [string, string?, string?]))) : undefined;
}

/** A date as records have it; undefined where there is none. */
export function dateText(date: PartialDate | null): string | undefined {
  const text = date === null ? '' : isoDate(date);
  return isDate(text) && !isMistaken(text) ? text : undefined;
}

/** `{"date-parts": [[2012, 3, 21]]}`, as Crossref and CSL-JSON have it; months and days may be missing, and all of it `[[null]]`. */
export function datePartsText(value: unknown): string | undefined {
  const [year, month, day] = list(list(object(value)['date-parts'])[0]);
  return dateText(dateOf(year, month, day));
}

/** Nothing in the sources is a thousand years old. */
function isMistaken(date: string): boolean {
  return date < '1000';
}

/** The name a value spells under a prefix, e.g. `doi:`. */
export function identifier(prefix: string, value: unknown): Id | undefined {
  if (typeof value !== 'string' && typeof value !== 'number') return undefined;
  const text = String(value).trim();
  if (text === '') return undefined;
  return parseId(/^https?:/iu.test(text) ? text : prefix + text) ?? undefined;
}

/** The present ones, each once. */
export function distinct<T>(values: readonly (T | undefined)[]): T[] {
  return [...new Set(values.filter((value): value is T => value !== undefined))];
}
