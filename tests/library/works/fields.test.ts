/** The fields of a work, from several sources. */
import { describe, expect, it } from 'vitest';
import type { WorkRecord } from '../../../src/hub/record.js';
import { WORK_FIELD_NAMES, WORK_FIELDS, type WorkFieldValues } from '../../../src/hub/work-fields.js';
import { details } from '../../../src/library/read/details.js';
import { workRecord } from '../../../src/library/read/records.js';
import { columnOf } from '../../../src/library/schema.js';
import { arxiv, emptyLibrary, id, libraryOf } from '../support.js';

/** Something of each field. */
const ALL: Required<WorkFieldValues> = {
  title: 'T',
  authors: [
    { name: 'A B', family: 'B', given: 'A' },
    { name: 'C', group: true },
  ],
  authorSet: [{ name: 'A B' }, { name: 'D E', family: 'E', given: 'D' }],
  authorCount: 190,
  date: '2020-01-02',
  venue: 'V',
  kind: 'chapter',
  genre: 'G',
  category: 'cs.CV',
  crossCategories: 'cs.AI, stat.ML',
  volume: '1',
  issue: '2',
  number: 'N-1',
  pages: '3-4',
  publisher: 'P',
  url: 'https://example.org',
  keywords: 'one, two',
  abstract: 'One.\n\nTwo.',
  summary: 'S.',
  citedBy: 0,
  retracted: false,
};

describe('every field of a work', () => {
  it('has the column its name says, in the table it is of', () => {
    const lib = emptyLibrary();
    for (const field of WORK_FIELD_NAMES) {
      const { table } = WORK_FIELDS[field];
      if (table === 'authors') continue;
      const columns = lib.db.prepare(`SELECT name FROM pragma_table_info('${table}')`).pluck().all();
      expect(columns, `a migration of schema.ts adds ${columnOf(field)} to ${table}`).toContain(columnOf(field));
    }
  });

  it('comes out as it went in, as a record and in the details', async () => {
    const record: WorkRecord = { type: 'work', ids: [arxiv(1)], ...ALL };
    const lib = await libraryOf([record]);
    expect(workRecord(lib, id(lib, arxiv(1)))).toEqual(record);
    expect(details(lib, null, id(lib, arxiv(1)))).toMatchObject(ALL);
  });
});
