/** How alike texts are to what was typed, as fuse.js has it. */
import Fuse, { type FuseOptionKey } from 'fuse.js/basic';

/** The distance of each entry to the words, 0 the same; 1, nothing alike, is that of those that are not here. To six digits. */
export function distancesTo<T>(wanted: string, entries: readonly T[], keys: FuseOptionKey<T>[]): Map<T, number> {
  const fuse = new Fuse(entries, { keys, includeScore: true, ignoreLocation: true, threshold: 0.6 });
  return new Map(fuse.search(wanted).map(({ item, score = 1 }) => [item, Math.round(score * 1e6) / 1e6]));
}
