/** The values of papers, and the classes of those that facets count, when single papers are replaced (replacing.ts). */
import { type Codes, codesFor, GROUPS, type Group, type Values } from '../column-layout.js';
import { type Replacing, spread, stillUsed, unlessSame } from './replacing.js';

type Field = keyof Values;

/** These rise, with null last; the others come as they come. */
const RISING: ReadonlySet<Field> = new Set<Field>(['year', 'novelty', 'citations', 'refs']);

/** Two lists of values as one, without those that nobody has any more: where each value went. */
interface Merged {
  oldTo: Int32Array;
  freshTo: Int32Array;
}

/** The one list is put into `values`. @param used whether a paper still has the value of this place */
function mergeValues(
  { old, fresh }: Replacing,
  values: Values,
  field: Field,
  used: { old: (code: number) => boolean; fresh: (code: number) => boolean },
): Merged {
  const list: unknown[] = [];
  const places = new Map<string, number>();
  const placesOf = (from: readonly unknown[], isUsed: (code: number) => boolean): Int32Array =>
    Int32Array.from(from, (value, code) => {
      if (!isUsed(code)) return -1;
      const key = JSON.stringify(value);
      const place = places.get(key) ?? list.push(value) - 1;
      places.set(key, place);
      return place;
    });
  const merged = {
    oldTo: placesOf(old.values[field], used.old),
    freshTo: placesOf(fresh.values[field], used.fresh),
  };
  if (!RISING.has(field)) {
    Object.assign(values, { [field]: list });
    return merged;
  }
  const rank = (value: unknown): number => (value === null ? Number.POSITIVE_INFINITY : Number(value));
  const order = [...list.keys()].sort((a, b) => {
    const [x, y] = [rank(list[a]), rank(list[b])];
    return x === y ? 0 : x < y ? -1 : 1;
  });
  Object.assign(values, { [field]: order.map((place) => list[place]) });
  const to = new Int32Array(list.length);
  for (const [place, before] of order.entries()) to[before] = place;
  const through = (places: Int32Array): Int32Array => places.map((place) => (place < 0 ? place : to[place]!));
  return { oldTo: through(merged.oldTo), freshTo: through(merged.freshTo) };
}

/** The codes of a field that has an array of its own. The values they stand for are put into `values`. */
export function replaceCodes(replacing: Replacing, values: Values, field: 'citations' | 'refs' | 'venue'): Codes {
  const [old, fresh] = [replacing.old.codes(field), replacing.fresh.codes(field)];
  const used = stillUsed(
    replacing.old.values[field].length,
    old,
    replacing.gone.map((place) => old[place]!),
    replacing.runs.map(({ from, to }) => [from, to]),
  );
  const { oldTo, freshTo } = mergeValues(replacing, values, field, {
    old: (code) => used[code] === 1,
    fresh: () => true,
  });
  return spread(
    replacing,
    { of: old, to: unlessSame(oldTo) },
    { of: fresh, to: freshTo },
    codesFor(values[field].length, replacing.size),
  );
}

/** A group of classes. The values of its fields are put into `values`. */
export function replaceGroup(replacing: Replacing, values: Values, number: number): Group {
  const [old, fresh] = [replacing.old.groups[number]!, replacing.fresh.groups[number]!];
  const left = old.papers.slice();
  for (const place of replacing.gone) left[old.codes[place]!]! -= 1;
  const merged = GROUPS[number]!.map((field, at) => {
    const used = new Set(old.fields[at]!.filter((_, cls) => left[cls]! > 0));
    return mergeValues(replacing, values, field, { old: (code) => used.has(code), fresh: () => true });
  });
  const classes = new Map<string, number>();
  const fields = merged.map((): number[] => []);
  const papers: number[] = [];
  const classesOf = (group: Group, counts: Int32Array, side: keyof Merged): Int32Array =>
    Int32Array.from(counts, (count, cls) => {
      if (count === 0) return -1;
      const own = merged.map((field, at) => field[side][group.fields[at]![cls]!]!);
      const key = own.join(' ');
      let found = classes.get(key);
      if (found === undefined) {
        found = papers.push(0) - 1;
        classes.set(key, found);
        for (const [at, value] of own.entries()) fields[at]!.push(value);
      }
      papers[found]! += count;
      return found;
    });
  const [oldTo, freshTo] = [classesOf(old, left, 'oldTo'), classesOf(fresh, fresh.papers, 'freshTo')];
  return {
    codes: spread(
      replacing,
      { of: old.codes, to: unlessSame(oldTo) },
      { of: fresh.codes, to: freshTo },
      codesFor(papers.length, replacing.size),
    ),
    fields: fields.map((of) => Int32Array.from(of)),
    papers: Int32Array.from(papers),
  };
}
