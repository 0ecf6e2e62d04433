/** The papers around a work, as Pith's `citation_neighbors` gives them. Much of it is open: what is not known is passed over. */
import { fallbackId } from '../../../hub/ids/identifier.js';
import type { CitationRecord, Id, WorkRecord } from '../../../hub/record.js';
import { type Decoded, problem, record } from '../../decoded.js';
import { wasCut } from '../../json.js';
import { count, isObject, type Json, line, list, object, partialDate, textOf } from '../../values.js';
import { judgementsOf, labelsOf } from './judgements.js';
import { dayOf, idsOf, titleOf } from './paper.js';

/** What holds the citing papers where both directions are told apart. */
const INCOMING = ['in', 'incoming', 'inbound', 'citing', 'cited_by'];

/** The citing papers, from the graph and from the record, each once. */
export function* decodeNeighbours(body: Json, hub: Id, at: string): Generator<Decoded> {
  const met = new Set<Id>();
  for (const from of ['from_graph', 'from_record']) {
    for (const [index, entry] of incoming(body[from]).entries()) {
      const paper: Json = isObject(entry) ? { ...object(entry.paper), ...entry } : { arxiv_id: entry };
      if (paper.direction === 'out') continue;
      const title = titleOf(paper.title);
      const year = partialDate(textOf(paper.year));
      const names = idsOf(paper);
      if (names.length === 0 && wasCut(entry)) continue;
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
      const judgements = judgementsOf({ role: labelsOf(paper.role), polarity: labelsOf(paper.polarity) }, at);
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
