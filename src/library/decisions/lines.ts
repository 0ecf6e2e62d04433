/** The journal out of a library and into another: lines keep their ids, so that taking them twice changes nothing. */
import type { JournalLine, Kind, Screening, Values } from '../../hub/decisions/decision.js';
import { lineId, splitLineId } from '../../hub/decisions/journal-line.js';
import { noteWritten } from '../change-triggers.js';
import { putInForce } from '../derived/patching/put-in-force.js';
import { explained } from '../error.js';
import { type Library, reading } from '../library.js';
import { deriveStanding } from '../standing.js';
import { begin, patiently } from './writing/patiently.js';

/** Which lines are wanted; all without any of these. */
export interface LinesWanted {
  screening?: readonly string[];
  step?: string;
  /** Lines behind this number of the library's own. */
  after?: number;
  /** Lines up to this number, with it. */
  upTo?: number;
}

/** Lines of the journal in the order in which they came, each with its number in this library. */
export function* journalLines(lib: Library, wanted: LinesWanted = {}): Generator<JournalLine & { seq: number }> {
  reading(lib, () => undefined);
  const rows = lib.db
    .prepare(
      `SELECT seq, steps.name AS step, steps.undoes, steps.at, steps.who, line, kind, screening, work, item, "from", "to", over, again
       FROM journal JOIN steps ON steps.id = journal.step
       WHERE seq > @after AND seq <= @upTo AND (@screening IS NULL OR screening IN (SELECT value FROM json_each(@screening)))
         AND (@step IS NULL OR steps.name = @step)
       ORDER BY seq`,
    )
    .iterate({
      after: wanted.after ?? 0,
      upTo: wanted.upTo ?? Number.MAX_SAFE_INTEGER,
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

/** Lines that were new, and lines that were there. */
export interface Taken {
  added: number;
  known: number;
}

/** Takes lines of another journal, or of this one's copy, in one transaction. */
export function takeLines(lib: Library, lines: Iterable<JournalLine>): Taken {
  return reading(lib, () =>
    patiently(lib, () => {
      const taken: Taken = { added: 0, known: 0 };
      for (const line of lines) take(lib, line, taken);
      finish(lib, taken);
      return taken;
    }),
  );
}

/** The same of lines that are still being read: all of them are taken, or none. */
export async function takeJournal(lib: Library, lines: AsyncIterable<JournalLine>): Promise<Taken> {
  try {
    reading(lib, () => undefined);
    begin(lib);
    const taken: Taken = { added: 0, known: 0 };
    for await (const line of lines) take(lib, line, taken);
    finish(lib, taken);
    lib.db.exec('COMMIT');
    return taken;
  } catch (error) {
    if (lib.db.inTransaction) lib.db.exec('ROLLBACK');
    throw explained(error, lib.file);
  }
}

function take(lib: Library, line: JournalLine, taken: Taken): void {
  const { id, step, at, who, undoes, kind, screening, work, item, from, to, over, again } = line;
  lib.sql('INSERT OR IGNORE INTO steps(name, at, who, undoes) VALUES (?, ?, ?, ?)').run(step, at, who, undoes ?? null);
  const { changes } = lib
    .sql(
      `INSERT OR IGNORE INTO journal(step, line, kind, screening, work, item, "from", "to", over, again)
       SELECT id, ?, ?, ?, ?, ?, ?, ?, ?, ? FROM steps WHERE name = ?`,
    )
    .run(splitLineId(id).line, kind, screening, work, item, json(from), json(to), json(over), again ?? null, step);
  taken[changes === 1 ? 'added' : 'known'] += 1;
}

function json(value: unknown): string | null {
  return value === null || value === undefined ? null : JSON.stringify(value);
}

function finish(lib: Library, taken: Taken): void {
  if (taken.added === 0) return;
  noteWritten(lib.db);
  deriveStanding(lib);
  putInForce(lib);
  lib.cache.delete('decisions');
}
