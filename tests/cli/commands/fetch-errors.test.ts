/** What a person reads, and the exit code, for each kind of answer that is none, through the built program. */
import { spawn } from 'node:child_process';
import { chmodSync, copyFileSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { PITH_UUID } from '../../sources/replay/pith.js';
import { type Handler, type Said, serve, type TestServer } from '../../sources/replay/server.js';
import * as services from '../../sources/replay/services.js';
import { type Ended, ended, type Home, makeHome, PROGRAM } from '../run-program.js';

const SHEEP = '2101.00001';
const HUB = '10.1000/hub';

let home: Home;
let server: TestServer | undefined;
afterEach(async () => {
  await server?.close();
  home.remove();
});

type Service = 'semantic-scholar' | 'openalex' | 'opencitations' | 'arxiv' | 'crossref' | 'pith';

async function ask(service: Service, handler: Handler, how: { paper?: string; key?: boolean } = {}): Promise<Ended> {
  home = makeHome();
  server = await serve(handler);
  const library = ['--library', path.join(home.folder, 'my.sqlite')];
  // Those that describe papers need some.
  const describing = service === 'arxiv' || service === 'crossref';
  if (describing) {
    const rows = Array.from({ length: 3 }, (_, at) => services.s2Row(at + 1, '2020-05-06'));
    for (const [at, row] of rows.entries())
      row.citingPaper.externalIds = { CorpusId: at + 1, DOI: `10.1000/${at + 1}`, ArXiv: `2102.0000${at + 1}` };
    const lists = await serve(services.semanticScholar(rows));
    const flags = ['--base', `semantic-scholar=${lists.origin}`, '--rate', 'semantic-scholar=200', ...library];
    await home.run('fetch', SHEEP, '--from', 'semantic-scholar', ...flags);
    await lists.close();
  }
  const key = how.key === true ? ['--key', `${service}=wrong-key`] : [];
  const flags = ['--base', `${service}=${server.origin}`, '--rate', `${service}=200`, ...key, ...library];
  return home.run('fetch', how.paper ?? SHEEP, '--from', service, ...flags);
}

const HTML_404 =
  '<!doctype html>\n<html lang=en>\n<title>404 Not Found</title>\n<h1>Not Found</h1>\n<p>The requested URL was not found on the server.</p>\n</html>';
const ARXIV_ERROR = services.atom([
  '<entry><id>https://arxiv.org/api/errors#max_results_must_be_non-negative</id><title>Error</title><summary>max_results must be non-negative</summary></entry>',
]);
const SLOW = { 'retry-after': '7200' };

it('asks nobody where the library cannot be written to', async () => {
  home = makeHome();
  let asked = 0;
  server = await serve(() => {
    asked += 1;
    return { status: 404, body: '' };
  });
  await home.run('hubs');
  const folder = path.join(home.folder, 'closed');
  mkdirSync(folder);
  const file = path.join(folder, 'library.sqlite');
  copyFileSync(home.library, file);
  chmodSync(file, 0o444);
  chmodSync(folder, 0o555);
  chmodSync(home.folder, 0o755);
  // Permissions do not hold for root.
  const as = process.getuid?.() === 0 ? { uid: 65534 } : {};
  const services = ['semantic-scholar', 'openalex'].flatMap((name) => ['--base', `${name}=${server!.origin}`]);
  for (const argv of [
    ['fetch', '1911.11134'],
    ['update', '1911.11134'],
  ]) {
    const env = { PITH_TUI_LIBRARY: file, HOME: '/nowhere' };
    const end = await ended(
      spawn(process.execPath, [PROGRAM, ...argv, ...services], { env, stdio: ['ignore', 'pipe', 'pipe'], ...as }),
    );
    expect(end).toMatchObject({ code: 2, stdout: '' });
    expect(end.stderr).toMatch(/^pith-tui: The library .* cannot be written to; check its permissions/u);
  }
  chmodSync(folder, 0o755);
  expect(asked).toBe(0);
});

describe('an answer that is none', () => {
  it.each<[string, Service, Said, number, RegExp, { paper?: string; key?: boolean }?]>([
    [
      '400 of Semantic Scholar',
      'semantic-scholar',
      { status: 400, body: { error: 'Unrecognized or unsupported fields: [unknown]' } },
      2,
      /^pith-tui: Semantic Scholar declines the question about arXiv:2101\.00001 \(400: Unrecognized or unsupported fields: \[unknown\]\)\.$/mu,
    ],
    [
      '403 of Semantic Scholar',
      'semantic-scholar',
      { status: 403, body: { message: 'Forbidden' } },
      2,
      /^pith-tui: Semantic Scholar denies access without a key \(403: Forbidden\); set S2_API_KEY\.$/mu,
    ],
    [
      '403 of Semantic Scholar to a key',
      'semantic-scholar',
      { status: 403, body: { message: 'Forbidden' } },
      2,
      /^pith-tui: Semantic Scholar does not accept the key in S2_API_KEY \(403: Forbidden\); check it, or go on without it\.$/mu,
      { key: true },
    ],
    [
      '404 of Semantic Scholar',
      'semantic-scholar',
      { status: 404, body: { error: 'Paper with id 0 not found' } },
      1,
      /^pith-tui: Semantic Scholar does not know arXiv:2101\.00001 \(404: Paper with id 0 not found\)\.$/mu,
    ],
    [
      '429 of Semantic Scholar, with a wait that is too long',
      'semantic-scholar',
      { status: 429, headers: SLOW, body: { message: 'Too Many Requests. Please wait.', code: '429' } },
      2,
      /^pith-tui: Semantic Scholar says that it is asked too often \(429: Too Many Requests\. Please wait\); try again in 120 min, or set S2_API_KEY to a key of yours\.$/mu,
    ],
    [
      '400 of OpenAlex',
      'openalex',
      { status: 400, body: { error: 'Invalid query parameters error.', message: 'X is not a valid field.' } },
      2,
      /^pith-tui: OpenAlex declines the question about .*2101\.00001 \(400: X is not a valid field\)\.$/mu,
    ],
    [
      '401 of OpenAlex to a key',
      'openalex',
      { status: 401, body: { error: 'Invalid or missing API key', message: 'API key not found' } },
      2,
      /^pith-tui: OpenAlex does not accept the key in OPENALEX_API_KEY \(401: API key not found\); check it, or go on without it\.$/mu,
      { key: true },
    ],
    [
      '404 of OpenAlex, a web page',
      'openalex',
      { status: 404, headers: { 'content-type': 'text/html; charset=utf-8' }, body: HTML_404 },
      1,
      /^pith-tui: OpenAlex does not know arXiv:2101\.00001 \(404: Not Found\)\.$/mu,
    ],
    [
      '429 of OpenAlex, by the second',
      'openalex',
      { status: 429, headers: SLOW, body: { error: 'Rate limit exceeded', message: 'Too many requests per second.' } },
      2,
      /^pith-tui: OpenAlex says that it is asked too often \(429: Too many requests per second\); try again in 120 min, or set OPENALEX_API_KEY/mu,
    ],
    [
      '429 of OpenAlex, of a spent budget',
      'openalex',
      {
        status: 429,
        body: {
          error: 'Rate limit exceeded',
          message: 'Insufficient budget.',
          creditsRequired: 1,
          creditsRemaining: 0,
        },
      },
      2,
      /^pith-tui: The budget of today at OpenAlex is spent; go on after .* 00:00 UTC, .* OPENALEX_API_KEY/mu,
    ],
    [
      '504 of OpenAlex',
      'openalex',
      { status: 504, headers: SLOW, body: { error: 'Gateway timeout', reason: 'query_timeout' } },
      2,
      /^pith-tui: OpenAlex fails to answer \(504: Gateway timeout\); try again in 120 min\.$/mu,
    ],
    [
      'a redirect elsewhere',
      'openalex',
      { status: 302, headers: { location: 'https://elsewhere.example/login' }, body: '' },
      2,
      /^pith-tui: OpenAlex sends on to elsewhere\.example, which is not followed; see whether its address has changed\.$/mu,
    ],
    [
      '403 of OpenCitations to a token',
      'opencitations',
      { status: 403, body: 'Invalid token.' },
      2,
      /^pith-tui: OpenCitations does not accept the key in OPENCITATIONS_TOKEN \(403: Invalid token\); check it/mu,
      { paper: HUB, key: true },
    ],
    [
      '404 of Crossref, plain text under JSON, to a question about many',
      'crossref',
      { status: 404, headers: { 'content-type': 'application/json' }, body: 'Resource not found.' },
      2,
      /^pith-tui: Crossref does not know 3 DOIs \(404: Resource not found\)\.$/mu,
    ],
    [
      '404 of Crossref, of a cursor',
      'crossref',
      {
        status: 404,
        body: {
          status: 'failed',
          'message-type': 'resource-failure',
          message: [{ type: 'cursor-invalid', value: 'x', message: 'Cursor specified but it is invalid' }],
        },
      },
      2,
      /^pith-tui: Crossref does not know 3 DOIs \(404: Cursor specified but it is invalid\)\.$/mu,
    ],
    [
      '400 of Crossref',
      'crossref',
      {
        status: 400,
        body: {
          status: 'failed',
          'message-type': 'validation-failure',
          message: [{ type: 'parameter-not-allowed', value: 'query.*', message: 'This route does not support it' }],
        },
      },
      2,
      /^pith-tui: Crossref declines the question about 3 DOIs \(400: This route does not support it\)\.$/mu,
    ],
    [
      'the error feed of arXiv',
      'arxiv',
      { status: 400, headers: { 'content-type': 'application/atom+xml' }, body: ARXIV_ERROR },
      2,
      /^pith-tui: arXiv declines the question about 4 papers \(max_results must be non-negative\)\.$/mu,
    ],
    [
      'the error feed of arXiv, as if all were well',
      'arxiv',
      { headers: { 'content-type': 'application/atom+xml' }, body: ARXIV_ERROR },
      2,
      /^pith-tui: arXiv declines the question about 4 papers \(max_results must be non-negative\)\.$/mu,
    ],
    [
      '503 of arXiv, as text',
      'arxiv',
      { status: 503, headers: SLOW, body: 'Rate exceeded.' },
      2,
      /^pith-tui: arXiv fails to answer \(503: Rate exceeded\); try again in 120 min\.$/mu,
    ],
    [
      '404 of Pith, a web page',
      'pith',
      { status: 404, headers: { 'content-type': 'text/html' }, body: HTML_404 },
      1,
      /^pith-tui: Pith does not know .* \(404: Not Found\)\.$/mu,
      { paper: `https://pith.science/citations/${PITH_UUID}` },
    ],
  ])('%s', async (_, service, said, code, words, how = {}) => {
    const end = await ask(service, () => said, how);
    expect(end.stderr).toMatch(words);
    expect(end).toMatchObject({ code });
    expect(end.stderr).not.toMatch(/wrong-key|\n\s+at /u);
    expect(end.stdout).not.toMatch(/\d of|described/u);
    expect(end.stderr).toMatch(
      code === 1 ? /^Check the id, give another id/mu : /^No page came; the same command asks again\.$/mu,
    );
  });

  it('429 of Semantic Scholar without a time is waited for', async () => {
    const list = services.semanticScholar([services.s2Row(1, '2020-05-06')]);
    let asked = 0;
    const end = await ask('semantic-scholar', (question) => {
      asked += 1;
      const body = { message: 'Too Many Requests. Please wait and try again.', code: '429' };
      return asked === 1 ? { status: 429, body } : list(question);
    });
    expect(end).toMatchObject({ code: 0 });
    expect(end.stderr).toMatch(
      /^Semantic Scholar says that it is asked too often \(429: Too Many Requests\. Please wait and try again\); trying again in 1 s$/mu,
    );
  });
});

describe('the end of a list', () => {
  const works = (count: number): object[] => Array.from({ length: count }, (_, at) => services.openalexWork(at + 1));

  it.each([
    ['a last page that is not full', 150, false, 'OpenAlex: 150 citing papers (150 new to the library, in 2 pages).'],
    ['a last page that is full', 200, false, 'OpenAlex: 200 citing papers (200 new to the library, in 2 pages).'],
    ['an empty last page', 200, true, 'OpenAlex: 200 citing papers (200 new to the library, in 3 pages).'],
  ])('%s', async (_, count, emptyLast, words) => {
    const end = await ask('openalex', services.openalex(works(count), { emptyLast }));
    expect(end).toMatchObject({ code: 0 });
    expect(end.stdout.split('\n')[0]).toBe(words);
  });

  it('is also that of an empty one', async () => {
    const end = await ask('openalex', services.openalex([]));
    expect(end).toMatchObject({ code: 0 });
    expect(end.stdout.split('\n')[0]).toMatch(/^OpenAlex: 0 citing papers \(0 new to the library, in 1 page\)\.$/u);
  });

  it('of OpenCitations is told where it knows of no citation', async () => {
    const end = await ask('opencitations', services.opencitations([]), { paper: HUB });
    expect(end).toMatchObject({ code: 0 });
    expect(end.stdout).toMatch(/^OpenCitations: 0 citing papers .*\n {2}OpenCitations lists no citation of /u);
  });
});
