/** Reading any number of works, many at a time: a round into SQLite for each would take most of the time. */
import { GoneError } from '../error.js';
import { heldTexts } from '../held-texts.js';
import type { Library } from '../library.js';
import type { WorkNumber } from '../model.js';

/** The first answer comes at once, later ones are read in the order of the file, where nearer works lie nearer together. */
const FIRST_BATCH = 128;
const LARGEST_BATCH = 4096;

/** Where stretches of so many works begin and end: short ones first, so that the first are there at once. */
export function* batches(total: number, largest = LARGEST_BATCH): Generator<{ from: number; count: number }> {
  let most = FIRST_BATCH;
  let from = 0;
  while (from < total) {
    yield { from, count: Math.min(most, total - from) };
    from += most;
    most = Math.min(largest, most * 4);
  }
}

/** So many are read at a time: what is made of them is all that is left of them when V8 looks for what is no longer needed. */
const AT_A_TIME = 1024;

/**
 * What `print` says of each of these works, in the order of the works, many a piece. They are read in the order in which they lie in
 * the file, in fewer and longer stretches so, and the texts take less memory than all that is known of them.
 * @param most so many are printed before the first of them is handed out, since they are needed in another order than the file's
 * @param read what is known of some works, in their order
 */
export function* printedInFileOrder<Known>(
  lib: Library,
  works: readonly WorkNumber[],
  { most, read, print }: Printing<Known>,
): Generator<string> {
  const texts = heldTexts(Math.min(most, works.length));
  for (const batch of batches(works.length, most)) {
    eachInFileOrder(lib, works, batch, read, (known, at) => texts.put(at - batch.from, print(known, at)));
    yield* texts.inOrder();
  }
}

interface Printing<Known> {
  most: number;
  read: (works: readonly WorkNumber[]) => readonly Known[];
  print: (known: Known, at: number) => string;
}

/** Works looked at before it is looked whether who asked for them has left. */
const HEEDED = 32;

/** What is known of each of these works, in their order, read as printedInFileOrder() does. */
export function* readInFileOrder<Known>(
  lib: Library,
  works: readonly WorkNumber[],
  { most, read }: Omit<Printing<Known>, 'print'>,
): Generator<Known> {
  for (const batch of batches(works.length, most)) {
    const all = new Array<Known>(batch.count);
    eachInFileOrder(lib, works, batch, read, (known, at) => {
      all[at - batch.from] = known;
    });
    for (const [at, known] of all.entries()) {
      yield known;
      if (at % HEEDED === 0) lib.heed((batch.from + batch.count) / works.length);
    }
  }
}

function eachInFileOrder<Known>(
  lib: Library,
  works: readonly WorkNumber[],
  { from, count }: { from: number; count: number },
  read: Printing<Known>['read'],
  take: (known: Known, at: number) => void,
): void {
  const places = inFileOrder(works, from, count);
  for (let next = 0; next < count; next += AT_A_TIME) {
    lib.heed((from + next) / works.length);
    const some = places.slice(next, next + AT_A_TIME);
    const found = read(some.map((place) => works[place]!));
    for (let at = 0; at < some.length; at += 1) take(found[at]!, some[at]!);
  }
}

/** The places from `from` on, so many of them, by rising number of the works at them. */
function inFileOrder(works: readonly WorkNumber[], from: number, count: number): number[] {
  // A work and its place are one number, so that sorting the works sorts their places along.
  const both = Float64Array.from({ length: count }, (_, place) => works[from + place]! * count + place).sort();
  return Array.from(both, (number) => from + (number % count));
}

/**
 * What `read` finds of works, in the order of `works`.
 * @param read is given the works by rising number, each once, as a JSON array, and answers with one row for each; a row begins with
 *   its work
 * @throws GoneError where the library no longer has one of them
 */
export function inOrder<Values extends readonly [work: WorkNumber, ...rest: unknown[]]>(
  lib: Library,
  works: readonly WorkNumber[],
  read: (works: string) => Values[],
): Values[] {
  const places = inFileOrder(works, 0, works.length);
  const rising = places.map((place) => works[place]!);
  const found = read(`[${rising.filter((work, at) => work !== rising[at - 1]).join(',')}]`);
  const inPlaces = new Array<Values>(works.length);
  let next = 0;
  for (let at = 0; at < rising.length; at += 1) {
    if (found[next]?.[0] !== rising[at]) next += 1;
    const values = found[next];
    if (values === undefined || values[0] !== rising[at]) throw new GoneError(lib.file, rising[at]!);
    inPlaces[places[at]!] = values;
  }
  return inPlaces;
}
