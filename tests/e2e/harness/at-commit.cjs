/**
 * Loaded into the program before anything else: as soon as a task is handed to the thread beside the screen, nothing is done here until
 * what it does is in the journal of the library, and then the program is told to end, before it has heard that the task is done.
 */
const { DatabaseSync } = require('node:sqlite');
const { isMainThread, Worker } = require('node:worker_threads');

const { postMessage } = Worker.prototype;
const pause = () => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);

function untilCommitted() {
  const library = new DatabaseSync(process.env.PITH_TUI_LIBRARY, { readOnly: true });
  const lines = library.prepare('SELECT count(*) AS lines FROM journal');
  while (lines.get().lines === 0) pause();
  library.close();
}

if (isMainThread && process.argv[1]?.endsWith('pith-tui.js'))
  Worker.prototype.postMessage = function (message, ...rest) {
    postMessage.call(this, message, ...rest);
    if (message?.order !== 'do') return;
    untilCommitted();
    process.emit('SIGTERM', 'SIGTERM');
  };
