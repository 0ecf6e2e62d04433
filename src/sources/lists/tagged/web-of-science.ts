/** Records of Web of Science (`.ciw`, also called ISI) as works. */
import { dateOf, monthIn } from '../../../hub/date.js';
import { parseId } from '../../../hub/ids/identifier.js';
import type { Author, WorkRecord } from '../../../hub/record.js';
import { plainLine, plainText } from '../../markup/markup.js';
import { dateText, distinct } from '../../values.js';
import { isRetractedType } from '../kinds.js';
import { listedNames } from '../names.js';
import { listedWork } from '../work.js';
import { readTagged, type TaggedRecord } from './tag-lines.js';

/** Two letters and a blank; a line that goes on begins with three. */
const TAG_LINE = /^([A-Z][A-Z0-9])(?: (.*))?$/u;

export function isWebOfScience(head: string): boolean {
  return /^\s*FN .*[\r\n]+VR \d|^\s*PT [A-Z][\r\n]+[A-Z][A-Z0-9] /u.test(head);
}

export function* readWebOfScience(text: string): Generator<TaggedRecord> {
  const records = readTagged(text, {
    split(line) {
      const found = TAG_LINE.exec(line.trimEnd());
      return found === null ? undefined : { tag: found[1]!, value: found[2] ?? '' };
    },
    bound: ({ tag }, tags) =>
      tag === 'ER' || tag === 'EF' ? 'ends' : tag === 'PT' && tags.size > 0 ? 'begins' : undefined,
  });
  for (const record of records) if (record.tags.has('PT')) yield record;
}

const KIND_OF_TYPE: Readonly<Record<string, string>> = { J: 'article-journal', B: 'book', P: 'patent' };

/** The work of a record; undefined for one with neither an id nor a title. */
export function webOfScienceWork({ tags }: TaggedRecord): WorkRecord | undefined {
  const all = (name: string): string[] => tags.get(name) ?? [];
  const text = (...names: string[]): string | undefined =>
    names
      .flatMap(all)
      .map((value) => plainLine(value))
      .find((value) => value !== undefined);
  // A name a line; in full where they are given so.
  const lines = (name: string): string[] => all(name).flatMap((value) => value.split('\n'));
  const people = ['AF', 'AU', 'BF', 'BA'].map(lines).find((names) => names.length > 0) ?? [];
  const [first, last] = [text('BP'), text('EP')];
  const type = text('DT') ?? '';
  const kind = /proceedings paper/iu.test(type)
    ? 'paper-conference'
    : /book chapter/iu.test(type)
      ? 'chapter'
      : KIND_OF_TYPE[text('PT') ?? ''];
  return listedWork({
    ids: distinct([
      parseId(`doi:${text('DI') ?? ''}`) ?? undefined,
      parseId(`pmid:${text('PM') ?? ''}`) ?? undefined,
      // arXiv's number of a record of its preprints.
      parseId(/^arxiv:\S+/iu.exec(text('AR') ?? '')?.[0] ?? '') ?? undefined,
    ]),
    title: text('TI'),
    authors: [
      ...people.flatMap((name) => listedNames(plainLine(name) ?? '')),
      ...lines('CA').flatMap((name): Author[] =>
        plainLine(name) === undefined ? [] : [{ name: plainLine(name)!, group: true }],
      ),
    ],
    date: published(text('PY'), text('PD')),
    venue: kind === 'book' ? undefined : text('SO', 'JI'),
    kind,
    volume: text('VL'),
    issue: text('IS'),
    pages: first === undefined || last === undefined || last === first ? (first ?? text('AR')) : `${first}-${last}`,
    publisher: text('PU'),
    retracted: isRetractedType(type) || undefined,
    keywords: text('DE')?.replace(/\s*;\s*/gu, ', '),
    abstract: plainText(all('AB')[0]?.replace(/\n/gu, ' ')),
  });
}

/** The year, with `MAY 1`, `MAY` or `MAY-JUN`. */
function published(year: string | undefined, day = ''): string | undefined {
  return dateText(dateOf(year, monthIn(day), /^[A-Z]+ (\d{1,2})$/iu.exec(day)?.[1]));
}
