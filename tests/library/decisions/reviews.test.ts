/** Named reviews, and who decided. */
import { expect, it } from 'vitest';
import { hubScreening, reviewScreening, type Screening, type Status } from '../../../src/hub/decisions/decision.js';
import { record, undo } from '../../../src/library/decisions/journal.js';
import { decidedBy, namedReviews } from '../../../src/library/decisions/reviews.js';
import { mergeWorks } from '../../../src/library/identity/merge-split.js';
import type { Library } from '../../../src/library/library.js';
import { arxiv, cites, id, libraryOf, work } from '../support.js';

const HUB = hubScreening(arxiv(0));

const hub = (): Promise<Library> => libraryOf([work(0), ...[1, 2, 3].flatMap((n) => [work(n), cites(n, 0)])]);
const decide = (lib: Library, who: string, screening: Screening, n: number, status: Status | null): string | null =>
  record(lib, who, [{ kind: 'decide', screening, work: id(lib, arxiv(n)), to: status === null ? null : { status } }])
    .step;

it('are those in which anything is decided, with how many papers that is', async () => {
  const lib = await hub();
  expect(namedReviews(lib)).toEqual([]);
  decide(lib, 'ada', HUB, 1, 'included');
  decide(lib, 'ada', reviewScreening('second: look'), 1, 'included');
  decide(lib, 'ada', reviewScreening('second: look'), 2, 'excluded');
  const only = decide(lib, 'ada', reviewScreening('a'), 3, 'later');
  expect(namedReviews(lib)).toEqual([
    { name: 'a', decided: 1 },
    { name: 'second: look', decided: 2 },
  ]);
  undo(lib, 'ada', only!);
  expect(namedReviews(lib)).toEqual([{ name: 'second: look', decided: 2 }]);
});

it('tell who decided last, under whatever name a paper has now', async () => {
  const lib = await hub();
  expect(decidedBy(lib, HUB, id(lib, arxiv(1)))).toBeUndefined();
  decide(lib, 'ada', HUB, 1, 'included');
  decide(lib, 'bo', HUB, 1, 'excluded');
  expect(decidedBy(lib, HUB, id(lib, arxiv(1)))).toMatchObject({
    who: 'bo',
    at: expect.stringMatching(/^\d{4}-.*Z$/u),
  });
  expect(decidedBy(lib, reviewScreening('x'), id(lib, arxiv(1)))).toBeUndefined();
  mergeWorks(lib, id(lib, arxiv(2)), id(lib, arxiv(1)));
  expect(decidedBy(lib, HUB, id(lib, arxiv(2)))).toMatchObject({ who: 'bo' });
  decide(lib, 'bo', HUB, 2, null);
  expect(decidedBy(lib, HUB, id(lib, arxiv(2)))).toBeUndefined();
});
