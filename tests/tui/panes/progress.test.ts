/** The line of numbers that add up. */
import { describe, expect, it } from 'vitest';
import type { HubHead } from '../../../src/library/model.js';
import { ASCII_GLYPHS } from '../../../src/text/look/glyphs.js';
import { lineWidth, plainText } from '../../../src/text/spans.js';
import { makeTheme } from '../../../src/text/theme.js';
import { progressLine } from '../../../src/tui/panes/progress.js';
import type { Progress } from '../../../src/tui/services/decision-services.js';

const THEME = makeTheme('none');
const HUB: HubHead = {
  work: 1,
  id: 'arxiv:2001.00001',
  title: 'A hub',
  authors: [],
  date: '2020',
  presented: true,
  citing: 2370,
  total: 2412,
  listedTwice: { papers: 12, source: 'semantic-scholar' },
  classified: 0,
  computed: 0,
  importedAt: '',
};
const PROGRESS: Progress = {
  begun: true,
  included: 22,
  excluded: [
    { reason: 'off-topic', count: 9 },
    { reason: 'no full text', count: 4 },
    { reason: '', count: 2 },
  ],
  maybe: 3,
  later: 1,
  conflict: 1,
  unscreened: 2370 - 42,
  records: 2370 + 1942,
};

/** So many match, of which the first 42 are screened. */
const matching = (papers: number) => ({ papers, left: () => papers - 42 });
const shown = (cells: number, papers = 2370, hub = HUB, progress = PROGRESS, theme = THEME): string =>
  plainText(progressLine(hub, null, progress, matching(papers), cells, cells, theme));

/** The number before these words; null where they are not there. */
function number(line: string, words: string): number | null {
  const found = new RegExp(`([0-9,]+) ?${words}`, 'u').exec(line);
  return found === null ? null : Number(found[1]!.replaceAll(',', ''));
}

describe('the line of numbers', () => {
  it('says everything where there is room', () => {
    expect(shown(300, 59)).toBe(
      '2,412 cite it: 2,370 here (1,942 duplicates merged; 2,311 of them filtered out), 12 listed twice, 30 not here · ' +
        '41 screened: 22 included, 15 excluded (9 off-topic, 4 no full text, 2 without a reason), 3 maybe, 1 in conflict · 17 left here, 2,329 in all, 1 later',
    );
  });

  it('says how many have a role where nothing else is to be said there', () => {
    const none = { ...PROGRESS, begun: false };
    const line = (cells: number, free: number): string =>
      plainText(progressLine({ ...HUB, classified: 291 }, null, none, matching(2370), cells, free, THEME));
    expect(line(100, 100)).toMatch(/ in this library, .* · 291 with a role$/u);
    expect(line(100, 40)).not.toContain('role');
  });

  it('cuts nothing that stands beside it to say the reasons', () => {
    const line = (free: number): string =>
      plainText(progressLine(HUB, null, PROGRESS, matching(2370), 300, free, THEME));
    expect(line(300)).toContain('(9 off-topic,');
    expect(line(120)).not.toContain('off-topic');
    expect(line(120)).toContain('15 excluded');
  });

  it('fits in every width from the shortest form on, and adds up in every form', () => {
    const forms = new Set<string>();
    for (let cells = 25; cells <= 300; cells++) {
      const line = shown(cells, 59);
      forms.add(line);
      expect(lineWidth(progressLine(HUB, null, PROGRESS, matching(59), cells, cells, THEME)), line).toBeLessThanOrEqual(
        cells,
      );
      const here = number(line, 'here') ?? HUB.citing;
      const screened = number(line, 'screened');
      const left = number(line, 'in all');
      // And of those that match, which form whatever it is says.
      expect(number(line, 'left'), line).toBe(17);
      if (screened !== null) expect(screened + left!, line).toBe(here);
      expect(left, line).toBe(PROGRESS.unscreened + PROGRESS.later);
      expect(number(line, '(?:z|later)'), line).toBe(1);
      const cite = number(line, 'cite it');
      if (cite !== null) expect(here + number(line, 'listed twice')! + number(line, 'not here')!, line).toBe(cite);
      const out = number(line, 'of them filtered out');
      if (out !== null) expect(out + 59, line).toBe(here);
      if (screened !== null) {
        const each = ['included|✓', 'excluded|✗', 'maybe|\\?', 'in conflict|≠'];
        expect(
          each.reduce((sum, words) => sum + (number(line, `(?:${words})`) ?? 0), 0),
          line,
        ).toBe(screened);
      }
    }
    expect(forms.size).toBe(6);
  });

  it('has no smaller count as the whole where more are here than somebody counted', () => {
    const more = { ...HUB, total: 2000 };
    expect(shown(300, 2370, more)).toMatch(/^2,370 here \(1,942 duplicates merged\) · 41 screened/u);
    expect(shown(300, 2370, more, { ...PROGRESS, begun: false })).toMatch(/^2,370 in this library/u);
  });

  it('counts what is left once where nothing is filtered out', () => {
    for (let cells = 14; cells <= 260; cells++) expect(shown(cells)).toMatch(/(?<!, )2,329 left/u);
    expect(shown(300)).not.toContain('here,');
  });

  it('says how complete the library is until anything is decided', () => {
    const fresh = { ...PROGRESS, begun: false };
    expect(shown(200, 2370, HUB, fresh)).toBe('2,370 of 2,412 in this library, 12 listed twice by Semantic Scholar');
  });

  it('names the review, and knows no total where no source said one', () => {
    const { total: _, listedTwice: __, ...untold } = HUB;
    expect(plainText(progressLine(untold, 'Ana', PROGRESS, matching(2370), 200, 200, THEME))).toMatch(
      /^Ana: 2,370 here \(1,942 duplicates merged\) · 41 screened/u,
    );
  });

  it('is written in ASCII where the terminal knows nothing else', () => {
    expect(shown(60, 59, HUB, PROGRESS, makeTheme('none', ASCII_GLYPHS, false))).toMatch(/^[\x20-\x7e]+$/u);
  });
});
