/** Services that misbehave in every way met in practice. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fetchArxivWorks } from '../../../src/sources/arxiv/fetch.js';
import { fetchCrossrefWorks } from '../../../src/sources/crossref/fetch.js';
import type { Client, ClientEvent } from '../../../src/sources/http/client.js';
import { FetchError } from '../../../src/sources/http/error.js';
import { fetchOpenAlexCitations } from '../../../src/sources/openalex/fetch.js';
import { fetchOpenCitationsCitations } from '../../../src/sources/opencitations/fetch.js';
import type { Page } from '../../../src/sources/page.js';
import { fetchPithCitations } from '../../../src/sources/pith/fetch.js';
import { fetchSemanticScholarCitations } from '../../../src/sources/semantic-scholar/fetch.js';
import { seeds } from '../../seeds.js';
import { seeded } from './clock.js';
import { gather, withServer } from './fetching.js';
import { misbehaving } from './misbehave.js';
import { PITH_UUID, pith } from './pith.js';
import type { Handler } from './server.js';
import * as services from './services.js';

const ids = Array.from({ length: 120 }, (_, at) => `2101.${String(at + 1).padStart(5, '0')}`);
const dois = Array.from({ length: 50 }, (_, at) => `10.1000/sheep.${at + 1}`);
const hubPage = readFileSync(new URL('../../fixtures/pith/hub.html', import.meta.url), 'utf8');

interface Job {
  name: string;
  handler: Handler;
  fetch: (client: Client, cursor?: string) => AsyncIterable<Page>;
}

const resumed = (cursor: string | undefined): { cursor?: string } => (cursor === undefined ? {} : { cursor });

const JOBS: readonly Job[] = [
  {
    name: 'Semantic Scholar',
    handler: services.semanticScholar(Array.from({ length: 2_050 }, (_, at) => services.s2Row(at + 1, '2020-05-06'))),
    fetch: (client, cursor) => fetchSemanticScholarCitations(client, 'arxiv:2101.00001', resumed(cursor)),
  },
  {
    name: 'OpenAlex',
    handler: services.openalex(Array.from({ length: 330 }, (_, at) => services.openalexWork(at + 1))),
    fetch: (client, cursor) => fetchOpenAlexCitations(client, 'openalex:W1000000', resumed(cursor)),
  },
  {
    name: 'OpenCitations',
    handler: services.opencitations(Array.from({ length: 1_200 }, (_, at) => services.edge(at + 1))),
    fetch: (client, cursor) => fetchOpenCitationsCitations(client, 'doi:10.1000/hub', resumed(cursor)),
  },
  {
    name: 'arXiv',
    handler: services.arxiv(new Set(ids)),
    fetch: (client) =>
      fetchArxivWorks(
        client,
        ids.map((id) => `arxiv:${id}`),
      ),
  },
  {
    name: 'Crossref',
    handler: services.crossref(dois.map((doi) => services.crossrefWork(doi))),
    fetch: (client) =>
      fetchCrossrefWorks(
        client,
        dois.map((doi) => `doi:${doi}`),
      ),
  },
  {
    name: 'Pith',
    handler: pith({
      page: hubPage,
      neighbours: ids.slice(0, 12).map((id) => ({ arxiv_id: id })),
      stream: true,
    }),
    fetch: (client, cursor) => fetchPithCitations(client, `uuid:${PITH_UUID}`, resumed(cursor)),
  },
];

const KEYS = { 'semantic-scholar': 'k3y+of/s2-0123456789==', openalex: 'k3y+of/openalex-987654==' };
/** Long enough that a busy machine is seldom taken for a stall, which costs one of six tries; most runs may lose one. */
const TIMEOUTS = { connectMs: 700, idleMs: 700 };

/** The records of a whole fetch, in an order of their own. */
function lines(records: readonly object[]): string[] {
  return records.map((record) => JSON.stringify(record)).sort();
}

describe('services that misbehave', () => {
  it('seeded runs give the records of an undisturbed run, or end in a clear sentence from where it goes on', async () => {
    const clean = await Promise.all(
      JOBS.map(({ handler, fetch }) =>
        withServer(handler, async ({ client }) => lines((await gather(fetch(client))).records)),
      ),
    );
    const misdeeds = new Map<string, number>();
    const kinds = new Map<string, number>();
    let whole = 0;
    const run = async (seed: number): Promise<void> => {
      const random = seeded(seed);
      const at = seed % JOBS.length;
      const { name, handler, fetch } = JOBS[at]!;
      // Every fourth run meets more than a client puts up with.
      const bounds = seed % 4 === 3 ? { share: 0.75, inARow: 9 } : { share: 0.4, inARow: 4 };
      const send = misbehaving(random, bounds, (misdeed) => misdeeds.set(misdeed, (misdeeds.get(misdeed) ?? 0) + 1));
      await withServer(
        handler,
        async ({ client }) => {
          const pages: Page[] = [];
          for (let starts = 1; ; starts += 1) {
            try {
              for await (const page of fetch(client, pages.at(-1)?.cursor ?? undefined)) pages.push(page);
              break;
            } catch (error) {
              expect(error, `seed ${seed}, ${name}`).toBeInstanceOf(FetchError);
              const { kind, message } = error as FetchError;
              kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
              expect(['network', 'format', 'limit'], `seed ${seed}: ${message}`).toContain(kind);
              expect(message).toMatch(
                /^(?:Semantic Scholar|OpenAlex|OpenCitations|arXiv|Crossref|Pith) [^\n]{10,300}\.$/u,
              );
              if (starts >= 5) return;
            }
          }
          whole += 1;
          // What goes on after a failure may bring a citing paper again; never another, and none is lost.
          expect([...new Set(lines(pages.flatMap(({ records }) => records)))], `seed ${seed}, ${name}`).toEqual([
            ...new Set(clean[at]!),
          ]);
          expect(pages.at(-1)!.cursor).toBeNull();
        },
        { timeouts: TIMEOUTS },
        send,
      );
    };
    const runs = seeds(24, 200);
    const left = [...runs];
    await Promise.all(
      // Waiting for stalls is most of it.
      Array.from({ length: 24 }, async () => {
        for (let seed = left.shift(); seed !== undefined; seed = left.shift()) await run(seed);
      }),
    );
    // All of it did happen, and most of it was overcome.
    expect([...misdeeds.keys()]).toHaveLength(13);
    expect([...misdeeds.values()].reduce((a, b) => a + b, 0)).toBeGreaterThan(2.5 * runs.length);
    expect(whole).toBeGreaterThan(runs.length / 2);
    expect(kinds.size).toBeGreaterThan(0);
  });

  it('a run without an error is overcome without a mark: the same records once each', async () => {
    const run = async ({ handler, fetch, name }: Job, at: number): Promise<void> => {
      const clean = await withServer(handler, async ({ client }) => lines((await gather(fetch(client))).records));
      const send = misbehaving(seeded(at + 500), { share: 0.5, inARow: 4 }, () => {});
      const found = await withServer(
        handler,
        async ({ client }) => lines((await gather(fetch(client))).records),
        // What a busy machine takes for a stall is tried again, however often.
        { timeouts: { connectMs: 300, idleMs: 300 }, attempts: 100 },
        send,
      );
      expect(found, name).toEqual(clean);
    };
    await Promise.all(JOBS.map(run));
  });
});

describe('keys', () => {
  it('stand in no error, event, record, cursor, note or file of the cache, whatever a service says', async () => {
    const said: string[] = [];
    const sent = new Set<string>();
    for (const [at, { handler, fetch }] of JOBS.entries()) {
      for (const status of [200, 400, 401, 403, 404, 429, 500, 302]) {
        const folder = mkdtempSync(join(tmpdir(), 'pith-keys-'));
        const events: ClientEvent[] = [];
        // A service that repeats what it was sent: in its errors, in its headers, in its papers.
        const echo: Handler = (asked) => {
          const key = String(asked.headers['x-api-key'] ?? asked.headers.authorization ?? '').replace('Bearer ', '');
          if (key !== '') sent.add(key);
          if (status === 302)
            return { status, headers: { location: `https://${key || 'x'}.example/${key}` }, body: key };
          if (status !== 200) return { status, body: { error: `bad key ${key}`, message: `bad key ${key}` } };
          const answer = handler(asked);
          const body = key === '' ? answer.body : JSON.parse(JSON.stringify(answer.body).replaceAll('sheep', key));
          return { ...answer, headers: { ...answer.headers, etag: `"${key}"`, 'x-echo': key }, body };
        };
        await withServer(
          echo,
          async ({ client }) => {
            const outcome = await gather(fetch(client)).catch((error: Error) => error);
            const text =
              outcome instanceof Error
                ? [outcome.message, outcome.stack, JSON.stringify(outcome), String(outcome.cause)]
                : JSON.stringify(outcome);
            said.push(JSON.stringify([at, status, text, events]));
          },
          { keys: KEYS, cache: { folder, freshMs: 60_000 }, onEvent: (event) => events.push(event) },
        );
        for (const file of readdirSync(folder)) said.push(readFileSync(join(folder, file), 'utf8'));
        rmSync(folder, { recursive: true });
      }
    }
    expect([...sent].sort()).toEqual(Object.values(KEYS).sort());
    expect(said.length).toBeGreaterThan(50);
    for (const key of Object.values(KEYS)) expect(said.some((text) => text.includes(key))).toBe(false);
    expect(said.join()).toContain('<key>');
  });
});
