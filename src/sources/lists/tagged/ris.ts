/** Records of RIS as works. */
import { parseDate } from '../../../hub/date.js';
import type { WorkRecord } from '../../../hub/record.js';
import { plainLine, plainText } from '../../markup/markup.js';
import { dateText, distinct, identifier } from '../../values.js';
import { addressIn, idsInNote } from '../ids.js';
import { genreOfKind, isRetractedType, numbered } from '../kinds.js';
import { listedNames } from '../names.js';
import { listedWork } from '../work.js';
import { readTagged, type TaggedRecord, type TagLine } from './tag-lines.js';

/** The line that says of what type a record is, by its code or, in some programs, in words. */
const TYPE_LINE = /^[ \t]{0,3}TY {1,2}-[ \t]*[A-Z][A-Za-z0-9]*(?: [A-Za-z]+){0,2}[ \t]*$/mu;

export function isRis(head: string): boolean {
  return (
    !/^\s*(?:[{[@]|<[!?a-z])/iu.test(head) &&
    TYPE_LINE.test(head) &&
    (head.match(/^\s{0,3}[A-Z][A-Z0-9] {1,2}-/gmu)?.length ?? 0) > 1
  );
}

/** The records of a file that have a TY. */
export function* readRis(text: string): Generator<TaggedRecord> {
  // Where the first blank of two is missing, as in `ER - negative`, it is text; but some programs write one always.
  let blanks: number | undefined;
  const split = (line: string): TagLine | undefined => {
    const found = /^\s{0,3}([A-Z][A-Z0-9])( {1,2})-(?: (.*))?$/u.exec(line);
    if (found === null) return undefined;
    const [, tag = '', { length } = '', value = ''] = found;
    if (TYPE_LINE.test(line)) blanks = length;
    if (length !== (blanks ?? length) || (tag === 'ER' && value.trim() !== '')) return undefined;
    return { tag, value };
  };
  const bound = ({ tag }: TagLine, tags: ReadonlyMap<string, string[]>): 'begins' | 'ends' | undefined =>
    tag === 'ER' ? 'ends' : tag === 'TY' && tags.has('TY') ? 'begins' : undefined;
  for (const record of readTagged(text, { split, bound, between: /^\s*(?:<?\d+[.>]?|Record #\d+ of \d+)\s*$/u }))
    if (record.tags.has('TY')) yield record;
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
  MANSCPT: 'manuscript',
  BLOG: 'post-weblog',
  DICT: 'entry-dictionary',
  ENCYC: 'entry-encyclopedia',
  CLSWK: 'classic',
  GOVDOC: 'report',
  ELEC: 'webpage',
  STAND: 'standard',
  PAT: 'patent',
  GEN: 'document',
};

/** The work of a record; undefined for one with neither an id nor a title. */
export function risWork({ tags }: TaggedRecord): WorkRecord | undefined {
  const all = (...names: string[]): string[] => names.flatMap((name) => tags.get(name) ?? []);
  const text = (...names: string[]): string | undefined =>
    all(...names)
      .map((value) => plainLine(value))
      .find((value) => value !== undefined);
  const [first, last] = [text('SP'), text('EP')];
  const pages =
    first === undefined || last === undefined || last === first || first.includes('-') ? first : `${first}-${last}`;
  const kind = KIND_OF_TYPE[text('TY') ?? ''];
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
    venue: text('JF') ?? fullName(text('JO', 'JA', 'J2'), text('T2', 'BT')),
    kind,
    genre: genreOfKind(kind, text('M3')),
    volume: text('VL'),
    ...numbered(kind, text('IS')),
    pages,
    publisher: text('PB'),
    url: all('UR', 'LK')
      .map(addressIn)
      .find((url) => url !== undefined),
    retracted: all('M3').some(isRetractedType) || undefined,
    keywords:
      all('KW')
        .flatMap((word) => plainLine(word) ?? [])
        .join(', ') || undefined,
    abstract: plainText(all('AB', 'N2')[0]),
  });
}

/** Of two names of a journal the one that the other abbreviates; else the first, for the second may be another title. */
function fullName(name: string | undefined, other: string | undefined): string | undefined {
  if (name === undefined || other === undefined) return name ?? other;
  const words = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  const short = words(name);
  let at = 0;
  for (const whole of words(other)) if (short[at] !== undefined && whole.startsWith(short[at]!)) at += 1;
  return at === short.length ? other : name;
}
