/** A sheet on the stack: what it shows, and where its cursor is. */
import type { Theme } from '../../../text/theme.js';
import { type Layout, layoutOf, type Room } from '../../sheets/layout.js';
import type { SheetAsk } from '../../sheets/sheet.js';
import type { SheetData } from '../../sheets/sheets.js';

export interface SheetLayer {
  kind: 'sheet';
  ask: SheetAsk;
  /** Of the work it is about. */
  title: string;
  /** Tells it from others while it is computed. */
  serial: number;
  /** What it shows; while that is computed, how far it is, 0 to 1. */
  data: SheetData | { done: number };
  /** Which of the stops the cursor is on, and the first line shown. */
  at: number;
  top: number;
}

export const isReady = (data: SheetLayer['data']): data is SheetData => !('done' in data);

/** The size of the terminal. */
interface Screen {
  columns: number;
  rows: number;
}

/** Lines of the sheet: the screen less the crumbs, the frame and the footer. */
export const pageOf = (rows: number): number => Math.max(1, rows - 4);

export const roomOf = ({ columns, rows }: Screen, { glyphs }: Theme): Room => ({ columns, page: pageOf(rows), glyphs });

/** Null while it is computed. */
export function layoutOn(layer: SheetLayer, state: Screen, theme: Theme): Layout | null {
  return isReady(layer.data) ? layoutOf(layer.data, layer.ask, roomOf(state, theme)) : null;
}
