/** Where the parts of the explorer lie, by the terminal's size. The keys (a page, half a page) and the drawing share it. */

/** Below this the program shows a sentence instead of a broken screen. */
export const SMALLEST = { columns: 40, rows: 10 };

export interface ExplorerGeometry {
  /** Facets, list and details side by side; else the list, with the facets beside it when called. */
  split: boolean;
  /** Lines of the head: title, printed sentence (where there is room), query. */
  head: number;
  /** Lines of the panes. */
  body: number;
  /** Papers on a page: the body less the list's line of column names. */
  page: number;
  facets: number;
  list: number;
  details: number;
}

export function explorerGeometry(columns: number, rows: number): ExplorerGeometry {
  const head = rows >= 16 ? 3 : 2;
  // The line with the panes' names, the line below the panes, the footer.
  const body = Math.max(1, rows - head - 3);
  const page = Math.max(1, body - 1);
  if (columns < 100) return { split: false, head, body, page, facets: 27, list: columns, details: columns };
  const facets = columns >= 160 ? 30 : columns >= 120 ? 25 : 22;
  const details = Math.round(columns * (columns >= 160 ? 0.33 : 0.34));
  // A separator on either side of the list.
  return { split: true, head, body, page, facets, list: columns - facets - details - 2, details };
}

/** The first line to show so that the cursor keeps `margin` lines to the edge, moving as little as possible. */
export function scrollTo(cursor: number, top: number, page: number, total: number, margin: number): number {
  const keep = Math.min(margin, Math.floor((page - 1) / 2));
  let first = top;
  if (cursor < first + keep) first = cursor - keep;
  if (cursor > first + page - 1 - keep) first = cursor - page + 1 + keep;
  return Math.max(0, Math.min(first, total - page));
}
