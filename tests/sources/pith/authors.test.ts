import { describe, expect, it } from 'vitest';
import { listedAuthors } from '../../../src/sources/pith/authors.js';

const named = (...names: string[]) => names.map((name) => ({ name }));

describe('a list of authors', () => {
  it('by given names is a set, another has the order of the paper', () => {
    const byName = named('Aakanksha Chowdhery', 'Dale Schuurmans', 'Denny Zhou');
    expect(listedAuthors(byName)).toEqual({ authorSet: byName });
    const asPrinted = named('Xuezhi Wang', 'Jason Wei', 'Dale Schuurmans');
    expect(listedAuthors(asPrinted)).toEqual({ authors: asPrinted });
  });

  it('is in the alphabet with accents, and by the codes of its letters', () => {
    for (const names of [named('Elena Li', 'Élodie Ray', 'Zoe Ma'), named('Zoe Ma', 'Élodie Ray')])
      expect(listedAuthors(names)).toEqual({ authorSet: names });
  });

  it('of one is in order, and so is none', () => {
    expect(listedAuthors(named('Ada Shepherd'), true)).toEqual({ authors: named('Ada Shepherd') });
    expect(listedAuthors([], true)).toEqual({});
  });

  it('of a source that is known to sort, or not to, is what the source makes of it', () => {
    const two = named('Zoe Ma', 'Ada Ray');
    expect(listedAuthors(two, true)).toEqual({ authorSet: two });
    expect(listedAuthors(two.toReversed(), false)).toEqual({ authors: two.toReversed() });
  });
});
