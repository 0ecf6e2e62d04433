/** All that is known of a work, and of its citation of a hub. */
import { newsAmong, newsOf } from '../history/changes.js';
import { type Library, reading } from '../library.js';
import type { Details, WorkNumber } from '../model.js';
import { hasMine } from '../reader/own-bibliographies.js';
import { authorsOf } from '../works/authors.js';
import { claimsOf } from '../works/claims.js';
import { descriptionsOf, sourceNames, versionsOf } from '../works/descriptions.js';
import { idsOf } from '../works/ids.js';
import { reviewsOf } from '../works/reviews.js';
import { contextsOf, judgementsOf } from './citations.js';
import { row } from './rows.js';

interface DetailColumns {
  venue: string | null;
  kind: string | null;
  volume: string | null;
  issue: string | null;
  pages: string | null;
  publisher: string | null;
  url: string | null;
  abstract: string | null;
  summary: string | null;
  retracted: number | null;
}

/**
 * All that is known of a work, and of its citation of the hub where there is one. The summary is the work's own, else that
 * of the review to believe first.
 */
export function details(lib: Library, hub: WorkNumber | null, work: WorkNumber): Details {
  return reading(lib, () => {
    const updates = hub === null ? [] : newsOf(lib, hub, work);
    const news = hub === null ? undefined : newsAmong(lib, hub, [work]).get(work);
    const line = row(lib, hub, work, hasMine(lib), news);
    const found = lib
      .sql(
        `SELECT venue, kind, volume, issue, pages, publisher, url, retracted, abstract, summary
         FROM works LEFT JOIN texts ON work = id WHERE id = ?`,
      )
      .get(work) as DetailColumns;
    const reviews = reviewsOf(lib, work);
    const descriptions = descriptionsOf(lib, work);
    const versions = versionsOf(descriptions);
    const { retracted, summary, ...columns } = found;
    const known = Object.entries(columns).filter(([, value]) => value !== null);
    const inShort = summary ?? reviews.find((review) => review.summary !== undefined)?.summary;
    return {
      ...line,
      ids: idsOf(lib, work),
      authors: authorsOf(lib, work),
      ...(Object.fromEntries(known) as Partial<Record<keyof typeof columns, string>>),
      ...(inShort !== undefined && { summary: inShort }),
      ...(retracted !== null && { retracted: retracted === 1 }),
      ...(updates.length > 0 && { updates }),
      sources: sourceNames(descriptions),
      ...(versions.length > 1 && { versions }),
      contexts: hub === null ? [] : contextsOf(lib, hub, work),
      judgements: hub === null ? [] : judgementsOf(lib, hub, work),
      reviews,
      claims: claimsOf(lib, work),
    };
  });
}
