/** The whole screen as a pure function of the state: the top layer, and what lies under it. */
import { fitLine, type Line, wrapLine } from '../text/spans.js';
import type { Theme } from '../text/theme.js';
import type { Frame } from './layers/frame.js';
import { kindOf } from './layers/kinds.js';
import type { Services } from './services/services.js';
import type { AppState } from './state/app-state.js';
import { SMALLEST } from './state/geometry.js';

export function screen(state: AppState, services: Services, theme: Theme): Frame {
  const { columns, rows, layers } = state;
  if (columns < SMALLEST.columns || rows < SMALLEST.rows) return tooSmall(columns, rows);
  const frameOf = (index: number): Frame => {
    const layer = layers[index];
    if (layer === undefined) return { lines: [], cursor: null };
    return kindOf(layer).frame(layer, { state, services, theme, below: () => frameOf(index - 1) });
  };
  const frame = frameOf(layers.length - 1);
  // A screen is exactly as high as the terminal, whatever it was made of.
  const lines = frame.lines.slice(0, rows);
  while (lines.length < rows) lines.push(fitLine([], columns));
  return { lines, cursor: frame.cursor };
}

function tooSmall(columns: number, rows: number): Frame {
  const sentence = `This terminal is ${columns}×${rows}; pith-tui needs at least ${SMALLEST.columns}×${SMALLEST.rows}.`;
  const lines: Line[] = wrapLine([{ text: sentence }], Math.max(1, columns)).map((line) => fitLine(line, columns));
  while (lines.length < rows) lines.push(fitLine([], columns));
  return { lines: lines.slice(0, rows), cursor: null };
}
