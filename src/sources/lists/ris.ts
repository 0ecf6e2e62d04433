/** Records of RIS as works. */
import { parseDate } from '../../hub/date.js';
import type { WorkRecord } from '../../hub/record.js';
import { plainLine, plainText } from '../markup.js';
import { dateText, distinct, identifier } from '../values.js';
import { addressIn, idsInNote } from './ids.js';
import { numbered } from './kinds.js';
import { listedNames } from './names.js';
import { listedWork } from './work.js';

export interface RisRecord {
  /** 1-based line of its TY. */
  line: number;
  /** Values of each tag, in order. */
  tags: Map<string, string[]>;
}

/** One by one: a file of nothing but line ends has millions. */
function* linesIn(text: string): Generator<string> {
  const end = /\r\n?|\n/gu;
  let start = 0;
  for (let found = end.exec(text); found !== null; found = end.exec(text)) {
    yield text.slice(start, found.index);
    start = end.lastIndex;
  }
  yield text.slice(start);
}

/** The records of a file. A record that is not closed ends where the next begins. */
export function* readRis(text: string): Generator<RisRecord> {
  let record: RisRecord | undefined;
  let values: string[] | undefined;
  let number = 0;
  for (const line of linesIn(text)) {
    number += 1;
    const found = /^\s{0,3}([A-Z][A-Z0-9]) {1,2}-(?: (.*))?$/u.exec(line);
    if (found === null) {
      // A long value goes on in the next line.
      if (values !== undefined && line.trim() !== '') values.push(`${values.pop()}\n${line.trim()}`);
      continue;
    }
    const [, tag = '', value = ''] = found;
    if (tag === 'TY' || tag === 'ER') {
      if (record !== undefined) yield record;
      record = tag === 'TY' ? { line: number, tags: new Map([['TY', [value.trim()]]]) } : undefined;
      values = undefined;
    } else if (record !== undefined) {
      values = record.tags.get(tag) ?? [];
      record.tags.set(tag, values);
      values.push(value.trim());
    }
  }
  if (record !== undefined) yield record;
}

const KIND_OF_TYPE: Readonly<Record<string, string>> = {
  JOUR: 'article-journal',
  EJOUR: 'article-journal',
  INPR: 'article-journal',
  MGZN: 'article-magazine',
  NEWS: 'article-newspaper',
  CONF: 'paper-conference',
  CPAPER: 'paper-conference',
  BOOK: 'book',
  EBOOK: 'book',
  EDBOOK: 'book',
  CHAP: 'chapter',
  ECHAP: 'chapter',
  THES: 'thesis',
  RPRT: 'report',
  DATA: 'dataset',
  COMP: 'software',
  PREP: 'article',
  UNPB: 'manuscript',
  ELEC: 'webpage',
  STAND: 'standard',
  PAT: 'patent',
  GEN: 'document',
};

/** The work of a record; undefined for one with neither an id nor a title. */
export function risWork({ tags }: RisRecord): WorkRecord | undefined {
  const all = (...names: string[]): string[] => names.flatMap((name) => tags.get(name) ?? []);
  const text = (...names: string[]): string | undefined =>
    all(...names)
      .map((value) => plainLine(value))
      .find((value) => value !== undefined);
  const [first, last] = [text('SP'), text('EP')];
  const pages =
    first === undefined || last === undefined || last === first || first.includes('-') ? first : `${first}-${last}`;
  const kind = KIND_OF_TYPE[tags.get('TY')![0]!];
  return listedWork({
    ids: distinct([
      ...all('DO').map((doi) => identifier('doi:', doi)),
      // Numbers of PubMed's records come here, and everybody's addresses.
      ...(/pubmed|medline|\bnlm\b/iu.test(text('DB', 'DP') ?? '')
        ? all('AN').map((id) => identifier('pmid:', id))
        : []),
      ...all('UR', 'L1', 'L2', 'LK', 'AN', 'C2', 'N1', 'M1', 'M3').flatMap(idsInNote),
    ]),
    title: text('TI', 'T1', 'CT'),
    authors: all('AU', 'A1').flatMap((name) => listedNames(plainLine(name) ?? '')),
    // `2020/05/01/` with any part after the year missing.
    date: dateText(parseDate(text('DA') ?? '')) ?? dateText(parseDate(text('PY', 'Y1') ?? '')),
    venue: text('JO', 'JF', 'T2', 'BT', 'JA', 'J2'),
    kind,
    genre: kind === 'thesis' || kind === 'report' ? text('M3') : undefined,
    volume: text('VL'),
    ...numbered(kind, text('IS')),
    pages,
    publisher: text('PB'),
    url: all('UR', 'LK')
      .map(addressIn)
      .find((url) => url !== undefined),
    keywords:
      all('KW')
        .flatMap((word) => plainLine(word) ?? [])
        .join(', ') || undefined,
    abstract: plainText(all('AB', 'N2')[0]),
  });
}
