/** Letters folded to ASCII. */
import { describe, expect, it } from 'vitest';
import { foldLetter, spellLatin } from '../../src/text/fold.js';

describe('Latin letters in ASCII', () => {
  it('are the same, case aside, in words and in citation keys', () => {
    for (const letter of 'ßẞæÆœŒøØđĐðÐþÞłŁħĦŧŦıȷŋŊĸəƏéÅǅﬁſ')
      expect(spellLatin(letter).replace(/\p{M}/gu, '').toLowerCase(), letter).toBe(foldLetter(letter));
  });
  it('keep their case where it matters', () => {
    expect(spellLatin('Æther Þor STRAẞE straße')).toBe('Aether Thor STRASsE strasse');
  });
  it('leave letters of other scripts', () => {
    expect([...'Σλ強я'].map(foldLetter).join('')).toBe('σλ強я');
  });
});
