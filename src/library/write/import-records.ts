/**
 * Records into the library. How what sources say comes together:
 * - Who a work is: its aliases. A record whose names belong to two works joins them where that is safe; works that share no
 *   name are joined at the end where they are the same paper by the careful rule of same-paper.ts. What a reader said is two stays two.
 * - A field of a work: each source's word is stored, and the one in force follows from all of them (descriptions.ts).
 * - A field of a citation: what is missing is filled by anybody. What is there is replaced only by the source that first gave
 *   the citation, and only by the first record of an import that has the field.
 * - A citation that its source called influential once stays so: copies of one dump disagree, and their order means nothing.
 * - Judgements are only appended: a set that says what the same judge said just before or after that time adds nothing.
 * - Reviews, printed hubs and claims: the later record of the same source replaces what it names and leaves the rest. Reviews of
 *   another time or by another model stand beside each other (reviews.ts); of checks all that was ever found is kept (integrity.ts).
 */
import type { HubLibraryRecord } from '../../hub/record.js';
import { type Checked, checkedRecord } from '../../hub/record-fields.js';
import { unwatch, watch } from '../change-triggers.js';
import { deriveCorrected, deriveListed, deriveRow, deriveStale, type Stale, staleWorks } from '../derived/derive.js';
import { explained, LibraryError } from '../error.js';
import { joinSamePapers } from '../identity/deduplicate.js';
import { dropFalseWorks } from '../identity/false-works.js';
import { joinWorks } from '../identity/join.js';
import { type Library, reading, writtenElsewhere } from '../library.js';
import type { WorkNumber } from '../model.js';
import { worksListedTwice } from '../works/descriptions.js';
import {
  Bits,
  GONE,
  type ImportReport,
  idOfName,
  LISTED,
  MADE,
  noteProblem,
  OUTCOMES,
  type Tally,
  type Writing,
} from './import-state.js';
import { joinNamelessHubs } from './join-hubs.js';
import { namesEntered } from './names-entered.js';
import { takeCitation } from './write-citation.js';
import { takeClaim, takeHub, takeIntegrity, takeReview } from './write-review.js';
import { noteJoined, takeWork } from './write-work.js';

export type { ImportReport } from './import-state.js';

/** When so much of a long import is read, what is there so far is made ready for readers. */
const FIRST_PART = 1 / 3;
/** Shorter ones are over soon: so many records, or of a dump that is cut to hubs so many lines, of which few may be wanted. */
const LONG = 20_000;
const LONG_LINES = 1_000_000;
/** Records between two words of progress. */
const PROGRESS = 1000;
/** Pages kept in memory while writing, in KiB, and otherwise. */
const WRITING_CACHE = 65_536;
const READING_CACHE = 32_768;

/**
 * Imports records in one transaction: what interrupts it leaves the library as it was. A long one whose length is known is in two:
 * its first third can be read while the rest goes on. Records are checked first; what is wrong with one is told in the report and the
 * rest goes on.
 * @param records those of which much comes at once are checked already
 * @param origin.source who says so, e.g. `semantic-scholar`; origin.from: the file or address; origin.share: how much of it is read, 0
 *   to 1, where that is known; origin.lines: how many lines were looked at, where few of them may be wanted
 * @param onProgress told the number of records so far, every thousand and at the end
 * @param page of a reading: what else is to be written in the same transaction, after the records, and how many pages came before it.
 *   Hubs' arrays, which take as long as the hub is large, are left to the next question about them, since more pages are likely to
 *   follow; of the first pages, which are all where a list is read again, papers are put into those of large hubs
 * @throws LibraryError where the library cannot be written; whatever the records' own iterator throws
 */
export async function importRecords(
  lib: Library,
  records: Iterable<HubLibraryRecord> | AsyncIterable<HubLibraryRecord | readonly Checked[]>,
  origin: Origin,
  onProgress?: (count: number) => void,
  page?: { before: number; also: () => void },
): Promise<ImportReport> {
  if (lib.db.inTransaction) throw new LibraryError(`An import into ${lib.file} is already running; wait for its end.`);
  try {
    reading(lib, () => undefined);
    // Every name a row points to is looked up or made here; asking again for each row would double the work.
    lib.db.pragma('foreign_keys = OFF');
    lib.db.pragma(`cache_size = -${WRITING_CACHE}`);
    lib.db.exec('BEGIN IMMEDIATE');
    unwatch(lib.db);
    const writing = begin(lib, origin);
    let count = 0;
    let isWhole = true;
    const next = (checked: Checked): boolean => {
      count += 1;
      take(writing, checked, count);
      const isTurn = count % PROGRESS === 0;
      if (isTurn) onProgress?.(count);
      const isLong = isTurn ? count >= LONG : (origin.lines?.() ?? 0) >= LONG_LINES;
      if (isWhole && isLong && (origin.share?.() ?? 0) >= FIRST_PART) {
        isWhole = false;
        handOver(writing);
      }
      return isTurn;
    };
    // Waiting for a record that is there already costs more than taking it; keys and signals get their turn all the same.
    if (Symbol.iterator in records) {
      for (const record of records) if (next(checkedRecord(record))) await turn();
    } else
      for await (const given of records)
        if (!isBatch(given)) {
          if (next(checkedRecord(given))) await turn();
        } else for (const checked of given) if (next(checked)) await turn();
    onProgress?.(count);
    const changed = finish(writing, page?.before);
    page?.also();
    watch(lib.db);
    if (!changed) lib.sql('DELETE FROM imports WHERE id = ?').run(writing.import);
    lib.db.exec(changed || page !== undefined ? 'COMMIT' : 'ROLLBACK');
    return writing.report;
  } catch (error) {
    if (lib.db.inTransaction) lib.db.exec('ROLLBACK');
    throw explained(error, lib.file);
  } finally {
    lib.db.pragma('foreign_keys = ON');
    lib.db.pragma(`cache_size = -${READING_CACHE}`);
    lib.cache.clear();
  }
}

function isBatch(given: HubLibraryRecord | readonly Checked[]): given is readonly Checked[] {
  return Array.isArray(given);
}

interface Origin {
  source: string;
  from: string;
  share?: () => number | undefined;
  lines?: () => number;
}

/** Lets whatever else waits have its turn. */
function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

function begin(lib: Library, origin: Origin): Writing {
  const none = (): Tally => ({ added: 0, changed: 0, same: 0 });
  const source = idOfName(lib, 'sources', origin.source);
  const { lastInsertRowid } = lib
    .sql("INSERT INTO imports(source, origin, at, counts) VALUES (?, ?, ?, '{}')")
    .run(source, origin.from, new Date().toISOString());
  return {
    lib,
    source: { id: source, name: origin.source },
    import: Number(lastInsertRowid),
    report: {
      works: none(),
      citations: none(),
      judgements: none(),
      reviews: none(),
      claims: none(),
      integrity: none(),
      hubs: none(),
      joined: 0,
      listedTwice: 0,
      notes: [],
      problems: [],
      problemCount: 0,
    },
    place: '',
    known: new Map(),
    knownBefore: new Map(),
    entered: lib.sql('SELECT 1 FROM aliases LIMIT 1').get() === undefined ? namesEntered() : null,
    names: new Map(),
    heard: new Map(),
    outcomes: new Bits(),
    givenToWork: new Bits(),
    givenToDescription: new Map(),
    hasDescriptions: lib.sql('SELECT 1 FROM descriptions LIMIT 1').get() !== undefined,
    vias: new Map(),
    givenToCitation: new Map(),
    givenToOther: new Map(),
    fieldSets: { numbers: new Map([['', 0]]), sets: [new Set()] },
    stale: new Bits(),
    changed: false,
  };
}

/**
 * Lets others read what is there so far, and goes on in a transaction of its own. What is the same paper is found at the end, when all
 * that is said of each is known: so that the library becomes the same as from one transaction.
 */
function handOver(writing: Writing): void {
  const { lib } = writing;
  if (writing.changed) deriveChanged(writing);
  let papers = 0;
  writing.outcomes.each(() => {
    papers += 1;
  });
  lib.sql('UPDATE imports SET counts = ? WHERE id = ?').run(JSON.stringify({ underWay: papers }), writing.import);
  watch(lib.db);
  const before = writtenElsewhere(lib);
  lib.db.exec('COMMIT');
  lib.db.exec('BEGIN IMMEDIATE');
  unwatch(lib.db);
  if (writtenElsewhere(lib) !== before) writing.entered = null;
  // Others may have merged papers between the two, or set whom they believe.
  const { known, knownBefore, vias, names, heard } = writing;
  for (const cached of [known, knownBefore, vias, names, heard]) cached.clear();
}

/** Gathers the works that changed so far and derives what lists and hubs show of them. */
function deriveChanged(writing: Writing): void {
  const stale = staleOf(writing);
  deriveListed(writing.lib);
  if (deriveCorrected(writing.lib, stale)) deriveListed(writing.lib);
  deriveStale(writing.lib, 'passing');
  writing.stale.each((work, bits) => {
    if (bits !== GONE) writing.stale.set(work, bits | MADE);
  });
}

function staleOf(writing: Writing): Stale {
  const stale = staleWorks(writing.lib);
  writing.stale.each((work, bits) => {
    if (bits === GONE) stale.remove(work);
    else stale.add(work, (bits & LISTED) !== 0 && ((bits & MADE) === 0 || 'made'));
  });
  return stale;
}

/** Pages of a reading that are put into the arrays of large hubs: of a million citers each takes a fortieth of making them anew. */
const FIRST_PAGES = 10;

/**
 * Brings what is derived up to date, joins what is the same paper and notes the import.
 * @param pages how many pages came before, where it is one of a reading
 * @returns whether anything changed
 */
function finish(writing: Writing, pages: number | undefined): boolean {
  const { lib, report } = writing;
  const isMended = report.hubs.added + report.hubs.changed + report.hubs.same > 0 && mendHubs(writing);
  if (writing.changed) {
    const stale = staleOf(writing);
    deriveListed(lib);
    joinSame(writing, stale);
    lib
      .sql('UPDATE works SET import = ? WHERE id IN (SELECT work FROM temp.stale WHERE listed) AND import IS NOT ?')
      .run(writing.import, writing.import);
    if (deriveCorrected(lib, stale)) deriveListed(lib);
    if (pages === undefined) deriveStale(lib, isMended ? 'anew' : 'grown');
    else deriveStale(lib, pages < FIRST_PAGES && !isMended ? 'kept' : 'dropped');
  }
  writing.outcomes.each((_, outcome) => {
    report.works[OUTCOMES[outcome - 1]!] += 1;
  });
  for (const { work, again } of worksListedTwice(lib, writing.source.name))
    if (writing.outcomes.get(work) > 0) report.listedTwice += again;
  const { problems: _, problemCount: __, notes: ___, ...counts } = report;
  lib.sql('UPDATE imports SET counts = ? WHERE id = ?').run(JSON.stringify(counts), writing.import);
  return writing.changed;
}

/** What earlier versions took for co-cited works goes when a hub's page comes again. @returns whether there was any */
function mendHubs(writing: Writing): boolean {
  const { dropped, changed } = dropFalseWorks(writing.lib);
  writing.changed ||= changed;
  for (const { work } of dropped) for (const bits of [writing.outcomes, writing.stale]) bits.set(work, 0);
  return changed;
}

/** Joins the works of this import with those that share no name with them and are the same paper (same-paper.ts, nameless-hubs.ts). */
function joinSame(writing: Writing, stale: Stale): void {
  const { lib, report } = writing;
  const outOfDate = new Set<WorkNumber>();
  const join = (survivor: WorkNumber, gone: WorkNumber): void =>
    noteJoined(writing, survivor, gone, () => {
      const joined = joinWorks(lib, survivor, gone);
      for (const work of [survivor, ...joined.neighbours]) outOfDate.add(work);
      outOfDate.delete(gone);
      stale.remove(gone);
      return joined;
    });
  // Papers that cite one hub are told by that.
  joinNamelessHubs(writing, join);
  joinSamePapers(lib, (survivor, gone) => {
    join(survivor, gone);
    report.joined += 1;
  });
  for (const work of outOfDate) {
    deriveRow(lib, work);
    stale.add(work, true);
  }
}

function take(writing: Writing, { record, wrong, wrongCount }: Checked, count: number): void {
  if (wrongCount > 0) {
    writing.place = `record ${count}`;
    for (const message of wrong) noteProblem(writing, message);
    writing.report.problemCount += wrongCount - wrong.length;
  }
  if (record === null) return;
  const id = record.type === 'work' ? record.ids[0] : record.type === 'citation' ? record.citing : record.work;
  writing.place = `record ${count} (${record.type} ${id})`;
  switch (record.type) {
    case 'work':
      takeWork(writing, record);
      return;
    case 'citation':
      takeCitation(writing, record);
      return;
    case 'review':
      takeReview(writing, record);
      return;
    case 'claim':
      takeClaim(writing, record);
      return;
    case 'integrity':
      takeIntegrity(writing, record);
      return;
    case 'hub':
      takeHub(writing, record);
  }
}
