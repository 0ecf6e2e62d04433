/** Records imported: checked, joined, counted. */
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { HubLibraryRecord, ReviewRecord } from '../../../src/hub/record.js';
import { rebuildDerived } from '../../../src/library/derived/derive.js';
import { LibraryError } from '../../../src/library/error.js';
import { closeLibrary } from '../../../src/library/library.js';
import { openLibrary } from '../../../src/library/open.js';
import { details } from '../../../src/library/read/details.js';
import { libraryDigest } from '../../../src/library/read/digest.js';
import { listHubs } from '../../../src/library/read/hubs.js';
import { rows } from '../../../src/library/read/rows.js';
import { runQuery } from '../../../src/library/search/view.js';
import { importRecords } from '../../../src/library/write/import-records.js';
import { arxiv, cites, dump, emptyLibrary, folder, id, libraryOf, load, role, work } from '../support.js';

const none = { added: 0, changed: 0, same: 0 };

/** A bit of everything: what a source of each kind says. */
const everything: HubLibraryRecord[] = [
  work(1, {
    ids: [arxiv(1), 'doi:10.1000/one'],
    authors: [
      { name: 'Ada Lovelace', family: 'Lovelace', given: 'Ada' },
      { name: 'CMS Collaboration', group: true },
    ],
    date: '2020-02',
    venue: 'Journal',
    kind: 'article-journal',
    category: 'cs.LG',
    volume: '1',
    issue: '2',
    pages: '3–4',
    publisher: 'House',
    url: 'https://example.org/1',
    abstract: 'First.\n\nSecond.',
    summary: 'In short.',
    citedBy: 12,
    retracted: false,
  }),
  work(2, { date: '2021', category: 'cs.CV' }),
  cites(
    2,
    1,
    [
      role('semantic-scholar', '2024-01-01', 'background', 'method'),
      { axis: 'polarity', labels: [], judge: 'pith', confidence: 0.5, at: '2024-02-01' },
    ],
    {
      places: 3,
      influential: true,
      contexts: [
        { text: 'As shown in [1].', section: 'Introduction', labels: ['background'] },
        { text: 'We use [1].' },
      ],
    },
  ),
  {
    type: 'review',
    work: arxiv(2),
    source: 'pith',
    verdict: 'accept',
    novelty: 7,
    confidence: 'moderate',
    summary: 'Good.',
    reviewedAt: '2025-05-05',
    model: 'm',
  },
  {
    type: 'claim',
    work: arxiv(1),
    kind: 'abstract',
    text: 'It works.',
    source: 'pith',
    status: 'machine_extracted',
    attestation: 'unclaimed',
    claimId: 'c1',
  },
  { type: 'claim', work: arxiv(1), kind: 'strongest_claim', text: 'It always works.' },
  {
    type: 'hub',
    work: arxiv(1),
    source: 'pith',
    at: '2025-01-01',
    total: 117,
    tier: 'super hub',
    headline: { label: 'background', percent: 76 },
    roles: [{ label: 'background', count: 22 }],
    coCited: [arxiv(9)],
    representative: [arxiv(2)],
  },
];

describe('importing', () => {
  it('reports what it added', async () => {
    const report = await load(emptyLibrary(), everything);
    expect(report).toEqual({
      works: { ...none, added: 2 },
      citations: { ...none, added: 1 },
      judgements: { ...none, added: 2 },
      reviews: { ...none, added: 1 },
      claims: { ...none, added: 2 },
      integrity: none,
      hubs: { ...none, added: 1 },
      joined: 0,
      listedTwice: 0,
      notes: [],
      problems: [],
      problemCount: 0,
    });
  });

  it('shows everything that was said', async () => {
    const lib = await libraryOf(everything);
    const [one, two] = [id(lib, arxiv(1)), id(lib, arxiv(2))];
    expect(details(lib, one, two)).toMatchObject({
      id: arxiv(2),
      title: 'Title 2',
      year: 2021,
      roles: ['background', 'method'],
      polarities: [],
      verdict: 'accept',
      novelty: 7,
      refs: 3,
      influential: true,
      summary: 'Good.',
      contexts: [
        { text: 'As shown in [1].', section: 'Introduction', labels: ['background'] },
        { text: 'We use [1].' },
      ],
      judgements: [
        {
          axis: 'role',
          labels: ['background', 'method'],
          judge: 'semantic-scholar',
          at: '2024-01-01',
          effective: true,
        },
        { axis: 'polarity', labels: [], judge: 'pith', confidence: 0.5, at: '2024-02-01', effective: true },
      ],
      reviews: [
        { type: 'review', work: arxiv(2), source: 'pith', verdict: 'accept', confidence: 'moderate', model: 'm' },
      ],
    });
    expect(details(lib, null, one)).toMatchObject({
      ids: [arxiv(1), 'doi:10.1000/one'],
      authors: [
        { name: 'Ada Lovelace', family: 'Lovelace', given: 'Ada' },
        { name: 'CMS Collaboration', group: true },
      ],
      firstAuthor: 'Ada Lovelace',
      authorCount: 2,
      date: '2020-02',
      pages: '3–4',
      abstract: 'First.\n\nSecond.',
      summary: 'In short.',
      citedBy: 12,
      citing: 1,
      retracted: false,
      claims: [
        { kind: 'abstract', text: 'It works.', claimId: 'c1' },
        { kind: 'strongest_claim', text: 'It always works.' },
      ],
    });
    expect(listHubs(lib)).toMatchObject([{ work: one, tier: 'super hub', total: 117, citing: 1, classified: 1 }]);
  });

  it('of the same records again changes nothing, not even a row, and says so', async () => {
    const lib = await libraryOf(everything);
    const before = dump(lib);
    const report = await load(lib, everything);
    expect(report).toMatchObject({
      works: { ...none, same: 2 },
      citations: { ...none, same: 1 },
      judgements: { ...none, same: 2 },
      reviews: { ...none, same: 1 },
      claims: { ...none, same: 2 },
      hubs: { ...none, same: 1 },
    });
    expect(dump(lib)).toEqual(before);
  });

  it('of a source that contradicts itself gives the same library however often', async () => {
    const records: HubLibraryRecord[] = [
      work(1, { ids: [arxiv(1), 'doi:10.1000/x'], title: 'First', venue: 'A' }),
      work(1, { ids: ['doi:10.1000/x', arxiv(1)], title: 'Second', date: '2020', venue: 'B' }),
      cites(
        2,
        1,
        [
          role('pith', '2024-01-01', 'method'),
          role('pith', '2023-01-01', 'other'),
          role('pith', '2024-01-01', 'dataset'),
        ],
        { places: 1 },
      ),
      cites(2, 1, [role('pith', '2024-01-01', 'method')], { places: 2, influential: true }),
      { type: 'review', work: arxiv(2), source: 'pith', verdict: 'accept', reviewedAt: '2024-01-01' },
      { type: 'review', work: arxiv(2), source: 'pith', verdict: 'reject', reviewedAt: '2025-01-01' },
      { type: 'review', work: arxiv(2), source: 'pith', verdict: 'conditional', novelty: 3, reviewedAt: '2023-01-01' },
      { type: 'hub', work: arxiv(1), source: 'pith', total: 1 },
      { type: 'hub', work: arxiv(1), source: 'pith', total: 2, tier: 'hub' },
    ];
    const lib = await libraryOf(records);
    const before = dump(lib);
    const report = await load(lib, records);
    for (const tally of [report.works, report.citations, report.judgements, report.reviews, report.hubs]) {
      expect(tally).toMatchObject({ added: 0, changed: 0 });
    }
    expect(dump(lib)).toEqual(before);
    expect(details(lib, null, id(lib, arxiv(1)))).toMatchObject({ title: 'First', venue: 'A', date: '2020' });
    expect(rows(lib, null, [id(lib, arxiv(2))])).toMatchObject([{ verdict: 'reject', novelty: 3 }]);
  });

  it.each<[string, string, HubLibraryRecord[]]>([
    [
      'names one work by two sets of ids and describes it by none',
      'opencitations',
      [
        { type: 'work', ids: ['doi:10.1000/a', 'omid:br/1'] },
        { type: 'work', ids: ['doi:10.1000/b', 'omid:br/1'] },
      ],
    ],
    [
      'gives a work the title of another that it names, too',
      'crossref',
      [{ type: 'work', ids: [arxiv(2), 'doi:10.1000/c'], title: 'On kites' }],
    ],
    [
      'corrects itself on one of two that it joined',
      'bibliography',
      [
        { type: 'work', ids: [arxiv(1)], title: 'Kites', date: '2020' },
        { type: 'work', ids: ['doi:10.1000/b'], date: '2021' },
        { type: 'work', ids: [arxiv(1), 'doi:10.1000/b'] },
        { type: 'work', ids: [arxiv(1)], title: 'On kites' },
      ],
    ],
  ])('of a source that %s is nothing new a second time', async (_, source, records) => {
    const lib = emptyLibrary();
    await load(lib, [work(2, { title: 'Wolves' }), { type: 'work', ids: ['doi:10.1000/c'], title: 'On kites' }]);
    await load(lib, records, source);
    const before = libraryDigest(lib);
    const { works, joined } = await load(lib, records, source);
    expect({ ...works, joined }).toMatchObject({ added: 0, changed: 0, joined: 0 });
    expect(libraryDigest(lib)).toBe(before);
  });

  it('is noted with its time only where it changed something', async () => {
    const lib = await libraryOf([work(1)]);
    await load(lib, [work(1)]);
    await load(lib, [work(1), work(2)]);
    expect(lib.db.prepare('SELECT count(*) FROM imports').pluck().get()).toBe(2);
  });

  it('tells how far it is, from an asynchronous source too', async () => {
    const told: number[] = [];
    async function* source(): AsyncGenerator<HubLibraryRecord> {
      for (let i = 0; i < 2500; i += 1) yield work(i);
    }
    await importRecords(emptyLibrary(), source(), { source: 'test', from: 'x' }, (count) => told.push(count));
    expect(told).toEqual([1000, 2000, 2500]);
  });
});

describe('several sources', () => {
  it('fill what is missing and leave what another source said', async () => {
    const lib = await libraryOf([work(1, { title: 'From A', authors: [{ name: 'A' }] })]);
    await load(lib, [work(1, { title: 'From B', authors: [{ name: 'B' }], category: 'cs.B', date: '2020' })], 'b');
    expect(details(lib, null, id(lib, arxiv(1)))).toMatchObject({
      title: 'From A',
      authors: [{ name: 'A' }],
      category: 'cs.B',
      date: '2020',
    });
  });

  it('correct what they said themselves', async () => {
    const lib = await libraryOf([work(1, { title: 'Tpyo' }), work(2), cites(2, 1, [], { places: 1 })]);
    const report = await load(lib, [work(1, { title: 'Typo' }), cites(2, 1, [], { places: 2 })]);
    expect(report.works).toEqual({ ...none, changed: 1 });
    expect(report.citations).toEqual({ ...none, changed: 1 });
    expect(details(lib, null, id(lib, arxiv(1))).title).toBe('Typo');
    expect(
      runQuery(lib, id(lib, arxiv(1)), { where: { kind: 'number', field: 'refs', from: 2 }, sort: null }).total,
    ).toBe(1);
  });

  it('never empty a field', async () => {
    const lib = await libraryOf([work(1, { venue: 'V', abstract: 'A' })]);
    await load(lib, [work(1)]);
    expect(details(lib, null, id(lib, arxiv(1)))).toMatchObject({ venue: 'V', abstract: 'A' });
  });

  it('make a work of a name nobody described, shown by that name until somebody does', async () => {
    const lib = await libraryOf([cites(2, 1)]);
    expect(details(lib, null, id(lib, arxiv(2)))).toMatchObject({ title: arxiv(2), authors: [] });
    await load(lib, [work(2, { ids: ['doi:10.1000/two', arxiv(2)] })]);
    expect(details(lib, null, id(lib, arxiv(2)))).toMatchObject({
      title: 'Title 2',
      ids: ['doi:10.1000/two', arxiv(2)],
    });
  });

  it('keep fields of a review that this program does not know', async () => {
    const lib = await libraryOf([
      { type: 'review', work: arxiv(1), source: 'pith', verdict: 'accept', rigour: { score: 3 } } as ReviewRecord,
    ]);
    expect(details(lib, null, id(lib, arxiv(1))).reviews[0]).toMatchObject({ rigour: { score: 3 } });
  });

  it('the site itself is believed before others about verdict and novelty', async () => {
    const lib = await libraryOf([
      { type: 'review', work: arxiv(1), source: 'zeta', verdict: 'reject', novelty: 2, reviewedAt: '2030-01-01' },
      { type: 'review', work: arxiv(1), source: 'pith', verdict: 'accept', reviewedAt: '2020-01-01' },
    ]);
    expect(rows(lib, null, [id(lib, arxiv(1))])[0]).toMatchObject({ verdict: 'accept', novelty: 2 });
  });
});

describe('a flag on which copies of one source disagree', () => {
  const copies = [true, false].map((influential) => cites(2, 1, undefined, { influential }));

  it('stays set once it was, in whatever order and number of imports they come', async () => {
    for (const order of [
      [0, 1],
      [1, 0],
    ].map((places) => places.map((at) => copies[at]!))) {
      for (const imports of [[order], order.map((copy) => [copy])]) {
        const lib = emptyLibrary();
        for (const records of imports) await load(lib, records);
        const before = dump(lib);
        expect(details(lib, id(lib, arxiv(1)), id(lib, arxiv(2))).influential).toBe(true);
        for (const records of imports)
          expect((await load(lib, records)).citations).toEqual({ ...none, same: records.length });
        expect(dump(lib)).toEqual(before);
      }
    }
  });

  it('is left to the source that described the citation', async () => {
    const lib = await libraryOf([copies[1]!]);
    await load(lib, [copies[0]!], 'another');
    expect(details(lib, id(lib, arxiv(1)), id(lib, arxiv(2))).influential).toBe(false);
  });
});

describe('two works that turn out to be one', () => {
  it('keep what the older of them says, so that both sources again change nothing', async () => {
    const lib = emptyLibrary();
    const two: HubLibraryRecord[] = [
      { type: 'work', ids: ['openalex:W1', 'doi:10.1000/a'], title: 'A book', citedBy: 2 },
      { type: 'work', ids: ['openalex:W2', 'doi:10.1000/b'], title: 'A book', citedBy: 5 },
    ];
    const joining: HubLibraryRecord[] = [{ type: 'work', ids: ['doi:10.1000/b', 'doi:10.1000/a'], title: 'A Book' }];
    await load(lib, two, 'openalex');
    await load(lib, joining, 'opencitations');
    const before = dump(lib);
    expect((await load(lib, two, 'openalex')).works).toEqual({ ...none, same: 1 });
    expect((await load(lib, joining, 'opencitations')).works).toEqual({ ...none, same: 1 });
    expect(dump(lib)).toEqual(before);
  });

  it('are joined with all that hangs on them when their titles agree', async () => {
    const lib = await libraryOf([
      work(1, { title: 'The Title' }),
      {
        type: 'work',
        ids: ['doi:10.1000/x'],
        title: 'the title!',
        venue: 'V',
        abstract: 'A',
        authors: [{ name: 'N' }],
      },
      work(2),
      work(3),
      cites(2, 1, [role('pith', '2024-01-01', 'method')], { contexts: [{ text: 'Same.' }] }),
      {
        type: 'citation',
        citing: arxiv(2),
        cited: 'doi:10.1000/x',
        places: 4,
        judgements: [role('human', '2024-01-01', 'dataset')],
        contexts: [{ text: 'Same.' }, { text: 'New.' }],
      },
      { type: 'citation', citing: 'doi:10.1000/x', cited: arxiv(3) },
      { type: 'citation', citing: 'doi:10.1000/x', cited: arxiv(1) },
      { type: 'review', work: 'doi:10.1000/x', source: 'pith', novelty: 5 },
      { type: 'claim', work: 'doi:10.1000/x', kind: 'abstract', text: 'C' },
      { type: 'hub', work: 'doi:10.1000/x', source: 'pith', total: 9 },
    ]);
    const report = await load(lib, [work(1, { ids: [arxiv(1), 'doi:10.1000/x'], title: 'The Title' })]);
    expect(report.problems).toEqual([]);
    const one = id(lib, arxiv(1));
    expect(id(lib, 'doi:10.1000/x')).toBe(one);
    expect(details(lib, null, one)).toMatchObject({
      ids: [arxiv(1), 'doi:10.1000/x'],
      venue: 'V',
      abstract: 'A',
      novelty: 5,
      citing: 1,
      claims: [{ text: 'C' }],
    });
    expect(details(lib, one, id(lib, arxiv(2)))).toMatchObject({
      roles: ['dataset'],
      refs: 4,
      contexts: [{ text: 'Same.' }, { text: 'New.' }],
    });
    expect(rows(lib, null, [id(lib, arxiv(3))])[0]?.citing).toBe(1);
    expect(listHubs(lib)).toMatchObject([{ work: one, total: 9 }]);
    const before = dump(lib);
    rebuildDerived(lib);
    expect(dump(lib)).toEqual(before);
    expect(lib.db.pragma('foreign_key_check')).toEqual([]);
  });

  it('stay apart with a word about it when their titles differ', async () => {
    const lib = await libraryOf([work(1), { type: 'work', ids: ['doi:10.1000/x'], title: 'Another' }]);
    const report = await load(lib, [work(1, { ids: [arxiv(1), 'doi:10.1000/x'] })]);
    expect(report.problems).toMatchObject([
      { place: `record 1 (work ${arxiv(1)})`, message: expect.stringContaining('doi:10.1000/x') },
    ]);
    expect(id(lib, 'doi:10.1000/x')).not.toBe(id(lib, arxiv(1)));
  });
});

describe('what judges say', () => {
  const inForce = async (...judgements: ReturnType<typeof role>[]): Promise<string[]> => {
    const lib = await libraryOf([cites(2, 1, judgements)]);
    return rows(lib, id(lib, arxiv(1)), [id(lib, arxiv(2))])[0]!.roles;
  };

  it('counts in the order human, pith, labelled data, Semantic Scholar, anybody else, computed', async () => {
    const judges = ['human:ada', 'pith', 'labelled:acl', 'semantic-scholar', 'crossref', 'computed:m'];
    for (let best = 0; best < judges.length; best += 1) {
      const said = judges.slice(best).map((judge, i) => role(judge, `20${10 + i}-01-01`, `said_by_${best + i}`));
      expect(await inForce(...said.reverse())).toEqual([`said_by_${best}`]);
    }
  });

  it('the newest set of a judge counts, whichever came first', async () => {
    expect(await inForce(role('pith', '2024-01-01', 'method'), role('pith', '2023-01-01', 'other'))).toEqual([
      'method',
    ]);
    expect(await inForce(role('pith', '2023-01-01', 'other'), role('pith', '2024-01-01', 'method'))).toEqual([
      'method',
    ]);
  });

  it('of two people the one who spoke last counts', async () => {
    expect(await inForce(role('human:a', '2024-01-02', 'method'), role('human:b', '2024-01-01', 'other'))).toEqual([
      'method',
    ]);
  });

  it('an empty set says there is none, over what lesser judges say', async () => {
    expect(await inForce(role('human', '2020-01-01'), role('pith', '2024-01-01', 'method'))).toEqual([]);
  });

  it('is never overwritten, and the same said again adds nothing', async () => {
    const lib = await libraryOf([cites(2, 1, [role('pith', '2024-01-01', 'method', 'dataset')])]);
    const again = await load(lib, [cites(2, 1, [role('pith', '2025-01-01', 'dataset', 'method')])]);
    expect(again.judgements).toEqual({ ...none, same: 1 });
    const other = await load(lib, [cites(2, 1, [role('pith', '2026-01-01', 'other')])]);
    expect(other.judgements).toEqual({ ...none, added: 1 });
    expect(details(lib, id(lib, arxiv(1)), id(lib, arxiv(2))).judgements).toEqual([
      { axis: 'role', labels: ['other'], judge: 'pith', at: '2026-01-01', effective: true },
      { axis: 'role', labels: ['method', 'dataset'], judge: 'pith', at: '2024-01-01', effective: false },
    ]);
  });

  it('of copies that disagree adds nothing when all of them come again on a later day', async () => {
    const copies = (at: string): HubLibraryRecord[] => [
      cites(2, 1, [role('semantic-scholar', at, 'method')]),
      cites(2, 1, [role('semantic-scholar', at, 'background')]),
    ];
    const lib = await libraryOf(copies('2025-01-01'));
    for (const day of ['2025-02-01', '2025-03-01'])
      expect((await load(lib, copies(day))).judgements).toEqual({ ...none, same: 2 });
    // A change of mind is one all the same.
    expect((await load(lib, [cites(2, 1, [role('semantic-scholar', '2025-04-01', 'dataset')])])).judgements.added).toBe(
      1,
    );
    expect((await load(lib, [cites(2, 1, [role('semantic-scholar', '2025-05-01', 'method')])])).judgements.added).toBe(
      1,
    );
  });

  it('keeps labels nobody knows, in one spelling, and none is no label', async () => {
    expect(await inForce(role('pith', '2024-01-01', 'Sarcastic Aside', 'none', 'method'))).toEqual([
      'method',
      'sarcastic_aside',
    ]);
  });
});

describe('records that are wrong', () => {
  it.each<[string, unknown, RegExp]>([
    ['no record', 7, /^expected a record, found a number/],
    ['an unknown type', { type: 'poem' }, /^type: expected work, .*, found "poem"/],
    ['a work without names', { type: 'work', ids: [] }, /^ids: missing/],
    ['a work with a name that is none', { type: 'work', ids: ['…'] }, /^ids\[0\]: “…” is no identifier/],
    ['a title that is no text', { type: 'work', ids: [arxiv(1)], title: 7 }, /^title: expected text, found a number/],
    ['a date that is none', { type: 'work', ids: [arxiv(1)], date: '2020-13-01' }, /^date: expected a date/],
    [
      'a count that is none',
      { type: 'work', ids: [arxiv(1)], citedBy: -1 },
      /^citedBy: expected a whole number from 0/,
    ],
    ['a count that is not whole', { type: 'work', ids: [arxiv(1)], citedBy: 1.5 }, /^citedBy: expected a whole number/],
    [
      'authors that are no list',
      { type: 'work', ids: [arxiv(1)], authors: 'A, B' },
      /^authors: expected a list, found text/,
    ],
    ['a citation of itself', cites(1, 1), /does not cite itself/],
    ['a citation of nothing', { type: 'citation', citing: arxiv(1) }, /^cited: missing/],
    [
      'a judgement without a judge',
      cites(2, 1, [{ axis: 'role', labels: [], at: '2024-01-01' } as never]),
      /^judgements\[0\]\.judge: missing/,
    ],
    [
      'a novelty off the scale',
      { type: 'review', work: arxiv(1), source: 'pith', novelty: 11 },
      /^novelty: expected a number from 0 to 10/,
    ],
    ['a novelty that is no number', { type: 'review', work: arxiv(1), source: 'pith', novelty: Number.NaN }, /novelty/],
    ['a claim without text', { type: 'claim', work: arxiv(1), kind: 'abstract' }, /^text: missing/],
    ['a hub without source', { type: 'hub', work: arxiv(1) }, /^source: missing/],
  ])('%s: named with its place, and the rest goes on', async (_, record, message) => {
    const lib = emptyLibrary();
    const report = await load(lib, [work(8), record as HubLibraryRecord, work(9)]);
    expect(report.problemCount).toBeGreaterThan(0);
    expect(report.problems.at(-1)!.message).toMatch(message);
    expect(report.problems[0]!.place).toMatch(/^record 2\b/);
    expect(id(lib, arxiv(9))).toBeGreaterThan(0);
  });

  it('texts too long are cut and the cut is told', async () => {
    const lib = emptyLibrary();
    const report = await load(lib, [work(1, { title: `${'x'.repeat(19_999)}😀`, abstract: 'y'.repeat(3_000_000) })]);
    const { title, abstract } = details(lib, null, id(lib, arxiv(1)));
    expect(title).toBe('x'.repeat(19_999));
    expect(abstract).toHaveLength(1_000_000);
    expect(report.problems.map((problem) => problem.message)).toEqual([
      'title: longer than 20000 characters, and cut there',
      'abstract: longer than 1000000 characters, and cut there',
    ]);
  });

  it('control characters, escape sequences and bidi marks never get in', async () => {
    const evil = 'a\u001b[31mred\u001b[0m\u0007\u202eb\u0000\nc';
    const lib = await libraryOf([
      work(1, { title: evil, authors: [{ name: evil }], abstract: evil, venue: evil }),
      cites(2, 1, [{ axis: 'role', labels: [evil], judge: evil, at: '2024-01-01' }], {
        contexts: [{ text: evil, section: evil }],
      }),
      {
        type: 'review',
        work: arxiv(2),
        source: evil,
        verdict: evil,
        argument: evil,
        unknown: [evil, { [evil]: evil }],
      } as ReviewRecord,
      { type: 'claim', work: arxiv(2), kind: evil, text: evil },
      { type: 'hub', work: arxiv(1), source: evil, tier: evil, sentence: evil, roles: [{ label: evil, count: 1 }] },
    ]);
    expect(JSON.stringify([dump(lib), listHubs(lib)])).not.toMatch(/\\u00[01]|\u202e|\u001b|\u0007/);
  });

  it('SQL in a value is only a value', async () => {
    const evil = `'); DROP TABLE works; --"`;
    const lib = await libraryOf([work(1, { title: evil }), work(2), cites(2, 1, [role('pith', '2024-01-01', evil)])]);
    const view = runQuery(lib, id(lib, arxiv(1)), { where: { kind: 'text', text: evil, phrase: false }, sort: null });
    expect(view.total).toBe(0);
    expect(details(lib, null, id(lib, arxiv(1))).title).toBe(evil);
  });

  it('a flood of problems is counted, not kept', async () => {
    const report = await load(
      emptyLibrary(),
      Array.from({ length: 1500 }, () => ({ type: 'work', ids: [] }) as never),
    );
    expect(report.problems).toHaveLength(1000);
    expect(report.problemCount).toBe(1500);
  });
});

describe('an import that does not come to its end', () => {
  it('leaves the library as it was when the records break off', async () => {
    const lib = await libraryOf(everything);
    const before = dump(lib);
    function* broken(): Generator<HubLibraryRecord> {
      yield work(5);
      yield cites(5, 1, [role('pith', '2024-01-01', 'method')]);
      throw new Error('the cable is out');
    }
    await expect(importRecords(lib, broken(), { source: 'test', from: 'x' })).rejects.toThrow('the cable is out');
    expect(dump(lib)).toEqual(before);
    expect((await load(lib, [work(5)])).works.added).toBe(1);
  });

  it('is not started while another runs', async () => {
    const lib = emptyLibrary();
    let release = (): void => undefined;
    async function* slow(): AsyncGenerator<HubLibraryRecord> {
      yield work(1);
      await new Promise<void>((resolve) => {
        release = resolve;
      });
    }
    const first = importRecords(lib, slow(), { source: 'test', from: 'x' });
    await expect(load(lib, [work(2)])).rejects.toThrow(LibraryError);
    await new Promise((resolve) => setImmediate(resolve));
    release();
    expect((await first).works.added).toBe(1);
  });

  it('says in a sentence that another program is writing, and works when that has finished', async () => {
    const file = join(folder(), 'library.sqlite');
    const lib = openLibrary(file);
    onTestFinished(() => closeLibrary(lib));
    await load(lib, [work(1), work(2), cites(2, 1)]);
    const other = new Database(file);
    onTestFinished(() => {
      other.close();
    });
    other.exec('BEGIN IMMEDIATE');
    await expect(load(lib, [work(3)])).rejects.toThrow(/Another program is writing to the library .*library\.sqlite/);
    // Reading goes on meanwhile.
    expect(runQuery(lib, id(lib, arxiv(1)), { where: null, sort: null }).total).toBe(1);
    other.exec('COMMIT');
    expect((await load(lib, [work(3)])).works.added).toBe(1);
  });

  it('what another program wrote is seen', async () => {
    const file = join(folder(), 'library.sqlite');
    const [mine, theirs] = [openLibrary(file), openLibrary(file)];
    onTestFinished(() => {
      closeLibrary(mine);
      closeLibrary(theirs);
    });
    await load(mine, [work(1), work(2), cites(2, 1)]);
    const hub = id(mine, arxiv(1));
    expect(runQuery(mine, hub, { where: null, sort: null }).total).toBe(1);
    await load(theirs, [work(3), cites(3, 1)]);
    expect(runQuery(mine, hub, { where: null, sort: null }).total).toBe(2);
  });
});

describe('what is derived', () => {
  it('is the same when it is made anew from the facts', async () => {
    const lib = await libraryOf(everything);
    await load(lib, [work(2, { title: 'Changed' }), cites(3, 1, [role('human', '2026-01-01', 'method')])]);
    const before = dump(lib);
    const hub = id(lib, arxiv(1));
    const found = (): number[] =>
      ['changed', 'title', 'good', 'shown'].map(
        (text, i) =>
          runQuery(lib, hub, {
            where: { kind: 'text', text, phrase: false, ...(i === 3 && { field: 'context' as const }) },
            sort: null,
          }).total,
      );
    expect(found()).toEqual([1, 0, 1, 1]);
    rebuildDerived(lib);
    expect(dump(lib)).toEqual(before);
    expect(found()).toEqual([1, 0, 1, 1]);
  });
});
