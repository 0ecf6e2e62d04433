/** A file that one thread reads for another. Both ends are in one thread here; tests/cli/commands/import/ahead.test.ts has two. */
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MessageChannel } from 'node:worker_threads';
import { gzipSync } from 'node:zlib';
import { expect, it, onTestFinished } from 'vitest';
import { type Batch, oneByOne, type ReadBatches } from '../../../src/sources/ahead/batches.js';
import { fed, feed } from '../../../src/sources/ahead/feed.js';
import { type ReadOptions, readSource } from '../../../src/sources/read.js';

const AT: ReadOptions = { at: '2026-01-02', cited: 'arxiv:1911.11134' };

function written(name: string, content: string | Uint8Array): string {
  const folder = mkdtempSync(join(tmpdir(), 'pith-tui-feed-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, name);
  writeFileSync(file, content);
  return file;
}

const HEADER = '{"format":"pith-tui-hub","version":1}\n';
/** Two megabytes, which are several batches: papers, and lines that are none. */
function hub(lines = 2000): string {
  const line = (n: number): string => {
    if (n % 97 === 0) return '{"type":"work"';
    if (n % 89 === 0) return `{"type":"work","ids":["synthetic:${n}"],"title":7}`;
    if (n % 83 === 0) return `{"type":"work","ids":["synthetic:${n}"],"colour":"red","title":"Ünusual \\u0007 ${n}"}`;
    return `{"type":"work","ids":["synthetic:${n}"],"title":"Paper ${n}","abstract":"${'Wool. '.repeat(170)}"}`;
  };
  return HEADER + Array.from({ length: lines }, (_, n) => `${line(n + 1)}\n`).join('');
}

interface Begun {
  read: ReadBatches;
  /** Settles once nothing is read any more. */
  reading: Promise<void>;
  fail(error: unknown): void;
}

async function begun(file: string, options = AT): Promise<Begun> {
  const { port1, port2 } = new MessageChannel();
  const reading = feed(port2, file, options);
  let fail = (_: unknown): void => {};
  const read = await fed(port1, options.strings, (given) => {
    fail = given;
  });
  return { read, reading, fail };
}

/** All of it as one batch, and what was told meanwhile. */
async function whole(batches: AsyncIterable<Batch>): Promise<{ all: Batch; thrown: unknown; count: number }> {
  const all = { records: [] as Batch['records'][number][], problems: [] as Batch['problems'][number][] };
  let count = 0;
  try {
    for await (const { records, problems } of batches) {
      all.records.push(...records);
      all.problems.push(...problems);
      count += 1;
    }
  } catch (thrown) {
    return { all, thrown, count };
  }
  return { all, thrown: undefined, count };
}

const LONG_TITLE = 'On wool '.repeat(3000);
it.each([
  ['the interchange format', 'hub.jsonl', hub()],
  ['the same, packed', 'hub.jsonl.gz', gzipSync(hub())],
  ['one that ends too early', 'cut.jsonl.gz', gzipSync(hub(), { level: 1 }).subarray(0, 9000)],
  [
    'a list of which something is left out',
    'a.ris',
    `TY  - JOUR\nTI  - ${LONG_TITLE}\nDO  - 10.1000/1\nER  - \n`.repeat(40),
  ],
  [
    'a bibliography',
    'a.bib',
    '@string{j = {J. Wool}}\n@article{a, title={T}, journal=j, doi={10.1000/a}}\n@article{b, title=\n',
  ],
])('gives what it gives to the thread that reads it itself: %s', async (_, name, content) => {
  const file = written(name, content);
  const [strings, ownStrings] = [new Map([['x', 'y']]), new Map([['x', 'y']])];
  const own = await readSource(file, { ...AT, strings: ownStrings });
  const wanted = await whole(oneByOne(own.items));
  const { read, reading } = await begun(file, { ...AT, strings });
  const found = await whole(read.batches);
  expect(found.all).toEqual(wanted.all);
  expect(found.thrown).toEqual(wanted.thrown);
  expect({ source: read.source, format: read.format, turn: read.turn }).toEqual({
    source: own.source,
    format: own.format,
    turn: own.turn,
  });
  if (found.thrown === undefined) {
    expect(read.reading).toEqual(own.reading);
    expect(read.progress()).toBe(1);
    expect(strings).toEqual(ownStrings);
  }
  expect(found.all.records.length + found.all.problems.length).toBeGreaterThan(1);
  await reading;
});

it('what cannot be opened is told when it is opened', async () => {
  const thrown = await readSource('/no/such/file', AT).catch((error: unknown) => error);
  expect(thrown).toMatchObject({ name: 'SourceError' });
  await expect(begun('/no/such/file')).rejects.toEqual(thrown);
});

it('is not read further ahead than a few batches', async () => {
  const file = written('hub.jsonl', hub(6000));
  const { port1, port2 } = new MessageChannel();
  const reading = feed(port2, file, AT);
  let [batches, taken] = [0, 0];
  const seen: number[] = [];
  port1.on('message', (said: object) => {
    if ('ended' in said) {
      port1.close();
      return;
    }
    if (!('batch' in said)) return;
    batches += 1;
    seen.push(batches - taken);
    // Only where as many wait as ever do is one taken: if more came all the same, they would be counted.
    if (batches - taken >= 24)
      setImmediate(() => {
        taken += 1;
        port1.postMessage('taken');
      });
  });
  const end = setInterval(() => {
    // The last ones are waited for by nobody.
    taken += 1;
    port1.postMessage('taken');
  }, 50);
  await Promise.all([reading, once(port1, 'close')]);
  clearInterval(end);
  expect(batches).toBeGreaterThan(48);
  expect(Math.max(...seen)).toBe(24);
});

it('is left when nobody wants more of it', async () => {
  const { read, reading } = await begun(written('hub.jsonl', hub(20_000)));
  for await (const batch of read.batches) {
    expect(batch.records.length).toBeGreaterThan(1);
    break;
  }
  // Else it would wait for ever for its batches to be taken.
  await reading;
});

it('a thread that dies is an error, after all that it had said', async () => {
  const file = written('hub.jsonl', hub(100));
  const { read, reading, fail } = await begun(file);
  await reading;
  fail(new Error('It fell over.'));
  const said = await whole(read.batches);
  expect(said.thrown).toBeUndefined();
  expect(said.all.records.length).toBeGreaterThan(90);

  const other = await begun(written('long.jsonl', hub(6000)));
  other.fail(new Error('It fell over.'));
  const { thrown, all } = await whole(other.read.batches);
  expect(thrown).toEqual(new Error('It fell over.'));
  expect(all.records.length).toBeLessThan(5000);
  await other.reading;
});
