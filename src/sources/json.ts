/** JSON from outside: measured before it is parsed, and long lists item by item, so that one bad item is one problem. */
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
}

/** An item of a list. `wrong` completes "row 3: …". */
export type JsonItem = { value: unknown } | { wrong: string };

const QUOTE = 34;
const BACKSLASH = 92;

/** Where a value ends, how deep it nests and how many values are in it; `end` is -1 where it never ends. Linear. */
function measure(text: string, start: number): { end: number; depth: number; values: number } {
  let level = 0;
  let depth = 0;
  let values = 1;
  for (let at = start; at < text.length; at += 1) {
    switch (text.charCodeAt(at)) {
      case QUOTE:
        at = quoteEnd(text, at);
        if (at < 0) return { end: -1, depth, values };
        if (level === 0) return { end: at + 1, depth, values };
        break;
      case 91: // [
      case 123: // {
        level += 1;
        values += 1;
        if (level > depth) depth = level;
        break;
      case 93: // ]
      case 125: // }
        if (level === 0) return { end: at, depth, values };
        level -= 1;
        if (level === 0) return { end: at + 1, depth, values };
        break;
      case 44: // ,
        if (level === 0) return { end: at, depth, values };
        values += 1;
        break;
      case 32:
      case 10:
      case 13:
      case 9:
        if (level === 0) return { end: at, depth, values };
        break;
    }
  }
  return { end: level === 0 ? text.length : -1, depth, values };
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

/**
 * The value of a text that is JSON and nothing else.
 * @param reviver as JSON.parse has it
 * @throws Excess where it is too deep or has too many values; SyntaxError where it is no JSON
 */
export function parseBounded(text: string, reviver?: Parameters<typeof JSON.parse>[1]): unknown {
  checkBounds(measure(text, blanksEnd(text, 0)));
  return JSON.parse(text, reviver);
}

/**
 * A file's one value, not yet parsed.
 * @throws SourceError saying where it ends too early or goes on behind its end
 */
export function jsonOfFile(text: string, name: string): JsonRange {
  const range = rangeAt(text, name, blanksEnd(text, 0));
  const rest = blanksEnd(text, range.end);
  if (rest < text.length) throw notValid(text, name, rest);
  return range;
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
export function* itemsOf({ text, name, start }: JsonRange, most = MOST_ENTRIES): Generator<JsonRange> {
  let at = blanksEnd(text, start + 1);
  if (text[at] === ']') return;
  for (let items = 0; ; items += 1) {
    if (items === most)
      throw new SourceError(
        `${name} holds a list of more than the ${figure(most)} entries that are read of one; split it.`,
      );
    const item = rangeAt(text, name, at);
    yield item;
    at = blanksEnd(text, item.end);
    if (text[at] === ']') return;
    if (text[at] !== ',') throw notValid(text, name, at);
    at = blanksEnd(text, at + 1);
  }
}

/**
 * The values of an object by their keys, not yet parsed; of a key given twice the last counts.
 * @throws SourceError where it is no object that JSON allows, or one of too many keys
 */
export function membersOf({ text, name, start }: JsonRange): Map<string, JsonRange> {
  const members = new Map<string, JsonRange>();
  let at = blanksEnd(text, start + 1);
  if (text[at] === '}') return members;
  for (;;) {
    const end = text[at] === '"' ? quoteEnd(text, at) : -1;
    if (end < 0) throw notValid(text, name, at);
    const key = parsedPart(text.slice(at, end + 1), text, name, at) as string;
    at = blanksEnd(text, end + 1);
    if (text[at] !== ':') throw notValid(text, name, at);
    const value = rangeAt(text, name, blanksEnd(text, at + 1));
    members.set(key, value);
    if (members.size > JSON_VALUES)
      throw new SourceError(`${name} holds an object of more than ${figure(JSON_VALUES)} values.`);
    at = blanksEnd(text, value.end);
    if (text[at] === '}') return members;
    if (text[at] !== ',') throw notValid(text, name, at);
    at = blanksEnd(text, at + 1);
  }
}

/**
 * An item of many, parsed.
 * @throws SourceError where it is no JSON: then the file is damaged
 */
export function itemOf(range: JsonRange): JsonItem {
  try {
    checkBounds(range);
  } catch (error) {
    if (error instanceof Excess) return { wrong: error.message };
    throw error;
  }
  const { text, name, start, end } = range;
  return { value: parsedPart(text.slice(start, end), text, name, start) };
}

/**
 * A value without which the rest cannot be read, parsed.
 * @throws SourceError where it is no JSON or beyond the bounds
 */
export function wholeValue(range: JsonRange): unknown {
  const { text, name, start, end } = range;
  try {
    checkBounds(range);
  } catch (error) {
    if (error instanceof Excess) throw new SourceError(`${name} holds JSON ${error.message}, ${placeOf(text, start)}.`);
    throw error;
  }
  return parsedPart(text.slice(start, end), text, name, start);
}

function rangeAt(text: string, name: string, start: number): JsonRange {
  const found = measure(text, start);
  if (found.end < 0 || start >= text.length)
    throw new SourceError(
      `${name} is cut off: its JSON ends unfinished at ${placeOf(text, text.length)}; fetch or copy it again.`,
    );
  if (found.end === start) throw notValid(text, name, start);
  return { text, name, start, ...found };
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
