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

/**
 * A citing sentence. `labels` are roles given to this very sentence, `polarities` polarities, where the source does so; empty where
 * it looked and found none, as at a neutral sentence.
 */
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
  /** Its number in the citing paper's list of references, from 1. */
  reference?: number;
  /** How sure the source is that this reference is the cited work, 0 to 1. */
  confidence?: number;
  influential?: boolean;
  contexts?: Context[];
  judgements?: Judgement[];
}

/**
 * A reviewer's view of one work at one time. Scores are 0–10 as printed; texts as written. A work may have several of one
 * source: two are one where neither model nor time says otherwise (reviews.ts).
 */
export interface ReviewRecord {
  type: 'review';
  work: Id;
  /** Who reviewed, e.g. `pith`. */
  source: string;
  model?: string;
  reviewedAt?: string;
  verdict?: string;
  /** A word such as `low`: how sure the verdict is. */
  verdictConfidence?: string;
  /** `accept`, `minor`, `formalization_required`, …: what the reviewer would have the authors do. */
  recommendation?: string;
  novelty?: number;
  /** As printed: a number 0–10 or a word such as `moderate`. */
  confidence?: number | string;
  correctnessRisk?: number | string;
  /** The grade `V0` to `V5`. */
  verification?: string;
  /** A word such as `none`, or what was proved: `2 machine-checked theorem links`. */
  formalVerification?: string;
  discoveryKind?: string;
  /** One line. */
  summary?: string;
  /** The pith: what the paper comes to, as the review opens. */
  pith?: string;
  coreClaim?: string;
  /** What carries it. */
  argument?: string;
  /** "If this is right". */
  implications?: string;
  /** Where the reviewer reads between the lines. */
  inferences?: string;
  weakestAssumption?: string;
  falsifier?: string;
  /** The objections in full, as a referee would write them. */
  report?: string;
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
  /** Under which number its source lists it: 1 for `C1`. */
  number?: number;
}

/** Something a check of a work's references, links and text found; two of one source are one where they tell of the same thing. */
export interface Finding {
  /** What looked, e.g. `doi_compliance`. */
  detector: string;
  /** What it found, e.g. `broken_identifier`. */
  finding: string;
  /** `critical`, `advisory` or `informational`. */
  severity: string;
  /** How it is known: `incontrovertible`, `cross_source`, `threshold_with_margin`; `rescinded` where it was taken back. */
  basis?: string;
  /** The number of the reference it is about. */
  reference?: number;
  /** As it was found in the text, which may be no identifier at all. */
  detectedDoi?: string;
  detectedArxiv?: string;
  /** An address it is about. */
  url?: string;
  /** The title that the identifier leads to. */
  resolvedTitle?: string;
  note?: string;
  /** The words of the paper it was found in. */
  snippet?: string;
  /** When it was found, a day or a full UTC time. */
  at?: string;
}

/** The check of one work by one source. No findings: it was checked, and nothing was found. */
export interface IntegrityRecord {
  type: 'integrity';
  work: Id;
  source: string;
  /** When it was checked last, a day or a full UTC time. */
  at?: string;
  /** What looked. */
  detectors?: string[];
  findings: Finding[];
}

export interface LabelCount {
  label: string;
  count: number;
}

/** What a page is filtered by: a field as its address names it (`role`, `year`, `verdict`, …) and the value. */
export interface ViewFilter {
  field: string;
  value: string;
}

/** A hub and what its source said of it, exactly as printed: never recomputed (the headline share is not the role share). */
export interface HubRecord {
  type: 'hub';
  work: Id;
  source: string;
  /** Date the page or list was taken, `YYYY-MM-DD`. */
  at?: string;
  /**
   * The page was a filtered view; empty where it does not say by what. Of its lists only the citing papers are filtered: totals,
   * counts and representative papers are the whole hub's.
   */
  view?: ViewFilter[];
  /** Citing papers in all, according to the source. */
  total?: number;
  /**
   * Other numbers of papers that it prints, never to be taken for the total: `paper_page` is what a paper's own page lists
   * (60 at most), `number_page` what the page of its Pith Number counts, `external` citations counted elsewhere.
   */
  counts?: LabelCount[];
  /** `hub` or `super hub`. */
  tier?: string;
  tierReason?: string;
  /** E.g. `Canonical reference`, `Mixed citations`. */
  class?: string;
  sentence?: string;
  headline?: { label: string; percent: number };
  /** The summaries of roles and polarities. */
  roles?: LabelCount[];
  polarities?: LabelCount[];
  /** The counts beside the filters of the list; the labels of `years` are years. */
  facets?: Facets;
  /** Works printed as co-cited, in order. */
  coCited?: Id[];
  /** Citing papers printed as representative, in order. */
  representative?: Id[];
  /** What the page says of citing papers whose titles it does not have, a sentence each: reading views leave them so. */
  sentences?: string[];
  /** What such a page has and this one lacked, by its heading: `citation-role summary`. */
  lacked?: string[];
}

/** The fields by which a hub page counts its citing papers. */
export interface Facets {
  years?: LabelCount[];
  roles?: LabelCount[];
  polarities?: LabelCount[];
  verdicts?: LabelCount[];
}

export type HubLibraryRecord = WorkRecord | CitationRecord | ReviewRecord | ClaimRecord | IntegrityRecord | HubRecord;
