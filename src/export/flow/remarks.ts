/** What is said beside the boxes of a flow: whose decisions they count, whether they add up, and what they do not say. */
import type { Screening } from '../../hub/decisions/decision.js';
import { showId } from '../../hub/ids/identifier.js';
import { countWords } from '../../hub/share.js';
import type { Flow } from '../../library/read/flow.js';
import { displayText } from '../../text/width.js';
import { differences, type Step } from './boxes.js';
import { notIdentified } from './tarcis.js';

/** What the boxes and the items are taken from. */
export const AFTER = [
  'PRISMA 2020: Page MJ et al., BMJ 2021;372:n71, doi:10.1136/bmj.n71',
  'TARCiS: Hirt J et al., BMJ 2024;385:e078384, doi:10.1136/bmj-2023-078384',
] as const;

/** What a review is called for people. */
export function reviewName(screening: Screening): string {
  return screening.startsWith('hub:')
    ? `the review of ${displayText(showId(screening.slice('hub:'.length)))}`
    : `the review “${displayText(screening.slice('review:'.length))}”`;
}

/** Whose decisions the boxes count. */
export function screenedIn({ paper, screening }: Flow): string {
  const isOwn = screening === `hub:${paper.id}`;
  return isOwn ? 'Screened in its own review.' : `Screened in ${reviewName(screening)}.`;
}

/** Whether the boxes add up, and each difference where they do not. */
export function sumWords(steps: readonly Step[]): string {
  const wrong = differences(steps);
  return wrong.length === 0 ? 'The boxes add up.' : `The boxes do not add up: ${wrong.join('; ')}.`;
}

/** What the boxes do not say: what sources did not give, and decisions on papers that are not in the boxes. */
export function remarks(found: Flow): string[] {
  const { elsewhere } = found;
  const papers = elsewhere === 1 ? '1 more paper was' : `${countWords(elsewhere)} more papers were`;
  const [cite, are] = elsewhere === 1 ? ['does', 'is'] : ['do', 'are'];
  return [
    ...notIdentified(found),
    ...(elsewhere === 0
      ? []
      : [
          `In this review ${papers} decided about that ${cite} not cite this one here, and ${are} in none of the boxes.`,
        ]),
  ];
}
