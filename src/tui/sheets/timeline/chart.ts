/** Papers of each year or month as bars side by side, in them their labels by their parts. */
import { countWords } from '../../../hub/share.js';
import { labelWords, lettersFor, NONE } from '../../../hub/vocabulary.js';
import { STACKS, type Stack, type Timeline } from '../../../library/graph/time.js';
import type { WorkNumber } from '../../../library/model.js';
import { inPeriod, within } from '../../../query/terms.js';
import { EIGHTHS_UP, sharedOut } from '../../../text/bar.js';
import { fit } from '../../../text/fit.js';
import type { Glyphs } from '../../../text/look/glyphs.js';
import { type Line, lineWidth, type Span } from '../../../text/spans.js';
import { labelStyle, type StyleName } from '../../../text/theme.js';
import { displayText, width } from '../../../text/width.js';
import { type Item, papers, type Section } from '../sheet.js';

/** How a label is drawn: told from the others without its colour, too. */
export interface Mark {
  label: string;
  /** One cell of a bar. */
  char: string;
  style: StyleName;
}

const SHADES = ['█', '▓', '▒'];
const NO_LABEL = '░';

/** Shades for the labels most papers have, letters of the menus for the others; where only ASCII is safe, letters for all. */
export function marksOf(
  labels: readonly { label: string; count: number }[],
  stack: Stack,
  { unicode }: Glyphs,
): Mark[] {
  const names = labels.map(({ label }) => label);
  const letters = lettersFor(names, STACKS[stack]);
  const most = labels.filter(({ label }) => label !== NONE).sort((a, b) => b.count - a.count);
  const isPlain = names.every((label) => label === NONE);
  return names.map((label): Mark => {
    const shade = label === NONE ? NO_LABEL : SHADES[most.findIndex((other) => other.label === label)];
    const letter = letters.get(label) ?? '?';
    if (isPlain) return { label, char: unicode ? SHADES[0]! : '#', style: 'accent' };
    return { label, char: unicode ? (shade ?? letter) : letter, style: labelStyle(stack, label) };
  });
}

/** A bar of the chart: a period, or several where there is no room for each. */
interface Bar {
  from: string;
  to: string;
  papers: number;
  counts: number[];
}

/** The widest bar with the gap beside it, so that few fill a line of 100 cells; the lowest and the highest chart. */
const WIDEST = 20;
const LOWEST = 5;
const HIGHEST = 24;
/** The part of the screen that is the chart's. */
const PART = 0.42;

export function chart(
  found: Timeline,
  marks: readonly Mark[],
  hub: WorkNumber,
  cells: number,
  page: number,
  glyphs: Glyphs,
): Omit<Section, 'title'> {
  const height = Math.max(LOWEST, Math.min(HIGHEST, Math.round(page * PART)));
  const digits = countWords(Math.max(0, ...found.periods.map(({ papers: count }) => count))).length;
  // The numbers of the axis, and its line; grouped bars may need a digit more.
  const room = Math.max(1, cells - digits - 3);
  const bars = grouped(found.periods, Math.ceil(found.periods.length / room));
  const most = Math.max(1, ...bars.map(({ papers: count }) => count));
  const wide = Math.max(1, Math.min(WIDEST, Math.floor(room / bars.length)));
  const isCounted = bars.every(({ papers: count }) => width(countWords(count)) < wide);
  const isNamed = bars.every(({ from }) => width(from) < wide);
  const items = bars.map((bar): Item => {
    const upright = column(bar, most, height, wide, marks, glyphs);
    return {
      lines: [
        ...(isCounted ? [[{ text: over(countWords(bar.papers), wide) }]] : []),
        ...upright,
        [
          { text: glyphs.floor.repeat(bodyOf(wide)), style: 'border' },
          { text: glyphs.floor.repeat(wide - bodyOf(wide)), style: 'border' },
        ],
        ...(isNamed ? [[{ text: over(bar.from, wide) }]] : []),
      ],
      door: papers(hub, bar.from === bar.to ? inPeriod(bar.from) : within(bar.from, bar.to), bar.papers),
      tells: tells(bar, marks, cells, glyphs),
    };
  });
  const left = axis(most, height, digitsOf(most), isCounted ? 1 : 0, glyphs);
  const below = isNamed ? [] : [names(bars, wide, lineWidth(left[0]!))];
  return { items, across: { left, below } };
}

const digitsOf = (most: number): number => countWords(most).length;

/** So many periods in each bar. */
function grouped(periods: Timeline['periods'], each: number): Bar[] {
  const bars: Bar[] = [];
  for (let at = 0; at < periods.length; at += each) {
    const some = periods.slice(at, at + each);
    bars.push({
      from: some[0]!.from,
      to: some.at(-1)!.from,
      papers: some.reduce((sum, { papers: count }) => sum + count, 0),
      counts: some[0]!.counts.map((_, label) => some.reduce((sum, { counts }) => sum + counts[label]!, 0)),
    });
  }
  return bars;
}

/** The cells of a bar without the gap beside it. */
const bodyOf = (wide: number): number => (wide < 3 ? wide : wide < 6 ? wide - 1 : wide - 2);

/** A text in the middle above or below a bar. */
const over = (text: string, wide: number): string =>
  fit(`${' '.repeat(Math.max(0, (bodyOf(wide) - width(text)) >> 1))}${text}`, wide);

/** A bar from its top to its foot, to an eighth of a cell where its upmost label is drawn solid. */
function column(
  { papers: count, counts }: Bar,
  most: number,
  height: number,
  wide: number,
  marks: readonly Mark[],
  { unicode }: Glyphs,
): Line[] {
  const eighths = count === 0 ? 0 : Math.max(1, Math.round((count / most) * height * 8));
  const [full, rest] = [eighths >> 3, eighths & 7];
  const stackOf = (rows: number): Mark[] =>
    sharedOut(counts, rows).flatMap((some, at) => Array<Mark>(some).fill(marks[at]!));
  const isSolid = (mark: Mark | undefined): boolean => unicode && mark?.char === SHADES[0];
  // A row that is not drawn, since only a solid one can be drawn in part, is nobody's share.
  const inPart = stackOf(full + (rest > 0 ? 1 : 0));
  const stack = isSolid(inPart.at(-1)) ? inPart : stackOf(rest >= 4 || full === 0 ? inPart.length : full);
  const body = bodyOf(wide);
  return Array.from({ length: height }, (_, row): Line => {
    const at = height - 1 - row;
    const mark = stack[at];
    const isTop = at === full;
    const char = isTop && isSolid(mark) ? EIGHTHS_UP[rest]! : mark?.char;
    if (mark === undefined || char === undefined) return [{ text: ' '.repeat(wide) }];
    return [{ text: char.repeat(body), style: mark.style }, { text: ' '.repeat(wide - body) }];
  });
}

/** Numbers at the top and in the middle of the height, and the line beside the bars. */
function axis(most: number, height: number, digits: number, above: number, glyphs: Glyphs): Line[] {
  const half = Math.round(most / 2);
  const middle = Math.round(height / 2);
  const line = (text: string, mark: string): Line => [
    { text: `${text.padStart(digits)} `, style: 'muted' },
    { text: mark, style: 'border' },
  ];
  return [
    ...Array.from({ length: above }, () => line('', ' ')),
    ...Array.from({ length: height }, (_, row) =>
      row === 0
        ? line(countWords(most), glyphs.teeRight)
        : row === middle && (most >= 10 || most % 2 === 0)
          ? line(countWords(half), glyphs.teeRight)
          : line('', glyphs.vertical),
    ),
    line('0', glyphs.unicode ? glyphs.floor : glyphs.bottomLeft),
  ];
}

/** The names of bars too narrow for them: of as many as there is room for, months by their year where it begins. */
function names(bars: readonly Bar[], wide: number, margin: number): Line {
  let text = ' '.repeat(margin);
  for (const [at, { from }] of bars.entries()) {
    const isMonth = from.length > 4;
    const name = !isMonth ? from : at === 0 || from.endsWith('-01') ? from.slice(0, 4) : from.slice(5);
    const x = margin + at * wide;
    const isRegular = isMonth || at % Math.ceil((width(name) + 1) / wide) === 0;
    if (isRegular && width(text) <= x && (!isMonth || name.length === 4 || wide > 2))
      text = `${text.padEnd(x)}${name} `;
  }
  return [{ text: text.trimEnd(), style: 'muted' }];
}

/** The bar in words, in as many lines as all its labels take: those too few for a cell of it are here only. */
function tells(
  { from, to, papers: count, counts }: Bar,
  marks: readonly Mark[],
  cells: number,
  { bullet }: Glyphs,
): Line[] {
  const when = from === to ? from : `${from} to ${to}`;
  const lines: Span[][] = [
    [{ text: `${when}: ${countWords(count)} ${count === 1 ? 'paper' : 'papers'}`, style: 'title' }],
  ];
  for (const [at, { label, style }] of marks.entries()) {
    if (style === 'accent' || counts[at] === 0) continue;
    const part: Span = { text: `${displayText(labelWords(label))} ${countWords(counts[at]!)}`, style };
    const line = lines.at(-1)!;
    line.push({ text: ` ${bullet}` });
    // Room for the next bullet, too.
    if (lineWidth(line) + lineWidth([part]) + 3 <= cells) line.push({ text: ' ' }, part);
    else lines.push([{ text: '  ' }, part]);
  }
  return lines;
}
