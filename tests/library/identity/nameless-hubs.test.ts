/** A hub saved from its page without its id, and the same hub by its id. */
import { describe, expect, it } from 'vitest';
import { fallbackId } from '../../../src/hub/ids/identifier.js';
import type { Author, HubLibraryRecord, HubRecord, Id } from '../../../src/hub/record.js';
import { mergeWorks } from '../../../src/library/identity/merge-split.js';
import type { Library } from '../../../src/library/library.js';
import { details } from '../../../src/library/read/details.js';
import { libraryDigest } from '../../../src/library/read/digest.js';
import { hubHead, listHubs } from '../../../src/library/read/hubs.js';
import { workWithId } from '../../../src/library/works/ids.js';
import { arxiv, emptyLibrary, id, load } from '../support.js';

const TITLE = 'Do sheep really count themselves at night?';
const KEY = fallbackId(TITLE);
const ROLES = [
  { label: 'background', count: 22 },
  { label: 'method', count: 2 },
];

interface Shown {
  hub: Id;
  total?: number;
  roles?: HubRecord['roles'];
  /** Numbers of citing papers. */
  citers?: number[];
  citerOf?: (n: number) => { ids: Id[]; authors?: Author[] };
  authors?: Author[];
  sentence?: string;
}

const byTitle = (n: number): { ids: Id[] } => ({ ids: [fallbackId(`On the counting of sheep, part ${n}`, 2020)] });

/** What a page says, or a list of the same hub. */
function hubOf({ hub, total, roles, citers = [], citerOf = byTitle, authors, sentence }: Shown): HubLibraryRecord[] {
  return [
    { type: 'work', ids: [hub], title: TITLE, ...(authors && { authors }) },
    {
      type: 'hub',
      work: hub,
      source: 'pith',
      ...(total !== undefined && { total }),
      ...(roles && { roles }),
      ...(sentence !== undefined && { sentence }),
    },
    { type: 'claim', work: hub, kind: 'abstract', text: 'They do.', source: 'pith' },
    ...citers.flatMap((n): HubLibraryRecord[] => {
      const citer = { ...citerOf(n), title: `On the counting of sheep, part ${n}`, date: '2020' };
      return [
        { type: 'work', ...citer },
        { type: 'citation', citing: citer.ids[0]!, cited: hub },
      ];
    }),
  ];
}

function hubs(lib: Library): Id[] {
  return listHubs(lib).map((hub) => hub.id);
}

describe('a hub without an id', () => {
  const named = { hub: arxiv(1), total: 24, roles: ROLES, sentence: 'Before.' };
  const page = { hub: KEY, total: 24, roles: ROLES, sentence: 'As it is now.' };

  it('is the paper of its title of which the same figures are printed, and has what both pages say', async () => {
    const lib = emptyLibrary();
    await load(lib, hubOf(named), 'pith');
    const { works, hubs: presented, claims, notes } = await load(lib, hubOf(page), 'pith');
    expect(hubs(lib)).toEqual([arxiv(1)]);
    expect(hubHead(lib, id(lib, KEY))).toMatchObject({ id: arxiv(1), total: 24, sentence: 'As it is now.' });
    expect(details(lib, null, id(lib, KEY)).claims).toHaveLength(1);
    expect(notes).toEqual([
      'this hub has the title, and the figures or citing papers, of arXiv:2001.00001 and is taken for it',
    ]);
    expect([works.added, presented.added, presented.changed, claims.same]).toEqual([0, 0, 0, 0]);
    const before = libraryDigest(lib);
    expect(await load(lib, hubOf(page), 'pith')).toMatchObject({ notes: [], works: { added: 0, changed: 0 } });
    expect(libraryDigest(lib)).toBe(before);
  });

  it('is it, too, where the page came before the paper', async () => {
    const lib = emptyLibrary();
    await load(lib, hubOf(page), 'pith');
    await load(lib, hubOf({ ...named, sentence: 'Which was saved later.' }), 'pith');
    expect(hubHead(lib, id(lib, KEY))).toMatchObject({ work: id(lib, arxiv(1)), sentence: 'Which was saved later.' });
  });

  it('is the paper that two of its citing papers cite, which are not doubled', async () => {
    const lib = emptyLibrary();
    const citerOf = (n: number) => ({ ids: [arxiv(n)], authors: [{ name: 'Eva Alm' }] });
    await load(lib, hubOf({ hub: arxiv(1), citers: [2, 3, 4], citerOf }), 'semantic-scholar');
    await load(lib, hubOf({ ...page, total: 30, citers: [3, 4, 5] }), 'pith');
    expect(hubs(lib)).toEqual([arxiv(1)]);
    expect(hubHead(lib, id(lib, arxiv(1)))).toMatchObject({ citing: 4, total: 30 });
  });

  it('is told with the command that joins them where nothing proves it', async () => {
    const lib = emptyLibrary();
    await load(lib, hubOf({ ...named, citers: [2, 3] }), 'pith');
    const other = { ...page, total: 25, citers: [3, 4] };
    const { notes } = await load(lib, hubOf(other), 'pith');
    expect(hubs(lib)).toEqual([arxiv(1), KEY]);
    expect(notes).toEqual([
      `this hub has the title of arXiv:2001.00001 and may be the same paper; if it is: pith-tui merge arXiv:2001.00001 ${KEY}`,
    ]);
    mergeWorks(lib, id(lib, arxiv(1)), id(lib, KEY));
    expect(await load(lib, hubOf(other), 'pith')).toMatchObject({ notes: [] });
    expect(hubs(lib)).toEqual([arxiv(1)]);
  });

  it('is joined by the reader alone where its authors are others, who is asked once', async () => {
    const lib = emptyLibrary();
    await load(lib, hubOf({ ...named, authors: [{ name: 'Eva Alm' }] }), 'pith');
    const other = hubOf({ ...page, authors: [{ name: 'Bo Ram' }] });
    const { notes } = await load(lib, other, 'pith');
    expect(notes).toEqual([
      `this hub has the title of arXiv:2001.00001 and may be the same paper; if it is: pith-tui merge arXiv:2001.00001 ${KEY}`,
    ]);
    expect(workWithId(lib, KEY)).not.toBe(workWithId(lib, arxiv(1)));
    expect(await load(lib, other, 'pith')).toMatchObject({ notes: [] });
  });
});
