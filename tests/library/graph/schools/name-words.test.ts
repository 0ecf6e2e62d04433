/** The words of titles that schools can be named by. */
import { expect, it } from 'vitest';
import { neighbourhoodOf } from '../../../../src/library/graph/neighbourhood.js';
import { nameWords } from '../../../../src/library/graph/schools/name-words.js';
import { schoolLines } from '../../../../src/library/graph/schools/school-lines.js';
import { schoolsOf } from '../../../../src/library/graph/schools/schools.js';
import { finished } from '../../../../src/library/steps.js';
import { arxiv, cites, id, libraryOf, work } from '../../support.js';

it.each([
  ['Goats in M(atrix) Theory', 'goats in matrix theory'],
  ['(Non)local sheep [re]counted', 'nonlocal sheep recounted'],
  ['Sheep (and goats)', 'sheep and goats'],
  [String.raw`The $\mathcal{N}=4$ flock`, 'the flock'],
  [String.raw`Flocks of {\cal N} sheep`, 'flocks of sheep'],
  [String.raw`{B}ayes and Poincar\'e`, 'bayes and poincare'],
  ['Sheep <i>in vivo</i> &amp; <math><mi>goats</mi></math>', 'sheep in vivo'],
])('of %s are %s', (title, words) => {
  expect([...nameWords(title)].join(' ')).toBe(words);
});

it('name a school, where pieces of words and names of commands do not', async () => {
  const school = (from: number, works: number[], title: string) =>
    [0, 1, 2, 3, 4, 5].flatMap((n) => [
      work(from + n, { title: `${title} ${n}` }),
      cites(from + n, 0),
      ...works.map((other) => cites(from + n, other)),
    ]);
  const lib = await libraryOf([
    work(0),
    ...school(1, [100, 101, 102], String.raw`M(atrix) of \cal{G} goats`),
    ...school(11, [200, 201, 202], 'Counting sheep'),
  ]);
  const { columns, ...around } = neighbourhoodOf(lib, id(lib, arxiv(0)));
  const told = finished(schoolsOf({ columns, ...around }));
  if (told.withheld) throw new Error('they are known');
  const words = schoolLines(lib, columns, told).map((line) => line.words.sort().join(' '));
  expect(words.sort()).toEqual(['counting sheep', 'goats']);
});
