/**
 * What the reader has already: the entries of their own bibliographies. A paper is theirs where an entry names it by an
 * identifier, or has its title and year (where neither has a year, its first author) and no other DOI or arXiv number. The names are kept, not the papers, so that
 * a paper that comes into the library later is known too.
 */
import { splitId } from '../../hub/ids/identifier.js';
import type { WorkRecord } from '../../hub/record.js';
import { noteWritten } from '../change-triggers.js';
import { authorKey, titleKey } from '../derived/title-keys.js';
import { explained } from '../error.js';
import { type Library, reading } from '../library.js';
import { ALL_WORKS, type WorkNumber } from '../model.js';

export interface MineReport {
  entries: number;
  /** Papers of the library that stand in it now. */
  papers: number;
  /** Entries that a former reading of the file did not have, and those that it had and the file no longer has. */
  added: number;
  gone: number;
}

/** What papers are told by. */
type Entry = Pick<WorkRecord, 'ids' | 'title' | 'date' | 'authors'>;

/** Names that tell papers apart, whatever their titles. */
const DISTINCT = `('doi', 'arxiv')`;

/** An entry's title and year, or author where neither has a year, are the paper's, and neither has a DOI or arXiv number that the other has another of. */
const SAME_TITLE = `
  owned.scheme = 'title' AND owned.value = coalesce(listed.year, author_key(listed.first_author), '') || ' ' || listed.title_key AND listed.title_key <> ''
  AND NOT EXISTS (
    SELECT 1 FROM owned AS other JOIN aliases ON aliases.work = listed.work AND aliases.scheme = other.scheme
    WHERE other.bibliography = owned.bibliography AND other.entry = owned.entry AND other.scheme IN ${DISTINCT})`;

/** Puts the file's entries in the place of those it had when it was read before. @param file an absolute path */
export function replaceMine(lib: Library, file: string, works: readonly Entry[]): MineReport {
  return reading(lib, () => {
    try {
      return lib.db.transaction(() => replace(lib, file, works)).immediate();
    } catch (error) {
      throw explained(error, lib.file);
    } finally {
      lib.cache.clear();
    }
  });
}

function replace(lib: Library, file: string, works: readonly Entry[]): MineReport {
  noteWritten(lib.db);
  lib
    .sql('INSERT INTO bibliographies(file, read) VALUES (?, ?) ON CONFLICT DO UPDATE SET read = excluded.read')
    .run(file, new Date().toISOString());
  const id = lib.sql('SELECT id FROM bibliographies WHERE file = ?').pluck().get(file) as number;
  const before = entriesOf(lib, id);
  lib.sql('DELETE FROM owned WHERE bibliography = ?').run(id);
  const insert = lib.sql('INSERT OR IGNORE INTO owned(scheme, value, bibliography, entry) VALUES (?, ?, ?, ?)');
  for (const [entry, work] of works.entries())
    for (const name of namesOf(work)) {
      const { scheme, value } = splitId(name);
      insert.run(scheme, value, id, entry);
    }
  const now = entriesOf(lib, id);
  const papers = lib
    .sql(
      `SELECT count(*) FROM (
         SELECT work FROM owned JOIN aliases USING (scheme, value) WHERE bibliography = @id
         UNION SELECT work FROM listed JOIN owned ON ${SAME_TITLE} WHERE bibliography = @id)`,
    )
    .pluck()
    .get({ id }) as number;
  const gone = [...before].filter((entry) => !now.has(entry)).length;
  return { entries: works.length, papers, added: now.size - (before.size - gone), gone };
}

/** What an entry is known by. */
function namesOf({ ids, title, date, authors }: Entry): string[] {
  const folded = titleKey(title ?? null);
  const beside = date === undefined ? (authorKey(authors?.[0]?.name ?? '') ?? '') : Number(date.slice(0, 4));
  return [
    // A name made up from the title says no more than the title does.
    ...ids.filter((id) => !id.startsWith('key:')),
    ...(folded === '' ? [] : [`title:${beside} ${folded}`]),
  ];
}

/** The entries of a bibliography, each by all its names. */
function entriesOf(lib: Library, bibliography: number): Set<string> {
  const found = lib
    .sql(
      `SELECT group_concat(scheme || ':' || value, ' | ' ORDER BY scheme, value) FROM owned WHERE bibliography = ?
       GROUP BY entry`,
    )
    .pluck()
    .all(bibliography);
  return new Set(found as string[]);
}

/** Whether there is any bibliography to ask about. */
function hasMine(lib: Library): boolean {
  return lib.sql('SELECT 1 FROM owned LIMIT 1').get() !== undefined;
}

/** Those of these papers that are the reader's. */
export function mineOf(lib: Library, works: readonly WorkNumber[]): Set<WorkNumber> {
  if (!hasMine(lib)) return new Set();
  const found = lib
    .sql(
      `SELECT work FROM json_each(@works) AS asked CROSS JOIN aliases ON work = asked.value
         JOIN owned ON owned.scheme = aliases.scheme AND owned.value = aliases.value
       UNION
       SELECT work FROM json_each(@works) AS asked CROSS JOIN listed ON work = asked.value JOIN owned ON ${SAME_TITLE}`,
    )
    .pluck()
    .all({ works: JSON.stringify(works) });
  return new Set(found as WorkNumber[]);
}

/** The citing papers of a hub, or all works, that are the reader's. */
export function mineAmong(lib: Library, hub: WorkNumber): WorkNumber[] {
  if (!hasMine(lib)) return [];
  const citing = hub === ALL_WORKS ? `(SELECT ${ALL_WORKS} AS cited, id AS citing FROM works)` : 'citations';
  return lib
    .sql(
      `SELECT c.citing FROM owned JOIN aliases USING (scheme, value)
         JOIN ${citing} AS c ON c.citing = aliases.work AND c.cited = @hub
       UNION
       SELECT c.citing FROM ${citing} AS c JOIN listed ON listed.work = c.citing JOIN owned ON ${SAME_TITLE}
       WHERE c.cited = @hub`,
    )
    .pluck()
    .all({ hub }) as WorkNumber[];
}
