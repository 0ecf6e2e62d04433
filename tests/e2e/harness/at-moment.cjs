/**
 * Loaded into the program before anything else: does something once a moment of its start has come, before anything that follows
 * can happen. `AT_MOMENT` is JSON: `moment`, of which the program tells by what it writes or does anyway; `act` and `of`, what is done then,
 * once there is a file `awaits`, where one is named.
 */
const { existsSync, writeFileSync, rmSync } = require('node:fs');
const { isMainThread } = require('node:worker_threads');

const { moment, act, of, done, awaits } = JSON.parse(process.env.AT_MOMENT);

const ACTS = {
  signal: () => process.kill(process.pid, of),
  // Heard before what has come meanwhile is read.
  told: () => process.emit(of, of),
  typed: () => process.stdin.emit('data', Buffer.from(of)),
  ended: () => process.stdin.emit('end'),
  deleted: () => rmSync(of),
  thrown: () =>
    setImmediate(() => {
      throw new Error(of);
    }),
};

let isDone = false;
function now() {
  if (isDone) return;
  isDone = true;
  writeFileSync(done, '');
  while (awaits !== undefined && !existsSync(awaits)) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
  ACTS[act]();
}

/** Calls `now` after the first write with this text. */
function afterWrite(text) {
  const { write } = process.stdout;
  process.stdout.write = function (chunk, ...rest) {
    const result = write.call(this, chunk, ...rest);
    if (String(chunk).includes(text)) now();
    return result;
  };
}

/** The program takes `fetch` away while it loads Ink, and gives it back then: the moments before and after. */
function aroundInk(before, after) {
  let { fetch } = globalThis;
  let isLoading = false;
  Object.defineProperty(globalThis, 'fetch', {
    get: () => fetch,
    set(value) {
      fetch = value;
      if (value === undefined) {
        isLoading = true;
        before();
      } else if (isLoading) after();
    },
  });
}

const nothing = () => {};
const MOMENTS = {
  'its background is asked for': () => afterWrite('\x1b]11;?'),
  'the first frame is painted': () => afterWrite('\x1b[?2026l'),
  'Ink is about to be loaded': () => aroundInk(now, nothing),
  'Ink is loaded': () => aroundInk(nothing, now),
  'Ink has just taken over': () => aroundInk(nothing, () => setImmediate(now)),
};
if (isMainThread && process.argv[1]?.endsWith('pith-tui.js')) MOMENTS[moment]();
