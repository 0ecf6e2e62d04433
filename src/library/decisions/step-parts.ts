/** What a step of the journal did, in few lines however many papers it was about. */
import type { Kind, Values } from '../../hub/decisions/decision.js';
import { type Library, reading } from '../library.js';

/** So many things that were changed in the same way. */
export type StepPart = { [K in Kind]: { kind: K; item: string; to: Values[K] | null; count: number } }[Kind];

/** More kinds of change than this in one step are not told apart by anybody. */
const MOST = 50;

export function stepParts(lib: Library, step: string): StepPart[] {
  return reading(lib, () => {
    const rows = lib
      .sql(
        `SELECT kind, item, "to", count(*) AS count FROM steps JOIN journal ON journal.step = steps.id
         WHERE steps.name = ? GROUP BY kind, item, "to" ORDER BY min(line) LIMIT ?`,
      )
      .all(step, MOST) as { kind: Kind; item: string; to: string | null; count: number }[];
    return rows.map((row) => ({ ...row, to: row.to === null ? null : JSON.parse(row.to) }) as StepPart);
  });
}
