/**
 * A query's tree to the papers of a hub that meet it. A condition on fields of one group is a table over the group's
 * classes; anything else becomes a mask, a byte for each paper. One pass over the papers then counts, for every class, the
 * papers under the conditions of the other groups, from which all facets follow.
 */
import { isBefore } from '../../hub/date.js';
import { type JudgeKind, kindOfJudge } from '../../hub/judging/judges.js';
import { isVerbatim } from '../../query/fields.js';
import type { Query, Term } from '../../query/query.js';
import { conjuncts, type Leaf } from '../../query/tree.js';
import { FLAGS, GROUPS } from '../derived/column-layout.js';
import { type Columns, cachedIn, keptIn } from '../derived/columns.js';
import { textTerms } from '../derived/tokens.js';
import { datesIn } from '../graph/time.js';
import { changesIn, type Since, spanOf } from '../history/changes.js';
import type { Library } from '../library.js';
import type { FacetField, WorkNumber } from '../model.js';
import { judgedRoles } from '../read/citations.js';
import { mineAmong } from '../reader/own-bibliographies.js';
import { finished, type Steps } from '../steps.js';
import { decisionMask, stateBehind } from './decision-masks.js';
import { graphMask } from './graph-masks.js';
import { type Counted, countingUnder, spread, type Table } from './group-counts.js';
import { atLeast, countOf, every, type Mask, maskAt, newMask, some, without } from './masks.js';
import { type Typos, textMask, textMaskIn } from './text-search.js';

/** Fewer papers than this, and the words may have typing errors. */
const FEW = 10;

/** A condition of a query that must hold. */
interface Condition {
  term: Term;
  /** The group it is about, or -1 where it is about several or about something else. */
  group: number;
  table: Table | null;
}

export interface Matching extends Counted {
  /** Which typing errors are allowed and bring papers that the words as written do not. */
  typos: Typos;
  conditions: readonly Condition[];
}

/** Papers that meet a query. */
export function matchingOf(lib: Library, columns: Columns, query: Query): Matching {
  return cachedIn(columns, matchingName(lib, columns, query), () => finished(matching(lib, columns, query)));
}

/** Works out in steps what matchingOf then has. */
export function* matchingIn(lib: Library, columns: Columns, query: Query): Steps<Matching> {
  return yield* keptIn(columns, matchingName(lib, columns, query), () => matching(lib, columns, query));
}

/** What the papers that meet a query, and what follows from them, are cached under. */
export function matchingName(lib: Library, columns: Columns, { where }: Query): string {
  return `matching ${JSON.stringify(where)} ${stateBehind(lib, columns, where)}`;
}

/** All that may change is read in the first step; which papers have which words does not. */
function* matching(lib: Library, columns: Columns, query: Query): Steps<Matching> {
  const terms = conjuncts(query.where);
  const conditions = terms.map((term): Condition => {
    const group = groupOf(term);
    return { term, group, table: group < 0 ? null : tableOf(columns, group, term) };
  });
  const loose = conditions.filter(({ group }) => group < 0).map(({ term }) => term);
  const others = loose.filter((term) => !isOfWords(term)).map((term) => maskOf(lib, columns, term, 'none'));
  const allowance = yield* allowanceIn(lib, columns, terms);
  const rest =
    loose.length === 0 ? null : every(columns, allowance.mask === null ? others : [allowance.mask, ...others]);
  const tables = columns.groups.map((group, at) => {
    const own = conditions.filter((condition) => condition.group === at).map(({ table }) => table!);
    return own.length === 0 ? null : allOf(own, group.papers.length);
  });
  return Object.assign(yield* countingUnder(columns, tables, rest), { typos: allowance.typos, conditions });
}

/** The tables that meet all of these. */
export function allOf(tables: readonly Table[], classes: number): Table {
  const all = new Uint8Array(classes).fill(1);
  for (const table of tables) for (let i = 0; i < classes; i += 1) all[i]! &= table[i]!;
  return all;
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
function groupField(term: Leaf): FacetField | null {
  switch (term.kind) {
    case 'label':
    case 'flag':
      return term.field;
    case 'number':
    case 'none':
      return term.field === 'refs' || term.field === 'citations' ? null : term.field;
    case 'has':
      return term.what === 'role' || term.what === 'polarity' || term.what === 'novelty' ? term.what : null;
    case 'mine':
    case 'new':
    case 'since':
    case 'date':
    case 'text':
    case 'linked':
    case 'self':
    case 'school':
    case 'bears':
    case 'cue':
    case 'label-by':
    case 'status':
    case 'own':
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
    case 'flag':
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
      if (leaf.field === 'category') return isCategory(leaf.value, value as string);
      return isVerbatim(leaf.field) ? lower(value as string) === lower(leaf.value) : value === leaf.value;
    }
    case 'mine':
    case 'new':
    case 'since':
    case 'date':
    case 'text':
    case 'linked':
    case 'self':
    case 'school':
    case 'bears':
    case 'cue':
    case 'label-by':
    case 'status':
    case 'own':
      return false;
  }
}

const lower = (text: string): string => text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());

function isCategory(wanted: string, category: string): boolean {
  if (!wanted.endsWith('.*')) return lower(category) === lower(wanted);
  const archive = lower(wanted.slice(0, -2));
  return lower(category) === archive || lower(category).startsWith(`${archive}.`);
}

/** Mask of the papers that meet a term. `typos`: where words may match words of the hub that are nearly the same. */
export function maskOf(lib: Library, columns: Columns, term: Term, typos: Typos): Mask {
  const group = groupOf(term);
  if (group >= 0) return spread(columns, columns.groups[group]!, tableOf(columns, group, term));
  switch (term.kind) {
    case 'and':
    case 'or': {
      const parts = term.terms.map((part) => maskOf(lib, columns, part, typos));
      return term.kind === 'and' ? every(columns, parts) : some(columns, parts);
    }
    case 'not': {
      // What is excluded is excluded as written: a typing error must not hide papers.
      return without(columns, maskOf(lib, columns, term.term, 'none'));
    }
    case 'text':
      return textMask(lib, columns, term, typos);
    case 'date':
      return dateMask(lib, columns, term);
    case 'linked':
    case 'self':
    case 'school':
    case 'bears':
    case 'cue':
      return graphMask(lib, columns, term);
    case 'status':
    case 'own':
      return decisionMask(lib, columns, term);
    case 'mine':
      return mineMask(lib, columns, term.value);
    case 'label-by':
      return judgedMask(lib, columns, term.judge);
    case 'new': {
      const news = newsOf(lib, columns, null);
      if (term.what === 'no') return without(columns, maskAt(columns, news.fresh));
      return maskAt(columns, news[term.what === 'yes' ? 'fresh' : term.what]);
    }
    case 'since': {
      const { fresh, changed, gone } = newsOf(lib, columns, term.day);
      return maskAt(columns, [...fresh, ...changed, ...gone]);
    }
    case 'has': {
      if (term.what === 'note') return decisionMask(lib, columns, { kind: 'has', what: 'note' });
      const bit = 1 << (FLAGS as readonly string[]).indexOf(term.what);
      const flags = columns.flags();
      const mask = newMask(columns);
      for (let i = 0; i < columns.size; i += 1) mask[i] = (flags[i]! & bit) === 0 ? 0 : 1;
      return mask;
    }
    default: {
      const field = (term as Extract<Leaf, { kind: 'number' | 'none' }>).field as 'citations' | 'refs';
      const holds = Uint8Array.from(columns.values[field], (value) => Number(valueHolds(term, value)));
      const codes = columns.codes(field);
      const mask = newMask(columns);
      for (let i = 0; i < columns.size; i += 1) mask[i] = holds[codes[i]!]!;
      return mask;
    }
  }
}

/** Papers of which it is known that they were published then. */
function dateMask(
  lib: Library,
  columns: Columns,
  { from, to, openFrom, openTo }: Extract<Leaf, { kind: 'date' }>,
): Mask {
  const { values, codes } = finished(datesIn(lib, columns.hub));
  const holds = Uint8Array.from(values, (date) => {
    if (date === '') return 0;
    const after = from === undefined || isBefore(from, date) || (!openFrom && date.startsWith(from));
    const before = to === undefined || isBefore(date, to) || (!openTo && date.startsWith(to));
    return Number(after && before);
  });
  const mask = newMask(columns);
  for (let place = 0; place < columns.size; place += 1) mask[place] = holds[codes[place]!]!;
  return mask;
}

/** Papers of the reader's own, or all others. */
function mineMask(lib: Library, columns: Columns, value: boolean): Mask {
  const own = cachedIn(columns, 'mine', () => maskAt(columns, mineAmong(lib, columns.hub)));
  return value ? own : without(columns, own);
}

/** Papers whose role in force a judge of this kind said. */
function judgedMask(lib: Library, columns: Columns, judge: JudgeKind): Mask {
  const judged = cachedIn(columns, 'judged', () =>
    Map.groupBy(judgedRoles(lib, columns.hub), ({ judge: name }) => kindOfJudge(name)),
  );
  return maskAt(
    columns,
    (judged.get(judge) ?? []).map(({ citing }) => citing),
  );
}

/** Papers of which there is news, worked out once for all days that have the same readings since. */
function newsOf(lib: Library, columns: Columns, since: Since): Record<'fresh' | 'changed' | 'gone', WorkNumber[]> {
  const span = spanOf(lib, columns.hub, since);
  return cachedIn(columns, `news of ${span.later.map(({ id }) => id)}`, () => {
    const { fresh, changed, gone } = changesIn(lib, columns.hub, span);
    return { fresh, changed: changed.map(({ work }) => work), gone: gone.map(({ work }) => work) };
  });
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
  /** Where words may match words of the hub that are nearly the same. */
  typos: Typos;
  /** The papers that meet its conditions of words then; null: it has none. */
  mask: Mask | null;
}

/** From how many plain words on one of them may be missing, and two. */
const SEVERAL = [3, 6] as const;
/** More words than this are not counted by a byte. */
const COUNTABLE = 100;

/** A word of the search as typed behind `/`: of no field, no phrase, not denied. */
function isPlain(term: Term): boolean {
  return term.kind === 'text' && term.field === undefined && !term.phrase;
}

/** Mask of the papers that meet all these conditions of words. @param missing so many of the plain words need not be there */
function wordsMask(lib: Library, columns: Columns, terms: readonly Term[], typos: Typos, missing: 0 | 1 | 2): Mask {
  const mask = (term: Term): Mask => maskOf(lib, columns, term, typos);
  if (missing === 0) return every(columns, terms.map(mask));
  const plain = terms.filter(isPlain).map(mask);
  const others = terms.filter((term) => !isPlain(term)).map(mask);
  return every(columns, [...others, atLeast(columns, plain, plain.length - missing)]);
}

/**
 * Decides once for a query what is forgiven, by its words alone, whatever the other filters: typing errors where the words
 * as written match fewer than FEW papers of the hub, in names of authors only where they match none, since a name is often
 * nearly another; where nothing matches even so, one of three words or two of six may
 * be missing, since in a short word an error makes another word.
 */
function* allowanceIn(lib: Library, columns: Columns, terms: readonly Term[]): Steps<Allowance> {
  const words = terms.filter(isOfWords);
  if (words.length === 0) return { typos: 'none', mask: null };
  const none: Allowance = { typos: 'none', mask: wordsMask(lib, columns, words, 'none', 0) };
  const exact = countOf(columns, none.mask!, FEW);
  if (exact >= FEW) return none;
  const plain = words.filter(isPlain).length;
  for (const missing of [0, 1, 2] as const) {
    if (missing > 0 && (plain < SEVERAL[missing - 1]! || plain > COUNTABLE)) break;
    const typos = exact > 0 ? 'texts' : 'names';
    for (const term of words.flatMap(textTerms)) yield* textMaskIn(lib, columns, term, typos);
    const mask = wordsMask(lib, columns, words, typos, missing);
    const found = countOf(columns, mask);
    if (found > exact) return { typos, mask };
    if (found > 0) break;
  }
  return none;
}
