/** What the tests of fetching share: a client at a test server, and pages gathered. */

import type { CitationRecord, HubLibraryRecord, WorkRecord } from '../../../src/hub/record.js';
import { SERVICE_NAMES } from '../../../src/hub/services.js';
import { type Client, type ClientOptions, createClient } from '../../../src/sources/http/client.js';
import type { Page } from '../../../src/sources/page.js';
import { seeded, type TestClock, testClock } from './clock.js';
import { type Handler, type Sender, serve, type TestServer } from './server.js';

export interface Fetching {
  client: Client;
  server: TestServer;
  clock: TestClock;
}

/** Runs with a server that is closed afterwards. */
export async function withServer<T>(
  handler: Handler,
  run: (fetching: Fetching) => Promise<T>,
  options: Partial<ClientOptions> = {},
  send?: Sender,
): Promise<T> {
  const server = await serve(handler, send);
  const clock = testClock();
  const bases = Object.fromEntries(SERVICE_NAMES.map((name) => [name, server.origin]));
  const client = createClient({ program: 'pith-tui/0.0.0', clock, random: seeded(7), bases, ...options });
  try {
    return await run({ client, server, clock });
  } finally {
    await server.close();
  }
}

export interface Gathered {
  pages: Page[];
  records: HubLibraryRecord[];
  works: WorkRecord[];
  citations: CitationRecord[];
  notes: string[];
}

export async function gather(fetched: AsyncIterable<Page>): Promise<Gathered> {
  const pages: Page[] = [];
  for await (const page of fetched) pages.push(page);
  return gathered(pages);
}

export function gathered(pages: Page[]): Gathered {
  const records = pages.flatMap((page) => page.records);
  return {
    pages,
    records,
    works: records.filter((record) => record.type === 'work'),
    citations: records.filter((record) => record.type === 'citation'),
    notes: pages.flatMap(({ note }) => note ?? []),
  };
}
