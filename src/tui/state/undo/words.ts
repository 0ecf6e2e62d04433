/** What steps of the journal did, in words. */
import type { Kind, Settled } from '../../../hub/decisions/decision.js';
import { countWords } from '../../../hub/share.js';
import type { StepPart } from '../../../library/decisions/step-parts.js';
import { displayText } from '../../../text/width.js';

const papers = (count: number): string => `${countWords(count)} ${count === 1 ? 'paper' : 'papers'}`;

const STATUS: Record<Settled['status'], string> = {
  included: 'included',
  excluded: 'excluded',
  maybe: 'marked maybe',
  later: 'put off',
};

type Words = { readonly [K in Kind]: (part: Extract<StepPart, { kind: K }>) => string };

/** A kind of change that has no words does not compile. */
const WORDS: Words = {
  decide: ({ to, count }) =>
    to === null
      ? `${papers(count)} no longer decided on`
      : to.status === 'conflict'
        ? `${papers(count)} in conflict`
        : `${papers(count)} ${STATUS[to.status]}${to.reason === undefined ? '' : ` (${to.reason})`}`,
  star: ({ to, count }) => `${papers(count)} ${to === null ? 'no longer starred' : 'starred'}`,
  tag: ({ to, item, count }) => `tag ${item} ${to === null ? 'off' : 'on'} ${papers(count)}`,
  note: ({ to, count }) => `${to === null ? 'note off' : 'note on'} ${papers(count)}`,
  reading: ({ to, count }) =>
    to === null ? `${papers(count)} off the reading list` : `place of ${papers(count)} on the reading list`,
  override: ({ to, item, count }) =>
    `${item.split(' ')[0]} of ${papers(count)} ${to === null ? 'no longer corrected' : 'corrected'}`,
  claim: ({ to, count }) =>
    to === null ? `${papers(count)} not linked to a claim` : `${papers(count)} linked to a claim (it ${to.stance})`,
  sample: ({ to, count }) => `sample of ${papers(count)} ${to === null ? 'put away' : 'drawn'}`,
  answer: ({ to, count }) => `answer ${to === null ? 'taken back' : 'given'} on ${papers(count)}`,
  reason: ({ to, item }) => (to === null || to === false ? `reason on ${item} removed` : `reason ${to}`),
  query: ({ to, item }) => `saved query ${item}${to === null ? ' removed' : ''}`,
};

/** Of a step that did many things, the first ones. */
const MOST = 2;

export function stepWords(parts: readonly StepPart[]): string {
  const shown = parts.slice(0, MOST).map((part) => displayText((WORDS[part.kind] as (one: StepPart) => string)(part)));
  return [...shown, ...(parts.length > MOST ? ['more'] : [])].join(', ');
}
