/** Papers as BibTeX and BibLaTeX entries. */
import { describe, expect, it } from 'vitest';
import { bibtex, bibtexFile, type FileOptions } from '../../../src/export/bibtex/bibtex.js';
import type { CslItem } from '../../../src/export/csl.js';
import { readCsl } from '../read-csl.js';

const JANE = [{ family: 'Doe', given: 'Jane' }];
const base = {
  type: 'article-journal',
  title: 'A plain title',
  author: JANE,
  issued: { 'date-parts': [[2025, 4, 18]] },
};
const file = (raw: object, options: Partial<FileOptions> = {}) =>
  bibtexFile([readCsl({ ...base, ...raw })], { dialect: 'bibtex', ...options });
const entry = (raw: object, options: Partial<FileOptions> = {}): string => file(raw, options).text;
const modern = (raw: object): string => entry(raw, { dialect: 'biblatex' });

it('a published paper keeps its arXiv number, in a fixed order of fields', () => {
  const raw = {
    'container-title': 'Science',
    volume: 345,
    issue: '6195',
    page: '420-424',
    DOI: 'https://doi.org/10.1126/science.1252319',
    archive: 'arXiv',
    archive_location: '1401.2910v3',
    URL: 'https://arxiv.org/abs/1401.2910',
    custom: { primaryClass: 'quant-ph' },
  };
  expect(entry(raw)).toBe(`@article{doe2025plain,
  author = {Doe, Jane},
  title = {A plain title},
  journal = {Science},
  volume = {345},
  number = {6195},
  pages = {420--424},
  year = {2025},
  month = apr,
  doi = {10.1126/science.1252319},
  eprint = {1401.2910},
  archiveprefix = {arXiv},
  primaryclass = {quant-ph}
}
`);
  expect(modern(raw)).toBe(`@article{doe2025plain,
  author = {Doe, Jane},
  title = {A plain title},
  journaltitle = {Science},
  volume = {345},
  number = {6195},
  pages = {420--424},
  date = {2025-04-18},
  doi = {10.1126/science.1252319},
  eprint = {1401.2910},
  eprinttype = {arXiv},
  eprintclass = {quant-ph}
}
`);
});

it('a preprint is no article, and its server no journal', () => {
  const raw = {
    type: 'article',
    number: 'arXiv:2504.13837v2 [cs.AI]',
    publisher: 'arXiv',
    URL: 'https://arxiv.org/abs/2504.13837',
  };
  expect(entry(raw)).toBe(`@misc{doe2025plain,
  author = {Doe, Jane},
  title = {A plain title},
  year = {2025},
  month = apr,
  eprint = {2504.13837},
  archiveprefix = {arXiv},
  primaryclass = {cs.AI},
  url = {https://arxiv.org/abs/2504.13837v2}
}
`);
  expect(modern(raw)).toContain('@online{');
  expect(modern(raw)).toContain('pubstate = {prepublished}');
});

describe('the arXiv number', () => {
  it.each([
    [{ archive: 'arXiv', archive_location: 'math.GT/0309136' }, 'math/0309136', 'math.GT'],
    [{ URL: 'http://arxiv.org/pdf/hep-ex/0307015v1' }, 'hep-ex/0307015', 'hep-ex'],
    [{ DOI: '10.48550/arXiv.2504.13837' }, '2504.13837', undefined],
    [{ 'container-title': 'arXiv preprint arXiv:1907.11692' }, '1907.11692', undefined],
    [{ 'container-title': 'CoRR', volume: 'abs/2005.14165' }, '2005.14165', undefined],
    [{ 'container-title': 'ArXiv', volume: 'abs/2508.00381' }, '2508.00381', undefined],
    [{ number: 'arXiv:0706.0001v1 [q-bio.CB]' }, '0706.0001', 'q-bio.CB'],
    [{ note: 'See arXiv:2504.13837 for more' }, '2504.13837', undefined],
  ])('is found in %j', (raw, number, primaryClass) => {
    const text = entry({ type: 'article', ...raw });
    expect(/eprint = \{(.*)\}/.exec(text)?.[1]).toBe(number);
    expect(/primaryclass = \{(.*)\}/.exec(text)?.[1]).toBe(primaryClass);
    expect(text).toContain('@misc{');
    expect(text).not.toContain('journal');
  });
  it.each([[{ number: '1401.2910' }], [{ page: '1401.2910' }], [{ DOI: '10.1000/1401.2910' }]])(
    'is not read out of %j',
    (raw) => {
      expect(entry({ 'container-title': 'Journal', ...raw })).not.toContain('eprint');
    },
  );
});

describe('DOIs', () => {
  it.each([
    ['https://dx.doi.org/10.1145/3292500.3330701', '10.1145/3292500.3330701'],
    [' doi:10.1006/jmbi.1998.2354 ', '10.1006/jmbi.1998.2354'],
    ['DOI: 10.1006/x', '10.1006/x'],
    ['10.1007%2F978-3', '10.1007/978-3'],
    [
      '10.1002/(SICI)1522-2594(199911)42:5<952::AID-MRM16>3.0.CO;2-S',
      '10.1002/(SICI)1522-2594(199911)42:5<952::AID-MRM16>3.0.CO;2-S',
    ],
    ['10.1007/s10549-018-4743-9.', '10.1007/s10549-018-4743-9'],
    ['(10.1007/abc)', undefined],
    ['10.1007/abc)', '10.1007/abc'],
    ['10.1000/a_b&c#d', '10.1000/a_b&c#d'],
    ['10.1000/a b', undefined],
    ['10.1000/a{b}', undefined],
    ['n/a', undefined],
  ])('%s is %s', (raw, doi) => {
    const { text, warnings } = file({ 'container-title': 'J', DOI: raw });
    expect(/doi = \{(.*)\}/.exec(text)?.[1]).toBe(doi);
    expect(warnings.some((warning) => warning.field === 'doi')).toBe(doi === undefined);
  });
  it('have their percent signs escaped for BibTeX only', () => {
    expect(entry({ 'container-title': 'J', DOI: '10.1/x' })).not.toContain('doi');
    expect(entry({ 'container-title': 'J', DOI: '10.1000/x%y' })).toContain('doi = {10.1000/x\\%y}');
    expect(modern({ 'container-title': 'J', DOI: '10.1000/x%y' })).toContain('doi = {10.1000/x%y}');
  });
});

describe('addresses', () => {
  it.each([
    ['https://example.org/a_b?x=1&y=%20z#frag~t', 'https://example.org/a_b?x=1&y=%20z#frag~t'],
    ['https://example.org/{id}/a}b', 'https://example.org/%7Bid%7D/a%7Db'],
    ['https://example.org/a b\\c', 'https://example.org/a%20b%5Cc'],
    ['https://ja.wikipedia.org/wiki/強', 'https://ja.wikipedia.org/wiki/%E5%BC%B7'],
    ['ftp://x.org/y', 'ftp://x.org/y'],
    ['javascript:alert(1)', undefined],
    ['not an address', undefined],
    ['https://doi.org/10.1000/x', undefined],
  ])('%s is %s', (raw, url) => {
    expect(/url = \{(.*)\}/.exec(entry({ 'container-title': 'J', URL: raw, DOI: '10.1000/x' }))?.[1]).toBe(url);
  });
  it('in notes are addresses', () => {
    expect(entry({ note: 'See https://example.org/a_b?x=1&y=2. 70% & rising' })).toContain(
      'note = {See \\url{https://example.org/a_b?x=1&y=2}. 70\\% \\& rising}',
    );
  });
});

describe('dates', () => {
  it.each([
    [{ 'date-parts': [[2025]] }, '2025', undefined, '2025'],
    [{ 'date-parts': [['2025', '04', '18']] }, '2025', 'apr', '2025-04-18'],
    [{ 'date-parts': [[2020, 13]] }, '2020', undefined, '2020'],
    [{ 'date-parts': [[2023, 2, 29]] }, '2023', 'feb', '2023-02'],
    [
      {
        'date-parts': [
          [2020, 1],
          [2020, 3],
        ],
      },
      '2020',
      'jan',
      '2020-01/2020-03',
    ],
    [{ raw: '30-Mar-2020' }, '2020', 'mar', '2020-03-30'],
    [{ raw: 'March 30, 2020' }, '2020', 'mar', '2020-03-30'],
    [{ raw: '13/04/2020' }, '2020', 'apr', '2020-04-13'],
    [{ literal: 'circa 1900' }, '1900', undefined, '1900'],
    ['2020-03', '2020', 'mar', '2020-03'],
    [2020, '2020', undefined, '2020'],
    [{ 'date-parts': [[-44, 3, 15]] }, '44 BC', 'mar', '-0043-03-15'],
    [{ 'date-parts': [[476]] }, '476', undefined, '0476'],
    [{ 'date-parts': [[null]] }, undefined, undefined, undefined],
    [{ 'date-parts': [[0]] }, undefined, undefined, undefined],
    [{ literal: 'in press' }, undefined, undefined, undefined],
  ])('%j', (issued, year, month, date) => {
    const text = entry({ issued });
    expect(/year = \{(.*)\}/.exec(text)?.[1]).toBe(year);
    expect(/month = (\w+)/.exec(text)?.[1]).toBe(month);
    expect(/ date = \{(.*)\}/.exec(modern({ issued }))?.[1]).toBe(date);
    expect(file({ issued }).warnings.some((warning) => warning.field === 'year')).toBe(year === undefined);
  });
});

describe('pages', () => {
  it.each([
    ['12–34', '12--34'],
    ['12--34', '12--34'],
    ['1-10, 15 - 20', '1--10, 15--20'],
    ['pp. 3-4', '3--4'],
    ['077201', '077201'],
    ['A-12', 'A-12'],
    ['S1-S9', 'S1--S9'],
    ['12-', '12'],
    ['xiv-xx', 'xiv--xx'],
    ['n/a', undefined],
  ])('%s are %s', (page, pages) => {
    expect(/pages = \{(.*)\}/.exec(entry({ 'container-title': 'J', page }))?.[1]).toBe(pages);
  });
});

describe('types', () => {
  it.each([
    [{ 'container-title': 'J' }, 'article', 'article'],
    [{}, 'misc', 'misc'],
    [{ type: 'journal-article', 'container-title': ['J', 'Jrnl'] }, 'article', 'article'],
    [{ type: 'proceedings-article', 'container-title': 'NeurIPS' }, 'inproceedings', 'inproceedings'],
    [{ type: 'paper-conference', 'event-title': 'NeurIPS' }, 'inproceedings', 'inproceedings'],
    [{ type: 'paper-conference' }, 'inproceedings', 'inproceedings'],
    [{ type: 'article', 'container-title': 'Nature' }, 'article', 'article'],
    [
      { type: 'article', 'container-title': 'International Conference on Learning Representations' },
      'inproceedings',
      'inproceedings',
    ],
    [{ 'container-title': 'Proceedings of the National Academy of Sciences' }, 'article', 'article'],
    [{ type: 'chapter', 'container-title': 'Handbook', publisher: 'S' }, 'incollection', 'inbook'],
    [{ type: 'chapter', 'container-title': 'Handbook', editor: JANE }, 'incollection', 'incollection'],
    [{ type: 'book' }, 'book', 'book'],
    [{ type: 'thesis', genre: 'PhD thesis', publisher: 'ETH' }, 'phdthesis', 'thesis'],
    [{ type: 'thesis', genre: "Master's thesis", publisher: 'MIT' }, 'mastersthesis', 'thesis'],
    [{ type: 'dissertation' }, 'phdthesis', 'thesis'],
    [{ type: 'report', publisher: 'CERN' }, 'techreport', 'report'],
    [{ type: 'dataset', publisher: 'Zenodo' }, 'misc', 'dataset'],
    [{ type: 'software', version: '1.2' }, 'misc', 'software'],
    [{ type: 'webpage', URL: 'https://x.org/' }, 'misc', 'online'],
    [{ type: 'webpage' }, 'misc', 'misc'],
    [{ type: 'no such type' }, 'misc', 'misc'],
  ])('%j is @%s and @%s', (raw, classic, latex) => {
    expect(/@(\w+)/.exec(entry(raw))?.[1]).toBe(classic);
    expect(/@(\w+)/.exec(modern(raw))?.[1]).toBe(latex);
  });
  it.each([
    ["Master's thesis", undefined, 'mathesis'],
    ['PhD thesis', undefined, 'phdthesis'],
    ['Licentiate thesis', 'Licentiate thesis', 'Licentiate thesis'],
    [undefined, 'Thesis', 'Thesis'],
  ])('of a thesis that is a %s the type is %s in BibTeX and %s in BibLaTeX', (genre, classic, latex) => {
    const typeOf = (text: string) => /type += \{(.*)\}/u.exec(text)?.[1];
    const raw = { type: 'thesis', publisher: 'U', ...(genre && { genre }) };
    expect(typeOf(entry(raw))).toBe(classic);
    expect(typeOf(modern(raw))).toBe(latex);
  });
  it('a report has its own number, and keywords are kept', () => {
    const text = entry({ type: 'report', publisher: 'INR', number: 'RR-5', keyword: 'goats, hills' });
    expect(text).toContain('number = {RR-5}');
    expect(text).toContain('keywords = {goats, hills}');
  });
  it('a server of preprints other than arXiv is named', () => {
    expect(entry({ type: 'posted-content', publisher: 'bioRxiv', DOI: '10.1101/1' })).toContain(
      'howpublished = {bioRxiv}',
    );
  });
});

describe('notes of ours', () => {
  const custom = { roles: ['method', 'future_work'], polarities: ['support'], verdict: 'accept', novelty: 7.5 };
  it('are keywords and a sentence that no style prints', () => {
    const text = entry({ custom }, { annotate: true });
    expect(text).toContain(
      'keywords = {pith-role-method, pith-role-future-work, pith-polarity-support, pith-verdict-accept, pith-novelty-7}',
    );
    expect(text).toContain(
      'annote = {Role: method, future work. Polarity: support. Verdict: accept. Novelty: 7.5 of 10.}',
    );
    expect(entry({ custom }, { annotate: true, dialect: 'biblatex' })).toContain('annotation = {');
  });
  it('are left out unless asked for', () => {
    expect(entry({ custom })).not.toMatch(/keywords|annote/);
  });
});

it('long author lists are cut where asked, and it is said', () => {
  const author = Array.from({ length: 3000 }, (_, i) => ({ family: `Name${i}x`, given: 'A.' }));
  const { text, warnings } = file({ author }, { abbreviateAuthors: 2 });
  expect(text).toContain('author = {Name0x, A. and Name1x, A. and others}');
  expect(warnings.map(({ message }) => message)).toContain('2 of 3000 authors are named');
  expect(entry({ author })).toContain('Name2999x, A.}');
});

it('an item without anything is an entry with a key and nothing else', () => {
  expect(bibtexFile([readCsl({})], { dialect: 'bibtex' }).text).toMatch(/^@misc\{(paper\w+),\n {2}key = \{\1\}\n\}\n$/);
});

it('what can be walked only once is written all the same', () => {
  const items = [1, 2, 3].map((i) => readCsl({ ...base, id: i, title: `Number ${i}` }));
  function* once(): Generator<CslItem> {
    yield* items;
  }
  const options = { dialect: 'bibtex' } as const;
  expect([...bibtex(once(), options, () => {})].join('')).toBe(bibtexFile(items, options).text);
});
