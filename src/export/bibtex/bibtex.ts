/** BibTeX and BibLaTeX, written entry by entry. */

import { isoDate, MONTHS } from '../../hub/date.js';
import { isArxivVenue, isPreprintVenue } from '../../hub/preprint.js';
import { annotationSentence, annotationWords } from '../annotation.js';
import { type CslItem, datesOf, isConference } from '../csl.js';
import { doiOf, type Eprint, eprintOf, isArxivDoi, urlOf } from '../eprint.js';
import { parseMarkup, plain } from '../rich-text/markup.js';
import { assignKeys, type KeyOptions } from './keys.js';
import { type Dialect, encodeText, isSound } from './latex.js';
import { bibName, type CslName } from './names.js';
import { encodePieces, encodeTitle } from './title.js';

export interface BibtexOptions {
  dialect: Dialect;
  /** LaTeX commands instead of Unicode wherever there is one. */
  ascii?: boolean;
  /** Role, verdict and novelty in `keywords` and as a sentence in `annote` (BibLaTeX: `annotation`), which styles do not print. */
  annotate?: boolean;
  /** Longer author lists are cut after so many names, `and others` behind them. */
  abbreviateAuthors?: number;
  /** The items' keys in their order, where the caller has assigned them; else they are assigned here. */
  keys?: readonly string[] | KeyOptions;
}

/** Something that could not be written as it was, or that a style will miss. */
export interface ExportWarning {
  id: string;
  key: string;
  field: string;
  message: string;
}

/**
 * One piece of text an entry, in the order given: the same items give the same bytes. Keys need a look at all items first,
 * so that these are walked through twice; what can be walked only once is held in memory.
 * @param warn is told everything that did not go over as it was.
 */
export function* bibtex(
  items: Iterable<CslItem>,
  options: BibtexOptions,
  warn: (warning: ExportWarning) => void,
): Generator<string, void, undefined> {
  const once: unknown = items[Symbol.iterator]();
  const again = once === items ? [...items] : items;
  const keys = Array.isArray(options.keys)
    ? (options.keys as readonly string[])
    : assignKeys(again, options.keys as KeyOptions);
  let at = 0;
  for (const item of again) {
    const entry = bibtexEntry(item, keys[at]!, options, warn);
    yield at === 0 ? entry : `\n${entry}`;
    at += 1;
  }
}

/** The whole file at once, with its warnings. */
export function bibtexFile(
  items: Iterable<CslItem>,
  options: BibtexOptions,
): { text: string; warnings: ExportWarning[] } {
  const warnings: ExportWarning[] = [];
  let text = '';
  for (const piece of bibtex(items, options, (warning) => warnings.push(warning))) text += piece;
  return { text, warnings };
}

/** What an item is, once its venue has been looked at. */
interface Kind {
  type: string;
  /** Its journal, proceedings or book. */
  venue: string | undefined;
  eprint: Eprint | null;
  doi: string | null;
  isPreprint: boolean;
}

const PREPRINT_TYPES = new Set(['article', 'manuscript', 'document']);

function kindOf(item: CslItem): Kind {
  const container = item['container-title'];
  const isServer = container !== undefined && isPreprintVenue(plain(container));
  let venue = isServer ? undefined : container;
  let type = item.type;
  if (type === 'paper-conference') venue ??= item['event-title'] ?? item['collection-title'];
  const eprint = eprintOf(item);
  const given = doiOf(item);
  const isPublished = given !== null && !isArxivDoi(given);
  if (PREPRINT_TYPES.has(type) && venue !== undefined)
    type = isConference(venue) ? 'paper-conference' : 'article-journal';
  if (
    /^(?:article-journal|article-magazine|article-newspaper|paper-conference)$/.test(type) &&
    venue === undefined &&
    (isServer || (eprint !== null && !isPublished))
  )
    type = 'article';
  if (type === 'article' && isPublished && eprint !== null && !isServer) type = 'article-journal';
  const isPreprint = type === 'article' || (type === 'document' && eprint !== null);
  return { type, venue, eprint, doi: given !== null && (isPublished || isPreprint) ? given : null, isPreprint };
}

const TYPES: Readonly<Record<string, readonly [bibtex: string, biblatex: string]>> = {
  article: ['misc', 'online'],
  'article-journal': ['article', 'article'],
  'article-magazine': ['article', 'article'],
  'article-newspaper': ['article', 'article'],
  'paper-conference': ['inproceedings', 'inproceedings'],
  chapter: ['incollection', 'incollection'],
  entry: ['incollection', 'incollection'],
  'entry-dictionary': ['incollection', 'incollection'],
  'entry-encyclopedia': ['incollection', 'incollection'],
  book: ['book', 'book'],
  classic: ['book', 'book'],
  thesis: ['phdthesis', 'thesis'],
  report: ['techreport', 'report'],
  dataset: ['misc', 'dataset'],
  software: ['misc', 'software'],
  webpage: ['misc', 'online'],
  post: ['misc', 'online'],
  'post-weblog': ['misc', 'online'],
  manuscript: ['unpublished', 'unpublished'],
  speech: ['misc', 'unpublished'],
};

function entryType(item: CslItem, kind: Kind, dialect: Dialect): string {
  const [classic, modern] = TYPES[kind.type] ?? ['misc', 'misc'];
  const type = dialect === 'bibtex' ? classic : modern;
  if (type === 'online') return urlOf(item.URL) !== null || kind.eprint !== null || kind.doi !== null ? type : 'misc';
  // Styles complain of an article without a journal, and print half of it.
  if (/^(?:article|inproceedings|incollection)$/.test(type) && kind.venue === undefined) return 'misc';
  if (type === 'incollection' && dialect === 'biblatex' && item.editor === undefined) return 'inbook';
  if (type === 'phdthesis' && isMasters(item)) return 'mastersthesis';
  if (type === 'unpublished' && dialect === 'bibtex' && item.note === undefined) return 'misc';
  if (type === 'book' && dialect === 'biblatex' && item.author === undefined && item.editor !== undefined)
    return 'collection';
  return type;
}

function isMasters(item: CslItem): boolean {
  return /master|m\.? ?sc|\bma\b|diplom/iu.test(item.genre ?? '');
}

/** Fields of BibTeX that BibLaTeX has other names for. */
const MODERN: Readonly<Record<string, string>> = {
  journal: 'journaltitle',
  address: 'location',
  school: 'institution',
  archiveprefix: 'eprinttype',
  primaryclass: 'eprintclass',
  annote: 'annotation',
};

/** Fields that styles print for entries of some types only; on others they would be noise that checkers complain of. */
const ONLY: Readonly<Record<string, RegExp>> = {
  issn: /^article$/,
  isbn: /^(?:book|collection|in\w+)$/,
  edition: /^(?:book|collection|incollection|inbook)$/,
  series: /^(?:article|book|collection|in\w+)$/,
  version: /^(?:report|misc|online|software|dataset)$/,
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

/** One entry with its final line break. */
export function bibtexEntry(
  item: CslItem,
  key: string,
  options: BibtexOptions,
  warn: (warning: ExportWarning) => void,
): string {
  const { type, fields } = entryOf(item, key, options, warn);
  const lines = fields.map(([name, value]) => `\n  ${name} = ${value}`);
  return `@${type}{${key},${lines.join(',')}\n}\n`;
}

/** What an item's entry says. */
export function entryOf(
  item: CslItem,
  key: string,
  options: BibtexOptions,
  warn: (warning: ExportWarning) => void,
): BibEntry {
  const { dialect } = options;
  const isBibtex = dialect === 'bibtex';
  const encoding = { dialect, ascii: options.ascii ?? false };
  const kind = kindOf(item);
  const type = entryType(item, kind, dialect);
  const fields: [string, string][] = [];
  const complain = (field: string, message: string): void => warn({ id: item.id, key, field, message });

  const missing = (field: string) => (character: string) =>
    complain(field, `LaTeX has no command for ${character}, which is written as it is`);
  /** A finished value; what could break the file is written without any markup. */
  const put = (field: string, value: string, source = value): void => {
    if (value.trim() === '' || ONLY[field]?.test(type) === false) return;
    const name = isBibtex ? field : (MODERN[field] ?? field);
    let sound = value;
    if (!isSound(value)) {
      complain(name, 'its markup could not be carried over and is left out');
      sound = encodeText(
        plain(source)
          .replace(/[\\$^_~{}]/gu, ' ')
          .replace(/\s+/gu, ' ')
          .trim(),
        encoding,
      );
      if (!isSound(sound)) return;
    }
    fields.push([name, `{${sound}}`]);
  };
  const text = (field: string, source: string | undefined): void => {
    if (source === undefined) return;
    const pieces = parseMarkup(source, (message) => complain(field, message));
    if (pieces.length === 0) complain(field, 'nothing of it can be printed');
    put(field, encodePieces(pieces, encoding, missing(field)), source);
  };

  const title = (field: string, source: string | undefined): void => {
    if (source === undefined) return;
    const pieces = parseMarkup(source, (message) => complain(field, message));
    if (pieces.length === 0) complain(field, 'nothing of it can be printed');
    put(field, encodeTitle(pieces, { ...encoding, language: item.language, missing: missing(field) }), source);
  };

  names('author', item.author);
  title('title', item.title);
  if (item.title === undefined) complain('title', 'there is no title');
  if (type === 'article') text('journal', kind.venue);
  else if (/^(?:inproceedings|incollection|inbook)$/.test(type)) text('booktitle', kind.venue);
  else if (type === 'misc' && kind.venue !== undefined) text('howpublished', kind.venue);
  else if (kind.type === 'article-journal') complain('journal', 'no journal is known, so that it is no @article');
  names('editor', item.editor);
  if (!isBibtex) names('translator', item.translator);
  if (kind.venue !== item['collection-title']) text('series', item['collection-title']);
  publisher();
  text('edition', item.edition);
  if (/^(?:misc|online)$/.test(type)) {
    // Outside of a journal or book a volume and pages say nothing, and no style prints them.
    if (!kind.isPreprint && (item.volume ?? item.issue ?? item.page) !== undefined)
      complain('volume', 'volume, issue and pages are left out, since there is no journal for them');
  } else {
    text('volume', item.volume);
    // In books BibTeX's number is the one in the series, and cannot stand beside a volume.
    const isOfSeries = item['collection-title'] !== undefined && item.volume === undefined;
    if (!isBibtex || /^(?:article|techreport)$/.test(type) || isOfSeries)
      text('number', item.issue ?? (/report|patent|standard/.test(kind.type) ? item.number : undefined));
    pages();
  }
  if (kind.type === 'report' && item.genre !== undefined) text('type', item.genre);
  else if (type === 'report') put('type', 'techreport');
  if (type === 'thesis') put('type', isMasters(item) ? 'mathesis' : 'phdthesis');
  // Other than such a number neither is one.
  text('isbn', /\b(?:97[89][- ]?)?\d(?:[- ]?\d){8}[- ]?[\dXx]\b/u.exec(item.ISBN ?? '')?.[0]);
  text('issn', /\b\d{4}-\d{3}[\dXx]\b/u.exec(item.ISSN ?? '')?.[0]);
  date();
  if (!isBibtex) text('version', item.version);
  if (!isBibtex && kind.isPreprint && type === 'online') put('pubstate', 'prepublished');
  identifiers();
  note();
  if (options.annotate) annotation();
  // What styles sort by where there is no name; and some readers want at least one field.
  if (fields.length === 0 || (isBibtex && item.author === undefined && item.editor === undefined)) put('key', key);
  return { type, fields };

  function names(field: string, list: readonly CslName[] | undefined): void {
    if (list === undefined || list.length === 0) return;
    const limit = options.abbreviateAuthors;
    const isCut = field === 'author' && limit !== undefined && list.length > limit;
    if (isCut) complain(field, `${limit} of ${list.length} authors are named`);
    const shown = isCut ? list.slice(0, limit) : list;
    const written = shown.flatMap((name, i) => {
      if (name.literal === 'others') return i === shown.length - 1 && i > 0 ? ['others'] : [];
      const tex = bibName(name, encoding, missing(field));
      if (isSound(tex) && tex !== '{}') return [tex];
      complain(field, 'a name could not be written and is left out');
      return [];
    });
    if (isCut && written.at(-1) !== 'others') written.push('others');
    put(field, written.join(' and '));
  }

  function publisher(): void {
    const named = item.publisher;
    if (kind.isPreprint) {
      // The server is said by the eprint; another one than arXiv has to be named.
      const server = isPreprintVenue(item['container-title'] ?? '') ? item['container-title'] : named;
      if (kind.eprint === null || kind.doi !== null)
        if (server !== undefined && !isArxivVenue(server)) text(isBibtex ? 'howpublished' : 'organization', server);
      return;
    }
    if (named === undefined || (isArxivVenue(named) && kind.eprint !== null)) return;
    if (/thesis/.test(type)) text('school', named);
    else if (/report$/.test(type)) text('institution', named);
    else if (type === 'misc' && isBibtex) {
      if (kind.venue === undefined) text('howpublished', named);
    } else if (/^(?:online|software|misc)$/.test(type)) text('organization', named);
    else text('publisher', named);
    text('address', item['publisher-place']);
  }

  function pages(): void {
    const given = item.page === undefined ? '' : plain(item.page);
    if (!/\d|^[ivxlc]+\b/iu.test(given)) return;
    const ranges = given
      .replace(/^(?:pp?\.?|pages?)\s*(?=\d)/iu, '')
      .split(/\s*[,;]\s*/u)
      .map((range) => {
        // A letter before a hyphen is part of the number: A-12.
        if (/^\p{L}+-\d+$/u.test(range)) return range;
        return range.replace(/\s*[-‐-―−]+\s*/gu, '-').replace(/^-+|-+$/gu, '');
      })
      .filter((range) => range !== '');
    put(
      'pages',
      ranges
        .map((range) => (/^\p{L}+-\d+$/u.test(range) ? range : encodeText(range, encoding).replaceAll('-', '--')))
        .join(', '),
    );
  }

  function date(): void {
    const [from, until] = datesOf(item.issued);
    if (from === undefined) {
      complain(isBibtex ? 'year' : 'date', 'no year is known');
      return;
    }
    if (!isBibtex) {
      put('date', until === undefined ? isoDate(from) : `${isoDate(from)}/${isoDate(until)}`);
      return;
    }
    put('year', from.year < 0 ? `${-from.year} BC` : String(from.year));
    // The month's own name, which every style spells its way.
    if (from.month !== undefined) fields.push(['month', MONTHS[from.month - 1]!]);
  }

  function identifiers(): void {
    const { doi, eprint } = kind;
    // BibTeX's styles hand a DOI to LaTeX as it stands, where a bare percent sign would cut the line.
    if (doi !== null) fields.push(['doi', `{${isBibtex ? doi.replaceAll('%', '\\%') : doi}}`]);
    else if (item.DOI !== undefined && doiOf(item) === null)
      complain('doi', `${plain(item.DOI).slice(0, 80)} is no DOI and left out`);
    if (eprint !== null) {
      put('eprint', eprint.number);
      put('archiveprefix', 'arXiv');
      if (eprint.primaryClass !== undefined) put('primaryclass', eprint.primaryClass);
    } else if (item.PMID !== undefined && !isBibtex && /^\d{1,9}$/.test(item.PMID.trim())) {
      put('eprint', item.PMID.trim());
      put('eprinttype', 'pubmed');
    }
    const url = urlOf(item.URL);
    if (url === null) {
      if (item.URL !== undefined) complain('url', 'its address is none of the web and left out');
      return;
    }
    const isResolver = doi !== null && /^https?:\/\/(?:dx\.)?doi\.org\//iu.test(url);
    const isSaid = eprint !== null && !kind.isPreprint && /^https?:\/\/(?:www\.)?arxiv\.org\//iu.test(url);
    const pinned =
      eprint?.version !== undefined && !/v\d+/u.test(url) && kind.isPreprint && url.endsWith(eprint.number);
    if (!isResolver && !isSaid) address(pinned ? url + eprint.version : url);
    const [accessed] = datesOf(item.accessed);
    if (accessed !== undefined) put('urldate', isoDate(accessed));
  }

  /** In addresses nothing is special: styles set them with \url. */
  function address(url: string): void {
    fields.push(['url', `{${url}}`]);
  }

  function note(): void {
    if (item.note === undefined) return;
    // Words around addresses are text, the addresses are not.
    const parts = plainLines(item.note).split(/((?:https?|ftp):\/\/[^\s<>{}"\\]+[^\s<>{}"\\.,;:!?)\]])/iu);
    const tex = parts
      .map((part, i) => {
        if (i % 2 === 1) return `\\url{${(urlOf(part) ?? '').replaceAll('%', '\\%').replaceAll('#', '\\#')}}`;
        const lead = /^\s/u.test(part) ? ' ' : '';
        const tail = /\S\s$/u.test(part) ? ' ' : '';
        return (
          lead +
          encodePieces(
            parseMarkup(part, (message) => complain('note', message)),
            encoding,
            missing('note'),
          ) +
          tail
        );
      })
      .join('')
      .trim();
    put('note', tex, item.note);
  }

  function annotation(): void {
    put('keywords', annotationWords(item).join(', '));
    text('annote', annotationSentence(item));
  }
}

function plainLines(text: string): string {
  return text.replace(/\s+/gu, ' ');
}
