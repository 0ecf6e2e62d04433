/** The pages of a fetched list, and how it goes on. */
import { describe, expect, it } from 'vitest';
import type { HubLibraryRecord } from '../../../src/hub/record.js';
import { hubChanges } from '../../../src/library/history/changes.js';
import {
  type FetchRequest,
  type FetchRun,
  hasBeenRead,
  idsFor,
  lastFetch,
} from '../../../src/library/history/fetches.js';
import type { Library } from '../../../src/library/library.js';
import { openLibrary } from '../../../src/library/open.js';
import { libraryDigest } from '../../../src/library/read/digest.js';
import { hubHead } from '../../../src/library/read/hubs.js';
import { sourcesOf } from '../../../src/library/read/provenance.js';
import { askableWorks, countAskable } from '../../../src/library/read/works-by-scheme.js';
import { storeDescribed, storePage } from '../../../src/library/write/write-page.js';
import { arxiv, cites, emptyLibrary, id, libraryOf, load, role, work } from '../support.js';

const ASKED = { paper: arxiv(1), service: 'openalex' };

function page(...citing: number[]): HubLibraryRecord[] {
  return [work(1), ...citing.flatMap((n) => [work(n), cites(n, 1)])];
}

describe('the pages of a list', () => {
  it('are kept with the place after them, and what the service says of the whole', async () => {
    const lib = emptyLibrary();
    expect(lastFetch(lib, [arxiv(1)], 'openalex')).toBeUndefined();
    const { run, report } = await storePage(lib, ASKED, { records: page(2, 3), cursor: 'after 2', total: 5 });
    expect(report.citations.added).toBe(2);
    const next = await storePage(lib, run, { records: page(4), cursor: null, note: '3 of 5 citing papers.' });
    expect(lastFetch(lib, [arxiv(1)], 'openalex')).toEqual(next.run);
    expect(next.run).toMatchObject({ ...ASKED, cursor: null, pages: 2, papers: 3, total: 5 });
    expect(next.run.notes).toEqual(['3 of 5 citing papers.']);
    expect(next.run.finishedAt).toBe(next.run.updatedAt);
    expect(lastFetch(lib, [arxiv(1)], 'semantic-scholar')).toBeUndefined();
  });

  it('count a citing paper once, however often the list names it', async () => {
    const lib = emptyLibrary();
    const first = await storePage(lib, ASKED, { records: page(2, 3), cursor: 'a' });
    const second = await storePage(lib, first.run, { records: page(3, 4), cursor: null });
    expect(second.run.papers).toBe(3);
    // A new reading counts anew.
    const again = await storePage(lib, ASKED, { records: page(2, 3, 4), cursor: null });
    expect(again.run.papers).toBe(3);
    expect(again.run.id).not.toBe(second.run.id);
    expect(lastFetch(lib, [arxiv(1)], 'openalex')?.id).toBe(again.run.id);
  });

  it('are noted also where they say nothing new, and no import is', async () => {
    const lib = await libraryOf(page(2));
    const imports = lib.db.prepare('SELECT count(*) FROM imports').pluck();
    const before = imports.get();
    const { report } = await storePage(lib, { ...ASKED, service: 'test' }, { records: page(2), cursor: 'a' });
    expect(report.citations).toEqual({ added: 0, changed: 0, same: 1 });
    expect(lastFetch(lib, [arxiv(1)], 'test')).toMatchObject({ cursor: 'a', pages: 1, papers: 1 });
    expect(imports.get()).toBe(before);
  });

  it('are found under every name of the paper, also one that came later', async () => {
    const lib = emptyLibrary();
    await storePage(lib, ASKED, { records: page(2), cursor: null });
    await load(lib, [{ type: 'work', ids: [arxiv(1), 'doi:10.1000/x'] }]);
    expect(idsFor(lib, 'doi:10.1000/x')).toEqual([arxiv(1), 'doi:10.1000/x']);
    expect(lastFetch(lib, idsFor(lib, 'doi:10.1000/x'), 'openalex')?.paper).toBe(arxiv(1));
  });

  it('of two programs that go on from the same place only one is kept', async () => {
    const lib = emptyLibrary();
    const other = openLibrary(lib.file);
    const { run } = await storePage(lib, ASKED, { records: page(2), cursor: 'a' });
    const theirs = await storePage(other, run, { records: page(3), cursor: 'b' });
    await expect(storePage(lib, run, { records: page(4), cursor: 'c' })).rejects.toThrow(
      /Another pith-tui is fetching/u,
    );
    other.db.close();
    expect(lastFetch(lib, [arxiv(1)], 'openalex')).toEqual(theirs.run);
    expect(hubHead(lib, id(lib, arxiv(1))).citing).toBe(2);
  });

  it('go to the paper that was asked for, also where the service has it under another title', async () => {
    const lib = await libraryOf([work(1, { title: 'As a Preprint' })]);
    const other: HubLibraryRecord = { type: 'work', ids: ['openalex:W1', arxiv(1)], title: 'As It Was Published' };
    const total: HubLibraryRecord = { type: 'hub', work: 'openalex:W1', source: 'openalex', total: 2 };
    const cited = (n: number): HubLibraryRecord => ({ type: 'citation', citing: arxiv(n), cited: 'openalex:W1' });
    const first = await storePage(lib, ASKED, { records: [other, total, work(2), cited(2)], cursor: 'a' });
    const { run } = await storePage(lib, first.run, { records: [work(3), cited(3)], cursor: null });
    expect(run).toMatchObject({ hub: 'openalex:W1', paper: arxiv(1), papers: 2 });
    expect(hubHead(lib, id(lib, arxiv(1)))).toMatchObject({ title: 'As It Was Published', citing: 2, total: 2 });
  });

  it('have been read when one service has come to its end, under any name of the paper', async () => {
    const lib = emptyLibrary();
    const { run } = await storePage(lib, ASKED, { records: page(2), cursor: 'a' });
    expect(hasBeenRead(lib, arxiv(1))).toBe(false);
    await storePage(lib, run, { records: [work(1, { ids: [arxiv(1), 'doi:10.1000/one'] })], cursor: null });
    expect(hasBeenRead(lib, 'doi:10.1000/one')).toBe(true);
    // What only describes it has listed nothing.
    const asked = { paper: arxiv(2), service: 'crossref' };
    await storeDescribed(lib, asked, { records: [work(2)], cursor: null, works: [], known: 1, total: 1, notes: [] });
    expect(hasBeenRead(lib, arxiv(2))).toBe(false);
  });

  it('leave the library as it was where one cannot be written', async () => {
    const lib = emptyLibrary();
    const { run } = await storePage(lib, ASKED, { records: page(2), cursor: 'a' });
    const before = libraryDigest(lib);
    const broken = (function* (): Generator<HubLibraryRecord> {
      yield* page(3);
      throw new Error('torn');
    })();
    await expect(
      storePage(lib, run, { records: broken as unknown as HubLibraryRecord[], cursor: 'b' }),
    ).rejects.toThrow('torn');
    expect(libraryDigest(lib)).toBe(before);
    expect(lastFetch(lib, [arxiv(1)], 'openalex')).toEqual(run);
  });

  it('of works that turn out to be one count as of one', async () => {
    const lib = emptyLibrary();
    const twice: HubLibraryRecord[] = [
      { type: 'citation', citing: 'doi:10.1000/a', cited: arxiv(1) },
      { type: 'citation', citing: 'pmid:7', cited: arxiv(1) },
    ];
    const first = await storePage(lib, ASKED, { records: twice, cursor: 'a' });
    expect(first.run.papers).toBe(2);
    await load(lib, [{ type: 'work', ids: ['doi:10.1000/a', 'pmid:7'], title: 'One' }]);
    expect(lib.db.prepare('SELECT count(*) FROM sightings').pluck().get()).toBe(1);
    const second = await storePage(lib, first.run, { records: twice, cursor: null });
    expect(second.run.papers).toBe(2);
  });
});

describe('the papers to be described', () => {
  it('are the hub and its citing papers with a name of the scheme, in the order they came, from a place on', async () => {
    const lib = await libraryOf([
      work(1),
      ...[2, 3].flatMap((n) => [work(n, { ids: [arxiv(n), `doi:10.1000/${9 - n}`, `doi:10.1000/${n}`] }), cites(n, 1)]),
      work(4),
      work(5, { ids: ['doi:10.1000/5'] }),
    ]);
    const [hub, two, three] = [1, 2, 3].map((n) => id(lib, arxiv(n)));
    expect(askableWorks(lib, arxiv(1), 'arxiv', 0, 9).map((one) => one.work)).toEqual([hub, two, three]);
    expect(askableWorks(lib, arxiv(1), 'doi', 0, 1)).toEqual([{ work: two, ids: ['doi:10.1000/7', 'doi:10.1000/2'] }]);
    expect(askableWorks(lib, arxiv(1), 'doi', two!, 9).map((one) => one.work)).toEqual([three]);
    expect([countAskable(lib, arxiv(1), 'arxiv'), countAskable(lib, arxiv(1), 'doi')]).toEqual([3, 2]);
    expect(askableWorks(lib, 'arxiv:9999.00001', 'arxiv', 0, 9)).toEqual([]);
    expect(countAskable(lib, 'arxiv:9999.00001', 'arxiv')).toBe(0);
  });

  it('are no list: none of them is new or gone, but what is said of them later is a change, of the hub too', async () => {
    const lib = await libraryOf([work(1), work(2), cites(2, 1), work(3), cites(3, 1)]);
    const works = [1, 2, 3].map((n) => id(lib, arxiv(n)));
    const asked = { paper: arxiv(1), service: 'crossref' };
    const said = (...retracted: number[]) => ({
      records: [1, 2].map((n) =>
        work(n, { venue: 'Journal of Wool', ...(retracted.includes(n) && { retracted: true }) }),
      ),
      cursor: null,
      works,
      known: 2,
      total: 3,
      notes: ['Crossref does not know 1 of 3 papers.'],
    });
    const { run } = await storeDescribed(lib, asked, said(2));
    expect(run).toMatchObject({ papers: 2, total: 3, cursor: null, notes: ['Crossref does not know 1 of 3 papers.'] });
    expect(hubChanges(lib, arxiv(1), '2000').readings).toBe(0);
    await storeDescribed(lib, asked, said(1, 2));
    expect(hubChanges(lib, arxiv(1), '2000')).toEqual({
      readings: 1,
      fresh: [],
      gone: [],
      changed: [{ work: works[0], field: 'retracted', before: '', after: 'yes' }],
    });
    expect(sourcesOf(lib, works[0]!)).toContainEqual(
      expect.objectContaining({ source: 'crossref', gave: 'descriptions' }),
    );
  });

  it('that turn out to be one leave no change of the one that is gone', async () => {
    const lib = await libraryOf([
      work(1),
      work(2, { title: 'One' }),
      cites(2, 1),
      { type: 'work', ids: ['doi:10.1000/a'], title: 'One', retracted: true },
      { type: 'citation', citing: 'doi:10.1000/a', cited: arxiv(1) },
    ]);
    const works = [id(lib, arxiv(2)), id(lib, 'doi:10.1000/a')];
    const asked = { paper: arxiv(1), service: 'arxiv' };
    const page = { cursor: null, works, known: 2, total: 2, notes: [] };
    await storeDescribed(lib, asked, { ...page, records: [] });
    await storeDescribed(lib, asked, {
      ...page,
      records: [{ type: 'work', ids: [arxiv(2), 'doi:10.1000/a'], title: 'One' }],
    });
    expect(hubChanges(lib, arxiv(1), '2000').changed).toEqual([
      { work: works[0], field: 'retracted', before: '', after: 'yes' },
    ]);
  });
});

describe('the digest', () => {
  const facts: HubLibraryRecord[] = [
    work(1, { abstract: 'Sheep.' }),
    work(2, { authors: [{ name: 'Ada Shepherd' }] }),
    work(3),
    cites(2, 1, [role('pith', '2026-01-01', 'method')], { contexts: [{ text: 'We follow.' }, { text: 'And again.' }] }),
    cites(3, 1),
    { type: 'review', work: arxiv(2), source: 'pith', verdict: 'ACCEPT' },
    { type: 'claim', work: arxiv(1), kind: 'theorem', text: 'Sheep can be counted.' },
    { type: 'hub', work: arxiv(1), source: 'test', at: '2026-01-01', total: 9 },
  ];

  it('does not depend on the order of records, the imports they came in, or how far a fetch is', async () => {
    const once = await libraryOf(facts);
    const digest = libraryDigest(once);
    const parts = await libraryOf(facts.toReversed());
    await storePage(parts, { paper: arxiv(1), service: 'test' }, { records: facts, cursor: 'x' });
    expect(libraryDigest(parts)).toBe(digest);
    expect(digest).toMatch(/^[0-9a-f]{64}$/u);
  });

  it.each([
    ['a title', { ...work(3), title: 'Other' }],
    ['a name', { ...work(3), ids: [arxiv(3), 'doi:10.1000/3'] }],
    ['a citation', cites(3, 2)],
    ['a sentence', cites(3, 1, undefined, { contexts: [{ text: 'New.' }] })],
    ['a judgement', cites(3, 1, [role('pith', '2026-01-01', 'background')])],
    ['a review', { type: 'review', work: arxiv(3), source: 'pith', novelty: 3 }],
    ['a claim', { type: 'claim', work: arxiv(3), kind: 'theorem', text: 'Wool.' }],
    ['a total', { type: 'hub', work: arxiv(1), source: 'test', at: '2026-02-01', total: 10 }],
  ] satisfies [string, HubLibraryRecord][])('changes with %s', async (_, record) => {
    const lib = await libraryOf(facts);
    const before = libraryDigest(lib);
    await load(lib, [record]);
    expect(libraryDigest(lib)).not.toBe(before);
  });

  it('changes with who described a work first', async () => {
    const [a, b] = [emptyLibrary(), emptyLibrary()];
    await load(a, facts, 'one');
    await load(b, facts, 'other');
    expect(libraryDigest(a)).not.toBe(libraryDigest(b));
  });
});

describe('the digest of a hub', () => {
  it('changes with what is said of the hub and its citing papers, and with nothing else', async () => {
    const lib = await libraryOf([work(1), work(2), cites(2, 1), work(3), cites(3, 2)]);
    const before = libraryDigest(lib, id(lib, arxiv(1)));
    await load(lib, [work(4), cites(4, 2), work(3, { venue: 'Elsewhere' }), cites(2, 3)]);
    expect(libraryDigest(lib, id(lib, arxiv(1)))).toBe(before);
    expect(libraryDigest(lib, id(lib, arxiv(2)))).not.toBe(before);
    await load(lib, [cites(2, 1, [role('human', '2026-01-01', 'method')])]);
    expect(libraryDigest(lib, id(lib, arxiv(1)))).not.toBe(before);
  });
});

describe('a paper that stands on two pages of a list under two numbers of its service', () => {
  const S2 = { paper: arxiv(1), service: 'semantic-scholar' };
  const number = (letter: string): string => `s2:${letter.repeat(40)}`;
  const listing = (letter: string, ids: string[], label: string): HubLibraryRecord[] => [
    { type: 'work', ids: [...ids, number(letter)], title: `Twin ${letter}`, date: '2022' },
    {
      type: 'citation',
      citing: number(letter),
      cited: arxiv(1),
      influential: letter === 'b',
      contexts: [{ text: `Sentence ${letter}.` }],
      judgements: [role('semantic-scholar', '2026-01-02', label)],
    },
  ];
  const head: HubLibraryRecord[] = [work(1), { type: 'hub', work: arxiv(1), source: 'semantic-scholar', total: 3 }];
  const rows = [
    listing('a', [arxiv(2)], 'method'),
    listing('c', [arxiv(3)], 'method'),
    listing('b', [arxiv(2), 'doi:10.1000/b'], 'background'),
  ];

  async function read(lib: Library, pages: readonly (readonly HubLibraryRecord[])[]): Promise<FetchRun> {
    let run: FetchRun | FetchRequest = S2;
    for (const [at, records] of pages.entries())
      run = (await storePage(lib, run, { records, cursor: at === pages.length - 1 ? null : `${at}`, total: 3 })).run;
    return run as FetchRun;
  }

  it('is one paper with the sentences of both, in one page or several, and nobody is gone the second time', async () => {
    const digests = new Set<string>();
    for (const pages of [
      [[...head, ...rows.flat()]],
      [head, ...rows],
      [head, ...rows.toReversed()],
      // Gone on with where the last page was read twice.
      [head, rows[0]!, rows[1]!, rows[1]!, rows[2]!],
    ]) {
      const lib = emptyLibrary();
      const run = await read(lib, pages);
      expect(run.papers).toBe(2);
      const hub = id(lib, arxiv(1));
      expect(hubHead(lib, hub)).toMatchObject({ citing: 2, total: 3, listedTwice: { papers: 1 } });
      digests.add(libraryDigest(lib));
      await read(lib, pages);
      expect(libraryDigest(lib)).toBe([...digests].at(-1));
      expect(hubChanges(lib, arxiv(1), '1970')).toMatchObject({ gone: [], changed: [] });
    }
    expect(digests.size).toBe(1);
  });
});
