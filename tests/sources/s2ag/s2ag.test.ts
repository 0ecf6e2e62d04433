/** The dumps of Semantic Scholar (S2AG). */
import { describe, expect, it } from 'vitest';
import { SourceError } from '../../../src/sources/decoded.js';
import { detectSource } from '../../../src/sources/detect.js';
import { readSource } from '../../../src/sources/read.js';
import { s2agCitations, s2agPapers } from '../../../src/sources/s2ag/source.js';
import { type DecodeOptions, newReading } from '../../../src/sources/source.js';
import { collect } from '../collect.js';
import { inputOf, wanting } from '../input-of.js';
import { NO_REAL_DATA, realFile } from '../real-data.js';

const AT = '2026-01-02';
const jsonl = (...lines: object[]): string => lines.map((line) => `${JSON.stringify(line)}\n`).join('');
const read = (content: string, options: Partial<DecodeOptions> = {}) =>
  collect(detectSource(inputOf(content)).source.decode(inputOf(content, 37), { at: AT, ...options }));

const OLD = {
  citingcorpusid: '220684369',
  citedcorpusid: '1624374',
  isinfluential: true,
  contexts: ['Sheep are counted by hand [3].', 'As in [3], we count.'],
  intents: ['background', 'methodology'],
  updated: '2020-07-23T02:47:41.729Z',
};
const NEW = {
  citationid: 4740408346,
  citingcorpusid: 220684369,
  citedcorpusid: 1624374,
  isinfluential: true,
  contexts: ['Sheep are counted by hand [3].', 'As in [3], we count.'],
  intents: [['background'], ['methodology']],
};
const PAPER = {
  corpusid: 223588394,
  externalids: {
    ACL: null,
    DBLP: null,
    ArXiv: '1911.11134',
    MAG: '3032046382',
    CorpusId: '223588394',
    PubMed: null,
    DOI: '10.3760/CMA.J',
    PubMedCentral: null,
  },
  url: `https://www.semanticscholar.org/paper/${'ab'.repeat(20)}`,
  title: 'Counting  Sheep',
  authors: [{ authorId: '1', name: 'Ada Shepherd' }],
  venue: 'Journal of Wool',
  publicationvenueid: null,
  year: 2006,
  referencecount: 0,
  citationcount: 12,
  influentialcitationcount: 0,
  isopenaccess: false,
  s2fieldsofstudy: null,
  publicationtypes: ['JournalArticle'],
  publicationdate: '2006-02-28',
  journal: { name: 'Journal of Wool', pages: '50-51', volume: '5' },
};

describe('citations of S2AG', () => {
  it('of both generations say the same, the newer also which sentence does what', async () => {
    const [old] = (await read(jsonl(OLD))).of('citation');
    const [now] = (await read(jsonl(NEW))).of('citation');
    expect(old).toEqual({
      type: 'citation',
      citing: 'corpus:220684369',
      cited: 'corpus:1624374',
      influential: true,
      contexts: [{ text: 'Sheep are counted by hand [3].' }, { text: 'As in [3], we count.' }],
      judgements: [
        { axis: 'role', labels: ['background', 'method'], judge: 'semantic-scholar', at: '2020-07-23T02:47:41.729Z' },
      ],
    });
    expect(now).toEqual({
      ...old,
      contexts: [
        { text: 'Sheep are counted by hand [3].', labels: ['background'] },
        { text: 'As in [3], we count.', labels: ['method'] },
      ],
      judgements: [{ ...old!.judgements![0]!, at: '2024-01-01' }],
    });
  });

  it('may lack sentences, intents, both, or an intent of one sentence', async () => {
    const { of, problems } = await read(
      jsonl(
        { ...NEW, contexts: null, intents: null },
        { ...NEW, intents: [null, ['result']] },
        { ...OLD, intents: null },
      ),
    );
    expect(problems).toEqual([]);
    expect(of('citation').map(({ contexts, judgements }) => [contexts?.length, judgements?.[0]?.labels])).toEqual([
      [undefined, undefined],
      [2, ['comparison']],
      [2, undefined],
    ]);
  });

  it('of papers not identified are counted, not imported', async () => {
    const reading = newReading();
    const { records } = await read(jsonl({ ...OLD, citedcorpusid: null }, NEW), { reading });
    expect(records).toHaveLength(1);
    expect(reading).toEqual({
      ...newReading(),
      lines: 2,
      passed: new Map([['to papers Semantic Scholar could not identify', 1]]),
    });
  });

  it('that are broken are told with their line, and the rest is read', async () => {
    const content = `${jsonl(NEW)}{"citingcorpusid":1,\n\n[1]\n${jsonl({ ...NEW, citingcorpusid: 'x' }, { ...NEW, citedcorpusid: 220684369 }, NEW)}`;
    const { records, problems } = await read(content);
    expect(records).toHaveLength(2);
    expect(problems.map(({ place }) => place)).toEqual(['line 2', 'line 4', 'line 5', 'line 6']);
  });

  it('are cut to those that touch the hubs, whole ids only, the same by many hubs as by few', async () => {
    const lines = [
      { ...NEW, citingcorpusid: 5, citedcorpusid: 77 },
      { ...NEW, citingcorpusid: '6', citedcorpusid: '77' },
      { ...NEW, citingcorpusid: 7, citedcorpusid: 777 },
      { ...NEW, citingcorpusid: 77, citedcorpusid: 9 },
      { ...NEW, citingcorpusid: 8, citedcorpusid: 10, contexts: ['in 77 cases'] },
      { ...NEW, citingcorpusid: 177, citedcorpusid: null },
    ];
    const others = Array.from({ length: 100 }, (_, at) => [`corpus:${9000 + at}`]);
    for (const hubs of [[['doi:10.1/x', 'corpus:77']], [['corpus:77'], ...others]]) {
      const { records } = await read(jsonl(...lines), { wanted: wanting(hubs) });
      expect(records.map((one) => (one.type === 'citation' ? [one.citing, one.cited] : one))).toEqual([
        { type: 'hub', work: 'corpus:77', source: 'semantic-scholar' },
        ['corpus:5', 'corpus:77'],
        ['corpus:6', 'corpus:77'],
        ['corpus:77', 'corpus:9'],
      ]);
    }
  });

  it('need the corpus id of every hub', async () => {
    const wanted = wanting([['corpus:77'], ['doi:10.1/x']]);
    await expect(read(jsonl(NEW), { wanted })).rejects.toThrow(SourceError);
    await expect(read(jsonl(NEW), { wanted })).rejects.toThrow(
      /that of doi:10\.1\/x is not known; give it as --hub corpus:…, or import the papers dataset/u,
    );
  });
});

describe('the other datasets of S2AG', () => {
  it('give papers with all their names', async () => {
    const { records, problems } = await read(jsonl(PAPER));
    expect(problems).toEqual([]);
    expect(records).toEqual([
      {
        type: 'work',
        ids: ['arxiv:1911.11134', 'doi:10.3760/cma.j', `s2:${'ab'.repeat(20)}`, 'corpus:223588394', 'mag:3032046382'],
        title: 'Counting Sheep',
        authors: [{ name: 'Ada Shepherd' }],
        date: '2006-02-28',
        venue: 'Journal of Wool',
        kind: 'article-journal',
        volume: '5',
        pages: '50-51',
        citedBy: 12,
      },
    ]);
  });

  it('add abstracts, summaries and names', async () => {
    const abstracts = jsonl({
      corpusid: 7,
      openaccessinfo: { externalids: { MAG: '5', DOI: null }, license: null, url: null, status: null },
      abstract: 'Sheep.\nMore sheep.',
    });
    expect((await read(abstracts)).records).toEqual([
      { type: 'work', ids: ['corpus:7', 'mag:5'], abstract: 'Sheep. More sheep.' },
    ]);
    expect((await read(jsonl({ corpusid: '7', model: 'tldr@v2.0.0', text: 'On sheep.' }))).records).toEqual([
      { type: 'work', ids: ['corpus:7'], summary: 'On sheep.' },
    ]);
    expect((await read(jsonl({ sha: 'cd'.repeat(20), corpusid: 7, primary: false }))).records).toEqual([
      { type: 'work', ids: [`s2:${'cd'.repeat(20)}`, 'corpus:7'] },
    ]);
  });

  it('are cut to papers that are known by any of their names', async () => {
    const reading = newReading();
    const { of } = await read(jsonl(PAPER, { ...PAPER, corpusid: 9, externalids: { DOI: '10.1000/Y' }, url: null }), {
      wanted: wanting([['doi:10.1000/y']]),
      reading,
    });
    expect(of('work').map(({ ids }) => ids)).toEqual([['doi:10.1000/y', 'corpus:9']]);
    expect([...reading.passed.values()]).toEqual([1]);
  });

  it('may come mixed', async () => {
    expect((await read(jsonl(NEW, PAPER))).records.map(({ type }) => type)).toEqual(['citation', 'work']);
  });

  it('are told apart by their content', () => {
    expect(s2agCitations.recognise(jsonl(PAPER))).toBeUndefined();
    expect(s2agPapers.recognise(jsonl(NEW))).toBeUndefined();
    expect(() => detectSource(inputOf(jsonl({ authorid: '1', name: 'A', papercount: 1 })))).toThrow(
      /nothing to import/u,
    );
    expect(() => detectSource(inputOf(jsonl({ id: '1', alternate_names: [], name: 'J' })))).toThrow(
      /nothing to import/u,
    );
  });
});

describe.skipIf(NO_REAL_DATA)('the sample shards of S2AG (skipped without ../shared/data)', () => {
  it.each([
    // Of 100 lines each, those whose cited paper is known; the rest counted beside.
    ['2022-12/citations-sample.jsonl', 'citation', 83],
    ['2023-02/citations-sample.jsonl', 'citation', 77],
    ['2022-12/papers-sample.jsonl', 'work', 100],
    ['2023-02/papers-sample.jsonl', 'work', 100],
    ['2023-02/abstracts-sample.jsonl.gz', 'work', 100],
    ['2023-02/tldrs-sample.jsonl.gz', 'work', 100],
    ['2023-02/paper-ids-sample.jsonl.gz', 'work', 100],
  ] as const)('%s', async (file, type, count) => {
    const { items, reading } = await readSource(realFile(`s2ag/${file}`), { at: AT });
    const { of, records, problems } = await collect(items);
    expect(problems).toEqual([]);
    expect(of(type)).toHaveLength(count);
    expect(records).toHaveLength(count);
    expect(reading.lines).toBe(100);
    expect(count + [...reading.passed.values()].reduce((sum, left) => sum + left, 0)).toBe(100);
  });

  it('say the same in the spelling of the other generation', async () => {
    for (const generation of ['2022-12', '2023-02']) {
      for (const kind of ['citations', 'papers']) {
        const { items } = await readSource(realFile(`s2ag/${generation}/${kind}-sample.jsonl`), { at: AT });
        const given = await collect(items);
        const text = (await import('node:fs')).readFileSync(
          realFile(`s2ag/${generation}/${kind}-sample.jsonl`),
          'utf8',
        );
        const respelled = text
          .trim()
          .split('\n')
          .map((line) => newer(JSON.parse(line)));
        const { records } = await collect(
          detectSource(inputOf(jsonl(...respelled))).source.decode(inputOf(jsonl(...respelled)), { at: AT }),
        );
        expect(records.map(plain)).toEqual(given.records.map(plain));
      }
    }
  });
});

/** A line as newer releases write it: numbers for ids, intents by sentence, no date. */
function newer(line: Record<string, unknown>): object {
  const { updated: _, ...rest } = line;
  const id = (value: unknown): unknown => (typeof value === 'string' ? Number(value) : value);
  if (!('citingcorpusid' in line)) return { ...rest, corpusid: id(line.corpusid) };
  const contexts = line.contexts as string[] | null;
  const intents = line.intents as string[] | null;
  return {
    ...rest,
    citationid: 1,
    citingcorpusid: id(line.citingcorpusid),
    citedcorpusid: id(line.citedcorpusid),
    intents: intents && (contexts ?? []).map((_, at) => (at === 0 ? intents : null)),
  };
}

/** Without what only one generation can say: when it was judged, and which sentence does what. */
function plain(record: object): object {
  return JSON.parse(
    JSON.stringify(record, (key, value) =>
      key === 'at' ? undefined : key === 'contexts' ? value.map(({ text }: { text: string }) => text) : value,
    ),
  );
}
