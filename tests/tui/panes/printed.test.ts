/** What the overview and the details show of pages as they were printed. */
import { describe, expect, it } from 'vitest';
import type { HubLibraryRecord } from '../../../src/hub/record.js';
import { details } from '../../../src/library/read/details.js';
import { hubHead } from '../../../src/library/read/hubs.js';
import { overview } from '../../../src/library/search/overview.js';
import { UNICODE_GLYPHS } from '../../../src/text/look/glyphs.js';
import { plainText } from '../../../src/text/spans.js';
import { makeTheme } from '../../../src/text/theme.js';
import { detailLines } from '../../../src/tui/panes/details.js';
import { overviewLines } from '../../../src/tui/panes/overview.js';
import { id, libraryOf, load } from '../../library/support.js';
import { page, read } from '../../sources/pith/pages/fixtures.js';
import { NOTHING_SAID } from '../nothing-said.js';

/** The lines of the overview below a heading. */
async function overviewOf(hub: string, title: string, ...imports: HubLibraryRecord[][]): Promise<string[]> {
  const lib = await libraryOf([]);
  for (const records of imports) await load(lib, records, 'pith');
  const lines = overviewLines(overview(lib, id(lib, hub)), 100, UNICODE_GLYPHS).map((line) => plainText(line).trim());
  const from = lines.indexOf(title);
  if (from < 0) return [];
  const end = lines.indexOf('', from);
  return lines.slice(from + 1, end < 0 ? undefined : end);
}

const HUB = 'key:counting-sheep-twice-on-wool-and-sleep';

describe('the overview', () => {
  it('shows the counts beside the filters as the page prints them, once for the page and a view of it', async () => {
    const whole = (await read(page('hub.txt').replace('clear filters\n\n', ''))).records;
    const view = (await read(page('hub.txt'), 'x_role_method_year_2024.txt')).records;
    const below = (title: string): Promise<string[]> => overviewOf(HUB, title, whole, view);
    const printed = (lines: string[]): string[] => lines.filter((line) => line.startsWith('As printed'));
    expect(printed(await below('Citation polarities')).at(-1)).toMatch(/^As printed by pith.*: 23 of /u);
    expect(printed(await below('Verdicts'))).toEqual([
      expect.stringMatching(/^As printed by pith, beside its filters: 1,104 of /u),
    ]);
    expect((await below('Citing papers per year')).join('\n')).toMatch(
      /2024 {4}4 {4}1 .*\n2025 {2}300 {4}1 .*\n2026 {2}900 {4}1 /u,
    );
    expect((await below('Also printed')).map((line) => line.slice(2))).toContain(
      "Pith's page was a view filtered by role method and year 2024; its figures are the whole hub's",
    );
  });

  it('says what the copy at hand lacked, and keeps sentences on papers without titles', async () => {
    const { records } = await read(page('hub-reader.txt'));
    const lines = (await overviewOf(HUB, 'Also printed', records)).map((line) => line.replace(/^[·•] /u, ''));
    expect(lines).toEqual(
      expect.arrayContaining([
        "Pith's page had no titles of citing papers",
        'on a paper whose title it leaves out: Tells rams from ewes by their voices alone.',
      ]),
    );
  });

  it('shows the length of the list on the page of a paper beside the hub’s total, not as it', async () => {
    const { records } = await read(page('paper.txt'));
    const total: HubLibraryRecord = { type: 'hub', work: 'arxiv:2101.00001', source: 'pith', total: 240 };
    const lines = await overviewOf('arxiv:2101.00001', 'Also printed', records, [total]);
    expect(lines.join(' ')).toMatch(/lists 60 citing papers on the paper's own page: reviewed ones, 60 at most/u);
  });

  it('has nothing more where no page printed more', async () => {
    expect(
      await overviewOf('doi:10.1000/x', 'Also printed', [{ type: 'work', ids: ['doi:10.1000/x'], title: 'X' }]),
    ).toEqual([]);
  });
});

describe('a citing paper that is older than what it cites', () => {
  it('is counted in the overview and told in its details', async () => {
    const { records } = await read(page('paper.txt'));
    const years = await overviewOf('arxiv:2101.00001', 'Citing papers per year', records);
    expect(years.at(-1)).toBe('1 older than this paper, which later versions cite');
    const lib = await libraryOf(records);
    const hub = id(lib, 'arxiv:2101.00001');
    const told = (key: string): boolean =>
      detailLines(details(lib, hub, id(lib, key)), {
        hub: hubHead(lib, hub),
        terms: [],
        said: NOTHING_SAID,
        hidden: [],
        cells: 60,
        theme: makeTheme('none'),
      })
        .map(plainText)
        .some((line) => line.includes('older than the cited paper'));
    expect(told('key:shearing-in-linear-time/2020')).toBe(true);
    expect(told('key:wool-that-counts-itself/2026')).toBe(false);
  });
});
