/** `pith-tui merge` and `pith-tui split`, and that later imports keep to them. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { NO_REAL_DATA, realFile } from '../../sources/real-data.js';
import { type Home, makeHomeWithHubs } from '../run-program.js';

/** Two of the papers citing the bundled hub are one: a preprint and the journal's version. */
const PREPRINT = '2012.00560';
const PUBLISHED = '10.1007/s10994-021-06063-x';

let home: Home;
beforeAll(() => {
  home = makeHomeWithHubs();
});
afterAll(() => home.remove());

async function citing(): Promise<number> {
  const { stdout } = await home.run('list', '1911.11134', '--jsonl');
  return stdout.trimEnd().split('\n').length;
}

async function names(paper: string): Promise<string[]> {
  const { stdout } = await home.run('show', paper, '--provenance', '--json');
  return (JSON.parse(stdout) as { names: { ref: string }[] }).names.map(({ ref }) => ref);
}

describe('mending by hand', () => {
  it('merge makes two papers one, and split two of one, with their names told', async () => {
    expect(await citing()).toBe(370);
    const merged = await home.run('merge', PREPRINT, PUBLISHED);
    expect(merged).toMatchObject({ code: 0, stderr: '' });
    expect(merged.stdout).toMatch(/^One paper now: Quick and robust feature selection.*\n {4}.*arXiv:2012\.00560/u);
    expect(await citing()).toBe(369);
    expect(await names(PUBLISHED)).toEqual(expect.arrayContaining([`arxiv:${PREPRINT}`, `doi:${PUBLISHED}`]));

    const split = await home.run('split', PREPRINT, PUBLISHED);
    expect(split).toMatchObject({ code: 0, stderr: '' });
    expect(split.stdout).toMatch(/^Two papers now, and they stay two in later imports:\n/u);
    expect(await citing()).toBe(370);
    expect(await names(PREPRINT)).not.toContain(`doi:${PUBLISHED}`);
    expect((await home.run('show', PREPRINT, '--provenance')).stdout).toContain('Kept apart by hand from');
  });

  it.skipIf(NO_REAL_DATA)(
    'they restore both sides of what one list has twice (skipped without ../shared/data)',
    async () => {
      const other = makeHomeWithHubs();
      try {
        const list = realFile('semantic-scholar/citations/RS_114_MLRC_2020_21.json.gz');
        await other.run('import', list, '--cited', '1911.11134');
        expect((await other.run('show', '1911.11134')).stdout).toContain('listed twice by Semantic Scholar');
        for (let round = 0; round < 2; round += 1) {
          expect(await other.run('merge', PREPRINT, PUBLISHED)).toMatchObject({ code: 0, stderr: '' });
          expect(await other.run('split', PREPRINT, PUBLISHED)).toMatchObject({ code: 0, stderr: '' });
          const { stdout } = await other.run('list', '1911.11134', 'title:"quick and robust feature"', '--jsonl');
          const rows = stdout
            .trimEnd()
            .split('\n')
            .map((line) => JSON.parse(line) as { year: number; id: string });
          expect(rows.map(({ id, year }) => `${id} ${year}`).sort()).toEqual([
            `arxiv:${PREPRINT} 2020`,
            `doi:${PUBLISHED} 2021`,
          ]);
        }
      } finally {
        other.remove();
      }
    },
  );

  it('a paper keeps its key, and two hubs are two again, as they were', async () => {
    const all = async (): Promise<string[]> =>
      Promise.all(
        ['1911.11134', 'hep-th/9711200'].flatMap((hub) =>
          [
            ['export', hub],
            ['list', hub, '--jsonl'],
            ['show', hub],
          ].map(async (argv) => (await home.run(...argv)).stdout),
        ),
      );
    const before = await all();
    expect(before[0]).toMatch(/@\w+\{atashgahi/u);
    await home.run('merge', PREPRINT, PUBLISHED);
    await home.run('split', PREPRINT, PUBLISHED);
    for (const other of ['hep-th/9711200', '2308.06767']) {
      const merged = await home.run('merge', '1911.11134', other);
      expect(merged).toMatchObject({ code: 0 });
      expect(merged.stderr).toBe(
        `The titles, authors, years and ids of these two all differ; where they are not one paper after all: pith-tui split arXiv:1911.11134 arXiv:${other}\n`,
      );
      const split = await home.run('split', '1911.11134', other);
      expect(split).toMatchObject({ code: 0, stderr: '' });
      expect(split.stdout.split('\n')[1]).toContain('Rigging the Lottery');
    }
    expect(await all()).toEqual(before);
  });

  it('split refuses to leave a paper without a name', async () => {
    const refs = (await names(PREPRINT)).filter((ref) => ref !== `arxiv:${PREPRINT}`);
    expect(await home.run('split', PREPRINT, PREPRINT, ...refs)).toMatchObject({
      code: 2,
      stdout: '',
      stderr: 'pith-tui: That would leave the paper without an id; take out fewer of them.\n',
    });
  });

  it('merge of what is one paper already says so and is no failure', async () => {
    expect(await home.run('merge', PREPRINT, PREPRINT)).toEqual(
      expect.objectContaining({
        code: 0,
        stdout: `${PREPRINT} and ${PREPRINT} are one paper in the library already.\n`,
        stderr: '',
      }),
    );
  });

  it.each([
    [['merge', PREPRINT], 2, /Say which two papers are one/u],
    [['merge', PREPRINT, '10.9999/nowhere'], 1, /10\.9999\/nowhere is not in the library/u],
    [['split', PREPRINT], 2, /Say which ids belong to another paper/u],
    [['split', PREPRINT, '10.9999/nowhere'], 1, /is not an id of this paper; its ids are arXiv:2012\.00560/u],
  ])('%j ends with %i and a sentence', async (argv, code, words) => {
    const end = await home.run(...argv);
    expect({ code: end.code, stdout: end.stdout }).toEqual({ code, stdout: '' });
    expect(end.stderr).toMatch(words);
    expect(end.stderr).not.toMatch(/\n.*\n.*at /u);
  });
});

describe('show --provenance', () => {
  it('tells names, versions and fields with their sources, and who gave the citing papers', async () => {
    const { stdout, code } = await home.run('show', '1911.11134', '--provenance');
    expect(code).toBe(0);
    for (const part of ['Ids\n', 'Versions\n', 'Fields: ', 'Citing papers\n', 'title        Rigging the Lottery'])
      expect(stdout).toContain(part);
    expect(stdout.split('\n').every((line) => line.length <= 100)).toBe(true);
  });
});
