/** Many works read at once, in the order asked for. */
import { describe, expect, it } from 'vitest';
import { columnsOf, loadedColumns } from '../../../src/library/derived/columns.js';
import { LibraryError } from '../../../src/library/error.js';
import { batches } from '../../../src/library/read/batches.js';
import { describedWorks } from '../../../src/library/read/bibliographic.js';
import { rows } from '../../../src/library/read/rows.js';
import { replaceMine } from '../../../src/library/reader/own-bibliographies.js';
import { authorsOf } from '../../../src/library/works/authors.js';
import { workWithId } from '../../../src/library/works/ids.js';
import { arxiv, cites, id, libraryOf, load, role, seeded, work } from '../support.js';

describe('batches', () => {
  it.each([0, 1, 127, 128, 129, 640, 641, 100_000])('cover all of %d, each once and in order', (total) => {
    let next = 0;
    for (const { from, count } of batches(total)) {
      expect(from).toBe(next);
      expect(count).toBeGreaterThan(0);
      next += count;
    }
    expect(next).toBe(total);
  });
});

describe('rows of many works', () => {
  const COUNT = 300;
  const made = async () => {
    const lib = await libraryOf([
      work(1, { date: '2020-05' }),
      ...Array.from({ length: COUNT }, (_, i) => [
        work(i + 2, { date: `${2015 + (i % 10)}`, ...(i % 3 === 0 && { category: 'cs.LG', retracted: i % 2 === 0 }) }),
        cites(
          i + 2,
          1,
          i % 4 === 0 ? [role('pith', '2024-01-01', 'method', ...(i % 8 === 0 ? ['background'] : []))] : undefined,
          i % 5 === 0 ? { places: i, influential: i % 2 === 0 } : {},
        ),
      ]).flat(),
    ]);
    const random = seeded(5);
    const works = Array.from({ length: COUNT }, (_, i) => id(lib, arxiv(i + 2)));
    works.sort(() => random() - 0.5);
    return { lib, hub: id(lib, arxiv(1)), works };
  };

  it('are those of each alone, in the order asked for', async () => {
    const { lib, hub, works } = await made();
    replaceMine(lib, '/mine.bib', [
      { ids: [arxiv(7)] },
      { ids: ['key:t'], title: 'Title 9', date: '2022' },
      { ids: ['key:u'], title: 'Title 10', date: '1999' },
    ]);
    const found = rows(lib, hub, works);
    expect(found.map((row) => row.work)).toEqual(works);
    expect(found).toEqual(works.flatMap((one) => rows(lib, hub, [one])));
    const facts = lib.sql('SELECT places, influential FROM citations WHERE cited = ? AND citing = ?');
    const labels = lib.sql('SELECT label FROM effective WHERE cited = ? AND citing = ? ORDER BY label').pluck();
    for (const row of found) {
      const { places, influential } = facts.get(hub, row.work) as { places: number | null; influential: number | null };
      expect(row.refs ?? null).toBe(places);
      expect(row.influential === undefined ? null : Number(row.influential)).toBe(influential);
      expect([...row.roles].sort()).toEqual(labels.all(hub, row.work));
      expect(row.early).toBe(Number(row.date) < 2020 ? true : undefined);
    }
    expect(found.filter((row) => row.mine).map((row) => row.id)).toEqual(
      found.map((row) => row.id).filter((name) => name === arxiv(7) || name === arxiv(9)),
    );
  });

  it('are the same where the arrays of the hub are loaded', async () => {
    const { lib, hub, works } = await made();
    const outsiders = [hub, ...works];
    expect(loadedColumns(lib, hub)).toBeUndefined();
    const read = rows(lib, hub, outsiders);
    columnsOf(lib, hub);
    expect(loadedColumns(lib, hub)).toBeDefined();
    expect(rows(lib, hub, outsiders)).toEqual(read);
    await load(lib, [cites(3, 1, [role('you', '2025-01-01', 'support')])]);
    columnsOf(lib, hub);
    const later = rows(lib, hub, works).find((row) => row.id === arxiv(3));
    expect(later?.roles).toEqual(['support']);
  });

  it('know nothing of a citation without a hub', async () => {
    const { lib, works } = await made();
    for (const row of rows(lib, null, works)) {
      expect(row.roles).toEqual([]);
      expect(row.refs).toBeUndefined();
      expect(row.early).toBeUndefined();
    }
  });

  it('are refused with a sentence where a work is gone, wherever it stands', async () => {
    const { lib, hub, works } = await made();
    for (const gone of [0, 999_999]) {
      expect(() => rows(lib, hub, [...works.slice(0, 9), gone, ...works.slice(9)])).toThrow(LibraryError);
      expect(() => rows(lib, hub, [gone])).toThrow(`no work ${gone};`);
    }
  });
});

describe('descriptions of many works', () => {
  it('are those of each alone, in the order asked for, though one is asked for twice', async () => {
    const COUNT = 200;
    const lib = await libraryOf(
      Array.from({ length: COUNT }, (_, i) =>
        work(i + 1, {
          authors: Array.from({ length: i % 4 }, (__, at) => ({ name: `Ann B${at} C${i}`, family: `C${i}` })),
          ...(i % 3 === 0 && { abstract: `About ${i}.` }),
        }),
      ),
    );
    const random = seeded(6);
    const works = Array.from({ length: COUNT }, (_, i) => id(lib, arxiv(i + 1)));
    works.sort(() => random() - 0.5);
    works.push(works[0]!);
    const found = [...describedWorks(lib, works[0]!, works, true)];
    expect(found).toEqual(works.flatMap((one) => [...describedWorks(lib, works[0]!, [one], true)]));
    expect(found.map((one) => workWithId(lib, one.id))).toEqual(works);
    expect(found.map((one) => one.authors)).toEqual(works.map((one) => authorsOf(lib, one)));
  });
});
