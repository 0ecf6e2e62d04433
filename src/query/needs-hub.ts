/** Which conditions make sense only for papers that cite one certain work. */
import type { Query } from './query.js';
import { type FieldName, fieldOf, type Leaf, leaves } from './tree.js';

/** The first field of a query that asks about the citation of a hub; null where all of them ask about papers by themselves. */
export function fieldOfHub({ where }: Query): FieldName | null {
  const leaf = leafOfHub(where);
  return leaf === null ? null : fieldOf(leaf);
}

/** The same as the condition it is. */
export function leafOfHub(where: Query['where']): Leaf | null {
  for (const leaf of where === null ? [] : leaves(where)) if (asksAboutHub(leaf)) return leaf;
  return null;
}

function asksAboutHub(leaf: Leaf): boolean {
  switch (leaf.kind) {
    case 'new':
    case 'since':
    case 'self':
    case 'school':
    case 'bears':
    case 'cue':
    case 'label-by':
      return true;
    case 'label':
      return leaf.field === 'role' || leaf.field === 'polarity';
    case 'flag':
    case 'number':
    case 'none':
      return leaf.field === 'influential' || leaf.field === 'refs';
    case 'has':
      return leaf.what === 'context' || leaf.what === 'role' || leaf.what === 'polarity';
    case 'text':
      return leaf.field === 'context';
    case 'date':
    case 'mine':
    case 'status':
    case 'own':
    case 'linked':
      return false;
  }
}
