/** Metadata and retractions of works by their DOIs. Crossref gives no list of citing works to the public. */
import type { Id, WorkRecord } from '../../hub/record.js';
import { type Client, request } from '../http/client.js';
import { FetchError } from '../http/error.js';
import { json } from '../http/formats.js';
import { type Page, page } from '../page.js';
import { decodeWork, doiOf, messageOf, retractedBy } from './decode.js';

const SERVICE = 'crossref';
/** As many DOIs as go into one address. */
export const CROSSREF_BATCH = 40;

/**
 * The works of these names that Crossref knows, with `retracted` where a notice says so; names without a DOI are passed over
 * (also arXiv's: its DOIs are registered elsewhere).
 */
export async function* fetchCrossrefWorks(
  client: Client,
  refs: readonly Id[],
  options: { signal?: AbortSignal } = {},
): AsyncGenerator<Page> {
  const dois = [...new Set(refs.flatMap((id) => doiOf(id) ?? []))];
  for (let offset = 0; offset < dois.length; offset += CROSSREF_BATCH) {
    const batch = dois.slice(offset, offset + CROSSREF_BATCH);
    const items = await works(client, batch, options.signal);
    const retracted = new Set(items.flatMap(retractedBy));
    const found = items.map(decodeWork).filter((work): work is WorkRecord => work !== undefined);
    const records = found.filter(({ ids }) => batch.includes(ids[0]!.slice('doi:'.length)));
    for (const work of records) if (work.ids.some((id) => retracted.has(id))) work.retracted = true;
    yield page({ records, cursor: null });
  }
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
  asked?: ReadonlySet<Id>,
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
