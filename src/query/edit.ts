/** What the keys do to a query. Pure; what is in the line already keeps its order. */
import { cleanLine } from '../hub/text.js';
import { fieldNamed } from './fields.js';
import { parseQuery } from './parse.js';
import { printTerm } from './print.js';
import type { Query, Sort, Term } from './query.js';
import { all, alternatives, any, conjuncts, fieldOf, isFreeText, isLeaf, type Leaf, not } from './tree.js';

export type Side = 'include' | 'exclude';

/**
 * Chooses or drops one value of a facet. `term` is query text of one value (`role:method`, `novelty:8..<9`), as
 * `FacetValue.term` holds it and `printTerm` writes it. A value chosen joins the field's other chosen ones by "or"
 * (`role:method,background`), one shut out joins the others shut out; the same again takes it out; a value is never on both
 * sides. A flag has one value at a time.
 * @throws Error where `term` is not the text of one value, which is a mistake in the program.
 */
export function toggleTerm(query: Query, term: string, side: Side): Query {
  const value = oneValue(term);
  const terms = conjuncts(query.where);
  if (holds(query, value, side)) return { ...query, where: all(terms.flatMap((entry) => without(entry, side, value))) };
  const other: Side = side === 'include' ? 'exclude' : 'include';
  const chosen = terms.findIndex((entry) => valuesOf(entry, side, value) !== null);
  let placed = chosen >= 0;
  const changed = terms.flatMap((entry, at) => {
    if (at === chosen) return filter([...(isFlag(value) ? [] : valuesOf(entry, side, value)!), value], side);
    const rest = without(entry, other, value);
    if (placed || rest.length > 0) return rest;
    // It changes sides: what it leaves empty is its place.
    placed = true;
    return filter([value], side);
  });
  return { ...query, where: all(placed ? changed : [...changed, ...filter([value], side)]) };
}

/** Whether a value (query text, as for `toggleTerm`) is chosen or shut out by the facet's own filter. */
export function isActive(query: Query, term: string): 'included' | 'excluded' | null {
  // Every value of every facet comes by with each frame.
  if (query.where === null) return null;
  const value = oneValue(term);
  if (holds(query, value, 'include')) return 'included';
  return holds(query, value, 'exclude') ? 'excluded' : null;
}

/**
 * Whether a condition asks for a range in which the value of a facet (query text, as for `toggleTerm`) lies, or part of it:
 * `year:2020..` for `year:2022`, `date:2022-05..` for it too.
 */
export function isInRange(query: Query, term: string): boolean {
  const value = oneValue(term);
  if (value.kind !== 'number') return false;
  return conjuncts(query.where).some((condition) => {
    const ranges = alternatives(condition).map((one) => rangeOf(one, value.field));
    return ranges.every((range) => range !== null) && ranges.some((range) => overlap(range!, value));
  });
}

type Range = Pick<Extract<Term, { kind: 'number' }>, 'from' | 'to' | 'openFrom' | 'openTo'>;

function rangeOf(term: Term, field: string): Range | null {
  if (term.kind === 'number') return term.field === field ? term : null;
  if (term.kind !== 'date' || field !== 'year') return null;
  const year = (day: string | undefined): number | undefined =>
    day === undefined ? undefined : Number(day.slice(0, 4));
  const [from, to] = [year(term.from), year(term.to)];
  return { ...(from !== undefined && { from }), ...(to !== undefined && { to }) };
}

function overlap(one: Range, other: Range): boolean {
  const meets = (low: Range, high: Range): boolean => {
    const [from, to] = [low.from ?? Number.NEGATIVE_INFINITY, high.to ?? Number.POSITIVE_INFINITY];
    return from < to || (from === to && low.openFrom === undefined && high.openTo === undefined);
  };
  return meets(one, other) && meets(other, one);
}

/** Only influential citations; again, only the others; again, all. */
export function cycleInfluential(query: Query): Query {
  const side = isActive(query, 'influential:yes');
  return toggleTerm(query, 'influential:yes', side === null ? 'include' : 'exclude');
}

/** The values of facets that were asked about, by their texts: a hub has a few hundred. */
const values = new Map<string, Leaf>();
const MOST_VALUES = 2000;

function oneValue(text: string): Leaf {
  const known = values.get(text);
  if (known !== undefined) return known;
  const value = parsedValue(text);
  if (values.size >= MOST_VALUES) values.clear();
  values.set(text, value);
  return value;
}

function parsedValue(text: string): Leaf {
  const parsed = parseQuery(text);
  const term = parsed.ok ? parsed.query.where : null;
  if (term === null || !isLeaf(term) || fieldOf(term) === null)
    throw new Error(`"${cleanLine(text)}" is not one value of a field`);
  return term;
}

function same(a: Leaf, b: Leaf): boolean {
  return printTerm(a) === printTerm(b);
}

/** A paper has one value of it. */
function isFlag(value: Leaf): boolean {
  const field = fieldOf(value);
  return field !== null && fieldNamed(field)?.kind === 'flag';
}

/** The values of a term that is nothing but a choice among values of the field of `like`, on the side asked for; else null. */
function valuesOf(term: Term, side: Side, like: Leaf): Leaf[] | null {
  if ((term.kind === 'not') !== (side === 'exclude')) return null;
  const values = alternatives(term.kind === 'not' ? term.term : term);
  const own = values.filter((value): value is Leaf => isLeaf(value) && fieldOf(value) === fieldOf(like));
  return own.length === values.length ? own : null;
}

/** The term that chooses or shuts out these values; none for none. */
function filter(values: readonly Leaf[], side: Side): Term[] {
  const term = any(values);
  if (term === null) return [];
  return [side === 'include' ? term : not(term)];
}

function holds(query: Query, value: Leaf, side: Side): boolean {
  return conjuncts(query.where).some((term) => valuesOf(term, side, value)?.some((one) => same(one, value)));
}

/** What is left of a term when the value is taken out of it; a flag's other value goes with it. */
function without(term: Term, side: Side, value: Leaf): Term[] {
  const values = valuesOf(term, side, value);
  const left = values?.filter((one) => !isFlag(value) && !same(one, value));
  return left === undefined || left.length === values!.length ? [term] : filter(left, side);
}

/** The free words of the line as `/` shows and takes them; '' where there are none. */
export function freeText(query: Query): string {
  return conjuncts(query.where)
    .filter(isFreeText)
    .map(({ text, phrase }) => (phrase ? `"${text.replaceAll('"', '')}"` : text))
    .join(' ');
}

/** More than anyone types; a longer paste is cut. */
const LONGEST_SEARCH = 1_000;

/**
 * Puts other free words in place of the top-level ones and keeps every filter. Everything typed is words, also colons and
 * minus signs; quotes make phrases, and one not yet closed an open phrase of all that follows it.
 */
export function setText(query: Query, text: string): Query {
  const words = wordsTyped(cleanLine(text.slice(0, LONGEST_SEARCH)));
  const before = conjuncts(query.where);
  const place = before.findIndex(isFreeText);
  const kept: Term[] = before.filter((term) => !isFreeText(term));
  kept.splice(place < 0 ? kept.length : place, 0, ...words);
  return { ...query, where: all(kept) };
}

export function withoutText(query: Query): Query {
  return setText(query, '');
}

function wordsTyped(text: string): Term[] {
  const terms: Term[] = [];
  for (const [, phrase, end, word] of text.matchAll(/"([^"]*)("(?=\s|$)|$)|(\S+)/g)) {
    const typed = (phrase ?? word!.replace(/^"+/, '')).trim();
    if (typed === '') continue;
    terms.push({ kind: 'text', text: typed, phrase: phrase !== undefined, ...(end === '' && { open: true }) });
  }
  return terms;
}

/** The query as its line says it: open phrases are closed. The very same where there is none. */
export function closePhrases(query: Query): Query {
  const terms = conjuncts(query.where);
  const isOpen = (term: Term): boolean => term.kind === 'text' && term.open === true;
  if (!terms.some(isOpen)) return query;
  const closed = terms.map((term): Term => {
    if (term.kind !== 'text') return term;
    const { open: _, ...rest } = term;
    return rest;
  });
  return { ...query, where: all(closed) };
}

/** Another order; null for the usual one. */
export function withSort(query: Query, sort: Sort | null): Query {
  return { ...query, sort };
}

/**
 * The query without the condition that stands last in its line; of a choice among values (`role:method,background`), without the
 * last of them.
 */
export function withoutLast(query: Query): Query {
  const terms = conjuncts(query.where);
  const last = terms.at(-1);
  if (last === undefined) return query;
  return { ...query, where: all([...terms.slice(0, -1), ...withoutLastValue(last)]) };
}

function withoutLastValue(term: Term): Term[] {
  const side: Side = term.kind === 'not' ? 'exclude' : 'include';
  const first = alternatives(term.kind === 'not' ? term.term : term)[0]!;
  const values = isLeaf(first) && fieldOf(first) !== null ? valuesOf(term, side, first) : null;
  return values === null ? [] : filter(values.slice(0, -1), side);
}

/** Every citing paper again, in the order that was asked for. */
export function clearAll(query: Query): Query {
  return { ...query, where: null };
}
