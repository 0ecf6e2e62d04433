/** Arrays that are made in steps: the same as those that are made at once, and gone where the steps are left. */
import { describe, expect, it } from 'vitest';
import { STORED_FROM } from '../../../src/library/derived/column-layout.js';
import { columnsIn, columnsOf, keptIn } from '../../../src/library/derived/columns.js';
import type { Library } from '../../../src/library/library.js';
import { ALL_WORKS } from '../../../src/library/model.js';
import { runQuery } from '../../../src/library/search/view.js';
import { finished, type Steps } from '../../../src/library/steps.js';
import { cites, libraryOf, seeded, work } from '../support.js';

/** A library of enough works that those of all are stored, each citing a few of the first. */
function many(): Promise<Library> {
  const random = seeded(3);
  const numbers = Array.from({ length: STORED_FROM + 50 }, (_, n) => n);
  const titled = (n: number) => work(n, { title: `Paper ${n % 7} of ${Math.floor(random() * 90)}` });
  const citations = numbers.flatMap((n) =>
    n < 20 ? [] : [0, 1, 2].map((k) => cites(n, k * 6 + Math.floor(random() * 5))),
  );
  return libraryOf([...numbers.map(titled), ...citations]);
}

const segments = (lib: Library): unknown[] =>
  lib.db.prepare('SELECT name, segment, data FROM hub_segments WHERE work = ? ORDER BY name, segment').all(ALL_WORKS);

describe('the arrays of all works', () => {
  it('are in steps what they are at once, and are then there', async () => {
    const [one, other] = [await many(), await many()];
    expect(runQuery(one, ALL_WORKS, { where: null, sort: null }).total).toBe(STORED_FROM + 50);
    let steps = 0;
    for (const _ of columnsIn(other, ALL_WORKS)) steps += 1;
    expect(steps).toBeGreaterThan(20);
    expect(segments(other).length).toBeGreaterThan(20);
    expect(segments(other)).toEqual(segments(one));
    expect([...columnsIn(other, ALL_WORKS)]).toEqual([]);
  });

  it('leave nothing behind where they are left, and let others write', async () => {
    const lib = await many();
    const steps = columnsIn(lib, ALL_WORKS);
    for (let step = 0; step < 10; step += 1) expect(steps.next().done).toBe(false);
    expect(lib.db.inTransaction).toBe(true);
    steps.return();
    expect(lib.db.inTransaction).toBe(false);
    expect(segments(lib)).toEqual([]);
    expect(runQuery(lib, ALL_WORKS, { where: null, sort: null }).total).toBe(STORED_FROM + 50);
  });
});

describe('what is made in steps and kept', () => {
  it('is gone on with by who asks next, made once, and made anew after an error', async () => {
    const columns = columnsOf(await libraryOf([work(0), work(1), cites(1, 0)]), ALL_WORKS);
    let begun = 0;
    const make = (fails: boolean) =>
      function* (): Steps<string> {
        begun += 1;
        for (let step = 1; step < 4; step += 1) yield step / 4;
        if (fails) throw new Error('not this time');
        return 'made';
      };
    const left = keptIn(columns, 'a thing', make(false));
    expect([left.next().value, left.next().value]).toEqual([0.25, 0.5]);
    left.return(undefined as never);
    const other = keptIn(columns, 'a thing', make(false));
    expect(other.next().value).toBe(0.75);
    expect(finished(other)).toBe('made');
    expect(finished(keptIn(columns, 'a thing', make(false)))).toBe('made');
    expect(begun).toBe(1);
    expect(() => finished(keptIn(columns, 'another', make(true)))).toThrow('not this time');
    expect(finished(keptIn(columns, 'another', make(false)))).toBe('made');
  });
});
