/** The reader's own bibliographies and the papers in them. */
import { describe, expect, it } from 'vitest';
import type { WorkRecord } from '../../../src/hub/record.js';
import { openLibrary } from '../../../src/library/open.js';
import { details } from '../../../src/library/read/details.js';
import { rows } from '../../../src/library/read/rows.js';
import { mineAmong, replaceMine } from '../../../src/library/reader/own-bibliographies.js';
import { runQuery } from '../../../src/library/search/view.js';
import { parseQuery } from '../../../src/query/parse.js';
import { arxiv, cites, id, libraryOf, load, work } from '../support.js';

const entry = (ids: string[], title?: string, date?: string): WorkRecord => ({
  type: 'work',
  ids,
  ...(title === undefined ? {} : { title }),
  ...(date === undefined ? {} : { date }),
});

async function library() {
  const lib = await libraryOf([
    work(1),
    work(2, { ids: [arxiv(2), 'doi:10.1000/two'] }),
    work(3, { title: 'The {Élan} of Three', date: '2024-05-01' }),
    work(4, { title: 'Editorial', date: '2024', ids: ['doi:10.1000/four'] }),
    work(5),
    ...[2, 3, 5].map((n) => cites(n, 1)),
    { type: 'citation', citing: 'doi:10.1000/four', cited: arxiv(1) },
  ]);
  const hub = id(lib, arxiv(1));
  const query = (line: string): string[] => {
    const parsed = parseQuery(line);
    if (!parsed.ok) throw new Error(parsed.error.message);
    const view = runQuery(lib, hub, parsed.query);
    const found = rows(lib, hub, view.works(0, view.total));
    expect(found.length).toBe(view.total);
    return found.map(({ id: ref }) => ref).sort();
  };
  return { lib, hub, query };
}

describe("the reader's own papers", () => {
  it('are told by identifiers, then by title and year', async () => {
    const { lib, hub, query } = await library();
    const report = replaceMine(lib, '/a.bib', [
      entry(['doi:10.1000/two']),
      entry(['key:elan 2024'], 'The Elan of three', '2024'),
      entry([arxiv(99)], 'Elsewhere', '2020'),
    ]);
    expect(report).toEqual({ entries: 3, papers: 2, added: 3, gone: 0 });
    expect(query('mine:yes')).toEqual([arxiv(2), arxiv(3)]);
    expect(query('mine:no')).toEqual([arxiv(5), 'doi:10.1000/four']);
    expect(query('-mine:yes OR title:elan')).toEqual([arxiv(3), arxiv(5), 'doi:10.1000/four']);
    const [two, five] = rows(lib, hub, [id(lib, arxiv(2)), id(lib, arxiv(5))]);
    expect(two).toMatchObject({ mine: true });
    expect(five!.mine).toBeUndefined();
    expect(details(lib, hub, id(lib, arxiv(3)))).toMatchObject({ mine: true });
  });
  it('are not those of another year, or of another DOI or arXiv number', async () => {
    const { lib, query } = await library();
    replaceMine(lib, '/a.bib', [
      entry(['key:x'], 'The Elan of Three', '2023'),
      entry(['key:y'], 'The Elan of Three'),
      entry(['doi:10.1000/other'], 'Editorial', '2024'),
    ]);
    expect(query('mine:yes')).toEqual([]);
    // A DOI says nothing against a paper that has none.
    replaceMine(lib, '/b.bib', [entry(['doi:10.1000/three'], 'The Elan of Three', '2024')]);
    expect(query('mine:yes')).toEqual([arxiv(3)]);
  });
  it('are told by title and first author where neither has a year', async () => {
    const lib = await libraryOf([
      work(1),
      work(2, { title: 'Notes on tides', authors: [{ name: 'Eva van der Alm' }] }),
      work(3, { title: 'Notes on tides', authors: [{ name: 'Eva van der Alm' }], date: '2020' }),
      cites(2, 1),
      cites(3, 1),
    ]);
    const mine = (name: string, date?: string): number[] => {
      replaceMine(lib, '/a.bib', [{ ...entry(['key:x'], 'Notes on {Tides}', date), authors: [{ name }] }]);
      return mineAmong(lib, id(lib, arxiv(1)));
    };
    expect(mine('Alm, E.')).toEqual([id(lib, arxiv(2))]);
    expect(mine('Alm, E.', '2020')).toEqual([id(lib, arxiv(3))]);
    expect(mine('Alm, E.', '2021')).toEqual([]);
    expect(mine('Elm, E.')).toEqual([]);
    replaceMine(lib, '/a.bib', [entry(['key:x'], 'Notes on tides')]);
    expect(mineAmong(lib, id(lib, arxiv(1)))).toEqual([]);
    // Of a page that nobody signed and dated, the title is all there is.
    await load(lib, [work(4, { title: 'Notes on tides' }), cites(4, 1)]);
    expect(mineAmong(lib, id(lib, arxiv(1)))).toEqual([id(lib, arxiv(4))]);
  });
  it('are in step with the file when it is read again, and other files keep theirs', async () => {
    const { lib, query } = await library();
    replaceMine(lib, '/a.bib', [entry([arxiv(2)]), entry([arxiv(3)])]);
    replaceMine(lib, '/b.bib', [entry([arxiv(3)]), entry([arxiv(5)])]);
    expect(query('mine:yes')).toEqual([arxiv(2), arxiv(3), arxiv(5)]);
    expect(replaceMine(lib, '/a.bib', [entry([arxiv(2)]), entry(['doi:10.1000/four'])])).toEqual({
      entries: 2,
      papers: 2,
      added: 1,
      gone: 1,
    });
    expect(replaceMine(lib, '/b.bib', [])).toEqual({ entries: 0, papers: 0, added: 0, gone: 2 });
    expect(query('mine:yes')).toEqual([arxiv(2), 'doi:10.1000/four']);
    expect(replaceMine(lib, '/a.bib', [entry(['doi:10.1000/four']), entry([arxiv(2)])])).toMatchObject({
      added: 0,
      gone: 0,
    });
  });
  it('are known when they come into the library later, and when another program says so', async () => {
    const { lib, hub, query } = await library();
    replaceMine(lib, '/a.bib', [entry([arxiv(9)]), entry(['key:ten'], 'Title 10', '2025')]);
    expect(query('mine:yes')).toEqual([]);
    await load(lib, [work(9), cites(9, 1), work(10, { date: '2025' }), cites(10, 1)]);
    expect(query('mine:yes')).toEqual([arxiv(9), arxiv(10)].sort());
    const other = openLibrary(lib.file);
    replaceMine(other, '/a.bib', [entry([arxiv(5)])]);
    other.db.close();
    expect(query('mine:yes')).toEqual([arxiv(5)]);
    expect(mineAmong(lib, hub)).toEqual([id(lib, arxiv(5))]);
  });
});
