/** What Pith says a citation is for. */
import type { Judgement } from '../../../hub/record.js';
import { labelToken, NONE } from '../../../hub/vocabulary.js';
import { line } from '../../values.js';
import { PITH } from './paper.js';

/** A set of labels; `none` is the set of nothing, and nothing said is no set. */
export function labelsOf(value: unknown): string[] | undefined {
  const tokens = (Array.isArray(value) ? value : [value]).flatMap((label) => labelToken(line(label) ?? '') || []);
  if (tokens.length === 0) return undefined;
  return [...new Set(tokens)].filter((token) => token !== NONE);
}

export function judgementsOf(said: Record<Judgement['axis'], string[] | undefined>, at: string): Judgement[] {
  return (['role', 'polarity'] as const).flatMap((axis): Judgement[] => {
    const labels = said[axis];
    return labels === undefined ? [] : [{ axis, labels, judge: PITH, at }];
  });
}
