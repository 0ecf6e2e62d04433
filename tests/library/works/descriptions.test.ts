/** One work that several sources describe. */
import { describe, expect, it } from 'vitest';
import type { HubLibraryRecord, WorkRecord } from '../../../src/hub/record.js';
import type { Library } from '../../../src/library/library.js';
import { details } from '../../../src/library/read/details.js';
import { libraryDigest } from '../../../src/library/read/digest.js';
import { listHubs } from '../../../src/library/read/hubs.js';
import { type Provenance, provenanceOf } from '../../../src/library/read/provenance.js';
import { rows } from '../../../src/library/read/rows.js';
import { runQuery } from '../../../src/library/search/view.js';
import { arxiv, cites, dump, emptyLibrary, id, load, role, work } from '../support.js';

const none = { added: 0, changed: 0, same: 0 };
const ada = [{ name: 'Ada Lovelace' }];

/** Imports one source after the other. */
async function libraryFrom(sources: readonly [source: string, records: HubLibraryRecord[]][]): Promise<Library> {
  const lib = emptyLibrary();
  for (const [source, records] of sources) await load(lib, records, source);
  return lib;
}

const preprint = work(1, {
  title: 'On engines that think',
  authors: ada,
  date: '2020-01-05',
  venue: 'arXiv',
  kind: 'article',
  category: 'cs.AI',
  abstract: 'As written.',
});
const published: WorkRecord = {
  type: 'work',
  ids: ['doi:10.1000/x', arxiv(1)],
  title: 'On Engines that Think',
  authors: [{ name: 'Ada Lovelace', family: 'Lovelace', given: 'Ada' }],
  date: '2021',
  venue: 'Journal',
  kind: 'article-journal',
  volume: '3',
  pages: '1-9',
  abstract: 'As the journal set it.',
};
const gathered = work(1, {
  title: 'On engines that think.',
  venue: 'J.',
  citedBy: 12,
  date: '2020',
  category: 'Computer Science',
});

describe('a work that several sources describe', () => {
  const sources: [string, HubLibraryRecord[]][] = [
    ['semantic-scholar', [gathered]],
    ['crossref', [published]],
    ['arxiv', [preprint]],
  ];

  it('has of each field what the most trusted says, in whatever order they came', async () => {
    for (const order of [sources, sources.toReversed(), [sources[1]!, sources[0]!, sources[2]!]]) {
      const lib = await libraryFrom(order);
      expect(details(lib, null, id(lib, arxiv(1)))).toMatchObject({
        title: 'On Engines that Think',
        authors: published.authors,
        date: '2021',
        venue: 'Journal',
        kind: 'article-journal',
        volume: '3',
        category: 'cs.AI',
        abstract: 'As written.',
        citedBy: 12,
      });
    }
  });

  it('has of dates that agree the exacter, unless it is that of another version', async () => {
    const dateOf = async (
      ...said: [source: string, date: string, fields?: Partial<WorkRecord>][]
    ): Promise<unknown> => {
      const lib = await libraryFrom(
        said.map(([source, date, fields]) => [source, [work(1, { date, venue: 'Journal', ...fields })]]),
      );
      return details(lib, null, id(lib, arxiv(1))).date;
    };
    expect(await dateOf(['openalex', '2021'], ['semantic-scholar', '2021-05-03'])).toBe('2021-05-03');
    expect(await dateOf(['semantic-scholar', '2021-05-03'], ['openalex', '2021'])).toBe('2021-05-03');
    expect(await dateOf(['openalex', '2021'], ['semantic-scholar', '2021-05'], ['pith', '2021-05-03'])).toBe(
      '2021-05-03',
    );
    expect(await dateOf(['openalex', '2021'], ['semantic-scholar', '2022-05-03'])).toBe('2021');
    expect(await dateOf(['openalex', '2021-06'], ['semantic-scholar', '2021-05-03'])).toBe('2021-06');
    expect(await dateOf(['openalex', '2021'], ['arxiv', '2021-05-03', { venue: 'arXiv', kind: 'article' }])).toBe(
      '2021',
    );
  });

  it('keeps what they say otherwise, and who says so', async () => {
    const lib = await libraryFrom(sources);
    const { fields, ids: names, versions } = provenanceOf(lib, id(lib, arxiv(1)));
    const of = (name: string): Provenance['fields'][number]['values'] =>
      fields.find(({ field }) => field === name)!.values;
    expect(of('title')).toEqual([
      { value: 'On Engines that Think', sources: ['crossref'] },
      { value: 'On engines that think', sources: ['arxiv'] },
      { value: 'On engines that think.', sources: ['semantic-scholar'] },
    ]);
    expect(of('venue')[0]).toEqual({ value: 'Journal', sources: ['crossref'] });
    expect(of('citedBy')).toEqual([{ value: '12', sources: ['semantic-scholar'] }]);
    expect(names).toEqual([
      { id: arxiv(1), sources: ['semantic-scholar', 'crossref', 'arxiv'] },
      { id: 'doi:10.1000/x', sources: ['crossref'] },
    ]);
    expect(details(lib, null, id(lib, arxiv(1))).versions).toEqual(versions);
    expect(versions).toMatchObject([
      { version: 'published', date: '2021', venue: 'Journal', sources: ['semantic-scholar', 'crossref'] },
      { version: 'preprint', date: '2020-01-05', venue: 'arXiv', sources: ['arxiv'] },
    ]);
  });

  it('of one source is told to be of that one', async () => {
    const lib = await libraryFrom([['arxiv', [preprint]]]);
    expect(provenanceOf(lib, id(lib, arxiv(1))).fields[0]).toEqual({
      field: 'title',
      values: [{ value: 'On engines that think', sources: ['arxiv'] }],
    });
  });

  it('changes nothing when they say the same again', async () => {
    const lib = await libraryFrom(sources);
    const before = dump(lib);
    for (const [source, records] of sources)
      expect((await load(lib, records, source)).works).toEqual({ ...none, same: 1 });
    expect(dump(lib)).toEqual(before);
  });

  it('follows a source that corrects itself, also where another is in force', async () => {
    const lib = await libraryFrom(sources);
    await load(lib, [{ ...gathered, title: 'On thinking' }], 'semantic-scholar');
    await load(lib, [{ ...published, venue: 'Another Journal' }], 'crossref');
    const work = id(lib, arxiv(1));
    expect(details(lib, null, work)).toMatchObject({ title: 'On Engines that Think', venue: 'Another Journal' });
    expect(provenanceOf(lib, work).fields[0]!.values.at(-1)).toEqual({
      value: 'On thinking',
      sources: ['semantic-scholar'],
    });
    expect(runQuery(lib, work, { where: null, sort: null }).total).toBe(0);
  });

  it("never mixes a journal's volume with a preprint's venue", async () => {
    const { venue: _, ...without } = published;
    const lib = await libraryFrom([
      ['arxiv', [preprint]],
      ['openalex', [without]],
    ]);
    const { venue, volume, date } = details(lib, null, id(lib, arxiv(1)));
    expect({ venue, volume, date }).toEqual({ venue: undefined, volume: '3', date: '2021' });
  });

  it("has the published version's title and authors, not those of a preprint that is trusted more", async () => {
    const first = work(1, { ...preprint, title: 'EngineBot: engines that think', authors: ada });
    const grown = { ...published, authors: [...published.authors!, { name: 'Charles Babbage' }] };
    for (const order of [
      [first, grown],
      [grown, first],
    ] as const)
      expect(
        details(await libraryFrom(order.map((one) => [one === first ? 'arxiv' : 'openalex', [one]])), null, 1),
      ).toMatchObject({ title: published.title, authors: grown.authors, venue: 'Journal', volume: '3' });
    const untold = await libraryFrom([
      ['arxiv', [first]],
      ['crossref', [{ type: 'work', ids: published.ids, venue: 'Journal', volume: '3' }]],
    ]);
    expect(details(untold, null, 1)).toMatchObject({ title: first.title, authors: ada, venue: 'Journal' });
  });

  it('has no title in capitals where another spells it', async () => {
    const lib = await libraryFrom([
      ['semantic-scholar', [work(1, { title: 'On engines' })]],
      ['crossref', [work(1, { title: 'ON ENGINES' })]],
    ]);
    expect(details(lib, null, id(lib, arxiv(1))).title).toBe('On engines');
    const alone = await libraryFrom([['crossref', [work(1, { title: 'ON ENGINES' })]]]);
    expect(details(alone, null, id(alone, arxiv(1))).title).toBe('ON ENGINES');
  });

  it('is retracted when anybody says so', async () => {
    const lib = await libraryFrom([
      ['crossref', [work(1, { retracted: false })]],
      ['openalex', [work(1, { retracted: true })]],
    ]);
    expect(details(lib, null, id(lib, arxiv(1))).retracted).toBe(true);
  });

  it('has the same digest in whatever order others came to the first, and another where one says something else', async () => {
    const [a, b] = [await libraryFrom(sources), await libraryFrom([sources[0]!, sources[2]!, sources[1]!])];
    expect(libraryDigest(a)).toBe(libraryDigest(b));
    await load(b, [{ ...gathered, title: 'On thinking' }], 'semantic-scholar');
    expect(libraryDigest(a)).not.toBe(libraryDigest(b));
  });
});

describe('a paper that one source lists under two numbers of its own', () => {
  const [A, B] = ['a', 'b'].map((letter) => `s2:${letter.repeat(40)}`) as [string, string];
  const listed: HubLibraryRecord[] = [
    { type: 'work', ids: [A, 'doi:10.1000/x'], title: 'On engines', citedBy: 5 },
    { type: 'work', ids: [B, 'doi:10.1000/x'], title: 'On engines', citedBy: 1, pages: '1-9' },
  ];

  it('has both descriptions, and the same in force in whatever order and imports they come', async () => {
    const digests = new Set<string>();
    for (const order of [listed, listed.toReversed()]) {
      const lib = emptyLibrary();
      for (const record of order) await load(lib, [record], 'semantic-scholar');
      expect(details(lib, null, id(lib, A))).toMatchObject({ citedBy: 5, pages: '1-9' });
      expect(id(lib, B)).toBe(id(lib, A));
      const before = dump(lib);
      for (const record of listed)
        expect((await load(lib, [record], 'semantic-scholar')).works).toEqual({ ...none, same: 1 });
      expect(dump(lib)).toEqual(before);
      const { fields } = provenanceOf(lib, id(lib, A));
      digests.add(JSON.stringify(fields));
    }
    expect(digests.size).toBe(1);
  });

  it('is the same description where a number was not known before', async () => {
    const lib = emptyLibrary();
    await load(lib, [{ type: 'work', ids: ['corpus:1'], title: 'On engines' }], 'semantic-scholar');
    await load(lib, [{ type: 'work', ids: [A, 'corpus:1'], title: 'On engines, again' }], 'semantic-scholar');
    expect(provenanceOf(lib, id(lib, A)).fields).toEqual([
      { field: 'title', values: [{ value: 'On engines, again', sources: ['semantic-scholar'] }] },
    ]);
  });
});

describe('papers without a common identifier', () => {
  const title = 'Sheep that count themselves at night';
  const hub = work(9, { title: 'The hub' });
  const one: HubLibraryRecord[] = [
    hub,
    { type: 'work', ids: ['s2:0000000000000000000000000000000000000001'], title, authors: ada, date: '2020-03' },
    {
      type: 'citation',
      citing: 's2:0000000000000000000000000000000000000001',
      cited: arxiv(9),
      contexts: [{ text: 'We count like [9].' }],
      judgements: [role('semantic-scholar', '2024-01-01', 'method')],
    },
  ];
  const other: HubLibraryRecord[] = [
    hub,
    {
      type: 'work',
      ids: ['openalex:W1', 'doi:10.1000/sheep'],
      title: `${title}.`,
      authors: [{ name: 'A. Lovelace' }],
      date: '2020',
      venue: 'Wool',
    },
    { type: 'citation', citing: 'openalex:W1', cited: arxiv(9) },
  ];

  it('become one, with what both say, whichever comes first', async () => {
    for (const order of [
      [
        ['semantic-scholar', one],
        ['openalex', other],
      ],
      [
        ['openalex', other],
        ['semantic-scholar', one],
      ],
    ] as [string, HubLibraryRecord[]][][]) {
      const lib = await libraryFrom(order);
      const paper = id(lib, 'openalex:W1');
      expect(id(lib, 's2:0000000000000000000000000000000000000001')).toBe(paper);
      expect(details(lib, id(lib, arxiv(9)), paper)).toMatchObject({
        title: `${title}.`,
        venue: 'Wool',
        date: '2020',
        roles: ['method'],
        contexts: [{ text: 'We count like [9].' }],
      });
      expect(listHubs(lib)).toMatchObject([]);
      expect(runQuery(lib, id(lib, arxiv(9)), { where: null, sort: null }).total).toBe(1);
      expect(rows(lib, null, [id(lib, arxiv(9))])).toMatchObject([{ citing: 1 }]);
      expect(lib.db.pragma('foreign_key_check')).toEqual([]);
    }
  });

  it('are counted in the report, and stay one however often both come', async () => {
    const lib = await libraryFrom([['semantic-scholar', one]]);
    const report = await load(lib, other, 'openalex');
    expect(report).toMatchObject({ joined: 1, works: { added: 0, changed: 2 }, citations: { added: 0 } });
    const before = dump(lib);
    expect((await load(lib, one, 'semantic-scholar')).works).toEqual({ ...none, same: 2 });
    expect((await load(lib, other, 'openalex')).works).toEqual({ ...none, same: 2 });
    expect(dump(lib)).toEqual(before);
  });

  it('within one list stay what the source says they are', async () => {
    const twins = ['a', 'b'].map(
      (letter): HubLibraryRecord => ({
        type: 'work',
        ids: [`s2:${letter.repeat(40)}`],
        title,
        authors: ada,
        date: '2020',
      }),
    );
    const lib = await libraryFrom([['semantic-scholar', twins]]);
    expect(id(lib, `s2:${'a'.repeat(40)}`)).not.toBe(id(lib, `s2:${'b'.repeat(40)}`));
    // They are one paper listed twice, or so it seems: what another source has of it goes to the older.
    expect((await load(lib, other, 'openalex')).joined).toBe(1);
    expect(id(lib, 'openalex:W1')).toBe(id(lib, `s2:${'a'.repeat(40)}`));
    // Papers that are two by their names leave open which of them a third one is.
    const two = ['x', 'y'].map(
      (name): HubLibraryRecord => ({ type: 'work', ids: [`doi:10.1000/${name}`], title, authors: ada, date: '2020' }),
    );
    const unclear = await libraryFrom([['crossref', two]]);
    expect((await load(unclear, one, 'semantic-scholar')).joined).toBe(0);
  });

  it('of which one names no author are one where both cite the hub', async () => {
    const page: HubLibraryRecord[] = [
      hub,
      { type: 'work', ids: ['key:sheep'], title, date: '2020-03-01', category: 'cs.CV' },
      { type: 'citation', citing: 'key:sheep', cited: arxiv(9) },
      { type: 'review', work: 'key:sheep', source: 'pith', verdict: 'accept', novelty: 7 },
    ];
    const lib = await libraryFrom([['pith', page]]);
    expect((await load(lib, one, 'semantic-scholar')).joined).toBe(1);
    expect(rows(lib, id(lib, arxiv(9)), [id(lib, 'key:sheep')])).toMatchObject([
      { verdict: 'accept', novelty: 7, roles: ['method'], firstAuthor: 'Ada Lovelace', category: 'cs.CV' },
    ]);
  });

  it('are found where a name is described only later', async () => {
    const lib = await libraryFrom([
      ['opencitations', [cites(9, 8), { type: 'citation', citing: 'doi:10.1000/sheep', cited: arxiv(9) }]],
    ]);
    await load(lib, one, 'semantic-scholar');
    expect(rows(lib, null, [id(lib, arxiv(9))])).toMatchObject([{ citing: 2 }]);
    await load(lib, other, 'openalex');
    expect(rows(lib, null, [id(lib, arxiv(9))])).toMatchObject([{ citing: 1 }]);
  });
});
