/** Dumps in pieces. */
import { expect, it } from 'vitest';
import { inPieces } from '../../../../src/cli/commands/import/pieces.js';
import { asChecked } from '../../../../src/hub/record-fields.js';
import type { Batch } from '../../../../src/sources/ahead/batches.js';

/** So many records, so many at a time, with a problem before each third batch. */
async function* batches(count: number, each: number): AsyncGenerator<Batch> {
  for (let from = 1; from <= count; from += each) {
    if (from % 3 === 0) yield { records: [], problems: [{ place: `line ${from}`, message: 'nothing' }] };
    const records = Array.from({ length: Math.min(each, count - from + 1) }, (_, at) =>
      asChecked({ type: 'work', ids: [`synthetic:${from + at}`] }),
    );
    yield { records, problems: [] };
  }
}

async function sizes(count: number, first: number, each = 1): Promise<number[]> {
  let [told, given] = [0, 0];
  const taken = (batch: Batch): void => {
    told += batch.records.length;
  };
  const pieces = inPieces(batches(count, each), taken, first);
  const found: number[] = [];
  while (pieces.more()) {
    let size = 0;
    for await (const records of pieces.next())
      for (const { record } of records) {
        given += 1;
        expect(record).toEqual({ type: 'work', ids: [`synthetic:${given}`] });
        expect(told).toBeGreaterThanOrEqual(given);
        size += 1;
      }
    found.push(size);
  }
  expect([told, given]).toEqual([count, count]);
  return found;
}

it('a piece is as large as all before it, up to sixteen times the first, and no record is lost', async () => {
  expect(await sizes(5, 10)).toEqual([5]);
  expect(await sizes(100, 10)).toEqual([10, 10, 20, 40, 20]);
  expect(await sizes(700, 10)).toEqual([10, 10, 20, 40, 80, 160, 160, 160, 60]);
  expect(await sizes(700, Number.POSITIVE_INFINITY)).toEqual([700]);
});

it('a batch may end one piece and begin the next, or fill several', async () => {
  for (const each of [3, 7, 10, 45, 1000]) {
    expect(await sizes(100, 10, each)).toEqual([10, 10, 20, 40, 20]);
    expect(await sizes(700, Number.POSITIVE_INFINITY, each)).toEqual([700]);
  }
});
