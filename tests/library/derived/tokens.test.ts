/** Words of titles and queries. */
import { describe, expect, it } from 'vitest';
import { foldText, highlightTerms, indexText, matchRanges, wordsOf } from '../../../src/library/derived/tokens.js';
import { seeded } from '../support.js';

describe('words', () => {
  it.each([
    ['Black Holes, and  STRINGS', 'black holes and strings'],
    ['Schrödinger Ångström Łódź straße', 'schrodinger angstrom lodz strasse'],
    ['Schr\\"odinger K\\"{a}hler {\\"O}zg\\"ur Poincar\\\'e', 'schrodinger kahler ozgur poincare'],
    ['\\v{C}ech Erd\\H{o}s Fran\\c{c}ois \\O rsted \\AA ngstr\\"om', 'cech erdos francois orsted angstrom'],
    ['Ŋuŧi Əliyev \\ng a \\dh\\TH ĸ \\h{o}', 'nuti eliyev na dthq o'],
    ['{B}ayesian {GAN}s', 'bayesian gans'],
    ['AdS$_5 \\times S^5$', 'ads 5 times s 5'],
    ['{\\cal N} \\cal{N} \\cal {N} $\\cal{N}=4$ {\\Lambda}x \\kappa2', 'cal n cal n cal n cal n 4 lambda x kappa 2'],
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

describe('the short ways to the words of a text', () => {
  const random = seeded(11);
  const pieces = [
    ...[
      'a',
      'O',
      'z',
      'Z9',
      ' ',
      ' ',
      '\n',
      '_',
      '.',
      '-',
      '\\',
      '{',
      '}',
      '\\"',
      "\\'",
      '\\^',
      '\\c',
      '\\v ',
      '\\ss',
      '\\o',
    ],
    ...[
      '\\AA',
      '\\H{',
      '\\~',
      '\\=',
      '$_5$',
      '\\i',
      '\\\\',
      'x'.repeat(70),
      'é',
      'ﬁ',
      '量',
      'Σ',
      '½',
      '\u0301',
      '…',
      '\u{1d400}',
    ],
  ];
  const made = (from: readonly string[]): string =>
    Array.from({ length: 1 + Math.floor(random() * 14) }, () => from[Math.floor(random() * from.length)]!).join('');

  it('give what reading it letter by letter gives', () => {
    for (let i = 0; i < 20_000; i += 1) {
      const text = made(i % 2 === 0 ? pieces : pieces.slice(0, 28));
      const words = wordsOf(text).map((word) => word.text);
      expect(foldText(text), JSON.stringify(text)).toBe(words.join(' '));
      // The index takes apart at every ASCII character but letters and digits, and folds ASCII capitals.
      const indexed = indexText(text)
        .replace(/[A-Z]/g, (letter) => letter.toLowerCase())
        .split(/[\0-\x2f\x3a-\x60\x7b-\x7f]+/)
        .filter(Boolean);
      expect(indexed, JSON.stringify(text)).toEqual(words);
    }
  });
});
