/** The timeline's bars: how high they are, what is in them, and how they are told apart and named. */
import { describe, expect, it } from 'vitest';
import type { Timeline } from '../../../../src/library/graph/time.js';
import { ASCII_GLYPHS, type Glyphs, UNICODE_GLYPHS } from '../../../../src/text/look/glyphs.js';
import { lineWidth, plainText } from '../../../../src/text/spans.js';
import { chart, marksOf } from '../../../../src/tui/sheets/timeline/chart.js';

type Of = Pick<Timeline, 'labels' | 'periods'> & { unit?: Timeline['unit'] };

const HUB = 7;
const totals = ({ labels, periods }: Of) =>
  labels.map((label, at) => ({ label, count: periods.reduce((sum, { counts }) => sum + counts[at]!, 0) }));

function drawn(of: Of, cells = 60, page = 20, glyphs: Glyphs = UNICODE_GLYPHS) {
  const found: Timeline = { unit: 'year', base: { known: 0, of: 0 }, figures: null, ...of };
  const { items, across } = chart(found, marksOf(totals(of), 'role', glyphs), HUB, cells, page, glyphs);
  const height = items[0]!.lines.length;
  const rows = Array.from({ length: height }, (_, row) =>
    [across!.left[row] ?? [{ text: '    ' }], ...items.map(({ lines }) => lines[row]!)].map(plainText).join(''),
  );
  return { items, rows, below: across!.below.map(plainText) };
}

const year = (from: string, ...counts: number[]) => ({
  from,
  papers: counts.reduce((sum, count) => sum + count, 0),
  counts,
});
const unlabelled = (...papers: number[]): Of => ({
  labels: ['none'],
  periods: papers.map((count, at) => year(String(2001 + at), count)),
});

it('draws each year as high as it has papers, to an eighth of a cell, over its name and under its number', () => {
  const { rows } = drawn(unlabelled(16, 0, 9, 1), 40, 19);
  expect(rows.map((row) => row.trimEnd())).toEqual([
    '      16      0       9       1',
    '16 ┤██████',
    '   │██████',
    '   │██████',
    '   │██████          ▄▄▄▄▄▄',
    ' 8 ┤██████          ██████',
    '   │██████          ██████',
    '   │██████          ██████',
    '   │██████          ██████  ▄▄▄▄▄▄',
    ' 0 ▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔',
    '     2001    2002    2003    2004',
  ]);
});

describe('the labels of a year', () => {
  const roles: Of = {
    labels: ['background', 'method', 'none'],
    periods: [year('2001', 4, 2, 2), year('2002', 2, 0, 0)],
  };

  it('share its bar by their parts, in shades that tell them apart without colours', () => {
    const { rows } = drawn(roles, 30, 19);
    expect(rows.slice(1, 9).map((row) => row.slice(4, 16).trim())).toEqual([
      ...Array(2).fill('░░░░░░░░░░'),
      ...Array(2).fill('▓▓▓▓▓▓▓▓▓▓'),
      ...Array(4).fill('██████████'),
    ]);
  });

  it('lose no row to a top that is not drawn, for only a solid one can be drawn in part', () => {
    const periods = [year('2001', 31, 14, 12), year('2002', 62, 40, 33)];
    const { rows } = drawn({ labels: ['background', 'method', 'none'], periods }, 30, 19);
    expect(rows.slice(1, 9).map((row) => row.slice(5, 6))).toEqual([...'     ░▓█']);
  });

  it('are letters where only ASCII is safe, those of the menu', () => {
    const { rows } = drawn(roles, 30, 19, ASCII_GLYPHS);
    expect(
      rows
        .slice(1, 9)
        .map((row) => row.slice(4, 5))
        .join(''),
    ).toBe('nnmmbbbb');
    expect(rows.join('')).toMatch(/^[ -~]*$/u);
  });

  it('are letters beyond the three that most papers have, so that no two look alike', () => {
    const labels = ['background', 'method', 'dataset', 'baseline', 'comparison', 'none'];
    const marks = marksOf(
      labels.map((label, at) => ({ label, count: at + 1 })),
      'role',
      UNICODE_GLYPHS,
    );
    expect(new Set(marks.map(({ char }) => char)).size).toBe(labels.length);
    expect(marks.find(({ label }) => label === 'comparison')!.char).toBe('█');
    expect(marks.find(({ label }) => label === 'background')!.char).toMatch(/[a-z]/u);
  });

  it('are told with their numbers while the cursor is on it', () => {
    const { items } = drawn(roles);
    expect(items.map(({ tells }) => tells!.map(plainText))).toEqual([
      ['2001: 8 papers · background 4 · method 2 · none 2'],
      ['2002: 2 papers · background 2'],
    ]);
  });

  it('are told all, in lines as wide as there is room, also those too few for a cell of the bar', () => {
    const counts = [3025, 1180, 108, 128, 600, 660, 42, 60];
    const labels = ['background', 'method', 'dataset', 'baseline', 'comparison', 'extension', 'future_work', 'none'];
    const { items } = drawn({ labels, periods: [year('2025', ...counts.map(() => 1)), year('2026', ...counts)] }, 40);
    const lines = items[1]!.tells!.map(plainText);
    expect(lines).toEqual([
      '2026: 5,803 papers · background 3,025 ·',
      '  method 1,180 · dataset 108 ·',
      '  baseline 128 · comparison 600 ·',
      '  extension 660 · future work 42 ·',
      '  none 60',
    ]);
    expect(lines.every((line) => line.length <= 40)).toBe(true);
  });

  it.each([20, 32, 56])(
    'are to scale on a page of %i lines: few of many have no row, and rows add up to the bar',
    (page) => {
      const counts = [3025, 60, 40, 1180, 30];
      const labels = ['background', 'dataset', 'baseline', 'method', 'none'];
      const { rows } = drawn({ labels, periods: [year('2026', ...counts)] }, 40, page);
      const height = rows.length - 3;
      const bar = rows.slice(1, 1 + height).map((row) => row.slice(7, 8));
      const method = Math.round((height * 1180) / (3025 + 1180));
      expect(bar).toEqual([...Array(method).fill('▓'), ...Array(height - method).fill('█')]);
    },
  );
});

it('stands for several years in a bar where there is no room for each, and opens all of them', () => {
  const periods = Array.from({ length: 100 }, (_, at) => year(String(1901 + at), at % 3));
  const { items, rows, below } = drawn({ labels: ['none'], periods }, 40);
  expect(items).toHaveLength(34);
  expect(items[0]!.door).toEqual({ opens: 'papers', hub: HUB, query: 'date:1901..1903', count: 3 });
  expect(items.at(-1)!.door).toMatchObject({ query: 'year:2000', count: 0 });
  expect(plainText(items[1]!.tells![0]!)).toBe('1904 to 1906: 3 papers');
  expect(below[0]).toMatch(/^ {3}1901 1916 1931 /u);
  for (const row of rows) expect(row.length).toBeLessThanOrEqual(40);
});

it('names narrow months by their year where it begins', () => {
  const periods = [...Array(18).keys()].map((at) =>
    year(`${2020 + Math.floor((at + 10) / 12)}-${String(((at + 10) % 12) + 1).padStart(2, '0')}`, 1),
  );
  const { below, items } = drawn({ labels: ['none'], unit: 'month', periods }, 80);
  expect(below).toEqual(['   2020    2021    03  04  05  06  07  08  09  10  11  12  2022    03  04']);
  expect(items.every(({ lines }) => lines.every((line) => lineWidth(line) === 4))).toBe(true);
});

it('uses the width there is where years are few', () => {
  const widths = [40, 77, 97].map((cells) => drawn(unlabelled(3, 5, 4, 6, 7), cells).rows[5]!.length);
  expect(widths).toEqual([38, 73, 93]);
});

it('is higher in a higher terminal, and never fills it', () => {
  const heights = [6, 20, 32, 56, 200].map((page) => drawn(unlabelled(3, 5), 60, page).items[0]!.lines.length);
  expect(heights).toEqual([8, 11, 16, 27, 27]);
});
