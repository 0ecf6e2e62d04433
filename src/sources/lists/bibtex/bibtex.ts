/** Entries of BibTeX as works. */

import { dateOf, monthIn, parseDate } from '../../../hub/date.js';
import { isArxivVenue, isPreprintVenue } from '../../../hub/ids/preprint.js';
import type { WorkRecord } from '../../../hub/record.js';
import { plainLine, plainText } from '../../markup/markup.js';
import { plainTex } from '../../markup/tex.js';
import { dateText, distinct } from '../../values.js';
import { addressIn, entryIds } from '../ids.js';
import { isManual, isMasters, numbered } from '../kinds.js';
import { bibtexNames } from '../names.js';
import { type ListedWork, listedWork } from '../work.js';
import { CSL_TYPES, ISSUE_FIELDS, PUBLISHER_FIELDS } from './names.js';
import type { Entry } from './read.js';

/** The work of an entry; undefined for one with neither an id nor a title. */
export function bibtexWork({ type, key, fields }: Entry): WorkRecord | undefined {
  const text = (...names: string[]): string | undefined => {
    for (const name of names) {
      // Repositories put HTML into TeX; and TeX may write its brackets.
      const value = plainLine(plainTex(fields.get(name) ?? ''));
      if (value !== undefined) return value;
    }
    return undefined;
  };
  const authors = bibtexNames(fields.get('author') ?? '');
  const raw = (name: string): string => fields.get(name) ?? '';
  const made = text('howpublished');
  const journal = titled(text('journal', 'journaltitle'), text('journalsubtitle'));
  const venue =
    journal ??
    titled(text('booktitle'), text('booksubtitle')) ??
    (made !== undefined && isPreprintVenue(made) ? made : undefined);
  const preprint = venue !== undefined && isPreprintVenue(venue);
  const kind = preprint ? 'article' : CSL_TYPES.get(type);
  const number = text(...ISSUE_FIELDS);
  const work: ListedWork = {
    ids: entryIds(key, raw),
    title: titled(text('title'), text('subtitle')),
    authors,
    date: entryDate(text),
    venue: venue !== undefined && isArxivVenue(venue) ? 'arXiv' : venue,
    kind,
    genre: genreOf(type, text('type')),
    volume: preprint ? undefined : text('volume'),
    ...numbered(kind, preprint ? undefined : number),
    pages: text('pages')?.replace(/\s*[–—]\s*/gu, '-'),
    publisher: PUBLISHER_FIELDS.map((name) => text(name)).find(
      (name) => name !== undefined && name !== venue && addressIn(name) === undefined,
    ),
    url: ['url', 'howpublished', 'ee', 'link'].map((name) => addressIn(raw(name))).find((url) => url !== undefined),
    keywords: text('keywords', 'keyword'),
    abstract: plainText(plainTex(fields.get('abstract') ?? '')),
  };
  const record = listedWork(work);
  if (record === undefined || work.ids.length > 0 || text('subtitle') === undefined) return record;
  // What is known without its subtitle is this one, whoever left it out.
  const [short] = listedWork({ ...work, title: text('title') })?.ids ?? [];
  return { ...record, ids: distinct([...record.ids, short]) };
}

/** A title with its subtitle, where it does not have it already. */
export function titled(title: string | undefined, subtitle: string | undefined): string | undefined {
  if (title === undefined || subtitle === undefined || title.toLowerCase().endsWith(subtitle.toLowerCase()))
    return title ?? subtitle;
  return /[?!…]$/u.test(title) ? `${title} ${subtitle}` : `${title.replace(/[\s.:]+$/u, '')}: ${subtitle}`;
}

/** What kind of thesis, report or document an entry says it is, by its type or in its own words. */
function genreOf(type: string, said: string | undefined): string | undefined {
  if (type === 'manual') return said !== undefined && isManual(said) ? said : 'Manual';
  if (!/thesis|report/u.test(type) || said?.toLowerCase() === 'thesis') return undefined;
  const words = said === undefined || said === 'techreport' ? undefined : (GENRES[said.toLowerCase()] ?? said);
  if (type === 'mastersthesis' && (words === undefined || !isMasters(words))) return GENRES.mathesis;
  return words ?? (type === 'phdthesis' ? GENRES.phdthesis : undefined);
}

/** BibLaTeX's words for theses. */
const GENRES: Readonly<Record<string, string>> = {
  mathesis: "Master's thesis",
  phdthesis: 'PhD thesis',
  bathesis: "Bachelor's thesis",
  candthesis: 'Candidate thesis',
};

/** When an entry says that it was published, as a record has it: BibLaTeX's `date`, or `year` with `month`. */
export function entryDate(text: (...names: string[]) => string | undefined): string | undefined {
  const date = dateText(parseDate(text('date') ?? ''));
  if (date !== undefined) return date;
  const year = text('year', 'date') ?? '';
  const only = /(?<!\d)[12]\d{3}(?!\d)/u.exec(year)?.[0];
  const named = text('month');
  // Some write all of it where the year belongs; `2003/04` and `2003-04` are two years there.
  if (named === undefined)
    return dateText(/^\d{4}-\d\d-\d\d|\p{L}{3}/u.test(year) ? parseDate(year) : dateOf(only)) ?? dateText(dateOf(only));
  // Many put the day beside the month: `month = "9~" # dec`.
  const month = monthIn(named);
  const figures = /(?<!\d)\d{1,2}(?!\d)/u.exec(named)?.[0];
  return dateText(
    month === undefined ? dateOf(only, figures, text('day')) : dateOf(only, month, figures ?? text('day')),
  );
}
