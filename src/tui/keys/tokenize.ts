/** Keys, and what the mouse does, out of what a terminal in raw mode sends. */
import { StringDecoder } from 'node:string_decoder';
import { graphemes } from '../../text/width.js';

/**
 * One key. `name` is the character for a printable one (`j`, `G`, `é`), `space`, or a word: enter, tab, escape, backspace,
 * delete, insert, up, down, left, right, home, end, pageup, pagedown, f1 to f12, with `ctrl-`, `alt-`, `shift-`, `super-` before it
 * in this order (`ctrl-d`, `alt-b`, `shift-tab`). `paste` is text pasted as such, line breaks as \n. `press`, `wheelup` and
 * `wheeldown` are the mouse's, and `focus` says that the terminal came to the front.
 */
export interface Key {
  name: string;
  /** What the key types; absent where it types nothing. */
  text?: string;
  /** The cell where the mouse is, from the upper left one on, which is (0, 0); of no other key. */
  at?: { x: number; y: number };
}

export interface Tokenizer {
  /** The keys complete with this chunk of input; a sequence that is not stays until the next. */
  feed(chunk: string | Uint8Array): Key[];
  /**
   * What waits for more: an Escape that may be the key or begin a sequence (`key`), or what can only be cut off in its middle
   * (`rest`): a paste, an answer of the terminal, a letter. Without input for ESCAPE_WAIT or REST_WAIT, call `flush`.
   */
  pending(): 'key' | 'rest' | null;
  /** Takes what waits for what it is by itself: an Escape pressed, Alt with a key, a paste without its end. */
  flush(): Key[];
}

/** How long an Escape waits for what may follow it, ms. */
export const ESCAPE_WAIT = 30;
/** How long the rest of what has begun may take on a slow line before it counts as lost, ms. */
export const REST_WAIT = 500;

const ESC = '\x1b';
const PASTE_END = '\x1b[201~';
/** More of one paste than this is dropped, in UTF-16 units. */
const LONGEST_PASTE = 1_000_000;
/** A control sequence or a terminal's answer longer than this is none. */
const LONGEST_SEQUENCE = 4096;
/** A letter with its marks, in UTF-16 units. */
const LONGEST_LETTER = 32;

const FINALS: Readonly<Record<string, string>> = {
  A: 'up',
  B: 'down',
  C: 'right',
  D: 'left',
  H: 'home',
  F: 'end',
  P: 'f1',
  Q: 'f2',
  S: 'f4',
};

const TILDES: Readonly<Record<number, string>> = {
  1: 'home',
  2: 'insert',
  3: 'delete',
  4: 'end',
  5: 'pageup',
  6: 'pagedown',
  7: 'home',
  8: 'end',
  11: 'f1',
  12: 'f2',
  13: 'f3',
  14: 'f4',
  15: 'f5',
  17: 'f6',
  18: 'f7',
  19: 'f8',
  20: 'f9',
  21: 'f10',
  23: 'f11',
  24: 'f12',
};

/** Keys by their code in the kitty protocol, the keypad's with what they type. */
const CODES: Readonly<Record<number, string>> = {
  8: 'backspace',
  9: 'tab',
  13: 'enter',
  27: 'escape',
  127: 'backspace',
  57409: '.',
  57410: '/',
  57411: '*',
  57412: '-',
  57413: '+',
  57414: 'enter',
  57415: '=',
  57417: 'left',
  57418: 'right',
  57419: 'up',
  57420: 'down',
  57421: 'pageup',
  57422: 'pagedown',
  57423: 'home',
  57424: 'end',
  57425: 'insert',
  57426: 'delete',
};

const SHIFT = 1;
const ALT = 2;
const CTRL = 4;
const SUPER = 8;

/** The key of a word (`up`) or character (`x`) with the modifiers' bits. */
function keyOf(base: string, bits: number): Key {
  const character = !/^[a-z][a-z0-9]+$/u.test(base);
  // Shift is in the character itself, and no one means another key by Shift with these.
  const shift = !character && (bits & SHIFT) !== 0 && !/^(?:enter|backspace|escape|space)$/u.test(base);
  const word = base === ' ' ? 'space' : (bits & CTRL) !== 0 && character ? base.toLowerCase() : base;
  const prefix =
    ((bits & CTRL) !== 0 ? 'ctrl-' : '') +
    ((bits & ALT) !== 0 ? 'alt-' : '') +
    (shift ? 'shift-' : '') +
    ((bits & SUPER) !== 0 ? 'super-' : '');
  return character && prefix === '' ? { name: word, text: base } : { name: prefix + word };
}

/** What Ctrl makes of a letter in terminals that send it as a byte; of `i` only a terminal that tells it from Tab sends anything else. */
const CTRL_BYTES: Readonly<Record<string, string>> = { '[': 'escape', h: 'backspace', j: 'enter', m: 'enter' };

/** The bits of a modifier parameter, which counts from one. */
const modifierBits = (parameter: string | undefined): number =>
  Math.max(0, (Number.parseInt(parameter ?? '', 10) || 1) - 1);

const typed = (code: number, bits: number): Key => {
  const character = String.fromCodePoint(code);
  const byte = bits === CTRL ? CTRL_BYTES[character] : undefined;
  if (byte !== undefined) return keyOf(byte, 0);
  return keyOf((bits & SHIFT) !== 0 && (bits & CTRL) === 0 ? character.toUpperCase() : character, bits);
};

const isCodePoint = (code: number): boolean => code >= 0x20 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff);
const isPrivate = (code: number): boolean => code >= 57344 && code <= 63743;

/** `CSI code[:shifted[:base]] ; bits[:event] ; text u`; null for a release and for keys that are only modifiers. */
function kittyKey(parameters: string): Key | null {
  const [codes = '', modifiers = '', text = ''] = parameters.split(';');
  const [own = Number.NaN, shifted, base = 0] = codes.split(':').map(Number);
  const [bitsText, event] = modifiers.split(':');
  if (event === '3') return null;
  const bits = modifierBits(bitsText) & (SHIFT | ALT | CTRL | SUPER);
  // With Ctrl or Alt a key of another alphabet is the one in its place on a Latin keyboard, as it is where terminals send bytes.
  const code = own > 0x7f && base > 0x20 && base < 0x7f && (bits & (CTRL | ALT)) !== 0 ? base : own;
  const word = CODES[code];
  if (word !== undefined) return keyOf(word, bits);
  if (code >= 57399 && code <= 57408) return keyOf(String(code - 57399), bits);
  if (!isCodePoint(code) || isPrivate(code)) return null;
  const written = text.split(':').map(Number).filter(isCodePoint);
  if (written.length > 0 && (bits & ~SHIFT) === 0) return keyOf(String.fromCodePoint(...written), 0);
  if ((bits & SHIFT) !== 0 && (bits & CTRL) === 0 && shifted !== undefined && isCodePoint(shifted))
    return keyOf(String.fromCodePoint(shifted), bits & ~SHIFT);
  return typed(code, bits);
}

/** What the mouse does, by the number of its button in a report. With Shift or another key held it is the terminal's. */
const BUTTONS: Readonly<Record<string, string>> = { 0: 'press', 64: 'wheelup', 65: 'wheeldown' };
/** Cells of a terminal at most, a bound for numbers. */
const MOST_CELLS = 10_000;

/** `CSI < button ; column ; row M`, and `m` for a button let go; null for all but presses and the wheel. */
function mouseKey(parameters: string, final: string): Key | null {
  const [, button, column, row] = /^<(\d+);(\d+);(\d+)$/u.exec(parameters) ?? [];
  const name = button === undefined ? undefined : BUTTONS[button];
  const [x, y] = [Number(column) - 1, Number(row) - 1];
  if (name === undefined || final !== 'M' || !(x >= 0 && y >= 0 && x < MOST_CELLS && y < MOST_CELLS)) return null;
  return { name, at: { x, y } };
}

/** The key of a complete control sequence; null for answers of the terminal and what no one knows. */
function csiKey(parameters: string, final: string): Key | null {
  if (parameters.startsWith('<')) return mouseKey(parameters, final);
  if (/^[=>?]/u.test(parameters)) return null;
  if (final === 'I' && parameters === '') return { name: 'focus' };
  if (final === 'u') return kittyKey(parameters);
  const [first = '', second = '', third = ''] = parameters.split(';');
  const [bitsText, event] = second.split(':');
  if (event === '3') return null;
  const bits = modifierBits(bitsText) & (SHIFT | ALT | CTRL | SUPER);
  if (final === '~') {
    if (first === '27') {
      const code = Number(third);
      const word = CODES[code];
      return word !== undefined ? keyOf(word, bits) : isCodePoint(code) && !isPrivate(code) ? typed(code, bits) : null;
    }
    const word = TILDES[Number(first)];
    return word === undefined ? null : keyOf(word, bits);
  }
  if (final === 'Z') return { name: 'shift-tab' };
  const word = FINALS[final];
  return word !== undefined && (first === '' || first === '1') ? keyOf(word, bits) : null;
}

const SS3: Readonly<Record<string, string>> = { ...FINALS, R: 'f3', M: 'enter', I: 'tab' };
/** What the keypad types in application mode. */
const KEYPAD = 'jklmnopqrstuvwxyX';
const KEYPAD_TEXT = '*+,-./0123456789=';

/**
 * An answer of the terminal, whole: OSC and DCS with a number or `>`, `!`, `$` first, and CSI with parameters that ends in what
 * no key ends in; or a report of the mouse. Nobody types one between two looks at the keyboard.
 */
const ANSWER =
  /^\x1b(?:\][0-9]+;[^\x00-\x1f]*(?:\x07|\x1b\\)|P[0-9>!$+][^\x00-\x1f]*\x1b\\|\[[<-?]?[0-9;]+[ -/]*[cRnyt]|\[\?[0-9]+u|\[<[0-9;]+[Mm]|\[M[\s\S]{3})/u;
/** The begin of a report of the mouse, which nobody types either. */
const REPORT_BEGUN = /^\x1b\[(?:<[0-9;]*|M[\s\S]{0,2})$/u;
/** An old report of the mouse: its last three bytes may be of any value, and are no letters. */
const OLD_REPORT = '\x1b[M';

/**
 * Turns what a terminal in raw mode sends into keys, however it is cut into chunks. Reports and answers of the terminal are none.
 * @param onAnswer is told every answer as it came
 */
export function createTokenizer(onAnswer: (answer: string) => void = () => {}): Tokenizer {
  const decoder = new StringDecoder('utf8');
  let rest = '';
  /** Text of the paste that has begun, or null. */
  let paste: string | null = null;
  /** The decoder holds the first bytes of a letter. */
  let inLetter = false;
  /** What `flush` took last, until the next input shows whether it began an answer of the terminal. */
  let taken = '';
  const harmless = oldReports();

  /** One key or sequence from `at` on: where it ends, or null where more must come. `last` says no more will. */
  function sequence(at: number, last: boolean, keys: Key[]): number | null {
    const kind = rest[at + 1];
    if (kind === undefined) {
      if (!last) return null;
      keys.push({ name: 'escape' });
      return at + 1;
    }
    if (kind === ESC) {
      keys.push({ name: 'escape' });
      return at + 1;
    }
    if (kind === '[') return controlSequence(at, last, keys);
    if (kind === 'O') {
      const match = /^[0-9;]*/u.exec(rest.slice(at + 2, at + 16))![0];
      const final = rest[at + 2 + match.length];
      if (final === undefined) {
        if (!last) return null;
        if (match === '') keys.push({ name: 'alt-O' });
        return rest.length;
      }
      const word = SS3[final];
      const bits = modifierBits(match.split(';').at(-1));
      if (word !== undefined) keys.push(keyOf(word, bits));
      else if (KEYPAD.includes(final)) keys.push(keyOf(KEYPAD_TEXT[KEYPAD.indexOf(final)]!, bits));
      return at + 3 + match.length;
    }
    if (kind === ']' || kind === 'P' || kind === 'X' || kind === '^' || kind === '_') {
      for (let end = at + 2; end < rest.length && end - at < LONGEST_SEQUENCE; end++) {
        if (rest[end] === '\x07' || rest[end] === '\x9c') return answered(at, end + 1);
        // No answer has a control character in it: it was cut off, and here the person goes on.
        if (rest[end]! < ' ' && rest[end] !== ESC) return end;
        if (rest[end] !== ESC) continue;
        if (rest[end + 1] === '\\') return answered(at, end + 2);
        if (rest[end + 1] !== undefined) return end;
      }
      if (!last && rest.length - at < LONGEST_SEQUENCE) return null;
      if (rest.length === at + 2) keys.push({ name: `alt-${kind}` });
      return rest.length;
    }
    const code = rest.codePointAt(at + 1)!;
    if (code >= 0xa0 || isPrintable(rest.charCodeAt(at + 1))) {
      const [letter = ''] = graphemes(rest.slice(at + 1, at + 1 + LONGEST_LETTER));
      keys.push({ name: `alt-${letter}` });
      return at + 1 + letter.length;
    }
    const plain = oneKey(code);
    if (plain !== null)
      keys.push({ name: plain.name.startsWith('ctrl-') ? `ctrl-alt-${plain.name.slice(5)}` : `alt-${plain.name}` });
    return at + 2;
  }

  /** Tells what stands between two places, and where it ends. */
  function answered(at: number, end: number): number {
    onAnswer(rest.slice(at, end));
    return end;
  }

  function controlSequence(at: number, last: boolean, keys: Key[]): number | null {
    let end = at + 2;
    // The Linux console sends its function keys as CSI [ A to E.
    if (rest[end] === '[' && end + 1 < rest.length) return end + 2;
    if (rest[end] === '[' && !last) return null;
    while (end < rest.length && /[0-?]/u.test(rest[end]!)) end++;
    const parameters = rest.slice(at + 2, end);
    while (end < rest.length && /[ -/]/u.test(rest[end]!)) end++;
    const final = rest[end];
    if (final === undefined) {
      if (!last && end - at < LONGEST_SEQUENCE) return null;
      if (end === at + 2) keys.push({ name: 'alt-[' });
      return rest.length;
    }
    // Cut short by something that cannot be part of it.
    if (!/[@-~]/u.test(final)) return end;
    if (parameters.startsWith('?')) return answered(at, end + 1);
    // An old mouse report: three more characters, none of them a control character.
    if (final === 'M' && parameters === '') {
      const [more = ''] = /^[^\x00-\x1f]{0,3}/u.exec(rest.slice(end + 1, end + 7)) ?? [];
      const stop = end + 1 + more.length;
      return more.length < 3 && stop === rest.length && !last ? null : stop;
    }
    if (final === '~' && parameters === '200') paste = '';
    else if (rest.slice(at + 2 + parameters.length, end) === '') {
      const key = csiKey(parameters, final);
      if (key !== null) keys.push(key);
    }
    return end + 1;
  }

  function consume(last: boolean): Key[] {
    const keys: Key[] = [];
    let at = 0;
    while (at < rest.length) {
      if (paste !== null) {
        const end = rest.indexOf(PASTE_END, at);
        // The end may have begun in this chunk.
        const until = end >= 0 ? end : Math.max(at, heldBack(rest));
        if (paste.length < LONGEST_PASTE) paste += rest.slice(at, until);
        at = until;
        if (end < 0) break;
        keys.push(pasted(paste));
        paste = null;
        at += PASTE_END.length;
        continue;
      }
      const code = rest.codePointAt(at)!;
      if (code === 0x1b) {
        const end = sequence(at, last, keys);
        if (end === null) break;
        at = end;
      } else if (code > 0x20 && code !== 0x7f && !(code >= 0x80 && code < 0xa0)) {
        let end = at;
        while (end < rest.length && isPrintable(rest.charCodeAt(end))) end++;
        for (const text of graphemes(rest.slice(at, end))) keys.push({ name: text, text });
        at = end;
      } else {
        const key = oneKey(code);
        if (key !== null) keys.push(key);
        at++;
      }
    }
    rest = rest.slice(at);
    return keys;
  }

  /** Ends the paste with what has come of it. */
  function endPaste(): Key[] {
    const key = pasted(paste! + rest);
    paste = null;
    rest = '';
    return [key];
  }

  return {
    feed(chunk) {
      const bytes = typeof chunk === 'string' ? null : paste === null ? harmless(chunk) : Buffer.from(chunk);
      const text = bytes === null ? String(chunk) : decoder.write(bytes);
      inLetter = bytes !== null && endsInLetter(bytes);
      const begun = taken;
      if (text !== '') taken = '';
      // Ctrl-C by itself is pressed, not pasted: a paste whose end was lost must not take the keyboard.
      if (paste !== null && text === '\x03') return [...endPaste(), { name: 'ctrl-c' }];
      if (paste !== null && text === '\x1c') return [...endPaste(), { name: 'ctrl-\\' }];
      const answer = begun === '' ? undefined : ANSWER.exec(begun + text)?.[0];
      if (begun !== '' && answer === undefined && REPORT_BEGUN.test(begun + text)) {
        // What was taken for cut off goes on after all.
        rest = begun + text;
        return [];
      }
      if (answer !== undefined) onAnswer(answer);
      rest += answer === undefined ? text : text.slice(Math.max(0, answer.length - begun.length));
      return consume(false);
    },
    pending() {
      if (paste !== null || inLetter) return 'rest';
      if (rest === '') return null;
      return /^\x1b(?:[\]PX^_].|\[[0-?])/su.test(rest) ? 'rest' : 'key';
    },
    flush() {
      inLetter = false;
      if (paste !== null) return endPaste();
      taken = rest;
      return consume(true);
    },
  };
}

/**
 * Old reports of the mouse are `CSI M` and three bytes that need not be letters of UTF-8: here they become letters, whatever the
 * chunks they come in, so that no byte after them is taken for one of them.
 */
function oldReports(): (chunk: Uint8Array) => Buffer {
  let matched = 0;
  return (chunk) => {
    const bytes = Buffer.from(chunk);
    for (let at = 0; at < bytes.length; at++) {
      const byte = bytes[at]!;
      // What is added to each of them makes them more than control characters.
      if (matched >= OLD_REPORT.length && byte >= 0x20) {
        bytes[at] = 0x40 | (byte & 0x1f);
        matched = matched === OLD_REPORT.length + 2 ? 0 : matched + 1;
      } else matched = byte === OLD_REPORT.charCodeAt(matched) ? matched + 1 : byte === 0x1b ? 1 : 0;
    }
    return bytes;
  };
}

const pasted = (text: string): Key => ({
  name: 'paste',
  text: text.slice(0, LONGEST_PASTE).replace(/\r\n?/gu, '\n'),
});

/** Whether the bytes end within a letter of UTF-8. */
function endsInLetter(bytes: Uint8Array): boolean {
  for (let back = 1; back <= 3; back++) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte >= 0xc0) return (byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2) > back;
    if (byte < 0x80) return false;
  }
  return false;
}

const isPrintable = (unit: number): boolean => unit > 0x20 && unit !== 0x7f && !(unit >= 0x80 && unit < 0xa0);

/** Where the text ends that cannot be the beginning of the end of a paste. */
function heldBack(text: string): number {
  for (let length = Math.min(PASTE_END.length - 1, text.length); length > 0; length--)
    if (PASTE_END.startsWith(text.slice(text.length - length))) return text.length - length;
  return text.length;
}

/** The key of one code point that begins no sequence; null for control characters of the upper half. */
function oneKey(code: number): Key | null {
  if (code === 0x0d || code === 0x0a) return { name: 'enter' };
  if (code === 0x09) return { name: 'tab' };
  if (code === 0x7f || code === 0x08) return { name: 'backspace' };
  if (code === 0x20) return { name: 'space', text: ' ' };
  if (code === 0) return { name: 'ctrl-space' };
  if (code < 0x1b) return { name: `ctrl-${String.fromCharCode(code + 0x60)}` };
  if (code < 0x20) return { name: `ctrl-${String.fromCharCode(code + 0x40)}` };
  if (code < 0xa0 && code > 0x7f) return null;
  const text = String.fromCodePoint(code);
  return { name: text, text };
}
