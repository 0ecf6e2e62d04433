/** Two works that turn out to be one. */
import { deriveLabels, forgetWork, indexAbstract, indexTitle, titleKey } from './derive.js';
import type { WorkId } from './model.js';
import type { Library } from './open.js';
import { moveSightings } from './sightings.js';

const FILLED = [
  'title',
  'date',
  'venue',
  'kind',
  'category',
  'volume',
  'issue',
  'pages',
  'publisher',
  'url',
  'cited_by',
  'retracted',
  'source',
  'import',
];

/**
 * Joins `gone` into `kept` where that is safe: their titles are the same, or one has none. What both know stays as `kept`
 * has it.
 * @returns the works whose derived rows are out of date then, or null where they are left apart
 */
export function joinWorks(lib: Library, kept: WorkId, gone: WorkId): WorkId[] | null {
  const titles = [kept, gone].map((id) =>
    titleKey(lib.sql('SELECT title FROM works WHERE id = ?').pluck().get(id) as string | null),
  );
  if (titles[0] !== '' && titles[1] !== '' && titles[0] !== titles[1]) return null;

  const neighbours = joinCitations(lib, kept, gone);
  const names = lib.sql('SELECT count(*) FROM aliases WHERE work = ?').pluck().get(kept) as number;
  lib.sql('UPDATE aliases SET position = -1 - position, work = ? WHERE work = ?').run(kept, gone);
  lib.sql('UPDATE aliases SET position = ? - 1 - position WHERE work = ? AND position < 0').run(names, kept);
  if (lib.sql('SELECT 1 FROM authors WHERE work = ? LIMIT 1').get(kept)) {
    lib.sql('DELETE FROM authors WHERE work = ?').run(gone);
  } else lib.sql('UPDATE authors SET work = ? WHERE work = ?').run(kept, gone);
  for (const table of ['reviews', 'hubs']) {
    lib.sql(`UPDATE OR IGNORE ${table} SET work = ? WHERE work = ?`).run(kept, gone);
    lib.sql(`DELETE FROM ${table} WHERE work = ?`).run(gone);
  }
  for (const table of ['claims', 'citation_keys']) {
    lib.sql(`UPDATE ${table} SET work = ? WHERE work = ?`).run(kept, gone);
  }
  lib
    .sql(
      `INSERT INTO texts(work, abstract, summary) SELECT ?, abstract, summary FROM texts WHERE work = ?
       ON CONFLICT DO UPDATE SET abstract = coalesce(texts.abstract, excluded.abstract),
         summary = coalesce(texts.summary, excluded.summary)`,
    )
    .run(kept, gone);
  lib.sql('DELETE FROM texts WHERE work = ?').run(gone);
  const fill = FILLED.map((column) => `${column} = coalesce(works.${column}, gone.${column})`).join(', ');
  lib.sql(`UPDATE works SET ${fill} FROM works AS gone WHERE works.id = ? AND gone.id = ?`).run(kept, gone);
  forgetWork(lib, gone);
  lib.sql('DELETE FROM works WHERE id = ?').run(gone);
  const { title, abstract } = lib
    .sql('SELECT title, abstract FROM works LEFT JOIN texts ON work = id WHERE id = ?')
    .get(kept) as { title: string | null; abstract: string | null };
  indexTitle(lib, kept, title, false);
  indexAbstract(lib, kept, abstract, false);
  return [kept, ...neighbours];
}

/** Re-points the edges of `gone`, in both directions. @returns the works at their other ends */
function joinCitations(lib: Library, kept: WorkId, gone: WorkId): WorkId[] {
  const edges = lib.sql('SELECT cited, citing FROM citations WHERE cited = @gone OR citing = @gone').all({ gone }) as {
    cited: WorkId;
    citing: WorkId;
  }[];
  for (const { cited, citing } of edges) {
    const to = { cited: cited === gone ? kept : cited, citing: citing === gone ? kept : citing };
    lib.sql('DELETE FROM effective WHERE cited = ? AND citing = ?').run(cited, citing);
    moveSightings(lib, { cited, citing }, to);
    if (to.cited === to.citing) {
      lib
        .sql('DELETE FROM context_search WHERE rowid IN (SELECT id FROM contexts WHERE cited = ? AND citing = ?)')
        .run(cited, citing);
      for (const table of ['contexts', 'judgements']) {
        lib.sql(`DELETE FROM ${table} WHERE cited = ? AND citing = ?`).run(cited, citing);
      }
    } else {
      lib
        .sql(
          `INSERT INTO citations(cited, citing, places, influential, source)
           SELECT ?, ?, places, influential, source FROM citations WHERE cited = ? AND citing = ?
           ON CONFLICT DO UPDATE SET places = coalesce(citations.places, excluded.places),
             influential = coalesce(citations.influential, excluded.influential)`,
        )
        .run(to.cited, to.citing, cited, citing);
      for (const table of ['contexts', 'judgements']) {
        lib
          .sql(`UPDATE ${table} SET cited = ?, citing = ? WHERE cited = ? AND citing = ?`)
          .run(to.cited, to.citing, cited, citing);
      }
      dropRepeated(lib, to.cited, to.citing);
      for (const axis of [0, 1]) deriveLabels(lib, to.cited, to.citing, axis);
    }
    lib.sql('DELETE FROM citations WHERE cited = ? AND citing = ?').run(cited, citing);
  }
  return [...new Set(edges.flatMap(({ cited, citing }) => [cited, citing]))].filter((id) => id !== gone && id !== kept);
}

/** After two citations became one: sentences both had, and sets a judge says twice in a row. */
function dropRepeated(lib: Library, cited: WorkId, citing: WorkId): void {
  const contexts = lib
    .sql(
      `SELECT id FROM contexts WHERE cited = @cited AND citing = @citing AND EXISTS (SELECT 1 FROM contexts AS other
         WHERE other.cited = @cited AND other.citing = @citing AND other.text = contexts.text AND other.id < contexts.id)`,
    )
    .all({ cited, citing }) as { id: number }[];
  for (const { id } of contexts) {
    lib.sql('DELETE FROM context_search WHERE rowid = ?').run(id);
    lib.sql('DELETE FROM contexts WHERE id = ?').run(id);
  }
  const judgements = lib
    .sql('SELECT id, axis, judge, labels FROM judgements WHERE cited = ? AND citing = ? ORDER BY axis, judge, at, id')
    .all(cited, citing) as { id: number; axis: number; judge: number; labels: string }[];
  const said = (row: (typeof judgements)[number]): string =>
    `${row.axis} ${row.judge} ${(JSON.parse(row.labels) as string[]).sort().join('\n')}`;
  judgements.forEach((row, i) => {
    const before = judgements[i - 1];
    if (before && said(before) === said(row)) lib.sql('DELETE FROM judgements WHERE id = ?').run(row.id);
  });
}
