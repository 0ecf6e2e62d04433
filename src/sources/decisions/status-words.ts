/** THE table of the words in which programs and people write down decisions. */
import type { Status } from '../../hub/decisions/decision.js';

const WORDS: Readonly<Record<Status, readonly string[]>> = {
  included: ['included', 'include', 'in', 'yes', 'relevant', 'keep', 'accepted', 'accept'],
  excluded: ['excluded', 'exclude', 'out', 'no', 'irrelevant', 'not relevant', 'rejected', 'reject', 'drop'],
  maybe: ['maybe', 'unsure', 'unclear', 'undecided', 'uncertain'],
  later: ['later', 'read later', 'to read'],
};

const STATUS_OF = new Map(
  Object.entries(WORDS).flatMap(([status, words]) => words.map((word) => [word, status as Status] as const)),
);

/** The decision that a word says, whatever its capitals, hyphens and underscores; undefined where it says none. */
export function statusOf(word: string): Status | undefined {
  return STATUS_OF.get(
    word
      .slice(0, 40)
      .trim()
      .toLowerCase()
      .replace(/[\s_-]+/gu, ' '),
  );
}

const PREFIX = /^(?:pith-status-|screening[:/_ -]+)/iu;
/** Tags that say a decision without such a word before them; `in` and `no` on a paper may be of anything. */
const ALONE = /^(?:includ|exclud|maybe\b|unsure\b|irrelevant\b|relevant\b|read later\b)/iu;

/**
 * The decision that a tag says, and the reason after it: `included`, `Exclude: wrong population`, `pith-status-maybe`; undefined
 * where it is a tag like any other.
 */
export function statusOfTag(tag: string): { status: Status; reason?: string } | undefined {
  if (!PREFIX.test(tag) && !ALONE.test(tag)) return undefined;
  const [head = '', ...rest] = tag.replace(PREFIX, '').split(/\s*[:/]\s*/u);
  const status = statusOf(head);
  const reason = rest.join(' / ').trim();
  return status && { status, ...(status === 'excluded' && reason !== '' && { reason }) };
}
