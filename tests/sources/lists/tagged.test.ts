/** Records of tag and value: RIS as programs write it, PubMed, Web of Science, EndNote. */
import { describe, expect, it } from 'vitest';
import type { WorkRecord } from '../../../src/hub/record.js';
import { detectSource } from '../../../src/sources/detect.js';
import { collect } from '../collect.js';
import { inputOf } from '../input-of.js';

const works = async (content: string, format?: string): Promise<WorkRecord[]> => {
  const { source, format: found } = detectSource(inputOf(content));
  if (format !== undefined) expect(found).toBe(format);
  const { of, problems } = await collect(
    source.decode(inputOf(content), { at: '2026-01-02', cited: 'arxiv:1911.11134' }),
  );
  expect(problems).toEqual([]);
  return of('work').slice(1);
};
const titles = async (content: string) => (await works(content)).map(({ title }) => title);
const ris = (...lines: string[]) => `TY  - JOUR\n${lines.join('\n')}\nER  - \n`;

describe('what was retracted', () => {
  it.each([
    ['PubMed', 'PMID- 1\nPT  - Journal Article\nPT  - Retracted Publication\nTI  - Wool.\n', true],
    ['PubMed', 'PMID- 1\nPT  - Journal Article\nRIN - J Wool. 2021;1:2. PMID: 3\nTI  - Wool.\n', true],
    ['PubMed', 'PMID- 1\nPT  - Retraction of Publication\nROF - J Wool. 2020;1:1. PMID: 3\nTI  - Wool.\n', undefined],
    ['RIS', 'TY  - JOUR\nM3  - Retracted Publication\nTI  - Wool\nER  - \n', true],
    ['RIS', 'TY  - JOUR\nTI  - RETRACTED ARTICLE: Wool\nER  - \n', true],
    ['RIS', 'TY  - JOUR\nTI  - Retraction: Wool\nER  - \n', undefined],
    ['RIS', 'TY  - JOUR\nTI  - RETRACTED PAPERS and their citations\nER  - \n', undefined],
    ['EndNote', '%0 Journal Article\n%T Wool\n%9 Retracted Publication\n', true],
    ['Web of Science', 'FN X\nVR 1.0\nPT J\nTI Wool\nDT Article; Retracted Publication\nER\n', true],
    ['BibTeX', '@article{a, title={[Retracted] Wool}, year=2001}\n', true],
  ])('is known from %s: %j', async (format, content, retracted) => {
    expect((await works(content, format)).map((work) => work.retracted)).toEqual([retracted]);
  });
});

describe('RIS', () => {
  it.each([
    ['lines of the provider', 'Provider: Field Press\nDatabase: Wool\nContent: text/plain; charset="UTF-8"\n\n\n', ''],
    ['a number', '1.\n', ''],
    ['a number in angle brackets', '<1>\n', ''],
    ['a sentence', 'Record #1 of 2\nThese are my papers.\n\n', ''],
    ['nothing', '', 'These were my papers.\nGoodbye - and thanks.\n'],
  ])('has its records after %s', async (_, before, after) => {
    const second = before.replace('1', '2');
    expect(await titles(before + ris('TI  - One') + second + ris('TI  - Two') + after)).toEqual(['One', 'Two']);
  });

  it('may say its types in words', async () => {
    expect(await titles('TY  - Journal Article\nTI  - One\nER  - \n')).toEqual(['One']);
  });

  it('may be numbered without ER', async () => {
    expect(await titles('1.\nTY  - JOUR\nTI  - One\n2.\nTY  - JOUR\nTI  - Two\n')).toEqual(['One', 'Two']);
  });

  it('may have its TY behind other tags', async () => {
    const text = 'DB  - X\nTI  - One\nTY  - JOUR\nAU  - Ox, Al\nER  - \n';
    expect(
      (await works(text + text.replace('One', 'Two'))).map(({ title, authors }) => [title, authors?.length]),
    ).toEqual([
      ['One', 1],
      ['Two', 1],
    ]);
  });

  it('has text that looks like a tag in its values', async () => {
    const text = ris(
      'TI  - Wool',
      'AB  - Sheep that were',
      'ER - negative, and',
      'TI - tles.',
      'ER  - positive.',
      'JO  - J',
    );
    expect(await works(text)).toMatchObject([{ title: 'Wool', venue: 'J' }]);
    // Where one blank is the manner of the file, it is a tag's.
    expect(await titles(text.replaceAll('  - ', ' - ').replace(/AB.*positive\.\n/su, ''))).toEqual(['Wool']);
  });

  it.each([
    [['JO  - J. Wool Sci.', 'JF  - Journal of Wool Science'], 'Journal of Wool Science'],
    [['JA  - J. Wool Sci.', 'T2  - Journal of Wool Science'], 'Journal of Wool Science'],
    [['JO  - Wool', 'T2  - A yearly show'], 'Wool'],
    [['T2  - Proceedings of Wool', 'BT  - Other'], 'Proceedings of Wool'],
    [['J2  - J. Wool'], 'J. Wool'],
  ])('has the full name of a journal before a short one: %j', async (lines, venue) => {
    expect(await works(ris('TI  - T', ...lines))).toMatchObject([{ venue }]);
  });
});

describe('PubMed', () => {
  const text = `
PMID- 12345678
OWN - NLM
VI  - 5
IP  - 2
DP  - 2016 May 3
TI  - Counting sheep in the
      open field.
PG  - 67-71
LID - 10.1000/sheep.1 [doi]
AB  - First part
      and second.
FAU - Shepherd, Ada
AU  - Shepherd A
FAU - van der Berg, Jan
AU  - van der Berg J
CN  - The Flock
AID - S0001 [pii]
PMC - PMC7654321
PT  - Journal Article
TA  - J Wool
JT  - Journal of wool

PMID- 23
DP  - 2017
DEP - 20170302
TI  - [Wolle].
AU  - Herd AB
PT  - Preprint

PMID- 24
BTI - Handbook of Wool
PB  - Field Press
DP  - 2001 Jul-Aug
`;

  it('is read', async () => {
    expect(await works(text, 'PubMed')).toEqual([
      {
        type: 'work',
        ids: ['pmid:12345678', 'doi:10.1000/sheep.1', 'pmcid:PMC7654321'],
        title: 'Counting sheep in the open field',
        authors: [
          { name: 'Ada Shepherd', family: 'Shepherd', given: 'Ada' },
          { name: 'Jan van der Berg', family: 'van der Berg', given: 'Jan' },
          { name: 'The Flock', group: true },
        ],
        date: '2016-05-03',
        venue: 'Journal of wool',
        kind: 'article-journal',
        volume: '5',
        issue: '2',
        pages: '67-71',
        abstract: 'First part and second.',
      },
      {
        type: 'work',
        ids: ['pmid:23'],
        title: 'Wolle',
        authors: [{ name: 'AB Herd', family: 'Herd', given: 'AB' }],
        date: '2017-03-02',
        kind: 'article',
      },
      {
        type: 'work',
        ids: ['pmid:24'],
        title: 'Handbook of Wool',
        date: '2001-07',
        kind: 'book',
        publisher: 'Field Press',
      },
    ]);
  });

  it('is read with any ends of lines and a byte order mark', async () => {
    expect(await works(`\ufeff${text.trim().replaceAll('\n', '\r\n')}`, 'PubMed')).toHaveLength(3);
  });
});

describe('Web of Science', () => {
  const text = `FN Clarivate Analytics Web of Science
VR 1.0
PT J
AU Shepherd, A
   Berg, J
AF Shepherd, Ada
   Berg, Jan
CA Flock Consortium
TI Counting sheep in
   the field
SO JOURNAL OF WOOL
DT Article
DE wool; fields
AB First part
   and second.
PU FIELD PRESS
PD MAY 3
PY 2016
VL 5
IS 2
BP 67
EP 71
DI 10.1000/Sheep.1
PM 12345678
UT WOS:000000000000001
ER

PT S
AU Ox, A
TI Ploughs
SO PROCEEDINGS OF PLOUGHS
DT Proceedings Paper
PD JUL-AUG
PY 2001
AR 12
ER

EF
`;

  it('is read', async () => {
    const expected = [
      {
        type: 'work',
        ids: ['doi:10.1000/sheep.1', 'pmid:12345678'],
        title: 'Counting sheep in the field',
        authors: [
          { name: 'Ada Shepherd', family: 'Shepherd', given: 'Ada' },
          { name: 'Jan Berg', family: 'Berg', given: 'Jan' },
          { name: 'Flock Consortium', group: true },
        ],
        date: '2016-05-03',
        venue: 'JOURNAL OF WOOL',
        kind: 'article-journal',
        volume: '5',
        issue: '2',
        pages: '67-71',
        publisher: 'FIELD PRESS',
        keywords: 'wool, fields',
        abstract: 'First part and second.',
      },
      {
        type: 'work',
        ids: ['key:ploughs/2001/ox'],
        title: 'Ploughs',
        authors: [{ name: 'A Ox', family: 'Ox', given: 'A' }],
        date: '2001-07',
        venue: 'PROCEEDINGS OF PLOUGHS',
        kind: 'paper-conference',
        pages: '12',
      },
    ];
    expect(await works(text, 'Web of Science')).toEqual(expected);
    expect(await works(`\ufeff${text.replaceAll('\n', '\r\n')}`, 'Web of Science')).toEqual(expected);
    // Pieces of such a file have no head.
    expect(await works(text.slice(text.indexOf('PT J')), 'Web of Science')).toEqual(expected);
  });
});

describe('EndNote', () => {
  it('is read', async () => {
    const text = `%0 Journal Article
%A Shepherd, Ada
%A Berg, Jan van der
%T Counting sheep
in the field
%J Journal of Wool
%V 5
%N 2
%P 67--71
%D 2016
%8 May 3
%@ 0000-0000
%R 10.1000/Sheep.1
%U https://arxiv.org/abs/2401.00001
%K wool
%K fields
%X An abstract.
%I Field Press

%0 Conference Proceedings
%T Ploughs
%A Al Ox
%B Proceedings of Ploughs
%D 2001
%8 1999-01-01
`;
    for (const content of [text, `\ufeff${text.replaceAll('\n', '\r\n')}`])
      expect(await works(content, 'EndNote')).toEqual([
        {
          type: 'work',
          ids: ['doi:10.1000/sheep.1', 'arxiv:2401.00001'],
          title: 'Counting sheep in the field',
          authors: [
            { name: 'Ada Shepherd', family: 'Shepherd', given: 'Ada' },
            { name: 'Jan van der Berg', family: 'Berg', given: 'Jan van der' },
          ],
          date: '2016-05-03',
          venue: 'Journal of Wool',
          kind: 'article-journal',
          volume: '5',
          issue: '2',
          pages: '67-71',
          publisher: 'Field Press',
          keywords: 'wool, fields',
          abstract: 'An abstract.',
        },
        {
          type: 'work',
          ids: ['key:ploughs/2001/ox'],
          title: 'Ploughs',
          authors: [{ name: 'Al Ox' }],
          date: '2001',
          venue: 'Proceedings of Ploughs',
          kind: 'paper-conference',
        },
      ]);
  });

  it('is read as refer has it, without types, its records apart by blank lines', async () => {
    const text = `%A Al Ox
%A Jan van der Berg
%Q Wool Society
%T Counting sheep
in the field
%J Journal of Wool
%V 5
%N 2
%P 67-71
%D June 1985
%K wool sheep
%X An abstract.

%A Al Ox
%T Ploughs
%B Proceedings of the First Meeting on Ploughs
%D 2001
%I Field Press


%A Al Ox
%T Rams
%R TR-7
%I Field Institute
%D 1990
`;
    const expected = [
      {
        type: 'work',
        ids: ['key:counting-sheep-in-the-field/1985/ox'],
        title: 'Counting sheep in the field',
        authors: [{ name: 'Al Ox' }, { name: 'Jan van der Berg' }, { name: 'Wool Society', group: true }],
        date: '1985-06',
        venue: 'Journal of Wool',
        kind: 'article-journal',
        volume: '5',
        issue: '2',
        pages: '67-71',
        keywords: 'wool sheep',
        abstract: 'An abstract.',
      },
      {
        type: 'work',
        ids: ['key:ploughs/2001/ox'],
        title: 'Ploughs',
        authors: [{ name: 'Al Ox' }],
        date: '2001',
        venue: 'Proceedings of the First Meeting on Ploughs',
        kind: 'paper-conference',
        publisher: 'Field Press',
      },
      {
        type: 'work',
        ids: ['key:rams/1990/ox'],
        title: 'Rams',
        authors: [{ name: 'Al Ox' }],
        date: '1990',
        kind: 'report',
        number: 'TR-7',
        publisher: 'Field Institute',
      },
    ];
    for (const content of [text, `\ufeff${text.replaceAll('\n', '\r\n')}`, `\n\n${text}`])
      expect(await works(content, 'EndNote')).toEqual(expected);
    // A percent sign begins comments elsewhere.
    expect(await works('%A list of\n%T hings\n@article{a, title={A}}', 'BibTeX')).toHaveLength(1);
  });
});

describe('a record with more than any has', () => {
  it.each([
    ['lines of its own', 'KW  - wool\n'.repeat(60_000), 'more than 50,000 lines, of which the first are read'],
    ['lines that go on', `AB  - a\n${'wool\n'.repeat(60_000)}`, 'more than 50,000 lines, of which the first are read'],
    [
      'a line that never ends',
      `AU  - ${'A, B; '.repeat(200_000)}\n`,
      'a line of more than 1,000,000 characters, which is left out',
    ],
  ])('is read as far as it goes: %s', async (_, lines, message) => {
    const content = `${ris('TI  - One')}TY  - JOUR\nTI  - Two\n${lines}ER  - \n${ris('TI  - Three')}`;
    const { of, problems } = await collect(
      detectSource(inputOf(content)).source.decode(inputOf(content), { at: '2026-01-02', cited: 'arxiv:1911.11134' }),
    );
    expect(problems).toEqual([{ place: 'line 4', message }]);
    expect(
      of('work')
        .slice(1)
        .map(({ title }) => title),
    ).toEqual(['One', 'Two', 'Three']);
  });
});
