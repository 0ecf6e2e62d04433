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
      columns.values.role.length,
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

/** The places of all papers in the order that equals keep, and what makes one better than another. */
interface Ranking {
  places: Int32Array;
  /** Small numbers, so that none of them has to be made in memory: the greater, the better. */
  standing(place: number): number;
  /** The same between papers that stand alike. */
  local(place: number): number;
}

/**
 * The best papers of each set of roles, so many of each, the best of all first. Of papers with the same roles no other can be
 * chosen before the best.
 */
function* bestOfEach(
  { places, standing, local }: Ranking,
  role: (place: number) => number,
  roles: number,
  most: number,
): Steps<number[]> {
  // Where they are among `places`; so are those that are compared.
  const best: number[][] = Array.from({ length: roles }, () => []);
  // Where the last of the best of each set stands: one look at it is enough for nearly all papers.
  const least = new Int32Array(roles);
  const better = (a: number, b: number): number =>
    standing(places[a]!) - standing(places[b]!) || local(places[a]!) - local(places[b]!) || b - a;
  const take = (i: number, set: number): void => {
    const own = best[set]!;
    let at = own.length;
    while (at > 0 && better(i, own[at - 1]!) > 0) at -= 1;
    if (at === most) return;
    own.splice(at, 0, i);
    if (own.length > most) own.pop();
    if (own.length === most) least[set] = standing(places[own[most - 1]!]!);
  };
  for (let i = 0; i < places.length; i += 1) {
    if (i % AT_ONCE === 0) yield i / places.length;
    const set = role(places[i]!);
    if (standing(places[i]!) >= least[set]!) take(i, set);
  }
  return best
    .flat()
    .sort((a, b) => better(b, a))
    .map((i) => places[i]!);
}

/** Papers are in the order of citations, then the newest; equals stay in it. */
function bestFirst(lib: Library, columns: Columns): Ranking {
  const told = localCitations(neighbourhoodOf(lib, columns.hub));
  const [novelty, influential] = [valueAt(columns, 'novelty'), valueAt(columns, 'influential')];
  const novel = columns.values.novelty.map((value) => value ?? -1);
  const rising = [...new Set(novel)].sort((a, b) => a - b);
  const rankOf = new Map(rising.map((value, rank) => [value, rank]));
  const ranks = Int32Array.from(novel, (value) => rankOf.get(value)!);
  const influences = Uint8Array.from(columns.values.influential, (value) => Number(value === true));
  const counts = told.withheld ? new Uint32Array(columns.size) : told.counts;
  return {
    places: columns.order({ key: 'citations', descending: true }),
    standing: (place) => 2 * ranks[novelty(place)]! + influences[influential(place)]!,
    local: (place) => counts[place]!,
  };
}
