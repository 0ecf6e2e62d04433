/** Citing papers that stand for a hub's others, where no page printed any. */
import { type Columns, cachedIn, valueAt } from '../derived/columns.js';
import type { Library } from '../library.js';
import type { WorkNumber } from '../model.js';
import { localCitations } from './local.js';
import { neighbourhoodOf } from './neighbourhood.js';

/** For whoever looks at them. */
export const REPRESENTATIVE_RULE =
  'The most novel come first, then influential citations, those that other citing papers cite most, the most cited, the newest; one of every role, then two, until there are enough.';

/** So many of a hub's papers by REPRESENTATIVE_RULE, in that order. */
export function representativePapers(lib: Library, columns: Columns, most: number): WorkNumber[] {
  return cachedIn(columns, `representative ${most}`, () => {
    const order = bestFirst(lib, columns);
    const role = valueAt(columns, 'role');
    const counts = new Map<string, number>();
    const chosen = new Set<number>();
    for (let round = 1; chosen.size < Math.min(most, order.length); round += 1) {
      for (const place of order) {
        if (chosen.size === most) break;
        const set = columns.values.role[role(place)]!;
        const roles = set.length === 0 ? [''] : set;
        if (chosen.has(place) || roles.every((label) => (counts.get(label) ?? 0) >= round)) continue;
        chosen.add(place);
        for (const label of roles) counts.set(label, (counts.get(label) ?? 0) + 1);
      }
    }
    return order.filter((place) => chosen.has(place)).map((place) => columns.ids[place]!);
  });
}

function bestFirst(lib: Library, columns: Columns): number[] {
  const told = localCitations(neighbourhoodOf(lib, columns.hub));
  const [novelty, influential] = [valueAt(columns, 'novelty'), valueAt(columns, 'influential')];
  const keys = (place: number): [number, number, number] => [
    columns.values.novelty[novelty(place)] ?? -1,
    Number(columns.values.influential[influential(place)] === true),
    told.withheld ? 0 : told.counts[place]!,
  ];
  const of = Array.from({ length: columns.size }, (_, place) => keys(place));
  // Papers are in the order of citations, then the newest; equals stay in it.
  return Array.from(columns.order({ key: 'citations', descending: true })).sort((a, b) => {
    const [x, y] = [of[a]!, of[b]!];
    return y[0] - x[0] || y[1] - x[1] || y[2] - x[2];
  });
}
