/** Records of EndNote's tagged form (`.enw`, also called Refer) as works. */
import { parseDate } from '../../hub/date.js';
import { parseId } from '../../hub/identifier.js';
import type { WorkRecord } from '../../hub/record.js';
import { plainLine, plainText } from '../markup.js';
import { dateText, distinct } from '../values.js';
import { addressIn } from './ids.js';
import { numbered } from './kinds.js';
import { listedNames } from './names.js';
import { readTagged, type TaggedRecord } from './tag-lines.js';
import { listedWork } from './work.js';

const TAG_LINE = /^\s{0,3}%(\S)(?:\s+(.*))?$/u;

export function isEndnote(head: string): boolean {
  return /^\s*%0 [A-Z][^\r\n]*[\r\n]+\s*%\S /u.test(head);
}

export function* readEndnote(text: string): Generator<TaggedRecord> {
  const records = readTagged(text, {
    split(line) {
      const found = TAG_LINE.exec(line);
      return found === null ? undefined : { tag: found[1]!, value: found[2] ?? '' };
    },
    bound: ({ tag }, tags) => (tag === '0' && tags.size > 0 ? 'begins' : undefined),
  });
  for (const record of records) if (record.tags.has('0')) yield record;
}

/** EndNote's names of types, in lower case. */
const KIND_OF_TYPE: Readonly<Record<string, string>> = {
  'journal article': 'article-journal',
  'electronic article': 'article-journal',
  'magazine article': 'article-magazine',
  'newspaper article': 'article-newspaper',
  'conference paper': 'paper-conference',
  'conference proceedings': 'paper-conference',
  book: 'book',
  'edited book': 'book',
  'electronic book': 'book',
  'book section': 'chapter',
  'electronic book section': 'chapter',
  thesis: 'thesis',
  report: 'report',
  dataset: 'dataset',
  'computer program': 'software',
  'web page': 'webpage',
  blog: 'post-weblog',
  'unpublished work': 'manuscript',
  manuscript: 'manuscript',
  standard: 'standard',
  patent: 'patent',
};

/** The work of a record; undefined for one with neither an id nor a title. */
export function endnoteWork({ tags }: TaggedRecord): WorkRecord | undefined {
  const all = (...names: string[]): string[] => names.flatMap((name) => tags.get(name) ?? []);
  const text = (...names: string[]): string | undefined =>
    all(...names)
      .map((value) => plainLine(value))
      .find((value) => value !== undefined);
  const kind = KIND_OF_TYPE[text('0')?.toLowerCase() ?? ''];
  const year = dateText(parseDate(text('D') ?? ''));
  // The day may come with its year or without.
  const day = text('8') ?? '';
  const date = dateText(parseDate(/\d{4}/u.test(day) ? day : `${day} ${year}`));
  return listedWork({
    ids: distinct([
      ...all('R').map((doi) => parseId(/^(?:https?:|doi:)/iu.test(doi) ? doi : `doi:${doi}`) ?? undefined),
      ...all('U', 'M').map((value) => parseId(value) ?? undefined),
    ]),
    title: text('T'),
    authors: all('A').flatMap((name) => listedNames(plainLine(name) ?? '')),
    date: year === undefined || date?.startsWith(year) ? (date ?? year) : year,
    venue: text('J', 'B'),
    kind,
    genre: kind === 'thesis' || kind === 'report' ? text('9') : undefined,
    volume: text('V'),
    ...numbered(kind, text('N')),
    pages: text('P')?.replace(/\s*[-–—]+\s*/gu, '-'),
    publisher: text('I'),
    url: all('U')
      .map(addressIn)
      .find((url) => url !== undefined),
    keywords:
      all('K')
        .flatMap((words) => words.split('\n'))
        .join(', ') || undefined,
    abstract: plainText(all('X')[0]),
  });
}
