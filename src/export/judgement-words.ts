/** What the library knows of a citation and no bibliography prints: role, polarity, verdict, novelty, and what the reader said. */
import { labelWords } from '../hub/vocabulary.js';
import type { CslItem } from './csl.js';

/**
 * Keywords to filter by: `pith-role-method`, `pith-verdict-accept`, `pith-novelty-7` (7.0 to 7.9), `pith-status-excluded`,
 * `pith-reason-off-topic`; and the reader's tags as they are.
 */
export function annotationWords(item: CslItem): string[] {
  const { roles = [], polarities = [], verdict, novelty, status, reason, starred, tags = [] } = item.custom ?? {};
  return [
    ...roles.map((label) => `pith-role-${keyword(label)}`),
    ...polarities.map((label) => `pith-polarity-${keyword(label)}`),
    ...(verdict === undefined ? [] : [`pith-verdict-${keyword(verdict)}`]),
    ...(novelty === undefined ? [] : [`pith-novelty-${Math.floor(novelty)}`]),
    ...(status === undefined ? [] : [`pith-status-${keyword(status)}`]),
    ...(reason === undefined || keyword(reason) === '' ? [] : [`pith-reason-${keyword(reason)}`]),
    ...(starred ? ['pith-starred'] : []),
    ...tags.map((tag) => tag.replace(/\s*[,;]\s*/gu, ' ')),
  ];
}

/** The groups of JabRef that a paper is in: what was decided, and the stars. */
export function groupsOf({ custom: { status, starred } = {} }: CslItem): string[] {
  return [...(status === undefined ? [] : [keyword(status)]), ...(starred ? ['starred'] : [])];
}

/** Letters, digits and hyphens: a comma would part keywords, an underscore would have to be escaped. */
function keyword(label: string): string {
  return label
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/gu, '');
}

/** `Role: method, baseline. Verdict: accept. Novelty: 7.5 of 10. Excluded: off-topic. A note.`; undefined where nothing is known. */
export function annotationSentence(item: CslItem): string | undefined {
  const { roles = [], polarities = [], verdict, novelty, status, reason, readersNote } = item.custom ?? {};
  const labels = (name: string, list: readonly string[]): string[] =>
    list.length === 0 ? [] : [`${name}: ${list.map(labelWords).join(', ')}.`];
  const sentences = [
    ...labels('Role', roles),
    ...labels('Polarity', polarities),
    ...(verdict === undefined ? [] : [`Verdict: ${labelWords(verdict)}.`]),
    ...(novelty === undefined ? [] : [`Novelty: ${novelty.toFixed(1)} of 10.`]),
    ...(status === undefined
      ? []
      : [`${status[0]!.toUpperCase()}${status.slice(1)}${reason === undefined ? '' : `: ${reason}`}.`]),
    ...(readersNote === undefined ? [] : [readersNote.replace(/\s+/gu, ' ')]),
  ];
  return sentences.length === 0 ? undefined : sentences.join(' ');
}
