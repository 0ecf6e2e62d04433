/** Bibliographic coupling (Kessler 1963, doi:10.1002/asi.5090140103): which citing papers of a hub cite the same works. */
import { type Library, reading } from '../library.js';
import type { WorkNumber } from '../model.js';
import { type Base, citersOf, type Neighbourhood } from './neighbourhood.js';

interface Coupled {
  place: number;
  /** References they share, the hub not counted, which all of them cite. */
  shared: number;
  /**
   * Shared references over the geometric mean of both numbers of references: Salton's cosine, as Glänzel & Czerwon (1996,
   * doi:10.1007/BF02093621) use it for coupling. 1: the same references.
   */
  similarity: number;
}

export interface CoupledPapers {
  base: Base;
  /** References of the paper that are known besides the hub; 0: nothing can be said. */
  references: number;
  /** The most similar first; of equals those that share more, then the first in the library. */
  papers: Coupled[];
}

/** The other papers that share references with the paper at a place. */
export function coupledWith(neighbourhood: Neighbourhood, place: number): CoupledPapers {
  const { starts, codes } = neighbourhood.references;
  const { shared, met } = sharedReferences(neighbourhood, place);
  const own = starts[place + 1]! - starts[place]!;
  const papers = met
    .map((other) => ({
      place: other,
      shared: shared[other]!,
      similarity: shared[other]! / Math.sqrt(own * (starts[other + 1]! - starts[other]!)),
    }))
    .sort((a, b) => b.similarity - a.similarity || b.shared - a.shared || a.place - b.place);
  return { base: neighbourhood.base, references: codes.subarray(starts[place], starts[place + 1]).length, papers };
}

/** How many references each paper shares with one, and which share any. */
function sharedReferences(neighbourhood: Neighbourhood, place: number): { shared: Uint32Array; met: number[] } {
  const { starts, codes } = neighbourhood.references;
  const citers = citersOf(neighbourhood);
  const shared = new Uint32Array(starts.length - 1);
  const met: number[] = [];
  for (let at = starts[place]!; at < starts[place + 1]!; at += 1) {
    const code = codes[at]!;
    for (let i = citers.starts[code]!; i < citers.starts[code + 1]!; i += 1) {
      const other = citers.places[i]!;
      if (other === place) continue;
      if (shared[other] === 0) met.push(other);
      shared[other]! += 1;
    }
  }
  return { shared, met };
}

export interface CoupledWorks {
  /** References of the work that are known; 0: nothing can be said. */
  references: number;
  /** The most similar first; of equals those that share more, then the first in the library. */
  papers: (Omit<Coupled, 'place'> & { work: WorkNumber })[];
}

/** The papers of the library that share references with a work, whatever they cite besides. */
export function coupledInLibrary(lib: Library, work: WorkNumber): CoupledWorks {
  return reading(lib, () => {
    const known = lib.sql('SELECT count(*) FROM citations WHERE citing = ?').pluck();
    const own = known.get(work) as number;
    const found = lib
      .sql(
        `SELECT other.citing, count(*) FROM citations AS own CROSS JOIN citations AS other ON other.cited = own.cited
         WHERE own.citing = @work AND other.citing <> @work GROUP BY other.citing`,
      )
      .raw()
      .all({ work }) as [WorkNumber, number][];
    const papers = found.map(([other, shared]) => ({
      work: other,
      shared,
      similarity: shared / Math.sqrt(own * (known.get(other) as number)),
    }));
    return {
      references: own,
      papers: papers.sort((a, b) => b.similarity - a.similarity || b.shared - a.shared || a.work - b.work),
    };
  });
}
