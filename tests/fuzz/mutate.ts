/** Sound content made unsound, the same way for the same chance. */
import { between, type Chance, pick } from '../bench/random.js';

/** What data must never get a terminal, a parser or a person to see: a title set, colours, a link, bidi, odd code points. */
const POISON = [
  '\x1b]0;owned\x07',
  '\x1b[31;7mred',
  '\x1b]8;;https://example.org\x1b\\link',
  '\x9b777m',
  '\x90q\x9c',
  '\u202e\u2066',
  '\u200b\ufeff\u00ad',
  '\0',
  '\r',
  '\n',
  '\u2028',
  '\ud800',
  'e\u0301\u0301\u0301',
  '👩‍👩‍👧',
  '\ufffd',
];

/** What means something in some form. */
const TOKENS = [
  '{',
  '}',
  '"',
  "'",
  '\\',
  '$',
  '%',
  '@',
  '#',
  '&',
  '<',
  '>',
  '[',
  ']',
  ',',
  ':',
  ';',
  '=',
  '~',
  '_',
  '^',
  '\\u0000',
  '\\ud83d',
  '\\textbf{',
  '@string{',
  '@comment{',
  'ER  - \n',
  'TY  - BOOK\n',
  'PMID- 1\n',
  'PT J\n',
  '%0 Book\n',
  '&amp;lt;',
  '&#0;',
  '&#x1b;',
  '<![CDATA[',
  '<!--',
  '<!DOCTYPE x [<!ENTITY a "b">]>',
  '</feed>',
  'null',
  'true',
  '-1',
  '1e999',
  '""',
  '[]',
  '{}',
  ' and ',
  '10.1000/',
  'arXiv:',
  '__proto__',
  'constructor',
];

const OPENING = ['[', '{', '{"a":', '<div>', '<a><b>', '\\emph{', '$', '(', '{\\"', '@a{', '"'];

/** Something of the content itself: most often a line, otherwise any stretch. */
function stretch(chance: Chance, bytes: Buffer): [from: number, to: number] {
  const from = between(chance, 0, bytes.length);
  if (chance() < 0.6) {
    const start = bytes.lastIndexOf(10, from) + 1;
    const end = bytes.indexOf(10, from);
    return [start, end < 0 ? bytes.length : end + 1];
  }
  return [from, Math.min(bytes.length, from + between(chance, 0, 80))];
}

function spliced(bytes: Buffer, at: number, gone: number, put: Uint8Array): Buffer {
  return Buffer.concat([bytes.subarray(0, at), put, bytes.subarray(Math.min(bytes.length, at + gone))]);
}

const MUTATIONS: readonly ((chance: Chance, bytes: Buffer) => Buffer)[] = [
  // A few bytes are others.
  (chance, bytes) => {
    const flipped = Buffer.from(bytes);
    for (let count = between(chance, 1, 6); count > 0 && bytes.length > 0; count -= 1)
      flipped[between(chance, 0, bytes.length - 1)] = between(chance, 0, 255);
    return flipped;
  },
  // The end is missing, or the beginning.
  (chance, bytes) => bytes.subarray(0, between(chance, 0, bytes.length)),
  (chance, bytes) => bytes.subarray(between(chance, 0, Math.min(200, bytes.length))),
  // A stretch is missing, or there several times.
  (chance, bytes) => {
    const [from, to] = stretch(chance, bytes);
    return spliced(bytes, from, to - from, Buffer.alloc(0));
  },
  (chance, bytes) => {
    const [from, to] = stretch(chance, bytes);
    const again = bytes.subarray(from, to);
    return spliced(bytes, from, 0, Buffer.concat(Array.from({ length: pick(chance, [1, 2, 3, 200]) }, () => again)));
  },
  // Two stretches have changed places.
  (chance, bytes) => {
    const [first, second] = [stretch(chance, bytes), stretch(chance, bytes)].sort(([a], [b]) => a - b) as [
      [number, number],
      [number, number],
    ];
    if (first[1] > second[0]) return bytes;
    const at = (from: number, to: number): Buffer => bytes.subarray(from, to);
    return Buffer.concat([
      at(0, first[0]),
      at(...second),
      at(first[1], second[0]),
      at(...first),
      at(second[1], bytes.length),
    ]);
  },
  // Something else stands in between.
  (chance, bytes) => spliced(bytes, between(chance, 0, bytes.length), 0, Buffer.from(pick(chance, POISON))),
  (chance, bytes) =>
    spliced(bytes, between(chance, 0, bytes.length), between(chance, 0, 2), Buffer.from(pick(chance, TOKENS))),
  // Nesting without end.
  (chance, bytes) =>
    spliced(
      bytes,
      between(chance, 0, bytes.length),
      0,
      Buffer.from(pick(chance, OPENING).repeat(pick(chance, [20, 500, 20_000]))),
    ),
  // A very long value.
  (chance, bytes) =>
    spliced(
      bytes,
      between(chance, 0, bytes.length),
      0,
      Buffer.from(
        pick(chance, ['x', 'wool ', '9', 'é', '强', '\u0301', '\\&', '--']).repeat(pick(chance, [300, 70_000])),
      ),
    ),
];

/** One to four things are wrong with what comes back. */
export function mutated(chance: Chance, content: string): Buffer {
  let bytes: Buffer = Buffer.from(content);
  for (let count = between(chance, 1, 4); count > 0; count -= 1) bytes = pick(chance, MUTATIONS)(chance, bytes);
  return bytes;
}
