/** The questions a hub is put together from, each asked once. */
import { showId, splitId } from '../../hub/ids/identifier.js';
import type { HubLibraryRecord, Id } from '../../hub/record.js';
import { cleanLine } from '../../hub/text.js';
import { type Client, request, today } from '../http/client.js';
import { FetchError } from '../http/error.js';
import { json } from '../http/formats.js';
import { decodedBy, misshapen, sorted } from '../page.js';
import { count, identifier, type Json, object } from '../values.js';
import type { Cursor } from './fetch.js';
import { decodeCiters } from './records/citers.js';
import { decodeHubRecord } from './records/hub.js';
import { decodeNeighbours } from './records/neighbours.js';
import { decodeNumbered } from './records/numbered.js';
import { decodeReview } from './records/review.js';
import { type Found, requestPage, requestRecord, unlessUnknown } from './requests.js';
import { citingIn, tellsBoth } from './reviewed.js';

const SERVICE = 'pith';
/** The most neighbours that are given. */
const NEIGHBOURS = 40;
/** So many reviews are asked for in one page of ours at once for each thousand that is left: what is left is kept with each. */
const LEFT_PER_REVIEW = 1_000;

export type Step =
  | 'record'
  | 'citers'
  | 'page'
  | 'explorer'
  | 'integrity'
  | 'paper'
  | 'review'
  | 'neighbours'
  | 'reviews';

/** Steps that ask by the arXiv id, beside the tools. */
export const BY_ARXIV: readonly Step[] = ['integrity', 'paper'];
/** Steps that ask the tools. */
export const TOOL_STEPS: readonly Step[] = ['review', 'neighbours', 'reviews'];

interface Doing {
  client: Client;
  tool: (name: string, input: Json) => Promise<Json>;
  /** The state to bring up to date. */
  at: Cursor;
  max: number;
  signal: AbortSignal | undefined;
}

export const STEPS: Readonly<Record<Step, (doing: Doing) => Promise<Found>>> = {
  record,
  citers,
  page: hubPage,
  explorer,
  integrity,
  paper,
  review,
  neighbours,
  reviews,
};

async function record({ client, at, signal }: Doing): Promise<Found> {
  const { body } = await request(client, SERVICE, `/citations/${at.uuid}.json`, {
    parse: json,
    what: showId(at.hub),
    signal,
  });
  const decoded = decodeHubRecord(body, today(client));
  if (decoded === undefined) throw misshapen(SERVICE, 'the record of a work');
  const { work, hub } = decoded;
  const arxiv = work.ids.find((id) => id.startsWith('arxiv:'));
  if (arxiv !== undefined) at.arxiv ??= splitId(arxiv).value;
  if (arxiv !== undefined && arxiv !== `arxiv:${at.arxiv}`) {
    at.steps = at.steps.filter((step) => step !== 'citers' && step !== 'page');
    const message = `Pith names for arXiv:${at.arxiv} the page of ${showId(arxiv)}, which is left out.`;
    throw new FetchError('refused', SERVICE, message);
  }
  if (!work.ids.includes(at.hub)) work.ids.unshift(at.hub);
  hub.work = at.hub;
  if (hub.total !== undefined) at.total = hub.total;
  if (at.arxiv === undefined) at.steps = at.steps.filter((step) => !BY_ARXIV.includes(step));
  return { records: [work, hub] };
}

/** The whole list. Where it does not come, or not whole, pages and neighbours are asked for what it lacks. */
async function citers({ client, at, signal }: Doing): Promise<Found> {
  const what = `the list of who cites ${showId(at.hub)}`;
  try {
    const root = await requestRecord(client, `/citations/${at.uuid}/citers.json`, what, signal);
    const decode = decodeCiters(root, { hub: at.hub, at: today(client), taken: today(client) });
    const found = decodedBy(SERVICE, () => sorted(decode));
    const total = found.records.find((item) => item.type === 'hub')?.total;
    if (total !== undefined) at.total = total;
    if (citingIn(found.records).length < (at.total ?? 0)) gather(at);
    else {
      at.whole = true;
      at.steps = at.steps.filter((step) => step !== 'neighbours');
    }
    return found;
  } catch (error) {
    gather(at);
    throw error;
  }
}

function gather(at: Cursor): void {
  if (at.arxiv !== undefined && at.around === undefined && !at.steps.includes('neighbours'))
    at.steps.push('neighbours');
}

async function hubPage({ client, at, signal }: Doing): Promise<Found> {
  const query = at.explorer === undefined ? '' : `?page=${at.explorer}`;
  const what = `the page of ${showId(at.hub)}`;
  const found = await requestPage(client, `/citations/${at.uuid}${query}`, what, at.hub, signal);
  const total = found.records.find((item) => item.type === 'hub')?.total;
  // A page may be older than the list.
  if (total !== undefined && at.whole === undefined) at.total = total;
  return found;
}

/** The paper's own page, with its review in full and up to sixty who cite it; the tool is asked for a review that is not there. */
async function paper({ client, at, signal }: Doing): Promise<Found> {
  const what = `the page of arXiv:${at.arxiv}`;
  const found = await unlessUnknown(requestPage(client, `/paper/${at.arxiv}`, what, at.hub, signal));
  const isTold = found.records.some((item) => tellsBoth(item) && item.work === at.hub);
  if (!isTold && !at.steps.includes('review')) at.steps = ['review', ...at.steps];
  // One page of a work is its own; whose the page is shows in its record.
  const [own, other] = found.leadsTo ?? [];
  if (other === undefined) nameThePage(at, own);
  return found;
}

/** A page behind the last may not be there. */
function explorer(doing: Doing): Promise<Found> {
  return unlessUnknown(hubPage(doing));
}

/** Most papers were never checked. */
async function integrity({ client, at, signal }: Doing): Promise<Found> {
  const found = async (): Promise<Found> => {
    const what = `what was found in arXiv:${at.arxiv}`;
    const root = await requestRecord(client, `/pith/${at.arxiv}/integrity.json`, what, signal);
    const { records } = decodedBy(SERVICE, () => sorted(decodeNumbered(root)));
    return { records: records.flatMap((item) => (item.type === 'work' ? [] : [under(item, at.hub)])) };
  };
  return unlessUnknown(found());
}

function under(item: Exclude<HubLibraryRecord, { type: 'work' }>, hub: Id): HubLibraryRecord {
  return item.type === 'citation' ? item : { ...item, work: hub };
}

/** The hub's own review, which also tells where its page is. */
async function review({ tool, at }: Doing): Promise<Found> {
  const body = await tool('get_review', { arxiv_id: at.arxiv });
  nameThePage(at, identifier('', body.citation_url));
  const decoded = decodeReview({ arxiv_id: at.arxiv, ...body });
  if (decoded === undefined) return { records: [] };
  const { title, ...work } = decoded.work;
  const ids = [...new Set([at.hub, ...work.ids])];
  // Its record and pages have a better title.
  const named = title === undefined || at.found === true ? { ...work, ids } : { ...work, ids, title };
  return { records: [named, { ...decoded.review, work: at.hub }] };
}

/** Where a work's page is known, its record and list may say all that its neighbours could. */
function nameThePage(at: Cursor, id: Id | undefined): void {
  if (id === undefined || at.uuid !== undefined || splitId(id).scheme !== 'uuid') return;
  at.uuid = splitId(id).value;
  at.steps = ['record', 'citers', 'page', ...at.steps];
}

async function neighbours({ client, tool, at, max }: Doing): Promise<Found> {
  at.around = true;
  const limit = Math.max(1, Math.min(NEIGHBOURS, max - at.rows));
  const body = await tool('citation_neighbors', { arxiv_id: at.arxiv, direction: 'in', limit });
  if (body.ok === false) {
    const said = typeof body.error === 'string' ? ` (${cleanLine(body.error).slice(0, 100)})` : '';
    const message = `Pith does not know who cites arXiv:${at.arxiv}${said}.`;
    throw new FetchError('not-found', SERVICE, message);
  }
  const resolved = object(body.resolved);
  nameThePage(at, identifier('uuid:', resolved.work_id) ?? identifier('uuid:', resolved.id));
  const { records, problems } = sorted(decodeNeighbours(body, at.hub, today(client)));
  const rows = citingIn(records).length;
  const of = count(object(body.coverage).total) ?? count(object(body.coverage).inbound);
  if (of !== undefined) at.total ??= of;
  const note =
    at.uuid === undefined
      ? `Pith does not say where arXiv:${at.arxiv} has its page, so these are not all who cite it; give the page's address for the whole list.`
      : rows >= NEIGHBOURS
        ? `Pith gives no more than ${NEIGHBOURS} neighbours of one paper.`
        : undefined;
  return {
    problems,
    records: [{ type: 'work', ids: [at.hub] }, ...records],
    ...(note !== undefined && { note }),
  };
}

async function reviews({ tool, at }: Doing): Promise<Found> {
  const records: HubLibraryRecord[] = [];
  const declined: FetchError[] = [];
  const asked = at.reviews.slice(0, Math.ceil(at.reviews.length / LEFT_PER_REVIEW));
  for (const id of asked) {
    try {
      const decoded = decodeReview({ arxiv_id: id, ...(await tool('get_review', { arxiv_id: id })) });
      if (decoded !== undefined) records.push(decoded.work, decoded.review);
    } catch (error) {
      // The tool declines this paper, and may know the next.
      if (!(error instanceof FetchError) || error.answer !== undefined || error.kind !== 'refused') throw error;
      declined.push(error);
    }
  }
  at.reviews = at.reviews.slice(asked.length);
  at.told = [...at.told, ...asked];
  if (at.reviews.length > 0) at.steps = ['reviews', ...at.steps];
  return { records, ...(declined[0] !== undefined && { note: declined[0].message }) };
}
