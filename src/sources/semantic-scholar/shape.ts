/** The shapes in which Semantic Scholar's lists of citations come: answers of its API, and files of them, parsed or not yet. */
import { cleanLine } from '../../hub/text.js';
import { SourceError } from '../decoded.js';
import { isList, isRecord, itemOf, itemsOf, type JsonItem, type JsonRange, membersOf, wholeValue } from '../json.js';
import { count, isObject, type Json } from '../values.js';

export interface Shape {
  rows: Iterable<JsonItem>;
  /** Citing papers in all; undefined where the body is only a part. */
  total?: number;
  /** The cited paper, where the body is its own. */
  cited?: Json;
}

interface ListPage {
  offset: number | undefined;
  /** Whether another page follows. */
  leadsOn: boolean;
  length: number;
  rows: Iterable<JsonItem>;
}

/**
 * Of a parsed body: one page `{offset, next?, data}` of `/paper/{id}/citations`, a list of such pages or of citation objects,
 * or a `/paper/{id}` body with its `citations`.
 * @throws SourceError for an error answer and for any other shape
 */
export function shapeOf(body: unknown, name: string): Shape {
  if (isObject(body)) {
    checkAnswer(body, name);
    if (isPage(body)) return pages([pageOf(body)]);
    if (isObject(body.citingPaper)) return { rows: [{ value: body }] };
    if (Array.isArray(body.citations)) return paper(body, body.citations.map(given));
  }
  if (Array.isArray(body) && body.length > 0) {
    if (body.every(isPage)) return pages(body.map(pageOf));
    if (body.some(isRow)) return { rows: body.map(given) };
  }
  throw noCitations(name);
}

/**
 * The same of a file's JSON, whose rows are parsed one by one when they are asked for.
 * @throws SourceError as above, and for what is no JSON
 */
export function shapeOfFile(body: JsonRange): Shape {
  const { name } = body;
  if (isRecord(body)) {
    const members = membersOf(body);
    const page = pageIn(members);
    if (page !== undefined) return pages([page]);
    const citations = members.get('citations');
    if (citations !== undefined && isList(citations)) {
      const cited = valuesOf(members, 'citations');
      checkAnswer(cited, name);
      return paper(cited, lazily(citations));
    }
    return shapeOf(wholeValue(body), name);
  }
  if (!isList(body)) throw noCitations(name);
  const found: ListPage[] = [];
  for (const item of itemsOf(body)) {
    const page = isRecord(item) ? pageIn(membersOf(item)) : undefined;
    if (page === undefined) {
      for (const row of lazily(body)) if ('value' in row && isRow(row.value)) return { rows: lazily(body) };
      throw noCitations(name);
    }
    found.push(page);
  }
  if (found.length === 0) throw noCitations(name);
  return pages(found);
}

function checkAnswer(body: Json, name: string): void {
  const { error, message, data } = body;
  const said = typeof error === 'string' ? error : data === undefined ? message : undefined;
  if (typeof said === 'string')
    throw new SourceError(`${name} holds an error answer instead of citations: ${cleanLine(said).slice(0, 300)}`);
}

function noCitations(name: string): SourceError {
  return new SourceError(
    `${name} is JSON with papers of Semantic Scholar, but no list of citations: neither data, citingPaper nor citations is there.`,
  );
}

function isPage(value: unknown): value is Json & { data: unknown[] } {
  return isObject(value) && Array.isArray(value.data);
}

function isRow(value: unknown): boolean {
  return isObject(value) && isObject(value.citingPaper);
}

function given(value: unknown): JsonItem {
  return { value };
}

function pageOf({ offset, next, data }: Json & { data: unknown[] }): ListPage {
  return { offset: count(offset), leadsOn: next !== undefined, length: data.length, rows: data.map(given) };
}

/** The page that an object of a file is; undefined where it is none. */
function pageIn(members: ReadonlyMap<string, JsonRange>): ListPage | undefined {
  const data = members.get('data');
  if (data === undefined || !isList(data)) return undefined;
  const { offset, next, ...rest } = valuesOf(members, 'data');
  checkAnswer({ ...rest, data: [] }, data.name);
  let length = 0;
  for (const _ of itemsOf(data)) length += 1;
  return { offset: count(offset), leadsOn: next !== undefined, length, rows: lazily(data) };
}

/** An object's values but the one that is too long to be parsed at once. */
function valuesOf(members: ReadonlyMap<string, JsonRange>, without: string): Json {
  return Object.fromEntries(
    [...members].filter(([key]) => key !== without).map(([key, range]) => [key, wholeValue(range)]),
  );
}

function lazily(list: JsonRange): Iterable<JsonItem> {
  return {
    *[Symbol.iterator]() {
      for (const item of itemsOf(list)) yield itemOf(item);
    },
  };
}

/** A paper with its list: of citing papers alone, without what is said of the citations. */
function paper(cited: Json, citations: Iterable<JsonItem>): Shape {
  const total = count(cited.citationCount);
  const rows = {
    *[Symbol.iterator](): Generator<JsonItem> {
      for (const item of citations) yield 'value' in item ? { value: { citingPaper: item.value } } : item;
    },
  };
  return { rows, cited, ...(total === undefined ? {} : { total }) };
}

/** The pages are complete, and so their rows the total, when they join from offset 0 to a page without `next`. */
function pages(all: readonly ListPage[]): Shape {
  const sorted = all.toSorted((a, b) => (a.offset ?? 0) - (b.offset ?? 0));
  const rows = {
    *[Symbol.iterator](): Generator<JsonItem> {
      for (const page of sorted) yield* page.rows;
    },
  };
  let reached = 0;
  for (const page of sorted) {
    if (page.offset !== reached) return { rows };
    reached += page.length;
  }
  return sorted.at(-1)!.leadsOn ? { rows } : { rows, total: reached };
}
