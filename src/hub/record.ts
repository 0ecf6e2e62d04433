/**
 * The records every source decodes into, the library stores, and the interchange format spells out
 * one a line (data/README.md documents it). A record holds what one source said and nothing computed.
 */

import type { WorkFieldValues } from './work-fields.js';

/** An identifier of a work as `scheme:value` in canonical spelling, e.g. `arxiv:1911.11134`, `doi:10.1000/x`; see identifier.ts. */
export type Id = string;

/** One author. `family`/`given` only where the source splits names itself; `group` marks a collaboration or institution. */
export interface Author {
  name: string;
  family?: string;
  given?: string;
  group?: true;
}

/** A citable document: its ids, and the fields of work-fields.ts. Absent fields are unknown; unknown is never written as an empty value. */
export interface WorkRecord extends WorkFieldValues {
  type: 'work';
  /** All ids of the work the source gives, at least one; the first is the one to show. */
  ids: Id[];
}

export type Axis = 'role' | 'polarity';

/**
 * What one judge said of one citation on one axis at one time: a set, since a paper may be cited in several roles.
 * Labels are snake_case. An empty set says the judge looked and gave none.
 */
export interface Judgement {
  axis: Axis;
  labels: string[];
  /** Who said so: `human`, `human:<name>`, `pith`, `labelled:<corpus>`, `semantic-scholar`, `computed:<model>`. */
  judge: string;
  /** 0 to 1. */
  confidence?: number;
  /** When, `YYYY-MM-DD` or a full UTC time. */
  at: string;
}

/** A citing sentence. `labels` are roles given to this very sentence, `polarities` polarities, where the source does so. */
export interface Context {
  text: string;
  section?: string;
  labels?: string[];
  polarities?: string[];
}

/** An edge: `citing` names `cited`. */
export interface CitationRecord {
  type: 'citation';
  citing: Id;
  cited: Id;
  /** Places in the text that refer to the cited work ("2 refs"). */
  places?: number;
  influential?: boolean;
  contexts?: Context[];
  judgements?: Judgement[];
}

/** A reviewer's view of one work. Scores are 0–10 as printed; texts as written. */
export interface ReviewRecord {
  type: 'review';
  work: Id;
  /** Who reviewed, e.g. `pith`. */
  source: string;
  verdict?: string;
  novelty?: number;
  /** As printed: a number 0–10 or a word such as `moderate`. */
  confidence?: number | string;
  correctnessRisk?: number | string;
  summary?: string;
  coreClaim?: string;
  argument?: string;
  weakestAssumption?: string;
  falsifier?: string;
  discoveryKind?: string;
  reviewedAt?: string;
  model?: string;
}

export interface ClaimRecord {
  type: 'claim';
  work: Id;
  kind: string;
  text: string;
  source?: string;
  status?: string;
  attestation?: string;
  claimId?: string;
}

export interface LabelCount {
  label: string;
  count: number;
}

/** A hub and what its source said of it, exactly as printed: never recomputed (the headline share is not the role share). */
export interface HubRecord {
  type: 'hub';
  work: Id;
  source: string;
  /** Date the page or list was taken, `YYYY-MM-DD`. */
  at?: string;
  /** Citing papers in all, according to the source. */
  total?: number;
  tier?: string;
  /** E.g. `Canonical reference`, `Mixed citations`. */
  class?: string;
  sentence?: string;
  headline?: { label: string; percent: number };
  roles?: LabelCount[];
  polarities?: LabelCount[];
  /** Works printed as co-cited, in order. */
  coCited?: Id[];
  /** Citing papers printed as representative, in order. */
  representative?: Id[];
}

export type HubLibraryRecord = WorkRecord | CitationRecord | ReviewRecord | ClaimRecord | HubRecord;
