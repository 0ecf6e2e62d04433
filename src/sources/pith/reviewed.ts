/** Of which citing papers verdict and novelty are known, and of which they are still to be asked for. */
import { splitId } from '../../hub/identifier.js';
import type { HubLibraryRecord, Id, ReviewRecord } from '../../hub/record.js';

export interface Queue {
  /** arXiv ids of papers to ask for. */
  reviews: string[];
  /** Those told of before, or asked for. */
  told: string[];
}

export function citingIn(records: readonly HubLibraryRecord[]): Id[] {
  return [...new Set(records.flatMap((record) => (record.type === 'citation' ? [record.citing] : [])))];
}

/** Whether a record tells of a work verdict and novelty, which not every page of a review prints. */
export function tellsBoth(record: HubLibraryRecord): record is ReviewRecord {
  return record.type === 'review' && record.verdict !== undefined && record.novelty !== undefined;
}

/** Takes those out of whom both are told, and puts in those of a list of whom they are not. */
export function queueReviews(queue: Queue, records: readonly HubLibraryRecord[], isList: boolean): void {
  const told = new Set(records.filter(tellsBoth).flatMap(({ work }) => arxivOf(work)));
  const known = new Set([...told, ...queue.told]);
  const more = isList ? citingIn(records).flatMap(arxivOf) : [];
  queue.reviews = [...new Set([...queue.reviews, ...more])].filter((id) => !known.has(id));
  queue.told = [...known];
}

function arxivOf(id: Id): string[] {
  const { scheme, value } = splitId(id);
  return scheme === 'arxiv' ? [value] : [];
}
