/** An item's entry, before it is written: its type and its fields in their order, in either dialect. */
import { isoDate, MONTHS } from '../../hub/date.js';
import { isArxivVenue, isPreprintVenue } from '../../hub/ids/preprint.js';
import { BIBLATEX_NAMES } from '../../sources/lists/bibtex/names.js';
import { isDoctors, isMasters } from '../../sources/lists/kinds.js';
import { type CslItem, datesOf } from '../csl.js';
import { doiOf, urlOf } from '../item-identifiers.js';
import { annotationSentence, annotationWords, groupsOf } from '../judgement-words.js';
import { parseMarkup, plain } from '../rich-text/markup.js';
import type { Piece } from '../rich-text/rich-text.js';
import { entryType, type Kind, kindOf } from './entry-type.js';
import { type Dialect, type Encoding, encodeText, isSound } from './latex.js';
import { bibName, type CslName } from './names.js';
import { encodePieces, encodeTitle } from './title.js';

export interface BibtexOptions {
  dialect: Dialect;
  /** LaTeX commands instead of Unicode wherever there is one. */
  ascii?: boolean;
  /**
   * Role, verdict, novelty and what the reader said in `keywords`, as a sentence in `annote` (BibLaTeX: `annotation`), and in JabRef's
   * `groups`: fields that styles do not print.
   */
  annotate?: boolean;
  /** Longer author lists are cut after so many names, `and others` behind them. */
  abbreviateAuthors?: number;
}

/** Something that could not be written as it was, or that a style will miss. */
export interface ExportWarning {
  id: string;
  key: string;
  field: string;
  message: string;
}

/** Fields that styles print for entries of some types only; on others they would be noise that checkers complain of. */
const ONLY: Readonly<Record<string, RegExp>> = {
  issn: /^article$/,
  isbn: /^(?:book|collection|in\w+)$/,
  edition: /^(?:book|collection|incollection|inbook|manual)$/,
  series: /^(?:article|book|collection|in\w+)$/,
  version: /^(?:manual|report|misc|online|software|dataset)$/,
  volume: /^(?:article|book|collection|in\w+)$/,
  number: /^(?:article|book|collection|in\w+|report|techreport)$/,
  pages: /^(?:article|in\w+|report|techreport)$/,
  publisher: /^(?!article)/,
  address: /^(?!article)/,
};

/** An entry before it is written: values with their braces, in the order they stand. */
export interface BibEntry {
  type: string;
  fields: [name: string, value: string][];
}

/** An entry that is being made. */
interface Draft {
  item: CslItem;
  kind: Kind;
  type: string;
  options: BibtexOptions;
  isBibtex: boolean;
  encoding: Encoding;
  fields: [name: string, value: string][];
  complain: (field: string, message: string) => void;
}

/** What an item's entry says. @param warn is told everything that does not go over as it is */
export function entryOf(
  item: CslItem,
  key: string,
  options: BibtexOptions,
  warn: (warning: ExportWarning) => void,
): BibEntry {
  const { dialect, ascii = false, annotate } = options;
  const kind = kindOf(item);
  const draft: Draft = {
    item,
    kind,
    type: entryType(item, kind, dialect),
    options,
    isBibtex: dialect === 'bibtex',
    encoding: { dialect, ascii },
    fields: [],
    complain: (field, message) => warn({ id: item.id, key, field, message }),
  };
  const { type, isBibtex, fields } = draft;
  putNames(draft, 'author', item.author);
  putTitle(draft);
  putVenue(draft);
  putNames(draft, 'editor', item.editor);
  if (!isBibtex) putNames(draft, 'translator', item.translator);
  if (kind.venue !== item['collection-title']) putText(draft, 'series', item['collection-title']);
  putPublisher(draft);
  putText(draft, 'edition', item.edition);
  putVolume(draft);
  putSubtype(draft);
  // Other than such a number neither is one.
  putText(draft, 'isbn', /\b(?:97[89][- ]?)?\d(?:[- ]?\d){8}[- ]?[\dXx]\b/u.exec(item.ISBN ?? '')?.[0]);
  putText(draft, 'issn', /\b\d{4}-\d{3}[\dXx]\b/u.exec(item.ISSN ?? '')?.[0]);
  putDate(draft);
  if (!isBibtex) putText(draft, 'version', item.version);
  if (!isBibtex && kind.isPreprint && type === 'online') put(draft, 'pubstate', 'prepublished');
  putDoi(draft);
  putEprint(draft);
  putUrl(draft);
  putNote(draft);
  const labels = annotate ? annotationWords(item) : [];
  putText(
    draft,
    'keywords',
    [...(item.keyword === undefined ? [] : [item.keyword]), ...labels].join(', ') || undefined,
  );
  if (annotate) {
    putText(draft, 'groups', groupsOf(item).join(', ') || undefined);
    putText(draft, 'annote', annotationSentence(item));
  }
  // What styles sort by where there is no name; and some readers want at least one field.
  if (fields.length === 0 || (isBibtex && item.author === undefined && item.editor === undefined))
    put(draft, 'key', key);
  return { type, fields };
}

/** A finished value by its field's name in BibTeX; what could break the file is written without any markup. */
function put(draft: Draft, field: string, value: string, source = value): void {
  if (value.trim() === '' || ONLY[field]?.test(draft.type) === false) return;
  const name = draft.isBibtex ? field : (BIBLATEX_NAMES.get(field) ?? field);
  let sound = value;
  if (!isSound(value)) {
    draft.complain(name, 'its markup could not be carried over and is left out');
    const text = plain(source)
      .replace(/[\\$^_~{}]/gu, ' ')
      .replace(/\s+/gu, ' ')
      .trim();
    sound = encodeText(text, draft.encoding);
    if (!isSound(sound)) return;
  }
  draft.fields.push([name, `{${sound}}`]);
}

function putText(draft: Draft, field: string, source: string | undefined): void {
  if (source === undefined) return;
  put(draft, field, encodePieces(piecesOf(draft, field, source), draft.encoding, missing(draft, field)), source);
}

function piecesOf(draft: Draft, field: string, source: string): Piece[] {
  const pieces = parseMarkup(source, (message) => draft.complain(field, message));
  if (pieces.length === 0) draft.complain(field, 'nothing of it can be printed');
  return pieces;
}

/** What is told the characters without a command. */
function missing(draft: Draft, field: string): (character: string) => void {
  return (character) => draft.complain(field, `LaTeX has no command for ${character}, which is written as it is`);
}

function putNames(draft: Draft, field: string, list: readonly CslName[] | undefined): void {
  if (list === undefined || list.length === 0) return;
  if (field === 'author' && draft.item.custom?.authorsUnordered)
    draft.complain(field, 'nobody knows the order of the authors');
  const limit = draft.options.abbreviateAuthors;
  const isCut = field === 'author' && limit !== undefined && list.length > limit;
  if (isCut) draft.complain(field, `${limit} of ${list.length} authors are named`);
  const shown = isCut ? list.slice(0, limit) : list;
  const written = shown.flatMap((name, i) => {
    if (name.literal === 'others') return i === shown.length - 1 && i > 0 ? ['others'] : [];
    const tex = bibName(name, draft.encoding, missing(draft, field));
    if (isSound(tex) && tex !== '{}') return [tex];
    draft.complain(field, 'a name could not be written and is left out');
    return [];
  });
  if (isCut && written.at(-1) !== 'others') written.push('others');
  put(draft, field, written.join(' and '));
}

function putTitle(draft: Draft): void {
  const { title, language } = draft.item;
  if (title === undefined) {
    draft.complain('title', 'there is no title');
    return;
  }
  const pieces = piecesOf(draft, 'title', title);
  put(draft, 'title', encodeTitle(pieces, { ...draft.encoding, language, missing: missing(draft, 'title') }), title);
}

function putVenue(draft: Draft): void {
  const { type, kind } = draft;
  if (type === 'inproceedings' && kind.venue === undefined) draft.complain('booktitle', 'no proceedings are known');
  else if (type === 'article') putText(draft, 'journal', kind.venue);
  else if (/^(?:inproceedings|incollection|inbook)$/.test(type)) putText(draft, 'booktitle', kind.venue);
  else if (type === 'misc' && kind.venue !== undefined) putText(draft, 'howpublished', kind.venue);
  else if (kind.type === 'article-journal')
    draft.complain('journal', 'no journal is known, so the entry is not an @article');
}

function putPublisher(draft: Draft): void {
  const { item, kind, type, isBibtex } = draft;
  const named = item.publisher;
  if (kind.isPreprint) {
    // The server is said by the eprint; another one than arXiv has to be named.
    const server = isPreprintVenue(item['container-title'] ?? '') ? item['container-title'] : named;
    const isSaid = kind.eprint !== null && kind.doi === null;
    if (!isSaid && server !== undefined && !isArxivVenue(server))
      putText(draft, isBibtex ? 'howpublished' : 'organization', server);
    return;
  }
  if (named === undefined || (isArxivVenue(named) && kind.eprint !== null)) return;
  if (/thesis/.test(type)) putText(draft, 'school', named);
  else if (/report$/.test(type)) putText(draft, 'institution', named);
  else if (type === 'manual') putText(draft, 'organization', named);
  else if (type === 'misc' && isBibtex) {
    if (kind.venue === undefined) putText(draft, 'howpublished', named);
  } else if (/^(?:online|software|misc)$/.test(type)) putText(draft, 'organization', named);
  else putText(draft, 'publisher', named);
  putText(draft, 'address', item['publisher-place']);
}

/** Volume, number and pages. */
function putVolume(draft: Draft): void {
  const { item, kind, type, isBibtex } = draft;
  if (/^(?:misc|online)$/.test(type)) {
    // Outside of a journal or book a volume and pages say nothing, and no style prints them.
    if (!kind.isPreprint && (item.volume ?? item.issue ?? item.page) !== undefined)
      draft.complain('volume', 'volume, issue and pages are left out, since there is no journal for them');
    return;
  }
  putText(draft, 'volume', item.volume);
  // In books BibTeX's number is the one in the series, and cannot stand beside a volume.
  const isOfSeries = item['collection-title'] !== undefined && item.volume === undefined;
  if (!isBibtex || /^(?:article|techreport)$/.test(type) || isOfSeries)
    putText(draft, 'number', item.issue ?? (/report|patent|standard/.test(kind.type) ? item.number : undefined));
  putPages(draft);
}

function putPages(draft: Draft): void {
  const { page } = draft.item;
  const given = page === undefined ? '' : plain(page);
  if (!/\d|^[ivxlc]+\b/iu.test(given)) return;
  // A letter before a hyphen is part of the number: A-12.
  const isOne = (range: string): boolean => /^\p{L}+-\d+$/u.test(range);
  const ranges = given
    .replace(/^(?:pp?\.?|pages?)\s*(?=\d)/iu, '')
    .split(/\s*[,;]\s*/u)
    .map((range) => (isOne(range) ? range : range.replace(/\s*[-‐-―−]+\s*/gu, '-').replace(/^-+|-+$/gu, '')))
    .filter((range) => range !== '');
  const tex = ranges.map((range) => (isOne(range) ? range : encodeText(range, draft.encoding).replaceAll('-', '--')));
  put(draft, 'pages', tex.join(', '));
}

/** What kind of report, manual or thesis it is, where the entry's type does not say it. */
function putSubtype(draft: Draft): void {
  const { item, kind, type, isBibtex } = draft;
  if (kind.type === 'report' && item.genre !== undefined) putText(draft, 'type', item.genre);
  else if (type === 'report') put(draft, 'type', 'techreport');
  else if (type === 'manual' && !isBibtex && !/^manual$/iu.test(item.genre!)) putText(draft, 'type', item.genre);
  if (kind.type === 'thesis') putText(draft, 'type', thesisType(item.genre ?? '', type));
}

/** What a thesis is called beside an entry's type; undefined where the type says it. Nobody is made a doctor. */
function thesisType(genre: string, type: string): string | undefined {
  if (isMasters(genre)) return type === 'mastersthesis' ? undefined : 'mathesis';
  if (isDoctors(genre)) return type === 'phdthesis' ? undefined : 'phdthesis';
  return genre === '' ? 'Thesis' : genre;
}

function putDate(draft: Draft): void {
  const { item, isBibtex, fields } = draft;
  const [from, until] = datesOf(item.issued);
  if (from === undefined) {
    draft.complain(isBibtex ? 'year' : 'date', 'no year is known');
    return;
  }
  if (!isBibtex) {
    put(draft, 'date', until === undefined ? isoDate(from) : `${isoDate(from)}/${isoDate(until)}`);
    return;
  }
  put(draft, 'year', from.year < 0 ? `${-from.year} BC` : String(from.year));
  // The month's own name, which every style spells its way.
  if (from.month !== undefined) fields.push(['month', MONTHS[from.month - 1]!]);
}

function putDoi(draft: Draft): void {
  const { item, kind, isBibtex, fields } = draft;
  // BibTeX's styles hand a DOI to LaTeX as it stands, where a bare percent sign would cut the line.
  if (kind.doi !== null) fields.push(['doi', `{${isBibtex ? kind.doi.replaceAll('%', '\\%') : kind.doi}}`]);
  else if (item.DOI !== undefined && doiOf(item) === null)
    draft.complain('doi', `${plain(item.DOI).slice(0, 80)} is no DOI and left out`);
}

function putEprint(draft: Draft): void {
  const { eprint } = draft.kind;
  const pmid = draft.item.PMID?.trim();
  if (eprint !== null) {
    put(draft, 'eprint', eprint.number);
    put(draft, 'archiveprefix', 'arXiv');
    if (eprint.primaryClass !== undefined) put(draft, 'primaryclass', eprint.primaryClass);
  } else if (pmid !== undefined && !draft.isBibtex && /^\d{1,9}$/.test(pmid)) {
    put(draft, 'eprint', pmid);
    put(draft, 'eprinttype', 'pubmed');
  }
}

/** The address, unless the DOI or the eprint leads there, and when it was looked at. */
function putUrl(draft: Draft): void {
  const { item, kind, fields } = draft;
  const { doi, eprint, isPreprint } = kind;
  const url = urlOf(item.URL);
  if (url === null) {
    if (item.URL !== undefined) draft.complain('url', 'its address is none of the web and left out');
    return;
  }
  const isResolver = doi !== null && /^https?:\/\/(?:dx\.)?doi\.org\//iu.test(url);
  const isSaid = eprint !== null && !isPreprint && /^https?:\/\/(?:www\.)?arxiv\.org\//iu.test(url);
  const version = isPreprint && !/v\d+/u.test(url) && url.endsWith(eprint?.number ?? '') ? eprint?.version : undefined;
  // In addresses nothing is special: styles set them with \url.
  if (!isResolver && !isSaid) fields.push(['url', `{${url}${version ?? ''}}`]);
  const [accessed] = datesOf(item.accessed);
  if (accessed !== undefined) put(draft, 'urldate', isoDate(accessed));
}

const ADDRESS = /((?:https?|ftp):\/\/[^\s<>{}"\\]+[^\s<>{}"\\.,;:!?)\]])/iu;

/** Words around addresses are text, the addresses are not. */
function putNote(draft: Draft): void {
  const { note } = draft.item;
  if (note === undefined) return;
  const tex = note
    .replace(/\s+/gu, ' ')
    .split(ADDRESS)
    .map((part, i) => (i % 2 === 1 ? addressTex(part) : wordsTex(draft, part)));
  put(draft, 'note', tex.join('').trim(), note);
}

function addressTex(address: string): string {
  return `\\url{${(urlOf(address) ?? '').replaceAll('%', '\\%').replaceAll('#', '\\#')}}`;
}

/** A part of a note, with the blanks at its ends. */
function wordsTex(draft: Draft, words: string): string {
  const pieces = parseMarkup(words, (message) => draft.complain('note', message));
  const tex = encodePieces(pieces, draft.encoding, missing(draft, 'note'));
  return (/^\s/u.test(words) ? ' ' : '') + tex + (/\S\s$/u.test(words) ? ' ' : '');
}
