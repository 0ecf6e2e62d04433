/** The width of text in cells, and what may go to a terminal. */
import stringWidthPackage from 'string-width';
import { describe, expect, it } from 'vitest';
import { displayParagraphs, displayText, graphemes, width } from '../../src/text/width.js';
import stringWidth from '../../src/tui/ink/string-width.js';
import { makeTerminal } from '../e2e/harness/cells.js';

const SAMPLES: Readonly<Record<string, string>> = {
  ascii: 'Rigging the Lottery: Making All Tickets Winners',
  latin: 'Łukasz Müller, Ångström & Éloïse — “naïve” façade…',
  decomposed: 'E\u0301tude of Mu\u0308ller n\u0303',
  stacked: 'Z\u0351\u036b\u0343\u036a\u0302\u036b\u033d\u034f\u0334\u0319\u0324 algo',
  cjk: '强化学习与大语言模型、推理（综述）',
  kana: 'カタカナ と ひらがな が゙',
  halfwidthKana: 'ﾊﾝｶｸ ｶﾞｷﾞ',
  hangul: '한국어 논문',
  jamo: '\u1112\u1161\u11ab\u1100\u1173\u11af',
  strayJamo: 'a\u1161b\u11ab',
  thai: 'การเรียนรู้ของเครื่อง น้ำ',
  lao: 'ນ້ຳ',
  devanagari: 'मशीन लर्निंग हिन्दी में क्षेत्र',
  tamil: 'தமிழ் மொழி',
  arabic: 'التعلم العميق \u0627\u0644\u0639\u064e\u0631\u064e\u0628\u0650\u064a\u0651\u0629',
  hebrew: 'לְמִידָה עֲמוּקָה',
  vietnamese: 'Học tăng cường tiếng Việt',
  math: '∀ε>0 ∃δ: ‖x−y‖≤δ ⇒ |f(x)−f(y)|≤ε; 𝓛(θ)=𝔼[ℓ] ℝⁿ ⊗ ∇',
  greek: 'α-divergence and β-VAE, Δ=Ω²',
  emoji: '🎯 target 🔥 hot 🚀',
  textEmoji: '❤️ ☀️ ©️ ™️ ❤ ☎︎',
  family: 'a 👨‍👩‍👧‍👦 b 👩🏽‍🔬 c 🏴‍☠️ d 🧑‍💻',
  skin: '👍🏽 👋🏿 🏽',
  flags: '🇩🇪🇨🇭 🇫 🏴󠁧󠁢󠁥󠁮󠁧󠁿',
  keycaps: '1️⃣ #️⃣ *⃣',
  fullwidth: 'ＡＢＣ１２３',
  box: '│ ╭──╮ ▏█▇ ● ✓ ✗ ★ ▸',
  invisible: 'a\u200bb\u200cc\u200dd\ufeffe\u00adf\u2060g',
  bidi: 'a\u202eb\u2066c\u2069\u200f',
  private: '\ue000\uf8ff',
  leadingMark: '\u0301leading mark',
  surrogate: 'broken \ud83d half',
  controls: 'a\tb\nc\x1b[31md\x9b2Je\x07f\x00',
  ideographs: '𠀀𠮷野家 🀄',
};

/** The column of the cursor after the text, on a terminal wide enough. */
async function cellsOnTerminal(text: string, unicode: '6' | 'current'): Promise<number> {
  const terminal = makeTerminal(200, 2, unicode);
  await new Promise<void>((done) => terminal.write(text, done));
  const column = terminal.buffer.active.cursorX;
  terminal.dispose();
  return column;
}

describe('what goes to the screen', () => {
  for (const [name, sample] of Object.entries(SAMPLES)) {
    it(`has as many cells as a terminal gives it: ${name}`, async () => {
      const shown = displayText(sample);
      expect(width(shown)).toBe(await cellsOnTerminal(shown, 'current'));
    });
    it(`has as many cells as Ink thinks: ${name}`, () => {
      const shown = displayText(sample);
      expect(width(shown)).toBe(stringWidth(shown));
      // The package takes the vowel AM of Thai and Lao for a mark and a conjunct of Devanagari for one letter; terminals do not.
      const am = shown.match(/[\u0e33\u0eb3]/gu)?.length ?? 0;
      if (name !== 'devanagari') expect(stringWidthPackage(shown) + am).toBe(width(shown));
    });
    it(`is the sum of its code points and stays what it is: ${name}`, () => {
      const shown = displayText(sample);
      expect([...shown].reduce((sum, character) => sum + width(character), 0)).toBe(width(shown));
      expect(displayText(shown)).toBe(shown);
    });
  }

  it('agrees with terminals of old Unicode too where no emoji are', async () => {
    for (const name of [
      'latin',
      'decomposed',
      'cjk',
      'kana',
      'halfwidthKana',
      'hangul',
      'jamo',
      'thai',
      'math',
      'fullwidth',
      'hebrew',
    ])
      expect([name, await cellsOnTerminal(displayText(SAMPLES[name]!), '6')]).toEqual([
        name,
        width(displayText(SAMPLES[name]!)),
      ]);
  });

  it('has no sequences terminals disagree on', () => {
    expect(displayText(SAMPLES.family!)).toBe('a 👨 b 👩 c 🏴 d 🧑');
    expect(displayText(SAMPLES.skin!)).toBe('👍 👋 ');
    expect(displayText(SAMPLES.flags!)).toBe('DECH F 🏴');
    expect(displayText(SAMPLES.keycaps!)).toBe('1 # *');
    expect(displayText('❤️ ☎︎')).toBe('❤ ☎');
  });

  it('has nothing invisible, no control and no direction override', () => {
    expect(displayText(SAMPLES.invisible!)).toBe('abcdefg');
    expect(displayText(SAMPLES.bidi!)).toBe('abc');
    expect(displayText(SAMPLES.controls!)).toBe('a b c[31md2Jef');
    expect(displayText('\ud83d x')).toBe('\ufffd x');
  });

  it('keeps marks with a base, composed where they compose, and at most four of them', () => {
    expect(displayText('E\u0301tude')).toBe('Étude');
    expect(displayText('\u0301leading')).toBe('leading');
    expect([...displayText(`x${'\u0301'.repeat(50)}`)].length).toBeLessThanOrEqual(5);
    expect(displayText('नि')).toBe('नि');
  });

  it('folds lines into one, or keeps them where asked', () => {
    expect(displayText('a\nб\r\u2028c')).toBe('a б  c');
    expect(displayParagraphs('é\n\nb\u200b')).toBe('é\n\nb');
  });
});

describe('width', () => {
  it('counts sequences of emoji as two cells', () => {
    for (const emoji of ['👨‍👩‍👧‍👦', '👩🏽‍🔬', '👍🏽', '🇩🇪', '1️⃣', '❤️', '🏴‍☠️', '🎯'])
      expect([emoji, width(emoji)]).toEqual([emoji, 2]);
    expect(width('❤')).toBe(1);
  });

  it('counts ambiguous characters as one', () => {
    expect(width('§±×÷“”…─│■')).toBe(10);
  });
});

describe("the bundle's string-width", () => {
  it('agrees with the package on code points of every kind but lone inner Hangul letters', () => {
    const differing: string[] = [];
    for (let code = 0; code <= 0x10ffff; code++) {
      // Of the large even stretches a sample will do: the package takes seconds for all.
      const even = (code > 0x3400 && code < 0xa000) || (code > 0xac00 && code < 0xd7a4) || code > 0x20000;
      if (even && code % 97 !== 0) continue;
      const inner = (code >= 0x1160 && code <= 0x11ff) || (code >= 0xd7b0 && code <= 0xd7fb);
      const text = String.fromCodePoint(code);
      if (!inner && stringWidth(text) !== stringWidthPackage(text)) differing.push(code.toString(16));
    }
    expect(differing).toEqual([]);
  });

  it('counts no escape sequence', () => {
    const samples = [
      '\x1b[31mred\x1b[39m plain',
      '\x1b[1;38;5;208m强化\x1b[0m',
      '\x1b]8;;https://example.org/a\x07link\x1b]8;;\x07',
      '\x1b]8;;https://example.org/a\x1b\\link\x1b]8;;\x1b\\ é',
      '\x1b[38;2;1;2;3mtrue\x1b[m',
    ];
    for (const sample of samples) expect(stringWidth(sample)).toBe(stringWidthPackage(sample));
  });

  it('is nothing for what is no text', () => {
    expect(stringWidth(undefined as unknown as string)).toBe(0);
    expect(stringWidth('')).toBe(0);
  });
});

describe('graphemes', () => {
  it('keeps marks with their base', () => {
    expect(graphemes('ae\u0301नि')).toEqual(['a', 'e\u0301', 'नि']);
  });
});
