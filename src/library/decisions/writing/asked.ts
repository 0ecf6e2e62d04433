/**
 * What a step is to write, worked out in tables of this connection, so that a change of a hundred thousand papers is a few statements:
 * `asked` has its lines and `held` what stands in their cells until then.
 */
import type { Cell, Kind, Screening } from '../../../hub/decisions/decision.js';
import type { Library } from '../../library.js';
import type { WorkNumber } from '../../model.js';
import { AUTHOR, type NamedHead, standingValue } from '../heads.js';
import { namesOfScreening } from '../screening.js';

/**
 * What is asked for, line by line, and of what takes a line back, where that line's value comes from, and of a line more about the same
 * paper beside which it is; of each line what stands in its cell until then; the names of the screenings that are asked about.
 */
const TABLES = `
CREATE TEMP TABLE IF NOT EXISTS asked(
  line INTEGER PRIMARY KEY, kind TEXT, screening TEXT, work INTEGER, name TEXT, item TEXT, value TEXT, was TEXT,
  source TEXT, again TEXT, beside INTEGER
) STRICT;
CREATE TEMP TABLE IF NOT EXISTS held(
  line INTEGER, seq INTEGER, id TEXT, again TEXT, value TEXT, who TEXT, at TEXT, named TEXT, PRIMARY KEY(line, seq)
) STRICT, WITHOUT ROWID;
CREATE TEMP TABLE IF NOT EXISTS same_screening(screening TEXT, other TEXT, PRIMARY KEY(screening, other)) STRICT, WITHOUT ROWID;
`;

function clear(lib: Library): void {
  lib.db.exec(TABLES);
  for (const table of ['asked', 'held', 'same_screening']) lib.sql(`DELETE FROM temp.${table}`).run();
}

export interface Wanted {
  cell: Cell<WorkNumber>;
  value: string | null;
}

/** Puts what is wanted into the table `asked`, as far as it is not so already; of two changes of one thing the later. */
export function ask(lib: Library, wanted: readonly Wanted[]): void {
  clear(lib);
  fill(lib, wanted);
  lib.heed(0.4);
  hold(lib);
  lib.heed(0.8);
  const several = lib.sql('SELECT line FROM temp.held GROUP BY line HAVING count(*) > 1').pluck().all() as number[];
  if (several.length > 0) nameApart(lib, several);
  leaveOut(lib, several.length > 0);
}

/** How many things are asked for: lines about one paper under several names are one. */
export function countAsked(lib: Library): number {
  return lib.sql('SELECT count(DISTINCT coalesce(beside, line)) FROM temp.asked').pluck().get() as number;
}

/**
 * What is decided of a paper, or noted, that several were which are one now, is a line for each of their names under which something
 * stands: split again, each has it.
 */
function nameApart(lib: Library, several: readonly number[]): void {
  const lines = JSON.stringify(several);
  const apart = `kind IN ('decide', 'note') AND line IN (
    SELECT line FROM temp.held WHERE line IN (SELECT value FROM json_each(@lines)) GROUP BY line HAVING count(DISTINCT named) > 1)`;
  lib
    .sql(
      `UPDATE temp.asked AS asked SET name = (SELECT min(named) FROM temp.held WHERE held.line = asked.line)
       WHERE ${apart} AND name NOT IN (SELECT named FROM temp.held WHERE held.line = asked.line)`,
    )
    .run({ lines });
  const names = lib
    .sql(
      `INSERT INTO temp.asked(line, kind, screening, work, name, item, value, beside)
       SELECT (SELECT max(line) FROM temp.asked) + row_number() OVER (ORDER BY asked.line, named),
         kind, screening, asked.work, named, item, asked.value, asked.line
       FROM (SELECT * FROM temp.asked WHERE ${apart}) AS asked
         JOIN (SELECT DISTINCT line, named FROM temp.held) AS names ON names.line = asked.line AND named <> name`,
    )
    .run({ lines }).changes;
  if (names === 0) return;
  lib
    .sql(
      `UPDATE temp.held SET line = more.line FROM temp.asked AS more
       WHERE more.beside = held.line AND more.name = held.named`,
    )
    .run();
}

function fill(lib: Library, wanted: readonly Wanted[]): void {
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

/** Notes for each line asked for what stands in its cell, under whatever name, as far as that is not noted yet. */
function hold(lib: Library): void {
  const same = lib.sql('INSERT INTO temp.same_screening(screening, other) VALUES (?, ?)');
  const screenings = lib.sql('SELECT DISTINCT screening FROM temp.asked').pluck().all() as (Screening | '')[];
  for (const screening of screenings) for (const other of namesOfScreening(lib, screening)) same.run(screening, other);
  const standing = (names: string, name: string): string => `
    INSERT INTO temp.held(line, seq, id, again, value, who, at, named)
    SELECT asked.line, standing.seq, steps.name || '.' || journal.line, journal.again, journal."to", ${AUTHOR}, steps.at, journal.work
    FROM temp.asked AS asked JOIN temp.same_screening AS same USING (screening) ${names}
      CROSS JOIN standing ON standing.kind = asked.kind AND standing.screening = same.other AND standing.work = ${name}
        AND standing.item = asked.item
      JOIN journal USING (seq) JOIN steps ON steps.id = journal.step
    WHERE asked.line NOT IN (SELECT line FROM temp.held)`;
  lib.sql(`${standing('', 'asked.name')} AND asked.work IS NULL`).run();
  lib.sql(standing('CROSS JOIN aliases ON aliases.work = asked.work', "aliases.scheme || ':' || aliases.value")).run();
}

/** Puts into the table `asked` what takes a step back, as far as what the step left is still there. */
export function askBack(lib: Library, step: number): void {
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
  lib.heed(0.4);
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

/**
 * Completes the lines asked for by what was there until now, and leaves out those that would change nothing.
 * @param areSeveral whether in any cell several lines stand
 */
function leaveOut(lib: Library, areSeveral: boolean): void {
  lib.sql('UPDATE temp.asked AS asked SET was = held.value FROM temp.held AS held WHERE held.line = asked.line').run();
  // Where several stand, what held until now is not just the value of one.
  const several = areSeveral ? severalHeads(lib) : [];
  const correct = lib.sql('UPDATE temp.asked SET was = ? WHERE line = ?');
  for (const { line, kind, heads } of several) correct.run(standingValue(kind, JSON.parse(heads) as NamedHead[]), line);
  lib
    .sql('DELETE FROM temp.asked WHERE was IS value AND line NOT IN (SELECT value FROM json_each(?))')
    .run(JSON.stringify(several.map(({ line }) => line)));
  lib.sql('DELETE FROM temp.held WHERE line NOT IN (SELECT line FROM temp.asked)').run();
}

interface SeveralHeads {
  line: number;
  kind: Kind;
  heads: string;
}

function severalHeads(lib: Library): SeveralHeads[] {
  return lib
    .sql(
      `SELECT asked.line, asked.kind, json_group_array(json_object('to', held.value, 'who', who, 'at', at, 'id', id, 'named', held.named)) AS heads
       FROM temp.held AS held JOIN temp.asked AS asked USING (line) GROUP BY held.line HAVING count(*) > 1`,
    )
    .all() as SeveralHeads[];
}
