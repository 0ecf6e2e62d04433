/**
 * The entries of a .bib file by their places, for those who add to it: nothing is changed, nothing lost. Places are bytes;
 * so the text is one character a byte, which leaves every structural sign of BibTeX where it is in UTF-8 and Latin-1.
 */
import { UNCLOSED_COMMENTS } from '../../sources/bounds.js';

interface ScannedField {
  /** In lower case. */
  name: string;
  /** Where its name begins and its value ends. */
  start: number;
  end: number;
  /** What it says: the parts of its value joined, without their delimiters, names of @strings as they are. */
  value: string;
}

export interface ScannedEntry {
  type: string;
  key: string;
  fields: ScannedField[];
  /** Where its @ stands, and the place behind its closing brace. */
  start: number;
  end: number;
  /** Where the key ends. */
  keyEnd: number;
  /** True where a comma stands behind the last field, or the key of an entry without fields. */
  hasFinalComma: boolean;
  /** The place behind that comma, or behind the last field or the key. */
  contentEnd: number;
}

/** What keeps a file from being read, and where. */
export class BibSyntaxError extends Error {
  override name = 'BibSyntaxError';
  /** The byte. */
  readonly at: number;

  constructor(message: string, at: number) {
    super(message);
    this.at = at;
  }
}

const SPACE = /(?:\s|%[^\n]*)*/y;
const NAME = /[^\s"#%'(),={}]+/y;
const KEY = /[^\s,{}]*/y;
const BRACE = /[{}]/g;

/** A file that is read, and where. */
interface Scan {
  text: string;
  at: number;
  /** Comments met so far that never end. */
  unclosed: number;
}

/**
 * @param text one character a byte
 * @throws BibSyntaxError at the first entry that a BibTeX reader could not read whole. What stands between entries is a
 * comment, whatever it is.
 */
export function scanBib(text: string): ScannedEntry[] {
  const scan: Scan = { text, at: 0, unclosed: 0 };
  const entries: ScannedEntry[] = [];
  for (;;) {
    const start = text.indexOf('@', scan.at);
    if (start < 0) return entries;
    scan.at = start + 1;
    // Without comments between, and unlike in values: @ in a comment is mostly part of an address.
    take(scan, /\s*/y);
    const type = take(scan, NAME)?.toLowerCase();
    if (type === undefined) continue;
    take(scan, /\s*/y);
    if (type === 'comment') {
      skipComment(scan);
      continue;
    }
    const open = text[scan.at];
    if (open !== '{' && open !== '(') continue;
    const close = open === '{' ? '}' : ')';
    scan.at += 1;
    if (type === 'string' || type === 'preamble') skipDefinition(scan, type, close);
    else entries.push(readEntry(scan, type, start, close));
  }
}

function skip(scan: Scan): void {
  SPACE.lastIndex = scan.at;
  SPACE.exec(scan.text);
  scan.at = SPACE.lastIndex;
}

function take(scan: Scan, pattern: RegExp): string | undefined {
  pattern.lastIndex = scan.at;
  const found = pattern.exec(scan.text)?.[0];
  if (found !== undefined) scan.at += found.length;
  return found;
}

/** What the sign here is called in a message. */
function here({ text, at }: Scan): string {
  return at >= text.length ? 'the file ends' : `there is ${JSON.stringify(text[at])}`;
}

/** Some programs keep their settings in one, in braces; to BibTeX it is any line. */
function skipComment(scan: Scan): void {
  if (scan.text[scan.at] !== '{') return;
  try {
    if (scan.unclosed < UNCLOSED_COMMENTS) scan.at = closing(scan.text, scan.at);
    else scan.at += 1;
  } catch {
    scan.unclosed += 1;
    scan.at += 1;
  }
}

/** An @string or @preamble, whose opening bracket has been read. */
function skipDefinition(scan: Scan, type: string, close: string): void {
  skip(scan);
  if (type === 'string') {
    const name = take(scan, NAME);
    skip(scan);
    if (name === undefined || scan.text[scan.at] !== '=')
      throw new BibSyntaxError(`@string wants a name and a =, but ${here(scan)}`, scan.at);
    scan.at += 1;
  }
  readValue(scan);
  skip(scan);
  if (scan.text[scan.at] === ',') {
    scan.at += 1;
    skip(scan);
  }
  if (scan.text[scan.at] !== close)
    throw new BibSyntaxError(`this @${type} is not closed where it should be: ${here(scan)}`, scan.at);
  scan.at += 1;
}

/** An entry, whose opening bracket has been read. @param start where its @ stands */
function readEntry(scan: Scan, type: string, start: number, close: string): ScannedEntry {
  skip(scan);
  const key = take(scan, KEY)!;
  const { at } = scan;
  const entry: ScannedEntry = {
    type,
    key,
    fields: [],
    start,
    end: at,
    keyEnd: at,
    hasFinalComma: false,
    contentEnd: at,
  };
  skip(scan);
  if (scan.text[scan.at] === ',') {
    readComma(scan, entry);
    readFields(scan, entry, close);
  } else if (scan.text[scan.at] !== close) throw notClosed(scan, entry, `the key ${JSON.stringify(key)}`);
  scan.at += 1;
  entry.end = scan.at;
  return entry;
}

function readFields(scan: Scan, entry: ScannedEntry, close: string): void {
  for (;;) {
    skip(scan);
    if (scan.text[scan.at] === close) return;
    const name = readField(scan, entry);
    skip(scan);
    if (scan.text[scan.at] === close) return;
    if (scan.text[scan.at] !== ',') throw notClosed(scan, entry, `the field ${JSON.stringify(name)}`);
    readComma(scan, entry);
  }
}

/** @returns its name, as it is written */
function readField(scan: Scan, entry: ScannedEntry): string {
  const start = scan.at;
  const name = take(scan, NAME);
  if (name === undefined) {
    if (scan.at >= scan.text.length) throw new BibSyntaxError('this entry is never closed', entry.start);
    throw new BibSyntaxError(`a field's name should stand here, but ${here(scan)}`, scan.at);
  }
  skip(scan);
  if (scan.text[scan.at] !== '=')
    throw new BibSyntaxError(`a = is missing behind ${JSON.stringify(name)}: ${here(scan)}`, scan.at);
  scan.at += 1;
  const value = readValue(scan);
  entry.fields.push({ name: name.toLowerCase(), start, end: scan.at, value });
  entry.contentEnd = scan.at;
  entry.hasFinalComma = false;
  return name;
}

function readComma(scan: Scan, entry: ScannedEntry): void {
  scan.at += 1;
  entry.contentEnd = scan.at;
  entry.hasFinalComma = true;
}

function notClosed(scan: Scan, entry: ScannedEntry, behind: string): BibSyntaxError {
  return scan.at >= scan.text.length
    ? new BibSyntaxError('this entry is never closed', entry.start)
    : new BibSyntaxError(`a comma is missing behind ${behind}: ${here(scan)}`, scan.at);
}

/** A value of any number of parts joined by #. */
function readValue(scan: Scan): string {
  let joined = '';
  for (;;) {
    skip(scan);
    const start = scan.at;
    const open = scan.text[start];
    if (open === '{' || open === '"') {
      scan.at = open === '{' ? closing(scan.text, start) : quoteEnd(scan.text, start);
      joined += scan.text.slice(start + 1, scan.at - 1);
    } else {
      const word = take(scan, NAME);
      if (word === undefined) throw new BibSyntaxError(`a value is missing: ${here(scan)}`, scan.at);
      joined += word;
    }
    const end = scan.at;
    skip(scan);
    if (scan.text[scan.at] !== '#') {
      scan.at = end;
      return joined;
    }
    scan.at += 1;
  }
}

/** The place behind the brace that closes the one at `open`. */
function closing(text: string, open: number): number {
  let depth = 0;
  BRACE.lastIndex = open;
  for (let brace = BRACE.exec(text); brace !== null; brace = BRACE.exec(text)) {
    depth += brace[0] === '{' ? 1 : -1;
    if (depth === 0) return brace.index + 1;
  }
  throw new BibSyntaxError('this { is never closed', open);
}

/** The place behind the quotation mark that closes the one at `open`. */
function quoteEnd(text: string, open: number): number {
  let depth = 0;
  for (let i = open + 1; i < text.length; i += 1) {
    const sign = text[i];
    if (sign === '{') depth += 1;
    else if (sign === '}') {
      depth -= 1;
      if (depth < 0) throw new BibSyntaxError('this } closes nothing inside of the quotation marks', i);
    } else if (sign === '"' && depth === 0) return i + 1;
  }
  throw new BibSyntaxError('this " is never closed', open);
}
