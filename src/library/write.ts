/**
 * Records into the library. How what sources say comes together:
 * - Who a work is: its aliases. A record whose names belong to two works joins them where that is safe (join.ts).
 * - A field of a work or citation: what is missing is filled by anybody. What is there is replaced only by the source that
 *   first described the work or citation, and only by the first record of an import that has the field, so that a source
 *   which contradicts itself within one file gives the same library each time.
 * - A citation that its source called influential once stays so: copies of one dump disagree, and their order means nothing.
 * - Judgements are only appended: a set that says what the same judge said just before or after that time adds nothing.
 * - Reviews, printed hubs and claims: the later record of the same source replaces what it names and leaves the rest.
 */
import type {
  CitationRecord,
  ClaimRecord,
  Context,
  HubLibraryRecord,
  HubRecord,
  Judgement,
  Ref,
  ReviewRecord,
  WorkRecord,
} from '../hub/record.js';
import { checkRecord } from './check.js';
import { deriveLabels, deriveStale, indexAbstract, indexContext, indexTitle, putLabels, staleWorks } from './derive.js';
import { explained, LibraryError } from './error.js';
import { joinWorks } from './join.js';
import type { WorkId } from './model.js';
import { type Library, reading } from './open.js';
import { AXES, judgeRank } from './precedence.js';
import { unwatch, watch } from './touched.js';

export interface Tally {
  added: number;
  changed: number;
  /** Named by the import and already in the library as it says. */
  same: number;
}

export interface ImportProblem {
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
  hubs: Tally;
  /** The first PROBLEMS of them. */
  problems: ImportProblem[];
  /** How many there were. */
  problemCount: number;
}

/** Problems kept in a report. */
const PROBLEMS = 1000;
/** Records between two words of progress. */
const PROGRESS = 1000;
/** Names kept at hand. */
const KNOWN = 200_000;
/** Pages kept in memory while writing, in KiB, and otherwise. */
const WRITING_CACHE = 65_536;
const READING_CACHE = 32_768;

/** What became of a work in this import; a number for each, as `outcomes` holds them. 0: not named. */
const OUTCOMES = ['same', 'changed', 'added'] as const;
type Outcome = (typeof OUTCOMES)[number];

/** The state of one import. What is kept for every work is a few bits, so that a million of them take little room. */
interface Writing {
  lib: Library;
  source: number;
  import: number;
  report: ImportReport;
  place: string;
  /** Names met, to spare the look-up. */
  known: Map<Ref, WorkId>;
  names: Map<string, number>;
  /** By work: 1 + the place among OUTCOMES of what became of it. */
  outcomes: Bits;
  /** By work: fields given in this import. */
  givenToWork: Bits;
  /** Fields given in this import to citations that were there before it, by citationKey. */
  givenToCitation: Map<number, number>;
  /** By kind and source of the record and then by number: which set of fields this import has given, see `fieldSets`. */
  givenToOther: Map<string, Bits>;
  fieldSets: FieldSets;
  /** By work: LISTED or CITING. */
  stale: Bits;
  changed: boolean;
}

/** The work's list row is out of date, and the hubs that show it. */
const LISTED = 2;
/** It cites something new: what else it cites has another list of works cited together with it. */
const CITING = 1;

/** Small numbers by id, 0 where none was set. */
class Bits {
  private values = new Uint16Array(1024);

  get(id: number): number {
    return this.values[id] ?? 0;
  }

  set(id: number, bits: number): void {
    if (id >= this.values.length) {
      const larger = new Uint16Array(Math.max(id + 1, this.values.length * 2));
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
interface FieldSets {
  numbers: Map<string, number>;
  sets: ReadonlySet<string>[];
}

/**
 * Imports records in one transaction: what interrupts it leaves the library as it was. Records are checked first; what is
 * wrong with one is told in the report and the rest goes on.
 * @param origin.source who says so, e.g. `semantic-scholar`; origin.from: the file or address
 * @param onProgress told the number of records so far, every thousand and at the end
 * @param also what else is to be written in the same transaction, after the records; then hubs' arrays, which take as long
 *   as the hub is large, are left to the next question about them, since more pages are likely to follow
 * @throws LibraryError where the library cannot be written; whatever the records' own iterator throws
 */
export async function importRecords(
  lib: Library,
  records: Iterable<HubLibraryRecord> | AsyncIterable<HubLibraryRecord>,
  origin: { source: string; from: string },
  onProgress?: (count: number) => void,
  also?: () => void,
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
    const next = (record: HubLibraryRecord): boolean => {
      count += 1;
      take(writing, record, count);
      if (count % PROGRESS === 0) onProgress?.(count);
      return count % PROGRESS === 0;
    };
    // Waiting for a record that is there already costs more than taking it; keys and signals get their turn all the same.
    if (Symbol.iterator in records) {
      for (const record of records) if (next(record)) await turn();
    } else for await (const record of records) if (next(record)) await turn();
    onProgress?.(count);
    const changed = finish(writing, also === undefined);
    also?.();
    watch(lib.db);
    if (!changed) lib.sql('DELETE FROM imports WHERE id = ?').run(writing.import);
    lib.db.exec(changed || also !== undefined ? 'COMMIT' : 'ROLLBACK');
    return writing.report;
  } catch (error) {
    if (lib.db.inTransaction) lib.db.exec('ROLLBACK');
    throw explained(error, lib.file);
  } finally {
    lib.db.pragma('foreign_keys = ON');
    lib.db.pragma(`cache_size = -${READING_CACHE}`);
    lib.kept.clear();
  }
}

/** Lets whatever else waits have its turn. */
function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

function begin(lib: Library, origin: { source: string; from: string }): Writing {
  const none = (): Tally => ({ added: 0, changed: 0, same: 0 });
  const source = idOfName(lib, 'sources', origin.source);
  const { lastInsertRowid } = lib
    .sql("INSERT INTO imports(source, origin, at, counts) VALUES (?, ?, ?, '{}')")
    .run(source, origin.from, new Date().toISOString());
  return {
    lib,
    source,
    import: Number(lastInsertRowid),
    report: {
      works: none(),
      citations: none(),
      judgements: none(),
      reviews: none(),
      claims: none(),
      hubs: none(),
      problems: [],
      problemCount: 0,
    },
    place: '',
    known: new Map(),
    names: new Map(),
    outcomes: new Bits(),
    givenToWork: new Bits(),
    givenToCitation: new Map(),
    givenToOther: new Map(),
    fieldSets: { numbers: new Map([['', 0]]), sets: [new Set()] },
    stale: new Bits(),
    changed: false,
  };
}

/** Brings what is derived up to date and notes the import. @returns whether anything changed */
function finish(writing: Writing, withArrays: boolean): boolean {
  const { lib, report } = writing;
  writing.outcomes.each((_, outcome) => {
    report.works[OUTCOMES[outcome - 1]!] += 1;
  });
  if (!writing.changed) return false;
  const { problems: _, problemCount: __, ...counts } = report;
  lib.sql('UPDATE imports SET counts = ? WHERE id = ?').run(JSON.stringify(counts), writing.import);
  const stale = staleWorks(lib);
  writing.stale.each((work, bits) => stale.add(work, (bits & LISTED) !== 0));
  lib
    .sql('UPDATE works SET import = ? WHERE id IN (SELECT work FROM temp.stale WHERE listed) AND import IS NOT ?')
    .run(writing.import, writing.import);
  deriveStale(lib, withArrays);
  return true;
}

/** Notes that what is derived of a work is out of date. */
function setStale(writing: Writing, work: WorkId, bits: number): void {
  writing.changed = true;
  writing.stale.set(work, writing.stale.get(work) | bits);
}

function complain(writing: Writing, message: string): void {
  writing.report.problemCount += 1;
  if (writing.report.problems.length < PROBLEMS) writing.report.problems.push({ place: writing.place, message });
}

function take(writing: Writing, raw: unknown, count: number): void {
  writing.place = `record ${count}`;
  const record = checkRecord(raw, (message) => complain(writing, message));
  if (record === null) return;
  const name = record.type === 'work' ? record.ids[0] : record.type === 'citation' ? record.citing : record.work;
  writing.place = `record ${count} (${record.type} ${name})`;
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
    case 'hub':
      takeHub(writing, record);
  }
}

/** The number of a name in a small table of names, entered where it is new. */
function idOfName(lib: Library, table: 'sources' | 'judges', name: string): number {
  const found = lib.sql(`SELECT id FROM ${table} WHERE name = ?`).get(name) as { id: number } | undefined;
  if (found) return found.id;
  const made =
    table === 'sources'
      ? lib.sql('INSERT INTO sources(name) VALUES (?)').run(name)
      : lib.sql('INSERT INTO judges(name, rank) VALUES (?, ?)').run(name, judgeRank(name));
  return Number(made.lastInsertRowid);
}

function lookUp(writing: Writing, ref: Ref): WorkId | undefined {
  const known = writing.known.get(ref);
  if (known !== undefined) return known;
  const at = ref.indexOf(':');
  const found = writing.lib
    .sql('SELECT work FROM aliases WHERE scheme = ? AND value = ?')
    .get(ref.slice(0, at), ref.slice(at + 1)) as { work: WorkId } | undefined;
  if (found) remember(writing, ref, found.work);
  return found?.work;
}

function remember(writing: Writing, ref: Ref, work: WorkId): void {
  if (writing.known.size >= KNOWN) writing.known.clear();
  writing.known.set(ref, work);
}

/** A work of which only the name is known. */
function create(writing: Writing, refs: Ref[]): WorkId {
  const { lastInsertRowid } = writing.lib.sql('INSERT INTO works(import) VALUES (?)').run(writing.import);
  return enter(writing, Number(lastInsertRowid), refs);
}

/** Notes a work that is new. */
function enter(writing: Writing, id: WorkId, refs: Ref[]): WorkId {
  name(writing, id, refs);
  writing.outcomes.set(id, 1 + OUTCOMES.indexOf('added'));
  setStale(writing, id, LISTED);
  return id;
}

/** The names of a work in order. */
function refsOf(lib: Library, work: WorkId): Ref[] {
  return lib
    .sql("SELECT scheme || ':' || value FROM aliases WHERE work = ? ORDER BY position")
    .pluck()
    .all(work) as Ref[];
}

/** Gives a work without names these, in order. */
function name(writing: Writing, work: WorkId, refs: Ref[]): void {
  const insert = writing.lib.sql('INSERT INTO aliases(scheme, value, work, position) VALUES (?, ?, ?, ?)');
  refs.forEach((ref, i) => {
    const at = ref.indexOf(':');
    insert.run(ref.slice(0, at), ref.slice(at + 1), work, i);
    remember(writing, ref, work);
  });
}

/** The work of a name; one that is only named so far where nobody described it. */
function workOf(writing: Writing, ref: Ref): WorkId {
  return lookUp(writing, ref) ?? create(writing, [ref]);
}

/** Notes what became of a described work; an addition outlives a change, a change outlives "same". */
function note(writing: Writing, work: WorkId, outcome: Outcome): void {
  if (outcome !== 'same') setStale(writing, work, LISTED);
  writing.outcomes.set(work, Math.max(writing.outcomes.get(work), 1 + OUTCOMES.indexOf(outcome)));
}

/** Whether this import brought the work in: then it gave all that is stored of it. */
function isNew(writing: Writing, work: WorkId): boolean {
  return OUTCOMES[writing.outcomes.get(work) - 1] === 'added';
}

interface WorkRow {
  source: number | null;
  title: string | null;
  authors: string | null;
  [column: string]: unknown;
}

/** Columns of works and the record's fields they hold; the bit of a field is its place here. */
const WORK_FIELDS = [
  ['title', 'title'],
  ['date', 'date'],
  ['venue', 'venue'],
  ['kind', 'kind'],
  ['category', 'category'],
  ['volume', 'volume'],
  ['issue', 'issue'],
  ['pages', 'pages'],
  ['publisher', 'publisher'],
  ['url', 'url'],
  ['cited_by', 'citedBy'],
  ['retracted', 'retracted'],
  ['abstract', 'abstract'],
  ['summary', 'summary'],
  ['authors', 'authors'],
] as const satisfies readonly (readonly [string, keyof WorkRecord])[];

const COLUMNS = WORK_FIELDS.filter(([column]) => !['abstract', 'summary', 'authors'].includes(column));
const ADD_WORK = `INSERT INTO works(${COLUMNS.map(([column]) => column).join(', ')}, source, import)
  VALUES (${'?, '.repeat(COLUMNS.length)}?, ?)`;

const plainValue = (value: unknown): unknown => (typeof value === 'boolean' ? Number(value) : (value ?? null));

function takeWork(writing: Writing, record: WorkRecord): void {
  if (record.ids.every((ref) => lookUp(writing, ref) === undefined)) addWork(writing, record);
  else describeWork(writing, record, identify(writing, record));
}

/** A work nobody named before. */
function addWork(writing: Writing, record: WorkRecord): void {
  const { lib } = writing;
  const { lastInsertRowid } = lib
    .sql(ADD_WORK)
    .run(...COLUMNS.map(([, field]) => plainValue(record[field])), writing.source, writing.import);
  const work = enter(writing, Number(lastInsertRowid), record.ids);
  if (record.abstract !== undefined || record.summary !== undefined) {
    lib
      .sql('INSERT INTO texts(work, abstract, summary) VALUES (?, ?, ?)')
      .run(work, record.abstract ?? null, record.summary ?? null);
  }
  addAuthors(lib, work, record);
  indexTitle(lib, work, record.title ?? null, true);
  indexAbstract(lib, work, record.abstract ?? null, true);
  writing.givenToWork.set(work, fieldBits(record));
}

function fieldBits(record: WorkRecord): number {
  let bits = 0;
  for (let i = 0; i < WORK_FIELDS.length; i += 1) if (record[WORK_FIELDS[i]![1]] !== undefined) bits |= 1 << i;
  return bits;
}

/** A work that is there: what the record may change of it is changed. */
function describeWork(writing: Writing, record: WorkRecord, work: WorkId): void {
  const { lib } = writing;
  const row = lib
    .sql('SELECT works.*, abstract, summary FROM works LEFT JOIN texts ON work = id WHERE id = ?')
    .get(work) as WorkRow;
  const first = row.source === null;
  const given = writing.givenToWork.get(work);
  const renamed = rename(writing, work, record.ids, first);
  const said = new Map<string, unknown>();
  WORK_FIELDS.forEach(([column, field], i) => {
    const value = record[field];
    if (value === undefined) return;
    const stored = column === 'authors' ? authorsOf(lib, work) : row[column];
    const plain = column === 'authors' ? JSON.stringify(value) : plainValue(value);
    const mayReplace = (first || row.source === writing.source) && (given & (1 << i)) === 0;
    if ((stored === null || mayReplace) && stored !== plain) said.set(column, plain);
  });
  writing.givenToWork.set(work, given | fieldBits(record));
  const changed = COLUMNS.flatMap(([column]) => (said.has(column) ? [column as string] : []));
  const values = changed.map((column) => said.get(column));
  if (first) {
    changed.push('source');
    values.push(writing.source);
  }
  if (changed.length > 0) {
    lib
      .sql(`UPDATE works SET ${changed.map((column) => `${column} = ?`).join(', ')} WHERE id = ?`)
      .run(...values, work);
  }
  if (said.has('abstract') || said.has('summary')) {
    lib
      .sql(
        `INSERT INTO texts(work, abstract, summary) VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET
         abstract = coalesce(excluded.abstract, abstract), summary = coalesce(excluded.summary, summary)`,
      )
      .run(work, said.get('abstract') ?? null, said.get('summary') ?? null);
  }
  if (said.has('authors')) {
    lib.sql('DELETE FROM authors WHERE work = ?').run(work);
    addAuthors(lib, work, record);
  }
  if (said.has('title')) indexTitle(lib, work, record.title!, row.title === null);
  if (said.has('abstract')) indexAbstract(lib, work, record.abstract!, row.abstract === null);
  note(writing, work, renamed || first || said.size > 0 ? 'changed' : 'same');
}

/** The work a record describes: the one that has its names, those that have them joined where they are the same, or a new one. */
function identify(writing: Writing, record: WorkRecord): WorkId {
  // The older work is kept: the same files again bring its values first, too, and so nothing new.
  const found = new Set(record.ids.map((ref) => lookUp(writing, ref)).filter((id) => id !== undefined));
  const [work, ...others] = [...found].sort((a, b) => a - b);
  if (work === undefined) return create(writing, record.ids);
  for (const other of others) {
    const refs = refsOf(writing.lib, other);
    const joined = joinWorks(writing.lib, work, other);
    if (!joined) {
      complain(
        writing,
        `${record.ids.filter((ref) => refs.includes(ref)).join(', ')} is in the library as a work of another title; it stays there`,
      );
      continue;
    }
    for (const ref of refs) remember(writing, ref, work);
    writing.givenToWork.set(work, writing.givenToWork.get(work) | writing.givenToWork.get(other));
    note(writing, work, OUTCOMES[writing.outcomes.get(other) - 1] ?? 'changed');
    note(writing, work, 'changed');
    for (const neighbour of joined) setStale(writing, neighbour, LISTED | CITING);
    for (const bits of [writing.outcomes, writing.givenToWork, writing.stale]) bits.set(other, 0);
  }
  return work;
}

/** Adds the names that are new. The first description says in which order they stand. */
function rename(writing: Writing, work: WorkId, ids: Ref[], first: boolean): boolean {
  const { lib } = writing;
  const stored = refsOf(lib, work);
  const own = ids.filter((ref) => (lookUp(writing, ref) ?? work) === work);
  const wanted = first ? [...new Set([...own, ...stored])] : [...new Set([...stored, ...own])];
  if (wanted.length === stored.length && wanted.every((ref, i) => ref === stored[i])) return false;
  lib.sql('DELETE FROM aliases WHERE work = ?').run(work);
  name(writing, work, wanted);
  return true;
}

interface AuthorRow {
  name: string;
  family: string | null;
  given: string | null;
  is_group: number;
}

/** The authors as JSON in the record's form, or null where there are none. */
function authorsOf(lib: Library, work: WorkId): string | null {
  const rows = lib
    .sql('SELECT name, family, given, is_group FROM authors WHERE work = ? ORDER BY position')
    .all(work) as AuthorRow[];
  return rows.length === 0 ? null : JSON.stringify(rows.map(authorOf));
}

/** An author as records have it. */
export function authorOf(row: AuthorRow): NonNullable<WorkRecord['authors']>[number] {
  return {
    name: row.name,
    ...(row.family !== null && { family: row.family }),
    ...(row.given !== null && { given: row.given }),
    ...(row.is_group === 1 && { group: true as const }),
  };
}

function addAuthors(lib: Library, work: WorkId, record: WorkRecord): void {
  const insert = lib.sql(
    'INSERT INTO authors(work, position, name, family, given, is_group) VALUES (?, ?, ?, ?, ?, ?)',
  );
  record.authors?.forEach((author, i) => {
    insert.run(work, i, author.name, author.family ?? null, author.given ?? null, author.group ? 1 : 0);
  });
}

/** One number for a citation; exact while a library has fewer than 2^26 works. */
function citationKey(cited: WorkId, citing: WorkId): number {
  return cited * 2 ** 26 + citing;
}

function takeCitation(writing: Writing, record: CitationRecord): void {
  const { lib, report } = writing;
  const cited = workOf(writing, record.cited);
  const citing = workOf(writing, record.citing);
  if (cited === citing) {
    complain(writing, 'a work does not cite itself; the citation is left out');
    return;
  }
  const places = record.places ?? null;
  const influential = record.influential === undefined ? null : Number(record.influential);
  const added = lib
    .sql('INSERT OR IGNORE INTO citations(cited, citing, places, influential, source) VALUES (?, ?, ?, ?, ?)')
    .run(cited, citing, places, influential, writing.source);
  if (added.changes > 0) {
    addContexts(lib, cited, citing, record.contexts ?? []);
    addJudgements(writing, cited, citing, record.judgements ?? []);
    report.citations.added += 1;
    setStale(writing, cited, LISTED);
    setStale(writing, citing, CITING);
    return;
  }
  const key = citationKey(cited, citing);
  const stored = lib
    .sql('SELECT places, influential, source FROM citations WHERE cited = ? AND citing = ?')
    .get(cited, citing) as { places: number | null; influential: number | null; source: number };
  const bits = (one: number | null, two: number | null): number => (one === null ? 0 : 1) | (two === null ? 0 : 2);
  const own = isNew(writing, cited) || isNew(writing, citing);
  const given = own ? bits(stored.places, stored.influential) : (writing.givenToCitation.get(key) ?? 0);
  if (!own) writing.givenToCitation.set(key, given | bits(places, influential));
  let outcome: Outcome = 'same';
  const choose = (old: number | null, said: number | null, bit: number): number | null => {
    const mayReplace = stored.source === writing.source && (given & bit) === 0;
    return said !== null && (old === null || mayReplace) ? said : old;
  };
  const newPlaces = choose(stored.places, places, 1);
  // Overlapping shards of one dump disagree on this flag; whoever called the citation influential once, whatever the order, did.
  const newInfluential =
    stored.source === writing.source && (stored.influential === 1 || influential === 1)
      ? 1
      : choose(stored.influential, influential, 2);
  if (newPlaces !== stored.places || newInfluential !== stored.influential) {
    lib
      .sql('UPDATE citations SET places = ?, influential = ? WHERE cited = ? AND citing = ?')
      .run(newPlaces, newInfluential, cited, citing);
    outcome = 'changed';
  }
  if (record.contexts && mergeContexts(lib, cited, citing, record.contexts)) outcome = 'changed';
  if (record.judgements) {
    const judged = new Set(record.judgements.filter((said) => judge(writing, cited, citing, said)).map((s) => s.axis));
    for (const axis of judged) deriveLabels(lib, cited, citing, AXES.indexOf(axis));
    if (judged.size > 0) setStale(writing, cited, LISTED);
  }
  report.citations[outcome] += 1;
  if (outcome !== 'same') setStale(writing, cited, LISTED);
}

/** The sentences of a citation that is new. */
function addContexts(lib: Library, cited: WorkId, citing: WorkId, contexts: readonly Context[]): void {
  const texts = new Set(contexts.map(({ text }) => text));
  if (texts.size < contexts.length) {
    mergeContexts(lib, cited, citing, contexts);
    return;
  }
  for (const context of contexts) addContext(lib, cited, citing, context);
}

function addContext(lib: Library, cited: WorkId, citing: WorkId, { text, section, labels }: Context): number {
  const said = labels ? JSON.stringify(labels) : null;
  const { lastInsertRowid } = lib
    .sql('INSERT INTO contexts(cited, citing, text, section, labels) VALUES (?, ?, ?, ?, ?)')
    .run(cited, citing, text, section ?? null, said);
  const id = Number(lastInsertRowid);
  indexContext(lib, id, text, true);
  return id;
}

/** The judgements of a citation that is new. */
function addJudgements(writing: Writing, cited: WorkId, citing: WorkId, judgements: readonly Judgement[]): void {
  const { lib } = writing;
  const alone = new Set(judgements.map(({ axis }) => axis)).size === judgements.length;
  if (!alone) {
    for (const said of judgements) judge(writing, cited, citing, said);
    for (const axis of AXES.keys()) deriveLabels(lib, cited, citing, axis);
    return;
  }
  for (const said of judgements) {
    append(writing, cited, citing, said, judgeOf(writing, said.judge));
    putLabels(lib, cited, citing, AXES.indexOf(said.axis), said.labels);
  }
}

function judgeOf(writing: Writing, name: string): number {
  const known = writing.names.get(name) ?? idOfName(writing.lib, 'judges', name);
  writing.names.set(name, known);
  return known;
}

function append({ lib, report }: Writing, cited: WorkId, citing: WorkId, said: Judgement, judge: number): void {
  lib
    .sql('INSERT INTO judgements(cited, citing, axis, judge, labels, confidence, at) VALUES (?, ?, ?, ?, ?, ?, ?)')
    .run(cited, citing, AXES.indexOf(said.axis), judge, JSON.stringify(said.labels), said.confidence ?? null, said.at);
  report.judgements.added += 1;
}

/** Adds the sentences that are new and fills what was not known of the others. @returns whether it changed anything */
function mergeContexts(lib: Library, cited: WorkId, citing: WorkId, contexts: readonly Context[]): boolean {
  const stored = new Map(
    (
      lib.sql('SELECT id, text, section, labels FROM contexts WHERE cited = ? AND citing = ?').all(cited, citing) as {
        id: number;
        text: string;
        section: string | null;
        labels: string | null;
      }[]
    ).map((row) => [row.text, row]),
  );
  let changed = false;
  for (const context of contexts) {
    const { text, section = null, labels } = context;
    const said = labels ? JSON.stringify(labels) : null;
    const row = stored.get(text);
    if (!row) {
      stored.set(text, { id: addContext(lib, cited, citing, context), text, section, labels: said });
      changed = true;
    } else if ((row.section === null && section !== null) || (row.labels === null && said !== null)) {
      row.section ??= section;
      row.labels ??= said;
      lib.sql('UPDATE contexts SET section = ?, labels = ? WHERE id = ?').run(row.section, row.labels, row.id);
      changed = true;
    }
  }
  return changed;
}

/** Appends a judge's set unless that judge said the same just before or just after. @returns whether it was appended */
function judge(writing: Writing, cited: WorkId, citing: WorkId, said: Judgement): boolean {
  const { lib, report } = writing;
  const judgeId = judgeOf(writing, said.judge);
  const history = lib
    .sql(`SELECT labels, at FROM judgements WHERE cited = ? AND citing = ? AND axis = ? AND judge = ? ORDER BY at, id`)
    .all(cited, citing, AXES.indexOf(said.axis), judgeId) as { labels: string; at: string }[];
  const set = [...said.labels].sort().join('\n');
  const says = (row: { labels: string } | undefined): boolean =>
    row !== undefined && (JSON.parse(row.labels) as string[]).sort().join('\n') === set;
  // Sets of one time have no order: copies of a dump that disagree.
  const before = history.findLast((row) => row.at < said.at);
  const after = history.find((row) => row.at > said.at);
  if (says(before) || says(after) || history.some((row) => row.at === said.at && says(row))) {
    report.judgements.same += 1;
    return false;
  }
  append(writing, cited, citing, said, judgeId);
  return true;
}

type Fields = Record<string, unknown>;

/** Fields as JSON in an order that does not depend on which came first. */
function inOrder(fields: Fields): string {
  return JSON.stringify(Object.fromEntries(Object.entries(fields).sort(([a], [b]) => (a < b ? -1 : 1))));
}

/**
 * The stored fields with the given ones laid over them, or null where that changes nothing. What this import gave before
 * stays, unless `newer`.
 * @param kind what numbers `id` counts, e.g. `review pith`
 */
function overlaid(
  writing: Writing,
  kind: string,
  id: number,
  stored: Fields,
  said: Fields,
  mayReplace: boolean,
  newer: boolean,
): Fields | null {
  const { givenToOther, fieldSets } = writing;
  const given = givenToOther.get(kind) ?? new Bits();
  givenToOther.set(kind, given);
  const before = fieldSets.sets[given.get(id)]!;
  given.set(id, numberOf(fieldSets, [...before, ...Object.keys(said)]));
  const result = { ...stored };
  let changed = false;
  for (const [field, value] of Object.entries(said)) {
    const replace = newer || (mayReplace && !before.has(field));
    if (field in stored && !replace) continue;
    if (JSON.stringify(stored[field]) === JSON.stringify(value)) continue;
    result[field] = value;
    changed = true;
  }
  return changed ? result : null;
}

function numberOf({ numbers, sets }: FieldSets, fields: readonly string[]): number {
  const set = new Set(fields);
  const key = [...set].sort().join(' ');
  const known = numbers.get(key);
  if (known !== undefined) return known;
  numbers.set(key, sets.length);
  return sets.push(set) - 1;
}

function takeReview(writing: Writing, record: ReviewRecord): void {
  const { lib, report } = writing;
  const { type: _, work: ref, source, ...said } = record;
  const work = workOf(writing, ref);
  const stored = storedReview(lib, work, source);
  const [old, now] = [stored?.reviewedAt as string | undefined, said.reviewedAt];
  const older = old !== undefined && now !== undefined && now < old;
  const newer = old !== undefined && now !== undefined && now > old;
  const result = overlaid(writing, `review ${source}`, work, stored ?? {}, said, !older, newer);
  if (stored && result === null) {
    report.reviews.same += 1;
    return;
  }
  const { verdict, novelty, reviewedAt, ...rest } = result ?? said;
  lib
    .sql('INSERT OR REPLACE INTO reviews(work, source, verdict, novelty, reviewed_at, rest) VALUES (?, ?, ?, ?, ?, ?)')
    .run(work, source, verdict ?? null, novelty ?? null, reviewedAt ?? null, inOrder(rest));
  report.reviews[stored ? 'changed' : 'added'] += 1;
  setStale(writing, work, LISTED);
}

interface ReviewRow {
  verdict: string | null;
  novelty: number | null;
  reviewed_at: string | null;
  rest: string;
}

/** A review's fields as records have them, without its work and source. */
export function reviewFields(row: ReviewRow): Fields {
  return {
    ...(row.verdict !== null && { verdict: row.verdict }),
    ...(row.novelty !== null && { novelty: row.novelty }),
    ...(row.reviewed_at !== null && { reviewedAt: row.reviewed_at }),
    ...(JSON.parse(row.rest) as Fields),
  };
}

function storedReview(lib: Library, work: WorkId, source: string): Fields | undefined {
  const row = lib
    .sql('SELECT verdict, novelty, reviewed_at, rest FROM reviews WHERE work = ? AND source = ?')
    .get(work, source) as ReviewRow | undefined;
  return row && reviewFields(row);
}

function takeHub(writing: Writing, record: HubRecord): void {
  const { lib, report } = writing;
  const { type: _, work: ref, source, at = '', ...said } = record;
  const work = workOf(writing, ref);
  const row = lib.sql('SELECT printed FROM hubs WHERE work = ? AND source = ? AND at = ?').get(work, source, at) as
    | { printed: string }
    | undefined;
  const stored = row ? (JSON.parse(row.printed) as Fields) : {};
  const result = overlaid(writing, `hub ${at} ${source}`, work, stored, said, true, false);
  if (row && result === null) {
    report.hubs.same += 1;
    return;
  }
  lib
    .sql('INSERT OR REPLACE INTO hubs(work, source, at, printed) VALUES (?, ?, ?, ?)')
    .run(work, source, at, inOrder(result ?? { ...said }));
  report.hubs[row ? 'changed' : 'added'] += 1;
  setStale(writing, work, LISTED);
}

/** A claim is the same by its own id, or else by what it says, and of which kind, according to whom. */
function takeClaim(writing: Writing, record: ClaimRecord): void {
  const { lib, report } = writing;
  const { type: _, work: ref, ...said } = record;
  const work = workOf(writing, ref);
  const row = (
    said.claimId === undefined
      ? lib
          .sql('SELECT * FROM claims WHERE work = ? AND claim_id IS NULL AND kind = ? AND text = ? AND source IS ?')
          .get(work, said.kind, said.text, said.source ?? null)
      : lib.sql('SELECT * FROM claims WHERE work = ? AND claim_id = ?').get(work, said.claimId)
  ) as ClaimRow | undefined;
  const values = (now: typeof said): unknown[] =>
    [now.kind, now.text, now.source, now.status, now.attestation, now.claimId].map((value) => value ?? null);
  const id =
    row?.id ??
    Number(
      lib
        .sql('INSERT INTO claims(kind, text, source, status, attestation, claim_id, work) VALUES (?, ?, ?, ?, ?, ?, ?)')
        .run(...values(said), work).lastInsertRowid,
    );
  const result = overlaid(writing, 'claim', id, row ? claimFields(row) : {}, { ...said }, true, false);
  if (row && result === null) {
    report.claims.same += 1;
    return;
  }
  if (row) {
    lib
      .sql('UPDATE claims SET kind = ?, text = ?, source = ?, status = ?, attestation = ?, claim_id = ? WHERE id = ?')
      .run(...values(result as typeof said), id);
  }
  report.claims[row ? 'changed' : 'added'] += 1;
  setStale(writing, work, LISTED);
}

export interface ClaimRow {
  id: number;
  kind: string;
  text: string;
  source: string | null;
  status: string | null;
  attestation: string | null;
  claim_id: string | null;
}

/** A claim's fields as records have them, without its work. */
export function claimFields(row: ClaimRow): Omit<ClaimRecord, 'type' | 'work'> {
  return {
    kind: row.kind,
    text: row.text,
    ...(row.source !== null && { source: row.source }),
    ...(row.status !== null && { status: row.status }),
    ...(row.attestation !== null && { attestation: row.attestation }),
    ...(row.claim_id !== null && { claimId: row.claim_id }),
  };
}
