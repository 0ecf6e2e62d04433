/** Kinds of judges, and orders of them. */
import { describe, expect, it } from 'vitest';
import { JUDGE_KINDS, kindOfJudge, precedenceOf } from '../../../src/hub/judging/judges.js';

describe('kindOfJudge', () => {
  it.each([
    ['human', 'human'],
    ['human:ada', 'human'],
    ['humanoid', 'other'],
    ['pith', 'pith'],
    ['pith:x', 'other'],
    ['labelled:scicite', 'labelled'],
    ['semantic-scholar', 'semantic-scholar'],
    ['computed', 'computed'],
    ['computed:own', 'computed'],
    ['other', 'other'],
    ['openalex', 'other'],
    ['', 'other'],
  ])('%j is %s', (name, kind) => {
    expect(kindOfJudge(name)).toBe(kind);
  });
});

describe('precedenceOf', () => {
  it('has those that are named first and the rest in their usual order', () => {
    expect(precedenceOf('Semantic-Scholar , human')).toEqual([
      'semantic-scholar',
      'human',
      'pith',
      'labelled',
      'other',
      'computed',
    ]);
    expect(precedenceOf(JUDGE_KINDS.toReversed().join())).toEqual(JUDGE_KINDS.toReversed());
  });

  it('leaves those with a minus out', () => {
    expect(precedenceOf('-computed')).toEqual(JUDGE_KINDS.filter((kind) => kind !== 'computed'));
    expect(precedenceOf('pith, - Other, -computed')).toEqual(['pith', 'human', 'labelled', 'semantic-scholar']);
  });

  it.each([
    ['computed, -computed', 'names computed twice'],
    [JUDGE_KINDS.map((kind) => `-${kind}`).join(), 'leaves nobody to believe'],
    ['pith, hooman', 'not "hooman".'],
    ['pith,,human', 'not "".'],
    ['pith, human, PITH', 'names pith twice'],
  ])('%j is told what is wrong with it', (text, words) => {
    expect(precedenceOf(text)).toEqual({ problem: expect.stringContaining(words) as string });
  });
});
