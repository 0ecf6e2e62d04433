/** How the list of hubs is drawn: a line a hub, and below them all that there is to say of the one under the cursor. */
import { countWords, differentPapers, tierOf } from '../../../hub/share.js';
import { type HubLine, isOnlyId } from '../../../library/model.js';
import { type Column, layout } from '../../../text/columns.js';
import { wrapFacts } from '../../../text/facts.js';
import { fit, truncate } from '../../../text/fit.js';
import { fitLine, type Line, linked, type Span, wrapLine } from '../../../text/spans.js';
import type { StyleName, Theme } from '../../../text/theme.js';
import { displayText, width } from '../../../text/width.js';
import { HIDDEN, type Hidden, isIdHidden } from '../../blind.js';
import { keyFor } from '../../keymap.js';
import { addressOf, authorsTold, idWords, titleSpan, titleWords } from '../../panes/title.js';
import { type LeftOff, leftOff } from '../../resume/left-off.js';
import type { GoOn } from '../../resume/reopen.js';
import { typed } from '../../term/shell.js';
import { viewLine } from '../../typed-line.js';
import { type Frame, spread } from '../frame.js';
import type { Drawing } from '../layer.js';
import { chooserFrame } from './chooser.js';
import { goOnIn, type HubsLayer, hubUnder } from './hubs-layer.js';

/** A hub with what the reader did there. */
interface Entry {
  hub: HubLine;
  left: LeftOff | undefined;
  /** Papers decided on; null where that is not counted for a hub. */
  decided: number | null;
}

type HubColumn = 'mark' | 'title' | 'tier' | 'citing' | 'classified' | 'decided' | 'left' | 'imported' | 'ref';

/** No title takes more cells than this, and no more titles are looked at for how many they need. */
const LONGEST_TITLE = 100;
const TITLES_SEEN = 200;

interface NamedColumn extends Column<HubColumn> {
  name: string;
  align?: 'right';
  /** Only where this holds of any hub. */
  if?: (entry: Entry) => boolean;
}

const HUB_COLUMNS: readonly NamedColumn[] = [
  { id: 'mark', name: '', min: 1, want: 1, priority: 10 },
  { id: 'title', name: 'Hub', min: 24, want: 40, max: LONGEST_TITLE, grow: 3, priority: 9 },
  { id: 'citing', name: 'Citing papers', min: 14, want: 14, priority: 8, align: 'right' },
  {
    id: 'decided',
    name: 'Decided',
    min: 7,
    want: 7,
    priority: 6,
    align: 'right',
    if: ({ decided }) => decided !== 0 && decided !== null,
  },
  {
    id: 'left',
    name: 'Where you were',
    min: 14,
    want: 20,
    max: 48,
    grow: 2,
    priority: 7,
    if: ({ left }) => left !== undefined,
  },
  { id: 'classified', name: 'Classified', min: 10, want: 10, priority: 5, align: 'right' },
  { id: 'tier', name: 'Tier', min: 9, want: 9, priority: 4 },
  { id: 'ref', name: 'Id', min: 20, want: 22, priority: 2 },
  { id: 'imported', name: 'Imported', min: 10, want: 10, priority: 3 },
];

/** Room for the longest of these titles, before other columns where half of the screen is enough for it. */
function titleWishes(hubs: readonly HubLine[], columns: number): { min: number; want: number } {
  const longest = hubs.slice(0, TITLES_SEEN).reduce((most, { title }) => Math.max(most, width(displayText(title))), 0);
  return { min: Math.max(24, Math.min(longest, Math.floor(columns / 2))), want: Math.min(LONGEST_TITLE, longest) };
}

/** What counts the papers that cite a hub. */
const COUNTING: readonly HubColumn[] = ['tier', 'citing', 'classified'];

function hubCell(id: HubColumn, { hub, left, decided }: Entry, under: boolean, hidden: Hidden, theme: Theme): Span {
  if (COUNTING.includes(id) && hidden.includes('citations')) return { text: HIDDEN, style: 'muted' };
  switch (id) {
    case 'mark':
      return { text: under ? theme.glyphs.cursor : '', style: 'accent' };
    case 'title':
      return isOnlyId(hub)
        ? { text: `${titleWords(hub, hidden)} (no title yet)`, style: 'muted' }
        : titleSpan(hub, hidden);
    case 'ref':
      return { text: idWords(hub.id, hidden), style: 'muted', link: addressOf(hub.id, hidden) };
    case 'tier': {
      const { words, style } = tierWords(hub);
      return { text: words, style };
    }
    case 'citing':
      return { text: citingWords(hub) };
    case 'classified':
      // What was computed is no classification of anybody's: it stands apart.
      return {
        text: `${hub.classified === 0 ? 'none' : countWords(hub.classified)}${hub.computed === 0 ? '' : ` +${countWords(hub.computed)}`}`,
        ...(hub.classified === 0 && { style: 'muted' as const }),
      };
    case 'decided':
      return decided === null || decided === 0 ? { text: '' } : { text: countWords(decided), style: 'accent' };
    case 'left':
      return { text: left === undefined ? '' : displayText(placeWords(left)), style: 'accent' };
    case 'imported':
      return { text: hub.importedAt.slice(0, 10), style: 'muted' };
  }
}

/** A tier no source printed is worked out, and dim. */
function tierWords(hub: HubLine): { words: string; style: StyleName } {
  return hub.tier === undefined
    ? { words: tierOf(hub.citing, hub.external) ?? '', style: 'muted' }
    : { words: displayText(hub.tier), style: 'accent' };
}

function citingWords({ citing, total, listedTwice }: HubLine): string {
  const whole = differentPapers(citing, total, listedTwice);
  return whole === undefined ? countWords(citing) : `${countWords(citing)} of ${countWords(whole)}`;
}

/** The place in the list first: of a long query the beginning says enough. */
function placeWords({ place, query }: LeftOff): string {
  const at = place === null ? '' : `${countWords(place.paper)}/${countWords(place.of)}`;
  return [at, query].filter((part) => part !== '').join(' ');
}

export function hubsFrame(layer: HubsLayer, { state, services, theme }: Drawing): Frame {
  const { columns } = state;
  const entryOf = (hub: HubLine): Entry => {
    const left = leftOff(state, hub.work, services);
    return { hub, left, decided: left === undefined ? 0 : services.decisions.decidedIn(hub.work) };
  };
  // Whatever is narrowed, columns stay where they are.
  const opened = layer.all.filter((hub, at) => at < layer.recent || state.left.has(hub.work)).map(entryOf);
  const wanted = HUB_COLUMNS.filter((column) => column.if === undefined || opened.some(column.if));
  const placed = layout(
    wanted.map((column) => (column.id === 'title' ? { ...column, ...titleWishes(layer.shown, columns) } : column)),
    columns - 2,
    2,
  );
  const columnOf = (id: HubColumn): NamedColumn => HUB_COLUMNS.find((column) => column.id === id)!;
  const names = placed.flatMap(({ id, width: cells }, index): Span[] => [
    { text: index === 0 ? ' ' : '  ' },
    { text: fit(columnOf(id).name, cells, columnOf(id).align), style: 'muted' },
  ]);
  const items = layer.shown.map((hub) => (under: boolean): Line => {
    const entry = entryOf(hub);
    return placed.flatMap(({ id, width: cells }, index): Span[] => {
      const { text, style, link } = hubCell(id, entry, under, state.hidden, theme);
      const cell: Line = [{ text: fit(text, cells, columnOf(id).align), style }];
      return [{ text: index === 0 ? ' ' : '  ' }, ...linked(cell, link)];
    });
  });
  const left = goOnIn(layer);
  if (left !== null) items.unshift((under) => goOnLine(left, under, columns, theme));
  const { line, cursor } = filterLine(layer, columns);
  const empty =
    layer.all.length === 0
      ? `This library holds no hub yet: leave with ${keyFor('back', 'hubs')} and run ${typed('import')}.`
      : `No hub matches: ${keyFor('escape', 'hubs')} clears what was typed.`;
  const hub = hubUnder(layer);
  const chooser = {
    context: 'hubs',
    title: 'Hubs in this library',
    second: line,
    names,
    items,
    empty,
    cursor,
    preview: previewLines(hub && entryOf(hub), left, columns, previewHeight(state.rows), state.hidden, theme),
  } as const;
  return chooserFrame(state, chooser, layer.scroll, theme);
}

/** Lines below the hubs: a title of two lines, the hub, what the reader did there; none in a low terminal. */
export const previewHeight = (rows: number): number => (rows >= 18 ? 4 : 0);

function previewLines(
  entry: Entry | undefined,
  left: GoOn | null,
  columns: number,
  height: number,
  hidden: Hidden,
  { glyphs }: Theme,
): Line[] {
  if (height === 0) return [];
  const cells = columns - 2;
  const joined = (parts: readonly (string | undefined)[]): string =>
    parts.filter((part) => part !== undefined && part !== '').join(` ${glyphs.bullet} `);
  const lines: Line[] = [];
  if (entry === undefined && left !== null)
    lines.push(...wrapLine([{ text: left.title, style: 'title' }], cells), [
      {
        text: `${keyFor('openHub', 'hubs')} opens what was on the screen when you left: ${left.words}`,
        style: 'muted',
      },
    ]);
  if (entry !== undefined) {
    const { hub } = entry;
    const [first, ...more] = hub.authors;
    const by = first === undefined ? undefined : `${first}${more.length > 0 ? ` and ${more.length} more` : ''}`;
    const facts = [
      by === undefined ? by : authorsTold(by, hidden),
      hub.date.slice(0, 4),
      ...(isIdHidden(hub.id, hidden) ? [] : [idWords(hub.id, hidden)]),
      ...(hidden.includes('citations') ? [] : [tierWords(hub).words, `${citingWords(hub)} citing papers`]),
    ];
    const title = wrapLine([{ ...titleSpan(hub, hidden), style: 'title' }], cells).slice(0, 2);
    const rest: Line[] = wrapFacts(
      [],
      facts.flatMap((text) => (text ? [{ text: displayText(text), style: 'muted' as const }] : [])),
      cells,
      glyphs,
    );
    lines.push(...title, ...rest.slice(0, height - 1 - title.length), [
      { text: displayText(leftWords(entry, joined, hidden)), style: entry.left === undefined ? 'muted' : 'accent' },
    ]);
  }
  const padded = lines.slice(0, height).map((line) => fitLine([{ text: ' ' }, ...line], columns));
  while (padded.length < height) padded.push(fitLine([], columns));
  return padded;
}

/** How far the reader got in a hub. */
function leftWords(
  { hub, left, decided }: Entry,
  joined: (parts: readonly (string | undefined)[]) => string,
  hidden: Hidden,
): string {
  if (left === undefined) return 'Not opened yet.';
  const { place, query, selected, day } = left;
  return joined([
    place === null ? 'You were here' : `You were at paper ${countWords(place.paper)} of ${countWords(place.of)}`,
    query,
    selected === 0 ? '' : `${countWords(selected)} selected`,
    decided === null || decided === 0
      ? ''
      : hidden.includes('citations')
        ? `${countWords(decided)} decided`
        : `${countWords(decided)} of ${countWords(hub.citing)} decided`,
    day === null ? '' : `left on ${day}`,
  ]);
}

const GO_ON = 'Go on where you were: ';
/** Cells that a title keeps beside what is to be seen there. */
const LEAST_TITLE = 20;

function goOnLine({ title, words }: GoOn, under: boolean, columns: number, theme: Theme): Line {
  const room = Math.max(LEAST_TITLE, columns - width(GO_ON) - width(words) - 7);
  return [
    { text: ` ${under ? theme.glyphs.cursor : ' '}  `, style: 'accent' },
    { text: GO_ON, style: 'key' },
    { text: truncate(title, room), style: 'title' },
    { text: `  ${words}`, style: 'muted' },
  ];
}

/** What was typed and how many hubs it leaves. */
function filterLine(layer: HubsLayer, columns: number): { line: Line; cursor: Frame['cursor'] } {
  const { all, shown, filter } = layer;
  if (layer.typing || filter.text !== '') {
    const { text, cursor } = viewLine(filter, Math.max(8, columns - 40));
    const count = `${countWords(shown.length)} of ${countWords(all.length)} `;
    const line = spread([{ text: ' / ', style: 'key' }, { text }], [{ text: count, style: 'accent' }], columns);
    return { line, cursor: layer.typing ? { x: 3 + cursor, y: 1 } : null };
  }
  const others = all.length - shown.length;
  const more = others > 0 ? `, ${countWords(others)} more ${others === 1 ? 'paper' : 'papers'} with citers` : '';
  const count = `${countWords(shown.length)} ${shown.length === 1 ? 'hub' : 'hubs'}${more} `;
  const asks: Line = [
    { text: ` ${keyFor('narrow', 'hubs')}`, style: 'key' },
    { text: ' narrows by title, author or id', style: 'muted' },
  ];
  return { line: spread(asks, [{ text: count, style: 'accent' }], columns), cursor: null };
}
