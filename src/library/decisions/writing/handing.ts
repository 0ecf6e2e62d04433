/**
 * What a step changed of many works, handed from the connection that wrote it to the one that shows it: reading it out of the journal
 * takes as long as writing it.
 */
import type { Kind, Screening } from '../../../hub/decisions/decision.js';
import { recent } from '../../derived/shelf/recent.js';
import type { Library } from '../../library.js';
import type { WorkNumber } from '../../model.js';

/** Lines of one kind in one screening, which are all that came into the journal at once. */
export interface Handed {
  kind: Kind;
  screening: Screening | '';
  /** Behind which line of the journal they came, and the last of them. */
  behind: number;
  upTo: number;
  works: Int32Array;
  /** The values that the lines have, as JSON, or null for nothing, and of each line which; null: all have the first. */
  values: readonly (string | null)[];
  of: Int32Array | null;
}

/** Kinds of which a line that stands alone says all that is known of a work by its value. */
const BY_VALUE: readonly Kind[] = ['decide', 'star', 'note', 'reading'];

export const isByValue = (kind: Kind): boolean => BY_VALUE.includes(kind);

/** Fewer lines than this are soon read. */
const FEW = 200;
/** Steps of which is kept which works they are about, so that undoing them need not look for these by name. */
const KEPT = 4;
const KEPT_NAME = 'written';

/** What was handed over last, the oldest first, to be taken in. */
const received = new WeakMap<Library, Handed[]>();
/** What is to be handed on, of libraries that others in this program have open. */
const gathered = new WeakMap<Library, Handed[]>();

/** From now on what this connection writes is gathered, to be handed on. */
export function gatherHanded(lib: Library): void {
  gathered.set(lib, []);
}

/** What was gathered since it was last taken. */
export function takeHanded(lib: Library): Handed[] {
  const taken = gathered.get(lib) ?? [];
  if (taken.length > 0) gathered.set(lib, []);
  return taken;
}

/** Takes what another connection wrote, for whoever asks next what stands. */
export function receiveHanded(lib: Library, handed: readonly Handed[]): void {
  if (handed.length > 0) received.set(lib, [...(received.get(lib) ?? []), ...handed].slice(-KEPT));
}

/** What was handed over of a kind in a screening that came right behind this line; undefined where nothing was. */
export function handedBehind(lib: Library, kind: Kind, screening: Screening | '', line: number): Handed | undefined {
  return received.get(lib)?.find((one) => one.behind === line && one.kind === kind && one.screening === screening);
}

/** Which works a step's lines are about. */
interface Written {
  lines: Int32Array;
  works: Int32Array;
}

interface Uniform {
  kind: Kind;
  kinds: Kind;
  screening: Screening | '';
  screenings: Screening | '';
  least: string | null;
  most: string | null;
  valued: number;
  count: number;
  /** Lines about papers about which there are several. */
  beside: number;
}

/**
 * Gathers a step while its lines stand in the table `asked` (asked.ts), where they can be handed over.
 * @param undoes the step that it takes back
 * @param upTo its last line's number in the journal
 */
export function gatherStep(lib: Library, step: string, undoes: string | null, upTo: number): void {
  const own = gathered.get(lib);
  if (own === undefined) return;
  const all = lib
    .sql(
      `SELECT min(kind) AS kind, max(kind) AS kinds, min(screening) AS screening, max(screening) AS screenings,
         min(value) AS least, max(value) AS most, count(value) AS valued, count(*) AS count, count(beside) AS beside
       FROM temp.asked`,
    )
    .get() as Uniform;
  const { kind, screening, count } = all;
  // Over the whole library, what stands is what was decided in any hub.
  const isAlike = kind === all.kinds && screening === all.screenings && screening !== 'hub:*' && isByValue(kind);
  if (count <= FEW || !isAlike || all.beside > 0) return;
  const { works } = recent(keptOf(lib), step, KEPT, () => worksOf(lib, undoes, count));
  const isOne = all.least === all.most && (all.valued === 0 || all.valued === count);
  const { values, of } = isOne ? { values: [all.least], of: null } : valuesOf(lib);
  // Papers that the library knows no more have lines, too.
  const there = works.includes(GONE) ? (at: number): boolean => works[at] !== GONE : null;
  const handed: Handed = {
    kind,
    screening,
    behind: upTo - count,
    upTo,
    works: there === null ? works : works.filter((_, at) => there(at)),
    values,
    of: there === null || of === null ? of : of.filter((_, at) => there(at)),
  };
  own.push(handed);
  receiveHanded(lib, [handed]);
}

/** Stands for a work that the library has no more. */
const GONE = -1;

/** The works that the lines of `asked` are about. */
function worksOf(lib: Library, undoes: string | null, count: number): Written {
  const known = undoes === null ? undefined : keptOf(lib).get(undoes);
  // All lines of the step that is taken back.
  if (known?.lines.length === count) return known;
  const lines = Int32Array.from(lib.sql('SELECT line FROM temp.asked ORDER BY line').pluck().all() as number[]);
  if (known !== undefined) return { lines, works: among(known, lines) };
  const found = (
    undoes === null
      ? lib.sql(`SELECT coalesce(work, ${GONE}) FROM temp.asked ORDER BY line`)
      : lib.sql(
          `SELECT coalesce(aliases.work, ${GONE}) FROM temp.asked AS asked LEFT JOIN aliases
             ON aliases.scheme = substr(name, 1, instr(name, ':') - 1) AND aliases.value = substr(name, instr(name, ':') + 1)
           ORDER BY line`,
        )
  ).pluck();
  return { lines, works: Int32Array.from(found.all() as WorkNumber[]) };
}

/** The works of some of the lines, both rising. */
function among({ lines, works }: Written, some: Int32Array): Int32Array {
  let at = 0;
  return some.map((line) => {
    while (lines[at]! < line) at += 1;
    return works[at]!;
  });
}

function valuesOf(lib: Library): Pick<Handed, 'values' | 'of'> {
  const values: (string | null)[] = [];
  const known = new Map<string | null, number>();
  const all = lib.sql('SELECT value FROM temp.asked ORDER BY line').pluck().all() as (string | null)[];
  const of = Int32Array.from(all, (value) => {
    const before = known.get(value);
    if (before !== undefined) return before;
    known.set(value, values.length);
    return values.push(value) - 1;
  });
  return { values, of };
}

/** Out of the cache when works are merged, split or imported: names may mean other works then. */
function keptOf(lib: Library): Map<string, Written> {
  const known = lib.cache.get(KEPT_NAME) as Map<string, Written> | undefined;
  const kept = known ?? new Map<string, Written>();
  if (known === undefined) lib.cache.set(KEPT_NAME, kept);
  return kept;
}
