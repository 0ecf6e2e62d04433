/** The facets of a hub: every value it has, with its count under all filters but the facet's own. */
import { inVocabularyOrder, labelWords, NONE, POLARITIES, ROLES, VERDICTS } from '../hub/vocabulary.js';
import { withoutFacet } from '../query/facet.js';
import { printQuery } from '../query/print.js';
import type { LabelField, Query, Term } from '../query/query.js';
import { conjuncts } from '../query/tree.js';
import { type Columns, keepWith, type Marks } from './columns.js';
import type { Filter } from './filter.js';
import type { Facet, FacetField } from './model.js';

/** The facets in the order the screen shows them. */
const FIELDS: readonly FacetField[] = ['role', 'polarity', 'verdict', 'novelty', 'year', 'category', 'influential'];

/** A facet's values over the whole hub, and for every paper which of them it has (by place in `values`). */
interface Groups {
  values: { label: string; term: string }[];
  of: (number | readonly number[])[];
}

/** Facets with counts under a query's filter. */
export function facetsOf(columns: Columns, query: Query, filter: Filter, matching: Marks): Facet[] {
  const conditions = conjuncts(query.where);
  return FIELDS.map((field) => {
    const others = conjuncts(withoutFacet(query, field).where);
    const marks = others.length === conditions.length ? matching : filter.matching(others);
    const groups = keepWith(columns, `facet ${field}`, () => groupsOf(columns, field));
    const counts = new Uint32Array(groups.values.length);
    for (let i = 0; i < marks.length; i += 1) {
      if (marks[i] === 0) continue;
      const has = groups.of[i]!;
      if (typeof has !== 'number') for (const value of has) counts[value]! += 1;
      else counts[has]! += 1;
    }
    return { field, values: groups.values.map((value, i) => ({ ...value, count: counts[i]! })) };
  });
}

function termText(where: Term): string {
  return printQuery({ where, sort: null });
}

function labelled(field: LabelField, labels: readonly string[]): Groups['values'] {
  return labels.map((label) => ({
    label: field === 'category' ? label : labelWords(label),
    term: termText({ kind: 'label', field, value: label }),
  }));
}

function groupsOf(columns: Columns, field: FacetField): Groups {
  switch (field) {
    case 'role':
      return setGroups('role', columns.roles, (labels) => inVocabularyOrder(labels, ROLES));
    case 'polarity':
      return setGroups('polarity', columns.polarities, (labels) => inVocabularyOrder(labels, POLARITIES));
    case 'verdict':
      return oneGroups('verdict', columns.verdict, (labels) => inVocabularyOrder(labels, VERDICTS));
    case 'category': {
      const sizes = new Map<string, number>();
      for (const category of columns.category) sizes.set(category ?? NONE, (sizes.get(category ?? NONE) ?? 0) + 1);
      return oneGroups('category', columns.category, (labels) =>
        labels.sort(
          (a, b) => Number(a === NONE) - Number(b === NONE) || sizes.get(b)! - sizes.get(a)! || (a < b ? -1 : 1),
        ),
      );
    }
    case 'novelty':
      return noveltyGroups(columns);
    case 'year': {
      const years = [...new Set(columns.year)].filter((year) => year !== null).sort((a, b) => b - a);
      const at = new Map(years.map((year, i) => [year, i]));
      return inUse(
        [
          ...years.map((year) => ({
            label: String(year),
            term: termText({ kind: 'number', field: 'year', from: year, to: year }),
          })),
          { label: 'unknown', term: termText({ kind: 'none', field: 'year' }) },
        ],
        columns.year.map((year) => (year === null ? years.length : at.get(year)!)),
      );
    }
    case 'influential': {
      return inUse(
        [
          { label: 'yes', term: termText({ kind: 'influential', value: true }) },
          { label: 'no', term: termText({ kind: 'influential', value: false }) },
          { label: 'unknown', term: termText({ kind: 'none', field: 'influential' }) },
        ],
        columns.influential.map((flag) => (flag === null ? 2 : flag ? 0 : 1)),
      );
    }
  }
}

function setGroups(field: LabelField, sets: string[][], inOrder: (labels: string[]) => string[]): Groups {
  const labels = inOrder([...new Set(sets.flatMap((set) => (set.length === 0 ? [NONE] : set)))]);
  const at = new Map(labels.map((label, i) => [label, i]));
  return {
    values: labelled(field, labels),
    of: sets.map((set) => (set.length === 0 ? at.get(NONE)! : set.map((label) => at.get(label)!))),
  };
}

function oneGroups(field: LabelField, column: (string | null)[], inOrder: (labels: string[]) => string[]): Groups {
  const labels = inOrder([...new Set(column.map((label) => label ?? NONE))]);
  const at = new Map(labels.map((label, i) => [label, i]));
  return { values: labelled(field, labels), of: column.map((label) => at.get(label ?? NONE)!) };
}

/** 9–10, 8, 7, … 0, not reviewed: a bucket is a whole number and what follows up to the next. */
function noveltyGroups(columns: Columns): Groups {
  const buckets: Groups['values'] = [
    { label: '9–10', term: termText({ kind: 'number', field: 'novelty', from: 9, to: 10 }) },
  ];
  for (let from = 8; from >= 0; from -= 1) {
    const term: Term = { kind: 'number', field: 'novelty', from, to: from + 1, openTo: true };
    buckets.push({ label: String(from), term: termText(term) });
  }
  buckets.push({ label: 'not reviewed', term: termText({ kind: 'none', field: 'novelty' }) });
  return inUse(
    buckets,
    columns.novelty.map((novelty) => (novelty === null ? 10 : 9 - Math.min(9, Math.floor(novelty)))),
  );
}

/** Leaves out the values no paper of the hub has. */
function inUse(values: Groups['values'], of: number[]): Groups {
  const used = new Set(of);
  const kept = values.map((_, i) => i).filter((i) => used.has(i));
  const at = new Map(kept.map((i, place) => [i, place]));
  return { values: kept.map((i) => values[i]!), of: of.map((i) => at.get(i)!) };
}
