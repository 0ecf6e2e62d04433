/** Who cites a work, from the OpenCitations Index: bare edges between names. */
import { showId } from '../../hub/ids/identifier.js';
import type { Id } from '../../hub/record.js';
import { Excess } from '../bounds.js';
import { type Client, request, today } from '../http/client.js';
import { isList, itemOf, itemsOf, jsonOfFile } from '../json.js';
import { askedBy, type FetchOptions, onlyNew, type Page, page, readCursor, shortfall, sorted } from '../page.js';
import { isObject, list, object, textOf } from '../values.js';
import { decodeEdges } from './decode.js';

const SERVICE = 'opencitations';
/** There are no pages: the list comes whole, up to this length, and is handed on in pieces. */
export const OPENCITATIONS_MOST = 200_000;
const PIECE = 1_000;

interface Cursor {
  of: typeof SERVICE;
  offset: number;
  rows: number;
}

/**
 * The hub's bare name with how many cite it, then the citing works, ordered by the identifier of the citation.
 */
export async function* fetchOpenCitationsCitations(
  client: Client,
  ref: Id,
  options: FetchOptions = {},
): AsyncGenerator<Page> {
  const { max = Infinity, signal } = options;
  const id = nameOf(ref);
  let at: Cursor =
    options.cursor === undefined
      ? { of: SERVICE, offset: 0, rows: 0 }
      : readCursor<Cursor>(SERVICE, options.cursor, ({ offset, rows }) => [offset, rows].every(Number.isSafeInteger));
  const all = await rows(client, `/citations/${id}`, ref, signal);
  const total = all.length < OPENCITATIONS_MOST ? all.length : await countOf(client, id, ref, signal);
  const ordered = all.toSorted((a, b) => compare(oci(a), oci(b)));
  const seen = new Set<Id>();

  do {
    const piece = ordered.slice(at.offset, at.offset + Math.min(PIECE, max - at.rows));
    const decoded = sorted(decodeEdges(piece, ref, at.offset + 1));
    const fresh = onlyNew(decoded.records, seen);
    const head: Page['records'] =
      at.offset > 0
        ? []
        : [
            { type: 'work', ids: [ref] },
            { type: 'hub', work: ref, source: SERVICE, at: today(client), total },
          ];
    at = { ...at, offset: at.offset + piece.length, rows: at.rows + fresh.rows };
    const done = at.offset >= ordered.length;
    const note = !done
      ? undefined
      : all.length === 0
        ? `OpenCitations lists no citation of ${showId(ref)}.`
        : all.length < OPENCITATIONS_MOST
          ? undefined
          : shortfall(
              all.length,
              total,
              `OpenCitations gives no more than ${OPENCITATIONS_MOST.toLocaleString('en-US')} at once`,
            );
    yield page({
      records: [...head, ...fresh.records],
      cursor: done ? null : at,
      total,
      note,
      problems: decoded.problems,
    });
  } while (at.offset < ordered.length && at.rows < max);
}

function nameOf(id: Id): string {
  const { scheme, value } = askedBy(SERVICE, id);
  const path = value.split('/').map(encodeURIComponent).join('/');
  switch (scheme) {
    case 'arxiv':
      return `doi:10.48550/arxiv.${path}`;
    case 'doi':
    case 'pmid':
    case 'omid':
      return `${scheme}:${path}`;
  }
}

async function rows(
  client: Client,
  path: string,
  id: Id,
  signal: AbortSignal | undefined,
): Promise<readonly unknown[]> {
  const { body } = await request(client, SERVICE, path, {
    what: showId(id),
    signal,
    parse: rowsIn,
  });
  return body;
}

/** One by one, and of each what is made use of: the longest list has more values than an answer may. */
function rowsIn(text: string): unknown[] {
  const list = jsonOfFile(text, 'the answer');
  if (!isList(list)) throw new Error('no list of rows');
  const all: unknown[] = [];
  for (const range of itemsOf(list, OPENCITATIONS_MOST + PIECE)) {
    const item = itemOf(range);
    if ('problem' in item) throw new Excess(item.problem);
    if (!isObject(item.value)) throw new Error('no row');
    const { oci, citing, creation, count } = item.value;
    all.push({ oci, citing, creation, count });
  }
  return all;
}

async function countOf(client: Client, id: string, ref: Id, signal: AbortSignal | undefined): Promise<number> {
  const [first] = list(await rows(client, `/citation-count/${id}`, ref, signal));
  const counted = Number(object(first).count);
  return Number.isSafeInteger(counted) && counted > OPENCITATIONS_MOST ? counted : OPENCITATIONS_MOST;
}

function oci(edge: unknown): string {
  return textOf(object(edge).oci);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
