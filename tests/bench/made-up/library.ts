/** Writes a library with one made-up hub: `npm run bench:library -- --citers 100000 --out FILE`. */
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { HubLibraryRecord } from '../../../src/hub/record.js';
import { closeLibrary } from '../../../src/library/library.js';
import { openLibrary } from '../../../src/library/open.js';
import { importRecords } from '../../../src/library/write/import-records.js';
import { SYNTHETIC, syntheticHub, type Wanted } from './generate.js';
import { piecesOf } from './recombine.js';

export interface Written {
  papers: number;
  /** From the first record to the closed file, without what it took to make the records up. */
  seconds: number;
  megabytes: number;
}

/** @param root the folder of the project, with the bundled hubs in it */
export function recordsFor(wanted: Wanted, root: string): Generator<HubLibraryRecord> {
  return syntheticHub(wanted, piecesOf(join(root, 'data/hep-th-9711200.jsonl.gz')));
}

/**
 * Imports records into a new library as the program does.
 * @throws Error where the file is there already
 */
export async function writeLibrary(
  file: string,
  records: Iterator<HubLibraryRecord>,
  options: { progress?: (records: number) => void } = {},
): Promise<Written> {
  if (existsSync(file)) throw new Error(`${file} is there already; name another file.`);
  let making = 0;
  let failed: string | undefined;
  function* counted(): Generator<HubLibraryRecord> {
    for (;;) {
      const from = performance.now();
      const next = records.next();
      making += performance.now() - from;
      if (next.done) return;
      yield next.value;
    }
  }
  const from = performance.now();
  const library = openLibrary(file);
  let report: Awaited<ReturnType<typeof importRecords>>;
  try {
    report = await importRecords(library, counted(), { source: SYNTHETIC, from: SYNTHETIC }, options.progress);
    failed = report.problems[0]?.message;
  } finally {
    closeLibrary(library);
  }
  if (failed !== undefined) throw new Error(`The made-up records are not right: ${failed}.`);
  return {
    papers: report.works.added,
    seconds: (performance.now() - from - making) / 1000,
    megabytes: statSync(file).size / 1e6,
  };
}
