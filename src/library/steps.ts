/** Long computations, done in steps: whoever runs one may show how far it is, do something else between, or leave it. */

/** Yields how much is done, from 0 to 1; returns what was computed. */
export type Steps<T> = Generator<number, T, void>;

/** Steps that are a part of others: from so much done of the whole to so much. */
export function* partOf<T>(steps: Steps<T>, from: number, to: number): Steps<T> {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    yield from + (to - from) * step.value;
  }
}

/** Numbers sorted in one step. */
const SORTED_AT_ONCE = 8192;

/** The numbers in the order of a comparison, those that are equal as they stood. */
export function* sortedIn(numbers: Int32Array, compare: (a: number, b: number) => number): Steps<Int32Array> {
  const size = numbers.length;
  let sorted = numbers.slice();
  for (let from = 0; from < size; from += SORTED_AT_ONCE) {
    sorted.subarray(from, from + SORTED_AT_ONCE).sort(compare);
    yield (0.5 * from) / size;
  }
  let merged = new Int32Array(size);
  for (let run = SORTED_AT_ONCE; run < size; run *= 2) {
    for (let from = 0; from < size; from += 2 * run) {
      const middle = Math.min(size, from + run);
      merge(sorted, from, middle, Math.min(size, middle + run), compare, merged);
      yield 0.5;
    }
    [sorted, merged] = [merged, sorted];
  }
  return sorted;
}

/** Two sorted stretches, from `from` and from `middle` on, as one. */
function merge(
  sorted: Int32Array,
  from: number,
  middle: number,
  to: number,
  compare: (a: number, b: number) => number,
  merged: Int32Array,
): void {
  let left = from;
  let right = middle;
  for (let at = from; at < to; at += 1) {
    const isLeft = left < middle && (right >= to || compare(sorted[left]!, sorted[right]!) <= 0);
    merged[at] = isLeft ? sorted[left]! : sorted[right]!;
    if (isLeft) left += 1;
    else right += 1;
  }
}

/** How long a step of something uniform takes, in milliseconds: several fit in a frame. */
const STEP = 2;

/** So many of something uniform that they take a moment: few as long as the engine has not compiled what is done with each, then more. */
export interface Pace {
  /** How many are done in the step that begins now. */
  begin(): number;
  /** They are done. */
  end(): void;
}

/** @param least how many are done in the first step; most: in none are more */
export function pacing(least: number, most: number): Pace {
  let count = least;
  let begun = 0;
  return {
    begin() {
      begun = performance.now();
      return count;
    },
    end() {
      const took = performance.now() - begun;
      if (took < STEP / 2) count = Math.min(most, 2 * count);
      else if (took > STEP) count = Math.max(least, count >> 1);
    },
  };
}

/** Runs all steps at once. */
export function finished<T>(steps: Steps<T>): T {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/** When what waited for the end of this turn has been done: keys, drawing. */
export const nextTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** How long the steps of one slice take, in milliseconds: less than a frame. */
const SLICE = 12;

/**
 * Runs steps in slices between which keys are answered.
 * @param signal aborted: the next slice is not begun
 * @throws what the signal was aborted with
 */
export async function inSlices<T>(
  steps: Steps<T>,
  signal: AbortSignal,
  progress: (done: number) => void = () => {},
): Promise<T> {
  try {
    for (;;) {
      signal.throwIfAborted();
      const end = performance.now() + SLICE;
      let done = 0;
      do {
        const step = steps.next();
        if (step.done) return step.value;
        done = step.value;
      } while (performance.now() < end);
      progress(done);
      await nextTurn();
    }
  } finally {
    // What they hold is given back where they are left.
    steps.return(undefined as never);
  }
}
