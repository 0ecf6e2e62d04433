/** `pith-tui fetch --from pith`: a hub in as few questions as it takes, none of them twice, against a replay server. */
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { closeLibrary } from '../../../src/library/library.js';
import { openLibrary } from '../../../src/library/open.js';
import { libraryDigest } from '../../../src/library/read/digest.js';
import { citer, isReviewed, JUDGED, PITH_ARXIV, PITH_UUID, pith } from '../../sources/replay/pith.js';
import { type Asked, serve, type TestServer } from '../../sources/replay/server.js';
import { ended, type Home, makeHome } from '../run-program.js';
import { makeKiller } from './killing.js';

const HUB = `https://pith.science/citations/${PITH_UUID}`;
const CITERS = Array.from({ length: 117 }, (_, at) => citer(`2405.${10_001 + at}`, at % 3 === 0 ? {} : JUDGED));
/** Those of which the list itself, or a review, tells verdict and novelty. */
const REVIEWED = CITERS.map((_, at) => at).filter((at) => at % 3 !== 0 || isReviewed(`2405.${10_001 + at}`));

let home: Home;
let server: TestServer;
const killer = makeKiller();
beforeEach(async () => {
  home = makeHome();
  server = await serve(pith({ citers: CITERS, neighbours: [], namesPage: true }), killer.send);
});
afterEach(async () => {
  home.remove();
  await server.close();
});

function into(name: string): string[] {
  return [
    '--base',
    `pith=${server.origin}`,
    '--rate',
    'pith=200',
    '--library',
    path.join(home.folder, `${name}.sqlite`),
  ];
}

function digest(name: string): string {
  const lib = openLibrary(path.join(home.folder, `${name}.sqlite`));
  try {
    return libraryDigest(lib);
  } finally {
    closeLibrary(lib);
  }
}

/** What a question asks, whatever its number in the conversation is. */
function question({ method, url, body }: Asked): string {
  return `${method} ${url} ${body.replace(/"id":\d+,/u, '')}`;
}

/** How many questions were put more than once. */
function repeated(): number {
  return server.asked.length - new Set(server.asked.map(question)).size;
}

describe('pith-tui fetch --from pith', () => {
  it('ends with verdict and novelty for all that Pith reviewed, and says how many are still to get', async () => {
    const end = await home.run('fetch', HUB, '--from', 'pith', ...into('my'));
    expect(end).toMatchObject({ code: 0 });
    expect(end.stdout).toMatch(/^Pith: 117 citing papers \(117 new to the library, in \d+ pages\)\.\n/u);
    expect(end.stderr).toMatch(/^Pith: page 2, 117 of 117 papers, 39 reviews still to get$/mu);
    expect(end.stderr).toMatch(/^Pith: page \d+, 117 of 117 papers, 10 reviews still to get, \d+ s left$/mu);
    expect(repeated()).toBe(0);
    const list = await home.run('list', PITH_ARXIV, 'novelty:>=0 has:review', '--json', ...into('my').slice(-2));
    const papers = JSON.parse(list.stdout) as { id: string; verdict: string | null; novelty: number | null }[];
    expect(papers.every(({ verdict, novelty }) => verdict !== null && novelty !== null)).toBe(true);
    expect(papers.map(({ id }) => id).sort()).toEqual(REVIEWED.map((at) => `arxiv:2405.${10_001 + at}`));
    const asked = server.asked.length;
    const again = await home.run('fetch', PITH_ARXIV, '--from', 'pith', ...into('my'));
    expect(again.stdout).toMatch(/^Pith: 117 citing papers, fetched on /u);
    expect(server.asked).toHaveLength(asked);
  });

  it('by its arXiv id comes to the same hub', async () => {
    expect((await home.run('fetch', PITH_ARXIV, '--from', 'pith', ...into('arxiv'))).code).toBe(0);
    expect(repeated()).toBe(0);
    const hubs = await home.run('hubs', '--tsv', ...into('arxiv').slice(-2));
    expect(hubs.stdout.split('\n').filter((line) => line.includes('Counting Sheep at Scale'))).toHaveLength(1);
    expect((await home.run('show', HUB, ...into('arxiv').slice(-2))).stdout).toContain('Counting Sheep at Scale');
  });

  it('brought up to date asks for reviews of which the list prints something else than is known', async () => {
    expect((await home.run('fetch', HUB, '--from', 'pith', ...into('my'))).code).toBe(0);
    server.asked.length = 0;
    // Its review is known from the tool; the list has another verdict of it now.
    CITERS[0] = citer('2405.10001', JUDGED);
    expect((await home.run('update', HUB, ...into('my'))).code).toBe(0);
    const asked = server.asked.filter(({ body }) => body.includes('"2405.10001"'));
    expect(asked).toHaveLength(1);
    CITERS[0] = citer('2405.10001');
  });

  it('killed and run again asks for nothing that was kept', async () => {
    expect((await home.run('fetch', HUB, '--from', 'pith', ...into('clean'))).code).toBe(0);
    const all = server.asked.length;
    server.asked.length = 0;
    const kills = [2, 12, 25];
    for (const answers of kills) {
      const child = home.start({}, 'fetch', HUB, '--from', 'pith', ...into('killed'));
      killer.aim(child, answers, 0);
      expect(await ended(child)).toMatchObject({ signal: 'SIGKILL' });
    }
    expect((await home.run('fetch', HUB, '--from', 'pith', ...into('killed'))).code).toBe(0);
    expect(digest('killed')).toBe(digest('clean'));
    // The answer that came when it was killed, and the question after it, are the most that is lost each time.
    expect(repeated()).toBeLessThanOrEqual(2 * kills.length);
    expect(new Set(server.asked.map(question)).size).toBe(all);
  });
});
