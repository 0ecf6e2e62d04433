/** `/citations/<uuid>/citers.json`: everybody who cites a work, with verdict, novelty, role, polarity and sentence. */
import { fallbackId, showId } from '../../../hub/ids/identifier.js';
import type { CitationRecord, Context, HubRecord, Id, ReviewRecord, WorkRecord } from '../../../hub/record.js';
import { MOST_CITING, RECORD_KEYS } from '../../bounds.js';
import { type Decoded, problem, record } from '../../decoded.js';
import { isList, itemOf, itemsOf, type JsonRange, membersOf, wasCut } from '../../json.js';
import { count, identifier, isObject, type Json, line } from '../../values.js';
import { judgementsOf, labelsOf } from './judgements.js';
import { dayOf, extracted, PITH, paragraphs, titleOf } from './paper.js';
import { says, setScores } from './review.js';

export interface CitersOptions {
  /** The cited work: the list does not name it. */
  hub: Id;
  /** When the labels were given, as far as that is known: the list has no date. */
  at: string;
  /** When the list was taken, where that is known. */
  taken?: string;
}

/** The hub with its total, and each paper with its review and its citation; each read when it is asked for. */
export function* decodeCiters(root: JsonRange, { hub, at, taken }: CitersOptions): Generator<Decoded> {
  const members = membersOf(root, RECORD_KEYS);
  const own: HubRecord = { type: 'hub', work: hub, source: PITH, ...(taken === undefined ? {} : { at: taken }) };
  const total = members.get('total');
  const all = total === undefined ? undefined : itemOf(total);
  const known = all !== undefined && 'value' in all ? count(all.value) : undefined;
  if (known !== undefined) own.total = known;
  yield record({ type: 'work', ids: [hub] });
  yield record(own);
  const items = members.get('items');
  if (items === undefined || !isList(items)) return;
  let row = 0;
  for (const range of itemsOf(items, MOST_CITING.atAll)) {
    row += 1;
    const item = itemOf(range);
    if ('problem' in item) yield problem(`row ${row}`, item.problem);
    else yield* decodeCiter(item.value, row, hub, at);
  }
}

function* decodeCiter(item: unknown, row: number, hub: Id, at: string): Generator<Decoded> {
  const paper: Json = isObject(item) ? item : {};
  const title = titleOf(paper.paper_title);
  const date = dayOf(paper.submitted_at);
  const own = identifier('arxiv:', paper.citing_arxiv_id);
  // Half a paper may have had a name in its other half.
  if (own === undefined && wasCut(item)) return;
  if (own === undefined && title === undefined) {
    yield problem(`row ${row}`, 'a paper with neither an arXiv id nor a title');
    return;
  }
  const citing = own ?? fallbackId(title!, date === undefined ? undefined : Number(date.slice(0, 4)));
  if (citing === hub) {
    yield problem(`row ${row}`, `the cited paper itself (${showId(hub)})`);
    return;
  }
  const work: WorkRecord = { type: 'work', ids: [citing] };
  if (title !== undefined) work.title = title;
  if (date !== undefined) work.date = date;
  const category = line(paper.primary_cat);
  if (category !== undefined) work.category = category;
  yield record(work);
  const review: ReviewRecord = { type: 'review', work: citing, source: PITH };
  setScores(review, paper);
  if (says(review)) yield record(review);
  yield record(citationOf(paper, citing, hub, at));
}

function citationOf(paper: Json, citing: Id, hub: Id, at: string): CitationRecord {
  const citation: CitationRecord = { type: 'citation', citing, cited: hub };
  const places = extracted(paper.ref_count);
  if (places !== undefined) citation.places = places;
  const reference = extracted(paper.ref_index);
  if (reference !== undefined) citation.reference = reference;
  const { confidence } = paper;
  if (typeof confidence === 'number' && confidence >= 0 && confidence <= 1) citation.confidence = confidence;
  const role = labelsOf(paper.top_context_role);
  const polarity = labelsOf(paper.top_context_polarity);
  const text = paragraphs(paper.context_text);
  if (text !== undefined) {
    const context: Context = { text };
    if (role !== undefined && role.length > 0) context.labels = role;
    if (polarity !== undefined && polarity.length > 0) context.polarities = polarity;
    citation.contexts = [context];
  }
  const judgements = judgementsOf({ role, polarity }, at);
  if (judgements.length > 0) citation.judgements = judgements;
  return citation;
}
