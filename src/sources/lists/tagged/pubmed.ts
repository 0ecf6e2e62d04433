/** Records of PubMed (`.nbib`, also called MEDLINE) as works; the tags are those of "MEDLINE/PubMed Data Element (Field) Descriptions". */
import { dateOf, monthIn, parseDate } from '../../../hub/date.js';
import { parseId } from '../../../hub/ids/identifier.js';
import type { Author, WorkRecord } from '../../../hub/record.js';
import { plainLine, plainText } from '../../markup/markup.js';
import { dateText, distinct } from '../../values.js';
import { isRetractedType } from '../kinds.js';
import { familyFirst, listedNames } from '../names.js';
import { listedWork } from '../work.js';
import { readTagged, type TaggedRecord } from './tag-lines.js';

/** A tag is padded to four letters; a long value goes on in lines that begin with blanks. */
const TAG_LINE = /^(?=.{4}-)([A-Z][A-Z0-9]{1,3}) *-(?: ?(.*))$/u;

export function isPubmed(head: string): boolean {
  return /^\s*PMID- ?\d+\s*[\r\n]+[A-Z][A-Z0-9 ]{3}-/u.test(head);
}

export function* readPubmed(text: string): Generator<TaggedRecord> {
  const records = readTagged(text, {
    split(line) {
      const found = TAG_LINE.exec(line);
      return found === null ? undefined : { tag: found[1]!, value: found[2] ?? '' };
    },
    bound: ({ tag }, tags) => (tag === 'PMID' && tags.size > 0 ? 'begins' : undefined),
  });
  for (const record of records) if (record.tags.has('PMID')) yield record;
}

/** The work of a record; undefined for one with neither an id nor a title. */
export function pubmedWork({ tags }: TaggedRecord): WorkRecord | undefined {
  const all = (...names: string[]): string[] => names.flatMap((name) => tags.get(name) ?? []);
  const text = (...names: string[]): string | undefined =>
    all(...names)
      .map((value) => plainLine(value))
      .find((value) => value !== undefined);
  // `10.1000/abc [doi]`
  const dois = all('LID', 'AID').flatMap((value) => /^(\S+)\s*\[doi\]/u.exec(value)?.[1] ?? []);
  const type = all('PT').map((value) => value.toLowerCase());
  const isBook = tags.has('BTI');
  return listedWork({
    ids: distinct([
      parseId(`pmid:${all('PMID')[0]}`) ?? undefined,
      ...dois.map((doi) => parseId(`doi:${doi}`) ?? undefined),
      ...all('PMC').map((value) => parseId(`pmcid:${value.trim()}`) ?? undefined),
    ]),
    // A full stop ends every title, and brackets mark a translated one.
    title: text('TI', 'BTI', 'TT')
      ?.replace(/^\[(.*)\]\.?$/u, '$1')
      .replace(/(?<!\.)\.$/u, ''),
    authors: [
      ...(tags.has('FAU')
        ? all('FAU').flatMap((name) => listedNames(plainLine(name) ?? ''))
        : all('AU').flatMap(shortName)),
      ...all('CN').flatMap((name): Author[] =>
        plainLine(name) === undefined ? [] : [{ name: plainLine(name)!, group: true }],
      ),
    ],
    date: published(text('DP'), text('DEP')),
    venue: tags.has('TI') ? text('JT', 'BTI', 'TA') : undefined,
    kind: type.includes('preprint') ? 'article' : isBook ? (tags.has('TI') ? 'chapter' : 'book') : 'article-journal',
    volume: text('VI'),
    issue: text('IP'),
    pages: text('PG'),
    publisher: isBook ? text('PB') : undefined,
    // In which notice it was retracted.
    retracted: type.some(isRetractedType) || tags.has('RIN') || undefined,
    keywords: all('OT').join(', ') || undefined,
    abstract: plainText(all('AB')[0]),
  });
}

/** `Alm EB`: the family name and initials. */
function shortName(name: string): Author[] {
  const [, family = name, given = ''] = /^(.*\S)\s+(\p{Lu}{1,4})$/u.exec(name.trim()) ?? [];
  return familyFirst(family, given);
}

/** `2020 May 1`, `2020 May-Jun`; on which day it was put online, where the issue says no day of that year. */
function published(issue = '', online = ''): string | undefined {
  const [, year, rest = ''] = /^(\d{4})\s*(.*)$/u.exec(issue) ?? [];
  const date = dateText(dateOf(year, monthIn(rest), /^[A-Za-z]+\s+(\d{1,2})$/u.exec(rest)?.[1]));
  const day = dateText(parseDate(online.replace(/^(\d{4})(\d\d)(\d\d)$/u, '$1-$2-$3')));
  return date === undefined || (date.length === 4 && day?.startsWith(date)) ? day : date;
}
