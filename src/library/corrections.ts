/** What the reader's corrections that stand come to: found by name, they are of the works and citations that have these names now. */
import { CORRECTED } from '../hub/decisions/decision.js';
import { readerAsJudge } from '../hub/judging/judges.js';
import type { Library } from './library.js';
import type { WorkNumber } from './model.js';
import { AXES } from './precedence.js';

const named = (alias: string, id: string): string =>
  `${alias}.scheme = substr(${id}, 1, instr(${id}, ':') - 1) AND ${alias}.value = substr(${id}, instr(${id}, ':') + 1)`;
const AXIS = "substr(standing.item || ' ', 1, instr(standing.item || ' ', ' ') - 1)";
const NUMBER = `CASE ${AXIS} ${CORRECTED.map((axis, number) => `WHEN '${axis}' THEN ${number}`).join(' ')} END`;
/** What may stand on an axis: sets of labels of a citation, a verdict's label and a number of a work. */
const FITS = `iif(axis < ${AXES.length}, cited > 0 AND json_type(value) = 'array', cited = 0) AND
  CASE ${CORRECTED.indexOf('verdict')} WHEN axis THEN json_type(value) = 'text' ELSE TRUE END AND
  CASE ${CORRECTED.indexOf('novelty')} WHEN axis THEN json_type(value) IN ('integer', 'real') ELSE TRUE END`;

/**
 * The reader's corrections as they stand. Of several that are of one thing, under two names or by two readers, the latest.
 * @param works SQL for the numbers of the works they are of; all where it is left out
 */
export const correctionsOf = (works?: string): string => `
  SELECT work, cited, axis, value, judge, at FROM (
    SELECT *, row_number() OVER (PARTITION BY work, cited, axis ORDER BY at DESC, id DESC) AS latest FROM (
      SELECT citing.work AS work, coalesce(cited.work, 0) AS cited, ${NUMBER} AS axis, journal."to" AS value,
        '${readerAsJudge('')}' || steps.who AS judge, steps.at AS at, steps.name || '.' || journal.line AS id
      FROM ${
        works === undefined
          ? `standing JOIN aliases AS citing ON ${named('citing', 'standing.work')}`
          : `(${works}) AS asked CROSS JOIN aliases AS citing ON citing.work = asked.work CROSS JOIN standing
             ON standing.work = citing.scheme || ':' || citing.value AND standing.screening = ''`
      } JOIN journal USING (seq) JOIN steps ON steps.id = journal.step
        LEFT JOIN aliases AS cited ON instr(standing.item, ' ') > 0
          AND ${named('cited', "substr(standing.item, instr(standing.item, ' ') + 1)")}
      WHERE standing.kind = 'override' AND journal."to" IS NOT NULL
    ) AS said WHERE ${FITS} AND (cited = 0 OR EXISTS
      (SELECT 1 FROM citations WHERE citations.cited = said.cited AND citations.citing = said.work))
  ) WHERE latest = 1`;

/** A work or a citation that is corrected otherwise than before. */
export interface Corrected {
  work: WorkNumber;
  /** 0 where it is of the work alone. */
  cited: WorkNumber;
  axis: number;
}

/**
 * Works out the corrections anew.
 * @param works SQL for the works they are of; all where it is left out
 * @returns what is corrected otherwise now
 */
export function putCorrections(lib: Library, works?: string): Corrected[] {
  const own = works === undefined ? 'TRUE' : `work IN (${works})`;
  const before = lib.sql(`SELECT work, cited, axis, value, judge, at FROM corrections WHERE ${own}`).all() as Row[];
  // Most libraries have none, and most writing changes none.
  if (before.length === 0 && lib.sql("SELECT 1 FROM standing WHERE kind = 'override' LIMIT 1").get() === undefined)
    return [];
  const now = lib.sql(correctionsOf(works)).all() as Row[];
  const cell = ({ work, cited, axis }: Corrected): string => `${work} ${cited} ${axis}`;
  const text = ({ value, judge, at }: Row): string => `${value}\n${judge}\n${at}`;
  const gone = new Map(before.map((row) => [cell(row), row]));
  const put = lib.sql(
    `INSERT OR REPLACE INTO corrections(work, cited, axis, value, judge, at) VALUES (@work, @cited, @axis, @value, @judge, @at)`,
  );
  const remove = lib.sql('DELETE FROM corrections WHERE work = @work AND cited = @cited AND axis = @axis');
  const changed: Corrected[] = [];
  for (const row of now) {
    const was = gone.get(cell(row));
    gone.delete(cell(row));
    if (was !== undefined && text(was) === text(row)) continue;
    put.run(row);
    changed.push(row);
  }
  for (const { work, cited, axis } of gone.values()) {
    remove.run({ work, cited, axis });
    changed.push({ work, cited, axis });
  }
  return changed;
}

interface Row extends Corrected {
  value: string;
  judge: string;
  at: string;
}
