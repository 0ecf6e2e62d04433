/** The entries of a BibTeX or BibLaTeX file, read as tolerantly as people write them; values still hold their TeX. */
import { MONTHS } from '../../hub/date.js';

export interface Entry {
  /** In lower case, without the `@`. */
  type: string;
  key: string;
  /** By lower-case name; of a name given twice the first counts. */
  fields: Map<string, string>;
  /** 1-based line where it begins. */
  line: number;
}

export type Read = { entry: Entry } | { wrong: string; line: number };

/** Entries and problems in the file's order. A broken entry ends where the next begins. */
export function* readBibtex(text: string): Generator<Read> {
  const strings = new Map(MONTHS.map((name, at) => [name, String(at + 1)]));
  let line = 1;
  let counted = 0;
  const lineAt = (at: number): number => {
    for (let next = text.indexOf('\n', counted); next >= 0 && next < at; next = text.indexOf('\n', counted)) {
      line += 1;
      counted = next + 1;
    }
    return line;
  };
  const start = /@\s*([A-Za-z]+)\s*([{(])/gu;
  for (let found = start.exec(text); found !== null; found = start.exec(text)) {
    const type = found[1]!.toLowerCase();
    const close = found[2] === '{' ? '}' : ')';
    const at = found.index;
    if (type === 'comment' || type === 'preamble') {
      start.lastIndex = groupEnd(text, start.lastIndex, close) ?? start.lastIndex;
      continue;
    }
    const scan = new Scan(text, start.lastIndex, close);
    if (type === 'string') {
      for (const [name, value] of scan.fields(strings)) strings.set(name, value);
    } else {
      const key = scan.key();
      const fields = new Map<string, string>();
      for (const [name, value] of scan.fields(strings)) if (!fields.has(name)) fields.set(name, value);
      yield { entry: { type, key, fields, line: lineAt(at) } };
    }
    if (scan.wrong !== undefined) yield { wrong: scan.wrong, line: lineAt(at) };
    start.lastIndex = Math.max(scan.at, start.lastIndex);
  }
}

/** The place behind the bracket that closes a group, or undefined where none does. */
function groupEnd(text: string, from: number, close: string): number | undefined {
  for (let at = from, depth = 0; at < text.length; at += 1) {
    const sign = text[at];
    if (depth === 0 && sign === close) return at + 1;
    if (sign === '{') depth += 1;
    else if (sign === '}') depth = Math.max(0, depth - 1);
  }
  return undefined;
}

/** Where the next entry begins, if a value should never end. */
const NEXT_ENTRY = /\n[ \t]*@[A-Za-z]+[ \t]*[{(]/gu;

class Scan {
  readonly text: string;
  readonly close: string;
  at: number;
  /** What is wrong with the entry, where something is. */
  wrong: string | undefined;

  constructor(text: string, at: number, close: string) {
    this.text = text;
    this.at = at;
    this.close = close;
  }

  key(): string {
    // Entries without a key begin with their first field.
    const found = this.match(/\s*([^\s,{}="]*)\s*(?=[,})]|$)/uy);
    return found?.[1] ?? '';
  }

  *fields(strings: ReadonlyMap<string, string>): Generator<[name: string, value: string]> {
    for (;;) {
      this.match(/[\s,]*/uy);
      if (this.at >= this.text.length) {
        this.wrong ??= 'never closed';
        return;
      }
      if (this.text[this.at] === this.close) {
        this.at += 1;
        return;
      }
      const name = this.match(/([^\s,={}"#@()]+)\s*=/uy)?.[1];
      if (name === undefined) {
        this.wrong ??= `something other than a field: “${this.text
          .slice(this.at, this.at + 30)
          .split('\n')[0]!
          .trim()}”`;
        this.skip();
        if (this.wrong === 'never closed') return;
        continue;
      }
      const value = this.value(strings);
      if (value === undefined) return;
      yield [name.toLowerCase(), value];
    }
  }

  /** Goes on behind what is no field: to the next comma or end, or to the next entry. */
  private skip(): void {
    if (this.text[this.at] === '@') {
      this.wrong = 'never closed';
      return;
    }
    const before = this.at;
    this.match(/[^,}\n]*/uy);
    if (this.at === before) this.at += 1;
  }

  private value(strings: ReadonlyMap<string, string>): string | undefined {
    let value = '';
    for (;;) {
      this.match(/\s*/uy);
      const sign = this.text[this.at];
      if (sign === '{' || sign === '"') {
        const end = this.quoted(sign);
        if (end === undefined) return undefined;
        value += this.text.slice(this.at + 1, end);
        this.at = end + 1;
      } else {
        const word = this.match(/[^\s,#{}"()=]+/uy)?.[0] ?? '';
        value += strings.get(word.toLowerCase()) ?? word;
      }
      if (this.match(/\s*#/uy) === null) return value;
    }
  }

  /** Where a value in braces or quotes ends; undefined, at the next entry, where it does not. */
  private quoted(open: string): number | undefined {
    NEXT_ENTRY.lastIndex = this.at;
    const next = NEXT_ENTRY.exec(this.text)?.index ?? this.text.length;
    for (let at = this.at + 1, depth = 0; at < next; at += 1) {
      const sign = this.text[at];
      if (depth === 0 && sign === (open === '{' ? '}' : '"')) return at;
      if (sign === '{') depth += 1;
      else if (sign === '}') depth -= 1;
      // A quote closed by the entry's own brace was never closed.
      if (depth < 0) break;
    }
    this.wrong = `a value ${open === '{' ? 'whose brace' : 'whose quotation mark'} is never closed`;
    this.at = next;
    return undefined;
  }

  private match(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text);
    if (found !== null) this.at = pattern.lastIndex;
    return found;
  }
}
