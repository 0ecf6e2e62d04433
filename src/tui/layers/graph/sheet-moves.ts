/** Where a key takes the cursor of a sheet: from a stop to another one. */
import type { Layout, Stop } from '../../sheets/layout.js';

/** The stops that stand side by side with one, itself among them. */
function besides({ stops }: Layout, { column, from }: Stop): Stop[] {
  return stops.filter((other) => other.column === column && other.from === from);
}

/** So many lines on or back; of stops side by side the one nearest below or above. */
export function linesOn(layout: Layout, from: number, lines: number): number {
  const { stops } = layout;
  let at = from;
  for (let left = Math.abs(lines); left > 0; left -= 1) {
    const own = besides(layout, stops[at]!);
    const next = stops[stops.indexOf(lines > 0 ? own.at(-1)! : own[0]!) + Math.sign(lines)];
    if (next === undefined) break;
    const middle = middleOf(stops[at]!);
    const away = (stop: Stop): number => Math.abs(middleOf(stop) - middle);
    at = stops.indexOf(besides(layout, next).reduce((best, one) => (away(one) < away(best) ? one : best)));
  }
  return at;
}

const middleOf = ({ across }: Stop): number => (across === null ? 0 : across.x + across.cells / 2);

/** The stop of a column that is nearest to a line. */
export function nearest({ stops }: Layout, column: number, line: number): number {
  let best = -1;
  for (const [at, stop] of stops.entries()) {
    if (stop.column !== column) continue;
    if (best < 0 || Math.abs(stop.from - line) < Math.abs(stops[best]!.from - line)) best = at;
  }
  return best;
}

/** To what stands beside it, else to the other column on the same line; where there is neither, a line on. */
export function toSide(layout: Layout, from: number, step: 1 | -1): number {
  const { stops, columns } = layout;
  const stop = stops[from]!;
  const own = besides(layout, stop);
  const beside = own[own.indexOf(stop) + step];
  if (beside !== undefined) return stops.indexOf(beside);
  if (columns.length === 1) return own.length > 1 ? from : from + step;
  const other = nearest(layout, stop.column + step, stop.from);
  return other < 0 ? from : other;
}

/** To the first stop of another section; around the ends. */
export function toSection({ stops }: Layout, from: number, step: 1 | -1): number {
  const firsts = stops.flatMap(({ section }, at) => (stops[at - 1]?.section === section ? [] : [at]));
  const own = firsts.findIndex((at) => stops[at]!.section === stops[from]!.section);
  return firsts[(own + step + firsts.length) % firsts.length]!;
}
