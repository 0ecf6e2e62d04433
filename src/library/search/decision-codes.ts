/**
 * What the reader decided of a hub's papers, as arrays like those of the facts: a code for each place. After a decision the places it
 * is about get other codes, and nothing else is worked out anew.
 */
import { type Decision, type Screening, wordsKey } from '../../hub/decisions/decision.js';
import type { Term } from '../../query/query.js';
import { type Leaf, leaves } from '../../query/tree.js';
import { decisionsIn, type Live, marksOf } from '../decisions/live.js';
import { ownScreening } from '../decisions/screening.js';
import { type Columns, cachedIn, placeOf } from '../derived/columns.js';
import type { Library } from '../library.js';
import { type Mask, newMask } from './masks.js';

/** Codes of papers by place, and what each code stands for; 0 stands for nothing. */
export interface Codes<V> {
  codes: Int32Array;
  values: (V | undefined)[];
}

interface Kept<V> extends Codes<V> {
  of: Map<string, number>;
  generation: number;
}

function codesOf<V>(columns: Columns, name: string, live: Live<V>): Codes<V> {
  const kept = cachedIn(
    columns,
    `codes ${name}`,
    (): Kept<V> => ({
      codes: new Int32Array(columns.size),
      values: [undefined],
      of: new Map(),
      generation: -1,
    }),
  );
  if (kept.generation === live.generation) return kept;
  const set = (work: number, value: V | undefined): void => {
    const place = placeOf(columns, work);
    if (place >= 0) kept.codes[place] = value === undefined ? 0 : codeOf(kept, value);
  };
  const changed = live.since(kept.generation);
  if (changed === null) {
    kept.codes.fill(0);
    for (const [work, value] of live.values) set(work, value);
  } else for (const work of changed) set(work, live.values.get(work));
  kept.generation = live.generation;
  return kept;
}

function codeOf<V>({ of, values }: Kept<V>, value: V): number {
  const text = JSON.stringify(value);
  let code = of.get(text);
  if (code === undefined) {
    code = values.push(value) - 1;
    of.set(text, code);
  }
  return code;
}

/** What was decided of each paper. */
export function decisionCodes(lib: Library, columns: Columns, screening: Screening): Codes<Decision> {
  return codesOf(columns, screening, decisionsIn(lib, screening));
}

/** Which tags each paper has, or whether it has a star or a note. */
export function markCodes<K extends 'tag' | 'star' | 'note'>(
  lib: Library,
  columns: Columns,
  kind: K,
): Codes<NonNullable<ReturnType<typeof marksOf<K>>['values'] extends ReadonlyMap<number, infer V> ? V : never>> {
  return codesOf(columns, kind, marksOf(lib, kind) as Live<never>);
}

export type DecisionLeaf = Extract<Leaf, { kind: 'status' | 'own' }> | { kind: 'has'; what: 'note' };

/** The papers that meet it. */
export function decisionMask(lib: Library, columns: Columns, leaf: DecisionLeaf): Mask {
  const mask = newMask(columns);
  const mark = <V>({ codes, values }: Codes<V>, holds: (value: V | undefined) => boolean): Mask => {
    const held = Uint8Array.from(values, (value) => Number(holds(value)));
    for (let place = 0; place < codes.length; place += 1) mask[place] = held[codes[place]!]!;
    return mask;
  };
  if (leaf.kind === 'has') return mark(markCodes(lib, columns, 'note'), (note) => note !== undefined);
  if (leaf.kind === 'own' && leaf.field === 'tag') {
    const key = leaf.value === null ? null : wordsKey(leaf.value);
    return mark(markCodes(lib, columns, 'tag'), (tags) =>
      key === null ? tags === undefined : tags?.some((tag) => wordsKey(tag) === key) === true,
    );
  }
  if (leaf.kind === 'status' && leaf.what === 'starred')
    return mark(markCodes(lib, columns, 'star'), (star) => star === true);
  const decisions = decisionCodes(lib, columns, leaf.within ?? ownScreening(lib, columns.hub));
  if (leaf.kind === 'status') return mark(decisions, (decision) => (decision?.status ?? 'unscreened') === leaf.what);
  const reason = leaf.value === null ? undefined : wordsKey(leaf.value);
  return mark(
    decisions,
    (decision) =>
      decision?.status === 'excluded' &&
      (decision.reason === undefined ? reason === undefined : wordsKey(decision.reason) === reason),
  );
}

/** A term that asks about a screening, asking about this one. */
export function within(term: Term, screening: Screening): Term {
  if (term.kind === 'and' || term.kind === 'or')
    return { ...term, terms: term.terms.map((part) => within(part, screening)) };
  if (term.kind === 'not') return { ...term, term: within(term.term, screening) };
  return term.kind === 'status' || term.kind === 'own' ? { ...term, within: screening } : term;
}

/** What an answer to a term depends on beside the facts: '' for nothing, else other text after each decision that it may be about. */
export function stateBehind(lib: Library, columns: Columns, where: Term | null): string {
  const found = new Set<number>();
  for (const leaf of where === null ? [] : leaves(where)) {
    if (leaf.kind === 'has' && leaf.what === 'note') found.add(marksOf(lib, 'note').generation);
    else if (leaf.kind === 'own' && leaf.field === 'tag') found.add(marksOf(lib, 'tag').generation);
    else if (leaf.kind === 'status' && leaf.what === 'starred') found.add(marksOf(lib, 'star').generation);
    else if (leaf.kind === 'status' || leaf.kind === 'own')
      found.add(decisionsIn(lib, leaf.within ?? ownScreening(lib, columns.hub)).generation);
  }
  return [...found].join(' ');
}
