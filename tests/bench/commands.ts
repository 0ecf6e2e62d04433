/** Whole runs of the built program's commands, from exec to exit, and of what each is compared with in the same sitting. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { type Figures, figures, wholeRuns } from './figures/measure.js';
import { memoryOf } from './figures/system.js';
import { hubId } from './made-up/generate.js';
import { rowsInSql } from './others/sqlite-rows.js';
import type { Place } from './screen/program.js';

/** Milliseconds of whole runs, by what was run; left out where it is not installed, or failed. */
export type Runs = Readonly<Partial<Record<RunName, Figures>>>;

export type RunName =
  | 'bare Node'
  | '--version'
  | '--help'
  | 'completion bash'
  | 'hubs'
  | 'list --limit 10'
  | 'list --tsv, first row'
  | 'show, the hub'
  | 'show, a citing paper'
  | 'diff'
  | 'doctor'
  | 'doctor --whole'
  | 'merge'
  | 'split'
  | `list --${'tsv' | 'json' | 'jsonl'}`
  | `export ${'csv' | 'bibtex'}`
  | `sqlite3 -${'tabs' | 'json' | 'csv'}`;

const QUICK = 11;
/** Runs that print all papers; of a million papers they take minutes together. */
const slowRuns = (citers: number): number => (citers < 1_000_000 ? 3 : 1);
/** So often news are asked for, and so many pairs of papers are merged and split again. */
const TIMES = 3;

interface Programs {
  own(...args: string[]): string[];
  /** On the library. */
  reading(...args: string[]): string[];
}

function programs({ folder, library }: Place): Programs {
  const own = (...args: string[]): string[] => [process.execPath, join(folder, 'dist/pith-tui.js'), ...args];
  return { own, reading: (...args) => own(...args, '--library', library) };
}

/** What only reads. */
export function commandRuns(place: Place, citers: number): Runs {
  const { hub, library, folder } = place;
  const { own, reading } = programs(place);
  const sqlite = (form: string): string[] => ['sqlite3', `-${form}`, library, rowsInSql(hub)];
  const quick = wholeRuns<RunName>(
    {
      'bare Node': [process.execPath, '-e', '0'],
      '--version': own('--version'),
      '--help': own('--help'),
      'completion bash': own('completion', 'bash'),
      hubs: reading('hubs'),
      'list --limit 10': reading('list', hub, '--limit', '10'),
      // The first line has the names of the columns.
      'list --tsv, first row': ['sh', '-c', '"$@" | head -2', 'sh', ...reading('list', hub, '--tsv')],
      'show, the hub': reading('show', hub),
      'show, a citing paper': reading('show', lateName(citers, 0)),
      doctor: reading('doctor'),
    },
    { cwd: folder, count: QUICK },
  );
  const slow = wholeRuns<RunName>(
    {
      'list --tsv': reading('list', hub, '--tsv'),
      'sqlite3 -tabs': sqlite('tabs'),
      'list --json': reading('list', hub, '--json'),
      'list --jsonl': reading('list', hub, '--jsonl'),
      'sqlite3 -json': sqlite('json'),
      'export csv': reading('export', hub, '--format', 'csv'),
      'sqlite3 -csv': sqlite('csv'),
      'export bibtex': reading('export', hub, '--format', 'bibtex'),
      'doctor --whole': reading('doctor', '--whole'),
    },
    { cwd: folder, count: slowRuns(citers) },
  );
  return { ...quick, ...slow };
}

/** Merging and splitting of papers that hardly anybody cites: what it costs is what it takes at the hub they cite. */
export function mergeRuns(place: Place, citers: number): Runs {
  const { reading } = programs(place);
  const took: Record<'merge' | 'split', number[]> = { merge: [], split: [] };
  for (let pair = 0; pair < TIMES; pair += 1) {
    const names = [lateName(citers, 2 * pair), lateName(citers, 2 * pair + 1)];
    const commands = { merge: reading('merge', ...names), split: reading('split', ...names) };
    const { merge, split } = wholeRuns(commands, { cwd: place.folder, count: 1 });
    if (merge === undefined || split === undefined) return {};
    took.merge.push(merge.p50);
    took.split.push(split.p50);
  }
  return { merge: figures(took.merge)!, split: figures(took.split)! };
}

/** News of the hub, once it has been read twice; what others wrote is taken in by a run that is not counted. */
export function diffRuns({ folder, ...place }: Place): Runs {
  const commands = { diff: programs({ folder, ...place }).reading('diff', place.hub, '--since', '2020-01-01') };
  wholeRuns(commands, { cwd: folder, count: 1 });
  return wholeRuns(commands, { cwd: folder, count: TIMES });
}

/** The name of one of the papers that came last: the later one came, the fewer cite it. */
const lateName = (citers: number, number: number): string => `${hubId(citers)}-${citers - number}`;

/** The most memory that printing all rows takes, in MB. */
export function listMemory(place: Place): Promise<number | undefined> {
  const [program, ...args] = programs(place).reading('list', place.hub, '--tsv');
  const child = spawn(program!, args, { cwd: place.folder, stdio: 'ignore' });
  let most: number | undefined;
  const looks = setInterval(() => {
    most = memoryOf(child.pid!)?.peak ?? most;
  }, 20);
  return new Promise((resolve) => {
    const end = (): void => {
      clearInterval(looks);
      resolve(most);
    };
    child.on('exit', end);
    child.on('error', end);
  });
}
