/**
 * The boxes of the flow diagram of PRISMA 2020 for what was found by citation searching (Page MJ et al., BMJ 2021;372:n71), filled
 * with what the library knows. Boxes for what it cannot know say so.
 */
import { countWords, sourceTitle } from '../../hub/share.js';
import type { Flow, FlowSource } from '../../library/read/flow.js';

export interface Box {
  title: string;
  /** Undefined where the number cannot be known. */
  count?: number;
  /** What the count consists of, or what is to be said in its place. */
  lines: BoxLine[];
}

export interface BoxLine {
  text: string;
  count?: number;
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
      box: { title: 'Records to be screened', count: counts.total, lines: [] },
      aside: {
        title: 'Records not screened yet',
        count: left,
        lines: present([
          { text: 'set aside for later', count: later },
          { text: 'nothing decided', count: unscreened },
        ]),
      },
    },
    {
      stage: 'Screening',
      box: { title: 'Records screened', count: counts.total - left, lines: [] },
      aside: {
        title: 'Records excluded',
        count: sum(records),
        lines: records.map(({ reason, count }) => ({ text: reason === '' ? 'no reason given' : reason, count })),
      },
    },
    {
      stage: 'Screening',
      box: {
        title: 'Reports sought for retrieval',
        count: undecided + included + sum(notRetrieved),
        lines: [{ text: 'all that was not excluded; whether a text was sought is not recorded' }],
      },
      aside: { title: 'Reports not retrieved', count: sum(notRetrieved), lines: [] },
    },
    {
      stage: 'Screening',
      box: { title: 'Reports assessed for eligibility', count: undecided + included, lines: [] },
      aside: {
        title: 'Not decided yet',
        count: undecided,
        lines: present([
          { text: 'maybe', count: maybe },
          { text: 'readers disagree', count: conflict },
        ]),
      },
    },
    {
      stage: 'Included',
      box: {
        title: 'Papers included in the review',
        count: included,
        lines: [{ text: 'which of them report the same study is not known' }],
      },
    },
  ];
}

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

function present(lines: readonly Required<BoxLine>[]): BoxLine[] {
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
