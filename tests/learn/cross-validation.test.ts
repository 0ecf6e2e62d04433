/** Nothing that is tested was learned from. */
import { describe, expect, it } from 'vitest';
import { exampleOf } from '../../src/learn/classifier.js';
import { type HeldOut, type Validation, validated } from '../../src/learn/cross-validation.js';
import { figuresOf } from '../../src/learn/figures.js';
import { finished } from '../../src/library/steps.js';
import { corpus, ROLES } from './corpus.js';

const examples = corpus(200, 5).map((citation) => exampleOf(citation, ROLES, false));
const tested = (by: HeldOut): Validation => finished(validated(examples, ROLES.length, by, 1));

describe('validated', () => {
  it('has all citations of a paper in one fold', () => {
    const { foldOf, folds } = tested('citing');
    expect(folds).toBe(5);
    const foldsOf = Map.groupBy(foldOf.keys(), (at) => examples[at]!.citing);
    for (const [, at] of foldsOf) expect(new Set(at.map((one) => foldOf[one])).size).toBe(1);
    expect(new Set(foldOf).size).toBe(5);
  });

  it('by hub, holds out whole hubs', () => {
    const { foldOf, folds } = tested('cited');
    expect(folds).toBe(3);
    for (const at of foldOf.keys())
      expect(foldOf[at]).toBe(foldOf[examples.findIndex(({ cited }) => cited === examples[at]!.cited)]);
  });

  it('does not learn from the paper it tests: a word that only this paper has says nothing', () => {
    // Every paper has a word of its own: who had seen the paper would know its roles.
    const wordOf = (paper: number): string => paper.toString(7).replace(/\d/gu, (digit) => 'bdfgklm'[Number(digit)]!);
    const leaking = corpus(400, 6, { blind: true }).map((citation) => ({
      ...citation,
      roles: [ROLES[citation.citing % 3]!],
      sentences: [{ text: wordOf(citation.citing) }, { text: wordOf(citation.citing) }],
    }));
    const own = leaking.map((citation) => exampleOf(citation, ROLES, false));
    const figures = figuresOf(own, ROLES, finished(validated(own, ROLES.length, 'citing', 1)));
    expect(figures.coverage).toBe(0);
    expect(figures.macroF1).toBeLessThan(0.6);
    for (const { baseRate, precision } of figures.roles) expect(precision).toBeLessThan(baseRate + 0.1);
  });
});
