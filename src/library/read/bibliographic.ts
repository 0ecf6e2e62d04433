/** Works as bibliographies describe them: what is needed to cite a paper, read fast, for any number of them. */
import { inVocabularyOrder, POLARITIES, ROLES } from '../../hub/vocabulary.js';
import { type EntryField, fieldsHaving } from '../../hub/work-fields.js';
import { LibraryError } from '../error.js';
import { type Library, reading } from '../library.js';
import type { Details, WorkNumber } from '../model.js';
import { authorOf } from '../works/authors.js';
import { fromStored, selected } from '../works/fields.js';

/** Of all that is known of a citing paper what stands in an entry of a bibliography. */
export type Described = Pick<Details, EntryField | 'id' | 'ids' | 'roles' | 'polarities' | 'verdict' | 'novelty'>;

// How many authors there are in all is a number of the list row, where every source has its say.
const OF_WORK = fieldsHaving<EntryField>(({ table, inEntries }) => table !== 'authors' && inEntries).filter(
  (field) => field !== 'authorCount',
);
/** Under their names among Described; the others follow below. */
const COLUMNS = [...OF_WORK, 'verdict', 'novelty'] as const;

// One statement for a work: a round into SQLite for each of its tables would take most of the time.
const DESCRIBED = `
  SELECT ref, listed.author_count,
    (SELECT json_group_array(scheme || ':' || value ORDER BY position) FROM aliases WHERE work = works.id),
    (SELECT json_group_array(json_array(name, family, given, is_group) ORDER BY position) FROM authors
      WHERE work = works.id),
    (SELECT group_concat(axis || label, ' ') FROM effective WHERE cited = ? AND citing = works.id),
    ${selected(OF_WORK)}, verdict, novelty
  FROM works JOIN listed ON listed.work = works.id LEFT JOIN texts ON texts.work = works.id WHERE works.id = ?`;

type AuthorFields = [name: string, family: string | null, given: string | null, isGroup: number];

/** The citing papers of a hub in the order of the ids, each read when it is asked for. */
export function* describedWorks(lib: Library, hub: WorkNumber, ids: Iterable<WorkNumber>): Generator<Described> {
  for (const work of ids) yield reading(lib, () => described(lib, hub, work));
}

function described(lib: Library, hub: WorkNumber, work: WorkNumber): Described {
  const row = lib.sql(DESCRIBED).raw().get(hub, work) as (string | number | null)[] | undefined;
  if (row === undefined) throw new LibraryError(`The library ${lib.file} has no work ${work}; open the paper again.`);
  const [ref, authorCount, names, authors, said, ...columns] = row as [
    string,
    number,
    string,
    string,
    string | null,
    ...(string | number | null)[],
  ];
  const labels = said === null ? [] : said.split(' ');
  const onAxis = (axis: string): string[] =>
    labels.filter((label) => label.startsWith(axis)).map((label) => label.slice(1));
  const known = COLUMNS.flatMap((name, at) => {
    const value = columns[at];
    if (value === null || value === undefined) return [];
    return [[name, name === 'verdict' || name === 'novelty' ? value : fromStored(name, value)] as const];
  });
  return {
    id: ref,
    ids: JSON.parse(names) as string[],
    title: ref,
    authors: (JSON.parse(authors) as AuthorFields[]).map(([name, family, given, is_group]) =>
      authorOf({ name, family, given, is_group }),
    ),
    authorCount,
    date: '',
    ...(Object.fromEntries(known) as Partial<Described>),
    roles: inVocabularyOrder(onAxis('0'), ROLES),
    polarities: inVocabularyOrder(onAxis('1'), POLARITIES),
  };
}
