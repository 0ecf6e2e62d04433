/** Adding to somebody's .bib takes no more than in proportion to the file, whatever is repeated in it: counted, not timed. */
import { expect, it } from 'vitest';
import { mergeBib } from '../../../src/export/bibtex/merge.js';
import type { CslItem } from '../../../src/export/csl.js';
import { stepsOf } from '../../steps.js';

const PAPERS: CslItem[] = ['Counting sheep', 'Ploughs'].map((title) => ({
  id: title,
  type: 'article-journal',
  title,
  author: [{ family: 'Ox', given: 'Al' }],
  issued: { 'date-parts': [[2020]] },
  'container-title': 'Journal of Wool',
}));
const BEFORE = '@article{a, title={Ploughs}, year=2020}\n';

/** In any place of a file, and in a title, in names and in a year. */
const PLACES: readonly ((text: string) => string)[] = [
  (text) => text,
  (text) => BEFORE + text,
  (text) => text + BEFORE,
  (text) => `${BEFORE}@article{b, title={${text}`,
  ...['title', 'author', 'year', 'doi', 'note'].map((name) => (text: string) => `@article{b, ${name}={${text}}}`),
];

const PIECES =
  '@comment{ @comment{} @a{ @a{b, @a{b,c={d}} @string{a="b"} %\n \n { } {} " \\( $ \\a{ _ , - 10.1/ <i> &amp; 强 \u0301'.split(
    ' ',
  );

it.each([...PIECES, ' ', ' and ', '@a{b, title={Ploughs}, year=2020}\n'])('%j', (piece) => {
  const wrong = PLACES.flatMap((place, at) =>
    [false, true].flatMap((update) => {
      const [one, two] = [4_096, 8_192].map((length) => {
        const file = Buffer.from(place(piece.repeat(Math.round(length / piece.length))));
        return stepsOf(() => mergeBib(file, PAPERS, { update }));
      }) as [number, number];
      return two > 2.5 * one + 1_000 ? [`place ${at}, update ${update}: ${one}, ${two}`] : [];
    }),
  );
  expect(wrong).toEqual([]);
});
