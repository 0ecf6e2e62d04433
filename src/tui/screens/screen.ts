/** The whole screen as a pure function of the state: the top screen, and what lies over it. */

import { fitLine, type Line, wrapLine } from '../../text/spans.js';
import type { Theme } from '../../text/theme.js';
import type { Services } from '../services.js';
import { explorerGeometry, SMALLEST } from '../state/geometry.js';
import type { AppState, Layer } from '../state/layers.js';
import { hubsFrame, pickFrame } from './choose.js';
import { explorerFrame } from './explorer.js';
import { type Frame, footer } from './frame.js';
import { helpFrame } from './help.js';
import { exportFrame, menuFrame } from './overlays.js';
import { overviewFrame } from './overview.js';

export function screen(state: AppState, services: Services, theme: Theme): Frame {
  const { columns, rows, layers } = state;
  if (columns < SMALLEST.columns || rows < SMALLEST.rows) return tooSmall(columns, rows);
  const top = layers[layers.length - 1]!;
  const frame = layerFrame(state, top, layers[layers.length - 2], services, theme);
  // A screen is exactly as high as the terminal, whatever it was made of.
  const lines = frame.lines.slice(0, rows);
  while (lines.length < rows) lines.push(fitLine([], columns));
  return { lines, cursor: frame.cursor };
}

function layerFrame(state: AppState, top: Layer, below: Layer | undefined, services: Services, theme: Theme): Frame {
  switch (top.kind) {
    case 'hubs':
      return hubsFrame(state, top, theme);
    case 'pick':
      return pickFrame(state, top, theme);
    case 'overview':
      return overviewFrame(state, top, theme);
    case 'help':
      return helpFrame(state, top, theme);
    case 'explorer':
      return explorerFrame(state, top, null, services, theme);
    case 'prompt':
      return below?.kind === 'explorer'
        ? explorerFrame(state, below, top, services, theme)
        : { lines: [], cursor: null };
    case 'menu':
    case 'export': {
      const screen: Frame =
        below?.kind === 'explorer' ? explorerFrame(state, below, null, services, theme) : { lines: [], cursor: null };
      // The keys that hold are those of what lies on top.
      const under: Frame = { lines: [...screen.lines.slice(0, -1), footer(state, top.kind)], cursor: null };
      const { split, facets, list } = explorerGeometry(state.columns, state.rows);
      const pane = { x: split ? facets + 1 : 0, cells: list };
      return top.kind === 'menu' ? menuFrame(under, top, pane, theme) : exportFrame(under, top, pane, theme);
    }
  }
}

function tooSmall(columns: number, rows: number): Frame {
  const sentence = `This terminal is ${columns}×${rows}; pith-tui needs ${SMALLEST.columns}×${SMALLEST.rows} at least.`;
  const lines: Line[] = wrapLine([{ text: sentence }], Math.max(1, columns)).map((line) => fitLine(line, columns));
  while (lines.length < rows) lines.push(fitLine([], columns));
  return { lines: lines.slice(0, rows), cursor: null };
}
