/** The way one came: the hubs and sheets that lie below each other. */
import { truncate } from '../../text/fit.js';
import type { Line } from '../../text/spans.js';
import type { Theme } from '../../text/theme.js';
import { displayText, width } from '../../text/width.js';
import { titleWords } from '../panes/title.js';
import { sheetName } from '../sheets/sheets.js';
import { type AppState, isStop, type Layer } from './app-state.js';

/** Cells of a title that stands before others. */
const SHORT = 28;

function nameOf(layer: Layer, before: Layer | undefined): string | null {
  switch (layer.kind) {
    case 'hubs':
      return 'Hubs';
    case 'explorer': {
      const title = titleWords(layer.head);
      const isSame = before?.kind === 'sheet' && before.ask.work === layer.hub;
      if (layer.opened === null || layer.opened === '') return title;
      return isSame ? displayText(layer.opened) : `${short(title)}: ${displayText(layer.opened)}`;
    }
    case 'sheet': {
      const name = sheetName(layer.ask);
      const below = before?.kind === 'explorer' ? before.hub : before?.kind === 'sheet' ? before.ask.work : null;
      return below === layer.ask.work ? name : `${name} ${layer.ask.sheet === 'path' ? 'from' : 'of'} ${layer.title}`;
    }
    default:
      return null;
  }
}

/** The stops up to a layer, the last one whole, those before it cut as the width asks for. */
export function crumbs(state: Pick<AppState, 'layers'>, upTo: Layer, cells: number, theme: Theme): Line {
  const stops = state.layers
    .slice(0, state.layers.indexOf(upTo) + 1)
    .filter(({ kind }) => kind === 'hubs' || kind === 'explorer' || kind === 'sheet');
  const names = stops.flatMap((layer, at) => nameOf(layer, stops[at - 1]) ?? []);
  const arrow = ` ${theme.glyphs.right} `;
  const last = names.pop() ?? '';
  let shown = names;
  const wide = (): number => shown.reduce((sum, name) => sum + width(name) + width(arrow), width(last) + 2);
  if (wide() > cells) shown = names.map(short);
  let cut = false;
  while (shown.length > 0 && wide() > cells) {
    shown.shift();
    cut = true;
  }
  const before = `${cut ? `${theme.glyphs.ellipsis}${arrow}` : ''}${shown.map((name) => `${name}${arrow}`).join('')}`;
  return [
    { text: ` ${before}`, style: 'muted' },
    { text: last, style: 'title' },
  ];
}

/** Whether one came to the top layer from another hub or sheet. */
export const isWalked = ({ layers }: AppState): boolean => layers.filter(isStop).length > 1;

/** Names that follow each other need no straight edge, and no gap before the next. */
const short = (name: string): string => truncate(name, SHORT).replace(/ +…$/u, '…');
