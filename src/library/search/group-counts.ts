/** The pass over a hub's papers that filters them and counts, for every class of every group, what facets show. */
import type { Codes, Group } from '../derived/column-layout.js';
import type { Columns } from '../derived/columns.js';
import { pacing, type Steps } from '../steps.js';
import { countOf, differing, every, type Mask, newMask, ones } from './masks.js';

/** For each class of a group 1 where it meets a condition. */
export type Table = Uint8Array;

export interface Counted {
  total: number;
  /** Of the papers that meet all conditions, not to be written to; null: every paper. */
  mask: Mask | null;
  /** For each group and class the papers that meet all conditions but those on this group. */
  papers: readonly Int32Array[];
}

/** The papers that are counted. */
type Counting = Pick<Columns, 'size' | 'groups' | 'cache'>;

/** Groups that one pass takes: looked up by name and not in a list, they cost half as much. */
const AT_ONCE = 3;

/** Papers that are looked at in one step, fewest and most; a stretch begins where four do. */
export const PAPERS_AT_ONCE = [1 << 13, 1 << 17] as const;

/**
 * Counts the papers, in steps.
 * @param tables the classes of each group that meet the conditions on it; null: there are none
 * @param rest the papers that meet all other conditions; null: there are none
 */
export function* countingUnder(
  columns: Counting,
  tables: readonly (Table | null)[],
  rest: Mask | null,
): Steps<Counted> {
  const { groups, size } = columns;
  const asked = tables.flatMap((table, at) => (table === null ? [] : [at]));
  if (rest === null && asked.length === 0) {
    return {
      total: size,
      mask: null,
      get papers() {
        return groups.map((group) => group.papers);
      },
    };
  }
  if (rest === null && asked.length === 1) {
    const own = asked[0]!;
    const { papers } = groups[own]!;
    const table = tables[own]!;
    const mask = spread(columns, groups[own]!, table);
    const counts = groups.map((group, at) => (at === own ? papers : histogram(group, mask, size)));
    return { total: sumOf(papers, table), mask, papers: counts };
  }
  if (asked.length === 0) return yield* countingMarked(columns, rest!);
  const mask = newMask(columns);
  const papers: Int32Array[] = [];
  for (let first = 0; first < groups.length; first += AT_ONCE) {
    const others = asked.filter((at) => at < first || at >= first + AT_ONCE);
    const under = [...(rest === null ? [] : [rest]), ...others.map((at) => spread(columns, groups[at]!, tables[at]!))];
    const parts = groups
      .slice(first, first + AT_ONCE)
      .map((group, at): Part => partOf(group.codes, group.papers.length, tables[first + at]!));
    const counted = parts.map(({ counts }) => counts);
    const [a, b, c] = asMany(parts, size);
    const met = under.length === 0 ? null : every(columns, under);
    const pace = pacing(...PAPERS_AT_ONCE);
    for (let from = 0; from < size; ) {
      const to = Math.min(size, from + pace.begin());
      passOver({ from, to }, a, b, c, met, mask);
      pace.end();
      from = to;
      if (to < size) yield to / size;
    }
    papers.push(...counted);
  }
  return { total: sumOf(papers[0]!, tables[0]!), mask, papers };
}

/** A group in a pass. */
interface Part {
  codes: Codes;
  table: Table;
  counts: Int32Array;
}

function partOf(codes: Codes, classes: number, table: Table | null): Part {
  return { codes, table: table ?? new Uint8Array(classes).fill(1), counts: new Int32Array(classes) };
}

/** As many parts as one pass takes. */
function asMany(parts: readonly Part[], size: number): readonly [Part, Part, Part] {
  const more = Array.from({ length: AT_ONCE - parts.length }, () => partOf(new Uint16Array(size), 1, null));
  return [...parts, ...more] as unknown as readonly [Part, Part, Part];
}

/** What counting marked papers begins with. */
interface Before {
  /** null: all papers, or none, as `all` says. */
  mask: Mask | null;
  all: boolean;
  papers: readonly Int32Array[];
}

/** What was counted last is cached as this: where a letter is added, few papers more or less are marked. */
const LAST = 'counted last';

/**
 * Counts the marked papers where there are no conditions on groups, as while words are typed: of what was counted last, of all papers,
 * or of none, those that are marked otherwise.
 */
function* countingMarked({ groups, size, cache }: Counting, mask: Mask): Steps<Counted> {
  const total = countOf({ size }, mask);
  const last = cache.get(LAST) as Before | undefined;
  const before = nearest(size, total, last, last === undefined ? 0 : differing(mask, last.mask!), groups);
  const papers: Int32Array[] = [];
  for (let first = 0; first < groups.length; first += AT_ONCE) {
    const parts = groups
      .slice(first, first + AT_ONCE)
      .map((group, at): Part => ({ ...partOf(group.codes, 0, null), counts: before.papers[first + at]!.slice() }));
    const counted = parts.map(({ counts }) => counts);
    const [a, b, c] = asMany(parts, size);
    const pace = pacing(...PAPERS_AT_ONCE);
    for (let from = 0; from < size; ) {
      const to = Math.min(size, from + pace.begin());
      countOver({ from, to }, a, b, c, mask, before);
      pace.end();
      from = to;
      if (to < size) yield to / size;
    }
    papers.push(...counted);
  }
  cache.delete(LAST);
  cache.set(LAST, { mask, all: false, papers } satisfies Before);
  return { total, mask, papers };
}

/** From where fewest papers are to be counted. @param changed how many are marked otherwise than in what was counted last */
function nearest(
  size: number,
  total: number,
  last: Before | undefined,
  changed: number,
  groups: readonly Group[],
): Before {
  if (last !== undefined && changed < Math.min(total, size - total)) return last;
  if (2 * total > size) return { mask: null, all: true, papers: groups.map((group) => group.papers) };
  return { mask: null, all: false, papers: groups.map((group) => new Int32Array(group.papers.length)) };
}

/** A paper that meets all but the conditions on one group counts for that group's facets. */
function passOver(
  { from: first, to: end }: { from: number; to: number },
  a: Part,
  b: Part,
  c: Part,
  under: Mask | null,
  mask: Mask,
): void {
  const [codesA, codesB, codesC] = [a.codes, b.codes, c.codes];
  const [inA, inB, inC] = [a.table, b.table, c.table];
  const [ofA, ofB, ofC] = [a.counts, b.counts, c.counts];
  const visit = (from: number, to: number): void => {
    for (let i = from; i < to; i += 1) {
      if (under !== null && under[i] === 0) continue;
      const x = codesA[i]!;
      const y = codesB[i]!;
      const z = codesC[i]!;
      const okA = inA[x]!;
      const okB = inB[y]!;
      const okC = inC[z]!;
      ofA[x]! += okB & okC;
      ofB[y]! += okA & okC;
      ofC[z]! += okA & okB;
      mask[i] = okA & okB & okC;
    }
  };
  if (under === null) visit(first, end);
  else {
    const four = new Int32Array(under.buffer);
    for (let at = first; at < end; at += 4) if (four[at >> 2] !== 0) visit(at, Math.min(end, at + 4));
  }
}

/** Four papers that are all marked, as `ones` has them. */
const ALL_FOUR = 0x01010101;

/** Room for the papers of a stretch that are marked otherwise, and for whether each is one more or one less. */
const STRETCH = 1 << 15;
const changedOnes = new Int32Array(STRETCH);
const changes = new Int8Array(STRETCH);

/**
 * Counts the papers that are marked and were not, and takes those away that are marked no more. They are gathered first, without asking
 * of each whether it is one: which they are cannot be foreseen.
 */
function countOver(
  { from: first, to: end }: { from: number; to: number },
  { codes: codesA, counts: ofA }: Part,
  { codes: codesB, counts: ofB }: Part,
  { codes: codesC, counts: ofC }: Part,
  mask: Mask,
  before: Before,
): void {
  const four = new Int32Array(mask.buffer);
  const was = before.mask === null ? null : new Int32Array(before.mask.buffer);
  const same = before.all ? ALL_FOUR : 0;
  for (let from = first; from < end; from += STRETCH) {
    const to = Math.min(end, from + STRETCH);
    let count = 0;
    for (let at = from; at < to; at += 4) {
      const now = ones(four[at >> 2]!);
      const then = was === null ? same : ones(was[at >> 2]!);
      const changed = now ^ then;
      if (changed === 0) continue;
      changedOnes[count] = at;
      changes[count] = (now & 1) - (then & 1);
      count += changed & 1;
      changedOnes[count] = at + 1;
      changes[count] = ((now >> 8) & 1) - ((then >> 8) & 1);
      count += (changed >> 8) & 1;
      changedOnes[count] = at + 2;
      changes[count] = ((now >> 16) & 1) - ((then >> 16) & 1);
      count += (changed >> 16) & 1;
      changedOnes[count] = at + 3;
      changes[count] = (now >> 24) - (then >> 24);
      count += changed >> 24;
    }
    // What is behind the last paper is none.
    while (count > 0 && changedOnes[count - 1]! >= end) count -= 1;
    for (let k = 0; k < count; k += 1) {
      const place = changedOnes[k]!;
      const by = changes[k]!;
      ofA[codesA[place]!]! += by;
      ofB[codesB[place]!]! += by;
      ofC[codesC[place]!]! += by;
    }
  }
}

/** The papers whose class is in the table. */
export function spread(columns: Pick<Columns, 'size'>, { codes }: Pick<Group, 'codes'>, table: Table): Mask {
  const mask = newMask(columns);
  for (let i = 0; i < columns.size; i += 1) mask[i] = table[codes[i]!]!;
  return mask;
}

/** How many marked papers each class of a group has. */
function histogram({ codes, papers }: Group, mask: Mask, size: number): Int32Array {
  const counts = new Int32Array(papers.length);
  for (let i = 0; i < size; i += 1) counts[codes[i]!]! += mask[i]!;
  return counts;
}

function sumOf(papers: Int32Array, table: Table | null): number {
  let sum = 0;
  for (let i = 0; i < papers.length; i += 1) if (table?.[i] !== 0) sum += papers[i]!;
  return sum;
}
