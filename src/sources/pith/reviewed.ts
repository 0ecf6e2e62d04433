/** Of which citing papers verdict and novelty are known, and of which they are still to be asked for. */
import { splitId } from '../../hub/identifier.js';
import type { HubLibraryRecord, Id } from '../../hub/record.js';

export interface Queue {
  /** arXiv ids of papers to ask for. */
  reviews: string[];
  /** Where the list comes piece by piece: those told of before. Without it the list has come whole, and nobody is added. */
  told?: string[];
}

export function citingIn(records: readonly HubLibraryRecord[]): Id[] {
  return [...new Set(records.flatMap((record) => (record.type === 'citation' ? [record.citing] : [])))];
}

/** Takes those out of whom both are told, and puts those in of whom they are not. */
export function queueReviews(queue: Queue, records: readonly HubLibraryRecord[], isList: boolean): void {
  const told = new Set(
    records.flatMap((record) =>
      record.type === 'review' && record.verdict !== undefined && record.novelty !== undefined
        ? arxivOf(record.work)
        : [],
    ),
  );
  const known = new Set([...told, ...(queue.told ?? [])]);
  const more = isList ? citingIn(records).flatMap(arxivOf) : [];
  queue.reviews = [...new Set([...queue.reviews, ...more])].filter((id) => !known.has(id));
  if (queue.told !== undefined) queue.told = [...known];
}

function arxivOf(id: Id): string[] {
  const { scheme, value } = splitId(id);
  return scheme === 'arxiv' ? [value] : [];
}
