/** A page that was cut is imported after, or before, the whole one. */
import { describe, expect, it } from 'vitest';
import { details } from '../../../src/library/read/details.js';
import { arxiv, id, libraryOf, load, work } from '../support.js';

const WHOLE = 'We count sheep, and then we count them again.';

describe('a text that was cut', () => {
  it.each([
    ['after', [WHOLE, 'We count sheep, and…']],
    ['before', ['We count sheep, and…', WHOLE]],
  ])('and comes %s the whole one leaves the whole one', async (_, texts) => {
    const [first, second] = texts.map((text) => [
      work(1, { abstract: text }),
      { type: 'review' as const, work: arxiv(1), source: 'pith', model: 'm', coreClaim: text },
    ]);
    const lib = await libraryOf(first!);
    await load(lib, second!);
    const found = details(lib, null, id(lib, arxiv(1)));
    expect(found.abstract).toBe(WHOLE);
    expect(found.reviews.map((review) => review.coreClaim)).toEqual([WHOLE]);
  });

  it('and says something else is what the source says now', async () => {
    const lib = await libraryOf([work(1, { abstract: WHOLE })]);
    await load(lib, [work(1, { abstract: 'We count goats, and…' })]);
    expect(details(lib, null, id(lib, arxiv(1))).abstract).toBe('We count goats, and…');
  });
});
