/**
 * The entries of a .bib file by their places: the grammar of BibTeX for whoever reads such files or adds to them. Of a file that
 * is added to places are bytes; such a text is one character a byte, which leaves every structural sign of BibTeX where it is.
 */

import { BRACE_DEPTH, figure, RECORD_LINES } from '../../bounds.js';

/** A piece of a value: text in braces or quotation marks, or a bare word, which is a number or the name of an @string. */
interface Part {
  text: string;
  isBare: boolean;
}

export interface Definition {
  /** In lower case. */
  name: string;
  /** What # joins. */
  parts: Part[];
}

interface ScannedField extends Definition {
  /** Where its name begins and its value ends. */
  start: number;
  end: number;
}

export interface ScannedEntry {
  /** In lower case, without the `@`. */
  type: string;
  /** Empty for an entry that begins with its first field, as some programs write them. */
  key: string;
  fields: ScannedField[];
  /** Where its @ stands, and the place behind its closing brace. */
  start: number;
  end: number;
  /** True where a comma stands behind the last field, or the key of an entry without fields. */
  hasFinalComma: boolean;
  /** The place behind that comma, or behind the last field or the key. */
  contentEnd: number;
}

/** What a BibTeX reader would stop at. */
export interface Fault {
  message: string;
  /** The place of the fault itself. */
  at: number;
  /** Where the @ stands of what it is in. */
  start: number;
}

/** `start`: the place of its @. A @preamble defines no strings. */
export type Scanned =
  | { entry: ScannedEntry; start: number }
  | { strings: Definition[]; start: number }
  | { fault: Fault };

const SPACE = /(?:\s|%[^\r\n]*)*/y;
const NAME = /[^\s"#%'(),={}]+/y;
/** Types are words: what is read of `eva@x.example` is none. */
const TYPE = /\s*([^\s"#%'(),={}@]+)\s*/y;
const KEY = /[^\s,{}]*/y;
/** `author = {…`: an entry's first field where its key should stand. */
const FIRST_FIELD = /[^\s"#%'(),={}]+\s*=\s*(?:["{]|\d+\s*[,}\r\n])/y;
const COMMENT = /[^\r\n]*/y;
const NO_FIELD = /[^,}\r\n@]*,?/y;
const BRACE = /[{}]/g;
/** Where the next entry begins, if a value should never end. */
const NEXT_ENTRY = /[\r\n][ \t]*@[A-Za-z]+[ \t]*[{(]/g;
/** What makes an entry of an @ in the middle of a word or before a parenthesis: a key and a comma. */
const WITH_KEY = /[{(]\s*[^\s,{}()="]+\s*,/y;

/** A text that is read, and where. Nothing in it is looked at more than a few times, whatever stands there. */
interface Scan {
  text: string;
  at: number;
  /** Of the present entry what is wrong first. */
  fault: Fault | undefined;
  /** Where the @ of the present entry stands. */
  start: number;
  /** The opening braces that nothing closes, or that hold too many others, from the last of them on that has been looked for. */
  unclosed: Set<number> | undefined;
  /** Where the next entry begins, as long as that is ahead. */
  next: number;
}

/**
 * Entries, @strings and faults in the text's order. A fault stands behind the entry it is in, which has the fields that could
 * be read; a broken entry ends where the next begins. What stands between entries is a comment, and so is what stands
 * behind a % there or between fields.
 */
export function* scanBibtex(text: string): Generator<Scanned> {
  const scan: Scan = { text, at: 0, fault: undefined, start: 0, unclosed: undefined, next: 0 };
  const sign = /[@%]/g;
  for (;;) {
    sign.lastIndex = scan.at;
    const found = sign.exec(text);
    if (found === null) return;
    scan.at = found.index + 1;
    if (found[0] === '%') {
      take(scan, COMMENT);
      continue;
    }
    scan.start = found.index;
    scan.fault = undefined;
    TYPE.lastIndex = scan.at;
    const type = TYPE.exec(text)?.[1]?.toLowerCase();
    if (type === undefined) continue;
    scan.at = TYPE.lastIndex;
    if (type === 'comment') {
      skipComment(scan);
      continue;
    }
    const open = text[scan.at];
    if (open !== '{' && open !== '(') continue;
    const close = open === '{' ? '}' : ')';
    if (type === 'string') {
      scan.at += 1;
      yield { strings: readDefinitions(scan, close), start: scan.start };
    } else if (type === 'preamble') {
      scan.at += 1;
      readPreamble(scan, close);
      yield { strings: [], start: scan.start };
    } else {
      if ((open === '(' || /\w/.test(text[scan.start - 1] ?? '')) && !matches(scan, WITH_KEY)) continue;
      scan.at += 1;
      yield { entry: readEntry(scan, type, close), start: scan.start };
    }
    if (scan.fault !== undefined) yield { fault: scan.fault };
  }
}

function skip(scan: Scan): void {
  take(scan, SPACE);
}

function take(scan: Scan, pattern: RegExp): string | undefined {
  pattern.lastIndex = scan.at;
  const found = pattern.exec(scan.text)?.[0];
  if (found !== undefined) scan.at += found.length;
  return found;
}

function matches({ text, at }: Scan, pattern: RegExp): boolean {
  pattern.lastIndex = at;
  return pattern.test(text);
}

/** Remembers what is wrong, where nothing else is. */
function fail(scan: Scan, message: string, at = scan.at): void {
  scan.fault ??= { message, at, start: scan.start };
}

/** What the sign here is called in a message. */
function here({ text, at }: Scan): string {
  return at >= text.length ? 'the file ends' : `there is ${JSON.stringify(text[at])}`;
}

/** Some programs keep their settings in one, in braces; to BibTeX it is any line. */
function skipComment(scan: Scan): void {
  if (scan.text[scan.at] === '{') scan.at = closing(scan, scan.at) ?? scan.at + 1;
}

/** The definitions of an @string, whose opening bracket has been read. */
function readDefinitions(scan: Scan, close: string): Definition[] {
  const found: Definition[] = [];
  for (;;) {
    skip(scan);
    if (isEnd(scan, close, 'this @string')) return found;
    const name = take(scan, NAME);
    skip(scan);
    if (name === undefined || scan.text[scan.at] !== '=') {
      fail(scan, `@string wants a name and a =, but ${here(scan)}`);
      goOn(scan);
      continue;
    }
    scan.at += 1;
    const parts = readValue(scan);
    if (parts === undefined) return found;
    found.push({ name: name.toLowerCase(), parts });
    readCommas(scan, close, 'the @string', name);
  }
}

function readPreamble(scan: Scan, close: string): void {
  if (readValue(scan) === undefined) return;
  skip(scan);
  if (scan.text[scan.at] === close) scan.at += 1;
  else fail(scan, `this @preamble is not closed where it should be: ${here(scan)}`);
}

/** An entry, whose opening bracket has been read. */
function readEntry(scan: Scan, type: string, close: string): ScannedEntry {
  skip(scan);
  const key = matches(scan, FIRST_FIELD) ? '' : take(scan, KEY)!;
  const { start, at } = scan;
  const entry: ScannedEntry = { type, key, fields: [], start, end: at, hasFinalComma: false, contentEnd: at };
  skip(scan);
  if (key !== '' || scan.text[scan.at] === ',') {
    const comma = readCommas(scan, close, 'the key', key);
    if (comma !== undefined) Object.assign(entry, { hasFinalComma: true, contentEnd: comma });
  }
  readFields(scan, entry, close);
  entry.end = scan.at;
  return entry;
}

function readFields(scan: Scan, entry: ScannedEntry, close: string): void {
  for (;;) {
    skip(scan);
    if (isEnd(scan, close, 'this entry')) return;
    const start = scan.at;
    const name = take(scan, NAME);
    if (name === undefined) {
      fail(scan, `a field's name should stand here, but ${here(scan)}`);
      goOn(scan);
      continue;
    }
    skip(scan);
    if (scan.text[scan.at] !== '=') {
      fail(scan, `a = is missing behind ${JSON.stringify(name)}: ${here(scan)}`);
      goOn(scan);
      continue;
    }
    scan.at += 1;
    const parts = readValue(scan);
    if (parts === undefined) return;
    if (entry.fields.length === RECORD_LINES) {
      giveUp(scan, `this entry has more than ${figure(RECORD_LINES)} fields`);
      return;
    }
    if (parts.length > 0) {
      entry.fields.push({ name: name.toLowerCase(), start, end: scan.at, parts });
      Object.assign(entry, { hasFinalComma: false, contentEnd: scan.at });
    }
    const comma = readCommas(scan, close, 'the field', name);
    if (comma !== undefined) Object.assign(entry, { hasFinalComma: true, contentEnd: comma });
  }
}

/** Goes past the end of what is read. Where it never comes, that is a fault, and the next entry begins here. */
function isEnd(scan: Scan, close: string, what: string): boolean {
  const sign = scan.text[scan.at];
  if (sign === close) {
    scan.at += 1;
    return true;
  }
  if (sign !== undefined && sign !== '@') return false;
  fail(scan, `${what} is never closed`, scan.start);
  return true;
}

/**
 * The commas behind a field; one is enough, and none is needed before the end.
 * @returns the place behind the last of them
 */
function readCommas(scan: Scan, close: string, what: string, name: string): number | undefined {
  let comma: number | undefined;
  for (;;) {
    skip(scan);
    const sign = scan.text[scan.at];
    if (sign !== ',') {
      if (comma === undefined && sign !== undefined && sign !== close && sign !== '@')
        fail(scan, `a comma is missing behind ${what} ${JSON.stringify(name)}: ${here(scan)}`);
      return comma;
    }
    scan.at += 1;
    comma = scan.at;
  }
}

/** Goes on behind what is no field: behind the next comma, or to the next brace or line. */
function goOn(scan: Scan): void {
  if (take(scan, NO_FIELD) === '') scan.at += 1;
}

/**
 * A value of any number of parts joined by #.
 * @returns none where a value is missing; undefined where its end is not found and the next entry begins
 */
function readValue(scan: Scan): Part[] | undefined {
  const parts: Part[] = [];
  for (;;) {
    if (parts.length === RECORD_LINES) {
      giveUp(scan, `this value has more than ${figure(RECORD_LINES)} parts`);
      return undefined;
    }
    skip(scan);
    const start = scan.at;
    const open = scan.text[start];
    if (open === '{' || open === '"') {
      const end = open === '{' ? closing(scan, start) : quoteEnd(scan, start);
      if (end === undefined) {
        const isDeep = open === '{' && scan.unclosed!.size > BRACE_DEPTH;
        giveUp(
          scan,
          isDeep ? `braces nest more than ${figure(BRACE_DEPTH)} deep here` : `this ${open} is never closed`,
          start,
        );
        return undefined;
      }
      scan.at = end;
      parts.push({ text: scan.text.slice(start + 1, end - 1), isBare: false });
    } else {
      const word = take(scan, NAME);
      if (word === undefined) {
        fail(scan, `a value is missing: ${here(scan)}`);
        return parts;
      }
      parts.push({ text: word, isBare: true });
    }
    const end = scan.at;
    skip(scan);
    if (scan.text[scan.at] !== '#') {
      scan.at = end;
      return parts;
    }
    scan.at += 1;
  }
}

/** Leaves the entry at what is wrong, for the next one. */
function giveUp(scan: Scan, message: string, at = scan.at): void {
  fail(scan, message, at);
  scan.at = nextEntry(scan);
}

function nextEntry(scan: Scan): number {
  if (scan.next <= scan.at) {
    NEXT_ENTRY.lastIndex = scan.at;
    scan.next = NEXT_ENTRY.exec(scan.text)?.index ?? scan.text.length;
  }
  return scan.next;
}

/** The place behind the brace that closes the one at `open`, or undefined where none does. */
function closing(scan: Scan, open: number): number | undefined {
  if (scan.unclosed?.has(open)) return undefined;
  const opened: number[] = [];
  BRACE.lastIndex = open;
  for (let brace = BRACE.exec(scan.text); brace !== null; brace = BRACE.exec(scan.text)) {
    if (brace[0] === '{') opened.push(brace.index);
    else opened.pop();
    if (opened.length === 0) return brace.index + 1;
    if (opened.length > BRACE_DEPTH) break;
  }
  scan.unclosed = new Set(opened);
  return undefined;
}

/** The place behind the quotation mark that closes the one at `open`; undefined where none does before the next entry. */
function quoteEnd(scan: Scan, open: number): number | undefined {
  const next = nextEntry(scan);
  for (let at = open + 1, depth = 0; at < next; at += 1) {
    const sign = scan.text[at];
    if (sign === '{') depth += 1;
    else if (sign === '}') {
      depth -= 1;
      if (depth < 0) {
        fail(scan, 'this } closes nothing inside of the quotation marks', at);
        return undefined;
      }
    } else if (sign === '"' && depth === 0) return at + 1;
  }
  return undefined;
}
