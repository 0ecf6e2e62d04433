/** What a school is: named by its most distinctive title words, with its size, years and roles. */
import type { LabelCount } from '../../../hub/record.js';
import { inVocabularyOrder, ROLES } from '../../../hub/vocabulary.js';
import { WHERE } from '../../derived/column-layout.js';
import { type Columns, keptIn, valueAt } from '../../derived/columns.js';
import { wordAt } from '../../derived/vocabulary.js';
import type { Library } from '../../library.js';
import type { Coverage, WorkNumber } from '../../model.js';
import { finished, partOf, type Steps } from '../../steps.js';
import { computedPapers } from '../../works/computed-roles.js';
import { type Base, neighbourhoodIn } from '../neighbourhood.js';
import { nameWords } from './name-words.js';
import { type Schools, schoolsOf } from './schools.js';

export interface SchoolLine {
  /** From 1 on. */
  number: number;
  /** The words of titles that tell it from the hub's other papers, the most distinctive first; folded. */
  words: string[];
  size: number;
  /** Years of its first and last paper and of the middle one; null where none is dated. */
  years: { first: number; middle: number; last: number } | null;
  roles: Coverage;
}

/** Words a school is named by. */
const NAMED_BY = 3;
/** Papers of a school that have a word before it can be a name. */
const LEAST_PAPERS = 2;
/** They say nothing of a paper, though one school may have more of them than another. */
const EMPTY_WORDS = new Set(
  'a an and are as at be by can do does for from has have how in into is it its no non not of on or our over some that the their them there these this to toward towards under up via was we what when where which who why with without new using use based'.split(
    ' ',
  ),
);

export const schoolLines = (lib: Library, columns: Columns, schools: Schools): SchoolLine[] =>
  finished(schoolLinesIn(lib, columns, schools));

const schoolLinesIn = (lib: Library, columns: Columns, schools: Schools): Steps<SchoolLine[]> =>
  keptIn(columns, 'school lines', function* () {
    const words = yield* distinctiveWords(lib, columns, schools);
    const years = valuesBySchool(columns, schools, 'year');
    const roles = valuesBySchool(columns, schools, 'role', computedPapers(lib, columns));
    return schools.sizes.slice(1).map((size, i) => ({
      number: i + 1,
      words: words[i + 1]!,
      size,
      years: spanOf(columns.values.year, years[i + 1]!),
      roles: rolesOf(columns.values.role, roles[i + 1]!, size),
    }));
  });

/** The schools of a hub with what they are. */
export function* namedSchools(lib: Library, hub: WorkNumber): Steps<NamedSchools> {
  const around = yield* partOf(neighbourhoodIn(lib, hub), 0, 0.1);
  const found = yield* partOf(schoolsOf(around), 0.1, 0.8);
  if (found.withheld) return { base: found.base, schools: null, inNone: 0 };
  const schools = yield* partOf(schoolLinesIn(lib, around.columns, found), 0.8, 1);
  return { base: found.base, schools, inNone: found.sizes[0]! };
}

export interface NamedSchools {
  base: Base;
  /** Null where too little is known. */
  schools: SchoolLine[] | null;
  /** Papers of no school. */
  inNone: number;
}

/** For each school how many of its papers have each value of a field. */
function valuesBySchool(
  columns: Columns,
  { of, sizes }: Schools,
  field: 'year' | 'role',
  without: Uint8Array | null = null,
): Uint32Array[] {
  const value = valueAt(columns, field);
  const counts = sizes.map(() => new Uint32Array(columns.values[field].length));
  for (let place = 0; place < columns.size; place += 1)
    if (without?.[place] !== 1) counts[of[place]!]![value(place)]! += 1;
  return counts;
}

function spanOf(values: readonly (number | null)[], counts: Uint32Array): SchoolLine['years'] {
  const dated = values.flatMap((year, i) => (year === null || counts[i] === 0 ? [] : [{ year, papers: counts[i]! }]));
  const [first, last] = [dated[0], dated.at(-1)];
  if (first === undefined) return null;
  const half = Math.ceil(dated.reduce((sum, { papers }) => sum + papers, 0) / 2);
  let papers = 0;
  const middle = dated.find((one) => {
    papers += one.papers;
    return papers >= half;
  });
  return { first: first.year, middle: middle!.year, last: last!.year };
}

function rolesOf(sets: readonly string[][], counts: Uint32Array, size: number): Coverage {
  const found = new Map<string, number>();
  let classified = 0;
  sets.forEach((set, i) => {
    if (set.length > 0) classified += counts[i]!;
    if (counts[i]! > 0) for (const label of set) found.set(label, (found.get(label) ?? 0) + counts[i]!);
  });
  const labels: LabelCount[] = inVocabularyOrder([...found.keys()], ROLES).map((label) => ({
    label,
    count: found.get(label)!,
  }));
  return { counts: labels.sort((a, b) => b.count - a.count), classified, of: size };
}

/** A word of titles, by its place in the vocabulary, and how well it tells a school. */
interface Scored {
  word: number;
  score: number;
}

/** Words counted between two steps. */
const AT_ONCE = 2000;

/** For each school, from 0 on, the words that more of its titles have than others', by Dunning's log-likelihood ratio (1993). */
function* distinctiveWords(lib: Library, columns: Columns, schools: Schools): Steps<string[][]> {
  const { vocabulary } = columns.dictionary();
  const scored = schools.sizes.map((): Scored[] => []);
  const count = titleCounter(columns, schools, scored);
  for (let from = 0; from < vocabulary.size; from += AT_ONCE) {
    count(from, Math.min(vocabulary.size, from + AT_ONCE));
    yield from / vocabulary.size;
  }
  const names: string[][] = [];
  const standsWhole = wholeWords(lib, columns, schools);
  for (const [school, own] of scored.entries()) {
    // Words are in the order of their letters.
    own.sort((a, b) => b.score - a.score || a.word - b.word);
    names.push(
      namesAmong(
        own,
        (word) => wordAt(vocabulary, word),
        (word) => standsWhole(school, word),
      ),
    );
    yield 1;
  }
  return names;
}

/** What counts the titles of each school that have a word, for some words, and keeps those that more of it have than of others. */
function titleCounter(
  columns: Columns,
  { of, sizes }: Schools,
  scored: Scored[][],
): (from: number, to: number) => void {
  const { postings } = columns.dictionary();
  const counts = new Uint32Array(sizes.length);
  const score = (word: number): void => {
    let all = 0;
    for (const papers of counts) all += papers;
    for (let school = 0; all > 0 && school < counts.length; school += 1) {
      const [papers, size] = [counts[school]!, sizes[school]!];
      counts[school] = 0;
      if (papers < LEAST_PAPERS || papers * columns.size <= all * size) continue;
      scored[school]!.push({ word, score: logLikelihood(papers, size, all - papers, columns.size - size) });
    }
  };
  return (from, to) => {
    const count = (posting: number): void => {
      if ((posting & WHERE.title) !== 0) counts[of[posting >>> 3]!]! += 1;
    };
    postings.eachWord(from, to, count, score);
  };
}

/** Titles of a school that are looked at for a word. */
const LOOKED_AT = 9;

/**
 * Whether a word of the dictionary stands as a whole in most of the titles of a school that have it. Searches know pieces of
 * words, too: `atrix` of `M(atrix)`, the names of TeX's commands.
 */
function wholeWords(lib: Library, columns: Columns, { of }: Schools): (school: number, word: number) => boolean {
  const { vocabulary, postings } = columns.dictionary();
  const titleOf = lib.sql('SELECT title FROM works WHERE id = ?').pluck();
  return (school, word) => {
    const text = wordAt(vocabulary, word);
    let [seen, whole] = [0, 0];
    for (const posting of postings.of(word)) {
      if (seen === LOOKED_AT) break;
      const place = posting >>> 3;
      if (of[place] !== school || (posting & WHERE.title) === 0) continue;
      seen += 1;
      if (nameWords(titleOf.get(columns.ids[place]) as string).has(text)) whole += 1;
    }
    return whole * 2 > seen;
  };
}

/** The first few words that can be a name. */
function namesAmong(
  scored: readonly Scored[],
  textOf: (word: number) => string,
  standsWhole: (word: number) => boolean,
): string[] {
  const names: string[] = [];
  for (const { word } of scored) {
    if (names.length === NAMED_BY) break;
    const text = textOf(word);
    if (EMPTY_WORDS.has(text) || !/\p{L}{2}/u.test(text)) continue;
    // Singular and plural are one name.
    if (!names.some((name) => `${name}s` === text || `${text}s` === name) && standsWhole(word)) names.push(text);
  }
  return names;
}

/** How much likelier two counts out of two totals are with a rate each than with one rate; 0: not at all. */
function logLikelihood(a: number, ofA: number, b: number, ofB: number): number {
  const rate = (a + b) / (ofA + ofB);
  const part = (count: number, expected: number): number => (count === 0 ? 0 : count * Math.log(count / expected));
  return (
    2 * (part(a, ofA * rate) + part(b, ofB * rate) + part(ofA - a, ofA * (1 - rate)) + part(ofB - b, ofB * (1 - rate)))
  );
}
