/** A facet's own filter: the top-level terms that ask about its field and nothing else. */
import type { Query, Term } from './query.js';
import { all, conjuncts, type FieldName, fieldOf, leaves } from './tree.js';

/** True where every part of the term asks about `field`. */
export function concernsOnly(term: Term, field: FieldName): boolean {
  for (const leaf of leaves(term)) if (fieldOf(leaf) !== field) return false;
  return true;
}

/** The query without the facet's own filter: what the counts of its values are counted under, so that they say what choosing one more would bring. */
export function withoutFacet(query: Query, field: FieldName): Query {
  return { ...query, where: all(conjuncts(query.where).filter((term) => !concernsOnly(term, field))) };
}
