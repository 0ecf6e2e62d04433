/**
 * Records into the library. How what sources say comes together:
 * - Who a work is: its aliases. A record whose names belong to two works joins them where that is safe (join.ts).
 * - A field of a work or citation: what is missing is filled by anybody. What is there is replaced only by the source that
 *   first described the work or citation, and only by the first record of an import that has the field, so that a source
 *   which contradicts itself within one file gives the same library each time.
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
import { AXES, deriveContext, deriveLabels, deriveWork, judgeRank } from './derive.js';
import { explained, LibraryError } from './error.js';
import { joinWorks } from './join.js';
import type { WorkId } from './model.js';
import type { Library } from './open.js';

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

type Outcome = keyof Tally;

/** The state of one import. */
interface Writing {
  lib: Library;
  source: number;
  report: ImportReport;
  place: string;
  /** Names met, to spare the look-up. */
  known: Map<Ref, WorkId>;
  /** What became of each work described or created. */
  works: Map<WorkId, Outcome>;
  /** Fields given in this import, as bits: by work, and by citation (see citationKey). */
  givenToWork: Map<WorkId, number>;
  givenToCitation: Map<number, number>;
  /** Fields given in this import of reviews, hubs and claims, by what names the record. */
  givenToOther: Map<string, Set<string>>;
  /** Works whose derived rows are out of date. */
  stale: Set<WorkId>;
}

/**
 * Imports records in one transaction: what interrupts it leaves the library as it was. Records are checked first; what is
 * wrong with one is told in the report and the rest goes on.
 * @param origin.source who says so, e.g. `semantic-scholar`; origin.from: the file or address
 * @param onProgress told the number of records so far, every thousand and at the end
 * @throws LibraryError where the library cannot be written; whatever the records' own iterator throws
 */
export async function importRecords(
  lib: Library,
  records: Iterable<HubLibraryRecord> | AsyncIterable<HubLibraryRecord>,
  origin: { source: string; from: string },
  onProgress?: (count: number) => void,
): Promise<ImportReport> {
  if (lib.db.inTransaction) throw new LibraryError(`An import into ${lib.file} is already running; wait for its end.`);
  try {
    lib.db.exec('BEGIN IMMEDIATE');
  } catch (error) {
    throw explained(error, lib.file);
  }
  try {
    const writing = begin(lib, origin.source);
    let count = 0;
    for await (const record of records) {
      count += 1;
      take(writing, record, count);
      if (count % PROGRESS === 0) onProgress?.(count);
    }
    onProgress?.(count);
    const changed = finish(writing, origin);
    lib.db.exec(changed ? 'COMMIT' : 'ROLLBACK');
    return writing.report;
  } catch (error) {
    if (lib.db.inTransaction) lib.db.exec('ROLLBACK');
    throw explained(error, lib.file);
  } finally {
    lib.kept.clear();
  }
}

function begin(lib: Library, source: string): Writing {
  const none = (): Tally => ({ added: 0, changed: 0, same: 0 });
  return {
    lib,
    source: idOfName(lib, 'sources', source),
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
    works: new Map(),
    givenToWork: new Map(),
    givenToCitation: new Map(),
    givenToOther: new Map(),
    stale: new Set(),
  };
}

/** Brings the derived rows up to date and notes the import. @returns whether anything changed */
function finish(writing: Writing, origin: { source: string; from: string }): boolean {
  const { lib, report } = writing;
  for (const outcome of writing.works.values()) report.works[outcome] += 1;
  const counts = Object.entries(report).filter((entry): entry is [string, Tally] => typeof entry[1] === 'object');
  if (writing.stale.size === 0) return false;
  for (const work of writing.stale) deriveWork(lib, work);
  const { lastInsertRowid } = lib
    .sql('INSERT INTO imports(source, origin, at, counts) VALUES (?, ?, ?, ?)')
    .run(
      writing.source,
      origin.from,
      new Date().toISOString(),
      JSON.stringify(Object.fromEntries(counts.filter(([name]) => name !== 'problems'))),
    );
  const mark = lib.sql('UPDATE works SET import = ? WHERE id = ?');
  for (const work of writing.stale) mark.run(lastInsertRowid, work);
  return true;
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

function create(writing: Writing, refs: Ref[]): WorkId {
  const id = Number(writing.lib.sql('INSERT INTO works DEFAULT VALUES').run().lastInsertRowid);
  name(writing, id, refs);
  writing.works.set(id, 'added');
  writing.stale.add(id);
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
  const before = writing.works.get(work);
  if (outcome !== 'same') writing.stale.add(work);
  if (before === 'added' || (before === 'changed' && outcome === 'same')) return;
  writing.works.set(work, outcome);
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

const IN_TEXTS = new Set(['abstract', 'summary']);

function takeWork(writing: Writing, record: WorkRecord): void {
  const { lib } = writing;
  const work = identify(writing, record);
  const row = lib
    .sql('SELECT works.*, abstract, summary FROM works LEFT JOIN texts ON work = id WHERE id = ?')
    .get(work) as WorkRow;
  const first = row.source === null;
  let changed = rename(writing, work, record.ids, first);
  if (first) {
    lib.sql('UPDATE works SET source = ? WHERE id = ?').run(writing.source, work);
    changed = true;
  }
  const given = writing.givenToWork.get(work) ?? 0;
  let bits = given;
  WORK_FIELDS.forEach(([column, field], i) => {
    const value = record[field];
    if (value === undefined) return;
    const stored = column === 'authors' ? authorsOf(lib, work) : row[column];
    const plain = column === 'authors' ? JSON.stringify(value) : typeof value === 'boolean' ? Number(value) : value;
    const mayReplace = (first || row.source === writing.source) && (given & (1 << i)) === 0;
    bits |= 1 << i;
    if ((stored !== null && !mayReplace) || stored === plain) return;
    changed = true;
    if (column === 'authors') setAuthors(lib, work, record);
    else if (IN_TEXTS.has(column)) {
      lib
        .sql(
          `INSERT INTO texts(work, ${column}) VALUES (?, ?) ON CONFLICT DO UPDATE SET ${column} = excluded.${column}`,
        )
        .run(work, plain);
    } else lib.sql(`UPDATE works SET ${column} = ? WHERE id = ?`).run(plain, work);
  });
  writing.givenToWork.set(work, bits);
  note(writing, work, changed ? 'changed' : 'same');
}

/** The work a record describes: the one that has its names, those that have them joined where they are the same, or a new one. */
function identify(writing: Writing, record: WorkRecord): WorkId {
  const found = [...new Set(record.ids.map((ref) => lookUp(writing, ref)).filter((id) => id !== undefined))];
  const [work, ...others] = found;
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
    writing.givenToWork.set(work, (writing.givenToWork.get(work) ?? 0) | (writing.givenToWork.get(other) ?? 0));
    note(writing, work, writing.works.get(other) ?? 'changed');
    note(writing, work, 'changed');
    for (const neighbour of joined) writing.stale.add(neighbour);
    writing.works.delete(other);
    writing.stale.delete(other);
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

function setAuthors(lib: Library, work: WorkId, record: WorkRecord): void {
  lib.sql('DELETE FROM authors WHERE work = ?').run(work);
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
  const stored = lib
    .sql('SELECT places, influential, source FROM citations WHERE cited = ? AND citing = ?')
    .get(cited, citing) as { places: number | null; influential: number | null; source: number } | undefined;
  const places = record.places ?? null;
  const influential = record.influential === undefined ? null : Number(record.influential);
  const key = citationKey(cited, citing);
  const given = writing.givenToCitation.get(key) ?? 0;
  writing.givenToCitation.set(key, given | (places === null ? 0 : 1) | (influential === null ? 0 : 2));
  let outcome: Outcome = 'same';
  if (stored === undefined) {
    lib
      .sql('INSERT INTO citations(cited, citing, places, influential, source) VALUES (?, ?, ?, ?, ?)')
      .run(cited, citing, places, influential, writing.source);
    outcome = 'added';
  } else {
    const choose = (old: number | null, said: number | null, bit: number): number | null => {
      const mayReplace = stored.source === writing.source && (given & bit) === 0;
      return said !== null && (old === null || mayReplace) ? said : old;
    };
    const newPlaces = choose(stored.places, places, 1);
    const newInfluential = choose(stored.influential, influential, 2);
    if (newPlaces !== stored.places || newInfluential !== stored.influential) {
      lib
        .sql('UPDATE citations SET places = ?, influential = ? WHERE cited = ? AND citing = ?')
        .run(newPlaces, newInfluential, cited, citing);
      outcome = 'changed';
    }
  }
  if (record.contexts && addContexts(lib, cited, citing, record.contexts) && outcome === 'same') outcome = 'changed';
  if (record.judgements) {
    const judged = new Set(record.judgements.filter((said) => judge(writing, cited, citing, said)).map((s) => s.axis));
    for (const axis of judged) deriveLabels(lib, cited, citing, AXES.indexOf(axis));
    if (judged.size > 0) writing.stale.add(cited);
  }
  report.citations[outcome] += 1;
  if (outcome !== 'same') writing.stale.add(cited);
}

/** Adds the sentences that are new and fills what was not known of the others. */
function addContexts(lib: Library, cited: WorkId, citing: WorkId, contexts: Context[]): boolean {
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
  for (const { text, section = null, labels } of contexts) {
    const said = labels ? JSON.stringify(labels) : null;
    const row = stored.get(text);
    if (!row) {
      const id = Number(
        lib
          .sql('INSERT INTO contexts(cited, citing, text, section, labels) VALUES (?, ?, ?, ?, ?)')
          .run(cited, citing, text, section, said).lastInsertRowid,
      );
      deriveContext(lib, id, text);
      stored.set(text, { id, text, section, labels: said });
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
  const axis = AXES.indexOf(said.axis);
  const judgeId = idOfName(lib, 'judges', said.judge);
  const history = lib
    .sql(`SELECT labels, at FROM judgements WHERE cited = ? AND citing = ? AND axis = ? AND judge = ? ORDER BY at, id`)
    .all(cited, citing, axis, judgeId) as { labels: string; at: string }[];
  const set = [...said.labels].sort().join('\n');
  const says = (row: { labels: string } | undefined): boolean =>
    row !== undefined && (JSON.parse(row.labels) as string[]).sort().join('\n') === set;
  const before = history.findLast((row) => row.at <= said.at);
  const after = history.find((row) => row.at > said.at);
  if (says(before) || says(after) || history.some((row) => row.at === said.at && says(row))) {
    report.judgements.same += 1;
    return false;
  }
  lib
    .sql('INSERT INTO judgements(cited, citing, axis, judge, labels, confidence, at) VALUES (?, ?, ?, ?, ?, ?, ?)')
    .run(cited, citing, axis, judgeId, JSON.stringify(said.labels), said.confidence ?? null, said.at);
  report.judgements.added += 1;
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
 */
function overlaid(
  writing: Writing,
  key: string,
  stored: Fields,
  said: Fields,
  mayReplace: boolean,
  newer: boolean,
): Fields | null {
  const given = writing.givenToOther.get(key) ?? new Set<string>();
  writing.givenToOther.set(key, given);
  const result = { ...stored };
  let changed = false;
  for (const [field, value] of Object.entries(said)) {
    const replace = newer || (mayReplace && !given.has(field));
    given.add(field);
    if (field in stored && !replace) continue;
    if (JSON.stringify(stored[field]) === JSON.stringify(value)) continue;
    result[field] = value;
    changed = true;
  }
  return changed ? result : null;
}

function takeReview(writing: Writing, record: ReviewRecord): void {
  const { lib, report } = writing;
  const { type: _, work: ref, source, ...said } = record;
  const work = workOf(writing, ref);
  const stored = storedReview(lib, work, source);
  const key = `review ${work} ${source}`;
  const [old, now] = [stored?.reviewedAt as string | undefined, said.reviewedAt];
  const older = old !== undefined && now !== undefined && now < old;
  const newer = old !== undefined && now !== undefined && now > old;
  const result = overlaid(writing, key, stored ?? {}, said, !older, newer);
  if (stored && result === null) {
    report.reviews.same += 1;
    return;
  }
  const { verdict, novelty, reviewedAt, ...rest } = result ?? said;
  lib
    .sql('INSERT OR REPLACE INTO reviews(work, source, verdict, novelty, reviewed_at, rest) VALUES (?, ?, ?, ?, ?, ?)')
    .run(work, source, verdict ?? null, novelty ?? null, reviewedAt ?? null, inOrder(rest));
  report.reviews[stored ? 'changed' : 'added'] += 1;
  writing.stale.add(work);
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
  const result = overlaid(writing, `hub ${work} ${at} ${source}`, stored, said, true, false);
  if (row && result === null) {
    report.hubs.same += 1;
    return;
  }
  lib
    .sql('INSERT OR REPLACE INTO hubs(work, source, at, printed) VALUES (?, ?, ?, ?)')
    .run(work, source, at, inOrder(result ?? { ...said }));
  report.hubs[row ? 'changed' : 'added'] += 1;
  writing.stale.add(work);
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
  const key = `claim ${work} ${said.claimId ?? `${said.kind} ${said.source} ${said.text}`}`;
  const result = overlaid(writing, key, row ? claimFields(row) : {}, { ...said }, true, false);
  if (row && result === null) {
    report.claims.same += 1;
    return;
  }
  const now = (result ?? said) as typeof said;
  const values = [now.kind, now.text, now.source, now.status, now.attestation, now.claimId].map((v) => v ?? null);
  if (row) {
    lib
      .sql('UPDATE claims SET kind = ?, text = ?, source = ?, status = ?, attestation = ?, claim_id = ? WHERE id = ?')
      .run(...values, row.id);
  } else {
    lib
      .sql('INSERT INTO claims(kind, text, source, status, attestation, claim_id, work) VALUES (?, ?, ?, ?, ?, ?, ?)')
      .run(...values, work);
  }
  report.claims[row ? 'changed' : 'added'] += 1;
  writing.stale.add(work);
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
