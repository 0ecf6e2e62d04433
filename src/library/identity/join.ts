/** Two works that turn out to be one. */
import { deriveLabels, forgetWork } from '../derived/derive.js';
import { moveSightings } from '../history/sightings.js';
import type { Library } from '../library.js';
import type { WorkNumber } from '../model.js';
import { descriptionsOf, storeDescriptions, withRows } from '../works/descriptions.js';
import { joinChecks } from '../works/integrity.js';
import { joinPrinted } from '../works/printed.js';
import { foldReviews } from '../works/reviews.js';

export interface Joined {
  /** The works at the other ends of its citations, whose derived rows are out of date now, as is that of the survivor. */
  neighbours: WorkNumber[];
  /** Citations that both had, and those of one by the other. */
  fallenTogether: number;
}

/** Joins `gone` into `survivor`, with all that hangs on it; each source's description of them stands beside the others. */
export function joinWorks(lib: Library, survivor: WorkNumber, gone: WorkNumber): Joined {
  // One that nobody described adds names and citations only.
  const areDescribed = [survivor, gone].every((work) => descriptionsOf(lib, work).length > 0);
  const load = areDescribed ? withRows : descriptionsOf;
  const [own, other] = [load(lib, survivor), load(lib, gone)];
  const joined = joinCitations(lib, survivor, gone);
  const names = lib.sql('SELECT count(*) FROM aliases WHERE work = ?').pluck().get(survivor) as number;
  lib.sql('UPDATE aliases SET position = -1 - position, work = ? WHERE work = ?').run(survivor, gone);
  lib.sql('UPDATE aliases SET position = ? - 1 - position WHERE work = ? AND position < 0').run(names, survivor);
  joinChecks(lib, survivor, gone);
  joinPrinted(lib, survivor, gone);
  dropClaimsOfBoth(lib, survivor, gone);
  for (const table of ['reviews', 'claims', 'citation_keys', 'descriptions']) {
    lib.sql(`UPDATE ${table} SET work = ? WHERE work = ?`).run(survivor, gone);
  }
  foldReviews(lib, survivor);
  if (other.length > 0) storeDescriptions(lib, survivor, [...own, ...other]);
  forgetWork(lib, gone);
  for (const table of ['texts', 'authors']) lib.sql(`DELETE FROM ${table} WHERE work = ?`).run(gone);
  lib.sql('DELETE FROM works WHERE id = ?').run(gone);
  return joined;
}

/** Claims that both have are one. */
function dropClaimsOfBoth(lib: Library, survivor: WorkNumber, gone: WorkNumber): void {
  lib
    .sql(
      `DELETE FROM claims WHERE work = ? AND EXISTS (SELECT 1 FROM claims AS own WHERE own.work = ?
         AND own.kind = claims.kind AND own.text = claims.text AND own.source IS claims.source AND own.claim_id IS claims.claim_id)`,
    )
    .run(gone, survivor);
}

/** Re-points the edges of `gone`, in both directions. */
function joinCitations(lib: Library, survivor: WorkNumber, gone: WorkNumber): Joined {
  let fallenTogether = 0;
  const edges = lib.sql('SELECT cited, citing FROM citations WHERE cited = @gone OR citing = @gone').all({ gone }) as {
    cited: WorkNumber;
    citing: WorkNumber;
  }[];
  const isCited = (edge: { cited: WorkNumber; citing: WorkNumber }): boolean =>
    lib.sql('SELECT 1 FROM citations WHERE cited = ? AND citing = ?').get(edge.cited, edge.citing) !== undefined;
  for (const { cited, citing } of edges) {
    const to = { cited: cited === gone ? survivor : cited, citing: citing === gone ? survivor : citing };
    lib.sql('DELETE FROM effective WHERE cited = ? AND citing = ?').run(cited, citing);
    moveSightings(lib, { cited, citing }, to);
    if (to.cited === to.citing || isCited(to)) fallenTogether += 1;
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
          `INSERT INTO citations(cited, citing, places, reference, confidence, influential, source, via)
           SELECT ?, ?, places, reference, confidence, influential, source, via FROM citations WHERE cited = ? AND citing = ?
           ON CONFLICT DO UPDATE SET places = coalesce(citations.places, excluded.places),
             reference = coalesce(citations.reference, excluded.reference),
             confidence = coalesce(citations.confidence, excluded.confidence),
             influential = coalesce(max(citations.influential, excluded.influential), citations.influential, excluded.influential),
             via = iif(citations.via = excluded.via, citations.via, NULL)`,
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
  const ends = new Set(edges.flatMap(({ cited, citing }) => [cited, citing]));
  return { neighbours: [...ends].filter((work) => work !== gone && work !== survivor), fallenTogether };
}

/** After two citations became one: sentences both had, and sets a judge says twice in a row. */
function dropRepeated(lib: Library, cited: WorkNumber, citing: WorkNumber): void {
  const contexts = lib
    .sql(
      `SELECT contexts.id, first.id AS survivor, first.via IS contexts.via AS same FROM contexts JOIN contexts AS first
         ON first.cited = contexts.cited AND first.citing = contexts.citing AND first.text = contexts.text
       WHERE contexts.cited = ? AND contexts.citing = ? AND first.id = (SELECT min(id) FROM contexts AS other
         WHERE other.cited = first.cited AND other.citing = first.citing AND other.text = first.text)
         AND contexts.id <> first.id`,
    )
    .all(cited, citing) as { id: number; survivor: number; same: number }[];
  for (const { id, survivor, same } of contexts) {
    lib.sql('DELETE FROM context_search WHERE rowid = ?').run(id);
    lib.sql('DELETE FROM contexts WHERE id = ?').run(id);
    if (same === 0) lib.sql('UPDATE contexts SET via = NULL WHERE id = ?').run(survivor);
  }
  const judgements = lib
    .sql(
      'SELECT id, axis, judge, labels, via FROM judgements WHERE cited = ? AND citing = ? ORDER BY axis, judge, at, id',
    )
    .all(cited, citing) as { id: number; axis: number; judge: number; labels: string; via: number | null }[];
  const said = (row: (typeof judgements)[number]): string =>
    `${row.axis} ${row.judge} ${(JSON.parse(row.labels) as string[]).sort().join('\n')}`;
  let before: (typeof judgements)[number] | undefined;
  for (const row of judgements) {
    if (before === undefined || said(before) !== said(row)) {
      before = row;
      continue;
    }
    lib.sql('DELETE FROM judgements WHERE id = ?').run(row.id);
    if (before.via !== row.via) lib.sql('UPDATE judgements SET via = NULL WHERE id = ?').run(before.id);
  }
}
