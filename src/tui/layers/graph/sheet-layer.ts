/** A sheet on the stack: what it shows, and where its cursor is. */
import type { HubHead } from '../../../library/model.js';
import type { Theme } from '../../../text/theme.js';
import type { Hidden } from '../../blind.js';
import { type Layout, layoutOf, type Room } from '../../sheets/layout.js';
import type { SheetAsk } from '../../sheets/sheet.js';
import type { SheetData } from '../../sheets/sheets.js';

export interface SheetLayer {
  kind: 'sheet';
  ask: SheetAsk;
  /** The work it is about. */
  of: Pick<HubHead, 'id' | 'title'>;
  /** Tells it from others while it is computed. */
  serial: number;
  /** What it shows; while that is computed, how far it is, 0 to 1. */
  data: SheetData | { done: number };
  /** Which of the stops the cursor is on, and the first line shown. */
  at: number;
  top: number;
}

export const isReady = (data: SheetLayer['data']): data is SheetData => !('done' in data);

/** The size of the terminal, and what it hides. */
interface Screen {
  columns: number;
  rows: number;
  hidden: Hidden;
}

/** Lines of the sheet: the screen less the crumbs, the frame and the footer. */
export const pageOf = (rows: number): number => Math.max(1, rows - 4);

export const roomOf = ({ columns, rows, hidden }: Screen, { glyphs }: Theme): Room => ({
  columns,
  page: pageOf(rows),
  glyphs,
  hidden,
});

/** Null while it is computed. */
export function layoutOn(layer: SheetLayer, state: Screen, theme: Theme): Layout | null {
  return isReady(layer.data) ? layoutOf(layer.data, layer.ask, roomOf(state, theme)) : null;
}
