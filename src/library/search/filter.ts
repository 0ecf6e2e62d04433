/**
 * A query's tree to the papers of a hub that meet it. A condition on fields of one group is a table over the group's
 * classes; anything else becomes marks, a byte for each paper. One pass over the papers then counts, for every class, the
 * papers under the conditions of the other groups, from which all facets follow.
 */
import type { Query, Term } from '../../query/query.js';
import { conjuncts, type Leaf } from '../../query/tree.js';
import { type Codes, FLAGS, GROUPS, type GroupField } from '../derived/column-layout.js';
import { type Columns, type Group, keepWith, placeOf } from '../derived/columns.js';
import { textTerms } from '../derived/tokens.js';
import { changesIn, type Since, spanOf } from '../history/changes.js';
import type { Library } from '../library.js';
import type { WorkNumber } from '../model.js';
import { mineAmong } from '../reader/own-bibliographies.js';
import { type Marks, newMarks, textMarks } from './text-search.js';

/** Fewer papers than this, and the words may have typing errors. */
export const FEW = 10;

/** For each class of a group 1 where it meets a condition. */
type Table = Uint8Array;

/** A condition of a query that must hold. */
interface Condition {
  term: Term;
  /** The group it is about, or -1 where it is about several or about something else. */
  group: number;
  table: Table | null;
}

export interface Matching {
  total: number;
  /** Typing errors are allowed and bring papers that the words as written do not. */
  fuzzy: boolean;
  /** null: every paper. */
  marks: Marks | null;
  conditions: readonly Condition[];
  /** For each group and class the papers that meet all conditions but those on this group. */
  papers: readonly Int32Array[];
}

/** Papers that meet a query. */
export function matchingOf(lib: Library, columns: Columns, query: Query): Matching {
  return keepWith(columns, `matching ${JSON.stringify(query.where)}`, () => {
    const terms = conjuncts(query.where);
    const allowance = allowanceOf(lib, columns, terms);
    const conditions = terms.map((term): Condition => {
      const group = groupOf(term);
      return { term, group, table: group < 0 ? null : tableOf(columns, group, term) };
    });
    const loose = conditions.filter(({ group }) => group < 0);
    const rest =
      loose.length === 0
        ? null
        : looseMarks(
            lib,
            columns,
            loose.map(({ term }) => term),
            allowance,
          );
    const tables = columns.groups.map((group, at) => {
      const own = conditions.filter((condition) => condition.group === at).map(({ table }) => table!);
      return own.length === 0 ? null : allOf(own, group.papers.length);
    });
    return { fuzzy: allowance.typos, conditions, ...counted(columns, tables, rest) };
  });
}

/** The tables that meet all of these. */
export function allOf(tables: readonly Table[], classes: number): Table {
  const all = new Uint8Array(classes).fill(1);
  for (const table of tables) for (let i = 0; i < classes; i += 1) all[i]! &= table[i]!;
  return all;
}

type Counted = Pick<Matching, 'total' | 'marks' | 'papers'>;

/**
 * The pass over the papers.
 * @param tables the classes of each group that meet the conditions on it; null: there are none
 * @param rest marks of the papers that meet all other conditions; null: there are none
 */
function counted(columns: Columns, tables: readonly (Table | null)[], rest: Marks | null): Counted {
  const { groups, size } = columns;
  const asked = tables.flatMap((table, at) => (table === null ? [] : [at]));
  if (rest === null && asked.length === 0) {
    return { total: size, marks: null, papers: groups.map((group) => group.papers) };
  }
  const marks = newMarks(columns);
  if (rest === null && asked.length === 1) {
    const own = asked[0]!;
    const { codes, papers } = groups[own]!;
    const table = tables[own]!;
    lookedUp(codes, table, marks, size);
    const counts = groups.map((group, at) => (at === own ? papers : histogram(group, marks, size)));
    return { total: sumOf(papers, table), marks, papers: counts };
  }
  const counts = groups.map((group) => new Int32Array(group.papers.length));
  const all = groups.map((group, at) => tables[at] ?? new Uint8Array(group.papers.length).fill(1));
  const [a, b, c] = groups as [Group, Group, Group];
  const [inA, inB, inC] = all as [Table, Table, Table];
  const [ofA, ofB, ofC] = counts as [Int32Array, Int32Array, Int32Array];
  // A paper that meets all but the conditions on one group counts for that group's facets.
  const visit = (from: number, to: number): void => {
    for (let i = from; i < to; i += 1) {
      if (rest !== null && rest[i] === 0) continue;
      const x = a.codes[i]!;
      const y = b.codes[i]!;
      const z = c.codes[i]!;
      const okA = inA[x]!;
      const okB = inB[y]!;
      const okC = inC[z]!;
      ofA[x]! += okB & okC;
      ofB[y]! += okA & okC;
      ofC[z]! += okA & okB;
      marks[i] = okA & okB & okC;
    }
  };
  if (rest === null) visit(0, size);
  else {
    const four = new Int32Array(rest.buffer);
    for (let at = 0; at < four.length; at += 1) if (four[at] !== 0) visit(at * 4, Math.min(size, at * 4 + 4));
  }
  return { total: sumOf(ofA, inA), marks, papers: counts };
}

function lookedUp(codes: Codes, table: Table, marks: Marks, size: number): void {
  for (let i = 0; i < size; i += 1) marks[i] = table[codes[i]!]!;
}

/** How many marked papers each class of a group has. */
function histogram({ codes, papers }: Group, marks: Marks, size: number): Int32Array {
  const counts = new Int32Array(papers.length);
  for (let i = 0; i < size; i += 1) counts[codes[i]!]! += marks[i]!;
  return counts;
}

function sumOf(papers: Int32Array, table: Table): number {
  let sum = 0;
  for (let i = 0; i < papers.length; i += 1) if (table[i] !== 0) sum += papers[i]!;
  return sum;
}

/** The group of which all parts of a term speak, or -1. */
function groupOf(term: Term): number {
  switch (term.kind) {
    case 'and':
    case 'or': {
      const groups = term.terms.map(groupOf);
      return groups.every((group) => group === groups[0]) ? groups[0]! : -1;
    }
    case 'not':
      return groupOf(term.term);
    default: {
      const field = groupField(term as Leaf);
      return field === null ? -1 : GROUPS.findIndex((fields) => (fields as readonly string[]).includes(field));
    }
  }
}

/** The field of a group that a leaf is about, or null. */
function groupField(term: Leaf): GroupField | null {
  switch (term.kind) {
    case 'label':
      return term.field;
    case 'influential':
      return 'influential';
    case 'number':
    case 'none':
      return term.field === 'refs' || term.field === 'citations' ? null : term.field;
    case 'has':
      return term.what === 'role' || term.what === 'polarity' || term.what === 'novelty' ? term.what : null;
    case 'mine':
    case 'new':
    case 'since':
    case 'text':
      return null;
  }
}

/** Which classes of a group meet a term that speaks of the group alone. */
function tableOf(columns: Columns, group: number, term: Term): Table {
  const { fields, papers } = columns.groups[group]!;
  const table = new Uint8Array(papers.length);
  if (term.kind === 'and' || term.kind === 'or') {
    const parts = term.terms.map((part) => tableOf(columns, group, part));
    if (term.kind === 'and') return allOf(parts, papers.length);
    for (const part of parts) for (let i = 0; i < table.length; i += 1) table[i]! |= part[i]!;
    return table;
  }
  if (term.kind === 'not') {
    const inner = tableOf(columns, group, term.term);
    for (let i = 0; i < table.length; i += 1) table[i] = 1 - inner[i]!;
    return table;
  }
  const field = groupField(term as Leaf)!;
  const values = fields[(GROUPS[group]! as readonly string[]).indexOf(field)]!;
  const holds = Uint8Array.from(columns.values[field] as unknown[], (value) => Number(valueHolds(term as Leaf, value)));
  for (let i = 0; i < table.length; i += 1) table[i] = holds[values[i]!]!;
  return table;
}

/** Whether a value of a leaf's field meets it. */
function valueHolds(leaf: Leaf, value: unknown): boolean {
  switch (leaf.kind) {
    case 'influential':
      return value === leaf.value;
    case 'none':
      return value === null;
    case 'has':
      return Array.isArray(value) ? value.length > 0 : value !== null;
    case 'number': {
      if (value === null) return false;
      const { from = -Infinity, to = Infinity } = leaf;
      const number = value as number;
      return (leaf.openFrom ? number > from : number >= from) && (leaf.openTo ? number < to : number <= to);
    }
    case 'label': {
      if (Array.isArray(value)) return leaf.value === 'none' ? value.length === 0 : value.includes(leaf.value);
      if (leaf.value === 'none' || value === null) return leaf.value === 'none' && value === null;
      return leaf.field === 'category' ? isCategory(leaf.value, value as string) : value === leaf.value;
    }
    case 'mine':
    case 'new':
    case 'since':
    case 'text':
      return false;
  }
}

const lower = (text: string): string => text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());

function isCategory(wanted: string, category: string): boolean {
  if (!wanted.endsWith('.*')) return lower(category) === lower(wanted);
  const archive = lower(wanted.slice(0, -2));
  return lower(category) === archive || lower(category).startsWith(`${archive}.`);
}

/** Marks of the papers that meet a term. `typos`: words may match words of the hub that are nearly the same. */
export function marksOf(lib: Library, columns: Columns, term: Term, typos: boolean): Marks {
  const group = groupOf(term);
  if (group >= 0) return spread(columns, columns.groups[group]!, tableOf(columns, group, term));
  switch (term.kind) {
    case 'and':
    case 'or': {
      const parts = term.terms.map((part) => marksOf(lib, columns, part, typos));
      return term.kind === 'and' ? every(columns, parts) : some(columns, parts);
    }
    case 'not': {
      // What is excluded is excluded as written: a typing error must not hide papers.
      return without(columns, marksOf(lib, columns, term.term, false));
    }
    case 'text':
      return textMarks(lib, columns, term, typos);
    case 'mine':
      return mineMarks(lib, columns, term.value);
    case 'new': {
      const news = newsOf(lib, columns, null);
      if (term.what === 'no') return without(columns, marksAt(columns, news.fresh));
      return marksAt(columns, news[term.what === 'yes' ? 'fresh' : term.what]);
    }
    case 'since': {
      const { fresh, changed, gone } = newsOf(lib, columns, term.day);
      return marksAt(columns, [...fresh, ...changed, ...gone]);
    }
    case 'has': {
      const bit = 1 << (FLAGS as readonly string[]).indexOf(term.what);
      const flags = columns.flags();
      const marks = newMarks(columns);
      for (let i = 0; i < columns.size; i += 1) marks[i] = (flags[i]! & bit) === 0 ? 0 : 1;
      return marks;
    }
    default: {
      const field = (term as Extract<Leaf, { kind: 'number' | 'none' }>).field as 'citations' | 'refs';
      const holds = Uint8Array.from(columns.values[field], (value) => Number(valueHolds(term, value)));
      const codes = columns.codes(field);
      const marks = newMarks(columns);
      for (let i = 0; i < columns.size; i += 1) marks[i] = holds[codes[i]!]!;
      return marks;
    }
  }
}

/** Papers of the reader's own, or all others. */
function mineMarks(lib: Library, columns: Columns, value: boolean): Marks {
  const own = keepWith(columns, 'mine', () => marksAt(columns, mineAmong(lib, columns.hub)));
  return value ? own : without(columns, own);
}

/** Papers of which there is news, worked out once for all days that have the same readings since. */
function newsOf(lib: Library, columns: Columns, since: Since): Record<'fresh' | 'changed' | 'gone', WorkNumber[]> {
  const span = spanOf(lib, columns.hub, since);
  return keepWith(columns, `news of ${span.later.map(({ id }) => id)}`, () => {
    const { fresh, changed, gone } = changesIn(lib, columns.hub, span);
    return { fresh, changed: changed.map(({ id }) => id), gone: gone.map(({ id }) => id) };
  });
}

function marksAt(columns: Columns, ids: readonly WorkNumber[]): Marks {
  const marks = newMarks(columns);
  for (const id of ids) {
    const place = placeOf(columns, id);
    if (place >= 0) marks[place] = 1;
  }
  return marks;
}

/** The papers that are not marked. */
function without(columns: Columns, inner: Marks): Marks {
  const marks = newMarks(columns);
  for (let i = 0; i < columns.size; i += 1) marks[i] = inner[i] === 0 ? 1 : 0;
  return marks;
}

function spread(columns: Columns, group: Group, table: Table): Marks {
  const marks = newMarks(columns);
  const { codes } = group;
  for (let i = 0; i < columns.size; i += 1) marks[i] = table[codes[i]!]!;
  return marks;
}

/** Four marks, whatever number below 128 each is, to four ones and noughts. */
const ones = (four: number): number => ((four + 0x7f7f7f7f) >>> 7) & 0x01010101;

function every(columns: Columns, parts: readonly Marks[]): Marks {
  if (parts.length === 1) return parts[0]!;
  const marks = newMarks(columns).fill(1);
  const four = new Int32Array(marks.buffer);
  for (const part of parts) {
    const other = new Int32Array(part.buffer);
    for (let i = 0; i < four.length; i += 1) four[i]! &= ones(other[i]!);
  }
  return marks;
}

function some(columns: Columns, parts: readonly Marks[]): Marks {
  const marks = newMarks(columns);
  const four = new Int32Array(marks.buffer);
  for (const part of parts) {
    const other = new Int32Array(part.buffer);
    for (let i = 0; i < four.length; i += 1) four[i]! |= ones(other[i]!);
  }
  return marks;
}

/** How many papers are marked. */
export function countOf(columns: Columns, marks: Marks): number {
  const four = new Int32Array(marks.buffer);
  let count = 0;
  for (let i = 0; i < four.length; i += 1) if (four[i] !== 0) count += Math.imul(ones(four[i]!), 0x01010101) >>> 24;
  for (let i = columns.size; i < marks.length; i += 1) if (marks[i] !== 0) count -= 1;
  return count;
}

/** Whether a condition is of words alone, some of them asked for. */
function isOfWords(term: Term): boolean {
  const only = (part: Term): boolean => {
    if (part.kind === 'and' || part.kind === 'or') return part.terms.every(only);
    return part.kind === 'not' ? only(part.term) : part.kind === 'text';
  };
  return only(term) && textTerms(term).length > 0;
}

/** What a search forgives. */
interface Allowance {
  /** Words may match words of the hub that are nearly the same. */
  typos: boolean;
  /** So many of the plain words need not be there. */
  missing: 0 | 1 | 2;
}

/** From how many plain words on one of them may be missing, and two. */
const SEVERAL = [3, 6] as const;
/** More words than this are not counted by a byte. */
const COUNTABLE = 100;

/** A word of the search as typed behind `/`: of no field, no phrase, not denied. */
function isPlain(term: Term): boolean {
  return term.kind === 'text' && term.field === undefined && !term.phrase;
}

/** Marks of the papers that meet all these conditions, as far as is not forgiven. */
function looseMarks(lib: Library, columns: Columns, terms: readonly Term[], { typos, missing }: Allowance): Marks {
  const marks = (term: Term): Marks => marksOf(lib, columns, term, typos && isOfWords(term));
  if (missing === 0) return every(columns, terms.map(marks));
  const plain = terms.filter(isPlain).map(marks);
  const others = terms.filter((term) => !isPlain(term)).map(marks);
  return every(columns, [...others, atLeast(columns, plain, plain.length - missing)]);
}

/** Marks of the papers that are marked in so many of the parts. */
function atLeast(columns: Columns, parts: readonly Marks[], least: number): Marks {
  const marks = newMarks(columns);
  const four = new Int32Array(marks.buffer);
  for (const part of parts) {
    const other = new Int32Array(part.buffer);
    for (let i = 0; i < four.length; i += 1) four[i]! += ones(other[i]!);
  }
  for (let i = 0; i < marks.length; i += 1) marks[i] = marks[i]! >= least ? 1 : 0;
  return marks;
}

/**
 * Decides once for a query what is forgiven, by its words alone, whatever the other filters: typing errors where the words
 * as written match fewer than FEW papers of the hub; where nothing matches even so, one of three words or two of six may
 * be missing, since in a short word an error makes another word.
 */
function allowanceOf(lib: Library, columns: Columns, terms: readonly Term[]): Allowance {
  const words = terms.filter(isOfWords);
  const none: Allowance = { typos: false, missing: 0 };
  if (words.length === 0) return none;
  const count = (allowance: Allowance): number => countOf(columns, looseMarks(lib, columns, words, allowance));
  const exact = count(none);
  if (exact >= FEW) return none;
  const plain = words.filter(isPlain).length;
  for (const missing of [0, 1, 2] as const) {
    if (missing > 0 && (plain < SEVERAL[missing - 1]! || plain > COUNTABLE)) break;
    const allowance: Allowance = { typos: true, missing };
    const found = count(allowance);
    if (found > exact) return allowance;
    if (found > 0) break;
  }
  return none;
}
