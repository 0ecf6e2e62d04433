/** Words of the library that are nearly a given one: the vocabulary of the index is searched, not the papers. */
import { keep, type Library } from './open.js';

/** Typing errors allowed in a word of so many letters. */
export function errorsAllowed(word: string): 0 | 1 | 2 {
  return word.length >= 8 ? 2 : word.length >= 4 ? 1 : 0;
}

/** Most words of the library one mistyped word may stand for; the commonest are kept. */
const MOST = 100;
/** The pattern is held in the bits of one number. */
const LONGEST = 31;

/** The words that begin like `word` but for 1 or 2 typing errors (a letter too many, too few, wrong, or two swapped). */
export function wordsLike(lib: Library, word: string): Record<1 | 2, string[]> {
  const allowed = word.length > LONGEST ? 0 : errorsAllowed(word);
  const found: Record<1 | 2, { term: string; papers: number }[]> = { 1: [], 2: [] };
  if (allowed > 0) {
    const distanceTo = prefixDistance(word);
    for (const entry of vocabulary(lib)) {
      const distance = distanceTo(entry.term, allowed);
      if ((distance === 1 || distance === 2) && distance <= allowed) found[distance].push(entry);
    }
  }
  const best = (entries: { term: string; papers: number }[]): string[] =>
    entries
      .sort((a, b) => b.papers - a.papers || (a.term < b.term ? -1 : 1))
      .slice(0, MOST)
      .map(({ term }) => term);
  return { 1: best(found[1]), 2: best(found[2]) };
}

/** All words of titles, authors and summaries with the number of papers that have them. */
function vocabulary(lib: Library): { term: string; papers: number }[] {
  return keep(lib, 'vocabulary', () => {
    lib.sql("CREATE VIRTUAL TABLE IF NOT EXISTS temp.vocabulary USING fts5vocab('main', 'search', 'row')").run();
    return lib.sql('SELECT term, doc AS papers FROM temp.vocabulary').all() as { term: string; papers: number }[];
  });
}

/**
 * The least number of errors between a word and any beginning of another: Hyyrö's bit-parallel form of the optimal string
 * alignment distance, the rows of a column in the bits of a number.
 * @returns a function that gives the distance, or more than `allowed` where it is more
 */
export function prefixDistance(word: string): (other: string, allowed: number) => number {
  const size = word.length;
  const last = 1 << (size - 1);
  const places = new Map<number, number>();
  for (let i = 0; i < size; i += 1) {
    const code = word.charCodeAt(i);
    places.set(code, (places.get(code) ?? 0) | (1 << i));
  }
  return (other, allowed) => {
    if (other.length < size - allowed) return allowed + 1;
    let up = -1;
    let down = 0;
    let diagonal = 0;
    let match = 0;
    let score = size;
    let best = size;
    // Beginnings longer than this are further away than the allowed errors.
    const end = Math.min(other.length, size + allowed);
    for (let i = 0; i < end; i += 1) {
      const before = match;
      match = places.get(other.charCodeAt(i)) ?? 0;
      const swapped = ((~diagonal & match) << 1) & before;
      diagonal = (((match & up) + up) ^ up) | match | down | swapped;
      let right = down | ~(diagonal | up);
      let left = up & diagonal;
      if (right & last) score += 1;
      if (left & last) score -= 1;
      right = (right << 1) | 1;
      left <<= 1;
      up = left | ~(diagonal | right);
      down = right & diagonal;
      if (score < best) best = score;
    }
    return best;
  };
}
