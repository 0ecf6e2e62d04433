/** From what a person types to a work of the library. */
import { hasFormOfId, parseId } from '../../hub/ids/identifier.js';
import type { Id } from '../../hub/record.js';
import { foldText } from '../derived/tokens.js';
import { packed, type Vocabulary, wordAt, wordsLike } from '../derived/vocabulary.js';
import { cached, type Library, reading } from '../library.js';
import type { WorkLine, WorkNumber } from '../model.js';
import { hubsAmong } from '../read/hubs.js';
import { workLines } from '../read/rows.js';
import { workWithId } from '../works/ids.js';
import { distancesTo } from './likeness.js';

export type Found =
  | { kind: 'one'; work: WorkNumber }
  /** `misspelt`: only with typing errors are they called so. */
  | { kind: 'several'; works: WorkLine[]; misspelt: boolean }
  /** `nearest`: titles that have some of the words; none where an identifier was asked for. */
  | { kind: 'none'; nearest: WorkLine[] };

/** Works offered to choose from, works named where nothing fits, works fuse.js looks at. */
const OFFERED = 20;
const NEAREST = 3;
const LOOKED_AT = 200;

/**
 * Finds works by an identifier in any spelling, the short forms of Pith Numbers among them, or by words of a title, typing
 * errors allowed. Works with citing papers come before others.
 */
export function findWorks(lib: Library, text: string): Found {
  return reading(lib, () => {
    const id = parseId(text);
    if (id !== null) return byId(lib, id);
    return hasFormOfId(text) ? { kind: 'none', nearest: [] } : byTitle(lib, foldText(text));
  });
}

function byId(lib: Library, id: Id): Found {
  const exact = workWithId(lib, id);
  if (exact !== undefined) return { kind: 'one', work: exact };
  const short = /^pith:(?:\d{4}:)?([A-Z2-7]{8,26})$/.exec(id)?.[1];
  if (short === undefined) return { kind: 'none', nearest: [] };
  const found = lib
    .sql(
      `SELECT work FROM aliases WHERE scheme = 'pith'
         AND (value GLOB @short || '*' OR value GLOB '[0-9][0-9][0-9][0-9]:' || @short || '*')
       GROUP BY work ORDER BY min(value) LIMIT ${OFFERED}`,
    )
    .all({ short }) as { work: WorkNumber }[];
  return answer(
    lib,
    found.map(({ work }) => work),
  );
}

function answer(lib: Library, works: readonly WorkNumber[]): Found {
  const [work] = works;
  if (work === undefined) return { kind: 'none', nearest: [] };
  if (works.length === 1) return { kind: 'one', work };
  return { kind: 'several', works: workLines(lib, works.slice(0, OFFERED)), misspelt: false };
}

/** Of papers that are called so, the one that is a hub is meant; where several are hubs or none, those come first. */
function hubsFirst(lib: Library, works: readonly WorkNumber[]): Found {
  const hubs = hubsAmong(lib, works);
  const [first, ...others] = works.filter((work) => hubs.has(work));
  if (first !== undefined && others.length === 0) return { kind: 'one', work: first };
  return answer(lib, [...works.filter((work) => hubs.has(work)), ...works.filter((work) => !hubs.has(work))]);
}

interface Candidate {
  work: WorkNumber;
  title: string;
  citing: number;
  /** Words of the text that the title has, allowing for typing errors. */
  words: number;
  /** Those of them that it has as they were typed. */
  exact: number;
}

function byTitle(lib: Library, wanted: string): Found {
  if (wanted === '') return { kind: 'none', nearest: [] };
  const words = [...new Set(wanted.split(' '))];
  const exact = lib
    .sql(
      `SELECT work AS id, citing FROM title_search JOIN listed ON listed.work = title_search.rowid
       WHERE title_search MATCH ? AND title_key = ? ORDER BY citing DESC, work`,
    )
    .all(words.map((word) => `"${word}"`).join(' AND '), wanted) as { id: WorkNumber; citing: number }[];
  if (exact.length > 0) {
    const cited = exact.filter(({ citing }) => citing > 0);
    return hubsFirst(
      lib,
      (cited.length > 0 ? cited : exact).map(({ id: work }) => work),
    );
  }
  const candidates = candidatesFor(lib, words);
  const cited = candidates.filter(({ citing }) => citing > 0);
  for (const pool of [cited, candidates]) {
    const whole = pool.filter((candidate) => candidate.words === words.length);
    const asTyped = ranked(
      whole.filter(({ exact }) => exact === words.length),
      wanted,
    );
    const together = asTyped.filter(({ title }) => ` ${title}`.includes(` ${wanted}`));
    const clear = together.length === 1 ? together : asTyped;
    if (clear.length > 0)
      return hubsFirst(
        lib,
        clear.map(({ work }) => work),
      );
    // A title is not meant in which no word is as it was typed.
    const like = ranked(
      whole.filter(({ exact }) => exact > 0),
      wanted,
    );
    if (like.length === 0) continue;
    const found = answer(
      lib,
      like.map(({ work }) => work),
    );
    return found.kind === 'several' ? { ...found, misspelt: true } : found;
  }
  const near = ranked(cited.length > 0 ? cited : candidates, wanted);
  return {
    kind: 'none',
    nearest: workLines(
      lib,
      near.slice(0, NEAREST).map(({ work }) => work),
    ),
  };
}

/** Titles that have at least one of the words, those with the most first. */
function candidatesFor(lib: Library, words: readonly string[]): Candidate[] {
  const counts = new Map<WorkNumber, { words: number; exact: number }>();
  const count = (work: WorkNumber, isExact: boolean): void => {
    const { words: had, exact } = counts.get(work) ?? { words: 0, exact: 0 };
    counts.set(work, { words: had + 1, exact: exact + Number(isExact) });
  };
  const search = lib.sql('SELECT rowid FROM title_search WHERE title_search MATCH ?').pluck();
  const { vocabulary, papers } = titleWords(lib);
  for (const word of words) {
    const like = wordsLike(vocabulary, (place) => papers[place]!, word);
    const near = [...like[1], ...like[2]].map((place) => `"${wordAt(vocabulary, place)}"`);
    const asTyped = new Set(search.all(`"${word}" *`) as WorkNumber[]);
    for (const work of asTyped) count(work, true);
    if (near.length === 0) continue;
    for (const work of search.all(near.join(' OR ')) as WorkNumber[]) if (!asTyped.has(work)) count(work, false);
  }
  const load = lib.sql('SELECT title_key AS title, citing FROM listed WHERE work = ?');
  return [...counts]
    .map(([work, has]): Candidate => ({ work, ...has, ...(load.get(work) as { title: string; citing: number }) }))
    .sort((a, b) => b.words - a.words || b.citing - a.citing || a.work - b.work);
}

/** All words of titles with the number of works that have them. */
function titleWords(lib: Library): { vocabulary: Vocabulary; papers: number[] } {
  return cached(lib, 'title words', () => {
    lib.sql("CREATE VIRTUAL TABLE IF NOT EXISTS temp.title_words USING fts5vocab('main', 'title_search', 'row')").run();
    const words = lib.sql('SELECT term, doc AS papers FROM temp.title_words').all() as {
      term: string;
      papers: number;
    }[];
    words.sort((a, b) => (a.term < b.term ? -1 : 1));
    return { vocabulary: packed(words.map(({ term }) => term)), papers: words.map(({ papers }) => papers) };
  });
}

/** The first candidates in the order of fuse.js's likeness to the wanted title. */
function ranked(candidates: readonly Candidate[], wanted: string): Candidate[] {
  const entries = candidates.slice(0, LOOKED_AT);
  if (entries.length < 2) return entries;
  const distances = distancesTo(wanted, entries, ['title']);
  return entries.sort(
    (a, b) =>
      b.words - a.words || (distances.get(a) ?? 1) - (distances.get(b) ?? 1) || b.citing - a.citing || a.work - b.work,
  );
}
