import { expect, it } from 'vitest';
import { toCsl } from '../../src/export/csl.js';
import { type EntryField, fieldsHaving } from '../../src/hub/work-fields.js';
import type { Described } from '../../src/library/read/bibliographic.js';

/** Something else for each field than the paper below has. */
const OTHER: { [Field in EntryField]: Described[Field] } = {
  title: 'Another title',
  authors: [{ name: 'Ada Shepherd' }],
  authorSet: [{ name: 'Ada Shepherd' }],
  authorCount: 198,
  date: '2020-02',
  venue: 'Journal of Wool',
  kind: 'book',
  genre: "Master's thesis",
  category: 'cs.CV',
  volume: '7',
  issue: '2',
  number: 'W-7',
  pages: '1-9',
  publisher: 'Pasture Press',
  url: 'https://example.org',
  keywords: 'sheep, wool',
  abstract: 'One paragraph.',
};

it.each(fieldsHaving<EntryField>(({ inEntries }) => inEntries))(
  'what is needed for an entry of a bibliography is in CSL: %s',
  (field) => {
    const paper: Described = {
      id: 'pmid:1',
      ids: ['pmid:1'],
      title: 'A title',
      // How many there are makes a difference only where one is named.
      authors: field === 'authorCount' ? [{ name: 'Bo Peep' }] : [],
      authorCount: 0,
      date: '',
      roles: [],
      polarities: [],
    };
    expect(toCsl({ ...paper, [field]: OTHER[field] })).not.toEqual(toCsl(paper));
  },
);
