/** How good a classifier would be on papers it has not learned from: every citation is read by one that had none of its paper. */
import { probability } from './calibration.js';
import type { Steps } from './citation.js';
import { calibrationsOf, type Evidence, type Example, evidenceOf, learnedFrom } from './classifier.js';
import { shuffled } from './shuffled.js';

const FOLDS = 5;

/** What is held out together: the citations of one paper, or those of one hub, and then whatever else its papers cite. */
export type HeldOut = 'citing' | 'cited';

export interface Validation {
  folds: number;
  /** The fold of each example. */
  foldOf: Int32Array;
  evidence: Evidence;
  /** By example, by role: how likely it is, calibrated on the other folds. */
  likelihoods: readonly (readonly number[])[];
}

/** @param by of what no member stands on both sides; by hub, no paper does either */
export function* validated(examples: readonly Example[], roles: number, by: HeldOut, seed: number): Steps<Validation> {
  const members = [...new Set(examples.map((example) => example[by]))].sort((a, b) => a - b);
  const folds = Math.min(FOLDS, members.length);
  const order = shuffled(members.length, seed);
  const foldOfMember = new Map(Array.from(order, (member, at) => [members[member]!, at % folds]));
  const foldOf = Int32Array.from(examples, (example) => foldOfMember.get(example[by])!);
  const evidence = new Array<Float64Array[]>(examples.length);
  for (let fold = 0; fold < folds; fold += 1) {
    const held = new Set(examples.filter((_, at) => foldOf[at] === fold).map(({ citing }) => citing));
    const others = examples.filter(({ citing }, at) => foldOf[at] !== fold && !held.has(citing));
    const learning = learnedFrom(others, roles, seed);
    let step = learning.next();
    for (; !step.done; step = learning.next()) yield (fold + step.value) / folds;
    for (const [at, example] of examples.entries())
      if (foldOf[at] === fold) evidence[at] = evidenceOf(step.value, example.sentences);
  }
  return { folds, foldOf, evidence, likelihoods: calibratedAcross(examples, roles, folds, foldOf, evidence) };
}

function calibratedAcross(
  examples: readonly Example[],
  roles: number,
  folds: number,
  foldOf: Int32Array,
  evidence: Evidence,
): number[][] {
  const out = new Array<number[]>(examples.length);
  for (let fold = 0; fold < folds; fold += 1) {
    const others = [...examples.keys()].filter((at) => foldOf[at] !== fold);
    const calibrations = calibrationsOf(
      others.map((at) => evidence[at]!),
      others.map((at) => examples[at]!),
      roles,
    );
    for (const [at, one] of evidence.entries())
      if (foldOf[at] === fold) out[at] = one.map((own, role) => probability(calibrations[role]!, own));
  }
  return out;
}
