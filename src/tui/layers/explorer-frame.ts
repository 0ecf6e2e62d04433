/** The drawing of the explorer: head, facets, list and details side by side where there is room. */
import { showId } from '../../hub/ids/identifier.js';
import { countWords, tierOf } from '../../hub/share.js';
import { highlightTerms } from '../../library/derived/tokens.js';
import { ALL_WORKS, type HubHead, isOnlyId } from '../../library/model.js';
import { printQuery } from '../../query/print.js';
import { fit } from '../../text/fit.js';
import { fitLine, type Line, lineWidth, type Span } from '../../text/spans.js';
import { styleUnderCursor, type Theme } from '../../text/theme.js';
import { displayText } from '../../text/width.js';
import { keyFor } from '../keymap.js';
import { facetPane } from '../panes/facets.js';
import { type ListLook, listColumns, listHeader, listRow } from '../panes/list.js';
import { progressLine } from '../panes/progress.js';
import { crumbs, isWalked } from '../state/crumbs.js';
import { type ExplorerLayer, facetLines, paperUnderCursor, rangeOf } from '../state/explorer.js';
import { type ExplorerGeometry, explorerGeometry } from '../state/geometry.js';
import { paneOf, paperLines } from '../state/panes.js';
import { countSelected, isSelected } from '../state/selection.js';
import { viewLine } from '../typed-line.js';
import { counted, type Frame, footer, rule, spread } from './frame.js';
import type { Drawing } from './layer.js';
import type { PromptLayer } from './prompt.js';

/** The explorer's screen; `prompt` is what is being typed over its query line. */
export function explorerFrame(explorer: ExplorerLayer, prompt: PromptLayer | null, drawing: Drawing): Frame {
  const { state } = drawing;
  const { columns, rows } = state;
  const geometry = explorerGeometry(columns, rows);
  const head = headLines(explorer, prompt, drawing, geometry);
  const panes = explorer.zoomed
    ? zoomedPane(explorer, geometry, drawing)
    : geometry.split
      ? splitPanes(explorer, geometry, drawing, prompt === null)
      : narrowPanes(explorer, geometry, drawing, prompt === null);
  const error = prompt?.error ?? null;
  const last =
    error === null
      ? footer(state, prompt === null ? paneOf(explorer) : 'prompt')
      : fitLine([{ text: ` ${error.message}`, style: 'error' }], columns);
  return { lines: [...head.lines, ...panes, last], cursor: head.cursor };
}

function headLines(
  explorer: ExplorerLayer,
  prompt: PromptLayer | null,
  { state, services, theme }: Drawing,
  geometry: ExplorerGeometry,
): Frame {
  const { columns } = state;
  const { head } = explorer;
  const tier: Line =
    head.work === ALL_WORKS
      ? []
      : head.tier === undefined && head.class === undefined
        ? [{ text: tierOf(head.citing, head.external) ?? '', style: 'muted' }]
        : [
            {
              text: displayText(
                [head.tier, head.class].filter((part) => part !== undefined).join(` ${theme.glyphs.bullet} `),
              ),
              style: 'accent',
            },
          ];
  const lines: Line[] = [
    spread([{ text: ` ${displayText(titleOf(head))}`, style: 'title' }], [...tier, { text: ' ' }], columns),
  ];
  if (geometry.head === 3) {
    const left: Line = isWalked(state)
      ? crumbs(state, explorer, columns, theme)
      : [{ text: ` ${displayText(head.sentence ?? byline(head))}`, style: 'muted' }];
    const review = services.decisions.review();
    const progress = services.decisions.progress(explorer.hub);
    const right = progressLine(head, review, progress, explorer.view.total, columns - SHORTEST_LEFT, theme);
    lines.push(spread(left, [...right, { text: ' ' }], columns));
  }
  const y = lines.length;
  const { line, x } = queryLine(explorer, prompt, columns, theme);
  lines.push(line);
  return { lines, cursor: x === null ? null : { x, y } };
}

/** Cells that are left to who wrote the hub, or to the way one came. */
const SHORTEST_LEFT = 14;

/** The hub's title, or its id and the key that fetches one. */
function titleOf(head: HubHead): string {
  return isOnlyId(head) ? `${showId(head.id)}: no title yet; ${keyFor('fetch', 'list')} fetches it` : head.title;
}

function byline(head: HubHead): string {
  const [first, ...more] = head.authors;
  if (first === undefined) return head.date;
  return `${first}${more.length > 0 ? ` and ${more.length} more` : ''}${head.date === '' ? '' : `, ${head.date.slice(0, 4)}`}`;
}

/** The line that is the view: the query as it can be typed, or the one being typed, and how many papers match it. */
function queryLine(
  explorer: ExplorerLayer,
  prompt: PromptLayer | null,
  columns: number,
  theme: Theme,
): { line: Line; x: number | null } {
  const { view, head } = explorer;
  const marked = countSelected(explorer.selection);
  const right: Span[] = [];
  if (marked > 0) right.push({ text: `${theme.glyphs.selected} ${countWords(marked)} selected  `, style: 'selected' });
  if (view.fuzzy && view.total > 0) right.push({ text: 'similar words  ', style: 'warning' });
  if (view.total === 0) right.push({ text: `no match: ${keyFor('escape', 'list')} to go back `, style: 'warning' });
  else right.push({ text: `${countWords(view.total)} of ${countWords(head.citing)} `, style: 'accent' });
  const sign = prompt?.mode === 'search' ? ' / ' : ' : ';
  if (prompt !== null) {
    const room = Math.max(8, columns - 4 - lineWidth(right));
    const { text, cursor } = viewLine(prompt.input, room);
    const typed: Span[] = [{ text: sign, style: 'key' }, { text: fit(text, room) }, { text: ' ' }];
    return { line: fitLine([...typed, ...right], columns), x: 3 + cursor };
  }
  const line = printQuery(explorer.query);
  const left: Line =
    line === ''
      ? [{ text: head.work === ALL_WORKS ? ' all works' : ' all citing papers', style: 'muted' }]
      : [
          { text: sign, style: 'muted' },
          { text: displayText(line), style: 'accent' },
        ];
  return { line: spread(left, right, columns), x: null };
}

function listPane(
  explorer: ExplorerLayer,
  cells: number,
  geometry: ExplorerGeometry,
  { state, services, theme }: Drawing,
  focused: boolean,
): Line[] {
  const { view, scroll, selection, query, hub } = explorer;
  if (view.total === 0) {
    const empty: Line[] = [
      [],
      fitLine([{ text: '  No paper matches this query.' }], cells),
      fitLine(
        [
          {
            text: `  ${keyFor('escape', 'list')} undoes the last step; ${keyFor('clear', 'list')} clears all filters.`,
            style: 'muted',
          },
        ],
        cells,
      ),
    ];
    return padded(empty, cells, geometry.body);
  }
  const terms = highlightTerms(query);
  const works = view.works(scroll.top, geometry.page);
  const rows = services.rows(hub, works);
  const decided = new Map(services.decisions.decided(hub, works).map((one, at) => [works[at]!, one]));
  const { begun } = services.decisions.progress(hub);
  const look: ListLook = { hub: explorer.head, begun, hidden: state.hidden, cells, theme };
  const placed = listColumns(view, look);
  const range = explorer.rangeFrom === null ? null : rangeOf(explorer);
  const lines = rows.map((row, at): Line => {
    const position = scroll.top + at;
    const cursor = position === scroll.cursor;
    const marks = {
      selected: isSelected(selection, row.work),
      ranged: range !== null && position >= range.from && position < range.from + range.count,
      cursor,
      decided: decided.get(row.work)!,
    };
    const line = listRow(row, marks, terms, view, placed, look);
    return cursor ? underCursor(line, focused) : line;
  });
  return padded([listHeader(view, placed, look), ...lines], cells, geometry.body);
}

/** The row under the cursor stands out as a whole; its columns keep their letters and the words searched for their marks. */
function underCursor(line: Line, focused: boolean): Line {
  return line.map(({ text, style }) => ({ text, style: styleUnderCursor(style, focused ? 'cursor' : 'cursorIdle') }));
}

function padded(lines: Line[], cells: number, height: number): Line[] {
  const blank = fitLine([], cells);
  const filled = lines.slice(0, height).map((line) => fitLine(line, cells));
  while (filled.length < height) filled.push(blank);
  return filled;
}

function detailPane(
  explorer: ExplorerLayer,
  cells: number,
  geometry: ExplorerGeometry,
  { state, services, theme }: Drawing,
): { lines: Line[]; more: string } {
  const paper = paperUnderCursor(explorer);
  if (paper === undefined) return { lines: padded([], cells, geometry.body), more: '' };
  const all = paperLines(explorer, paper, services, state.hidden, cells, theme);
  const top = Math.max(0, Math.min(explorer.detailTop, all.length - geometry.body));
  const hidden = all.length - geometry.body;
  const more = hidden <= 0 ? '' : top >= hidden ? 'end' : counted(all.length - geometry.body - top, 'more line');
  return { lines: padded(all.slice(top, top + geometry.body), cells, geometry.body), more };
}

/** What the list holds and in which order. */
function listName(explorer: ExplorerLayer, { glyphs }: Theme): string {
  const { key, descending } = explorer.view.order;
  return `${explorer.hub === ALL_WORKS ? 'Works' : 'Citing papers'} by ${key} ${descending ? glyphs.down : glyphs.up}`;
}

/** The page; where the head has no line for it, also how many papers are left to be screened. */
function pageText(
  { hub, view, scroll }: ExplorerLayer,
  { page, head }: ExplorerGeometry,
  { services }: Drawing,
): string {
  const { begun, unscreened, later } = services.decisions.progress(hub);
  const left = head < 3 && begun ? [`${countWords(unscreened + later)} left`] : [];
  if (view.total === 0) return left.join('');
  const at = `page ${countWords(Math.floor(scroll.cursor / page) + 1)} of ${countWords(Math.ceil(view.total / page))}`;
  return [at, ...left].join(', ');
}

function splitPanes(explorer: ExplorerLayer, geometry: ExplorerGeometry, drawing: Drawing, keys: boolean): Line[] {
  const { theme } = drawing;
  const { glyphs } = theme;
  const { facets, list, details } = geometry;
  const focus = keys ? explorer.focus : 'list';
  const left = padded(facetPane(explorer, facets, geometry.body, focus === 'facets', theme), facets, geometry.body);
  const middle = listPane(explorer, list, geometry, drawing, focus === 'list');
  const right = detailPane(explorer, details, geometry, drawing);
  const wall: Span = { text: glyphs.vertical, style: 'border' };
  const joint = (text: string): Span => ({ text, style: 'border' });
  const top: Line = [
    ...rule('Filters', facets, focus === 'facets', theme),
    joint(glyphs.teeDown),
    ...rule(listName(explorer, theme), list, focus === 'list', theme),
    joint(glyphs.teeDown),
    ...rule('Details', details, focus === 'details', theme),
  ];
  const below = facetLines(explorer.view.facets).length - explorer.facet.top - geometry.body;
  const bottom: Line = [
    ...rule(below > 0 ? counted(below, 'more line') : '', facets, false, theme),
    joint(glyphs.teeUp),
    ...rule(pageText(explorer, geometry, drawing), list, false, theme),
    joint(glyphs.teeUp),
    ...rule(right.more, details, false, theme),
  ];
  const body = middle.map((line, at): Line => [...left[at]!, wall, ...line, wall, ...right.lines[at]!]);
  return [top, ...body, bottom];
}

function narrowPanes(explorer: ExplorerLayer, geometry: ExplorerGeometry, drawing: Drawing, keys: boolean): Line[] {
  const { theme } = drawing;
  const { columns } = drawing.state;
  const over = explorer.facetsOpen;
  // The facets come beside the list where both can be read, else in its place.
  const facets = !over ? 0 : columns >= 72 ? geometry.facets : columns;
  const list = columns - facets - 1;
  if (facets === columns) {
    const only = padded(facetPane(explorer, columns, geometry.body, true, theme), columns, geometry.body);
    return [rule('Filters', columns, true, theme), ...only, rule('', columns, false, theme)];
  }
  if (!over) {
    return [
      rule(listName(explorer, theme), columns, keys, theme),
      ...listPane(explorer, columns, geometry, drawing, keys),
      rule(pageText(explorer, geometry, drawing), columns, false, theme),
    ];
  }
  const left = padded(facetPane(explorer, facets, geometry.body, true, theme), facets, geometry.body);
  const right = listPane(explorer, list, geometry, drawing, false);
  const joint = (text: string): Span => ({ text, style: 'border' });
  const top: Line = [
    ...rule('Filters', facets, true, theme),
    joint(theme.glyphs.teeDown),
    ...rule(listName(explorer, theme), list, false, theme),
  ];
  const bottom: Line = [
    ...rule('', facets, false, theme),
    joint(theme.glyphs.teeUp),
    ...rule(pageText(explorer, geometry, drawing), list, false, theme),
  ];
  return [top, ...left.map((line, at): Line => [...line, joint(theme.glyphs.vertical), ...right[at]!]), bottom];
}

function zoomedPane(explorer: ExplorerLayer, geometry: ExplorerGeometry, drawing: Drawing): Line[] {
  const { theme } = drawing;
  const { columns } = drawing.state;
  const { lines, more } = detailPane(explorer, columns, geometry, drawing);
  const { view, scroll } = explorer;
  const place = view.total === 0 ? '' : `paper ${countWords(scroll.cursor + 1)} of ${countWords(view.total)}`;
  return [
    rule(`Details ${theme.glyphs.bullet} ${place}`, columns, true, theme),
    ...lines,
    rule(more, columns, false, theme),
  ];
}
