/** In which order the details say what is known, how wide, and what they say once. */
import { describe, expect, it } from 'vitest';
import type { Details, HubHead } from '../../../src/library/model.js';
import { plainText } from '../../../src/text/spans.js';
import { makeTheme } from '../../../src/text/theme.js';
import { width } from '../../../src/text/width.js';
import { detailLines } from '../../../src/tui/panes/details.js';
import { previewLines } from '../../../src/tui/panes/preview.js';
import { NOTHING_SAID } from '../nothing-said.js';

const THEME = makeTheme('none');
const HUB: HubHead = {
  work: 1,
  id: 'arxiv:1911.00001',
  title: 'Counting sheep',
  authors: ['Ann Writer'],
  date: '2019',
  presented: true,
  citing: 3,
  classified: 0,
  importedAt: '',
};
const LONG_ID = `s2:${'0123456789abcdef'.repeat(3).slice(0, 40)}` as const;
const PAPER: Details = {
  work: 2,
  id: 'arxiv:2001.00002',
  title: 'Goats that are counted',
  firstAuthor: 'Ann Goat',
  authorCount: 1,
  authors: [{ name: 'Ann Goat' }],
  date: '2020-03',
  year: 2020,
  roles: [],
  polarities: [],
  citing: 0,
  ids: ['arxiv:2001.00002', LONG_ID],
  sources: ['openalex'],
  contexts: [
    { text: 'We count as in [1].', section: 'Method' },
    { text: 'Others count, too [1].' },
    { text: 'We count as in [1].', section: 'Results' },
  ],
  judgements: [],
  reviews: [],
  claims: [],
  checks: [],
  abstract: 'Goats are counted by night, and by day they are not. '.repeat(12),
};

const shown = (cells: number, paper: Details = { ...PAPER }): string[] =>
  detailLines(paper, {
    hub: HUB,
    query: { where: null, sort: null },
    said: NOTHING_SAID,
    hidden: [],
    cells,
    theme: THEME,
  }).map((line) => plainText(line).trimEnd());

describe('the details', () => {
  it('have the sentences before the abstract and the identifiers at the end', () => {
    const lines = shown(60);
    const places = ['Role', '3 citing sentences', 'Abstract', 'Ids'].map((words) =>
      lines.findIndex((line) => line.startsWith(` ${words}`)),
    );
    expect(places.every((place) => place > 0)).toBe(true);
    expect(places).toEqual(places.toSorted((a, b) => a - b));
  });

  it('say a sentence that stands in two places once, with both', () => {
    const all = shown(60).join('\n');
    expect(all.split('We count as in [1].')).toHaveLength(2);
    expect(all).toContain('Method · Results · twice');
    expect(all).toContain('Others count, too [1].');
  });

  it('say once that nobody reviewed it', () => {
    expect(shown(60).filter((line) => line.includes('not reviewed'))).toEqual([' Review    not reviewed']);
    const scored = shown(60, { ...PAPER, novelty: 7.5 }).join('\n');
    expect(scored).toMatch(/Verdict +not reviewed/u);
    expect(scored).toContain('7.5 of 10');
  });

  it('break no identifier that a line has room for', () => {
    for (const cells of [47, 60, 110, 200]) {
      const whole = shown(cells).map((line) => line.replace(/^ (Ids)? */u, '').replace(/ {3}.*$/u, ''));
      expect(whole.some((line) => line.includes(LONG_ID.slice(3)))).toBe(true);
      expect(whole.some((line) => line.includes('2001.00002'))).toBe(true);
    }
  });

  it('have no line longer than a hundred cells, and two columns where these have room', () => {
    for (let cells = 30; cells < 138; cells += 1)
      for (const line of shown(cells)) expect(width(line)).toBeLessThanOrEqual(Math.min(cells - 1, 101));
    for (const cells of [138, 160, 200, 300]) {
      const lines = shown(cells);
      for (const line of lines) expect(width(line)).toBeLessThanOrEqual(Math.min(cells, 205));
      const beside = lines.find((line) => line.includes('Abstract'));
      expect(beside).toMatch(/Review +not reviewed +Abstract$/u);
    }
  });
});

describe('the preview', () => {
  it('has title, authors and the sentence in three lines that fill the width', () => {
    const lines = previewLines(PAPER, HUB, [], 78, THEME).map(plainText);
    expect(lines.map(width)).toEqual([78, 78, 78]);
    expect(lines[0]).toMatch(/^ Goats that are counted +$/u);
    expect(lines[1]).toContain('Ann Goat · 2020-03');
    expect(lines[2]).toContain('│ We count as in [1].');
  });

  it('hides the authors while screening blind, and has the abstract where no sentence is known', () => {
    const lines = previewLines({ ...PAPER, contexts: [] }, HUB, ['authors'], 78, THEME).map(plainText);
    expect(lines.join('\n')).not.toContain('Ann Goat');
    expect(lines[2]).toMatch(/^ Goats are counted by night.*…$/u);
  });
});
