/** In which order the details say what is known, how wide, and what they say once. */
import { describe, expect, it } from 'vitest';
import type { Details, HubHead, JudgementLine } from '../../../src/library/model.js';
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
  computed: 0,
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

const JUDGED: JudgementLine = {
  axis: 'role',
  labels: ['method', 'background'],
  judge: 'semantic-scholar',
  at: '2023-11-01',
  effective: true,
};

const shown = (cells: number, paper: Details = { ...PAPER }): string[] =>
  detailLines(paper, {
    hub: HUB,
    terms: [],
    said: NOTHING_SAID,
    hidden: [],
    cells,
    theme: THEME,
  }).map((line) => plainText(line).trimEnd());

describe('the details', () => {
  it('have the sentences before the abstract and the identifiers at the end', () => {
    const lines = shown(60, { ...PAPER, judgements: [JUDGED], venue: 'Goat Letters' });
    const places = ['Role', '3 citing sentences', 'Abstract', 'In', 'Ids'].map((words) =>
      lines.findIndex((line) => line.startsWith(` ${words}`)),
    );
    expect(places.every((place) => place > 0)).toBe(true);
    expect(places).toEqual(places.toSorted((a, b) => a - b));
  });

  it('say when it was published once, beside who wrote it', () => {
    const lines = shown(60, { ...PAPER, category: 'cs.LG', genre: 'article', sources: [] });
    expect(lines.filter((line) => line.includes('2020'))).toEqual([' Ann Goat · 2020-03']);
    expect(lines).toContain(' Kind      cs.LG · article');
  });

  it('say a sentence that stands in two places once, with both', () => {
    const all = shown(60).join('\n');
    expect(all.split('We count as in [1].')).toHaveLength(2);
    expect(all).toContain('Method · Results · twice');
    expect(all).toContain('Others count, too [1].');
  });

  it('say in one line what nobody said, below what was', () => {
    const missing = (paper: Partial<Details>): string[] =>
      shown(60, { ...PAPER, ...paper }).filter((line) => /not reviewed|not classified|no [vrnp]/u.test(line));
    expect(missing({})).toEqual([' Citation  not reviewed · not classified']);
    expect(missing({ novelty: 7.5 })).toEqual(['           no verdict · not classified']);
    expect(missing({ judgements: [JUDGED] })).toEqual(['           not reviewed · no polarity']);
    expect(missing({ novelty: 7.5, verdict: 'accept', judgements: [JUDGED, { ...JUDGED, axis: 'polarity' }] })).toEqual(
      [],
    );
    expect(shown(60, { ...PAPER, novelty: 7.5 }).join('\n')).toContain('7.5 of 10');
  });

  it('break no name of an author that a line has room for', () => {
    const names = [
      '李 明',
      '王 小明',
      'Ann de Writer',
      'Bo van der Other',
      '中村 太郎',
      'Eve Ng',
      'Ida Lamb-Jones',
      'Jon Tup',
    ];
    const authors = names.map((name) => ({ name }));
    for (let cells = 24; cells < 80; cells += 1) {
      const lines = shown(cells, { ...PAPER, authors, authorCount: 12 });
      for (const name of names) expect(lines.join('\n'), `${cells} cells`).toContain(name);
      expect(lines.join(' ').replaceAll(/\s+/gu, ' ')).toContain('Ida Lamb-Jones, Jon Tup and 4 more');
    }
  });

  it('have the novelty in one line, whose bar gives way first', () => {
    for (const cells of [24, 28, 32, 60]) {
      const line = shown(cells, { ...PAPER, novelty: 7.5 }).find((one) => one.startsWith(' Novelty'))!;
      expect(line, `${cells} cells`).toMatch(/ 7\.5 of 10$/u);
      expect(line.length).toBeLessThanOrEqual(cells);
    }
  });

  it('have the table of a review begin below the other values, further in only where a name of it is longer', () => {
    const review = { type: 'review', work: 'arxiv:2001.00002', source: 'pith', verdict: 'accept' } as const;
    const columns = (more: object): number[] =>
      shown(60, { ...PAPER, verdict: 'accept', reviews: [{ ...review, ...more }] }).flatMap((line) => {
        const found = /^ (Verdict|By|Date) +(?=\S)/u.exec(line);
        return found === null ? [] : [found[0].length];
      });
    expect(new Set(columns({}))).toEqual(new Set([11]));
    expect(columns({ confidence: 'moderate' })).toContain(12);
  });

  it('have who judged beside what was said, or below it where that is broken no further', () => {
    const lines = (cells: number): string[] => {
      const all = shown(cells, { ...PAPER, judgements: [JUDGED] });
      const at = all.findIndex((line) => line.startsWith(' Role'));
      return all.slice(at, at + 2);
    };
    expect(lines(64)[0]).toBe(' Role      background, method – semantic-scholar, 2023-11-01');
    expect(lines(48)).toEqual([' Role      background, method', '           – semantic-scholar, 2023-11-01']);
    for (let cells = 24; cells < 48; cells += 1)
      expect(shown(cells, { ...PAPER, judgements: [JUDGED] }).join('\n'), `${cells} cells`).not.toMatch(/–$/mu);
  });

  it('break no identifier that has room beside its name', () => {
    for (const cells of [58, 60, 110, 200]) {
      const whole = shown(cells).map((line) => line.replace(/^ (Ids)? */u, '').replace(/ {3}.*$/u, ''));
      expect(whole.some((line) => line.includes(LONG_ID.slice(3)))).toBe(true);
      expect(whole.some((line) => line.includes('2001.00002'))).toBe(true);
    }
  });

  it('have identifiers beside their name, and break there those that have no room', () => {
    const lines = shown(50);
    const at = lines.findIndex((line) => line.startsWith(' Ids'));
    expect(lines.slice(at, at + 2)).toEqual([
      ' Ids       arXiv:2001.00002',
      '           S2:0123456789abcdef0123456789abcdef012',
    ]);
  });

  it('have identifiers in one order at every width, and break those in parts that no line has room for', () => {
    const ids = ['arxiv:2001.00002', LONG_ID, 'corpus:260887757', 'dblp:journals/corr/abs-2001-00002'] as const;
    const paper: Details = { ...PAPER, ids: [...ids] };
    const lines = shown(34, paper);
    const at = lines.findIndex((line) => line.startsWith(' Ids'));
    expect(lines.slice(at, at + 8)).toEqual([
      ' Ids       arXiv:2001.00002',
      '           S2:0123456789abcdef012',
      '           3456789abcdef01234567',
      '           CorpusId:260887757',
      '           DBLP:journals/corr/',
      '           abs-2001-00002',
      ' Address',
      ' https://arxiv.org/abs/2001.00002',
    ]);
    for (const cells of [34, 48, 60, 120]) {
      const text = shown(cells, paper).join('\n');
      const places = ['2001.00002', 'S2:', 'CorpusId:', 'DBLP:'].map((words) => text.indexOf(words));
      expect(places, `${cells} cells`).toEqual(places.toSorted((a, b) => a - b));
    }
  });

  it('have no line longer than a hundred cells, and two columns where these have room', () => {
    for (let cells = 30; cells < 138; cells += 1)
      for (const line of shown(cells)) expect(width(line)).toBeLessThanOrEqual(Math.min(cells - 1, 101));
    for (const cells of [138, 160, 200, 300]) {
      const lines = shown(cells);
      for (const line of lines) expect(width(line)).toBeLessThanOrEqual(Math.min(cells, 205));
      const beside = lines.find((line) => line.includes('Abstract'));
      expect(beside).toMatch(/not reviewed · not classified +Abstract$/u);
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

  it('has no mark before a verdict that looks as what stands between facts', () => {
    const paper: Details = { ...PAPER, verdict: 'unverdicted', novelty: 8 };
    const [, alone] = previewLines(paper, HUB, [], 78, THEME).map(plainText);
    expect(alone).toMatch(/^ unverdicted · novelty 8\.0 · /u);
    const [, beside] = previewLines({ ...paper, roles: ['method'] }, HUB, [], 78, THEME).map(plainText);
    expect(beside).toMatch(/^ method · unverdicted · novelty 8\.0 · /u);
  });

  it.each([
    [78, 'Ann Goat, Bo Ox, Cy Ram and 9 more · 2020-03'],
    [72, 'Ann Goat, Bo Ox, Cy Ram and 9 more · 2020 '],
    [60, 'Ann Goat and 11 more · 2020 '],
    [50, 'Ann Goat +11 · 2020 '],
    [46, 'Goat +11 · 2020 '],
    [34, '· 2020 '],
  ])('says who wrote it and in which year in %i cells, too', (cells, said) => {
    const authors = ['Ann Goat', 'Bo Ox', 'Cy Ram', 'Di Ewe'].map((name) => ({ name }));
    const paper: Details = { ...PAPER, authors, authorCount: 12, verdict: 'unverdicted', novelty: 8 };
    const [, line] = previewLines(paper, HUB, [], cells, THEME).map(plainText);
    expect(line).toContain(said);
    expect(width(line!)).toBe(cells);
  });

  it('hides the authors while screening blind, and has the abstract where no sentence is known', () => {
    const lines = previewLines({ ...PAPER, contexts: [] }, HUB, ['authors'], 78, THEME).map(plainText);
    expect(lines.join('\n')).not.toContain('Ann Goat');
    expect(lines[2]).toMatch(/^ Goats are counted by night.*…$/u);
  });
});
