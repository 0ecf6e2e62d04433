/** A hub's papers as a network: the hub, some of its citing papers, and the citations among them. */
import { inVocabularyOrder, ROLES } from '../../hub/vocabulary.js';
import { placeOf } from '../derived/columns.js';
import { type Library, reading } from '../library.js';
import { ALL_WORKS, type Row, type WorkNumber } from '../model.js';
import { rows } from '../read/rows.js';
import { finished } from '../steps.js';
import { neighbourhoodOf } from './neighbourhood.js';
import { schoolLines } from './schools/school-lines.js';
import { schoolsOf } from './schools/schools.js';

export interface NetworkWork
  extends Pick<Row, 'id' | 'title' | 'firstAuthor' | 'year' | 'roles' | 'polarities' | 'verdict' | 'novelty'> {
  /** Citing papers of it in the library. */
  citing: number;
  /** The words its school is named by; absent where it has none. */
  school?: string;
}

/** A citation between works, by their places in the network. */
interface NetworkCitation {
  citing: number;
  cited: number;
  roles: string[];
}

/** Everything is read when it is walked through, so that any number of works takes little memory; it can be walked more than once. */
export interface Network {
  size: number;
  /** The hub first, where there is one. */
  works: Iterable<NetworkWork>;
  /** By the citing work, as they stand in the network. */
  citations: Iterable<NetworkCitation>;
}

/** Works read at a time. */
const AT_ONCE = 500;

/** @param citing citing papers of the hub, in the order in which they are to stand */
export function networkOf(lib: Library, hub: WorkNumber, citing: readonly WorkNumber[]): Network {
  const works = hub === ALL_WORKS ? citing : [hub, ...citing.filter((work) => work !== hub)];
  const places = new Map(works.map((work, place) => [work, place]));
  return {
    size: works.length,
    works: {
      *[Symbol.iterator]() {
        const school = schoolNames(lib, hub);
        const first = hub === ALL_WORKS ? 0 : 1;
        for (const row of rows(lib, null, works.slice(0, first))) yield networkWork(row, undefined);
        for (let at = first; at < works.length; at += AT_ONCE)
          for (const row of rows(lib, hub, works.slice(at, at + AT_ONCE))) yield networkWork(row, school(row.work));
      },
    },
    citations: {
      *[Symbol.iterator]() {
        for (let at = 0; at < works.length; at += AT_ONCE)
          yield* reading(lib, () => works.slice(at, at + AT_ONCE).flatMap((work) => citationsBy(lib, work, places)));
      },
    },
  };
}

function networkWork(row: Row, school: string | undefined): NetworkWork {
  const { id, title, firstAuthor, year, roles, polarities, verdict, novelty, citing } = row;
  return {
    id,
    title,
    firstAuthor,
    roles,
    polarities,
    citing,
    ...(year !== undefined && { year }),
    ...(verdict !== undefined && { verdict }),
    ...(novelty !== undefined && { novelty }),
    ...(school !== undefined && { school }),
  };
}

/** What the school of a paper is called; of none where too little is known to tell schools. */
function schoolNames(lib: Library, hub: WorkNumber): (work: WorkNumber) => string | undefined {
  if (hub === ALL_WORKS) return () => undefined;
  const around = neighbourhoodOf(lib, hub);
  const schools = finished(schoolsOf(around));
  if (schools.withheld) return () => undefined;
  const names = schoolLines(lib, around.columns, schools).map(({ number, words }) =>
    `${number} ${words.join(' ')}`.trim(),
  );
  return (work) => {
    const place = placeOf(around.columns, work);
    return place < 0 ? undefined : names[schools.of[place]! - 1];
  };
}

/** The citations of other works of the network by one of them, in the order of the network. */
function citationsBy(lib: Library, work: WorkNumber, places: ReadonlyMap<WorkNumber, number>): NetworkCitation[] {
  const cited = lib.sql('SELECT cited FROM citations WHERE citing = ?').pluck().all(work) as WorkNumber[];
  const roles = lib.sql('SELECT label FROM effective WHERE cited = ? AND citing = ? AND axis = 0').pluck();
  return cited
    .filter((other) => places.has(other))
    .map((other) => ({
      citing: places.get(work)!,
      cited: places.get(other)!,
      roles: inVocabularyOrder(roles.all(other, work) as string[], ROLES),
    }))
    .sort((a, b) => a.cited - b.cited);
}
