/** Dumps in pieces. */
import { expect, it } from 'vitest';
import { inPieces } from '../../../../src/cli/commands/import/pieces.js';
import type { HubLibraryRecord } from '../../../../src/hub/record.js';
import type { Decoded } from '../../../../src/sources/decoded.js';

/** So many records, with a problem before each third of them. */
async function* items(count: number): AsyncGenerator<Decoded> {
  for (let number = 1; number <= count; number += 1) {
    if (number % 3 === 0) yield { problem: { place: `line ${number}`, message: 'nothing' } };
    yield { record: { type: 'work', ids: [`synthetic:${number}`] } };
  }
}

const recordOf = (item: Decoded): HubLibraryRecord | undefined => ('record' in item ? item.record : undefined);

async function sizes(count: number, first: number): Promise<number[]> {
  const pieces = inPieces(items(count), recordOf, first);
  const found: number[] = [];
  while (pieces.more()) {
    let size = 0;
    for await (const _ of pieces.next()) size += 1;
    found.push(size);
  }
  return found;
}

it('a piece is as large as all before it, up to sixteen times the first, and no record is lost', async () => {
  expect(await sizes(5, 10)).toEqual([5]);
  expect(await sizes(100, 10)).toEqual([10, 10, 20, 40, 20]);
  expect(await sizes(700, 10)).toEqual([10, 10, 20, 40, 80, 160, 160, 160, 60]);
  expect(await sizes(700, Number.POSITIVE_INFINITY)).toEqual([700]);
});
