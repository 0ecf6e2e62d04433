/** No reader of bibliographies does more than in proportion to the file, whatever is repeated in it: counted, not timed. */
import { describe, expect, it } from 'vitest';
import { readBibtex } from '../../../src/sources/lists/bibtex/read.js';
import { isBibtex } from '../../../src/sources/lists/bibtex/recognise.js';
import { isEndnote, readEndnote } from '../../../src/sources/lists/tagged/endnote.js';
import { readPubmed } from '../../../src/sources/lists/tagged/pubmed.js';
import { isRis, readRis } from '../../../src/sources/lists/tagged/ris.js';
import { readWebOfScience } from '../../../src/sources/lists/tagged/web-of-science.js';
import { stepsOf } from '../../steps.js';

const BEFORE = '@article{a, title={A}}\n@article{b, t={';
const BIBTEX = [
  ...[
    '{',
    '}',
    '"',
    ',x=',
    '@',
    '%',
    '#',
    ' ',
    '\n',
    '{}',
    '"{',
    'b c d ',
    '@a{',
    '@a(',
    '@a{b,',
    '@a{b,c={',
    '@a{b,{',
  ],
  ...['@a{b,c="', '\n@a{b,c="', '\n@a{b,c="{', '@comment{', '@comment{}', '@string{a=', '@string{a="b"}', '@preamble{'],
  ...['\n@a{b,crossref=b}', '\n@a{b,xdata={b,c,d}}', 'al@ox.example '],
];
const TAGGED = [
  'TY  - JOUR\n',
  'TI  - T\n',
  'ER  - \n',
  'ER - ',
  'word\n',
  '\n',
  ' ',
  'PMID- 1\n',
  'PT J\n',
  '   word\n',
  '%0 Book\n',
  '%A B\n',
  '%T C\n',
];

const READERS: readonly [name: string, pieces: readonly string[], read: (text: string) => unknown][] = [
  ['readBibtex', BIBTEX, (text) => [...readBibtex(text), ...readBibtex(BEFORE + text)]],
  ['isBibtex', BIBTEX, isBibtex],
  ['isRis', TAGGED, isRis],
  ['isEndnote', TAGGED, isEndnote],
  ['readRis', TAGGED, (text) => [...readRis(text)]],
  ['readPubmed', TAGGED, (text) => [...readPubmed(text)]],
  ['readWebOfScience', TAGGED, (text) => [...readWebOfScience(text)]],
  ['readEndnote', TAGGED, (text) => [...readEndnote(text)]],
];

describe('twice the text costs at most 2.5 times the steps', () => {
  it.each(READERS)('%s', (_, pieces, read) => {
    const units = [...pieces, ...pieces.flatMap((one) => pieces.map((other) => one + other))];
    const wrong = units.flatMap((unit) => {
      const [one, two] = [2_048, 4_096].map((length) =>
        stepsOf(() => read(unit.repeat(Math.round(length / unit.length)))),
      ) as [number, number];
      return two > 2.5 * one + 1_000 ? [`${JSON.stringify(unit)}: ${one}, ${two}`] : [];
    });
    expect(wrong).toEqual([]);
  });
});
