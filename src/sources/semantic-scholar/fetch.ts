/** Who cites a paper, from the Semantic Scholar Graph API: with intents, sentences and the influential flag. */
import { showId } from '../../hub/ids/identifier.js';
import type { HubLibraryRecord, Id } from '../../hub/record.js';
import { PAGES_WITHOUT_NEWS, STRETCHES_WITHOUT_NEWS } from '../bounds.js';
import { type Client, request, today } from '../http/client.js';
import { FetchError } from '../http/error.js';
import { json } from '../http/formats.js';
import {
  askedBy,
  decodedBy,
  type FetchOptions,
  misshapen,
  onlyNew,
  type Page,
  page,
  readCursor,
  shortfall,
  sorted,
  watchPages,
} from '../page.js';
import { count, isObject, type Json, list } from '../values.js';
import { decodeCitations, numberOf } from './decode.js';
import { firstSlices, type Slice, sliceWords, splitSlice } from './slices.js';

const SERVICE = 'semantic-scholar';
const PAPER =
  'paperId,corpusId,externalIds,title,abstract,venue,publicationVenue,year,publicationDate,publicationTypes,journal,authors,citationCount';
const EDGE = `contexts,intents,isInfluential,contextsWithIntent,${PAPER}`;
export const SEMANTIC_SCHOLAR_PAGE = 1_000;
/** offset + limit must stay below 10,000, and no order can be asked for: the last row to be had of one list. */
const CAP = 9_999;

interface Cursor {
  of: typeof SERVICE;
  hub: Id;
  /** How the paper is asked for. */
  id: string;
  total?: number;
  /** Stretches of time still to be read, the first of them from `offset` on. */
  slices: Slice[];
  offset: number;
  rows: number;
  /** Stretches of which not all could be had. */
  missed: Slice[];
}

/**
 * The paper itself with how many cite it, then its citing papers, newest first. A list longer than 9,999 is read in
 * stretches of time: years, and where one is too long still its months, and their days.
 */
export async function* fetchSemanticScholarCitations(
  client: Client,
  id: Id,
  options: FetchOptions = {},
): AsyncGenerator<Page> {
  const { max = Infinity, signal } = options;
  let at: Cursor;
  if (options.cursor === undefined) {
    const first = await begin(client, id, options);
    at = first.at;
    yield page({ records: first.records, cursor: at, total: at.total });
  } else at = readCursor<Cursor>(SERVICE, options.cursor, isCursor);
  const seen = new Set<Id>();
  // Stretches repeat what was read of the longer one they are parts of: each is watched by itself, and all together.
  let stretch = watchStretch();
  const isOver = watchPages(SERVICE, STRETCHES_WITHOUT_NEWS);
  let most = SEMANTIC_SCHOLAR_PAGE;
  const mayBeTooLong = (at.total ?? CAP) >= CAP;
  const year = Number(today(client).slice(0, 4));

  while (at.slices.length > 0 && at.rows < max) {
    const [slice, ...later] = at.slices as [Slice, ...Slice[]];
    const limit = Math.min(most, CAP - at.offset, max - at.rows);
    let body: Json;
    try {
      body = await citations(client, at, slice, at.offset, limit, signal);
    } catch (error) {
      if (limit === 1 || !isTooMuch(error)) throw error;
      most = Math.ceil(limit / 2);
      continue;
    }
    const decoded = decodedBy(SERVICE, () =>
      sorted(decodeCitations(body, 'The answer', { cited: at.hub, at: today(client) }), `rows from ${at.offset}, `),
    );
    // Each body is taken for a hub of its own: the head of this one is known.
    const { records, rows } = onlyNew(
      decoded.records.filter(
        (record) => record.type !== 'hub' && !(record.type === 'work' && record.ids[0] === at.hub),
      ),
      seen,
      numberOf,
    );
    let next = count(body.next);
    const parts = splitSlice(slice, year);
    const tooLong =
      next !== undefined &&
      (next >= CAP ||
        (mayBeTooLong && at.offset === 0 && parts !== undefined && (await isTooLong(client, at, slice, signal))));
    at = { ...at, rows: at.rows + rows };
    isOver(list(body.data).length === 0 ? 1 : rows, at.rows, at.total);
    if (next === undefined || tooLong) stretch = watchStretch();
    else if (stretch(decoded.records, at)) next = undefined;
    if (next === undefined) at = { ...at, slices: later, offset: 0 };
    else if (!tooLong) at = { ...at, offset: next };
    else if (parts !== undefined) at = { ...at, slices: [...parts, ...later], offset: 0 };
    else at = { ...at, slices: later, offset: 0, missed: [...at.missed, slice] };
    const done = at.slices.length === 0;
    yield page({
      records,
      cursor: done ? null : at,
      total: at.total,
      note: done ? shortfall(at.rows, at.total, why(at)) : undefined,
      problems: decoded.problems,
    });
  }
}

/** Whether a page of a stretch is its last, as watchPages tells; by what of it was not in its pages before. */
function watchStretch(): (records: readonly HubLibraryRecord[], at: Cursor) => boolean {
  const seen = new Set<Id>();
  const isOver = watchPages(SERVICE, PAGES_WITHOUT_NEWS);
  return (records, { rows, total }) => isOver(onlyNew(records, seen).rows, rows, total);
}

function isCursor(value: Record<string, unknown>): boolean {
  const { hub, id, slices, offset, rows, missed } = value;
  return (
    [hub, id].every((text) => typeof text === 'string') &&
    [offset, rows].every(Number.isSafeInteger) &&
    [slices, missed].every(
      (stretches) => Array.isArray(stretches) && stretches.every((slice) => list(slice).length === 2),
    )
  );
}

function why(at: Cursor): string {
  if (at.missed.length === 0) return 'Semantic Scholar counts more than it lists';
  const many = at.missed.length > 3 ? ` and ${at.missed.length - 3} more` : '';
  return `Semantic Scholar gives no more than ${CAP.toLocaleString('en-US')} of one day, and there are more ${at.missed.slice(0, 3).map(sliceWords).join(', ')}${many}`;
}

async function begin(
  client: Client,
  ref: Id,
  options: FetchOptions,
): Promise<{ at: Cursor; records: HubLibraryRecord[] }> {
  const id = paperId(ref);
  const { body } = await request(client, SERVICE, `/paper/${id}?fields=${PAPER}`, {
    parse: json,
    what: showId(ref),
    signal: options.signal,
  });
  if (!isObject(body) || typeof body.paperId !== 'string') throw misshapen(SERVICE, 'a paper');
  const day = today(client);
  const { records } = decodedBy(SERVICE, () =>
    sorted(decodeCitations({ ...body, citations: [] }, 'The paper', { cited: ref, at: day })),
  );
  const hub = records.find((record) => record.type === 'work')!.ids[0]!;
  for (const record of records) if (record.type === 'hub') record.at = day;
  const total = count(body.citationCount);
  const asIs: Slice[] = [[null, null]];
  const slices =
    total !== undefined && total >= CAP ? firstSlices(undefined, Number(day.slice(0, 4)), count(body.year)) : asIs;
  const at: Cursor = {
    of: SERVICE,
    hub,
    id: /^[0-9a-f]{40}$/iu.test(body.paperId) ? body.paperId : id,
    ...(total === undefined ? {} : { total }),
    slices,
    offset: 0,
    rows: 0,
    missed: [],
  };
  return { at, records };
}

/** A page of the list. What does not begin where it was asked to, or leads nowhere, is taken for damaged. */
async function citations(
  client: Client,
  at: Cursor,
  [from, to]: Slice,
  offset: number,
  limit: number,
  signal: AbortSignal | undefined,
): Promise<Json> {
  const query = new URLSearchParams({ fields: EDGE, offset: String(offset), limit: String(limit) });
  if (from !== null || to !== null) query.set('publicationDateOrYear', `${from ?? ''}:${to ?? ''}`);
  const { body } = await request(client, SERVICE, `/paper/${at.id}/citations?${query}`, {
    what: `the citations of ${showId(at.hub)}`,
    signal,
    parse: (text) => {
      const value = json(text);
      if (!isObject(value) || !Array.isArray(value.data)) throw new Error('no list of citations');
      if (value.offset !== undefined && value.offset !== offset) throw new Error('another page');
      if (typeof value.next === 'number' && value.next <= offset) throw new Error('a page that leads back');
      return value;
    },
  });
  return body;
}

/** No answer is longer than 10 MB: pages full of sentences and abstracts have to be shorter. */
function isTooMuch(error: unknown): boolean {
  return error instanceof FetchError && error.kind === 'refused' && /maximum size/iu.test(error.answer?.words ?? '');
}

/** Whether a stretch has more rows than can be had of it: then it is better split before it is read. */
async function isTooLong(client: Client, at: Cursor, slice: Slice, signal: AbortSignal | undefined): Promise<boolean> {
  try {
    const last = await citations(client, at, slice, CAP - 1, 1, signal);
    return list(last.data).length > 0;
  } catch (error) {
    // What a service says to a place beyond the end; reading on shows it as well.
    if (error instanceof FetchError && ['refused', 'not-found'].includes(error.kind)) return false;
    throw error;
  }
}

function paperId(id: Id): string {
  const { scheme, value } = askedBy(SERVICE, id);
  const path = value.split('/').map(encodeURIComponent).join('/').replaceAll('%3A', ':');
  switch (scheme) {
    case 's2':
      return path;
    case 'arxiv':
      return `ARXIV:${path}`;
    case 'corpus':
      return `CorpusId:${path}`;
    case 'pmcid':
      return `PMCID:${path.replace(/^PMC/u, '')}`;
    case 'doi':
    case 'pmid':
    case 'mag':
    case 'acl':
      return `${scheme.toUpperCase()}:${path}`;
  }
}
