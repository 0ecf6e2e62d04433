// Makes up a shard of the S2AG citations, in the shape of 2024 and later, the same for the same seed. For measuring:
// npx node tests/tools/s2ag-shard.mjs 10000000 | gzip -1 > /tmp/citations.gz
import { pathToFileURL } from 'node:url';

/** The three hubs, and how many lines in a million cite each: a large, a middling and a small one. */
export const HUBS = [
  { corpusId: 209884733, inAMillion: 1500 },
  { corpusId: 3051772, inAMillion: 300 },
  { corpusId: 231632937, inAMillion: 20 },
];
const MOST = 280_000_000;
const INTENTS = ['background', 'methodology', 'result'];

function chanceOf(seed) {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** Sentences of made-up words; about as long as real citing sentences. */
function sentences(chance, count) {
  const syllables = 'ba de fi go lu men nor pra qui ro sta tel un vex wi yon zu cha ther ing'.split(' ');
  const word = () =>
    Array.from({ length: 1 + Math.floor(chance() * 4) }, () => syllables[Math.floor(chance() * 20)]).join('');
  const words = Array.from({ length: 20_000 }, word);
  return Array.from({ length: count }, () =>
    Array.from({ length: 6 + Math.floor(chance() * 36) }, () => words[Math.floor(chance() * words.length)]).join(' '),
  );
}

/** The lines without their ends; of a hub the citing papers are all different. */
export function* shardLines(count, seed = 1) {
  const chance = chanceOf(seed);
  const pool = sentences(chance, 20_000).map((sentence) =>
    JSON.stringify(`${sentence} [${Math.floor(chance() * 90)}].`),
  );
  const cited = () => {
    let at = chance() * 1e6;
    for (const { corpusId, inAMillion } of HUBS) {
      at -= inAMillion;
      if (at < 0) return corpusId;
    }
    return chance() < 0.2 ? null : Math.floor(chance() * MOST);
  };
  for (let number = 0; number < count; number += 1) {
    // Every citing paper once: a step that shares no factor with MOST visits all before the first again.
    const citing = (number * 7_919 * 13 + seed) % MOST;
    const contexts = [];
    const intents = [];
    if (chance() < 0.4) {
      for (let more = true; more; more = chance() < 0.3) {
        contexts.push(pool[Math.floor(chance() * pool.length)]);
        intents.push(chance() < 0.85 ? `["${INTENTS[Math.floor(chance() * 3)]}"]` : 'null');
      }
    }
    const said = contexts.length === 0 ? ['null', 'null'] : [`[${contexts.join(',')}]`, `[${intents.join(',')}]`];
    yield `{"citationid":${4_000_000_000 + number},"citingcorpusid":${citing},"citedcorpusid":${cited()},"isinfluential":${chance() < 0.07},"contexts":${said[0]},"intents":${said[1]}}`;
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  process.stdout.on('error', () => process.exit(0));
  let pending = '';
  for (const line of shardLines(Number(process.argv[2] ?? 1000), Number(process.argv[3] ?? 1))) {
    pending += `${line}\n`;
    if (pending.length < 1 << 20) continue;
    if (!process.stdout.write(pending)) await new Promise((resolve) => process.stdout.once('drain', resolve));
    pending = '';
  }
  process.stdout.write(pending);
}
