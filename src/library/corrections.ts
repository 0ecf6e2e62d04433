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

/** Of several that are of one thing, under two names or by two readers, the latest. */
export const CORRECTIONS = `
  SELECT work, cited, axis, value, judge, at FROM (
    SELECT *, row_number() OVER (PARTITION BY work, cited, axis ORDER BY at DESC, id DESC) AS latest FROM (
      SELECT citing.work AS work, coalesce(cited.work, 0) AS cited, ${NUMBER} AS axis, journal."to" AS value,
        '${readerAsJudge('')}' || steps.who AS judge, steps.at AS at, steps.name || '.' || journal.line AS id
      FROM standing JOIN journal USING (seq) JOIN steps ON steps.id = journal.step
        JOIN aliases AS citing ON ${named('citing', 'standing.work')}
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

/** Works out the corrections anew. @returns what is corrected otherwise now */
export function putCorrections(lib: Library): Corrected[] {
  const before = lib.sql('SELECT work, cited, axis, value, judge, at FROM corrections').all() as Row[];
  // Most libraries have none, and most writing changes none.
  if (before.length === 0 && lib.sql("SELECT 1 FROM standing WHERE kind = 'override' LIMIT 1").get() === undefined)
    return [];
  const now = lib.sql(CORRECTIONS).all() as Row[];
  const cell = ({ work, cited, axis }: Corrected): string => `${work} ${cited} ${axis}`;
  const changed = new Map<string, Corrected>();
  const note = (rows: readonly Row[], others: readonly Row[]): void => {
    const known = new Set(others.map((row) => JSON.stringify(row)));
    for (const row of rows) if (!known.has(JSON.stringify(row))) changed.set(cell(row), row);
  };
  note(before, now);
  note(now, before);
  if (changed.size === 0) return [];
  lib.db.exec('DELETE FROM corrections');
  const put = lib.sql(
    `INSERT INTO corrections(work, cited, axis, value, judge, at) VALUES (@work, @cited, @axis, @value, @judge, @at)`,
  );
  for (const row of now) put.run(row);
  return [...changed.values()];
}

interface Row extends Corrected {
  value: string;
  judge: string;
  at: string;
}
