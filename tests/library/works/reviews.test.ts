/** Several reviews of one work. */
import { describe, expect, it } from 'vitest';
import type { ReviewRecord } from '../../../src/hub/record.js';
import { joinWorks } from '../../../src/library/identity/join.js';
import { details } from '../../../src/library/read/details.js';
import { rows } from '../../../src/library/read/rows.js';
import { reviewsOf } from '../../../src/library/works/reviews.js';
import { arxiv, id, libraryOf, load, work } from '../support.js';

const review = (said: Partial<ReviewRecord>, number = 1): ReviewRecord => ({
  type: 'review',
  work: arxiv(number),
  source: 'pith',
  ...said,
});
const SPRING = review({ reviewedAt: '2026-05-13T21:55Z', model: 'grok-4.3', verdict: 'accept', novelty: 8 });
const SUMMER = review({ reviewedAt: '2026-07-01', model: 'glm-5.2', verdict: 'conditional', novelty: 6, pith: 'P.' });
const LISTED = review({ verdict: 'accept', novelty: 8, summary: 'In short.' });

async function imported(...imports: ReviewRecord[][]) {
  const lib = await libraryOf([work(1)]);
  for (const records of imports) await load(lib, records, 'pith');
  return lib;
}

describe('reviews of one work', () => {
  it('stand side by side where their dates or models tell them apart, and the newest is in force', async () => {
    const lib = await imported(
      [SPRING],
      [SUMMER],
      [review({ source: 'another', reviewedAt: '2027-01-01', novelty: 1 })],
    );
    const found = details(lib, null, id(lib, arxiv(1)));
    expect(found.reviews.map(({ model, source }) => model ?? source)).toEqual(['glm-5.2', 'grok-4.3', 'another']);
    expect(found).toMatchObject({ verdict: 'conditional', novelty: 6 });
    expect(rows(lib, null, [id(lib, arxiv(1))])).toMatchObject([{ verdict: 'conditional', novelty: 6 }]);
  });

  it('are one where a page has its time to the minute and an answer to the second, and one of them no model', async () => {
    const answer = review({ reviewedAt: '2026-05-13T21:55:07.12Z', verdict: 'accept', falsifier: 'F.' });
    for (const order of [
      [SPRING, answer],
      [answer, SPRING],
    ]) {
      const lib = await imported(...order.map((one) => [one]));
      expect(reviewsOf(lib, id(lib, arxiv(1)))).toEqual([
        { ...SPRING, reviewedAt: answer.reviewedAt, falsifier: 'F.' },
      ]);
    }
  });

  it('are two where one day had two models', async () => {
    const lib = await imported([SPRING], [review({ reviewedAt: '2026-05-13', model: 'claude-opus-4-7', novelty: 8 })]);
    expect(reviewsOf(lib, id(lib, arxiv(1)))).toHaveLength(2);
  });

  it('take what lists print of them without a date, in whatever order it comes', async () => {
    for (const order of [
      [SPRING, LISTED, SUMMER],
      [LISTED, SPRING, SUMMER],
      [SUMMER, LISTED, SPRING],
    ]) {
      const lib = await imported(...order.map((one) => [one]));
      expect(reviewsOf(lib, id(lib, arxiv(1)))).toEqual([SUMMER, { ...SPRING, summary: 'In short.' }]);
    }
  });

  it('leave beside them what lists print otherwise, which is one thing at a time', async () => {
    const lib = await imported([SPRING], [review({ novelty: 5 })], [review({ novelty: 4 })]);
    const own = id(lib, arxiv(1));
    expect(reviewsOf(lib, own)).toEqual([SPRING, review({ novelty: 4 })]);
    expect(details(lib, null, own).novelty).toBe(8);
    await load(lib, [LISTED], 'pith');
    expect(reviewsOf(lib, own)).toEqual([{ ...SPRING, summary: 'In short.' }]);
  });

  it('change nothing when they come again', async () => {
    const lib = await imported([SPRING, LISTED], [SUMMER]);
    const report = await load(lib, [SPRING, LISTED, SUMMER], 'pith');
    expect(report.reviews).toEqual({ added: 0, changed: 0, same: 3 });
  });

  it('of two works that turn out to be one are those of both, each once', async () => {
    const lib = await libraryOf([work(1), work(2)]);
    await load(
      lib,
      [SPRING, SUMMER, { ...SPRING, work: arxiv(2), argument: 'A.' }, { ...LISTED, work: arxiv(2) }],
      'pith',
    );
    joinWorks(lib, id(lib, arxiv(1)), id(lib, arxiv(2)));
    expect(reviewsOf(lib, id(lib, arxiv(1)))).toEqual([SUMMER, { ...SPRING, argument: 'A.', summary: 'In short.' }]);
  });
});
