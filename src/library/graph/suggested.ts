/** Works outside the library's hubs that some of a hub's papers cite most: where to go on. */
import type { Library } from '../library.js';
import type { WorkNumber } from '../model.js';
import { HUB_FROM } from '../read/hubs.js';
import { citersIn, mostFirst } from './co-cited.js';
import { type Among, type Base, citersOfEach, codeOf, listedHubs, type Neighbourhood, sum } from './neighbourhood.js';

export interface SuggestedHubs {
  /** Of the papers asked about those whose references are known. */
  base: Base;
  /** How many there are; `works` has the first of them. */
  total: number;
  works: { work: WorkNumber; shared: number }[];
}

/** A work one paper cites is no suggestion. */
const LEAST = 2;

/** For whoever looks at them. */
export const SUGGESTED_RULE = `Works that most of the citing papers cite and that are no hub of this library: no source has listed their own citing papers here, and fewer than ${HUB_FROM} papers are known to cite them besides those that cite this hub.`;

/** The works most of these papers cite by SUGGESTED_RULE; of equals the first in the library. */
export function suggestedHubs(lib: Library, around: Neighbourhood, among: Among, most: number): SuggestedHubs {
  const { references, known, columns } = around;
  const counts = citersOfEach(references, among);
  for (const hub of [columns.hub, ...listedHubs(lib)]) {
    const code = codeOf(references.works, hub);
    if (code >= 0) counts[code] = 0;
  }
  const cited = mostFirst(counts, LEAST);
  const citers = citersIn(lib, references.works, cited);
  const shared = among === null ? counts : citersOfEach(references);
  const order = cited.filter((code, i) => citers[i]! - shared[code]! < HUB_FROM);
  const total = order.length;
  const works = Array.from(order.subarray(0, most), (code) => ({
    work: references.works[code]!,
    shared: counts[code]!,
  }));
  if (among === null) return { base: around.base, total, works };
  const asked = among.subarray(0, columns.size).map((mark) => Math.min(1, mark));
  return { base: { known: sum(asked.map((mark, place) => mark & known[place]!)), of: sum(asked) }, total, works };
}
