/** The state of an import, and what all that is written in it needs: works by name, and what became of them. */
import { splitId } from '../../hub/ids/identifier.js';
import type { Id } from '../../hub/record.js';
import type { Library } from '../library.js';
import type { WorkNumber } from '../model.js';
import { rankOf } from '../precedence.js';
import { descriptionWithId } from '../works/descriptions.js';
import type { NamesEntered } from './names-entered.js';

export interface Tally {
  added: number;
  changed: number;
  /** Named by the import and already in the library as it says. */
  same: number;
}

interface ImportProblem {
  /** Which record, e.g. `record 17 (work arxiv:1911.11134)`. */
  place?: string;
  message: string;
}

export interface ImportReport {
  works: Tally;
  citations: Tally;
  judgements: Tally;
  reviews: Tally;
  claims: Tally;
  /** Checks of works. */
  integrity: Tally;
  hubs: Tally;
  /** Works found to be the same paper as another though they share no name. */
  joined: number;
  /** Papers it names that its source lists under several numbers of its own: listings beyond the first of each. */
  listedTwice: number;
  /** What was found out about the works it names, a clause each. */
  notes: string[];
  /** The first MOST_PROBLEMS of them. */
  problems: ImportProblem[];
  /** How many there were. */
  problemCount: number;
}

/** Most problems told in a report. */
const MOST_PROBLEMS = 1000;
/** Most ids cached: those of the last records, which are named again at once. */
const MOST_KNOWN = 20_000;

/** What became of a work in this import; a number for each, as `outcomes` holds them. 0: not named. */
export const OUTCOMES = ['same', 'changed', 'added'] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** The state of one import. What is kept for every work is a few bits, so that a million of them take little room. */
export interface Writing {
  lib: Library;
  source: { id: number; name: string };
  import: number;
  report: ImportReport;
  place: string;
  /** Names met, to spare the look-up. */
  known: Map<Id, WorkNumber>;
  /** Those before, when there were too many. */
  knownBefore: Map<Id, WorkNumber>;
  /** What names there may be, where all of them came with this import; null where there were some before. */
  entered: NamesEntered | null;
  names: Map<string, number>;
  /** Judges by number: whether they are believed. */
  heard: Map<number, boolean>;
  /** By work: 1 + the place among OUTCOMES of what became of it. */
  outcomes: Bits;
  /** By work: fields given in this import, while one source alone describes it; else by description. */
  givenToWork: Bits;
  givenToDescription: Map<number, number>;
  /** False while no work is described by more than one. */
  hasDescriptions: boolean;
  /** What viaOf has answered. */
  vias: Map<Id, number | null>;
  /** Fields given in this import to citations that were there before it, by citationKey. */
  givenToCitation: Map<number, number>;
  /** By kind and source of the record and then by number: which set of fields this import has given, see `fieldSets`. */
  givenToOther: Map<string, Bits>;
  fieldSets: FieldSets;
  /** By work: LISTED or CITING, with MADE or without, or GONE alone. */
  stale: Bits;
  changed: boolean;
}

/** The work's list row is out of date, and the hubs that show it. */
export const LISTED = 2;
/** It cites something new: what else it cites has another list of works cited together with it. */
export const CITING = 1;
/** It was joined with another. */
export const GONE = 4;
/** Its list row was made when others got to read what is there so far. */
export const MADE = 8;

/** Numbers of up to 32 bits by id, 0 where none was set. */
export class Bits {
  private values = new Uint32Array(1024);

  get(id: number): number {
    return this.values[id] ?? 0;
  }

  set(id: number, bits: number): void {
    if (id >= this.values.length) {
      const larger = new Uint32Array(Math.max(id + 1, this.values.length * 2));
      larger.set(this.values);
      this.values = larger;
    }
    this.values[id] = bits;
  }

  /** Every id with a number other than 0. */
  each(visit: (id: number, bits: number) => void): void {
    for (let id = 0; id < this.values.length; id += 1) if (this.values[id] !== 0) visit(id, this.values[id]!);
  }
}

/** Sets of field names, of which there are few, by number; 0 is the empty one. */
export interface FieldSets {
  numbers: Map<string, number>;
  sets: ReadonlySet<string>[];
}

/** Notes that what is derived of a work is out of date. */
export function setStale(writing: Writing, work: WorkNumber, bits: number): void {
  writing.changed = true;
  const before = writing.stale.get(work);
  writing.stale.set(work, ((bits & LISTED) === 0 ? before : before & ~MADE) | bits);
}

/** Notes what is wrong with the record that is being taken. */
export function noteProblem(writing: Writing, message: string): void {
  writing.report.problemCount += 1;
  if (writing.report.problems.length < MOST_PROBLEMS) writing.report.problems.push({ place: writing.place, message });
}

/** The number of a name in a small table of names, entered where it is new. */
export function idOfName(lib: Library, table: 'sources' | 'judges', name: string): number {
  const found = lib.sql(`SELECT id FROM ${table} WHERE name = ?`).get(name) as { id: number } | undefined;
  if (found) return found.id;
  const made =
    table === 'sources'
      ? lib.sql('INSERT INTO sources(name) VALUES (?)').run(name)
      : lib.sql(`INSERT INTO judges(name, rank) VALUES (@name, ${rankOf('@name')})`).run({ name });
  return Number(made.lastInsertRowid);
}

export function lookUp(writing: Writing, id: Id): WorkNumber | undefined {
  const known = writing.known.get(id);
  if (known !== undefined) return known;
  const before = writing.knownBefore.get(id);
  if (before !== undefined) {
    remember(writing, id, before);
    return before;
  }
  if (writing.entered?.mayHave(id) === false) return undefined;
  const { scheme, value } = splitId(id);
  const found = writing.lib.sql('SELECT work FROM aliases WHERE scheme = ? AND value = ?').get(scheme, value) as
    | { work: WorkNumber }
    | undefined;
  if (found) remember(writing, id, found.work);
  return found?.work;
}

export function remember(writing: Writing, id: Id, work: WorkNumber): void {
  if (writing.known.size >= MOST_KNOWN) {
    writing.knownBefore = writing.known;
    writing.known = new Map();
  }
  writing.known.set(id, work);
}

/** A work of which only the name is known. */
function create(writing: Writing, ids: Id[]): WorkNumber {
  const { lastInsertRowid } = writing.lib.sql('INSERT INTO works(import) VALUES (?)').run(writing.import);
  return enter(writing, Number(lastInsertRowid), ids);
}

/** Notes a work that is new. */
export function enter(writing: Writing, work: WorkNumber, ids: Id[]): WorkNumber {
  name(writing, work, ids);
  writing.outcomes.set(work, 1 + OUTCOMES.indexOf('added'));
  setStale(writing, work, LISTED);
  return work;
}

/** Gives a work these names, in order, behind so many that it has. */
export function name(writing: Writing, work: WorkNumber, ids: readonly Id[], behind = 0): void {
  const insert = writing.lib.sql('INSERT INTO aliases(scheme, value, work, position) VALUES (?, ?, ?, ?)');
  ids.forEach((id, i) => {
    const { scheme, value } = splitId(id);
    insert.run(scheme, value, work, behind + i);
    writing.entered?.add(id);
    remember(writing, id, work);
  });
}

/** The work of a name; one that is only named so far where nobody described it. */
export function workOf(writing: Writing, id: Id): WorkNumber {
  return lookUp(writing, id) ?? create(writing, [id]);
}

/** Notes what became of a described work; an addition outlives a change, a change outlives "same". */
export function note(writing: Writing, work: WorkNumber, outcome: Outcome): void {
  if (outcome !== 'same') setStale(writing, work, LISTED);
  writing.outcomes.set(work, Math.max(writing.outcomes.get(work), 1 + OUTCOMES.indexOf(outcome)));
}

/** Whether this import brought the work in: then it gave all that is stored of it. */
export function isNew(writing: Writing, work: WorkNumber): boolean {
  return OUTCOMES[writing.outcomes.get(work) - 1] === 'added';
}

/** The description by whose name something is said of a work; null where there is but one. */
export function viaOf(writing: Writing, work: WorkNumber, id: Id): number | null {
  const { lib, hasDescriptions, source, vias } = writing;
  if (!hasDescriptions) return null;
  let via = vias.get(id);
  if (via === undefined) {
    via = descriptionWithId(lib, work, id, source.id);
    knowVia(writing, id, via);
  }
  return via;
}

/** Notes what viaOf would find. */
export function knowVia({ vias }: Writing, id: Id, via: number | null): void {
  if (vias.size >= MOST_KNOWN) vias.clear();
  vias.set(id, via);
}

/** Notes that the descriptions of the work with these names are others now. */
export function forgetVias(writing: Writing, ids: readonly Id[]): void {
  writing.hasDescriptions = true;
  for (const id of ids) writing.vias.delete(id);
}
