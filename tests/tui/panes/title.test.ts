/** Who wrote a hub, in as many cells as there are. */
import { expect, it } from 'vitest';
import { width } from '../../../src/text/width.js';
import { bylineIn, bylines } from '../../../src/tui/panes/title.js';

const FIVE = { authors: ['Utku Goatherd', 'B', 'C', 'D', 'E'], date: '2019-11-25' };

it('says who wrote a hub in forms of which the shortest still has how many they are, and when', () => {
  expect(bylines(FIVE, [])).toEqual(['Utku Goatherd and 4 more, 2019', 'Utku Goatherd +4, 2019', 'Goatherd +4, 2019']);
  expect(bylines({ authors: ['Ann Lamb'], date: '' }, [])).toEqual(['Ann Lamb', 'Ann Lamb', 'Lamb']);
  expect(bylines({ authors: [], date: '2019' }, [])).toEqual(['2019']);
  expect(bylines(FIVE, ['authors'])).toEqual(['authors hidden, 2019']);
});

it('cuts the name before the year, and the year only where there is room for nothing else', () => {
  const forms = bylines(FIVE, []);
  expect(bylineIn(forms, 40)).toBe('Utku Goatherd and 4 more, 2019');
  expect(bylineIn(forms, 29)).toBe('Utku Goatherd +4, 2019');
  expect(bylineIn(forms, 21)).toBe('Goatherd +4, 2019');
  expect(bylineIn(forms, 16)).toBe('Goathe… +4, 2019');
  expect(bylineIn(forms, 11)).toBe('G… +4, 2019');
  for (let cells = 1; cells < 40; cells += 1) expect(width(bylineIn(forms, cells))).toBeLessThanOrEqual(cells);
});
