/** Phrases are found in texts as they are found in what the texts are folded to. */
import { describe, expect, it } from 'vitest';
import { foldText } from '../../../src/library/derived/tokens.js';
import { phraseIn, standingIn } from '../../../src/library/search/phrases.js';
import { seeded } from '../support.js';

/** What words are made of, and what stands between and in them: TeX, accents, other scripts, signs that fold to several letters. */
const PARTS = [
  ...[
    'a',
    'of',
    'the',
    'The',
    'OF',
    'of the',
    ' of the ',
    'x2',
    'ö',
    'é',
    'Ł',
    'ß',
    'İ',
    'ſ',
    'K',
    'ﬁ',
    '½',
    'ǅ',
    'ς',
    'Σ',
    'ж',
    'Ж',
    '中',
    '文',
    'が',
  ],
  ...[
    '\\o ',
    '\\ss',
    '\\"o',
    "\\'{e}",
    '\\cal{N}',
    '\\alpha',
    '\\',
    '{',
    '}',
    '$',
    '_',
    '\u0301',
    '\u00ad',
    '\u200b',
    '’',
    '–',
    '\n',
    '\t',
    '\u0000',
    '\u007f',
    '\ud800',
    '𝒜',
    '😀',
  ],
  ...[' ', ' ', ' ', '  ', '-', '.', ', ', "'", 'a'.repeat(63), 'a'.repeat(64), 'b'.repeat(70)],
];

describe('phrases', () => {
  it('stand in a text as they stand in what it is folded to', () => {
    const random = seeded(11);
    const made = (parts: number): string =>
      Array.from({ length: parts }, () => PARTS[Math.floor(random() * PARTS.length)]!).join(random() < 0.7 ? ' ' : '');
    const told = { whole: 0, beginning: 0, not: 0 };
    for (let round = 0; round < 20_000; round += 1) {
      const text = made(1 + Math.floor(random() * 8));
      const words = foldText(text).split(' ');
      const from = Math.floor(random() * words.length);
      const some =
        random() < 0.8 ? words.slice(from, from + 1 + Math.floor(random() * 3)) : foldText(made(2)).split(' ');
      const last = some.at(-1)!;
      const asked =
        random() < 0.3 ? [...some.slice(0, -1), last.slice(0, 1 + Math.floor(random() * last.length))] : some;
      if (asked.some((word) => word === '' || foldText(word) !== word)) continue;
      const standing = phraseIn(asked)(text);
      expect(`${JSON.stringify([text, asked])}: ${standing}`).toBe(
        `${JSON.stringify([text, asked])}: ${standingIn(foldText(text), asked.join(' '))}`,
      );
      told[standing] += 1;
    }
    for (const times of Object.values(told)) expect(times).toBeGreaterThan(500);
  });

  it.each([
    ['Of the gauge', ['of', 'the'], 'whole'],
    ['because of. The gauge', ['of', 'the'], 'whole'],
    ['proof the', ['of', 'the'], 'not'],
    ['of theory', ['of', 'the'], 'beginning'],
    ['\\o of the', ['of', 'the'], 'not'],
    ['\\cal{N} of the', ['n', 'of'], 'whole'],
    ['of жthe', ['of', 'the'], 'not'],
    ['théorie – of {T}he', ['of', 'the'], 'whole'],
    [`of ${'a'.repeat(70)}`, ['of', 'a'.repeat(64)], 'whole'],
  ] as const)('%s: %j %s', (text, words, standing) => {
    expect(phraseIn(words)(text)).toBe(standing);
  });
});
