/** The whole screen as a pure function of the state: the top layer, and what lies under it. */
import { fitLine, type Line, wrapLine } from '../text/spans.js';
import type { Theme } from '../text/theme.js';
import { withCountBox } from './layers/finding/which-key.js';
import { type Frame, saidWhole, toastLine } from './layers/frame.js';
import { kindOf } from './layers/kinds.js';
import { AWAY, outOfReach } from './mouse/target.js';
import type { Services } from './services/services.js';
import type { AppState, Layer } from './state/app-state.js';
import { SMALLEST } from './state/geometry.js';
import { stepLine } from './tutorial/walk.js';

/** As many lines as the state has rows, and in the tutorial one for its step. */
/** What nothing was done in that would be lost. */
const PASSING: readonly Layer['kind'][] = ['menu', 'palette'];

export function screen(state: AppState, services: Services, theme: Theme): Frame {
  const { columns, rows, layers } = state;
  if (columns < SMALLEST.columns || rows < SMALLEST.rows) return tooSmall(columns, rows);
  const frameOf = (index: number): Frame => {
    const layer = layers[index];
    if (layer === undefined) return { lines: [], cursor: null };
    return kindOf(layer).frame(layer, {
      state,
      services,
      theme,
      below: () => outOfReach(frameOf(index - 1), PASSING.includes(layer.kind) ? AWAY : undefined),
    });
  };
  const top = layers.at(-1);
  const alone = frameOf(layers.length - 1);
  const frame = top === undefined ? alone : withCountBox(alone, kindOf(top).context(top), state, theme);
  // A screen is exactly as high as the terminal, whatever it was made of.
  const drawn = frame.lines.slice(0, rows);
  while (drawn.length < rows) drawn.push(fitLine([], columns));
  const lines = state.toast === null ? drawn : [...saidWhole(drawn, toastLine(state.toast), columns)];
  if (state.step !== null) lines.push(stepLine(state.step, columns));
  return { lines, cursor: frame.cursor };
}

function tooSmall(columns: number, rows: number): Frame {
  const sentence = `This terminal is ${columns}×${rows}; pith-tui needs at least ${SMALLEST.columns}×${SMALLEST.rows}.`;
  const lines: Line[] = wrapLine([{ text: sentence }], Math.max(1, columns)).map((line) => fitLine(line, columns));
  while (lines.length < rows) lines.push(fitLine([], columns));
  return { lines: lines.slice(0, rows), cursor: null };
}
