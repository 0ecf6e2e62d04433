/** What people type into a search: common words, rare ones, and both with typing errors. */
import { between, type Chance, chanceOf, pick } from '../random.js';

const KINDS = ['common words', 'rare words', 'typing errors'] as const;
type Kind = (typeof KINDS)[number];

export interface Search {
  kind: Kind;
  text: string;
}

/** A line of the hub as a person knows it. */
export interface Known {
  title: string;
  authors: string;
  abstract?: string | undefined;
}

const WORD = /[\p{L}][\p{L}'-]{3,}/gu;
/** Two words with nothing but a blank between them. */
const PAIR = /\p{L}{4,} \p{L}{4,}/gu;
const LETTERS = 'abcdefghijklmnopqrstuvwxyz';

/** A text with so many typing errors: a letter left out, doubled, wrong, or two in the wrong order. */
export function mistyped(chance: Chance, text: string, errors: number): string {
  let typed = text;
  for (let left = errors; left > 0; left -= 1) {
    const places = [...typed.matchAll(/\p{L}(?=\p{L})/gu)].map((match) => match.index);
    const at = pick(chance, places);
    const [before, letter, after] = [typed.slice(0, at), typed[at]!, typed.slice(at + 1)];
    const wrong = [...LETTERS].filter((other) => other !== letter.toLowerCase());
    const different = after[0] !== letter;
    typed =
      before +
      [() => after, () => pick(chance, wrong) + after, () => letter + pick(chance, wrong) + after].concat(
        different ? [() => after[0]! + letter + after.slice(1)] : [],
      )[between(chance, 0, different ? 3 : 2)]!();
  }
  return typed;
}

/** @param known a sample of the hub's papers; words that many of them have are common ones */
export function searchesFor(known: readonly Known[], count: number, seed: number): Search[] {
  const chance = chanceOf(seed);
  const times = new Map<string, number>();
  for (const { title, authors } of known)
    for (const word of new Set(`${title} ${authors}`.toLowerCase().match(WORD)))
      times.set(word, (times.get(word) ?? 0) + 1);
  const byTimes = [...times].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  const common = byTimes.slice(0, 120).map(([word]) => word);
  const rare = byTimes.filter(([word, n]) => n <= 2 && word.length >= 5).map(([word]) => word);
  const makers: Record<Kind, () => string> = {
    'common words': () => [pick(chance, common), pick(chance, common)].slice(0, between(chance, 1, 2)).join(' '),
    'rare words': () => pick(chance, rare),
    'typing errors': () => {
      const words = pick(chance, known).title.toLowerCase().match(WORD) ?? [];
      const [first = 'string', second = 'theory'] = words.filter((word) => word.length >= 5);
      return mistyped(chance, chance() < 0.5 ? first : `${first} ${second}`, 1);
    },
  };
  return Array.from({ length: count }, (_, at) => {
    const kind = KINDS[at % KINDS.length]!;
    return { kind, text: makers[kind]() };
  });
}

/** Words that stand beside each other in a title or in an abstract, such as `black hole`. */
export interface Phrases {
  title: string[];
  abstract: string[];
}

/** @param known spread over the whole hub */
export function phrasesFor(known: readonly Known[], count: number, seed: number): Phrases {
  const chance = chanceOf(seed);
  const from = (textOf: (paper: Known) => string | undefined): string[] => {
    const texts = known.flatMap((paper) => textOf(paper)?.match(PAIR) ?? []);
    return texts.length === 0 ? [] : Array.from({ length: count }, () => pick(chance, texts).toLowerCase());
  };
  return { title: from(({ title }) => title), abstract: from(({ abstract }) => abstract) };
}

/** A title to find again, as it is and as it was typed. */
export interface Sought {
  title: string;
  /** The whole title with one or two errors. */
  whole: string;
  /** Three words of it with one or two errors. */
  words: string;
}

/** @param known spread over the whole hub */
export function soughtAmong(known: readonly Known[], count: number, seed: number): Sought[] {
  const chance = chanceOf(seed);
  const step = Math.max(1, Math.floor(known.length / count));
  return Array.from({ length: Math.min(count, known.length) }, (_, at) => {
    const { title } = known[at * step]!;
    const words = title.match(WORD) ?? [title];
    while (words.length > 3) words.splice(between(chance, 0, words.length - 1), 1);
    const errors = between(chance, 1, 2);
    return { title, whole: mistyped(chance, title, errors), words: mistyped(chance, words.join(' '), errors) };
  });
}
