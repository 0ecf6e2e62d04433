/** Counts of each group of columns under the conditions of the others. */
import { describe, expect, it } from 'vitest';
import type { Group } from '../../../src/library/derived/column-layout.js';
import { countingUnder, PAPERS_AT_ONCE } from '../../../src/library/search/group-counts.js';
import { newMask } from '../../../src/library/search/masks.js';
import { finished } from '../../../src/library/steps.js';
import { between, chanceOf } from '../../bench/random.js';

describe('counting under the conditions of the other groups', () => {
  const chance = chanceOf(9);
  const below = (n: number): number => between(chance, 0, n - 1);

  function groupOf(size: number, classes: number): Group {
    const codes = Uint16Array.from({ length: size }, () => below(classes));
    const papers = new Int32Array(classes);
    for (const code of codes) papers[code]! += 1;
    return { codes, fields: [], papers };
  }

  it.each([1, 2, 3, 4, 5, 6, 7, 9])('of %i groups gives what counting paper by paper gives', (many) => {
    for (let round = 0; round < 60; round += 1) {
      const size = below(70);
      const groups = Array.from({ length: many }, () => groupOf(size, 1 + below(6)));
      const tables = groups.map(({ papers }) =>
        chance() < 0.5 ? null : Uint8Array.from(papers, () => Number(chance() < 0.7)),
      );
      const rest = chance() < 0.5 ? null : newMask({ size }).map((_, i) => (i < size ? below(3) : 0));
      const { total, mask, papers } = finished(countingUnder({ size, groups, cache: new Map() }, tables, rest));

      const meets = (place: number, but: number): boolean =>
        (rest === null || rest[place] !== 0) &&
        groups.every(({ codes }, at) => at === but || (tables[at]?.[codes[place]!] ?? 1) === 1);
      const places = Array.from({ length: size }, (_, place) => place);
      expect(total).toBe(places.filter((place) => meets(place, -1)).length);
      for (const place of places) expect(mask === null || mask[place] !== 0).toBe(meets(place, -1));
      groups.forEach(({ codes, papers: all }, at) => {
        const own = Array.from(
          all,
          (_, of) => places.filter((place) => codes[place] === of && meets(place, at)).length,
        );
        expect([...papers[at]!]).toEqual(own);
      });
    }
  });

  it('of a million papers is done in steps', () => {
    const size = 1_000_003;
    const groups = [groupOf(size, 5), groupOf(size, 7)];
    const rest = newMask({ size }).map((_, place) => (place < size ? place % 3 : 0));
    const table = Uint8Array.of(1, 0, 1, 1, 0);
    const steps = countingUnder({ size, groups, cache: new Map() }, [table, null], rest);
    let yielded = 0;
    let step = steps.next();
    for (; !step.done; step = steps.next()) yielded += 1;
    expect(yielded).toBeGreaterThan(5);
    const { total, papers } = step.value;
    const counts = new Int32Array(7);
    const own = new Int32Array(5);
    for (let place = 0; place < size; place += 1) {
      if (place % 3 === 0) continue;
      own[groups[0]!.codes[place]!]! += 1;
      if (table[groups[0]!.codes[place]!] === 1) counts[groups[1]!.codes[place]!]! += 1;
    }
    expect(papers).toEqual([own, counts]);
    expect(total).toBe(counts.reduce((sum, count) => sum + count));
  });

  it('of marks one after the other gives what counting each by itself gives, whatever was counted before', () => {
    for (let round = 0; round < 40; round += 1) {
      const size = 1 + below(90);
      const groups = Array.from({ length: 3 }, () => groupOf(size, 1 + below(6)));
      const cache = new Map<string, unknown>();
      let mask = newMask({ size });
      for (let turn = 0; turn < 12; turn += 1) {
        const often = [0.02, 0.3, 0.9][below(3)]!;
        mask = mask.map((was, i) => (i >= size ? below(2) : chance() < often ? below(3) : was));
        const { total, papers } = finished(countingUnder({ size, groups, cache }, [null, null, null], mask));
        const places = Array.from({ length: size }, (_, place) => place).filter((place) => mask[place] !== 0);
        expect(total).toBe(places.length);
        for (const [at, { codes, papers: all }] of groups.entries())
          expect([...papers[at]!]).toEqual(Array.from(all, (_, of) => places.filter((p) => codes[p] === of).length));
      }
      expect(
        groups.map(({ papers, codes }) => papers.every((n, of) => n === codes.filter((c) => c === of).length)),
      ).toEqual([true, true, true]);
    }
  });

  it('looks at no more papers in a step than it says, and at few where few are marked otherwise', () => {
    const size = 1 << 19;
    const cache = new Map<string, unknown>();
    let looked = 0;
    const watched = groupOf(size, 5);
    const codes = new Proxy(watched.codes, {
      get(array, at) {
        looked += 1;
        return Reflect.get(array, at);
      },
    });
    const groups = [{ ...watched, codes }];
    const looksOf = (rest: Uint8Array): { all: number; most: number } => {
      const steps = countingUnder({ size, groups, cache }, [null], rest);
      let [all, most] = [0, 0];
      for (let isDone = false; !isDone; ) {
        looked = 0;
        isDone = steps.next().done === true;
        all += looked;
        most = Math.max(most, looked);
      }
      return { all, most };
    };
    const half = newMask({ size }).map((_, i) => i & 1);
    const first = looksOf(half);
    expect(first.all).toBe(size / 2);
    expect(first.most).toBeLessThanOrEqual(PAPERS_AT_ONCE[1]);
    expect(looksOf(half.map((was, i) => (i % 1000 === 0 ? 1 - was : was))).all).toBe(Math.ceil(size / 1000));
    expect(
      looksOf(
        newMask({ size })
          .fill(1)
          .map((all, i) => (i % 5000 === 0 ? 0 : all)),
      ).all,
    ).toBe(Math.ceil(size / 5000));
  });
});
