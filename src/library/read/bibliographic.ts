/** Works as bibliographies describe them: what is needed to cite a paper, read fast, for any number of them. */
import type { Author } from '../../hub/record.js';
import { type EntryField, fieldsHaving } from '../../hub/work-fields.js';
import { type Library, reading } from '../library.js';
import type { Details, WorkNumber } from '../model.js';
import { authorOf } from '../works/authors.js';
import { fromStored, selected } from '../works/fields.js';
import { inOrder, readInFileOrder } from './batches.js';
import { loadedFacts } from './citation-facts.js';
import { labelReader, SAID } from './label-sets.js';
import { type Helpers, printedInFileOrder } from './printing/printing.js';
import type { Room } from './printing/room.js';

/** Of all that is known of a citing paper what stands in an entry of a bibliography. */
export type Described = Pick<Details, EntryField | 'id' | 'ids' | 'roles' | 'polarities' | 'verdict' | 'novelty'>;

// How many authors there are in all is a number of the list row, where every source has its say.
const OF_WORK = fieldsHaving<EntryField>(({ table, inEntries }) => table === 'works' && inEntries).filter(
  (field) => field !== 'authorCount',
);
const OF_TEXTS = fieldsHaving<EntryField>(({ table, inEntries }) => table === 'texts' && inEntries);

// One statement for many works and a table: a round into SQLite for each of them would take most of the time.
const DESCRIBED = (said: string): string => `
  SELECT works.id, ref, listed.author_count, verdict, novelty, ${said}, ${selected(OF_WORK)}
  FROM json_each(@works) CROSS JOIN works ON works.id = value CROSS JOIN listed ON listed.work = works.id`;
const OF_WORKS = DESCRIBED('NULL');
const OF_CITATIONS = DESCRIBED(SAID);
const TEXTS = (fields: readonly EntryField[]): string =>
  `SELECT work, ${selected(fields)} FROM json_each(@works) CROSS JOIN texts ON work = value`;
const NAMES = `
  SELECT work, scheme || ':' || value FROM aliases INDEXED BY aliases_by_work
  WHERE work IN (SELECT value FROM json_each(@works)) ORDER BY work, position`;
const AUTHORS = `
  SELECT work, name, family, given, is_group FROM authors
  WHERE work IN (SELECT value FROM json_each(@works)) ORDER BY work, position`;

type DescribedValues = [
  work: WorkNumber,
  ref: string,
  authorCount: number,
  verdict: string | null,
  novelty: number | null,
  said: string | null,
  ...fields: (string | number | null)[],
];
/** Where the fields begin among these. */
const FIELDS_AT = 6;
type TextValues = [work: WorkNumber, ...fields: (string | null)[]];
type NameValues = [work: WorkNumber, name: string];
type AuthorValues = [work: WorkNumber, name: string, family: string | null, given: string | null, isGroup: number];

/** So many are in memory at a time, as they are needed in another order than the file's: more of them without abstracts. */
const MOST = { described: { true: 4096, false: 16_384 }, printed: { true: 16_384, false: 65_536 } };

/**
 * The citing papers of a hub in the order of the ids, read many at a time when the first of them is asked for. Authors in no known
 * order are told where none are known in order.
 * @param abstracts false: they are left out; they are most of what a library holds, and few formats have a place for them
 */
export function describedWorks(
  lib: Library,
  hub: WorkNumber,
  works: readonly WorkNumber[],
  abstracts: boolean,
): Generator<Described> {
  return readInFileOrder(lib, works, {
    most: MOST.described[`${abstracts}`],
    read: describedReader(lib, hub, works.length, abstracts),
  });
}

/** What `print` says of each of these papers, in the order of the ids, many a piece. */
export function printedWorks(
  lib: Library,
  hub: WorkNumber,
  works: readonly WorkNumber[],
  abstracts: boolean,
  print: (described: Described, at: number, room: Room) => void,
  helped?: () => Helpers | undefined,
): Generator<Buffer> {
  return printedInFileOrder(lib, works, {
    most: MOST.printed[`${abstracts}`],
    read: describedReader(lib, hub, works.length, abstracts),
    print,
    helped,
  });
}

/** Reads some of a number of works at a time, in their order. */
export function describedReader(
  lib: Library,
  hub: WorkNumber,
  all: number,
  abstracts: boolean,
): (works: readonly WorkNumber[]) => Described[] {
  const inTexts = abstracts ? OF_TEXTS : OF_TEXTS.filter((field) => field !== 'abstract');
  const inTables = labelReader();
  return (some) =>
    reading(lib, () => {
      const inColumns = loadedFacts(lib, hub, all);
      const statement = inColumns ? OF_WORKS : OF_CITATIONS;
      const labels = inColumns ?? ((_: WorkNumber, said: string | null) => inTables(said));
      return inOrder(lib, some, (asked) => storedOf(lib, { hub, works: asked }, { statement, labels, inTexts })).map(
        ([, described]) => described,
      );
    });
}

interface Reading {
  statement: string;
  labels: (work: WorkNumber, said: string | null) => Pick<Described, 'roles' | 'polarities'> | null;
  inTexts: readonly EntryField[];
}

/** What the tables have of works by rising number. */
function storedOf(
  lib: Library,
  asked: { hub: WorkNumber; works: string },
  { statement, labels, inTexts }: Reading,
): [work: WorkNumber, described: Described][] {
  const { works } = asked;
  const names = lib.sql(NAMES).raw().all({ works }) as NameValues[];
  const authors = lib.sql(AUTHORS).raw().all({ works }) as AuthorValues[];
  let name = 0;
  let author = 0;
  const stored = (lib.sql(statement).raw().all(asked) as DescribedValues[]).map(
    (values): [work: WorkNumber, described: Described] => {
      const [work] = values;
      const one = described(values, labels(work, values[5]));
      for (; names[name]?.[0] === work; name += 1) one.ids.push(names[name]![1]);
      for (; authors[author]?.[0] === work; author += 1) one.authors.push(authorOfRow(authors[author]!));
      return [work, one];
    },
  );
  const read = inTexts.includes('abstract') ? stored : stored.filter(([, { authors }]) => authors.length === 0);
  if (read.length > 0) addTexts(lib, new Map(read), inTexts);
  return stored;
}

function authorOfRow([, name, family, given, isGroup]: AuthorValues): Author {
  return family === null && given === null && isGroup === 0
    ? { name }
    : authorOf({ name, family, given, is_group: isGroup });
}

function described(values: DescribedValues, labels: Pick<Described, 'roles' | 'polarities'> | null): Described {
  const [, ref, authorCount, verdict, novelty] = values;
  const result: Described = {
    id: ref,
    ids: [],
    title: ref,
    authors: [],
    authorCount,
    date: '',
    roles: labels?.roles ?? [],
    polarities: labels?.polarities ?? [],
  };
  const known = result as Record<EntryField, unknown>;
  for (let at = 0; at < OF_WORK.length; at += 1) {
    const value = values[FIELDS_AT + at];
    if (value !== null) known[OF_WORK[at]!] = value;
  }
  if (verdict !== null) result.verdict = verdict;
  if (novelty !== null) result.novelty = novelty;
  return result;
}

function addTexts(lib: Library, works: ReadonlyMap<WorkNumber, Described>, inTexts: readonly EntryField[]): void {
  const asked = JSON.stringify([...works.keys()]);
  for (const [work, ...values] of lib.sql(TEXTS(inTexts)).raw().all({ works: asked }) as TextValues[]) {
    const known = works.get(work)!;
    for (const [at, field] of inTexts.entries())
      if (values[at] !== null && (field !== 'authorSet' || known.authors.length === 0))
        (known as Record<EntryField, unknown>)[field] = fromStored(field, values[at]);
  }
}
