/** What rows tell of the citation of a hub: from the tables for a few papers, from the hub's arrays for many. */
import { inVocabularyOrder, POLARITIES, ROLES } from '../../hub/vocabulary.js';
import { areStored, type Columns, columnsOf, loadedColumns, placeOf, valueAt } from '../derived/columns.js';
import { type Library, reading } from '../library.js';
import type { WorkNumber } from '../model.js';
import { labelReader, SAID } from './label-sets.js';

export interface CitationFacts {
  roles: string[];
  polarities: string[];
  refs: number | null;
  influential: boolean | null;
}

/** For a SELECT of works beside CITATION: what `fromTables` reads. */
export const CITATION_COLUMNS = `c.citing IS NOT NULL, places, influential, ${SAID}`;
export const CITATION = 'LEFT JOIN citations AS c ON c.cited = @hub AND c.citing = works.id';

type CitationValues = [isCitation: number, refs: number | null, influential: number | null, said: string | null];

/** Reads the facts from the last columns of a row; null where there is no citation. */
export function fromTables(): (values: readonly unknown[]) => CitationFacts | null {
  const labels = labelReader();
  return (values) => {
    const [isCitation, refs, influential, said] = values.slice(-4) as CitationValues;
    if (isCitation === 0) return null;
    return { ...labels(said), refs, influential: influential === null ? null : influential === 1 };
  };
}

/** From so many works on what is told of their citations is read from the arrays of the hub, where these are loaded. */
const MANY = 200;

/** Has the arrays of a hub loaded, where the library has them. */
export function loadFacts(lib: Library, hub: WorkNumber): void {
  reading(lib, () => {
    if (areStored(lib, hub)) columnsOf(lib, hub);
  });
}

/** Reads the facts of so many works from the hub's arrays; undefined where they are few, or the arrays are not loaded. */
export function loadedFacts(lib: Library, hub: WorkNumber, works: number): ReturnType<typeof fromColumns> | undefined {
  const columns = works < MANY ? undefined : loadedColumns(lib, hub);
  return columns && fromColumns(columns);
}

/** The facts of a citing paper of the hub with these arrays, without a look into tables; null where it is none. */
function fromColumns(columns: Columns): (work: WorkNumber) => CitationFacts | null {
  const { values } = columns;
  const roleSets = values.role.map((set) => inVocabularyOrder(set, ROLES));
  const polaritySets = values.polarity.map((set) => inVocabularyOrder(set, POLARITIES));
  const role = valueAt(columns, 'role');
  const polarity = valueAt(columns, 'polarity');
  const influential = valueAt(columns, 'influential');
  const refs = columns.codes('refs');
  return (work) => {
    const place = placeOf(columns, work);
    if (place < 0) return null;
    return {
      roles: [...roleSets[role(place)]!],
      polarities: [...polaritySets[polarity(place)]!],
      refs: values.refs[refs[place]!]!,
      influential: values.influential[influential(place)]!,
    };
  };
}
