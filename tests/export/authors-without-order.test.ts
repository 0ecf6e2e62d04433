/** What is written of authors whose order nobody knows, and of lists that do not name all. */
import { describe, expect, it } from 'vitest';
import { bibtexFile } from '../../src/export/bibtex/bibtex.js';
import { readKeyPattern } from '../../src/export/bibtex/key-pattern.js';
import { plainKey } from '../../src/export/bibtex/keys.js';
import { toCsl } from '../../src/export/csl.js';
import { ris } from '../../src/export/formats/ris.js';
import { describedWorks } from '../../src/library/read/bibliographic.js';
import { details } from '../../src/library/read/details.js';
import { provenanceOf } from '../../src/library/read/provenance.js';
import { arxiv, cites, emptyLibrary, id, load, work } from '../library/support.js';

const TITLE = 'emcee: The MCMC Hammer';
const BY_GIVEN_NAME = ['Daniel Foreman-Mackey', 'David W. Hogg', 'Dustin Lang', 'Jonathan Goodman'].map((name) => ({
  name,
}));
const BY_THE_PAPER = [BY_GIVEN_NAME[0]!, BY_GIVEN_NAME[1]!, BY_GIVEN_NAME[2]!, BY_GIVEN_NAME[3]!].toReversed();
const SET = work(2, { title: TITLE, date: '2012-02-16', authorSet: BY_GIVEN_NAME });
const LIST = work(2, { title: TITLE, date: '2012-02-16', authors: BY_THE_PAPER });

/** The paper in a library, as CSL, after these imports. */
async function imported(...imports: [typeof SET, string][]) {
  const lib = emptyLibrary();
  await load(lib, [work(1), cites(2, 1)]);
  for (const [record, source] of imports) await load(lib, [record], source);
  const number = id(lib, arxiv(2));
  const [described] = describedWorks(lib, id(lib, arxiv(1)), [number], true);
  return {
    item: toCsl(described!),
    row: details(lib, id(lib, arxiv(1)), number),
    said: provenanceOf(lib, number).fields,
  };
}

describe('authors without order', () => {
  it('are named, and none of them is the first: keys are made of title and year', async () => {
    const { item, row, said } = await imported([SET, 'pith']);
    expect(said.find(({ field }) => field === 'authorSet')?.values[0]?.value).toBe(
      'Daniel Foreman-Mackey, David W. Hogg, Dustin Lang, Jonathan Goodman',
    );
    expect(row).toMatchObject({ firstAuthor: '', authorCount: 4, authors: [], authorSet: BY_GIVEN_NAME });
    expect(item.author).toHaveLength(4);
    expect(plainKey(item)).toBe('emcee2012');
    const pattern = readKeyPattern('[auth:lower][year][shorttitle]');
    expect('pattern' in pattern && pattern.pattern.make(item)).toBe('p2012emceemcmchammer');
    const { text, warnings } = bibtexFile([item], { dialect: 'bibtex' });
    expect(text).toContain(
      'author = {Foreman-Mackey, Daniel and Hogg, David W. and Lang, Dustin and Goodman, Jonathan}',
    );
    expect(warnings.map(({ message }) => message)).toContain('nobody knows the order of the authors');
    expect([...ris([item], {})].join('')).toContain('AU  - Foreman-Mackey, Daniel');
  });

  it('give way to an ordered list of any source, whichever comes first, though it is trusted less', async () => {
    for (const order of [
      [
        [SET, 'crossref'],
        [LIST, 'a list'],
      ],
      [
        [LIST, 'a list'],
        [SET, 'crossref'],
      ],
      [
        [SET, 'pith'],
        [LIST, 'pith'],
      ],
    ] as [typeof SET, string][][]) {
      const { item, row } = await imported(...order);
      expect(row).toMatchObject({ firstAuthor: 'Jonathan Goodman', authorCount: 4, authors: BY_THE_PAPER });
      expect(plainKey(item)).toBe('goodman2012emcee');
      expect(item.author?.map(({ family }) => family)).toEqual(['Goodman', 'Lang', 'Hogg', 'Foreman-Mackey']);
      expect(item.custom?.authorsUnordered).toBeUndefined();
    }
  });

  it('tell how many there are where an ordered list is cut: it goes on with "and others"', async () => {
    const cut = work(2, { title: TITLE, authors: BY_THE_PAPER.slice(0, 2) });
    const { item, row } = await imported([SET, 'pith'], [cut, 'a list']);
    expect(row).toMatchObject({ firstAuthor: 'Jonathan Goodman', authorCount: 4 });
    expect(bibtexFile([item], { dialect: 'bibtex' }).text).toContain(
      'author = {Goodman, Jonathan and Lang, Dustin and others}',
    );
  });

  it('are more than their names where a source counts further ones', async () => {
    const { item, row } = await imported([work(2, { title: TITLE, authors: BY_THE_PAPER, authorCount: 194 }), 'pith']);
    expect(row.authorCount).toBe(194);
    expect(item.author?.at(-1)).toEqual({ literal: 'others' });
    expect([...ris([item], {})].join('').match(/^AU {2}- /gmu)).toHaveLength(5);
    expect([...ris([item], {})].join('')).toContain('AU  - et al.\r\n');
  });
});
