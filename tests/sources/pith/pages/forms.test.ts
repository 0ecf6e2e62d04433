/** Pages of one paper in the forms they are saved in: what each of them says comes out alike. */
import { describe, expect, it } from 'vitest';
import type { CitationRecord, HubRecord, ReviewRecord } from '../../../../src/hub/record.js';
import { decodePaperPage } from '../../../../src/sources/pith/pages/paper-page.js';
import { textPage } from '../../../../src/sources/pith/pages/parts/lines.js';
import { collect } from '../../collect.js';
import { page, type Read, read } from './fixtures.js';

/** Title, verdict, novelty and sentence of each citing paper, and in how many places it cites. */
function citing({ of }: Read): unknown[] {
  const hub = of('work')[0]!.ids[0];
  const cites = (citation: CitationRecord): boolean => citation.cited === hub;
  return of('citation')
    .filter(cites)
    .map(({ citing, places }) => {
      const work = of('work').find(({ ids }) => ids[0] === citing)!;
      const review = of('review').find((one) => one.work === citing);
      return [work.title, work.category, work.date, review?.verdict, review?.novelty, review?.summary, places];
    });
}

const VOICES = 'Tells rams from ewes by their voices alone.';
const STEPS = 'Shears n sheep in n steps, however they stand.';
const KNITS = 'Knits counters into the wool.';
const CLAIMS = [
  ['abstract', 'We count sheep, and then we count them again.'],
  ['strongest_claim', 'No sheep is counted three times.'],
];

describe('a hub page saved as text', () => {
  it('gives all its figures, facets apart from summaries', async () => {
    const { of, problems, notes } = await read(page('hub.txt'));
    const roles = [
      { label: 'background', count: 22 },
      { label: 'baseline', count: 9 },
      { label: 'method', count: 6 },
      { label: 'use_method', count: 1 },
    ];
    const polarities = [
      { label: 'background', count: 20 },
      { label: 'unclear', count: 2 },
      { label: 'use_method', count: 1 },
    ];
    const { work: _, representative, coCited, ...hub } = of('hub')[0]!;
    expect(hub).toEqual({
      type: 'hub',
      source: 'pith',
      view: [],
      total: 1204,
      tier: 'super hub',
      class: 'Mixed citations',
      sentence: 'Mixed citation behavior. Most common role is background (58%).',
      headline: { label: 'background', percent: 58 },
      roles,
      polarities,
      facets: {
        years: [
          { label: '2026', count: 900 },
          { label: '2025', count: 300 },
          { label: '2024', count: 4 },
        ],
        roles,
        polarities,
        verdicts: [
          { label: 'unverdicted', count: 1100 },
          { label: 'accept', count: 4 },
        ],
      },
      lacked: [],
    } satisfies Omit<HubRecord, 'work'>);
    expect(representative).toHaveLength(3);
    expect(coCited).toEqual(['key:goats-a-survey']);
    expect(problems).toEqual([]);
    expect(notes).toEqual([
      'a view filtered by something the page does not name; totals and counts are the whole hub’s',
    ]);
  });

  it('gives claims, authors in their order, and the papers of both lists', async () => {
    const found = await read(page('hub.txt'));
    expect(found.of('claim').map(({ kind, text }) => [kind, text])).toEqual(CLAIMS);
    expect(found.of('work')[0]!.authors?.map(({ name }) => name)).toEqual(['Ada Shepherd', 'Bo Ram', 'Anna Ewe']);
    expect(citing(found)).toEqual([
      ['Rams and Ewes Told Apart', 'cs.CV', '2026-05-01', 'accept', 8.5, VOICES, 3],
      ['Shearing in Linear Time', 'cs.DS', '2025-11-30', 'unverdicted', 7, STEPS, 1],
      ['Wool That Counts Itself', 'stat.ML', '2024-02-03', 'conditional', 6.5, KNITS, 2],
      ['Sheep That Do Not Count', 'cs.AI', '2021-01-01', 'reject', undefined, undefined, undefined],
    ]);
  });

  it.each([
    ['citations_0f_role_method_year_2024.txt', ['role method', 'year 2024']],
    ['citations_0f_polarity_use_method.txt', ['polarity use_method']],
    ['pith.science_citations_0f?role=method&verdict=CONDITIONAL&page=2.txt', ['role method', 'verdict conditional']],
    ['citations_0f?cat=cs.CL.html.txt', ['cat cs.cl']],
    ['a year of roles.txt', []],
  ])('is a view by what the name %s says', async (name, filters) => {
    const { of } = await read(page('hub.txt'), name);
    expect(of('hub')[0]!.view!.map(({ field, value }) => `${field} ${value}`)).toEqual(filters);
  });

  it('is no view where nothing says so', async () => {
    const { of, notes } = await read(page('hub.txt').replace('clear filters\n\n', ''));
    expect(of('hub')[0]).not.toHaveProperty('view');
    expect(notes).toEqual([]);
  });
});

describe('a hub page as a reading view leaves it', () => {
  it('gives what is left of it, and says what is not', async () => {
    const found = await read(page('hub-reader.txt'));
    const [work] = found.of('work');
    expect(work!.title).toBe('Counting Sheep Twice: on Wool and Sleep');
    expect(work!.summary).toMatch(/^Shows that sheep .* how many nights that takes\.$/u);
    const { facets, ...hub } = found.of('hub')[0]!;
    expect(hub).toMatchObject({
      total: 31,
      tier: 'hub',
      class: 'Canonical reference',
      headline: { label: 'background', percent: 71 },
      roles: [{ label: 'background', count: 5 }],
      sentences: [VOICES, STEPS],
      lacked: ['titles of citing papers'],
    });
    expect(facets).toEqual({
      years: [
        { label: '2026', count: 20 },
        { label: '2025', count: 11 },
      ],
      roles: [{ label: 'background', count: 5 }],
      polarities: [
        { label: 'background', count: 4 },
        { label: 'unclear', count: 1 },
      ],
      verdicts: [
        { label: 'unverdicted', count: 29 },
        { label: 'conditional', count: 2 },
      ],
    });
    expect(found.of('claim').map(({ kind, text }) => [kind, text])).toEqual(CLAIMS);
    expect(citing(found).map((row) => [(row as unknown[])[0], (row as unknown[])[5]])).toEqual([
      ['Rams and Ewes Told Apart', VOICES],
      ['Sheep That Do Not Count', undefined],
      ['Wool That Counts Itself', KNITS],
    ]);
    expect(found.problems).toEqual([]);
    expect(found.notes).toEqual([
      '2 sentences on papers whose titles it does not have, kept with the hub',
      'it has no titles of citing papers',
    ]);
  });

  it('needs no title where its address or file names it', async () => {
    const uuid = '0f9d2c6e-1b7a-4c55-9a43-2e6b8d10f7aa';
    const text = '1 Pith paper cite this work. Polarity classification is still indexing.\n1\nPith paper citing it\n';
    const { of } = await read(text, `citations_${uuid}.txt`);
    expect(of('work')).toEqual([{ type: 'work', ids: [`uuid:${uuid}`] }]);
    expect(of('hub')[0]).toMatchObject({ total: 1, lacked: expect.arrayContaining(['title', 'abstract']) });
    await expect(read(text)).rejects.toThrow(/no title stands above its first section; say with --cited/u);
  });

  it('keeps counts that are none of its own sections as lines that were not understood', async () => {
    const { problems } = await read(page('hub-reader.txt').replace('2026 20 2025 11roles', '2026 202025 11roles'));
    expect(problems).toEqual([{ place: 'line 21', message: '1 line not understood: “2026 202025 11”' }]);
  });
});

const REVIEW = {
  pith: 'Sheep are counted best by two people at once.',
  coreClaim: 'Two counts of one flock agree if nobody sleeps.',
  implications: 'Shepherds can work in pairs.\n\nDogs need not be able to count.',
  falsifier: 'A flock that is counted three times and never the same.',
  reviewedAt: '2026-05-13T21:55Z',
} satisfies Partial<ReviewRecord>;

describe('the page of a paper', () => {
  it('saved as text gives the paper, its review whole, and the papers that cite it', async () => {
    const found = await read(page('paper.txt'));
    const [work] = found.of('work');
    expect(work).toEqual({
      type: 'work',
      ids: ['arxiv:2101.00001', 'pith:ABCDEFGH'],
      title: 'Counting Sheep Twice: on Wool and Sleep',
      authors: [{ name: 'Bo Ram' }, { name: 'Ada Shepherd' }, { name: 'C. Ewe' }],
      authorCount: 15,
      date: '2021-01-04',
      category: 'cs.CV',
      crossCategories: 'physics.pop-ph, stat.ML',
      keywords: 'sheep, counting, Wool (raw), Sleep',
      abstract: 'We count sheep, and then we count them again.',
    });
    expect(found.of('review')[0]).toEqual({
      type: 'review',
      work: 'arxiv:2101.00001',
      source: 'pith',
      ...REVIEW,
      pith: `${REVIEW.pith}\n\nOne of them counts, the other one stays awake, and every hour they change places.`,
      argument: 'A table with a row for every sheep.',
      inferences: 'Goats might be counted so, too.',
      weakestAssumption: 'No sheep moves while it is counted.',
      report: 'Summary. The paper counts sheep. It does so twice, and says why.',
      model: 'grok-4.3',
      formalVerification: '2 theorem links',
      verdict: 'conditional',
      novelty: 6.5,
      confidence: 'moderate',
      correctnessRisk: 3,
    } satisfies ReviewRecord);
    // A paper of 2020 cites one of 2021, whose later versions there are.
    expect(citing(found)).toEqual([
      ['Rams and Ewes Told Apart', 'cs.CV', '2022-01', 'accept', 8.5, VOICES, undefined],
      ['Shearing in Linear Time', 'cs.DS', '2020-12', 'unverdicted', 7, STEPS, undefined],
      ['Wool That Counts Itself', 'stat.ML', '2026-02', 'conditional', 6.5, KNITS, undefined],
    ]);
    expect(found.problems).toEqual([]);
    expect(found.notes).toEqual(['its figures are left out']);
  });

  it('counts the papers it lists, which is no total', async () => {
    const [hub] = (await read(page('paper.txt'))).of('hub');
    expect(hub).toEqual({
      type: 'hub',
      work: 'arxiv:2101.00001',
      source: 'pith',
      counts: [{ label: 'paper_page', count: 60 }],
    });
  });

  it('as a reading view leaves it is named by its file', async () => {
    const { of, problems, notes } = await read(page('paper-reader.txt'), 'paper_2101.00001.txt');
    expect(of('work')).toMatchObject([{ ids: ['arxiv:2101.00001'], title: 'Counting Sheep Twice: on Wool and Sleep' }]);
    expect(of('review')).toMatchObject([{ ...REVIEW, model: 'glm-5.2', formalVerification: '1 theorem link' }]);
    expect(of('hub')).toEqual([]);
    expect(problems).toEqual([]);
    expect(notes).toEqual(['it has no identifier line, authors or list of citing papers']);
  });

  it('saved as HTML keeps links, keywords and headings apart', async () => {
    const found = await read(page('paper.html'), 'saved.html');
    expect(found.of('work')[0]).toMatchObject({
      ids: ['arxiv:2101.00001'],
      title: 'Counting Sheep Twice: on Wool and Sleep',
      // Three names by the alphabet say nothing of their order.
      authorSet: [{ name: 'Ada Shepherd' }, { name: 'Bo Ram' }, { name: 'C. Ewe' }],
      crossCategories: 'physics.pop-ph, stat.ML',
      keywords: 'counting, Wool, sheep and dogs',
      abstract: 'We count sheep, and then we count them again.',
    });
    expect(found.of('review')[0]).toMatchObject({ ...REVIEW, model: 'claude-opus-4-7' });
    expect(found.of('citation').map(({ citing }) => citing)).toEqual(['arxiv:2201.00002', 'pith:QRSTUVWX']);
    expect(found.problems).toEqual([]);
  });

  it('saved as HTML has sections nobody knows, which are told', async () => {
    const unknown = '<h2>Circularity Check</h2>\n<p>Nobody has seen it.</p>\n';
    const { problems } = await read(page('paper.html').replace('<h2>What would', `${unknown}$&`), 'saved.html');
    expect(problems).toEqual([
      { place: 'lines 26 to 27', message: '2 lines not understood: “Circularity Check”, “Nobody has seen it.”' },
    ]);
  });

  it('is read where a reading view broke the lines of its head', async () => {
    const head = [
      'arxiv: 2101.00001',
      '· v3',
      '· submitted 2021-01-04',
      '· 💻 cs.CV',
      '· physics.pop-ph',
      'Recognition: unknownCounting Sheep Twice',
      'Bo Ram , Ada Shepherd',
      'show 2 more authors',
      'C. Ewe , Dan Collie',
      'Pith reviewed 2026-05-13 21:55 UTC',
      '· model grok-4.3',
      'keywords',
      'counting',
      'sheep and dogs',
      'The pith',
      'Sheep count.',
    ];
    const { of, problems } = await read(`${head.join('\n')}\n`);
    expect(of('work')).toEqual([
      {
        type: 'work',
        ids: ['arxiv:2101.00001'],
        title: 'Counting Sheep Twice',
        authors: [{ name: 'Bo Ram' }, { name: 'Ada Shepherd' }, { name: 'C. Ewe' }, { name: 'Dan Collie' }],
        date: '2021-01-04',
        category: 'cs.CV',
        crossCategories: 'physics.pop-ph',
        keywords: 'counting, sheep and dogs',
      },
    ]);
    expect(of('review')).toMatchObject([{ reviewedAt: '2026-05-13T21:55Z', model: 'grok-4.3', pith: 'Sheep count.' }]);
    expect(problems).toEqual([]);
  });

  it('keeps an abstract whole that has headings of its own, and none of the page’s below it', async () => {
    const abstract = 'Background\n\nSheep are many.\n\nMethods\n\nWe count.\n\nReference graph\n\n12 references\n\n';
    const text = page('paper.txt').replace(/We count sheep.*\n\n(?=Editorial)/u, abstract);
    const { of, problems } = await read(text);
    expect(of('work')[0]!.abstract).toBe('Background\n\nSheep are many.\n\nMethods\n\nWe count.');
    expect(problems.map(({ message }) => message)).toEqual([
      '2 lines not understood: “Reference graph”, “12 references”',
    ]);
  });

  it('has its scores wherever they stand', async () => {
    const text = page('paper.txt')
      .replace(/^verdict conditional .*\n/mu, '')
      .replace('Summary. The paper', 'Recommendation: minor\n\nverification grade V2\n\nnovelty\n\n6.5\n\n$&');
    const { of } = await read(text);
    expect(of('review')[0]).toMatchObject({ recommendation: 'minor', verification: 'V2', novelty: 6.5 });
    expect(of('review')[0]!.report).toBe('Summary. The paper counts sheep. It does so twice, and says why.');
  });

  it('is of the paper it names, whichever the user names', async () => {
    const options = { cited: 'arxiv:2201.00099', fileName: '', at: '2026-01-02' };
    const found = await collect(decodePaperPage(textPage(page('paper.txt')), 'page.txt', options));
    expect(found.of('work')[0]!.ids).toEqual(['arxiv:2101.00001', 'pith:ABCDEFGH']);
    const reading = textPage(page('paper-reader.txt'));
    const other = await collect(decodePaperPage(reading, 'page.txt', options));
    expect(other.of('work')[0]!.ids).toEqual(['arxiv:2201.00099']);
  });

  it('does not take a section nobody knows for the end of the one above', async () => {
    const unknown =
      'Circularity Check\nThis section is one that nobody has seen so far, and it says something of its own about sheep.\n';
    const text = page('paper-reader.txt').replace('What would settle it\n', `${unknown}$&`);
    const { of, problems } = await read(text, 'paper_2101.00001.txt');
    expect(of('review')[0]!.weakestAssumption).toBe('No sheep moves while it is counted.');
    expect(problems[0]!.message).toMatch(/^2 lines not understood: “Circularity Check”/u);
  });

  it('that was not reviewed has no review', async () => {
    const head =
      'arxiv: 2101.00001 · v1 · submitted 2021-01-04 · 💻 cs.CV\n\nCounting Sheep\n\nread the original abstract\n\nWe count.\n\n';
    const { of, notes } = await read(
      `${head}This paper has not been read by Pith yet.\n\ndiscussion (0)\n\nSign in with ORCID.\n`,
    );
    expect(of('review')).toEqual([]);
    expect(notes[0]).toBe('it has no authors, review or list of citing papers');
  });

  it.each([
    ['Ada Shepherd', { authors: ['Ada Shepherd'] }],
    ['Ada Shepherd, Bo Ram, and C. Ewe', { authorSet: ['Ada Shepherd', 'Bo Ram', 'C. Ewe'] }],
    ['C. Ewe and Bo Ram', { authors: ['C. Ewe', 'Bo Ram'] }],
    ['Yu Fan, Yuchen Ewe, Yu Goat', { authors: ['Yu Fan', 'Yuchen Ewe', 'Yu Goat'] }],
    ['Yuchen Fan, Yu Cheng', { authorSet: ['Yuchen Fan', 'Yu Cheng'] }],
    ["Fr\\'ed\\'eric Ram, Luca A. Ewe-\"Orn, Dog", { authorSet: undefined }],
  ])('has the authors of “%s” in an order where the list shows one', async (line, said) => {
    const { of } = await read(
      `arxiv: 2101.00001 · v1 · submitted 2021-01-04\n\nCounting Sheep\n\n${line}\n\nThe pith\n\nWe.\n`,
    );
    const names = (list: { name: string }[] | undefined): string[] | undefined => list?.map(({ name }) => name);
    const { authors, authorSet } = of('work')[0]!;
    expect({ authors: names(authors), authorSet: names(authorSet) }).toEqual({
      authors: undefined,
      authorSet: undefined,
      ...said,
    });
  });
});

describe('the page of a Pith Number', () => {
  it('saved as text gives the paper, its claims, and its references as citations', async () => {
    const { of, problems, notes } = await read(page('number.txt'));
    expect(of('work')[0]).toEqual({
      type: 'work',
      ids: ['arxiv:2101.00001', 'pith:2021:ABCDEFGHIJKLMNOPQRSTUVWXYZ', 'doi:10.1000/sheep'],
      title: 'Counting Sheep Twice: András on Wool and Sleep',
      authorSet: [{ name: 'Ada Shepherd' }, { name: 'Bo Ram' }, { name: 'C. Ewe' }],
      date: '2021-01-04',
      category: 'cs.CV',
      crossCategories: 'physics.pop-ph, stat.ML',
      summary: 'Two people count sheep better than one.',
    });
    expect(of('claim').map(({ kind, number, text }) => [kind, number, text])).toEqual([
      ['strongest_claim', 1, 'Two counts of one flock agree if nobody sleeps.'],
      ['weakest_assumption', 2, 'No sheep moves while it is counted.'],
      ['one_line_summary', 3, 'Counts sheep twice.'],
    ]);
    expect(of('hub')[0]!.counts).toEqual([
      { label: 'references_extracted', count: 1228 },
      { label: 'references_resolved', count: 1227 },
      { label: 'references_pith_anchors', count: 6 },
      { label: 'number_page', count: 41 },
    ]);
    expect(of('review')).toMatchObject([{ formalVerification: '2 machine-checked theorem links' }]);
    const cited = of('citation').map(({ citing, cited, reference }) => {
      const work = of('work').find(({ ids }) => ids[0] === cited)!;
      return [citing, reference, work.title, work.date];
    });
    expect(cited).toEqual([
      ['arxiv:2101.00001', 1, 'A Field Guide to Goats', '2000'],
      ['arxiv:2101.00001', 2, undefined, undefined],
      ['arxiv:2101.00001', 3, undefined, '2019'],
      ['arxiv:2101.00001', 4, 'A Title Which Is So Long That Somebody Broke It in the Middle', '2011'],
      ['arxiv:2101.00001', 5, '2012, ApJ, 753, 148', '2012'],
    ]);
    expect(of('citation').map(({ cited }) => cited)).toEqual(
      expect.arrayContaining(['arxiv:1212.1721', 'doi:10.1000/wool-19']),
    );
    expect(problems).toEqual([]);
    expect(notes).toEqual([]);
  });

  it('whose hash is that of another number says so', async () => {
    const hash = '165e21932d1ad43242addd1193cb83d4fe96335ae3351cc54f65061b13e346ad';
    const text = page('number.txt').replace('Aliases\n', `Canonical hash\n\n${hash}\n\nAliases\n`);
    const { problems } = await read(text);
    expect(problems.map(({ message }) => message)).toEqual([
      'the hash is that of pith:CZPCDEZNDLKDEQVN3UIZHS4D2T, not of pith:ABCDEFGHIJKLMNOPQRSTUVWXYZ',
    ]);
    const own = text.replaceAll('ABCDEFGHIJKLMNOPQRSTUVWXYZ', 'CZPCDEZNDLKDEQVN3UIZHS4D2T');
    expect((await read(own)).problems).toEqual([]);
  });

  it('is read where a reading view broke its claims and lost its names', async () => {
    const text = page('number.txt')
      .replaceAll(/^(C\d)(.*)\n\n/gmu, '$1\n$2\n')
      .replaceAll(/^pith:.*\n\n?/gmu, '')
      .replaceAll(/\n\n/gu, '\n');
    const { of } = await read(text);
    expect(of('work')[0]!.ids).toEqual(['arxiv:2101.00001', 'pith:ABCDEFGHIJKLMNOPQRSTUVWXYZ', 'doi:10.1000/sheep']);
    expect(of('claim').map(({ kind, number }) => [kind, number])).toEqual([
      ['strongest_claim', 1],
      ['weakest_assumption', 2],
      ['one_line_summary', 3],
    ]);
    expect(of('citation')).toHaveLength(5);
  });

  it('as a reading view leaves it has claims of no kind', async () => {
    const text = page('number.txt').replaceAll(/^C\d.*\n\n/gmu, '');
    const { of } = await read(text);
    expect(of('claim').map(({ kind }) => kind)).toEqual(['claim', 'claim', 'claim']);
  });

  it('saved as HTML gives the same', async () => {
    const { of, problems } = await read(page('number.html'), 'number.html');
    expect(of('work')[0]!.ids).toEqual(['arxiv:2101.00001', 'pith:2021:ABCDEFGHIJKLMNOPQRSTUVWXYZ']);
    expect(of('claim').map(({ kind }) => kind)).toEqual(['strongest_claim', 'weakest_assumption']);
    expect(of('citation').map(({ reference }) => reference)).toEqual([1, 2, 3]);
    expect(of('hub')[0]!.counts!.map(({ count }) => count)).toEqual([3, 2, 1, 41]);
    expect(problems).toEqual([]);
  });
});
