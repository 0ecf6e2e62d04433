/**
 * Works joined or taken apart by the reader's hand, where the library took them for two or for one. What is decided holds for
 * later imports: works taken apart are never joined again (kept_apart), and works joined have all their names from then on.
 */
import { splitId } from '../../hub/ids/identifier.js';
import type { Id } from '../../hub/record.js';
import { deriveLabels, indexContext } from '../derived/derive.js';
import { LibraryError } from '../error.js';
import { type Library, partly } from '../library.js';
import type { WorkNumber } from '../model.js';
import { AXES } from '../precedence.js';
import { SAID_OF_WORKS } from '../schema.js';
import { type Description, descriptionsOf, ownId, storeDescriptions } from '../works/descriptions.js';
import { idsOf } from '../works/ids.js';
import { joinWorks } from './join.js';
import { mending } from './mending.js';
import { type Goes, type Merge, mergeOf, notingMerge, sidesBefore, takeUnchanged } from './merge-record.js';
import { putBack } from './put-back.js';

/** Joins two works. @returns the one that is left */
export function mergeWorks(lib: Library, a: WorkNumber, b: WorkNumber): WorkNumber {
  const [survivor, gone] = a < b ? [a, b] : [b, a];
  if (survivor === gone) throw new LibraryError('These are one paper in the library already.');
  return mending(lib, 'replaced', (stale) => {
    const drop = lib.sql(
      'DELETE FROM kept_apart WHERE (one = @one AND other = @other) OR (one = @other AND other = @one)',
    );
    for (const one of idsOf(lib, survivor)) for (const other of idsOf(lib, gone)) drop.run({ one, other });
    notingMerge(lib, survivor, gone, () => {
      for (const work of [survivor, ...joinWorks(lib, survivor, gone).neighbours]) stale.add(work);
      stale.remove(gone);
    });
    return survivor;
  });
}

/** Joins works, all of them or none. */
export function mergeAll(lib: Library, works: readonly WorkNumber[]): void {
  const parts = works.length - 1;
  let at = 0;
  lib.db
    .transaction(() =>
      works.reduce((one, other) => {
        at += 1;
        return partly(lib, (at - 1) / parts, at / parts, () => mergeWorks(lib, one, other));
      }),
    )
    .immediate();
}

/**
 * Takes names out of a work into one of their own: where they are those of a work that the reader merged, as it was; else with
 * the descriptions that go by them and what was said by way of these.
 * Of what several descriptions say, such as a citation that two sources list, each of the two works has its own.
 * @param named some of the work's, not all
 * @returns the new work
 */
export function splitWork(lib: Library, work: WorkNumber, named: readonly Id[]): WorkNumber {
  return mending(lib, 'replaced', (stale) => {
    const merge = mergeOf(lib, work, named);
    const ids = merge?.gone ?? named;
    const descriptions = descriptionsOf(lib, work);
    const leaving = descriptions.filter((one) => isTaken(one, ids, descriptions.length > 1));
    const staying = descriptions.filter((one) => !leaving.includes(one));
    const all = idsOf(lib, work);
    const given = (by: readonly Description[], id: Id): boolean => by.some((one) => one.ids.includes(id));
    const taken =
      staying.length === 0
        ? all.filter((id) => ids.includes(id))
        : all.filter((id) => ids.includes(id) || (given(leaving, id) && !given(staying, id)));
    if (taken.length === all.length)
      throw new LibraryError('That would leave the paper without an id; take out fewer of them.');

    const from: Side = { work, descriptions: staying };
    const to: Side = { work: newWork(lib, work, merge?.number), descriptions: leaving };
    const unchanged = merge && takeUnchanged(lib, merge, work);
    moveNames(lib, work, to.work, all, taken);
    const ends = moveCitations(lib, from, to, merge);
    for (const table of SAID_OF_WORKS) moveSaid(lib, table, from, to);
    for (const { source } of leaving)
      if (!staying.some((one) => one.source.id === source.id))
        lib.sql('UPDATE OR IGNORE hubs SET work = ? WHERE work = ? AND source = ?').run(to.work, work, source.name);
    for (const { id } of leaving)
      if (id !== undefined) lib.sql('UPDATE descriptions SET work = ? WHERE id = ?').run(to.work, id);
    for (const side of [from, to]) storeDescriptions(lib, side.work, side.descriptions);
    if (merge && unchanged) ends.push(...putBack(lib, merge, unchanged, work, to.work));
    lib
      .sql('INSERT OR REPLACE INTO kept_apart(one, other, at) VALUES (?, ?, ?)')
      .run(idsOf(lib, work)[0]!, taken[0]!, new Date().toISOString());
    for (const end of [work, to.work, ...ends]) stale.add(end);
    return merge?.isOther ? work : to.work;
  });
}

/** A work of the two that one falls into, with the descriptions it has then. */
interface Side {
  work: WorkNumber;
  descriptions: readonly Description[];
}

/**
 * Whether a description is of the paper with these ids: by the number its source gives it, or its first id where there
 * are several to choose from; of one that has neither, by most of its ids.
 */
function isTaken({ source, ids }: Description, taken: readonly Id[], isOneOfSeveral: boolean): boolean {
  const own = [ownId(source.name, ids), isOneOfSeveral ? ids[0] : undefined].filter((id) => id !== undefined);
  return own.length === 0
    ? 2 * ids.filter((id) => taken.includes(id)).length > ids.length
    : own.some((id) => taken.includes(id));
}

/** @param wanted its number, where that is free */
function newWork(lib: Library, like: WorkNumber, wanted?: WorkNumber): WorkNumber {
  const { lastInsertRowid } = lib
    .sql(
      `INSERT INTO works(id, import)
       SELECT (SELECT @wanted WHERE NOT EXISTS (SELECT 1 FROM works WHERE id = @wanted)), import FROM works WHERE id = @like`,
    )
    .run({ wanted: wanted ?? null, like });
  return Number(lastInsertRowid);
}

function moveNames(lib: Library, from: WorkNumber, to: WorkNumber, all: readonly Id[], taken: readonly Id[]): void {
  lib.sql('DELETE FROM aliases WHERE work = ?').run(from);
  const insert = lib.sql('INSERT INTO aliases(scheme, value, work, position) VALUES (?, ?, ?, ?)');
  for (const [work, names] of [
    [from, all.filter((id) => !taken.includes(id))],
    [to, taken],
  ] as const)
    names.forEach((id, position) => {
      const { scheme, value } = splitId(id);
      insert.run(scheme, value, work, position);
    });
}

/** Where a thing goes that was said by way of this description. */
function goesBy(via: number | null, from: Side, to: Side): Goes {
  if (to.descriptions.length === 0) return 'stays';
  if (from.descriptions.length === 0) return 'leaves';
  if (via === null) return 'both';
  return to.descriptions.some(({ id }) => id === via) ? 'leaves' : 'stays';
}

/** Where a thing goes of which these sources speak. */
function goesWith(sources: readonly number[], from: Side, to: Side): Goes {
  const speaks = ({ descriptions }: Side): boolean => descriptions.some(({ source }) => sources.includes(source.id));
  if (!speaks(to)) return to.descriptions.length > 0 && from.descriptions.length === 0 ? 'leaves' : 'stays';
  return speaks(from) ? 'both' : 'leaves';
}

interface EdgeRow {
  cited: WorkNumber;
  citing: WorkNumber;
  source: number;
  via: number | null;
}

/** The citations by and of the work. @returns the works at their other ends */
function moveCitations(lib: Library, from: Side, to: Side, merge: Merge | undefined): WorkNumber[] {
  const before = merge && sidesBefore(lib, merge);
  const edges = lib
    .sql('SELECT cited, citing, source, via FROM citations WHERE cited = @work OR citing = @work')
    .all({ work: from.work }) as EdgeRow[];
  for (const edge of edges) {
    const { cited, citing } = edge;
    const services = lib
      .sql('SELECT service FROM sightings WHERE cited = ? AND citing = ?')
      .pluck()
      .all(cited, citing) as number[];
    const isCiter = citing === from.work;
    const goes =
      before?.(edge, from.work) ??
      (isCiter ? goesBy(edge.via, from, to) : goesWith([edge.source, ...services], from, to));
    if (goes === 'stays') continue;
    const other = isCiter ? { cited, citing: to.work } : { cited: to.work, citing };
    lib
      .sql(
        `INSERT INTO citations(cited, citing, places, reference, confidence, influential, source, via)
         SELECT ?, ?, places, reference, confidence, influential, source, via FROM citations WHERE cited = ? AND citing = ?`,
      )
      .run(other.cited, other.citing, cited, citing);
    copySaid(lib, edge, other, (via) => (isCiter && goes === 'both' ? goesBy(via, from, to) : goes));
    moveSightings(lib, edge, other, (service) => goesWith([service], from, to));
    if (goes === 'leaves') lib.sql('DELETE FROM citations WHERE cited = ? AND citing = ?').run(cited, citing);
    for (const { cited: one, citing: by } of goes === 'leaves' ? [other] : [edge, other])
      for (const axis of AXES.keys()) deriveLabels(lib, one, by, axis);
    if (goes === 'leaves') lib.sql('DELETE FROM effective WHERE cited = ? AND citing = ?').run(cited, citing);
  }
  return [...new Set(edges.flatMap(({ cited, citing }) => [cited, citing]))].filter((work) => work !== from.work);
}

type Ends = Pick<EdgeRow, 'cited' | 'citing'>;

/** The sentences and judgements of a citation: to the other one, to both, or left where they are. */
function copySaid(lib: Library, from: Ends, to: Ends, goes: (via: number | null) => Goes): void {
  for (const [table, columns] of [
    ['contexts', 'text, section, labels, polarities, via'],
    ['judgements', 'axis, judge, labels, confidence, at, via'],
  ] as const) {
    const rows = lib
      .sql(`SELECT * FROM ${table} WHERE cited = ? AND citing = ? ORDER BY id`)
      .all(from.cited, from.citing) as { id: number; via: number | null; text?: string }[];
    for (const { id, via, text } of rows) {
      const where = goes(via);
      if (where === 'leaves')
        lib.sql(`UPDATE ${table} SET cited = ?, citing = ? WHERE id = ?`).run(to.cited, to.citing, id);
      if (where !== 'both') continue;
      const { lastInsertRowid } = lib
        .sql(`INSERT INTO ${table}(cited, citing, ${columns}) SELECT ?, ?, ${columns} FROM ${table} WHERE id = ?`)
        .run(to.cited, to.citing, id);
      if (text !== undefined) indexContext(lib, Number(lastInsertRowid), text, true);
    }
  }
}

/** In which readings of a service's list the citation stood, and what changed of it. */
function moveSightings(lib: Library, from: Ends, to: Ends, goes: (service: number) => Goes): void {
  const services = lib
    .sql('SELECT service FROM sightings WHERE cited = ? AND citing = ?')
    .pluck()
    .all(from.cited, from.citing) as number[];
  for (const service of services) {
    const where = goes(service);
    if (where === 'stays') continue;
    lib
      .sql(
        `INSERT INTO sightings(cited, citing, service, first, last)
         SELECT ?, ?, service, first, last FROM sightings WHERE cited = ? AND citing = ? AND service = ?`,
      )
      .run(to.cited, to.citing, from.cited, from.citing, service);
    if (where === 'leaves')
      lib
        .sql('DELETE FROM sightings WHERE cited = ? AND citing = ? AND service = ?')
        .run(from.cited, from.citing, service);
  }
}

/** Reviews, claims and checks of the work; those of several descriptions stay. */
function moveSaid(lib: Library, table: (typeof SAID_OF_WORKS)[number], from: Side, to: Side): void {
  const vias = lib.sql(`SELECT DISTINCT via FROM ${table} WHERE work = ?`).pluck().all(from.work) as (number | null)[];
  for (const via of vias)
    if (goesBy(via, from, to) === 'leaves')
      lib.sql(`UPDATE ${table} SET work = ? WHERE work = ? AND via IS ?`).run(to.work, from.work, via);
}
