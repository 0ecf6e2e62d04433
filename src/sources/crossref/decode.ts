/** Works of Crossref: what publishers have deposited of a DOI. */
import { parseId } from '../../hub/ids/identifier.js';
import { printedName } from '../../hub/name.js';
import type { Author, Id, WorkRecord } from '../../hub/record.js';
import { plainLine, plainText } from '../markup/markup.js';
import { count, datePartsText, identifier, isObject, type Json, list, object, textOf } from '../values.js';

const KIND_OF_TYPE: Readonly<Record<string, string>> = {
  'journal-article': 'article-journal',
  'proceedings-article': 'paper-conference',
  'posted-content': 'article',
  book: 'book',
  'edited-book': 'book',
  monograph: 'book',
  'reference-book': 'book',
  'book-chapter': 'chapter',
  'book-section': 'chapter',
  'book-part': 'chapter',
  'reference-entry': 'entry-encyclopedia',
  dissertation: 'thesis',
  report: 'report',
  'report-component': 'report',
  dataset: 'dataset',
  standard: 'standard',
  'peer-review': 'review',
};

/** Notices that take a work back; corrections and the like leave it standing. */
const RETRACTIONS = /^(?:partial_)?(?:retraction|removal|withdrawal)$/u;

/** The work of a parsed message; undefined for anything without a DOI. */
export function decodeWork(value: unknown): WorkRecord | undefined {
  if (!isObject(value)) return undefined;
  const doi = identifier('doi:', value.DOI);
  if (doi === undefined) return undefined;
  const work: WorkRecord = { type: 'work', ids: [doi] };
  const title = titleOf(value);
  if (title !== undefined) work.title = title;
  const authors = list(value.author).flatMap(authorOf);
  if (authors.length > 0) work.authors = authors;
  const date = datePartsText(value.published) ?? datePartsText(value.issued);
  if (date !== undefined) work.date = date;
  const fields = {
    venue: plainLine(list(value['container-title'])[0]),
    kind: Object.hasOwn(KIND_OF_TYPE, textOf(value.type)) ? KIND_OF_TYPE[textOf(value.type)] : undefined,
    volume: plainLine(value.volume),
    issue: plainLine(value.issue),
    pages: plainLine(value.page),
    publisher: plainLine(value.publisher),
    abstract: plainText(value.abstract)?.replace(/^Abstract\n\n/iu, ''),
    citedBy: count(value['is-referenced-by-count']),
  };
  Object.assign(work, Object.fromEntries(Object.entries(fields).filter(([, field]) => field !== undefined)));
  if (list(value['updated-by']).some((update) => isRetraction(update))) work.retracted = true;
  return work;
}

/** The works a notice of retraction takes back. */
export function retractedBy(value: unknown): Id[] {
  return list(object(value)['update-to']).flatMap((update) => {
    const doi = isRetraction(update) ? identifier('doi:', object(update).DOI) : undefined;
    return doi === undefined ? [] : [doi];
  });
}

function isRetraction(update: unknown): boolean {
  return RETRACTIONS.test(textOf(object(update).type).toLowerCase());
}

function titleOf(work: Json): string | undefined {
  const title = plainLine(list(work.title)[0]);
  const subtitle = plainLine(list(work.subtitle)[0]);
  if (title === undefined || subtitle === undefined || title.toLowerCase().includes(subtitle.toLowerCase()))
    return title;
  return `${title.replace(/[:.\s]+$/u, '')}: ${subtitle}`;
}

function authorOf(value: unknown): Author[] {
  const { family, given, name } = object(value);
  const last = plainLine(family);
  const first = plainLine(given);
  if (last !== undefined)
    return [
      {
        name: printedName(last, first ?? ''),
        family: last,
        ...(first === undefined ? {} : { given: first }),
      },
    ];
  const group = plainLine(name);
  if (group !== undefined) return [{ name: group, group: true }];
  return first === undefined ? [] : [{ name: first }];
}

/** The message of an answer: one work, or a list with how many there are in all. */
export function messageOf(body: unknown): { items: readonly unknown[]; total: number } | undefined {
  const { message, 'message-type': type } = object(body);
  if (type === 'work' && isObject(message)) return { items: [message], total: 1 };
  const items = object(message).items;
  if (type !== 'work-list' || !Array.isArray(items)) return undefined;
  return { items, total: count(object(message)['total-results']) ?? items.length };
}

/** DOIs of arXiv and others are registered elsewhere. */
export function doiOf(id: Id): string | undefined {
  return parseId(id)?.startsWith('doi:') ? id.slice('doi:'.length) : undefined;
}
