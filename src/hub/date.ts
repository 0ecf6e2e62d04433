/** Dates of publications: as exact as they are known, and read from whatever sources call a date. */

/** A year, with the month and day where known. Years before ours are negative, as people count them: -44 is 44 BC. */
export interface PartialDate {
  year: number;
  month?: number;
  day?: number;
}

export const MONTHS: readonly string[] = [
  'jan',
  'feb',
  'mar',
  'apr',
  'may',
  'jun',
  'jul',
  'aug',
  'sep',
  'oct',
  'nov',
  'dec',
];

/** What of the parts is a date, numbers or digits: a month that is none is left out, and so is a day of no calendar; null without a year. */
export function dateOf(year: unknown, month?: unknown, day?: unknown): PartialDate | null {
  const y = wholeNumber(year);
  if (y === null || y === 0 || Math.abs(y) > 9999) return null;
  const m = wholeNumber(month);
  if (m === null || m < 1 || m > 12) return { year: y };
  const d = wholeNumber(day);
  if (d === null || d < 1 || d > daysIn(y, m)) return { year: y, month: m };
  return { year: y, month: m, day: d };
}

/** Days of a month, 1 to 12, of the Gregorian calendar. */
export function daysIn(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

function wholeNumber(value: unknown): number | null {
  if (typeof value === 'number') return Number.isInteger(value) ? value : null;
  return typeof value === 'string' && /^\s*[+-]?\d{1,6}\s*$/.test(value) ? Number(value) : null;
}

/** A date in words or figures: `2020-03-30`, `30-Mar-2020`, `March 2020`, `c. 1900`; null where no year is to be found. */
export function parseDate(text: string): PartialDate | null {
  // As libraries have it, which is read a million times.
  if (IS_DATE.test(text))
    return text.length === 4
      ? { year: Number(text) }
      : dateOf(
          Number(text.slice(0, 4)),
          Number(text.slice(5, 7)),
          text.length === 7 ? undefined : Number(text.slice(8)),
        );
  const words = certain(text.normalize('NFKC').trim());
  const turned = /^(\d{1,2})[./-](\d{1,2})[./-](\d{4})$/u.exec(words);
  // Day and month are told apart only where one is above twelve.
  if (turned) {
    const [a, b] = [Number(turned[1]), Number(turned[2])];
    if (a > 12 && b <= 12) return dateOf(turned[3], b, a);
    if (b > 12 && a <= 12) return dateOf(turned[3], a, b);
    return dateOf(turned[3], a === b ? a : undefined, a);
  }
  // A day before a month in words is no year.
  const isDayFirst = /^\d{1,2}(?:st|nd|rd|th)? \D.*(?<!\d)\d{4}(?!\d)/u.test(words);
  const iso = isDayFirst
    ? null
    : /^([+-]?\d{1,6})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2}))?)?(?:[T ].*|\/.*|[-/.][\dXu]*)?$/u.exec(words);
  if (iso) return dateOf(iso[1], iso[2], iso[3]);
  const year = /(?<!\d)(\d{4})(?!\d)/u.exec(words)?.[1];
  if (year === undefined) return null;
  const month = monthIn(words);
  const day = /(?<!\d)(\d{1,2})(?:st|nd|rd|th)?(?!\d)/u.exec(words.replace(year, ' '))?.[1];
  return dateOf(year, month, day);
}

/** What ISO 8601-2 (EDTF) marks as uncertain, without the marks; of an open interval, `../2020`, its end; `19XX` has no year. */
function certain(words: string): string {
  if (!/^[?~%]?[-+\d.]/u.test(words)) return words;
  return words.replace(/^(?:\.\.|)\//u, '').replace(/(?<=\d)[?~%]|[?~%](?=\d)/gu, '');
}

const NAMED_MONTH = new RegExp(String.raw`\b(${MONTHS.join('|')})[a-z]*\b`, 'iu');

/** The month, 1 to 12, whose English name or abbreviation stands in a text. */
export function monthIn(text: string): number | undefined {
  const name = NAMED_MONTH.exec(text)?.[1]?.toLowerCase();
  return name === undefined ? undefined : MONTHS.indexOf(name) + 1;
}

/** As ISO 8601 has it, in which the year before 1 is 0: what BibLaTeX reads. */
export function isoDate(date: PartialDate): string {
  const year = date.year < 0 ? date.year + 1 : date.year;
  const digits = `${year < 0 ? '-' : ''}${String(Math.abs(year)).padStart(4, '0')}`;
  const more = (part: number | undefined): string => (part === undefined ? '' : part < 10 ? `-0${part}` : `-${part}`);
  return digits + more(date.month) + more(date.day);
}

const MONTH = '(?:0[1-9]|1[0-2])';
const DAY = '(?:0[1-9]|[12]\\d|3[01])';
const IS_DATE = new RegExp(`^(?!0000)\\d{4}(?:-${MONTH}(?:-${DAY})?)?$`);
const IS_TIME = new RegExp(
  `^(?!0000)\\d{4}-${MONTH}-${DAY}(?:T(?:[01]\\d|2[0-3]):[0-5]\\d(?::[0-6]\\d(?:\\.\\d{1,9})?)?Z)?$`,
);

/** `YYYY`, `YYYY-MM` or `YYYY-MM-DD`: how records and the library write a date. */
export function isDate(text: string): boolean {
  return IS_DATE.test(text);
}

/** Whether a date is before another as far as both are known: 2022-01 is before 2022-03-01, and not before 2022. */
export function isBefore(date: string, other: string): boolean {
  const known = Math.min(date.length, other.length);
  return known >= 4 && date.slice(0, known) < other.slice(0, known);
}

/** `YYYY-MM-DD`. */
export function isDay(text: string): boolean {
  return text.length === 10 && isDate(text);
}

/** A day, or a UTC time such as `2025-04-18T09:30:00Z`: how records write when something was said. */
export function isDayOrTime(text: string): boolean {
  return IS_TIME.test(text);
}
