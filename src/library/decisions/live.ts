/**
 * The reader's state in memory, brought up to date from the lines of the journal that came since, this program's and others'. What
 * it holds is by work; after works were joined, split or imported (the library's cache is emptied then) it is read anew.
 */
import type { Correction, Decision, Kind, Screening } from '../../hub/decisions/decision.js';
import { type Library, reading } from '../library.js';
import type { WorkNumber } from '../model.js';
import { finished, type Steps } from '../steps.js';
import { workWithId } from '../works/ids.js';
import { AUTHOR, decided, type Head, latest, type NamedHead, noted } from './heads.js';
import { isLeftUnread, lastLine } from './journal.js';
import { screeningsBehind } from './screening.js';
import { type Handed, handedBehind, isByValue } from './writing/handing.js';

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
  note: (items: Items) => noted(items.get('') ?? []),
  reading: (items: Items) => parsed<number>(latest(items.get('') ?? [])),
  override: (items: Items): readonly StandingCorrection[] | undefined => {
    const found = [...items].flatMap(([item, heads]) => {
      const last = latest(heads);
      return last === undefined ? [] : [{ item, to: parsed<Correction>(last)!, who: last.who, at: last.at }];
    });
    return found.length === 0 ? undefined : found;
  },
} as const satisfies Partial<Record<Kind, (items: Items) => unknown>>;

type Items = ReadonlyMap<string, readonly NamedHead[]>;
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
  /** Whether of no work more than one line stands, each of which says all by its value. */
  isSole: boolean;
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

function statesOf<K extends WorkKind>(lib: Library): Map<string, State<Folded<K>>> {
  const known = lib.cache.get('decisions') as Map<string, State<Folded<K>>> | undefined;
  const all = known ?? new Map<string, State<Folded<K>>>();
  if (known === undefined) lib.cache.set('decisions', all);
  return all;
}

/** A state that is of before nothing. */
function stateOf<V>({ values, isSole }: Pick<State<V>, 'values' | 'isSole'>, seq: number): State<V> {
  generations += 1;
  return { values, generation: generations, log: [], from: generations, seq, isSole };
}

/** Brings all that is asked of a screening up to date, in steps where that is much. */
export function* liveIn(lib: Library, screening: Screening): Steps<void> {
  for (const kind of Object.keys(FOLDED) as WorkKind[]) {
    const of = kind === 'decide' ? screening : '';
    const name = `${kind} ${of}`;
    const last = reading(lib, () => lastLine(lib));
    const state = yield* withHanded(lib, kind, of);
    // A few lines are soon read; of many it is asked first whether they are about this.
    if (state !== undefined && last - state.seq <= MANY) continue;
    if (state !== undefined && !standsSince(lib, kind, of, state.seq)) {
      state.seq = last;
      continue;
    }
    const read = yield* allOf(lib, kind, of);
    statesOf<typeof kind>(lib).set(name, stateOf(read, last));
  }
}

/** The state as far as it is known, with what was handed over since (writing/handing.ts): nothing of that is read. */
function* withHanded<K extends WorkKind>(
  lib: Library,
  kind: K,
  screening: Screening | '',
): Steps<State<Folded<K>> | undefined> {
  for (;;) {
    const state = statesOf<K>(lib).get(`${kind} ${screening}`);
    // Where several lines stand, what a work has is not the value of one.
    const handed = state?.isSole ? handedBehind(lib, kind, screening, state.seq) : undefined;
    if (state === undefined || handed === undefined) return state;
    const values = yield* changedBy(state.values, handed);
    statesOf<K>(lib).set(`${kind} ${screening}`, stateOf({ values, isSole: true }, handed.upTo));
  }
}

/** What stands after a change; what stood before is left as it is, since it is drawn until this is done. */
function* changedBy<V>(before: ReadonlyMap<WorkNumber, V>, { works, values, of }: Handed): Steps<Map<WorkNumber, V>> {
  const to = values.map((value) => (value === null ? undefined : (JSON.parse(value) as V)));
  const after = new Map<WorkNumber, V>();
  const most = before.size + works.length;
  let looked = 0;
  for (const [work, value] of before) {
    after.set(work, value);
    looked += 1;
    if (looked % A_STEP === 0) yield looked / most;
  }
  for (let at = 0; at < works.length; at += 1) {
    const value = to[of === null ? 0 : of[at]!];
    if (value === undefined) after.delete(works[at]!);
    else after.set(works[at]!, value);
    looked += 1;
    if (looked % A_STEP === 0) yield looked / most;
  }
  return after;
}

function live<K extends WorkKind>(lib: Library, kind: K, screening: Screening | ''): Live<Folded<K>> {
  return reading(lib, () => {
    const all = statesOf<K>(lib);
    const name = `${kind} ${screening}`;
    const last = lastLine(lib);
    let state = isLeftUnread(lib) ? all.get(name) : finished(withHanded(lib, kind, screening));
    if (state === undefined) {
      state = stateOf(finished(allOf(lib, kind, screening)), last);
      all.set(name, state);
    } else if (state.seq < last && !isLeftUnread(lib)) {
      readSince(lib, kind, screening, state, last);
      state.seq = last;
    }
    const current = state;
    return {
      values: current.values,
      generation: current.generation,
      since(generation) {
        if (generation < current.from) return null;
        const at = current.log.findLastIndex((entry) => entry.generation <= generation);
        return current.log.slice(at + 1).map(({ work }) => work);
      },
    };
  });
}

const HEAD = `standing.item, standing.work AS named, journal."to", ${AUTHOR} AS who, steps.at, steps.name || '.' || journal.line AS id`;
type HeadRow = NamedHead & { item: string };

/** Lines read, and works looked at, in one step. */
const A_STEP = 500;

/** What stands of works in one kind of change, from the lines that stand. Read to the end, and only then, it is `values`. */
function* allOf<K extends WorkKind>(
  lib: Library,
  kind: K,
  screening: Screening | '',
): Steps<Pick<State<Folded<K>>, 'values' | 'isSole'>> {
  const names = screeningsBehind(lib, screening);
  const lines = lib
    .sql(
      `SELECT aliases.work, journal."to", standing.work, standing.item, standing.seq FROM (
         SELECT * FROM standing WHERE kind = ? AND screening = ? AND (work, item, seq) > (?, ?, ?) ORDER BY work, item, seq LIMIT ${A_STEP}
       ) AS standing JOIN journal USING (seq)
         LEFT JOIN aliases ON aliases.scheme = substr(standing.work, 1, instr(standing.work, ':') - 1)
           AND aliases.value = substr(standing.work, instr(standing.work, ':') + 1)
       ORDER BY standing.work, standing.item, standing.seq`,
    )
    .raw();
  const works = new Map<WorkNumber, string | null | undefined>();
  let isSole = isByValue(kind);
  for (const name of names) {
    let from: [name: string, item: string, seq: number] = ['', '', 0];
    for (let more = true; more; ) {
      const rows = lines.all(kind, name, ...from) as [WorkNumber | null, string | null, ...typeof from][];
      // Of what several lines stand, or more than the value matters, the lines are read.
      for (const [work, to] of rows) {
        if (work === null) continue;
        if (works.has(work)) isSole = false;
        works.set(work, works.has(work) || !isByValue(kind) ? undefined : to);
      }
      more = rows.length === A_STEP;
      if (more) from = rows.at(-1)!.slice(2) as typeof from;
      yield 0.3;
    }
  }
  const same = new Map<string, Folded<K> | undefined>();
  const parsedOnce = (text: string): Folded<K> | undefined => {
    if (!same.has(text)) same.set(text, JSON.parse(text) as Folded<K>);
    return same.get(text);
  };
  const headsOf = headsIn(lib, kind, names);
  const values = new Map<WorkNumber, Folded<K>>();
  let looked = 0;
  for (const [work, to] of works) {
    const value = to === undefined ? folded(kind, headsOf(work)) : to === null ? undefined : parsedOnce(to);
    if (value !== undefined) values.set(work, value);
    looked += 1;
    if (looked % A_STEP === 0) yield 0.5 + (0.5 * looked) / works.size;
  }
  return { values, isSole };
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

/** Whether a line stands that came since: of those that no longer do, another stands. */
function standsSince(lib: Library, kind: WorkKind, screening: Screening | '', seq: number): boolean {
  const found = lib.sql(
    `SELECT 1 FROM standing INDEXED BY standing_by_cell
     WHERE kind = ? AND screening IN (SELECT value FROM json_each(?)) AND seq > ? LIMIT 1`,
  );
  return found.get(kind, JSON.stringify(screeningsBehind(lib, screening)), seq) !== undefined;
}

/** The names of works of which a line came since, up to the last one, or so many of them that it does not matter which. */
function changedSince(
  lib: Library,
  kind: WorkKind,
  screening: Screening | '',
  { seq, last }: { seq: number; last: number },
): string[] {
  if (last - seq <= MANY) {
    const ofKind = linesBehind(lib, seq, last).filter((line) => line.kind === kind);
    if (ofKind.length === 0) return [];
    const names = screeningsBehind(lib, screening);
    return [...new Set(ofKind.filter((line) => names.includes(line.screening)).map(({ work }) => work))];
  }
  return lib
    .sql(
      `SELECT DISTINCT work FROM journal
       WHERE seq > ? AND kind = ? AND screening IN (SELECT value FROM json_each(?)) LIMIT ?`,
    )
    .pluck()
    .all(seq, kind, JSON.stringify(screeningsBehind(lib, screening)), MANY + 1) as string[];
}

interface JournalLine {
  kind: Kind;
  screening: string;
  work: string;
}

/** The journal's lines behind one, up to the last one. After a step they are read once, not by every kind that asks whether it is about it. */
function linesBehind(lib: Library, seq: number, last: number): readonly JournalLine[] {
  const known = lib.cache.get('lines behind') as { seq: number; last: number; lines: JournalLine[] } | undefined;
  if (known?.seq === seq && known.last === last) return known.lines;
  const lines = lib
    .sql('SELECT kind, screening, work FROM journal WHERE seq > ? AND seq <= ?')
    .all(seq, last) as JournalLine[];
  lib.cache.set('lines behind', { seq, last, lines });
  return lines;
}

function readSince<K extends WorkKind>(
  lib: Library,
  kind: K,
  screening: Screening | '',
  state: State<Folded<K>>,
  last: number,
): void {
  const changed = changedSince(lib, kind, screening, { seq: state.seq, last });
  if (changed.length === 0) return;
  generations += 1;
  state.generation = generations;
  if (changed.length > MANY) {
    state.log = [];
    state.from = generations;
    Object.assign(state, finished(allOf(lib, kind, screening)));
    return;
  }
  const names = screeningsBehind(lib, screening);
  const headsOf = headsIn(lib, kind, names);
  for (const name of changed) {
    const work = workWithId(lib, name);
    if (work === undefined) continue;
    const heads = headsOf(work);
    if (heads.length > 1) state.isSole = false;
    const value = folded(kind, heads);
    if (value === undefined) state.values.delete(work);
    else state.values.set(work, value);
    state.log.push({ generation: generations, work });
  }
}

function folded<K extends WorkKind>(kind: K, rows: readonly HeadRow[]): Folded<K> | undefined {
  const items = new Map<string, NamedHead[]>();
  for (const row of rows) {
    const own = items.get(row.item);
    if (own === undefined) items.set(row.item, [row]);
    else own.push(row);
  }
  return FOLDED[kind](items) as Folded<K> | undefined;
}
