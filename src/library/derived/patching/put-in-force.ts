/** What follows from corrections of single papers, put in force where it stands, so that a hub of a hundred thousand stays as it is. */
import { CORRECTED } from '../../../hub/decisions/decision.js';
import { noteWritten } from '../../change-triggers.js';
import { putCorrections } from '../../corrections.js';
import type { Library } from '../../library.js';
import { ALL_WORKS, type WorkNumber } from '../../model.js';
import { AXES, reviewedOf } from '../../precedence.js';
import { dropLooseColumns, forgetAnswers } from '../columns.js';
import { labelsInForce } from '../derive.js';
import { type ChangedPaper, patchClasses } from './patch-classes.js';

/** What is corrected otherwise than before: as in `corrections`. */
const TABLE = `
CREATE TEMP TABLE IF NOT EXISTS corrected(
  cited INTEGER, citing INTEGER, axis INTEGER, PRIMARY KEY(cited, citing, axis)
) STRICT, WITHOUT ROWID`;

/**
 * Puts in force what the reader corrected, or does no longer: labels, list rows and arrays.
 * @param works SQL for the works that may be corrected otherwise than before; all where it is left out
 */
export function putInForce(lib: Library, works?: string): void {
  const changed = putCorrections(lib, works);
  if (changed.length === 0) return;
  lib.db.exec(TABLE);
  lib.sql('DELETE FROM temp.corrected').run();
  const note = lib.sql('INSERT INTO temp.corrected(cited, citing, axis) VALUES (@cited, @work, @axis)');
  for (const { work, cited, axis } of changed) note.run({ work, cited, axis });
  const papers = changed.some(({ cited }) => cited > 0) ? ofCitations(lib) : new Map<WorkNumber, ChangedPaper[]>();
  if (changed.some(({ cited }) => cited === 0)) {
    const fields = new Set(changed.filter(({ cited }) => cited === 0).map(({ axis }) => CORRECTED[axis]));
    for (const [hub, others] of ofWorks(lib, fields)) papers.set(hub, [...(papers.get(hub) ?? []), ...others]);
    dropLooseColumns(lib);
  }
  for (const [hub, own] of papers) patchClasses(lib, hub, own);
  forgetAnswers(lib, ALL_WORKS);
  // Others read anew what this changed; here that is done, unless somebody else wrote since the last reading.
  const facts = noteWritten(lib.db);
  if (lib.cache.get('facts') === facts - 1) lib.cache.set('facts', facts);
}

/** Derives labels. @returns for each hub the papers with the labels they now have */
function ofCitations(lib: Library): Map<WorkNumber, ChangedPaper[]> {
  const classified = lib.sql(
    `SELECT cited, count(*) AS papers FROM temp.corrected AS corrected WHERE cited > 0 AND axis = 0 AND EXISTS (
       SELECT 1 FROM effective
       WHERE effective.cited = corrected.cited AND effective.citing = corrected.citing AND effective.axis = 0
     ) GROUP BY cited`,
  );
  const count = lib.sql('UPDATE listed SET classified = classified + ? WHERE work = ?');
  const counted = (sign: 1 | -1): void => {
    for (const { cited, papers } of classified.all() as { cited: WorkNumber; papers: number }[])
      count.run(sign * papers, cited);
  };
  counted(-1);
  const these = '(cited, citing, axis) IN (SELECT cited, citing, axis FROM temp.corrected)';
  lib.sql(`DELETE FROM effective WHERE ${these}`).run();
  lib.sql(`INSERT INTO effective(cited, citing, axis, label) ${labelsInForce(these)}`).run();
  counted(1);
  const rows = lib
    .sql(
      `SELECT cited, citing, axis, (
         SELECT group_concat(label, ' ' ORDER BY label) FROM effective
         WHERE effective.cited = corrected.cited AND effective.citing = corrected.citing AND effective.axis = corrected.axis
       ) FROM temp.corrected AS corrected WHERE cited > 0 ORDER BY cited, citing`,
    )
    .raw()
    .all() as [cited: WorkNumber, citing: WorkNumber, axis: number, labels: string | null][];
  const sets = new Map<string | null, string[]>();
  const found = new Map<WorkNumber, ChangedPaper[]>();
  for (const [cited, citing, axis, labels] of rows) {
    const set = sets.get(labels) ?? labels?.split(' ') ?? [];
    sets.set(labels, set);
    addTo(found, cited, { work: citing, [AXES[axis]!]: set });
  }
  return found;
}

/**
 * Derives list rows.
 * @param fields those that are corrected otherwise
 * @returns for each hub that shows one of the works what the work is now, as far as the library has its arrays
 */
function ofWorks(
  lib: Library,
  fields: ReadonlySet<(typeof CORRECTED)[number] | undefined>,
): Map<WorkNumber, ChangedPaper[]> {
  const works = lib
    .sql(
      `UPDATE listed SET verdict = ${reviewedOf('verdict', 'listed.work')}, novelty = ${reviewedOf('novelty', 'listed.work')}
       WHERE work IN (SELECT citing FROM temp.corrected WHERE cited = 0) RETURNING work, verdict, novelty`,
    )
    .all() as { work: WorkNumber; verdict: string | null; novelty: number | null }[];
  const hubs = lib
    .sql(
      `SELECT ${ALL_WORKS} UNION ALL
       SELECT cited FROM citations WHERE citing = ? AND cited IN (SELECT work FROM hub_columns)`,
    )
    .pluck();
  const found = new Map<WorkNumber, ChangedPaper[]>();
  for (const { work, verdict, novelty } of works) {
    const paper = { work, ...(fields.has('verdict') && { verdict }), ...(fields.has('novelty') && { novelty }) };
    for (const hub of hubs.all(work) as WorkNumber[]) addTo(found, hub, paper);
  }
  return found;
}

function addTo(found: Map<WorkNumber, ChangedPaper[]>, hub: WorkNumber, paper: ChangedPaper): void {
  const own = found.get(hub);
  if (own === undefined) found.set(hub, [paper]);
  else own.push(paper);
}
