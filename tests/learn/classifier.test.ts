/** Roles of single sentences, where a source gives them. */
import { describe, expect, it } from 'vitest';
import type { KnownCitation, Sentence } from '../../src/learn/citation.js';
import { exampleOf, learnedFrom } from '../../src/learn/classifier.js';
import { featuresOf } from '../../src/learn/features.js';
import { atLeastOne, distribution } from '../../src/learn/softmax.js';
import { vectorOf } from '../../src/learn/weighing.js';
import { finished } from '../../src/library/steps.js';

const ROLES = ['background', 'method'];
const TEXTS = ['Masks have long been studied.', 'We use their code.'];

/** Citations that have both roles, of which the two sentences alone could not tell which is which. */
function known(each: (at: number) => Pick<Sentence, 'roles'>): KnownCitation[] {
  return Array.from({ length: 80 }, (_, citing) => ({
    citing,
    cited: 1,
    roles: ROLES,
    sentences: TEXTS.map((text, at) => ({ text, ...each(at) })),
  }));
}

/** How sure it is that the second sentence is method, and the first not. */
function told(citations: readonly KnownCitation[]): [number, number] {
  const examples = citations.map((citation) => exampleOf(citation, ROLES, false));
  const { weighing, model } = finished(learnedFrom(examples, ROLES.length, 1));
  const [first, second] = TEXTS.map((text) => distribution(model, vectorOf(featuresOf({ text }, false), weighing)));
  expect(atLeastOne([first!, second!], 1)).toBeGreaterThan(0.5);
  return [first![1]!, second![1]!];
}

describe('sentences with roles of their own', () => {
  it('are learned one by one where these come to the roles of the citation', () => {
    const [first, second] = told(known((at) => ({ roles: [ROLES[at]!] })));
    expect(second).toBeGreaterThan(0.8);
    expect(first).toBeLessThan(0.2);
  });

  it('are not believed where another judge says otherwise of the citation', () => {
    const overruled = known((at) => ({ roles: [ROLES[1 - at]!] })).map((citation) => ({
      ...citation,
      roles: ['method'],
    }));
    const [first, second] = told(overruled);
    expect(first).toBeGreaterThan(0.8);
    expect(second).toBeGreaterThan(0.8);
  });
});
