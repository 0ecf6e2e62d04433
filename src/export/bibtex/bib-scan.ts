/**
 * The entries of a .bib file by their places, for those who add to it: nothing is changed, nothing lost. Places are bytes;
 * so the text is one character a byte, which leaves every structural sign of BibTeX where it is in UTF-8 and Latin-1.
 */

export interface ScannedField {
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

/**
 * @param text one character a byte
 * @throws BibSyntaxError at the first entry that a BibTeX reader could not read whole. What stands between entries is a
 * comment, whatever it is.
 */
export function scanBib(text: string): ScannedEntry[] {
  const entries: ScannedEntry[] = [];
  let at = 0;

  const skip = (): void => {
    SPACE.lastIndex = at;
    SPACE.exec(text);
    at = SPACE.lastIndex;
  };
  const take = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = at;
    const found = pattern.exec(text)?.[0];
    if (found !== undefined) at += found.length;
    return found;
  };
  /** What the sign here is called in a message. */
  const here = (): string => (at >= text.length ? 'the file ends' : `there is ${JSON.stringify(text[at])}`);

  /** The place behind the brace that closes the one at `open`. */
  function closing(open: number): number {
    let depth = 0;
    BRACE.lastIndex = open;
    for (let brace = BRACE.exec(text); brace !== null; brace = BRACE.exec(text)) {
      depth += brace[0] === '{' ? 1 : -1;
      if (depth === 0) return brace.index + 1;
    }
    throw new BibSyntaxError('this { is never closed', open);
  }

  function quoted(open: number): number {
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

  /** A value of any number of parts joined by #. */
  function value(): string {
    let joined = '';
    for (;;) {
      skip();
      const start = at;
      if (text[at] === '{') {
        at = closing(at);
        joined += text.slice(start + 1, at - 1);
      } else if (text[at] === '"') {
        at = quoted(at);
        joined += text.slice(start + 1, at - 1);
      } else {
        const word = take(NAME);
        if (word === undefined) throw new BibSyntaxError(`a value is missing: ${here()}`, at);
        joined += word;
      }
      const end = at;
      skip();
      if (text[at] !== '#') {
        at = end;
        return joined;
      }
      at += 1;
    }
  }

  function fields(entry: ScannedEntry, close: string): void {
    for (;;) {
      skip();
      if (text[at] === close) return;
      const start = at;
      const name = take(NAME);
      if (name === undefined) {
        if (at >= text.length) throw new BibSyntaxError(`this entry is never closed`, entry.start);
        throw new BibSyntaxError(`a field's name should stand here, but ${here()}`, at);
      }
      skip();
      if (text[at] !== '=') throw new BibSyntaxError(`a = is missing behind ${JSON.stringify(name)}: ${here()}`, at);
      at += 1;
      const said = value();
      entry.fields.push({ name: name.toLowerCase(), start, end: at, value: said });
      entry.contentEnd = at;
      entry.hasFinalComma = false;
      skip();
      if (text[at] === close) return;
      if (text[at] !== ',') {
        if (at >= text.length) throw new BibSyntaxError('this entry is never closed', entry.start);
        throw new BibSyntaxError(`a comma is missing behind the field ${JSON.stringify(name)}: ${here()}`, at);
      }
      at += 1;
      entry.contentEnd = at;
      entry.hasFinalComma = true;
    }
  }

  for (;;) {
    const start = text.indexOf('@', at);
    if (start < 0) return entries;
    at = start + 1;
    // Without comments between, and unlike in values: @ in a comment is mostly part of an address.
    take(/\s*/y);
    const type = take(NAME)?.toLowerCase();
    if (type === undefined) continue;
    take(/\s*/y);
    const open = text[at];
    if (type === 'comment') {
      // Some programs keep their settings in one, in braces; to BibTeX it is any line.
      if (open === '{') {
        try {
          at = closing(at);
        } catch {
          at += 1;
        }
      }
      continue;
    }
    if (open !== '{' && open !== '(') continue;
    const close = open === '{' ? '}' : ')';
    at += 1;
    if (type === 'string' || type === 'preamble') {
      skip();
      if (type === 'string') {
        const name = take(NAME);
        skip();
        if (name !== undefined && text[at] === '=') at += 1;
        else throw new BibSyntaxError(`@string wants a name and a =, but ${here()}`, at);
      }
      value();
      skip();
      if (text[at] === ',') {
        at += 1;
        skip();
      }
      if (text[at] !== close) throw new BibSyntaxError(`this @${type} is not closed where it should be: ${here()}`, at);
      at += 1;
      continue;
    }
    skip();
    const key = take(close === ')' ? /[^\s,{}]*/y : /[^\s,{}]*/y)!;
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
    skip();
    if (text[at] === ',') {
      at += 1;
      entry.contentEnd = at;
      entry.hasFinalComma = true;
      fields(entry, close);
    } else if (text[at] !== close)
      throw at >= text.length
        ? new BibSyntaxError('this entry is never closed', start)
        : new BibSyntaxError(`a comma is missing behind the key ${JSON.stringify(key)}: ${here()}`, at);
    at += 1;
    entry.end = at;
    entries.push(entry);
  }
}

const BRACE = /[{}]/g;
