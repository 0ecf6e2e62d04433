/** Lists of the reader's own that are about no single work: reasons for excluding, saved queries. */
import { cleanWords, LONGEST_WORDS, type SavedQuery } from '../../hub/decisions/decision.js';
import { type Library, reading } from '../library.js';
import { type Head, latest } from './heads.js';

/** The reasons there are before the reader changes any, each with the key that gives it. */
const FIRST_REASONS: ReadonlyMap<string, string> = new Map([
  ['o', 'off-topic'],
  ['s', 'not a study'],
  ['d', 'duplicate'],
  ['l', 'language'],
  ['f', 'no full text'],
  ['h', 'wrong hub'],
]);

/** The reasons by their keys: the first ones, as far as the reader did not change or remove them, and the reader's. */
export function reasonsOf(lib: Library): ReadonlyMap<string, string> {
  const reasons = new Map(FIRST_REASONS);
  for (const [key, text] of valuesOf<string | false>(lib, 'reason'))
    if (text === false) reasons.delete(key);
    else reasons.set(key, text);
  return reasons;
}

/** The saved queries by their names. */
export function savedQueries(lib: Library): ReadonlyMap<string, SavedQuery> {
  return valuesOf<SavedQuery>(lib, 'query');
}

/** The saved queries as they are shown: those on a number key first, the others by their names. */
export function queriesInOrder(lib: Library): (SavedQuery & { name: string })[] {
  const queries = [...savedQueries(lib)].map(([name, query]) => ({ name, ...query }));
  return queries.sort((a, b) => (a.key ?? 10) - (b.key ?? 10) || (a.name < b.name ? -1 : 1));
}

/** The name of a saved query, from what was typed: it may begin with the @ that stands before it in query lines. */
export const queryName = (text: string): string => cleanWords(text).replace(/^@/u, '').trim();

/** Why a query cannot have this name, as a sentence; null where it can. */
export function whyNoQueryName(text: string): string | null {
  const name = queryName(text);
  if (name === '') return 'A query needs a name with at least one visible character.';
  if (name.includes('"')) return 'The name of a query has no quotation marks: in a query line they stand around it.';
  if (text.trim().length > LONGEST_WORDS)
    return `The name of a query has at most ${LONGEST_WORDS} characters, and this one has ${text.trim().length}.`;
  return null;
}

/** A query as it is saved: under its old number key where the name is known, else on the first that is free; and the line it replaces. */
export function queryToSave(lib: Library, name: string, line: string): { to: SavedQuery; before: string | null } {
  const known = savedQueries(lib);
  const taken = new Set([...known.values()].map(({ key }) => key));
  const key = known.get(name)?.key ?? [1, 2, 3, 4, 5, 6, 7, 8, 9].find((free) => !taken.has(free));
  const before = known.get(name)?.line ?? null;
  return { to: { line, ...(key !== undefined && { key }) }, before: before === line ? null : before };
}

function valuesOf<V>(lib: Library, kind: 'reason' | 'query'): ReadonlyMap<string, V> {
  return reading(lib, () => {
    const rows = lib
      .sql(
        `SELECT standing.item, journal."to", who, at, name || '.' || line AS id
         FROM standing JOIN journal USING (seq) JOIN steps ON steps.id = journal.step
         WHERE standing.kind = ? ORDER BY standing.item`,
      )
      .all(kind) as (Head & { item: string })[];
    const items = new Map<string, Head[]>();
    for (const { item, ...head } of rows) items.set(item, [...(items.get(item) ?? []), head]);
    const found = new Map<string, V>();
    for (const [item, heads] of items) {
      const last = latest(heads);
      if (last !== undefined) found.set(item, JSON.parse(last.to!) as V);
    }
    return found;
  });
}
