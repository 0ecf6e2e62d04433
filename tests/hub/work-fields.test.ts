/** The table of fields of a work. */
import { describe, expect, it } from 'vitest';
import { WORK_FIELD_NAMES, WORK_FIELDS } from '../../src/hub/work-fields.js';

describe('the bits of the fields of a work', () => {
  it('are those that libraries have stored since the first version', () => {
    expect(WORK_FIELD_NAMES).toEqual([
      'title',
      'date',
      'venue',
      'kind',
      'category',
      'volume',
      'issue',
      'pages',
      'publisher',
      'url',
      'citedBy',
      'retracted',
      'abstract',
      'summary',
      'authors',
      'genre',
      'number',
      'keywords',
      'authorSet',
      'authorCount',
      'crossCategories',
    ]);
  });

  it('are one each, from 0 on, and fewer than SQLite and JavaScript take', () => {
    expect(WORK_FIELD_NAMES.map((field) => WORK_FIELDS[field].bit)).toEqual([...WORK_FIELD_NAMES.keys()]);
    expect(WORK_FIELD_NAMES.length).toBeLessThan(32);
  });
});
