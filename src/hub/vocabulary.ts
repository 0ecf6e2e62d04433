/**
 * The vocabularies of role, polarity, verdict and severity: open sets with known values. A label nobody has seen is kept, shown,
 * counted and filtered like the others. Labels are snake_case in data and words on the screen.
 */

export interface KnownLabel {
  label: string;
  /** The letter that names it in a list row and after the key of its facet. */
  letter: string;
}

/** The kind of a claim whose source does not say of which kind it is. */
export const ANY_CLAIM = 'claim';

/** The label of what nobody has classified; not a value in data. */
export const NONE = 'none';

export const ROLES: readonly KnownLabel[] = [
  { label: 'background', letter: 'b' },
  { label: 'method', letter: 'm' },
  { label: 'dataset', letter: 'd' },
  { label: 'baseline', letter: 'l' },
  { label: 'comparison', letter: 'c' },
  { label: 'extension', letter: 'e' },
  { label: 'motivation', letter: 'v' },
  { label: 'result', letter: 'r' },
  { label: 'future_work', letter: 'f' },
  { label: 'other', letter: 'o' },
  { label: NONE, letter: 'n' },
];

export const POLARITIES: readonly KnownLabel[] = [
  { label: 'use_method', letter: 'u' },
  { label: 'background', letter: 'b' },
  { label: 'support', letter: 's' },
  { label: 'extend', letter: 'e' },
  { label: 'contrast', letter: 'c' },
  { label: 'refute', letter: 'r' },
  { label: 'use_dataset', letter: 'd' },
  { label: 'disagreement', letter: 'g' },
  { label: 'unclear', letter: 'k' },
  { label: NONE, letter: 'n' },
];

export const VERDICTS: readonly KnownLabel[] = [
  { label: 'accept', letter: 'a' },
  { label: 'conditional', letter: 'c' },
  { label: 'reject', letter: 'r' },
  { label: 'unverdicted', letter: 'u' },
  { label: NONE, letter: 'n' },
];

/** The label of a work that was checked and in which nothing was found. */
export const CLEAN = 'clean';

/** How grave findings about a work's integrity are, the gravest first. */
export const SEVERITIES: readonly KnownLabel[] = [
  { label: 'critical', letter: 'c' },
  { label: 'advisory', letter: 'a' },
  { label: 'informational', letter: 'i' },
  { label: CLEAN, letter: 'k' },
  { label: NONE, letter: 'n' },
];

/** A label as data writes it: `Use Method`, `use-method` and `use_method` are one. */
export function labelToken(text: string): string {
  return text
    .normalize('NFC')
    .trim()
    .toLowerCase()
    .replace(/[\s_-]+/gu, '_')
    .replace(/^_+|_+$/gu, '');
}

/** A label as a person reads it. */
export function labelWords(label: string): string {
  return label.replaceAll('_', ' ');
}

/**
 * One letter for every label given, each different: the known ones keep theirs, an unknown one takes the first of its
 * own letters, then of the alphabet and digits, that is free.
 */
export function lettersFor(labels: readonly string[], known: readonly KnownLabel[]): Map<string, string> {
  const letters = new Map<string, string>();
  const taken = new Set(known.map((entry) => entry.letter));
  for (const entry of known) if (labels.includes(entry.label)) letters.set(entry.label, entry.letter);
  for (const label of labels) {
    if (letters.has(label)) continue;
    const free = [...label.replace(/[^a-z0-9]/gu, ''), ...'abcdefghijklmnopqrstuvwxyz0123456789'].find(
      (c) => !taken.has(c),
    );
    if (free === undefined) continue;
    taken.add(free);
    letters.set(label, free);
  }
  return letters;
}

/** Labels in the order of the vocabulary, the unknown ones after it by name, `none` last. */
export function inVocabularyOrder(labels: readonly string[], known: readonly KnownLabel[]): string[] {
  const rank = (label: string): number => {
    if (label === NONE) return known.length + 1;
    const at = known.findIndex((entry) => entry.label === label);
    return at < 0 ? known.length : at;
  };
  return [...labels].sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : a > b ? 1 : 0));
}
