/**
 * What the reader decided of a hub's papers, as arrays like those of the facts: a code for each place. After a decision the places it
 * is about get other codes, and nothing else is worked out anew.
 */
import type { Decision, Screening } from '../../hub/decisions/decision.js';
import { type Columns, cachedIn, placeOf } from '../derived/columns.js';
import type { Library } from '../library.js';
import { decisionsIn, type Live, marksOf } from './live.js';

/** Codes of papers by place, and what each code stands for; 0 stands for nothing. */
export interface Codes<V> {
  codes: Int32Array;
  values: (V | undefined)[];
}

interface Kept<V> extends Codes<V> {
  of: Map<string, number>;
  /** The same by the value itself: what many papers have alike is one value. */
  known: Map<V, number>;
  generation: number;
}

function codesOf<V>(columns: Columns, name: string, live: Live<V>): Codes<V> {
  const kept = cachedIn(
    columns,
    `codes ${name}`,
    (): Kept<V> => ({
      codes: new Int32Array(columns.size),
      values: [undefined],
      of: new Map(),
      known: new Map(),
      generation: -1,
    }),
  );
  if (kept.generation === live.generation) return kept;
  const set = (work: number, value: V | undefined): void => {
    const place = placeOf(columns, work);
    if (place >= 0) kept.codes[place] = value === undefined ? 0 : codeOf(kept, value);
  };
  const changed = live.since(kept.generation);
  kept.known.clear();
  if (changed === null) {
    kept.codes.fill(0);
    for (const [work, value] of live.values) set(work, value);
  } else for (const work of changed) set(work, live.values.get(work));
  kept.generation = live.generation;
  return kept;
}

function codeOf<V>({ of, known, values }: Kept<V>, value: V): number {
  const before = known.get(value);
  if (before !== undefined) return before;
  const text = JSON.stringify(value);
  let code = of.get(text);
  if (code === undefined) {
    code = values.push(value) - 1;
    of.set(text, code);
  }
  known.set(value, code);
  return code;
}

/** What was decided of each paper. */
export function decisionCodes(lib: Library, columns: Columns, screening: Screening): Codes<Decision> {
  return codesOf(columns, screening, decisionsIn(lib, screening));
}

/** Which tags each paper has, or whether it has a star or a note. */
export function markCodes<K extends 'tag' | 'star' | 'note'>(
  lib: Library,
  columns: Columns,
  kind: K,
): Codes<NonNullable<ReturnType<typeof marksOf<K>>['values'] extends ReadonlyMap<number, infer V> ? V : never>> {
  return codesOf(columns, kind, marksOf(lib, kind) as Live<never>);
}
