/** The reading list: papers go to a place, to the end, up, down and off, and are sorted by it. */
import { describe, expect, it } from 'vitest';
import type { Change } from '../../../src/hub/decisions/decision.js';
import { hubScreening } from '../../../src/hub/decisions/decision.js';
import { record, undo } from '../../../src/library/decisions/journal.js';
import { journalLines } from '../../../src/library/decisions/lines.js';
import {
  addToReading,
  moveInList,
  offReading,
  putAt,
  readingList,
} from '../../../src/library/decisions/reading-list.js';
import type { Library } from '../../../src/library/library.js';
import type { WorkNumber } from '../../../src/library/model.js';
import { runQuery } from '../../../src/library/search/view.js';
import { parseQuery } from '../../../src/query/parse.js';
import { seeds } from '../../seeds.js';
import { arxiv, cites, id, libraryOf, seeded, work } from '../support.js';

const PAPERS = [1, 2, 3, 4, 5, 6];

const hubOf = (): Promise<Library> =>
  libraryOf([work(0), ...PAPERS.flatMap((n) => [work(n, { date: `20${10 + n}` }), cites(n, 0)])]);

const works = (lib: Library, ...numbers: number[]): WorkNumber[] => numbers.map((n) => id(lib, arxiv(n)));
const put = (lib: Library, changes: readonly Change<WorkNumber>[]) => record(lib, 'ada', changes);

function found(lib: Library, line: string): WorkNumber[] {
  const parsed = parseQuery(line);
  if (!parsed.ok) throw new Error(parsed.error.message);
  const view = runQuery(lib, id(lib, arxiv(0)), parsed.query);
  return view.works(0, view.total);
}

describe('the reading list', () => {
  it('takes papers at its end, at a place and off, in the order they are given', async () => {
    const lib = await hubOf();
    put(lib, addToReading(lib, works(lib, 3, 1)));
    put(lib, addToReading(lib, works(lib, 1, 5)));
    expect(readingList(lib)).toEqual(works(lib, 3, 1, 5));
    put(lib, putAt(lib, works(lib, 6, 5), 1));
    expect(readingList(lib)).toEqual(works(lib, 3, 6, 5, 1));
    put(lib, putAt(lib, works(lib, 2), 0));
    put(lib, putAt(lib, works(lib, 4), 99));
    expect(readingList(lib)).toEqual(works(lib, 2, 3, 6, 5, 1, 4));
    put(lib, offReading(works(lib, 3, 4)));
    expect(readingList(lib)).toEqual(works(lib, 2, 6, 5, 1));
  });

  it.each(seeds(4, 40))('is what a plain list would be after any moves, and undone what it was (%i)', async (seed) => {
    const lib = await hubOf();
    const random = seeded(seed);
    let plain: WorkNumber[] = [];
    for (let step = 0; step < 60; step += 1) {
      const own = works(lib, 1 + Math.floor(random() * PAPERS.length))[0]!;
      const at = Math.floor(random() * 7);
      const before = readingList(lib);
      const roll = random();
      const { step: made } =
        roll < 0.4
          ? put(lib, putAt(lib, [own], at))
          : roll < 0.8
            ? put(lib, moveInList(lib, own, at - 3))
            : put(lib, offReading([own]));
      const from = plain.indexOf(own);
      const rest = plain.filter((other) => other !== own);
      if (roll < 0.4) rest.splice(at, 0, own);
      else if (roll < 0.8 && from >= 0) rest.splice(Math.max(0, Math.min(from + at - 3, rest.length)), 0, own);
      plain = rest;
      expect(readingList(lib)).toEqual(plain);
      if (made !== null && random() < 0.2) {
        undo(lib, 'ada', made);
        expect(readingList(lib)).toEqual(before);
        plain = before;
      }
    }
  });

  it('has room between two places however often something is put between them', async () => {
    const lib = await hubOf();
    put(lib, addToReading(lib, works(lib, 1, 2, 3)));
    for (let time = 0; time < 60; time += 1) put(lib, putAt(lib, works(lib, time % 2 === 0 ? 3 : 2), 1));
    expect(readingList(lib)).toEqual(works(lib, 1, 2, 3));
    expect([...journalLines(lib)].some(({ to }) => to === 2)).toBe(true);
  });

  it('sorts the papers of a hub by it, the others behind, and finds what is to be read', async () => {
    const lib = await hubOf();
    put(lib, addToReading(lib, works(lib, 4, 2)));
    put(lib, [
      { kind: 'star', work: works(lib, 6)[0]!, to: true },
      { kind: 'decide', screening: hubScreening(arxiv(0)), work: works(lib, 1)[0]!, to: { status: 'later' } },
    ]);
    expect(found(lib, 'sort:reading')).toEqual(works(lib, 4, 2, 6, 5, 3, 1));
    expect(found(lib, 'sort:-reading')).toEqual(works(lib, 2, 4, 6, 5, 3, 1));
    expect(found(lib, 'status:to-read sort:reading')).toEqual(works(lib, 4, 2, 6, 1));
    put(lib, moveInList(lib, works(lib, 2)[0]!, -1));
    expect(found(lib, 'status:to-read sort:reading')).toEqual(works(lib, 2, 4, 6, 1));
    put(lib, offReading(works(lib, 4)));
    expect(found(lib, 'status:to-read sort:reading')).toEqual(works(lib, 2, 6, 1));
    expect(found(lib, '-status:to-read')).toHaveLength(3);
  });
});
