/** The ids of a work out of the fields where people write them: THE reader for entries, whoever reads them. */
import { parseId, splitId } from '../../hub/ids/identifier.js';
import { isArxivVenue } from '../../hub/ids/preprint.js';
import type { Id } from '../../hub/record.js';
import { distinct } from '../values.js';
import { VENUE_FIELDS } from './bibtex/names.js';

/** What an archive's number of a work is read as, by the archive's name in lower case. */
const ARCHIVES: Readonly<Record<string, string>> = {
  '': 'arxiv',
  arxiv: 'arxiv',
  pubmed: 'pmid',
  pmid: 'pmid',
  medline: 'pmid',
  pmc: 'pmcid',
  pmcid: 'pmcid',
  pubmedcentral: 'pmcid',
  doi: 'doi',
};

/**
 * The ids of an entry of BibTeX or BibLaTeX, of each scheme one.
 * @param field the value of a field by its name in lower case, with its TeX; '' where there is none
 */
export function entryIds(key: string, field: (name: string) => string): Id[] {
  const raw = (name: string): string => field(name).replace(/\s+/gu, '');
  const archive = (raw('archiveprefix') || raw('eprinttype') || raw('archive')).replace(/[{}]/gu, '').toLowerCase();
  const venue = VENUE_FIELDS.map((name) => field(name)).find((value) => value !== '') ?? '';
  // `arXiv preprint arXiv:1911.11134`, `CoRR, abs/1911.11134`.
  const said = /(?:arxiv:?\s*|abs\/)((?:[a-z-]+(?:\.[a-z-]+)?\/)?\d[\d.]+)/iu.exec(
    `${venue} ${field('volume') || field('note')}`,
  )?.[1];
  const scheme = ARCHIVES[archive];
  const eprint = field('eprint');
  return onePerScheme([
    scheme === undefined ? undefined : as(scheme, eprint),
    /arxiv/iu.test(eprint) ? read(eprint) : undefined,
    as('arxiv', raw('arxivid')),
    as('arxiv', raw('arxiv')),
    said === undefined ? undefined : as('arxiv', said),
    ...(isArxivVenue(venue) ? ['pages', 'number', 'eid'].map((name) => as('arxiv', raw(name))) : []),
    as('doi', raw('doi')),
    as('pmid', raw('pmid')),
    as('pmcid', raw('pmcid') || raw('pmc')),
    ...['url', 'ee', 'biburl'].map((name) => read(raw(name))),
    ...['howpublished', 'note', 'annote'].flatMap((name) => idsInNote(field(name))),
    /^DBLP:/u.test(key) ? read(key) : undefined,
  ]);
}

/** The first of each scheme: an address may repeat the DOI of an arXiv paper, or lead to a copy. */
function onePerScheme(ids: readonly (Id | undefined)[]): Id[] {
  const found = distinct(ids);
  return found.filter((id, at) => found.findIndex((other) => splitId(other).scheme === splitId(id).scheme) === at);
}

/** The ids of which a note consists, in lines or between commas and semicolons; those that sentences mention are of other works. */
export function idsInNote(note: string): Id[] {
  return distinct(
    note
      .slice(0, LONGEST_NOTE)
      .split(/[\n;]|,\s+/u)
      .map((part) => read(part.replace(LEAD, ''))),
  );
}

const LONGEST_NOTE = 5_000;
const LEAD =
  /^\s*(?:(?:also )?(?:available|accessible|preprint|online|retrieved)\b[\w ]{0,30}?(?:at|from|:)|url:?)\s*:?\s*/iu;

/** What a field whose name says the scheme holds: a bare value, or any other spelling. */
function as(scheme: string, value: string): Id | undefined {
  return value === ''
    ? undefined
    : (parseId(value.replace(/^\{+|\}+$/gu, '').replace(/^/u, `${scheme}:`)) ?? read(value));
}

function read(text: string): Id | undefined {
  return parseId(text) ?? undefined;
}

/**
 * The web address in a field, with or without TeX around it, `Available at \\url{https://example.org/a\\_b}`; undefined where
 * there is none, or where it only resolves an id.
 */
export function addressIn(field: string): string | undefined {
  const plain = field
    .replace(/\\([_%&#~$])(?:\{\})?/gu, '$1')
    .replace(/\$?\\(?:sim|textasciitilde)\b(?:\{\})?\$?/gu, '~')
    .replace(/\\textunderscore\b(?:\{\})?/gu, '_');
  // Braces that close in it are its own, those around it are TeX's; in addresses they are written otherwise.
  const found = /(?:https?|ftp):\/\/(?:[^\s{}<>"\\|^`]|\{[^\s{}<>"\\|^`]*\})+/iu.exec(plain)?.[0];
  const address = found
    ?.replace(/[.,;:'’”]+$/u, '')
    .replaceAll('{', '%7B')
    .replaceAll('}', '%7D');
  return address === undefined || RESOLVER.test(address) ? undefined : address;
}

const RESOLVER = /^https?:\/\/(?:[\w-]+\.)*(?:doi\.org|arxiv\.org\/(?:abs|pdf))\//iu;
