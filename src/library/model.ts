/**
 * What the library hands out: plain data the screen and the commands print. No SQL, no columns' names.
 *
 * The words for which paper is meant: an *id* (`Id`, hub/record.ts) is an identifier in canonical spelling, `arxiv:1911.11134`;
 * a work has one or several. A *work number* (`WorkNumber`) is the number of a work's row in one library file; what holds
 * one is called `work`, or after the part it plays: `hub`, `cited`, `citing`.
 */
import type {
  Author,
  Axis,
  ClaimRecord,
  Context,
  HubRecord,
  Id,
  IntegrityRecord,
  LabelCount,
  ReviewRecord,
} from '../hub/record.js';
import type { ListedTwice } from '../hub/share.js';
import type { AskedAs, RowField, WorkFieldValues } from '../hub/work-fields.js';
import type { Sort } from '../query/query.js';
import type { Steps } from './steps.js';

/** A work's number inside one library file; never leaves the machine. */
export type WorkNumber = number;

/** Stands where a hub is asked for and means none: all works of the library instead of the papers that cite one. */
export const ALL_WORKS: WorkNumber = 0;

/** A work in one line. */
export interface WorkLine {
  work: WorkNumber;
  id: Id;
  title: string;
  authors: string[];
  /** `YYYY`, `YYYY-MM` or `YYYY-MM-DD`; empty where unknown. */
  date: string;
  /** Papers of this library that cite it. */
  citing: number;
}

/** Whether nobody described a work: then its id stands in the place of its title. */
export const isOnlyId = ({ id, title }: Pick<WorkLine, 'id' | 'title'>): boolean => title === id;

/** A line of the list of hubs. */
export interface HubLine extends WorkLine {
  /** True where a source presented it as a hub; else it is a work of the graph with enough citing papers. */
  presented: boolean;
  tier?: string;
  class?: string;
  /** Citing papers according to the source; undefined where no source said. */
  total?: number;
  /** Citations that a source counts elsewhere. */
  external?: number;
  /** Of the total those the source lists a second time, under another number of its own; absent where there are none. */
  listedTwice?: ListedTwice;
  /** Citing papers with at least one role that somebody gave, and those whose roles were computed. */
  classified: number;
  computed: number;
  /** UTC time of the last import that touched it. */
  importedAt: string;
}

/** The head of an open hub. */
export interface HubHead extends HubLine {
  sentence?: string;
  headline?: { label: string; percent: number };
  /** UTC time of the latest update; undefined where no list of its citing papers has been read twice. */
  updatedAt?: string;
  /** Some of its papers are dated to the month, of those that were looked at. */
  months?: true;
  /** Some of its papers are cited in this library, and so open as hubs. */
  opening?: true;
  /** The reader has bibliographies of his own, in which papers may stand. */
  owning?: true;
}

/** A citing paper as one row of the list. */
export interface Row extends Pick<WorkFieldValues, RowField> {
  work: WorkNumber;
  id: Id;
  title: string;
  /** The first author's name as printed, and how many there are. */
  firstAuthor: string;
  authorCount: number;
  date: string;
  year?: number;
  /** Effective sets, in vocabulary order; empty where nobody judged. */
  roles: string[];
  polarities: string[];
  verdict?: string;
  novelty?: number;
  /** The gravest finding about it, `clean` where it was checked and none holds; absent where nobody checked. */
  integrity?: string;
  influential?: boolean;
  refs?: number;
  /** It is dated before the hub that it cites, as later versions are. */
  early?: true;
  /** Citers of this paper in this library: more than 0 means it opens as a hub. */
  citing: number;
  /** It stands in one of the reader's own bibliographies. */
  mine?: true;
  /** What the hub's latest update said of it; the first of these where it said several. */
  news?: News;
}

/** A hub that a work cites. */
export interface CitedHub extends Row {
  /** How many cite it, as a source says. */
  total?: number;
}

/** Came, has other labels or another standing than before, or is no longer in a service's list. */
export type News = 'new' | 'changed' | 'gone';

/** What the latest reading of a service's list said of a paper. */
export interface NewsLine {
  service: string;
  /** UTC time of the reading. */
  at: string;
  fresh: boolean;
  gone: boolean;
  changed: { field: string; before: string; after: string }[];
}

export type FacetField =
  | 'role'
  | 'polarity'
  | 'verdict'
  | 'novelty'
  | 'influential'
  | 'integrity'
  | AskedAs<{ as: 'label' | 'flag' } | { facet: true }>;

/** One value of a facet with its count under all other active filters. `term` is the query text that selects it, e.g. `novelty:8..9`. */
export interface FacetValue {
  label: string;
  term: string;
  count: number;
  /** Papers whose role a computation gave, which are not in the count, but are found by the term; absent where there are none. */
  computed?: number;
}
export interface Facet {
  /** Schools are worked out when they are asked for, and what the reader decided changes: neither is stored with the arrays. */
  field: FacetField | 'school' | 'status' | 'reason' | 'tag';
  values: FacetValue[];
}

/** A mistyped word, folded, and the words of the matching papers it was taken for, those that most of them have first. */
export interface Forgiven {
  word: string;
  taken: string[];
  /** Whether some of these papers have it as it was typed. */
  asTyped: boolean;
}

/** Most words named that a mistyped one was taken for. */
const NAMED = 2;

/** `sprase taken for sparse`; '' where no word was. Of words that stand somewhere as typed only where all do. */
export function takenWords(forgiven: readonly Forgiven[]): string {
  const mistyped = forgiven.filter(({ asTyped }) => !asTyped);
  return (mistyped.length > 0 ? mistyped : forgiven)
    .map(
      ({ word, taken }) => `${word} taken for ${taken.slice(0, NAMED).join(', ')}${taken.length > NAMED ? ', …' : ''}`,
    )
    .join('; ');
}

/** The answer to one query over one hub. */
export interface View {
  /** Papers that match. */
  total: number;
  /** Papers of the hub, whether they match or not. */
  papers: number;
  facets: Facet[];
  /** Matching papers' ids from position `from`, at most `count`, in order. */
  works(from: number, count: number): WorkNumber[];
  /** Position of a paper in this order, or -1. */
  position(work: WorkNumber): number;
  /** The order in force: the one asked for, else the one that follows from the query and from what is known of the hub's papers. */
  order: Sort;
  /** Of how many papers of the hub that is known by which this order goes, `Date known` of so many; null where every paper has it. */
  orderBase(): { what: string; known: number; of: number } | null;
  /** True where the words matched only after allowing for typing errors. */
  fuzzy: boolean;
  /** The words that were taken for others then; empty too where words were forgiven that stand nowhere. */
  forgiven(): readonly Forgiven[];
  /** Where the order asked for is withheld, and the newest come first: of how many papers that is known by which it would go. */
  withheld?: { what: 'references' | 'novelty' | 'citations'; known: number; of: number };
  /**
   * Of how many papers of the hub that is known which the query asks and not every paper has: what is worked out of references,
   * authors and sentences; where no paper matches, also what single fields say, as far as it is not known of all.
   */
  bases(): readonly { what: string; known: number; of: number }[];
  /** How the papers stand among themselves, where they are ordered by that: the number of a paper of the hub. */
  standing?: { by: 'local' | 'pagerank'; of(work: WorkNumber): number };
  /** How many of the papers that match are left to be screened: nobody decided on them, or they are put off. */
  left(): number;
  /** Reads in steps what was left until it is asked for. */
  readOn(): Steps<void>;
}

/** One judge's set on one axis, newest first among a judge's own. */
export interface JudgementLine {
  axis: Axis;
  labels: string[];
  judge: string;
  confidence?: number;
  at: string;
  /** True for the one that is in force. */
  effective: boolean;
}

/** A manifestation of a work. `unknown`: nothing tells which is meant. */
export interface VersionLine {
  version: 'published' | 'preprint' | 'unknown';
  date?: string;
  venue?: string;
  ids: Id[];
  sources: string[];
}

/** All that is known of one citing paper and its citation of the hub. */
export interface Details extends Row, Omit<WorkFieldValues, keyof Row> {
  ids: Id[];
  authors: Author[];
  /** The sources that describe it, the oldest first. */
  sources: string[];
  /** Where more than one version is described: each of them, the published one first. */
  versions?: VersionLine[];
  /** What the latest update said of it, by service; absent where nothing. */
  updates?: NewsLine[];
  contexts: Context[];
  judgements: JudgementLine[];
  /** Of each source, the one to believe first before the others. */
  reviews: ReviewRecord[];
  /** What the reader corrected of its reviews; absent where nothing. */
  corrected?: readonly { axis: 'verdict' | 'novelty'; value: string | number; judge: string; at: string }[];
  claims: ClaimRecord[];
  /** Checks of its integrity, by source; empty where nobody checked it. */
  checks: Omit<IntegrityRecord, 'type' | 'work'>[];
  /** What the library knows of the references that findings are about, by their numbers in the paper's list. */
  references?: Readonly<Record<number, { id: Id; title: string }>>;
}

/** A number of papers with what it is out of. */
export interface Coverage {
  counts: LabelCount[];
  /** Papers with at least one label. */
  classified: number;
  /** Papers it could have been. */
  of: number;
}

export interface CoCited extends WorkLine {
  /** Citing papers of the hub that cite this one too. */
  shared: number;
}

/** The hub page: printed figures as printed, computed ones with their coverage. */
export interface Overview {
  head: HubHead;
  work: Details;
  printed: HubRecord[];
  /** Those that a computation gave are counted apart. */
  roles: Coverage;
  computedRoles: Coverage;
  polarities: Coverage;
  verdicts: Coverage;
  /** What checks found of the citing papers. */
  integrity: Coverage;
  claims: ClaimRecord[];
  /** The hubs of the library that it cites itself, with what is known of these citations: the most cited of so many. */
  cites: { hubs: CitedHub[]; total: number };
  coCited: CoCited[];
  representative: Row[];
  /** How they were chosen, where no page printed them. */
  representativeRule?: string;
  /** Citing papers per year, rising, years without any included. */
  perYear: { year: number; count: number }[];
  undated: number;
}
