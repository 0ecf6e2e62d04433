/** The drawing of the explorer: head, facets, list and details side by side where there is room. */
import { baseWords, counted, countWords, tierOf } from '../../hub/share.js';
import { ALL_WORKS, type HubHead, isOnlyId, takenWords, type View } from '../../library/model.js';
import { freeText } from '../../query/edit.js';
import { printQuery } from '../../query/print.js';
import { truncate, wrap } from '../../text/fit.js';
import { fitLine, type Line, lineWidth, linked, type Span } from '../../text/spans.js';
import type { Theme } from '../../text/theme.js';
import { displayText, width } from '../../text/width.js';
import { type Hidden, hiddenWords } from '../blind.js';
import { keyFor } from '../keymap.js';
import { aimed } from '../mouse/target.js';
import { facetPane } from '../panes/facets.js';
import { type ListLook, listColumns, listHeader } from '../panes/list.js';
import { rowDrawing } from '../panes/list-rows.js';
import { previewLines } from '../panes/preview.js';
import { leftWords, progressLine } from '../panes/progress.js';
import { facetStrip } from '../panes/strip.js';
import { addressOf, bylineIn, bylines, titleWords } from '../panes/title.js';
import { geometryOf } from '../state/app-state.js';
import { crumbs, isWalked } from '../state/crumbs.js';
import {
  type ExplorerLayer,
  facetLines,
  markedTerms,
  type Pane,
  paperUnderCursor,
  rangeOf,
} from '../state/explorer.js';
import type { ExplorerGeometry } from '../state/geometry.js';
import { paneOf, paperLines } from '../state/panes.js';
import { countSelected, isSelected } from '../state/selection.js';
import { viewLine } from '../typed-line.js';
import { type Frame, footer, type Hints, rule, ruleWith, saidWhole, spread } from './frame.js';
import type { Drawing } from './layer.js';
import type { PromptLayer } from './prompt.js';

/** The explorer's screen; `prompt` is what is being typed over its query line. */
export function explorerFrame(explorer: ExplorerLayer, prompt: PromptLayer | null, drawing: Drawing): Frame {
  const { state } = drawing;
  const { columns } = state;
  const geometry = geometryOf(state);
  const head = headLines(explorer, prompt, drawing, geometry);
  const body = explorer.zoomed
    ? zoomedPane(explorer, geometry, drawing)
    : panes(explorer, geometry, drawing, prompt === null);
  const error = prompt?.error ?? null;
  const own: Hints = explorer.zoomed ? { zoom: 'list' } : {};
  const keys = footer(state, prompt === null ? paneOf(explorer) : 'prompt', own);
  const lines = [...head.lines, ...body];
  return { lines: [...(error === null ? lines : withError(lines, error, columns)), keys], cursor: head.cursor };
}

/** What is wrong with a line that is typed, and at which of its columns, in the place of the last lines above the keys. */
function withError(lines: readonly Line[], error: NonNullable<PromptLayer['error']>, columns: number): readonly Line[] {
  const said: Line = [{ text: error.message, style: 'error' }];
  const where: Line = [{ text: ` column ${error.column} `, style: 'error' }];
  const beside = lineWidth([...said, ...where]) + 2 <= columns;
  const whole = [...lines.slice(0, -1), spread([{ text: ' ' }, ...said], where, columns)];
  return beside ? whole : saidWhole(lines, [...said, ...where], columns);
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
    spread(
      [
        { text: ' ' },
        ...linked(
          [{ text: displayText(titleOf(head, state.hidden)), style: 'title' }],
          addressOf(head.id, state.hidden),
        ),
      ],
      [...tier, { text: ' ' }],
      columns,
    ),
  ];
  if (geometry.head === 3) {
    const forms = bylines(head, state.hidden);
    const review = services.decisions.review();
    const progress = services.decisions.progress(explorer.hub);
    const isOnTheWay = isWalked(state);
    const short = isOnTheWay ? Math.floor(columns * WAY) : Math.min(LONGEST_SHORT, width(forms.at(-1)!));
    const rest = (left: number): number => columns - left - BESIDE;
    const { view } = explorer;
    const matching = { papers: view.total, left: () => view.left() };
    const right = progressLine(head, review, progress, matching, rest(short), rest(width(forms[0]!)), theme);
    const cells = rest(lineWidth(right));
    // Stops leave the short forms room only: with the long one others would be counted in two ways on one line.
    const left: Line = isOnTheWay
      ? crumbs(state, explorer, cells + 1, theme, forms.length > 1 ? forms.slice(1) : forms)
      : [{ text: ` ${bylineWith(head.sentence, forms, cells, theme)}`, style: 'muted' }];
    lines.push(spread(left, [{ text: ' ' }, ...right, { text: ' ' }], columns));
  }
  const y = lines.length;
  const { line, x } = queryLine(explorer, prompt, columns, theme);
  lines.push(line);
  return { lines, cursor: x === null ? null : { x, y } };
}

/** Who wrote the hub and when, and behind it what is printed of it: whole, or as much as says something. */
function bylineWith(sentence: string | undefined, forms: readonly string[], cells: number, { glyphs }: Theme): string {
  const said = displayText(sentence ?? '');
  if (forms[0] === '') return truncate(said, cells);
  const heads = said === '' ? [] : forms.map((form) => `${form} ${glyphs.bullet} `);
  const fitting = (least: number): string | undefined => heads.find((head) => width(head) + least <= cells);
  const head = fitting(width(said)) ?? fitting(LEAST_SAID);
  return head === undefined ? bylineIn(forms, cells) : `${head}${truncate(said, cells - width(head))}`;
}

/** Cells in which less than this of a sentence says nothing. */
const LEAST_SAID = 20;

/** Blanks before who wrote the hub, between that and what adds up, and after it. */
const BESIDE = 4;
/** The share of the line that is kept to the way here. */
const WAY = 0.4;
/** Cells that are kept to the shortest form of who wrote the hub, where names are long. */
const LONGEST_SHORT = 24;

/** The hub's title, or its id and the key that fetches one. */
function titleOf(head: HubHead, hidden: Hidden): string {
  const title = titleWords(head, hidden);
  return isOnlyId(head) ? `${title}: no title yet; ${keyFor('fetch', 'list')} fetches it` : title;
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
  if (view.fuzzy && view.total > 0)
    right.push({ text: `${forgivenWords(view, Math.floor(columns / 2))}  `, style: 'warning' });
  if (view.total === 0 && view.papers > 0)
    right.push({ text: `no match: ${keyFor('escape', 'list')} to go back `, style: 'warning' });
  else right.push({ text: `${countWords(view.total)} of ${countWords(head.citing)} `, style: 'accent' });
  const sign = prompt?.mode === 'search' ? ' / ' : ' : ';
  if (prompt !== null) {
    const room = Math.max(8, columns - 4 - lineWidth(right));
    const { text, cursor } = viewLine(prompt.input, room);
    const typed: Span[] = [
      { text: sign, style: 'key' },
      { text, style: prompt.input.isSelected ? 'cursor' : undefined },
      { text: ' '.repeat(room - width(text) + 1) },
    ];
    return { line: fitLine([...typed, ...right], columns), x: 3 + cursor };
  }
  const asked = printQuery(explorer.query);
  const left: Line =
    asked === ''
      ? [{ text: head.work === ALL_WORKS ? ' all works' : ' all citing papers', style: 'muted' }]
      : [
          { text: sign, style: 'muted' },
          { text: displayText(asked), style: 'accent' },
        ];
  const line = spread(left, right, columns);
  return { line: aimed(line, { does: { on: 'action', action: 'editQuery' } }), x: null };
}

/** What mistyped words were taken for, in so many cells, else that they were; and how they are had as typed, where there is room for it. */
function forgivenWords(view: View, cells: number): string {
  const taken = takenWords(view.forgiven());
  const texts = (taken === '' ? ['similar words'] : [taken, 'similar words']).flatMap((text) => [
    `${text} (in quotes: as typed)`,
    text,
  ]);
  return texts.find((text) => width(text) <= cells) ?? 'similar words';
}

/** Where there is no paper to be asked for. */
const noCiter = ({ hub }: ExplorerLayer): Line[] => [
  [],
  [{ text: hub === ALL_WORKS ? '  This library holds no paper.' : '  No paper of this library cites it.' }],
  ...(hub === ALL_WORKS
    ? []
    : [
        [
          {
            text: `  ${keyFor('overview', 'list')} shows what is known of it; ${keyFor('fetch', 'list')} asks the services who does.`,
            style: 'muted' as const,
          },
        ],
      ]),
];

/** Where no paper matches: that it is so, how much is known of what is asked, where words were not searched, and what to do. */
function noPaper({ hub, query, view }: ExplorerLayer, hidden: Hidden, cells: number): Line[] {
  const papers = hub === ALL_WORKS ? 'papers' : 'citing papers';
  const said = (text: string, style?: 'muted'): Line[] =>
    wrap(text, Math.max(1, cells - 4)).map((part) => [{ text: `  ${part}`, ...(style && { style }) }]);
  return [
    [],
    ...said('No paper matches this query.'),
    ...view.bases().flatMap((base) => said(`${baseWords(`${base.what} known`, base, papers)}.`)),
    ...(freeText(query) !== '' && hidden.includes('authors')
      ? said(`Words are not searched among the names of authors. ${hiddenWords('authors')}`)
      : []),
    ...said(
      `${keyFor('escape', 'list')} undoes the last step; ${keyFor('clear', 'list')} clears all filters.`,
      'muted',
    ),
  ];
}

function listPane(
  explorer: ExplorerLayer,
  cells: number,
  geometry: ExplorerGeometry,
  { state, services, theme }: Drawing,
  focused: boolean,
): Line[] {
  const { view, scroll, selection, hub } = explorer;
  if (view.total === 0)
    return padded(view.papers === 0 ? noCiter(explorer) : noPaper(explorer, state.hidden, cells), cells, geometry.body);
  const works = view.works(scroll.top, geometry.page);
  const rows = services.rows(hub, works);
  const decided = new Map(services.decisions.decided(hub, works).map((one, at) => [works[at]!, one]));
  const { begun } = services.decisions.progress(hub);
  const look: ListLook = { hub: explorer.head, begun, hidden: state.hidden, cells, theme };
  const placed = listColumns(view, look);
  const range = explorer.rangeFrom === null ? null : rangeOf(explorer);
  const draws = rowDrawing(view, placed, look, focused);
  const lines = rows.map((row, at): Line => {
    const position = scroll.top + at;
    const marks = {
      selected: isSelected(selection, row.work),
      ranged: range !== null && position >= range.from && position < range.from + range.count,
      cursor: position === scroll.cursor,
      decided: decided.get(row.work)!,
    };
    return draws(row, marks, markedTerms(explorer, row.work), position);
  });
  return padded([listHeader(view, placed, look), ...lines], cells, geometry.body);
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
  height: number,
  { state, services, theme }: Drawing,
): { lines: Line[]; more: string } {
  const paper = paperUnderCursor(explorer);
  if (paper === undefined) return { lines: padded([], cells, height), more: '' };
  const all = paperLines(explorer, paper, services, state.hidden, cells, theme);
  const hidden = all.length - height;
  const top = Math.max(0, Math.min(explorer.detailTop, hidden));
  const more = hidden <= 0 ? '' : top >= hidden ? 'end' : counted(hidden - top, 'more line');
  return { lines: padded(all.slice(top, top + height), cells, height), more };
}

/** What the list holds and in which order. */
function listName(explorer: ExplorerLayer, { glyphs }: Theme): string {
  const { key, descending } = explorer.view.order;
  return `${explorer.hub === ALL_WORKS ? 'Works' : 'Citing papers'} by ${key} ${descending ? glyphs.down : glyphs.up}`;
}

/** The page; where the head has no line for it, also how many papers are left to be screened. */
function pageText(
  { hub, head: { citing }, view, scroll }: ExplorerLayer,
  { page, head }: ExplorerGeometry,
  { services }: Drawing,
): string {
  const { begun, unscreened, later } = services.decisions.progress(hub);
  const all = unscreened + later;
  const words = view.total === citing ? `${countWords(all)} left` : leftWords(view.left(), all, 'marks');
  const left = head < 3 && begun ? [words] : [];
  if (view.total === 0) return left.join('');
  const at = `page ${countWords(Math.floor(scroll.cursor / page) + 1)} of ${countWords(Math.ceil(view.total / page))}`;
  return [at, ...left].join(', ');
}

/** A pane between its two rules. */
interface Box {
  pane: Pane;
  top: Line;
  lines: readonly Line[];
  bottom: Line;
}

/** Panes side by side, with walls between. */
function beside(panes: readonly Box[], { glyphs }: Theme): Line[] {
  const boxes = panes.map(({ pane, top, lines, bottom }) => ({
    top: aimed(top, { pane }),
    lines: lines.map((line) => aimed(line, { pane })),
    bottom: aimed(bottom, { pane }),
  }));
  const joined = (lines: readonly Line[], joint: string): Line =>
    lines.flatMap((line, at): Line => (at === 0 ? line : [{ text: joint, style: 'border' }, ...line]));
  return [
    joined(
      boxes.map(({ top }) => top),
      glyphs.teeDown,
    ),
    ...boxes[0]!.lines.map((_, at) =>
      joined(
        boxes.map(({ lines }) => lines[at]!),
        glyphs.vertical,
      ),
    ),
    joined(
      boxes.map(({ bottom }) => bottom),
      glyphs.teeUp,
    ),
  ];
}

function panes(explorer: ExplorerLayer, geometry: ExplorerGeometry, drawing: Drawing, keys: boolean): Line[] {
  const { theme } = drawing;
  const focus = keys ? explorer.focus : 'list';
  const facets = facetBox(explorer, geometry, focus === 'facets', theme);
  if (geometry.facets === drawing.state.columns) return beside(facets, theme);
  const list = listBox(explorer, geometry, drawing, focus === 'list');
  if (!geometry.split) return [...beside([...facets, list], theme), ...previewBelow(explorer, geometry, drawing)];
  const { lines, more } = detailPane(explorer, geometry.details, geometry.body, drawing);
  const details: Box = {
    pane: 'details',
    top: rule('Details', geometry.details, focus === 'details', theme),
    lines,
    bottom: rule(more, geometry.details, false, theme),
  };
  return beside([...facets, list, details], theme);
}

/** The pane of facets; none where it is not on the screen. */
function facetBox(
  explorer: ExplorerLayer,
  { facets: cells, body }: ExplorerGeometry,
  focused: boolean,
  theme: Theme,
): Box[] {
  if (cells === 0) return [];
  const below = facetLines(explorer.view.facets).length - explorer.facet.top - body;
  return [
    {
      pane: 'facets',
      top: rule('Filters', cells, focused, theme),
      lines: padded(facetPane(explorer, cells, body, focused, theme), cells, body),
      bottom: rule(below > 0 ? counted(below, 'more line') : '', cells, false, theme),
    },
  ];
}

function listBox(explorer: ExplorerLayer, geometry: ExplorerGeometry, drawing: Drawing, focused: boolean): Box {
  const { theme } = drawing;
  const { list: cells, facets } = geometry;
  const { view, scroll } = explorer;
  const place = view.total === 0 ? '' : `${countWords(scroll.cursor + 1)}/${countWords(view.total)}`;
  const pages = pageText(explorer, geometry, drawing);
  const room = cells - width(pages) - 8;
  const strip = facets === 0 ? facetStrip(explorer, room, theme) : [];
  return {
    pane: 'list',
    top: rule(listName(explorer, theme), cells, focused, theme, place),
    lines: listPane(explorer, cells, geometry, drawing, focused),
    bottom: ruleWith(strip.length === 0 ? [] : [{ text: ' ' }, ...strip], pages, cells, theme),
  };
}

/** What is most worth knowing of the paper under the cursor, where its details have no room beside the list. */
function previewBelow(
  explorer: ExplorerLayer,
  { preview }: ExplorerGeometry,
  { state, services, theme }: Drawing,
): Line[] {
  if (preview === 0) return [];
  const paper = paperUnderCursor(explorer);
  const lines =
    paper === undefined
      ? []
      : previewLines(services.details(explorer.hub, paper), explorer.head, state.hidden, state.columns, theme);
  return padded(lines, state.columns, preview).map((line) => aimed(line, { pane: 'details' }));
}

function zoomedPane(explorer: ExplorerLayer, geometry: ExplorerGeometry, drawing: Drawing): Line[] {
  const { theme } = drawing;
  const { columns } = drawing.state;
  const { view, scroll } = explorer;
  if (view.total === 0)
    return [
      rule('Details', columns, true, theme),
      ...padded(noPaper(explorer, drawing.state.hidden, columns), columns, geometry.reading),
      rule('', columns, false, theme),
    ];
  const { lines, more } = detailPane(explorer, columns, geometry.reading, drawing);
  const place = `paper ${countWords(scroll.cursor + 1)} of ${countWords(view.total)}`;
  return [
    rule(`Details ${theme.glyphs.bullet} ${place}`, columns, true, theme),
    ...lines.map((line) => aimed(line, { pane: 'details' })),
    rule(more, columns, false, theme),
  ];
}
