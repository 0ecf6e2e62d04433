/**
 * What a source says of a work, into the library. Where one source alone describes the work, its row is what that source
 * says; where there are more, what is in force follows from all of them (descriptions.ts). Of several records of one source
 * the first in an import that has a field gives it, so that a source which contradicts itself within one file gives the same
 * library each time.
 */
import type { Id, WorkRecord } from '../../hub/record.js';
import { areKeptApart, mayShareId } from '../identity/deduplicate.js';
import { type Joined, joinWorks } from '../identity/join.js';
import type { WorkNumber } from '../model.js';
import { type Description, descriptionFor, descriptionsOf, storeDescriptions } from '../works/descriptions.js';
import {
  addFields,
  areEqual,
  bitOf,
  bitsOf,
  type Fields,
  fieldsOf,
  storedFields,
  writeFields,
} from '../works/fields.js';
import { idsOf } from '../works/ids.js';
import {
  CITING,
  enter,
  forgetVias,
  GONE,
  isNew,
  knowVia,
  LISTED,
  lookUp,
  name,
  note,
  noteProblem,
  remember,
  setStale,
  type Writing,
} from './import-state.js';
import { saysLess } from './says-less.js';

export function takeWork(writing: Writing, record: WorkRecord): void {
  const named = namedBy(writing, record);
  if (named.length === 0) addWork(writing, record);
  // The names of one work: there is nothing to join or to tell apart.
  else if (named.length === 1) describeWork(writing, record, named[0]!, record.ids);
  else {
    describeOne(writing, record);
    // What is described may turn out to be what else the record names: else it would when the same record comes again.
    if (joinNamed(writing, record)) describeOne(writing, record);
    tellApart(writing, record);
  }
}

/** A work nobody named before. */
function addWork(writing: Writing, record: WorkRecord): void {
  const { work, said } = addFields(writing.lib, record, writing.source.id, writing.import);
  enter(writing, work, record.ids);
  writing.givenToWork.set(work, said);
}

/** Of several works that the record names the one that it describes. */
function describeOne(writing: Writing, record: WorkRecord): void {
  const work = identify(writing, record);
  const ids = record.ids.filter((id) => (lookUp(writing, id) ?? work) === work);
  describeWork(writing, record, work, ids);
}

/**
 * A work that is there: what the record may change of it is changed.
 * @param ids the names of the record that are no other work's
 */
function describeWork(writing: Writing, record: WorkRecord, work: WorkNumber, ids: readonly Id[]): void {
  const { lib, source } = writing;
  const said = fieldsOf(record);
  const stored = storedFields(lib, work);
  const descriptions = descriptionsOf(lib, work, stored);
  const [first] = descriptions;
  const known = first !== undefined && first.id === undefined ? first.ids : idsOf(lib, work);
  const { ids: names, renamed } = rename(writing, work, known, ids, descriptions.length > 0, said.size > 0);
  const own = descriptionFor(descriptions, source.name, record.ids);
  let changed = false;
  if (said.size > 0) {
    if (descriptions.length === 0 || (descriptions.length === 1 && own !== undefined)) {
      const given = writing.givenToWork.get(work);
      const before: Fields = own?.said ?? new Map();
      changed = writeFields(lib, work, before, laidOver(before, said, given));
      if (own === undefined) {
        lib.sql('UPDATE works SET source = ? WHERE id = ?').run(source.id, work);
        changed = true;
      }
      writing.givenToWork.set(work, given | bitsOf(said));
    } else {
      changed = describeBeside(writing, { work, stored, names, record }, descriptions, own, said);
    }
  }
  note(writing, work, renamed || changed ? 'changed' : 'same');
}

/**
 * What the source says of a work that others describe, too.
 * @param now the work with its fields and names as they are
 * @param own what it said before
 * @returns whether that changed anything
 */
function describeBeside(
  writing: Writing,
  now: { work: WorkNumber; stored: Fields; names: readonly Id[]; record: WorkRecord },
  descriptions: readonly Description[],
  own: Description | undefined,
  said: Fields,
): boolean {
  const { lib, source, givenToDescription } = writing;
  const { work, stored, names, record } = now;
  const given = own?.id === undefined ? 0 : (givenToDescription.get(own.id) ?? 0);
  const description: Description = {
    ...(own ?? { source }),
    ids: [...new Set([...(own?.ids ?? []), ...record.ids])],
    said: laidOver(own?.said ?? new Map(), said, given),
  };
  const all =
    own === undefined ? [...descriptions, description] : descriptions.map((one) => (one === own ? description : one));
  const rows = new Map(all.map((one) => [one, one.id]));
  let changed = false;
  if (own === undefined || description.ids.length > own.ids.length || !areEqual(description.said, own.said)) {
    const wasAlone = descriptions[0]!.id === undefined;
    changed = storeDescriptions(lib, work, all, stored, (one, row) => rows.set(one, row), wasAlone);
    forgetVias(writing, names);
  }
  givenToDescription.set(rows.get(description)!, given | bitsOf(said));
  // Citations under these names follow.
  for (const name of record.ids) {
    const [via] = all
      .filter(({ ids }) => ids.includes(name))
      .map((one) => ({ isOwn: one.source.id === source.id, row: rows.get(one)! }))
      .sort((a, b) => Number(b.isOwn) - Number(a.isOwn) || a.row - b.row);
    knowVia(writing, name, via?.row ?? null);
  }
  return changed;
}

/** What the source says now: what it says for the first time in this import, over what it said before, unless that says the same and more. */
function laidOver(before: Fields, said: Fields, given: number): Fields {
  const result = new Map(before);
  for (const [field, value] of said) {
    const mayReplace = !before.has(field) || (given & bitOf(field)) === 0;
    if (mayReplace && !saysLess(field, value, before.get(field))) result.set(field, value);
  }
  return result;
}

/**
 * The work a record describes: the one that has its names; of several, which are joined where they may be one, that with most
 * of them.
 */
function identify(writing: Writing, record: WorkRecord): WorkNumber {
  const { lib } = writing;
  joinNamed(writing, record);
  const shared = (work: WorkNumber): number => idsOf(lib, work).filter((id) => record.ids.includes(id)).length;
  return namedBy(writing, record).reduce((best, other) => (shared(other) > shared(best) ? other : best));
}

/** The works that have a record's names, the oldest first. */
function namedBy(writing: Writing, { ids }: WorkRecord): WorkNumber[] {
  const found = new Set(ids.map((id) => lookUp(writing, id)).filter((work) => work !== undefined));
  return [...found].sort((a, b) => a - b);
}

/** Joins with the oldest of the works that a record names those that may be one with it. @returns whether there are any */
function joinNamed(writing: Writing, record: WorkRecord): boolean {
  const { lib } = writing;
  // The older work survives: the same files again bring its values first, too, and so nothing new.
  const [work, ...others] = namedBy(writing, record);
  let joined = false;
  for (const other of others) {
    if (areKeptApart(lib, work!, other) || !mayShareId(lib, work!, other)) continue;
    noteJoined(writing, work!, other, () => joinWorks(lib, work!, other));
    joined = true;
  }
  return joined;
}

/** Tells of works that a record names and does not describe. */
function tellApart(writing: Writing, record: WorkRecord): void {
  const { lib } = writing;
  const [work, ...apart] = namedBy(writing, record);
  for (const other of apart) {
    if (areKeptApart(lib, work!, other)) continue;
    const ids = idsOf(lib, other).filter((id) => record.ids.includes(id));
    noteProblem(writing, `${ids.join(', ')} is in the library as a work of another title; it stays there`);
  }
}

/** Joins two works, and what is known of them in this import. @param join does it */
export function noteJoined(writing: Writing, survivor: WorkNumber, gone: WorkNumber, join: () => Joined): void {
  const { lib, outcomes, givenToWork, givenToDescription, stale } = writing;
  const given = [survivor, gone].map((work) => givenToWork.get(work));
  const taken = idsOf(lib, gone);
  const { neighbours, fallenTogether } = join();
  // Citations of a work that came with this import came with it, too.
  if (isNew(writing, gone)) writing.report.citations.added -= fallenTogether;
  for (const id of taken) remember(writing, id, survivor);
  const descriptions = descriptionsOf(lib, survivor);
  for (const { id, ids } of descriptions) {
    if (id === undefined || givenToDescription.has(id)) continue;
    givenToDescription.set(id, given[ids.every((name) => taken.includes(name)) ? 1 : 0]!);
  }
  if (descriptions.length > 1) forgetVias(writing, idsOf(lib, survivor));
  givenToWork.set(survivor, given[0]! | given[1]!);
  note(writing, survivor, 'changed');
  for (const neighbour of neighbours) setStale(writing, neighbour, LISTED | CITING);
  for (const bits of [outcomes, givenToWork]) bits.set(gone, 0);
  stale.set(gone, GONE);
}

/**
 * Adds the names that are new. In which order they stand says the first description, or who first gives a work that was only
 * cited more names than that: nobody else, else records that contradict each other would turn the order at each import.
 */
function rename(
  writing: Writing,
  work: WorkNumber,
  stored: readonly Id[],
  ids: readonly Id[],
  isDescribed: boolean,
  describes: boolean,
): { ids: readonly Id[]; renamed: boolean } {
  const first = !isDescribed && (describes || stored.length === 1);
  const wanted = first ? [...new Set([...ids, ...stored])] : [...new Set([...stored, ...ids])];
  const kept = stored.every((id, i) => id === wanted[i]) ? stored.length : 0;
  if (kept === wanted.length) return { ids: stored, renamed: false };
  if (kept === 0) writing.lib.sql('DELETE FROM aliases WHERE work = ?').run(work);
  name(writing, work, wanted.slice(kept), kept);
  return { ids: wanted, renamed: true };
}
