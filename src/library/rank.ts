/** The order of relevance: which papers fit the searched words best. */
import Fuse from 'fuse.js/basic';
import type { Term } from '../query/query.js';
import { type Columns, keepWith, type Marks } from './columns.js';
import { countOf, exactMatch, nearMatches, searched } from './filter.js';
import type { Library } from './open.js';
import { tieBreak } from './sort.js';
import { foldText } from './words.js';

type Text = Extract<Term, { kind: 'text' }>;

/** How many of the best fuse.js looks at: it costs some 60 µs each. */
const LOOKED_AT = 50;
/** What fuse.js reads of a title and of the authors. */
const READ = { title: 200, authors: 100 } as const;

/** Where a word stands matters: in the title most. */
const WEIGHTS: readonly [column: string, weight: number][] = [
  ['title', 1],
  ['authors', 0.8],
  ['summary', 0.5],
];
/** How well a word fits: as a whole, as a beginning, with one typing error, with two. */
const FIT = { whole: 1, beginning: 0.9, 1: 0.7, 2: 0.5 } as const;

/**
 * The marked papers by relevance, best first: those that have the words as written before those that have them only with
 * typing errors, then by where, how well and how rarely the words match; of the first LOOKED_AT of each kind fuse.js says
 * how near their titles and authors are to what was typed. Deterministic.
 * @param exact marks of the papers that have the words as written
 */
export function byRelevance(
  lib: Library,
  columns: Columns,
  terms: readonly Text[],
  matching: Marks,
  exact: Marks,
  typos: boolean,
): Int32Array {
  const scores = new Float64Array(columns.size);
  for (const term of terms) {
    const given = keepWith(columns, `scores ${typos} ${JSON.stringify(term)}`, () => score(lib, columns, term, typos));
    for (let i = 0; i < scores.length; i += 1) scores[i]! += given[i]!;
  }
  const ties = tieBreak(columns);
  const places: number[] = [];
  for (let i = 0; i < matching.length; i += 1) if (matching[i]) places.push(i);
  const byScore = (a: number, b: number): number => exact[b]! - exact[a]! || scores[b]! - scores[a]! || ties(a, b);
  places.sort(byScore);

  const best = places.slice(0, LOOKED_AT);
  const distance = distances(lib, columns, best, terms);
  best.sort((a, b) => exact[b]! - exact[a]! || distance.get(a)! - distance.get(b)! || byScore(a, b));
  return Int32Array.from([...best, ...places.slice(LOOKED_AT)]);
}

/** What each paper earns by one term: the best of its fields, more for a rarer word. */
function score(lib: Library, columns: Columns, term: Text, typos: boolean): Float64Array {
  const scores = new Float64Array(columns.size);
  const whole = exactMatch({ ...term, phrase: true });
  if (whole === null) return scores;
  const fits: [match: string, fit: number][] = [[whole, FIT.whole]];
  if (!term.phrase) fits.push([exactMatch(term)!, FIT.beginning]);
  if (typos) for (const near of nearMatches(lib, term)) fits.push([near.match, FIT[near.distance]]);
  const met = new Uint8Array(columns.size);
  const fields = term.field === undefined ? WEIGHTS : ([[undefined, 1]] as const);
  for (const [match, fit] of fits) {
    for (const [column, weight] of fields) {
      const marks = searched(lib, columns, term.field, match, column);
      for (let i = 0; i < marks.length; i += 1) {
        if (marks[i] === 0) continue;
        met[i] = 1;
        if (fit * weight > scores[i]!) scores[i] = fit * weight;
      }
    }
  }
  const rarity = Math.log(1 + columns.size / (1 + countOf(met)));
  return scores.map((value) => value * rarity);
}

/** fuse.js's distance (0 the same, 1 nothing alike) of the titles and authors to the words, by place. */
function distances(
  lib: Library,
  columns: Columns,
  places: readonly number[],
  terms: readonly Text[],
): Map<number, number> {
  const typed = terms.map((term) => foldText(term.text)).join(' ');
  const far = new Map(places.map((place) => [place, 1]));
  if (typed === '' || places.length < 2) return far;
  const authors = lib.sql('SELECT name FROM authors WHERE work = ? ORDER BY position LIMIT 8').pluck();
  const entries = places.map((place) => ({
    place,
    title: columns.titleKey[place]!.slice(0, READ.title),
    authors: foldText((authors.all(columns.ids[place]!) as string[]).join(' ')).slice(0, READ.authors),
  }));
  const fuse = new Fuse(entries, {
    keys: [
      { name: 'title', weight: 3 },
      { name: 'authors', weight: 1 },
    ],
    includeScore: true,
    ignoreLocation: true,
    threshold: 0.6,
  });
  for (const { item, score: found = 1 } of fuse.search(typed)) far.set(item.place, Math.round(found * 1e6) / 1e6);
  return far;
}
