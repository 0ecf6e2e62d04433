/** A made-up dump cut to three hubs by an import, and by the recipe for DuckDB. */
import { spawnSync } from 'node:child_process';
import { realpathSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { HUBS } from '../../tools/s2ag-shard.mjs';
import { type Figures, wholeRuns } from '../figures/measure.js';

/** Milliseconds of whole runs; one that failed says why in its place. */
export interface Cuts {
  lines: number;
  own: Figures | undefined;
  duckdb: Figures | string;
}

const LINES = 1_000_000;
const RUNS = 3;

/** @param folder of the sitting, with the program in it */
export function cuts(folder: string): Cuts {
  const file = (name: string): string => join(folder, name);
  const [shard, made, cut] = [file('citations.gz'), file('cut.sqlite'), file('cut.gz')];
  const make = `"$0" "$1" ${LINES} | gzip -1 > "$2"`;
  const maker = realpathSync(file('tests/tools/s2ag-shard.mjs'));
  const { status } = spawnSync('sh', ['-c', make, process.execPath, maker, shard]);
  if (status !== 0) return { lines: LINES, own: undefined, duckdb: 'no dump' };
  const ids = HUBS.map(({ corpusId }) => corpusId);
  const named = ids.flatMap((id) => ['--hub', `corpus:${id}`]);
  const recipe = `import { DuckDBInstance } from '@duckdb/node-api';
    import { readFileSync } from 'node:fs';
    const connection = await (await DuckDBInstance.create(':memory:')).connect();
    await connection.run("SET VARIABLE dump = '${shard}'");
    await connection.run('SET VARIABLE hubs = [${ids}]');
    await connection.run("SET VARIABLE cut = '${cut}'");
    await connection.run(readFileSync('data/recipes/s2ag-citations.sql', 'utf8'));`;
  const found = wholeRuns(
    {
      own: [process.execPath, file('dist/pith-tui.js'), 'import', shard, ...named, '--library', made],
      duckdb: [process.execPath, '--input-type=module', '-e', recipe],
    },
    { cwd: folder, count: RUNS, before: () => rmSync(made, { force: true }) },
  );
  for (const one of [shard, made, cut]) rmSync(one, { force: true });
  return { lines: LINES, own: found.own, duckdb: found.duckdb ?? 'not installed' };
}
