/** Bibliographies (BibTeX, CSL-JSON, RIS) as lists of citing papers. */
import { describe, expect, it } from 'vitest';
import type { WorkRecord } from '../../../src/hub/record.js';
import { detectSource } from '../../../src/sources/detect.js';
import { collect } from '../collect.js';
import { inputOf } from '../input-of.js';

const HUB = 'arxiv:1911.11134';
const read = (content: string, cited: string | undefined = HUB) =>
  collect(
    detectSource(inputOf(content)).source.decode(inputOf(content), { at: '2026-01-02', ...(cited && { cited }) }),
  );
const works = async (content: string): Promise<WorkRecord[]> => (await read(content)).of('work').slice(1);

describe('a bibliography', () => {
  const bibtex = '@article{a, title={Sheep}, doi={10.1000/a}}\n@misc{b, title={Goats}, author={Herd, Al}, year=2020}\n';

  it('becomes the papers that cite a hub', async () => {
    const { records, problems } = await read(bibtex);
    expect(problems).toEqual([]);
    expect(records).toEqual([
      { type: 'work', ids: [HUB] },
      { type: 'hub', work: HUB, source: 'bibliography' },
      { type: 'work', ids: ['doi:10.1000/a'], title: 'Sheep', kind: 'article-journal' },
      { type: 'citation', citing: 'doi:10.1000/a', cited: HUB },
      {
        type: 'work',
        ids: ['key:goats/2020/herd'],
        title: 'Goats',
        authors: [{ name: 'Al Herd', family: 'Herd', given: 'Al' }],
        date: '2020',
      },
      { type: 'citation', citing: 'key:goats/2020/herd', cited: HUB },
    ]);
  });

  it('needs the paper that is cited', async () => {
    const without = detectSource(inputOf(bibtex)).source.decode(inputOf(bibtex), { at: '2026-01-02' });
    await expect(collect(without)).rejects.toThrow(/says nothing of who cites whom; .* add --cited <paper>\.$/u);
  });

  it('may hold the hub itself and things without a title, which are told', async () => {
    const { of, problems } = await read(
      '@article{a, eprint={1911.11134}, archivePrefix={arXiv}, title={Hub}}\n@misc{b, note={?}}\n@misc{c, title={C}}',
    );
    expect(of('citation')).toHaveLength(1);
    // What the list says of the hub is kept.
    expect(of('work').filter(({ ids }) => ids.includes(HUB))).toMatchObject([{}, { title: 'Hub' }]);
    expect(problems.map(({ place, message }) => `${place}: ${message}`)).toEqual([
      'line 1 (a): the cited paper itself (arXiv:1911.11134)',
      'line 2 (b): neither an id nor a title in words',
    ]);
  });
});

describe('an id that entries of one list share', () => {
  const stamped = (entries: [title: string, author: string, year: number][]): string =>
    entries
      .map(
        ([title, author, year], i) =>
          `@article{k${i}, title={${title}}, author={${author}}, year=${year}, eprint={1011.1669}, doi={10.1000/${i}}}`,
      )
      .join('\n');

  it('says nothing where they have nothing else in common, and a message names them', async () => {
    const text = stamped([
      ['On tides', 'Alm, Eva', 2013],
      ['On kites', 'Bo, Per', 1963],
      ['On ants', 'Cox, Siv', 2013],
    ]);
    const { of, problems } = await read(text);
    expect(
      of('work')
        .slice(1)
        .map(({ ids }) => ids),
    ).toEqual([['doi:10.1000/0'], ['doi:10.1000/1'], ['doi:10.1000/2']]);
    expect(problems).toEqual([
      {
        place: 'line 1 (k0)',
        message:
          'arXiv:1011.1669 is the id of 3 entries that have nothing else in common (line 1 (k0), line 2 (k1), line 3 (k2)); it is left out of them',
      },
    ]);
    expect((await works(text.replace(/, doi=.*?\}/gu, '')))[1]!.ids).toEqual(['key:on-kites/1963/bo']);
  });

  it.each<[string, [string, string, number][]]>([
    [
      'title',
      [
        ['On tides', 'Alm, Eva', 2013],
        ['On {Tides}', 'Bo, Per', 1963],
      ],
    ],
    [
      'first author',
      [
        ['On tides', 'Alm, Eva', 2013],
        ['On kites', 'E. Alm', 1963],
      ],
    ],
    [
      'year',
      [
        ['On tides', 'Alm, Eva', 2013],
        ['Über Gezeiten', '{Die Gruppe}', 2013],
      ],
    ],
    [
      'another entry',
      [
        ['On tides', 'Alm, Eva', 2013],
        ['On kites', 'Bo, Per', 1963],
        ['On tides', 'Bo, Per', 1970],
      ],
    ],
  ])('counts where they agree in %s', async (_, entries) => {
    const { of, problems } = await read(stamped(entries));
    expect(problems).toEqual([]);
    expect(
      of('work')
        .slice(1)
        .every(({ ids }) => ids[0] === 'arxiv:1011.1669'),
    ).toBe(true);
  });

  it('counts for an entry that says nothing else', async () => {
    const { of, problems } = await read('@misc{a, doi={10.1000/a}}\n@article{b, title={On tides}, doi={10.1000/a}}');
    expect(problems).toEqual([]);
    expect(of('citation').map(({ citing }) => citing)).toEqual(['doi:10.1000/a', 'doi:10.1000/a']);
  });

  it('is looked for in RIS and CSL-JSON, too', async () => {
    const ris = 'TY  - JOUR\nTI  - On tides\nAU  - Alm, Eva\nPY  - 2013\nDO  - 10.1000/a\nER  - \n';
    const other = ris.replace('tides', 'kites').replace('Alm, Eva', 'Bo, Per').replace('2013', '1963');
    expect((await read(ris + other)).problems).toHaveLength(1);
    const csl = [
      { type: 'book', title: 'On tides', DOI: '10.1000/a', issued: { 'date-parts': [[2013]] } },
      { type: 'book', title: 'On kites', DOI: '10.1000/a', issued: { 'date-parts': [[1963]] } },
    ];
    expect((await read(JSON.stringify(csl))).problems).toHaveLength(1);
  });
});

describe('BibTeX', () => {
  it('is read as people write it', async () => {
    const [entry, second, third] = await works(
      String.raw`% a comment
This file was made by hand.

@comment{jabref-meta: databaseType:bibtex;}
@preamble{"\newcommand{\x}{y}"}
@string{jow = "Journal of " # {Wool}}
@STRING(pub = "Wool Press")

@Article ( shepherd:24 ,
  Title     = "{Counting} {\"U}ber-Sheep: a ` +
        '``' +
        String.raw`study'' of $N=2$",
  author    = {Shepherd, Ada and {The Flock Collaboration} and van der Berg, Jr, Jan and Al Herd and others},
  journal   = jow, volume = 7, number = {2}, pages = "1--9",
  year      = 2024, month = feb # "~1",
  publisher = pub,
  doi       = {https://doi.org/10.1000/Sheep\_7},
  pmid = {123},
  url = "https://arxiv.org/abs/2401.00001v2",
)
@inproceedings{DBLP:conf/wool/Herd20,title={Goats},booktitle={Proc. of Goats}
  year={in 2020},}
@article{x, title={Preprint}, journal={arXiv preprint arXiv:2504.13837}, volume={abs/2504.13837}, date={2025-04-18}}
`,
    );
    expect(entry).toEqual({
      type: 'work',
      ids: ['doi:10.1000/sheep_7', 'pmid:123', 'arxiv:2401.00001'],
      title: 'Counting Über-Sheep: a “study” of $N=2$',
      authors: [
        { name: 'Ada Shepherd', family: 'Shepherd', given: 'Ada' },
        { name: 'The Flock Collaboration', group: true },
        { name: 'Jan van der Berg Jr', family: 'van der Berg', given: 'Jan' },
        { name: 'Al Herd' },
      ],
      authorCount: 5,
      date: '2024-02-01',
      venue: 'Journal of Wool',
      kind: 'article-journal',
      volume: '7',
      issue: '2',
      pages: '1-9',
      publisher: 'Wool Press',
    });
    expect(second).toEqual({
      type: 'work',
      ids: ['dblp:conf/wool/Herd20'],
      title: 'Goats',
      date: '2020',
      venue: 'Proc. of Goats',
      kind: 'paper-conference',
    });
    expect(third).toEqual({
      type: 'work',
      ids: ['arxiv:2504.13837'],
      title: 'Preprint',
      date: '2025-04-18',
      venue: 'arXiv',
      kind: 'article',
    });
  });

  it('has subtitles, and braces in addresses', async () => {
    const entries =
      await works(`@article{a, title={Wool}, subtitle={A Sub title}, journaltitle={Sheep}, journalsubtitle={All}}
@article{b, title={Why {Wool}?}, subtitle={An Answer}}
@article{c, title={Wool: A Study}, subtitle={a study}, url={https://example.org/?x=1&y={2}}}
@article{d, title={Felt}, howpublished={\\url{https://example.org/a{b}c}.}}`);
    expect(entries.map(({ title, venue, url }) => [title, venue, url])).toEqual([
      ['Wool: A Sub title', 'Sheep: All', undefined],
      ['Why Wool? An Answer', undefined, undefined],
      ['Wool: A Study', undefined, 'https://example.org/?x=1&y=%7B2%7D'],
      ['Felt', undefined, 'https://example.org/a%7Bb%7Dc'],
    ]);
  });

  it('names what has no id with its subtitle and without, of volumes only the first', async () => {
    const entries = await works(`@book{a, title={Wool}, subtitle={Spinning}, author={Ox, Al}, year=2001}
@book{b, title={Wool}, subtitle={Weaving}, author={Ox, Al}, year=2001}
@book{c, title={Felt}, subtitle={All of it}, year=2001, doi={10.1000/c}}`);
    expect(entries.map(({ ids }) => ids)).toEqual([
      ['key:wool-spinning/2001/ox', 'key:wool/2001/ox'],
      ['key:wool-weaving/2001/ox'],
      ['doi:10.1000/c'],
    ]);
  });

  it('goes on behind a broken entry', async () => {
    const { of, problems } = await read(
      [
        '@article{a, title={Good}}',
        '@article{b, title={Never closed, year=2020',
        '@article{c, title="Also good", year=2021}',
        '@article{d, title={Fine}, strange stuff here, year=2022}',
        '@article{e, title="never closed, year=2023}',
        '@misc{f, title={Last}',
      ].join('\n'),
    );
    expect(
      of('work')
        .slice(1)
        .map(({ title, date }) => [title, date]),
    ).toEqual([
      ['Good', undefined],
      ['Also good', '2021'],
      ['Fine', '2022'],
      ['Last', undefined],
    ]);
    expect(problems.map(({ place }) => place)).toEqual([
      'line 2 (b)',
      'the entry in line 2',
      'the entry in line 4',
      'line 5 (e)',
      'the entry in line 5',
      'the entry in line 6',
    ]);
  });

  it('in a text that only quotes an entry is not taken for a bibliography', () => {
    const text = `Please cite\n\nthe following\n\npaper\n\nif you use\n\nthis data:\n\n@misc{a, title={A}}\n`;
    expect(() => detectSource(inputOf(text))).toThrow(/text of another kind/u);
  });
});

describe('CSL-JSON', () => {
  const item = {
    id: 'shepherd24',
    type: 'article-journal',
    title: 'Counting <i>Sheep</i> &amp; Goats',
    author: [
      { family: 'Shepherd', given: 'Ada' },
      { family: 'Berg', given: 'Jan', 'non-dropping-particle': 'van der' },
      { literal: 'The Flock' },
    ],
    issued: { 'date-parts': [['2024', 2]] },
    'container-title': 'Journal of Wool',
    volume: 7,
    page: '1-9',
    DOI: '10.1000/Sheep',
    URL: 'https://arxiv.org/abs/2401.00001',
  };

  it.each([
    [{ 'date-parts': [[2020, '5', 1]] }, '2020-05-01'],
    [{ 'date-parts': [['2020', 2, 30]] }, '2020-02'],
    [{ 'date-parts': [[2020, 13]] }, '2020'],
    [{ 'date-parts': [[1]] }, undefined],
    [{ 'date-parts': [[null]], raw: '2020-05' }, '2020-05'],
    [{ 'date-parts': [[2020], [2021]] }, '2020'],
    [{ raw: '30-Mar-2020' }, '2020-03-30'],
    [{ raw: '2010-05-03?' }, '2010-05-03'],
    [{ literal: 'c. 1900' }, '1900'],
    [{ literal: 'in press' }, undefined],
    ['2020-05-03T10:00:00Z', '2020-05-03'],
    ['May 2020', '2020-05'],
    ['2021-02-30', '2021-02'],
    ['0001-01-01', undefined],
    [2020, '2020'],
    [[{ year: '2020', month: '5' }], '2020-05'],
    [null, undefined],
  ])('is dated by %j as %s', async (issued, date) => {
    const [work] = await works(JSON.stringify([{ ...item, issued }]));
    expect(work!.date).toBe(date);
  });

  it('is read as a list, one item, or items', async () => {
    const expected = {
      type: 'work',
      ids: ['doi:10.1000/sheep', 'arxiv:2401.00001'],
      title: 'Counting Sheep & Goats',
      authors: [
        { name: 'Ada Shepherd', family: 'Shepherd', given: 'Ada' },
        { name: 'Jan van der Berg', family: 'van der Berg', given: 'Jan' },
        { name: 'The Flock', group: true },
      ],
      date: '2024-02',
      venue: 'Journal of Wool',
      kind: 'article-journal',
      volume: '7',
      pages: '1-9',
    };
    for (const body of [[item], item, { items: [item] }]) expect(await works(JSON.stringify(body))).toEqual([expected]);
  });

  it('dates may be of any exactness, or words', async () => {
    const dates = [
      { 'date-parts': [[2024, 13, 1]] },
      { 'date-parts': [[2024, 2, 29]] },
      { raw: '2024-05-06' },
      { literal: 'soon' },
      {},
    ];
    const found = await works(
      JSON.stringify(dates.map((issued, at) => ({ ...item, DOI: `10.1000/${at}`, URL: '', issued }))),
    );
    expect(found.map(({ date }) => date)).toEqual(['2024', '2024-02-29', '2024-05-06', undefined, undefined]);
  });
});

describe('RIS', () => {
  it('is read with any ends of lines, and without ER', async () => {
    const text = [
      'TY  - JOUR',
      'AU  - Shepherd, Ada',
      'AU  - Berg, Jan van der, Jr',
      'A1  - The Flock',
      'TI  - Counting Sheep',
      'at Scale',
      'JO  - Journal of Wool',
      'VL  - 7',
      'SP  - 1',
      'EP  - 9',
      'DA  - 2024/02/01/',
      'DO  - https://doi.org/10.1000/Sheep',
      'UR  - https://arxiv.org/abs/2401.00001',
      'ER  - ',
      '',
      'TY  - CONF',
      'T1  - Goats',
      'PY  - 2020',
      'TY  - WEIRD',
      'TI  - Third',
    ];
    for (const end of ['\n', '\r\n'])
      expect(await works(`\ufeff${text.join(end)}`)).toEqual([
        {
          type: 'work',
          ids: ['doi:10.1000/sheep', 'arxiv:2401.00001'],
          title: 'Counting Sheep at Scale',
          authors: [
            { name: 'Ada Shepherd', family: 'Shepherd', given: 'Ada' },
            { name: 'Jan van der Berg Jr', family: 'Berg', given: 'Jan van der' },
            { name: 'The Flock' },
          ],
          date: '2024-02-01',
          venue: 'Journal of Wool',
          kind: 'article-journal',
          volume: '7',
          pages: '1-9',
        },
        { type: 'work', ids: ['key:goats/2020'], title: 'Goats', date: '2020', kind: 'paper-conference' },
        { type: 'work', ids: ['key:third'], title: 'Third' },
      ]);
  });
});
