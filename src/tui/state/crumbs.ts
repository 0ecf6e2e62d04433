/** The way one came: the hubs and sheets that lie below each other. */
import { truncate } from '../../text/fit.js';
import type { Line } from '../../text/spans.js';
import type { Theme } from '../../text/theme.js';
import { displayText, width } from '../../text/width.js';
import type { Hidden } from '../blind.js';
import { aimed } from '../mouse/target.js';
import { bylineIn, titleWords } from '../panes/title.js';
import { sheetName } from '../sheets/sheets.js';
import { type AppState, isStop, type Layer } from './app-state.js';

/** Cells that a title before others is cut to where more is to be said. */
const SHORT = 28;
/** Cells in which less of a title says nothing, beside others and where it is the only one. */
const LEAST = 18;
const LEAST_ALONE = 10;

function nameOf(layer: Layer, before: Layer | undefined, hidden: Hidden): string | null {
  switch (layer.kind) {
    case 'hubs':
      return 'Hubs';
    case 'explorer': {
      const title = titleWords(layer.head, hidden);
      const isSame = before?.kind === 'sheet' && before.ask.work === layer.hub;
      if (layer.opened === null || layer.opened === '') return title;
      return isSame ? displayText(layer.opened) : `${short(title)}: ${displayText(layer.opened)}`;
    }
    case 'sheet': {
      const name = sheetName(layer.ask);
      const below = before?.kind === 'explorer' ? before.hub : before?.kind === 'sheet' ? before.ask.work : null;
      return below === layer.ask.work
        ? name
        : `${name} ${layer.ask.sheet === 'path' ? 'from' : 'of'} ${titleWords(layer.of, hidden)}`;
    }
    default:
      return null;
  }
}

/**
 * The stops up to a layer: as many of the last ones as can be read, the last one of all as long as it can be, those before it cut alike.
 * @param by where the last one's title stands above: who wrote it and when, in forms, the fullest first, to stand in its place where
 *   the stops leave room, in brackets, since it is no stop
 */
export function crumbs(
  state: Pick<AppState, 'layers' | 'hidden'>,
  upTo: Layer,
  cells: number,
  theme: Theme,
  by: readonly string[] = [],
): Line {
  const stops = state.layers
    .slice(0, state.layers.indexOf(upTo) + 1)
    .filter(({ kind }) => kind === 'hubs' || kind === 'explorer' || kind === 'sheet');
  const named = stops.flatMap((layer, at) => {
    const name = nameOf(layer, stops[at - 1], state.hidden);
    return name === null ? [] : [{ name, layer: state.layers.indexOf(layer) }];
  });
  const arrow = ` ${theme.glyphs.opens} `;
  const isAbove = by.length > 0 && by[0] !== '';
  const own = named.pop()?.name ?? '';
  const cut = ` ${theme.glyphs.ellipsis}${arrow}`;
  const wide = (shown: readonly Stop[], longest: number): number =>
    shown.reduce((sum, { name }) => sum + Math.min(width(name), longest) + width(arrow), 0);
  /** Cells for names and arrows where so many stops are shown, a blank at either end. */
  const room = (shown: readonly Stop[]): number => cells - 1 - (shown.length < named.length ? width(cut) : 1);
  const least = isAbove ? 0 : Math.min(width(own), SHORT);
  const fits = (shown: readonly Stop[]): boolean =>
    wide(shown, shown.length === 1 ? LEAST_ALONE : LEAST) + least <= room(shown);
  const from = named.findIndex((_, at) => fits(named.slice(at)));
  const shown = from < 0 ? [] : named.slice(from);
  let left = room(shown);
  let last = '';
  if (!isAbove) {
    last = truncate(own, shown.length === 0 ? left : Math.max(least, left - wide(shown, LEAST)));
  } else if (shown.length === 0) {
    last = `(${bylineIn(by, left - 2)})`;
  } else {
    const form = by.find((words) => width(words) + 2 <= left - wide(shown, SHORT));
    if (form !== undefined) last = `(${form})`;
  }
  left -= width(last);
  // All are cut to the same length, the longest with which they fit.
  let longest = Math.max(0, ...shown.map(({ name }) => width(name)));
  while (longest > 1 && wide(shown, longest) > left) longest -= 1;
  return [
    { text: shown.length < named.length ? cut : ' ', style: 'muted' },
    ...shown.flatMap(
      ({ name, layer }): Line => [
        ...aimed([{ text: short(name, longest), style: 'muted' }], { does: { on: 'stop', layer } }),
        { text: arrow, style: 'muted' },
      ],
    ),
    { text: last, style: isAbove ? 'muted' : 'title' },
  ];
}

interface Stop {
  name: string;
  /** Its place on the stack. */
  layer: number;
}

/** Whether one came to the top layer from another hub or sheet. */
export const isWalked = ({ layers }: AppState): boolean => layers.filter(isStop).length > 1;

/** Names that follow each other need no straight edge, and no gap before the next. */
const short = (name: string, cells = SHORT): string => truncate(name, cells).replace(/ +…$/u, '…');
