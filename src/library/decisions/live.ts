/**
 * The reader's state in memory, brought up to date from the lines of the journal that came since, this program's and others'. What
 * it holds is by work; after works were joined, split or imported (the library's cache is emptied then) it is read anew.
 */
import type { Correction, Decision, Kind, Screening } from '../../hub/decisions/decision.js';
import { type Library, reading } from '../library.js';
import type { WorkNumber } from '../model.js';
import { workWithId } from '../works/ids.js';
import { decided, type Head, latest } from './heads.js';
import { lastLine } from './journal.js';
import { screeningsBehind } from './screening.js';

/** What stands of works in one kind of change. */
export interface Live<V> {
  /** Only works of which there is something. */
  readonly values: ReadonlyMap<WorkNumber, V>;
  /** Rises whenever something changes. */
  readonly generation: number;
  /** The works that changed since a generation; null where that is no longer known, and everything may have. */
  since(generation: number): readonly WorkNumber[] | null;
}

/** A correction that stands. */
interface StandingCorrection {
  /** The axis and, behind a blank, the cited paper. */
  item: string;
  to: Correction;
  who: string;
  at: string;
}

/** The kinds that are about works, and what lines that stand come to. */
const FOLDED = {
  decide: (items: Items): Decision | undefined => decided(items.get('') ?? []),
  star: (items: Items) => (latest(items.get('') ?? []) === undefined ? undefined : true),
  tag: (items: Items): readonly string[] | undefined => {
    const tags = [...items].filter(([, heads]) => latest(heads) !== undefined).map(([tag]) => tag);
    return tags.length === 0 ? undefined : tags.sort();
  },
  note: (items: Items) => parsed<string>(latest(items.get('') ?? [])),
  reading: (items: Items) => parsed<number>(latest(items.get('') ?? [])),
  override: (items: Items): readonly StandingCorrection[] | undefined => {
    const found = [...items].flatMap(([item, heads]) => {
      const last = latest(heads);
      return last === undefined ? [] : [{ item, to: parsed<Correction>(last)!, who: last.who, at: last.at }];
    });
    return found.length === 0 ? undefined : found;
  },
} as const satisfies Partial<Record<Kind, (items: Items) => unknown>>;

type Items = ReadonlyMap<string, readonly Head[]>;
type WorkKind = keyof typeof FOLDED;
type Folded<K extends WorkKind> = NonNullable<ReturnType<(typeof FOLDED)[K]>>;

function parsed<V>(head: Head | undefined): V | undefined {
  return head === undefined ? undefined : (JSON.parse(head.to!) as V);
}

/** More changed works than this at once are not looked up one by one. */
const MANY = 500;

interface State<V> {
  values: Map<WorkNumber, V>;
  generation: number;
  /** The works that changed, oldest first, with the generation they changed in; `from` is the first that is complete. */
  log: { generation: number; work: WorkNumber }[];
  from: number;
  /** The last line of the journal that was read. */
  seq: number;
}

/** The decisions of a screening. */
export function decisionsIn(lib: Library, screening: Screening): Live<Decision> {
  return live(lib, 'decide', screening);
}

/** What stands of works beside their screening: stars, tags, notes, places in the reading list, corrections. */
export function marksOf<K extends Exclude<WorkKind, 'decide'>>(lib: Library, kind: K): Live<Folded<K>> {
  return live(lib, kind, '');
}

/** Number the generations of all readings, so that one that was read anew is never taken for an earlier one. */
let generations = 0;

function live<K extends WorkKind>(lib: Library, kind: K, screening: Screening | ''): Live<Folded<K>> {
  return reading(lib, () => {
    let all = lib.cache.get('decisions') as Map<string, State<Folded<K>>> | undefined;
    if (all === undefined) {
      all = new Map();
      lib.cache.set('decisions', all);
    }
    const name = `${kind} ${screening}`;
    const last = lastLine(lib);
    let state = all.get(name);
    if (state === undefined) {
      generations += 1;
      state = { values: new Map(), generation: generations, log: [], from: generations, seq: last };
      all.set(name, state);
      readAll(lib, kind, screening, state);
    } else if (state.seq < last) {
      readSince(lib, kind, screening, state);
      state.seq = last;
    }
    const current = state;
    return {
      values: current.values,
      generation: current.generation,
      since(generation) {
        if (generation < current.from) return null;
        const at = current.log.findIndex((entry) => entry.generation > generation);
        return at < 0 ? [] : current.log.slice(at).map(({ work }) => work);
      },
    };
  });
}

const HEAD = `standing.item, journal."to", steps.who, steps.at, steps.name || '.' || journal.line AS id`;
type HeadRow = Head & { item: string };

function readAll<K extends WorkKind>(lib: Library, kind: K, screening: Screening | '', state: State<Folded<K>>): void {
  const names = screeningsBehind(lib, screening);
  const rows = lib
    .sql(
      `SELECT aliases.work, journal."to" FROM standing JOIN journal USING (seq)
         JOIN aliases ON aliases.scheme = substr(standing.work, 1, instr(standing.work, ':') - 1)
           AND aliases.value = substr(standing.work, instr(standing.work, ':') + 1)
       WHERE standing.kind = ? AND standing.screening IN (SELECT value FROM json_each(?))`,
    )
    .raw()
    .all(kind, JSON.stringify(names)) as [work: WorkNumber, to: string | null][];
  const works = new Map<WorkNumber, string | null | undefined>();
  // Of what several lines stand, or more than the value matters, the lines are read.
  for (const [work, to] of rows) works.set(work, works.has(work) || !isValue(kind) ? undefined : to);
  const same = new Map<string, Folded<K> | undefined>();
  const parsedOnce = (text: string): Folded<K> | undefined => {
    if (!same.has(text)) same.set(text, JSON.parse(text) as Folded<K>);
    return same.get(text);
  };
  const headsOf = headsIn(lib, kind, names);
  state.values.clear();
  for (const [work, to] of works) {
    const value = to === undefined ? folded(kind, headsOf(work)) : to === null ? undefined : parsedOnce(to);
    if (value !== undefined) state.values.set(work, value);
  }
}

/** Whether a line that stands alone says all of it by its value. */
function isValue(kind: WorkKind): boolean {
  return kind !== 'tag' && kind !== 'override';
}

/** What stands of a work, under all its names. */
function headsIn(lib: Library, kind: WorkKind, screenings: readonly string[]): (work: WorkNumber) => HeadRow[] {
  const heads = lib.sql(
    `SELECT ${HEAD} FROM aliases
       CROSS JOIN standing ON standing.kind = ? AND standing.screening = ? AND standing.work = aliases.scheme || ':' || aliases.value
       JOIN journal USING (seq) JOIN steps ON steps.id = journal.step
     WHERE aliases.work = ?`,
  );
  return (work) => screenings.flatMap((screening) => heads.all(kind, screening, work) as HeadRow[]);
}

function readSince<K extends WorkKind>(
  lib: Library,
  kind: K,
  screening: Screening | '',
  state: State<Folded<K>>,
): void {
  const names = screeningsBehind(lib, screening);
  const changed = lib
    .sql(
      `SELECT DISTINCT work FROM journal
       WHERE seq > ? AND kind = ? AND screening IN (SELECT value FROM json_each(?)) LIMIT ?`,
    )
    .pluck()
    .all(state.seq, kind, JSON.stringify(names), MANY + 1) as string[];
  if (changed.length === 0) return;
  generations += 1;
  state.generation = generations;
  if (changed.length > MANY) {
    state.log = [];
    state.from = generations;
    readAll(lib, kind, screening, state);
    return;
  }
  const headsOf = headsIn(lib, kind, names);
  for (const name of changed) {
    const work = workWithId(lib, name);
    if (work === undefined) continue;
    const value = folded(kind, headsOf(work));
    if (value === undefined) state.values.delete(work);
    else state.values.set(work, value);
    state.log.push({ generation: generations, work });
  }
}

function folded<K extends WorkKind>(kind: K, rows: readonly HeadRow[]): Folded<K> | undefined {
  const items = new Map<string, Head[]>();
  for (const row of rows) {
    const own = items.get(row.item);
    if (own === undefined) items.set(row.item, [row]);
    else own.push(row);
  }
  return FOLDED[kind](items) as Folded<K> | undefined;
}
