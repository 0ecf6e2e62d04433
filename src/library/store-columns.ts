/** The arrays of a hub in the library. */
import { makeColumns } from './make-columns.js';
import type { WorkId } from './model.js';
import type { Library } from './open.js';
import { VERSION } from './outline.js';
import { libraryShelf } from './shelf.js';

/** Makes the columns of a hub anew and puts them into the library; the caller's transaction holds it together. */
export function storeColumns(lib: Library, hub: WorkId): void {
  dropColumns(lib, hub);
  const outline = makeColumns(lib, hub, libraryShelf(lib, hub));
  lib
    .sql('INSERT INTO hub_columns(work, version, outline) VALUES (?, ?, ?)')
    .run(hub, VERSION, JSON.stringify(outline));
}

/** Takes the columns of a hub out of the library. */
export function dropColumns(lib: Library, hub: WorkId): void {
  lib.sql('DELETE FROM hub_columns WHERE work = ?').run(hub);
  lib.sql('DELETE FROM hub_segments WHERE work = ?').run(hub);
}
