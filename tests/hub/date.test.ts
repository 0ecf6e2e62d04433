/** Dates as sources write them. */
import { describe, expect, it } from 'vitest';
import { dateOf, daysIn, isDate, isDay, isDayOrTime, isoDate, monthIn, parseDate } from '../../src/hub/date.js';

describe('dates', () => {
  it.each([
    ['2020-03-30', { year: 2020, month: 3, day: 30 }],
    ['2020/05/01/', { year: 2020, month: 5, day: 1 }],
    ['2020//', { year: 2020 }],
    ['30-Mar-2020', { year: 2020, month: 3, day: 30 }],
    ['March 2020', { year: 2020, month: 3 }],
    ['13 May 2026', { year: 2026, month: 5, day: 13 }],
    ['3rd Sept. 2026', { year: 2026, month: 9, day: 3 }],
    ['31/12/1999', { year: 1999, month: 12, day: 31 }],
    ['01/02/1999', { year: 1999 }],
    ['c. 1900', { year: 1900 }],
    ['2021-02-30', { year: 2021, month: 2 }],
    ['2021-13-01', { year: 2021 }],
    ['2010-05-03?', { year: 2010, month: 5, day: 3 }],
    ['2010~', { year: 2010 }],
    ['?2010-05', { year: 2010, month: 5 }],
    ['2004-06-XX', { year: 2004, month: 6 }],
    ['2004-uu', { year: 2004 }],
    ['../2011-06', { year: 2011, month: 6 }],
    ['2010-05/2011-06', { year: 2010, month: 5 }],
    ['2013-21/2013-22', { year: 2013 }],
    ['2020-05-03T10:00:00+02:00', { year: 2020, month: 5, day: 3 }],
    ['19XX', null],
    ['in press', null],
    ['', null],
  ])('«%s» are read as far as they are dates', (text, date) => {
    expect(parseDate(text)).toEqual(date);
  });

  it('of parts leave out what no calendar has', () => {
    expect(dateOf('2020', 2, 29)).toEqual({ year: 2020, month: 2, day: 29 });
    expect(dateOf(2021, 2, 29)).toEqual({ year: 2021, month: 2 });
    expect(dateOf(2021, 0)).toEqual({ year: 2021 });
    expect(dateOf(null, 5)).toBeNull();
    expect([daysIn(1900, 2), daysIn(2000, 2), daysIn(2024, 4)]).toEqual([28, 29, 30]);
  });

  it('are written as ISO 8601 has them', () => {
    expect(isoDate({ year: 2020, month: 3 })).toBe('2020-03');
    expect(isoDate({ year: -44, month: 3, day: 15 })).toBe('-0043-03-15');
  });

  it('of records are years, months and days of figures, and nothing else', () => {
    for (const date of ['2020', '0001', '2020-12', '2020-12-31']) expect(isDate(date), date).toBe(true);
    for (const text of ['0000', '20', '2020-00', '2020-13', '2020-1-1', '2020-12-32', '2020-12-31T00:00Z', ' 2020'])
      expect(isDate(text), text).toBe(false);
    expect([isDay('2020-12'), isDay('2020-12-31')]).toEqual([false, true]);
    for (const time of ['2020-12-31', '2020-12-31T23:59Z', '2020-12-31T23:59:59.123Z'])
      expect(isDayOrTime(time), time).toBe(true);
    for (const text of ['2020-12', '2020-12-31T24:00Z', '2020-12-31T23:60Z', '2020-12-31T23:59:59', '2020-12-31Z'])
      expect(isDayOrTime(text), text).toBe(false);
  });

  it('know months by their English names and abbreviations', () => {
    expect(['jan', 'Sept.', 'December', '1~may'].map(monthIn)).toEqual([1, 9, 12, 5]);
    expect(monthIn('5')).toBeUndefined();
  });
});
