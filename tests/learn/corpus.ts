/** Made-up citing sentences: what is said of a work when it is background, a method that is used, or something to compare with. */
import type { KnownCitation, Sentence } from '../../src/learn/citation.js';
import { seeded } from '../library/support.js';

const OPENINGS: Readonly<Record<string, readonly string[]>> = {
  background: [
    'Sparse networks have long been studied',
    'Several authors have looked at pruning',
    'A number of earlier works deal with growth',
    'It is well known that masks matter',
    'Interest in this question goes back to',
    'There is a large literature on it',
  ],
  method: [
    'We train our networks with the schedule of',
    'Following them, we prune at every step',
    'Our implementation is built on the code of',
    'We use the same initialization as',
    'We adopt their optimizer for all runs',
    'The masks are drawn as described in',
  ],
  comparison: [
    'Our accuracy is higher than that of',
    'In contrast, the baseline loses two points against',
    'Compared with them, we need half the memory',
    'These results agree with those reported by',
    'Table 3 compares our approach with',
    'We outperform the best earlier result of',
  ],
};

/** Says nothing of a role. */
const ENDINGS = [
  '[12].',
  '(Ada et al., 2019).',
  '[3, 7].',
  'on images [4].',
  'for speech (Berg, 2021).',
  'in 14 layers [5].',
];

export const ROLES = Object.keys(OPENINGS);

/**
 * Citations of several hubs by papers of which some cite more than one; each with one to three sentences and the roles of these
 * together, as sources give them.
 * @param blind the sentences say nothing of the roles; else one in twelve says something else, as people do
 */
export function corpus(size: number, seed: number, { hubs = 3, blind = false } = {}): KnownCitation[] {
  const chance = seeded(seed);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(chance() * list.length)]!;
  return Array.from({ length: size }, (_, at): KnownCitation => {
    const said = Array.from({ length: 1 + Math.floor(chance() * 3) }, () => pick(ROLES));
    const sentences = said.map(
      (role): Sentence => ({ text: sentence(blind || chance() < 1 / 12 ? pick(ROLES) : role, pick) }),
    );
    return { citing: 1000 + Math.floor(at / 2), cited: 1 + (at % hubs), sentences, roles: [...new Set(said)] };
  });
}

function sentence(role: string, pick: <T>(list: readonly T[]) => T): string {
  return `${pick(OPENINGS[role]!)} ${pick(ENDINGS)}`;
}
