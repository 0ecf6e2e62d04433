/** What the dates of a hub's papers come to, as lines of the timeline. */
import { expect, it } from 'vitest';
import { cites, libraryOf, work } from '../../../library/support.js';
import { exploring, press, shown } from '../../support.js';

/** Months of two years with a paper each, and two with many. */
const MONTHS = Array.from({ length: 48 }, (_, at) => at).flatMap((at) => {
  const date = `${2001 + Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}`;
  return Array<string>(at === 15 || at === 40 ? 20 : 1).fill(date);
});

const POLARITY = { axis: 'polarity' as const, labels: ['support'], judge: 'pith', at: '2026-01-01' };

const library = (polarities: boolean) =>
  libraryOf([
    work(0, { date: '2001-03' }),
    ...MONTHS.map((date, at) => work(at + 1, { date })),
    ...MONTHS.map((_, at) => cites(at + 1, 0, polarities ? [POLARITY] : undefined)),
  ]);

it('have their values below each other, and bursts are told apart by their names', async () => {
  const store = exploring(await library(false));
  store.resize(120, 60);
  press(store, 'O', 't');
  const lines = shown(store).split('\n');
  const from = lines.findIndex((line) => line.includes('What that comes to')) + 1;
  const figures = lines.slice(from).filter((line) => /^ {2}\S/u.test(line));
  expect(figures.length).toBeGreaterThan(7);
  const places = figures.map((line) => /^ {2}(?:\S| (?! ))+ {2,}/u.exec(line)![0].length);
  expect(new Set(places).size).toBe(1);
  expect(figures.some((line) => line.includes('before the hub itself'))).toBe(true);
  const bursts = figures.filter((line) => line.includes('burst')).map((line) => line.slice(2, places[0]).trim());
  expect(bursts).toEqual(['burst in 2002-04', 'burst in 2004-05']);
});

it('stack by nothing that no paper has a label on', async () => {
  const none = exploring(await library(false));
  press(none, 'O', 't');
  expect(shown(none)).toContain('No paper has a role here.');
  expect(shown(none)).not.toMatch(/ s by/u);
  const some = exploring(await library(true));
  press(some, 'O', 't');
  expect(shown(some)).toContain('No paper has a role here; s shows them by polarity.');
  expect(shown(some)).toContain(' s by polarity');
  press(some, 's');
  expect(shown(some)).toContain('Timeline by polarity');
  expect(shown(some)).not.toMatch(/ s by/u);
});
