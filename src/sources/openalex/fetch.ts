/** Who cites a work, from OpenAlex: complete lists with ids, venues, abstracts and retractions, and no roles. */
import { showId, splitId } from '../../hub/ids/identifier.js';
import type { HubLibraryRecord, Id } from '../../hub/record.js';
import { PAGES_WITHOUT_NEWS } from '../bounds.js';
import { type Client, request, today } from '../http/client.js';
import { FetchError } from '../http/error.js';
import { json } from '../http/formats.js';
import {
  askedBy,
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
import { count, isObject, type Json, list, object } from '../values.js';
import { authorsCut, decodeCiting, decodeWork, MOST_AUTHORS } from './decode.js';

const SERVICE = 'openalex';
const FIELDS =
  'id,doi,display_name,publication_year,publication_date,ids,type,primary_location,locations,authorships,biblio,cited_by_count,is_retracted,abstract_inverted_index';
/** The most that is documented; larger pages still come, and are to end. */
export const OPENALEX_PAGE = 100;

interface Cursor {
  of: typeof SERVICE;
  hub: Id;
  /** `W2741809807`. */
  id: string;
  /** OpenAlex' own cursor. */
  place: string;
  total?: number;
  rows: number;
}

/**
 * The work itself, then its citing works. A spent budget ends it with a FetchError of
 * kind `budget`; it goes on from the last page's cursor.
 */
export async function* fetchOpenAlexCitations(
  client: Client,
  ref: Id,
  options: FetchOptions = {},
): AsyncGenerator<Page> {
  const { max = Infinity, signal } = options;
  let at: Cursor;
  let hubRecords: HubLibraryRecord[] = [];
  if (options.cursor === undefined) {
    const work = await resolve(client, ref, signal);
    const hub = decodeWork(work);
    if (hub === undefined) throw misshapen(SERVICE, 'a work');
    const id = splitId(hub.ids.find((name) => name.startsWith('openalex:'))!).value;
    if (!hub.ids.includes(ref)) hub.ids.push(ref);
    hubRecords = [hub];
    at = { of: SERVICE, hub: hub.ids[0]!, id, place: '*', rows: 0 };
  } else at = readCursor<Cursor>(SERVICE, options.cursor, isCursor);
  const seen = new Set<Id>();
  const isOver = watchPages(SERVICE, PAGES_WITHOUT_NEWS);

  for (let done = false; !done && at.rows < max; ) {
    const { meta, results } = await citing(client, at, Math.min(OPENALEX_PAGE, max - at.rows), signal);
    const decoded = sorted(decodeCiting(results, at.hub), `after ${at.rows} works, `);
    const { records, rows } = onlyNew(decoded.records, seen);
    const total = at.total ?? count(meta.count);
    const place = meta.next_cursor;
    // Until 2026 a short last page still led on, to an empty one.
    done = typeof place !== 'string' || place === '' || results.length === 0 || isOver(rows, at.rows + rows, total);
    at = { ...at, rows: at.rows + rows, ...(total !== undefined && { total }), ...(!done && { place: String(place) }) };
    if (hubRecords.length > 0)
      hubRecords.push({
        type: 'hub',
        work: at.hub,
        source: SERVICE,
        at: today(client),
        ...(total !== undefined && { total }),
      });
    const notes = [
      cutNote(results),
      done ? shortfall(at.rows, at.total, 'OpenAlex counts more than it lists') : undefined,
    ].filter((note) => note !== undefined);
    yield page({
      records: [...hubRecords, ...records],
      cursor: done ? null : at,
      total: at.total,
      note: notes.join(' ') || undefined,
      problems: decoded.problems,
    });
    hubRecords = [];
  }
}

function isCursor(value: Record<string, unknown>): boolean {
  const { hub, id, place, rows } = value;
  return [hub, id, place].every((text) => typeof text === 'string') && Number.isSafeInteger(rows);
}

function cutNote(results: readonly unknown[]): string | undefined {
  const cut = results.filter(authorsCut).length;
  if (cut === 0) return undefined;
  return `OpenAlex lists only the first ${MOST_AUTHORS} authors of ${cut === 1 ? '1 paper' : `${cut} papers`} here.`;
}

async function citing(
  client: Client,
  at: Cursor,
  perPage: number,
  signal: AbortSignal | undefined,
): Promise<{ meta: Json; results: readonly unknown[] }> {
  const filter = `cites:${at.id}`;
  const query = new URLSearchParams({ filter, per_page: String(perPage), select: FIELDS, cursor: at.place });
  const { body } = await request(client, SERVICE, `/works?${query}`, {
    what: `the citations of ${showId(at.hub)}`,
    signal,
    parse: pageOf,
  });
  return body;
}

function pageOf(text: string): { meta: Json; results: readonly unknown[] } {
  const body = json(text);
  if (!isObject(body) || !isObject(body.meta) || !Array.isArray(body.results)) throw new Error('no list of works');
  return { meta: body.meta, results: body.results };
}

/** The work as OpenAlex has it; of a work merged into another, the other. */
async function resolve(client: Client, ref: Id, signal: AbortSignal | undefined): Promise<unknown> {
  const { scheme, value } = askedBy(SERVICE, ref);
  const one = (id: string): Promise<unknown> =>
    request(client, SERVICE, `/works/${id}?select=${FIELDS}`, { parse: json, what: showId(ref), signal }).then(
      ({ body }) => body,
    );
  switch (scheme) {
    case 'openalex':
      return one(encodeURIComponent(value));
    case 'doi':
    case 'pmid':
    case 'mag':
      return one(`${scheme}:${encodeURIComponent(value)}`);
    case 'pmcid':
      return one(`pmcid:${encodeURIComponent(value.replace(/^PMC/u, ''))}`);
    case 'arxiv':
      try {
        return await one(`doi:${encodeURIComponent(`10.48550/arxiv.${value}`)}`);
      } catch (error) {
        if (!(error instanceof FetchError) || error.kind !== 'not-found') throw error;
        return (await publishedFromArxiv(client, value, ref, signal)) ?? Promise.reject(error);
      }
  }
}

/** A preprint merged into the published work is found by the place where it can be read. */
async function publishedFromArxiv(
  client: Client,
  id: string,
  ref: Id,
  signal: AbortSignal | undefined,
): Promise<unknown> {
  const filter = `locations.landing_page_url:http://arxiv.org/abs/${id}|https://arxiv.org/abs/${id}`;
  const query = new URLSearchParams({ filter, per_page: '1', select: FIELDS });
  const { body } = await request(client, SERVICE, `/works?${query}`, { parse: pageOf, what: showId(ref), signal });
  return list(object(body).results)[0];
}
