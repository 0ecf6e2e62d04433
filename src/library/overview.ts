/** The hub page: what was printed as printed, what is computed with its coverage. */
import type { LabelCount } from '../hub/record.js';
import { inVocabularyOrder, type KnownLabel, POLARITIES, ROLES } from '../hub/vocabulary.js';
import { checkRef } from './check.js';
import { type Columns, columnsOf } from './columns.js';
import { findRef } from './find.js';
import { hubHead, printedOf } from './hubs.js';
import type { CoCited, Coverage, Overview, WorkId } from './model.js';
import { keep, type Library, reading } from './open.js';
import { claimsOf, details, rows, workLines } from './rows.js';
import { orderOf } from './sort.js';

/** Works listed as co-cited, papers shown as representative. */
const CO_CITED = 10;
const REPRESENTATIVE = 7;

/** Everything the overview of a hub shows. */
export function overview(lib: Library, hub: WorkId): Overview {
  return reading(lib, () => {
    const columns = columnsOf(lib, hub);
    const printed = printedOf(lib, hub);
    return {
      head: hubHead(lib, hub),
      work: details(lib, null, hub),
      printed,
      roles: coverage(columns.roles, ROLES),
      polarities: coverage(columns.polarities, POLARITIES),
      claims: claimsOf(lib, hub),
      coCited: coCited(lib, hub),
      representative: rows(lib, hub, representative(lib, columns, printed)),
      ...perYear(columns),
    };
  });
}

/** Counts of labels, the most first; of equals the vocabulary's order. */
function coverage(sets: readonly string[][], known: readonly KnownLabel[]): Coverage {
  const counts = new Map<string, number>();
  for (const set of sets) for (const label of set) counts.set(label, (counts.get(label) ?? 0) + 1);
  const list: LabelCount[] = inVocabularyOrder([...counts.keys()], known).map((label) => ({
    label,
    count: counts.get(label)!,
  }));
  list.sort((a, b) => b.count - a.count);
  return { counts: list, classified: sets.filter((set) => set.length > 0).length, of: sets.length };
}

/** The works most often cited together with the hub, by the citing papers they share. */
function coCited(lib: Library, hub: WorkId): CoCited[] {
  const found = keep(
    lib,
    `co-cited ${hub}`,
    () =>
      lib
        .sql(
          `SELECT other.cited AS id, count(*) AS shared FROM citations AS own
           JOIN citations AS other ON other.citing = own.citing AND other.cited <> own.cited
           WHERE own.cited = ? GROUP BY other.cited ORDER BY shared DESC, other.cited LIMIT ${CO_CITED}`,
        )
        .all(hub) as { id: WorkId; shared: number }[],
  );
  const lines = workLines(
    lib,
    found.map(({ id }) => id),
  );
  return lines.map((line, i) => ({ ...line, shared: found[i]!.shared }));
}

/** The papers printed as representative that are here, else the first in the order hub pages print. */
function representative(lib: Library, columns: Columns, printed: Overview['printed']): WorkId[] {
  const named = printed.find((record) => record.representative !== undefined)?.representative ?? [];
  const citing = new Set<WorkId>(columns.ids);
  const found = named.map((ref) => findRef(lib, checkRef(ref))).filter((id) => id !== undefined && citing.has(id));
  if (found.length > 0) return [...new Set(found)] as WorkId[];
  return Array.from(orderOf(columns, null).subarray(0, REPRESENTATIVE), (place) => columns.ids[place]!);
}

/** Longest span of years drawn without leaving out the empty ones; a stray date must not make a thousand of them. */
const SPAN = 300;

function perYear(columns: Columns): Pick<Overview, 'perYear' | 'undated'> {
  const counts = new Map<number, number>();
  let undated = 0;
  for (const year of columns.year) {
    if (year === null) undated += 1;
    else counts.set(year, (counts.get(year) ?? 0) + 1);
  }
  let years = [...counts.keys()].sort((a, b) => a - b);
  const [first = 0, last = 0] = [years[0], years.at(-1)];
  if (years.length > 0 && last - first < SPAN) years = Array.from({ length: last - first + 1 }, (_, i) => first + i);
  return { perYear: years.map((year) => ({ year, count: counts.get(year) ?? 0 })), undated };
}
