/** Dates of publications, from whatever sources call a date. */

/** A year, with the month and day where known. Years before ours are negative, as people count them: -44 is 44 BC. */
export interface PartialDate {
  year: number;
  month?: number;
  day?: number;
}

export const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'] as const;

function partial(year: unknown, month?: unknown, day?: unknown): PartialDate | null {
  const y = wholeNumber(year);
  if (y === null || y === 0 || Math.abs(y) > 9999) return null;
  const m = wholeNumber(month);
  if (m === null || m < 1 || m > 12) return { year: y };
  const d = wholeNumber(day);
  if (d === null || d < 1 || d > daysIn(y, m)) return { year: y, month: m };
  return { year: y, month: m, day: d };
}

function daysIn(year: number, month: number): number {
  return new Date(Date.UTC(2000 + (year % 400), month, 0)).getUTCDate();
}

function wholeNumber(value: unknown): number | null {
  if (typeof value === 'number') return Number.isInteger(value) ? value : null;
  return typeof value === 'string' && /^\s*[+-]?\d{1,6}\s*$/.test(value) ? Number(value) : null;
}

/** A date in words or figures: `2020-03-30`, `30-Mar-2020`, `March 2020`, `c. 1900`; null where no year is to be found. */
export function parseDate(text: string): PartialDate | null {
  const words = text.normalize('NFKC').trim();
  const turned = /^(\d{1,2})[./-](\d{1,2})[./-](\d{4})$/u.exec(words);
  // Day and month are told apart only where one is above twelve.
  if (turned) {
    const [a, b] = [Number(turned[1]), Number(turned[2])];
    if (a > 12 && b <= 12) return partial(turned[3], b, a);
    if (b > 12 && a <= 12) return partial(turned[3], a, b);
    return partial(turned[3], a === b ? a : undefined, a);
  }
  const iso = /^([+-]?\d{1,6})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2}))?)?(?:[T ].*|\/.*)?$/u.exec(words);
  if (iso) return partial(iso[1], iso[2], iso[3]);
  const year = /(?<!\d)(\d{4})(?!\d)/u.exec(words)?.[1];
  if (year === undefined) return null;
  const named = /\b(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b/iu.exec(words)?.[1];
  const month = named === undefined ? undefined : MONTHS.indexOf(named.toLowerCase() as (typeof MONTHS)[number]) + 1;
  const day = /(?<!\d)(\d{1,2})(?:st|nd|rd|th)?(?!\d)/u.exec(words.replace(year, ' '))?.[1];
  return partial(year, month, day);
}

/** CSL's dates in every shape they come in: parts as numbers or text, `raw`, `literal`, a plain string or number. */
export function readDate(raw: unknown): PartialDate[] {
  if (typeof raw === 'number') return listed(partial(raw));
  if (typeof raw === 'string') return listed(parseDate(raw));
  if (typeof raw !== 'object' || raw === null) return [];
  const date = raw as Record<string, unknown>;
  const parts = date['date-parts'];
  if (Array.isArray(parts)) {
    const rows = Array.isArray(parts[0]) ? parts.slice(0, 2) : [parts];
    const dates = rows.flatMap((row) => (Array.isArray(row) ? listed(partial(row[0], row[1], row[2])) : []));
    if (dates.length > 0) return dates;
  }
  for (const words of [date['raw'], date['literal'], date['date-time']])
    if (typeof words === 'string') {
      const found = parseDate(words);
      if (found !== null) return [found];
    }
  return [];
}

function listed(date: PartialDate | null): PartialDate[] {
  return date === null ? [] : [date];
}

/** As ISO 8601 has it, in which the year before 1 is 0: what BibLaTeX reads. */
export function isoDate(date: PartialDate): string {
  const year = date.year < 0 ? date.year + 1 : date.year;
  const digits = `${year < 0 ? '-' : ''}${String(Math.abs(year)).padStart(4, '0')}`;
  return [digits, ...[date.month, date.day].flatMap((n) => (n === undefined ? [] : [String(n).padStart(2, '0')]))].join(
    '-',
  );
}
