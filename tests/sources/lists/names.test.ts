/** Names of authors in bibliographies, in every manner people write lists of them. */
import { describe, expect, it } from 'vitest';
import { bibtexNames, listedNames, oneName } from '../../../src/sources/lists/names.js';

describe('names in a BibTeX field', () => {
  it.each([
    ['Alm, E. and Bo, K. and et al.', ['E. Alm', 'K. Bo', 'others']],
    ['Alm, E. et al. and Others', ['E. Alm', 'others']],
    ['Martin Luther King, Jr. and King, III, Martin', ['Martin Luther King Jr.', 'Martin King III']],
    ['Wik E, Rink G, Brook KA, Falk M', ['E Wik', 'G Rink', 'KA Brook', 'M Falk']],
    ['Wik E, Rink G', ['E Wik', 'G Rink']],
    ['Wik E, Rink G, and Brook KA', ['E Wik', 'G Rink', 'KA Brook']],
    ['E. Wik, G. Rink', ['E. Wik', 'G. Rink']],
    ['Eva Alm, Karl Bo and Ann Cid', ['Eva Alm', 'Karl Bo', 'Ann Cid']],
    ['Eva Alm, Karl Bo, Ann Cid', ['Eva Alm', 'Karl Bo', 'Ann Cid']],
    ['Alm, Eva, Bo, Karl', ['Eva Alm', 'Karl Bo']],
    ['Alm, E., Bo, K., \\& Cid, A.', ['E. Alm', 'K. Bo', 'A. Cid']],
    ['John Smit; Jane Doo; Al Roe', ['John Smit', 'Jane Doo', 'Al Roe']],
    ['M&uuml;ller, J. and B{\\"o}ll, H.', ['J. Müller', 'H. Böll']],
    ['family=Berg, given=Jan, prefix=van der, useprefix=true and Smit, Ann', ['Jan van der Berg', 'Ann Smit']],
    ['given={Ada}, family={King, Countess}', ['Ada King, Countess']],
    ['Boem, Al and Troi, Gio M and and Lepri, Gia and', ['Al Boem', 'Gio M Troi', 'Gia Lepri']],
    ['Costa, Jr., P. T. and Webber, Charles L., Jr.', ['P. T. Costa Jr.', 'Charles L. Webber Jr.']],
    ['Lepetand, Alexandre and Borland, L. AND Band, M.', ['Alexandre Lepetand', 'L. Borland', 'M. Band']],
    ['李 明 and 王, 小明 and スミス・ジョー', ['李 明', '王小明', 'スミス・ジョー']],
    ['Institute of Kites, Gates, and Buoys', ['Institute of Kites, Gates', 'Buoys']],
    ['{Institute of Kites, Gates, and Buoys} and Bo, K', ['Institute of Kites, Gates, and Buoys', 'K Bo']],
    ["Garc{\\'\\i}a M{\\'a}rquez, Gabriel Jos{\\'e}", ['Gabriel José García Márquez']],
  ])('%s', (field, names) => {
    expect(bibtexNames(field).map(({ name }) => name)).toEqual(names);
  });
  it('keep families and given names apart, and groups from people', () => {
    expect(bibtexNames('Wik E, Rink G, Brook KA')[2]).toEqual({ name: 'KA Brook', family: 'Brook', given: 'KA' });
    expect(bibtexNames('family=Berg, given=Jan, prefix=van der')[0]).toEqual({
      name: 'Jan van der Berg',
      family: 'van der Berg',
      given: 'Jan',
    });
    expect(bibtexNames('{{The Flock}} and {李 明} and {中国科学院}')).toEqual([
      { name: 'The Flock', group: true },
      { name: '李 明' },
      { name: '中国科学院', group: true },
    ]);
  });
});

describe('names in fields of their own', () => {
  it.each([
    ['Sanch-Cord, Pedro J.; Mont, Maria; Reis, Ana', ['Pedro J. Sanch-Cord', 'Maria Mont', 'Ana Reis']],
    ['et al.', ['others']],
    ['Alm, Eva, et al.', ['Eva Alm', 'others']],
    ['van der Berg, Jan, Jr.', ['Jan van der Berg Jr.']],
    ['Institute of Kites, Department of Gates, Uppsala', ['Institute of Kites, Department of Gates, Uppsala']],
    ['Ministry of Kites and Gates', ['Ministry of Kites and Gates']],
    ['李 明', ['李 明']],
    ['', []],
  ])('%s', (field, names) => {
    expect(listedNames(field).map(({ name }) => name)).toEqual(names);
  });
  it('may be said to be literal', () => {
    expect([oneName('李 明'), oneName('ATLAS Collaboration')]).toEqual([
      { name: '李 明' },
      { name: 'ATLAS Collaboration', group: true },
    ]);
  });
});
