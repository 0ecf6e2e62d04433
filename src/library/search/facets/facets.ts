/** The facets of a hub: every value it has, with its count under all filters but the facet's own. */
import {
  inVocabularyOrder,
  labelWords,
  NONE,
  POLARITIES,
  ROLES,
  SEVERITIES,
  VERDICTS,
} from '../../../hub/vocabulary.js';
import type { AskedAs } from '../../../hub/work-fields.js';
import { concernsOnly } from '../../../query/facet.js';
import { isVerbatim } from '../../../query/fields.js';
import { printQuery } from '../../../query/print.js';
import type { FlagField, LabelField, Term } from '../../../query/query.js';
import { all } from '../../../query/tree.js';
import { GROUPS } from '../../derived/column-layout.js';
import { type Columns, cachedIn, columnsOf, valueAt } from '../../derived/columns.js';
import { type Library, reading } from '../../library.js';
import type { Facet, FacetField, WorkNumber } from '../../model.js';
import { computedPapers } from '../../works/computed-roles.js';
import { allOf, type Matching, matchingOf } from '../filter.js';

/** A facet's values over the whole hub, and which of them each value of its field counts for (by place in `shown`). */
interface Shown {
  shown: { label: string; term: string }[];
  of: (readonly number[])[];
}

function shownOf(columns: Columns, field: FacetField): Shown {
  return cachedIn(columns, `facet ${field}`, () => SHOWN[field](columns));
}

/** The values of a facet of a hub in their order, for who needs no counts: nothing but the arrays of the hub is read. */
export function labelsOf(lib: Library, hub: WorkNumber, field: FacetField): string[] {
  return reading(lib, () => shownOf(columnsOf(lib, hub), field).shown.map(({ label }) => label));
}

/** Facets with counts under a query's conditions. */
export function facetsOf(lib: Library, columns: Columns, matching: Matching): Facet[] {
  const fields = (Object.keys(SHOWN) as FacetField[]).filter((field) => !isSilent(columns, field));
  return fields.map((field) => {
    const { shown, of } = shownOf(columns, field);
    const counts = new Uint32Array(shown.length);
    perValue(columns, matching, field).forEach((papers, value) => {
      for (const at of of[value]!) counts[at]! += papers;
    });
    const computed = field === 'role' ? computedPerValue(lib, columns, matching) : null;
    if (computed === null) return { field, values: shown.map((value, i) => ({ ...value, count: counts[i]! })) };
    const apart = new Uint32Array(shown.length);
    computed.forEach((papers, value) => {
      for (const at of of[value]!) apart[at]! += papers;
    });
    const values = shown.map((value, i) => ({
      ...value,
      count: counts[i]! - apart[i]!,
      ...(apart[i]! > 0 && { computed: apart[i]! }),
    }));
    return { field, values };
  });
}

/** Of the papers with each set of roles those whose roles were computed, as perValue() counts them; null where there are none. */
function computedPerValue(lib: Library, columns: Columns, { conditions, mask }: Matching): Int32Array | null {
  const computed = computedPapers(lib, columns);
  if (computed === null) return null;
  const others = conditions.map(({ term }) => term).filter((term) => !concernsOnly(term, 'role'));
  const under =
    others.length === conditions.length ? mask : matchingOf(lib, columns, { where: all(others), sort: null }).mask;
  const value = valueAt(columns, 'role');
  const counts = new Int32Array(columns.values.role.length);
  for (let place = 0; place < columns.size; place += 1)
    if (computed[place] === 1 && under?.[place] !== 0) counts[value(place)]! += 1;
  return counts;
}

/** Whether a facet that few hubs have anything in has nothing here: no paper was checked, none is retracted. */
function isSilent({ values }: Columns, field: FacetField): boolean {
  if (field === 'integrity') return values.integrity.every((value) => value === null);
  return field === 'retracted' && !values.retracted.includes(true);
}

/** How many papers have each value of a field under all conditions but those on the field alone. */
export function perValue(columns: Columns, matching: Matching | null, field: FacetField): Int32Array {
  if (matching === null || matching.conditions.length === 0) return columns.counts(field);
  const at = GROUPS.findIndex((fields) => (fields as readonly string[]).includes(field));
  const group = columns.groups[at]!;
  const papers = matching.papers[at]!;
  const others = matching.conditions.filter((own) => own.group === at && !concernsOnly(own.term, field));
  const table = allOf(
    others.map((condition) => condition.table!),
    papers.length,
  );
  const values = group.fields[(GROUPS[at]! as readonly string[]).indexOf(field)]!;
  const counts = new Int32Array(columns.values[field].length);
  for (let i = 0; i < papers.length; i += 1) if (table[i]) counts[values[i]!]! += papers[i]!;
  return counts;
}

function termText(where: Term): string {
  return printQuery({ where, sort: null });
}

function labelled(field: LabelField, labels: readonly string[]): Shown['shown'] {
  return labels.map((label) => ({
    label: isVerbatim(field) ? label : labelWords(label),
    term: termText({ kind: 'label', field, value: label }),
  }));
}

/** The facets in the order the screen shows them. */
const SHOWN: Readonly<Record<FacetField, (columns: Columns) => Shown>> = {
  role: ({ values }) => ofSets('role', values.role, (labels) => inVocabularyOrder(labels, ROLES)),
  polarity: ({ values }) => ofSets('polarity', values.polarity, (labels) => inVocabularyOrder(labels, POLARITIES)),
  verdict: ({ values }) => ofSets('verdict', alone(values.verdict), (labels) => inVocabularyOrder(labels, VERDICTS)),
  integrity: ({ values }) =>
    ofSets('integrity', alone(values.integrity), (labels) => inVocabularyOrder(labels, SEVERITIES)),
  retracted: ({ values }) => ofFlag('retracted', values.retracted),
  novelty: ({ values }) =>
    inUse(
      NOVELTIES.map(({ label, where }) => ({ label, term: termText(where) })),
      values.novelty.map((novelty) => (novelty === null ? 10 : 9 - Math.min(9, Math.floor(novelty)))),
    ),
  year({ values }) {
    const years = values.year.filter((year) => year !== null).reverse();
    return inUse(
      [
        ...years.map((year) => ({
          label: String(year),
          term: termText({ kind: 'number', field: 'year', from: year, to: year }),
        })),
        { label: NONE, term: termText({ kind: 'none', field: 'year' }) },
      ],
      values.year.map((year, i) => (year === null ? years.length : years.length - 1 - i)),
    );
  },
  category: (columns) => bySize(columns, 'category'),
  influential: ({ values }) => ofFlag('influential', values.influential),
};

function ofFlag(field: FlagField, values: readonly (boolean | null)[]): Shown {
  return inUse(
    [
      { label: 'yes', term: termText({ kind: 'flag', field, value: true }) },
      { label: 'no', term: termText({ kind: 'flag', field, value: false }) },
      { label: NONE, term: termText({ kind: 'none', field }) },
    ],
    values.map((flag) => (flag === null ? 2 : flag ? 0 : 1)),
  );
}

/** Labels as sources write them: the most frequent first, `none` last. */
function bySize(columns: Columns, field: AskedAs<{ as: 'label' }>): Shown {
  const papers = perValue(columns, null, field);
  const sizes = new Map(columns.values[field].map((label, i) => [label ?? NONE, papers[i]!]));
  return ofSets(field, alone(columns.values[field]), (labels) =>
    labels.sort((a, b) => Number(a === NONE) - Number(b === NONE) || sizes.get(b)! - sizes.get(a)! || (a < b ? -1 : 1)),
  );
}

const alone = (values: readonly (string | null)[]): string[][] =>
  values.map((value) => (value === null ? [] : [value]));

function ofSets(field: LabelField, sets: readonly string[][], inOrder: (labels: string[]) => string[]): Shown {
  const orNone = sets.map((set) => (set.length === 0 ? [NONE] : set));
  const labels = inOrder([...new Set(orNone.flat())]);
  const at = new Map(labels.map((label, i) => [label, i]));
  return { shown: labelled(field, labels), of: orNone.map((set) => set.map((label) => at.get(label)!)) };
}

/** 9–10, 8, 7, … 0, none: a bucket is a whole number and what follows up to the next. */
const NOVELTIES: readonly { label: string; where: Term }[] = [
  { label: '9–10', where: { kind: 'number', field: 'novelty', from: 9, to: 10 } },
  ...[8, 7, 6, 5, 4, 3, 2, 1, 0].map((from): { label: string; where: Term } => ({
    label: String(from),
    where: { kind: 'number', field: 'novelty', from, to: from + 1, openTo: true },
  })),
  { label: NONE, where: { kind: 'none', field: 'novelty' } },
];

/** Leaves out what no value of the hub counts for. */
function inUse(shown: Shown['shown'], of: readonly number[]): Shown {
  const used = new Set(of);
  const kept = shown.map((_, i) => i).filter((i) => used.has(i));
  const at = new Map(kept.map((i, place) => [i, place]));
  return { shown: kept.map((i) => shown[i]!), of: of.map((i) => [at.get(i)!]) };
}
