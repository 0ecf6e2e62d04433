/** Papers merged and split by hand. */
import { describe, expect, it } from 'vitest';
import type { HubLibraryRecord } from '../../../src/hub/record.js';
import { rebuildDerived } from '../../../src/library/derived/derive.js';
import { mergeWorks, splitWork } from '../../../src/library/identity/merge-split.js';
import type { Library } from '../../../src/library/library.js';
import { details } from '../../../src/library/read/details.js';
import { provenanceOf } from '../../../src/library/read/provenance.js';
import { rows } from '../../../src/library/read/rows.js';
import { runQuery } from '../../../src/library/search/view.js';
import { workWithId } from '../../../src/library/works/ids.js';
import { arxiv, dump, emptyLibrary, id, load, role, work } from '../support.js';

const none = { added: 0, changed: 0, same: 0 };
const title = 'Sheep that count themselves at night';
const authors = [{ name: 'Ada Lovelace' }];
const S2 = `s2:${'a'.repeat(40)}`;

const fromS2: HubLibraryRecord[] = [
  work(9, { title: 'The hub' }),
  { type: 'work', ids: [S2, 'corpus:1'], title, authors, date: '2020', venue: 'Barn', abstract: 'Wool.' },
  {
    type: 'citation',
    citing: S2,
    cited: arxiv(9),
    contexts: [{ text: 'We count like [9].' }],
    judgements: [role('semantic-scholar', '2024-01-01', 'method')],
  },
  { type: 'citation', citing: arxiv(8), cited: S2 },
];
const fromOpenAlex: HubLibraryRecord[] = [
  { type: 'work', ids: ['openalex:W1', 'doi:10.1000/sheep'], title, authors, date: '2020', venue: 'Wool' },
  { type: 'citation', citing: 'openalex:W1', cited: arxiv(9), places: 2 },
  { type: 'review', work: 'doi:10.1000/sheep', source: 'pith', verdict: 'accept' },
];

async function joined(): Promise<Library> {
  const lib = emptyLibrary();
  await load(lib, fromS2, 'semantic-scholar');
  expect((await load(lib, fromOpenAlex, 'openalex')).joined).toBe(1);
  return lib;
}

function isSound(lib: Library): void {
  expect(lib.db.pragma('foreign_key_check')).toEqual([]);
  const before = dump(lib);
  rebuildDerived(lib);
  const { hub_columns: _, sqlite_sequence: __, ...after } = dump(lib);
  expect(before).toMatchObject(after);
}

describe('a paper taken apart', () => {
  it('leaves each of the two what its source said of it', async () => {
    const lib = await joined();
    const hub = id(lib, arxiv(9));
    const taken = splitWork(lib, id(lib, S2), ['openalex:W1']);
    expect(id(lib, 'doi:10.1000/sheep')).toBe(taken);
    const left = id(lib, 'corpus:1');
    expect(left).not.toBe(taken);
    const [one, other] = [details(lib, hub, left), details(lib, hub, taken)];
    expect(one).toMatchObject({
      ids: [S2, 'corpus:1'],
      venue: 'Barn',
      abstract: 'Wool.',
      roles: ['method'],
      contexts: [{ text: 'We count like [9].' }],
      citing: 1,
      reviews: [],
    });
    expect(other).toMatchObject({
      ids: ['openalex:W1', 'doi:10.1000/sheep'],
      title,
      venue: 'Wool',
      roles: [],
      contexts: [],
      citing: 0,
      verdict: 'accept',
    });
    expect(other.abstract).toBeUndefined();
    expect(runQuery(lib, hub, { where: null, sort: null }).total).toBe(2);
    expect(provenanceOf(lib, taken).keptApart).toEqual([S2]);
    isSound(lib);
  });

  it('stays apart when both sources come again, and when a record names both', async () => {
    const lib = await joined();
    splitWork(lib, id(lib, S2), ['openalex:W1']);
    const before = dump(lib);
    expect((await load(lib, fromS2, 'semantic-scholar')).works).toEqual({ ...none, same: 2 });
    expect((await load(lib, fromOpenAlex, 'openalex')).works).toEqual({ ...none, same: 1 });
    expect(dump(lib)).toEqual(before);
    const report = await load(
      lib,
      [{ type: 'work', ids: ['doi:10.1000/sheep', 'openalex:W1', S2], title, authors, date: '2020', volume: '7' }],
      'crossref',
    );
    expect(report).toMatchObject({ problems: [], joined: 0 });
    expect(details(lib, null, id(lib, 'openalex:W1')).volume).toBe('7');
    expect(details(lib, null, id(lib, S2)).volume).toBeUndefined();
  });

  it('can lose a single name, which then stays a paper of its own', async () => {
    const lib = emptyLibrary();
    const wrong: HubLibraryRecord[] = [work(1, { ids: [arxiv(1), 'doi:10.1000/wrong'], title, authors })];
    await load(lib, wrong, 'openalex');
    const taken = splitWork(lib, id(lib, arxiv(1)), ['doi:10.1000/wrong']);
    expect(details(lib, null, taken)).toMatchObject({ title: 'doi:10.1000/wrong', ids: ['doi:10.1000/wrong'] });
    await load(lib, wrong, 'openalex');
    expect(details(lib, null, id(lib, arxiv(1)))).toMatchObject({ title, ids: [arxiv(1)] });
    expect(id(lib, 'doi:10.1000/wrong')).toBe(taken);
    isSound(lib);
  });

  it('as a hub gives each the citing papers its source listed', async () => {
    const lib = emptyLibrary();
    const listed = (hub: string, n: number): HubLibraryRecord[] => [
      { type: 'work', ids: [hub], title, authors, date: '2020' },
      work(n),
      work(5),
      { type: 'citation', citing: arxiv(n), cited: hub },
      { type: 'citation', citing: arxiv(5), cited: hub },
    ];
    await load(lib, listed(S2, 1), 'semantic-scholar');
    await load(lib, listed('openalex:W1', 2), 'openalex');
    expect(rows(lib, null, [id(lib, S2)])).toMatchObject([{ citing: 3 }]);
    const taken = splitWork(lib, id(lib, S2), ['openalex:W1']);
    const citers = (hub: number): string[] => {
      const view = runQuery(lib, hub, { where: null, sort: null });
      return rows(lib, hub, view.works(0, 9))
        .map(({ id: ref }) => ref)
        .sort();
    };
    expect(citers(taken)).toEqual([arxiv(2)]);
    // Who listed a citation first is known, and with readings of services' lists who else did.
    expect(citers(id(lib, S2))).toEqual([arxiv(1), arxiv(5)]);
    isSound(lib);
  });

  it('is refused where nothing would be left', async () => {
    const lib = await joined();
    const before = dump(lib);
    expect(() => splitWork(lib, id(lib, S2), [S2, 'corpus:1', 'openalex:W1', 'doi:10.1000/sheep'])).toThrow(
      'That would leave the paper without an id; take out fewer of them.',
    );
    expect(dump(lib)).toEqual(before);
  });
});

describe('papers put together', () => {
  const two: HubLibraryRecord[] = [
    ...fromS2.slice(0, 3),
    { type: 'work', ids: ['s2:'.padEnd(43, 'b')], title: 'The same in other words', date: '2019', pages: '1' },
    { type: 'citation', citing: 's2:'.padEnd(43, 'b'), cited: arxiv(9), contexts: [{ text: 'Sheep [9].' }] },
  ];
  const OTHER = 's2:'.padEnd(43, 'b');

  it('have the names and the citations of both, and stay one when both come again', async () => {
    const lib = emptyLibrary();
    await load(lib, two, 'semantic-scholar');
    const hub = id(lib, arxiv(9));
    const kept = mergeWorks(lib, id(lib, OTHER), id(lib, S2));
    expect(details(lib, hub, kept)).toMatchObject({
      ids: [S2, 'corpus:1', OTHER],
      title,
      venue: 'Barn',
      contexts: [{ text: 'We count like [9].' }, { text: 'Sheep [9].' }],
    });
    expect(runQuery(lib, hub, { where: null, sort: null }).total).toBe(1);
    isSound(lib);
    const before = dump(lib);
    expect((await load(lib, two, 'semantic-scholar')).works).toMatchObject({ added: 0, changed: 0 });
    expect(dump(lib)).toEqual(before);
  });

  it('are cited in the roles of both, where one judge judged both on one day', async () => {
    const lib = emptyLibrary();
    const judged = two.map(
      (record): HubLibraryRecord =>
        record.type === 'citation' && record.citing === OTHER
          ? { ...record, judgements: [role('semantic-scholar', '2024-01-01', 'background')] }
          : record,
    );
    await load(lib, judged, 'semantic-scholar');
    const hub = id(lib, arxiv(9));
    const kept = mergeWorks(lib, id(lib, S2), id(lib, OTHER));
    const { roles, judgements } = details(lib, hub, kept);
    expect(roles).toEqual(['background', 'method']);
    expect(judgements.map(({ effective }) => effective)).toEqual([true, true]);
    isSound(lib);
    splitWork(lib, kept, [OTHER]);
    expect(details(lib, hub, id(lib, S2)).roles).toEqual(['method']);
    expect(details(lib, hub, id(lib, OTHER)).roles).toEqual(['background']);
    isSound(lib);
  });

  it('can be taken apart again, and put together again', async () => {
    const lib = emptyLibrary();
    await load(lib, two, 'semantic-scholar');
    const hub = id(lib, arxiv(9));
    const apart = [S2, OTHER].map((name) => ({ ...details(lib, hub, id(lib, name)), work: 0 }));
    const kept = mergeWorks(lib, id(lib, S2), id(lib, OTHER));
    splitWork(lib, kept, [OTHER]);
    expect([S2, OTHER].map((name) => ({ ...details(lib, hub, id(lib, name)), work: 0 }))).toEqual(apart);
    mergeWorks(lib, id(lib, S2), id(lib, OTHER));
    await load(lib, two, 'semantic-scholar');
    expect(workWithId(lib, OTHER)).toBe(workWithId(lib, S2));
    expect(provenanceOf(lib, id(lib, S2)).keptApart).toEqual([]);
  });
});
