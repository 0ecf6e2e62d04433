/** RIS, which every reference manager reads: one value a line, lines ended by CR LF, `ER  - ` last. */
import { isPreprintVenue } from '../../hub/ids/preprint.js';
import { assignKeys } from '../bibtex/keys.js';
import { type CslName, invertedNameOf } from '../bibtex/names.js';
import { type CslItem, datesOf } from '../csl.js';
import { type PrintEntry, printedEntries } from '../entries.js';
import type { FormatOptions } from '../formats.js';
import { doiOf, eprintOf, isArxivDoi, urlOf } from '../item-identifiers.js';
import { annotationSentence, annotationWords } from '../judgement-words.js';
import type { Chunk } from '../printed.js';
import { readable } from '../rich-text/plain-text.js';

const TYPES: Readonly<Record<string, string>> = {
  article: 'UNPB',
  'article-journal': 'JOUR',
  'article-magazine': 'MGZN',
  'article-newspaper': 'NEWS',
  'paper-conference': 'CONF',
  chapter: 'CHAP',
  entry: 'ENCYC',
  'entry-dictionary': 'DICT',
  'entry-encyclopedia': 'ENCYC',
  book: 'BOOK',
  thesis: 'THES',
  report: 'RPRT',
  dataset: 'DATA',
  software: 'COMP',
  webpage: 'ELEC',
  classic: 'CLSWK',
  post: 'BLOG',
  'post-weblog': 'BLOG',
  patent: 'PAT',
  standard: 'STAND',
  manuscript: 'UNPB',
};

/** The records. */
export function* ris(items: Iterable<CslItem>, options: FormatOptions): Generator<Chunk, void, undefined> {
  const keys = options.keys ?? assignKeys(items);
  yield* printedEntries(items, { format: 'ris', print: printRecord, options, keys });
}

export const printRecord: PrintEntry = (item, { key }, options) => {
  const lines: string[] = [];
  const line = (tag: string, value: string | undefined): void => {
    if (value !== undefined && value !== '') lines.push(`${tag}  - ${value}`);
  };
  const text = (tag: string, source: string | undefined): void => line(tag, source && readable(source));
  const names = (tag: string, list: readonly CslName[] | undefined): void => {
    for (const name of list ?? []) line(tag, name.literal === 'others' ? 'et al.' : invertedNameOf(name));
  };
  const eprint = eprintOf(item);
  const container = item['container-title'];
  const venue = container !== undefined && isPreprintVenue(readable(container)) ? undefined : container;
  const isJournal = /^article-/.test(item.type) && venue !== undefined;
  line('TY', /^article-/.test(item.type) && venue === undefined ? 'UNPB' : (TYPES[item.type] ?? 'GEN'));
  line('ID', key);
  names('AU', item.author);
  names('ED', item.editor);
  text('TI', item.title);
  text(isJournal ? 'JO' : 'T2', venue ?? (item.type === 'paper-conference' ? item['event-title'] : undefined));
  text('T3', item['collection-title']);
  const [date] = datesOf(item.issued);
  if (date !== undefined) {
    const two = (part: number | undefined): string => (part === undefined ? '' : String(part).padStart(2, '0'));
    line('PY', String(date.year));
    if (date.month !== undefined) line('DA', `${date.year}/${two(date.month)}/${two(date.day)}/`);
  }
  if (venue !== undefined || !/^article/.test(item.type)) text('VL', item.volume);
  text('IS', item.issue ?? (/^(?:report|patent|standard)$/.test(item.type) ? item.number : undefined));
  if (/^(?:thesis|report|document)$/.test(item.type)) text('M3', item.genre);
  const [from, until] = item.page === undefined ? [] : readable(item.page).split(/\s*[-‐-―−]+\s*/u);
  line('SP', from);
  line('EP', until);
  text('ET', item.edition);
  text('PB', item.publisher);
  text('CY', item['publisher-place']);
  const doi = doiOf(item);
  if (doi !== null && !(isArxivDoi(doi) && venue !== undefined)) line('DO', doi);
  line('UR', urlOf(item.URL) ?? (eprint === null ? undefined : `https://arxiv.org/abs/${eprint.number}`));
  if (eprint !== null) line('AN', `arXiv:${eprint.number}`);
  line('SN', (item.ISBN ?? item.ISSN)?.trim().split(/[\s,;]+/u)[0]);
  text('LA', item.language);
  for (const word of readable(item.keyword ?? '').split(/\s*[,;]\s*/u)) line('KW', word);
  if (options.annotate) {
    for (const word of annotationWords(item)) line('KW', word);
    line('N1', annotationSentence(item));
  }
  text('N1', item.note);
  lines.push('ER  - ', '');
  return `${lines.join('\r\n')}\r\n`;
};
