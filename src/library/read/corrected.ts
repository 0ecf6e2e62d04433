/** What the reader corrected of a work: what stands, and all that was ever said and taken back. */
import { CORRECTED, type Corrected, type Correction } from '../../hub/decisions/decision.js';
import type { Id } from '../../hub/record.js';
import type { Library } from '../library.js';
import type { Details, WorkNumber } from '../model.js';

/** Who corrected a work's verdict and novelty, and when; empty where nobody did. */
export function correctedOf(lib: Library, work: WorkNumber): NonNullable<Details['corrected']> {
  const found = lib
    .sql('SELECT axis, value, judge, at FROM corrections WHERE work = ? AND cited = 0 ORDER BY axis')
    .all(work) as { axis: number; value: string; judge: string; at: string }[];
  return found.map(({ axis, value, judge, at }) => ({
    axis: CORRECTED[axis] as 'verdict' | 'novelty',
    value: JSON.parse(value) as string | number,
    judge,
    at,
  }));
}

/** A line of the journal that corrected something, or took that back. */
export interface CorrectionLine {
  at: string;
  who: string;
  axis: Corrected;
  /** The other end of the citation that it is of. */
  cited?: Id;
  /** What the reader had said before, and says from then on; null: nothing. */
  from: Correction | null;
  to: Correction | null;
}

/** All corrections of a work and of what it cites, under whatever name, the oldest first. */
export function correctionLines(lib: Library, work: WorkNumber): CorrectionLine[] {
  const found = lib
    .sql(
      `SELECT steps.at, steps.who, item, "from", "to" FROM journal JOIN steps ON steps.id = journal.step
       WHERE kind = 'override' AND work IN (SELECT scheme || ':' || value FROM aliases WHERE work = ?) ORDER BY seq`,
    )
    .all(work) as { at: string; who: string; item: string; from: string | null; to: string | null }[];
  const value = (text: string | null): Correction | null => (text === null ? null : (JSON.parse(text) as Correction));
  return found.map(({ item, from, to, ...line }) => {
    const [axis, cited] = item.split(' ') as [Corrected, Id | undefined];
    return { ...line, axis, ...(cited !== undefined && { cited }), from: value(from), to: value(to) };
  });
}
