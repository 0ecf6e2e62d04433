/** Records of EndNote's tagged form (`.enw`) as works, and of refer's, from which it comes: there no %0 says a record's type. */
import { isConference } from '../../../hub/conference.js';
import { parseDate } from '../../../hub/date.js';
import { parseId } from '../../../hub/ids/identifier.js';
import type { WorkRecord } from '../../../hub/record.js';
import { linesIn } from '../../lines/lines-in.js';
import { plainLine, plainText } from '../../markup/markup.js';
import { dateText, distinct } from '../../values.js';
import { addressIn } from '../ids.js';
import { genreOfKind, isRetractedType, numbered } from '../kinds.js';
import { listedNames, oneName } from '../names.js';
import { listedWork } from '../work.js';
import { readTagged, type TaggedRecord } from './tag-lines.js';

const TAG_LINE = /^\s{0,3}%(\S)(?:\s+(.*))?$/u;

export function isEndnote(head: string): boolean {
  return /^\s*%0 [A-Z][^\r\n]*[\r\n]+\s*%\S /u.test(head) || isRefer(head);
}

/** Whether the first paragraph is a record of refer: a percent sign begins comments of TeX and BibTeX, too. */
function isRefer(head: string): boolean {
  if (!/^\s*%[A-Z] \S/u.test(head)) return false;
  const tags = new Set<string>();
  for (const line of linesIn(head.trimStart(), /\r\n?|\n/gu)) {
    if (line.trim() === '') break;
    if (line.startsWith('@')) return false;
    const tag = /^%([A-Z]) \S/u.exec(line)?.[1];
    if (tag !== undefined) tags.add(tag);
    else if (line.startsWith('%')) return false;
  }
  return tags.has('T') && ['A', 'D', 'J', 'I'].some((tag) => tags.has(tag));
}

export function* readEndnote(text: string): Generator<TaggedRecord> {
  const isTyped = /^[ \t]{0,3}%0 /mu.test(text);
  const records = readTagged(text, {
    split(line) {
      // Blank lines end the records of refer.
      if (!isTyped && line.trim() === '') return { tag: '', value: '' };
      const found = TAG_LINE.exec(line);
      return found === null ? undefined : { tag: found[1]!, value: found[2] ?? '' };
    },
    bound: ({ tag }, tags) => (tag === '' ? 'ends' : tag === '0' && tags.size > 0 ? 'begins' : undefined),
  });
  for (const record of records) if (!isTyped || record.tags.has('0')) yield record;
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
  const dois = all('R').map((doi) => parseId(/^(?:https?:|doi:)/iu.test(doi) ? doi : `doi:${doi}`) ?? undefined);
  const type = text('0');
  const kind = type === undefined ? kindOf(tags, dois[0] !== undefined) : KIND_OF_TYPE[type.toLowerCase()];
  const year = dateText(parseDate(text('D') ?? ''));
  // The day may come with its year or without.
  const day = text('8') ?? '';
  const date = dateText(parseDate(/\d{4}/u.test(day) ? day : `${day} ${year}`));
  return listedWork({
    ids: distinct([...dois, ...all('U', 'M').map((value) => parseId(value) ?? undefined)]),
    title: text('T'),
    authors: [
      ...all('A').flatMap((name) => listedNames(plainLine(name) ?? '')),
      // EndNote has a translated title there.
      ...(type === undefined ? all('Q') : []).flatMap((name) => plainLine(name) ?? []).map((name) => oneName(name)),
    ],
    date: year === undefined || date?.startsWith(year) ? (date ?? year) : year,
    venue: text('J', 'B'),
    kind,
    genre: genreOfKind(kind, text('9')),
    volume: text('V'),
    ...numbered(kind, text('N') ?? (kind === 'report' ? text('R') : undefined)),
    pages: text('P')?.replace(/\s*[-–—]+\s*/gu, '-'),
    publisher: text('I'),
    url: all('U')
      .map(addressIn)
      .find((url) => url !== undefined),
    retracted: all('9').some(isRetractedType) || undefined,
    keywords:
      all('K')
        .flatMap((words) => words.split('\n'))
        .join(', ') || undefined,
    abstract: plainText(all('X')[0]),
  });
}

/** What a record of refer is of, by what it says: `%R` has the number of a report there. */
function kindOf(tags: ReadonlyMap<string, string[]>, hasDoi: boolean): string | undefined {
  if (tags.has('J')) return 'article-journal';
  const book = tags.get('B')?.[0];
  if (book !== undefined) return isConference(book) ? 'paper-conference' : 'chapter';
  if (tags.has('R') && !hasDoi) return 'report';
  return tags.has('I') ? 'book' : undefined;
}
