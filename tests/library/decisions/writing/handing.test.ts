/** What one connection writes and hands to another is what the other would have read, and need not be read. */
import { describe, expect, it } from 'vitest';
import { hubScreening, reviewScreening, type Screening, type Settled } from '../../../../src/hub/decisions/decision.js';
import { type SharedLine, sharedLineOf, sharedLines, takeShared } from '../../../../src/library/decisions/exchange.js';
import { record, undo } from '../../../../src/library/decisions/journal.js';
import { decisionsIn, liveIn, marksOf } from '../../../../src/library/decisions/live.js';
import { deciding } from '../../../../src/library/decisions/writing/deciding.js';
import { gatherHanded, receiveHanded, takeHanded } from '../../../../src/library/decisions/writing/handing.js';
import { mergeWorks } from '../../../../src/library/identity/merge-split.js';
import { closeLibrary, type Library } from '../../../../src/library/library.js';
import type { WorkNumber } from '../../../../src/library/model.js';
import { openLibrary } from '../../../../src/library/open.js';
import { finished } from '../../../../src/library/steps.js';
import { seeds } from '../../../seeds.js';
import { arxiv, cites, id, libraryOf, seeded, work } from '../../support.js';

const HUB = hubScreening(arxiv(0));
const REVIEW = reviewScreening('mine');
/** More than are read one by one. */
const PAPERS = 620;

const hub = (papers = PAPERS): Promise<Library> =>
  libraryOf([work(0), ...Array.from({ length: papers }, (_, at) => [work(at + 1), cites(at + 1, 0)]).flat()]);
const papersOf = (lib: Library, papers = PAPERS): WorkNumber[] =>
  Array.from({ length: papers }, (_, at) => id(lib, arxiv(at + 1)));

/** A second connection, which hands on what it writes. */
function writerOn(lib: Library): Library {
  const writer = openLibrary(lib.file);
  gatherHanded(writer);
  return writer;
}

/** What stands, by name; where it is taken in as the screen does it. */
function standing(lib: Library): Record<string, unknown> {
  for (const screening of [HUB, REVIEW]) finished(liveIn(lib, screening));
  const sorted = <V>(values: ReadonlyMap<WorkNumber, V>) => [...values].sort(([a], [b]) => a - b);
  return {
    decisions: sorted(decisionsIn(lib, HUB).values),
    review: sorted(decisionsIn(lib, REVIEW).values),
    stars: sorted(marksOf(lib, 'star').values),
  };
}

/** The same as somebody finds it who opens the library now. */
function anew(lib: Library): Record<string, unknown> {
  const other = openLibrary(lib.file);
  const found = standing(other);
  closeLibrary(other);
  return found;
}

/** How often all that stands was read, since it was asked last. */
function readings(lib: Library): () => number {
  let asked = 0;
  const { sql } = lib;
  lib.sql = (text) => {
    if (text.includes('AND (work, item, seq) > (?, ?, ?)')) asked += 1;
    return sql(text);
  };
  return () => {
    const before = asked;
    asked = 0;
    return before;
  };
}

const decide = (lib: Library, screening: Screening, works: readonly WorkNumber[], to: Settled | null): string | null =>
  record(lib, 'ada', deciding(lib, screening, works, to)).step;

describe('a step over many papers', () => {
  it('is taken in without reading, done, undone and done again', async () => {
    const lib = await hub();
    const papers = papersOf(lib);
    const writer = writerOn(lib);
    const some = papers.slice(0, 300);
    decide(lib, HUB, papers.slice(0, 5), { status: 'excluded', reason: 'off-topic' });
    standing(lib);
    const read = readings(lib);
    const takenIn = (step: string | null): string => {
      receiveHanded(lib, takeHanded(writer));
      expect(standing(lib)).toEqual(anew(lib));
      expect(read()).toBe(0);
      return step!;
    };
    // Those that had a reason keep it, and are no lines of the step.
    const first = takenIn(decide(writer, HUB, papers, { status: 'excluded' }));
    const back = takenIn(undo(writer, 'ada', first).step);
    const again = takenIn(undo(writer, 'ada', back).step);
    takenIn(decide(writer, HUB, some, { status: 'included' }));
    // What was decided otherwise since stays.
    takenIn(undo(writer, 'ada', again).step);
    takenIn(decide(writer, REVIEW, papers, { status: 'maybe' }));
    takenIn(
      record(
        writer,
        'ada',
        papers.map((one) => ({ kind: 'star', work: one, to: true })),
      ).step,
    );
    closeLibrary(writer);
  });

  it('is read where somebody else wrote before it, and where there is nothing to add it to', async () => {
    const lib = await hub();
    const papers = papersOf(lib);
    const writer = writerOn(lib);
    standing(lib);
    const other = openLibrary(lib.file);
    decide(other, HUB, papers.slice(0, 3), { status: 'maybe' });
    closeLibrary(other);
    decide(writer, HUB, papers.slice(2), { status: 'included' });
    receiveHanded(lib, takeHanded(writer));
    expect(standing(lib)).toEqual(anew(lib));
    const fresh = openLibrary(lib.file);
    decide(writer, HUB, papers, null);
    receiveHanded(fresh, takeHanded(writer));
    expect(standing(fresh)).toEqual(anew(lib));
    closeLibrary(fresh);
    closeLibrary(writer);
  });

  it('is handed on only where it was kept', async () => {
    const lib = await hub();
    const writer = writerOn(lib);
    writer.heed = (done) => {
      if (done === 1) throw new Error('Left.');
    };
    expect(() => decide(writer, HUB, papersOf(lib), { status: 'included' })).toThrow();
    writer.heed = () => {};
    takeHanded(writer);
    standing(lib);
    decide(writer, HUB, papersOf(lib).slice(0, 250), { status: 'maybe' });
    const handed = takeHanded(writer);
    expect(handed.map(({ works }) => works.length)).toEqual([250]);
    receiveHanded(lib, handed);
    expect(standing(lib)).toEqual(anew(lib));
    closeLibrary(writer);
  });
});

describe('decisions of several, merged papers and undoing by chance', () => {
  it.each(seeds(4, 60))('are taken in as they are read (seed %i)', async (seed) => {
    const random = seeded(seed);
    const below = (most: number): number => Math.floor(random() * most);
    const lib = await hub();
    const theirs = await hub();
    let papers = papersOf(lib);
    const writer = writerOn(lib);
    const steps: string[] = [];
    const chosen: (Settled | null)[] = [
      { status: 'included' },
      { status: 'excluded' },
      { status: 'excluded', reason: 'off-topic' },
      { status: 'later' },
      null,
    ];
    for (let round = 0; round < 24; round += 1) {
      const to = chosen[below(chosen.length)]!;
      const from = below(100);
      const many = papers.slice(from, from + 210 + below(400));
      switch (below(8)) {
        case 0:
          decide(lib, HUB, [papers[below(papers.length)]!], to);
          break;
        case 1: {
          const all = papersOf(theirs);
          record(theirs, 'bo', deciding(theirs, HUB, all.slice(0, 1 + below(300)), to));
          const lines = [...sharedLines(theirs, HUB)].map((line) => sharedLineOf(line) as SharedLine);
          takeShared(lib, lines);
          break;
        }
        case 2: {
          const [one, other] = [papers[below(papers.length)]!, papers[below(papers.length)]!];
          if (one === other) break;
          const left = mergeWorks(lib, one, other);
          papers = papers.filter((own) => own === left || (own !== one && own !== other));
          break;
        }
        case 3:
        case 4: {
          const step = steps.splice(below(steps.length), 1)[0];
          const { step: back } = step === undefined ? { step: null } : undo(writer, 'ada', step);
          if (back !== null) steps.push(back);
          break;
        }
        default: {
          const step = decide(writer, random() < 0.8 ? HUB : REVIEW, many, to);
          if (step !== null) steps.push(step);
        }
      }
      receiveHanded(lib, takeHanded(writer));
      if (random() < 0.7) expect(standing(lib)).toEqual(anew(lib));
    }
    expect(standing(lib)).toEqual(anew(lib));
    closeLibrary(writer);
  });
});
