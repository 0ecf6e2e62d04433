/** Works by id: one line, a row of the list, everything. */
import { isBefore } from '../../hub/date.js';
import type { Id } from '../../hub/record.js';
import { inVocabularyOrder, POLARITIES, ROLES } from '../../hub/vocabulary.js';
import { fieldsHaving, type RowField } from '../../hub/work-fields.js';
import { LibraryError } from '../error.js';
import { newsAmong } from '../history/changes.js';
import { type Library, reading } from '../library.js';
import type { News, Row, WorkLine, WorkNumber } from '../model.js';
import { hasMine, isMine } from '../reader/own-bibliographies.js';
import { knownOf, selected } from '../works/fields.js';

/** Works in one line, in the order given. A work nobody described is shown by its id. */
export function workLines(lib: Library, works: readonly WorkNumber[]): WorkLine[] {
  return works.map((work) => {
    const row = lib.sql('SELECT ref, title, date FROM works JOIN listed ON work = id WHERE id = ?').get(work) as
      | { ref: Id; title: string | null; date: string | null }
      | undefined;
    if (!row) throw new LibraryError(`The library ${lib.file} has no work ${work}; open the paper again.`);
    const authors = lib.sql('SELECT name FROM authors WHERE work = ? ORDER BY position').all(work) as {
      name: string;
    }[];
    return {
      work,
      id: row.ref,
      title: row.title ?? row.ref,
      authors: authors.map((author) => author.name),
      date: row.date ?? '',
    };
  });
}

interface RowColumns extends Record<RowField, unknown> {
  ref: Id;
  year: number | null;
  verdict: string | null;
  novelty: number | null;
  integrity: string | null;
  citing: number;
  firstAuthor: string;
  authorCount: number;
}

const OF_WORK = fieldsHaving<RowField>(({ inRows }) => inRows);
const ROW = `
  SELECT ref, ${selected(OF_WORK)}, year, verdict, novelty, integrity, citing, first_author AS firstAuthor,
    listed.author_count AS authorCount
  FROM works JOIN listed ON listed.work = works.id WHERE works.id = ?`;

const CITATION = `
  SELECT places, influential, date AS hubDate FROM citations JOIN works ON works.id = cited
  WHERE cited = ? AND citing = ?`;

/**
 * Rows of these works as citers of a hub, in the order of the ids.
 * @param hub null: the works by themselves, without what is known of a citation
 */
export function rows(lib: Library, hub: WorkNumber | null, works: readonly WorkNumber[]): Row[] {
  return reading(lib, () => {
    const asksMine = hasMine(lib);
    const news = hub === null ? undefined : newsAmong(lib, hub, works);
    return works.map((work) => row(lib, hub, work, asksMine, news?.get(work)));
  });
}

export function row(lib: Library, hub: WorkNumber | null, work: WorkNumber, asksMine: boolean, news?: News): Row {
  const found = lib.sql(ROW).get(work) as RowColumns | undefined;
  if (!found) throw new LibraryError(`The library ${lib.file} has no work ${work}; open the paper again.`);
  const citation = lib.sql(CITATION).get(hub, work) as
    | { places: number | null; influential: number | null; hubDate: string | null }
    | undefined;
  const labels = lib.sql('SELECT axis, label FROM effective WHERE cited = ? AND citing = ?').all(hub, work) as {
    axis: number;
    label: string;
  }[];
  const onAxis = (axis: number): string[] => labels.filter((entry) => entry.axis === axis).map((entry) => entry.label);
  return {
    work,
    id: found.ref,
    title: found.ref,
    date: '',
    ...knownOf(found, OF_WORK),
    firstAuthor: found.firstAuthor,
    authorCount: found.authorCount,
    ...(found.year !== null && { year: found.year }),
    roles: inVocabularyOrder(onAxis(0), ROLES),
    polarities: inVocabularyOrder(onAxis(1), POLARITIES),
    ...(found.verdict !== null && { verdict: found.verdict }),
    ...(found.novelty !== null && { novelty: found.novelty }),
    ...(found.integrity !== null && { integrity: found.integrity }),
    ...(citation && citation.influential !== null && { influential: citation.influential === 1 }),
    ...(citation && citation.places !== null && { refs: citation.places }),
    ...(citation && isBefore((found.date as string | null) ?? '', citation.hubDate ?? '') && { early: true as const }),
    citing: found.citing,
    ...(asksMine && isMine(lib, work) && { mine: true as const }),
    ...(news !== undefined && { news }),
  };
}
