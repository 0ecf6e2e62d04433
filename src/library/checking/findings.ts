/** What a look at a library finds wrong. */
import Database from 'better-sqlite3';
import { differences } from '../derived/expected-schema.js';
import { explained } from '../error.js';
import type { Library } from '../library.js';

export interface Findings {
  /** Sentences; empty where nothing is wrong. */
  damage: string[];
  /** How many of them are of what can be made anew from the facts. */
  derived: number;
  /** Triggers of other programs. */
  triggers: string[];
}

/** Errors that a sound library does not raise. */
export function isDamage(error: unknown): error is Error {
  return error instanceof Database.SqliteError && /^SQLITE_(?:CORRUPT|ERROR|NOTADB|SCHEMA)/u.test(error.code);
}

/**
 * Reads a part of a library; what cannot be read of it is found.
 * @throws LibraryError where that has another reason than damage
 */
export function look(lib: Library, found: Findings, what: string, read: () => void): void {
  try {
    read();
  } catch (error) {
    if (!isDamage(error)) throw explained(error, lib.file);
    found.damage.push(`${what} cannot be read: ${error.message}.`);
  }
}

/** Looks whether all tables, indexes and triggers are there. */
export function lookAtSchema(lib: Library, found: Findings): void {
  look(lib, found, 'The list of tables', () => {
    for (const { sentence, isDerived, trigger } of differences(lib.db)) {
      found.damage.push(sentence);
      if (isDerived) found.derived += 1;
      if (trigger !== undefined) found.triggers.push(trigger);
    }
  });
}

/** Works and citations whose facts another program changed, and from which nothing was derived since. */
export function changedElsewhere(lib: Library): number {
  return lib.db.prepare('SELECT count(*) FROM touched').pluck().get() as number;
}

/** Finds derived tables whose content is not what the facts come to. */
export function notFollowing(found: Findings, tables: Iterable<string>): void {
  for (const table of tables) {
    found.damage.push(`The content of ${table} does not follow from the facts.`);
    found.derived += 1;
  }
}

/** What can be done about what was found. */
export interface Verdict {
  /** True where whatever is wrong can be made anew from the facts. */
  canBeMended: boolean;
  /** Triggers of other programs, where nothing else is wrong but what can be made anew. */
  triggers: string[];
}

export function verdictOn({ damage, derived, triggers }: Findings): Verdict {
  return {
    canBeMended: damage.length === derived,
    triggers: damage.length === derived + triggers.length ? triggers : [],
  };
}
