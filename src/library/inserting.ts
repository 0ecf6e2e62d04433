/** Entering rows by the thousand: what is not known of a row is left out of its statement, since handing a NULL over takes as long as a value. */
import type Database from 'better-sqlite3';
import type { Library } from './library.js';

/** Enters a row. @param values in the order of the columns */
type Insert = (lib: Library, values: readonly (string | number | null)[]) => Database.RunResult;

/** @param columns at most 31; or: what to do with a row that is there, such as `OR IGNORE` */
export function inserting(table: string, columns: readonly string[], or = ''): Insert {
  const statements = new Map<number, string>();
  return (lib, values) => {
    let which = 0;
    const known: (string | number)[] = [];
    for (let at = 0; at < values.length; at += 1) {
      const value = values[at]!;
      if (value === null) continue;
      which |= 1 << at;
      known.push(value);
    }
    let text = statements.get(which);
    if (text === undefined) {
      const given = columns.filter((_, at) => (which & (1 << at)) !== 0);
      text = `INSERT ${or} INTO ${table}(${given.join(', ')}) VALUES (${given.map(() => '?').join(', ')})`;
      statements.set(which, text);
    }
    return lib.sql(text).run(...known);
  };
}
