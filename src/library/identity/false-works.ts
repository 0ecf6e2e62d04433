/**
 * Works that are none: earlier versions of this program took headings and counts of hub pages (`years`, `clear filters`,
 * `background 1`) for titles of co-cited works, and what stood below them for counts of polarities.
 */
import type { Id } from '../../hub/record.js';
import { POLARITIES, ROLES, VERDICTS } from '../../hub/vocabulary.js';
import { forgetWork } from '../derived/derive.js';
import type { Library } from '../library.js';
import type { WorkNumber } from '../model.js';
import { SAID_OF_WORKS } from '../schema.js';
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

/** Tables that say nothing of a false work. */
const SAYING = ['authors', 'texts', 'descriptions', 'hubs', ...SAID_OF_WORKS, 'citation_keys'];
// Of a false work nothing but the title is known: it has no other name, cites nothing, and nobody cites it.
const IS_BARE = `
  SELECT (SELECT count(*) FROM aliases WHERE work = @work) = 1
    AND NOT EXISTS (SELECT 1 FROM citations WHERE citing = @work) AND NOT EXISTS (SELECT 1 FROM citations WHERE cited = @work)
    ${SAYING.map((table) => `AND NOT EXISTS (SELECT 1 FROM ${table} WHERE work = @work)`).join(' ')}`;

/** The false works of a library, by title. */
function falseWorks(lib: Library): FalseWork[] {
  const named = lib
    .sql(
      `SELECT work, 'key:' || value AS id, title FROM aliases JOIN works ON works.id = work
       WHERE scheme = 'key' AND position = 0 AND date IS NULL AND length(title) < 200 ORDER BY title`,
    )
    .all() as FalseWork[];
  return named.filter(
    ({ work, title }) =>
      (HEADINGS.includes(title.toLowerCase()) || COUNTS.test(title)) && lib.sql(IS_BARE).pluck().get({ work }) === 1,
  );
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
    lib.sql('DELETE FROM aliases WHERE work = ?').run(work);
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
