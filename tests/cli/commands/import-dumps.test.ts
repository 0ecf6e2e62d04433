/** `pith-tui import` of dumps and folders. */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { NO_REAL_DATA, REAL_DATA } from '../../sources/real-data.js';
import { HUBS, shardLines } from '../../tools/s2ag-shard.mjs';
import { type Ended, ended, type Home, makeHome, ROOT } from '../run-program.js';

const cites = (citing: number, cited: number | null, more = {}): object => ({
  citationid: citing,
  citingcorpusid: citing,
  citedcorpusid: cited,
  isinfluential: false,
  contexts: null,
  intents: null,
  ...more,
});

let home: Home;
beforeAll(() => {
  home = makeHome();
  const write = (name: string, content: string | Uint8Array): void => {
    const file = path.join(home.folder, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, content);
  };
  const jsonl = (...lines: object[]): string => lines.map((line) => `${JSON.stringify(line)}\n`).join('');
  const paper = (corpusid: number, more = {}): object => ({
    corpusid,
    externalids: { CorpusId: String(corpusid), DOI: `10.1000/${corpusid}` },
    title: `Paper ${corpusid}`,
    authors: [{ authorId: '1', name: 'Ada Shepherd' }],
    year: 2024,
    ...more,
  });
  // By their names the abstracts would come first and the papers last.
  write(
    'dump/abstracts/a.gz',
    gzipSync(
      jsonl(
        ...[1, 2, 9].map((corpusid) => ({
          corpusid,
          openaccessinfo: { externalids: {} },
          abstract: `Abstract ${corpusid}.`,
        })),
      ),
    ),
  );
  write(
    'dump/citations/part_1.gz',
    gzipSync(jsonl(cites(1, 7, { isinfluential: true }), cites(2, 7), cites(3, 8), cites(4, null))),
  );
  write(
    'dump/citations/part_2.jsonl',
    jsonl(
      cites(1, 7),
      cites(7, 6),
      cites(2, 7, { isinfluential: true, contexts: ['As in [7].'], intents: [['methodology']] }),
    ),
  );
  write('dump/papers/p.gz', gzipSync(jsonl(...[1, 2, 3, 7, 9].map((corpusid) => paper(corpusid)))));
  write(
    'dump/paper-ids/i',
    jsonl({ sha: 'ab'.repeat(20), corpusid: 1, primary: true }, { sha: 'cd'.repeat(20), corpusid: 9, primary: true }),
  );
  write('dump/README.txt', 'About this data.\n');
  write('dump/.hidden', jsonl(cites(5, 7)));
  write('cites.bib', '@article{a, title={Sheep}, doi={10.1000/1}}\n');
  mkdirSync(path.join(home.folder, 'nothing'));
});
afterAll(() => home.remove());

const list = async (library: string, paper: string): Promise<Record<string, unknown>[]> =>
  JSON.parse((await home.run('list', paper, '--json', '--library', library)).stdout || '[]');
const lines = (end: Ended): string[] => end.stdout.trimEnd().split('\n');

describe('import of a dump', () => {
  it('takes a folder by the kinds of its files, and a second time changes nothing', async () => {
    const end = await home.run('import', 'dump', '--library', 'whole.sqlite');
    expect(end.code).toBe(0);
    expect(end.stderr).toBe('Skipped dump/README.txt: it is text of another kind.\n');
    expect(lines(end).map((line) => line.split(':')[0])).toEqual([
      'dump/citations/part_1.gz (S2AG citations)',
      'dump/citations/part_2.jsonl (S2AG citations)',
      'dump/papers/p.gz (S2AG papers)',
      'dump/abstracts/a.gz (S2AG abstracts)',
      'dump/paper-ids/i (S2AG paper-ids)',
    ]);
    expect(lines(end)[0]).toMatch(/3 citations added; left out 1 to papers Semantic Scholar could not identify\.$/u);
    const again = await home.run('import', 'dump', '--library', 'whole.sqlite');
    for (const line of lines(again)) expect(line).toMatch(/: nothing new \(/u);
    expect((await list('whole.sqlite', 'corpus:7')).map(({ id }) => id).sort()).toEqual([
      'doi:10.1000/1',
      'doi:10.1000/2',
    ]);
  });

  it('keeps of it with --hub only what touches the hub, and its papers with all that is told of them', async () => {
    const end = await home.run('import', 'dump', '--hub', 'CorpusId:7', '--library', 'cut.sqlite');
    expect(end).toMatchObject({ code: 0 });
    const rows = await list('cut.sqlite', '10.1000/7');
    expect(rows.map(({ id, title, influential, roles }) => [id, title, influential, roles]).sort()).toEqual([
      ['doi:10.1000/1', 'Paper 1', true, []],
      ['doi:10.1000/2', 'Paper 2', true, ['method']],
    ]);
    const whole = JSON.stringify(await list('whole.sqlite', 'corpus:7'));
    expect(JSON.stringify(rows)).toBe(whole);
    // The hub, the two that cite it, and the one that it cites itself.
    const hubs = JSON.parse((await home.run('hubs', '--json', '--library', 'cut.sqlite')).stdout) as object[];
    expect(hubs).toMatchObject([{ id: 'doi:10.1000/7', citing: 2, presented: true }]);
    expect(end.stdout).toMatch(/papers\/p\.gz .*left out 2 papers that are neither in the library nor wanted\.$/mu);
    const again = await home.run('import', 'dump', '--hub', 'CorpusId:7', '--library', 'cut.sqlite');
    for (const line of lines(again)) expect(line).toMatch(/: nothing new \(/u);
  });

  it('says how to go on where the hub is not known by the name the dump uses; papers teach it', async () => {
    const arguments_ = ['import', 'dump', '--hub', '10.1000/7', '--library', 'taught.sqlite'];
    const end = await home.run(...arguments_);
    expect(end.code).toBe(2);
    expect(end.stderr).toMatch(
      /part_1\.gz names papers by their corpus ids, and that of doi:10\.1000\/7 is not known/u,
    );
    expect((await home.run(...arguments_)).code).toBe(0);
    expect(await list('taught.sqlite', '10.1000/7')).toHaveLength(2);
  });

  it('reads standard input, packed or not', async () => {
    for (const part of ['cat dump/citations/part_1.gz', 'zcat dump/citations/part_1.gz']) {
      const end = await home.shell(`${part} | $pith import - --hub corpus:7 --library stdin.sqlite`);
      expect(end.code).toBe(0);
      expect(end.stdout).toMatch(/^- \(S2AG citations\): /u);
    }
    expect(await list('stdin.sqlite', 'corpus:7')).toHaveLength(2);
  });

  it('takes no more memory for a million lines than for few', async () => {
    const tool = path.join(ROOT, 'tests/tools/s2ag-shard.mjs');
    const hubs = HUBS.map(({ corpusId }) => `--hub corpus:${corpusId}`).join(' ');
    const end = await home.shell(
      `${process.execPath} ${tool} 1000000 | NODE_OPTIONS=--max-old-space-size=40 $pith import - ${hubs} --library million.sqlite`,
    );
    expect(end.code).toBe(0);
    const found = Number(/, ([\d,]+) citations, /u.exec(end.stdout)![1]!.replace(',', ''));
    expect(Math.abs(found - HUBS.reduce((sum, { inAMillion }) => sum + inAMillion, 0))).toBeLessThan(200);
  });

  it('is taken in pieces: Ctrl-C leaves those before, and importing it again completes it', async () => {
    // Many citations among few papers, of which one in a thousand is of a paper nobody could identify.
    const [citing, cited] = [460, 220];
    const numbers = Array.from({ length: citing * cited }, (_, at) => at);
    const isUnknown = (at: number): boolean => at % 1_000 === 999;
    const shard = numbers.map((at) => {
      const corpusId = isUnknown(at) ? null : 1 + (at % cited);
      return `${JSON.stringify(cites(1_000 + Math.floor(at / cited), corpusId, { citationid: at }))}\n`;
    });
    const known = numbers.filter((at) => !isUnknown(at)).length;
    const ofHub = numbers.filter((at) => !isUnknown(at) && at % cited === 0).length;
    const file = path.join(home.folder, 'pieces.sqlite');
    const citations = (): number => {
      const library = new Database(file, { readonly: true });
      try {
        return library.prepare('SELECT count(*) FROM citations').pluck().get() as number;
      } finally {
        library.close();
      }
    };
    // The end is held back until the first piece is there and the program is told to stop.
    const child = home.start({ stdin: 'pipe' }, 'import', '-', '--library', file);
    const broken = ended(child);
    child.stdin!.on('error', () => {});
    child.stdin!.write(shard.slice(0, -10).join(''));
    while (!existsSync(file) || !hasCitations(citations)) await new Promise((resolve) => setTimeout(resolve, 20));
    child.kill('SIGINT');
    await broken;
    expect(citations()).toBe(100_000);
    writeFileSync(path.join(home.folder, 'shard.jsonl'), shard.join(''));
    const end = await home.run('import', 'shard.jsonl', '--library', file);
    expect(end.stdout).toMatch(` ${(known - 100_000).toLocaleString('en-US')} citations added`);
    expect(end.stdout).toMatch(` left out ${numbers.length - known} to papers`);
    expect(citations()).toBe(known);
    expect(await list(file, 'corpus:1')).toHaveLength(ofHub);
  });
});

/** False while the library is still being made. */
function hasCitations(citations: () => number): boolean {
  try {
    return citations() > 0;
  } catch {
    return false;
  }
}

describe('import', () => {
  it('takes a bibliography as the papers that cite one', async () => {
    const end = await home.run('import', 'cites.bib', '--cited', 'doi:10.1000/7', '--library', 'bib.sqlite');
    expect(end).toMatchObject({ code: 0, stderr: '' });
    expect((await list('bib.sqlite', '10.1000/7')).map(({ id }) => id)).toEqual(['doi:10.1000/1']);
    const without = await home.run('import', 'cites.bib', '--library', 'bib.sqlite');
    expect(without).toMatchObject({ code: 2, stdout: '' });
    expect(without.stderr).toMatch(/add --cited <paper>\.\n$/u);
  });

  it('refuses what it cannot do', async () => {
    for (const [arguments_, said] of [
      [['nothing'], /nothing holds no files that can be read\.$/mu],
      [['-', '--strict'], /--strict reads everything twice/u],
      [['dump/README.txt'], /is text of another kind; pith-tui help import/u],
      [['dump', '--hub', 'no such paper at all'], /No paper in the library is called/u],
    ] as const)
      expect((await home.run('import', ...arguments_, '--library', 'no.sqlite')).stderr).toMatch(said);
  });
});

describe.skipIf(NO_REAL_DATA)('all dumps of the recorded data (skipped without ../shared/data)', () => {
  it('are imported as their README counts them, and a second time change nothing', async () => {
    const folders = ['s2ag', 'openalex-snapshot', 'opencitations'].map((name) => path.join(REAL_DATA, name));
    const end = await home.run('import', ...folders, '--library', 'real.sqlite');
    expect(end.code).toBe(0);
    const told = Object.fromEntries(
      lines(end).map((line) => {
        const [, file, kinds] = /^\S*\/(\S+) \([^)]*\): ([^.;]*)/u.exec(line)!;
        return [file, kinds];
      }),
    );
    expect(told).toMatchObject({
      'papers-sample.jsonl': '100 works added',
      'abstracts-sample.jsonl.gz': '100 works added',
      'tldrs-sample.jsonl.gz': '100 works added',
      'paper-ids-sample.jsonl.gz': '100 works added',
      'part_000.gz': expect.stringContaining('775 citations added'),
      'citations_data.csv': expect.stringContaining('6 citations added'),
      'croci_citations.csv': expect.stringContaining('13 citations added'),
      'crossref_citations.csv': expect.stringContaining('40 citations added'),
    });
    expect(end.stdout).toMatch(/2022-12\/citations-sample\.jsonl .* 83 citations, .*left out 17 /u);
    expect(end.stdout).toMatch(/2023-02\/citations-sample\.jsonl .* 77 citations, .*left out 23 /u);
    for (const line of lines(await home.run('import', ...folders, '--library', 'real.sqlite')))
      expect(line).toMatch(/: nothing new \(/u);
  });
});

// What the generator writes is what gzip gives back.
it('the made-up shard is the same every time', () => {
  const [one, two] = [1, 2].map(() => gzipSync([...shardLines(1000, 3)].join('\n')));
  expect(gunzipSync(one!).equals(gunzipSync(two!))).toBe(true);
});
