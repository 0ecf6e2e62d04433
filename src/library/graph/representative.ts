/** Citing papers that stand for a hub's others, where no page printed any. */
import { type Columns, keptIn, valueAt } from '../derived/columns.js';
import { type Library, reading } from '../library.js';
import type { WorkNumber } from '../model.js';
import type { Steps } from '../steps.js';
import { localCitations } from './local.js';
import { neighbourhoodOf } from './neighbourhood.js';

/** For whoever looks at them. */
export const REPRESENTATIVE_RULE =
  'The most novel come first, then influential citations, those that other citing papers cite most, the most cited, the newest; one of every role, then two, until there are enough.';

/** So many of a hub's papers by REPRESENTATIVE_RULE, in that order; in steps. */
export function representativeIn(lib: Library, columns: Columns, most: number): Steps<WorkNumber[]> {
  return keptIn(columns, `representative ${most}`, function* () {
    const role = valueAt(columns, 'role');
    const order = yield* bestOfEach(
      reading(lib, () => bestFirst(lib, columns)),
      role,
      most,
    );
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

/** Papers compared between two steps. */
const AT_ONCE = 10_000;

/** Whether one paper comes before another, and the places of all in the order that equals keep. */
interface Ranking {
  places: Int32Array;
  isBefore(a: number, b: number): boolean;
}

/**
 * The best papers of each set of roles, so many of each, the best of all first. Of papers with the same roles no other can be
 * chosen before the best.
 */
function* bestOfEach({ places, isBefore }: Ranking, role: (place: number) => number, most: number): Steps<number[]> {
  const best = new Map<number, number[]>();
  const take = (place: number): void => {
    const own = best.get(role(place)) ?? [];
    if (own.length === 0) best.set(role(place), own);
    if (own.length === most && !isBefore(place, own[most - 1]!)) return;
    let at = own.length;
    while (at > 0 && isBefore(place, own[at - 1]!)) at -= 1;
    own.splice(at, 0, place);
    if (own.length > most) own.pop();
  };
  for (let i = 0; i < places.length; i += 1) {
    if (i % AT_ONCE === 0) yield i / places.length;
    take(places[i]!);
  }
  const stood = new Set([...best.values()].flat());
  return Array.from(places.filter((place) => stood.has(place))).sort((a, b) =>
    isBefore(a, b) ? -1 : isBefore(b, a) ? 1 : 0,
  );
}

/** Papers are in the order of citations, then the newest; equals stay in it. */
function bestFirst(lib: Library, columns: Columns): Ranking {
  const told = localCitations(neighbourhoodOf(lib, columns.hub));
  const [novelty, influential] = [valueAt(columns, 'novelty'), valueAt(columns, 'influential')];
  const novel = (place: number): number => columns.values.novelty[novelty(place)] ?? -1;
  const influences = (place: number): number => Number(columns.values.influential[influential(place)] === true);
  const local = (place: number): number => (told.withheld ? 0 : told.counts[place]!);
  return {
    places: columns.order({ key: 'citations', descending: true }),
    isBefore(a, b) {
      const more = novel(a) - novel(b) || influences(a) - influences(b) || local(a) - local(b);
      return more > 0;
    },
  };
}
