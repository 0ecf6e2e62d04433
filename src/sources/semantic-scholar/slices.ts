/**
 * Stretches of time a long list is read in. Semantic Scholar dates a paper of which only the year is known to 1 January.
 */
import { daysIn } from '../../hub/date.js';

/** First and last day, `YYYY-MM-DD`, both included; null: open. */
export type Slice = [from: string | null, to: string | null];

/** How far back open stretches are split, and how far a list goes where its paper has no year. */
const DECADE = 10;
const EARLIEST = 1800;

/** Everything from `since` on, newest first: what is dated after this year, each year back to the paper's own, and before. */
export function firstSlices(since: string | undefined, thisYear: number, paperYear: number | undefined): Slice[] {
  const first = Math.min(
    since === undefined ? (paperYear ?? thisYear - 3 * DECADE) : Number(since.slice(0, 4)),
    thisYear,
  );
  const slices: Slice[] = [[since !== undefined && since > yearEnd(thisYear) ? since : yearStart(thisYear + 1), null]];
  for (let year = thisYear; year >= first; year -= 1)
    slices.push([since !== undefined && since > yearStart(year) ? since : yearStart(year), yearEnd(year)]);
  if (since === undefined) slices.push([null, yearEnd(first - 1)]);
  return slices.filter(([from, to]) => from === null || to === null || from <= to);
}

/** The parts of a stretch, newest first: years, months or days; undefined for one day, and for the open future. */
export function splitSlice([from, to]: Slice, thisYear: number): Slice[] | undefined {
  if (to === null) {
    if (from !== null && Number(from.slice(0, 4)) > thisYear) return undefined;
    return firstSlices(from ?? undefined, thisYear, undefined);
  }
  const last = Number(to.slice(0, 4));
  if (from === null) {
    if (last < EARLIEST) return undefined;
    const years = Array.from({ length: DECADE }, (_, back): Slice => [yearStart(last - back), yearEnd(last - back)]);
    return [...years, [null, yearEnd(last - DECADE)]];
  }
  const within = (start: string, end: string): Slice => [start < from ? from : start, end > to ? to : end];
  if (from.slice(0, 4) !== to.slice(0, 4)) {
    const years = last - Number(from.slice(0, 4)) + 1;
    return Array.from({ length: years }, (_, back) => within(yearStart(last - back), yearEnd(last - back)));
  }
  if (from.slice(0, 7) !== to.slice(0, 7)) {
    const months = Number(to.slice(5, 7)) - Number(from.slice(5, 7)) + 1;
    return Array.from({ length: months }, (_, back) => {
      const month = `${to.slice(0, 4)}-${two(Number(to.slice(5, 7)) - back)}`;
      return within(`${month}-01`, `${month}-${two(daysIn(Number(month.slice(0, 4)), Number(month.slice(5, 7))))}`);
    });
  }
  if (from === to) return undefined;
  const days = Number(to.slice(8)) - Number(from.slice(8)) + 1;
  return Array.from({ length: days }, (_, back): Slice => {
    const day = `${to.slice(0, 7)}-${two(Number(to.slice(8)) - back)}`;
    return [day, day];
  });
}

/** `on 2020-01-01`, `after 2026-12-31`. */
export function sliceWords([from, to]: Slice): string {
  if (from !== null && from === to) return `on ${from}`;
  if (to === null) return `from ${from} on`;
  return from === null ? `until ${to}` : `from ${from} to ${to}`;
}

function yearStart(year: number): string {
  return `${String(year).padStart(4, '0')}-01-01`;
}

function yearEnd(year: number): string {
  return `${String(year).padStart(4, '0')}-12-31`;
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}
