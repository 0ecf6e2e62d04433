/** Whole runs of the built program's commands, from exec to exit, and of what each is compared with in the same sitting. */
import { spawnSync } from 'node:child_process';
import { realpathSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { HUBS } from '../tools/s2ag-shard.mjs';
import { hubId, SYNTHETIC } from './generate.js';
import { type Figures, figures, timed } from './measure.js';
import type { PeerFiles } from './peer-files.js';
import type { Place } from './program.js';
import { installed } from './system.js';

/** Milliseconds of whole runs, by what was run; left out where it is not installed, or failed. */
export type Runs = Readonly<Partial<Record<RunName, Figures>>>;

const PRINTS = ['list --tsv', 'list --json', 'list --jsonl', 'export csv', 'export bibtex'] as const;
const OTHERS = ['--version', '--help', 'completion bash', 'hubs', 'list --limit 10', 'show', 'merge', 'split'] as const;
const PEERS = [
  'bare Node',
  'sqlite3 -tabs',
  'sqlite3 -json',
  'sqlite3 -csv',
  'import --hub',
  'DuckDB, the recipe',
] as const;
type RunName = (typeof PRINTS)[number] | (typeof OTHERS)[number] | (typeof PEERS)[number] | 'doctor';

const QUICK = 15;
const SLOW = 3;
/** Lines of the dump that is cut. */
export const CUT_LINES = 1_000_000;

/** @param citers of the hub, whose library merging and splitting writes to */
export function commandRuns({ folder, library, hub }: Place, files: PeerFiles, citers: number): Runs {
  const found: Partial<Record<RunName, Figures>> = {};
  const measure = (name: RunName, count: number, command: readonly string[], before = (): void => {}): void => {
    const ms: number[] = [];
    for (let run = 0; run < count; run += 1) {
      before();
      const { ms: took, result } = timed(() =>
        spawnSync(command[0]!, command.slice(1), { cwd: folder, stdio: 'ignore' }),
      );
      if (result.status !== 0) return;
      ms.push(took);
    }
    found[name] = figures(ms)!;
  };
  const node = process.execPath;
  const own = (...args: string[]): string[] => [node, join(folder, 'dist/pith-tui.js'), ...args];
  const reading = (...args: string[]): string[] => own(...args, '--library', library);

  measure('bare Node', QUICK, [node, '-e', '0']);
  measure('--version', QUICK, own('--version'));
  measure('--help', QUICK, own('--help'));
  measure('completion bash', QUICK, own('completion', 'bash'));
  measure('hubs', QUICK, reading('hubs'));
  measure('list --limit 10', QUICK, reading('list', hub, '--limit', '10'));
  measure('show', QUICK, reading('show', `${SYNTHETIC}:${citers}-1`));
  for (const form of ['tsv', 'json', 'jsonl'] as const)
    measure(`list --${form}`, SLOW, reading('list', hub, `--${form}`));
  for (const form of ['csv', 'bibtex'] as const)
    measure(`export ${form}`, SLOW, reading('export', hub, '--format', form));

  const plain = join(folder, `${citers}.printed.sqlite`);
  if (installed('sqlite3') !== undefined && importTable(plain, files.table)) {
    const all = 'SELECT * FROM papers ORDER BY novelty DESC, year DESC, title';
    for (const form of ['tabs', 'json', 'csv'] as const)
      measure(`sqlite3 -${form}`, SLOW, ['sqlite3', `-${form}`, plain, all]);
  }
  rmSync(plain, { force: true });

  cut(folder, measure, own);
  const [one, other] = [`${hubId(citers)}-1`, `${hubId(citers)}-2`];
  measure('merge', 1, reading('merge', one, other));
  measure('split', 1, reading('split', one, other));
  measure('doctor', 1, reading('doctor'));
  return found;
}

function importTable(file: string, table: string): boolean {
  const columns = 'title TEXT, authors TEXT, year TEXT, role TEXT, verdict TEXT, novelty REAL';
  const input = `CREATE TABLE papers(${columns});\n.mode tabs\n.import '${table}' papers\n`;
  return spawnSync('sqlite3', [file], { input }).status === 0;
}

/** A made-up dump cut to three hubs by an import, and by the recipe for DuckDB. */
function cut(
  folder: string,
  measure: (name: RunName, count: number, command: readonly string[], before?: () => void) => void,
  own: (...args: string[]) => string[],
): void {
  const shard = join(folder, 'citations.gz');
  const made = join(folder, 'cut.sqlite');
  const make = `"$0" "$1" ${CUT_LINES} | gzip -1 > "$2"`;
  const { status } = spawnSync('sh', [
    '-c',
    make,
    process.execPath,
    realpathSync(join(folder, 'tests/tools/s2ag-shard.mjs')),
    shard,
  ]);
  if (status !== 0) return;
  const ids = HUBS.map(({ corpusId }) => corpusId);
  const named = ids.flatMap((id) => ['--hub', `corpus:${id}`]);
  measure('import --hub', SLOW, own('import', shard, ...named, '--library', made), () => rmSync(made, { force: true }));
  const recipe = `import { DuckDBInstance } from '@duckdb/node-api';
    import { readFileSync } from 'node:fs';
    const connection = await (await DuckDBInstance.create(':memory:')).connect();
    await connection.run("SET VARIABLE dump = '${shard}'");
    await connection.run('SET VARIABLE hubs = [${ids}]');
    await connection.run("SET VARIABLE cut = '${join(folder, 'cut.gz')}'");
    await connection.run(readFileSync('data/recipes/s2ag-citations.sql', 'utf8'));`;
  measure('DuckDB, the recipe', SLOW, [process.execPath, '--input-type=module', '-e', recipe]);
  for (const file of [shard, made, join(folder, 'cut.gz')]) rmSync(file, { force: true });
}
