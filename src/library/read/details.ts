/** All that is known of a work, and of its citation of a hub. */
import type { Id } from '../../hub/record.js';
import { fieldsHaving, type RowField, type WorkField } from '../../hub/work-fields.js';
import { newsOf } from '../history/changes.js';
import { type Library, reading } from '../library.js';
import type { Details, Row, WorkNumber } from '../model.js';
import { authorsOf } from '../works/authors.js';
import { claimsOf } from '../works/claims.js';
import { descriptionsOf, sourceNames, versionsOf } from '../works/descriptions.js';
import { knownOf, selected } from '../works/fields.js';
import { idsOf } from '../works/ids.js';
import { checksOf } from '../works/integrity.js';
import { reviewsOf } from '../works/reviews.js';
import { contextsOf, judgementsOf } from './citations.js';
import { correctedOf } from './corrected.js';
import { rows } from './rows.js';

type Beyond = Exclude<WorkField, RowField | 'authors' | 'authorCount'>;
/** What the tables have of the work beyond what lists show; how many authors there are is in these, from all who said. */
const BEYOND_ROWS = fieldsHaving<Beyond | 'authorCount'>(({ table, inRows }) => table !== 'authors' && !inRows).filter(
  (field): field is Beyond => field !== 'authorCount',
);
const BEYOND = `SELECT ${selected(BEYOND_ROWS)} FROM works LEFT JOIN texts ON work = id WHERE id = ?`;

/**
 * All that is known of a work, and of its citation of the hub where there is one. The summary is the work's own, else that
 * of the review to believe first.
 */
export function details(lib: Library, hub: WorkNumber | null, work: WorkNumber): Details {
  return reading(lib, () => {
    const updates = hub === null ? [] : newsOf(lib, hub, work);
    const [line] = rows(lib, hub, [work]) as [Row];
    const known = knownOf(lib.sql(BEYOND).get(work) as Record<Beyond, unknown>, BEYOND_ROWS);
    const reviews = reviewsOf(lib, work);
    const descriptions = descriptionsOf(lib, work);
    const versions = versionsOf(descriptions);
    const checks = checksOf(lib, work);
    const corrected = correctedOf(lib, work);
    const references = referencesOf(lib, work, checks);
    const inShort = known.summary ?? reviews.find((review) => review.summary !== undefined)?.summary;
    return {
      ...line,
      ids: idsOf(lib, work),
      authors: authorsOf(lib, work),
      ...known,
      ...(inShort !== undefined && { summary: inShort }),
      ...(updates.length > 0 && { updates }),
      sources: sourceNames(descriptions),
      ...(versions.length > 1 && { versions }),
      contexts: hub === null ? [] : contextsOf(lib, hub, work),
      judgements: hub === null ? [] : judgementsOf(lib, hub, work),
      reviews,
      ...(corrected.length > 0 && { corrected }),
      claims: claimsOf(lib, work),
      checks,
      ...(Object.keys(references).length > 0 && { references }),
    };
  });
}

/** The works behind the references that findings are about. */
function referencesOf(lib: Library, work: WorkNumber, checks: Details['checks']): NonNullable<Details['references']> {
  const numbers = checks.flatMap(({ findings }) => findings.flatMap(({ reference }) => reference ?? []));
  if (numbers.length === 0) return {};
  const found = lib
    .sql(
      `SELECT reference, ref AS id, coalesce(title, ref) AS title FROM citations
         JOIN works ON works.id = cited JOIN listed ON listed.work = cited
       WHERE citations.citing = ? AND reference IN (SELECT value FROM json_each(?)) ORDER BY citations.cited DESC`,
    )
    .all(work, JSON.stringify(numbers)) as { reference: number; id: Id; title: string }[];
  return Object.fromEntries(found.map(({ reference, id, title }) => [reference, { id, title }]));
}
