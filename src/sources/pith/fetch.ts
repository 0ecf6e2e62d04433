/** A hub from Pith: its record, its page, the citing papers its graph knows, and the reviews of them. */
import { showId, splitId } from '../../hub/identifier.js';
import type { HubLibraryRecord, Id } from '../../hub/record.js';
import { cleanLine } from '../../hub/text.js';
import { type Problem, SourceError } from '../decoded.js';
import { type Client, request, today } from '../http/client.js';
import { FetchError } from '../http/error.js';
import { html, json } from '../http/formats.js';
import { askedBy, type FetchOptions, misshapen, type Page, page, readCursor, sorted } from '../page.js';
import { count, identifier, isObject, type Json, object } from '../values.js';
import { decodeNeighbours, decodeReview, decodeWorkJson } from './decode-json.js';
import { callTool, openSession, type Session } from './mcp.js';
import { decodeHubPage, looksLikeHubPage } from './pages/hub-page.js';
import { htmlPage } from './pages/parts/html.js';

const SERVICE = 'pith';
/** The most neighbours that are given, and reviews to a page of ours. */
const NEIGHBOURS = 40;
const REVIEWS = 10;

type Step = 'record' | 'page' | 'neighbours' | 'reviews';

interface Cursor {
  of: typeof SERVICE;
  hub: Id;
  uuid?: string;
  arxiv?: string;
  /** What is left to do, in order, and what has been done. */
  steps: Step[];
  done: Step[];
  /** arXiv ids whose reviews are still to be asked for. */
  reviews: string[];
  total?: number;
  rows: number;
}

interface Found {
  records: HubLibraryRecord[];
  problems: Problem[];
  note?: string;
}

/**
 * By a Pith work id: the record, the page, the neighbours where the work is on arXiv, and the reviews. By an arXiv id: the
 * neighbours first, the record and page where they name the work's id. What of it is missing is noted; nothing at all is an error.
 */
export async function* fetchPithCitations(client: Client, id: Id, options: FetchOptions = {}): AsyncGenerator<Page> {
  const { max = Infinity, signal } = options;
  let at = options.cursor === undefined ? begin(id) : readCursor<Cursor>(SERVICE, options.cursor, isCursor);
  let session: Session | undefined;
  const tool = async (name: string, input: Json): Promise<Json> => {
    session ??= await openSession(client, signal);
    return callTool(client, session, name, input, signal);
  };
  const seen = new Set<Id>();

  while (at.steps.length > 0) {
    const step = at.steps[0]!;
    const first = at.done.length === 0 && at.rows === 0;
    const next: Cursor = { ...at, steps: at.steps.slice(1), done: [...at.done, step] };
    let found: Found;
    try {
      found = await STEPS[step]({ client, tool, at: next, first, max, signal });
    } catch (error) {
      // What was not the first is no reason to stop, where the service itself works.
      if (first || !(error instanceof FetchError) || !['not-found', 'refused'].includes(error.kind)) throw error;
      found = { records: [], problems: [], note: error.message };
    }
    // A step may say more of a paper another has named, so only those beyond the most wanted are left out.
    const records = upTo(found.records, max - next.rows, seen);
    next.rows += citingIn(records).filter((citing) => !seen.has(citing)).length;
    for (const citing of citingIn(records)) seen.add(citing);
    if (step !== 'reviews') queueReviews(next, records);
    if (next.rows >= max) next.steps = next.steps.filter((left) => left === 'reviews');
    at = next;
    yield page({
      records,
      cursor: at.steps.length === 0 ? null : at,
      total: at.total,
      note: found.note,
      problems: found.problems,
    });
  }
}

function begin(id: Id): Cursor {
  const { scheme, value } = askedBy(SERVICE, id);
  const common = { of: SERVICE, hub: id, done: [], reviews: [], rows: 0 } as const;
  switch (scheme) {
    case 'uuid':
      return { ...common, done: [], reviews: [], uuid: value, steps: ['record', 'page'] };
    case 'arxiv':
      return { ...common, done: [], reviews: [value], arxiv: value, steps: ['neighbours', 'reviews'] };
  }
}

function isCursor(value: Record<string, unknown>): boolean {
  const { hub, steps, done, reviews, rows } = value;
  const known = (list: unknown): boolean => Array.isArray(list) && list.every((step) => Object.hasOwn(STEPS, step));
  return typeof hub === 'string' && known(steps) && known(done) && Array.isArray(reviews) && Number.isSafeInteger(rows);
}

function citingIn(records: readonly HubLibraryRecord[]): Id[] {
  return [...new Set(records.flatMap((record) => (record.type === 'citation' ? [record.citing] : [])))];
}

/** The records without the citing papers that are too many. */
function upTo(records: readonly HubLibraryRecord[], most: number, seen: ReadonlySet<Id>): HubLibraryRecord[] {
  const fresh = citingIn(records).filter((citing) => !seen.has(citing));
  const tooMany = new Set(fresh.slice(Math.max(0, most)));
  return records.filter((record) => {
    const of = record.type === 'work' ? record.ids[0]! : record.type === 'citation' ? record.citing : record.work;
    return !tooMany.has(of);
  });
}

function queueReviews(at: Cursor, records: readonly HubLibraryRecord[]): void {
  const ids = citingIn(records)
    .filter((id) => id.startsWith('arxiv:'))
    .map((id) => splitId(id).value);
  at.reviews = [...new Set([...at.reviews, ...ids])];
  if (at.reviews.length > 0 && !at.steps.includes('reviews')) at.steps.push('reviews');
}

interface Doing {
  client: Client;
  tool: (name: string, input: Json) => Promise<Json>;
  /** The state to bring up to date. */
  at: Cursor;
  first: boolean;
  max: number;
  signal: AbortSignal | undefined;
}

const STEPS: Readonly<Record<Step, (doing: Doing) => Promise<Found>>> = { record, page: hubPage, neighbours, reviews };

async function record({ client, at, signal }: Doing): Promise<Found> {
  const { body } = await request(client, SERVICE, `/citations/${at.uuid}.json`, {
    parse: json,
    what: showId(at.hub),
    signal,
  });
  const decoded = decodeWorkJson(body, today(client));
  if (decoded === undefined) throw misshapen(SERVICE, 'the record of a work');
  const { work, hub } = decoded;
  if (!work.ids.includes(at.hub)) work.ids.unshift(at.hub);
  hub.work = at.hub;
  if (hub.total !== undefined) at.total = hub.total;
  const arxiv = work.ids.find((id) => id.startsWith('arxiv:'));
  if (arxiv !== undefined && !at.done.includes('neighbours')) {
    at.arxiv = splitId(arxiv).value;
    at.reviews = [at.arxiv];
    at.steps = [...at.steps.filter((step) => step !== 'reviews'), 'neighbours', 'reviews'];
  }
  return { records: [work, hub], problems: [] };
}

async function hubPage({ client, at, signal }: Doing): Promise<Found> {
  const { body } = await request(client, SERVICE, `/citations/${at.uuid}`, {
    parse: html,
    what: `the page of ${showId(at.hub)}`,
    headers: { accept: 'text/html' },
    signal,
  });
  const given = htmlPage(body);
  const none: Found = { records: [], problems: [], note: misshapen(SERVICE, 'a hub page').message };
  if (!looksLikeHubPage(given)) return none;
  try {
    const found = sorted(decodeHubPage(given, 'the page', { cited: at.hub, fileName: '', at: today(client) }));
    const total = found.records.find((item) => item.type === 'hub')?.total;
    if (total !== undefined) at.total = total;
    return found;
  } catch (error) {
    if (error instanceof SourceError) return none;
    throw error;
  }
}

async function neighbours({ client, tool, at, first, max }: Doing): Promise<Found> {
  const limit = Math.max(1, Math.min(NEIGHBOURS, max - at.rows));
  const body = await tool('citation_neighbors', { arxiv_id: at.arxiv, direction: 'in', limit });
  if (body.ok === false) {
    const said = typeof body.error === 'string' ? ` (${cleanLine(body.error).slice(0, 100)})` : '';
    const message = `Pith does not know who cites arXiv:${at.arxiv}${said}.`;
    throw new FetchError('not-found', SERVICE, message);
  }
  const resolved = object(body.resolved);
  const uuid = identifier('uuid:', resolved.work_id) ?? identifier('uuid:', resolved.id);
  if (uuid !== undefined && at.uuid === undefined) {
    at.uuid = splitId(uuid).value;
    at.steps = ['record', 'page', ...at.steps];
  }
  const decoded = sorted(decodeNeighbours(body, at.hub, today(client)));
  const rows = decoded.records.filter(({ type }) => type === 'citation').length;
  const of = count(object(body.coverage).total) ?? count(object(body.coverage).inbound);
  if (of !== undefined) at.total ??= of;
  return {
    problems: decoded.problems,
    records: first ? [{ type: 'work', ids: [at.hub] }, ...decoded.records] : decoded.records,
    ...(rows >= NEIGHBOURS ? { note: `Pith gives no more than ${NEIGHBOURS} neighbours of one paper.` } : {}),
  };
}

async function reviews({ tool, at }: Doing): Promise<Found> {
  const records: HubLibraryRecord[] = [];
  for (const id of at.reviews.slice(0, REVIEWS)) {
    const body = await tool('get_review', { arxiv_id: id });
    const decoded = isObject(body) ? decodeReview({ arxiv_id: id, ...body }) : undefined;
    if (decoded !== undefined) records.push(decoded.work, decoded.review);
  }
  at.reviews = at.reviews.slice(REVIEWS);
  if (at.reviews.length > 0) at.steps = [...at.steps, 'reviews'];
  return { records, problems: [] };
}
