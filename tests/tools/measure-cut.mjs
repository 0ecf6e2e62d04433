// How fast a shard of the S2AG citations is cut to three hubs, beside grep and DuckDB, in one sitting:
// npm run build && npx node tests/tools/measure-cut.mjs [lines] [rounds]
import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { HUBS } from './s2ag-shard.mjs';

const [lines = 10_000_000, rounds = 3] = process.argv.slice(2).map(Number);
const root = fileURLToPath(new URL('../../', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'pith-tui-cut-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
const shard = join(folder, 'citations.gz');
const ids = HUBS.map(({ corpusId }) => corpusId);
const node = process.execPath;
execFileSync('sh', ['-c', `"${node}" "${root}tests/tools/s2ag-shard.mjs" ${lines} | gzip -1 > "${shard}"`]);

const recipe = `import { DuckDBInstance } from ${JSON.stringify(import.meta.resolve('@duckdb/node-api'))};
const connection = await (await DuckDBInstance.create(':memory:')).connect();
await connection.run(${JSON.stringify(`SET VARIABLE dump = '${shard}'`)});
await connection.run(${JSON.stringify(`SET VARIABLE hubs = [${ids}]`)});
await connection.run(${JSON.stringify(`SET VARIABLE cut = '${join(folder, 'cut.gz')}'`)});
await connection.run(${JSON.stringify(readFileSync(join(root, 'data/recipes/s2ag-citations.sql'), 'utf8'))});`;
const ways = {
  'zcat | wc -l': ['sh', '-c', `zcat "${shard}" | wc -l`],
  'zcat | grep -F': ['sh', '-c', `zcat "${shard}" | grep -c -F ${ids.map((id) => `-e ${id}`).join(' ')}`],
  'pith-tui import --hub': [
    node,
    join(root, 'dist/pith-tui.js'),
    'import',
    shard,
    ...ids.flatMap((id) => ['--hub', `corpus:${id}`]),
    '--library',
    join(folder, 'library.sqlite'),
  ],
  'DuckDB, the recipe': [node, '--input-type=module', '-e', recipe],
};

process.stdout.write(`${lines} lines, ${cpus().length} cores, Node ${process.versions.node}\n`);
for (let round = 1; round <= rounds; round += 1) {
  for (const [name, [command, ...given]] of Object.entries(ways)) {
    rmSync(join(folder, 'library.sqlite'), { force: true });
    const start = performance.now();
    const child = spawn(command, given, { stdio: ['ignore', 'ignore', 'inherit'] });
    let most = 0;
    const watch = setInterval(() => {
      const status = `/proc/${child.pid}/status`;
      if (!existsSync(status)) return;
      most = Math.max(most, Number(/VmRSS:\s+(\d+)/u.exec(readFileSync(status, 'utf8'))?.[1] ?? 0));
    }, 100);
    const code = await new Promise((resolve) => child.on('close', resolve));
    clearInterval(watch);
    const seconds = (performance.now() - start) / 1000;
    const rate = Math.round(lines / seconds / 1000);
    // A shell's memory says nothing of what it runs.
    const memory = command === 'sh' ? '' : `, at most ${Math.round(most / 1024)} MB`;
    process.stdout.write(
      `${round}. ${name}: ${seconds.toFixed(1)} s, ${rate},000 lines a second${memory}${code === 0 ? '' : `, exit ${code}`}, load ${loadavg()[0].toFixed(1)}\n`,
    );
  }
}
