/** Two or three hubs side by side: who cites only the one, who both, in which roles. */
import { inVocabularyOrder, ROLES } from '../../hub/vocabulary.js';
import { type Columns, columnsOf, placeOf, valueAt } from '../derived/columns.js';
import { type Library, reading } from '../library.js';
import type { Coverage, WorkNumber } from '../model.js';
import { computedPapers } from '../works/computed-roles.js';
import { listedHubs } from './neighbourhood.js';

/**
 * What the papers known here are of those there are. Where nobody listed who cites a hub, others may cite it than are known
 * here: a part of those who cite it may have more papers, and a part of those who do not, fewer.
 */
export type Bound = 'exact' | 'at least' | 'at most' | 'not known';

export interface ComparedPart {
  /** The hubs these papers cite; the others they do not. */
  hubs: WorkNumber[];
  works: WorkNumber[];
  /** For each of these hubs the roles in which these papers cite it, those that were computed only counted. */
  roles: (Coverage & { computed: number })[];
  bound: Bound;
  /** Why it is not exact: hubs of which nobody listed who cites them, those that these papers cite first. */
  unlisted: WorkNumber[];
}

/** The papers citing some of these hubs, by exactly which they cite: one alone first, all of them last; no part is left out. */
export function compared(lib: Library, hubs: readonly WorkNumber[]): ComparedPart[] {
  return reading(lib, () => {
    const columns = hubs.map((hub) => columnsOf(lib, hub));
    const sets = Array.from({ length: (1 << hubs.length) - 1 }, (_, i) => i + 1);
    const members = (set: number): number[] => [...hubs.keys()].filter((i) => (set & (1 << i)) !== 0);
    sets.sort((a, b) => members(a).length - members(b).length || a - b);
    const works = bySet(columns);
    const listed = listedHubs(lib);
    const unlisted = [...hubs.keys()].filter((i) => columns[i]!.size === 0 || !listed.includes(hubs[i]!));
    return sets.map((set) => {
      const own = works[set]!;
      const more = unlisted.filter((i) => (set & (1 << i)) !== 0);
      const fewer = own.length === 0 ? [] : unlisted.filter((i) => (set & (1 << i)) === 0);
      return {
        hubs: members(set).map((i) => hubs[i]!),
        works: own,
        roles: members(set).map((i) => rolesOf(lib, columns[i]!, own)),
        bound: boundOf(more.length > 0, fewer.length > 0, own.length),
        unlisted: [...more, ...fewer].map((i) => hubs[i]!),
      };
    });
  });
}

function boundOf(mayBeMore: boolean, mayBeFewer: boolean, count: number): Bound {
  if (mayBeMore) return mayBeFewer || count === 0 ? 'not known' : 'at least';
  return mayBeFewer ? 'at most' : 'exact';
}

/** The papers by which of the hubs they cite, a bit for each; rising, as those of each hub are. */
function bySet(columns: readonly Columns[]): WorkNumber[][] {
  const works = Array.from({ length: 1 << columns.length }, (): WorkNumber[] => []);
  const next = columns.map(() => 0);
  for (;;) {
    let work = Number.POSITIVE_INFINITY;
    columns.forEach(({ ids }, i) => {
      work = Math.min(work, ids[next[i]!] ?? work);
    });
    if (work === Number.POSITIVE_INFINITY) return works;
    let set = 0;
    columns.forEach(({ ids }, i) => {
      if (ids[next[i]!] !== work) return;
      set |= 1 << i;
      next[i]! += 1;
    });
    works[set]!.push(work);
  }
}

/** In which roles these papers cite a hub. */
function rolesOf(lib: Library, columns: Columns, works: readonly WorkNumber[]): ComparedPart['roles'][number] {
  const role = valueAt(columns, 'role');
  const counts = new Map<string, number>();
  const computed = computedPapers(lib, columns);
  let classified = 0;
  let apart = 0;
  for (const work of works) {
    const place = placeOf(columns, work);
    if (computed?.[place] === 1) {
      apart += 1;
      continue;
    }
    const set = columns.values.role[role(place)]!;
    if (set.length > 0) classified += 1;
    for (const label of set) counts.set(label, (counts.get(label) ?? 0) + 1);
  }
  const labels = inVocabularyOrder([...counts.keys()], ROLES).map((label) => ({ label, count: counts.get(label)! }));
  return { counts: labels.sort((a, b) => b.count - a.count), classified, of: works.length, computed: apart };
}
