/** Text fitted into cells. */
import { describe, expect, it } from 'vitest';
import { fitAround, fit as fitted, truncate, wrap } from '../../src/text/fit.js';
import { displayText, width } from '../../src/text/width.js';

const TITLES = [
  'Rigging the Lottery: Making All Tickets Winners',
  '强化学习与大语言模型、推理（综述）',
  '한국어 논문 제목이 여기에 있습니다',
  'การเรียนรู้ของเครื่อง น้ำ',
  'https://example.org/a/very/long/address?with=parameters&and=more#fragment',
  'Mixed 强化 learning 学习 for naïve é agents 🎯 target',
  displayText('Zalgo Z\u0351\u036b\u0343\u036a\u0302 algo'),
  'a',
  '   leading and trailing   ',
  'word  two   blanks',
];

describe('fit', () => {
  it('is exactly as wide as asked for, whatever the text and the width', () => {
    for (const title of TITLES)
      for (let cells = 0; cells <= 90; cells++) {
        expect(width(fitted(title, cells))).toBe(cells);
        expect(width(fitted(title, cells, 'right'))).toBe(cells);
        expect(width(truncate(title, cells))).toBeLessThanOrEqual(cells);
      }
  });

  it('leaves text that fits as it is, and pads it on the other side', () => {
    expect(fitted('abc', 5)).toBe('abc  ');
    expect(fitted('abc', 5, 'right')).toBe('  abc');
    expect(truncate('强化', 4)).toBe('强化');
  });

  it('puts an ellipsis where it cuts, in the last cell, so that cut texts end below each other', () => {
    expect(truncate('Rigging the Lottery', 12)).toBe('Rigging the…');
    expect(truncate('Rigging the Lottery', 13)).toBe('Rigging the …');
    expect(truncate('Rigging the Lottery', 14)).toBe('Rigging the L…');
    expect(truncate('Lottery', 4)).toBe('Lot…');
    expect(truncate('Lottery', 1)).toBe('…');
    expect(truncate('强化学习', 4)).toBe('强 …');
    expect(truncate('强化学习', 5)).toBe('强化…');
    for (const title of TITLES)
      for (let cells = 1; cells < width(title); cells++) {
        expect(truncate(title, cells)).toMatch(/…$/u);
        expect(width(truncate(title, cells))).toBe(cells);
      }
  });

  it('never parts a mark from its base', () => {
    expect(truncate('xe\u0323\u0301yz', 3)).toBe('xe\u0323\u0301…');
  });
});

describe('fitAround', () => {
  const TITLE = 'A Survey on Efficient Training of Transformers for Time Series';
  const around = (cells: number, word: string): string => {
    const from = TITLE.indexOf(word);
    return fitAround(TITLE, cells, from, from + word.length).text;
  };

  it('cuts as always where the words are in sight', () => {
    expect(around(20, 'Survey')).toBe(fitted(TITLE, 20));
    expect(around(80, 'Series')).toBe(fitted(TITLE, 80));
  });

  it('begins later, at a word, where they would be cut away', () => {
    expect(around(26, 'Training')).toBe('…Training of Transformers…');
    expect(around(26, 'Transformers')).toBe('…of Transformers for Time…');
    expect(around(26, 'Series')).toBe('…for Time Series          ');
  });

  it('is as wide as asked for and has the words whole, whatever the text, wherever they stand', () => {
    for (const title of TITLES)
      for (let cells = 6; cells <= 40; cells++)
        for (let from = 0; from + 1 < title.length; from++) {
          if (!/[a-z强学]/u.test(title.slice(from, from + 1))) continue;
          const cut = fitAround(title, cells, from, from + 1);
          expect(width(cut.text)).toBe(cells);
          expect(cut.from <= from && from < cut.to).toBe(true);
          expect(cut.text.slice(cut.at, cut.at + cut.to - cut.from)).toBe(title.slice(cut.from, cut.to));
        }
  });
});

describe('wrap', () => {
  it('has no line longer than asked for, loses no word and begins no continuation with a blank', () => {
    for (const title of TITLES)
      for (let cells = 2; cells <= 90; cells++) {
        const lines = wrap(title, cells);
        for (const [index, line] of lines.entries()) {
          expect(width(line)).toBeLessThanOrEqual(cells);
          if (index > 0) expect(line).not.toMatch(/^\s/u);
          expect(line).not.toMatch(/ $/u);
          if (index > 0) expect(line).not.toBe('');
        }
        expect(lines.join('').replaceAll(' ', '')).toBe(title.replaceAll(' ', ''));
      }
  });

  it('breaks between words and fills lines', () => {
    expect(wrap('the quick brown fox jumps', 10)).toEqual(['the quick', 'brown fox', 'jumps']);
    expect(wrap('exactly ten', 7)).toEqual(['exactly', 'ten']);
    expect(wrap('ab cd', 5)).toEqual(['ab cd']);
  });

  it('breaks a word only if it is longer than a line', () => {
    expect(wrap('a abcdefghij', 4)).toEqual(['a', 'abcd', 'efgh', 'ij']);
  });

  it('breaks beside wide characters but not before closing punctuation', () => {
    expect(wrap('强化学习与推理', 6)).toEqual(['强化学', '习与推', '理']);
    expect(wrap('强化学、习', 6)).toEqual(['强化', '学、习']);
    expect(wrap('deep 强化', 7)).toEqual(['deep 强', '化']);
  });

  it('keeps paragraphs and the blank lines between them', () => {
    expect(wrap('one two\n\nthree', 5)).toEqual(['one', 'two', '', 'three']);
    expect(wrap('a\n b', 5)).toEqual(['a', ' b']);
  });

  it('is nothing for nothing and for no room', () => {
    expect(wrap('', 10)).toEqual([]);
    expect(wrap('text', 0)).toEqual([]);
  });

  it('answers for each width even when asked again', () => {
    expect(wrap('aa bb cc', 2)).toEqual(['aa', 'bb', 'cc']);
    expect(wrap('aa bb cc', 5)).toEqual(['aa bb', 'cc']);
    expect(wrap('aa bb cc', 2)).toEqual(['aa', 'bb', 'cc']);
  });
});
