/** How columns share the cells of a line. */

/** A column's wishes, in cells. */
export interface Column<Id extends string = string> {
  id: Id;
  /** Narrower than this it is left out. */
  min: number;
  /** What it takes before any column grows. */
  want: number;
  /** How far it grows; without it, as far as there is room. */
  max?: number;
  /** Its share of what is left when every column has what it wants; 0 or absent: none. */
  grow?: number;
  /** The lowest is left out first and gets its wish last. */
  priority: number;
}

export interface Placed<Id extends string = string> {
  id: Id;
  /** Cells from the left edge. */
  x: number;
  width: number;
}

/**
 * Divides `cells` among the columns that have room, in their order, with `gap` cells between: first every minimum, then
 * what they want by priority, then the growing ones by their shares. The last column standing is never left out.
 */
export function layout<Id extends string>(
  columns: readonly Column<Id>[],
  cells: number,
  gap: number,
): readonly Placed<Id>[] {
  const shown = [...columns];
  const needed = (): number => shown.reduce((sum, column) => sum + column.min, gap * (shown.length - 1));
  while (shown.length > 1 && needed() > cells) {
    let least = 0;
    for (let at = 1; at < shown.length; at++) if (shown[at]!.priority <= shown[least]!.priority) least = at;
    shown.splice(least, 1);
  }
  const widths = new Map(shown.map((column) => [column.id, column.min]));
  let left = cells - needed();
  if (shown.length === 1 && left < 0) widths.set(shown[0]!.id, Math.max(0, cells));
  for (const column of [...shown].sort((a, b) => b.priority - a.priority)) {
    if (left <= 0) break;
    const more = Math.min(left, Math.max(0, column.want - column.min));
    widths.set(column.id, widths.get(column.id)! + more);
    left -= more;
  }
  let growing = shown.filter((column) => (column.grow ?? 0) > 0);
  while (left > 0 && growing.length > 0) {
    const shares = growing.reduce((sum, column) => sum + column.grow!, 0);
    const pool = left;
    for (const column of growing) {
      const has = widths.get(column.id)!;
      const share = Math.min(left, Math.max(1, Math.floor((pool * column.grow!) / shares)));
      const more = Math.min(share, Math.max(0, (column.max ?? Number.POSITIVE_INFINITY) - has));
      widths.set(column.id, has + more);
      left -= more;
    }
    growing = growing.filter((column) => widths.get(column.id)! < (column.max ?? Number.POSITIVE_INFINITY));
  }
  let x = 0;
  return shown.map(({ id }) => {
    const placed = { id, x, width: widths.get(id)! };
    x += placed.width + gap;
    return placed;
  });
}
