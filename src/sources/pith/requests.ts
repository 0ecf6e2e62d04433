/** What Pith answers, read as what it should be: pages and records. */
import { parseId, splitId } from '../../hub/ids/identifier.js';
import type { HubLibraryRecord, Id } from '../../hub/record.js';
import { serviceOf } from '../../hub/services.js';
import { Excess } from '../bounds.js';
import { type Problem, SourceError } from '../decoded.js';
import { type Client, request, today } from '../http/client.js';
import { FetchError } from '../http/error.js';
import { html } from '../http/formats.js';
import { isRecord, type JsonRange, jsonOfFile } from '../json.js';
import { misshapen, sorted } from '../page.js';
import { kindOf } from './pages/kinds.js';
import { htmlPage } from './pages/parts/html.js';
import { type Page as PithPage, textPage } from './pages/parts/lines.js';

const SERVICE = 'pith';

export interface Found {
  records: HubLibraryRecord[];
  problems?: Problem[];
  note?: string;
  /** Pages of works that a page leads to. */
  leadsTo?: Id[];
}

/** @throws FetchError where something else comes than a page of a hub or a paper */
export async function requestPage(
  client: Client,
  path: string,
  what: string,
  hub: Id,
  signal: AbortSignal | undefined,
): Promise<Found> {
  const headers = { accept: 'text/html' };
  const { body } = await request(client, SERVICE, path, { parse: wholePage, what, headers, signal });
  const none = otherAnswer(what);
  const decode = (page: PithPage): Found => {
    const kind = kindOf(page);
    if (kind === undefined) throw none;
    const { records, problems } = sorted(
      kind.decode(page, 'the page', { cited: hub, fileName: '', at: today(client) }),
    );
    return {
      records: records.map((item) => (item.type === 'hub' ? { at: today(client), ...item } : item)),
      problems,
      leadsTo: worksLinked(page),
    };
  };
  try {
    return decode(isHtml(body) ? htmlPage(body) : textPage(body));
  } catch (error) {
    if (error instanceof SourceError || error instanceof Excess) throw none;
    throw error;
  }
}

function worksLinked(page: PithPage): Id[] {
  const links = [...page.addresses, ...page.lines.flatMap((line) => line.links)];
  const ids = links.map((link) => parseId(URL.parse(link, serviceOf(SERVICE).base)?.href ?? ''));
  return [...new Set(ids.filter((id) => id !== null && splitId(id).scheme === 'uuid'))] as Id[];
}

function isHtml(text: string): boolean {
  return /^\s*</u.test(text);
}

/** Only of HTML can be told whether it is whole. */
function wholePage(text: string): string {
  return isHtml(text) ? html(text) : text;
}

/** @throws FetchError where something else comes than a record */
export async function requestRecord(
  client: Client,
  path: string,
  what: string,
  signal: AbortSignal | undefined,
): Promise<JsonRange> {
  const { body } = await request(client, SERVICE, path, {
    // What does not begin as a record is another answer, and not one that came damaged.
    parse: (text) => (/^\s*\{/u.test(text) ? jsonOfFile(text, 'the answer') : undefined),
    what,
    signal,
  });
  if (body === undefined || !isRecord(body)) throw otherAnswer(what);
  return body;
}

/** A whole answer that is something else: asking again would bring the same, so it counts as a question declined. */
function otherAnswer(what: string): FetchError {
  return new FetchError('refused', SERVICE, misshapen(SERVICE, what).message);
}

/** Nothing, where Pith does not know what was asked for. */
export async function unlessUnknown(found: Promise<Found>): Promise<Found> {
  try {
    return await found;
  } catch (error) {
    if (error instanceof FetchError && error.kind === 'not-found') return { records: [] };
    throw error;
  }
}
