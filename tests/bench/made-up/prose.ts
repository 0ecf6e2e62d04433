/** Abstracts and citing sentences in words of our own: they read like prose and say nothing. */
import { between, type Chance, pick } from '../random.js';

const SUBJECTS = [
  'the boundary theory',
  'a family of rotating solutions',
  'the spectrum of light states',
  'an effective action with two scales',
  'the dual description',
  'a truncated lattice of charges',
  'the renormalised coupling',
  'a chain of coupled oscillators',
  'the interior geometry',
  'our numerical procedure',
  'the proposed correspondence',
  'a simple toy universe',
  'the entropy of the horizon',
  'every known counterexample',
  'the large volume regime',
  'a gauge invariant observable',
  'the one loop correction',
  'the moduli space of vacua',
];
const VERBS = [
  'reproduces',
  'constrains',
  'determines',
  'suggests a natural origin for',
  'is shown to be compatible with',
  'fails to capture',
  'improves on earlier estimates of',
  'gives an independent check of',
  'can be deformed smoothly into',
  'interpolates between the two limits of',
  'breaks the symmetry that protects',
  'leaves little room for',
  'is bounded from below by',
  'generalises without effort to',
];
const OBJECTS = [
  'the expected pattern of masses',
  'a tower of massive excitations',
  'the thermodynamics of thin shells',
  'correlation functions at strong coupling',
  'the absence of ghosts',
  'all classical moduli',
  'a conserved current on the boundary',
  'higher derivative terms',
  'the phase diagram at finite density',
  'scattering amplitudes in flat space',
  'the anomaly of the conformal group',
  'a discrete set of fixed points',
  'the measured rate of decay',
  'the stability of compact directions',
  'observables with half of the supersymmetry',
  'a running dilaton',
];
const TAILS = [
  'up to terms that vanish in the limit',
  'without any free parameter',
  'as long as the charges are small',
  'in agreement with the literature',
  'once the constraint is solved',
  'for every value of the temperature that we tried',
  'which was not noticed before',
  'and the proof takes only a few lines',
  'even where perturbation theory breaks down',
  'to second order in the expansion',
  'in two and in three dimensions',
  'provided that the background is regular',
];
const STARTS = [
  'We find that',
  'In this paper we ask whether',
  'As a consequence,',
  'Surprisingly,',
  'Under mild assumptions',
  'We argue that',
  'A careful count shows that',
  'In addition,',
  'Starting from first principles,',
  'It follows that',
];
const USES = [
  'Following NAME, we assume that',
  'The construction of NAME is used throughout, where',
  'This is to be compared with NAME, in which',
  'It was shown by NAME that',
  'In contrast to NAME we find that',
  'Our starting point is the result of NAME:',
];

/** Sentences made beforehand; picking among them is what keeps a million abstracts cheap. */
const SENTENCES = 20_000;

export interface Prose {
  /** About 1,200 characters. `rare` is worked into one sentence, so that not all words are common ones. */
  abstract(chance: Chance, rare: string): string;
  summary(chance: Chance): string;
  /** A citing sentence that names the cited authors as `name`. */
  context(chance: Chance, name: string): string;
}

export function proseOf(chance: Chance): Prose {
  const clause = (): string =>
    `${pick(chance, SUBJECTS)} ${pick(chance, VERBS)} ${pick(chance, OBJECTS)}${chance() < 0.6 ? ` ${pick(chance, TAILS)}` : ''}`;
  const sentences = Array.from({ length: SENTENCES }, () => `${pick(chance, STARTS)} ${clause()}.`);
  return {
    abstract(draw, rare) {
      const parts = [`Here the work of ${rare} is taken up again, with another choice of variables.`];
      const wanted = between(draw, 950, 1450);
      for (let length = parts[0]!.length; length < wanted; length += parts.at(-1)!.length + 1)
        parts.push(sentences[Math.floor(draw() * SENTENCES)]!);
      return parts.join(' ');
    },
    summary: (draw) => sentences[Math.floor(draw() * SENTENCES)]!,
    context: (draw, name) =>
      `${pick(draw, USES).replace('NAME', name)} ${pick(draw, SUBJECTS)} ${pick(draw, VERBS)} ${pick(draw, OBJECTS)}.`,
  };
}
