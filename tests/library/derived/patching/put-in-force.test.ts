/** What a correction changes in the arrays of a hub is what making them anew would. */
import { expect, it } from 'vitest';
import { record, undo, undoStack } from '../../../../src/library/decisions/journal.js';
import { marksOf } from '../../../../src/library/decisions/live.js';
import { type Columns, columnsOf } from '../../../../src/library/derived/columns.js';
import { outOfDate } from '../../../../src/library/derived/out-of-date.js';
import { closeLibrary, type Library, reading } from '../../../../src/library/library.js';
import { ALL_WORKS } from '../../../../src/library/model.js';
import { openLibrary } from '../../../../src/library/open.js';
import { seeds } from '../../../seeds.js';
import { arxiv, cites, folder, id, load, role, seeded, work } from '../../support.js';
import { madeAnew, said } from './anew.js';

/** Enough that the library keeps the arrays of the first hub; those of the second are made as they are asked for. */
const CITERS = 520;

function records(random: () => number) {
  const all = [work(0), work(1)];
  for (let n = 2; n < CITERS + 2; n += 1) {
    all.push(work(n, { date: `20${10 + (n % 13)}`, title: `Title ${n % 40}` }));
    if (n % 3 === 0) all.push(review(n, random));
    all.push(
      cites(n, 0, n % 2 === 0 ? [role('pith', '2026-01-01', n % 4 === 0 ? 'background' : 'method')] : []) as never,
    );
    if (n % 5 === 0) all.push(cites(n, 1) as never);
  }
  return all;
}

function review(n: number, random: () => number) {
  const novelty = Math.round(random() * 100) / 10;
  return { type: 'review', work: arxiv(n), source: 'pith', verdict: n % 2 ? 'accept' : 'reject', novelty } as never;
}

it.each(seeds(6, 60))(
  'arrays after any corrections and undoing are those made anew, here and in another program (%i)',
  async (seed) => {
    const random = seeded(seed);
    const file = `${folder()}/library.sqlite`;
    const lib = openLibrary(file);
    const other = openLibrary(file);
    await load(lib, records(random) as never);
    const hubs = [id(lib, arxiv(0)), id(lib, arxiv(1)), ALL_WORKS];
    for (const hub of hubs) columnsOf(lib, hub);
    const pick = <T>(of: readonly T[]): T => of[Math.floor(random() * of.length)]!;
    for (let step = 0; step < 12; step += 1) {
      if (random() < 0.3) {
        const { undo: last } = undoStack(lib, 'ada');
        for (const step of last.at(-1) ?? []) undo(lib, 'ada', step);
      } else {
        const many = random() < 0.2 ? 60 : 1;
        const axis = pick(['role', 'polarity', 'verdict', 'novelty'] as const);
        const to = pick<never>(
          {
            role: [['method'], ['background', 'dataset'], null, []],
            polarity: [['support'], ['contrast'], null],
            verdict: ['accept', 'major_revision', null],
            novelty: [9.9, 0, 5, null],
          }[axis] as never[],
        );
        const of = axis === 'role' || axis === 'polarity' ? { cited: arxiv(0) } : {};
        const changes = Array.from({ length: many }, () => ({
          kind: 'override' as const,
          work: id(lib, arxiv(2 + Math.floor(random() * CITERS))),
          axis,
          to,
          ...of,
        }));
        record(lib, 'ada', changes as never);
      }
      for (const hub of hubs) {
        expect(said(columnsOf(lib, hub)), `hub ${hub} after step ${step}`).toEqual(madeAnew(lib, hub));
        expect(said(reading(other, () => columnsOf(other, hub))), `hub ${hub} elsewhere`).toEqual(
          said(columnsOf(lib, hub)),
        );
      }
    }
    expect(outOfDate(lib)).toEqual([]);
    closeLibrary(other);
    closeLibrary(lib);
  },
);

it('arrays are changed where the paper stands: the others are neither made nor read again', async () => {
  const lib = openLibrary(`${folder()}/library.sqlite`);
  await load(lib, records(seeded(1)) as never);
  const hub = id(lib, arxiv(0));
  const columns = (): Columns => reading(lib, () => columnsOf(lib, hub));
  const before = columns();
  correct(lib);
  const after = columns();
  expect(after.generation).not.toBe(before.generation);
  expect(after.ids).toBe(before.ids);
  expect(after.dictionary).toBe(before.dictionary);
  expect(after.groups[1]).toBe(before.groups[1]);
  expect(after.groups[0]!.codes).not.toEqual(before.groups[0]!.codes);
  closeLibrary(lib);
});

it('what another program decides leaves the arrays here alone, what it corrects does not', async () => {
  const file = `${folder()}/library.sqlite`;
  const lib = openLibrary(file);
  const other = openLibrary(file);
  await load(lib, records(seeded(1)) as never);
  const hub = id(lib, arxiv(0));
  const columns = (): Columns => reading(lib, () => columnsOf(lib, hub));
  const marked = (): boolean => reading(lib, () => marksOf(lib, 'star')).values.has(id(lib, arxiv(9)));
  const before = columns();
  before.cache.set('worked out', 1);
  expect(marked()).toBe(false);
  record(other, 'bo', [{ kind: 'star', work: id(other, arxiv(9)), to: true }]);
  expect(marked()).toBe(true);
  expect(columns()).toBe(before);
  expect(columns().cache.get('worked out')).toBe(1);
  correct(other);
  expect(columns()).not.toBe(before);
  expect(columns().cache.size).toBe(0);
  // What was corrected here is known here, and what others decide next changes nothing of it.
  correct(lib, 11);
  const own = columns();
  record(other, 'bo', [{ kind: 'star', work: id(other, arxiv(10)), to: true }]);
  expect(columns()).toBe(own);
  closeLibrary(other);
  closeLibrary(lib);
});

/** Corrects one paper. */
function correct(lib: Library, n = 7): void {
  const of = { work: id(lib, arxiv(n)), cited: arxiv(0) };
  record(lib, 'ada', [{ kind: 'override', axis: 'role', to: ['dataset'], ...of }]);
}
