/** Feeds of the arXiv API (Atom): the metadata of papers. */
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { parseId, splitId } from '../../hub/ids/identifier.js';
import type { WorkRecord } from '../../hub/record.js';
import { cleanLine, cleanText } from '../../hub/text.js';
import { Excess } from '../bounds.js';
import { type Decoded, problem, record } from '../decoded.js';
import { plainInformalTex } from '../markup/tex.js';
import { distinct, isObject, type Json, line, list, object, partialDate } from '../values.js';
import { checkXml, cutEntries } from './entries.js';

export interface Feed {
  /** Each as its XML. */
  entries: readonly string[];
  /** Papers that match, on this page or not. */
  total: number;
  /** What arXiv finds wrong with the question: it says so in an entry titled `Error`, which is no paper. */
  error?: string;
}

const MANY = new Set(['entry', 'author', 'category', 'link']);

/**
 * @throws Error for what is no whole feed, its entries aside
 */
export function parseFeed(xml: string): Feed {
  // Feeds have no document type; what one could declare, entities without end, is not wanted.
  if (/<!DOCTYPE/iu.test(xml)) throw new Error('a document type in a feed');
  const { feed: head, entries } = cutEntries(xml);
  const { feed } = parseXml(head);
  if (feed === undefined) throw new Error('no feed');
  const problem = entries
    .filter((entry) => /\/api\/errors/iu.test(entry))
    .map(parseEntry)
    .find((entry) => /\/api\/errors(?:#|$)/iu.test(words(entry.id) ?? ''));
  const total = Number(words(object(feed).totalResults));
  return {
    entries: problem === undefined ? entries : [],
    total: Number.isSafeInteger(total) && total > 0 && problem === undefined ? total : 0,
    ...(problem === undefined ? {} : { error: words(problem.summary) ?? 'an unnamed error' }),
  };
}

/**
 * An entry of a feed.
 * @throws Error where it is no XML, Excess where it goes beyond the bounds
 */
export function parseEntry(xml: string): Json {
  return object(list(parseXml(xml).entry)[0]);
}

function parseXml(xml: string): Json {
  checkXml(xml);
  const valid = XMLValidator.validate(xml);
  if (valid !== true) throw new Error(valid.err.msg);
  const parser = new XMLParser({
    ignoreAttributes: false,
    attributeNamePrefix: '@',
    removeNSPrefix: true,
    parseTagValue: false,
    parseAttributeValue: false,
    htmlEntities: true,
    isArray: (name) => MANY.has(name),
  });
  return parser.parse(xml) as Json;
}

/** The papers of a feed, in its order. */
export function* decodeFeed(feed: Feed): Generator<Decoded> {
  for (const [index, xml] of feed.entries.entries()) {
    const place = `entry ${index + 1}`;
    let entry: Json;
    try {
      entry = parseEntry(xml);
    } catch (error) {
      const { message } = error as Error;
      yield problem(place, error instanceof Excess ? message : `no whole XML: ${cleanLine(message).slice(0, 200)}`);
      continue;
    }
    const work = decodeEntry(entry);
    yield work === undefined ? problem(place, `not an arXiv paper${quoted(words(entry.id))}`) : record(work);
  }
}

function quoted(text: string | undefined): string {
  return text === undefined ? '' : `: “${text.slice(0, 60)}”`;
}

function decodeEntry(entry: Json): WorkRecord | undefined {
  const own = parseId(words(entry.id) ?? '');
  if (own === null || splitId(own).scheme !== 'arxiv') return undefined;
  // Several DOIs stand in one element, separated by blanks.
  const dois = (words(entry.doi) ?? '').split(' ').map((doi) => parseId(`doi:${doi}`) ?? undefined);
  const work: WorkRecord = { type: 'work', ids: distinct([own, ...dois]) };
  const title = line(plainInformalTex(raw(entry.title)));
  if (title !== undefined) work.title = title;
  const authors = list(entry.author).flatMap((author) => {
    const name = line(plainInformalTex(raw(object(author).name)));
    return name === undefined ? [] : [{ name }];
  });
  if (authors.length > 0) work.authors = authors;
  const date = partialDate(words(entry.published)?.slice(0, 10));
  if (date !== undefined) work.date = date;
  work.kind = 'article';
  const category = line(object(entry.primary_category)['@term']) ?? line(object(list(entry.category)[0])['@term']);
  if (category !== undefined) work.category = category;
  const abstract = cleanText(plainInformalTex(raw(entry.summary)));
  if (abstract !== '') work.abstract = abstract;
  if (isWithdrawn(words(entry.comment), abstract)) work.retracted = true;
  return work;
}

const A_PAPER = String.raw`(?:this|the) (?:paper|article|manuscript|preprint|submission|work|note|version|document)`;
const WITHDRAWN = new RegExp(String.raw`(?:^|[.;,(]\s*|${A_PAPER} (?:has been|is|was) (?:now )?)withdrawn\b`, 'iu');
const BEGINS_WITHDRAWN = new RegExp(
  String.raw`^(?:withdrawn\b|${A_PAPER} (?:has been|is|was) (?:now )?withdrawn\b)`,
  'iu',
);

/** arXiv has no field for it: authors say so in the comment, and in the place of the abstract. */
export function isWithdrawn(comment: string | undefined, abstract: string): boolean {
  return WITHDRAWN.test(comment ?? '') || BEGINS_WITHDRAWN.test(abstract);
}

/** The text of an element, with attributes or without. */
function raw(value: unknown): string {
  const text = Array.isArray(value) ? value[0] : value;
  const inner = isObject(text) ? text['#text'] : text;
  return typeof inner === 'string' ? inner : '';
}

function words(value: unknown): string | undefined {
  return cleanLine(raw(value)) || undefined;
}
