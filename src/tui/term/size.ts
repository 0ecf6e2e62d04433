/** How large the terminal is. */

interface Size {
  columns: number;
  rows: number;
}

/** Of a terminal that says neither, or only one of both, such as a serial line: what all have had since the VT100. */
const UNKNOWN: Size = { columns: 80, rows: 24 };

/** A terminal that does not know its size says 0. */
export function sizeOf({ columns, rows }: Size): Size {
  return columns > 0 && rows > 0 ? { columns, rows } : UNKNOWN;
}
