/** The journal out of a library and into another: lines keep their ids, so that taking them twice changes nothing. */
import type { JournalLine, Kind, Screening, Values } from '../../hub/decisions/decision.js';
import { lineId, splitLineId } from '../../hub/decisions/journal-line.js';
import { type Library, reading } from '../library.js';
import { deriveStanding } from '../standing.js';
import { patiently } from './writing.js';

/** Which lines are wanted; all without any of these. */
export interface LinesWanted {
  screening?: readonly string[];
  step?: string;
  /** Lines behind this number of the library's own. */
  after?: number;
}

/** Lines of the journal in the order in which they came, each with its number in this library. */
export function* journalLines(lib: Library, wanted: LinesWanted = {}): Generator<JournalLine & { seq: number }> {
  reading(lib, () => undefined);
  const rows = lib.db
    .prepare(
      `SELECT seq, steps.name AS step, steps.undoes, steps.at, steps.who, line, kind, screening, work, item, "from", "to", over, again
       FROM journal JOIN steps ON steps.id = journal.step
       WHERE seq > @after AND (@screening IS NULL OR screening IN (SELECT value FROM json_each(@screening)))
         AND (@step IS NULL OR steps.name = @step)
       ORDER BY seq`,
    )
    .iterate({
      after: wanted.after ?? 0,
      screening: wanted.screening === undefined ? null : JSON.stringify(wanted.screening),
      step: wanted.step ?? null,
    });
  for (const row of rows as Iterable<Row>) {
    const { line, undoes, over, again, from, to, ...rest } = row;
    yield {
      ...rest,
      id: lineId(row.step, line),
      ...(undoes !== null && { undoes }),
      from: from === null ? null : (JSON.parse(from) as Values[Kind]),
      to: to === null ? null : (JSON.parse(to) as Values[Kind]),
      ...(over !== null && { over: JSON.parse(over) as string[] }),
      ...(again !== null && { again }),
    };
  }
}

interface Row {
  seq: number;
  step: string;
  undoes: string | null;
  at: string;
  who: string;
  line: number;
  kind: Kind;
  screening: Screening | '';
  work: string;
  item: string;
  from: string | null;
  to: string | null;
  over: string | null;
  again: string | null;
}

/** Takes lines of another journal, or of this one's copy, in one transaction. @returns how many were new */
export function takeLines(lib: Library, lines: Iterable<JournalLine>): { added: number; known: number } {
  return reading(lib, () =>
    patiently(lib, () => {
      const addStep = lib.sql('INSERT OR IGNORE INTO steps(name, at, who, undoes) VALUES (?, ?, ?, ?)');
      const addLine = lib.sql(
        `INSERT OR IGNORE INTO journal(step, line, kind, screening, work, item, "from", "to", over, again)
         SELECT id, ?, ?, ?, ?, ?, ?, ?, ?, ? FROM steps WHERE name = ?`,
      );
      const json = (value: unknown): string | null =>
        value === null || value === undefined ? null : JSON.stringify(value);
      const taken = { added: 0, known: 0 };
      for (const { id, step, at, who, undoes, kind, screening, work, item, from, to, over, again } of lines) {
        addStep.run(step, at, who, undoes ?? null);
        const { line } = splitLineId(id);
        const { changes } = addLine.run(
          line,
          kind,
          screening,
          work,
          item,
          json(from),
          json(to),
          json(over),
          again ?? null,
          step,
        );
        taken[changes === 1 ? 'added' : 'known'] += 1;
      }
      if (taken.added > 0) {
        deriveStanding(lib);
        lib.cache.delete('decisions');
      }
      return taken;
    }),
  );
}
