/**
 * A facet's own filter: the top-level terms that ask about its field and nothing else. The counts of its values are counted
 * without them, so that they say what choosing one more would bring.
 */
import type { Term } from './query.js';
import { type FieldName, fieldOf, leaves } from './tree.js';

/** True where every part of the term asks about `field`. */
export function concernsOnly(term: Term, field: FieldName): boolean {
  for (const leaf of leaves(term)) if (fieldOf(leaf) !== field) return false;
  return true;
}
