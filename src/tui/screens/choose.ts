/** The list of hubs in the library, and the choice among several papers that answer to what was asked for. */
import { showId } from '../../hub/identifier.js';
import { countWords, tierOf } from '../../hub/share.js';
import type { HubLine, WorkLine } from '../../library/model.js';
import { type Column, layout } from '../../text/columns.js';
import { fit } from '../../text/fit.js';
import { fitLine, type Line, type Span } from '../../text/spans.js';
import type { StyleName, Theme } from '../../text/theme.js';
import { displayText } from '../../text/width.js';
import { viewPrompt } from '../prompt.js';
import type { AppState, HubsLayer, PickLayer, Scroll } from '../state/layers.js';
import { choosePage } from '../state/moves.js';
import { type Frame, footer, rule, spread } from './frame.js';

type HubColumn = 'mark' | 'title' | 'tier' | 'citing' | 'classified' | 'imported' | 'ref';

const HUB_COLUMNS: readonly (Column<HubColumn> & { name: string; align?: 'right' })[] = [
  { id: 'mark', name: '', min: 1, want: 1, priority: 10 },
  { id: 'title', name: 'Hub', min: 24, want: 40, grow: 1, priority: 9 },
  { id: 'ref', name: 'Id', min: 20, want: 22, priority: 7 },
  { id: 'tier', name: 'Tier', min: 9, want: 9, priority: 5 },
  { id: 'citing', name: 'Citing papers', min: 14, want: 14, priority: 8, align: 'right' },
  { id: 'classified', name: 'Classified', min: 10, want: 10, priority: 6, align: 'right' },
  { id: 'imported', name: 'Imported', min: 10, want: 10, priority: 4 },
];

function hubCell(id: HubColumn, hub: HubLine): { text: string; style?: StyleName } {
  switch (id) {
    case 'mark':
      return { text: '' };
    case 'title':
      return { text: displayText(hub.title) };
    case 'ref':
      return { text: displayText(showId(hub.ref)), style: 'muted' };
    case 'tier':
      // A tier no source printed is worked out, and dim.
      return hub.tier === undefined
        ? { text: tierOf(hub.citing) ?? '', style: 'muted' }
        : { text: displayText(hub.tier), style: 'accent' };
    case 'citing':
      return {
        text:
          hub.total === undefined ? countWords(hub.citing) : `${countWords(hub.citing)} of ${countWords(hub.total)}`,
      };
    case 'classified':
      return hub.classified === 0 ? { text: 'none', style: 'muted' } : { text: countWords(hub.classified) };
    case 'imported':
      return { text: hub.importedAt.slice(0, 10), style: 'muted' };
  }
}

export function hubsFrame(state: AppState, layer: HubsLayer, theme: Theme): Frame {
  const { columns } = state;
  const placed = layout(HUB_COLUMNS, columns - 2, 2);
  const columnOf = (id: HubColumn): (typeof HUB_COLUMNS)[number] => HUB_COLUMNS.find((column) => column.id === id)!;
  const names = placed.flatMap(({ id, width }, at): Span[] => [
    { text: at === 0 ? ' ' : '  ' },
    { text: fit(columnOf(id).name, width, columnOf(id).align), style: 'muted' },
  ]);
  const items = layer.shown.map((hub) => (under: boolean): Line => {
    const cells = placed.flatMap(({ id, width }, at): Span[] => {
      const { text, style } =
        id === 'mark' ? { text: under ? theme.glyphs.cursor : '', style: 'accent' as const } : hubCell(id, hub);
      return [{ text: at === 0 ? ' ' : '  ' }, { text: fit(text, width, columnOf(id).align), style }];
    });
    return cells;
  });
  const typing = layer.typing || layer.filter.text !== '';
  const { text, cursor } = viewPrompt(layer.filter, Math.max(8, columns - 40));
  const others = layer.all.length - layer.shown.length;
  const count = typing
    ? `${countWords(layer.shown.length)} of ${countWords(layer.all.length)}`
    : `${countWords(layer.shown.length)} hubs${others > 0 ? `, ${countWords(others)} more papers with citers` : ''}`;
  const second: Line = typing
    ? spread([{ text: ' / ', style: 'key' }, { text }], [{ text: `${count} `, style: 'accent' }], columns)
    : spread(
        [{ text: ' type to narrow by title, author or id', style: 'muted' }],
        [{ text: `${count} `, style: 'accent' }],
        columns,
      );
  const empty =
    layer.all.length === 0
      ? 'This library holds no hub yet: leave with q and run pith-tui import.'
      : 'No hub matches: Esc clears what was typed.';
  return chooseFrame(
    state,
    'hubs',
    'Hubs in this library',
    second,
    names,
    items,
    layer.scroll,
    empty,
    typing ? { x: 3 + cursor, y: 1 } : null,
    theme,
  );
}

export function pickFrame(state: AppState, layer: PickLayer, theme: Theme): Frame {
  const items = layer.works.map(
    (work) =>
      (under: boolean): Line =>
        pickLine(work, under, theme),
  );
  const second: Line = fitLine([{ text: ' Several papers answer to that: which one?', style: 'muted' }], state.columns);
  return chooseFrame(state, 'pick', 'Choose a paper', second, [], items, layer.scroll, '', null, theme);
}

function pickLine(work: WorkLine, under: boolean, theme: Theme): Line {
  const by = [work.authors[0], work.date.slice(0, 4)].filter((part) => part !== undefined && part !== '').join(', ');
  return [
    { text: under ? ` ${theme.glyphs.cursor} ` : '   ', style: 'accent' },
    { text: displayText(work.title) },
    { text: `  ${displayText(by)}  ${displayText(showId(work.ref))}`, style: 'muted' },
  ];
}

function chooseFrame(
  state: AppState,
  context: 'hubs' | 'pick',
  title: string,
  second: Line,
  names: Line,
  items: readonly ((under: boolean) => Line)[],
  scroll: Scroll,
  empty: string,
  cursor: Frame['cursor'],
  theme: Theme,
): Frame {
  const { columns, rows } = state;
  const page = choosePage(rows);
  const lines: Line[] = [
    spread([{ text: ` ${title}`, style: 'title' }], [{ text: 'pith-tui ', style: 'muted' }], columns),
    fitLine(second, columns),
    rule('', columns, false, theme),
    fitLine(names, columns),
  ];
  for (let at = scroll.top; at < scroll.top + page; at++) {
    const item = items[at];
    if (item !== undefined) {
      const under = at === scroll.cursor;
      const line = fitLine(item(under), columns);
      lines.push(under ? line.map((span) => ({ text: span.text, style: 'cursor' as const })) : line);
    } else lines.push(fitLine(at === 0 ? [{ text: ` ${empty}`, style: 'warning' }] : [], columns));
  }
  lines.push(rule('', columns, false, theme), footer(state, context));
  return { lines, cursor };
}
