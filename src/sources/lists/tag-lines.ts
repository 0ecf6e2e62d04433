/** Records of tag and value, a line each: RIS, and what PubMed, Web of Science and EndNote write. */

export interface TaggedRecord {
  /** 1-based line where it begins. */
  line: number;
  /** Values of each tag, in order; one that went over several lines still has their ends. */
  tags: Map<string, string[]>;
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
  for (const [at, line] of linesOf(text)) {
    const found = split(line);
    if (found === undefined) {
      const more = line.trim();
      if (more !== '' && values !== undefined && !between?.test(line)) values.push(`${values.pop()}\n${more}`);
      continue;
    }
    const what = bound(found, record?.tags ?? new Map());
    if (record !== undefined && what !== undefined) yield record;
    if (what === 'ends') record = undefined;
    if (what === 'begins' || (record === undefined && what === undefined)) record = { line: at, tags: new Map() };
    values = undefined;
    if (record === undefined) continue;
    values = record.tags.get(found.tag) ?? [];
    record.tags.set(found.tag, values);
    values.push(found.value.trim());
  }
  if (record !== undefined) yield record;
}

function* linesOf(text: string): Generator<[number: number, line: string]> {
  const end = /\r\n?|\n/gu;
  let number = 1;
  let from = 0;
  for (let found = end.exec(text); found !== null; found = end.exec(text), number += 1) {
    yield [number, text.slice(from, found.index)];
    from = end.lastIndex;
  }
  if (from < text.length) yield [number, text.slice(from)];
}
