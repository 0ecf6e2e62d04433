/** `pith-tui fetch`: citing papers from several services, against a replay server. */
import { appendFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { closeLibrary, type Library } from '../../../src/library/library.js';
import { openLibrary } from '../../../src/library/open.js';
import { libraryDigest } from '../../../src/library/read/digest.js';
import { hubHead } from '../../../src/library/read/hubs.js';
import { workWithId } from '../../../src/library/works/ids.js';
import { seeds } from '../../seeds.js';
import { seeded } from '../../sources/replay/clock.js';
import { numbered, PITH_UUID, pith } from '../../sources/replay/pith.js';
import { type Handler, type Said, type Sender, serve, type TestServer } from '../../sources/replay/server.js';
import * as services from '../../sources/replay/services.js';
import { type Ended, ended, type Home, makeHome } from '../run-program.js';
import { makeKiller } from './killing.js';

const BOTH = 200;
const HUB = 'arxiv:2101.00001';
const SHEEP = '2101.00001';
const PAPERS = 2_050;

/** Numbers of papers: not that of the hub, 77. */
const FIRST = 1_001;
/** As many of them have a DOI as of OpenAlex' works. */
const rows = Array.from({ length: PAPERS }, (_, at) => {
  const row = services.s2Row(FIRST + at, '2020-05-06');
  if ((FIRST + at) % 3 !== 2)
    row.citingPaper.externalIds = { CorpusId: FIRST + at, DOI: `10.1000/sheep.${FIRST + at}` };
  return row;
});
const s2 = services.semanticScholar(rows);
/** Of 200 that both have, two in three are named by a DOI; the others have title, first author and year in common. */
const works = Array.from({ length: 450 }, (_, at) => services.openalexWork(FIRST + PAPERS - 200 + at));

/** The work itself under the title Semantic Scholar has. */
const openalex: Handler = (asked) => {
  const said = services.openalex(works)(asked);
  return asked.url.startsWith('/works/')
    ? { body: { ...(said.body as object), display_name: services.S2_PAPER.title, doi: null } }
    : said;
};

let home: Home;
let servers: TestServer[] = [];
afterEach(async () => {
  home?.remove();
  for (const server of servers) await server.close();
  servers = [];
});

interface Setup {
  /** Flags that send the program to the servers, fast. */
  flags: string[];
  library: string;
  asked: Record<string, TestServer>;
}

async function setUp(handlers: Record<string, Handler>, send?: Sender): Promise<Setup> {
  home = makeHome();
  const flags: string[] = [];
  const asked: Record<string, TestServer> = {};
  for (const [name, handler] of Object.entries(handlers)) {
    const server = await serve(handler, send);
    servers.push(server);
    asked[name] = server;
    flags.push('--base', `${name}=${server.origin}`, '--rate', `${name}=200`);
  }
  const library = path.join(home.folder, 'my.sqlite');
  return { flags: [...flags, '--library', library], library, asked };
}

function inLibrary<T>(file: string, read: (lib: Library) => T): T {
  const lib = openLibrary(file);
  try {
    return read(lib);
  } finally {
    closeLibrary(lib);
  }
}

function citing(file: string): number {
  return inLibrary(file, (lib) => hubHead(lib, workWithId(lib, HUB)!).citing);
}

/** Every file below a folder. */
function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name));
}

describe('pith-tui fetch', () => {
  it('brings in who cites a paper from both usual services, merged by identifiers, a line a page and a log', async () => {
    const { flags, library } = await setUp({ 'semantic-scholar': s2, openalex });
    const end = await home.run('fetch', SHEEP, ...flags);
    expect(end).toMatchObject({ code: 0 });
    expect(end.stdout.split('\n')).toEqual([
      'Semantic Scholar: 2,050 citing papers (2,050 new to the library, in 4 pages).',
      'OpenAlex: 450 citing papers (250 new to the library, 67 papers matched by title, first author and year, in 5 pages).',
      expect.stringMatching(
        /^Counting Sheep at Scale: [\d,]+ citing papers in the library; to explore: pith-tui arXiv:2101\.00001$/u,
      ),
      '',
    ]);
    expect(citing(library)).toBe(2_050 + 450 - BOTH);
    const lines = end.stderr.trimEnd().split('\n');
    expect(lines).toHaveLength(9);
    expect(lines[1]).toMatch(/^Semantic Scholar: page 2, 1,000 of 2,050 papers, [\d,]+ a second, \d+ s left$/u);
    expect(lines.at(-1)).toBe('OpenAlex: page 5, 450 of 450 papers');
    const log = readFileSync(path.join(home.folder, '.local/state/pith-tui/fetch.log'), 'utf8').trimEnd().split('\n');
    expect(log).toHaveLength(11);
    expect(log[2]).toMatch(/^2\d{3}-\d\d-\d\dT[\d:.]+Z semantic-scholar \S+ page 3, 2,000 of 2,050 papers$/u);
    // What is there is what hubs shows.
    expect((await home.run('hubs', '--library', library)).stdout).toContain('Counting Sheep at Scale');
    expect(
      (await home.run('list', SHEEP, 'role:method', '--limit', '3', '--library', library)).stdout.split('\n'),
    ).toHaveLength(4);
  });

  it('says so when a list has been fetched, and fetches it again with --restart', async () => {
    const { flags, asked } = await setUp({ 'semantic-scholar': s2 });
    await home.run('fetch', SHEEP, '--from', 'semantic-scholar', ...flags);
    const before = asked['semantic-scholar']!.asked.length;
    const again = await home.run('fetch', SHEEP, '--from', 'semantic-scholar', ...flags);
    expect(again).toMatchObject({ code: 0, stderr: '' });
    expect(again.stdout).toMatch(
      /^Semantic Scholar: 2,050 citing papers, fetched on 2\d{3}-\d\d-\d\d; to see what is new since: pith-tui update arXiv:2101\.00001\n/u,
    );
    expect(asked['semantic-scholar']!.asked).toHaveLength(before);
    const restarted = await home.run('fetch', SHEEP, '--from', 'semantic-scholar', '--restart', ...flags);
    expect(restarted.stdout).toMatch('Semantic Scholar: 2,050 citing papers (0 new to the library, in 4 pages).');
  });

  it('stops at --max and goes on from there without it', async () => {
    const { flags, library } = await setUp({ openalex });
    const some = await home.run('fetch', SHEEP, '--from', 'openalex', '--max', '150', ...flags);
    expect(some.code).toBe(0);
    expect(some.stdout).toMatch('OpenAlex: 150 of 450 citing papers, as many as --max 150 allows (150 new');
    expect(citing(library)).toBe(150);
    const hubs = await home.run('hubs', '--library', library);
    expect(hubs.stdout).toMatch('150 of 450');
    const rest = await home.run('fetch', SHEEP, '--from', 'openalex', ...flags);
    expect(rest.stdout).toMatch('OpenAlex: 450 citing papers (300 new');
    expect(citing(library)).toBe(450);
  });

  it('says how many of how many there are, and why, where a source cannot give all', async () => {
    // All of one day, so that no stretch of time makes the list shorter.
    const many = Array.from({ length: 10_500 }, (_, at) => services.s2Row(FIRST + at, '2020-05-06'));
    const { flags, library } = await setUp({ 'semantic-scholar': services.semanticScholar(many, 130_637) });
    const end = await home.run('fetch', SHEEP, '--from', 'semantic-scholar', ...flags);
    expect(end.code).toBe(0);
    expect(end.stdout).toMatch(
      /^Semantic Scholar: 9,999 of 130,637 citing papers \(.*\n {2}9,999 of 130,637 citing papers: Semantic Scholar gives no more than 9,999 of one day/u,
    );
    expect((await home.run('hubs', '--library', library)).stdout).toMatch('9,999 of 130,637');
    const again = await home.run('fetch', SHEEP, '--from', 'semantic-scholar', ...flags);
    expect(again.stdout).toMatch(
      /9,999 of 130,637 citing papers, fetched on .*\n {2}9,999 of 130,637 citing papers: /u,
    );
  });

  it('asks Pith for a name of Pith, and opens what came', async () => {
    const page = readFileSync(new URL('../../fixtures/pith/hub.html', import.meta.url), 'utf8');
    const { flags, asked } = await setUp({ pith: pith({ page, neighbours: [{ arxiv_id: '2101.00007' }] }) });
    const end = await home.run('fetch', `https://pith.science/citations/${PITH_UUID}`, ...flags);
    expect(end).toMatchObject({ code: 0 });
    expect(end.stdout).toMatch(/^Pith: \d+ of 1,204 citing papers/u);
    expect(asked.pith!.asked.length).toBeGreaterThan(4);
  });

  it('asks Pith what a Pith Number is of, and goes on with that', async () => {
    const { number, record } = numbered();
    const graph = pith({ neighbours: [{ arxiv_id: '2101.00007' }] });
    let changed = false;
    const { flags, library, asked } = await setUp({
      pith: (question) => {
        if (question.url !== `/pith/${number}.json`) return graph(question);
        return { body: changed ? { ...record, canonical_record: {} } : record };
      },
      openalex,
    });
    const end = await home.run('fetch', `pith:2026:${number}`, ...flags);
    expect(end).toMatchObject({ code: 0 });
    expect(end.stdout).toMatch(new RegExp(`^pith:2026:${number} is arXiv:2101\\.00001\\.\nPith: 1 citing paper `, 'u'));
    const named = inLibrary(library, (lib) => workWithId(lib, `pith:2026:${number}`) === workWithId(lib, HUB));
    expect(named).toBe(true);
    const times = (): number => asked.pith!.asked.filter(({ url }) => url === `/pith/${number}.json`).length;
    expect(times()).toBe(1);
    const other = await home.run('fetch', `pith:2026:${number}`, '--from', 'openalex', ...flags);
    expect(other.stdout).toMatch(/^OpenAlex: 450 citing papers/u);
    expect(times()).toBe(1);
    changed = true;
    const elsewhere = [...flags.slice(0, -1), path.join(home.folder, 'other.sqlite')];
    const wrong = await home.run('fetch', `pith:${number}`, ...elsewhere);
    expect(wrong).toMatchObject({ code: 2, stdout: '' });
    expect(wrong.stderr).toMatch('has another checksum than that number, so it is not believed; give the arXiv id');
    const unknown = await home.run('fetch', 'pith:2026:S644O7FLM6W7PE5FHLZRWB7SYS', ...elsewhere);
    expect(unknown).toMatchObject({ code: 1, stdout: '' });
    expect(unknown.stderr).toMatch('Pith does not know pith:2026:S644O7FLM6W7PE5FHLZRWB7SYS (404');
  });

  it('takes edges from OpenCitations', async () => {
    const edges = Array.from({ length: 1_200 }, (_, at) => services.edge(at + 1));
    const { flags } = await setUp({ opencitations: services.opencitations(edges) });
    const end = await home.run('fetch', '10.1000/hub', '--from', 'opencitations', ...flags);
    expect(end.stdout).toMatch('OpenCitations: 1,200 citing papers (1,200 new to the library, in 2 pages).');
  });

  it('takes a title of the library for the paper', async () => {
    const { flags } = await setUp({ openalex });
    await home.run('fetch', SHEEP, '--from', 'openalex', '--max', '10', ...flags);
    const end = await home.run('fetch', 'counting', 'sheep', 'at', 'scale', '--from', 'openalex', ...flags);
    expect(end.stdout).toMatch('OpenAlex: 450 citing papers (440 new');
    const unknown = await home.run('fetch', 'no such sheep', ...flags);
    expect(unknown).toMatchObject({ code: 1, stdout: '' });
    expect(unknown.stderr).toBe(
      'pith-tui: No paper in the library is called "no such sheep"; give its id, such as an arXiv number or a DOI.\n',
    );
  });
});

describe('what cannot be fetched', () => {
  const gone: Handler = () => ({ status: 404, body: { error: 'Paper not found' } });

  it('ends with 1 and what to do where no service knows the paper, and leaves nothing in the library', async () => {
    const { flags, library } = await setUp({ 'semantic-scholar': gone, openalex: gone });
    const end = await home.run('fetch', SHEEP, ...flags);
    expect(end).toMatchObject({ code: 1, stdout: '' });
    expect(end.stderr).toMatch(
      /^pith-tui: Semantic Scholar does not know arXiv:2101\.00001 \(404: Paper not found\)\.\npith-tui: OpenAlex/u,
    );
    expect(end.stderr).toMatch(/Check the id, .* --from\.\n$/u);
    expect(inLibrary(library, (lib) => workWithId(lib, HUB))).toBeUndefined();
  });

  it('ends well where one of the usual services has it', async () => {
    const { flags } = await setUp({ 'semantic-scholar': gone, openalex });
    const end = await home.run('fetch', SHEEP, ...flags);
    expect(end.code).toBe(0);
    expect(end.stderr).toMatch('Semantic Scholar does not know');
    expect(end.stdout).toMatch('OpenAlex: 450 citing papers');
  });

  it('ends with 2 where a service breaks off, keeps what came, asks the next one, and goes on later', async () => {
    let broken = true;
    const cut: Handler = (asked) =>
      broken && asked.url.includes('offset=1000') ? { status: 403, body: { message: 'Forbidden' } } : s2(asked);
    const { flags, library } = await setUp({ 'semantic-scholar': cut, openalex });
    const end = await home.run('fetch', SHEEP, ...flags);
    expect(end.code).toBe(2);
    expect(end.stderr).toMatch(
      'pith-tui: Semantic Scholar denies access without a key (403: Forbidden); set S2_API_KEY.\n',
    );
    expect(end.stderr).toMatch(/The pages fetched so far are kept; the same command continues from there\.\n$/u);
    expect(end.stdout).toMatch('Semantic Scholar: 1,000 of 2,050 citing papers so far');
    expect(end.stdout).toMatch('OpenAlex: 450 citing papers');
    broken = false;
    const rest = await home.run('fetch', SHEEP, ...flags);
    expect(rest.code).toBe(0);
    expect(rest.stdout).toMatch(
      'Semantic Scholar: 2,050 citing papers (850 new to the library, 67 papers matched by title, first author and year, in 2 pages).',
    );
    expect(citing(library)).toBe(2_050 + 450 - BOTH);
  });

  it('waits where it is asked to, and says so', async () => {
    let asked = 0;
    const busy: Handler = (question) => {
      asked += 1;
      return asked === 2
        ? { status: 429, headers: { 'retry-after': '1' }, body: { message: 'Too Many' } }
        : s2(question);
    };
    const { flags } = await setUp({ 'semantic-scholar': busy });
    const end = await home.run('fetch', SHEEP, '--from', 'semantic-scholar', ...flags);
    expect(end.code).toBe(0);
    expect(end.stderr).toMatch(
      'Semantic Scholar says that it is asked too often (429: Too Many); trying again in 1 s\n',
    );
  });

  it('tells a spent budget, keeps the pages, and goes on when there is a new one', async () => {
    let spent = true;
    const budget: Said = {
      status: 429,
      body: {
        error: 'Rate limit exceeded',
        message: 'Insufficient budget',
        creditsRequired: 1,
        creditsRemaining: 0,
        retryAfter: 3_600,
      },
    };
    const metered: Handler = (asked) =>
      spent && asked.url.includes('cursor=') && !asked.url.includes('cursor=*') ? budget : openalex(asked);
    const { flags, library } = await setUp({ openalex: metered });
    const end = await home.run('fetch', SHEEP, '--from', 'openalex', ...flags);
    expect(end.code).toBe(2);
    expect(end.stderr).toMatch(
      /The budget of today at OpenAlex is spent; go on after .* UTC, .* set OPENALEX_API_KEY/u,
    );
    expect(citing(library)).toBe(100);
    spent = false;
    expect((await home.run('fetch', SHEEP, '--from', 'openalex', ...flags)).code).toBe(0);
    expect(citing(library)).toBe(450);
  });

  it.each([
    [
      ['--from', 'openalx'],
      '--from can be semantic-scholar, openalex, opencitations, pith, arxiv, crossref, not openalx; did you mean openalex?',
    ],
    [['--from', ','], '--from needs a service'],
    [['--max', '0'], '--max needs a whole number'],
    [['role:method'], 'pith-tui fetch takes no query'],
    [['--base', 'openalex=ftp://x'], 'The address given for OpenAlex is not a plain http(s) address; correct it.'],
    [['--key', 'openalex=käy'], 'The key for OpenAlex holds characters no key has'],
    [['--contact', 'me'], 'is not a mail address'],
    [['--from', 'opencitations', 'corpus:77'], 'takes no query'],
  ])('refuses %j', async (flags, words) => {
    home = makeHome();
    const end = await home.run('fetch', SHEEP, ...flags, '--library', path.join(home.folder, 'x.sqlite'));
    expect(end).toMatchObject({ code: 2, stdout: '' });
    expect(end.stderr).toContain(words);
  });

  it('names what a service takes where it cannot be asked for the paper', async () => {
    home = makeHome();
    const end = await home.run(
      'fetch',
      'corpus:77',
      '--from',
      'opencitations',
      '--library',
      path.join(home.folder, 'x'),
    );
    expect(end.code).toBe(2);
    expect(end.stderr).toMatch('OpenCitations cannot be asked for CorpusId:77; it takes doi, arxiv, pmid, omid');
  });

  it('reads the config file, and names the line that is wrong', async () => {
    const { library, asked } = await setUp({ openalex });
    const folder = path.join(home.folder, 'conf', 'pith-tui');
    mkdirSync(folder, { recursive: true });
    const file = path.join(folder, 'config.toml');
    writeFileSync(file, `contact = "me@example.org"\n[openalex]\nbase = "${asked.openalex!.origin}"\nkey = "k3y"\n`);
    const how = { env: { XDG_CONFIG_HOME: path.join(home.folder, 'conf') } };
    const argv = ['fetch', SHEEP, '--from', 'openalex', '--max', '5', '--library', library];
    expect(await home.runWith(how, ...argv)).toMatchObject({ code: 0 });
    expect(asked.openalex!.asked[0]!.headers).toMatchObject({ authorization: 'Bearer k3y' });
    expect(asked.openalex!.asked[0]!.headers['user-agent']).toMatch('(mailto:me@example.org)');
    appendFileSync(file, 'kye = "k3y"\n');
    const wrong = await home.runWith(how, ...argv);
    expect(wrong.code).toBe(2);
    expect(wrong.stderr).toMatch(
      /config\.toml, line 5 \(openalex\.kye\): there is no such setting; did you mean key\?/u,
    );
  });
});

describe('a fetch that is broken off', () => {
  it('by Ctrl-C keeps the pages, says how to go on, and ends with 130', async () => {
    const hold: Handler = (asked) => (asked.url.includes('offset=1000') ? { status: 503, body: 'busy' } : s2(asked));
    const { flags, library } = await setUp({ 'semantic-scholar': hold });
    const child = home.start({}, 'fetch', SHEEP, '--from', 'semantic-scholar', ...flags);
    const whole = ended(child);
    await new Promise<void>((resolve) => {
      child.stderr!.on('data', (text: Buffer) => {
        if (text.toString().includes('trying again')) resolve();
      });
    });
    child.kill('SIGINT');
    const end = await whole;
    expect(end).toMatchObject({ code: 130, signal: null });
    expect(end.stdout).toMatch('Semantic Scholar: 1,000 of 2,050 citing papers so far');
    expect(end.stderr).toMatch(/The pages fetched so far are kept; the same command continues from there\.\n$/u);
    expect(citing(library)).toBe(1_000);
  });

  it('by kill -9 at random moments ends in the library of an undisturbed run', async () => {
    const killer = makeKiller();
    const { flags, asked } = await setUp({ 'semantic-scholar': s2, openalex }, killer.send);
    const into = (name: string): string[] => [...flags.slice(0, -1), path.join(home.folder, `${name}.sqlite`)];
    const started = performance.now();
    expect((await home.run('fetch', SHEEP, ...into('clean'))).code).toBe(0);
    const answers = Object.values(asked).reduce((sum, server) => sum + server.asked.length, 0);
    const between = (performance.now() - started) / answers;
    const clean = inLibrary(path.join(home.folder, 'clean.sqlite'), libraryDigest);
    let midway = 0;
    const tried = seeds(2, 100);
    for (const seed of tried) {
      const random = seeded(seed);
      let end: Ended;
      for (let tries = 0; ; tries += 1) {
        const child = home.start({}, 'fetch', SHEEP, ...into(`seed-${seed}`));
        // At first before the half, then wherever it falls; of what goes on there may be less left than that.
        const most = tries === 0 ? answers / 2 : answers;
        if (tries < 3) killer.aim(child, 1 + Math.floor(random() * (most - 1)), random() * 1.5 * between);
        end = await ended(child);
        if (end.signal !== 'SIGKILL') break;
        if (end.stderr.includes('page ')) midway += 1;
      }
      expect(end, `seed ${seed}`).toMatchObject({ code: 0 });
      expect(inLibrary(path.join(home.folder, `seed-${seed}.sqlite`), libraryDigest), `seed ${seed}`).toBe(clean);
    }
    expect(midway).toBeGreaterThanOrEqual(tried.length / 2);
  });
});

describe('keys', () => {
  const KEYS = {
    S2_API_KEY: 'k3y+of/s2-0123456789==',
    OPENALEX_API_KEY: 'k3y+of/openalex-987654==',
    OPENCITATIONS_TOKEN: 'k3y-of-opencitations-4711',
  };

  it('stand in no output, log, cache or library, whatever a service says and however it ends', async () => {
    for (const status of [200, 401, 403, 404, 400, 302]) {
      const sent = new Set<string>();
      const echo =
        (handler: Handler): Handler =>
        (asked) => {
          const key = String(asked.headers['x-api-key'] ?? asked.headers.authorization ?? '').replace('Bearer ', '');
          sent.add(key);
          if (status === 302) return { status, headers: { location: `https://${key}.example/${key}` }, body: key };
          if (status !== 200) return { status, body: { error: `bad ${key}`, message: `bad ${key}` } };
          const answer = handler(asked);
          const body = JSON.parse(JSON.stringify(answer.body).replaceAll('sheep', key)) as unknown;
          return { ...answer, headers: { etag: `"${key}"` }, body };
        };
      const edges = Array.from({ length: 60 }, (_, at) => ({ ...services.edge(at + 1), more: 'sheep' }));
      const { flags } = await setUp({
        'semantic-scholar': echo(s2),
        openalex: echo(openalex),
        opencitations: echo(services.opencitations(edges)),
      });
      const end = await home.runWith({ env: KEYS }, 'fetch', SHEEP, '--max', '50', ...flags);
      const from = ['--from', 'opencitations', ...flags];
      const other = await home.runWith({ env: KEYS }, 'fetch', '10.1000/hub', '--max', '50', ...from);
      expect([...sent].sort()).toEqual(Object.values(KEYS).sort());
      const both = [end.stdout, end.stderr, other.stdout, other.stderr];
      const said = [...both, ...filesIn(home.folder).map((file) => readFileSync(file, 'latin1'))];
      expect(filesIn(home.folder).some((file) => file.endsWith('fetch.log'))).toBe(true);
      for (const key of Object.values(KEYS)) {
        expect(said.some((text) => text.includes(key))).toBe(false);
        expect(said.some((text) => text.includes(encodeURIComponent(key)))).toBe(false);
      }
      home.remove();
    }
  });

  it('given by flag are not said either', async () => {
    const { flags } = await setUp({ openalex: () => ({ status: 401, body: { error: 'bad key' } }) });
    const end = await home.run('fetch', SHEEP, '--from', 'openalex', '--key', 'openalex=s3cret', ...flags);
    expect(end.code).toBe(2);
    expect(end.stderr).toMatch('does not accept the key in OPENALEX_API_KEY');
    expect(end.stderr + end.stdout).not.toContain('s3cret');
  });
});
