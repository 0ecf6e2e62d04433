/** The command behind `npm run bench`: every figure of one sitting. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type Beside, besideOthers, cutBesideOthers, reportBeside } from './figures/beside.js';
import { keep, keptAt, lastPlace } from './figures/kept.js';
import { reportSize } from './figures/report.js';
import { machine } from './figures/system.js';
import { hubId } from './made-up/generate.js';
import { cuts } from './others/cutting.js';
import type { Place } from './screen/program.js';
import { measureSize, type SizeFigures } from './size.js';

const SIZES = { '10k': 10_000, '100k': 100_000, '1m': 1_000_000 };

const USAGE = 'npm run bench -- [--size 10k|100k|1m] [--json FILE] [--against FILE]';

/** 10k is only that; 100k only that; 1m adds the million to the two that are measured anyway. */
function sizesOf(size: string | undefined): number[] {
  if (size === undefined) return [SIZES['10k'], SIZES['100k']];
  if (size === '1m') return Object.values(SIZES);
  const citers = SIZES[size as keyof typeof SIZES];
  if (citers === undefined) throw new Error(`There is no size ${size}: ${USAGE}`);
  return [citers];
}

export async function main(folder: string, args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: { size: { type: 'string' }, json: { type: 'string' }, against: { type: 'string' } },
  });
  const citers = sizesOf(values.size);
  const before = values.against === undefined ? [] : keptAt(values.against);
  const begin = performance.now();
  const about = machine();
  process.stdout.write(
    `${about.processor}, ${about.cores} cores, ${about.memoryMB} MB, ${about.system}, Node ${about.node}, load ${about.load}\n\n`,
  );
  process.stderr.write('Cutting a dump …\n');
  const cut = cuts(folder);
  const beside: Beside[] = cutBesideOthers(cut);
  process.stdout.write(
    reportBeside(`Beside others, a dump of ${cut.lines.toLocaleString('en')} lines`, beside, before),
  );
  const sizes: SizeFigures[] = [];
  for (const size of citers) {
    const named = size.toLocaleString('en');
    const place: Place = { folder, library: join(folder, `${size}.sqlite`), hub: hubId(size), wanted: '' };
    const figures = await measureSize(size, place, (what) => process.stderr.write(`${named}: ${what} …\n`));
    sizes.push(figures);
    process.stdout.write(reportSize(figures));
    const rows = besideOthers(figures);
    beside.push(...rows);
    process.stdout.write(reportBeside(`Beside others, ${named} citing papers`, rows, before));
    rmSync(place.library);
  }
  const seconds = Math.round((performance.now() - begin) / 1000);
  process.stdout.write(`All of it took ${seconds} s.\n`);
  const file = values.json ?? lastPlace();
  keep(file, { machine: about, cut, sizes, seconds, beside });
  process.stdout.write(`Kept in ${file}; to compare a later sitting with it: --against ${file}\n`);
}
