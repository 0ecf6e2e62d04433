/** The same lists in any order give the same library. */
import { describe, expect, it } from 'vitest';
import type { HubLibraryRecord, Id } from '../../../src/hub/record.js';
import { splitWork } from '../../../src/library/identity/merge-split.js';
import { details } from '../../../src/library/read/details.js';
import { libraryDigest } from '../../../src/library/read/digest.js';
import { flowOf } from '../../../src/library/read/flow.js';
import { hubHead } from '../../../src/library/read/hubs.js';
import { provenanceOf, sourcesOf } from '../../../src/library/read/provenance.js';
import { decodeCitations } from '../../../src/sources/semantic-scholar/decode.js';
import { seeds } from '../../seeds.js';
import { NO_REAL_DATA, realJson } from '../../sources/real-data.js';
import { arxiv, emptyLibrary, id, load, role } from '../support.js';

const SOURCE = 'semantic-scholar';

function recordsOf(body: unknown, cited: Id): HubLibraryRecord[] {
  return [...decodeCitations(body, 'a body', { cited, at: '2026-01-02' })].flatMap((item) =>
    'record' in item ? [item.record] : [],
  );
}

function ordersOf<T>(items: readonly T[]): T[][] {
  if (items.length < 2) return [[...items]];
  return items.flatMap((first) => ordersOf(items.filter((other) => other !== first)).map((rest) => [first, ...rest]));
}

/** The library's digest after these lists, which again are nothing new. */
async function digestOf(lists: readonly (readonly HubLibraryRecord[])[]): Promise<string> {
  const lib = emptyLibrary();
  for (const records of lists) await load(lib, [...records], SOURCE);
  const digest = libraryDigest(lib);
  for (const records of lists) {
    const { works, citations, judgements, hubs } = await load(lib, [...records], SOURCE);
    for (const tally of [works, citations, judgements, hubs]) expect(tally).toMatchObject({ added: 0, changed: 0 });
  }
  expect(libraryDigest(lib)).toBe(digest);
  return digest;
}

const LISTS: readonly [file: string, cited: Id][] = [
  ['RS_006_MLRC_2022_06', 'arxiv:2102.05152'],
  ['RS_014_MLRC_2022_14', 'arxiv:2107.04086'],
  ['RS_114_MLRC_2020_21', 'arxiv:1911.11134'],
  ['RS_130_ICLR_2019_02', 'arxiv:1904.04232'],
];

describe.skipIf(NO_REAL_DATA)('four recorded lists (skipped without ../shared/data)', () => {
  const lists = NO_REAL_DATA
    ? []
    : LISTS.map(([file, cited]) => recordsOf(realJson(`semantic-scholar/citations/${file}.json.gz`), cited));
  const orders = ordersOf([0, 1, 2, 3]);
  // Two of the 24 orders by default, one the other way round.
  const few = ['0123', '3210'];
  const taken =
    seeds(few.length, orders.length).length === orders.length
      ? orders
      : orders.filter((order) => few.includes(order.join('')));

  it(`are one library in ${taken.length} of ${orders.length} orders, and nothing new again`, {
    timeout: 600_000,
  }, async () => {
    const digests = new Set<string>();
    for (const order of taken) digests.add(await digestOf(order.map((at) => lists[at]!)));
    expect(digests.size).toBe(1);
  });
});

/** Two listings of one paper, which share their arXiv number, and what is said of each. */
function twins(n: number): HubLibraryRecord[][] {
  return ['a', 'b'].map((letter, i): HubLibraryRecord[] => {
    const number = `s2:${letter.repeat(40)}`;
    return [
      { type: 'work', ids: [arxiv(n), number], title: `Twin ${letter}`, authors: [{ name: 'Eva Alm' }], date: '2022' },
      {
        type: 'citation',
        citing: number,
        cited: arxiv(1),
        influential: i === 1,
        contexts: [{ text: `Sentence ${letter}.` }],
        judgements: [role('semantic-scholar', '2026-01-02', i === 0 ? 'method' : 'background')],
      },
    ];
  });
}

describe('a paper that one source lists twice', () => {
  const head: HubLibraryRecord[] = [
    { type: 'work', ids: [arxiv(1)], title: 'Hub' },
    { type: 'hub', work: arxiv(1), source: SOURCE, total: 2 },
  ];
  const [a, b] = twins(2) as [HubLibraryRecord[], HubLibraryRecord[]];

  it('is one with both numbers, whichever comes first and in one import or several', async () => {
    const digests = new Set<string>();
    for (const lists of [[[...head, ...a, ...b]], [[...head, ...b, ...a]], [[...head, ...a], b], [[...head, ...b], a]])
      digests.add(await digestOf(lists));
    expect(digests.size).toBe(1);
  });

  it('has the sentences, roles and flag of both, and is not missing', async () => {
    const lib = emptyLibrary();
    expect(await load(lib, [...head, ...a, ...b], SOURCE)).toMatchObject({ listedTwice: 1 });
    expect(await load(lib, [...head, ...a], SOURCE)).toMatchObject({ listedTwice: 1 });
    expect(await load(lib, head, SOURCE)).toMatchObject({ listedTwice: 0 });
    const hub = id(lib, arxiv(1));
    expect(provenanceOf(lib, id(lib, arxiv(2))).listedTwice).toEqual([
      { source: SOURCE, ids: [`s2:${'a'.repeat(40)}`, `s2:${'b'.repeat(40)}`] },
    ]);
    expect(sourcesOf(lib, hub)).toMatchObject([{ source: SOURCE, gave: 'citing papers', listedTwice: 1 }, {}, {}]);
    expect(hubHead(lib, hub)).toMatchObject({ citing: 1, total: 2, listedTwice: { papers: 1, source: SOURCE } });
    expect(flowOf(lib, hub, 'review:ours').printed).toEqual([{ source: SOURCE, total: 2, listedTwice: 1 }]);
    expect(details(lib, hub, id(lib, arxiv(2)))).toMatchObject({
      influential: true,
      roles: ['background', 'method'],
      contexts: [{ text: 'Sentence a.' }, { text: 'Sentence b.' }],
    });
  });

  it('was two where an older list did not give the second its number, and is joined with its flag', async () => {
    const lib = emptyLibrary();
    const alone = b.map((record) => (record.type === 'work' ? { ...record, ids: record.ids.slice(1) } : record));
    await load(lib, [...head, ...a, ...alone], SOURCE);
    expect(hubHead(lib, id(lib, arxiv(1)))).toMatchObject({ citing: 2 });
    await load(lib, [...a, ...b], SOURCE);
    const hub = id(lib, arxiv(1));
    expect(hubHead(lib, hub)).toMatchObject({ citing: 1, listedTwice: { papers: 1 } });
    expect(details(lib, hub, id(lib, arxiv(2))).influential).toBe(true);
  });

  it('falls apart again into what was said of each', async () => {
    const lib = emptyLibrary();
    await load(lib, [...head, ...a, ...b], SOURCE);
    const hub = id(lib, arxiv(1));
    splitWork(lib, id(lib, arxiv(2)), [`s2:${'b'.repeat(40)}`]);
    const [one, other] = ['a', 'b'].map((letter) => details(lib, hub, id(lib, `s2:${letter.repeat(40)}`)));
    expect(one).toMatchObject({ title: 'Twin a', roles: ['method'], contexts: [{ text: 'Sentence a.' }] });
    expect(other).toMatchObject({ title: 'Twin b', roles: ['background'], contexts: [{ text: 'Sentence b.' }] });
  });
});
