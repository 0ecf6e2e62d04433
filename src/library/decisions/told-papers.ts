/** Which papers of the library a table names: by an id, or else by title and year. */

import { splitId } from '../../hub/ids/identifier.js';
import type { Id } from '../../hub/record.js';
import { matchKey, titleKey } from '../derived/title-keys.js';
import { type Library, reading } from '../library.js';
import type { WorkNumber } from '../model.js';
import { idsOf, workWithId } from '../works/ids.js';

/** What a paper is told by. */
export interface Told {
  ids: readonly Id[];
  title?: string;
  year?: number;
}

/** Why no paper of the library is meant, completing "it is left out: ". */
export type NotTold = string;

/** Schemes of which a paper has one name: another is another paper's. */
const ONE_OF = ['doi', 'arxiv', 'pmid'];

/** The paper of the library that is meant, or why none is. */
export function paperTold(lib: Library, { ids, title, year }: Told): WorkNumber | NotTold {
  return reading(lib, () => {
    for (const id of ids) {
      const work = workWithId(lib, id);
      if (work !== undefined) return work;
    }
    const key = titleKey(title ?? null);
    if (key === '') return 'no paper of the library has this id';
    const called = worksCalled(lib, key);
    if (called.length === 0) return 'no paper of the library has this id or title';
    const ofYear = called.filter((one) => year === undefined || one.year === year);
    if (ofYear.length === 0)
      return `the library has this title with another year, ${called.map((one) => one.year ?? 'none').join(' and ')}`;
    const meant = ofYear.filter(({ work }) => !isAtOdds(ids, idsOf(lib, work)));
    if (meant.length === 1) return meant[0]!.work;
    return meant.length === 0
      ? 'the library has this title with another DOI, arXiv or PubMed number'
      : `${meant.length} papers of the library have this title`;
  });
}

interface Called {
  work: WorkNumber;
  year: number | null;
}

/** The works with this folded title. Long titles have an index of their own; the index of words would be asked about common ones. */
function worksCalled(lib: Library, key: string): Called[] {
  const match = matchKey(key);
  if (match !== null)
    return lib
      .sql('SELECT work, year FROM listed WHERE match_key = ? AND title_key = ? ORDER BY work')
      .all(match, key) as Called[];
  const words = [...new Set(key.split(' '))].map((word) => `"${word}"`).join(' AND ');
  return lib
    .sql(
      `SELECT work, year FROM title_search JOIN listed ON listed.work = title_search.rowid
       WHERE title_search MATCH ? AND title_key = ? ORDER BY work`,
    )
    .all(words, key) as Called[];
}

function isAtOdds(some: readonly Id[], others: readonly Id[]): boolean {
  return ONE_OF.some((scheme) => {
    const [one, other] = [some, others].map((ids) => ids.filter((id) => splitId(id).scheme === scheme));
    return one!.length > 0 && other!.length > 0 && !one!.some((id) => other!.includes(id));
  });
}
