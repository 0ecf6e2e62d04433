/** Made-up records of Pith, in the shapes that were captured of it. */
import { createHash } from 'node:crypto';
import { citer, hubRecord, JUDGED } from '../../replay/pith.js';

const CANONICAL = {
  metadata: {
    abstract_canon_sha256: 'ab'.repeat(32),
    cross_cats_sorted: ['cs.DL', 'stat.ML'],
    license: '',
    primary_cat: 'cs.CV',
    submitted_at: '2021-01-02T03:04:05Z',
    title_canon_sha256: 'cd'.repeat(32),
  },
  schema_version: '1.0',
  source: { id: '2101.00001', kind: 'arxiv', version: 2 },
};
/** Its keys stand in order. */
const DIGEST = createHash('sha256').update(JSON.stringify(CANONICAL)).digest('hex');
export const NUMBER = Array.from({ length: 26 }, (_, at) => {
  const bits = BigInt(`0x${DIGEST}`) >> BigInt(256 - 5 * (at + 1));
  return 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'[Number(bits & 31n)];
}).join('');

const PAPER = {
  title: "Counting Sheep at Scale in {\\'E}t{\\'e}",
  license: '',
  headline: 'Sheep can be counted at scale.',
  cross_cats: ['cs.DL', 'stat.ML'],
  primary_cat: 'cs.CV',
  authors_text: "Ada Shepherd, Bo Ram, Jr., C{\\'e}cile Ewe",
  submitted_at: '2021-01-02T03:04:05Z',
  abstract_excerpt: 'We count sheep.',
};
const SOURCE = { kind: 'arxiv', id: '2101.00001', version: 2 };

export const NUMBER_RECORD = {
  record_type: 'pith_number_record',
  pith_number: `pith:2021:${NUMBER}`,
  short_pith_number: `pith:${NUMBER.slice(0, 8)}`,
  canonical_sha256: DIGEST,
  source: SOURCE,
  paper: PAPER,
  verification_status: { content_addressed: true, citation_signatures: 0 },
  canonical_record: CANONICAL,
};

export const GRAPH = {
  paper: PAPER,
  claims: {
    count: 2,
    items: [
      {
        kind: 'strongest_claim',
        text: 'Sheep can be counted.',
        source: 'verdict.strongest_claim',
        status: 'machine_extracted',
        claim_id: 'C1',
        attestation: 'unclaimed',
      },
      { kind: 'weakest_assumption', text: '', source: '', status: '', claim_id: 'C2', attestation: '' },
    ],
  },
  source: SOURCE,
  verdict: {
    id: 'v-1',
    model_set: { reader: 'glm-5.2', reviewer: 'grok-4.3', referee: 'grok-4.3' },
    created_at: '2026-05-18T01:06:20Z',
    strongest_claim: 'Sheep can be counted.',
    one_line_summary: 'Counts sheep.',
    pipeline_version: 'p-1',
    weakest_assumption: 'Sheep stand still.',
    pith_extraction_headline: 'Sheep, counted.',
  },
  integrity: {
    clean: false,
    available: true,
    detectors_run: [],
    findings: [
      {
        detector: 'external_links',
        finding_type: 'dead_url',
        severity: 'informational',
        verdict_class: 'incontrovertible',
        ref_index: 7,
        audited_at: '2026-05-19T23:15:25.767223Z',
      },
    ],
  },
  references: {
    count: 2,
    sample: [
      { ref_index: 1, title: 'Goats, a Survey', year: 1999, doi: '10.1000/Goats', authors_text: 'Z. Goat, A. Kid' },
      { ref_index: 2, arxiv_id: '1901.00009', title: 'Wolves' },
    ],
    resolved_work: 2,
    internal_anchors: 1,
  },
  formal_canon: { evidence_count: 2 },
  author_claims: { count: 0, strong_count: 0 },
};

/** Nothing was extracted. */
export const EMPTY_GRAPH = {
  paper: { ...PAPER, headline: '' },
  claims: { count: 0, items: [] },
  source: SOURCE,
  verdict: { id: null, model_set: {}, created_at: null, strongest_claim: '', one_line_summary: '' },
  references: { count: 0, sample: [], resolved_work: 0, internal_anchors: 0 },
  formal_canon: { evidence_count: 0 },
  author_claims: { count: 0, strong_count: 0 },
};

const ALIASES = [
  { alias_kind: 'arxiv', alias_value: '2101.00001' },
  { alias_kind: 'arxiv_version', alias_value: '2101.00001v2' },
  { alias_kind: 'doi', alias_value: '10.48550/arxiv.2101.00001' },
  { alias_kind: 'doi', alias_value: '10.1000/hub' },
  { alias_kind: 'pith_short_8', alias_value: NUMBER.slice(0, 8) },
];

/** Events: the first snapshot is not the last. */
export const BUNDLE = {
  bundle_type: 'pith_open_graph_bundle',
  pith_number: `pith:2021:${NUMBER}`,
  canonical_record: CANONICAL,
  canonical_sha256: DIGEST,
  source: SOURCE,
  source_aliases: ALIASES,
  events: [
    { event_type: 'record_created', target: 'record', payload: { canonical_record: CANONICAL } },
    { event_type: 'graph_snapshot', created_at: '2026-05-18T01:06:20Z', payload: { graph_snapshot: GRAPH } },
    { event_type: 'graph_snapshot', created_at: '2026-05-17T01:06:20Z', payload: { graph_snapshot: EMPTY_GRAPH } },
    {
      event_type: 'pith.integrity.v1',
      created_at: '2026-05-20T00:00:00+00:00',
      payload: {
        detector: 'doi_compliance',
        finding_type: 'broken_identifier',
        severity: 'critical',
        evidence: { ref_index: 1, verdict_class: 'cross_source', detected_doi: '10.1000/Gotas' },
        snippet: 'doi: 10.1000/Gotas',
        arxiv_id: '2101.00001',
      },
    },
  ],
};

export const STATE = {
  state_type: 'pith_open_graph_state',
  pith_number: `pith:2021:${NUMBER}`,
  current: {
    canonical_record: CANONICAL,
    source_aliases: ALIASES,
    graph_snapshots: [{ created_at: '2026-05-18T01:06:20Z', payload: { graph_snapshot: GRAPH } }],
  },
};

export const INTEGRITY = {
  schema: 'https://pith.science/schemas/pith-integrity/v1.json',
  pith_number: '2101.00001',
  arxiv_id: '2101.00001',
  integrity: {
    available: true,
    endpoint: '/pith/2101.00001/integrity.json',
    summary: { critical: 0, advisory: 1, informational: 0 },
    clean: false,
    detectors_run: [
      { name: 'ai_meta_artifact', status: 'completed', ran_at: '2026-05-21T09:34:11.438861Z', findings_count: 0 },
      { name: 'external_links', status: 'failed', ran_at: '2026-05-22T00:00:00Z' },
      { name: 'doi_compliance', ran_at: '2026-05-19T23:15:25.767223Z', findings_count: 1 },
    ],
    findings: [
      {
        detector: 'doi_compliance',
        finding_type: 'recoverable_identifier',
        severity: 'advisory',
        verdict_class: 'incontrovertible',
        note: 'The DOI has a word glued to it.',
        detected_doi: '10.1007/978-1-84800-044-5_11.URL',
        detected_arxiv_id: null,
        ref_index: 19,
        audited_at: '2026-05-19T23:15:25.767223Z',
      },
    ],
  },
  events: [
    {
      event_type: 'pith.integrity.v1',
      created_at: '2026-05-19T23:17:27.287442+00:00',
      payload: {
        note: 'The DOI has a word glued to it.',
        snippet: 'doi: 10.1007/978-1-84800-044-5_11.URL',
        detector: 'doi_compliance',
        arxiv_id: '2101.00001',
        evidence: { ref_index: 19, verdict_class: 'incontrovertible' },
      },
    },
  ],
};

export const CITERS = {
  total: 4,
  items: [
    citer('2405.00002', {
      ...JUDGED,
      ref_count: 3,
      top_context_role: 'Use Method',
      top_context_polarity: 'support',
      context_text: 'We count as they do [17].',
    }),
    citer('2012.00001', { submitted_at: '2020-12-03T12:43:48+00:00' }),
    citer('', { paper_title: 'Sheep Without Names', top_context_role: 'none' }),
    citer('2101.00001'),
  ],
};

export const REVIEW = {
  url: 'https://pith.science/paper/2101.00001',
  found: true,
  arxiv_id: '2101.00001',
  title: 'Counting Sheep at Scale',
  verdict: 'CONDITIONAL',
  novelty_score: '8.0',
  confidence: 'HIGH',
  correctness_risk: 2,
  core_claim: 'Sheep can be counted.',
  argument: { premise: 'Sheep are discrete.', core_claim: 'So they can be counted.' },
  weakest_assumption: 'Sheep stand still.',
  falsifier: 'A sheep that moves.',
  primary_cat: 'cs.CV',
  submitted_at: '2021-01-02T03:04:05Z',
  reviewed_at: '2026-05-13T21:55:08Z',
  model: 'grok-4.3',
  lead: 'Sheep, at last.',
  replication_score: 0,
};

const NEIGHBOURS = {
  ok: true,
  resolved: { arxiv_id: '2101.00001' },
  from_graph: { in: [{ arxiv_id: '2405.00002', title: 'Rams', role: 'method' }], out: [{ arxiv_id: '1901.00009' }] },
  from_record: [],
};

/** By what the program calls them. */
export const RECORDS: Readonly<Record<string, object>> = {
  'number record of Pith': NUMBER_RECORD,
  'bundle of a Pith Number': BUNDLE,
  'state of a Pith Number': STATE,
  'graph of a Pith Number': GRAPH,
  'integrity record of Pith': INTEGRITY,
  'integrity event of Pith': { ...INTEGRITY.events[0], payload: BUNDLE.events[3]!.payload },
  'events of a Pith Number': { pith_number: BUNDLE.pith_number, source: SOURCE, events: BUNDLE.events },
  'claims ledger of Pith': { arxiv_id: '2101.00001', claims: GRAPH.claims },
  'list of citing papers of Pith': CITERS,
  'hub record of Pith': hubRecord(117),
  'review of Pith': REVIEW,
  'neighbours of a paper of Pith': NEIGHBOURS,
};
