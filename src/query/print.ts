/** From the tree to its canonical line: the string that is shown, saved, passed on and parsed again. */
import { shortId } from '../hub/ids/identifier.js';
import type { Query, Sort, Term } from './query.js';
import { writeQuoted, writeWord } from './spelling.js';
import { fieldOf, isLeaf, type Leaf } from './tree.js';

/** The canonical line; '' for every citing paper. `parseQuery` of it gives the query back. */
export function printQuery(query: Query): string {
  const parts =
    query.where === null ? [] : [query.where.kind === 'and' ? conjunction(query.where.terms) : printTerm(query.where)];
  if (query.sort !== null) parts.push(printSort(query.sort));
  return parts.join(' ');
}

/** A term by itself, as it stands in a line; what `FacetValue.term` holds. */
export function printTerm(term: Term): string {
  switch (term.kind) {
    case 'and':
      return conjunction(term.terms);
    case 'or':
      return groups(term.terms).map(printGroup).join(' OR ');
    case 'not': {
      const whole = term.term.kind === 'and' || (term.term.kind === 'or' && groups(term.term.terms).length > 1);
      return whole ? `-(${printTerm(term.term)})` : `-${printTerm(term.term)}`;
    }
    default:
      return printGroup([term]);
  }
}

function printSort(sort: Sort): string {
  return `sort:${sort.descending ? '-' : ''}${sort.key}`;
}

function conjunction(terms: readonly Term[]): string {
  return terms
    .map((term) => (term.kind === 'or' && groups(term.terms).length > 1 ? `(${printTerm(term)})` : printTerm(term)))
    .join(' ');
}

/** Alternatives of the same field that stand together are one list: `role:method,background`. */
function groups(terms: readonly Term[]): Term[][] {
  const found: Term[][] = [];
  for (const term of terms) {
    const field = isLeaf(term) ? fieldOf(term) : null;
    const before = found.at(-1)?.[0];
    if (field !== null && before !== undefined && isLeaf(before) && fieldOf(before) === field) found.at(-1)!.push(term);
    else found.push([term]);
  }
  return found;
}

function printGroup(terms: readonly Term[]): string {
  const first = terms[0]!;
  // AND binds tighter than OR, but the reader should not have to know.
  if (!isLeaf(first)) return first.kind === 'and' ? `(${printTerm(first)})` : printTerm(first);
  const field = fieldOf(first);
  return `${field === null ? '' : `${field}:`}${terms.filter(isLeaf).map(printValue).join(',')}`;
}

function printValue(leaf: Leaf): string {
  switch (leaf.kind) {
    case 'label':
      return /[\s"\\,()]/u.test(leaf.value) ? writeQuoted(leaf.value) : leaf.value;
    case 'number':
    case 'date':
      return printRange(leaf);
    case 'flag':
    case 'mine':
      return leaf.value ? 'yes' : 'no';
    case 'none':
      return 'none';
    case 'own':
      if (leaf.value === null) return 'none';
      return /[\s"\\,()]/u.test(leaf.value) || leaf.value.toLowerCase() === 'none'
        ? writeQuoted(leaf.value)
        : leaf.value;
    case 'has':
    case 'status':
    case 'new':
      return leaf.what;
    case 'since':
      return leaf.day;
    case 'linked':
      return writeWord(shortId(leaf.id), true);
    case 'self':
      return leaf.which;
    case 'school':
      return leaf.number === null ? 'none' : String(leaf.number);
    case 'bears':
      return leaf.how;
    case 'cue':
      return leaf.what;
    case 'label-by':
      return leaf.judge;
    case 'text':
      return leaf.phrase ? writeQuoted(leaf.text) : writeWord(leaf.text, leaf.field !== undefined);
  }
}

function printRange({ from, to, openFrom, openTo }: Extract<Leaf, { kind: 'number' | 'date' }>): string {
  if (from === undefined) return `${openTo ? '<' : '<='}${to}`;
  if (to === undefined) return `${openFrom ? '>' : '>='}${from}`;
  if (from === to && !openFrom && !openTo) return String(from);
  return `${openFrom ? '>' : ''}${from}..${openTo ? '<' : ''}${to}`;
}
