/** Bodies of the Semantic Scholar Graph API: who cites a paper, with intents, sentences and the influential flag. */

import { fallbackId, parseId, showId, splitId } from '../../hub/ids/identifier.js';
import { isPreprintVenue } from '../../hub/ids/preprint.js';
import type { Author, CitationRecord, Context, HubRecord, Id, WorkRecord } from '../../hub/record.js';
import { ownSchemes } from '../../hub/services.js';
import { cleanLine, cleanText } from '../../hub/text.js';
import { isTellingTitle } from '../../hub/title.js';
import { labelToken } from '../../hub/vocabulary.js';
import { type Decoded, problem, record, SourceError } from '../decoded.js';

import { jsonOfFile } from '../json.js';
import { idsOfStrangers, strangersWords, toldBy } from '../lists/shared-ids.js';
import { plainLine, plainText } from '../markup/markup.js';
import type { DecodeOptions } from '../source.js';
import { partialDate, shown } from '../values.js';
import { type Shape, shapeOf, shapeOfFile } from './shape.js';

const SOURCE = 'semantic-scholar';

/** Intents in the words of a hub; others are kept as they are. */
const ROLE_OF_INTENT: Readonly<Record<string, string>> = { methodology: 'method', result: 'comparison' };

type Json = Readonly<Record<string, unknown>>;

/**
 * The records of a parsed body: one page `{offset, next?, data}` of `/paper/{id}/citations`, a list of such pages or of
 * citation objects, or a `/paper/{id}` body with its `citations`. All but the last need `options.cited`.
 * @throws SourceError for an error answer, for any other shape, and where the cited paper is not known.
 */
export function* decodeCitations(body: unknown, name: string, options: DecodeOptions): Generator<Decoded> {
  yield* decodeShape(shapeOf(body, name), name, options);
}

/** The same of a file that is not parsed yet: its rows are, one by one. */
export function* decodeCitationsFile(text: string, name: string, options: DecodeOptions): Generator<Decoded> {
  yield* decodeShape(shapeOfFile(jsonOfFile(text, name)), name, options);
}

function* decodeShape({ rows, total, cited }: Shape, name: string, options: DecodeOptions): Generator<Decoded> {
  const problems: Decoded[] = [];
  let hub: Id;
  if (cited !== undefined) {
    const work = workRecord(cited, 'the cited paper', problems);
    if (work === undefined) throw new SourceError(`${name} is of a paper with neither an id nor a title in words.`);
    // The id by which the reader calls it comes first, before the service's own.
    if (options.cited !== undefined) work.ids = [...new Set([options.cited, ...work.ids])];
    hub = work.ids[0]!;
    yield record(work);
  } else {
    if (options.cited === undefined)
      throw new SourceError(
        `${name} lists citations without naming the paper they cite, as Semantic Scholar does; add --cited <paper>.`,
      );
    hub = options.cited;
    yield record({ type: 'work', ids: [hub] });
  }
  const own: HubRecord = { type: 'hub', work: hub, source: SOURCE };
  if (total !== undefined) own.total = total;
  yield record(own);
  yield* problems;

  const shared = sharedByStrangers(rows);
  for (const [id, places] of shared) yield problem(places[0]!, strangersWords(id, places));
  let number = 0;
  for (const row of rows) {
    number += 1;
    const place = placeOf(number);
    if ('problem' in row) yield problem(place, row.problem);
    else yield* decodeRow(row.value, place, hub, (id) => shared.has(id), options.at);
  }
}

function placeOf(number: number): string {
  return `row ${number}`;
}

/**
 * DOIs and the like that papers of the list share which have nothing else in common, with the rows of these. Each has a
 * number of its own, which says that they are two: so a title that many papers have does not make them one.
 */
function sharedByStrangers(rows: Shape['rows']): Map<Id, string[]> {
  const told: (ReturnType<typeof toldBy> & { place: string })[] = [];
  let number = 0;
  for (const row of rows) {
    number += 1;
    if ('problem' in row || !isObject(row.value) || !isObject(row.value.citingPaper)) continue;
    const place = placeOf(number);
    const work = workRecord(row.value.citingPaper, place, []);
    if (work === undefined || !work.ids.some(isOwn)) continue;
    const own = toldBy(work);
    const title = work.title !== undefined && !isTellingTitle(work.title) ? '' : own.title;
    told.push({ ...own, ids: own.ids.filter((id) => !isOwn(id)), title, place });
  }
  return new Map([...idsOfStrangers(told)].map(([id, holders]) => [id, holders.map((index) => told[index]!.place)]));
}

function* decodeRow(
  row: unknown,
  place: string,
  hub: Id,
  isShared: (id: Id) => boolean,
  at: string,
): Generator<Decoded> {
  if (!isObject(row) || !isObject(row.citingPaper)) {
    yield problem(place, 'no citing paper');
    return;
  }
  const problems: Decoded[] = [];
  const work = workRecord(row.citingPaper, place, problems);
  if (work === undefined) {
    yield problem(place, 'a paper with neither an id nor a title in words');
    return;
  }
  if (work.ids.includes(hub)) {
    yield problem(place, `the cited paper itself (${showId(hub)})`);
    return;
  }
  if (work.ids.some(isOwn)) work.ids = work.ids.filter((id) => !isShared(id));
  yield record(work);
  const citation: CitationRecord = { type: 'citation', citing: numberOf(work), cited: hub };
  if (typeof row.isInfluential === 'boolean') citation.influential = row.isInfluential;
  const contexts = contextsOf(row);
  if (contexts.length > 0) citation.contexts = contexts;
  const labels = roles(row.intents);
  if (labels.length > 0) citation.judgements = [{ axis: 'role', labels, judge: SOURCE, at }];
  yield record(citation);
  yield* problems;
}

/**
 * The number Semantic Scholar has for the paper, else its first id. It lists some papers twice, under two numbers that share a
 * DOI or an arXiv id: what is said of a listing goes by its number.
 */
export function numberOf({ ids }: WorkRecord): Id {
  return ids.find((id) => id.startsWith('s2:')) ?? ids[0]!;
}

/** Whether Semantic Scholar itself gave this number. */
function isOwn(id: Id): boolean {
  const { scheme } = splitId(id);
  return ownSchemes(SOURCE).some((own) => own === scheme);
}

/** In the order the first of them is the one to show. */
const EXTERNAL_IDS: readonly [key: string, prefix: string][] = [
  ['ArXiv', 'arxiv:'],
  ['DOI', 'doi:'],
  ['paperId', 's2:'],
  ['CorpusId', 'corpus:'],
  ['ACL', 'acl:'],
  ['PubMed', 'pmid:'],
  ['PubMedCentral', 'pmcid:'],
  ['DBLP', 'dblp:'],
  ['MAG', 'mag:'],
];

function identifiers(paper: Json, place: string, problems: Decoded[]): Id[] {
  const external = isObject(paper.externalIds) ? paper.externalIds : {};
  const given: Json = { CorpusId: paper.corpusId, ...external, paperId: paper.paperId };
  const found: Id[] = [];
  for (const [key, prefix] of EXTERNAL_IDS) {
    const value = given[key];
    if (value === undefined || value === null || value === '') continue;
    const id = typeof value === 'string' || typeof value === 'number' ? parseId(`${prefix}${value}`) : null;
    if (id === null) problems.push(problem(place, `${key} “${shown(value)}” is not an id; left out`));
    else if (!found.includes(id)) found.push(id);
  }
  return found;
}

/** The work of a paper object; undefined for one with neither an id nor a title in words. */
export function workRecord(paper: Json, place: string, problems: Decoded[]): WorkRecord | undefined {
  const title = plainLine(paper.title);
  const authors = authorsOf(paper.authors);
  const date = dateOf(paper);
  const ids = identifiers(paper, place, problems);
  if (ids.length === 0) {
    // A title of signs alone would share its key with strangers.
    if (title === undefined || !/[\p{L}\p{N}]/u.test(title)) return undefined;
    ids.push(fallbackId(title, date === undefined ? undefined : Number(date.slice(0, 4)), authors[0]?.name));
  }
  const work: WorkRecord = { type: 'work', ids };
  if (title !== undefined) work.title = title;
  if (authors.length > 0) work.authors = authors;
  if (date !== undefined) work.date = date;
  const published = publication(paper);
  if (published.venue !== undefined) work.venue = published.venue;
  if (published.kind !== undefined) work.kind = published.kind;
  if (published.volume !== undefined) work.volume = published.volume;
  if (published.pages !== undefined) work.pages = published.pages;
  const abstract = plainText(paper.abstract);
  if (abstract !== undefined) work.abstract = abstract;
  const citedBy = count(paper.citationCount);
  if (citedBy !== undefined) work.citedBy = citedBy;
  return work;
}

function authorsOf(value: unknown): Author[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((author) => {
    const name = isObject(author) ? plainLine(author.name) : undefined;
    return name === undefined ? [] : [{ name }];
  });
}

function dateOf(paper: Json): string | undefined {
  const day = partialDate(paper.publicationDate);
  if (day !== undefined) return day;
  const year = count(paper.year);
  return year !== undefined && year >= 1000 && year <= 9999 ? String(year) : undefined;
}

/** CSL types of `publicationTypes`; the others say what an article is about, not where it appeared. */
const KIND_OF_TYPE: readonly [type: string, kind: string][] = [
  ['Dataset', 'dataset'],
  ['BookSection', 'chapter'],
  ['Book', 'book'],
  ['Conference', 'paper-conference'],
  ['JournalArticle', 'article-journal'],
  ['Review', 'article-journal'],
];

function publication(paper: Json): Pick<WorkRecord, 'venue' | 'kind' | 'volume' | 'pages'> {
  const known = isObject(paper.publicationVenue) ? paper.publicationVenue : {};
  const journal = isObject(paper.journal) ? paper.journal : {};
  const venue = plainLine(known.name) ?? plainLine(paper.venue) ?? plainLine(journal.name);
  const types = Array.isArray(paper.publicationTypes) ? paper.publicationTypes : [];
  const out: ReturnType<typeof publication> = {};
  if (venue !== undefined) out.venue = venue;
  const preprint = venue !== undefined && isPreprintVenue(venue);
  const kind = preprint
    ? 'article'
    : known.type === 'conference'
      ? 'paper-conference'
      : known.type === 'journal'
        ? 'article-journal'
        : KIND_OF_TYPE.find(([type]) => types.includes(type))?.[1];
  if (kind !== undefined) out.kind = kind;
  // For preprints the "volume" is the arXiv id again: abs/1911.11134.
  const volume = line(journal.volume);
  if (volume !== undefined && !preprint && !volume.startsWith('abs/')) out.volume = volume;
  const pages = line(journal.pages);
  if (pages !== undefined && !preprint) out.pages = pages;
  return out;
}

/** Intents as roles, each once. */
export function roles(intents: unknown): string[] {
  if (!Array.isArray(intents)) return [];
  const tokens = intents.flatMap((intent) => (typeof intent === 'string' ? [labelToken(cleanLine(intent))] : []));
  return [...new Set(tokens.filter((token) => token !== '').map((token) => ROLE_OF_INTENT[token] ?? token))];
}

/** The citing sentences; newer bodies also say what each of them does. */
function contextsOf(row: Json): Context[] {
  const detailed = (Array.isArray(row.contextsWithIntent) ? row.contextsWithIntent : []).filter(isObject);
  const intentsOf = new Map(detailed.map((entry) => [entry.context, entry.intents]));
  const texts = Array.isArray(row.contexts) && row.contexts.length > 0 ? row.contexts : [...intentsOf.keys()];
  return texts.flatMap((given) => {
    const text = typeof given === 'string' ? cleanText(given) : '';
    if (text === '') return [];
    const labels = roles(intentsOf.get(given));
    return [labels.length > 0 ? { text, labels } : { text }];
  });
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function line(value: unknown): string | undefined {
  const text = typeof value === 'string' ? cleanLine(value) : '';
  return text === '' ? undefined : text;
}

function count(value: unknown): number | undefined {
  return Number.isSafeInteger(value) && (value as number) >= 0 ? (value as number) : undefined;
}
