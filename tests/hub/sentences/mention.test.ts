/** Where a citing sentence mentions the cited work. */
import { describe, expect, it } from 'vitest';
import { mentionRanges } from '../../../src/hub/sentences/mention.js';

const work = { title: 'RigL: Growing Nets from Little', firstAuthor: 'Ada Müller-Weiß', year: 2020 };
const marked = (sentence: string): string[] =>
  mentionRanges(sentence, work).map(([from, to]) => sentence.slice(from, to));

describe('the mention of a work in a citing sentence', () => {
  it('is the first author with company or year', () => {
    expect(marked('As Müller-Weiß et al. (2020) show, and others agree.')).toEqual(['Müller-Weiß et al. (2020)']);
    expect(marked('Nets grow (Müller-Weiß & Oda, 2019a).')).toEqual(['Müller-Weiß & Oda, 2019a']);
  });
  it('is not a name by itself', () => {
    expect(marked('The Müller-Weiß constant is something else.')).toEqual([]);
  });
  it('is never a part of a longer name, in whatever letters', () => {
    const oda = { title: 'GoNet: Nets', firstAuthor: 'Emi Oda' };
    const named = (sentence: string): string[] =>
      mentionRanges(sentence, oda).map(([from, to]) => sentence.slice(from, to));
    expect(named('Odas (2001), Foda (2002), Oda-Lee (2003) and Oda (2004).')).toEqual(['Oda (2004)']);
    expect(named('Odaß (2001), ÄOda (2002), Oda and Özil (2003).')).toEqual(['Oda and Özil (2003)']);
    expect(named('A GoNet, a GoNets, a GoNetß and a 2GoNet.')).toEqual(['GoNet']);
  });
  it('is the short name before the colon of the title', () => {
    expect(marked('We train RigL and xRigLo.')).toEqual(['RigL']);
  });
  it('is the only bracketed number, and none of several', () => {
    expect(marked('Growing has been tried [12].')).toEqual(['[12]']);
    expect(marked('Growing has been tried [12] and [13].')).toEqual([]);
  });
  it('takes names with characters that mean something in patterns', () => {
    expect(mentionRanges('See O(+) et al. 2001.', { title: 'X', firstAuthor: 'A O(+)' }).length).toBeLessThanOrEqual(1);
  });
});
