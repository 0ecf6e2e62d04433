/** How many papers have each code is kept up as codes change, and is what counting them all comes to. */
import { expect, it } from 'vitest';
import { hubScreening, type Status } from '../../../src/hub/decisions/decision.js';
import { decisionCodes } from '../../../src/library/decisions/codes.js';
import { countsOf } from '../../../src/library/decisions/counts.js';
import { record, undo } from '../../../src/library/decisions/journal.js';
import { decisionsIn } from '../../../src/library/decisions/live.js';
import { columnsOf } from '../../../src/library/derived/columns.js';
import type { Library } from '../../../src/library/library.js';
import { arxiv, cites, id, libraryOf, seeded, work } from '../support.js';

const HUB = hubScreening(arxiv(0));
/** More than are looked up one by one, and fewer. */
const PAPERS = 700;
const STATUSES: readonly (Status | null)[] = ['included', 'excluded', 'maybe', 'later', null];

/** Of each status how many papers have it, from the decisions themselves. */
function countedAnew(lib: Library): Record<string, number> {
  const found: Record<string, number> = {};
  for (const { status } of decisionsIn(lib, HUB).values.values()) found[status] = (found[status] ?? 0) + 1;
  return found;
}

it('follows decisions on one paper and on all, and their undoing', async () => {
  const lib = await libraryOf([
    work(0),
    ...Array.from({ length: PAPERS }, (_, at) => [work(at + 1), cites(at + 1, 0)]).flat(),
  ]);
  const hub = id(lib, arxiv(0));
  const papers = Array.from({ length: PAPERS }, (_, at) => id(lib, arxiv(at + 1)));
  const random = seeded(5);
  const steps: string[] = [];
  for (let round = 0; round < 60; round += 1) {
    const status = STATUSES[Math.floor(random() * STATUSES.length)]!;
    const reason = status === 'excluded' && random() < 0.5 ? { reason: `r${Math.floor(random() * 3)}` } : {};
    const works = round % 10 === 9 ? papers : [papers[Math.floor(random() * PAPERS)]!];
    const to = status === null ? null : { status, ...reason };
    if (steps.length > 0 && random() < 0.3) undo(lib, 'ada', steps.pop()!);
    else {
      const { step } = record(
        lib,
        'ada',
        works.map((one) => ({ kind: 'decide', screening: HUB, work: one, to })),
      );
      if (step !== null) steps.push(step);
    }
    // Now and then several changes are taken in at once.
    if (random() < 0.3) continue;
    const columns = columnsOf(lib, hub);
    const { codes, values, papers: kept } = decisionCodes(lib, columns, HUB);
    const anew = values.map((_, code) => codes.reduce((sum, own) => sum + Number(own === code), 0));
    expect(kept).toEqual(anew);
    const { total, unscreened, reasons, ...counts } = countsOf(lib, HUB, hub);
    const all = countedAnew(lib);
    expect(counts).toEqual({ included: 0, excluded: 0, maybe: 0, later: 0, conflict: 0, ...all });
    expect(unscreened).toBe(total - Object.values(all).reduce((sum, count) => sum + count, 0));
    expect(reasons.reduce((sum, { count }) => sum + count, 0)).toBe(counts.excluded);
  }
});
