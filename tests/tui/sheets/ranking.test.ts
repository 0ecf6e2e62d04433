/** Works in the lines of a ranking. */
import { expect, it } from 'vitest';
import type { Row } from '../../../src/library/model.js';
import { lineWidth, plainText } from '../../../src/text/spans.js';
import { makeTheme } from '../../../src/text/theme.js';
import { workText } from '../../../src/tui/sheets/ranking.js';

const { glyphs } = makeTheme('none');
const ROW: Row = {
  work: 2,
  id: 'arxiv:hep-th/9803131',
  title: 'Anti-de Sitter Space, Thermal Phase Transition, And Confinement In Gauge Theories',
  firstAuthor: 'Edward Witten',
  authorCount: 1,
  date: '1998-03-16',
  roles: [],
  polarities: [],
  citing: 0,
};
const text = (cells: number): string => plainText(workText(ROW, { glyphs, hidden: [] }, cells));

it('have the title cut before who wrote them, and the year last of all', () => {
  expect(text(110)).toBe(`${ROW.title} · Edward Witten · 1998`);
  expect(text(90)).toMatch(/^Anti-de Sitter Space, Thermal .*… · Edward Witten · 1998$/u);
  expect(text(60)).toMatch(/^Anti-de Sitter Space, Thermal .*… · 1998$/u);
  expect(text(40)).toMatch(/^Anti-de Sitter Space, Thermal .*…$/u);
  for (let cells = 20; cells < 120; cells += 1) {
    const wide = lineWidth(workText(ROW, { glyphs, hidden: [] }, cells));
    expect(wide, `${cells}`).toBe(Math.min(cells, wide));
  }
});
