/** Whether what is derived follows from the facts. What is yet to be derived (`touched`) must be none. */
import { correctionsOf } from '../corrections.js';
import type { Library } from '../library.js';
import type { WorkNumber } from '../model.js';
import { SEARCH_INDEXES } from '../schema.js';
import { STANDING } from '../standing.js';
import { ALL_IN_FORCE, LISTED_VALUES, labelsInForce } from './derive.js';
import { indexText } from './tokens.js';

type SearchIndex = (typeof SEARCH_INDEXES)[number];

/** Tables of which each row is made by itself, in time that counts: by what a row is known, and what else follows from the facts. */
const COMPARED = {
  effective: { key: ['cited', 'citing', 'axis', 'label'], others: [] },
  listed: {
    key: ['work'],
    others: ['ref', 'first_author', 'author_count', 'verdict', 'novelty', 'integrity', 'year', 'citing', 'classified'],
  },
} as const;

/** What each search index is of. */
const INDEXED: Readonly<Record<SearchIndex, string>> = {
  title_search: 'SELECT id, title AS text FROM works',
  abstract_search: 'SELECT work AS id, abstract AS text FROM texts',
  context_search: 'SELECT id, text FROM contexts',
};

/** SQL for the works that are looked at, which are bound as a JSON array. */
const LOOKED_AT = 'SELECT value FROM json_each(@works)';
/** The citations of them. */
const CITATIONS = `SELECT cited, citing FROM citations WHERE citing IN (${LOOKED_AT})`;
const CONTEXTS = `
  SELECT contexts.id FROM (${CITATIONS}) AS c
  CROSS JOIN contexts ON contexts.cited = c.cited AND contexts.citing = c.citing`;

type Compared = 'the labels in force' | 'the rows of lists' | 'the search indexes';

/**
 * The derived tables whose content does not follow from the facts; arrays of hubs that are not whole are found elsewhere.
 * @param tell told what is compared next, and how much of that is done, from 0 to 1
 */
export function outOfDate(lib: Library, tell: (what: Compared, within: number) => void = () => {}): string[] {
  const found: string[] = [];
  tell('the labels in force', 0);
  if (!isWhole(lib, 'effective', ALL_IN_FORCE)) found.push('effective');
  tell('the rows of lists', 0);
  if (!isWhole(lib, 'listed', `SELECT ${LISTED_VALUES} FROM works`)) found.push('listed');
  found.push(...ofDecisions(lib));
  for (const [at, table] of SEARCH_INDEXES.entries()) {
    tell('the search indexes', at / SEARCH_INDEXES.length);
    if (hasGone(lib, table) || !hasAll(lib, table, 'TRUE')) found.push(table);
  }
  if (lib.sql('SELECT 1 FROM hub_columns WHERE work NOT IN (SELECT work FROM hub_segments)').get() !== undefined)
    found.push('hub_segments');
  return found;
}

/**
 * The same of what is derived of some works and the citations in them, which none of them need be cited by many for: their citers are
 * counted.
 */
export function outOfDateOf(lib: Library, works: readonly WorkNumber[]): string[] {
  const among = `(cited, citing) IN (${CITATIONS})`;
  const those = `IN (${LOOKED_AT})`;
  const judged: [table: string, isWell: boolean][] = [
    ['effective', isWhole(lib, 'effective', labelsInForce(among), among, works)],
    ['listed', isWhole(lib, 'listed', `SELECT ${LISTED_VALUES} FROM works WHERE id ${those}`, `work ${those}`, works)],
    ['title_search', hasAll(lib, 'title_search', `id ${those}`, works)],
    ['abstract_search', hasAll(lib, 'abstract_search', `id ${those}`, works)],
    ['context_search', hasAll(lib, 'context_search', `id IN (${CONTEXTS})`, works)],
  ];
  return judged.flatMap(([table, isWell]) => (isWell ? [] : [table]));
}

/** Those of the derived tables that follow from what readers decided. */
export function ofDecisions(lib: Library): string[] {
  const has = (sql: string): boolean => lib.sql(`SELECT EXISTS (${sql})`).pluck().get() === 1;
  const differs = (one: string, other: string): boolean =>
    has(`SELECT * FROM (${one}) EXCEPT SELECT * FROM (${other})`) ||
    has(`SELECT * FROM (${other}) EXCEPT SELECT * FROM (${one})`);
  return [
    ...(differs('SELECT work, cited, axis, value, judge, at FROM corrections', correctionsOf()) ? ['corrections'] : []),
    ...(differs('SELECT seq, kind, screening, work, item FROM standing', STANDING) ? ['standing'] : []),
  ];
}

/**
 * One pass over what takes long to make: each of it is in the table once, and the table has no more.
 * @param made SQL for the rows; where: what holds of those in the table; works: bound where either asks for them
 */
function isWhole(
  lib: Library,
  table: keyof typeof COMPARED,
  made: string,
  where = 'TRUE',
  works?: readonly WorkNumber[],
): boolean {
  const { key, others } = COMPARED[table];
  const same = [...key, ...others].map((name) => `stored.${name} IS made.${name}`).join(' AND ');
  const bound = binding(works);
  const { all, found } = lib
    .sql(
      `WITH made(${[...key, ...others].join(', ')}) AS (${made})
       SELECT count(*) AS "all", count(CASE WHEN ${same} THEN 1 END) AS found
       FROM made LEFT JOIN ${table} AS stored ON ${key.map((name) => `stored.${name} = made.${name}`).join(' AND ')}`,
    )
    .get(...bound) as { all: number; found: number };
  const count = lib.sql(`SELECT count(*) FROM ${table} WHERE ${where}`).pluck();
  return all === found && all === count.get(...bound);
}

const binding = (works: readonly WorkNumber[] | undefined): { works: string }[] =>
  works === undefined ? [] : [{ works: JSON.stringify(works) }];

/** Whether a search index has something of what is gone. */
function hasGone(lib: Library, table: SearchIndex): boolean {
  const gone = `SELECT 1 FROM ${table}_docsize WHERE id NOT IN (SELECT id FROM (${INDEXED[table]})) LIMIT 1`;
  return lib.sql(gone).get() !== undefined;
}

/** Whether a search index has each text that has words. @param where what holds of the ids of those that are looked at */
function hasAll(lib: Library, table: SearchIndex, where: string, works?: readonly WorkNumber[]): boolean {
  const left = lib
    .sql(
      `SELECT text FROM (${INDEXED[table]})
       WHERE text IS NOT NULL AND id NOT IN (SELECT id FROM ${table}_docsize) AND ${where}`,
    )
    .pluck();
  for (const text of left.iterate(...binding(works))) if (indexText(text as string) !== '') return false;
  return true;
}
