/** Authors and journal references of arXiv listings. */
import { describe, expect, it } from 'vitest';
import { authorsOfListing, publicationOfListing, withoutTexAccents } from './arxiv-listing.js';

describe('authors of a listing', () => {
  it.each([
    ['M. Cvetic, H. Lu and C.N. Pope', ['M. Cvetic', 'H. Lu', 'C. N. Pope']],
    ['Sergei Gukov, Mukund Rangamani, and Edward Witten', ['Sergei Gukov', 'Mukund Rangamani', 'Edward Witten']],
    ['J. X. Lu (Texas A-M), Shibaji Roy (Saha Institute)', ['J. X. Lu', 'Shibaji Roy']],
    ['A. Segal (2), and M. Vasiliev (1) ((1) Stanford, (2) Lebedev)', ['A. Segal', 'M. Vasiliev']],
    [
      'S. James Gates, Jr., W.D. Linch, III. and B. Stefanski, jr.',
      ['S. James Gates, Jr.', 'W. D. Linch, III', 'B. Stefanski, Jr.'],
    ],
    ['H, Lu and D.K. Park', ['H. Lu', 'D. K. Park']],
    ['Sanjay', ['Sanjay']],
    [
      String.raw`H. J. W. M\"{u}ller-Kirsten, Jacek Pawe{\l}czyk, P. Fre${'`'}, N. S\'anchez`,
      ['H. J. W. Müller-Kirsten', 'Jacek Pawełczyk', 'P. Frè', 'N. Sánchez'],
    ],
  ])('%s', (raw, names) => {
    expect(authorsOfListing(raw).map((author) => author.name)).toEqual(names);
  });

  it('begin with the group they speak for', () => {
    expect(authorsOfListing('SDLCQ Collaboration: F. Antonuccio, I. Filippov')).toEqual([
      { name: 'SDLCQ Collaboration', group: true },
      { name: 'F. Antonuccio' },
      { name: 'I. Filippov' },
    ]);
  });
});

describe('accents of a listing', () => {
  it('become Unicode, and formulas stay as they are', () => {
    expect(withoutTexAccents(String.raw`Poincar\'e and Nordstr\"{o}m on $\bar{A}dS_3$`)).toBe(
      String.raw`Poincaré and Nordström on $\bar{A}dS_3$`,
    );
    expect(withoutTexAccents(String.raw`{\'{e}}t\'{\i}, \c{c}a, \v s, {\O}re, stra{\ss}e`)).toBe(
      'étí, ça, š, Øre, straße',
    );
  });
});

describe('a journal reference', () => {
  it.each([
    ['Class.Quant.Grav. 17 (2000) 4867-4876', { venue: 'Class.Quant.Grav.', volume: '17', pages: '4867-4876' }],
    [
      'Phys.Lett. B429 (1998) 281-288; Erratum-ibid. B434 (1998) 458',
      { venue: 'Phys.Lett.', volume: 'B429', pages: '281-288' },
    ],
    ['JHEP 9901 (1999) 014', { venue: 'JHEP', volume: '9901', pages: '014' }],
    ['In: Proceedings of the Meadow, H. Wool (ed.), Pasture (2000), pp. 278-284', undefined],
  ])('%s', (text, published) => {
    expect(publicationOfListing(text)).toEqual(published);
  });
});
