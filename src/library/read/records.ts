/** A hub out of the library, as the records that make it anew elsewhere. */
import type { CitationRecord, HubLibraryRecord, Id, Judgement, WorkRecord } from '../../hub/record.js';
import { fieldsHaving, type WorkField } from '../../hub/work-fields.js';
import { type Library, reading } from '../library.js';
import type { WorkNumber } from '../model.js';
import { AXES } from '../precedence.js';
import { authorsOf } from '../works/authors.js';
import { claimsOf } from '../works/claims.js';
import { knownOf, selected } from '../works/fields.js';
import { idsOf } from '../works/ids.js';
import { integrityOf } from '../works/integrity.js';
import { printedOf } from '../works/printed.js';
import { reviewsOf } from '../works/reviews.js';
import { contextsOf } from './citations.js';

/**
 * The hub and its citing papers with all that sources said of them, the citations among them, and what the hub's page
 * printed: importing it into an empty library and writing it again gives the same records in the same order, whatever the
 * order in which they first came. Of a hub of any size only the numbers of its papers are held.
 */
export function* hubRecords(lib: Library, hub: WorkNumber): Generator<HubLibraryRecord> {
  const citers = reading(lib, () =>
    Int32Array.from(
      lib
        .sql(
          `SELECT citations.citing FROM citations JOIN listed ON listed.work = citations.citing WHERE cited = ?
           ORDER BY ref, citations.citing`,
        )
        .pluck()
        .all(hub) as WorkNumber[],
    ),
  );
  const now = <T>(read: () => T): T => reading(lib, read);
  yield now(() => workRecord(lib, hub));
  for (const work of citers) yield now(() => workRecord(lib, work));
  yield* now(() => printedOf(lib, hub));
  const said = (work: WorkNumber): HubLibraryRecord[] => [
    ...reviewsOf(lib, work),
    ...claimsOf(lib, work),
    ...integrityOf(lib, work),
  ];
  yield* now(() => said(hub));
  for (const work of citers) yield* now(() => said(work));
  for (const citing of citers) yield now(() => citationRecord(lib, citing, hub, nameOf(lib, citing), nameOf(lib, hub)));
  // What the hub itself cites among its papers, then what they cite among themselves.
  yield* now(() => citationsWithin(lib, hub, hub));
  for (const citing of citers) yield* now(() => citationsWithin(lib, hub, citing));
}

/** The citations by this paper of papers that cite the hub. */
function citationsWithin(lib: Library, hub: WorkNumber, citing: WorkNumber): CitationRecord[] {
  const found = lib
    .sql(
      `SELECT citations.cited FROM citations JOIN listed ON listed.work = citations.cited
       WHERE citations.citing = ? AND EXISTS
         (SELECT 1 FROM citations AS own WHERE own.cited = ? AND own.citing = citations.cited)
       ORDER BY ref, citations.cited`,
    )
    .pluck()
    .all(citing, hub) as WorkNumber[];
  return found.map((cited) => citationRecord(lib, citing, cited, nameOf(lib, citing), nameOf(lib, cited)));
}

function nameOf(lib: Library, work: WorkNumber): Id {
  return lib.sql('SELECT ref FROM listed WHERE work = ?').pluck().get(work) as Id;
}

/** All that is known of a work by itself. */
export function workRecord(lib: Library, work: WorkNumber): WorkRecord {
  const row = lib.sql(WORK).get(work) as Record<WorkField, unknown>;
  const authors = authorsOf(lib, work);
  return {
    type: 'work',
    ids: idsOf(lib, work),
    ...(authors.length > 0 && { authors }),
    ...knownOf(row, IN_ROWS),
  };
}

const IN_ROWS = fieldsHaving(({ table }) => table !== 'authors');
const WORK = `SELECT ${selected(IN_ROWS)} FROM works LEFT JOIN texts ON work = id WHERE id = ?`;

/** All that is known of a citation, under these names of its works. */
export function citationRecord(
  lib: Library,
  citing: WorkNumber,
  cited: WorkNumber,
  citingId: Id,
  citedId: Id,
): CitationRecord {
  const { places, reference, confidence, influential } = lib
    .sql('SELECT places, reference, confidence, influential FROM citations WHERE cited = ? AND citing = ?')
    .get(cited, citing) as Record<'places' | 'reference' | 'confidence' | 'influential', number | null>;
  const contexts = contextsOf(lib, cited, citing);
  const judgements = lib
    .sql(
      `SELECT axis, labels, name AS judge, confidence, at FROM judgements JOIN judges ON judges.id = judgements.judge
       WHERE cited = ? AND citing = ? ORDER BY axis, name, at, judgements.id`,
    )
    .all(cited, citing) as { axis: number; labels: string; judge: string; confidence: number | null; at: string }[];
  return {
    type: 'citation',
    citing: citingId,
    cited: citedId,
    ...(places !== null && { places }),
    ...(reference !== null && { reference }),
    ...(confidence !== null && { confidence }),
    ...(influential !== null && { influential: influential === 1 }),
    ...(contexts.length > 0 && { contexts }),
    ...(judgements.length > 0 && {
      judgements: judgements.map(
        ({ axis, labels, judge, confidence, at }): Judgement => ({
          axis: AXES[axis]!,
          labels: JSON.parse(labels) as string[],
          judge,
          ...(confidence !== null && { confidence }),
          at,
        }),
      ),
    }),
  };
}
