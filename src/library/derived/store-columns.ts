/** The arrays of a hub in the library. */

import type { Library } from '../library.js';
import type { WorkNumber } from '../model.js';
import { finished, partOf, type Steps } from '../steps.js';
import { VERSION } from './column-layout.js';
import { makeColumnsIn } from './make-columns.js';
import { putReferences, readReferencesIn } from './references.js';
import { getAll, libraryShelf } from './shelf/segments.js';
import { PAIRS_FROM, putPairs } from './words/pairs.js';

/** Makes the columns of a hub anew and puts them into the library; the caller's transaction holds it together. */
export const storeColumns = (lib: Library, hub: WorkNumber, pairsFrom?: number): void =>
  finished(storeColumnsIn(lib, hub, pairsFrom));

/** @param pairsFrom from how many papers on common words of abstracts are looked for that stand one after the other */
export function* storeColumnsIn(lib: Library, hub: WorkNumber, pairsFrom = PAIRS_FROM): Steps<void> {
  dropColumns(lib, hub);
  const shelf = libraryShelf(lib, hub);
  const outline = yield* partOf(makeColumnsIn(lib, hub, shelf), 0, 0.6);
  const ids = getAll(shelf, 'ids', Int32Array, outline.size);
  const references = yield* partOf(readReferencesIn(lib, hub, ids), 0.6, 0.8);
  outline.references = putReferences(shelf, references);
  if (outline.size >= pairsFrom) outline.pairs = yield* partOf(putPairs(lib, shelf, ids), 0.8, 1);
  lib
    .sql('INSERT INTO hub_columns(work, version, outline) VALUES (?, ?, ?)')
    .run(hub, VERSION, JSON.stringify(outline));
}

/** Takes the columns of a hub out of the library. */
export function dropColumns(lib: Library, hub: WorkNumber): void {
  lib.sql('DELETE FROM hub_columns WHERE work = ?').run(hub);
  lib.sql('DELETE FROM hub_segments WHERE work = ?').run(hub);
}
