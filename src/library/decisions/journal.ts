/**
 * The journal: every lasting change of the reader's is a line, and lines are only ever added. record() is the one way to change
 * anything; undo() adds lines that say the opposite.
 */
import { randomBytes } from 'node:crypto';
import { type Change, cellOf, cleanWords, type Kind, takenValue } from '../../hub/decisions/decision.js';
import { cleanLine } from '../../hub/text.js';
import { deriveCorrected, deriveListed, deriveStale, staleWorks } from '../derived/derive.js';
import { LibraryError } from '../error.js';
import { type Library, reading } from '../library.js';
import type { WorkNumber } from '../model.js';
import { ask, askBack } from './writing/asked.js';
import { patiently } from './writing/patiently.js';

export interface Recorded {
  /** The step, by which it can be undone; null where everything was so before, and nothing was written. */
  step: string | null;
  /** Lines written. */
  changed: number;
}

/**
 * Changes these things in one step, in one transaction: when it returns, it is kept. What is so already is left out.
 * @param who the reader's name
 * @throws LibraryError where a value cannot stand where it should, or the library cannot be written to
 */
export function record(lib: Library, who: string, changes: readonly Change<WorkNumber>[]): Recorded {
  const wanted = changes.map((change) => ({ cell: cellOf<WorkNumber>(change), value: written(change) }));
  return reading(lib, () =>
    patiently(lib, () => {
      ask(lib, wanted);
      return write(lib, who, null);
    }),
  );
}

export interface Undone extends Recorded {
  /** Lines of the step that somebody changed since, and which therefore stay. */
  left: number;
}

/** Takes a step back, which is a step that can itself be taken back: that is how it is redone. */
export function undo(lib: Library, who: string, step: string): Undone {
  return reading(lib, () =>
    patiently(lib, () => {
      const number = lib.sql('SELECT id FROM steps WHERE name = ?').pluck().get(step) as number | undefined;
      if (number === undefined) throw new LibraryError(`The journal of ${lib.file} has no step ${cleanLine(step)}.`);
      const lines = lib.sql('SELECT count(*) FROM journal WHERE step = ?').pluck().get(number) as number;
      askBack(lib, number);
      const done = write(lib, who, step);
      return { ...done, left: lines - done.changed };
    }),
  );
}

/** The number of the journal's last line; 0 where there is none. */
export function lastLine(lib: Library): number {
  return (lib.sql('SELECT max(seq) FROM journal').pluck().get() as number | null) ?? 0;
}

/** The steps that would be undone and redone next. */
export interface UndoStack {
  /** The latest last. */
  undo: string[];
  redo: string[];
}

/** What this reader can undo and redo in this library: a change after an undo ends the redoing. */
export function undoStack(lib: Library, who: string): UndoStack {
  return reading(lib, () => {
    const stack: UndoStack = { undo: [], redo: [] };
    const steps = lib.sql('SELECT name, undoes FROM steps WHERE who = ? ORDER BY id').all(readerName(who)) as {
      name: string;
      undoes: string | null;
    }[];
    for (const { name, undoes } of steps) {
      if (undoes !== null && undoes === stack.redo.at(-1)) {
        stack.redo.pop();
        stack.undo.push(name);
        continue;
      }
      const at = undoes === null ? -1 : stack.undo.lastIndexOf(undoes);
      if (at >= 0) {
        stack.undo.splice(at, 1);
        stack.redo.push(name);
      } else {
        stack.undo.push(name);
        stack.redo = [];
      }
    }
    return stack;
  });
}

function written(change: Change<WorkNumber>): string | null {
  const value = takenValue<Kind>(change.kind, change.to);
  if (value === undefined)
    throw new LibraryError(
      `That cannot be kept as ${change.kind}: ${cleanLine(JSON.stringify(change.to)).slice(0, 100)}.`,
    );
  return value === null ? null : JSON.stringify(value);
}

/** Writes what is asked for as a step. */
function write(lib: Library, reader: string, undoes: string | null): Recorded {
  const changed = lib.sql('SELECT count(*) FROM temp.asked').pluck().get() as number;
  if (changed === 0) return { step: null, changed };
  const who = readerName(reader);
  const name = randomBytes(9).toString('base64url');
  const number = lib
    .sql('INSERT INTO steps(name, at, who, undoes) VALUES (?, ?, ?, ?)')
    .run(name, timeFor(lib, who), who, undoes).lastInsertRowid;
  lib
    .sql(
      `INSERT INTO journal(step, line, kind, screening, work, item, "from", "to", over, again)
       SELECT ?, asked.line, kind, screening, name, item, was, asked.value, stood.over, asked.again
       FROM temp.asked AS asked LEFT JOIN (SELECT line, json_group_array(id) AS over FROM temp.held GROUP BY line) AS stood
         ON stood.line = asked.line
       ORDER BY asked.line`,
    )
    .run(number);
  lib.sql('DELETE FROM standing WHERE seq IN (SELECT seq FROM temp.held)').run();
  lib
    .sql(
      `INSERT INTO standing(seq, kind, screening, work, item)
       SELECT seq, kind, screening, work, item FROM journal WHERE step = ?`,
    )
    .run(number);
  if (lib.sql("SELECT 1 FROM temp.asked WHERE kind = 'override' LIMIT 1").get() !== undefined) correct(lib);
  return { step: name, changed };
}

/** Puts in force what the reader corrected, or does no longer. */
export function correct(lib: Library): void {
  const stale = staleWorks(lib);
  if (!deriveCorrected(lib, stale)) return;
  deriveListed(lib);
  // Whoever corrects one paper corrects the next: arrays are made when they are asked for.
  deriveStale(lib, false);
  lib.cache.clear();
}

/** The name by which a reader's steps are found. */
function readerName(who: string): string {
  return cleanWords(who) || 'reader';
}

/** The time of a step: later than the reader's last one, even where the clock was put back. */
function timeFor(lib: Library, who: string): string {
  const last = lib.sql('SELECT at FROM steps WHERE who = ? ORDER BY id DESC LIMIT 1').pluck().get(who) as
    | string
    | undefined;
  return new Date(last === undefined ? Date.now() : Math.max(Date.now(), Date.parse(last) + 1)).toISOString();
}
