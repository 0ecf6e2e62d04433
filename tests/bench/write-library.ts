/** The command behind `npm run bench:library`. */
import { parseArgs } from 'node:util';
import { shown } from './figures/table.js';
import { hubId } from './made-up/generate.js';
import { recordsFor, writeLibrary } from './made-up/library.js';

const USAGE = 'npm run bench:library -- --citers 100000 --out FILE [--seed 1] [--no-abstracts]';

export async function main(root: string, args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    allowNegative: true,
    options: {
      citers: { type: 'string' },
      out: { type: 'string' },
      seed: { type: 'string', default: '1' },
      abstracts: { type: 'boolean', default: true },
    },
  });
  const citers = Number(values.citers);
  const seed = Number(values.seed);
  if (
    !Number.isInteger(citers) ||
    citers < 1 ||
    citers > 9_999_999 ||
    !Number.isInteger(seed) ||
    values.out === undefined
  )
    throw new Error(`Say how many citing papers and which file: ${USAGE}`);
  const records = recordsFor({ citers, seed, abstracts: values.abstracts }, root);
  const from = performance.now();
  const written = await writeLibrary(values.out, records, {
    progress(count) {
      if (process.stderr.isTTY && count % 20_000 === 0)
        process.stderr.write(`\r${shown(count)} records, ${shown(Math.round((performance.now() - from) / 1000))} s `);
    },
  });
  if (process.stderr.isTTY) process.stderr.write('\r\x1b[K');
  process.stdout.write(
    `${shown(written.papers)} works, ${shown(written.megabytes)} MB, ` +
      `${shown(Math.round(written.papers / written.seconds))} works a second. Open it with:\n` +
      `pith-tui --library ${values.out} ${hubId(citers)}\n`,
  );
}
