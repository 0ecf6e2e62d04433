/** `pith-tui fetch --from arxiv,crossref`: papers of the library described, against a replay server. */
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { closeLibrary } from '../../../src/library/library.js';
import { openLibrary } from '../../../src/library/open.js';
import { libraryDigest } from '../../../src/library/read/digest.js';
import { seeds } from '../../seeds.js';
import { seeded } from '../../sources/replay/clock.js';
import { type Handler, type Sender, serve, type TestServer } from '../../sources/replay/server.js';
import * as services from '../../sources/replay/services.js';
import { type Ended, ended, type Home, makeHome } from '../run-program.js';
import { makeKiller } from './killing.js';

const SHEEP = '2101.00001';

let home: Home;
let servers: TestServer[] = [];
afterEach(async () => {
  home.remove();
  for (const server of servers) await server.close();
  servers = [];
});

const doi = (number: number): string => `10.1000/sheep.${number}`;
const arxivId = (number: number): string => `2102.${String(number).padStart(5, '0')}`;

/** Even ones have a DOI, those that three divides an arXiv id. */
function row(number: number): services.S2Row {
  const made = services.s2Row(number, '2020-05-06');
  if (number % 2 === 0) made.citingPaper.externalIds = { CorpusId: number, DOI: doi(number) };
  if (number % 3 === 0)
    made.citingPaper.externalIds = { ...(made.citingPaper.externalIds as object), ArXiv: arxivId(number) };
  return made;
}

/** Under the title that the list has. */
const crossrefWork = (number: number): Record<string, unknown> =>
  services.crossrefWork(doi(number), { title: [`On counting sheep, part ${number}`] });

const numbers = (from: number, to: number): number[] => Array.from({ length: to - from + 1 }, (_, at) => from + at);

interface World {
  rows: services.S2Row[];
  /** DOIs and arXiv ids that are known. */
  works: Record<string, unknown>[];
  ids: Set<string>;
  flags: string[];
  library: string;
  asked: Record<'semantic-scholar' | 'arxiv' | 'crossref', TestServer>;
  /** The DOIs and ids asked for so far, in order. */
  names(service: 'arxiv' | 'crossref'): string[];
}

async function setUp(
  from: number,
  to: number,
  around: (handler: Handler) => Handler = (same) => same,
  send?: Sender,
): Promise<World> {
  home = makeHome();
  const world = {
    rows: numbers(from, to).map(row),
    works: numbers(from, to).map((number) => crossrefWork(number)),
    ids: new Set([SHEEP, ...numbers(from, to).map(arxivId)]),
  };
  const handlers: Record<string, Handler> = {
    'semantic-scholar': (asked) => services.semanticScholar(world.rows)(asked),
    arxiv: around((asked) => services.arxiv(world.ids)(asked)),
    crossref: around((asked) => services.crossref(world.works)(asked)),
  };
  const flags: string[] = [];
  const asked: Record<string, TestServer> = {};
  for (const [name, handler] of Object.entries(handlers)) {
    asked[name] = await serve(handler, send);
    servers.push(asked[name]);
    flags.push('--base', `${name}=${asked[name].origin}`, '--rate', `${name}=200`);
  }
  const library = path.join(home.folder, 'my.sqlite');
  return Object.assign(world, {
    flags: [...flags, '--library', library],
    library,
    asked: asked as World['asked'],
    names: (service: 'arxiv' | 'crossref') =>
      asked[service]!.asked.flatMap(({ url }) => {
        const { pathname, searchParams } = new URL(url, 'http://any');
        if (service === 'arxiv') return searchParams.get('id_list')!.split(',');
        const filter = searchParams.get('filter');
        return filter === null
          ? [decodeURIComponent(pathname.replace('/works/', ''))]
          : filter.split(',').map((part) => part.replace('doi:', ''));
      }),
  });
}

function digest(file: string): string {
  const lib = openLibrary(file);
  try {
    return libraryDigest(lib);
  } finally {
    closeLibrary(lib);
  }
}

describe('a service that describes papers', () => {
  it('is asked after the lists, about those with a name it takes, and what it does not know is counted', async () => {
    const world = await setUp(1_001, 1_300);
    for (const number of [1_002, 1_004, 1_006, 1_008])
      world.works.splice(
        world.works.findIndex(({ DOI }) => DOI === doi(number)),
        1,
      );
    const end = await home.run('fetch', SHEEP, '--from', 'crossref,arxiv,semantic-scholar', ...world.flags);
    expect(end).toMatchObject({ code: 0 });
    expect(end.stdout.split('\n')).toEqual([
      'Semantic Scholar: 300 citing papers (300 new to the library, in 2 pages).',
      'Crossref: 146 of 150 papers described (something new on 146, in 4 pages).',
      expect.stringMatching(
        /^ {2}Crossref does not know 4 of 150 papers: (?:10\.1000\/sheep\.100[2468](?:, )?){3} and others\.$/u,
      ),
      'arXiv: 101 papers described (something new on 101, in 2 pages).',
      expect.stringMatching(/: 300 citing papers in the library; to explore: pith-tui arXiv:2101\.00001$/u),
      '',
    ]);
    expect(end.stderr).toMatch(/^Crossref: page 2, \d+ of 150 papers, [\d,.]+ a second, \d+ s left$/mu);
    expect(new Set(world.names('crossref'))).toEqual(new Set(numbers(501, 650).map((half) => doi(2 * half))));
    expect(world.names('arxiv')).toHaveLength(101);
    expect(new Set(world.names('arxiv')).size).toBe(101);
    const library = ['--library', world.library];
    const found = await home.run('list', SHEEP, 'category:cs.CV', ...library);
    expect(found.stdout.trimEnd().split('\n')).toHaveLength(100);
    // Venues come from Crossref.
    expect((await home.run('list', SHEEP, 'venue:wool', '--limit', '1', ...library)).stdout).toMatch(
      'On counting sheep',
    );
  });

  it('is not asked again by fetch, which says so, but by --restart and update', async () => {
    const world = await setUp(1_001, 1_020);
    await home.run('fetch', SHEEP, '--from', 'semantic-scholar,crossref', ...world.flags);
    const before = world.names('crossref').length;
    world.rows.push(row(1_022));
    await home.run('fetch', SHEEP, '--from', 'semantic-scholar', '--restart', ...world.flags);
    const again = await home.run('fetch', SHEEP, '--from', 'crossref', ...world.flags);
    expect(again).toMatchObject({ code: 0, stderr: '' });
    expect(again.stdout).toMatch(
      /^Crossref: 10 papers described, fetched on 2\d{3}-\d\d-\d\d \(1 paper added since\); to ask again: pith-tui update arXiv:2101\.00001\n/u,
    );
    expect(world.names('crossref')).toHaveLength(before);
    await home.run('fetch', SHEEP, '--from', 'crossref', '--restart', ...world.flags);
    expect(world.names('crossref')).toHaveLength(before + 11);
  });

  it('stops at --max and goes on, also with papers that came meanwhile, and asks for none twice', async () => {
    const world = await setUp(1_011, 1_200);
    const from = (name: string, ...more: string[]): Promise<Ended> =>
      home.run('fetch', SHEEP, '--from', name, ...more, ...world.flags);
    await from('semantic-scholar');
    const some = await from('crossref', '--max', '50');
    expect(some.stdout).toMatch(
      'Crossref: 50 of 95 papers described, as many as --max 50 allows (something new on 50, in 2 pages).',
    );
    // Their names come before those that were asked for already.
    world.rows.push(...numbers(1_001, 1_010).map(row));
    world.works.push(...numbers(1_001, 1_010).map((number) => crossrefWork(number)));
    await from('semantic-scholar', '--restart');
    const rest = await from('crossref');
    expect(rest.stdout).toMatch('Crossref: 100 papers described (something new on 50, in 2 pages).');
    const names = world.names('crossref');
    expect(new Set(names).size).toBe(100);
    expect(names).toHaveLength(100);
  });

  it('tells retractions in the report of update, and diff tells them later', async () => {
    const world = await setUp(1_001, 1_010);
    await home.run('fetch', SHEEP, '--from', 'semantic-scholar,crossref', ...world.flags);
    const notice = { 'updated-by': [{ DOI: '10.1000/notice', type: 'retraction' }] };
    world.works = world.works.map((work) => (work.DOI === doi(1_004) ? { ...work, ...notice } : work));
    world.rows.push(row(1_012));
    world.works.push(crossrefWork(1_012));
    const end = await home.run('update', SHEEP, ...world.flags);
    expect(end).toMatchObject({ code: 0 });
    expect(end.stdout.split('\n')).toEqual([
      expect.stringMatching(/^Semantic Scholar: 11 citing papers/u),
      'Crossref: 6 papers described (something new on 2, in 1 page).',
      'arXiv:2101.00001 since the last time: 1 new, 0 gone, 1 changed',
      expect.stringMatching(/^ {2}\+ On counting sheep, part 1012/u),
      expect.stringMatching(/^ {2}~ On counting sheep, part 1004, .*: now retracted$/u),
      '',
    ]);
    const diff = await home.run('diff', SHEEP, '--since', '2026', '--library', world.library);
    expect(diff.stdout).toMatch(/1 new, 0 gone, 1 changed\n/u);
    expect(diff.stdout).toMatch(/part 1004, .*: now retracted\n/u);
  });

  it('that has nothing to be asked for is told in a sentence, and the program ends with 1', async () => {
    const world = await setUp(1_001, 1_001);
    const unknown = await home.run('fetch', SHEEP, '--from', 'arxiv', ...world.flags);
    expect(unknown).toMatchObject({ code: 1, stdout: '' });
    expect(unknown.stderr).toBe(
      'pith-tui: arXiv describes papers in the library, and arXiv:2101.00001 is not there; to fetch the papers that cite it: pith-tui fetch arXiv:2101.00001\n',
    );
    await home.run('fetch', SHEEP, '--from', 'semantic-scholar', ...world.flags);
    const none = await home.run('fetch', SHEEP, '--from', 'crossref', ...world.flags);
    expect(none).toMatchObject({ code: 1, stdout: '' });
    expect(none.stderr).toBe(
      'pith-tui: Crossref cannot be asked: no paper that cites arXiv:2101.00001 has an id that it takes (DOI).\n',
    );
    expect(world.names('crossref')).toEqual([]);
    // With a list it is no failure.
    expect(await home.run('fetch', SHEEP, '--from', 'semantic-scholar,crossref', ...world.flags)).toMatchObject({
      code: 0,
    });
  });

  it('that breaks off ends with 2, keeps what came, and goes on from there', async () => {
    let said: ReturnType<Handler> | undefined;
    let answered = 0;
    const world = await setUp(1_001, 1_200, (handler) => (asked) => {
      answered += 1;
      return said !== undefined && answered > 1 ? said : handler(asked);
    });
    await home.run('fetch', SHEEP, '--from', 'semantic-scholar', ...world.flags);
    for (const [answer, words] of [
      [{ status: 403, body: 'No.' }, /pith-tui: Crossref denies access to 40 DOIs \(403: No\)\.\n/u],
      [
        { status: 429, headers: { 'retry-after': '7200' }, body: { message: 'Slow down' } },
        /pith-tui: Crossref says that it is asked too often \(429: Slow down\); try again in 120 min\.\n/u,
      ],
      [
        { status: 503, headers: { 'retry-after': '7200' }, body: '' },
        /pith-tui: Crossref fails to answer \(503\); try again in/u,
      ],
      [
        { status: 404, body: 'Resource not found.' },
        /pith-tui: Crossref does not know 40 DOIs \(404: Resource not found\)\.\n/u,
      ],
    ] as const) {
      said = answer;
      answered = 0;
      const end = await home.run('fetch', SHEEP, '--from', 'crossref', '--restart', ...world.flags);
      expect(end.code).toBe(2);
      expect(end.stdout).toMatch(/^Crossref: 40 of 100 papers described so far \(/u);
      expect(end.stderr).toMatch(words);
      expect(end.stderr).toMatch(/The pages fetched so far are kept; the same command continues from there\.\n$/u);
    }
    said = undefined;
    const rest = await home.run('fetch', SHEEP, '--from', 'crossref', ...world.flags);
    expect(rest).toMatchObject({ code: 0 });
    expect(rest.stdout).toMatch('Crossref: 100 papers described (something new on 60, in 2 pages).');
  });

  it('by kill -9 at random moments ends in the library of an undisturbed run', async () => {
    const killer = makeKiller();
    const world = await setUp(1_001, 1_400, undefined, killer.send);
    const into = (name: string): string[] => [...world.flags.slice(0, -1), path.join(home.folder, `${name}.sqlite`)];
    const argv = ['fetch', SHEEP, '--from', 'semantic-scholar,crossref,arxiv'];
    expect((await home.run(...argv, ...into('clean'))).code).toBe(0);
    const list = world.asked['semantic-scholar'].asked.length;
    const descriptions = world.asked.crossref.asked.length + world.asked.arxiv.asked.length;
    const clean = digest(path.join(home.folder, 'clean.sqlite'));
    let midway = 0;
    const tried = seeds(2, 30);
    for (const seed of tried) {
      const random = seeded(seed);
      const file = path.join(home.folder, `seed-${seed}.sqlite`);
      let end: Ended;
      for (let tries = 0; ; tries += 1) {
        const child = home.start({}, ...argv, ...into(`seed-${seed}`));
        // While papers are described: the list comes first.
        const answers = (tries === 0 ? list : 0) + 1 + Math.floor((random() * descriptions) / 2);
        if (tries < 3) killer.aim(child, answers, random() * 40);
        end = await ended(child);
        if (end.signal !== 'SIGKILL') break;
        midway += 1;
      }
      expect(end, `seed ${seed}`).toMatchObject({ code: 0 });
      expect(digest(file), `seed ${seed}`).toBe(clean);
    }
    expect(midway).toBeGreaterThanOrEqual(tried.length);
  });
});
