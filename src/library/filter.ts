/**
 * A query's tree to marks over a hub's papers. Every leaf is one SQL statement with bound values, its answer kept, so a
 * key that adds a filter runs one statement and the facets under the other filters run none.
 */
import type { Has, NumberField, Query, Term, TextField } from '../query/query.js';
import { conjuncts, type Leaf } from '../query/tree.js';
import { type Columns, keepWith, type Marks, marksOf } from './columns.js';
import { AXES } from './derive.js';
import type { WorkId } from './model.js';
import type { Library } from './open.js';
import { wordsLike } from './typos.js';
import { foldText, textTerms } from './words.js';

/** Fewer papers than this, and the words may have typing errors. */
export const FEW = 10;

type Text = Extract<Term, { kind: 'text' }>;

const CITERS = 'SELECT c.citing FROM citations c';
const NUMBERS: Record<NumberField, string> = {
  novelty: `${CITERS} JOIN listed l ON l.work = c.citing WHERE c.cited = ? AND l.novelty`,
  year: `${CITERS} JOIN listed l ON l.work = c.citing WHERE c.cited = ? AND l.year`,
  refs: `${CITERS} WHERE c.cited = ? AND c.places`,
  citations: `${CITERS} JOIN works w ON w.id = c.citing JOIN listed l ON l.work = c.citing
    WHERE c.cited = ? AND coalesce(w.cited_by, nullif(l.citing, 0))`,
};
const ALIAS = (scheme: string): string =>
  `${CITERS} WHERE c.cited = ? AND EXISTS (SELECT 1 FROM aliases WHERE work = c.citing AND scheme = '${scheme}')`;
const LABELLED = (axis: number): string => `SELECT DISTINCT citing FROM effective WHERE cited = ? AND axis = ${axis}`;
const HAVING: Record<Has, string> = {
  context: 'SELECT DISTINCT citing FROM contexts WHERE cited = ?',
  abstract: `${CITERS} JOIN texts t ON t.work = c.citing WHERE c.cited = ? AND t.abstract IS NOT NULL`,
  summary: `${CITERS} LEFT JOIN texts t ON t.work = c.citing WHERE c.cited = ? AND (t.summary IS NOT NULL OR EXISTS
    (SELECT 1 FROM reviews r WHERE r.work = c.citing AND r.rest ->> 'summary' IS NOT NULL))`,
  review: `${CITERS} WHERE c.cited = ? AND EXISTS (SELECT 1 FROM reviews WHERE work = c.citing)`,
  novelty: `${CITERS} JOIN listed l ON l.work = c.citing WHERE c.cited = ? AND l.novelty IS NOT NULL`,
  doi: ALIAS('doi'),
  arxiv: ALIAS('arxiv'),
  role: LABELLED(0),
  polarity: LABELLED(1),
  claims: `${CITERS} WHERE c.cited = ? AND EXISTS (SELECT 1 FROM claims WHERE work = c.citing)`,
};

/** Which index a field of words is in, and the columns of it. */
const INDEXES: Record<TextField | 'any', { table: string; columns: string }> = {
  any: { table: 'search', columns: 'title authors summary' },
  title: { table: 'search', columns: 'title' },
  author: { table: 'search', columns: 'authors' },
  abstract: { table: 'text_search', columns: 'abstract' },
  venue: { table: 'text_search', columns: 'venue' },
  context: { table: 'context_search', columns: 'text' },
};

/** The papers of a hub that a term matches. `typos`: words may match words of the library that are nearly the same. */
export function marksFor(lib: Library, columns: Columns, term: Term, typos: boolean): Marks {
  switch (term.kind) {
    case 'and':
    case 'or': {
      const parts = term.terms.map((part) => marksFor(lib, columns, part, typos));
      return term.kind === 'and' ? every(columns, parts) : some(columns, parts);
    }
    case 'not':
      // What is excluded is excluded as written: a typing error must not hide papers.
      return marksFor(lib, columns, term.term, false).map((mark) => 1 - mark);
    default:
      return keepWith(columns, `marks ${typos} ${JSON.stringify(term)}`, () => leaf(lib, columns, term, typos));
  }
}

function every(columns: Columns, parts: readonly Marks[]): Marks {
  const marks = new Uint8Array(columns.size).fill(1);
  for (const part of parts) for (let i = 0; i < marks.length; i += 1) marks[i]! &= part[i]!;
  return marks;
}

function some(columns: Columns, parts: readonly Marks[]): Marks {
  const marks = new Uint8Array(columns.size);
  for (const part of parts) for (let i = 0; i < marks.length; i += 1) marks[i]! |= part[i]!;
  return marks;
}

function leaf(lib: Library, columns: Columns, term: Leaf, typos: boolean): Marks {
  const { hub } = columns;
  const ask = (sql: string, ...values: unknown[]): Marks =>
    marksOf(
      columns,
      lib
        .sql(sql)
        .pluck()
        .all(hub, ...values) as WorkId[],
    );
  switch (term.kind) {
    case 'influential':
      return ask(`${CITERS} WHERE c.cited = ? AND c.influential = ?`, Number(term.value));
    case 'none':
      return ask(
        term.field === 'influential'
          ? `${CITERS} WHERE c.cited = ? AND c.influential IS NULL`
          : `${NUMBERS[term.field]} IS NULL`,
      );
    case 'has':
      return ask(HAVING[term.what]);
    case 'number': {
      const bounds: [string, number][] = [];
      if (term.from !== undefined) bounds.push([term.openFrom ? '> ?' : '>= ?', term.from]);
      if (term.to !== undefined) bounds.push([term.openTo ? '< ?' : '<= ?', term.to]);
      const number = NUMBERS[term.field];
      const all = bounds.map(([bound, value]) => ask(`${number} ${bound}`, value));
      return every(columns, all);
    }
    case 'label':
      return label(term.field, term.value, ask);
    case 'text':
      return textMarks(lib, columns, term, typos);
  }
}

function label(
  field: Extract<Term, { kind: 'label' }>['field'],
  value: string,
  ask: (sql: string, ...values: unknown[]) => Marks,
): Marks {
  if (field === 'role' || field === 'polarity') {
    const axis = AXES.indexOf(field);
    if (value === 'none') return ask(LABELLED(axis)).map((mark) => 1 - mark);
    return ask('SELECT citing FROM effective WHERE cited = ? AND axis = ? AND label = ?', axis, value);
  }
  if (field === 'verdict') {
    const sql = `${CITERS} JOIN listed l ON l.work = c.citing WHERE c.cited = ? AND l.verdict`;
    return value === 'none' ? ask(`${sql} IS NULL`) : ask(`${sql} = ?`, value);
  }
  const sql = `${CITERS} JOIN works w ON w.id = c.citing WHERE c.cited = ?`;
  if (value === 'none') return ask(`${sql} AND w.category IS NULL`);
  if (!value.endsWith('.*')) return ask(`${sql} AND w.category = ? COLLATE NOCASE`, value);
  const archive = value.slice(0, -2);
  return ask(
    `${sql} AND (w.category = @archive COLLATE NOCASE
       OR substr(w.category, 1, length(@archive) + 1) = @archive || '.' COLLATE NOCASE)`,
    { archive },
  );
}

function textMarks(lib: Library, columns: Columns, term: Text, typos: boolean): Marks {
  const exact = exactMatch(term);
  // Nothing but punctuation, as at the first key of a word: no paper is ruled out.
  if (exact === null) return new Uint8Array(columns.size).fill(1);
  const marks = searched(lib, columns, term.field, exact);
  if (!typos) return marks;
  const near = nearMatches(lib, term).map(({ match }) => searched(lib, columns, term.field, match));
  return near.length === 0 ? marks : some(columns, [marks, ...near]);
}

/** What a text term asks of the index, without its columns; null where it has no words. */
export function exactMatch(term: Text): string | null {
  const words = foldText(term.text);
  if (words === '') return null;
  return term.phrase ? `"${words}"` : `"${words}" *`;
}

/** What a text term asks of the index when typing errors are allowed, by distance. */
export function nearMatches(lib: Library, term: Text): { match: string; distance: 1 | 2 }[] {
  const word = foldText(term.text);
  const inIndex = INDEXES[term.field ?? 'any'].table === 'search';
  if (term.phrase || !inIndex || word === '' || word.includes(' ')) return [];
  const like = wordsLike(lib, word);
  return ([1, 2] as const)
    .filter((distance) => like[distance].length > 0)
    .map((distance) => ({ distance, match: like[distance].map((found) => `"${found}"`).join(' OR ') }));
}

/** The papers an index finds. `column` narrows the columns of the field. */
export function searched(
  lib: Library,
  columns: Columns,
  field: TextField | undefined,
  match: string,
  column = INDEXES[field ?? 'any'].columns,
): Marks {
  const { table } = INDEXES[field ?? 'any'];
  const asked = `{${column}} : (${match})`;
  if (table !== 'context_search') {
    const found = lib.sql(`SELECT rowid FROM ${table} WHERE ${table} MATCH ?`).pluck().all(asked) as WorkId[];
    return marksOf(columns, found);
  }
  const found = lib
    .sql(
      `SELECT DISTINCT contexts.citing FROM context_search JOIN contexts ON contexts.id = context_search.rowid
       WHERE context_search MATCH ? AND contexts.cited = ?`,
    )
    .pluck()
    .all(asked, columns.hub) as WorkId[];
  return marksOf(columns, found);
}

/** Whether a condition is of words alone, some of them asked for. */
function isOfWords(term: Term): boolean {
  const only = (part: Term): boolean => {
    if (part.kind === 'and' || part.kind === 'or') return part.terms.every(only);
    return part.kind === 'not' ? only(part.term) : part.kind === 'text';
  };
  return only(term) && textTerms(term).length > 0;
}

/** How a query's conditions are to be met. */
export interface Filter {
  /** Papers that meet all these conditions. */
  matching(conditions: readonly Term[]): Marks;
  /** True where typing errors are allowed and bring papers that the words as written do not. */
  fuzzy: boolean;
}

/**
 * Decides over typing errors once for a query: where its words by themselves, whatever the other filters, match fewer
 * than FEW papers of the hub.
 */
export function filterOf(lib: Library, columns: Columns, query: Query): Filter {
  const words = conjuncts(query.where).filter(isOfWords);
  const all = (typos: boolean): number =>
    countOf(
      every(
        columns,
        words.map((condition) => marksFor(lib, columns, condition, typos)),
      ),
    );
  let fuzzy = false;
  if (words.length > 0) {
    const exact = all(false);
    fuzzy = exact < FEW && all(true) > exact;
  }
  return {
    fuzzy,
    matching: (conditions) =>
      every(
        columns,
        conditions.map((condition) => marksFor(lib, columns, condition, fuzzy && isOfWords(condition))),
      ),
  };
}

/** How many are marked. */
export function countOf(marks: Marks): number {
  let count = 0;
  for (let i = 0; i < marks.length; i += 1) count += marks[i]!;
  return count;
}
