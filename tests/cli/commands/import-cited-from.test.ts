/** `pith-tui import --cited-from`: many files, each about another paper. */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Home, makeHomeWithHubs } from '../run-program.js';

let home: Home;
const put = (name: string, text: string): void => writeFileSync(path.join(home.folder, name), text);
const answer = (id: string, title: string): string =>
  JSON.stringify({ offset: 0, data: [{ citingPaper: { paperId: id.repeat(40), title, year: 2020, authors: [] } }] });

beforeAll(() => {
  home = makeHomeWithHubs();
  mkdirSync(path.join(home.folder, 'answers/deep'), { recursive: true });
  put('answers/one.json', answer('a', 'Goats on hills'));
  put('answers/deep/two.json', answer('b', 'Sheep in valleys'));
});
afterAll(() => home.remove());

const titles = async (hub: string): Promise<string[]> =>
  (JSON.parse((await home.run('list', hub, '--json')).stdout) as { title: string }[]).map(({ title }) => title);

describe('import --cited-from', () => {
  it('imports each file of a folder for its own paper', async () => {
    put('answers/hubs.tsv', '# file and paper\n\none.json\t2101.00001\ndeep/two.json\thttps://doi.org/10.1000/two\n');
    const end = await home.run('import', 'answers', '--cited-from', 'answers/hubs.tsv');
    expect(end).toMatchObject({ code: 0, stderr: '' });
    expect(await titles('2101.00001')).toEqual(['Goats on hills']);
    expect(await titles('10.1000/two')).toEqual(['Sheep in valleys']);
  });

  it.each([
    ['one.json 2101.00001', /hubs\.tsv, line 1: expected a file, a tab and the paper it is about\./u],
    ['\nthree.json\t2101.00001', /hubs\.tsv, line 2: three\.json is not among the files to import\./u],
    ['one.json\tno paper of this name', /hubs\.tsv, line 1: No paper in the library is called/u],
  ])('says what is wrong with a table: %j', async (text, message) => {
    put('hubs.tsv', text);
    const end = await home.run('import', 'answers', '--cited-from', 'hubs.tsv');
    expect(end.code).toBe(2);
    expect(end.stderr).toMatch(message);
  });
});
