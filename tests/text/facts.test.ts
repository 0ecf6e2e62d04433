/** Texts with facts behind them, wrapped. */
import { expect, it } from 'vitest';
import { wrapFacts } from '../../src/text/facts.js';
import { UNICODE_GLYPHS } from '../../src/text/look/glyphs.js';
import { plainText } from '../../src/text/spans.js';

const wrapped = (title: string, facts: readonly string[], cells: number): string[] =>
  wrapFacts(
    [{ text: title }],
    facts.map((text) => ({ text })),
    cells,
    UNICODE_GLYPHS,
  ).map(plainText);

const FACTS = ['Edward Witten', '', '1998', 'arXiv:hep-th/9803131'];

it('stand behind the text with a mark between them where there is room', () => {
  expect(wrapped('Thermal Phase Transition', FACTS, 80)).toEqual([
    'Thermal Phase Transition · Edward Witten · 1998 · arXiv:hep-th/9803131',
  ]);
  expect(wrapped('', FACTS, 80)).toEqual(['Edward Witten · 1998 · arXiv:hep-th/9803131']);
});

it('are broken between facts only, with no mark left at the end or the begin of a line', () => {
  for (let cells = 28; cells < 70; cells += 1) {
    const lines = wrapped('Thermal Phase Transition', FACTS, cells);
    for (const line of lines) expect(line, `${cells}`).not.toMatch(/^·|·$/u);
    expect(lines.join('|'), `${cells}`).not.toMatch(/Edward\||\u00a0/u);
    expect(lines.join(' ').replaceAll(' · ', ' ')).toBe(
      'Thermal Phase Transition Edward Witten 1998 arXiv:hep-th/9803131',
    );
  }
});

it('are broken inside a fact that is longer than half a line', () => {
  expect(wrapped('A', ['The Collaboration of Very Many', '2001'], 24)).toEqual([
    'A · The Collaboration of',
    'Very Many · 2001',
  ]);
});

it('begin a line of their own where one has no room for both, unless that takes one more', () => {
  expect(wrapped('Thermal Phase Transition', FACTS, 60)).toEqual([
    'Thermal Phase Transition',
    'Edward Witten · 1998 · arXiv:hep-th/9803131',
  ]);
  expect(wrapped('Thermal Phase Transition', FACTS, 40)).toEqual([
    'Thermal Phase Transition · Edward Witten',
    '1998 · arXiv:hep-th/9803131',
  ]);
});
