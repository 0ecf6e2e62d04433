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

/** Cells that a title before others keeps. */
const SHORT = 28;

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
 * The stops up to a layer, the last one whole, those before it cut as the width asks for.
 * @param by where the last one's title stands above: who wrote it and when, in forms, the fullest first, to stand in its place, in
 *   brackets, since it is no stop
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
  const own = named.pop()?.name ?? '';
  const isBy = by.length > 0 && by[0] !== '';
  const last = isBy ? `(${bylineIn(by, Math.min(cells - 7, Math.max(cells >> 1, width(by.at(-1)!))))})` : own;
  let shown = named;
  const wide = (): number => shown.reduce((sum, { name }) => sum + width(name) + width(arrow), width(last) + 2);
  // All are cut to the same length, the longest with which they fit.
  let longest = Math.max(SHORT, ...named.map(({ name }) => width(name)));
  while (wide() > cells && longest > SHORT) {
    longest -= 1;
    shown = named.map(({ name, layer }) => ({ name: short(name, longest), layer }));
  }
  let cut = false;
  while (shown.length > 0 && wide() > cells) {
    shown.shift();
    cut = true;
  }
  return [
    { text: cut ? ` ${theme.glyphs.ellipsis}${arrow}` : ' ', style: 'muted' },
    ...shown.flatMap(
      ({ name, layer }): Line => [
        ...aimed([{ text: name, style: 'muted' }], { does: { on: 'stop', layer } }),
        { text: arrow, style: 'muted' },
      ],
    ),
    { text: last, style: isBy ? 'muted' : 'title' },
  ];
}

/** Whether one came to the top layer from another hub or sheet. */
export const isWalked = ({ layers }: AppState): boolean => layers.filter(isStop).length > 1;

/** Names that follow each other need no straight edge, and no gap before the next. */
const short = (name: string, cells = SHORT): string => truncate(name, cells).replace(/ +…$/u, '…');
