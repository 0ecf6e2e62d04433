/**
 * What a report of citation searching should say, as far as the library can answer: the items of TARCiS on reporting (Hirt J
 * et al., BMJ 2024;385:e078384), and the second index of recommendation 6.
 */
import { showId } from '../../hub/ids/identifier.js';
import { counted, countWords, listedTwiceWords, sourceTitle } from '../../hub/share.js';
import type { Flow, FlowSource, PrintedTotal } from '../../library/read/flow.js';
import { listWords } from '../../text/list-words.js';
import { sourceWords } from './boxes.js';

export interface TarcisItem {
  item: string;
  /** A sentence or several. */
  answer: string;
  /** What of it the library cannot know. */
  unknown?: string;
}

/** @param program with its version */
export function tarcisItems(flow: Flow, program: string): TarcisItem[] {
  return [
    {
      item: 'Seed references',
      answer: `One: “${flow.paper.title}” (${showId(flow.paper.id)}).`,
      unknown: 'why it was chosen, and whether it is among the included records of another search',
    },
    { item: 'Direction', answer: 'Forward: the papers that cite the seed reference.' },
    dates(flow),
    {
      item: 'Iterations',
      answer: iterations(flow),
      unknown: 'why no further iteration was made',
    },
    indexes(flow, program),
    {
      item: 'Deduplication',
      answer: `Automated, by ${program}: records with an id in common are one paper, and those with the same title, first author and year; ${countWords(flow.duplicates)} removed.${byHand(flow)}`,
      unknown: 'duplicates within files that were imported, which are counted once',
    },
    screening(flow),
    {
      item: 'Number of results, for the box of citation searching in the PRISMA 2020 flow diagram',
      answer: `${counted(flow.identified, 'record')}, ${counted(flow.counts.total, 'paper')} without duplicates.${missing(flow)}`,
    },
  ];
}

function dates({ sources }: Flow): TarcisItem {
  const known = sources.filter(({ at }) => at !== undefined);
  const unknown = sources.filter(({ at }) => at === undefined);
  return {
    item: 'Dates of searching',
    answer:
      known.length === 0
        ? 'None is recorded.'
        : `${known.map((one) => `${sourceWords(one)}: ${one.kind === 'list' ? 'read' : 'imported'} on ${one.at!.slice(0, 10)}`).join('; ')}.`,
    ...(unknown.length > 0 && {
      unknown: `the date of ${listWords(unknown.map(sourceWords), 'and')}`,
    }),
    ...(unknown.length === 0 &&
      sources.some(({ kind }) => kind === 'files') && { unknown: 'when the lists in imported files were made' }),
  };
}

function iterations({ furtherSeeds, counts }: Flow): string {
  if (counts.included === 0) return 'One; nothing is included yet that could be a further seed.';
  const { included } = counts;
  if (furtherSeeds === 0)
    return included === 1
      ? 'One; the citing papers of the one included paper have not been fetched.'
      : `One; the citing papers of none of the ${countWords(included)} included papers have been fetched.`;
  const seeds =
    included === 1
      ? 'the one included paper'
      : `${countWords(furtherSeeds)} of the ${countWords(included)} included papers`;
  return `One from this seed; the citing papers of ${seeds} have been fetched as well, and are counted under ${furtherSeeds === 1 ? 'that paper' : 'those papers'}.`;
}

function indexes({ sources }: Flow, program: string): TarcisItem {
  const lists = sources.filter(({ kind }) => kind === 'list').map(sourceWords);
  const files = sources.filter(({ kind }) => kind === 'files').map(sourceWords);
  const said = [
    lists.length === 0 ? 'None was asked by this program.' : `${listWords(lists, 'and')}, by ${program}.`,
    ...(files.length === 0 ? [] : [`Brought as files: ${listWords(files, 'and')}.`]),
    ...(sources.length > 1 ? [] : ['TARCiS (recommendation 6) advises to combine two.']),
  ];
  return {
    item: 'Citation indexes, and tools to search them',
    answer: said.join(' '),
    ...(files.length > 0 && { unknown: 'with which tools the files were made' }),
  };
}

function byHand({ byHand: { merged, keptApart } }: Flow): string {
  const said = [
    ...(merged > 0 ? [`${countWords(merged)} merged by hand`] : []),
    ...(keptApart > 0 ? [`${countWords(keptApart)} kept apart by hand`] : []),
  ];
  return said.length === 0 ? '' : ` In this library ${said.join(', ')}.`;
}

function screening({ readers }: Flow): TarcisItem {
  const unknown = 'whether readers worked independently, and whether they read titles, abstracts or full texts';
  if (readers.length === 0) return { item: 'Method of screening', answer: 'Nothing is decided yet.', unknown };
  const list = readers.map(({ who, papers }) => `${who} (${countWords(papers)})`);
  return {
    item: 'Method of screening',
    answer: `${readers.length === 1 ? 'One reader' : `${countWords(readers.length)} readers`}, with the number of papers each decided on: ${listWords(list, 'and')}.`,
    unknown,
  };
}

function missing(flow: Flow): string {
  return notIdentified(flow)
    .map((sentence) => ` ${sentence}`)
    .join('');
}

/** What sources count and do not list, a sentence each. */
export function notIdentified({ sources, printed, counts }: Pick<Flow, 'sources' | 'printed' | 'counts'>): string[] {
  return [
    ...sources.flatMap((one) => [...twice(one), ...fewer(one)]),
    ...printed.map((one) => comparedWith(one, counts.total)),
  ];
}

/** What a page or file prints as the number of citing papers, beside those at hand. */
function comparedWith({ source, total, listedTwice = 0 }: PrintedTotal, here: number): string {
  const counts = `${sourceTitle(source)} counts ${countWords(total)} citing papers`;
  const printed = listedTwice === 0 ? counts : `${counts}, ${countWords(listedTwice)} of them twice`;
  const missing = total - listedTwice - here;
  if (missing === 0) return listedTwice === 0 ? `${printed}, as many as are at hand.` : `${printed}: all are at hand.`;
  return missing > 0
    ? `${printed}: ${countWords(missing)} of them are not at hand, and in none of the boxes.`
    : `${printed}; ${countWords(here - total)} more are at hand.`;
}

function twice({ source, listedTwice, listedBy = source }: FlowSource): string[] {
  return listedTwice === 0 ? [] : [`Of the records ${listedTwiceWords({ papers: listedTwice, source: listedBy })}.`];
}

function fewer({ source, records, total, reading }: FlowSource): string[] {
  const notes = reading?.notes ?? [];
  const end =
    reading === undefined || reading.finished
      ? ''
      : reading.most === undefined
        ? ' Its list has not been read to the end.'
        : ` Only ${countWords(reading.most)} were asked for.`;
  if (total === undefined || total === records) return end === '' ? [] : [`${sourceTitle(source)}:${end}`];
  const what =
    total > records
      ? `${countWords(total - records)} of the ${countWords(total)} that ${sourceTitle(source)} counts are not at hand`
      : `${sourceTitle(source)} lists ${countWords(records - total)} more than the ${countWords(total)} that it counts`;
  return [`${what}.${end}${notes.map((note) => ` ${/[.!?]$/u.test(note) ? note : `${note}.`}`).join('')}`];
}
