/** What the dates of a hub's papers come to, each figure with the papers it counts. */
import { counted, countWords, tenthsWords } from '../../../hub/share.js';
import { halfLifeWords, type Timeline } from '../../../library/graph/time.js';
import type { WorkNumber } from '../../../library/model.js';
import type { Term } from '../../../query/query.js';
import { inYear, within } from '../../../query/terms.js';
import type { Line } from '../../../text/spans.js';
import { type Item, papers } from '../sheet.js';

export interface Figure {
  words: string;
  value: string;
  /** The papers meant; null where it is about none. */
  where: Term | null;
  /** How many it says they are; null where it does not say. */
  said: number | null;
}

export function figuresOf({ figures }: Timeline, hubDate: string): Figure[] {
  if (figures === null) return [];
  const { first, last, halfBy, most, halfLife, lastTwelveMonths, beforeHub, bursts } = figures;
  const said = (words: string, value: string, where: Term | null, count: number | null): Figure => ({
    words,
    value,
    where,
    said: count,
  });
  return [
    said('first cited', first, within(first, first), null),
    said('cited last', last, within(last, last), null),
    said('half of all by', halfBy, { kind: 'date', to: halfBy }, null),
    said('most cited in', `${most.year}: ${counted(most.papers, 'paper')}`, inYear(most.year), most.papers),
    said('half-life of interest', halfLifeWords(halfLife), null, null),
    ...(lastTwelveMonths === null
      ? []
      : [
          said(
            'twelve months to the last',
            countWords(lastTwelveMonths),
            { kind: 'date', from: yearBefore(last.slice(0, 7)) },
            lastTwelveMonths,
          ),
        ]),
    ...(beforeHub === null || beforeHub === 0
      ? []
      : [
          said(
            'before the hub itself',
            `${countWords(beforeHub)}, ${beforeHub === 1 ? 'a later version of which cites' : 'later versions of which cite'} it`,
            { kind: 'date', to: hubDate, openTo: true },
            beforeHub,
          ),
        ]),
    ...bursts.map(({ from, to, papers: count, weight }) =>
      said(
        from === to ? `burst in ${from}` : `burst ${from} to ${to}`,
        `${counted(count, 'paper')}, weight ${tenthsWords(weight)}`,
        within(from, to),
        count,
      ),
    ),
  ];
}

/** The month eleven before another: `2025-04` of `2026-03`. */
function yearBefore(month: string): string {
  const [year, of] = [Number(month.slice(0, 4)), Number(month.slice(5, 7))];
  return of === 12 ? `${year}-01` : `${year - 1}-${String(of + 1).padStart(2, '0')}`;
}

/** @param wide cells of the longest words before a value */
export function figureItem(
  { words, value, where, said, found }: Figure & { found: number },
  wide: number,
  hub: WorkNumber,
): Item {
  const lines: Line[] = [
    [
      { text: `${words.padEnd(wide)}  `, style: 'muted' },
      { text: value, style: 'accent' },
    ],
  ];
  if (where === null) return { lines };
  if (said === null || said === found) return { lines, door: papers(hub, where, found) };
  return { lines, door: { opens: 'nothing', why: NOT_ALL_DATED } };
}

const NOT_ALL_DATED = 'Some of these papers have a year for a date, which does not tell whether they are meant.';
