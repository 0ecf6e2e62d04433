/** The hub page: what was printed as printed, what is computed with its coverage. */
import type { LabelCount } from '../../hub/record.js';
import { inVocabularyOrder, type KnownLabel, POLARITIES, ROLES, SEVERITIES, VERDICTS } from '../../hub/vocabulary.js';
import { type Columns, placeOf, valueAt } from '../derived/columns.js';
import { citedHubs, citedRows } from '../graph/cited.js';
import { coCitedIn } from '../graph/co-cited.js';
import { localCitations } from '../graph/local.js';
import { type Neighbourhood, neighbourhoodIn } from '../graph/neighbourhood.js';
import { REPRESENTATIVE_RULE, representativeIn } from '../graph/representative.js';
import { type Library, reading } from '../library.js';
import type { CoCited, Coverage, Overview, Row, WorkNumber } from '../model.js';
import { details } from '../read/details.js';
import { hubHead } from '../read/hubs.js';
import { rows, workLines } from '../read/rows.js';
import { finished, partOf, type Steps } from '../steps.js';
import { claimsOf } from '../works/claims.js';
import { computedPapers } from '../works/computed-roles.js';
import { workWithId } from '../works/ids.js';
import { printedOf } from '../works/printed.js';
import { perValue } from './facets/facets.js';

/** Works shown as co-cited. */
const CO_CITED = 10;
/** Hubs shown as cited by it. */
const CITED = 10;
/** Papers shown as representative. */
const REPRESENTATIVE = 7;

/** Everything the overview of a hub shows. */
export const overview = (lib: Library, hub: WorkNumber): Overview => finished(overviewIn(lib, hub));

export function* overviewIn(lib: Library, hub: WorkNumber): Steps<Overview> {
  const around = yield* partOf(neighbourhoodIn(lib, hub), 0, 0.5);
  const { columns } = around;
  localCitations(around);
  yield 0.6;
  const works = yield* partOf(coCited(lib, around), 0.6, 0.8);
  const printed = reading(lib, () => printedOf(lib, hub));
  const papers = yield* partOf(representative(lib, columns, printed), 0.8, 0.9);
  yield 0.9;
  const byRole = reading(lib, () => roles(lib, columns));
  yield 0.95;
  return reading(lib, () => ({
    head: hubHead(lib, hub),
    work: details(lib, null, hub),
    printed,
    ...byRole,
    polarities: coverage(columns, 'polarity', POLARITIES),
    verdicts: coverage(columns, 'verdict', VERDICTS),
    integrity: coverage(columns, 'integrity', SEVERITIES),
    claims: claimsOf(lib, hub),
    cites: cites(lib, hub),
    coCited: works,
    ...papers,
    ...perYear(columns),
  }));
}

/** The roles in force, those that a computation gave apart from those that anybody else did. */
function roles(lib: Library, columns: Columns): Pick<Overview, 'roles' | 'computedRoles'> {
  const all = perValue(columns, null, 'role');
  const computed = new Int32Array(all.length);
  const papers = computedPapers(lib, columns);
  const value = valueAt(columns, 'role');
  for (let place = 0; place < columns.size; place += 1) if (papers?.[place] === 1) computed[value(place)]! += 1;
  return {
    roles: coverage(
      columns,
      'role',
      ROLES,
      all.map((count, set) => count - computed[set]!),
    ),
    computedRoles: coverage(columns, 'role', ROLES, computed),
  };
}

/** Counts of labels, the most first; of equals the vocabulary's order. @param papers how many have each value of the field */
function coverage(
  columns: Columns,
  field: 'role' | 'polarity' | 'verdict' | 'integrity',
  known: readonly KnownLabel[],
  papers = perValue(columns, null, field),
): Coverage {
  const counts = new Map<string, number>();
  let classified = 0;
  columns.values[field].forEach((said, value) => {
    if (papers[value] === 0) return;
    const set = Array.isArray(said) ? said : said === null ? [] : [said];
    if (set.length > 0) classified += papers[value]!;
    for (const label of set) counts.set(label, (counts.get(label) ?? 0) + papers[value]!);
  });
  const list: LabelCount[] = inVocabularyOrder([...counts.keys()], known).map((label) => ({
    label,
    count: counts.get(label)!,
  }));
  // The gravest findings are what matters, however few.
  if (field !== 'integrity') list.sort((a, b) => b.count - a.count);
  return { counts: list, classified, of: columns.size };
}

/** The hubs that it cites. */
function cites(lib: Library, work: WorkNumber): Overview['cites'] {
  const all = citedHubs(lib, work);
  const hubs = citedRows(lib, work, all.slice(0, CITED)).map((row) => {
    const total = printedOf(lib, row.work).find((printed) => printed.total !== undefined)?.total;
    return { ...row, ...(total !== undefined && { total }) };
  });
  return { hubs, total: all.length };
}

/** The works most often cited together with the hub, by the citing papers they share. */
function* coCited(lib: Library, around: Neighbourhood): Steps<CoCited[]> {
  const found = (yield* coCitedIn(lib, around, 'shared')).slice(0, CO_CITED);
  const lines = reading(lib, () =>
    workLines(
      lib,
      found.map(({ work }) => work),
    ),
  );
  return lines.map((line, i) => ({ ...line, shared: found[i]!.shared }));
}

/** The papers printed as representative that are here, else some by a rule. */
function* representative(
  lib: Library,
  columns: Columns,
  printed: Overview['printed'],
): Steps<Pick<Overview, 'representative' | 'representativeRule'>> {
  const { hub } = columns;
  const named = printed.find((record) => record.representative !== undefined)?.representative ?? [];
  const found = reading(lib, () => named.map((id) => workWithId(lib, id))).filter(
    (work) => work !== undefined && placeOf(columns, work) >= 0,
  );
  const shown = (works: readonly WorkNumber[]): Row[] => reading(lib, () => rows(lib, hub, works));
  if (found.length > 0) return { representative: shown([...new Set(found)] as WorkNumber[]) };
  const chosen = shown(yield* representativeIn(lib, columns, REPRESENTATIVE));
  return { representative: chosen, ...(chosen.length > 0 && { representativeRule: REPRESENTATIVE_RULE }) };
}

/** Longest span of years drawn without leaving out the empty ones; a stray date must not make a thousand of them. */
const SPAN = 300;

function perYear(columns: Columns): Pick<Overview, 'perYear' | 'undated'> {
  const papers = perValue(columns, null, 'year');
  const counts = new Map(columns.values.year.map((year, i) => [year, papers[i]!]));
  const undated = counts.get(null) ?? 0;
  let years = columns.values.year.filter((year) => year !== null);
  const [first = 0, last = 0] = [years[0], years.at(-1)];
  if (years.length > 0 && last - first < SPAN) years = Array.from({ length: last - first + 1 }, (_, i) => first + i);
  return { perYear: years.map((year) => ({ year, count: counts.get(year) ?? 0 })), undated };
}
