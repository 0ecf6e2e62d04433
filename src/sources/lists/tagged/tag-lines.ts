/** Records of tag and value, a line each: RIS, and what PubMed, Web of Science and EndNote write. */
import { figure, RECORD_LINES, VALUE_CHARACTERS } from '../../bounds.js';
import { linesIn } from '../../lines/lines-in.js';

export interface TaggedRecord {
  /** 1-based line where it begins. */
  line: number;
  /** Values of each tag, in order; one that went over several lines still has their ends. */
  tags: Map<string, string[]>;
  /** What of it is passed over, since it is more than any record has. */
  excess?: string;
}

/** A line as a form of file has it. */
export interface TagLine {
  tag: string;
  value: string;
}

export interface TagForm {
  /** The tag and value of a line; undefined where it has none and goes on with the value before it. */
  split: (line: string) => TagLine | undefined;
  /** What a line does to the record before it, of which the tags are given. */
  bound: (line: TagLine, tags: ReadonlyMap<string, string[]>) => 'begins' | 'ends' | undefined;
  /** Lines between records that say nothing. */
  between?: RegExp;
}

/** The records of a text. One that is not closed ends where the next begins; lines outside of records are passed over. */
export function* readTagged(text: string, { split, bound, between }: TagForm): Generator<TaggedRecord> {
  let record: TaggedRecord | undefined;
  let values: string[] | undefined;
  let count = 0;
  let number = 0;
  for (const line of linesIn(text, /\r\n?|\n/gu)) {
    number += 1;
    const found = split(line);
    if (found === undefined) {
      const more = line.trim();
      if (more === '' || values === undefined || between?.test(line)) continue;
      count += 1;
      if (isTaken(record!, count, more)) values.push(`${values.pop()}\n${more}`);
      continue;
    }
    const what = bound(found, record?.tags ?? new Map());
    if (record !== undefined && what !== undefined) yield record;
    if (what === 'ends') record = undefined;
    if (what === 'begins' || (record === undefined && what === undefined)) {
      record = { line: number, tags: new Map() };
      count = 0;
    }
    values = undefined;
    if (record === undefined) continue;
    count += 1;
    if (!isTaken(record, count, found.value)) continue;
    values = record.tags.get(found.tag) ?? [];
    record.tags.set(found.tag, values);
    values.push(found.value.trim());
  }
  if (record !== undefined) yield record;
}

/** Whether a line is within the bounds of a record; if not, the record says so. */
function isTaken(record: TaggedRecord, count: number, value: string): boolean {
  if (count <= RECORD_LINES && value.length <= VALUE_CHARACTERS) return true;
  record.excess ??=
    count > RECORD_LINES
      ? `more than ${figure(RECORD_LINES)} lines, of which the first are read`
      : `a line of more than ${figure(VALUE_CHARACTERS)} characters, which is left out`;
  return false;
}
