/** Metadata of arXiv papers by their ids. arXiv knows no citations. */
import { splitId } from '../../hub/ids/identifier.js';
import type { Id } from '../../hub/record.js';
import { type Client, request } from '../http/client.js';
import { FetchError } from '../http/error.js';
import { type Page, page, sorted } from '../page.js';
import { decodeFeed, type Feed, parseEntry, parseFeed } from './decode.js';

const SERVICE = 'arxiv';
export const ARXIV_BATCH = 100;
/** One malformed id spoils its whole batch; so many are looked for and left out. */
const MOST_MALFORMED = 10;

/** The papers of these names that arXiv knows; names of other schemes are passed over. */
export async function* fetchArxivWorks(
  client: Client,
  refs: readonly Id[],
  options: { signal?: AbortSignal } = {},
): AsyncGenerator<Page> {
  const ids = [...new Set(refs.filter((id) => id.startsWith('arxiv:')).map((id) => splitId(id).value))];
  for (let offset = 0; offset < ids.length; offset += ARXIV_BATCH) {
    const feed = await feedOf(client, ids.slice(offset, offset + ARXIV_BATCH), options.signal);
    const { records, problems } = sorted(decodeFeed(feed));
    yield page({ records, cursor: null, problems });
  }
}

async function feedOf(client: Client, batch: readonly string[], signal: AbortSignal | undefined): Promise<Feed> {
  const malformed: string[] = [];
  for (;;) {
    const ids = batch.filter((id) => !malformed.includes(id));
    if (ids.length === 0) return { entries: [], total: 0 };
    const problem = await ask(client, ids, signal);
    if (typeof problem === 'object') return problem;
    const id = /incorrect id format for (\S+)/iu.exec(problem)?.[1];
    if (id === undefined || !ids.includes(id) || malformed.length >= MOST_MALFORMED)
      throw new FetchError('refused', SERVICE, `arXiv declines the question about ${ids.length} papers (${problem}).`);
    malformed.push(id);
  }
}

/** The feed, or what arXiv finds wrong with the question: it says so with status 400, and in a feed. */
async function ask(client: Client, ids: readonly string[], signal: AbortSignal | undefined): Promise<Feed | string> {
  const query = new URLSearchParams({ id_list: ids.join(','), start: '0', max_results: String(ids.length) });
  try {
    const { body } = await request(client, SERVICE, `/query?${query}`, {
      parse: (text) => feedAbout(text, ids),
      what: `${ids.length} papers`,
      headers: { accept: 'application/atom+xml' },
      signal,
    });
    return body.error ?? body;
  } catch (error) {
    if (error instanceof FetchError && error.answer?.status === 400) return error.answer.words;
    throw error;
  }
}

/** The feed, where it is of papers that were asked for. */
function feedAbout(text: string, ids: readonly string[]): Feed {
  const feed = parseFeed(text);
  // An entry that is damaged arrived so, and is asked for again.
  for (const entry of feed.entries) parseEntry(entry);
  const { records } = sorted(decodeFeed(feed));
  if (!records.every((record) => record.type === 'work' && ids.includes(splitId(record.ids[0]!).value)))
    throw new Error('an answer to another question');
  return feed;
}
