/**
 * What each source says of a work. Of a work that one source describes, the work's own row is that description; where there
 * are more, each is kept beside it, as far as it says something else than what is in force.
 */
import { splitId } from '../../hub/ids/identifier.js';
import type { Id } from '../../hub/record.js';
import { ownSchemes, SERVICE_NAMES } from '../../hub/services.js';
import { WORK_FIELD_NAMES, type WorkField } from '../../hub/work-fields.js';
import { deriveLabels } from '../derived/derive.js';
import type { Library } from '../library.js';
import type { VersionLine, WorkNumber } from '../model.js';
import { AXES } from '../precedence.js';
import { SAID_OF_WORKS } from '../schema.js';
import { bitOf, bitsOf, type Fields, storedFields, writeFields } from './fields.js';
import { idsOf } from './ids.js';
import { isOfWholeVersion, isVersionField, trustOf } from './trust.js';
import { versionOf } from './versions.js';

export interface Description {
  /** Its row; undefined where the work's own row is the description. */
  id?: number;
  source: { id: number; name: string };
  /** The names the source gives the work. */
  ids: readonly Id[];
  said: Fields;
}

type DescriptionValues = [id: number, source: number, names: string, same: number, other: string];

/** The number a source itself gives the paper with these names. */
export function ownId(source: string, ids: readonly Id[]): Id | undefined {
  return ownSchemes(source).flatMap((scheme) => ids.filter((id) => splitId(id).scheme === scheme))[0];
}

/**
 * The description that a record of this source goes on with: one under the source's own number for the paper, or, where they
 * have no numbers to compare, with most of the record's names; undefined where there is none.
 */
export function descriptionFor(
  descriptions: readonly Description[],
  source: string,
  ids: readonly Id[],
): Description | undefined {
  const shared = (one: Description): number => one.ids.filter((id) => ids.includes(id)).length;
  const fitting = descriptions.filter((one) => {
    if (one.source.name !== source) return false;
    for (const scheme of ownSchemes(source)) {
      const [given, known] = [ids, one.ids].map((all) => all.filter((id) => splitId(id).scheme === scheme));
      if (given!.length > 0 && known!.length > 0) return given!.some((id) => known!.includes(id));
    }
    // A work that one source alone describes has names by which others called it, too.
    return one.id === undefined || shared(one) > 0;
  });
  return fitting.toSorted((a, b) => shared(b) - shared(a))[0];
}

/** The descriptions of a work, the oldest first; none where only its name is known. */
export function descriptionsOf(lib: Library, work: WorkNumber, stored = storedFields(lib, work)): Description[] {
  const found = lib
    .sql('SELECT id, source, names, same, other FROM descriptions WHERE work = ? ORDER BY id')
    .raw()
    .all(work) as DescriptionValues[];
  if (found.length === 0) {
    const source = lib
      .sql('SELECT sources.id, name FROM works JOIN sources ON sources.id = works.source WHERE works.id = ?')
      .get(work) as Description['source'] | undefined;
    return source === undefined ? [] : [{ source, ids: idsOf(lib, work), said: stored }];
  }
  return found.map(([id, source, names, same, other]) => {
    const said = new Map(Object.entries(JSON.parse(other)) as [WorkField, string | number][]);
    for (const field of WORK_FIELD_NAMES) if (same & bitOf(field)) said.set(field, stored.get(field)!);
    return { id, source: sourceOf(lib, source), ids: JSON.parse(names) as Id[], said };
  });
}

function sourceOf(lib: Library, id: number): Description['source'] {
  return { id, name: lib.sql('SELECT name FROM sources WHERE id = ?').pluck().get(id) as string };
}

/**
 * What is in force where descriptions differ: of each field what the source says that is trusted most in it, and of equals
 * the older. Title, authors, and where and when a work was published are taken from a description of the published version,
 * where there is one, so that a journal's volume is never printed with a preprint's venue or title. A retraction counts
 * whoever tells of it, and a title in capitals gives way to any other. Of dates of one version that agree the exacter counts.
 */
export function inForce(descriptions: readonly Description[]): Fields {
  const published = descriptions.filter((one) => versionOf(one) === 'published');
  const result = new Map<WorkField, string | number>();
  for (const field of WORK_FIELD_NAMES) {
    const ofVersion = isVersionField(field) && published.length > 0;
    const asked = ofVersion && isOfWholeVersion(field) ? published : descriptions;
    const said = asked.find((one) => one.said.has(field))?.said.get(field);
    if (said === undefined) continue;
    // What all say who say something, as of most fields they do, is the word of any of them.
    if (asked.every((one) => (one.said.get(field) ?? said) === said)) {
      result.set(field, said);
      continue;
    }
    const rest = isOfWholeVersion(field) ? [] : descriptions.filter((one) => !published.includes(one));
    const order = ofVersion ? [...byTrust(published, field), ...byTrust(rest, field)] : byTrust(descriptions, field);
    result.set(
      field,
      chosen(
        field,
        order.filter((one) => one.said.has(field)),
      ),
    );
  }
  return result;
}

/** @param saying who says something, the most trusted first */
function chosen(field: WorkField, saying: readonly Description[]): string | number {
  const values = saying.map(({ said }) => said.get(field)!);
  switch (field) {
    case 'retracted':
      return Math.max(...(values as number[]));
    case 'title':
      return values.find((title) => !isInCapitals(title as string)) ?? values[0]!;
    case 'date': {
      const isPublished = saying.map((one) => versionOf(one) === 'published');
      return exactest((values as string[]).filter((_, i) => isPublished[i] === isPublished[0]));
    }
    default:
      return values[0]!;
  }
}

/** The first date, or one that says the same and more: a day of that year. */
function exactest(dates: readonly string[]): string {
  return dates.reduce((known, date) => (date.startsWith(`${known}-`) ? date : known));
}

/** Some publishers register titles in capitals; another's spelling of the same is better to read and to print. */
function isInCapitals(title: string): boolean {
  return title.includes(' ') && /\p{Lu}/u.test(title) && !/\p{Ll}/u.test(title);
}

/** Of one source the order must not depend on which came first: a list is read again in another order. */
function inOneOrder(a: Description, b: Description): number {
  if (a.source.id !== b.source.id) return 0;
  const [one, other] = [a, b].map(({ source, ids }) => ownId(source.name, ids) ?? ids[0] ?? '');
  return one! < other! ? -1 : one! > other! ? 1 : 0;
}

function byTrust(descriptions: readonly Description[], field: WorkField): Description[] {
  return descriptions.toSorted(
    (a, b) => trustOf(field, a.source.name) - trustOf(field, b.source.name) || inOneOrder(a, b),
  );
}

/**
 * Makes these the descriptions of a work, and what follows from them its fields.
 * @param stored the fields it has
 * @param onNew told of each that had no row the row it gets
 * @param wasAlone the work's own row was the first of them
 * @returns whether that changed anything
 */
export function storeDescriptions(
  lib: Library,
  work: WorkNumber,
  descriptions: readonly Description[],
  stored = storedFields(lib, work),
  onNew: (description: Description, id: number) => void = () => {},
  wasAlone = false,
): boolean {
  const now = inForce(descriptions);
  let changed = writeFields(lib, work, stored, now);
  const source = descriptions[0]?.source.id ?? null;
  if (!wasAlone)
    changed =
      lib.sql('UPDATE works SET source = ? WHERE id = ? AND source IS NOT ?').run(source, work, source).changes > 0 ||
      changed;
  if (descriptions.length < 2) {
    const { changes } = lib.sql('DELETE FROM descriptions WHERE work = ?').run(work);
    if (changes > 0) {
      attribute(lib, work, null);
      const cited = lib.sql('SELECT cited FROM citations WHERE citing = ?').pluck().all(work) as WorkNumber[];
      // What was said of one entry and of another is now said of the same.
      for (const hub of cited) for (const axis of AXES.keys()) deriveLabels(lib, hub, work, axis);
    }
    return changed || changes > 0;
  }
  let isFirst = wasAlone || (descriptions.every(({ id }) => id === undefined) && !hasRows(lib, work));
  for (const description of descriptions) {
    changed = storeDescription(lib, work, description, now, isFirst, onNew) || changed;
    isFirst = false;
  }
  return orderIds(lib, work, descriptions) || changed;
}

/** Of a paper that one source lists under several numbers, which id is shown must not depend on which listing came first. */
function orderIds(lib: Library, work: WorkNumber, descriptions: readonly Description[]): boolean {
  if (new Set(descriptions.map(({ source }) => source.id)).size === descriptions.length) return false;
  const stored = idsOf(lib, work);
  const leading = descriptions.find(({ ids }) => ids.includes(stored[0]!));
  const listings = descriptions.filter(({ source }) => source.id === leading?.source.id);
  if (listings.length < 2) return false;
  const given = listings.toSorted(inOneOrder).flatMap(({ ids }) => ids.filter((id) => stored.includes(id)));
  const wanted = [...new Set([...given, ...stored])];
  if (wanted.every((id, i) => id === stored[i])) return false;
  lib.sql('UPDATE aliases SET position = -1 - position WHERE work = ?').run(work);
  const place = lib.sql('UPDATE aliases SET position = ? WHERE scheme = ? AND value = ?');
  wanted.forEach((id, position) => {
    const { scheme, value } = splitId(id);
    place.run(position, scheme, value);
  });
  return true;
}

function hasRows(lib: Library, work: WorkNumber): boolean {
  return lib.sql('SELECT 1 FROM descriptions WHERE work = ? LIMIT 1').get(work) !== undefined;
}

/** @param isFirst the work had no rows of descriptions: what was said of it was said of this one */
function storeDescription(
  lib: Library,
  work: WorkNumber,
  description: Description,
  now: Fields,
  isFirst: boolean,
  onNew: (description: Description, id: number) => void = () => {},
): boolean {
  const { id, source, ids, said } = description;
  const same = new Map([...said].filter(([field, value]) => now.get(field) === value));
  const other = Object.fromEntries([...said].filter(([field]) => !same.has(field)));
  const values = [JSON.stringify(ids), bitsOf(same), JSON.stringify(other)];
  if (id !== undefined)
    return (
      lib
        .sql(
          `UPDATE descriptions SET names = ?, same = ?, other = ?
           WHERE id = ? AND (names <> ? OR same <> ? OR other <> ?)`,
        )
        .run(...values, id, ...values).changes > 0
    );
  const { lastInsertRowid } = lib
    .sql('INSERT INTO descriptions(work, source, names, same, other) VALUES (?, ?, ?, ?, ?)')
    .run(work, source.id, ...values);
  onNew(description, Number(lastInsertRowid));
  if (isFirst) attribute(lib, work, Number(lastInsertRowid));
  return true;
}

const SET_VIA = {
  citations: 'UPDATE citations SET via = ? WHERE cited = ? AND citing = ?',
  contexts: 'UPDATE contexts SET via = ? WHERE id = ?',
  judgements: 'UPDATE judgements SET via = ? WHERE id = ?',
};
const SAID_OF_ALL = (table: string): string =>
  `SELECT said.id FROM citations CROSS JOIN ${table} AS said ON said.cited = citations.cited AND said.citing = citations.citing
   WHERE citations.citing = ?`;
const SAID_BY = { contexts: SAID_OF_ALL('contexts'), judgements: SAID_OF_ALL('judgements') };
const HAS_SAID = `SELECT ${SAID_OF_WORKS.map((table) => `EXISTS (SELECT 1 FROM ${table} WHERE work = @work)`).join(', ')}`;

/**
 * Notes by way of which description the things are said that are said of a citing paper: NULL for the only one, or for
 * several.
 */
function attribute(lib: Library, work: WorkNumber, via: number | null): void {
  // Row by row: for many at once SQLite opens a savepoint, for which the search indexes write out what they have gathered.
  const cited = lib.sql('SELECT cited FROM citations WHERE citing = ?').pluck().all(work) as WorkNumber[];
  for (const hub of cited) lib.sql(SET_VIA.citations).run(via, hub, work);
  if (cited.length > 0)
    for (const table of ['contexts', 'judgements'] as const)
      for (const id of lib.sql(SAID_BY[table]).pluck().all(work)) lib.sql(SET_VIA[table]).run(via, id);
  const said = lib.sql(HAS_SAID).raw().get({ work }) as number[];
  for (const [at, table] of SAID_OF_WORKS.entries())
    if (said[at] === 1) lib.sql(`UPDATE ${table} SET via = ? WHERE work = ?`).run(via, work);
}

/** Gives the one description of a work a row, for another to stand beside it. */
export function withRows(lib: Library, work: WorkNumber): Description[] {
  const found = descriptionsOf(lib, work);
  const [only] = found;
  if (only === undefined || only.id !== undefined) return found;
  storeDescription(lib, work, only, only.said, true);
  return descriptionsOf(lib, work);
}

/** Of several descriptions of a work the one by whose name something is said of it: the source's own where several have that name. */
export function descriptionWithId(lib: Library, work: WorkNumber, id: Id, source: number): number | null {
  const found = lib
    .sql(
      `SELECT id FROM descriptions WHERE work = ? AND EXISTS (SELECT 1 FROM json_each(names) WHERE value = ?)
       ORDER BY source <> ?, id LIMIT 1`,
    )
    .pluck()
    .get(work, id, source) as number | undefined;
  return found ?? null;
}

/** For a WHERE: it has a number of its source's own. */
function isNumbered(source: string): string {
  const schemes = ownSchemes(source).map((scheme) => `value GLOB '${scheme}:*'`);
  return `EXISTS (SELECT 1 FROM json_each(names) WHERE ${schemes.join(' OR ') || 'FALSE'})`;
}

/** Listings beyond the first that a source has of the hub's citing papers: it describes one paper under several numbers. */
export function listedTwice(lib: Library, hub: WorkNumber, source: string): number {
  return lib
    .sql(
      `SELECT coalesce(sum(again), 0) FROM (
         SELECT count(*) - 1 AS again FROM citations CROSS JOIN descriptions ON descriptions.work = citations.citing
         WHERE cited = ? AND descriptions.source = (SELECT id FROM sources WHERE name = ?) AND ${isNumbered(source)}
         GROUP BY citing)`,
    )
    .pluck()
    .get(hub, source) as number;
}

/** Each source that numbers papers, with what tells its own numbers. */
const NUMBERED = SERVICE_NAMES.filter((name) => ownSchemes(name).length > 0)
  .map((name) => `(sources.name = '${name}' AND ${isNumbered(name)})`)
  .join(' OR ');

/** A paper of a hub that a source describes under several numbers of its own, with the listings beyond the first. */
export interface ListedAgain {
  source: string;
  again: number;
  /** Who brought the citation first; null where it stands in a service's list that was read. */
  file: string | null;
}

/** The papers of a hub between two numbers, both included, that some source lists several times. */
export function listedAgain(lib: Library, hub: WorkNumber, from: WorkNumber, to: WorkNumber): ListedAgain[] {
  return lib
    .sql(
      `SELECT sources.name AS source, count(*) - 1 AS again,
         CASE WHEN EXISTS (SELECT 1 FROM sightings WHERE cited = @hub AND citing = citations.citing) THEN NULL
           ELSE (SELECT name FROM sources WHERE id = citations.source) END AS file
       FROM citations CROSS JOIN descriptions ON descriptions.work = citations.citing JOIN sources ON sources.id = descriptions.source
       WHERE cited = @hub AND citing BETWEEN @from AND @to AND (${NUMBERED})
       GROUP BY citing, sources.name HAVING count(*) > 1 ORDER BY citing`,
    )
    .all({ hub, from, to }) as ListedAgain[];
}

/** Works that a source describes under several numbers of its own, with the listings beyond the first. */
export function worksListedTwice(lib: Library, source: string): { work: WorkNumber; again: number }[] {
  return lib
    .sql(
      `SELECT work, count(*) - 1 AS again FROM descriptions
       WHERE source = (SELECT id FROM sources WHERE name = ?) AND ${isNumbered(source)} GROUP BY work HAVING count(*) > 1`,
    )
    .all(source) as { work: WorkNumber; again: number }[];
}

/** Who gives these, each once. */
export function sourceNames(descriptions: readonly Description[]): string[] {
  return [...new Set(descriptions.map(({ source }) => source.name))];
}

/** The versions of a work that are described, the published one first. */
export function versionsOf(descriptions: readonly Description[]): VersionLine[] {
  return (['published', 'preprint', undefined] as const).flatMap((version): VersionLine[] => {
    const of = descriptions.filter((one) => versionOf(one) === version);
    if (of.length === 0) return [];
    const said = inForce(of);
    const [date, venue] = [said.get('date'), said.get('venue')];
    return [
      {
        version: version ?? 'unknown',
        ...(date !== undefined && { date: String(date) }),
        ...(venue !== undefined && { venue: String(venue) }),
        ids: [...new Set(of.flatMap(({ ids }) => ids))],
        sources: sourceNames(of),
      },
    ];
  });
}
