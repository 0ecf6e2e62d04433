/** The arrays of a hub in the library. */

import type { Library } from '../library.js';
import type { WorkNumber } from '../model.js';
import { VERSION } from './column-layout.js';
import { makeColumns } from './make-columns.js';
import { libraryShelf } from './segments.js';

/** Makes the columns of a hub anew and puts them into the library; the caller's transaction holds it together. */
export function storeColumns(lib: Library, hub: WorkNumber): void {
  dropColumns(lib, hub);
  const outline = { ...makeColumns(lib, hub, libraryShelf(lib, hub)), coCited: findCoCited(lib, hub) };
  lib
    .sql('INSERT INTO hub_columns(work, version, outline) VALUES (?, ?, ?)')
    .run(hub, VERSION, JSON.stringify(outline));
}

/** Takes the columns of a hub out of the library. */
export function dropColumns(lib: Library, hub: WorkNumber): void {
  lib.sql('DELETE FROM hub_columns WHERE work = ?').run(hub);
  lib.sql('DELETE FROM hub_segments WHERE work = ?').run(hub);
}

/** Works kept as co-cited. */
const CO_CITED = 10;

/** The works most often cited together with a hub, by the citing papers they share. */
export function findCoCited(lib: Library, hub: WorkNumber): { id: WorkNumber; shared: number }[] {
  return lib
    .sql(
      `SELECT other.cited AS id, count(*) AS shared FROM citations AS own
       JOIN citations AS other ON other.citing = own.citing AND other.cited <> own.cited
       WHERE own.cited = ? GROUP BY other.cited ORDER BY shared DESC, other.cited LIMIT ${CO_CITED}`,
    )
    .all(hub) as { id: WorkNumber; shared: number }[];
}
