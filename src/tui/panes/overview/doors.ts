/** What the numbers of an overview open: the papers behind them where the library knows these. */
import { countWords } from '../../../hub/share.js';
import type { Coverage, WorkNumber } from '../../../library/model.js';
import type { Term } from '../../../query/query.js';
import { classified, labelled } from '../../../query/terms.js';
import { all } from '../../../query/tree.js';
import { type Door, papers } from '../../sheets/sheet.js';

export type CountedAxis = 'role' | 'polarity' | 'verdict';

/** What a share opens that a source printed without its count. */
export const AS_PRINTED: Door = {
  opens: 'nothing',
  why: 'This share is as the source printed it; which papers it counted is not known here.',
};

/** What a printed number opens: the papers, where as many are known here; never a list of another size. */
export function printedDoor(count: number, own: Door | undefined): Door {
  const here = own?.opens === 'papers' ? own.count : 0;
  if (own !== undefined && here === count) return own;
  return {
    opens: 'nothing',
    why: `The source counted ${countWords(count)} and does not say which; this library has ${countWords(here)} of them.`,
  };
}

/** What a label's number opens; null: the number of all that are classified. */
export type DoorOf = (label: string | null, count: number) => Door | undefined;

/**
 * The library's own papers of each label; nothing for a label that none has.
 * @param among what else holds for the papers that are counted; null: nothing
 */
export function ownDoor(
  hub: WorkNumber,
  axis: CountedAxis | 'integrity',
  own: Coverage,
  among: Term | null = null,
): DoorOf {
  const counts = new Map(own.counts.map(({ label, count }) => [label, count]));
  const open = (term: Term, count: number): Door => papers(hub, all(among === null ? [term] : [term, among]), count);
  return (label) => {
    if (label === null) return open(classified(axis), own.classified);
    const count = counts.get(label);
    return count === undefined ? undefined : open(labelled(axis, label), count);
  };
}
