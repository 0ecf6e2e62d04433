/** The rows of `list`, their columns and their order, asked of the same library in plain SQL: what sqlite3 prints beside them. */

/** The labels of an axis. They come as their index has them; `list` has them in the order of the vocabulary. */
const LABELS = (axis: number): string =>
  `(SELECT group_concat(label) FROM effective AS e WHERE e.cited = c.cited AND e.citing = c.citing AND axis = ${axis})`;

/** @param hub a name of it, such as `synthetic:100000` */
export function rowsInSql(hub: string): string {
  const [scheme, value] = hub.split(':');
  return `SELECT ref AS id, coalesce(title, ref) AS title, first_author, listed.author_count, date, year, category,
    ${LABELS(0)} AS roles, ${LABELS(1)} AS polarities, verdict, novelty,
    CASE influential WHEN 1 THEN 'yes' WHEN 0 THEN 'no' END AS influential, places AS refs, listed.citing, cited_by
  FROM citations AS c JOIN works ON works.id = c.citing JOIN listed ON listed.work = c.citing
  WHERE c.cited = (SELECT work FROM aliases WHERE scheme = '${scheme}' AND value = '${value}')
  ORDER BY novelty DESC NULLS LAST, date DESC NULLS LAST, title_key, c.citing`;
}
