/** From known roles to labels, on a made-up corpus. */
import { describe, expect, it } from 'vitest';
import type { KnownCitation } from '../../src/learn/citation.js';
import {
  type Classifiers,
  classifiersFrom,
  labelsOf,
  rolesIn,
  sampled,
  type Validated,
  validate,
} from '../../src/learn/learn.js';
import { finished } from '../../src/library/steps.js';
import { corpus, ROLES } from './corpus.js';

const learned = (known: readonly KnownCitation[]): { tested: Validated; classifiers: Classifiers } => {
  const tested = finished(validate(known, rolesIn(known).learned));
  return { tested, classifiers: finished(classifiersFrom(tested)) };
};

describe('a corpus whose sentences say the roles', () => {
  const known = corpus(300, 1);
  const { tested, classifiers } = learned(known);

  it('is learned well, far better than by giving everybody the commonest role', () => {
    const { figures } = tested;
    expect(figures.macroF1).toBeGreaterThan(0.9);
    expect(figures.majority.macroF1).toBeLessThan(0.3);
    expect(figures.precision).toBeGreaterThan(0.9);
    expect(figures.coverage).toBeGreaterThan(0.8);
    expect(figures.calibrationError).toBeLessThan(0.05);
  });

  it('holds for papers that came later, several roles each', () => {
    const later = corpus(100, 2);
    const given = later.map((citation) => labelsOf(classifiers.usual, citation));
    const roles = given.flatMap((labels) => labels?.roles ?? []);
    const right = given.flatMap((labels, at) =>
      (labels?.roles ?? []).filter((role) => later[at]!.roles.includes(role)),
    );
    expect(right.length / roles.length).toBeGreaterThan(0.9);
    expect(roles.length).toBeGreaterThan(120);
    for (const labels of given) expect(labels?.confidence ?? 0.8).toBeGreaterThanOrEqual(0.8);
  });

  it('labels hubs that nothing is known of, since held-out hubs show that it may', () => {
    expect(tested.acrossHubs!.figures.precision).toBeGreaterThan(0.9);
    expect(classifiers.stranger).not.toBeNull();
  });

  it('comes to the same every time', () => {
    const again = learned(corpus(300, 1));
    expect(again.tested.figures).toEqual(tested.figures);
    expect(again.classifiers.usual.reader.model).toEqual(classifiers.usual.reader.model);
  });
});

it('where sentences say nothing of the roles, it abstains and says so', () => {
  const known = corpus(300, 3, { blind: true });
  const { tested, classifiers } = learned(known);
  expect(tested.figures.coverage).toBeLessThan(0.1);
  expect(tested.figures.calibrationError).toBeLessThan(0.1);
  expect(known.filter((citation) => labelsOf(classifiers.usual, citation) !== undefined).length).toBeLessThan(30);
});

it('does not label hubs of which nothing is known where what holds of one hub does not of another', () => {
  // In every other hub the same sentences have other roles.
  const known = corpus(300, 4, { hubs: 4 }).map((citation) => ({
    ...citation,
    roles: citation.roles.map((role) => ROLES[(ROLES.indexOf(role) + citation.cited) % 3]!),
  }));
  expect(learned(known).classifiers.stranger).toBeNull();
});

describe('rolesIn', () => {
  it('leaves out roles that fewer than ten papers have, however often', () => {
    const known = Array.from({ length: 40 }, (_, at) => ({
      citing: at % 20,
      roles: at % 20 < 9 ? ['background', 'rare'] : ['background', 'method'],
    }));
    expect(rolesIn(known)).toEqual({ learned: ['background', 'method'], rare: [{ role: 'rare', papers: 9 }] });
  });
});

describe('sampled', () => {
  it('takes no more sentences than can be learned from, always the same, and in order', () => {
    const known = Array.from({ length: 4000 }, (_, citing) => ({ citing, cited: 1, roles: ['method'] }));
    const ten = Array.from({ length: 10 }, () => ({ text: 'We use it.' }));
    const [one, other] = [1, 2].map(() => sampled(known, () => ten).map(({ citing }) => citing));
    expect(one).toEqual(other);
    expect(one).toHaveLength(3000);
    expect(one).toEqual([...one!].sort((a, b) => a - b));
    expect(one![2999]).toBeGreaterThan(3500);
  });
});
