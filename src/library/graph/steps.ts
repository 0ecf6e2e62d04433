/** Long computations, done in steps: whoever runs one may show how far it is, do something else between, or leave it. */

/** Yields how much is done, from 0 to 1; returns what was computed. */
export type Steps<T> = Generator<number, T, void>;

/** Steps that are a part of others: from so much done of the whole to so much. */
export function* within<T>(steps: Steps<T>, from: number, to: number): Steps<T> {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    yield from + (to - from) * step.value;
  }
}

/** Runs all steps at once. */
export function finished<T>(steps: Steps<T>): T {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

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
    await new Promise((resolve) => setImmediate(resolve));
  }
}
