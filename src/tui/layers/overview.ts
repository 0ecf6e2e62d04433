/** The overview of the open hub, as a text to scroll through. */
import { ALL_WORKS, type Overview } from '../../library/model.js';
import { fitLine, type Line } from '../../text/spans.js';
import type { Theme } from '../../text/theme.js';
import { overviewLines } from '../panes/overview.js';
import type { ExplorerLayer } from '../state/explorer.js';
import { movedText } from '../state/motion.js';
import type { Store } from '../state/store.js';
import { noHub } from './explorer.js';
import { counted, type Frame, footer, rule } from './frame.js';
import { asItWas, closeLayer, type Drawing, type LayerKind } from './layer.js';

export interface OverviewLayer {
  kind: 'overview';
  overview: Overview;
  /** The first line shown. */
  top: number;
}

export function openOverview(store: Store, explorer: ExplorerLayer): void {
  if (explorer.hub === ALL_WORKS) noHub(store);
  else store.push({ kind: 'overview', overview: store.services.overview(explorer.hub), top: 0 });
}

export const overviewKind: LayerKind<OverviewLayer> = {
  context: () => 'overview',
  frame: overviewFrame,
  move(store, layer, motion) {
    const { columns, rows } = store.get();
    const total = linesOf(layer.overview, columns, store.theme).length;
    store.replace({ ...layer, top: movedText(layer.top, motion, pageOf(rows), total) });
  },
  typing: null,
  answer: null,
  leave: closeLayer,
  // Drawing shows no line behind the last one.
  resized: asItWas,
};

/** Lines of the text: the screen less the frame and the footer. */
const pageOf = (rows: number): number => Math.max(1, rows - 3);

/** Wider lines are hard to read. */
const WIDEST = 100;

const drawn = new WeakMap<Overview, { columns: number; theme: Theme; lines: Line[] }>();

/** The whole text, wrapped to the screen. */
function linesOf(overview: Overview, columns: number, theme: Theme): Line[] {
  const known = drawn.get(overview);
  if (known !== undefined && known.columns === columns && known.theme === theme) return known.lines;
  const cells = Math.min(columns - 4, WIDEST);
  const lines = overviewLines(overview, cells, theme.glyphs).map((line): Line => [{ text: '  ' }, ...line]);
  drawn.set(overview, { columns, theme, lines });
  return lines;
}

function overviewFrame(layer: OverviewLayer, { state, theme }: Drawing): Frame {
  const { columns, rows } = state;
  const all = linesOf(layer.overview, columns, theme);
  const page = pageOf(rows);
  const top = Math.max(0, Math.min(layer.top, all.length - page));
  const shown = all.slice(top, top + page).map((line) => fitLine(line, columns));
  while (shown.length < page) shown.push(fitLine([], columns));
  const hidden = all.length - page - top;
  return {
    lines: [
      rule('Overview', columns, true, theme),
      ...shown,
      rule(hidden > 0 ? counted(hidden, 'more line') : '', columns, false, theme),
      footer(state, 'overview'),
    ],
    cursor: null,
  };
}
