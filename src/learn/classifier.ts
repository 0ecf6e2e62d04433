/** The classifier: citations with their sentences in, how likely each role is out. */
import { type Calibration, calibrated, evidenceFor, probability } from './calibration.js';
import type { Citation, KnownCitation, Sentence, Steps } from './citation.js';
import { type Features, featuresOf } from './features.js';
import { type Bag, distribution, type Softmax, trained } from './softmax.js';
import { vectorOf, type Weighing, weighing } from './weighing.js';

/** A known citation, its sentences as features. */
export interface Example {
  citing: number;
  cited: number;
  sentences: readonly Features[];
  /** Which of the roles it has, 1 or 0 each. */
  has: Uint8Array;
  /** The same sentence by sentence, where the source said of each which roles it has. */
  hasEach: readonly Uint8Array[] | null;
}

export interface Reader {
  weighing: Weighing;
  model: Softmax;
}

/** Citations whose sentences a reader has read: by citation, by role, what speaks for it. */
export type Evidence = readonly (readonly Float64Array[])[];

export function exampleOf(citation: KnownCitation, roles: readonly string[], withParts: boolean): Example {
  const { citing, cited, sentences } = citation;
  return {
    citing,
    cited,
    sentences: sentences.map((sentence) => featuresOf(sentence, withParts)),
    has: marks(citation.roles, roles),
    hasEach: saysEach(citation) ? sentences.map((sentence) => marks(sentence.roles ?? [], roles)) : null,
  };
}

/** Whether each sentence has roles of its own that come to those of the citation, and are so of the same source. */
function saysEach({ sentences, roles }: KnownCitation): boolean {
  const together = new Set(sentences.flatMap((sentence) => sentence.roles ?? []));
  return (
    sentences.every((sentence) => (sentence.roles ?? []).length > 0) &&
    together.size === new Set(roles).size &&
    roles.every((role) => together.has(role))
  );
}

function marks(given: readonly string[], roles: readonly string[]): Uint8Array {
  return Uint8Array.from(roles, (role) => Number(given.includes(role)));
}

/** Learns to read sentences. @param seed for the order in which they are learned */
export function* learnedFrom(examples: readonly Example[], roles: number, seed: number): Steps<Reader> {
  const weights = weighing(examples.flatMap(({ sentences }) => sentences));
  const bags = examples.flatMap(({ sentences, has, hasEach }): Bag[] => {
    const vectors = sentences.map((sentence) => vectorOf(sentence, weights));
    return hasEach === null
      ? [{ sentences: vectors, has }]
      : vectors.map((vector, at) => ({ sentences: [vector], has: hasEach[at]! }));
  });
  return { weighing: weights, model: yield* trained(bags, roles, weights.rarity.length, seed) };
}

/** What speaks for each role of a citation, as a reader reads its sentences. */
export function evidenceOf({ weighing: weights, model }: Reader, sentences: readonly Features[]): Float64Array[] {
  const said = sentences.map((sentence) => distribution(model, vectorOf(sentence, weights)));
  return Array.from({ length: model.roles }, (_, role) => evidenceFor(said, role));
}

/** For each role, how its evidence is made a probability. @param evidence of examples that its reader had not learned from */
export function calibrationsOf(evidence: Evidence, examples: readonly Example[], roles: number): Calibration[] {
  return Array.from({ length: roles }, (_, role) =>
    calibrated(
      evidence.map((one) => one[role]!),
      examples.map(({ has }) => has[role]!),
    ),
  );
}

export interface Classifier {
  roles: readonly string[];
  reader: Reader;
  calibrations: readonly Calibration[];
  /** Whether parts of words are looked at, too. */
  parts: boolean;
}

/** How likely each of the classifier's roles is. */
export function likelihoods(classifier: Classifier, { sentences }: Citation): number[] {
  const read = sentences.map((sentence: Sentence) => featuresOf(sentence, classifier.parts));
  return evidenceOf(classifier.reader, read).map((evidence, role) =>
    probability(classifier.calibrations[role]!, evidence),
  );
}
