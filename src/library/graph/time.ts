/** When a hub was cited: per year or month, by label, and what that comes to. */
import { countWords } from '../../hub/share.js';
import { COMPUTED, inVocabularyOrder, NONE, POLARITIES, ROLES, VERDICTS } from '../../hub/vocabulary.js';
import { type Columns, columnsOf, keptIn, valueAt } from '../derived/columns.js';
import { type Library, reading } from '../library.js';
import { ALL_WORKS, type WorkNumber } from '../model.js';
import { finished, partOf, type Steps } from '../steps.js';
import { computedPapers } from '../works/computed-roles.js';
import { BURST_COST, BURST_RATE, type Burst, burstsIn } from './bursts.js';
import type { Among, Base } from './neighbourhood.js';

export const STACKS = { role: ROLES, polarity: POLARITIES, verdict: VERDICTS } as const;
export type Stack = keyof typeof STACKS;

/** Papers of a year or month. */
interface Period {
  /** `2001` or `2001-03`: what a query asks for. */
  from: string;
  papers: number;
  /** By label, in the order of `labels`. A paper with several labels counts for each of them. */
  counts: number[];
}

export interface Timeline {
  unit: 'year' | 'month';
  /** Of the papers asked about those that have a date. */
  base: Base;
  /** In the vocabulary's order, with `computed` for papers whose role was, and `none` for those that nobody labelled, where there are any. */
  labels: string[];
  /** One after the other, those without papers too. */
  periods: Period[];
  figures: TimeFigures | null;
}

/** All of dated papers only; dates as exact as they are known. */
interface TimeFigures {
  first: string;
  last: string;
  /** The date by which half of the papers had come. */
  halfBy: string;
  /** Of equals the first. */
  most: { year: number; papers: number };
  /**
   * Years from the most cited year until one brings at most half as many; null where none has, the last year not counted,
   * which may not be whole.
   */
  halfLife: number | null;
  /** Papers of the twelve months that end with the newest paper's; null where its month is not known. */
  lastTwelveMonths: number | null;
  /** Papers dated before the hub itself: later versions cite. null where the hub's date is not known. */
  beforeHub: number | null;
  bursts: Burst[];
}

/** Months are drawn of a span no longer than this, where nearly all dates have one. */
const MOST_MONTHS = 36;
const NEARLY_ALL = 0.9;
/** Years beyond this from the middle one are taken for errors of dates, and drawn without the years between. */
const MOST_YEARS = 300;

/** The half-life of interest, wherever it is told. */
export const halfLifeWords = (years: number | null): string =>
  years === null ? 'not reached yet' : `${countWords(years)} ${years === 1 ? 'year' : 'years'} from the most cited one`;

/** How the numbers of a timeline are made, for whoever looks at them: of what is in it, so nothing where nothing is. */
export function timelineRule({ periods, figures }: Timeline): string {
  const isOften = periods.some(({ papers, counts }) => counts.reduce((sum, count) => sum + count, 0) > papers);
  return [
    ...(isOften ? ['A paper with several labels counts for each.'] : []),
    ...(figures === null ? [] : [HALF_LIFE_RULE]),
    ...(figures === null || figures.bursts.length === 0 ? [] : [BURST_RULE]),
  ].join(' ');
}

const HALF_LIFE_RULE =
  'Half-life of interest: years from the most cited year until one brings at most half as many papers, the last year not counted.';
const BURST_RULE = `Bursts after Kleinberg (2002) over months, with s = ${BURST_RATE}, by which the usual rate is multiplied, and γ = ${BURST_COST}, by which the logarithm of the number of months is, for what it costs to begin one.`;

/** The different dates of papers, `''` where none is known, and which of them each paper has, by place. */
export interface Dates {
  values: string[];
  codes: Int32Array;
}

/** Papers whose dates are read between two steps. */
const AT_ONCE = 1000;

export function datesIn(lib: Library, hub: WorkNumber): Steps<Dates> {
  const columns = reading(lib, () => columnsOf(lib, hub));
  return keptIn(columns, 'dates', function* () {
    const { ids, size } = columns;
    const read =
      hub === ALL_WORKS
        ? "SELECT id, coalesce(date, '') FROM works WHERE ? IS NOT NULL AND id BETWEEN ? AND ? ORDER BY id"
        : `SELECT citing, coalesce(date, '') FROM citations JOIN works ON works.id = citing
           WHERE cited = ? AND citing BETWEEN ? AND ? ORDER BY citing`;
    const values = [''];
    const numbers = new Map([['', 0]]);
    const codes = new Int32Array(size);
    const take = (from: number, to: number): void => {
      const dated = reading(lib, () =>
        lib
          .sql(read)
          .raw()
          .all(hub, ids[from]!, ids[to - 1]!),
      ) as [WorkNumber, string][];
      let place = from;
      for (const [work, date] of dated) {
        while (place < to && ids[place]! < work) place += 1;
        if (place === to || ids[place] !== work) continue;
        const known = numbers.get(date);
        codes[place] = known ?? values.length;
        if (known === undefined) numbers.set(date, values.push(date) - 1);
      }
    };
    for (let from = 0; from < size; from += AT_ONCE) {
      take(from, Math.min(size, from + AT_ONCE));
      yield from / size;
    }
    return { values, codes };
  });
}

/** Papers of one date. */
interface Dated {
  date: string;
  papers: number;
  /** By label. */
  counts: number[];
}

/** The timeline of a hub's papers, stacked by their labels on an axis. */
export const timeline = (lib: Library, hub: WorkNumber, stack: Stack, among: Among = null): Timeline =>
  finished(timelineIn(lib, hub, stack, among));

/** The same in steps. */
export function* timelineIn(lib: Library, hub: WorkNumber, stack: Stack, among: Among = null): Steps<Timeline> {
  const dates = yield* partOf(datesIn(lib, hub), 0, 0.7);
  const columns = reading(lib, () => columnsOf(lib, hub));
  const { labels, of } = reading(lib, () => labelsOf(lib, columns, stack));
  const all = yield* partOf(papersByDate(dates, labels.length, of, among), 0.7, 0.9);
  const papers = sumOf(all);
  const sorted = all.filter(({ date, papers: count }) => date !== '' && count > 0);
  sorted.sort((a, b) => compare(a.date, b.date));
  yield 0.92;
  const unit = unitOf(sorted);
  const periods = new Map(spanOf(sorted, unit).map((from) => [from, { from, papers: 0, counts: labels.map(() => 0) }]));
  for (const { date, papers: count, counts } of sorted) {
    const period = periods.get(unit === 'year' ? date.slice(0, 4) : date.slice(0, 7));
    if (period === undefined) continue;
    period.papers += count;
    for (const [label, own] of counts.entries()) period.counts[label]! += own;
  }
  yield 0.94;
  const used = labels.map((_, i) => [...periods.values()].some(({ counts }) => counts[i]! > 0));
  const date = reading(lib, () => hubDate(lib, hub));
  return {
    unit,
    base: { known: sumOf(sorted), of: papers },
    labels: labels.filter((_, i) => used[i]),
    periods: [...periods.values()].map((period) => ({ ...period, counts: period.counts.filter((_, i) => used[i]) })),
    figures: yield* partOf(figuresOf(sorted, date), 0.94, 1),
  };
}

/** Papers counted between two steps. */
const COUNTED_AT_ONCE = 20_000;

function* papersByDate(
  { values, codes }: Dates,
  labels: number,
  labelsOfPlace: (place: number) => readonly number[],
  among: Among,
): Steps<Dated[]> {
  const all = values.map((date): Dated => ({ date, papers: 0, counts: Array<number>(labels).fill(0) }));
  for (let place = 0; place < codes.length; place += 1) {
    if (place % COUNTED_AT_ONCE === 0) yield place / codes.length;
    if (among !== null && among[place] === 0) continue;
    const dated = all[codes[place]!]!;
    dated.papers += 1;
    for (const label of labelsOfPlace(place)) dated.counts[label]! += 1;
  }
  return all;
}

const sumOf = (dated: readonly Dated[]): number => dated.reduce((sum, { papers }) => sum + papers, 0);

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

function hubDate(lib: Library, hub: WorkNumber): string {
  return (lib.sql('SELECT date FROM works WHERE id = ?').pluck().get(hub) as string | null) ?? '';
}

/** What any of a hub's papers has a label on. */
export function stacksIn(lib: Library, hub: WorkNumber): Stack[] {
  const columns = reading(lib, () => columnsOf(lib, hub));
  return (Object.keys(STACKS) as Stack[]).filter((stack) =>
    reading(lib, () => labelsOf(lib, columns, stack)).labels.some((label) => label !== NONE),
  );
}

/** The labels of an axis, and those of each paper as places among them. */
function labelsOf(
  lib: Library,
  columns: Columns,
  stack: Stack,
): { labels: string[]; of: (place: number) => readonly number[] } {
  const value = valueAt(columns, stack);
  const sets = (columns.values[stack] as (string | null | string[])[]).map((value) =>
    value === null || value.length === 0 ? [NONE] : typeof value === 'string' ? [value] : value,
  );
  const computed = stack === 'role' ? computedPapers(lib, columns) : null;
  const said = inVocabularyOrder([...new Set(sets.flat())], STACKS[stack]);
  const labels =
    computed === null ? said : [...said.filter((label) => label !== NONE && label !== COMPUTED), COMPUTED, NONE];
  const placesOfSets = sets.map((set) => set.map((label) => labels.indexOf(label)));
  const apart = [labels.indexOf(COMPUTED)];
  return { labels, of: (place) => (computed?.[place] === 1 ? apart : placesOfSets[value(place)]!) };
}

const monthOf = (date: string): number => Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)) - 1;
const monthText = (month: number): string =>
  `${String(Math.floor(month / 12)).padStart(4, '0')}-${String((month % 12) + 1).padStart(2, '0')}`;

/** Those whose month is known. */
const withMonth = (sorted: readonly Dated[]): Dated[] => sorted.filter(({ date }) => date.length >= 7);

/** Whether nearly all papers have a date with a month. */
const tellMonths = (sorted: readonly Dated[]): boolean => {
  const months = withMonth(sorted);
  return months.length > 0 && sumOf(months) >= sumOf(sorted) * NEARLY_ALL;
};

function unitOf(sorted: readonly Dated[]): 'year' | 'month' {
  if (!tellMonths(sorted)) return 'year';
  const months = withMonth(sorted);
  return monthOf(months.at(-1)!.date) - monthOf(months[0]!.date) < MOST_MONTHS ? 'month' : 'year';
}

/** Every year or month between the first and the last; only those with papers where a stray date would make it too many. */
function spanOf(sorted: readonly Dated[], unit: 'year' | 'month'): string[] {
  if (unit === 'month') {
    const months = withMonth(sorted).map(({ date }) => monthOf(date));
    return Array.from({ length: months.at(-1)! - months[0]! + 1 }, (_, i) => monthText(months[0]! + i));
  }
  const years = [...new Set(sorted.map(({ date }) => Number(date.slice(0, 4))))];
  const [first = 0, last = -1] = [years[0], years.at(-1)];
  const all = last - first < MOST_YEARS ? Array.from({ length: last - first + 1 }, (_, i) => first + i) : years;
  return all.map((year) => String(year).padStart(4, '0'));
}

function* figuresOf(sorted: readonly Dated[], hub: string): Steps<TimeFigures | null> {
  const [first, last] = [sorted[0]?.date, sorted.at(-1)?.date];
  if (first === undefined || last === undefined) return null;
  const perYear = new Map<number, number>();
  for (const { date, papers } of sorted) {
    const year = Number(date.slice(0, 4));
    perYear.set(year, (perYear.get(year) ?? 0) + papers);
  }
  const most = [...perYear].reduce((a, b) => (b[1] > a[1] ? b : a));
  yield 0.2;
  const perMonth = monthsOf(sorted);
  yield 0.4;
  const bursts = burstsIn(perMonth);
  yield 0.8;
  return {
    first,
    last,
    halfBy: halfBy(sorted),
    most: { year: most[0], papers: most[1] },
    halfLife: halfLife(perYear, most, Number(last.slice(0, 4))),
    lastTwelveMonths:
      last.length < 7 ? null : sumOf(withMonth(sorted).filter(({ date }) => monthOf(date) > monthOf(last) - 12)),
    beforeHub: hub === '' ? null : sumOf(sorted.filter(({ date }) => isBefore(date, hub))),
    bursts: bursts.map(({ from, to, ...burst }) => ({
      ...burst,
      from: monthText(from),
      to: monthText(to),
    })),
  };
}

function halfBy(sorted: readonly Dated[]): string {
  const half = Math.ceil(sumOf(sorted) / 2);
  let papers = 0;
  return sorted.find((dated) => {
    papers += dated.papers;
    return papers >= half;
  })!.date;
}

/** Whether a date is certainly before another: as far as both are known. */
function isBefore(date: string, other: string): boolean {
  const length = Math.min(date.length, other.length);
  return date.slice(0, length) < other.slice(0, length);
}

function halfLife(perYear: ReadonlyMap<number, number>, most: readonly [number, number], last: number): number | null {
  for (let year = most[0] + 1; year < last; year += 1)
    if ((perYear.get(year) ?? 0) * 2 <= most[1]) return year - most[0];
  return null;
}

/** Papers of each month from the first to the last; null where dates do not tell months, or the span is a stray date's. */
function monthsOf(sorted: readonly Dated[]): { first: number; counts: number[] } | null {
  if (!tellMonths(sorted)) return null;
  const months = withMonth(sorted);
  const [first, last] = [monthOf(months[0]!.date), monthOf(months.at(-1)!.date)];
  if (last - first >= MOST_YEARS * 12) return null;
  const counts = Array<number>(last - first + 1).fill(0);
  for (const { date, papers } of months) counts[monthOf(date) - first]! += papers;
  return { first, counts };
}
