/** What Pith extracted from a paper: `graph.json`, and the snapshots of it in bundles and states. Nothing there says: not extracted. */
import { fallbackId } from '../../../hub/ids/identifier.js';
import type { CitationRecord, ClaimRecord, Id, ReviewRecord, WorkRecord } from '../../../hub/record.js';
import { cleanLine } from '../../../hub/text.js';
import { labelToken } from '../../../hub/vocabulary.js';
import { type Decoded, problem, record } from '../../decoded.js';
import { wasCut } from '../../json.js';
import { count, isObject, type Json, line, list, object, partialDate, textOf } from '../../values.js';
import { listedAuthors } from '../authors.js';
import { extracted, idsOf, namesIn, PITH, paragraphs, timeOf, titleOf } from './paper.js';
import { says } from './review.js';

/** The review, the claims and the references in a graph. */
export function* decodeGraph(work: Id, graph: Json): Generator<Decoded> {
  const review = reviewOf(work, graph);
  if (says(review)) yield record(review);
  yield* decodeClaims(work, graph.claims);
  yield* decodeReferences(work, object(graph.references));
}

function reviewOf(work: Id, graph: Json): ReviewRecord {
  const verdict = object(graph.verdict);
  const review: ReviewRecord = { type: 'review', work, source: PITH };
  const models = modelsIn(verdict.model_set);
  if (models !== '') review.model = models;
  const at = timeOf(verdict.created_at);
  if (at !== undefined) review.reviewedAt = at;
  for (const [field, key] of [
    ['summary', 'one_line_summary'],
    ['pith', 'pith_extraction_headline'],
    ['coreClaim', 'strongest_claim'],
    ['weakestAssumption', 'weakest_assumption'],
  ] as const) {
    const text = paragraphs(verdict[key]);
    if (text !== undefined) review[field] = text;
  }
  const formal = extracted(object(graph.formal_canon).evidence_count);
  if (formal !== undefined)
    review.formalVerification = `${formal} machine-checked theorem link${formal === 1 ? '' : 's'}`;
  return review;
}

/** The models that took part, each once: an object says what each did. */
function modelsIn(value: unknown): string {
  const models = isObject(value) ? Object.values(value) : Array.isArray(value) ? value : [value];
  return [...new Set(models.flatMap((model) => line(model) ?? []))].join(', ');
}

/** The claims ledger, `{count, items}` or the items alone; a claim without a text was not extracted. */
function* decodeClaims(work: Id, claims: unknown): Generator<Decoded> {
  const items = Array.isArray(claims) ? claims : list(object(claims).items);
  for (const given of items.map(object)) {
    const text = paragraphs(given.text) ?? paragraphs(given.claim) ?? paragraphs(given.statement);
    if (text === undefined) continue;
    const claim: ClaimRecord = { type: 'claim', work, kind: labelToken(line(given.kind) ?? '') || 'claim', text };
    claim.source = line(given.source) ?? PITH;
    const status = line(given.status);
    if (status !== undefined) claim.status = status;
    const attestation = line(given.attestation);
    if (attestation !== undefined) claim.attestation = attestation;
    const claimId = line(given.claim_id);
    if (claimId !== undefined) claim.claimId = claimId;
    const number = Number(/^C([1-9]\d{0,5})$/u.exec(claimId ?? '')?.[1] ?? 0);
    if (number > 0) claim.number = number;
    yield record(claim);
  }
}

/** The references: their shape is not fixed, so each is taken by its ids, or by its title. */
function* decodeReferences(citing: Id, references: Json): Generator<Decoded> {
  const items = [...list(references.items), ...list(references.sample)];
  const met = new Set<Id>([citing]);
  for (const [at, item] of items.entries()) {
    const given: Json = isObject(item) ? { ...object(item.work), ...item } : { title: item };
    const title = titleOf(given.title) ?? titleOf(given.resolved_title) ?? titleOf(given.display_title);
    const year = partialDate(textOf(given.year));
    const names = idsOf({ ...given, arxiv_id: given.arxiv_id ?? given.cited_arxiv_id });
    // Half a reference may have had a name in its other half.
    if (names.length === 0 && wasCut(item)) continue;
    if (names.length === 0 && title === undefined) {
      const raw = cleanLine(textOf(given.raw ?? given.raw_text ?? given.text)).slice(0, 60);
      if (raw !== '') yield problem(`reference ${at + 1}`, `neither an id nor a title (“${raw}”)`);
      continue;
    }
    const ids = names.length > 0 ? names : [fallbackId(title!, year === undefined ? undefined : Number(year))];
    if (ids.some((id) => met.has(id))) continue;
    for (const id of ids) met.add(id);
    const work: WorkRecord = { type: 'work', ids };
    if (title !== undefined) work.title = title;
    if (year !== undefined) work.date = year;
    Object.assign(work, listedAuthors(namesIn(given.authors_text)));
    yield record(work);
    const citation: CitationRecord = { type: 'citation', citing, cited: ids[0]! };
    const reference = count(given.ref_index) || undefined;
    if (reference !== undefined) citation.reference = reference;
    yield record(citation);
  }
}
