/** The table of a bench's figures beside other programs, and comparing it with an earlier one. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { folder } from '../../library/support.js';
import type { SizeFigures } from '../size.js';
import { type Beside, besideOthers, cutBesideOthers, reportBeside } from './beside.js';
import { keep, keptAt } from './kept.js';
import type { Figures } from './measure.js';

const ROWS: Beside[] = [
  { citers: 10, what: 'start', unit: 'ms', own: 90, n: 7, peer: 'bare Node', theirs: 40, wanted: { ratioMost: 2.2 } },
  { citers: 10, what: 'list --tsv', unit: 'a second', own: 100_000, peer: 'sqlite3', theirs: 'not installed' },
  { citers: 10, what: 'merge', unit: 'ms', own: undefined, wanted: { most: 2_000 } },
  { citers: 10, what: 'letter, p95', unit: 'ms', own: 12, peer: 'fzf', theirs: 30, wanted: { most: 16, ratioMost: 1 } },
];

/** The lines below the heading, with single blanks. */
const lines = (rows: readonly Beside[], before: readonly Beside[] = []): string[] =>
  reportBeside('Beside', rows, before)
    .split('\n')
    .slice(3, -2)
    .map((line) => line.trim().replace(/ +/gu, ' '));

describe('the figures beside others', () => {
  it('are a ratio where both were measured, and say why not, what is wanted, and whether it is reached', () => {
    expect(lines(ROWS)).toEqual([
      'start 7 90 ms bare Node 40 2.25 × ≤ 2.20 × no',
      'list --tsv 100,000 a second sqlite3 not installed',
      'merge – ms ≤ 2,000',
      'letter, p95 12 ms fzf 30 0.40 × ≤ 16, ≤ 1 × yes',
    ]);
  });

  it('reach nothing by a half of what is wanted', () => {
    const [start, , , letter] = ROWS as [Beside, Beside, Beside, Beside];
    const least = { ...start, unit: 'a second', wanted: { least: 60, ratioLeast: 3 } } as const;
    expect(lines([{ ...letter, own: 17 }, { ...letter, theirs: 11 }, least, { ...letter, theirs: 'ended' }])).toEqual([
      expect.stringMatching(/ no$/u),
      expect.stringMatching(/ no$/u),
      expect.stringMatching(/≥ 60, ≥ 3 × no$/u),
      expect.stringMatching(/≤ 16, ≤ 1 ×$/u),
    ]);
  });

  it('stand beside those of an earlier sitting of the same size', () => {
    const earlier = [
      { ...ROWS[0]!, own: 180 },
      { ...ROWS[1]!, citers: 1_000, own: 1 },
    ];
    const [start, list] = lines(ROWS, earlier);
    expect(start).toMatch(/ no 180 0\.50 ×$/u);
    expect(list).toMatch(/not installed –$/u);
  });
});

const figures = (p50: number): Figures => ({ n: 3, p50, p95: 2 * p50, p99: 2 * p50, max: 2 * p50 });

/** What is measured where every command takes as many milliseconds, and no other program is installed but for fzf. */
function sizeWhere(took: number): SizeFigures {
  const lines = ['next row', 'next page', 'first letter', 'letter: rare words', 'phrase in abstracts'].map((name) => ({
    name,
    silent: 0,
    ms: figures(took),
    bytes: figures(1_000),
  }));
  const commands = [
    ...['bare Node', '--version', '--help', 'completion bash', 'hubs', 'list --limit 10', 'list --tsv, first row'],
    ...['list --tsv', 'list --json', 'list --jsonl', 'export csv', 'export bibtex', 'merge', 'split', 'doctor', 'diff'],
    ...['show, the hub', 'show, a citing paper', 'doctor --whole'],
  ];
  return {
    citers: 10_000,
    import: { papers: 10_000, records: 90_000, seconds: 2, usable: 0.5, memory: 150, megabytes: 18 },
    starts: {
      dropped: true,
      cold: figures(9),
      warm: figures(9),
      coldFirstRow: figures(8),
      warmFirstRow: figures(8),
      bareNode: figures(5),
      first: 9,
    },
    memory: { opened: undefined, after300Keys: { now: 120, peak: 130 }, afterAll: undefined },
    screen: lines,
    wide: lines,
    inside: [],
    commands: Object.fromEntries(commands.map((name) => [name, figures(took)])),
    listMemory: 90,
    peers: [
      { peer: 'fzf', what: 'letter: rare words', ms: figures(40) },
      { peer: 'less', what: '', ms: undefined, skipped: 'not installed' },
    ],
    recall: [],
    held: {} as SizeFigures['held'],
    described: 9_000,
    parts: [],
  };
}

describe('the rows of a size', () => {
  const rows = besideOthers(sizeWhere(20));
  const row = (what: string, peer?: string): Beside | undefined =>
    rows.find((one) => one.what === what && one.peer === peer);

  it('turn what a command took into records a second', () => {
    expect(row('list --tsv', 'sqlite3 -tabs')).toMatchObject({ own: 500_000, n: 3, theirs: 'not installed' });
    expect(row('export bibtex')).toMatchObject({ own: 500_000, wanted: { least: 15_000 } });
  });

  it('have the late ones of letters beside what fzf takes in the middle', () => {
    expect(row('letter: rare words, p95', 'fzf')).toMatchObject({ own: 40, theirs: 40, wanted: { most: 16 } });
    expect(row('phrase in abstracts, p95')).toMatchObject({ own: 40, wanted: { most: 400 } });
    expect(row('next row', 'less')).toMatchObject({ own: 20, theirs: 'not installed' });
    expect(row('next row', 'fzf')).toMatchObject({ theirs: 'not measured' });
  });

  it('have the whole look of doctor beside its short one, of which a second is wanted', () => {
    expect(row('doctor')).toMatchObject({ own: 20, wanted: { most: 1_000 } });
    expect(row('doctor --whole')).toMatchObject({ own: 20, n: 3 });
  });

  it('name everything that is wanted of the program', () => {
    const wanted = rows.filter((one) => one.wanted !== undefined).map(({ what }) => what);
    expect(wanted).toEqual([
      ...['list --tsv', 'list --json', 'list --jsonl', 'export csv', 'export bibtex', 'list --tsv, first row'],
      ...['list --limit 10', 'start to the first row', 'start to the complete frame', '--version', '--help'],
      ...['completion bash', 'first letter, p95', 'letter: rare words, p95', 'phrase in abstracts, p95'],
      ...['import, papers to be found after', 'import, memory', 'import over described works', 'merge', 'split'],
      ...['show, the hub', 'show, a citing paper', 'doctor', 'hubs', 'diff', 'library, a paper with an abstract'],
      ...['memory after 300 keys', 'next row, 120 × 40, bytes', 'next page, 200 × 60, bytes'],
    ]);
  });

  it('have how a dump is cut once, whatever the size', () => {
    expect(cutBesideOthers({ lines: 2_000, own: figures(1_000), duckdb: figures(2_000) })).toMatchObject([
      { citers: 0, own: 2_000, theirs: 1_000, wanted: { ratioLeast: 1 } },
    ]);
    expect(cutBesideOthers({ lines: 2_000, own: undefined, duckdb: 'no dump' })).toMatchObject([{ theirs: 'no dump' }]);
  });
});

describe('a sitting', () => {
  it('is read again as it was kept, in a folder that there was not', () => {
    const file = join(folder(), 'deep', 'bench.json');
    keep(file, { beside: ROWS, seconds: 3 });
    expect(keptAt(file)).toEqual(JSON.parse(JSON.stringify(ROWS)));
  });

  it('is refused in a sentence where it is none', () => {
    const file = join(folder(), 'other.json');
    expect(() => keptAt(file)).toThrow(/other\.json cannot be compared with: ENOENT/u);
    writeFileSync(file, '{"beside": 3}');
    expect(() => keptAt(file)).toThrow(/has no figures of npm run bench/u);
  });
});
