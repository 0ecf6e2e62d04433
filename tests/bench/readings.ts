/** Two readings of a service's list of the made-up hub, the second with a little news: what `diff` tells. */
import type { HubLibraryRecord } from '../../src/hub/record.js';
import type { FetchRun } from '../../src/library/history/fetches.js';
import type { Library } from '../../src/library/library.js';
import { storePage } from '../../src/library/write/write-page.js';
import { hubId, SYNTHETIC } from './made-up/generate.js';

/** Papers of a page. */
const PAGE = 10_000;
/** Of the second reading: papers that are gone, and papers that are otherwise. */
const GONE = 100;
const CHANGED = 100;

/** @param citers how many papers cite the hub; the hub and they are in the library */
export async function readTwice(library: Library, citers: number): Promise<void> {
  await read(library, citers, 1, (): boolean => false);
  await read(library, citers, 1 + GONE, (number) => number <= GONE + CHANGED);
}

async function read(
  library: Library,
  citers: number,
  first: number,
  isOther: (number: number) => boolean,
): Promise<void> {
  const hub = hubId(citers);
  let run: FetchRun | { paper: string; service: string } = { paper: hub, service: SYNTHETIC };
  for (let from = first; from <= citers; from += PAGE) {
    const last = Math.min(citers, from + PAGE - 1);
    const records: HubLibraryRecord[] = [];
    for (let number = from; number <= last; number += 1) {
      const judgements = [{ axis: 'role', labels: ['dataset'], judge: SYNTHETIC, at: '2026-02-02' } as const];
      records.push({
        type: 'citation',
        citing: `${hub}-${number}`,
        cited: hub,
        ...(isOther(number) && { judgements: judgements.map((one) => ({ ...one, labels: [...one.labels] })) }),
      });
    }
    run = (await storePage(library, run, { records, cursor: last === citers ? null : String(last), total: citers }))
      .run;
  }
}
