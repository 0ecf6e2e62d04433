/** Rows as JSON and as values between tabs. */
import { expect, it } from 'vitest';
import { furtherMembers, jsonRow, putJson, putTsv, TSV_COLUMNS } from '../../src/cli/row-format.js';
import type { Row } from '../../src/library/model.js';
import { inRoom } from '../library/read/printing/in-room.js';

const jsonOf = (row: Row, more = ''): string => inRoom((room) => putJson(room, row, more));
const tsvOf = (row: Row): string => inRoom((room) => putTsv(room, row));

const BARE: Row = {
  work: 7,
  id: 'arxiv:2001.00001',
  title: 'A title',
  firstAuthor: '',
  authorCount: 0,
  date: '',
  roles: [],
  polarities: [],
  citing: 0,
};
const FULL: Row = {
  ...BARE,
  title: 'Tabs\tand "quotes", back\\slashes\u0007, \ud800 halves\u2028 and 😀',
  firstAuthor: 'José  Peñalba',
  authorCount: 3,
  date: '2020-02',
  year: 2020,
  category: 'cs.LG',
  roles: ['method', 'a "label"'],
  polarities: ['one "label"'],
  verdict: 'accept',
  novelty: 7.5,
  influential: false,
  refs: 2,
  citing: 4,
  citedBy: 0,
  mine: true,
  news: 'new',
  integrity: 'clean',
  retracted: true,
  early: true,
};

it.each([
  ['nothing is known', BARE],
  ['all is known', FULL],
])('are the text of their object where %s', (_, row) => {
  expect(jsonOf(row)).toBe(JSON.stringify(jsonRow(row)));
  const further = { status: null, tags: ['a', '"b"'] };
  expect(jsonOf(row, furtherMembers(further))).toBe(JSON.stringify({ ...jsonRow(row), ...further }));
  expect(jsonOf(row, furtherMembers({}))).toBe(jsonOf(row));
  expect(Object.keys(jsonRow(row))).not.toContain('work');
});

it('have a value in each column, and nothing where nothing is known', () => {
  expect(tsvOf(BARE)).toBe('arxiv:2001.00001\tA title\t\t0\t\t\t\t\t\t\t\t\t\t0\t\n');
  const values = tsvOf(FULL).split('\t');
  expect(values).toHaveLength(TSV_COLUMNS.length);
  expect(values.slice(2)).toEqual(
    'José Peñalba|3|2020-02|2020|cs.LG|method,a "label"|one "label"|accept|7.5|no|2|4|0\n'.split('|'),
  );
});
