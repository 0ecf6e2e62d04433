/** Saved queries in a query line: `@NAME` stands for what is saved under that name, `@"NAME"` for a name with blanks. */
import { wordsKey } from '../hub/decisions/decision.js';
import { truncate } from '../text/fit.js';
import { listWords } from '../text/list-words.js';
import { displayText } from '../text/width.js';
import { type Parsed, parseQuery, type QueryError } from './parse.js';
import { all } from './tree.js';

/** A phrase, in which nothing is a name, or a name. */
const NAME = /"(?:\\["\\]|[^"])*"|(?<=^|\s)@(?:"([^"]+)"|([^\s"]+))(?=\s|$)/gu;

interface NameInLine {
  name: string;
  /** Where it stands, from 0. */
  at: number;
}

/** The saved queries that a line names, and what else it says, each word of it in its place. */
export function savedNames(line: string): { names: NameInLine[]; rest: string } {
  const names: NameInLine[] = [];
  const rest = line.replace(
    NAME,
    (whole: string, quoted: string | undefined, plain: string | undefined, at: number) => {
      const name = quoted ?? plain;
      if (name === undefined) return whole;
      names.push({ name: name.trim(), at });
      return ' '.repeat(whole.length);
    },
  );
  return { names, rest };
}

/** A name as it stands in a line. */
export const nameTyped = (name: string): string => (/\s/u.test(name) ? `@"${name}"` : `@${name}`);

/** The name under which something is saved that is meant by what was typed: hyphens stand for blanks, as in tags and reasons. */
export function nameMeant(names: Iterable<string>, typed: string): string | undefined {
  const known = [...names];
  if (known.includes(typed)) return typed;
  return known.find((name) => wordsKey(name) === wordsKey(typed));
}

/** Most names that are told where none is meant. */
const MOST_TOLD = 20;
/** Cells of a name in a message. */
const NAME_CELLS = 100;

/**
 * Reads a line in which names stand for saved queries; its own order comes first. Columns are those of the line.
 * @param saved the lines of the saved queries by their names
 */
export function parseAsked(line: string, saved: ReadonlyMap<string, string>): Parsed | NotSaved {
  const { names, rest } = savedNames(line);
  const own = parseQuery(rest);
  if (!own.ok) return own;
  const parts = [];
  for (const { name: typed, at } of names) {
    const column = at + 1;
    const name = nameMeant(saved.keys(), typed);
    if (name === undefined) return { ok: false, notSaved: true, error: { message: notSaved(typed, saved), column } };
    const parsed = parseQuery(saved.get(name)!);
    // Another version of the program may have saved it.
    if (!parsed.ok) {
      const message = `The saved query ${shown(name)} cannot be read: ${parsed.error.message}`;
      return { ok: false, error: { message, column } };
    }
    parts.push(parsed.query);
  }
  return {
    ok: true,
    query: {
      where: all([...parts, own.query].flatMap(({ where }) => where ?? [])),
      sort: own.query.sort ?? parts.find(({ sort }) => sort !== null)?.sort ?? null,
    },
  };
}

/** A line is right but for a name under which nothing is saved. */
interface NotSaved {
  ok: false;
  notSaved: true;
  error: QueryError;
}

const shown = (name: string): string => nameTyped(truncate(displayText(name), NAME_CELLS));

function notSaved(typed: string, saved: ReadonlyMap<string, string>): string {
  const others = [...saved.keys()].slice(0, MOST_TOLD).map(shown);
  const known = others.length === 0 ? 'none is saved yet' : `saved are ${listWords(others, 'and')}`;
  return `No query is saved as @${truncate(displayText(typed), NAME_CELLS)}; ${known}.`;
}
