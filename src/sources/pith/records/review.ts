/** A review of a paper, as Pith's `get_review` gives it. */
import type { ReviewRecord, WorkRecord } from '../../../hub/record.js';
import { labelToken, labelWords, NONE } from '../../../hub/vocabulary.js';
import { identifier, isObject, type Json, line } from '../../values.js';
import { dayOf, further, PITH, paragraphs, timeOf, titleOf } from './paper.js';

/** Beside these a review has to say something: they stand with papers that nobody has reviewed, too. */
const BARE: readonly (keyof ReviewRecord)[] = ['type', 'work', 'source', 'model', 'reviewedAt', 'verdictConfidence'];

/** Whether a review says anything. */
export function says(review: ReviewRecord): boolean {
  return Object.entries(review).some(
    ([key, value]) => !BARE.includes(key as keyof ReviewRecord) && !(key === 'formalVerification' && value === NONE),
  );
}

/** Sets what records of every kind say of a review, where they say it. */
export function setScores(review: ReviewRecord, given: Json): void {
  const verdict = labelToken(line(given.verdict) ?? '');
  if (verdict !== '') review.verdict = verdict;
  const sure = labelToken(line(given.verdict_confidence) ?? '');
  if (sure !== '') review.verdictConfidence = sure;
  const novelty =
    typeof given.novelty_score === 'string' ? Number(given.novelty_score || Number.NaN) : given.novelty_score;
  if (typeof novelty === 'number' && novelty >= 0 && novelty <= 10) review.novelty = novelty;
  const formal = line(given.formal_verification);
  if (formal !== undefined) review.formalVerification = formal;
  const summary = paragraphs(given.one_line_summary);
  if (summary !== undefined) review.summary = summary;
}

/** The paper and its review; undefined where there is no review. */
export function decodeReview(body: Json): { work: WorkRecord; review: ReviewRecord } | undefined {
  const id = identifier('arxiv:', body.arxiv_id);
  if (body.found === false || id === undefined) return undefined;
  const work: WorkRecord = { type: 'work', ids: [id] };
  const title = titleOf(body.title);
  if (title !== undefined) work.title = title;
  const category = line(body.primary_cat);
  if (category !== undefined) work.category = category;
  const date = dayOf(body.submitted_at);
  if (date !== undefined) work.date = date;
  const review: ReviewRecord = { type: 'review', work: id, source: PITH };
  setScores(review, body);
  for (const [field, key] of SCORES) {
    const value = body[key];
    const score = typeof value === 'number' && Number.isFinite(value) ? value : line(value);
    if (score !== undefined) review[field] = score;
  }
  for (const [field, key] of TEXTS) {
    const text = statements(body[key]);
    if (text !== undefined) review[field] = text;
  }
  for (const [field, key] of WORDS) {
    const word = line(body[key]);
    if (word !== undefined) review[field] = word;
  }
  const reviewed = timeOf(body.reviewed_at);
  if (reviewed !== undefined) review.reviewedAt = reviewed;
  return says(review) ? { work, review: { ...further(body, KNOWN), ...review } } : undefined;
}

const SCORES = [
  ['confidence', 'confidence'],
  ['correctnessRisk', 'correctness_risk'],
] as const;
const TEXTS = [
  ['coreClaim', 'core_claim'],
  ['argument', 'argument'],
  ['weakestAssumption', 'weakest_assumption'],
  ['falsifier', 'falsifier'],
] as const;
const WORDS = [
  ['discoveryKind', 'discovery_kind'],
  ['recommendation', 'recommendation'],
  ['verification', 'verification_grade'],
  ['model', 'model'],
] as const;

/** What has a place of its own, or is of the paper or the answer and not of the review. */
const KNOWN: ReadonlySet<string> = new Set([
  ...[...SCORES, ...TEXTS, ...WORDS].map(([, key]) => key),
  ...['verdict', 'verdict_confidence', 'novelty_score', 'formal_verification', 'one_line_summary', 'reviewed_at'],
  ...['url', 'note', 'found', 'ok', 'title', 'arxiv_id', 'primary_cat', 'citation_url', 'submitted_at'],
]);

/** A text, or labelled statements as the paragraphs of one: `Premise: …`. */
function statements(value: unknown): string | undefined {
  if (!isObject(value) && !Array.isArray(value)) return paragraphs(value);
  const given: [unknown, unknown][] = Array.isArray(value)
    ? value.map((part) => labelled(part))
    : Object.entries(value);
  const parts = given.flatMap(([label, text]) => {
    const words = labelWords(labelToken(line(label) ?? ''));
    const said = paragraphs(text);
    return said === undefined ? [] : [words === '' ? said : `${words[0]!.toUpperCase()}${words.slice(1)}: ${said}`];
  });
  return parts.length === 0 ? undefined : parts.join('\n\n');
}

function labelled(part: unknown): [unknown, unknown] {
  if (!isObject(part)) return ['', part];
  return [part.label ?? part.kind ?? part.role, part.text ?? part.statement];
}
