/** From citations whose roles are known to a classifier, and how good it is. */
import type { Citation, KnownCitation, Sentence, Steps } from './citation.js';
import {
  type Classifier,
  calibrationsOf,
  type Evidence,
  type Example,
  exampleOf,
  learnedFrom,
  likelihoods,
} from './classifier.js';
import { validated } from './cross-validation.js';
import { type Figures, figuresOf } from './figures.js';
import { FEWEST_PAPERS, GIVEN_FROM } from './limits.js';
import { shuffled } from './shuffled.js';

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
export function rolesIn(known: readonly Pick<KnownCitation, 'citing' | 'roles'>[]): Roles {
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

/** What there is to learn from, and how good it makes labels of papers that were not learned from. */
export interface Validated {
  roles: readonly string[];
  examples: readonly Example[];
  /** Whether parts of words are looked at, too. */
  parts: boolean;
  sentences: number;
  evidence: Evidence;
  figures: Figures;
  /** The same with whole hubs held out: what to expect of a hub of which few roles are known; null where there is one hub. */
  acrossHubs: { evidence: Evidence; figures: Figures } | null;
}

/**
 * Tries out what words say of roles, and what parts of words add.
 * @param some citations that `sampled` chose; `roles` at least two of theirs
 */
export function* validate(some: readonly KnownCitation[], roles: readonly string[]): Steps<Validated> {
  const sentences = some.reduce((sum, one) => sum + one.sentences.length, 0);
  const variants = sentences > PARTS_UP_TO ? [false] : [false, true];
  const rounds = variants.length + 1;
  let round = 0;
  function* counted<T>(steps: Steps<T>): Steps<T> {
    let step = steps.next();
    for (; !step.done; step = steps.next()) yield (round + step.value) / rounds;
    round += 1;
    return step.value;
  }
  let best: Omit<Validated, 'acrossHubs'> | undefined;
  for (const parts of variants) {
    const examples = some.map((one) => exampleOf(one, roles, parts));
    const validation = yield* counted(validated(examples, roles.length, 'citing', SEED));
    const figures = figuresOf(examples, roles, validation);
    if (best === undefined || figures.logLoss < best.figures.logLoss)
      best = { roles, examples, parts, sentences, evidence: validation.evidence, figures };
  }
  const { examples } = best!;
  const hubs = new Set(some.map(({ cited }) => cited)).size;
  if (hubs < 2) return { ...best!, acrossHubs: null };
  const across = yield* counted(validated(examples, roles.length, 'cited', SEED));
  return {
    ...best!,
    acrossHubs: { evidence: across.evidence, figures: figuresOf(examples, roles, across) },
  };
}

export interface Classifiers {
  /** For citations of hubs of which roles are known. */
  usual: Classifier;
  /** For those of other hubs; null where too many labels would be wrong. */
  stranger: Classifier | null;
}

/** Learns from all that there is. */
export function* classifiersFrom({ roles, examples, parts, evidence, acrossHubs }: Validated): Steps<Classifiers> {
  const reader = yield* learnedFrom(examples, roles.length, SEED);
  const calibratedBy = (own: Evidence): Classifier => ({
    roles,
    reader,
    calibrations: calibrationsOf(own, examples, roles.length),
    parts,
  });
  const holds = (acrossHubs?.figures.precision ?? 0) >= GIVEN_FROM;
  return { usual: calibratedBy(evidence), stranger: holds ? calibratedBy(acrossHubs!.evidence) : null };
}

/** The roles that are likely enough to be given, and how likely the least likely of them is; undefined: it abstains. */
export function labelsOf(
  classifier: Classifier,
  citation: Citation,
): { roles: string[]; confidence: number } | undefined {
  const likely = likelihoods(classifier, citation);
  const given = [...likely.keys()].filter((role) => likely[role]! >= GIVEN_FROM);
  if (given.length === 0) return undefined;
  const least = Math.min(...given.map((role) => likely[role]!));
  return { roles: given.map((role) => classifier.roles[role]!), confidence: Math.floor(least * 1000) / 1000 };
}

/** As many citations as are learned from, by chance, in their order. @param sentencesOf reads the sentences of one */
export function sampled<Known extends Omit<KnownCitation, 'sentences'>>(
  known: readonly Known[],
  sentencesOf: (citation: Known) => readonly Sentence[],
): KnownCitation[] {
  const chosen: { at: number; citation: KnownCitation }[] = [];
  let count = 0;
  for (const at of shuffled(known.length, SEED)) {
    const sentences = sentencesOf(known[at]!);
    count += sentences.length;
    if (count > MOST_SENTENCES) break;
    chosen.push({ at, citation: { ...known[at]!, sentences } });
  }
  return chosen.sort((a, b) => a.at - b.at).map(({ citation }) => citation);
}
