/** The tree a query line parses to. The line, not the tree, is what people see, save and pass on. */

import { type Screening, STATUSES } from '../hub/decisions/decision.js';
import type { JudgeKind } from '../hub/judging/judges.js';
import type { Id } from '../hub/record.js';
import type { CueKind } from '../hub/sentences/cue-kinds.js';
import type { Stance } from '../hub/stance.js';
import type { AskedAs } from '../hub/work-fields.js';

/** Fields with open labels. A paper has a set of them (verdict, integrity and category: one). `none` asks for papers without any. */
export type LabelField = 'role' | 'polarity' | 'verdict' | 'integrity' | AskedAs<{ as: 'label' }>;
/** Fields with yes and no. */
export type FlagField = 'influential' | AskedAs<{ as: 'flag' }>;
/** Fields with numbers. `novelty` 0–10, `year` four digits, `refs` places in the text, `citations` citers of the citer. */
export type NumberField = 'novelty' | 'refs' | AskedAs<{ as: 'number' }>;
/** Fields with words of their own. */
export type TextField = 'context' | AskedAs<{ as: 'text' }>;
/** How papers may stand to a work: they cite it, it cites them, they cite some of the same works. */
export const LINKS = ['cites', 'cited-by', 'coupled'] as const;
export type Link = (typeof LINKS)[number];
/** Whose papers count as self-citations: any author is shared, the first ones are the same, or the last ones. */
export const SELF = ['any', 'first', 'last'] as const;
/** What `has:` can ask for. */
export const HAS = [
  'context',
  'abstract',
  'summary',
  'review',
  'novelty',
  'doi',
  'arxiv',
  'role',
  'polarity',
  'claims',
  'note',
] as const;
type Has = (typeof HAS)[number];
/** What `status:` can ask for: what was decided, nothing yet, a star, or decisions of several readers that differ. */
export const STANDINGS = [...STATUSES, 'unscreened', 'starred', 'conflict', 'to-read'] as const;
export type Standing = (typeof STANDINGS)[number];
/** Fields with words of the reader's own. */
export type OwnField = 'reason' | 'tag';
/** What `new:` can ask for: whom the latest update brought, all others, and of whom it had other news. */
export const NEWS = ['yes', 'no', 'changed', 'gone'] as const;

export type Term =
  | { kind: 'and' | 'or'; terms: Term[] }
  | { kind: 'not'; term: Term }
  /** `value` is a label token (categories keep their case). A category ending in `.*` takes its whole archive: `cs.*`. */
  | { kind: 'label'; field: LabelField; value: string }
  /** Bounds are inclusive unless `openFrom`/`openTo`. At least one is present. Papers without the number never match. */
  | { kind: 'number'; field: NumberField; from?: number; to?: number; openFrom?: true; openTo?: true }
  | { kind: 'flag'; field: FlagField; value: boolean }
  /** Papers that stand in the reader's own bibliographies, or that do not. */
  | { kind: 'mine'; value: boolean }
  /** `within`: where it was decided, which a session says and no line. */
  | { kind: 'status'; what: Standing; within?: Screening }
  /** Papers excluded for this reason, or with this tag; null: excluded without a reason, without any tag. `within` as above. */
  | { kind: 'own'; field: OwnField; value: string | null; within?: Screening }
  | { kind: 'new'; what: (typeof NEWS)[number] }
  /**
   * Papers published then, as far as their dates tell: `YYYY`, `YYYY-MM` or `YYYY-MM-DD`, both ends inclusive unless open. One dated
   * 2024 is not known to be of 2024-03.
   */
  | { kind: 'date'; from?: string; to?: string; openFrom?: true; openTo?: true }
  /** Papers that came, changed or went in updates from a day on: `YYYY`, `YYYY-MM` or `YYYY-MM-DD`. */
  | { kind: 'since'; day: string }
  | { kind: 'linked'; how: Link; id: Id }
  /** Papers by authors of the hub. */
  | { kind: 'self'; which: (typeof SELF)[number] }
  /** Papers of a school of the hub's, from 1 on; null: of none. */
  | { kind: 'school'; number: number | null }
  /** Papers whose citation, or a sentence of it, has a polarity that does this to the hub's claims. */
  | { kind: 'bears'; how: Stance }
  /** Papers with a citing sentence that has phrases of this kind. */
  | { kind: 'cue'; what: CueKind }
  /** Papers whose role in force was said by such a judge. */
  | { kind: 'label-by'; judge: JudgeKind }
  /** Papers of which this is not known, `novelty:none`; labels have the value `none` for it. */
  | { kind: 'none'; field: NumberField | FlagField }
  | { kind: 'has'; what: Has }
  /**
   * Words of title, authors and summary (no field) or of one field. A phrase matches in this order, whole words; a word, as a prefix.
   * `unnamed`: authors are hidden from who asks, which a session says and no line: words are not searched among their names, and a
   * name that is asked for is not taken for another. `open`: a phrase that is being typed, which no line says: its last word is a
   * beginning.
   */
  | { kind: 'text'; field?: TextField; text: string; phrase: boolean; unnamed?: true; open?: true };

export const SORT_KEYS = [
  'novelty',
  'date',
  'title',
  'citations',
  'local',
  'pagerank',
  'reading',
  'relevance',
] as const;
export type SortKey = (typeof SORT_KEYS)[number];
/** Whether the end that is wanted first is the upper one: titles begin with A, and lists with what is to be read next. */
export const beginsHigh = (key: SortKey): boolean => key !== 'title' && key !== 'reading';
export interface Sort {
  key: SortKey;
  descending: boolean;
}

export interface Query {
  /** null: every citing paper. */
  where: Term | null;
  /** null: by relevance where words are searched, else novelty then date, both falling, as hub pages print. */
  sort: Sort | null;
}
