/**
 * Phrases that often stand in sentences which contrast with a cited work or support it: cues for a reader, never labels. The
 * lists are ours; data/README.md says how they are read, and how far they go.
 */
import { CUE_KINDS, type CueKind } from './cue-kinds.js';

/** How much a phrase says: 3 little else than that, 2 mostly, 1 now and then. */
type Weight = 1 | 2 | 3;

/** Words with blanks between; `*` stands for the rest of a word. */
const CUES: Readonly<Record<CueKind, Readonly<Record<Weight, readonly string[]>>>> = {
  contrast: {
    3: [
      'contrary to',
      'contradict*',
      'disagree* with',
      'fail* to',
      'in disagreement with',
      'inconsistent with',
      'outperform*',
      'overestimat*',
      'refut*',
      'shortcoming*',
      'suffer* from',
      'underestimat*',
      'underperform*',
      'unable to',
    ],
    2: [
      'advantage* over',
      'as opposed to',
      'better than',
      'can not',
      'cannot',
      'deficienc*',
      'does not',
      'do not',
      'drawback*',
      'go* beyond',
      'in contrast to',
      'in contrast with',
      'improve* over',
      'improve* upon',
      'improvement* over',
      'inferior to',
      'limitation*',
      'limited to',
      'more accurate than',
      'more effective than',
      'more efficient than',
      'problem with',
      'problems with',
      'restricted to',
      'superior to',
      'too restrictive',
      'unlike',
      'worse than',
    ],
    1: [
      'although',
      'can only',
      'compared to',
      'compared with',
      'despite',
      'differ* from',
      'however',
      'ignor*',
      'in contrast',
      'instead of',
      'lack*',
      'less than',
      'neglect*',
      'only allow*',
      'rather than',
      'too',
      'whereas',
      'while',
    ],
  },
  support: {
    3: [
      'as predicted by',
      'confirm*',
      'consistent with',
      'corroborat*',
      'in accordance with',
      'in agreement with',
      'in line with',
      'lend* support',
      'replicat*',
      'reproduce*',
      'validat*',
      'verif*',
    ],
    2: [
      'agree* with',
      'also found',
      'also observed',
      'as shown by',
      'as shown in',
      'evidence for',
      'provide* evidence',
      'similar results',
      'support*',
      'well established',
    ],
    1: [
      'demonstrat*',
      'effective',
      'elegant',
      'has been shown',
      'have been shown',
      'proven',
      'show* that',
      'similar to',
      'success*',
      'widely used',
    ],
  },
};

/** Where a cue stands in a sentence, as [start, end). */
export interface CueHit {
  start: number;
  end: number;
  weight: number;
}

const PATTERNS = Object.fromEntries(
  CUE_KINDS.map((kind) => [
    kind,
    ([3, 2, 1] as const).map((weight) => ({ weight, pattern: patternOf(CUES[kind][weight]) })),
  ]),
) as Record<CueKind, { weight: Weight; pattern: RegExp }[]>;

/** Most sentences have no cue at all, which one look for all of them tells. */
const ANY = Object.fromEntries(
  CUE_KINDS.map((kind) => [kind, new RegExp(patternOf(Object.values(CUES[kind]).flat()).source, 'iu')]),
) as Record<CueKind, RegExp>;

/** Longer phrases first, so that `in contrast to` is not taken for `in contrast`. */
function patternOf(phrases: readonly string[]): RegExp {
  const longest = [...phrases].sort((a, b) => b.length - a.length);
  const words = longest.map((phrase) => phrase.replaceAll('*', String.raw`\p{L}*`).replaceAll(' ', String.raw`[\s-]+`));
  return new RegExp(String.raw`(?<![\p{L}\p{N}])(?:${words.join('|')})(?![\p{L}\p{N}])`, 'giu');
}

/** The cues in a sentence, in order and without overlap: of those that overlap the one that says most. */
export function cuesIn(sentence: string, kind: CueKind): CueHit[] {
  if (!ANY[kind].test(sentence)) return [];
  const found: CueHit[] = [];
  for (const { weight, pattern } of PATTERNS[kind])
    for (const { index: start, 0: words } of sentence.matchAll(pattern)) {
      const end = start + words.length;
      if (found.every((other) => end <= other.start || start >= other.end)) found.push({ start, end, weight });
    }
  return found.sort((a, b) => a.start - b.start);
}
