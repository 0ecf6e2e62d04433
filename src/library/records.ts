/** A hub out of the library, as the records that make it anew elsewhere. */
import type { CitationRecord, HubLibraryRecord, Judgement, Ref, WorkRecord } from '../hub/record.js';
import { printedOf } from './hubs.js';
import type { WorkId } from './model.js';
import { type Library, reading } from './open.js';
import { AXES } from './precedence.js';
import { authorsOf, claimsOf, contextsOf, namesOf, reviewsOf } from './rows.js';

/**
 * The hub and its citing papers with all that sources said of them, the citations among them, and what the hub's page
 * printed: importing it into an empty library and writing it again gives the same records in the same order, whatever the
 * order in which they first came.
 */
export function* hubRecords(lib: Library, hub: WorkId): Generator<HubLibraryRecord> {
  const { names, works, edges } = reading(lib, () => {
    const citers = lib.sql('SELECT citing FROM citations WHERE cited = ?').pluck().all(hub) as WorkId[];
    const names = new Map<WorkId, Ref>([hub, ...citers].map((id) => [id, namesOf(lib, id)[0]!]));
    const byName = (a: WorkId, b: WorkId): number => (names.get(a)! < names.get(b)! ? -1 : 1);
    citers.sort(byName);
    const cites = lib.sql('SELECT cited FROM citations WHERE citing = ?').pluck();
    const edges = citers.flatMap((citing) =>
      (cites.all(citing) as WorkId[])
        .filter((cited) => cited !== hub && names.has(cited))
        .sort(byName)
        .map((cited) => ({ citing, cited })),
    );
    const back = (cites.all(hub) as WorkId[]).filter((cited) => names.has(cited)).sort(byName);
    return {
      names,
      works: [hub, ...citers],
      edges: [
        ...citers.map((citing) => ({ citing, cited: hub })),
        ...back.map((cited) => ({ citing: hub, cited })),
        ...edges,
      ],
    };
  });
  for (const work of works) yield reading(lib, () => workRecord(lib, work));
  for (const record of reading(lib, () => printedOf(lib, hub))) yield record;
  for (const work of works) {
    yield* reading(lib, () => [...reviewsOf(lib, work), ...claimsOf(lib, work)]);
  }
  for (const { citing, cited } of edges) {
    yield reading(lib, () => citationRecord(lib, citing, cited, names.get(citing)!, names.get(cited)!));
  }
}

/** All that is known of a work by itself. */
export function workRecord(lib: Library, id: WorkId): WorkRecord {
  const row = lib
    .sql(
      `SELECT title, date, venue, kind, category, volume, issue, pages, publisher, url, abstract, summary,
         cited_by AS citedBy, retracted FROM works LEFT JOIN texts ON work = id WHERE id = ?`,
    )
    .get(id) as Record<string, string | number | null>;
  const known = Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null)) as Partial<WorkRecord>;
  const authors = authorsOf(lib, id);
  const { title, retracted, ...rest } = known;
  return {
    type: 'work',
    ids: namesOf(lib, id),
    ...(title !== undefined && { title }),
    ...(authors.length > 0 && { authors }),
    ...rest,
    ...(retracted !== undefined && { retracted: Boolean(retracted) }),
  };
}

/** All that is known of a citation, under these names of its works. */
export function citationRecord(
  lib: Library,
  citing: WorkId,
  cited: WorkId,
  citingRef: Ref,
  citedRef: Ref,
): CitationRecord {
  const { places, influential } = lib
    .sql('SELECT places, influential FROM citations WHERE cited = ? AND citing = ?')
    .get(cited, citing) as { places: number | null; influential: number | null };
  const contexts = contextsOf(lib, cited, citing);
  const judgements = lib
    .sql(
      `SELECT axis, labels, name AS judge, confidence, at FROM judgements JOIN judges ON judges.id = judgements.judge
       WHERE cited = ? AND citing = ? ORDER BY axis, name, at, judgements.id`,
    )
    .all(cited, citing) as { axis: number; labels: string; judge: string; confidence: number | null; at: string }[];
  return {
    type: 'citation',
    citing: citingRef,
    cited: citedRef,
    ...(places !== null && { places }),
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
