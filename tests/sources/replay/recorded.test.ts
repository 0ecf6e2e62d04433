/** Recorded answers of every service, replayed. */
import { describe, expect, it } from 'vitest';
import { decodeFeed, parseFeed } from '../../../src/sources/arxiv/decode.js';
import { decodeWork as crossrefWork, messageOf } from '../../../src/sources/crossref/decode.js';
import { createClient, request } from '../../../src/sources/http/client.js';
import { FetchError, type FetchErrorKind } from '../../../src/sources/http/error.js';
import { json } from '../../../src/sources/http/formats.js';
import { decodeWork as openalexWork } from '../../../src/sources/openalex/decode.js';
import { decodeEdges } from '../../../src/sources/opencitations/decode.js';
import { decodeCitations } from '../../../src/sources/semantic-scholar/decode.js';
import { collect } from '../collect.js';
import { NO_REAL_DATA } from '../real-data.js';
import { testClock } from './clock.js';
import { pathOf, type RecordedExchange, type RecordedService, recorded, replay } from './recorded.js';
import { serve } from './server.js';

const SERVICES: [RecordedService, number][] = [
  ['semantic-scholar', 54],
  ['openalex', 53],
  ['opencitations', 16],
  ['arxiv', 20],
  ['crossref', 70],
];

const KIND_OF_STATUS: Record<number, FetchErrorKind> = { 400: 'refused', 401: 'auth', 403: 'auth', 404: 'not-found' };

type Outcome = { body: unknown } | { error: FetchError };

async function throughClient(service: RecordedService, exchanges: RecordedExchange[]): Promise<Outcome[]> {
  const server = await serve(replay(exchanges));
  const client = createClient({ program: 'pith-tui/0.0.0', clock: testClock(), bases: { [service]: server.origin } });
  const outcomes: Outcome[] = [];
  for (const { method, url, reqBody, body } of exchanges) {
    const options = {
      method: method as 'GET' | 'POST',
      what: 'it',
      parse: (text: string) => (typeof body === 'string' ? text : json(text)),
      ...(reqBody === null ? {} : { body: reqBody }),
    };
    const outcome = await request<unknown>(client, service, pathOf(url), options).then(
      (answer): Outcome => ({ body: answer.body }),
      (error: FetchError): Outcome => ({ error }),
    );
    outcomes.push(outcome);
  }
  await server.close();
  return outcomes;
}

describe.skipIf(NO_REAL_DATA)('every recorded exchange through the client (skipped without ../shared/data)', () => {
  it.each(SERVICES)('%s: all %i end in the recorded body or in the right word', async (service, count) => {
    const exchanges = recorded(service);
    expect(exchanges).toHaveLength(count);
    const outcomes = await throughClient(service, exchanges);
    for (const [at, outcome] of outcomes.entries()) {
      const { status, body, url } = exchanges[at]!;
      if (status === 200) {
        expect('body' in outcome ? outcome.body : outcome.error.message, url).toEqual(body);
        continue;
      }
      const { error } = outcome as { error: FetchError };
      expect(error, url).toBeInstanceOf(FetchError);
      expect(error.kind, url).toBe(KIND_OF_STATUS[status]);
      expect(error.message, url).toMatch(
        new RegExp(`^[A-Za-z][^\\n]{10,400} \\(${status}: [^\\n]+\\)[^\\n]*\\.$`, 'u'),
      );
    }
  });

  it.each([
    [
      'semantic-scholar',
      ['Paper with id 0 not found', 'Title match not found', 'Forbidden', 'Unrecognized or unsupported fields'],
    ],
    ['openalex', ['Not Found', 'DOESNTEXIST is not a valid', 'API key not found']],
    [
      'crossref',
      [
        'Resource not found',
        'Cursor specified but it is invalid',
        'This route does not support field query parameters',
        'Integer specified as 200',
      ],
    ],
    ['arxiv', ['incorrect id format for abc']],
  ] as [RecordedService, string[]][])('%s: what the service said reaches the reader', async (service, words) => {
    const errors = recorded(service).filter(({ status }) => status !== 200);
    const messages = (await throughClient(service, errors)).map(
      (outcome) => (outcome as { error: Error }).error.message,
    );
    for (const said of words) expect(messages.join('\n')).toContain(said);
  });
});

describe.skipIf(NO_REAL_DATA)('recorded bodies decoded (skipped without ../shared/data)', () => {
  const bodies = (service: RecordedService): RecordedExchange[] =>
    recorded(service).filter(({ status }) => status === 200);

  it('the 19 pages of a citations walk have 1,881 rows', async () => {
    const pages = bodies('semantic-scholar').filter(({ url }) => url.includes('/citations?'));
    expect(pages).toHaveLength(19);
    let rows = 0;
    for (const { body } of pages) {
      const found = await collect(decodeCitations(body, 'page', { cited: 'corpus:14514057', at: '2026-01-02' }));
      expect(found.problems).toEqual([]);
      rows += found.of('citation').length;
    }
    expect(rows).toBe(1_881);
  });

  it('works of OpenAlex: ids, titles without tags, authors, dates, abstracts', () => {
    const whole = (work: Record<string, unknown>): boolean => typeof work.id === 'string' && 'authorships' in work;
    const given = bodies('openalex')
      .flatMap(({ body }) => (body as { results?: unknown[] }).results ?? [body])
      .filter((work) => whole(work as Record<string, unknown>)) as Record<string, unknown>[];
    expect(given.length).toBeGreaterThan(600);
    for (const value of given) {
      const work = openalexWork(value)!;
      expect(work.ids.some((id) => id === `openalex:${String(value.id).split('/').at(-1)}`)).toBe(true);
      if (typeof value.doi === 'string') expect(work.ids.some((id) => /^(?:doi|arxiv):/u.test(id))).toBe(true);
      expect(work.title ?? '').not.toMatch(/<\/?[a-z]+>/u);
      expect(work.date?.slice(0, 4)).toBe(String(value.publication_year));
      expect(work.authors?.length ?? 0).toBe((value.authorships as unknown[]).length);
      expect(work.abstract !== undefined).toBe(
        value.abstract_inverted_index !== null && value.abstract_inverted_index !== undefined,
      );
    }
  });

  it('works of Crossref, with corrections that are no retractions', () => {
    const works = bodies('crossref')
      .flatMap(({ body }) => messageOf(body)?.items ?? [])
      .filter((item) => 'publisher' in (item as object))
      .map((item) => ({ item: item as Record<string, unknown>, work: crossrefWork(item)! }));
    expect(works.length).toBeGreaterThan(150);
    for (const { item, work } of works) {
      expect(work.ids).toEqual([expect.stringMatching(/^(?:doi|arxiv):/u)]);
      expect(`${work.title ?? ''}${work.venue ?? ''}`).not.toMatch(/<\/?[a-z]+>|&(?:amp|lt);/u);
      expect(work.authors?.length ?? 0).toBe(((item.author as unknown[]) ?? []).length);
      expect(work.date ?? '').toMatch(/^(?:\d{4}(?:-\d\d){0,2})?$/u);
      expect(work.retracted).toBeUndefined();
    }
    const updated = works.filter(({ item }) => item['updated-by'] !== undefined);
    expect(updated.length).toBeGreaterThan(0);
  });

  it('feeds of arXiv: each entry a paper, the error none', async () => {
    let papers = 0;
    for (const { body } of bodies('arxiv')) {
      const feed = parseFeed(body as string);
      const { records, problems, of } = await collect(decodeFeed(feed));
      expect(problems).toEqual([]);
      expect(records).toHaveLength(feed.entries.length);
      for (const work of of('work')) {
        expect(work.ids[0]).toMatch(/^arxiv:[\w.-]+(?:\/\d{7})?$/u);
        expect(work).toMatchObject({
          title: expect.any(String),
          date: expect.any(String),
          category: expect.any(String),
        });
        expect(work.authors!.length).toBeGreaterThan(0);
      }
      papers += records.length;
    }
    expect(papers).toBeGreaterThan(200);
    const error = recorded('arxiv').find(({ status }) => status === 400)!;
    expect(parseFeed(error.body as string)).toEqual({ entries: [], total: 0, error: 'incorrect id format for abc' });
  });

  it('rows of COCI', async () => {
    const lists = bodies('opencitations').filter(({ url }) => url.includes('/api/v1/citations/'));
    expect(lists.length).toBe(3);
    for (const { body } of lists) {
      const rows = body as { cited: string }[];
      const { of, problems } = await collect(decodeEdges(rows, `doi:${rows[0]!.cited}`));
      expect(problems).toEqual([]);
      expect(of('citation')).toHaveLength(rows.length);
    }
  });
});
