/** What the cells of a frame are for the mouse. Who draws a line says it of its spans, so that no other place knows the layout. */
import type { SortKey } from '../../query/query.js';
import type { Line } from '../../text/spans.js';
import { width } from '../../text/width.js';
import type { ExportScope } from '../layers/exporting/export-layer.js';
import type { Frame } from '../layers/frame.js';
import type { ExportChoice } from '../services/services.js';
import type { ActionName } from '../state/actions.js';
import type { Pane } from '../state/explorer.js';

/** What a press does. */
export type Deed =
  /** What a key does. */
  | { on: 'action'; action: ActionName }
  /** The cursor of the top layer goes to one of its items; `does` follows at once, and without it Enter at a second press. */
  | { on: 'item'; item: number; does?: ActionName }
  /** A paper of the list, by its place in it. */
  | { on: 'row'; at: number }
  /** A value of the pane of facets, by its place among all of them. */
  | { on: 'facet'; value: number }
  /** A value in the line of facets. */
  | { on: 'term'; term: string }
  /** Which papers to export, and as what. */
  | { on: 'scope'; scope: ExportScope }
  | { on: 'format'; format: ExportChoice }
  /** The name of a column. */
  | { on: 'column'; sort: SortKey }
  /** A stop on the way here, by its place in the stack. */
  | { on: 'stop'; layer: number };

/** What a cell is: the pane of the explorer that it belongs to, and what a press on it does. */
export interface Target {
  pane?: Pane;
  does?: Deed;
}

/** The line with each of its spans being that, where it is not more already. */
export function aimed(line: Line, target: Target): Line {
  // Every line of every frame comes by: those that are drawn once for many frames stay as they are, and most spans share one target.
  if (line.every((span) => says(targetOf(span), target))) return line;
  return line.map((span) => {
    const own = targetOf(span);
    return { ...span, target: own === undefined ? target : { ...target, ...own } };
  });
}

/** Whether a span says already by itself all that it is to be. */
const says = (own: Target | undefined, { pane, does }: Target): boolean =>
  own !== undefined && (pane === undefined || own.pane !== undefined) && (does === undefined || own.does !== undefined);

/** The frame as one of which nothing is within reach, as it lies below something else. @param target what all of it is instead */
export const outOfReach = ({ lines, cursor }: Frame, target?: Target): Frame => ({
  lines: lines.map((line) => line.map((span) => ({ ...span, target }))),
  cursor,
});

/** A press beside it puts it away. */
export const AWAY: Target = { does: { on: 'action', action: 'escape' } };

/** `text` keeps for whoever draws what a span is besides; here that is a target. */
const targetOf = ({ target }: Line[number]): Target | undefined => target as Target | undefined;

/** What stands at a cell of the frame; null where nothing is to be pressed. */
export function targetAt({ lines }: Frame, { x, y }: { x: number; y: number }): Target | null {
  let end = 0;
  for (const span of lines[y] ?? []) {
    end += width(span.text);
    if (x < end) return targetOf(span) ?? null;
  }
  return null;
}
