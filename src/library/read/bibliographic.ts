/** Works as bibliographies describe them: what is needed to cite a paper, read fast, for any number of them. */
import { type EntryField, fieldsHaving } from '../../hub/work-fields.js';
import { type Library, reading } from '../library.js';
import type { Details, WorkNumber } from '../model.js';
import { authorOf } from '../works/authors.js';
import { fromStored, selected } from '../works/fields.js';
import { batches, inOrder } from './batches.js';
import { labelReader, SAID } from './label-sets.js';

/** Of all that is known of a citing paper what stands in an entry of a bibliography. */
export type Described = Pick<Details, EntryField | 'id' | 'ids' | 'roles' | 'polarities' | 'verdict' | 'novelty'>;

// How many authors there are in all is a number of the list row, where every source has its say.
const OF_WORK = fieldsHaving<EntryField>(({ table, inEntries }) => table !== 'authors' && inEntries).filter(
  (field) => field !== 'authorCount',
);
/** Under their names among Described; the others follow below. */
const COLUMNS = [...OF_WORK, 'verdict', 'novelty'] as const;

// One statement for many works: a round into SQLite for each of them, and of its tables, would take most of the time.
const DESCRIBED = `
  SELECT works.id, ref, listed.author_count,
    (SELECT json_group_array(scheme || ':' || value ORDER BY position) FROM aliases WHERE work = works.id),
    (SELECT json_group_array(json_array(name, family, given, is_group) ORDER BY position) FROM authors
      WHERE work = works.id),
    ${SAID}, ${selected(OF_WORK)}, verdict, novelty
  FROM json_each(@works) CROSS JOIN works ON works.id = value CROSS JOIN listed ON listed.work = works.id
    LEFT JOIN texts ON texts.work = works.id`;

type DescribedValues = [
  work: WorkNumber,
  ref: string,
  authorCount: number,
  names: string,
  authors: string,
  said: string | null,
  ...columns: (string | number | null)[],
];
type AuthorFields = [name: string, family: string | null, given: string | null, isGroup: number];

/** The citing papers of a hub in the order of the ids, read many at a time when the first of them is asked for. */
export function* describedWorks(lib: Library, hub: WorkNumber, works: readonly WorkNumber[]): Generator<Described> {
  const labels = labelReader();
  for (const { from, count } of batches(works.length)) yield* batch(lib, hub, works.slice(from, from + count), labels);
}

function batch(
  lib: Library,
  hub: WorkNumber,
  works: readonly WorkNumber[],
  labels: ReturnType<typeof labelReader>,
): Described[] {
  const read = (numbers: string): DescribedValues[] =>
    lib.sql(DESCRIBED).raw().all({ hub, works: numbers }) as DescribedValues[];
  return reading(lib, () => inOrder(lib, works, read).map((values) => described(values, labels(values[5]))));
}

function described(values: DescribedValues, { roles, polarities }: Pick<Described, 'roles' | 'polarities'>): Described {
  const [, ref, authorCount, names, authors, , ...columns] = values;
  const known: Record<string, unknown> = {};
  for (const [at, name] of COLUMNS.entries()) {
    const value = columns[at];
    if (value === null || value === undefined) continue;
    known[name] = name === 'verdict' || name === 'novelty' ? value : fromStored(name, value);
  }
  return {
    id: ref,
    ids: JSON.parse(names) as string[],
    title: ref,
    authors: (JSON.parse(authors) as AuthorFields[]).map(([name, family, given, is_group]) =>
      authorOf({ name, family, given, is_group }),
    ),
    authorCount,
    date: '',
    ...(known as Partial<Described>),
    roles,
    polarities,
  };
}
