/** From citations whose roles are known to a classifier, and how good it is. */
import type { KnownCitation, Steps } from './citation.js';
import { type Classifier, calibrationsOf, type Example, exampleOf, learnedFrom } from './classifier.js';
import { type HeldOut, type Validation, validated } from './cross-validation.js';
import { type Figures, figuresOf } from './figures.js';
import { shuffled } from './shuffled.js';

/** A role is learned that so many citing papers have; what fewer have cannot even be tested. */
export const FEWEST_PAPERS = 10;
/** More than this makes labels little better and learning much longer. */
const MOST_SENTENCES = 30_000;
/** Parts of words are tried up to so many sentences: beyond, they help nothing and take most of the time. */
const PARTS_UP_TO = 5_000;
const SEED = 1;

export interface Roles {
  learned: string[];
  /** Those that too few papers have, with how many. */
  rare: { role: string; papers: number }[];
}

/** The roles that can be learned, the commonest first. */
export function rolesIn(known: readonly KnownCitation[]): Roles {
  const papers = new Map<string, Set<number>>();
  for (const { citing, roles } of known)
    for (const role of roles) papers.set(role, (papers.get(role) ?? new Set()).add(citing));
  const all = [...papers]
    .map(([role, having]) => ({ role, papers: having.size }))
    .sort((a, b) => b.papers - a.papers || (a.role < b.role ? -1 : 1));
  return {
    learned: all.filter((one) => one.papers >= FEWEST_PAPERS).map(({ role }) => role),
    rare: all.filter((one) => one.papers < FEWEST_PAPERS),
  };
}

export interface Learned {
  classifier: Classifier;
  /** What it was learned from. */
  sentences: number;
  figures: Figures;
  /** The same with whole hubs held out: what is to be expected of a hub of which no role is known; null where there is one hub. */
  acrossHubs: Figures | null;
}

/** @param roles at least two of those in `known` */
export function* learn(known: readonly KnownCitation[], roles: readonly string[]): Steps<Learned> {
  const some = sample(known);
  const sentences = some.reduce((sum, one) => sum + one.sentences.length, 0);
  const variants = sentences > PARTS_UP_TO ? [false] : [false, true];
  const hubs = new Set(some.map(({ cited }) => cited)).size;
  const rounds = variants.length + 1.5;
  let done = 0;
  function* part<T>(steps: Steps<T>, size: number): Steps<T> {
    let step = steps.next();
    for (; !step.done; step = steps.next()) yield (done + step.value * size) / rounds;
    done += size;
    return step.value;
  }
  let best: { examples: Example[]; withParts: boolean; validation: Validation; figures: Figures } | undefined;
  for (const withParts of variants) {
    const examples = some.map((one) => exampleOf(one, roles, withParts));
    const validation = yield* part(validated(examples, roles.length, 'citing', SEED), 1);
    const figures = figuresOf(examples, roles, validation);
    if (best === undefined || figures.logLoss < best.figures.logLoss)
      best = { examples, withParts, validation, figures };
  }
  const { examples, withParts, validation, figures } = best!;
  const across = (by: HeldOut): Steps<Validation> => validated(examples, roles.length, by, SEED);
  const acrossHubs = hubs < 2 ? null : figuresOf(examples, roles, yield* part(across('cited'), 1));
  const reader = yield* part(learnedFrom(examples, roles.length, SEED), 0.5);
  const calibrations = calibrationsOf(validation.evidence, examples, roles.length);
  return { classifier: { roles, reader, calibrations, withParts }, sentences, figures, acrossHubs };
}

/** As many citations as are learned from, by chance. */
function sample(known: readonly KnownCitation[]): KnownCitation[] {
  const chosen: number[] = [];
  let sentences = 0;
  for (const at of shuffled(known.length, SEED)) {
    if (sentences + known[at]!.sentences.length > MOST_SENTENCES) continue;
    sentences += known[at]!.sentences.length;
    chosen.push(at);
  }
  return chosen.sort((a, b) => a - b).map((at) => known[at]!);
}
