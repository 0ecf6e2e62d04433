/** The entries of a BibTeX or BibLaTeX file, read as tolerantly as people write them; values still hold their TeX. */
import { MONTHS } from '../../hub/date.js';
import { figure, UNCLOSED_COMMENTS, VALUE_CHARACTERS, WRITTEN_OUT_CHARACTERS } from '../bounds.js';

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
  const file: File = {
    text,
    strings: new Map(MONTHS.map((name) => [name, name])),
    writtenOut: 0,
    nextEntry: -1,
  };
  const { strings } = file;
  let unclosed = 0;
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
      const end = unclosed < UNCLOSED_COMMENTS ? groupEnd(text, start.lastIndex, close) : undefined;
      if (end === undefined) unclosed += 1;
      else start.lastIndex = end;
      continue;
    }
    const scan = new Scan(file, start.lastIndex, close);
    if (type === 'string') {
      for (const [name, value] of scan.fields()) strings.set(name, value);
    } else {
      const key = scan.key();
      const fields = new Map<string, string>();
      for (const [name, value] of scan.fields()) if (!fields.has(name)) fields.set(name, value);
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

/** What the entries of a file share. */
interface File {
  text: string;
  /** By lower-case name. */
  strings: Map<string, string>;
  /** Characters of strings that have been written out so far: each may hold others twice. */
  writtenOut: number;
  /** Where the next entry begins, as far as it was looked for; the text's length where none does. */
  nextEntry: number;
}

class Scan {
  readonly file: File;
  readonly text: string;
  readonly close: string;
  at: number;
  /** What is wrong with the entry, where something is. */
  wrong: string | undefined;

  constructor(file: File, at: number, close: string) {
    this.file = file;
    this.text = file.text;
    this.at = at;
    this.close = close;
  }

  key(): string {
    // Entries without a key begin with their first field.
    this.match(/\s*/uy);
    const found = this.match(/([^\s,{}="]*)\s*(?=[,})]|$)/uy);
    return found?.[1] ?? '';
  }

  *fields(): Generator<[name: string, value: string]> {
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
      const value = this.value();
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

  private value(): string | undefined {
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
        value += this.writtenOut(word);
      }
      if (value.length > VALUE_CHARACTERS) {
        this.wrong ??= `a value of more than ${figure(VALUE_CHARACTERS)} characters, its strings written out`;
        value = '';
      }
      if (this.match(/\s*#/uy) === null) return value;
    }
  }

  /** A word, or the string of this name. */
  private writtenOut(word: string): string {
    const said = this.file.strings.get(word.toLowerCase());
    if (said === undefined) return word;
    this.file.writtenOut += said.length;
    if (this.file.writtenOut <= WRITTEN_OUT_CHARACTERS) return said;
    this.wrong ??= `a string, when those of this file have been written out to ${figure(WRITTEN_OUT_CHARACTERS)} characters`;
    return '';
  }

  private nextEntry(): number {
    if (this.file.nextEntry < this.at) {
      NEXT_ENTRY.lastIndex = this.at;
      this.file.nextEntry = NEXT_ENTRY.exec(this.text)?.index ?? this.text.length;
    }
    return this.file.nextEntry;
  }

  /** Where a value in braces or quotes ends; undefined, at the next entry, where it does not. */
  private quoted(open: string): number | undefined {
    const next = this.nextEntry();
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
