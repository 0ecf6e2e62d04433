/**
 * In which reading of a service's list a citing paper first stood and in which last, and what later readings changed of it
 * (fetches.ts notes both).
 */

import type { Library } from '../library.js';
import type { WorkNumber } from '../model.js';

/** Takes along what was noted of a citation where its works turn out to be others (join.ts); of both, the first and the last. */
export function moveSightings(
  lib: Library,
  from: { cited: WorkNumber; citing: WorkNumber },
  to: { cited: WorkNumber; citing: WorkNumber },
): void {
  if (to.cited !== to.citing)
    lib
      .sql(
        `INSERT INTO sightings(cited, citing, service, first, last)
         SELECT ?, ?, service, first, last FROM sightings WHERE cited = ? AND citing = ?
         ON CONFLICT DO UPDATE SET first = min(first, excluded.first), last = max(last, excluded.last)`,
      )
      .run(to.cited, to.citing, from.cited, from.citing);
  lib.sql('DELETE FROM sightings WHERE cited = ? AND citing = ?').run(from.cited, from.citing);
  lib
    .sql('UPDATE changes SET cited = ?, citing = ? WHERE cited = ? AND citing = ?')
    .run(to.cited, to.citing, from.cited, from.citing);
}
