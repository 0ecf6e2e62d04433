import { describe, expect, it } from 'vitest';
import { foldText, highlightTerms, matchRanges, wordsOf } from '../../src/library/words.js';
import { seeded } from './support.js';

describe('words', () => {
  it.each([
    ['Black Holes, and  STRINGS', 'black holes and strings'],
    ['Schrödinger Ångström Łódź straße', 'schrodinger angstrom lodz strasse'],
    ['Schr\\"odinger K\\"{a}hler {\\"O}zg\\"ur Poincar\\\'e', 'schrodinger kahler ozgur poincare'],
    ['\\v{C}ech Erd\\H{o}s Fran\\c{c}ois \\O rsted \\AA ngstr\\"om', 'cech erdos francois orsted angstrom'],
    ['{B}ayesian {GAN}s', 'bayesian gans'],
    ['AdS$_5 \\times S^5$', 'ads 5 times s 5'],
    ['AdS/CFT hep-th/9711200', 'ads cft hep th 9711200'],
    ['量子力学 x', '量 子 力 学 x'],
    ['Ｆｕｌｌ ﬁeld', 'full field'],
    ['naïve naïve', 'naive naive'],
    ['Ελλάς Москва', 'ελλας москва'],
    ['…—!?', ''],
    ['', ''],
  ])('%j become %j', (text, words) => {
    expect(foldText(text)).toBe(words);
  });

  it('are the same by the short way for plain text and by the long one', () => {
    const random = seeded(3);
    for (let i = 0; i < 2000; i += 1) {
      const text = Array.from({ length: 30 }, () => String.fromCharCode(32 + Math.floor(random() * 95))).join('');
      expect(foldText(text), text).toBe(
        wordsOf(text)
          .map((word) => word.text)
          .join(' '),
      );
    }
  });

  it('know where they stand, in order and within the text, whatever the text', () => {
    const random = seeded(4);
    const pieces = [
      'a',
      'B',
      ' ',
      '\\"o',
      '{',
      '}',
      '\\',
      'é',
      'é',
      '量',
      '𝒳',
      '😀',
      '\ud800',
      '\n',
      "\\'{\\i}",
      '½',
      'ß',
    ];
    for (let i = 0; i < 2000; i += 1) {
      const text = Array.from({ length: 12 }, () => pieces[Math.floor(random() * pieces.length)]).join('');
      let end = 0;
      for (const word of wordsOf(text)) {
        expect(word.start).toBeGreaterThanOrEqual(end === 0 ? 0 : end - 1);
        expect(word.end).toBeGreaterThan(word.start);
        expect(word.end).toBeLessThanOrEqual(text.length);
        expect(word.text).not.toMatch(/[\s"*]/);
        end = word.end;
      }
    }
  });
});

describe('highlights', () => {
  const marked = (text: string, ...terms: string[]): string[] =>
    matchRanges(text, terms).map(([start, end]) => text.slice(start, end));

  it('mark beginnings of words as typed', () => {
    expect(marked('Black holes and blackbody', 'bla')).toEqual(['Bla', 'bla']);
  });
  it('mark a phrase whole, its last word as a beginning', () => {
    expect(marked('Black hole, black holes; black box', 'black hol')).toEqual(['Black hol', 'black hol']);
  });
  it('mark whole words where letters do not count one to one', () => {
    expect(marked('Schr\\"odinger equation', 'schro')).toEqual(['Schr\\"odinger']);
    expect(marked('Straße', 'strass')).toEqual(['Straße']);
  });
  it('do not overlap', () => {
    expect(marked('superstrings', 'sup', 'superst', 'super')).toEqual(['superst']);
  });
  it('come from what is asked for, not from what is excluded', () => {
    expect(
      highlightTerms({
        where: {
          kind: 'and',
          terms: [
            { kind: 'text', text: 'Kähler', phrase: false },
            { kind: 'text', field: 'title', text: 'Black Hole', phrase: true },
            { kind: 'not', term: { kind: 'text', text: 'brane', phrase: false } },
            { kind: 'label', field: 'role', value: 'method' },
            { kind: 'text', text: '…', phrase: false },
          ],
        },
        sort: null,
      }),
    ).toEqual(['kahler', 'black hole']);
  });
});
