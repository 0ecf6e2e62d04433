/** Dumps as JSON Lines: one object a line. */
import { isUtf8 } from 'node:buffer';
import { cleanLine } from '../../hub/text.js';
import { Excess, LINE_BYTES } from '../bounds.js';
import { type Decoded, problem } from '../decoded.js';
import type { Line } from '../input.js';
import { parseBounded } from '../json.js';
import { isObject, type Json } from '../values.js';

/** The object of a line, what is wrong with it, or undefined for a blank line. */
export function jsonOf({
  number,
  bytes,
}: Line): { value: Json } | { problem: Extract<Decoded, { problem: unknown }> } | undefined {
  const place = `line ${number}`;
  if (bytes === null) return { problem: problem(place, `longer than ${LINE_BYTES / 1_000_000} MB`) };
  if (!isUtf8(bytes)) return { problem: problem(place, 'not valid UTF-8') };
  const text = (number === 1 ? bytes.toString('utf8').replace(/^\ufeff/u, '') : bytes.toString('utf8')).trim();
  if (text === '') return undefined;
  try {
    const value = parseBounded(text);
    return isObject(value) ? { value } : { problem: problem(place, 'JSON, but not an object') };
  } catch (error) {
    if (error instanceof Excess) return { problem: problem(place, error.message) };
    return { problem: problem(place, `not JSON: ${cleanLine((error as Error).message).slice(0, 200)}`) };
  }
}

/** The first line of a head that is not blank, as far as it goes. */
export function firstLine(head: string): string {
  return /^\s*([^\n]*)/u.exec(head)![1]!;
}
