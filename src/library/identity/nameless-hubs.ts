/**
 * Hubs named by their titles alone, as a page saved under any name has them, beside the same paper under an id. A page tells
 * neither year nor, mostly, authors: so these are joined where what is printed of both is the same, or papers cite both.
 * Where nothing but the title agrees, the reader is asked.
 */
import type { Library } from '../library.js';
import type { WorkNumber } from '../model.js';
import { areKeptApart, paperOf } from './deduplicate.js';
import { nothingAgainst, type Paper } from './same-paper.js';

/** Citing papers in common, by title and year, that prove it. */
const ENOUGH_CITERS = 2;
/** Citing papers from which on their number and roles are hardly ever those of another hub. */
const TELLING_TOTAL = 10;

export interface Likeness {
  hub: WorkNumber;
  /** A paper of its title that has an id. */
  paper: WorkNumber;
  isCertain: boolean;
}

/** Which papers the nameless hubs of the library are: of each hub the one that is certain, or all that it may be. */
export function likenesses(lib: Library): Likeness[] {
  const hubs = lib
    .sql(
      `SELECT DISTINCT work FROM hubs
       WHERE NOT EXISTS (SELECT 1 FROM aliases WHERE aliases.work = hubs.work AND scheme <> 'key') ORDER BY work`,
    )
    .pluck()
    .all() as WorkNumber[];
  return hubs.flatMap((hub) => {
    const own = paperOf(lib, hub);
    // Authors may be spelt otherwise, or be those of another paper: whoever reads them knows.
    const papers = namesakes(lib, hub).filter(
      (paper) => nothingAgainst(unsigned(own), paperOf(lib, paper)) && !areKeptApart(lib, hub, paper),
    );
    const unopposed = papers.filter((paper) => nothingAgainst(own, paperOf(lib, paper)));
    const certain = unopposed.filter((paper) => havePrinted(lib, hub, paper) || areCitedTogether(lib, hub, paper));
    const isCertain = certain.length === 1;
    return (isCertain ? certain : papers).map((paper) => ({ hub, paper, isCertain }));
  });
}

function unsigned({ firstAuthor: _, authorSet: __, ...rest }: Paper): Paper {
  return rest;
}

function namesakes(lib: Library, hub: WorkNumber): WorkNumber[] {
  return lib
    .sql(
      `SELECT other.work FROM listed JOIN listed AS other ON other.match_key = listed.match_key
       WHERE listed.work = ? AND other.work <> listed.work
         AND EXISTS (SELECT 1 FROM aliases WHERE aliases.work = other.work AND scheme <> 'key') ORDER BY other.work`,
    )
    .pluck()
    .all(hub) as WorkNumber[];
}

/** Whether one source printed the same figures of both. */
function havePrinted(lib: Library, hub: WorkNumber, paper: WorkNumber): boolean {
  const same = lib
    .sql(
      `SELECT 1 FROM hubs AS one JOIN hubs AS other ON other.source = one.source
       WHERE one.work = ? AND other.work = ? AND one.printed ->> 'total' >= ${TELLING_TOTAL}
         AND one.printed ->> 'total' = other.printed ->> 'total' AND one.printed -> 'roles' = other.printed -> 'roles' LIMIT 1`,
    )
    .get(hub, paper);
  return same !== undefined;
}

const CITERS = (cited: string): string =>
  `SELECT match_key, year FROM citations JOIN listed ON listed.work = citations.citing
   WHERE cited = ${cited} AND match_key IS NOT NULL AND year IS NOT NULL`;

function areCitedTogether(lib: Library, hub: WorkNumber, paper: WorkNumber): boolean {
  const common = lib
    .sql(`SELECT count(*) FROM (${CITERS('@hub')} INTERSECT ${CITERS('@paper')})`)
    .pluck()
    .get({ hub, paper }) as number;
  return common >= ENOUGH_CITERS;
}
