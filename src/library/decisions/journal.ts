/**
 * The journal: every lasting change of the reader's is a line, and lines are only ever added. record() is the one way to change
 * anything; undo() adds lines that say the opposite.
 */
import { randomBytes } from 'node:crypto';
import {
  type Cell,
  type Change,
  cellOf,
  cleanWords,
  type Kind,
  type Screening,
  takenValue,
} from '../../hub/decisions/decision.js';
import { cleanLine } from '../../hub/text.js';
import { deriveCorrected, deriveListed, deriveStale, staleWorks } from '../derived/derive.js';
import { LibraryError } from '../error.js';
import { type Library, reading } from '../library.js';
import type { WorkNumber } from '../model.js';
import { idsOf, workWithId } from '../works/ids.js';
import { decided, type Head, latest } from './heads.js';
import { patiently } from './writing.js';

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
      hold(lib);
      leaveOut(lib);
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

/**
 * What is asked for, line by line, and of what takes a line back, where that line's value comes from; of
 * each line what stands in its cell until then; the names of the screenings that are asked about.
 */
const TABLES = `
CREATE TEMP TABLE IF NOT EXISTS asked(
  line INTEGER PRIMARY KEY, kind TEXT, screening TEXT, work INTEGER, name TEXT, item TEXT, value TEXT, was TEXT,
  source TEXT, again TEXT
) STRICT;
CREATE TEMP TABLE IF NOT EXISTS held(
  line INTEGER, seq INTEGER, id TEXT, again TEXT, value TEXT, who TEXT, at TEXT, PRIMARY KEY(line, seq)
) STRICT, WITHOUT ROWID;
CREATE TEMP TABLE IF NOT EXISTS same_screening(screening TEXT, other TEXT, PRIMARY KEY(screening, other)) STRICT, WITHOUT ROWID;
`;

function clear(lib: Library): void {
  lib.db.exec(TABLES);
  for (const table of ['asked', 'held', 'same_screening']) lib.sql(`DELETE FROM temp.${table}`).run();
}

interface Wanted {
  cell: Cell<WorkNumber>;
  value: string | null;
}

/** Puts what is wanted into the table `asked`; of two changes of one thing the later. */
function ask(lib: Library, wanted: readonly Wanted[]): void {
  clear(lib);
  const last = new Map<string, Wanted>();
  for (const one of wanted) {
    const { kind, screening, work, item } = one.cell;
    last.set(`${kind}\n${screening}\n${work}\n${item}`, one);
  }
  // The same of many works is one statement.
  const alike = new Map<string, { first: Wanted; works: (WorkNumber | null)[] }>();
  for (const one of last.values()) {
    const { kind, screening, work, item } = one.cell;
    const key = `${kind}\n${screening}\n${item}\n${one.value}`;
    const group = alike.get(key) ?? { first: one, works: [] };
    alike.set(key, group);
    group.works.push(work === '' ? null : work);
  }
  const insert = lib.sql(
    `INSERT INTO temp.asked(line, kind, screening, work, name, item, value)
     SELECT @before + key + 1, @kind, @screening, works.value,
       coalesce((SELECT scheme || ':' || value FROM aliases WHERE work = works.value ORDER BY position LIMIT 1), ''), @item, @value
     FROM json_each(@works) AS works`,
  );
  let before = 0;
  for (const { first, works } of alike.values()) {
    const { kind, screening, item } = first.cell;
    insert.run({ before, kind, screening, item, value: first.value, works: JSON.stringify(works) });
    before += works.length;
  }
  // Works that another program merged or removed meanwhile.
  lib.sql("DELETE FROM temp.asked WHERE work IS NOT NULL AND name = ''").run();
}

/** All names under which a screening's lines are found: a hub has those of its paper. */
export function namesOfScreening(lib: Library, screening: Screening | ''): string[] {
  if (!screening.startsWith('hub:')) return [screening];
  const work = workWithId(lib, screening.slice('hub:'.length));
  const own = work === undefined ? [] : idsOf(lib, work).map((id) => `hub:${id}`);
  return [...new Set([screening, ...own])];
}

/** Notes for each line asked for what stands in its cell, under whatever name, as far as that is not noted yet. */
function hold(lib: Library): void {
  const same = lib.sql('INSERT INTO temp.same_screening(screening, other) VALUES (?, ?)');
  const screenings = lib.sql('SELECT DISTINCT screening FROM temp.asked').pluck().all() as (Screening | '')[];
  for (const screening of screenings) for (const other of namesOfScreening(lib, screening)) same.run(screening, other);
  const standing = (names: string, name: string): string => `
    INSERT INTO temp.held(line, seq, id, again, value, who, at)
    SELECT asked.line, standing.seq, steps.name || '.' || journal.line, journal.again, journal."to", steps.who, steps.at
    FROM temp.asked AS asked JOIN temp.same_screening AS same USING (screening) ${names}
      CROSS JOIN standing ON standing.kind = asked.kind AND standing.screening = same.other AND standing.work = ${name}
        AND standing.item = asked.item
      JOIN journal USING (seq) JOIN steps ON steps.id = journal.step
    WHERE asked.line NOT IN (SELECT line FROM temp.held)`;
  lib.sql(`${standing('', 'asked.name')} AND asked.work IS NULL`).run();
  lib.sql(standing('CROSS JOIN aliases ON aliases.work = asked.work', "aliases.scheme || ':' || aliases.value")).run();
}

/** Puts into the table `asked` what takes a step back, as far as what the step left is still there. */
function askBack(lib: Library, step: number): void {
  clear(lib);
  // What held before a line is, until it is known better, the line that this one stood over.
  const lines = lib
    .sql(
      `INSERT INTO temp.asked(line, kind, screening, name, item, value, was, source, again)
       SELECT line, kind, screening, work, item, "from", "to", coalesce(again, steps.name || '.' || line),
         CASE WHEN json_array_length(over) = 1 THEN over ->> 0 END
       FROM journal JOIN steps ON steps.id = journal.step WHERE step = ?`,
    )
    .run(step).changes;
  const standing = lib
    .sql(
      `INSERT INTO temp.held(line, seq, id) SELECT line, seq, steps.name || '.' || line
       FROM journal JOIN standing USING (seq) JOIN steps ON steps.id = journal.step WHERE step = ?`,
    )
    .run(step).changes;
  if (standing < lines) holdWhatBroughtBack(lib);
  // Where that line took another back, too, its value is that of an earlier one.
  lib
    .sql(
      `UPDATE temp.asked AS asked SET again = coalesce((
         SELECT journal.again FROM steps JOIN journal ON journal.step = steps.id
         WHERE steps.name = substr(asked.again, 1, instr(asked.again, '.') - 1)
           AND journal.line = substr(asked.again, instr(asked.again, '.') + 1) + 0), again)
       WHERE substr(again, 1, instr(again, '.') - 1) IN (SELECT name FROM steps WHERE undoes IS NOT NULL)`,
    )
    .run();
}

/** Of lines that do not stand themselves: those stand for them that brought them back, where later ones were taken back. */
function holdWhatBroughtBack(lib: Library): void {
  lib
    .sql(
      `UPDATE temp.asked AS asked SET work = (
         SELECT work FROM aliases WHERE scheme = substr(asked.name, 1, instr(asked.name, ':') - 1)
           AND value = substr(asked.name, instr(asked.name, ':') + 1))
       WHERE line NOT IN (SELECT line FROM temp.held)`,
    )
    .run();
  hold(lib);
  lib
    .sql(
      `DELETE FROM temp.held WHERE who IS NOT NULL
         AND coalesce(again, id) <> (SELECT source FROM temp.asked AS asked WHERE asked.line = held.line)`,
    )
    .run();
  lib.sql('DELETE FROM temp.asked WHERE line NOT IN (SELECT line FROM temp.held)').run();
}

/** Completes the lines asked for by what was there until now, and leaves out those that would change nothing. */
function leaveOut(lib: Library): void {
  lib.sql('UPDATE temp.asked AS asked SET was = held.value FROM temp.held AS held WHERE held.line = asked.line').run();
  // Where several stand, what held until now is not just the value of one.
  const several = lib
    .sql(
      `SELECT asked.line, asked.kind, json_group_array(json_object('to', held.value, 'who', who, 'at', at, 'id', id)) AS heads
       FROM temp.held AS held JOIN temp.asked AS asked USING (line) GROUP BY held.line HAVING count(*) > 1`,
    )
    .all() as { line: number; kind: Kind; heads: string }[];
  const correct = lib.sql('UPDATE temp.asked SET was = ? WHERE line = ?');
  for (const { line, kind, heads } of several) {
    const stand = JSON.parse(heads) as Head[];
    const was = kind === 'decide' ? JSON.stringify(decided(stand) ?? null) : (latest(stand)?.to ?? null);
    correct.run(was === 'null' ? null : was, line);
  }
  lib
    .sql('DELETE FROM temp.asked WHERE was IS value AND line NOT IN (SELECT value FROM json_each(?))')
    .run(JSON.stringify(several.map(({ line }) => line)));
  lib.sql('DELETE FROM temp.held WHERE line NOT IN (SELECT line FROM temp.asked)').run();
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
