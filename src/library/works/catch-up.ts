/** What follows from facts that another program, or this one when it was older, has written. */
import { deriveTouched } from '../derived/derive.js';
import type { Library } from '../library.js';
import type { WorkNumber } from '../model.js';
import { descriptionsOf, storeDescriptions } from './descriptions.js';

/** Puts in force of touched works what is by the rules of today, and derives what follows. */
export function catchUp(lib: Library): void {
  if (lib.sql('SELECT 1 FROM touched LIMIT 1').get() === undefined) return;
  lib.db
    .transaction(() => {
      const described = lib
        .sql(
          `SELECT work FROM touched JOIN works ON works.id = citing JOIN descriptions ON descriptions.work = citing
           WHERE cited = 0 GROUP BY work HAVING count(*) > 1`,
        )
        .pluck()
        .all() as WorkNumber[];
      for (const work of described) storeDescriptions(lib, work, descriptionsOf(lib, work));
      deriveTouched(lib);
    })
    .immediate();
}
