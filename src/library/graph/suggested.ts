/** Works that some of a hub's papers cite most and whose own citing papers nobody has listed here yet: where to go on. */
import type { Library } from '../library.js';
import type { WorkNumber } from '../model.js';
import { mostFirst } from './co-cited.js';
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

/** The works most of these papers cite, the hubs of the library left out; of equals the first in the library. */
export function suggestedHubs(lib: Library, around: Neighbourhood, among: Among, most: number): SuggestedHubs {
  const { references, known, columns } = around;
  const counts = citersOfEach(references, among);
  for (const hub of [columns.hub, ...listedHubs(lib)]) {
    const code = codeOf(references.works, hub);
    if (code >= 0) counts[code] = 0;
  }
  const order = mostFirst(counts, LEAST);
  const total = order.length;
  const works = Array.from(order.subarray(0, most), (code) => ({
    work: references.works[code]!,
    shared: counts[code]!,
  }));
  if (among === null) return { base: around.base, total, works };
  const asked = among.subarray(0, columns.size).map((mark) => Math.min(1, mark));
  return { base: { known: sum(asked.map((mark, place) => mark & known[place]!)), of: sum(asked) }, total, works };
}
