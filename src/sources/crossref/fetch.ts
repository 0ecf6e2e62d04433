/** Metadata and retractions of works by their DOIs. Crossref gives no list of citing works to the public. */
import type { Ref, WorkRecord } from '../../hub/record.js';
import { type Client, request } from '../http/client.js';
import { FetchError } from '../http/error.js';
import { json } from '../http/formats.js';
import { type Page, page, readCursor } from '../page.js';
import { decodeWork, doiOf, messageOf, retractedBy } from './decode.js';

const SERVICE = 'crossref';
/** As many DOIs as go into one address. */
export const CROSSREF_BATCH = 40;

interface Cursor {
  of: typeof SERVICE;
  offset: number;
}

/**
 * The works of these names, with `retracted` where a notice says so; names without a DOI are passed over (also arXiv's: its DOIs
 * are registered elsewhere), and DOIs Crossref does not know are noted.
 */
export async function* fetchCrossrefWorks(
  client: Client,
  refs: readonly Ref[],
  options: { cursor?: string; signal?: AbortSignal } = {},
): AsyncGenerator<Page> {
  const dois = [...new Set(refs.flatMap((ref) => doiOf(ref) ?? []))];
  let { offset } =
    options.cursor === undefined
      ? { offset: 0 }
      : readCursor<Cursor>(SERVICE, options.cursor, (value) => Number.isSafeInteger(value.offset));
  while (offset < dois.length) {
    const batch = dois.slice(offset, offset + CROSSREF_BATCH);
    offset += batch.length;
    const items = await works(client, batch, options.signal);
    const retracted = new Set(items.flatMap(retractedBy));
    const found = items.map(decodeWork).filter((work): work is WorkRecord => work !== undefined);
    const records = found.filter(({ ids }) => batch.includes(ids[0]!.slice('doi:'.length)));
    for (const work of records) if (work.ids.some((id) => retracted.has(id))) work.retracted = true;
    const missing = batch.filter((doi) => !records.some(({ ids }) => ids[0] === `doi:${doi}`));
    const cursor: Cursor = { of: SERVICE, offset };
    yield page({ records, cursor: offset < dois.length ? cursor : null, note: note(missing) });
  }
}

function note(missing: readonly string[]): string | undefined {
  if (missing.length === 0) return undefined;
  const more = missing.length > 3 ? ` and ${missing.length - 3} more` : '';
  return `Crossref does not know ${missing.slice(0, 3).join(', ')}${more}.`;
}

/** Several by one filter, whose values cannot hold a comma; those, and a single one, each by its own address. */
async function works(client: Client, dois: readonly string[], signal: AbortSignal | undefined): Promise<unknown[]> {
  const listed = dois.length > 1 ? dois.filter((doi) => !doi.includes(',')) : [];
  const items: unknown[] = [];
  if (listed.length > 0) {
    const filter = listed.map((doi) => `doi:${doi}`).join(',');
    const query = new URLSearchParams({ filter, rows: String(listed.length) });
    const asked = new Set(listed.map((doi) => `doi:${doi}`));
    items.push(...(await messages(client, `/works?${query}`, `${listed.length} DOIs`, signal, asked)));
  }
  for (const doi of dois) {
    if (listed.includes(doi)) continue;
    try {
      items.push(...(await messages(client, `/works/${encodeURIComponent(doi)}`, doi, signal)));
    } catch (error) {
      if (!(error instanceof FetchError) || error.kind !== 'not-found') throw error;
    }
  }
  return items;
}

async function messages(
  client: Client,
  path: string,
  what: string,
  signal: AbortSignal | undefined,
  asked?: ReadonlySet<Ref>,
): Promise<readonly unknown[]> {
  const { body } = await request(client, SERVICE, path, {
    what,
    signal,
    parse: (text) => {
      const message = messageOf(json(text));
      if (message === undefined) throw new Error('no message of works');
      if (asked !== undefined && !message.items.every((item) => asked.has(decodeWork(item)?.ids[0] ?? '')))
        throw new Error('an answer to another question');
      return message.items;
    },
  });
  return body;
}
