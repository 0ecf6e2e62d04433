/** `pith-tui import --mine`: the reader's own bibliographies. */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Home, makeHomeWithHubs } from '../run-program.js';

let home: Home;
beforeAll(() => {
  home = makeHomeWithHubs();
});
afterAll(() => home.remove());

const HUB = '1911.11134';
const put = (name: string, text: string): void => writeFileSync(path.join(home.folder, name), text);
const count = async (query: string): Promise<number> => {
  const end = await home.run('list', HUB, query, '--json');
  return end.stdout === '' ? 0 : (JSON.parse(end.stdout) as unknown[]).length;
};

describe('import --mine', () => {
  it('marks what a .bib, a CSL-JSON or a RIS file has, and follows the file', async () => {
    for (const [query, name] of [
      ['role:comparison', 'own.bib'],
      ['year:2021 has:arxiv', 'own.csl.json'],
    ] as const) {
      await home.run('export', HUB, query, '-o', name);
      const end = await home.run('import', '--mine', name);
      expect(end).toMatchObject({ code: 0, stderr: '' });
      expect(end.stdout).toMatch(
        /^own\S+ \((?:BibTeX|CSL-JSON)\): \d+ entries \(\d+ new\); \d+ papers in the library marked as yours\.\n$/,
      );
      expect(await count(`(${query}) mine:no`)).toBe(0);
    }
    const one = JSON.parse(
      (await home.run('list', HUB, '-role:comparison -year:2021', '--limit', '1', '--json')).stdout,
    );
    const { title, year } = one[0] as { title: string; year: number };
    put('own.ris', `TY  - JOUR\nTI  - ${title.toUpperCase()}\nPY  - ${year}\nER  - \n`);
    const before = await count('mine:yes');
    expect((await home.run('import', '--mine', 'own.ris')).stdout).toBe(
      'own.ris (RIS): 1 entry (1 new); 1 paper in the library marked as yours.\n',
    );
    expect(await count('mine:yes')).toBe(before + 1);
    put('own.ris', 'TY  - JOUR\nTI  - Something Else\nPY  - 1999\nER  - \n');
    expect((await home.run('import', '--mine', 'own.ris')).stdout).toBe(
      'own.ris (RIS): 1 entry (1 new, 1 gone); 0 papers in the library marked as yours.\n',
    );
    expect(await count('mine:yes')).toBe(before);
    expect((await count('mine:yes')) + (await count('mine:no'))).toBe(370);
  });
  it('imports nothing, and refuses what is no bibliography or would mean something else', async () => {
    const hubs = (await home.run('hubs', '--json')).stdout;
    put('more.bib', '@article{a, title={A Paper Nobody Has}, year=2001}\n@article{b, }\n');
    const end = await home.run('import', '--mine', 'more.bib');
    expect(end.stdout).toMatch(/1 entry \(1 new\); 0 papers/);
    expect(end.stderr).toMatch(/^ {2}more\.bib, line 2 \(b\): neither an id nor a title/);
    expect((await home.run('import', '--mine', 'more.bib', '--strict')).code).toBe(2);
    expect((await home.run('hubs', '--json')).stdout).toBe(hubs);
    put('no.txt', 'no bibliography');
    expect(await home.run('import', '--mine', 'no.txt')).toMatchObject({
      code: 2,
      stderr:
        'pith-tui: no.txt is not a bibliography; expected EndNote, PubMed, Web of Science, BibTeX, RIS or CSL-JSON.\n',
    });
    expect((await home.run('import', '--mine', 'more.bib', '--cited', HUB)).code).toBe(2);
    expect((await home.run('import', '--mine', '-')).code).toBe(2);
  });
});
