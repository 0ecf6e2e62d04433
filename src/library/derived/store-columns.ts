/** The arrays of a hub in the library. */

import type { Library } from '../library.js';
import type { WorkNumber } from '../model.js';
import { VERSION } from './column-layout.js';
import { makeColumns } from './make-columns.js';
import { putReferences, readReferences } from './references.js';
import { getAll, libraryShelf } from './segments.js';

/** Makes the columns of a hub anew and puts them into the library; the caller's transaction holds it together. */
export function storeColumns(lib: Library, hub: WorkNumber): void {
  dropColumns(lib, hub);
  const shelf = libraryShelf(lib, hub);
  const outline = makeColumns(lib, hub, shelf);
  const ids = getAll(shelf, 'ids', Int32Array, outline.size);
  outline.references = putReferences(shelf, readReferences(lib, hub, ids));
  lib
    .sql('INSERT INTO hub_columns(work, version, outline) VALUES (?, ?, ?)')
    .run(hub, VERSION, JSON.stringify(outline));
}

/** Takes the columns of a hub out of the library. */
export function dropColumns(lib: Library, hub: WorkNumber): void {
  lib.sql('DELETE FROM hub_columns WHERE work = ?').run(hub);
  lib.sql('DELETE FROM hub_segments WHERE work = ?').run(hub);
}
