/**
 * The boxes of the flow diagram of PRISMA 2020 for what was found by citation searching (Page MJ et al., BMJ 2021;372:n71), filled
 * with what the library knows. Boxes for what it cannot know say so.
 */
import { countWords, sourceTitle } from '../../hub/share.js';
import type { Flow, FlowSource } from '../../library/read/flow.js';
import { printTerm } from '../../query/print.js';
import type { Standing, Term } from '../../query/query.js';
import { all, any, not } from '../../query/tree.js';

export interface Box {
  title: string;
  /** Undefined where the number cannot be known. */
  count?: number;
  /** The query line that finds these papers; absent of records, which are what sources list. */
  query?: string;
  /** What the count consists of, or what is to be said in its place. */
  lines: BoxLine[];
}

export interface BoxLine {
  text: string;
  count?: number;
  query?: string;
}

/** A box of the trunk, and what leaves it there. */
export interface Step {
  stage: 'Identification' | 'Screening' | 'Included';
  box: Box;
  aside?: Box;
}

/** Every number of the flow once: each box of the trunk is the one before it without what left it. */
export function flowSteps(flow: Flow): Step[] {
  const { sources, identified, duplicates, counts } = flow;
  const { included, maybe, conflict, later, unscreened } = counts;
  const left = later + unscreened;
  const undecided = maybe + conflict;
  const { records, notRetrieved } = excludedParts(flow);
  const isLeft = [standing('later'), standing('unscreened')];
  const isUndecided = [standing('maybe'), standing('conflict')];
  const isIncluded = standing('included');
  const isNotRetrieved = notRetrieved.map(({ reason }) => because(reason));
  const isExcluded = all([standing('excluded'), ...isNotRetrieved.map(not)]);
  const sum = (lines: readonly { count: number }[]): number => lines.reduce((total, { count }) => total + count, 0);
  return [
    {
      stage: 'Identification',
      box: {
        title: 'Records identified from citation searching',
        count: identified,
        lines: sources.map((one) => ({ text: sourceWords(one), count: one.records })),
      },
      aside: {
        title: 'Records removed before screening: duplicates',
        count: duplicates,
        lines: [],
      },
    },
    {
      stage: 'Screening',
      box: { title: 'Records to be screened', count: counts.total, query: '', lines: [] },
      aside: {
        title: 'Records not screened yet',
        count: left,
        query: line(any(isLeft)),
        lines: present([
          { text: 'set aside for later', count: later, query: line(standing('later')) },
          { text: 'nothing decided', count: unscreened, query: line(standing('unscreened')) },
        ]),
      },
    },
    {
      stage: 'Screening',
      box: { title: 'Records screened', count: counts.total - left, query: line(all(isLeft.map(not))), lines: [] },
      aside: {
        title: 'Records excluded',
        count: sum(records),
        query: line(isExcluded),
        lines: records.map(({ reason, count }) => ({
          text: reason === '' ? 'no reason given' : reason,
          count,
          query: line(because(reason)),
        })),
      },
    },
    {
      stage: 'Screening',
      box: {
        title: 'Reports sought for retrieval',
        count: undecided + included + sum(notRetrieved),
        query: line(any([isIncluded, ...isUndecided, ...isNotRetrieved])),
        lines: [{ text: 'all that was not excluded; whether a text was sought is not recorded' }],
      },
      aside: {
        title: 'Reports not retrieved',
        count: sum(notRetrieved),
        ...(notRetrieved.length > 0 && { query: line(any(isNotRetrieved)) }),
        lines: [],
      },
    },
    {
      stage: 'Screening',
      box: {
        title: 'Reports assessed for eligibility',
        count: undecided + included,
        query: line(any([isIncluded, ...isUndecided])),
        lines: [],
      },
      aside: {
        title: 'Not decided yet',
        count: undecided,
        query: line(any(isUndecided)),
        lines: present([
          { text: 'maybe', count: maybe, query: line(standing('maybe')) },
          { text: 'readers disagree', count: conflict, query: line(standing('conflict')) },
        ]),
      },
    },
    {
      stage: 'Included',
      box: {
        title: 'Papers included in the review',
        count: included,
        query: line(isIncluded),
        lines: [{ text: 'which of them report the same study is not known' }],
      },
    },
  ];
}

const standing = (what: Standing): Term => ({ kind: 'status', what });
/** Excluded for this reason; '': without one. */
const because = (reason: string): Term => ({ kind: 'own', field: 'reason', value: reason === '' ? null : reason });
const line = (where: Term | null): string => (where === null ? '' : printTerm(where));

/** `OpenAlex`, `files of Semantic Scholar`. */
export function sourceWords({ source, kind }: Pick<FlowSource, 'source' | 'kind'>): string {
  const title = sourceTitle(source);
  return kind === 'list' ? title : (FILES[source] ?? `files of ${title}`);
}

/** Files that are of no service. */
const FILES: Readonly<Record<string, string>> = {
  interchange: 'files in the hub format',
  bibliography: 'bibliographies',
};

/** The reason that says that the text of a paper could not be had. */
const NOT_RETRIEVED = /^(?:no full[- ]?text|(?:full[- ]?text|report) not (?:available|found|retrieved))$/iu;

/** What was excluded, parted by where the diagram has it. */
function excludedParts({ counts }: Flow): {
  records: Flow['counts']['reasons'];
  notRetrieved: Flow['counts']['reasons'];
} {
  const isMissing = ({ reason }: { reason: string }): boolean => NOT_RETRIEVED.test(reason);
  return {
    records: counts.reasons.filter((one) => !isMissing(one)),
    notRetrieved: counts.reasons.filter(isMissing),
  };
}

function present(lines: readonly (BoxLine & { count: number })[]): BoxLine[] {
  return lines.filter(({ count }) => count > 0);
}

/** A title or a line with its number as PRISMA writes it, `Records screened (n = 60)`, which no line is broken in. */
export function withCount({ text, count }: BoxLine): string {
  return count === undefined ? text : `${text} (n\u00a0=\u00a0${countWords(count)})`;
}

/** Where the boxes do not add up, each difference in words; empty where they do. */
export function differences(steps: readonly Step[]): string[] {
  const found: string[] = [];
  for (const [at, { box, aside }] of steps.entries()) {
    const next = steps[at + 1]?.box;
    if (next?.count !== undefined && box.count !== undefined) {
      const missing = box.count - (aside?.count ?? 0) - next.count;
      if (missing !== 0)
        found.push(
          `${countWords(Math.abs(missing))} ${missing > 0 ? 'are lost' : 'too many'} between “${box.title}” and “${next.title}”`,
        );
    }
    for (const one of [box, ...(aside === undefined ? [] : [aside])]) {
      const counted = one.lines.filter(({ count }) => count !== undefined);
      const sum = counted.reduce((total, { count }) => total + count!, 0);
      if (counted.length > 0 && one.count !== undefined && sum !== one.count)
        found.push(`the lines of “${one.title}” come to ${countWords(sum)}, not ${countWords(one.count)}`);
    }
  }
  return found;
}
