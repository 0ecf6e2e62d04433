/**
 * The journal: every lasting change of the reader's is a line, and lines are only ever added. record() is the one way to change
 * anything; undo() adds lines that say the opposite.
 */
import { randomBytes } from 'node:crypto';
import { type Change, cellOf, cleanWords, type Kind, takenValue } from '../../hub/decisions/decision.js';
import { cleanLine } from '../../hub/text.js';
import { putInForce } from '../derived/patching/put-in-force.js';
import { LibraryError } from '../error.js';
import { type Library, partly, reading } from '../library.js';
import type { WorkNumber } from '../model.js';
import { ask, askBack, countAsked } from './writing/asked.js';
import { gatherStep } from './writing/handing.js';
import { patiently } from './writing/patiently.js';

export interface Recorded {
  /** The step, by which it can be undone; null where everything was so before, and nothing was written. */
  step: string | null;
  /** Things changed: a line each, and of a paper that several were which were decided on apart, a line for each of these. */
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
      partly(lib, 0, 0.6, () => ask(lib, wanted));
      const changed = countAsked(lib);
      return { ...partly(lib, 0.6, 1, () => write(lib, who, null)), changed };
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
      partly(lib, 0, 0.6, () => askBack(lib, number));
      const done = partly(lib, 0.6, 1, () => write(lib, who, step));
      return { ...done, left: lines - done.changed };
    }),
  );
}

/** How many lines a step has. */
export function linesOfStep(lib: Library, step: string): number {
  const count = lib.sql('SELECT count(*) FROM journal WHERE step = (SELECT id FROM steps WHERE name = ?)').pluck();
  return reading(lib, () => count.get(step) as number);
}

/** The number of the journal's last line; 0 where there is none. */
export function lastLine(lib: Library): number {
  return (lib.sql('SELECT max(seq) FROM journal').pluck().get() as number | null) ?? 0;
}

/** How often each library's journal is left unread at the moment. */
const UNREAD = new WeakMap<Library, number>();

/**
 * Has what comes into the journal from now on left unread by those who ask what stands, until what is returned is called: much that came
 * at once is taken in in steps meanwhile (decisions/live.ts), and what is drawn is as it was.
 */
export function leaveUnread(lib: Library): () => void {
  UNREAD.set(lib, (UNREAD.get(lib) ?? 0) + 1);
  let isOver = false;
  return () => {
    if (!isOver) UNREAD.set(lib, UNREAD.get(lib)! - 1);
    isOver = true;
  };
}

/** Whether what came into the journal is left unread at the moment. */
export function isLeftUnread(lib: Library): boolean {
  return (UNREAD.get(lib) ?? 0) > 0;
}

/** The steps that would be undone and redone next, those that came in one table together. */
export interface UndoStack {
  /** The latest last. */
  undo: string[][];
  redo: string[][];
}

/** What imports of tables of decisions have as their source. */
const TABLES = 'decisions';

/** Keeps whose import of a table brought steps, which may be other readers': who imported them can take them back. */
export function noteTable(lib: Library, reader: string, steps: readonly string[]): void {
  if (steps.length === 0) return;
  lib
    .sql('INSERT INTO sources(name) SELECT ? WHERE NOT EXISTS (SELECT 1 FROM sources WHERE name = ?)')
    .run(TABLES, TABLES);
  lib
    .sql('INSERT INTO imports(source, origin, at, counts) SELECT id, ?, ?, ? FROM sources WHERE name = ?')
    .run('table', new Date().toISOString(), JSON.stringify({ reader: readerName(reader), steps }), TABLES);
}

/**
 * A reader's steps and those that came in tables which the reader imported, by time: of a table when it was imported, and what an older
 * library held elsewhere came into the journal later than what was decided after it.
 */
const STEPS_OF = `
  WITH tables AS (
    SELECT value AS name, min(imports.at) AS at, min(imports.id) AS import FROM imports, json_each(counts, '$.steps')
    WHERE source = (SELECT id FROM sources WHERE name = '${TABLES}') AND counts ->> 'reader' = @who GROUP BY value)
  SELECT steps.name, undoes, import FROM steps LEFT JOIN tables ON tables.name = steps.name
  WHERE who = @who OR tables.name IS NOT NULL ORDER BY coalesce(tables.at, steps.at), steps.id`;

/** What this reader can undo and redo in this library: a change after an undo ends the redoing. */
export function undoStack(lib: Library, who: string): UndoStack {
  return reading(lib, () => {
    const stack: Record<keyof UndoStack, Together[]> = { undo: [], redo: [] };
    const steps = lib.sql(STEPS_OF).all({ who: readerName(who) }) as StepLine[];
    for (const { name, undoes, import: table } of steps) {
      const redone = undoes === null ? undefined : takenOut(stack.redo, stack.redo.length - 1, undoes);
      const undone = undoes === null || redone !== undefined ? undefined : takenOut(stack.undo, 0, undoes);
      if (redone !== undefined) put(stack.undo, name, redone);
      else if (undone !== undefined) put(stack.redo, name, undone);
      else {
        put(stack.undo, name, { table });
        stack.redo = [];
      }
    }
    const names = (all: readonly Together[]): string[][] => all.map((one) => one.names);
    return { undo: names(stack.undo), redo: names(stack.redo) };
  });
}

interface StepLine {
  name: string;
  undoes: string | null;
  import: number | null;
}

/** Steps that are undone, or done again, as one: one alone, or those of a table, by the import that brought it. */
interface Together {
  names: string[];
  table: number | null;
}

/** Takes a step out of those from `from` on, the latest first; undefined where it is in none. */
function takenOut(all: Together[], from: number, name: string): Together | undefined {
  const at = all.findLastIndex(({ names }, place) => place >= from && names.includes(name));
  const one = all[at];
  if (one === undefined) return undefined;
  one.names = one.names.filter((own) => own !== name);
  if (one.names.length === 0) all.splice(at, 1);
  return one;
}

/** Adds a step behind the others, to the last of them where both are of one table. */
function put(all: Together[], name: string, { table }: Pick<Together, 'table'>): void {
  const last = all.at(-1);
  if (table !== null && last?.table === table) last.names.push(name);
  else all.push({ names: [name], table });
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
  const { lastInsertRowid: last } = lib
    .sql(
      `INSERT INTO journal(step, line, kind, screening, work, item, "from", "to", over, again)
       SELECT ?, asked.line, kind, screening, name, item, was, asked.value, stood.over, asked.again
       FROM temp.asked AS asked LEFT JOIN (SELECT line, json_group_array(id) AS over FROM temp.held GROUP BY line) AS stood
         ON stood.line = asked.line
       ORDER BY asked.line`,
    )
    .run(number);
  lib.heed(0.5);
  lib.sql('DELETE FROM standing WHERE seq IN (SELECT seq FROM temp.held)').run();
  lib
    .sql(
      `INSERT INTO standing(seq, kind, screening, work, item)
       SELECT seq, kind, screening, work, item FROM journal WHERE step = ?`,
    )
    .run(number);
  lib.heed(0.8);
  if (lib.sql("SELECT 1 FROM temp.asked WHERE kind = 'override' LIMIT 1").get() !== undefined)
    putInForce(lib, ASKED_WORKS);
  gatherStep(lib, name, undoes, Number(last));
  // The last moment at which it can be left.
  lib.heed(1);
  return { step: name, changed };
}

/** SQL for the works that are asked about, under whatever name. */
const ASKED_WORKS = `
  SELECT DISTINCT aliases.work FROM temp.asked AS asked JOIN aliases
    ON aliases.scheme = substr(asked.name, 1, instr(asked.name, ':') - 1)
      AND aliases.value = substr(asked.name, instr(asked.name, ':') + 1)
  WHERE asked.kind = 'override'`;

/** The name by which a reader's steps are found. */
export function readerName(who: string): string {
  return cleanWords(who) || 'reader';
}

/** The time of a step: later than the reader's last one, even where the clock was put back. */
function timeFor(lib: Library, who: string): string {
  const last = lib.sql('SELECT max(at) FROM steps WHERE who = ?').pluck().get(who) as string | null;
  return new Date(last === null ? Date.now() : Math.max(Date.now(), Date.parse(last) + 1)).toISOString();
}
