/** The citing papers a page lists, gathered: one that stands in two of its lists is one. */
import { fallbackId } from '../../../hub/ids/identifier.js';
import type { CitationRecord, Id, Judgement, ReviewRecord, WorkRecord } from '../../../hub/record.js';
import { type Decoded, problem, record } from '../../decoded.js';
import type { Entry } from './parts/entries.js';
import { namesIn } from './parts/names.js';

const SOURCE = 'pith';

interface CitingPaper {
  work: WorkRecord;
  review: ReviewRecord;
  citation: CitationRecord;
}

export interface CitingPapers {
  /** The paper's name; undefined where it has none. `printsRefs`: the list leaves `n refs` out where n is 1. */
  add(entry: Entry, printsRefs: boolean): Id | undefined;
  decoded(): Generator<Decoded>;
}

export function citingPapers(hub: Id, at: string): CitingPapers {
  const papers = new Map<Id, CitingPaper>();
  const problems: Decoded[] = [];
  const judged = (axis: Judgement['axis'], labels: string[] | undefined): Judgement[] =>
    labels === undefined ? [] : [{ axis, labels, judge: SOURCE, at }];
  return {
    add({ title, facts, summary, links, number }, printsRefs) {
      if (title === '') {
        problems.push(problem(`line ${number}`, 'a citing paper without a title'));
        return undefined;
      }
      const ids = namesIn(links);
      const key = fallbackId(title, Number(facts.date?.slice(0, 4)) || undefined);
      const known = [...ids, key].map((id) => papers.get(id)).find((paper) => paper !== undefined);
      const id = known?.work.ids[0] ?? ids[0] ?? key;
      const paper: CitingPaper = known ?? {
        work: { type: 'work', ids: ids.length > 0 ? ids : [key], title },
        review: { type: 'review', work: id, source: SOURCE },
        citation: { type: 'citation', citing: id, cited: hub },
      };
      for (const name of [...ids, key]) papers.set(name, paper);
      const { work, review, citation } = paper;
      if (facts.date !== undefined) work.date ??= facts.date;
      if (facts.category !== undefined) work.category ??= facts.category;
      if (facts.verdict !== undefined) review.verdict ??= facts.verdict;
      if (facts.novelty !== undefined) review.novelty ??= facts.novelty;
      if (summary !== undefined) review.summary ??= summary;
      const places = facts.refs ?? (printsRefs ? 1 : undefined);
      if (places !== undefined) citation.places ??= places;
      const judgements = [...judged('role', facts.role), ...judged('polarity', facts.polarity)];
      if (judgements.length > 0) citation.judgements ??= judgements;
      return id;
    },
    *decoded() {
      for (const { work, review, citation } of new Set(papers.values())) {
        yield record(work);
        if (review.verdict !== undefined || review.novelty !== undefined || review.summary !== undefined)
          yield record(review);
        // A page may list its own paper under the name it has itself.
        if (citation.citing !== hub) yield record(citation);
      }
      yield* problems;
    },
  };
}
