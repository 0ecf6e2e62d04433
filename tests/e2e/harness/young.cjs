// Loaded into the program: once the folder that PITH_TUI_TEST_YOUNG names has a file `go`, it lets what is young fill its room many
// times, after all that the program has put off for so long, and writes into `young` how large V8 has made the room, in MB.
const { existsSync, writeFileSync } = require('node:fs');
const { isMainThread } = require('node:worker_threads');
const v8 = require('node:v8');

const folder = process.env.PITH_TUI_TEST_YOUNG;
/** Longer than anything a start puts off. */
const LATER = 3000;

function fill() {
  // Most of it is held for a while, as in a program that is busy.
  const held = [];
  for (let i = 0; i < 3_000_000; i += 1) held[i % 200_000] = { i, text: `${i}` };
  const young = v8.getHeapSpaceStatistics().find(({ space_name: name }) => name === 'new_space');
  writeFileSync(`${folder}/young`, `${young.physical_space_size / 2 ** 20}`);
}

if (isMainThread && folder !== undefined) {
  const waiting = setInterval(() => {
    if (!existsSync(`${folder}/go`)) return;
    clearInterval(waiting);
    setTimeout(fill, LATER);
  }, 100);
}
