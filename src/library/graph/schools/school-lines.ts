/** What a school is: named by its most distinctive title words, with its size, years and roles. */
import type { LabelCount } from '../../../hub/record.js';
import { inVocabularyOrder, ROLES } from '../../../hub/vocabulary.js';
import { END } from '../../derived/column-layout.js';
import { type Columns, cachedIn, valueAt } from '../../derived/columns.js';
import { wordAt } from '../../derived/vocabulary.js';
import type { Coverage } from '../../model.js';
import type { Schools } from './schools.js';

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

export function schoolLines(columns: Columns, schools: Schools): SchoolLine[] {
  return cachedIn(columns, 'school lines', () => {
    const words = distinctiveWords(columns, schools);
    const years = valuesBySchool(columns, schools, 'year');
    const roles = valuesBySchool(columns, schools, 'role');
    return schools.sizes.slice(1).map((size, i) => ({
      number: i + 1,
      words: words[i + 1]!,
      size,
      years: spanOf(columns.values.year, years[i + 1]!),
      roles: rolesOf(columns.values.role, roles[i + 1]!, size),
    }));
  });
}

/** For each school how many of its papers have each value of a field. */
function valuesBySchool(columns: Columns, { of, sizes }: Schools, field: 'year' | 'role'): Uint32Array[] {
  const value = valueAt(columns, field);
  const counts = sizes.map(() => new Uint32Array(columns.values[field].length));
  for (let place = 0; place < columns.size; place += 1) counts[of[place]!]![value(place)]! += 1;
  return counts;
}

function spanOf(values: readonly (number | null)[], counts: Uint32Array): SchoolLine['years'] {
  const years = values.flatMap((year, i) => (year === null ? [] : Array<number>(counts[i]!).fill(year)));
  const [first, middle, last] = [years[0], years[Math.floor((years.length - 1) / 2)], years.at(-1)];
  return first === undefined ? null : { first, middle: middle!, last: last! };
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

/** For each school, from 0 on, the words that more of its titles have than others', by Dunning's log-likelihood ratio (1993). */
function distinctiveWords(columns: Columns, schools: Schools): string[][] {
  const { vocabulary } = columns.dictionary();
  const inAll = new Uint32Array(vocabulary.size);
  const bySchool = schools.sizes.map(() => new Map<number, number>());
  eachTitleWord(columns, (place, word) => {
    inAll[word]! += 1;
    const own = bySchool[schools.of[place]!]!;
    own.set(word, (own.get(word) ?? 0) + 1);
  });
  return bySchool.map((own, school) => {
    const size = schools.sizes[school]!;
    const scored: [word: string, score: number][] = [];
    for (const [word, papers] of own) {
      if (papers < LEAST_PAPERS || papers * columns.size <= inAll[word]! * size) continue;
      const text = wordAt(vocabulary, word);
      if (EMPTY_WORDS.has(text) || !/\p{L}{2}/u.test(text)) continue;
      scored.push([text, logLikelihood(papers, size, inAll[word]! - papers, columns.size - size)]);
    }
    scored.sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
    const names: string[] = [];
    for (const [word] of scored) {
      // Singular and plural are one name.
      if (!names.some((name) => `${name}s` === word || `${word}s` === name)) names.push(word);
      if (names.length === NAMED_BY) break;
    }
    return names;
  });
}

/** Each different word of each paper's title. */
function eachTitleWord(columns: Columns, visit: (place: number, word: number) => void): void {
  const { tokens, ranks } = columns.dictionary();
  for (let place = 0; place < columns.size; place += 1) {
    const seen = new Set<number>();
    for (const token of columns.pieces.slice('tokens', tokens[place]!, tokens[place + 1]!)) {
      if (token === END) break;
      seen.add(ranks[token]!);
    }
    for (const word of seen) visit(place, word);
  }
}

/** How much likelier two counts out of two totals are with a rate each than with one rate; 0: not at all. */
function logLikelihood(a: number, ofA: number, b: number, ofB: number): number {
  const rate = (a + b) / (ofA + ofB);
  const part = (count: number, expected: number): number => (count === 0 ? 0 : count * Math.log(count / expected));
  return (
    2 * (part(a, ofA * rate) + part(b, ofB * rate) + part(ofA - a, ofA * (1 - rate)) + part(ofB - b, ofB * (1 - rate)))
  );
}
