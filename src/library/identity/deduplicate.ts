/** Works of the library that are one paper by the rule of same-paper.ts. */

import { isDay } from '../../hub/date.js';
import { type Library, reading } from '../library.js';
import type { WorkNumber } from '../model.js';
import { authorSetOf, authorsOf } from '../works/authors.js';
import { descriptionsOf } from '../works/descriptions.js';
import { idsOf } from '../works/ids.js';
import { versionOf } from '../works/versions.js';
import { everythingAgainst, listedApart, type Paper, sameOrigin, samePaper } from './same-paper.js';

/** Works of one title beyond which none of them is compared: such a title tells nothing. */
const MOST_ALIKE = 100;

/**
 * Finds the works gathered for deriveStale, with their list rows made, that are the same paper as another one. Several that
 * could each be the same as one and not as each other are left alone.
 * @param join joins two of them
 */
export function joinSamePapers(lib: Library, join: (survivor: WorkNumber, gone: WorkNumber) => void): void {
  const keys = lib
    .sql(
      `SELECT DISTINCT match_key FROM temp.stale CROSS JOIN listed ON listed.work = stale.work
       WHERE stale.listed AND match_key IS NOT NULL AND EXISTS (
         SELECT 1 FROM listed AS other WHERE other.match_key = listed.match_key AND other.work <> listed.work)
       ORDER BY stale.work`,
    )
    .pluck()
    .all() as number[];
  for (const key of keys) {
    const alike = lib
      .sql('SELECT work FROM listed WHERE match_key = ? ORDER BY work LIMIT ?')
      .pluck()
      .all(key, MOST_ALIKE + 1) as WorkNumber[];
    if (alike.length > MOST_ALIKE) continue;
    for (const [survivor, ...others] of groupsOf(lib, alike)) for (const gone of others) join(survivor!, gone);
  }
}

/**
 * Those that are the same paper each as every other of theirs, the oldest first. Where one source lists several of them, each
 * is in a group of its own, and what another source lists goes to the older.
 */
function groupsOf(lib: Library, works: readonly WorkNumber[]): WorkNumber[][] {
  const papers = new Map(works.map((work) => [work, paperOf(lib, work)]));
  const paper = (work: WorkNumber): Paper => papers.get(work)!;
  const same = (a: WorkNumber, b: WorkNumber): boolean =>
    samePaper(paper(a), paper(b), () => citeTogether(lib, a, b)) && !areKeptApart(lib, a, b);
  const likes = new Map(works.map((work) => [work, works.filter((other) => other !== work && same(work, other))]));
  const apart = (a: WorkNumber, b: WorkNumber): boolean => listedApart(paper(a), paper(b));
  const groups: WorkNumber[][] = [];
  const seen = new Set<WorkNumber>();
  for (const work of works) {
    if (seen.has(work)) continue;
    const all = [work];
    for (const member of all)
      for (const other of likes.get(member)!) if (!apart(member, other) && !all.includes(other)) all.push(other);
    for (const member of all) seen.add(member);
    const isClear = all.every((member) => all.every((other) => other === member || likes.get(member)!.includes(other)));
    if (!isClear) continue;
    const own: WorkNumber[][] = [];
    for (const member of all.sort((a, b) => a - b)) {
      const group = own.find((others) => !others.some((other) => apart(other, member)));
      if (group === undefined) own.push([member]);
      else group.push(member);
    }
    groups.push(...own.filter((group) => group.length > 1));
  }
  return groups;
}

/** Whether works of which one record names both may be taken for one, as it says. */
export function mayShareId(lib: Library, a: WorkNumber, b: WorkNumber): boolean {
  const [one, other] = [paperOf(lib, a), paperOf(lib, b)];
  return one.title === other.title || one.title === '' || other.title === '' || sameOrigin(one, other);
}

/** Whether all that is known of two works says that they are two papers. */
export function areUnlike(lib: Library, a: WorkNumber, b: WorkNumber): boolean {
  return reading(lib, () => everythingAgainst(paperOf(lib, a), paperOf(lib, b)));
}

function citeTogether(lib: Library, a: WorkNumber, b: WorkNumber): boolean {
  const shared = lib
    .sql(
      `SELECT 1 FROM citations AS own JOIN citations AS other ON other.cited = own.cited AND other.citing = ?
       WHERE own.citing = ? LIMIT 1`,
    )
    .get(a, b);
  return shared !== undefined;
}

/** Whether the reader said that these are two. */
export function areKeptApart(lib: Library, a: WorkNumber, b: WorkNumber): boolean {
  const names = (work: WorkNumber): string => JSON.stringify(idsOf(lib, work));
  return (
    lib.sql('SELECT 1 FROM kept_apart LIMIT 1').get() !== undefined &&
    lib
      .sql(
        `SELECT 1 FROM kept_apart, json_each(?) AS first, json_each(?) AS second
         WHERE (one = first.value AND other = second.value) OR (one = second.value AND other = first.value)`,
      )
      .get(names(a), names(b)) !== undefined
  );
}

/** What is compared of a work. */
export function paperOf(lib: Library, work: WorkNumber): Paper {
  const descriptions = descriptionsOf(lib, work);
  const { title } = lib.sql('SELECT title_key(title) AS title FROM works WHERE id = ?').get(work) as { title: string };
  const said = <T extends string | number>(field: 'date' | 'kind'): T[] =>
    descriptions.flatMap((one) => (one.said.get(field) as T | undefined) ?? []);
  const [firstAuthor] = authorsOf(lib, work);
  const authorSet = firstAuthor === undefined ? authorSetOf(lib, work) : [];
  return {
    title,
    ...(firstAuthor !== undefined && { firstAuthor }),
    ...(authorSet.length > 0 && { authorSet }),
    years: said<string>('date').map((date) => Number(date.slice(0, 4))),
    days: said<string>('date').filter(isDay),
    ids: idsOf(lib, work),
    kinds: said<string>('kind'),
    versions: descriptions.map(versionOf),
    sources: descriptions.map(({ source }) => source.name),
  };
}
