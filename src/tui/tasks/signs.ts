/** What two threads tell each other about a task while it is done: how far it is, and that it is to be left. */

/** The reader has left the task. */
export class Left extends Error {
  override name = 'Left';
}

const [DONE, STOP, ENDED] = [0, 1, 2] as const;
const WHOLE = 1_000_000;

export interface Signs {
  /** What is sent to the other thread. */
  memory: SharedArrayBuffer;
  /** How much is done, from 0 to 1. */
  done(): number;
  stop(): void;
  /** Waits until the other thread has ended, for so many milliseconds at most. */
  untilEnded(ms: number): void;
  /** Tells how much is done. @throws Left where the reader has left */
  heed(done: number): void;
  /** Tells that nothing more is done. */
  end(): void;
}

export function signsOn(memory: SharedArrayBuffer = new SharedArrayBuffer(12)): Signs {
  const cells = new Int32Array(memory);
  return {
    memory,
    done: () => Atomics.load(cells, DONE) / WHOLE,
    stop: () => void Atomics.store(cells, STOP, 1),
    untilEnded: (ms) => void Atomics.wait(cells, ENDED, 0, ms),
    heed(done) {
      Atomics.store(cells, DONE, Math.floor(done * WHOLE));
      if (Atomics.load(cells, STOP) === 1) throw new Left('Left.');
    },
    end() {
      Atomics.store(cells, ENDED, 1);
      Atomics.notify(cells, ENDED);
    },
  };
}
