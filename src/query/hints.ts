/** What is legal but probably a slip: any label may exist, so an unknown one is no mistake. */
import { labelWords, NONE } from '../hub/vocabulary.js';
import { FIELDS } from './fields.js';
import { nearest } from './nearest.js';
import type { Query } from './query.js';
import { leaves } from './tree.js';

/**
 * One sentence for each label that resembles one of the vocabulary's without being it: worth showing where nothing matches.
 * `present`: labels the hub does have, which are never doubted.
 */
export function labelHints(query: Query, present: readonly string[]): string[] {
  if (query.where === null) return [];
  const hints = new Set<string>();
  for (const leaf of leaves(query.where)) {
    if (leaf.kind !== 'label' || leaf.value === NONE || present.includes(leaf.value)) continue;
    const entry = FIELDS.find((field) => field.name === leaf.field);
    const known = entry?.kind === 'label' ? entry.known.map(({ label }) => label) : [];
    const near = known.includes(leaf.value) ? undefined : nearest(leaf.value, known);
    if (near !== undefined)
      hints.add(`No paper has the ${leaf.field} "${labelWords(leaf.value)}"; did you mean ${near}?`);
  }
  return [...hints];
}
