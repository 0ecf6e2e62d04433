/** How a sheet is drawn: the way here, its lines with the one under the cursor, its keys. */
import { counted, countWords } from '../../../hub/share.js';
import { fitLine, type Line, lineWidth, plainText, type Span } from '../../../text/spans.js';
import { styleUnderCursor, type Theme } from '../../../text/theme.js';
import { width } from '../../../text/width.js';
import { aimed } from '../../mouse/target.js';
import type { Layout, Stop } from '../../sheets/layout.js';
import type { SheetAsk } from '../../sheets/sheet.js';
import { reordered, sheetName } from '../../sheets/sheets.js';
import { crumbs } from '../../state/crumbs.js';
import { cutLine, type Frame, footer, type Hints, rule } from '../frame.js';
import type { Drawing } from '../layer.js';
import { isReady, layoutOn, pageOf, type SheetLayer } from './sheet-layer.js';

export function sheetFrame(layer: SheetLayer, { state, theme }: Drawing): Frame {
  const { columns, rows } = state;
  const page = pageOf(rows);
  const layout = layoutOn(layer, state, theme);
  const head = [
    fitLine(crumbs(state, layer, columns, theme), columns),
    walled(titleOf(layer, layout), layout, 'teeDown', columns, theme),
  ];
  if (layout === null) {
    const { done } = layer.data as { done: number };
    const words = `Working it out: ${Math.round(done * 100)}%; Esc leaves it.`;
    const body = Array.from({ length: page }, (_, at) =>
      fitLine(at === 1 ? [{ text: `  ${words}`, style: 'muted' }] : [], columns),
    );
    return {
      lines: [...head, ...body, rule('', columns, false, theme), footer(state, 'sheet', keysOf(layer))],
      cursor: null,
    };
  }
  const total = Math.max(...layout.columns.map(({ lines }) => lines.length));
  const top = Math.max(0, Math.min(layer.top, total - page));
  const seen = [...layout.stops.entries()].filter(([, { from, to }]) => to > top && from < top + page);
  const at = hasChoice(layout, total <= page) ? layer.at : null;
  const body = Array.from({ length: page }, (_, row) => bodyLine(at, layout, seen, top + row, columns, theme));
  const hidden = total - page - top;
  return {
    lines: [
      ...head,
      ...body,
      walled(hidden > 0 ? counted(hidden, 'more line') : '', layout, 'teeUp', columns, theme),
      footer(state, 'sheet', { ...keysOf(layer), ...idleIn(layout) }),
    ],
    cursor: null,
  };
}

/** The rule above the columns, whose keys they are, or below them, joined by the wall that stands between two. */
function walled(name: string, layout: Layout | null, joint: 'teeDown' | 'teeUp', columns: number, theme: Theme): Line {
  const focused = joint === 'teeDown';
  const [left, right] = layout?.columns ?? [];
  if (left === undefined || right === undefined) return rule(name, columns, focused, theme);
  return [
    ...rule(name, left.cells, focused, theme),
    { text: theme.glyphs[joint], style: 'border' },
    ...rule('', right.cells, false, theme),
  ];
}

/** The keys that do nothing on any of its lines. */
function idleIn({ stops }: Layout): Hints {
  const opens = stops.some(({ door, work }) => door !== undefined || work !== undefined);
  const hasSections = new Set(stops.map(({ section }) => section)).size > 1;
  return { ...(!opens && { openDoor: '' }), ...(!hasSections && { nextSection: '' }) };
}

const BAR = /^([█▓▒░▏▎▍▌▋▊▉▁▂▃▄▅▆▇]+)( *)$/u;

/** Bars keep their colours: turned round they would be gaps. */
function underCursor(span: Span, cursor: 'cursor' | 'cursorIdle'): Span[] {
  const { text, style } = span;
  const own = styleUnderCursor(style, cursor);
  const [, bar, blanks] = BAR.exec(text) ?? [];
  return bar === undefined
    ? [{ ...span, style: own }]
    : [
        { text: bar, style },
        { text: blanks!, style: own },
      ];
}

/** The line where only some of its cells are under the cursor: what is written there, but not a bar. */
function partUnderCursor(
  line: Line,
  { x, cells }: NonNullable<Stop['across']>,
  cursor: 'cursor' | 'cursorIdle',
  { cursor: mark, cursorBelow }: Theme['glyphs'],
): Line {
  const own = cutLine(line, x, x + cells).filter((span) => span.text !== '');
  const [foot] = own;
  // On the axis below a bar stands the mark, in the middle: it is no text to be turned round.
  if (foot !== undefined && own.every(({ style }) => style === 'border')) {
    const middle = x + ((width(foot.text) - 1) >> 1);
    return [
      ...cutLine(line, 0, middle),
      { text: cursorBelow, style: 'accent' },
      ...cutLine(line, middle + 1, lineWidth(line)),
    ];
  }
  const text = plainText(own);
  const isBar = own.every((span) => span.text.trim() === '' || BAR.test(span.text));
  const from = x + width(text) - width(text.trimStart());
  const to = x + width(text.trimEnd());
  if (isBar || to <= from) return line;
  // A mark before it where there is room, for terminals that turn nothing round.
  const before =
    from > x ? [...cutLine(line, 0, from - 1), { text: mark, style: 'accent' as const }] : cutLine(line, 0, from);
  return [
    ...before,
    ...cutLine(line, from, to).flatMap((span) => underCursor(span, cursor)),
    ...cutLine(line, to, lineWidth(line)),
  ];
}

/** How it is ordered, where there are several ways. */
const orderOf = (ask: SheetAsk): string =>
  ask.sheet === 'timeline' ? `by ${ask.stack}` : ask.sheet === 'cocited' ? `by ${ask.order}` : '';

/** Its keys: the one for the next order says which that is. */
export function keysOf({ ask, data }: SheetLayer): Hints {
  const next = isReady(data) ? reordered(ask, data) : null;
  return {
    ...(next !== null && { reorder: orderOf(next) }),
    ...(ask.sheet === 'timeline' && { columnRight: 'later', columnLeft: 'earlier' }),
    ...(ask.sheet === 'compare' && ask.others.length === 1 && { openCompared: 'with a third' }),
  };
}

/** Where the cursor is among what is listed, or else among all lines; nothing on a line beside the list. */
function placeOf({ stops, listed }: Layout, at: number): string {
  const among = listed ?? stops;
  const place = among.findIndex((stop) => stop === stops[at]);
  return place < 0 ? '' : ` · ${countWords(place + 1)}/${countWords(among.length)}`;
}

/** Its name, how what it lists is ordered, and where the cursor is. */
function titleOf({ ask, at }: SheetLayer, layout: Layout | null): string {
  const isEmpty = layout !== null && (layout.listed ?? layout.stops).length === 0;
  const how = isEmpty || orderOf(ask) === '' ? '' : ` ${orderOf(ask)}`;
  const place = layout === null ? '' : placeOf(layout, at);
  return `${sheetName(ask)}${how}${place}`;
}

/** The line with what the cursor can be put on by a press: a whole line, or the cells of one of several side by side. */
function pressable(line: Line, seen: readonly [number, Stop][], column: number, row: number): Line {
  const own = seen.filter(([, stop]) => stop.column === column && row >= stop.from && row < stop.to);
  return own.reduce((whole: Line, [item, { across }]) => {
    const target = { does: { on: 'item', item } } as const;
    if (across === null) return aimed(whole, target);
    const [from, to] = [GUTTER + across.x, GUTTER + across.x + across.cells];
    return [
      ...cutLine(whole, 0, from),
      ...aimed(cutLine(whole, from, to), target),
      ...cutLine(whole, to, lineWidth(whole)),
    ];
  }, line);
}

/** Cells before each line, where the mark of the cursor stands. */
const GUTTER = 2;

/** Whether the cursor is good for anything: not where all there is stands on the screen, and nothing of it opens or tells more. */
const hasChoice = ({ stops }: Layout, isWhole: boolean): boolean =>
  !isWhole || stops.some(({ door, work, across }) => door !== undefined || work !== undefined || across !== null);

/** @param at the stop under the cursor, if that is shown */
function bodyLine(
  at: number | null,
  layout: Layout,
  seen: readonly [number, Stop][],
  row: number,
  columns: number,
  theme: Theme,
): Line {
  const stop = at === null ? undefined : layout.stops[at];
  const [left, right] = layout.columns.map(({ lines, cells }, column): Line => {
    const isHere = stop?.column === column;
    const told = isHere && stop.tells !== undefined ? stop.tells.lines[row - stop.tells.at] : undefined;
    const line = fitLine(told ?? lines[row] ?? [], cells - 3);
    const isUnder = isHere && row >= stop.from && row < stop.to;
    const aim = (drawn: Line): Line => pressable(drawn, seen, column, row);
    if (!isUnder) return aim([{ text: ' '.repeat(GUTTER) }, ...line, { text: ' ' }]);
    // A bar has the mark beside its number: before the line it would point at another.
    const isUpright = stop.across !== null && stop.to - stop.from > 1;
    const style = stop.door !== undefined || stop.work !== undefined ? 'cursor' : 'cursorIdle';
    return aim([
      { text: row === stop.from && !isUpright ? theme.glyphs.cursor : ' ', style: 'accent' },
      { text: ' ' },
      ...(stop.across === null
        ? line.flatMap((span) => underCursor(span, style))
        : partUnderCursor(line, stop.across, style, theme.glyphs)),
      { text: ' ' },
    ]);
  });
  if (right === undefined) return fitLine(left!, columns);
  return [...left!, { text: theme.glyphs.vertical, style: 'border' }, ...right];
}
