/** No reader of texts does more than in proportion to their length, whatever is repeated in them: counted, not timed. */
import { describe, expect, it } from 'vitest';
import { bibName, parseName, personOf } from '../../src/export/bibtex/names.js';
import { encodeTitle } from '../../src/export/bibtex/title.js';
import { parseMarkup, plain } from '../../src/export/rich-text/markup.js';
import { readable } from '../../src/export/rich-text/plain-text.js';
import { parseDate } from '../../src/hub/date.js';
import { familyName } from '../../src/hub/name.js';
import { cleanLine, cleanText } from '../../src/hub/text.js';
import { foldText, wordsOf } from '../../src/library/derived/tokens.js';
import { bibtexNames, listedNames } from '../../src/sources/lists/names.js';
import { plainLine, plainText } from '../../src/sources/markup/markup.js';
import { plainInformalTex, plainTex } from '../../src/sources/markup/tex.js';
import { spellLatin } from '../../src/text/fold.js';
import { seeded } from '../library/support.js';
import { stepsOf } from '../steps.js';

const BIBTEX = { dialect: 'bibtex', ascii: false } as const;

const READERS: Readonly<Record<string, (text: string) => unknown>> = {
  cleanLine,
  cleanText,
  plainTex,
  plainInformalTex,
  plainLine,
  plainText,
  parseMarkup,
  plain,
  readable,
  encodeTitle: (text) => encodeTitle(parseMarkup(text), BIBTEX),
  bibtexNames,
  listedNames,
  familyName,
  parseName,
  bibName: (text) => bibName(personOf(text, text), BIBTEX),
  parseDate,
  foldText,
  wordsOf,
  spellLatin,
};

/** What texts are made of that has a meaning to one of the readers. */
const PIECES = [
  ...[
    'a',
    'Bo',
    ' ',
    '1',
    '-',
    '–',
    '_',
    '^',
    '.',
    ',',
    ';',
    '*',
    '=',
    '&',
    '~',
    "'",
    '`',
    '"',
    '|',
    '\n',
    '\t',
    '\u0301',
  ],
  ...['क्', '李', '\u200d', '👩', '\x1b[', '\x1b]', '\x98', '\x9c', '\ufffd', 'ﬁ', '½', '⁵'],
  ...[
    '{',
    '}',
    '\\',
    '$',
    '\\(',
    '\\)',
    '\\[',
    '$$',
    "\\'",
    '\\"{',
    '\\~\\^',
    '\\v ',
    '\\u{',
    '\\foo',
    '\\foo{',
    '\\alpha',
  ],
  ...[
    '\\textsc{',
    '\\ensuremath{',
    '\\enquote{',
    '\\href{',
    '\\ifmmode',
    '\\else',
    '\\fi',
    '\\sqrt[',
    '\\frac{',
    '\\url{',
    '\\rm ',
  ],
  ...[
    '<',
    '>',
    '<i>',
    '</i>',
    '<sup>',
    '<i',
    '<b a="',
    '<mml:math>',
    '</mml:math>',
    '<tex-math>',
    '<!--',
    '<?',
    '<![CDATA[',
  ],
  ...['&amp;', '&lt;i&gt;', '&#', '&a', ' and ', 'et al.', 'van ', 'Jr. ', 'family=', '(1 and ', 'Mar ', '2020-'],
];

/** Shapes: each piece alone, each pair, and longer ones from a seed, all repeated; and one piece repeated before another. */
function shapes(all: boolean): ((length: number) => string)[] {
  const repeated = (unit: string) => (length: number) => unit.repeat(Math.round(length / unit.length));
  const runs = (run: string, end: string) => (length: number) => repeated(run)(length - end.length) + end;
  const random = seeded(16);
  const piece = (): string => PIECES[Math.floor(random() * PIECES.length)]!;
  const count = all ? 20_000 : 50;
  return [
    ...PIECES.map(repeated),
    ...PIECES.flatMap((run) => (all ? ['a', '}', '$'] : ['a']).map((end) => runs(run, end))),
    ...PIECES.map((run) => (length: number) => repeated(run)(length / 2) + repeated('}')(length / 2)),
    ...Array.from({ length: count }, () =>
      repeated(Array.from({ length: 2 + Math.floor(random() * 3) }, piece).join('')),
    ),
    ...Array.from({ length: count / 5 }, () => {
      const [one, other] = [piece(), piece()];
      return (length: number) => repeated(one)(length / 2) + repeated(other)(length / 2);
    }),
  ];
}

const ALL = process.env.PITH_TUI_TESTS === 'all';
/** Characters of the shorter text; bounds of what is looked at, such as a formula's, are well below. */
const LENGTH = 4_096;

describe('twice the text costs at most 2.5 times the steps', () => {
  // A small share by default: each step counted costs a call.
  const every = shapes(ALL).filter((_, index) => ALL || index % 12 === 0);
  it.each(Object.entries(READERS))('%s', (_, read) => {
    const wrong = every.flatMap((shape) => {
      // The letter keeps all of them from the short way that clean ASCII has.
      const [half, whole] = [`${shape(LENGTH)}é`, `${shape(2 * LENGTH)}é`];
      const [one, two] = [stepsOf(() => read(half)), stepsOf(() => read(whole))];
      return two > 2.5 * one + 1_000 ? [`${JSON.stringify(half.slice(0, 40))}…: ${one}, ${two}`] : [];
    });
    expect(wrong).toEqual([]);
  });
});
