/**
 * JSON from outside: measured before it is parsed, and long lists item by item, so that one bad item is one problem. A text
 * that was cut can be read up to where it ends.
 */
import { Excess, figure, JSON_DEPTH, JSON_VALUES, MOST_ENTRIES } from './bounds.js';
import { SourceError } from './decoded.js';

/** A value inside a text, found but not yet parsed. */
export interface JsonRange {
  text: string;
  /** Whose text it is, for messages. */
  name: string;
  start: number;
  end: number;
  depth: number;
  values: number;
  /** Of a value in which the text ends: the lists and objects that are open there, outermost first, itself among them. */
  open?: readonly Open[];
}

/** A list or object that never ends. */
interface Open {
  start: number;
  /** Values before it, of those that were counted. */
  before: number;
}

interface Measured {
  end: number;
  depth: number;
  values: number;
  open: Open[];
}

/** An item of a list. `problem` completes "row 3: …". */
export type JsonItem = { value: unknown } | { problem: string };

const QUOTE = 34;
const BACKSLASH = 92;

/**
 * Where a value ends, how deep it nests and how many values are in it; `end` is -1 where it never ends, and `open` then says
 * in what the text does, down to the deepest level that is read. Linear.
 */
function measure(text: string, start: number): Measured {
  let level = 0;
  let depth = 0;
  let values = 1;
  const open: Open[] = [];
  const found = (end: number): Measured => ({ end, depth, values, open });
  for (let at = start; at < text.length; at += 1) {
    switch (text.charCodeAt(at)) {
      case QUOTE:
        at = quoteEnd(text, at);
        if (at < 0) return found(-1);
        if (level === 0) return found(at + 1);
        break;
      case 91: // [
      case 123: // {
        if (level <= JSON_DEPTH) open[level] = { start: at, before: values - 1 };
        level += 1;
        values += 1;
        if (level > depth) depth = level;
        break;
      case 93: // ]
      case 125: // }
        if (level === 0) return found(at);
        level -= 1;
        if (level < open.length) open.length = level;
        if (level === 0) return found(at + 1);
        break;
      case 44: // ,
        if (level === 0) return found(at);
        values += 1;
        break;
      case 32:
      case 10:
      case 13:
      case 9:
        if (level === 0) return found(at);
        break;
    }
  }
  return found(level === 0 ? text.length : -1);
}

/** The place of the quotation mark that ends the text which begins at `at`; -1 where none does. */
function quoteEnd(text: string, at: number): number {
  for (let next = at + 1; next < text.length; next += 1) {
    const sign = text.charCodeAt(next);
    if (sign === QUOTE) return next;
    if (sign === BACKSLASH) next += 1;
  }
  return -1;
}

function checkBounds({ depth, values }: { depth: number; values: number }): void {
  if (depth > JSON_DEPTH) throw new Excess(`nested deeper than ${JSON_DEPTH} levels`);
  if (values > JSON_VALUES) throw new Excess(`of more than ${figure(JSON_VALUES)} values`);
}

/** Whether a text has too few signs to be beyond the bounds: found without looking at each, as of nearly all that is short. */
function isSmall(text: string): boolean {
  if (text.length >= JSON_VALUES) return false;
  let openings = 0;
  for (const sign of '[{')
    for (let at = text.indexOf(sign); at >= 0; at = text.indexOf(sign, at + 1)) {
      openings += 1;
      if (openings > JSON_DEPTH) return false;
    }
  return true;
}

/**
 * The value of a text that is JSON and nothing else.
 * @param reviver as JSON.parse has it
 * @throws Excess where it is too deep or has too many values; SyntaxError where it is no JSON
 */
export function parseBounded(text: string, reviver?: Parameters<typeof JSON.parse>[1]): unknown {
  if (!isSmall(text)) checkBounds(measure(text, blanksEnd(text, 0)));
  return JSON.parse(text, reviver);
}

/**
 * A file's one value, not yet parsed.
 * @throws SourceError saying where it ends too early or goes on behind its end
 */
export function jsonOfFile(text: string, name: string): JsonRange {
  const range = rangeAt({ text, name }, blanksEnd(text, 0));
  checkAlone(range);
  return range;
}

/**
 * The same of a file that may have been cut: then the value goes to the end of the text, and what is read of it, and of what is
 * in it, is what had ended before.
 * @throws SourceError where something goes on behind its end, or nothing is there
 */
export function jsonOfCutFile(text: string, name: string): JsonRange {
  const start = blanksEnd(text, 0);
  const { end, ...found } = measure(text, start);
  if (end >= 0 || found.open.length === 0) return jsonOfFile(text, name);
  return { text, name, start, end: text.length, ...found };
}

/** Where the text of a value ends that was cut; undefined where the value is whole. */
export function cutAt({ text, open }: JsonRange): string | undefined {
  return open === undefined ? undefined : placeOf(text, text.trimEnd().length);
}

function checkAlone({ text, name, end }: JsonRange): void {
  const rest = blanksEnd(text, end);
  if (rest < text.length) throw notValid(text, name, rest);
}

export function isList({ text, start }: JsonRange): boolean {
  return text[start] === '[';
}

export function isRecord({ text, start }: JsonRange): boolean {
  return text[start] === '{';
}

/**
 * The items of a list, not yet parsed.
 * @throws SourceError where something else stands between them, or there are too many
 */
export function* itemsOf(list: JsonRange, most = MOST_ENTRIES): Generator<JsonRange> {
  const { text, name, start } = list;
  let at = blanksEnd(text, start + 1);
  if (text[at] === ']') return;
  for (let items = 0; !endsAt(list, at); items += 1) {
    if (items === most)
      throw new SourceError(
        `${name} holds a list of more than the ${figure(most)} entries that are read of one; split it.`,
      );
    const item = valueIn(list, at);
    if (item === undefined) return;
    yield item;
    at = blanksEnd(text, item.end);
    if (text[at] === ']' || endsAt(list, at)) return;
    if (text[at] !== ',') throw notValid(text, name, at);
    at = blanksEnd(text, at + 1);
  }
}

/**
 * The values of an object by their keys, not yet parsed; of a key given twice the last counts.
 * @throws SourceError where it is no object that JSON allows, or one of too many keys
 */
export function membersOf(record: JsonRange, most = JSON_VALUES): Map<string, JsonRange> {
  const { text, name, start } = record;
  const members = new Map<string, JsonRange>();
  let at = blanksEnd(text, start + 1);
  if (text[at] === '}') return members;
  while (!endsAt(record, at)) {
    const end = text[at] === '"' ? quoteEnd(text, at) : -1;
    if (end < 0 && text[at] === '"' && record.open !== undefined) break;
    if (end < 0) throw notValid(text, name, at);
    const key = parsedPart(text.slice(at, end + 1), text, name, at) as string;
    at = blanksEnd(text, end + 1);
    if (endsAt(record, at)) break;
    if (text[at] !== ':') throw notValid(text, name, at);
    const value = valueIn(record, blanksEnd(text, at + 1));
    if (value === undefined) break;
    members.set(key, value);
    if (members.size > most) throw new SourceError(`${name} holds an object of more than ${figure(most)} values.`);
    at = blanksEnd(text, value.end);
    if (text[at] === '}' || endsAt(record, at)) break;
    if (text[at] !== ',') throw notValid(text, name, at);
    at = blanksEnd(text, at + 1);
  }
  return members;
}

/** Whether the text is cut here, in a list or object that has not ended. */
function endsAt({ text, open }: JsonRange, at: number): boolean {
  return open !== undefined && at >= text.length;
}

/** A value in a list or object; undefined for one that is cut and of which nothing can be told: half a text, half a number. */
function valueIn(within: JsonRange, start: number): JsonRange | undefined {
  const { text, name, open } = within;
  if (open === undefined) return rangeAt(within, start);
  if (start >= text.length) return undefined;
  // The last value, whose end was looked for already.
  const [, next, ...deeper] = open;
  if (next?.start === start)
    return {
      text,
      name,
      start,
      end: text.length,
      depth: within.depth - 1,
      values: within.values - (next.before - open[0]!.before),
      open: [next, ...deeper],
    };
  const { end, depth, values } = measure(text, start);
  const isBare = !/["[{]/u.test(text[start]!);
  if (end < 0 || (isBare && end > start && blanksEnd(text, end) >= text.length)) return undefined;
  if (end === start) throw notValid(text, name, start);
  return { text, name, start, end, depth, values };
}

/**
 * An item of many, parsed.
 * @throws SourceError where it is no JSON: then the file is damaged
 */
export function itemOf(range: JsonRange): JsonItem {
  try {
    checkBounds(range);
  } catch (error) {
    if (error instanceof Excess) return { problem: error.message };
    throw error;
  }
  return { value: valueAt(range) };
}

/**
 * A value without which the rest cannot be read, parsed.
 * @throws SourceError where it is no JSON or beyond the bounds
 */
export function wholeValue(range: JsonRange): unknown {
  const { text, name, start } = range;
  try {
    checkBounds(range);
  } catch (error) {
    if (error instanceof Excess) throw new SourceError(`${name} holds JSON ${error.message}, ${placeOf(text, start)}.`);
    throw error;
  }
  return valueAt(range);
}

/** The value, within the bounds; of one that is cut, what had ended before. */
function valueAt(range: JsonRange): unknown {
  const { text, name, start, end, open } = range;
  if (open === undefined) return parsedPart(text.slice(start, end), text, name, start);
  const half = isList(range)
    ? Array.from(itemsOf(range, JSON_VALUES), valueAt)
    : Object.fromEntries(Array.from(membersOf(range), ([key, value]) => [key, valueAt(value)]));
  HALVES.add(half);
  return half;
}

/** Lists and objects in which their text ended. */
const HALVES = new WeakSet<object>();

/** Whether a parsed list or object is what was left of one that was cut: what it does not say may have stood in it. */
export function wasCut(value: unknown): boolean {
  return typeof value === 'object' && value !== null && HALVES.has(value);
}

function rangeAt({ text, name }: Pick<JsonRange, 'text' | 'name'>, start: number): JsonRange {
  const { end, depth, values } = measure(text, start);
  if (end < 0 || start >= text.length)
    throw new SourceError(
      `${name} is cut off: its JSON ends unfinished at ${placeOf(text, text.length)}; fetch or copy it again.`,
    );
  if (end === start) throw notValid(text, name, start);
  return { text, name, start, end, depth, values };
}

function blanksEnd(text: string, from: number): number {
  let at = from;
  for (let sign = text.charCodeAt(at); sign === 32 || sign === 10 || sign === 13 || sign === 9; ) {
    at += 1;
    sign = text.charCodeAt(at);
  }
  return at;
}

function parsedPart(part: string, text: string, name: string, start: number): unknown {
  try {
    return JSON.parse(part);
  } catch (error) {
    const told = /at position (\d+)/u.exec((error as Error).message);
    throw notValid(text, name, start + (told ? Number(told[1]) : 0));
  }
}

function notValid(text: string, name: string, at: number): SourceError {
  return at >= text.trimEnd().length
    ? new SourceError(
        `${name} is cut off: its JSON ends unfinished at ${placeOf(text, text.length)}; fetch or copy it again.`,
      )
    : new SourceError(`${name} is not valid JSON: something else was expected at ${placeOf(text, at)}.`);
}

function placeOf(text: string, position: number): string {
  let line = 1;
  let before = -1;
  for (let at = text.indexOf('\n'); at >= 0 && at < position; at = text.indexOf('\n', at + 1)) {
    line += 1;
    before = at;
  }
  return `line ${line}, column ${position - before}`;
}
