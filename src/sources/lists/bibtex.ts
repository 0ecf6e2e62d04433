/** Entries of BibTeX as works. */

import { dateOf, monthIn } from '../../hub/date.js';
import { parseId, splitId } from '../../hub/identifier.js';
import { isArxivVenue, isPreprintVenue } from '../../hub/preprint.js';
import type { Id, WorkRecord } from '../../hub/record.js';
import { cleanLine, cleanText } from '../../hub/text.js';
import { plainTex } from '../tex.js';
import { dateText, distinct, partialDate } from '../values.js';
import { CSL_TYPES, ISSUE_FIELDS, PUBLISHER_FIELDS, VENUE_FIELDS } from './bibtex-names.js';
import { bibtexNames } from './names.js';
import type { Entry } from './read-bibtex.js';
import { type ListedWork, listedWork } from './work.js';

/** The work of an entry; undefined for one with neither an id nor a title. */
export function bibtexWork({ type, key, fields }: Entry): WorkRecord | undefined {
  const text = (...names: string[]): string | undefined => {
    for (const name of names) {
      const value = cleanLine(plainTex(fields.get(name) ?? ''));
      if (value !== '') return value;
    }
    return undefined;
  };
  const authors = bibtexNames(fields.get('author') ?? '');
  const venue = text(...VENUE_FIELDS);
  const preprint = venue !== undefined && isPreprintVenue(venue);
  const abstract = cleanText(plainTex(fields.get('abstract') ?? ''));
  const work: ListedWork = {
    ids: identifiers(key, fields, text, venue),
    title: text('title'),
    authors,
    date: dateIn(text),
    venue: venue !== undefined && isArxivVenue(venue) ? 'arXiv' : venue,
    kind: preprint ? 'article' : CSL_TYPES.get(type),
    volume: preprint ? undefined : text('volume'),
    issue: preprint ? undefined : text(...ISSUE_FIELDS),
    pages: text('pages')?.replace(/\s*[–—]\s*/gu, '-'),
    publisher: text(...PUBLISHER_FIELDS),
    abstract: abstract === '' ? undefined : abstract,
  };
  return listedWork(work);
}

function identifiers(
  key: string,
  fields: ReadonlyMap<string, string>,
  text: (...names: string[]) => string | undefined,
  venue: string | undefined,
): Id[] {
  // Identifiers are written with TeX's escapes or without, `10.1007/978\_3`.
  const raw = (name: string): string => (fields.get(name) ?? '').replace(/\\([_%&#~])/gu, '$1').replace(/[{}\s]/gu, '');
  const archive = `${raw('archiveprefix')}${raw('eprinttype')}`.toLowerCase();
  const eprint = raw('eprint');
  // `arXiv preprint arXiv:1911.11134`, `CoRR, abs/1911.11134`.
  const said = /(?:arxiv:?\s*|abs\/)((?:[a-z-]+(?:\.[a-z-]+)?\/)?\d[\d.]+)/iu.exec(
    `${venue ?? ''} ${text('volume', 'note') ?? ''}`,
  )?.[1];
  const spelled: (string | undefined)[] = [
    archive === '' || archive === 'arxiv' ? `arxiv:${eprint}` : archive === 'pubmed' ? `pmid:${eprint}` : undefined,
    said && `arxiv:${said}`,
    raw('doi').startsWith('http') ? raw('doi') : `doi:${raw('doi').replace(/^doi:/iu, '')}`,
    `pmid:${raw('pmid')}`,
    `pmcid:${raw('pmcid')}`,
    raw('url'),
    /^DBLP:/u.test(key) ? key : undefined,
  ];
  const found = distinct(spelled.map((name) => (name === undefined ? undefined : (parseId(name) ?? undefined))));
  // An address may repeat the DOI of an arXiv paper or lead to a copy: of one scheme, the field's own counts.
  return found.filter((id, at) => found.findIndex((other) => splitId(other).scheme === splitId(id).scheme) === at);
}

/** BibLaTeX's `date`, or `year` with `month`. */
function dateIn(text: (...names: string[]) => string | undefined): string | undefined {
  const date = partialDate(text('date')?.replace(/\/.*$/u, ''));
  if (date !== undefined) return date;
  const year = /(?<!\d)[12]\d{3}(?!\d)/u.exec(text('year', 'date') ?? '')?.[0];
  const named = text('month') ?? '';
  return dateText(dateOf(year, monthIn(named) ?? /\d{1,2}/u.exec(named)?.[0]));
}
