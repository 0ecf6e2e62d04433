/** From bytes to keys. */
import { describe, expect, it } from 'vitest';
import { createTokenizer, type Key } from '../../../src/tui/keys/tokenize.js';

const keys = (input: string | Uint8Array): Key[] => createTokenizer().feed(input);
const names = (input: string | Uint8Array): string[] => keys(input).map((key) => key.name);

/** Keys by name, each with the bytes terminals send for it. */
const KEYS: readonly (readonly [string, string])[] = [
  ['j', 'j'],
  ['G', 'G'],
  ['/', '/'],
  ['é', 'é'],
  ['強', '強'],
  ['🎯', '🎯'],
  ['space', ' '],
  ['enter', '\r'],
  ['enter', '\n'],
  ['tab', '\t'],
  ['shift-tab', '\x1b[Z'],
  ['backspace', '\x7f'],
  ['backspace', '\b'],
  ['delete', '\x1b[3~'],
  ['insert', '\x1b[2~'],
  ['up', '\x1b[A'],
  ['down', '\x1b[B'],
  ['right', '\x1b[C'],
  ['left', '\x1b[D'],
  ['up', '\x1bOA'],
  ['down', '\x1bOB'],
  ['home', '\x1b[H'],
  ['end', '\x1b[F'],
  ['home', '\x1bOH'],
  ['end', '\x1bOF'],
  ['home', '\x1b[1~'],
  ['end', '\x1b[4~'],
  ['home', '\x1b[7~'],
  ['end', '\x1b[8~'],
  ['pageup', '\x1b[5~'],
  ['pagedown', '\x1b[6~'],
  ['f1', '\x1bOP'],
  ['f4', '\x1bOS'],
  ['f5', '\x1b[15~'],
  ['f12', '\x1b[24~'],
  ['ctrl-a', '\x01'],
  ['ctrl-c', '\x03'],
  ['ctrl-d', '\x04'],
  ['ctrl-z', '\x1a'],
  ['ctrl-]', '\x1d'],
  ['ctrl-_', '\x1f'],
  ['ctrl-space', '\x00'],
  ['alt-b', '\x1bb'],
  ['alt-F', '\x1bF'],
  ['alt-é', '\x1bé'],
  ['alt-backspace', '\x1b\x7f'],
  ['alt-enter', '\x1b\r'],
  ['ctrl-alt-a', '\x1b\x01'],
  ['ctrl-left', '\x1b[1;5D'],
  ['shift-up', '\x1b[1;2A'],
  ['alt-right', '\x1b[1;3C'],
  ['ctrl-alt-shift-end', '\x1b[1;8F'],
  ['ctrl-delete', '\x1b[3;5~'],
  ['shift-tab', '\x1b[9;2u'],
  ['ctrl-up', '\x1bO5A'],
  // The keypad in application mode.
  ['enter', '\x1bOM'],
  ['5', '\x1bOu'],
  // kitty
  ['a', '\x1b[97u'],
  ['A', '\x1b[97;2u'],
  ['A', '\x1b[97:65;2u'],
  ['!', '\x1b[49:33;2u'],
  ['ctrl-d', '\x1b[100;5u'],
  ['ctrl-d', '\x1b[100;133u'],
  ['alt-x', '\x1b[120;3u'],
  ['escape', '\x1b[27u'],
  ['enter', '\x1b[13u'],
  ['enter', '\x1b[13;2u'],
  ['backspace', '\x1b[127;1:2u'],
  ['space', '\x1b[32u'],
  ['up', '\x1b[57419u'],
  ['7', '\x1b[57406u'],
  ['ä', '\x1b[97;;228u'],
  ['super-k', '\x1b[107;9u'],
  // What no byte tells from Tab, and what Ctrl and a letter are as bytes, too.
  ['ctrl-i', '\x1b[105;5u'],
  ['escape', '\x1b[91;5u'],
  ['enter', '\x1b[109;5u'],
  ['enter', '\x1b[106;5u'],
  ['backspace', '\x1b[104;5u'],
  ['ctrl-c', '\x1b[99;5u'],
  ['ctrl-\\', '\x1b[92;5u'],
  // The key of a Cyrillic keyboard in the place of c.
  ['ctrl-c', '\x1b[1089::99;5u'],
  ['alt-b', '\x1b[1080::98;3u'],
  ['с', '\x1b[1089::99u'],
  // modifyOtherKeys
  ['ctrl-x', '\x1b[27;5;120~'],
  ['ctrl-tab', '\x1b[27;5;9~'],
  ['ctrl-i', '\x1b[27;5;105~'],
];

/** What a terminal says by itself, which is nobody's key. */
const REPORTS: readonly (readonly [string, string])[] = [
  ['mouse release', '\x1b[<0;12;34m'],
  ['old mouse report', '\x1b[M !!'],
  ['rxvt mouse report', '\x1b[32;12;34M'],
  ['press of another button', '\x1b[<2;12;34M'],
  ['press with Shift', '\x1b[<4;12;34M'],
  ['moved mouse', '\x1b[<35;12;34M'],
  ['press beyond all terminals', '\x1b[<0;99999;1M'],
  ['focus out', '\x1b[O'],
  ['device attributes', '\x1b[?62;1;6;22c'],
  ['secondary attributes', '\x1b[>41;380;0c'],
  ['cursor position', '\x1b[12;40R'],
  ['mode report', '\x1b[?2026;2$y'],
  ['kitty flags', '\x1b[?1u'],
  ['window size', '\x1b[8;40;120t'],
  ['background colour, ST', '\x1b]11;rgb:1e1e/1e1e/1e1e\x1b\\'],
  ['background colour, BEL', '\x1b]11;rgb:1e1e/1e1e/1e1e\x07'],
  ['version', '\x1bP>|xterm(390)\x1b\\'],
  ['application answer', '\x1b_Gi=1;OK\x1b\\'],
  ['release of a key', '\x1b[97;1:3u'],
  ['release of an arrow', '\x1b[1;1:3A'],
  ['a modifier alone', '\x1b[57441;2u'],
  ['stray end of paste', '\x1b[201~'],
];

describe('keys', () => {
  it.each(KEYS)('%s from %j', (name, bytes) => {
    expect(names(bytes)).toEqual([name]);
  });

  it('type what they are, and nothing where they are commands', () => {
    expect(keys('jé ')).toEqual([
      { name: 'j', text: 'j' },
      { name: 'é', text: 'é' },
      { name: 'space', text: ' ' },
    ]);
    for (const bytes of ['\r', '\t', '\x7f', '\x1b[A', '\x04', '\x1bb', '\x1b[100;5u', '\x1b[107;9u'])
      expect(keys(bytes)[0]).not.toHaveProperty('text');
  });

  it('come one by one from a chunk of many', () => {
    expect(names('jj \rk\x1b[A\x04G')).toEqual(['j', 'j', 'space', 'enter', 'k', 'up', 'ctrl-d', 'G']);
  });

  it('keep a character with its marks together', () => {
    expect(names('e\u0301x')).toEqual(['e\u0301', 'x']);
  });
});

describe('reports of the terminal', () => {
  it.each(REPORTS)('vanish: %s', (_, bytes) => {
    expect(names(`j${bytes}k`)).toEqual(['j', 'k']);
  });

  it('vanish when unknown, malformed or cut short', () => {
    expect(names('\x1b[99zj')).toEqual(['j']);
    expect(names('\x1b[1;2\x1b[Bj')).toEqual(['down', 'j']);
    expect(names('\x9bj\x85')).toEqual(['j']);
    const tokenizer = createTokenizer();
    expect(tokenizer.feed(`\x1b[${'1;'.repeat(3000)}`)).toEqual([]);
    expect(tokenizer.pending()).toBe(null);
    expect(tokenizer.feed('j').map((key) => key.name)).toEqual(['j']);
  });
});

/** What the mouse does, with the bytes of the reports that are asked for. */
const MOUSE: readonly (readonly [Key, string])[] = [
  [{ name: 'press', at: { x: 11, y: 33 } }, '\x1b[<0;12;34M'],
  [{ name: 'wheelup', at: { x: 0, y: 0 } }, '\x1b[<64;1;1M'],
  [{ name: 'wheeldown', at: { x: 299, y: 99 } }, '\x1b[<65;300;100M'],
  [{ name: 'focus' }, '\x1b[I'],
];

describe('the mouse', () => {
  it.each(MOUSE)('%j', (key, bytes) => {
    expect(keys(bytes)).toEqual([key]);
  });

  it('types nothing, wherever a report is cut and however late its rest comes', () => {
    for (const bytes of [...MOUSE.slice(0, 3).map(([, one]) => one), '\x1b[<0;12;34m', '\x1b[M !!', '\x1b[M#~~'])
      for (let cut = 1; cut < bytes.length; cut++)
        for (let again = cut; again < bytes.length; again++) {
          // What is not more than Escape and a bracket, somebody may have pressed.
          if (again > cut && cut < 3) continue;
          const tokenizer = createTokenizer();
          const got = [bytes.slice(0, cut), bytes.slice(cut, again), `${bytes.slice(again)}j`]
            .filter(Boolean)
            .flatMap((part) => [...tokenizer.feed(part), ...(part.endsWith('j') ? [] : tokenizer.flush())]);
          expect([bytes, cut, again, got.flatMap((key) => key.text ?? [])]).toEqual([bytes, cut, again, ['j']]);
          expect(tokenizer.pending()).toBe(null);
        }
  });

  it('in old reports has bytes that are no letters, and takes none of what follows', () => {
    for (const [x, y] of [
      [0x84, 0xc3],
      [0xc3, 0xa9],
      [0xff, 0x21],
      [0xe4, 0xb8],
    ] as const) {
      const bytes = [0x1b, 0x5b, 0x4d, 0x20, x, y, 0x6a, 0xc3, 0xa9];
      expect(names(Uint8Array.from(bytes))).toEqual(['j', 'é']);
      const tokenizer = createTokenizer();
      expect(bytes.flatMap((byte) => tokenizer.feed(Uint8Array.of(byte))).map(({ name }) => name)).toEqual(['j', 'é']);
    }
    // One that is cut off by a key ends with it.
    expect(names('\x1b[M \rj')).toEqual(['enter', 'j']);
    expect(names(Buffer.from('\x1b[M\x1b[200~x\x1b[201~j'))).toEqual(['paste', 'j']);
  });

  it('that is pasted is text', () => {
    for (const [, bytes] of MOUSE)
      expect(keys(Buffer.from(`\x1b[200~a${bytes}b\x1b[201~`))).toEqual([{ name: 'paste', text: `a${bytes}b` }]);
  });
});

describe('chunks', () => {
  const input = Buffer.from(
    [
      ...KEYS.map(([, bytes]) => bytes),
      ...REPORTS.map(([, bytes]) => bytes),
      ...MOUSE.map(([, bytes]) => bytes),
      '\x1b[200~a\x1b[A\rb é\x1b[20\x1b[201~',
      'z',
    ].join(''),
  );
  const whole = keys(input);

  it('give the same keys wherever they are cut', () => {
    expect(whole.length).toBeGreaterThan(KEYS.length);
    for (let cut = 0; cut <= input.length; cut++) {
      const tokenizer = createTokenizer();
      const got = [...tokenizer.feed(input.subarray(0, cut)), ...tokenizer.feed(input.subarray(cut))];
      expect([cut, got]).toEqual([cut, whole]);
      expect(tokenizer.pending()).toBe(null);
    }
  });

  it('give the same keys byte by byte', () => {
    const tokenizer = createTokenizer();
    const got = [...input].flatMap((byte) => tokenizer.feed(Uint8Array.of(byte)));
    expect(got).toEqual(whole);
  });
});

describe('Escape', () => {
  it('waits for what may follow, and is itself when nothing does', () => {
    const tokenizer = createTokenizer();
    expect(tokenizer.feed('\x1b')).toEqual([]);
    expect(tokenizer.pending()).toBe('key');
    expect(tokenizer.flush()).toEqual([{ name: 'escape' }]);
    expect(tokenizer.pending()).toBe(null);
    expect(tokenizer.flush()).toEqual([]);
    expect(tokenizer.feed('j')).toEqual([{ name: 'j', text: 'j' }]);
  });

  it('is two when pressed twice, and an arrow after it is an arrow', () => {
    const tokenizer = createTokenizer();
    expect(tokenizer.feed('\x1b\x1b').map((key) => key.name)).toEqual(['escape']);
    expect(tokenizer.flush().map((key) => key.name)).toEqual(['escape']);
    expect(names('\x1b\x1b[A')).toEqual(['escape', 'up']);
  });

  it.each([
    ['alt-[', '\x1b['],
    ['alt-]', '\x1b]'],
    ['alt-O', '\x1bO'],
    ['alt-P', '\x1bP'],
  ])('with a key that begins sequences is %s when nothing follows', (name, bytes) => {
    const tokenizer = createTokenizer();
    expect(tokenizer.feed(bytes)).toEqual([]);
    expect(tokenizer.flush().map((key) => key.name)).toEqual([name]);
  });

  it('of an answer that never ends does not take the keyboard with it', () => {
    const tokenizer = createTokenizer();
    expect(tokenizer.feed('\x1b]11;rgb:')).toEqual([]);
    expect(tokenizer.flush()).toEqual([]);
    expect(tokenizer.feed('j').map((key) => key.name)).toEqual(['j']);
  });
});

describe('an answer of the terminal', () => {
  it.each([
    ['a colour', '\x1b]11;rgb:1e1e/1e1e/2e2e\x1b\\'],
    ['a colour, ended by a bell', '\x1b]10;rgb:cdcd/d6d6/f4f4\x07'],
    ['a version', '\x1bP>|Terminal(1.2)\x1b\\'],
    ['a capability', '\x1bP1+r544e=787465726d\x1b\\'],
    ['attributes', '\x1b[?62;22;52c'],
    ['other colours', '\x1b[?997;2n'],
    ['a place', '\x1b[12;40R'],
  ])('is typed nowhere, wherever it is cut and however late the rest comes: %s', (_, answer) => {
    for (let cut = 1; cut < answer.length; cut++) {
      const tokenizer = createTokenizer();
      const got = [
        ...tokenizer.feed(answer.slice(0, cut)),
        ...tokenizer.flush(),
        ...tokenizer.feed(`${answer.slice(cut)}j`),
      ];
      expect([cut, got.flatMap((key) => key.text ?? [])]).toEqual([cut, ['j']]);
      expect(tokenizer.pending()).toBe(null);
    }
  });

  it.each(['\x1b]11;rgb:1e1e/1e1e/2e2e\x1b\\', '\x1b]11;rgb:1e1e/1e1e/2e2e\x07', '\x1b[?997;2n'])(
    'is told as it came, wherever it is cut and however late the rest comes: %j',
    (answer) => {
      for (let cut = 1; cut <= answer.length; cut++)
        for (const isLate of [false, true]) {
          const told: string[] = [];
          const tokenizer = createTokenizer((one) => told.push(one));
          tokenizer.feed(answer.slice(0, cut));
          if (isLate) tokenizer.flush();
          tokenizer.feed(`${answer.slice(cut)}j`);
          expect([cut, isLate, told]).toEqual([cut, isLate, [answer]]);
        }
    },
  );

  it('that is cut short ends with the next control key', () => {
    expect(names('\x1b]11;rgb:\x03')).toEqual(['ctrl-c']);
  });

  it('waits for its rest longer than an Escape does', () => {
    const pending = (input: string | Uint8Array): unknown => {
      const tokenizer = createTokenizer();
      tokenizer.feed(input);
      return tokenizer.pending();
    };
    expect(['\x1b', '\x1b[', '\x1b]', '\x1bP', '\x1bO'].map(pending)).toEqual(Array(5).fill('key'));
    expect(['\x1b]1', '\x1b[1;', '\x1bP>', Uint8Array.of(0x1b, 0xc3)].map(pending)).toEqual(Array(4).fill('rest'));
  });
});

describe('Alt with a letter of several bytes or marks', () => {
  it.each(['é', 'e\u0301', '強', '🎯'])('types nothing: %s', (letter) => {
    expect(keys(`\x1b${letter}j`)).toEqual([{ name: `alt-${letter}` }, { name: 'j', text: 'j' }]);
  });
});

describe('paste', () => {
  it('is one key with its text, whatever is in it', () => {
    expect(keys('\x1b[200~q\r\nj\x1b[A\x03\rx\x1b[201~k')).toEqual([
      { name: 'paste', text: 'q\nj\x1b[A\x03\nx' },
      { name: 'k', text: 'k' },
    ]);
  });

  it('waits for its end, also where that is cut', () => {
    const tokenizer = createTokenizer();
    expect(tokenizer.feed('\x1b[200~half')).toEqual([]);
    expect(tokenizer.pending()).toBe('rest');
    expect(tokenizer.feed(' and half\x1b[201')).toEqual([]);
    expect(tokenizer.feed('~')).toEqual([{ name: 'paste', text: 'half and half' }]);
    expect(tokenizer.pending()).toBe(null);
  });

  it('without its end does not take the keyboard', () => {
    const tokenizer = createTokenizer();
    expect(tokenizer.feed('\x1b[200~half')).toEqual([]);
    expect(tokenizer.flush()).toEqual([{ name: 'paste', text: 'half' }]);
    expect(tokenizer.feed('q')).toEqual([{ name: 'q', text: 'q' }]);
    expect(tokenizer.feed('\x1b[201~')).toEqual([]);
    expect(tokenizer.feed('\x1b[200~more')).toEqual([]);
    expect(tokenizer.feed('\x03')).toEqual([{ name: 'paste', text: 'more' }, { name: 'ctrl-c' }]);
    expect(tokenizer.feed('\x1b[200~')).toEqual([]);
    expect(tokenizer.feed('\x1c').at(-1)).toEqual({ name: 'ctrl-\\' });
  });

  it('is bounded', () => {
    const [key] = keys(`\x1b[200~${'x'.repeat(3_000_000)}\x1b[201~`);
    expect(key!.text).toHaveLength(1_000_000);
  });
});
