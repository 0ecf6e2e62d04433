/** Pith's JSON: a work with its hub, reviews and neighbours. Much of it is open: what is not known is passed over. */
import { fallbackId } from '../../hub/identifier.js';
import type { Author, CitationRecord, HubRecord, Id, Judgement, ReviewRecord, WorkRecord } from '../../hub/record.js';
import { cleanLine, cleanText } from '../../hub/text.js';
import { labelToken, labelWords } from '../../hub/vocabulary.js';
import { type Decoded, problem, record } from '../decoded.js';
import {
  count,
  distinct,
  identifier,
  isObject,
  type Json,
  line,
  list,
  object,
  partialDate,
  textOf,
} from '../values.js';

const SOURCE = 'pith';

const SUBJECT_CLASS =
  /^(?:[a-z]+(?:-[a-z]+)*\.[A-Z]{2}|[a-z-]+\.[a-z]+-[a-z]+|(?:hep|nucl)-(?:th|ph|ex|lat)|gr-qc|quant-ph|math-ph)$/u;

/** What `/citations/<uuid>.json` says of a work and its hub; undefined without an id and a title. */
export function decodeWorkJson(body: unknown, at: string): { work: WorkRecord; hub: HubRecord } | undefined {
  const given = object(object(body).work);
  const uuid = identifier('uuid:', given.id);
  const title = line(given.display_title) ?? line(given.title) ?? line(given.render_title);
  if (uuid === undefined || title === undefined) return undefined;
  const work: WorkRecord = { type: 'work', ids: [...idsOf(given), uuid], title };
  const authors = authorsOf(given);
  if (authors.length > 0) work.authors = authors;
  const date = partialDate(textOf(given.year));
  if (date !== undefined) work.date = date;
  const venue = line(given.venue);
  // Of what is on arXiv only, Pith prints the class of subjects in the place of a journal.
  if (venue !== undefined && SUBJECT_CLASS.test(venue)) work.category = venue;
  else if (venue !== undefined) work.venue = venue;
  const abstract = typeof given.abstract === 'string' ? cleanText(given.abstract) : '';
  if (abstract !== '') work.abstract = abstract;
  const url = line(given.external_url);
  if (url !== undefined && /^https?:\/\/\S+$/iu.test(url)) work.url = url;
  const citedBy = count(given.cited_by_count);
  if (citedBy !== undefined) work.citedBy = citedBy;

  const state = object(object(object(body).hub).state);
  const hub: HubRecord = { type: 'hub', work: work.ids[0]!, source: SOURCE, at };
  const total = count(state.pith_inbound_count);
  if (total !== undefined) hub.total = total;
  const tier = line(state.tier);
  if (tier !== undefined && tier !== 'none') hub.tier = labelWords(labelToken(tier));
  return { work, hub };
}

function idsOf(given: Json): Id[] {
  return distinct([
    identifier('arxiv:', given.arxiv_id) ?? identifier('arxiv:', given.pith_arxiv_id),
    identifier('doi:', given.doi),
    identifier('openalex:', given.openalex_id),
  ]);
}

function authorsOf(given: Json): Author[] {
  const names = list(given.authors).map((author) => line(isObject(author) ? author.name : author));
  const known = names.filter((name) => name !== undefined);
  const text = cleanLine(typeof given.authors_text === 'string' ? given.authors_text : '');
  const all = known.length > 0 ? known : text.split(/\s*(?:[,;]|\band\b)\s*/u).filter((name) => name !== '');
  return all.map((name) => ({ name }));
}

/** What `get_review` says of a paper; undefined where there is no review. */
export function decodeReview(body: Json): { work: WorkRecord; review: ReviewRecord } | undefined {
  const id = identifier('arxiv:', body.arxiv_id);
  if (body.found === false || id === undefined) return undefined;
  const work: WorkRecord = { type: 'work', ids: [id] };
  const title = line(body.title);
  if (title !== undefined) work.title = title;
  const category = line(body.primary_cat);
  if (category !== undefined) work.category = category;
  const date = dayOf(body.submitted_at);
  if (date !== undefined) work.date = date;
  const review: ReviewRecord = { type: 'review', work: id, source: SOURCE };
  const verdict = labelToken(line(body.verdict) ?? '');
  if (verdict !== '') review.verdict = verdict;
  const novelty =
    typeof body.novelty_score === 'string' ? Number(body.novelty_score || Number.NaN) : body.novelty_score;
  if (typeof novelty === 'number' && novelty >= 0 && novelty <= 10) review.novelty = novelty;
  for (const [field, key] of SCORES) {
    const value = body[key];
    const score = typeof value === 'number' && Number.isFinite(value) ? value : line(value);
    if (score !== undefined) review[field] = score;
  }
  for (const [field, key] of TEXTS) {
    const value = body[key];
    const text = typeof value === 'string' ? cleanText(value) : '';
    if (text !== '') review[field] = text;
  }
  const says = Object.keys(review).length > 3;
  return says ? { work, review } : undefined;
}

const SCORES = [
  ['confidence', 'confidence'],
  ['correctnessRisk', 'correctness_risk'],
] as const;
const TEXTS = [
  ['summary', 'one_line_summary'],
  ['coreClaim', 'core_claim'],
  ['argument', 'argument'],
  ['weakestAssumption', 'weakest_assumption'],
  ['falsifier', 'falsifier'],
  ['discoveryKind', 'discovery_kind'],
  ['reviewedAt', 'reviewed_at'],
  ['model', 'model'],
] as const;

function dayOf(value: unknown): string | undefined {
  return typeof value === 'string' ? partialDate(value.slice(0, 10)) : undefined;
}

/** What holds the citing papers where both directions are told apart. */
const INCOMING = ['in', 'incoming', 'inbound', 'citing', 'cited_by'];

/** The citing papers `citation_neighbors` gives, from the graph and from the record, each once. */
export function* decodeNeighbours(body: Json, hub: Id, at: string): Generator<Decoded> {
  const met = new Set<Id>();
  for (const from of ['from_graph', 'from_record']) {
    for (const [index, entry] of incoming(body[from]).entries()) {
      const paper: Json = isObject(entry) ? { ...object(entry.paper), ...entry } : { arxiv_id: entry };
      if (paper.direction === 'out') continue;
      const title = line(paper.title);
      const year = partialDate(textOf(paper.year));
      const names = idsOf(paper);
      if (names.length === 0 && title === undefined) {
        yield problem(`${from} ${index + 1}`, 'a paper with neither an id nor a title');
        continue;
      }
      const ids = names.length > 0 ? names : [fallbackId(title!, year === undefined ? undefined : Number(year))];
      if (ids.includes(hub) || ids.some((id) => met.has(id))) continue;
      for (const id of ids) met.add(id);
      const work: WorkRecord = { type: 'work', ids };
      if (title !== undefined) work.title = title;
      const date = dayOf(paper.submitted_at) ?? year;
      if (date !== undefined) work.date = date;
      const category = line(paper.primary_cat);
      if (category !== undefined) work.category = category;
      yield record(work);
      const citation: CitationRecord = { type: 'citation', citing: ids[0]!, cited: hub };
      const places = count(paper.refs);
      if (places !== undefined && places > 0) citation.places = places;
      const judgements = (['role', 'polarity'] as const).flatMap((axis): Judgement[] => {
        const labels = labelsOf(paper[axis]);
        return labels === undefined ? [] : [{ axis, labels, judge: SOURCE, at }];
      });
      if (judgements.length > 0) citation.judgements = judgements;
      yield record(citation);
    }
  }
}

function incoming(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  const given = object(value);
  return INCOMING.flatMap((key) => list(given[key]));
}

/** A set of labels; `none` is the set of nothing, and nothing said is no set. */
function labelsOf(value: unknown): string[] | undefined {
  const tokens = (Array.isArray(value) ? value : [value]).flatMap((label) => labelToken(line(label) ?? '') || []);
  if (tokens.length === 0) return undefined;
  return [...new Set(tokens)].filter((token) => token !== 'none');
}
