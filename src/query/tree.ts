/** The normal form of query trees: flat `and`/`or` of two terms or more, no double `not`. Everything that builds trees builds them here. */
import type { Field } from './fields.js';
import type { Term } from './query.js';

/** A term without parts. */
export type Leaf = Exclude<Term, { kind: 'and' | 'or' | 'not' }>;
export type FieldName = Field['name'];

/** All of the terms; null for none. */
export function all(terms: readonly Term[]): Term | null {
  return joined('and', terms);
}

/** One of the terms; null for none. */
export function any(terms: readonly Term[]): Term | null {
  return joined('or', terms);
}

function joined(kind: 'and' | 'or', terms: readonly Term[]): Term | null {
  const flat = terms.flatMap((term) => (term.kind === kind ? term.terms : [term]));
  return flat.length > 1 ? { kind, terms: flat } : (flat[0] ?? null);
}

export function not(term: Term): Term {
  return term.kind === 'not' ? term.term : { kind: 'not', term };
}

/** The terms that must all hold. */
export function conjuncts(where: Term | null): readonly Term[] {
  if (where === null) return [];
  return where.kind === 'and' ? where.terms : [where];
}

/** The terms of which one must hold. */
export function alternatives(term: Term): readonly Term[] {
  return term.kind === 'or' ? term.terms : [term];
}

export function isLeaf(term: Term): term is Leaf {
  return term.kind !== 'and' && term.kind !== 'or' && term.kind !== 'not';
}

/** The field a leaf asks about; null for words without a field. */
export function fieldOf(leaf: Leaf): FieldName | null {
  switch (leaf.kind) {
    case 'label':
    case 'number':
    case 'flag':
    case 'none':
    case 'own':
      return leaf.field;
    case 'text':
      return leaf.field ?? null;
    case 'linked':
      return leaf.how;
    default:
      return leaf.kind;
  }
}

/** Words without a field, as `/` types them. */
export function isFreeText(term: Term): term is Extract<Term, { kind: 'text' }> {
  return term.kind === 'text' && term.field === undefined;
}

/** Every leaf, from left to right. */
export function* leaves(term: Term): Generator<Leaf> {
  if (isLeaf(term)) yield term;
  else for (const part of term.kind === 'not' ? [term.term] : term.terms) yield* leaves(part);
}

/** The same asked by somebody from whom authors are hidden. */
export function unnamed(term: Term): Term {
  if (term.kind === 'and' || term.kind === 'or') return { ...term, terms: term.terms.map(unnamed) };
  if (term.kind === 'not') return { ...term, term: unnamed(term.term) };
  const isAboutNames = term.kind === 'text' && (term.field === undefined || term.field === 'author');
  return isAboutNames ? { ...term, unnamed: true } : term;
}

/** Levels of `and`, `or` and `not`. */
export function depth(term: Term): number {
  if (isLeaf(term)) return 0;
  return 1 + Math.max(...(term.kind === 'not' ? [term.term] : term.terms).map(depth));
}
