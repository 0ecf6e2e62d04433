/**
 * The vocabularies of role, polarity, verdict and severity: open sets with known values. A label nobody has seen is kept, shown,
 * counted and filtered like the others. Labels are snake_case in data and words on the screen.
 */

export interface KnownLabel {
  label: string;
  /** The letter that names it in a list row and after the key of its facet. */
  letter: string;
  /** What is meant, of a paper that has it: a sentence without its full stop. */
  means: string;
}

/** The kind of a claim whose source does not say of which kind it is. */
export const ANY_CLAIM = 'claim';

/** The label of what nobody has classified; not a value in data. */
export const NONE = 'none';
/** The word under which papers are counted whose roles a computation gave, whichever these are; not a value in data. */
export const COMPUTED = 'computed';

export const ROLES: readonly KnownLabel[] = [
  { label: 'background', letter: 'b', means: 'It tells of the hub as earlier work on its subject' },
  { label: 'method', letter: 'm', means: 'It uses the method of the hub' },
  { label: 'dataset', letter: 'd', means: 'It uses the data of the hub' },
  { label: 'baseline', letter: 'l', means: 'It measures itself against the hub' },
  { label: 'comparison', letter: 'c', means: 'It compares itself with the hub' },
  { label: 'extension', letter: 'e', means: 'It takes the hub further' },
  { label: 'motivation', letter: 'v', means: 'The hub is a reason for what it does' },
  { label: 'result', letter: 'r', means: 'It leans on what the hub found' },
  { label: 'future_work', letter: 'f', means: 'It names the hub for what could come next' },
  { label: 'other', letter: 'o', means: 'It cites the hub for something else' },
  { label: NONE, letter: 'n', means: 'Nobody has said what it cites the hub for' },
];

export const POLARITIES: readonly KnownLabel[] = [
  { label: 'use_method', letter: 'u', means: 'It uses the method of the hub' },
  { label: 'background', letter: 'b', means: 'It mentions the hub without judging it' },
  { label: 'support', letter: 's', means: 'It bears out what the hub says' },
  { label: 'extend', letter: 'e', means: 'It takes the hub further' },
  { label: 'contrast', letter: 'c', means: 'It sets itself apart from the hub' },
  { label: 'refute', letter: 'r', means: 'It says that the hub is wrong' },
  { label: 'use_dataset', letter: 'd', means: 'It uses the data of the hub' },
  { label: 'disagreement', letter: 'g', means: 'It disagrees with the hub' },
  { label: 'unclear', letter: 'k', means: 'Its sentences do not tell how it cites the hub' },
  { label: NONE, letter: 'n', means: 'Nobody has said how it cites the hub' },
];

export const VERDICTS: readonly KnownLabel[] = [
  { label: 'accept', letter: 'a', means: 'Its review accepts it' },
  { label: 'conditional', letter: 'c', means: 'Its review accepts it on conditions' },
  { label: 'reject', letter: 'r', means: 'Its review rejects it' },
  { label: 'unverdicted', letter: 'u', means: 'Its review gives no verdict' },
  { label: NONE, letter: 'n', means: 'It was not reviewed' },
];

/** The label of a work that was checked and in which nothing was found. */
export const CLEAN = 'clean';

/** How grave findings about a work's integrity are, the gravest first. */
export const SEVERITIES: readonly KnownLabel[] = [
  { label: 'critical', letter: 'c', means: 'Something was found that puts it in question' },
  { label: 'advisory', letter: 'a', means: 'Something was found that one should know' },
  { label: 'informational', letter: 'i', means: 'Something was found that changes little' },
  { label: CLEAN, letter: 'k', means: 'It was checked, and nothing was found' },
  { label: NONE, letter: 'n', means: 'It was not checked' },
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
