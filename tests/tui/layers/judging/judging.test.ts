/** Correcting papers and judging samples from the keyboard. */
import { describe, expect, it } from 'vitest';
import type { Library } from '../../../../src/library/library.js';
import { rows } from '../../../../src/library/read/rows.js';
import { arxiv, cites, id, libraryOf, role, work } from '../../../library/support.js';
import { explorerOn, list, press, shown } from '../../support.js';

const LABELS = ['method', 'background', 'background', 'result'];

/** Four papers, the latest first in the list, each with a sentence. */
const hub = (): Promise<Library> =>
  libraryOf([
    work(0),
    ...LABELS.map((_, at) => work(at + 1, { date: `2020-0${4 - at}` })),
    ...LABELS.map((label, at) =>
      cites(at + 1, 0, [role('pith', '2026-01-01', label)], {
        contexts: [{ text: `Sentence ${at + 1}.`, labels: [label] }],
      }),
    ),
  ]);

const inForce = (lib: Library, n: number): unknown[] => {
  const [row] = rows(lib, id(lib, arxiv(0)), [id(lib, arxiv(n))]);
  return [row!.roles, row!.verdict, row!.novelty];
};

describe('correcting', () => {
  it('sets a role, adds one and takes it away again, of the paper under the cursor', async () => {
    const lib = await hub();
    const store = explorerOn(lib);
    press(store, '=');
    expect(shown(store)).toMatch(/r +role +method/u);
    press(store, 'r', 'd');
    expect(inForce(lib, 1)[0]).toEqual(['dataset']);
    expect(shown(store)).toContain('Corrected the role of 1 paper.');
    expect(shown(store)).toContain('human:ada');
    press(store, '=', 'r', 'M');
    expect(inForce(lib, 1)[0]).toEqual(['method', 'dataset']);
    press(store, '=', 'r', 'D');
    expect(inForce(lib, 1)[0]).toEqual(['method']);
    press(store, '=', 'r', 'n');
    expect(inForce(lib, 1)[0]).toEqual([]);
    press(store, '=', 'x');
    expect(shown(store)).toContain('Took 1 correction back.');
    expect(inForce(lib, 1)[0]).toEqual(['method']);
    press(store, '=', 'x');
    expect(shown(store)).toContain('You have not corrected anything here.');
  });

  it('sets verdict and novelty, which say whose they are, and the list follows', async () => {
    const lib = await hub();
    const store = explorerOn(lib);
    press(store, 'j', '=', 'v', 'r', '=', 'n', '7');
    expect(inForce(lib, 2)).toEqual([['background'], 'reject', 7]);
    expect(shown(store).match(/human:ada/gu)).toHaveLength(2);
  });

  it('corrects all that is selected in one step', async () => {
    const lib = await hub();
    const store = explorerOn(lib);
    press(store, 'space', 'space', 'space', '=');
    expect(shown(store)).toMatch(/Correct 3 papers/u);
    expect(shown(store)).toMatch(/r +role +several/u);
    press(store, 'r', 'c');
    expect([1, 2, 3, 4].map((n) => inForce(lib, n)[0])).toEqual([
      ['comparison'],
      ['comparison'],
      ['comparison'],
      ['result'],
    ]);
    expect(lib.db.prepare('SELECT count(*) FROM steps').pluck().get()).toBe(1);
    press(store, 'u');
    expect([1, 2, 3].map((n) => inForce(lib, n)[0])).toEqual([['method'], ['background'], ['background']]);
    expect(shown(store)).toMatch(/Undone: .*correct/iu);
    press(store, 'ctrl-r');
    expect(list(store).view.facets.find(({ field }) => field === 'role')?.values).toContainEqual(
      expect.objectContaining({ label: 'comparison', count: 3 }),
    );
  });
});

describe('an audit', () => {
  it('shows sentences and no label, takes a letter an answer, and ends with the figures', async () => {
    const lib = await hub();
    const store = explorerOn(lib);
    press(store, 'O', 'x');
    expect(shown(store)).toContain('Citation 1 of 4');
    expect(shown(store)).toMatch(/Sentence \d\./u);
    expect(shown(store)).toMatch(/b background {2}m method {2}r result {2}n none of these {2}u cannot tell/u);
    const isMethod = (): boolean => shown(store).includes('Sentence 1.');
    for (let at = 1; at <= 4; at += 1) press(store, isMethod() ? 'm' : 'b');
    expect(shown(store)).toContain('4 of 4 judged by ada.');
    expect(shown(store)).toMatch(/Pith agrees on 3 of 4, 75%/u);
    press(store, 'escape');
    expect(store.top().kind).toBe('explorer');
  });

  it('parts no answer from its letter at the end of a line', async () => {
    const store = explorerOn(await hub());
    press(store, 'O', 'x');
    for (let columns = 40; columns < 80; columns += 1) {
      store.resize(columns, 24);
      for (const answer of ['b background', 'm method', 'r result', 'n none of these', 'u cannot tell'])
        expect(shown(store), `${columns} columns`).toContain(answer);
    }
  });

  it('goes on where it was left, and an answer can be given anew or taken back', async () => {
    const lib = await hub();
    const store = explorerOn(lib);
    press(store, 'O', 'x', 'm', 'b', 'escape', 'O', 'x');
    expect(shown(store)).toContain('Citation 3 of 4');
    expect(shown(store)).toContain('2 of 4 answered');
    press(store, 'left', 'backspace');
    expect(shown(store)).toContain('1 of 4 answered');
    press(store, 'u');
    expect(shown(store)).toContain('Citation 3 of 4');
    press(store, 'right', 'right');
    expect(shown(store)).toMatch(/2 of 4 judged by ada, 1 of them unclear/u);
  });

  it('says so where there is nothing to judge', async () => {
    const lib = await libraryOf([work(0), work(1), cites(1, 0, [role('pith', '2026-01-01', 'method')])]);
    const store = explorerOn(lib);
    press(store, 'O', 'x');
    expect(shown(store)).toContain('there is nothing to audit');
  });
});
