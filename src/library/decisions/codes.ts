/**
 * What the reader decided of a hub's papers, as arrays like those of the facts: a code for each place. After a decision the places it
 * is about get other codes, and nothing else is worked out or counted anew.
 */
import type { Decision, Screening } from '../../hub/decisions/decision.js';
import { type Columns, cachedIn, placeOf, stillOf } from '../derived/columns.js';
import type { Library } from '../library.js';
import { ALL_WORKS, type WorkNumber } from '../model.js';
import { finished, type Steps } from '../steps.js';
import { decisionsIn, type Live, marksOf } from './live.js';

/** Codes of papers by place, and what each code stands for; 0 stands for nothing. */
export interface Codes<V> {
  codes: Int32Array;
  values: (V | undefined)[];
  /** How many papers have each code. */
  papers: number[];
}

interface Kept<V> extends Codes<V> {
  of: Map<string, number>;
  /** The same by the value itself: what many papers have alike is one value. */
  known: Map<V, number>;
  generation: number;
  /** The codes by work, as long as nobody has asked for those by place: to know the places, a large hub must be read. */
  byWork: Map<WorkNumber, number>;
  isByPlace(): boolean;
}

/** Works looked up in one step. */
const A_STEP = 1000;

/** So many, fewer than a step, are asked for one by one; of more, it is quicker to read where all papers are. */
const FEW = 500;

function nothingKept<V>(columns: Columns): Kept<V> {
  let codes: Int32Array | undefined;
  const byWork = new Map<WorkNumber, number>();
  return {
    get codes() {
      if (codes === undefined) {
        const { size } = columns;
        const placed = new Int32Array(size);
        for (const [work, code] of byWork) placed[placeOf(columns, work)] = code;
        codes = placed;
        byWork.clear();
      }
      return codes;
    },
    values: [undefined],
    papers: [columns.size],
    of: new Map(),
    known: new Map(),
    generation: -1,
    byWork,
    isByPlace: () => codes !== undefined,
  };
}

function* codesIn<V>(lib: Library, columns: Columns, name: string, live: Live<V>): Steps<Codes<V>> {
  const kept = cachedIn(columns, `codes ${name}`, () => nothingKept<V>(columns));
  const { generation } = live;
  if (kept.generation === generation) return kept;
  const changed = live.since(kept.generation);
  const asked = changed?.length ?? live.values.size;
  const papers =
    asked > 0 && asked <= FEW && !kept.isByPlace() && !columns.isRead()
      ? papersAmong(lib, columns, changed ?? [...live.values.keys()])
      : null;
  const { byWork } = kept;
  // What is by work so far is by place from now on.
  const codes = asked > 0 && papers === null ? kept.codes : null;
  const set = (work: number, value: V | undefined): void => {
    const place = codes === null ? -1 : placeOf(columns, work);
    if (codes === null ? !papers!.has(work) : place < 0) return;
    const code = value === undefined ? 0 : codeOf(kept, value);
    kept.papers[(codes === null ? byWork.get(work) : codes[place]) ?? 0]! -= 1;
    kept.papers[code]! += 1;
    if (codes === null) byWork.set(work, code);
    else codes[place] = code;
  };
  kept.known.clear();
  if (changed === null) {
    // Who asks before it is done does it all again.
    kept.generation = -1;
    if (kept.isByPlace()) kept.codes.fill(0);
    byWork.clear();
    kept.papers.fill(0);
    kept.papers[0] = columns.size;
    let looked = 0;
    for (const [work, value] of live.values) {
      set(work, value);
      looked += 1;
      if (looked % A_STEP === 0) yield looked / live.values.size;
    }
  } else for (const work of changed) set(work, live.values.get(work));
  kept.generation = generation;
  return kept;
}

/** Those of the works that are papers of the hub. */
function papersAmong(lib: Library, columns: Columns, works: readonly WorkNumber[]): ReadonlySet<WorkNumber> {
  const { hub } = columns;
  const among =
    hub === ALL_WORKS
      ? 'SELECT id FROM works WHERE ? IS NOT NULL AND id IN (SELECT value FROM json_each(?))'
      : 'SELECT citing FROM citations WHERE cited = ? AND citing IN (SELECT value FROM json_each(?))';
  return stillOf(lib, columns, () => new Set(lib.sql(among).pluck().all(hub, JSON.stringify(works)) as WorkNumber[]));
}

function codeOf<V>({ of, known, values, papers }: Kept<V>, value: V): number {
  const before = known.get(value);
  if (before !== undefined) return before;
  const text = JSON.stringify(value);
  let code = of.get(text);
  if (code === undefined) {
    code = values.push(value) - 1;
    papers.push(0);
    of.set(text, code);
  }
  known.set(value, code);
  return code;
}

/** What was decided of each paper. */
export function decisionCodes(lib: Library, columns: Columns, screening: Screening): Codes<Decision> {
  return finished(decisionCodesIn(lib, columns, screening));
}

/** The same in steps where that is much. */
export const decisionCodesIn = (lib: Library, columns: Columns, screening: Screening): Steps<Codes<Decision>> =>
  codesIn(lib, columns, screening, decisionsIn(lib, screening));

/** Works out what was decided of each paper, and which marks it has, in steps where that is much. */
export function* preparingCodes(lib: Library, columns: Columns, screening: Screening): Steps<void> {
  yield* decisionCodesIn(lib, columns, screening);
  for (const kind of ['tag', 'star', 'note'] as const)
    yield* codesIn(lib, columns, kind, marksOf(lib, kind) as Live<never>);
}

/** Which tags each paper has, whether it has a star or a note, or its place on the reading list. */
export function markCodes<K extends 'tag' | 'star' | 'note' | 'reading'>(
  lib: Library,
  columns: Columns,
  kind: K,
): Codes<NonNullable<ReturnType<typeof marksOf<K>>['values'] extends ReadonlyMap<number, infer V> ? V : never>> {
  return finished(codesIn(lib, columns, kind, marksOf(lib, kind) as Live<never>));
}
