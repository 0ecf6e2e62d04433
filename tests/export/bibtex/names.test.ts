/** Names of people taken apart and written as BibTeX. */
import { describe, expect, it } from 'vitest';
import { bibName, invertedNameOf, parseName, printedNameOf, readName } from '../../../src/export/bibtex/names.js';

const bibtex = { dialect: 'bibtex', ascii: false } as const;
const written = (text: string): string => bibName(parseName(text)!, bibtex);

describe('a name as printed', () => {
  it.each([
    ['Yang Yue', 'Yue, Yang'],
    ['Yue, Yang', 'Yue, Yang'],
    ['Charles L. Webber Jr.', 'Webber, Jr., Charles L.'],
    ['Webber, Jr., Charles L.', 'Webber, Jr., Charles L.'],
    ['Webber, Charles L., Jr.', 'Webber, Jr., Charles L.'],
    ['Martin Luther King, Jr.', 'King, Jr., Martin Luther'],
    ['William H. Gates III', 'Gates, III, William H.'],
    ['Laurens van der Maaten', 'van der Maaten, Laurens'],
    ['Luc Van Gool', 'Van Gool, Luc'],
    ['Ludwig van Beethoven', 'van Beethoven, Ludwig'],
    ['María de la Cruz', "de la Cruz, Mar{\\'\\i}a"],
    ['José Ortega y Gasset', "{Ortega y Gasset}, Jos{\\'e}"],
    ['Quoc V. Le', 'Le, Quoc V.'],
    ['Wang J.-H.', 'Wang, J.-H.'],
    ['de Moivre', '{de Moivre}'],
    ['Plato', '{Plato}'],
    ['DeepSeek-AI', '{DeepSeek-AI}'],
    ['The ATLAS and CMS Collaborations', '{The ATLAS and CMS Collaborations}'],
    ['Alibaba Group, Inc.', '{Alibaba Group, Inc.}'],
    ['山田太郎', '{山田太郎}'],
    ['汪, 丽娜', '汪, 丽娜'],
    ['A. S. Mishchenko (1 and 2)', 'Mishchenko, A. S.'],
    ['Jane Doe*', 'Doe, Jane'],
    ['J.~A. Doe', 'Doe, J. A.'],
  ])('%s becomes %s', (text, tex) => {
    expect(written(text)).toBe(tex);
  });
  it('that is empty or only punctuation names nobody', () => {
    expect(['', '  ', '—', ',;', '{}'].map(parseName)).toEqual([null, null, null, null, null]);
  });
});

describe('a name in parts', () => {
  it.each([
    [{ family: 'Heath,', given: 'Robert W.', suffix: 'Jr.' }, 'Heath, Jr., Robert W.'],
    [{ family: 'Heath', given: 'Jr., Robert W.' }, 'Heath, Jr., Robert W.'],
    [{ family: 'Bennett', given: 'Frank G., Jr.' }, 'Bennett, Jr., Frank G.'],
    [{ family: 'Smith, III', given: 'Bill' }, 'Smith, III, Bill'],
    [{ family: 'Foo, Bar, Qux', given: 'Baz' }, 'Foo Bar Qux, Baz'],
    [{ family: 'Leyen', given: 'Ursula von der' }, 'von der Leyen, Ursula'],
    [{ family: 'Waals', given: 'J.', 'dropping-particle': 'van', 'non-dropping-particle': 'der' }, 'van der Waals, J.'],
    [{ family: 'Alembert', given: 'Jean', 'dropping-particle': "d'" }, "d'Alembert, Jean"],
    [{ family: 'And', given: 'Metin' }, '{And}, Metin'],
    [{ family: 'Smith and Jones', given: 'A.' }, '{Smith and Jones}, A.'],
    [{ family: 'Indah Sari' }, '{Indah Sari}'],
    [{ given: 'Aristotle' }, 'Aristotle'],
    [{ name: 'AT&T Labs' }, '{AT\\&T Labs}'],
    [{ literal: '{ATLAS Collaboration}' }, '{ATLAS Collaboration}'],
    [{ literal: 'LIGO, Virgo, and KAGRA' }, '{LIGO Virgo and KAGRA}'],
    [{ family: "Koll\\'ar", given: "J\\'anos" }, "Koll{\\'a}r, J{\\'a}nos"],
    [{ family: '\\ifmmode \\check{C}\\else \\v{C}\\fi{}ech', given: 'E.' }, '{\\v{C}}ech, E.'],
    [{ family: 'Doe 🦊', given: 'Jane' }, 'Doe, Jane'],
  ])('%j becomes %s', (raw, tex) => {
    expect(bibName(readName(raw)!, bibtex)).toBe(tex);
  });
  it.each([[{}], [{ family: '' }], [null], [7], [{ family: [] }]])('%j names nobody', (raw) => {
    expect(readName(raw)).toBeNull();
  });
  it('has at most two commas, which is all that biber takes', () => {
    for (const family of ['a, b, c, d', ',,,', 'Jr., III, X'])
      for (const given of ['e, f, g', 'Jr.', ''])
        expect(bibName(readName({ family, given, literal: 'x' })!, bibtex).split(',').length).toBeLessThanOrEqual(3);
  });
});

it('letters that begin a name and have no command are a group, so that initials are not cut in two', () => {
  expect(written('Þóra Đặng')).toBe("{\\relax Đ}{\\d{\\u{a}}}ng, {\\relax Þ}{\\'o}ra");
  expect(bibName(parseName('Þóra Đặng')!, { dialect: 'biblatex', ascii: false })).toBe('Đặng, Þóra');
  expect(bibName(parseName('Þóra Đặng')!, { dialect: 'bibtex', ascii: true })).toBe(
    "{\\DJ}{\\d{\\u{a}}}ng, {\\TH}{\\'o}ra",
  );
});

it('names are put together for people and for indexes', () => {
  const name = parseName('Charles L. van der Webber Jr.')!;
  expect([printedNameOf(name), invertedNameOf(name)]).toEqual([
    'Charles L. van der Webber Jr.',
    'van der Webber, Charles L., Jr.',
  ]);
});
