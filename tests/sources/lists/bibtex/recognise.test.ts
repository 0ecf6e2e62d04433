/** Which texts are taken for a bibliography in BibTeX. */
import { expect, it } from 'vitest';
import { isBibtex } from '../../../../src/sources/lists/bibtex/recognise.js';

const ENTRY = '@misc{gulls, title={Gulls at Dusk}, author={Alm, Eva and Holm, Per}, year={2020}}\n';
const PROSE = ['A Data Set of Gulls', 'One line a gull.', 'Free to use.', 'Please cite:', 'BibTeX:'].join('\n\n');

it.each([
  ['an entry', ENTRY, true],
  ['a title before an entry', `My papers\n${ENTRY}`, true],
  ['a few words before many entries', `${PROSE}\n${ENTRY.repeat(9)}`, true],
  [
    'a description that quotes entries to cite it by',
    `${PROSE}\n${ENTRY.replace('Dusk', 'Dusk '.repeat(99)).repeat(2)}`,
    false,
  ],
])('%s', (_, text, expected) => {
  expect(isBibtex(text)).toBe(expected);
});
