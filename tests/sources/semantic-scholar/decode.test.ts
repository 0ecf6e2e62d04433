/** A saved citations answer of Semantic Scholar. */
import { describe, expect, it } from 'vitest';
import { fallbackId } from '../../../src/hub/ids/identifier.js';
import { decodeCitations } from '../../../src/sources/semantic-scholar/decode.js';
import { type Collected, collect } from '../collect.js';
import { NO_REAL_DATA, realJson } from '../real-data.js';

const OPTIONS = { cited: 'arxiv:1911.11134', at: '2026-01-02' };

function read(body: unknown, options: { cited?: string; at: string } = OPTIONS): Promise<Collected> {
  return collect(decodeCitations(body, 'body.json', options));
}

function page(...papers: object[]): object {
  return {
    offset: 0,
    data: papers.map((citingPaper) => ({ contexts: [], intents: [], isInfluential: false, citingPaper })),
  };
}

const SHA = 'ab'.repeat(20);
const OTHER = 'cd'.repeat(20);

interface Row {
  contexts: string[] | null;
  intents: string[] | null;
  isInfluential: boolean;
  citingPaper: { title: string; paperId: string | null };
}

describe.skipIf(NO_REAL_DATA)('the four recorded citation lists (skipped without ../shared/data)', () => {
  it.each([
    ['RS_006_MLRC_2022_06', 115],
    ['RS_014_MLRC_2022_14', 11],
    ['RS_114_MLRC_2020_21', 370],
    ['RS_130_ICLR_2019_02', 732],
  ])('%s has %i citing papers, with the recorded intents, sentences and flags', async (name, total) => {
    const body = realJson(`semantic-scholar/citations/${name}.json.gz`) as { data: Row[] };
    const { of, problems } = await read(body);
    const citations = of('citation');
    expect(problems).toEqual([]);
    expect(of('hub')).toEqual([{ type: 'hub', work: OPTIONS.cited, source: 'semantic-scholar', total }]);
    expect(new Set(citations.map((citation) => citation.citing)).size).toBe(total);

    const words = { background: 'background', methodology: 'method', result: 'comparison' };
    body.data.forEach((row, at) => {
      const citation = citations[at]!;
      expect(citation.influential).toBe(row.isInfluential);
      expect(citation.contexts?.length ?? 0).toBe(row.contexts?.length ?? 0);
      const labels = citation.judgements?.flatMap((judgement) => judgement.labels) ?? [];
      expect(labels).toEqual((row.intents ?? []).map((intent) => words[intent as keyof typeof words]));
      expect(citation.judgements?.length ?? 0).toBe((row.intents?.length ?? 0) > 0 ? 1 : 0);
    });
  });

  it('gives Rigging the Lottery its recorded roles', async () => {
    const { of } = await read(realJson('semantic-scholar/citations/RS_114_MLRC_2020_21.json.gz'));
    const withRole = (role: string) =>
      of('citation').filter((citation) => citation.judgements?.some((judgement) => judgement.labels.includes(role)))
        .length;
    expect([withRole('method'), withRole('background'), withRole('comparison')]).toEqual([165, 239, 15]);
    expect(of('citation').filter((citation) => citation.influential).length).toBe(110);
  });

  it('reads the newest citation object, each sentence with its own intents', async () => {
    const { of, problems } = await read(realJson('semantic-scholar/Citation.json'));
    expect(problems).toEqual([]);
    expect(of('hub')[0]).not.toHaveProperty('total');
    expect(of('work')[1]).toMatchObject({
      ids: [
        'doi:10.1109/lra.2022.3229266',
        's2:bdcbc589c8d1e4dd0c6572630f8511557406ad2f',
        'corpus:254723237',
        'dblp:journals/ral/MonastirskyAS23',
      ],
      date: '2023-02-01',
      venue: 'IEEE Robotics and Automation Letters',
      kind: 'article-journal',
      volume: '8',
      pages: '576-583',
      citedBy: 2,
    });
    const [citation] = of('citation');
    expect(citation!.contexts!.map((context) => context.labels)).toEqual([
      ['method'],
      ['method'],
      ['comparison'],
      ['background'],
    ]);
    expect(citation!.judgements![0]!.labels).toEqual(['comparison', 'background', 'method']);
  });

  it('reads a paper body: 1,000 of the citations the paper says it has', async () => {
    const body = realJson('semantic-scholar/Paper.json.gz') as { citationCount: number };
    const { of, problems } = await read(body, { at: OPTIONS.at });
    expect(problems).toEqual([]);
    expect(of('work')[0]!.title).toBe('Computing Machinery and Intelligence');
    expect(of('work')[0]!.ids[0]).toBe('doi:10.1093/mind/lix.236.433');
    expect(of('hub')[0]!.total).toBe(body.citationCount);
    expect(of('citation')).toHaveLength(1000);
    expect(of('citation').some((citation) => citation.judgements || citation.contexts)).toBe(false);
  });
});

describe('a list of citations', () => {
  it('needs to be told the paper it cites', async () => {
    await expect(read(page(), { at: OPTIONS.at })).rejects.toThrow(/--cited <paper>/u);
  });

  it('is complete only from offset 0 to a page without next', async () => {
    const rows = (length: number) =>
      Array.from({ length }, (_, at) => ({ citingPaper: { title: `Paper ${length} ${at}` } }));
    const total = async (body: unknown) => (await read(body)).of('hub')[0]!.total;
    expect(await total({ offset: 0, data: rows(3) })).toBe(3);
    expect(await total({ offset: 0, data: [] })).toBe(0);
    expect(await total({ offset: 0, next: 3, data: rows(3) })).toBeUndefined();
    expect(await total({ offset: 100, data: rows(3) })).toBeUndefined();
    expect(
      await total([
        { offset: 2, data: rows(3) },
        { offset: 0, next: 2, data: rows(2) },
      ]),
    ).toBe(5);
    expect(
      await total([
        { offset: 0, next: 2, data: rows(2) },
        { offset: 4, data: rows(3) },
      ]),
    ).toBeUndefined();
  });

  it('names a paper by arXiv id, then DOI, then paper id, and keeps all of them', async () => {
    const { of } = await read(
      page(
        {
          paperId: SHA,
          corpusId: '7',
          externalIds: {
            DOI: '10.1000/UP',
            ArXiv: '2401.00001',
            MAG: '12',
            ACL: 'P07-2045',
            PubMed: '3',
            PubMedCentral: '4',
            DBLP: 'conf/x/Y24',
            CorpusId: 7,
          },
          title: 'All',
        },
        { paperId: OTHER, externalIds: { DOI: '10.48550/arXiv.2402.00002', CorpusId: 8 }, title: 'arXiv by DOI' },
        { paperId: null, externalIds: null, corpusId: '245124859', title: 'Only a corpus id', authors: [] },
        {
          paperId: null,
          externalIds: null,
          title: 'Only a title',
          year: 2021,
          authors: [{ authorId: null, name: 'A. Person' }],
        },
      ),
    );
    expect(
      of('work')
        .slice(1)
        .map((work) => work.ids[0]),
    ).toEqual([
      'arxiv:2401.00001',
      'arxiv:2402.00002',
      'corpus:245124859',
      fallbackId('Only a title', 2021, 'A. Person'),
    ]);
    expect(of('work')[1]!.ids.slice(1, 4)).toEqual(['doi:10.1000/up', `s2:${SHA}`, 'corpus:7']);
    expect(of('work')[1]!.ids).toHaveLength(9);
  });

  it('says of each of two listings that share a DOI what was said of it, by its number', async () => {
    const { of, problems } = await read(
      page(
        { paperId: SHA, externalIds: { DOI: '10.1000/x' }, title: 'Article', year: 2020 },
        { paperId: OTHER, externalIds: { DOI: '10.1000/X' }, title: 'Preprint', year: 2020 },
      ),
    );
    expect(of('citation').map((citation) => citation.citing)).toEqual([`s2:${SHA}`, `s2:${OTHER}`]);
    expect(
      of('work')
        .slice(1)
        .map(({ ids }) => ids[0]),
    ).toEqual(['doi:10.1000/x', 'doi:10.1000/x']);
    expect(problems).toEqual([]);
  });

  it('leaves an id out of papers that share it and have nothing else in common, be it a title that many have', async () => {
    const shared = (paperId: string, title: string, more: object = {}) => ({
      paperId,
      externalIds: { DOI: '10.1000/x' },
      title,
      ...more,
    });
    const idsOf = async (...papers: object[]) => {
      const { of, problems } = await read(page(...papers));
      const ids = of('work')
        .slice(1)
        .map((work) => work.ids);
      return { ids, told: problems.map(({ place, message }) => `${place}: ${message}`) };
    };
    const apart = {
      ids: [[`s2:${SHA}`], [`s2:${OTHER}`]],
      told: [
        'row 1: doi:10.1000/x is the id of 2 entries that have nothing else in common (row 1, row 2); it is left out of them',
      ],
    };
    const joined = {
      ids: [
        ['doi:10.1000/x', `s2:${SHA}`],
        ['doi:10.1000/x', `s2:${OTHER}`],
      ],
      told: [],
    };
    expect(await idsOf(shared(SHA, 'Editorial'), shared(OTHER, 'Editorial'))).toEqual(apart);
    expect(await idsOf(shared(SHA, 'On engines that think'), shared(OTHER, 'Of kites'))).toEqual(apart);
    expect(await idsOf(shared(SHA, 'On engines that think'), shared(OTHER, 'On Engines that Think'))).toEqual(joined);
    for (const more of [{ year: 2020 }, { authors: [{ name: 'Eva Alm' }] }])
      expect(await idsOf(shared(SHA, 'Editorial', more), shared(OTHER, 'Of kites', more))).toEqual(joined);
    // One without a title, or without a number of its own, is no other paper.
    expect((await idsOf({ ...shared(SHA, ''), title: null }, shared(OTHER, 'Of kites'))).told).toEqual([]);
    expect((await idsOf({ ...shared(SHA, 'Kites'), paperId: null }, shared(OTHER, 'Of kites'))).told).toEqual([]);
  });

  it('reports rows without a paper, and the cited paper itself, by their place', async () => {
    const { of, problems } = await read({
      offset: 0,
      data: [
        null,
        { citingPaper: null },
        { citingPaper: { paperId: null, title: null } },
        { citingPaper: { paperId: SHA, externalIds: { ArXiv: '1911.11134' } } },
        { citingPaper: { paperId: OTHER, externalIds: { DOI: 'nonsense' } } },
      ],
    });
    expect(problems.map((problem) => problem.place)).toEqual(['row 1', 'row 2', 'row 3', 'row 4', 'row 5']);
    expect(of('citation').map((citation) => citation.citing)).toEqual([`s2:${OTHER}`]);
  });

  it('takes the exact day over the year, and tells preprints from articles', async () => {
    const { of } = await read(
      page(
        {
          paperId: SHA,
          title: 'P',
          year: 2023,
          publicationDate: '2023-02-01',
          publicationVenue: { name: 'arXiv.org' },
          publicationTypes: ['JournalArticle'],
          journal: { name: 'ArXiv', volume: 'abs/2302.00001' },
        },
        {
          paperId: OTHER,
          title: 'Q',
          year: 2022,
          publicationDate: null,
          venue: 'Some Conference',
          publicationTypes: ['JournalArticle', 'Conference'],
        },
        { paperId: 'ef'.repeat(20), title: 'R', year: null, venue: '', publicationVenue: null },
      ),
    );
    expect(
      of('work')
        .slice(1)
        .map(({ date, venue, kind, volume }) => [date, venue, kind, volume]),
    ).toEqual([
      ['2023-02-01', 'arXiv.org', 'article', undefined],
      ['2022', 'Some Conference', 'paper-conference', undefined],
      [undefined, undefined, undefined, undefined],
    ]);
  });

  it('keeps an intent nobody knows, and says nothing where there is none', async () => {
    const paper = { paperId: SHA, title: 'P' };
    const judgements = async (intents: unknown) =>
      (await read({ offset: 0, data: [{ intents, citingPaper: paper }] })).of('citation')[0]!.judgements;
    expect(await judgements(['Extends Work', 'methodology', 'methodology'])).toEqual([
      { axis: 'role', labels: ['extends_work', 'method'], judge: 'semantic-scholar', at: OPTIONS.at },
    ]);
    expect(await judgements([])).toBeUndefined();
    expect(await judgements(null)).toBeUndefined();
  });

  it.each([
    [{ error: 'Paper with id 0 not found' }, /error answer.*Paper with id 0 not found/u],
    [{ message: 'Too Many Requests.', code: '429' }, /error answer.*Too Many Requests/u],
    [{ paperId: SHA, title: 'No citations asked for' }, /no list of citations/u],
    [[{ paperId: SHA }, null], /no list of citations/u],
  ])('refuses %j in one sentence', async (body, message) => {
    await expect(read(body)).rejects.toThrow(message);
  });
});
