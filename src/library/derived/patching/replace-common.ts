/** What is kept of common words (words/common.ts) when single papers are replaced (replacing.ts). */
import type { CommonOutline } from '../column-layout.js';
import { putAll, type Shelf } from '../shelf/segments.js';
import { beginningWith, placeOfWord } from '../vocabulary.js';
import { bytesFor, COMMON_NAME, copyStandings, mark, putStanding } from '../words/common.js';
import type { Replacing } from './replacing.js';

/** Puts what is kept of the same words onto the shelf, of the papers that there are then; nothing where nothing was kept. */
export function commonThen({ old, fresh, runs, added, size }: Replacing, shelf: Shelf): { common?: CommonOutline } {
  const { common } = old.dictionary();
  if (common === undefined) return {};
  const { vocabulary, postings } = fresh.dictionary();
  const { beginnings, words } = common.outline;
  const before = common.all();
  const all = new Uint8Array((beginnings.length + words.length) * bytesFor(size));
  const put = (number: number, from: number, to: number): void => {
    const was = before.subarray(number * bytesFor(old.size));
    const standing = all.subarray(number * bytesFor(size), (number + 1) * bytesFor(size));
    for (const run of runs) copyStandings(was, run.from, run.to, standing, run.at);
    const come = new Uint8Array(fresh.size);
    postings.each(from, to, (part) => mark(part, come));
    for (let place = 0; place < come.length; place += 1) putStanding(standing, added[place]!, come[place]!);
  };
  for (const [at, text] of beginnings.entries()) {
    const { from, to } = beginningWith(vocabulary, text);
    put(at, from, to);
  }
  for (const [at, text] of words.entries()) {
    const place = placeOfWord(vocabulary, text);
    put(beginnings.length + at, Math.max(0, place), place + 1);
  }
  putAll(shelf, COMMON_NAME, all, before);
  return { common: common.outline };
}
