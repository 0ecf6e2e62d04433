/** Lists of the reader's own that are about no single work: reasons for excluding, saved queries. */
import { cleanWords, type SavedQuery } from '../../hub/decisions/decision.js';
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

/** A query as it is saved: under its old number key where the name is known, else on the first that is free. */
export function queryToSave(lib: Library, text: string, line: string): { name: string; to: SavedQuery } {
  const name = cleanWords(text).replace(/^@/u, '').replaceAll('"', '').trim();
  const known = savedQueries(lib);
  const taken = new Set([...known.values()].map(({ key }) => key));
  const key = known.get(name)?.key ?? [1, 2, 3, 4, 5, 6, 7, 8, 9].find((free) => !taken.has(free));
  return { name, to: { line, ...(key !== undefined && { key }) } };
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
