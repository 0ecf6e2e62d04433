/** Works printed by several: as by one, whoever does what and whatever goes wrong. */
import { describe, expect, it } from 'vitest';
import type { Library } from '../../../../src/library/library.js';
import type { WorkNumber } from '../../../../src/library/model.js';
import { type Helpers, printedInFileOrder } from '../../../../src/library/read/printing/printing.js';
import { roomForTexts } from '../../../../src/library/read/printing/room.js';
import { emptyLibrary, seeded } from '../../support.js';

const COUNT = 9000;
const MOST = 4096;
const textOf = (work: WorkNumber, at: number): string => `${at}: ${work}${work % 7 === 0 ? ' é' : ''}\n`;

function made(): { lib: Library; works: WorkNumber[] } {
  const random = seeded(11);
  return { lib: emptyLibrary(), works: Array.from({ length: COUNT }, (_, at) => at + 1).sort(() => random() - 0.5) };
}

interface Given {
  part: number;
  works: readonly WorkNumber[];
  places: Int32Array;
}

/** Helpers in this thread, who do what they are given when `when` says so, the last first. */
function helpers(when: (asked: number) => boolean, does: (given: Given) => string[] | undefined, most = 3) {
  const given: Given[] = [];
  const seen = { heard: [] as unknown[], given: 0, ended: 0, least: Number.POSITIVE_INFINITY };
  const room = roomForTexts();
  let asked = 0;
  const found: Helpers = {
    give(part, works, places) {
      if (given.length >= most) return false;
      given.push({ part, works, places });
      seen.given += 1;
      seen.least = Math.min(seen.least, places[0]!);
      return true;
    },
    take() {
      asked += 1;
      if (!when(asked)) return undefined;
      const one = given.pop();
      if (one === undefined) return undefined;
      const texts = does(one);
      if (texts === undefined) return { part: one.part };
      for (const text of texts) {
        room.put(text);
        room.end();
      }
      return { part: one.part, texts: room.take(), said: one.part };
    },
    heard: (said) => seen.heard.push(said),
    end: () => {
      seen.ended += 1;
    },
  };
  return { found, seen };
}

const well = ({ works, places }: Given): string[] => works.map((work, at) => textOf(work, places[at]!));

function textWith(found: Helpers | undefined, { lib, works } = made(), read = (some: readonly WorkNumber[]) => some) {
  const print = (work: WorkNumber, at: number, room: { put(text: string): void }): void => room.put(textOf(work, at));
  return [...printedInFileOrder(lib, works, { most: MOST, read, print, helped: () => found })].join('');
}

describe('works that are printed by several', () => {
  it.each([
    ['at once', () => true],
    ['now and then', (asked: number) => asked % 5 === 0],
    ['never', () => false],
  ])('are those of one in the same order where the others are done %s', (_, when) => {
    const { works } = made();
    const { found, seen } = helpers(when, well);
    expect(textWith(found)).toBe(works.map(textOf).join(''));
    expect(seen.given).toBeGreaterThan(1);
    expect(seen.ended).toBe(1);
    // The first are there before anybody is asked.
    expect(seen.least).toBeGreaterThanOrEqual(128);
    // Of parts that were done here as well, nothing is heard twice.
    expect(new Set(seen.heard).size).toBe(seen.heard.length);
  });

  it('are read by the others only where these are quick enough to do them', () => {
    const all = made();
    const asked: number[] = [];
    const read = (some: readonly WorkNumber[]): readonly WorkNumber[] => {
      asked.push(...some);
      return some;
    };
    textWith(helpers(() => true, well).found, all, read);
    expect(asked.length).toBeLessThan(COUNT);
    expect(asked.length).toBe(new Set(asked).size);
  });

  it('are printed here where the others cannot', () => {
    const { works } = made();
    const { found, seen } = helpers(
      () => true,
      () => undefined,
    );
    expect(textWith(found)).toBe(works.map(textOf).join(''));
    expect(seen.heard).toEqual([]);
  });

  it('go wrong where they would without the others, after all that comes before', () => {
    const all = made();
    const bad = all.works[COUNT - 10]!;
    const read = (some: readonly WorkNumber[]): readonly WorkNumber[] => {
      if (some.includes(bad)) throw new Error(`no ${bad}`);
      return some;
    };
    const print = (work: WorkNumber, at: number, room: { put(text: string): void }): void => room.put(textOf(work, at));
    const until = (found: Helpers | undefined): [text: string, message: string] => {
      let text = '';
      try {
        for (const piece of printedInFileOrder(all.lib, all.works, { most: MOST, read, print, helped: () => found }))
          text += piece.toString();
      } catch (error) {
        return [text, (error as Error).message];
      }
      return [text, ''];
    };
    const alone = until(undefined);
    expect(alone[1]).toBe(`no ${bad}`);
    expect(alone[0]).not.toBe('');
    for (const when of [() => true, () => false]) {
      const { found, seen } = helpers(when, (given) => (given.works.includes(bad) ? undefined : well(given)));
      expect(until(found)).toEqual(alone);
      expect(seen.ended).toBe(1);
    }
  });

  it('hold no more than two windows, however slow the reader is', () => {
    const { lib, works } = made();
    const { found, seen } = helpers(() => true, well, Number.POSITIVE_INFINITY);
    const print = (work: WorkNumber, at: number, room: { put(text: string): void }): void => room.put(textOf(work, at));
    const pieces = printedInFileOrder(lib, works, { most: 512, read: (some) => some, print, helped: () => found });
    for (let read = 1; ; read += 1) {
      if (pieces.next().done) break;
      // Windows are of 128 works, then of 512, a piece each.
      expect(seen.given).toBeLessThanOrEqual(read + 1);
    }
    expect(seen.given).toBeGreaterThan(10);
  });

  it('are left in the middle with nobody at work any more', () => {
    const { lib, works } = made();
    const { found, seen } = helpers(() => false, well);
    const print = (work: WorkNumber, at: number, room: { put(text: string): void }): void => room.put(textOf(work, at));
    let pieces = 0;
    for (const _ of printedInFileOrder(lib, works, { most: 512, read: (some) => some, print, helped: () => found })) {
      pieces += 1;
      if (pieces === 3) break;
    }
    expect(seen.ended).toBe(1);
  });
});
