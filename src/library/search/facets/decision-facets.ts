/** What the reader decided, as facets: status, reasons and tags, as far as there are any. */
import { type Screening, STATUSES, wordsKey } from '../../../hub/decisions/decision.js';
import { NONE } from '../../../hub/vocabulary.js';
import { concernsOnly } from '../../../query/facet.js';
import { printTerm } from '../../../query/print.js';
import type { OwnField, Query, Standing, Term } from '../../../query/query.js';
import { all, conjuncts } from '../../../query/tree.js';
import { type Codes, decisionCodes, markCodes } from '../../decisions/codes.js';
import type { Columns } from '../../derived/columns.js';
import type { Library } from '../../library.js';
import type { Facet, FacetValue } from '../../model.js';
import { decisionMask } from '../decision-masks.js';
import { type Matching, matchingOf } from '../filter.js';
import type { Mask } from '../masks.js';

/** The facets with how many papers each value has under all conditions but those on the facet itself. */
export function decisionFacets(
  lib: Library,
  columns: Columns,
  query: Query,
  matching: Matching,
  screening: Screening,
): Facet[] {
  const terms = conjuncts(query.where);
  /** The papers under all conditions but those on a facet. */
  const others = (field: 'status' | 'reason' | 'tag'): Mask | null => {
    const left = terms.filter((term) => !concernsOnly(term, field));
    return left.length === terms.length
      ? matching.mask
      : matchingOf(lib, columns, { where: all(left), sort: null }).mask;
  };
  const decisions = decisionCodes(lib, columns, screening);
  const stars = markCodes(lib, columns, 'star');
  const tags = markCodes(lib, columns, 'tag');
  const listed = markCodes(lib, columns, 'reading').papers[0]! < columns.size;
  const toRead = listed ? decisionMask(lib, columns, { kind: 'status', what: 'to-read', within: screening }) : null;
  return [
    ...(isUsed(decisions) || isUsed(stars) || listed ? [statusFacet(decisions, stars, toRead, others('status'))] : []),
    ...(decisions.values.some((value) => value?.status === 'excluded' && value.reason !== undefined)
      ? [reasonFacet(decisions, others('reason'))]
      : []),
    ...(isUsed(tags) ? [tagFacet(tags, others('tag'))] : []),
  ].filter(({ values }) => values.length > 0);
}

/** Whether there is anything, of this hub's papers or of what was theirs. */
function isUsed({ values }: Codes<unknown>): boolean {
  return values.length > 1;
}

interface Counted {
  /** Papers of each code under the conditions, and whatever the conditions are. */
  papers: readonly number[] | Int32Array;
  all: readonly number[];
}

function counted(coded: Codes<unknown>, mask: Mask | null): Counted {
  const all = coded.papers;
  if (mask === null) return { papers: all, all };
  const { codes } = coded;
  const papers = new Int32Array(coded.values.length);
  for (let place = 0; place < codes.length; place += 1) if (mask[place] !== 0) papers[codes[place]!]! += 1;
  return { papers, all };
}

const shown = (term: Term, label: string, count: number): FacetValue => ({ label, term: printTerm(term), count });

/** @param toRead those to read, where any paper is on the reading list */
function statusFacet(
  decisions: ReturnType<typeof decisionCodes>,
  stars: Codes<true>,
  toRead: Mask | null,
  mask: Mask | null,
): Facet {
  const { papers, all: there } = counted(decisions, mask);
  const value = (what: Standing, count: number): FacetValue => shown({ kind: 'status', what }, what, count);
  const sum = (what: Standing, counts: Counted['papers']): number =>
    decisions.values.reduce(
      (total, decision, code) => total + ((decision?.status ?? 'unscreened') === what ? counts[code]! : 0),
      0,
    );
  const starred = counted(stars, mask);
  return {
    field: 'status',
    values: [
      ...[...STATUSES, 'unscreened' as const].map((what) => value(what, sum(what, papers))),
      ...(sum('conflict', there) > 0 ? [value('conflict', sum('conflict', papers))] : []),
      ...((starred.all[1] ?? 0) > 0 ? [value('starred', starred.papers[1]!)] : []),
      ...(toRead === null ? [] : [value('to-read', bothIn(toRead, mask))]),
    ],
  };
}

function bothIn(papers: Mask, mask: Mask | null): number {
  let count = 0;
  for (let place = 0; place < papers.length; place += 1) if (papers[place] !== 0 && mask?.[place] !== 0) count += 1;
  return count;
}

function reasonFacet(decisions: ReturnType<typeof decisionCodes>, mask: Mask | null): Facet {
  return ownFacet('reason', decisions, mask, (decision) =>
    decision?.status === 'excluded' ? [decision.reason ?? null] : [],
  );
}

function tagFacet(tags: ReturnType<typeof markCodes<'tag'>>, mask: Mask | null): Facet {
  return ownFacet('tag', tags, mask, (own) => own ?? []);
}

/** Words of the reader's own that papers of the hub have, the most frequent first, none last. */
function ownFacet<V>(
  field: OwnField,
  coded: Codes<V>,
  mask: Mask | null,
  wordsOf: (value: V | undefined) => readonly (string | null)[],
): Facet {
  const { papers, all: there } = counted(coded, mask);
  const found = new Map<string | null, { value: string | null; count: number; there: number }>();
  coded.values.forEach((value, code) => {
    // Two spellings of one tag on one paper are one.
    const own = new Map(wordsOf(value).map((text) => [text === null ? null : wordsKey(text), text]));
    for (const [key, text] of own) {
      const known = found.get(key) ?? { value: text, count: 0, there: 0 };
      found.set(key, { ...known, count: known.count + papers[code]!, there: known.there + there[code]! });
    }
  });
  const order = (value: string | null): number => Number(value === null);
  const values = [...found.values()]
    .filter((one) => one.there > 0)
    .sort((a, b) => order(a.value) - order(b.value) || b.there - a.there || (a.value! < b.value! ? -1 : 1))
    .map(({ value, count }) => shown({ kind: 'own', field, value }, value ?? NONE, count));
  return { field, values };
}
