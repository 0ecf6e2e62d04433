/** Items of CSL-JSON as works. */
import { dateOf, parseDate } from '../../hub/date.js';
import type { Author, WorkRecord } from '../../hub/record.js';
import { plainLine, plainText } from '../markup/markup.js';
import { datePartsText, dateText, distinct, identifier, isObject, type Json, list, object, textOf } from '../values.js';
import { addressIn, idsInNote } from './ids.js';
import { genreOfKind } from './kinds.js';
import { familyFirst, oneName } from './names.js';
import { listedWork } from './work.js';

/** The work of an item; undefined for one with neither an id nor a title. */
export function cslWork(item: Json): WorkRecord | undefined {
  const text = (name: string): string | undefined => {
    const value = item[name];
    return plainLine(typeof value === 'number' ? String(value) : Array.isArray(value) ? value[0] : value);
  };
  const kind = text('type');
  const number = text('number');
  // Zotero keeps the ids of preprints here: `arXiv:1911.11134 [cs]`.
  const isEprint = /^arxiv:\S+/iu.test(number ?? '');
  return listedWork({
    ids: distinct([
      identifier('doi:', item.DOI),
      identifier('pmid:', item.PMID),
      identifier('pmcid:', item.PMCID),
      ...idsInNote(text('URL') ?? ''),
      ...(isEprint ? idsInNote(number!) : []),
      /^arxiv$/iu.test(text('archive') ?? '') ? identifier('arxiv:', item.archive_location) : undefined,
      ...idsInNote(typeof item.note === 'string' ? item.note : ''),
    ]),
    title: text('title'),
    authors: list(item.author).flatMap(authorOf),
    date: dateIn(item.issued),
    venue: text('container-title'),
    kind,
    genre: genreOfKind(kind, text('genre')),
    volume: text('volume'),
    issue: text('issue'),
    number: isEprint ? undefined : number,
    pages: text('page'),
    publisher: text('publisher'),
    url: addressIn(text('URL') ?? ''),
    keywords: text('keyword'),
    abstract: plainText(item.abstract),
  });
}

function authorOf(value: unknown): Author[] {
  const name = object(value);
  const part = (key: string): string => plainLine(name[key]) ?? '';
  const literal = part('literal');
  if (literal !== '') return [oneName(literal)];
  // `van` belongs to the family, `de` before a given name's place too; a reader finds both in the name.
  const family = [part('non-dropping-particle'), part('family')].filter((word) => word !== '').join(' ');
  const given = [part('given'), part('dropping-particle')].filter((word) => word !== '').join(' ');
  return familyFirst(family, given, part('suffix'));
}

/**
 * `{"date-parts": [[2020, "5", 1]]}`; the text as it was typed, by itself or as `{"raw": "2020-05"}`; or its parts by their names,
 * `[{"year": "2020", "month": "5"}]`, as pandoc wrote them.
 */
function dateIn(issued: unknown): string | undefined {
  const given = Array.isArray(issued) ? issued[0] : issued;
  if (typeof given === 'string' || typeof given === 'number') return dateText(parseDate(String(given)));
  if (!isObject(given)) return undefined;
  return (
    datePartsText(given) ??
    dateText(dateOf(given.year, given.month, given.day)) ??
    dateText(parseDate(textOf(given.raw ?? given.literal)))
  );
}
