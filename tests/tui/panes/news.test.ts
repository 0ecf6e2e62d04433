/** The mark in front of new, changed and gone papers. */
import { describe, expect, it } from 'vitest';
import type { Details, HubHead, News, Row, View } from '../../../src/library/model.js';
import type { Line } from '../../../src/text/spans.js';
import { makeTheme } from '../../../src/text/theme.js';
import { detailLines } from '../../../src/tui/panes/details.js';
import { type ListLook, listColumns, listHeader, listRow } from '../../../src/tui/panes/list.js';
import { NOTHING_SAID, UNDECIDED } from '../nothing-said.js';
import { HUB } from './made-up-hub.js';

const THEME = makeTheme('none');
const ROW: Row = {
  work: 2,
  id: 'arxiv:2001.00002',
  title: 'A paper',
  firstAuthor: 'Ann Writer',
  authorCount: 1,
  date: '2024',
  year: 2024,
  roles: [],
  polarities: [],
  citing: 0,
};

const text = (line: Line): string => line.map((span) => span.text).join('');
const marks = { selected: false, ranged: false, cursor: false, decided: UNDECIDED };
const lookOf = (hub: HubHead): ListLook => ({ hub, begun: false, hidden: [], cells: 80, theme: THEME });
const VIEW: Pick<View, 'facets' | 'order'> = { facets: [], order: { key: 'title', descending: false } };
const shown = (row: Row, hub: HubHead): string =>
  text(listRow(row, marks, [], VIEW, listColumns(VIEW, lookOf(hub)), lookOf(hub)));
const header = (hub: HubHead): string => text(listHeader(VIEW, listColumns(VIEW, lookOf(hub)), lookOf(hub)));

describe('the mark of news in the list', () => {
  const updated: HubHead = { ...HUB, updatedAt: '2026-11-20T10:00:00.000Z', owning: true };

  it.each([
    ['new', '+'],
    ['changed', '~'],
    ['gone', '-'],
  ] satisfies [News, string][])('of a paper that is %s is %s, beside the mark of what is mine', (news, mark) => {
    expect(shown({ ...ROW, news, mine: true }, updated).slice(0, 9)).toBe(`  =${mark} 2024`);
    expect(shown({ ...ROW, mine: true }, updated)).toMatch(/^ {2}= {2}2024/u);
  });

  it('takes no room before the first update', () => {
    expect(shown(ROW, HUB)).toMatch(/^ {3}2024/u);
    expect(header(HUB)).toMatch(/^ {3}Date/u);
    expect(header(updated)).toMatch(/^ {5}Date/u);
  });
});

describe('the details', () => {
  it('say in words what the update brought, and of which versions and by whom it is described', () => {
    const details: Details = {
      ...ROW,
      ids: [],
      authors: [],
      sources: ['openalex', 'semantic-scholar'],
      versions: [
        { version: 'published', date: '2021', venue: 'Journal', ids: [], sources: ['openalex'] },
        { version: 'preprint', date: '2020-01-05', ids: [], sources: ['semantic-scholar'] },
      ],
      contexts: [],
      judgements: [],
      reviews: [],
      claims: [],
      checks: [],
      updates: [
        {
          service: 'semantic-scholar',
          at: '2026-11-20T10:00:00.000Z',
          fresh: true,
          gone: false,
          changed: [{ field: 'role', before: 'background', after: '\x1b[31mmethod' }],
        },
        { service: 'openalex', at: '2026-11-21T10:00:00.000Z', fresh: false, gone: true, changed: [] },
      ],
    };
    const look = {
      hub: HUB,
      terms: [],
      said: NOTHING_SAID,
      hidden: [],
      cells: 80,
      theme: THEME,
    };
    const lines = detailLines(details, look).map((line) => text(line).trimEnd());
    expect(lines.join('\n')).not.toContain('\x1b');
    const { bullet } = THEME.glyphs;
    for (const line of [
      ` Version   published ${bullet} 2021 ${bullet} Journal`,
      ` Version   preprint ${bullet} 2020-01-05`,
      ' Sources   openalex, semantic-scholar',
    ])
      expect(lines).toContain(line);
    expect(lines.filter((line) => /^ [+~-] /u.test(line))).toEqual([
      ' + new since the update of 2026-11-20',
      expect.stringMatching(/^ ~ role background → .*method, since the update of 2026-11-20$/u),
      ' - no longer listed by openalex since the update of 2026-11-21',
    ]);
  });
});
