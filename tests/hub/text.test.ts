/** Text from outside, cleaned. */
import { describe, expect, it } from 'vitest';
import { cleanLine, cleanText } from '../../src/hub/text.js';

const ESC = '\x1b';

describe('cleanLine', () => {
  it.each([
    ['colours', `${ESC}[1;31mred${ESC}[0m`, 'red'],
    ['a cursor movement with private parameters', `a${ESC}[?25lb${ESC}[2;3Hc`, 'abc'],
    ['an 8-bit control sequence', 'a\x9b31mb', 'ab'],
    ['a window title ended by a bell', `a${ESC}]0;owned\x07b`, 'ab'],
    ['a clipboard write ended by ST', `a${ESC}]52;c;c2VjcmV0${ESC}\\b`, 'ab'],
    ['an 8-bit string ended by 8-bit ST', 'a\x9d0;owned\x9cb', 'ab'],
    ['a link, whose text stays', `${ESC}]8;;https://x.test${ESC}\\text${ESC}]8;;${ESC}\\`, 'text'],
    ['a device control string with a bell inside', `a${ESC}P1$q\x07 q${ESC}\\b`, 'ab'],
    [
      'privacy message, application command and start of string',
      `a${ESC}^x${ESC}\\b${ESC}_y${ESC}\\c${ESC}Xz${ESC}\\d`,
      'abcd',
    ],
    ['a string cancelled by CAN', `a${ESC}]0;t\x18b`, 'ab'],
    ['a character set and a two-character escape', `a${ESC}(Bb${ESC}cd${ESC}#8e`, 'abde'],
    ['a string that never ends, to the end of its line', `a${ESC}]0;owned\nb`, 'a b'],
    ['a sequence cut short', `a${ESC}[31`, 'a'],
    ['an escape at the very end', `a${ESC}`, 'a'],
    ['two escapes', `a${ESC}${ESC}[31mb`, 'ab'],
  ])('removes %s whole', (_, text, clean) => {
    expect(cleanLine(text)).toBe(clean);
  });

  it('takes Latin-1-damaged quotation marks for text, not for the beginning of a sequence', () => {
    expect(cleanLine('he said â\x80\x9cyesâ\x80\x9d and â\x80\x9cnoâ\x80\x9d twice')).toBe(
      'he said âyesâ and ânoâ twice',
    );
  });

  it('drops control characters', () => {
    const controls = [...Array(32).keys(), 0x7f, ...Array.from({ length: 32 }, (_, at) => 0x80 + at)];
    const others = controls.filter(
      (code) => ![9, 10, 11, 12, 13, 0x1b, 0x85, 0x90, 0x98, 0x9b, 0x9d, 0x9e, 0x9f].includes(code),
    );
    expect(cleanLine(others.map((code) => `a${String.fromCharCode(code)}`).join(''))).toBe('a'.repeat(others.length));
  });

  it.each([
    [
      'bidi marks, embeddings, overrides and isolates',
      'a\u200eb\u200fc\u061cd\u202ae\u202ef\u2066g\u2069h',
      'abcdefgh',
    ],
    ['zero-width spaces, word joiners and byte order marks', 'a\u200bb\u2060c\ufeffd', 'abcd'],
    ['joiners where no script needs them', 'a\u200cb\u200dc', 'abc'],
    ['soft hyphens and grapheme joiners', 'co\u00adop\u034fer', 'cooper'],
    ['variation selectors', 'a\ufe0fb\ufe0ec\u{e0100}d', 'abcd'],
    ['tag characters', 'a\u{e0061}\u{e007f}b', 'ab'],
    ['Hangul fillers and annotation marks', 'a\u3164b\u115fc\ufff9d\ufffbe', 'abcde'],
  ])('drops %s', (_, text, clean) => {
    expect(cleanLine(text)).toBe(clean);
  });

  it('shows what has no meaning as the replacement character', () => {
    expect(cleanLine('a\ue000\uf8ffb')).toBe('a\ufffdb');
    expect(cleanLine('a\ud800b\udc00c')).toBe('a\ufffdb\ufffdc');
    expect(cleanLine('\udc00\ud800').isWellFormed()).toBe(true);
  });

  it('keeps emoji sequences and the joiners of scripts that need them', () => {
    for (const text of [
      '👩\u200d💻',
      '👩🏽\u200d🔬',
      '❤\ufe0f\u200d🔥',
      '1\ufe0f\u20e3',
      '🇩🇪',
      'می\u200cخواهم',
      'क्\u200dष',
    ])
      expect(cleanLine(`x ${text} y`)).toBe(`x ${text} y`);
  });

  it('folds line breaks and all kinds of space to one blank and leaves none at the ends', () => {
    expect(cleanLine(' a\r\nb\vc\fd\x85e\u2028f\u2029g\th\u00a0i\u3000j\u2009  k\n')).toBe('a b c d e f g h i j k');
  });

  it('composes accents and stops piles of them', () => {
    expect(cleanLine('Poincare\u0301')).toBe('Poincaré');
    expect(cleanLine(`o${'\u0300'.repeat(500)}x`).length).toBeLessThan(12);
  });

  it('takes the short way only with letters that the long way leaves alone', () => {
    // Something invisible in front leads the long way, and is dropped there.
    const differs: number[] = [];
    for (let code = 0; code <= 0xffff; code += 1) {
      const letter = String.fromCharCode(code);
      const text = `a${letter}b${letter}${letter} ${letter}c`;
      if (cleanLine(text) !== cleanLine(`\u200b${text}`)) differs.push(code);
    }
    expect(differs).toEqual([]);
  });

  it('leaves plain text as it is', () => {
    for (const text of ['', 'a', 'On the Lottery Ticket', 'Ω-bounds für größere 図書館'])
      expect(cleanLine(text)).toBe(text);
  });
});

describe('cleanText', () => {
  it('keeps paragraphs and joins the lines of each', () => {
    expect(cleanText('one\ntwo\r\n \t\r\n\r\nthree \u2029four\x07\n\n')).toBe('one two\n\nthree\n\nfour');
  });

  it('cannot be made to keep a line break by something invisible', () => {
    expect(cleanText('a\n\u200b\nb')).toBe('a\n\nb');
  });
});

describe('both', () => {
  const pieces = [
    ESC,
    '[',
    ']',
    '31m',
    'P',
    '\\',
    '\x07',
    '\x9b',
    '\x9d',
    '\x9c',
    '\x80',
    '\n',
    '\r\n',
    ' ',
    '\u2029',
    '\u200d',
    '\u200c',
    '\ufe0f',
    '\u20e3',
    '1',
    'a',
    'e',
    '\u0301',
    '\u0344',
    '\u0958',
    '\u093c',
    '\u0323',
    '👩',
    '🏽',
    '❤',
    'क',
    '्',
    'ی',
    '\ud83d',
    '\udc69',
    '\ue000',
    '\u115f',
    '\u1100',
    '\u1161',
    '\u11a8',
    '\u212b',
    '\u202e',
    '\u{e0041}',
  ];
  let seed = 7;
  const random = (below: number): number => {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((seed / 2 ** 32) * below);
  };

  it('change nothing the second time, whatever the text', () => {
    for (let round = 0; round < 5_000; round++) {
      const text = Array.from({ length: random(24) }, () => pieces[random(pieces.length)]!).join('');
      const line = cleanLine(text);
      const whole = cleanText(text);
      expect(cleanLine(line)).toBe(line);
      expect(cleanText(whole)).toBe(whole);
      expect(line).not.toMatch(/[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]/);
      expect(whole.replaceAll('\n\n', '')).not.toMatch(/[\x00-\x1f\x7f-\x9f]/);
      expect(line.isWellFormed() && line === line.normalize('NFC')).toBe(true);
    }
  });

  it.each([
    ['unended strings', `${ESC}]`],
    ['8-bit strings', '\x9d'],
    ['string ends', `${ESC}P${ESC}`],
    ['control sequences without an end', `${ESC}[1;`],
    ['parameters', '1;'],
    ['blanks', ' '],
    ['line breaks and blanks', '\n '],
    ['joiners', '\u200d'],
    ['emoji and joiners', '👩\u200d'],
    ['marks', '\u0301\u0323'],
    ['lone surrogates', '\ud800'],
    ['noise', 'a\x1b\u202e\u200b\ue000\x9b\n'],
  ])('take a megabyte of %s in a moment', (_, piece) => {
    const text = piece.repeat(Math.ceil(1_000_000 / piece.length));
    cleanLine(text);
    cleanText(`${ESC}]${text}`);
    cleanText(`${ESC}P${text}${ESC}\\`);
    // Quadratic would be minutes, and run out of the time every test has.
    expect(cleanLine(text).length).toBeLessThanOrEqual(text.length);
  });
});

it('words that libraries mark as not sorting are words', () => {
  expect([cleanLine('\x98The \x9cKites'), cleanLine('\x98Der\x9c Drachen')]).toEqual(['The Kites', 'Der Drachen']);
  // The same two signs with an escape before them are a terminal's, and go whole.
  expect(cleanLine('a\x1bXhidden\x1b\\b')).toBe('ab');
});
