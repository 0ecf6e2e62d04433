/** Pages of one hub after each other: a better one adds to what a poorer one gave, and takes nothing away. */
import { describe, expect, it } from 'vitest';
import type { HubLibraryRecord } from '../../../../src/hub/record.js';
import { overview } from '../../../../src/library/search/overview.js';
import { emptyLibrary, id, load } from '../../../library/support.js';
import { page, read } from './fixtures.js';

const HUB = 'key:counting-sheep-twice-on-wool-and-sleep';

async function recordsOf(name: string, fileName?: string): Promise<HubLibraryRecord[]> {
  return (await read(page(name), fileName)).records;
}

/** The papers that cite the hub, each with what is known of it. */
async function citingAfter(...imports: HubLibraryRecord[][]): Promise<string[]> {
  const lib = emptyLibrary();
  for (const records of imports) await load(lib, records, 'pith');
  const hub = id(lib, HUB);
  const found = lib
    .sql(
      `SELECT title, category, novelty FROM citations JOIN works ON works.id = citing
       LEFT JOIN reviews ON reviews.work = works.id WHERE cited = ? ORDER BY title`,
    )
    .all(hub) as { title: string; category: string | null; novelty: number | null }[];
  expect(found).toHaveLength(overview(lib, hub).head.citing);
  return found.map(({ title, category, novelty }) => `${title} · ${category} · ${novelty}`);
}

describe('a paper that lists name by its title alone', () => {
  const BOTH = [
    'Rams and Ewes Told Apart · cs.CV · 8.5',
    'Shearing in Linear Time · cs.DS · 7',
    'Sheep That Do Not Count · cs.AI · null',
    'Wool That Counts Itself · stat.ML · 6.5',
  ];

  it.each([
    ['before', ['hub-reader.txt', 'hub.txt']],
    ['after', ['hub.txt', 'hub-reader.txt']],
  ])('is one where a reading view comes %s the whole page', async (_, names) => {
    const imports = [];
    for (const name of names) imports.push(await recordsOf(name));
    expect(await citingAfter(...imports)).toEqual(BOTH);
  });

  it('is the one that a record names, of which nothing is said but its id, title and date', async () => {
    const listed: HubLibraryRecord[] = [
      { type: 'work', ids: ['arxiv:2605.00001'], title: 'Rams and Ewes Told Apart', date: '2026-05-01' },
      { type: 'citation', citing: 'arxiv:2605.00001', cited: HUB },
    ];
    expect(await citingAfter(await recordsOf('hub.txt'), listed)).toEqual(BOTH);
  });
});

describe('figures of a hub', () => {
  it('of a filtered view stand beside those of the whole page', async () => {
    const lib = emptyLibrary();
    const whole = (await read(page('hub.txt').replace('clear filters\n\n', ''))).records;
    await load(lib, whole, 'pith');
    await load(lib, (await read(page('hub.txt').replaceAll('1,204', '1,300'), 'x_role_method.txt')).records, 'pith');
    const { printed } = overview(lib, id(lib, HUB));
    expect(printed.map(({ view, total }) => [view ?? null, total])).toEqual([
      [null, 1204],
      [[{ field: 'role', value: 'method' }], 1300],
    ]);
  });

  it('stay where a reading view has lost them', async () => {
    const lib = emptyLibrary();
    await load(lib, (await read(page('hub.txt').replace('clear filters\n\n', ''))).records, 'pith');
    const text = page('hub-reader.txt').replace('background 5\ncitation-polarity', 'citation-polarity');
    await load(lib, (await read(text)).records, 'pith');
    expect(overview(lib, id(lib, HUB)).printed[0]!.roles).toHaveLength(4);
  });
});

describe('claims of a paper', () => {
  it.each([
    ['before', ['', 'C1']],
    ['after', ['C1', '']],
  ])('whose kinds a reading view leaves out %s the whole page are the same', async (_, forms) => {
    const lib = emptyLibrary();
    for (const form of forms) {
      const text = form === '' ? page('number.txt').replaceAll(/^C\d.*\n\n/gmu, '') : page('number.txt');
      await load(lib, (await read(text)).records, 'pith');
    }
    const byRecord: HubLibraryRecord[] = [
      {
        type: 'claim',
        work: 'arxiv:2101.00001',
        kind: 'strongest_claim',
        text: 'Two counts of one flock agree if nobody sleeps.',
        source: 'pith',
        claimId: 'c-1',
      },
    ];
    await load(lib, byRecord, 'pith');
    const { claims } = overview(lib, id(lib, 'arxiv:2101.00001'));
    expect(claims.map(({ kind, number, claimId }) => [kind, number, claimId])).toEqual([
      ['strongest_claim', 1, 'c-1'],
      ['weakest_assumption', 2, undefined],
      ['one_line_summary', 3, undefined],
    ]);
  });
});
