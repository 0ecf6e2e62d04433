/** When a hub was cited, as a sheet: papers of each year or month as stacked bars, and what that comes to. */

import { countWords } from '../../hub/share.js';
import { COMPUTED, labelWords, NONE } from '../../hub/vocabulary.js';
import { STACKS, type Stack, stacksIn, type Timeline, timelineIn, timelineRule } from '../../library/graph/time.js';
import type { Library } from '../../library/library.js';
import type { WorkNumber } from '../../library/model.js';
import { hubHead } from '../../library/read/hubs.js';
import { runQuery } from '../../library/search/view.js';
import { partOf } from '../../library/steps.js';
import type { Term } from '../../query/query.js';
import { computedRole, labelled, undated } from '../../query/terms.js';
import { all, not } from '../../query/tree.js';
import { lineWidth } from '../../text/spans.js';
import { displayText } from '../../text/width.js';
import { keyFor } from '../keymap.js';
import { told } from './ranking.js';
import { type Item, papers, type Section, type SheetKind } from './sheet.js';
import { chart, type Mark, marksOf } from './timeline/chart.js';
import { type Figure, figureItem, figuresOf } from './timeline/figures.js';

interface TimelineData {
  timeline: Timeline;
  /** What papers have labels on. */
  stacks: Stack[];
  /** Papers of the hub that have each label, dated or not. */
  labels: { label: string; where: Term; count: number }[];
  /** What the dates come to, each with how many papers the query for it finds. */
  figures: (Figure & { found: number })[];
}

const AXES = Object.keys(STACKS) as Stack[];

/** The next that any paper has a label on; null where there is no other. */
function nextStack(stack: Stack, known: readonly Stack[]): Stack | null {
  const at = AXES.indexOf(stack);
  return [...AXES.slice(at + 1), ...AXES.slice(0, at)].find((other) => known.includes(other)) ?? null;
}

const noneWords = (stack: Stack, next: Stack | null): string =>
  `No paper has a ${stack} here${next === null ? '.' : `; ${keyFor('reorder', 'sheet')} shows them by ${next}.`}`;

const TO_SCALE =
  'Stacks are to scale, in whole cells: a label worth less than half a cell of its bar is only in the figures below it.';

export const timelineSheet: SheetKind<'timeline', TimelineData> = {
  name: 'Timeline',
  *read(library, { work, stack }) {
    const found = yield* partOf(timelineIn(library, work, stack), 0, 0.8);
    const labels: TimelineData['labels'] = [];
    for (const label of found.labels) {
      const where = termOf(stack, label, found.labels);
      labels.push({ label, where, count: sizeOf(library, work, where) });
      yield 0.85;
    }
    const figures: TimelineData['figures'] = [];
    for (const figure of figuresOf(found, hubHead(library, work).date)) {
      figures.push({ ...figure, found: figure.where === null ? 0 : sizeOf(library, work, figure.where) });
      yield 0.9;
    }
    return { timeline: found, stacks: stacksIn(library, work), labels, figures };
  },
  draw({ timeline: found, stacks, labels, figures }, { work: hub, stack }, cells, { glyphs }, page) {
    const { base, unit } = found;
    const dated = `${countWords(base.known)} of ${countWords(base.of)} citing papers have a date`;
    const isNone = found.labels.every((label) => label === NONE);
    const about = [...(isNone || found.figures === null ? [] : [TO_SCALE]), timelineRule(found), `${dated}.`]
      .filter((words) => words !== '')
      .join(' ');
    if (found.figures === null) return { sections: [told(cells, 'No citing paper has a date.')], about };
    const marks = marksOf(labels, stack, glyphs);
    return {
      sections: [
        {
          title: isNone ? `Citing papers per ${unit}` : `Citing papers per ${unit}, by ${stack}`,
          ...chart(found, marks, hub, cells, page, glyphs),
        },
        ...(isNone ? [told(cells, noneWords(stack, nextStack(stack, stacks)))] : legend(labels, marks, hub, cells)),
        { title: '', items: undatedItems(base.of - base.known, hub) },
        { title: 'What that comes to', items: figures.map((figure) => figureItem(figure, wordsOf(figures), hub)) },
      ],
      about,
    };
  },
  reordered: (ask, { timeline: { figures }, stacks }) => {
    // Without a date there are no bars to be parted.
    const stack = figures === null ? null : nextStack(ask.stack, stacks);
    return stack === null ? null : { ...ask, stack };
  },
  isWide: true,
};

/** Cells before the values, which stand below each other: of the longest words. */
const wordsOf = (figures: readonly Figure[]): number => Math.max(...figures.map(({ words }) => words.length), 0);

/** What a label of the bars asks for: what a computation gave is a part of its own, and no part of the others. */
function termOf(stack: Stack, label: string, labels: readonly string[]): Term {
  if (stack !== 'role' || !labels.includes(COMPUTED) || label === NONE) return labelled(stack, label);
  return label === COMPUTED ? computedRole : all([labelled(stack, label), not(computedRole)])!;
}

function sizeOf(library: Library, hub: WorkNumber, where: Term): number {
  return runQuery(library, hub, { where, sort: null }).total;
}

/** What each mark of the bars means and how many of all papers have it, in as few lines as there is room for. */
function legend(labels: TimelineData['labels'], marks: readonly Mark[], hub: WorkNumber, cells: number): Section[] {
  const items = labels.map(({ label, where, count }, at): Item => {
    const { char, style } = marks[at]!;
    return {
      lines: [
        [
          { text: `${char.repeat(2)} `, style },
          { text: displayText(labelWords(label)), style },
          { text: ` ${countWords(count)}   ` },
        ],
      ],
      door: papers(hub, where, count),
    };
  });
  const rows: Item[][] = [];
  let left = 0;
  for (const item of items) {
    const wide = lineWidth(item.lines[0]!);
    if (wide > left) {
      rows.push([]);
      left = cells;
    }
    rows.at(-1)!.push(item);
    left -= wide;
  }
  return rows.map((row) => ({ title: '', items: row, across: { left: [], below: [] } }));
}

function undatedItems(count: number, hub: WorkNumber): Item[] {
  if (count === 0) return [];
  const lines = [[{ text: `${countWords(count)} without a date`, style: 'muted' as const }]];
  return [{ lines, door: papers(hub, undated, count) }];
}
