/** When a hub was cited, as a sheet: papers of each year or month as stacked bars, and what that comes to. */

import { countWords } from '../../hub/share.js';
import { labelWords, NONE } from '../../hub/vocabulary.js';
import { datesIn, STACKS, type Stack, TIMELINE_RULE, type Timeline, timeline } from '../../library/graph/time.js';
import type { Library } from '../../library/library.js';
import type { WorkNumber } from '../../library/model.js';
import { hubHead } from '../../library/read/hubs.js';
import { runQuery } from '../../library/search/view.js';
import { partOf } from '../../library/steps.js';
import type { Term } from '../../query/query.js';
import { labelled, undated } from '../../query/terms.js';
import { lineWidth } from '../../text/spans.js';
import { displayText } from '../../text/width.js';
import { told } from './ranking.js';
import { type Item, papers, type Section, type SheetKind } from './sheet.js';
import { chart, type Mark, marksOf } from './timeline/chart.js';
import { type Figure, figureItem, figuresOf } from './timeline/figures.js';

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
  draw({ timeline: found, labels, figures }, { work: hub, stack }, cells, glyphs, page) {
    const { base, unit } = found;
    const dated = `${countWords(base.known)} of ${countWords(base.of)} citing papers have a date`;
    const about = `${TIMELINE_RULE} ${dated}.`;
    if (found.figures === null) return { sections: [told(cells, 'No citing paper has a date.')], about };
    const isNone = found.labels.every((label) => label === NONE);
    const marks = marksOf(labels, stack, glyphs);
    return {
      sections: [
        {
          title: isNone ? `Citing papers per ${unit}` : `Citing papers per ${unit}, by ${stack}`,
          ...chart(found, marks, hub, cells, page, glyphs),
        },
        ...(isNone
          ? [told(cells, `No paper has a ${stack} here: s looks at the next.`)]
          : legend(labels, marks, hub, stack, cells)),
        { title: '', items: undatedItems(base.of - base.known, hub) },
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

/** What each mark of the bars means and how many of all papers have it, in as few lines as there is room for. */
function legend(
  labels: TimelineData['labels'],
  marks: readonly Mark[],
  hub: WorkNumber,
  stack: Stack,
  cells: number,
): Section[] {
  const items = labels.map(({ label, count }, at): Item => {
    const { char, style } = marks[at]!;
    return {
      lines: [
        [
          { text: `${char.repeat(2)} `, style },
          { text: displayText(labelWords(label)), style },
          { text: ` ${countWords(count)}   ` },
        ],
      ],
      door: papers(hub, labelled(stack, label), count),
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
