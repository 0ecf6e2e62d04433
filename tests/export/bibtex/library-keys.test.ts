/** Citation keys that a library keeps. */
import { describe, expect, it } from 'vitest';
import { readKeyPattern } from '../../../src/export/bibtex/key-pattern.js';
import { libraryKeys } from '../../../src/export/bibtex/library-keys.js';
import { closeLibrary, type Library } from '../../../src/library/library.js';
import type { WorkNumber } from '../../../src/library/model.js';
import { openLibrary } from '../../../src/library/open.js';
import { arxiv, cites, id, libraryOf, load, work } from '../../library/support.js';

const zuo = (n: number, year: number, title = 'Does it Hold') =>
  work(n, { title, date: String(year), authors: [{ name: 'Yu Zuo', family: 'Zuo', given: 'Yu' }] });

async function library(): Promise<{ lib: Library; hub: WorkNumber; ids: (...n: number[]) => WorkNumber[] }> {
  const lib = await libraryOf([
    work(1),
    ...[2, 3, 4].flatMap((n) => [zuo(n, 2025, `Does it Hold ${n}`), cites(n, 1)]),
    zuo(5, 2024),
    cites(5, 1),
  ]);
  return { lib, hub: id(lib, arxiv(1)), ids: (...n) => n.map((one) => id(lib, arxiv(one))) };
}

describe('the keys of a library', () => {
  it('stay with their papers, whatever is exported with them later', async () => {
    const { lib, hub, ids } = await library();
    expect(libraryKeys(lib, hub, ids(3))).toEqual({ keys: ['zuo2025does'], kept: true });
    // Alone, each of these would have the bare key.
    expect(libraryKeys(lib, hub, ids(2, 3, 4)).keys).toEqual(['zuo2025doesa', 'zuo2025does', 'zuo2025doesb']);
    expect(libraryKeys(lib, hub, ids(4)).keys).toEqual(['zuo2025doesb']);
    // Nor do they follow what becomes known of the paper.
    await load(lib, [zuo(3, 2023, 'Another Title')]);
    expect(libraryKeys(lib, hub, ids(5, 3)).keys).toEqual(['zuo2024does', 'zuo2025does']);
  });
  it('do not depend on the order in which papers are chosen', async () => {
    const [one, two] = [await library(), await library()];
    const forward = libraryKeys(one.lib, one.hub, one.ids(2, 3, 4)).keys;
    const backward = libraryKeys(two.lib, two.hub, two.ids(4, 3, 2)).keys;
    expect(backward.toReversed()).toEqual(forward);
  });
  it('are seen by another program, and outlive this one', async () => {
    const { lib, hub, ids } = await library();
    const other = openLibrary(lib.file);
    libraryKeys(lib, hub, ids(4));
    expect(libraryKeys(other, hub, ids(2, 4)).keys).toEqual(['zuo2025doesa', 'zuo2025does']);
    closeLibrary(other);
    expect(libraryKeys(lib, hub, ids(2)).keys).toEqual(['zuo2025doesa']);
  });
  it('are kept for each pattern', async () => {
    const { lib, hub, ids } = await library();
    const read = readKeyPattern('[auth][year]');
    if ('problem' in read) throw new Error();
    const { pattern } = read;
    expect(libraryKeys(lib, hub, ids(4, 5), { pattern }).keys).toEqual(['Zuo2025', 'Zuo2024']);
    expect(libraryKeys(lib, hub, ids(4, 5)).keys).toEqual(['zuo2025does', 'zuo2024does']);
    expect(libraryKeys(lib, hub, ids(2, 4), { pattern }).keys).toEqual(['Zuo2025a', 'Zuo2025']);
  });
  it('make way in a file where another entry has the same, and only there', async () => {
    const { lib, hub, ids } = await library();
    libraryKeys(lib, hub, ids(2, 3));
    const taken = ['ZUO2025does', 'zuo2024does'];
    expect(libraryKeys(lib, hub, ids(2, 3), { taken }).keys).toEqual(['zuo2025doesb', 'zuo2025doesa']);
    expect(libraryKeys(lib, hub, ids(2, 3)).keys).toEqual(['zuo2025does', 'zuo2025doesa']);
    expect(libraryKeys(lib, hub, ids(5), { taken }).keys).toEqual(['zuo2024doesa']);
  });
  it('of two works that turn out to be one are the older key, and the other is not given again', async () => {
    const { lib, hub, ids } = await library();
    await load(lib, [{ type: 'work', ids: ['doi:10.1000/x'], title: 'Does it Hold 2', date: '2025' }, cites(2, 1)]);
    const [two] = ids(2);
    libraryKeys(lib, hub, ids(3, 2));
    const gone = id(lib, 'doi:10.1000/x');
    const keyOfGone = libraryKeys(lib, hub, [gone]).keys[0]!;
    await load(lib, [{ type: 'work', ids: [arxiv(2), 'doi:10.1000/x'] }]);
    expect(id(lib, 'doi:10.1000/x')).toBe(id(lib, arxiv(2)));
    expect(libraryKeys(lib, hub, [id(lib, arxiv(2))]).keys).toEqual(['zuo2025does']);
    expect([two, gone]).toContain(id(lib, arxiv(2)));
    expect(lib.sql('SELECT count(*) FROM citation_keys WHERE key = ?').pluck().get(keyOfGone)).toBe(1);
  });
  it('are given all the same where the library cannot be written to, and not kept', async () => {
    const { lib, hub, ids } = await library();
    libraryKeys(lib, hub, ids(3));
    lib.db.pragma('query_only = ON');
    const given = libraryKeys(lib, hub, ids(2, 3));
    expect(given).toEqual({ keys: ['zuo2025doesa', 'zuo2025does'], kept: false });
    expect(libraryKeys(lib, hub, ids(3)).kept).toBe(true);
    lib.db.pragma('query_only = OFF');
    expect(libraryKeys(lib, hub, ids(4)).keys).toEqual(['zuo2025doesa']);
  });
});
