/** Works by id: one line, a row of the list, everything. */
import type { Id } from '../../hub/record.js';
import { inVocabularyOrder, POLARITIES, ROLES } from '../../hub/vocabulary.js';
import { LibraryError } from '../error.js';
import { newsAmong } from '../history/changes.js';
import { type Library, reading } from '../library.js';
import type { News, Row, WorkLine, WorkNumber } from '../model.js';
import { hasMine, isMine } from '../reader/own-bibliographies.js';

/** Works in one line, in the order of the ids. A work nobody described is shown by its name. */
export function workLines(lib: Library, ids: readonly WorkNumber[]): WorkLine[] {
  return ids.map((id) => {
    const work = lib.sql('SELECT ref, title, date FROM works JOIN listed ON work = id WHERE id = ?').get(id) as
      | { ref: Id; title: string | null; date: string | null }
      | undefined;
    if (!work) throw new LibraryError(`The library ${lib.file} has no work ${id}; open the paper again.`);
    const authors = lib.sql('SELECT name FROM authors WHERE work = ? ORDER BY position').all(id) as { name: string }[];
    return {
      work: id,
      id: work.ref,
      title: work.title ?? work.ref,
      authors: authors.map((author) => author.name),
      date: work.date ?? '',
    };
  });
}

interface RowColumns {
  ref: Id;
  title: string | null;
  date: string | null;
  year: number | null;
  category: string | null;
  cited_by: number | null;
  verdict: string | null;
  novelty: number | null;
  citing: number;
  firstAuthor: string;
  authorCount: number;
}

const ROW = `
  SELECT ref, title, date, year, category, cited_by, verdict, novelty, citing, first_author AS firstAuthor,
    author_count AS authorCount
  FROM works JOIN listed ON listed.work = works.id WHERE works.id = ?`;

/**
 * Rows of these works as citers of a hub, in the order of the ids.
 * @param hub null: the works by themselves, without what is known of a citation
 */
export function rows(lib: Library, hub: WorkNumber | null, ids: readonly WorkNumber[]): Row[] {
  return reading(lib, () => {
    const asksMine = hasMine(lib);
    const news = hub === null ? undefined : newsAmong(lib, hub, ids);
    return ids.map((id) => row(lib, hub, id, asksMine, news?.get(id)));
  });
}

export function row(lib: Library, hub: WorkNumber | null, id: WorkNumber, asksMine: boolean, news?: News): Row {
  const work = lib.sql(ROW).get(id) as RowColumns | undefined;
  if (!work) throw new LibraryError(`The library ${lib.file} has no work ${id}; open the paper again.`);
  const citation = lib.sql('SELECT places, influential FROM citations WHERE cited = ? AND citing = ?').get(hub, id) as
    | { places: number | null; influential: number | null }
    | undefined;
  const labels = lib.sql('SELECT axis, label FROM effective WHERE cited = ? AND citing = ?').all(hub, id) as {
    axis: number;
    label: string;
  }[];
  const onAxis = (axis: number): string[] => labels.filter((entry) => entry.axis === axis).map((entry) => entry.label);
  return {
    work: id,
    id: work.ref,
    title: work.title ?? work.ref,
    firstAuthor: work.firstAuthor,
    authorCount: work.authorCount,
    date: work.date ?? '',
    ...(work.year !== null && { year: work.year }),
    ...(work.category !== null && { category: work.category }),
    roles: inVocabularyOrder(onAxis(0), ROLES),
    polarities: inVocabularyOrder(onAxis(1), POLARITIES),
    ...(work.verdict !== null && { verdict: work.verdict }),
    ...(work.novelty !== null && { novelty: work.novelty }),
    ...(citation && citation.influential !== null && { influential: citation.influential === 1 }),
    ...(citation && citation.places !== null && { refs: citation.places }),
    citing: work.citing,
    ...(work.cited_by !== null && { citedBy: work.cited_by }),
    ...(asksMine && isMine(lib, id) && { mine: true as const }),
    ...(news !== undefined && { news }),
  };
}
