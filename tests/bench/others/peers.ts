/** Other programs on the same rows in the same sitting, each for what it does best. */
import { spawnSync } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { bytesOf } from '../../e2e/harness/keys.js';
import { type Figures, figures, timed } from '../figures/measure.js';
import { installed } from '../figures/system.js';
import type { Search } from '../made-up/searches.js';
import { type Part, typing } from '../screen/keys.js';
import { pressAll } from '../screen/pressing.js';
import { openScreen, type Screen, type Start } from '../screen/terminal.js';
import { COLUMNS, type PeerFiles } from './peer-files.js';

export interface PeerLine {
  peer: string;
  what: string;
  /** Undefined where it was not measured: `skipped` says why. */
  ms: Figures | undefined;
  skipped?: string;
}

interface Given {
  files: PeerFiles;
  citers: number;
  searches: readonly Search[];
  folder: string;
}

const SIZE = [120, 40] as const;
/** Searches typed into fzf: it takes its time. */
const TYPED = 18;
const RUNS = 5;
/** Milliseconds for opening one again and again. */
const OPENING = 15_000;

export async function peerLines(given: Given): Promise<PeerLine[]> {
  const peers: [program: string, measure: (given: Given) => PeerLine[] | Promise<PeerLine[]>][] = [
    ['fzf', fzf],
    ['less', less],
    ['vd', visidata],
    ['sqlite3', sqlite],
    ['rg', ripgrep],
  ];
  const lines: PeerLine[] = [];
  for (const [peer, measure] of peers) {
    const skip = (skipped: string): number => lines.push({ peer, what: '', ms: undefined, skipped });
    if (installed(peer) === undefined) {
      skip('not installed');
      continue;
    }
    try {
      lines.push(...(await measure(given)));
    } catch (error) {
      skip(error instanceof Error ? error.message : String(error));
    }
  }
  return lines;
}

/** Milliseconds of whole runs of a program, its start included. */
function runs(command: readonly string[], count: number, input?: string): Figures | undefined {
  const once = (): void => {
    const from = input === undefined ? ('ignore' as const) : openSync(input, 'r');
    try {
      const { error } = spawnSync(command[0]!, command.slice(1), { stdio: [from, 'ignore', 'ignore'] });
      if (error) throw error;
    } finally {
      if (typeof from === 'number') closeSync(from);
    }
  };
  return figures(Array.from({ length: count }, () => timed(once).ms));
}

async function inTerminal(
  peer: string,
  command: readonly string[],
  { wanted, shows }: { wanted: string; shows: string },
  folder: string,
  quit: string,
  parts: readonly Part[],
): Promise<PeerLine[]> {
  const open = (): Promise<Screen> => openScreen(command, { size: SIZE, wanted, cwd: folder, env: { HOME: folder } });
  // The very first start also makes a program's own folders and compiles it where it is a script.
  await (await open()).close(quit);
  const starts: Start[] = [];
  let screen = await open();
  for (const end = performance.now() + OPENING; starts.push(screen.start) < RUNS && performance.now() < end; ) {
    await screen.close(quit);
    screen = await open();
  }
  try {
    const lines = await pressAll(screen, parts);
    return [
      { peer, what: `opening, to the ${shows}`, ms: figures(starts.map(({ seen }) => seen)) },
      { peer, what: 'opening, until it rests', ms: figures(starts.map(({ complete }) => complete)) },
      ...lines.map(({ name, ms }) => ({ peer, what: name, ms })),
    ];
  } finally {
    await screen.close(quit);
  }
}

/** Presses of one key by its bytes, counted under a name. */
function pressed(count: number, key: string, as: string, time = 10): Part {
  return { time, rounds: Array.from({ length: count }, () => [{ key, as }]) };
}

async function fzf({ files, citers, searches, folder }: Given): Promise<PeerLine[]> {
  const command = ['sh', '-c', 'exec fzf --no-mouse < "$1"', 'sh', files.lines];
  const words = searches.find(({ kind }) => kind === 'common words')?.text ?? 'string';
  return [
    ...(await inTerminal(
      'fzf',
      command,
      { wanted: `${citers}/${citers}`, shows: 'count of all rows' },
      folder,
      bytesOf('ctrl-c'),
      [
        pressed(100, 'up', 'next row'),
        pressed(40, 'pageup', 'next page'),
        { time: 40, rounds: typing(searches.slice(0, TYPED)) },
      ],
    )),
    { peer: 'fzf', what: 'whole run that filters nothing', ms: runs(['fzf', '--filter', ''], RUNS, files.lines) },
    { peer: 'fzf', what: 'whole run of a search', ms: runs(['fzf', '--filter', words], RUNS, files.lines) },
  ];
}

function less({ files, folder }: Given): Promise<PeerLine[]> {
  const first = { wanted: files.first[0]!.title.slice(0, 40), shows: 'first rows' };
  const around = [
    { key: 'G', as: 'end' },
    { key: 'g', as: 'home' },
  ];
  return inTerminal('less', ['less', '-S', files.lines], first, folder, 'q', [
    pressed(100, 'j', 'next row'),
    pressed(40, 'space', 'next page'),
    { time: 10, rounds: Array.from({ length: 10 }, () => around) },
  ]);
}

function visidata({ files, citers, folder }: Given): Promise<PeerLine[]> {
  const all = { wanted: `${citers} rows`, shows: 'count of all rows' };
  const command = ['vd', '--motd-url=', '--header=0', '--filetype=tsv', '--delimiter=|', files.lines];
  const sorts = [
    { key: '[', as: 'sort by title' },
    { key: ']', as: 'sort by title' },
  ];
  return inTerminal('vd', command, all, folder, 'gq', [
    pressed(60, 'j', 'next row'),
    pressed(30, 'ctrl-f', 'next page'),
    { time: 40, rounds: Array.from({ length: 3 }, () => sorts) },
  ]);
}

/** The questions a filter key asks, of a plain table without indexes: the papers, their number, and two facets. */
const FILTER = `
  SELECT title, authors, year FROM papers WHERE instr(role, 'method') ORDER BY novelty DESC, year DESC LIMIT 50;
  SELECT count(*) FROM papers WHERE instr(role, 'method');
  SELECT verdict, count(*) FROM papers WHERE instr(role, 'method') GROUP BY verdict;
  SELECT year, count(*) FROM papers WHERE instr(role, 'method') GROUP BY year;`;

function sqlite({ files, citers, searches, folder }: Given): PeerLine[] {
  const base = `${folder}/${citers}.plain.sqlite`;
  const columns = COLUMNS.map((column) => `${column} ${column === 'novelty' ? 'REAL' : 'TEXT'}`).join(', ');
  const made = spawnSync('sqlite3', [base], {
    input: `CREATE TABLE papers(${columns});\n.mode tabs\n.import '${files.table}' papers\n`,
    encoding: 'utf8',
  });
  if (made.status !== 0) throw new Error(made.stderr.trim());
  const [word = 'string'] = searches.find(({ kind }) => kind === 'common words')?.text.split(' ') ?? [];
  const like = `SELECT title FROM papers WHERE title LIKE '%${word.replaceAll("'", "''")}%' ORDER BY novelty DESC LIMIT 50;`;
  return [
    { peer: 'sqlite3', what: 'whole run of role:method with two facets', ms: runs(['sqlite3', base, FILTER], RUNS) },
    { peer: 'sqlite3', what: 'whole run of a word with LIKE', ms: runs(['sqlite3', base, like], RUNS) },
  ];
}

function ripgrep({ files, searches }: Given): PeerLine[] {
  const [word = 'string'] = searches.find(({ kind }) => kind === 'common words')?.text.split(' ') ?? [];
  return [
    { peer: 'rg', what: 'whole run, counting a word', ms: runs(['rg', '-c', word, files.lines], 20) },
    { peer: 'rg', what: 'the same in any case', ms: runs(['rg', '-i', '-c', word, files.lines], 20) },
  ];
}
