/** What a file of where a reader was is made of, each part read with a bound. */
import type { Id } from '../../hub/record.js';
import { cleanLine } from '../../hub/text.js';

/** What a file may hold: more is none of this program's. */
export const MOST = {
  history: 500,
  lists: 200,
  papers: 20_000,
  steps: 10_000,
  lasting: 100,
  looks: 500,
  walk: 50,
  packed: 300_000,
  line: 20_000,
  bytes: 8_000_000,
} as const;

/** What is wrong with a file, to stand in a sentence. */
export class NotSaved extends Error {
  override name = 'NotSaved';
}

export function wrong(field: string, what: string): never {
  throw new NotSaved(`its ${field} is not ${what}`);
}

export function object(value: unknown, field: string): Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : wrong(field, 'an object');
}

export function array(value: unknown, field: string, most: number): unknown[] {
  return Array.isArray(value) && value.length <= most ? value : wrong(field, `a list of at most ${most}`);
}

/** One line that can stand on a screen. */
export function words(value: unknown, field: string): string {
  return typeof value === 'string' && value.length <= MOST.line ? cleanLine(value) : wrong(field, 'a line of text');
}

export function id(value: unknown, field: string): Id | null {
  if (value === null) return null;
  return typeof value === 'string' && value.length <= 2000 && /^[a-z][a-z0-9-]*:./u.test(value)
    ? value
    : wrong(field, 'an id');
}

export function count(value: unknown, field: string): number {
  return Number.isSafeInteger(value) && (value as number) >= 0 ? (value as number) : wrong(field, 'a number from 0 on');
}

export function truth(value: unknown, field: string): boolean {
  return typeof value === 'boolean' ? value : wrong(field, 'true or false');
}

export function oneOf<T extends string>(value: unknown, known: readonly T[], field: string): T {
  return known.find((one) => one === value) ?? wrong(field, `one of ${known.join(', ')}`);
}
