/**
 * Works that are none: earlier versions of this program took headings and counts of hub pages (`years`, `clear filters`,
 * `background 1`) for titles of co-cited works, what stood below them for counts of polarities, and a sentence above a title for
 * its beginning.
 */
import { fallbackId } from '../../hub/ids/identifier.js';
import type { Id } from '../../hub/record.js';
import { POLARITIES, ROLES, VERDICTS } from '../../hub/vocabulary.js';
import { forgetWork } from '../derived/derive.js';
import type { Library } from '../library.js';
import type { WorkNumber } from '../model.js';
import { SAID_OF_WORKS } from '../schema.js';
import { workWithId } from '../works/ids.js';
import type { Printed } from '../works/printed.js';

export interface FalseWork {
  work: WorkNumber;
  id: Id;
  title: string;
}

const FACETS = ['years', 'roles', 'polarities', 'verdicts'];
const HEADINGS = [...FACETS, 'clear filters'];
/** What the lines of counts below such headings begin with; a year stands for itself. */
const COUNTED = [...ROLES, ...POLARITIES, ...VERDICTS].map(({ label }) => label.replaceAll('_', ' '));
const COUNTS = new RegExp(`^(?:(?:${COUNTED.join('|')}|(?:19|20)\\d\\d) \\d[\\d,]*(?: |$))+$`, 'iu');

/** Tables of what a page says of its hub. */
const OF_PAGE = ['authors', 'texts', 'descriptions', 'hubs', 'claims'];
/** Tables that say nothing of a false work. */
const SAYING = new Set([...OF_PAGE, ...SAID_OF_WORKS, 'citation_keys']);
// Of a false work nothing but the title is known: it has no other name, cites nothing, and nobody cites it.
const isBare = (unsaid: Iterable<string>): string => `
  SELECT (SELECT count(*) FROM aliases WHERE work = @work) = 1
    AND NOT EXISTS (SELECT 1 FROM citations WHERE citing = @work) AND NOT EXISTS (SELECT 1 FROM citations WHERE cited = @work)
    ${[...unsaid].map((table) => `AND NOT EXISTS (SELECT 1 FROM ${table} WHERE work = @work)`).join(' ')}`;
const IS_BARE = isBare(SAYING);
// Of a hub under a false title only its page told, which has come again.
const IS_OF_PAGE = isBare([...SAYING].filter((table) => !OF_PAGE.includes(table)));

/** The false works of a library, by title. */
function falseWorks(lib: Library): FalseWork[] {
  const named = lib
    .sql(
      `SELECT work, 'key:' || value AS id, title FROM aliases JOIN works ON works.id = work
       WHERE scheme = 'key' AND position = 0 AND date IS NULL AND length(title) < 200 ORDER BY title`,
    )
    .all() as FalseWork[];
  const headings = named.filter(
    ({ work, title }) =>
      (HEADINGS.includes(title.toLowerCase()) || COUNTS.test(title)) && lib.sql(IS_BARE).pluck().get({ work }) === 1,
  );
  return [...headings, ...falseHubs(lib)];
}

/** Hubs whose titles are the summary and the title of another. */
function falseHubs(lib: Library): FalseWork[] {
  const hubs = lib
    .sql(
      `SELECT title, summary FROM works JOIN texts ON texts.work = works.id
       WHERE title IS NOT NULL AND summary IS NOT NULL AND id IN (SELECT work FROM hubs WHERE source = 'pith') ORDER BY title`,
    )
    .all() as { title: string; summary: string }[];
  return hubs.flatMap(({ title: own, summary }) => {
    const title = `${summary} ${own}`;
    const id = fallbackId(title);
    const work = workWithId(lib, id);
    return work !== undefined && lib.sql(IS_OF_PAGE).pluck().get({ work }) === 1 ? [{ work, id, title }] : [];
  });
}

const countsFacets = ({ polarities }: Printed): boolean =>
  polarities?.some(({ label }) => FACETS.includes(label)) === true;

/** Whether dropFalseWorks has anything to do, told by reading only. */
export function hasFalseWorks(lib: Library): boolean {
  const printed = lib.sql("SELECT printed FROM hubs WHERE source = 'pith'").pluck();
  return falseWorks(lib).length > 0 || (printed.all() as string[]).some((said) => countsFacets(JSON.parse(said)));
}

/**
 * Takes the false works out of a library, and them and false counts from what hubs are said to print. To be called in a
 * transaction that notes no changes (mending.ts).
 */
export function dropFalseWorks(lib: Library): { dropped: FalseWork[]; changed: boolean } {
  const dropped = falseWorks(lib);
  const changed = mendPrinted(lib, new Set(dropped.map(({ id }) => id)));
  for (const { work } of dropped) {
    forgetWork(lib, work);
    for (const table of [...OF_PAGE, 'aliases']) lib.sql(`DELETE FROM ${table} WHERE work = ?`).run(work);
    lib.sql('DELETE FROM works WHERE id = ?').run(work);
  }
  return { dropped, changed: changed || dropped.length > 0 };
}

/** @returns whether there was anything to mend */
function mendPrinted(lib: Library, gone: ReadonlySet<Id>): boolean {
  const pages = lib.sql("SELECT work, source, at, view, printed FROM hubs WHERE source = 'pith'").all() as {
    work: WorkNumber;
    source: string;
    at: string;
    view: string;
    printed: string;
  }[];
  let changed = false;
  for (const { printed, ...page } of pages) {
    const said = JSON.parse(printed) as Printed;
    const { coCited } = said;
    if (countsFacets(said)) delete said.polarities;
    if (coCited?.some((id) => gone.has(id))) {
      said.coCited = coCited.filter((id) => !gone.has(id));
      // Nobody knows whether the page had any.
      if (said.coCited.length === 0) delete said.coCited;
    }
    const mended = JSON.stringify(said);
    if (mended === printed) continue;
    changed = true;
    lib
      .sql('UPDATE hubs SET printed = @mended WHERE work = @work AND source = @source AND at = @at AND view = @view')
      .run({ ...page, mended });
  }
  return changed;
}
