/** Where the parts of the explorer lie, by the terminal's size. The keys (a page, half a page) and the drawing share it. */

/** Below this the program shows a sentence instead of a broken screen. */
export const SMALLEST = { columns: 40, rows: 10 };

export interface ExplorerGeometry {
  /** The details beside the list; else they take the whole screen when called, and a preview of them lies below it. */
  split: boolean;
  /** Lines of the head: title, printed sentence (where there is room), query. */
  head: number;
  /** Lines of the panes. */
  body: number;
  /** Papers on a page: the body less the list's line of column names. */
  page: number;
  /** Lines of the preview below the panes. */
  preview: number;
  /** Lines of details that take the whole screen. */
  reading: number;
  /** Cells of the pane of facets; 0 where it is not there, all of them where nothing else has room. */
  facets: number;
  list: number;
  details: number;
}

/** From here on the pane of facets is there unless the reader puts it away. */
const FACETS_AT_FIRST = 140;
/** From here on it has room beside the list. */
const FACETS_BESIDE = 72;
/** Cells in which every column of the list has room. */
const WHOLE_LIST = 67;
/** Lines longer than this are hard to read. */
export const LONGEST_LINE = 100;

/** Whether the pane of facets stays on the screen while the keys are elsewhere. @param wanted what the reader said; null: nothing */
export const staysOpen = (columns: number, wanted: boolean | null): boolean =>
  columns >= FACETS_BESIDE && (wanted ?? columns >= FACETS_AT_FIRST);

/** @param facets whether their pane is on the screen */
export function explorerGeometry(columns: number, rows: number, facets: boolean): ExplorerGeometry {
  const head = rows >= 16 ? 3 : 2;
  // The line with the panes' names, the line below the panes, the footer.
  const reading = Math.max(1, rows - head - 3);
  const split = columns >= 100;
  const preview = !split && rows >= 20 ? 3 : 0;
  const body = reading - preview;
  const lines = { head, body, page: Math.max(1, body - 1), preview, reading };
  const own = facets ? facetCells(columns) : 0;
  if (own === columns) return { split, ...lines, facets: own, list: columns, details: columns };
  const beside = own === 0 ? columns : columns - own - 1;
  if (!split) return { split, ...lines, facets: own, list: beside, details: columns };
  const details = Math.max(30, Math.min(Math.round(beside * 0.4), beside - 1 - WHOLE_LIST, LONGEST_LINE + 2));
  return { split, ...lines, facets: own, list: beside - 1 - details, details };
}

function facetCells(columns: number): number {
  if (columns < FACETS_BESIDE) return columns;
  return columns >= 160 ? 30 : columns >= 120 ? 25 : columns >= 100 ? 22 : 27;
}

/** The first line to show so that the cursor keeps `margin` lines to the edge, moving as little as possible. */
export function scrollTo(cursor: number, top: number, page: number, total: number, margin: number): number {
  const keep = Math.min(margin, Math.floor((page - 1) / 2));
  let first = top;
  if (cursor < first + keep) first = cursor - keep;
  if (cursor > first + page - 1 - keep) first = cursor - page + 1 + keep;
  return Math.max(0, Math.min(first, total - page));
}
