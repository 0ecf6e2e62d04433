/** Reading any number of works, many at a time: a round into SQLite for each would take most of the time. */
import { LibraryError } from '../error.js';
import type { Library } from '../library.js';
import type { WorkNumber } from '../model.js';

/** The first answer comes at once, later ones are read in the order of the file, where nearer works lie nearer together. */
const FIRST_BATCH = 128;
const LARGEST_BATCH = 4096;

/** Where stretches of so many works begin and end: short ones first, so that the first are there at once. */
export function* batches(total: number): Generator<{ from: number; count: number }> {
  let most = FIRST_BATCH;
  let from = 0;
  while (from < total) {
    yield { from, count: Math.min(most, total - from) };
    from += most;
    most = Math.min(LARGEST_BATCH, most * 4);
  }
}

/**
 * What `read` finds of works, in the order of `works`.
 * @param read is given the works by rising number, as a JSON array, and answers with one row for each; a row begins with its work
 * @throws LibraryError where the library no longer has one of them
 */
export function inOrder<Values extends readonly [work: WorkNumber, ...rest: unknown[]]>(
  lib: Library,
  works: readonly WorkNumber[],
  read: (works: string) => Values[],
): Values[] {
  const rising = Float64Array.from(works, (work, at) => work * works.length + at).sort();
  const found = read(`[${rising.map((mark) => Math.floor(mark / works.length)).join(',')}]`);
  const ordered = new Array<Values>(works.length);
  let at = 0;
  for (const mark of rising) {
    const work = Math.floor(mark / works.length);
    const values = found[at];
    if (values === undefined || values[0] !== work)
      throw new LibraryError(`The library ${lib.file} has no work ${work}; open the paper again.`);
    ordered[mark % works.length] = values;
    at += 1;
  }
  return ordered;
}
