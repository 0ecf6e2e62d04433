/** Finding a paper by an id or words of its title. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { HubLibraryRecord } from '../../../src/hub/record.js';
import type { Library } from '../../../src/library/library.js';
import { openLibrary } from '../../../src/library/open.js';
import { type Found, findWorks } from '../../../src/library/search/find.js';
import { load } from '../support.js';

const TITLES: Record<string, string> = {
  'arxiv:1911.11134': 'Rigging the Lottery: Making All Tickets Winners',
  'arxiv:hep-th/9711200': 'The Large N Limit of Superconformal Field Theories and Supergravity',
  'arxiv:hep-th/0001001': 'The Large N Limit of Exceptional Jordan Matrix Models',
  'arxiv:hep-th/9802150': 'Anti De Sitter Space And Holography',
  'arxiv:2001.00001': 'Black Hole Entropy',
  'arxiv:2001.00002': 'Black Hole Information',
  'arxiv:2001.00003': 'Holography',
  'arxiv:2001.00004': 'Holography',
};
/** Never cited, so only found where nothing cited fits. */
const UNCITED: Record<string, string> = {
  'arxiv:2001.00005': 'Tickets to the Opera',
  'arxiv:2001.00006': 'Holography',
};

describe('finding a paper', () => {
  let lib: Library;
  beforeAll(async () => {
    lib = openLibrary(':memory:');
    await load(lib, [
      ...Object.entries({ ...TITLES, ...UNCITED }).map(([ref, title]) => ({
        type: 'work' as const,
        ids: [ref],
        title,
      })),
      { type: 'work', ids: ['arxiv:1911.11134', 'doi:10.1000/rigl', 'pith:2026:S644O7FLM6W7PE5FHLZRWB7SYS'] },
      { type: 'work', ids: ['pith:2026:S644O7FLAAAAAAAAAAAAAAAAAA'], title: 'Its neighbour' },
      ...Object.keys(TITLES).map((cited) => ({ type: 'citation' as const, citing: 'arxiv:2012.00001', cited })),
    ]);
  });

  const found = (text: string): [Found['kind'], ...string[]] => {
    const answer = findWorks(lib, text);
    const title = (id: number): string =>
      lib.db.prepare('SELECT title FROM works WHERE id = ?').pluck().get(id) as string;
    if (answer.kind === 'one') return ['one', title(answer.work)];
    return [answer.kind, ...(answer.kind === 'several' ? answer.works : answer.nearest).map((work) => work.title)];
  };
  const rigging = ['one', TITLES['arxiv:1911.11134']];

  it.each([
    '1911.11134',
    'arXiv:1911.11134v2',
    'https://arxiv.org/abs/1911.11134',
    'https://doi.org/10.1000/RIGL',
    'pith:2026:S644O7FLM6W7PE5FHLZRWB7SYS',
    'pith:S644O7FLM6W7',
    'pith:S644O7FLM6W7PE5F',
  ])('by its identifier %s', (text) => {
    expect(found(text)).toEqual(rigging);
  });

  it('offers both where a short Pith Number fits two', () => {
    expect(found('pith:S644O7FL')).toEqual(['several', 'Its neighbour', TITLES['arxiv:1911.11134']]);
  });

  it.each(['arxiv:9999.99999', 'doi:10.1000/none', 'pith:AAAAAAAA'])('says that %s is not here', (text) => {
    expect(found(text)).toEqual(['none']);
  });

  it.each([
    'Rigging the Lottery: Making All Tickets Winners',
    'rigging the lottery',
    'riging the lotery',
    'lottery tickets',
    'TICKETS WINNER',
  ])('by its title or words of it, typing errors or not: %s', (text) => {
    expect(found(text)).toEqual(rigging);
  });

  it('takes the title that has the words side by side where others have them apart', () => {
    expect(found('large n limit of superconformal')).toEqual(['one', TITLES['arxiv:hep-th/9711200']]);
  });

  it('offers those that fit equally well', () => {
    const [kind, ...titles] = found('black hole');
    expect(kind).toBe('several');
    expect(titles.sort()).toEqual(['Black Hole Entropy', 'Black Hole Information']);
    expect(found('the large n limit of')[0]).toBe('several');
  });

  it('offers the cited ones of the same title, and takes an uncited one where nothing else fits', () => {
    expect(found('holography')).toEqual(['several', 'Holography', 'Holography']);
    expect(found('tickets to the opera')).toEqual(['one', 'Tickets to the Opera']);
    expect(found('opera')).toEqual(['one', 'Tickets to the Opera']);
  });

  it.each(['1911.1113', '10.1/none', 'hep-th/971120', 'pmid:tickets', 'https://a.org/tickets', 'a'.repeat(39) + '1'])(
    'never looks for %s, which has the form of an id, among the words of titles',
    (text) => {
      expect(found(text)).toEqual(['none']);
    },
  );

  it('takes none of which no word is as it was typed, and names it', () => {
    expect(found('holografy')).toEqual(['none', 'Holography', 'Holography', 'Anti De Sitter Space And Holography']);
  });

  it('takes the one that is a hub for what is meant, and puts hubs first where several are', async () => {
    const own = openLibrary(':memory:');
    const titled = { 'arxiv:2101.00001': 'Sheep of the North', 'arxiv:2101.00002': 'Sheep of the South' };
    const citing = (cited: string, papers: number): HubLibraryRecord[] =>
      Array.from({ length: papers }, (_, at) => ({ type: 'citation', citing: `arxiv:2102.0000${at}`, cited }));
    const found = (text: string): unknown => {
      const answer = findWorks(own, text);
      return answer.kind === 'several' ? answer.works.map(({ title, citing }) => [title, citing]) : answer.kind;
    };
    await load(own, [
      ...Object.entries(titled).map(([ref, title]) => ({ type: 'work' as const, ids: [ref], title })),
      ...citing('arxiv:2101.00001', 2),
      ...citing('arxiv:2101.00002', 3),
    ]);
    expect(found('sheep')).toEqual([
      ['Sheep of the South', 3],
      ['Sheep of the North', 2],
    ]);
    await load(own, [{ type: 'hub', work: 'arxiv:2101.00001', source: 'pith' }]);
    expect(found('sheep')).toBe('one');
    await load(own, [
      { type: 'work', ids: ['arxiv:2101.00003'], title: 'Sheep of the East' },
      ...citing('arxiv:2101.00003', 10),
    ]);
    expect(found('sheep')).toEqual([
      ['Sheep of the East', 10],
      ['Sheep of the North', 2],
      ['Sheep of the South', 3],
    ]);
  });

  it('says of several that only typing errors lead to them', () => {
    expect(findWorks(lib, 'black hol')).toMatchObject({ kind: 'several', misspelt: false });
    expect(findWorks(lib, 'blakc hole')).toMatchObject({ kind: 'several', misspelt: true });
  });

  it('names the nearest titles where nothing has all the words', () => {
    const [kind, ...titles] = found('anti de siter space and lotteries of winners');
    expect(kind).toBe('none');
    expect(titles).toHaveLength(3);
    expect(titles).toContain('Anti De Sitter Space And Holography');
  });

  it.each(['', '   ', '…', '"', 'xyzzy plugh'])('finds nothing for %j, without nearest titles', (text) => {
    expect(found(text)).toEqual(['none']);
  });
});
