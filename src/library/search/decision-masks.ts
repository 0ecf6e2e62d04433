/** Conditions of a query that ask what the reader decided. */
import { type Screening, wordsKey } from '../../hub/decisions/decision.js';
import type { Term } from '../../query/query.js';
import { type Leaf, leaves } from '../../query/tree.js';
import { type Codes, decisionCodes, markCodes } from '../decisions/codes.js';
import { decisionsIn, marksOf } from '../decisions/live.js';
import { ownScreening } from '../decisions/screening.js';
import type { Columns } from '../derived/columns.js';
import type { Library } from '../library.js';
import { type Mask, newMask } from './masks.js';

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
  if (leaf.kind === 'status' && leaf.what === 'to-read') {
    const [stars, reading] = [markCodes(lib, columns, 'star'), markCodes(lib, columns, 'reading')];
    for (let place = 0; place < columns.size; place += 1) {
      const isMarked = stars.codes[place] !== 0 || reading.codes[place] !== 0;
      mask[place] = Number(isMarked || decisions.values[decisions.codes[place]!]?.status === 'later');
    }
    return mask;
  }
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
    else if (leaf.kind === 'status' || leaf.kind === 'own') {
      if (leaf.kind === 'status' && leaf.what === 'to-read')
        for (const kind of ['star', 'reading'] as const) found.add(marksOf(lib, kind).generation);
      found.add(decisionsIn(lib, leaf.within ?? ownScreening(lib, columns.hub)).generation);
    }
  }
  return [...found].join(' ');
}
