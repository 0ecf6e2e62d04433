/** Every format that papers go out in. */
import { parse as parseCsv } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import type { CslItem } from '../../src/export/csl.js';
import { FORMATS, type FormatName, type FormatOptions } from '../../src/export/formats.js';
import { partsOf } from '../../src/sources/decisions/lists.js';
import { readBibtex } from '../../src/sources/lists/bibtex/read.js';
import { hostile, random } from './generate.js';
import { readCsl } from './read-csl.js';

const write = (name: FormatName, items: Iterable<CslItem>, options: FormatOptions = {}): string =>
  [...FORMATS.find((format) => format.name === name)!.write(items, options, () => {})].join('');

const papers: CslItem[] = [
  {
    id: 'arxiv:1911.11134',
    type: 'paper-conference',
    title: 'Rigging the <i>Lottery</i>: $\\alpha$ & H<sub>2</sub>O',
    author: [
      { family: 'Evci', given: 'Utku' },
      { family: 'Waals', given: 'J. D.', 'non-dropping-particle': 'van der', suffix: 'Jr.' },
      { literal: 'A, B & C Team' },
    ],
    issued: { 'date-parts': [[2020, 7, 12]] },
    'container-title': 'International Conference on Machine Learning',
    page: '2943–2952',
    DOI: '10.1000/ABC<1>',
    archive: 'arXiv',
    archive_location: '1911.11134',
    custom: { primaryClass: 'cs.LG', roles: ['baseline', 'method'], verdict: 'accept', novelty: 7.5 },
  },
  {
    id: 'x',
    type: 'article',
    title: '=HYPERLINK("http://x.org") [a](b) *c*\n"d"',
    custom: { roles: ['method'] },
  },
  { id: 'y', type: 'article-journal', title: 'Nothing known', URL: 'https://x.org/a_(b)' },
];

it('every ending names one format', () => {
  const endings = FORMATS.flatMap((format) => format.endings as readonly string[]);
  expect(new Set(endings).size).toBe(endings.length);
  expect(new Set(FORMATS.map(({ name }) => name)).size).toBe(FORMATS.length);
});

it('RIS has a tag a line, names turned round, pages apart, and an end', () => {
  expect(write('ris', papers.slice(0, 1), { annotate: true, keys: ['evci2020rigging'] })).toBe(
    [
      'TY  - CONF',
      'ID  - evci2020rigging',
      'AU  - Evci, Utku',
      'AU  - van der Waals, J. D., Jr.',
      'AU  - A, B & C Team',
      'TI  - Rigging the Lottery: $\\alpha$ & H2O',
      'T2  - International Conference on Machine Learning',
      'PY  - 2020',
      'DA  - 2020/07/12/',
      'SP  - 2943',
      'EP  - 2952',
      'DO  - 10.1000/ABC<1>',
      'UR  - https://arxiv.org/abs/1911.11134',
      'AN  - arXiv:1911.11134',
      'KW  - pith-role-baseline',
      'KW  - pith-role-method',
      'KW  - pith-verdict-accept',
      'KW  - pith-novelty-7',
      'N1  - Role: baseline, method. Verdict: accept. Novelty: 7.5 of 10.',
      'ER  - ',
      '',
      '',
    ].join('\r\n'),
  );
});

it('CSV is a table, and no cell of it is a formula', () => {
  const rows = parseCsv(write('csv', papers), { columns: true, record_delimiter: '\r\n' }) as Record<string, string>[];
  expect(rows[0]).toEqual({
    key: 'evci2020rigging',
    title: 'Rigging the Lottery: $\\alpha$ & H2O',
    authors: 'Utku Evci; J. D. van der Waals Jr.; A, B & C Team',
    year: '2020',
    date: '2020-07-12',
    venue: 'International Conference on Machine Learning',
    type: 'paper-conference',
    category: 'cs.LG',
    doi: '10.1000/ABC<1>',
    arxiv: '1911.11134',
    url: '',
    role: 'baseline; method',
    polarity: '',
    verdict: 'accept',
    novelty: '7.5',
    status: '',
    reason: '',
    starred: '',
    tags: '',
    note: '',
  });
  expect(rows[1]!['title']).toBe("'=HYPERLINK(“http://x.org”) [a](b) *c* “d”");
});

it('CSL-JSON is an array of items by their keys, with the tags CSL has', () => {
  const items = JSON.parse(write('csl', papers, { annotate: true })) as CslItem[];
  expect(items.map(({ id }) => id)).toEqual(['evci2020rigging', 'hyperlink', 'nothing']);
  expect(items[0]!.title).toBe('Rigging the <i>Lottery</i>: $\\alpha$ & H<sub>2</sub>O');
  expect(items[0]!.custom).toEqual(papers[0]!.custom);
  expect((JSON.parse(write('csl', papers)) as CslItem[])[0]!.custom).toEqual({ primaryClass: 'cs.LG' });
  expect(JSON.parse(write('csl', []))).toEqual([]);
  const lines = write('csl-lines', papers, { annotate: true }).trimEnd().split('\n');
  expect(lines.map((line) => JSON.parse(line))).toEqual(items);
});

it('Markdown lists papers under their first role, with verdict and novelty, and nothing foreign is markup', () => {
  expect(write('markdown', papers)).toBe(`# Reading list

## Method (2)

- [Rigging the *Lottery*: $\\alpha$ &amp; H<sub>2</sub>O](<https://doi.org/10.1000/ABC%3C1%3E>). Utku Evci, J. D. van der Waals Jr., A, B &amp; C Team, *International Conference on Machine Learning*, 2020, arXiv:1911.11134 — **accept**, novelty 7.5, also baseline
- **=HYPERLINK(“http://x.org”) \\[a\\](b) \\*c\\* “d”**

## No role known (1)

- [Nothing known](<https://x.org/a_(b)>)
`);
});

describe('hostile records', () => {
  const next = random(7);
  const items = Array.from({ length: 500 }, (_, i) => readCsl(hostile(next, i)));
  it.each(FORMATS.map(({ name }) => name))('are whole and without control characters in %s', (name) => {
    const text = write(name, items, { annotate: true });
    expect(text.isWellFormed()).toBe(true);
    expect(text).not.toMatch(/[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]/);
    expect(write(name, items, { annotate: true })).toBe(text);
  });
  it('keep their lines in RIS, their rows in CSV and their items in JSON', () => {
    const records = write('ris', items, { annotate: true }).split('\r\n');
    for (const line of records) expect(line).toMatch(/^(?:[A-Z][A-Z0-9] {2}- [^\r\n]*|)$/);
    expect(records.filter((line) => line === 'ER  - ').length).toBe(items.length);
    const rows = parseCsv(write('csv', items), { record_delimiter: '\r\n' }) as string[][];
    expect(rows.length).toBe(items.length + 1);
    for (const cell of rows.flat()) expect(cell).not.toMatch(/^[=+@\t\r]/);
    expect((JSON.parse(write('csl', items)) as unknown[]).length).toBe(items.length);
    expect(write('markdown', items).split('\n- ').length).toBe(items.length + 1);
  });
});

describe('what the reader decided and noted', () => {
  const item: CslItem = {
    id: 'z',
    type: 'article',
    title: 'Decided on',
    custom: {
      status: 'excluded',
      reason: 'wrong hub, & more',
      starred: true,
      tags: ['in vitro', 'a,b; c', '50%'],
      readersNote: 'Look again:\n\n=page_3',
    },
  };

  it('goes into the keywords and groups of BibTeX, where JabRef finds them, and only where it is wanted', () => {
    const text = write('bibtex', [item, { id: 'y', type: 'article', title: 'Not decided on' }], {
      annotate: true,
      keys: ['z', 'y'],
    });
    expect(text).toContain(
      'keywords = {pith-status-excluded, pith-reason-wrong-hub-more, pith-starred, in vitro, a b c, 50\\%}',
    );
    expect(text).toContain('groups = {excluded, starred}');
    expect(text).toContain('annote = {Excluded: wrong hub, \\& more. Look again: =page\\_3}');
    expect(
      text.endsWith(
        '\n@Comment{jabref-meta: grouping:\n0 AllEntriesGroup:;\n1 StaticGroup:excluded\\;0\\;1\\;\\;\\;\\;;\n1 StaticGroup:starred\\;0\\;1\\;\\;\\;\\;;\n}\n',
      ),
    ).toBe(true);
    expect([...readBibtex(text)].map((read) => ('entry' in read ? read.entry.key : read.problem))).toEqual(['z', 'y']);
    expect(write('bibtex', [item])).not.toMatch(/keywords|groups|annote|@Comment/u);
    expect(write('biblatex', [item], { annotate: true })).toContain('groups = {excluded, starred}');
  });

  it('goes into the keywords of RIS, and into columns of tables, no cell of which is a formula', () => {
    const ris = write('ris', [item], { annotate: true });
    for (const word of [
      'pith-status-excluded',
      'pith-reason-wrong-hub-more',
      'pith-starred',
      'in vitro',
      'a b c',
      '50%',
    ])
      expect(ris).toContain(`\r\nKW  - ${word}\r\n`);
    const [row] = parseCsv(write('csv', [item, { ...item, custom: { tags: ['=x'], readersNote: '=1+1' } }]), {
      columns: true,
      record_delimiter: '\r\n',
    }) as Record<string, string>[];
    expect(row).toMatchObject({
      status: 'excluded',
      reason: 'wrong hub, & more',
      starred: 'yes',
      tags: 'in vitro; "a,b; c"; 50%',
      note: 'Look again:\n\n=page_3',
    });
    expect(write('csv', [{ ...item, custom: { tags: ['=x'], readersNote: '=1+1' } }])).toMatch(/'=x,'=1\+1\r\n$/u);
    expect(write('markdown', [item])).toContain('excluded: wrong hub, &amp; more');
  });

  it('keeps the letters of every alphabet, and tags with the signs that part them', () => {
    const own = { ...item, custom: { ...item.custom, reason: 'Übersicht 综述' } };
    expect(write('ris', [own], { annotate: true })).toContain('\r\nKW  - pith-reason-übersicht-综述\r\n');
    const tags = ['in vitro', 'a,b; c', 'say "no"', '"so"', 'x;'];
    const [row] = parseCsv(write('csv', [{ ...item, custom: { tags } }]), {
      columns: true,
      record_delimiter: '\r\n',
    }) as Record<string, string>[];
    expect(partsOf(row!.tags!)).toEqual(tags);
  });
});
