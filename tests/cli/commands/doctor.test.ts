/** `pith-tui doctor` on sound and damaged libraries. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closeLibrary } from '../../../src/library/library.js';
import { openLibrary } from '../../../src/library/open.js';
import { type Home, makeHomeWithHubs } from '../run-program.js';

let home: Home;
beforeAll(() => {
  home = makeHomeWithHubs();
});
afterAll(() => home.remove());

describe('doctor', () => {
  it('says what the library holds and that it is sound', async () => {
    const { code, stdout } = await home.run('doctor');
    expect(code).toBe(0);
    expect(stdout).toMatch(/^ +33,153 {2}citations$/mu);
    expect(stdout).toContain('The file is sound.');
  });

  it('makes everything derived anew, with the same answers', async () => {
    const before = await home.run('list', '1911.11134', 'role:method', 'sparse', '--json');
    const library = openLibrary(home.library);
    library.db.exec('DELETE FROM effective');
    closeLibrary(library);
    expect((await home.run('doctor', '--rebuild')).code).toBe(0);
    expect(await home.run('list', '1911.11134', 'role:method', 'sparse', '--json')).toEqual(before);
  });

  it('names a row that lost what it speaks of', async () => {
    const library = openLibrary(home.library);
    library.db.pragma('foreign_keys = OFF');
    library.db.exec('DELETE FROM works WHERE id = (SELECT max(citing) FROM citations)');
    closeLibrary(library);
    const { code, stderr } = await home.run('doctor');
    expect(code).toBe(2);
    expect(stderr).toMatch(/names a row of works that is not there/u);
    expect(stderr).toMatch(/damaged/u);
  });
});
