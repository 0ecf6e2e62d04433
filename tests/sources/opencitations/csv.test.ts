/** OpenCitations Index and Meta as CSV. */
import { describe, expect, it } from 'vitest';
import { detectSource } from '../../../src/sources/detect.js';
import { readSource } from '../../../src/sources/read.js';
import { newReading } from '../../../src/sources/source.js';
import { collect } from '../collect.js';
import { inputOf, wanting } from '../input-of.js';
import { NO_REAL_DATA, realFile } from '../real-data.js';

const AT = '2026-01-02';
const read = (content: string, options = {}, pieceBytes = 53) =>
  collect(detectSource(inputOf(content)).source.decode(inputOf(content, pieceBytes), { at: AT, ...options }));
const edges = (records: Awaited<ReturnType<typeof read>>) =>
  records.of('citation').map(({ citing, cited }) => [citing, cited]);

describe('the Index of OpenCitations as CSV', () => {
  it('is read in any order of columns, with names of every generation', async () => {
    const found = await read(
      [
        'cited,creation,citing,oci',
        'br/06180334099,2021-03-10,br/06101801781,06101801781-06180334099',
        '"omid:br/7 doi:10.1000/B","2020","omid:br/8 doi:10.1000/a pmid:5",8-7',
        '10.1000/D,,10.1000/c,0200',
        'https://w3id.org/oc/meta/br/9,,meta:br/10,10-9',
      ].join('\r\n'),
    );
    expect(found.problems).toEqual([]);
    expect(edges(found)).toEqual([
      ['omid:br/06101801781', 'omid:br/06180334099'],
      ['doi:10.1000/a', 'doi:10.1000/b'],
      ['doi:10.1000/c', 'doi:10.1000/d'],
      ['omid:br/10', 'omid:br/9'],
    ]);
    expect(found.of('work')).toEqual([
      { type: 'work', ids: ['omid:br/06101801781'], date: '2021-03-10' },
      { type: 'work', ids: ['doi:10.1000/a', 'pmid:5', 'omid:br/8'], date: '2020' },
      { type: 'work', ids: ['doi:10.1000/b', 'omid:br/7'] },
    ]);
  });

  it('tells rows without names, and those that cite themselves, with their line', async () => {
    const { records, problems } = await read(
      'citing,cited\n10.1000/a,10.1000/b\n,10.1000/b\n10.1000/a,nothing\n10.1000/a,doi:10.1000/A\n10.1000/c\n',
    );
    expect(records).toHaveLength(1);
    expect(problems.map(({ place }) => place)).toEqual(['line 3', 'line 4', 'line 5', 'line 6']);
  });

  it('is cut to the rows that name a hub', async () => {
    const content = [
      '"oci","citing","cited","creation"',
      '1,omid:br/061,omid:br/0618,2020-01-02',
      '2,omid:br/062,omid:br/06180,2020',
      '3,omid:br/0618,omid:br/063,2019',
      '4,omid:br/064,omid:br/065,2019',
      '5,omid:br/066,omid:br/0618,',
    ].join('\n');
    for (const pieceBytes of [1, 17, 1000]) {
      const reading = newReading();
      const wanted = wanting([['doi:10.1000/x', 'omid:br/0618']]);
      const found = await read(content, { wanted, reading }, pieceBytes);
      expect(found.problems).toEqual([]);
      expect(edges(found)).toEqual([
        ['omid:br/061', 'omid:br/0618'],
        ['omid:br/0618', 'omid:br/063'],
        ['omid:br/066', 'omid:br/0618'],
      ]);
      expect(found.of('hub')).toEqual([{ type: 'hub', work: 'omid:br/0618', source: 'opencitations' }]);
      expect(reading.lines).toBe(6);
    }
    await expect(read(content, { wanted: wanting([['doi:10.1000/x']]) })).rejects.toThrow(
      /names papers by OMID, and none of doi:10\.1000\/x is known/u,
    );
  });
});

describe('OpenCitations Meta as CSV', () => {
  const HEAD = '"title","id","author","venue","pub_date","type","page","volume","issue","publisher","editor"';

  it('gives works with their names and authors', async () => {
    const { records, problems } = await read(
      `${HEAD}\n"Counting ""Sheep"",\nand Goats","omid:br/06 doi:10.1000/X issn:1234-5678","Shepherd, Ada [orcid:0000 omid:ra/1]; [omid:ar/2]; The Flock [omid:ra/3]","Journal of Wool [issn:1 omid:br/2]","2020-05","journal article","1-9","7","2","Wool Press [crossref:1]",""\n`,
    );
    expect(problems).toEqual([]);
    expect(records).toEqual([
      {
        type: 'work',
        ids: ['doi:10.1000/x', 'omid:br/06'],
        title: 'Counting "Sheep", and Goats',
        authors: [{ name: 'Ada Shepherd', family: 'Shepherd', given: 'Ada' }, { name: 'The Flock' }],
        date: '2020-05',
        venue: 'Journal of Wool',
        kind: 'article-journal',
        volume: '7',
        issue: '2',
        pages: '1-9',
        publisher: 'Wool Press',
      },
    ]);
  });

  it('is cut to works that are known; those without a usable name are counted', async () => {
    const reading = newReading();
    const { of } = await read(
      `${HEAD}\n"A","omid:br/1","","","","","","","","",""\n"B","omid:br/2","","","","","","","","",""\n"C","isbn:9781482244342","","","","","","","","",""\n`,
      { wanted: wanting([['omid:br/2']]), reading },
    );
    expect(of('work').map(({ title }) => title)).toEqual(['B']);
    expect([...reading.passed.values()]).toEqual([1, 1]);
  });

  it('is told from the Index and from its provenance', () => {
    const of = (content: string): string => detectSource(inputOf(content)).format;
    expect(of(`${HEAD}\n`)).toBe('OpenCitations Meta, CSV');
    expect(of('oci,citing,cited\n')).toBe('OpenCitations Index, CSV');
    expect(() => of('"oci","snapshot","agent","source"\n')).toThrow(/provenance of OpenCitations/u);
  });
});

describe.skipIf(NO_REAL_DATA)('real files of OpenCitations (skipped without ../shared/data)', () => {
  it.each([
    ['index-csv/citations_data.csv', 'citation', 6],
    ['index-csv/croci_citations.csv', 'citation', 13],
    ['index-csv/crossref_citations.csv', 'citation', 40],
    ['meta_sample_omid.csv', 'work', 28],
  ] as const)('%s', async (file, type, count) => {
    const { items, reading } = await readSource(realFile(`opencitations/${file}`), { at: AT });
    const { of, problems } = await collect(items);
    expect(problems).toEqual([]);
    expect(of(type)).toHaveLength(count);
    expect(reading).toEqual({ ...newReading(), lines: count });
  });
});
