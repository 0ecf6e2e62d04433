/** When a hub was cited, as a sheet: papers of each year or month as stacked bars, and what that comes to. */

import { countWords } from '../../hub/share.js';
import { labelWords } from '../../hub/vocabulary.js';
import { datesIn, STACKS, type Stack, TIMELINE_RULE, type Timeline, timeline } from '../../library/graph/time.js';
import type { Library } from '../../library/library.js';
import type { WorkNumber } from '../../library/model.js';
import { hubHead } from '../../library/read/hubs.js';
import { runQuery } from '../../library/search/view.js';
import { partOf } from '../../library/steps.js';
import type { Term } from '../../query/query.js';
import { inPeriod, inYear, labelled, undated, within } from '../../query/terms.js';
import type { Line, Span } from '../../text/spans.js';
import { type Glyphs, labelStyle } from '../../text/theme.js';
import { displayText, width } from '../../text/width.js';
import { told } from './ranking.js';
import { type Item, papers, plainItems, type SheetKind } from './sheet.js';

interface TimelineData {
  timeline: Timeline;
  /** Papers of the hub that have each label, dated or not. */
  labels: { label: string; count: number }[];
  /** What the dates come to, each with how many papers the query for it finds. */
  figures: (Figure & { found: number })[];
}

const AXES = Object.keys(STACKS) as Stack[];

export const timelineSheet: SheetKind<'timeline', TimelineData> = {
  name: 'Timeline',
  *read(library, { work, stack }) {
    yield* partOf(datesIn(library, work), 0, 0.7);
    const found = timeline(library, work, stack);
    yield 0.8;
    const labels = found.labels.map((label) => ({ label, count: sizeOf(library, work, labelled(stack, label)) }));
    const figures: TimelineData['figures'] = [];
    for (const figure of figuresOf(found, hubHead(library, work).date)) {
      figures.push({ ...figure, found: figure.where === null ? 0 : sizeOf(library, work, figure.where) });
      yield 0.9;
    }
    return { timeline: found, labels, figures };
  },
  draw({ timeline: found, labels, figures }, { work: hub, stack }, cells, glyphs) {
    const { base, unit } = found;
    const dated = `${countWords(base.known)} of ${countWords(base.of)} citing papers have a date`;
    const about = `${TIMELINE_RULE} ${dated}.`;
    if (found.figures === null) return { sections: [told(cells, 'No citing paper has a date.')], about };
    const legend = labels.map(
      ({ label, count }, at): Item => ({
        lines: [
          [
            { text: `${shade(at, glyphs).repeat(2)} `, style: labelStyle(stack, label) },
            { text: displayText(labelWords(label)).padEnd(14), style: labelStyle(stack, label) },
            { text: ` ${countWords(count)}` },
          ],
        ],
        door: papers(hub, labelled(stack, label), count),
      }),
    );
    const isNone = found.labels.every((label) => label === 'none');
    return {
      sections: [
        {
          title: isNone ? `Citing papers per ${unit}` : `Citing papers per ${unit}, by ${stack}`,
          items: [
            ...bars(found, hub, stack, cells, glyphs),
            ...(base.known < base.of
              ? [
                  {
                    lines: [[{ text: `${countWords(base.of - base.known)} without a date`, style: 'muted' as const }]],
                    door: papers(hub, undated, base.of - base.known),
                  },
                ]
              : []),
            ...(isNone
              ? plainItems([[{ text: `No paper has a ${stack} here: s looks at the next.`, style: 'muted' }]])
              : []),
          ],
        },
        { title: `${stack[0]!.toUpperCase()}${stack.slice(1)} of all of them`, items: isNone ? [] : legend },
        { title: 'What that comes to', items: figures.map((figure) => figureItem(figure, hub)) },
      ],
      about,
    };
  },
  reordered: (ask) => ({ ...ask, stack: AXES[(AXES.indexOf(ask.stack) + 1) % AXES.length]! }),
  isWide: true,
};

function sizeOf(library: Library, hub: WorkNumber, where: Term): number {
  return runQuery(library, hub, { where, sort: null }).total;
}

/** Block characters that tell labels apart without colours. */
const SHADES = ['█', '▓', '▒', '░'];
const ASCII_SHADES = ['#', '=', '+', '-'];
const shade = (at: number, { unicode }: Glyphs): string => (unicode ? SHADES : ASCII_SHADES)[at % SHADES.length]!;

/** A bar a period, as long as it has papers, in it the labels by their parts. */
function bars({ periods, labels }: Timeline, hub: WorkNumber, stack: Stack, cells: number, glyphs: Glyphs): Item[] {
  const most = Math.max(1, ...periods.map(({ papers: count }) => count));
  const digits = countWords(most).length;
  const wide = Math.max(0, ...periods.map(({ from }) => width(from)));
  const room = Math.max(8, Math.min(72, cells - wide - digits - 4));
  return periods.map(({ from, papers: count, counts }): Item => {
    const line: Line = [
      { text: `${from}  ` },
      { text: `${countWords(count).padStart(digits)}  ` },
      ...stacked(counts, count === 0 ? 0 : Math.max(1, Math.round((count / most) * room)), labels, stack, glyphs),
    ];
    return { lines: [line], door: papers(hub, inPeriod(from), count) };
  });
}

/** So many cells, shared out among the labels: what is lost by rounding goes to those that lost most. */
function stacked(
  counts: readonly number[],
  cells: number,
  labels: readonly string[],
  stack: Stack,
  glyphs: Glyphs,
): Span[] {
  const whole = counts.reduce((sum, count) => sum + count, 0);
  const exact = counts.map((count) => (whole === 0 ? 0 : (count / whole) * cells));
  const own = exact.map(Math.floor);
  const lost = [...own.keys()].sort((a, b) => exact[b]! - own[b]! - (exact[a]! - own[a]!));
  const isPlain = labels.every((label) => label === 'none');
  const left = cells - own.reduce((sum, count) => sum + count, 0);
  for (const at of lost.slice(0, left)) own[at]! += 1;
  return own.map((count, at) => ({
    text: shade(at, glyphs).repeat(count),
    style: isPlain ? ('accent' as const) : labelStyle(stack, labels[at]!),
  }));
}

/** What the dates come to, each figure with the papers it counts. */
interface Figure {
  words: string;
  value: string;
  /** The papers meant; null where it is about none. */
  where: Term | null;
  /** How many it says they are; null where it does not say. */
  said: number | null;
}

function figuresOf({ figures }: Timeline, hubDate: string): Figure[] {
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
    said('most cited in', `${most.year}: ${countWords(most.papers)} papers`, inYear(most.year), most.papers),
    said('half-life of interest', halfLife === null ? 'not over yet' : `${countWords(halfLife)} years`, null, null),
    ...(lastTwelveMonths === null
      ? []
      : [
          said(
            'in the twelve months to the last',
            countWords(lastTwelveMonths),
            { kind: 'date', from: yearBefore(last.slice(0, 7)) },
            lastTwelveMonths,
          ),
        ]),
    ...(beforeHub === null || beforeHub === 0
      ? []
      : [
          said(
            'before the hub itself, which later versions cite',
            countWords(beforeHub),
            { kind: 'date', to: hubDate, openTo: true },
            beforeHub,
          ),
        ]),
    ...bursts.map(({ from, to, papers: count, weight }) =>
      said(
        'burst',
        `${from === to ? from : `${from} to ${to}`}: ${countWords(count)} papers, weight ${weight.toFixed(1)}`,
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

function figureItem({ words, value, where, said, found }: TimelineData['figures'][number], hub: WorkNumber): Item {
  const lines: Line[] = [
    [
      { text: `${words}  `, style: 'muted' },
      { text: value, style: 'accent' },
    ],
  ];
  if (where === null) return { lines };
  if (said === null || said === found) return { lines, door: papers(hub, where, found) };
  return { lines, door: { opens: 'nothing', why: NOT_ALL_DATED } };
}

const NOT_ALL_DATED = 'Some of these papers have a year for a date, which does not tell whether they are meant.';
