/** What kind of work something is, through every format and back. */
import { describe, expect, it } from 'vitest';
import { toCsl } from '../../src/export/csl.js';
import { FORMATS, type FormatName } from '../../src/export/formats.js';
import type { WorkRecord } from '../../src/hub/record.js';
import type { Described } from '../../src/library/read/bibliographic.js';
import { LISTS, listed } from '../../src/sources/lists/source.js';

function workOf(text: string): WorkRecord {
  const list = LISTS.find(({ recognise }) => recognise(text))!;
  const [item] = [...listed(list.read(text, 'a file'), 'a file').items];
  if (item === undefined || !('work' in item) || item.work === undefined) throw new Error(`no work in ${text}`);
  return item.work;
}

function written({ type: _, ids, authors = [], ...fields }: WorkRecord, name: FormatName): string {
  const known: Partial<Described> = fields;
  const paper: Described = {
    ...{ title: '', date: '', ...known },
    ...{ id: ids[0]!, ids: [...ids], authors: [...authors], authorCount: authors.length, roles: [], polarities: [] },
  };
  const format = FORMATS.find((one) => one.name === name)!;
  return [...format.write([toCsl(paper)], {}, () => {})].join('');
}

/** As it is called in a format: the type of an entry, RIS's code, CSL's type. */
const shown = (text: string): string =>
  (/^@(\w+)/u.exec(text) ?? /^TY {2}- (\w+)/u.exec(text) ?? /"type":"([a-z-]+)"/u.exec(text))![1]!;

const inBibtex = (type: string): string =>
  `@${type}{k, title={Wool}, author={Ox, Al}, year=2001, note={n}, url={https://example.org/wool}, number=7, ${
    /^(?:article|suppperiodical)$/u.test(type)
      ? 'journal={J}'
      : /^(?:in|conf|bookin|supp)/u.test(type)
        ? 'booktitle={B}'
        : 'institution={I}'
  }}`;
const inRis = (type: string): string =>
  `TY  - ${type}\nTI  - Wool\nAU  - Ox, Al\nPY  - 2001\nUR  - https://example.org/wool\nIS  - 7\n${
    /JOUR|MGZN|NEWS/u.test(type) ? 'JO  - J\n' : /CONF|CHAP|ENCYC|DICT/u.test(type) ? 'T2  - B\n' : ''
  }ER  - \n`;

describe('a kind', () => {
  it.each([
    ['article', 'article-journal', 'article', 'article', 'JOUR'],
    ['book', 'book', 'book', 'book', 'BOOK'],
    ['inbook', 'chapter', 'incollection', 'inbook', 'CHAP'],
    ['incollection', 'chapter', 'incollection', 'inbook', 'CHAP'],
    ['suppbook', 'chapter', 'incollection', 'inbook', 'CHAP'],
    ['inproceedings', 'paper-conference', 'inproceedings', 'inproceedings', 'CONF'],
    ['manual', 'document, Manual', 'manual', 'manual', 'GEN'],
    ['mastersthesis', "thesis, Master's thesis", 'mastersthesis', 'thesis', 'THES'],
    ['phdthesis', 'thesis, PhD thesis', 'phdthesis', 'thesis', 'THES'],
    ['thesis', 'thesis', 'phdthesis', 'thesis', 'THES'],
    ['mvproceedings', 'book', 'book', 'book', 'BOOK'],
    ['techreport', 'report', 'techreport', 'report', 'RPRT'],
    ['unpublished', 'manuscript', 'misc', 'unpublished', 'UNPB'],
    ['dataset', 'dataset', 'misc', 'dataset', 'DATA'],
    ['software', 'software', 'misc', 'software', 'COMP'],
    ['patent', 'patent', 'misc', 'patent', 'PAT'],
    ['www', 'webpage', 'misc', 'online', 'ELEC'],
    ['standard', 'standard', 'misc', 'misc', 'STAND'],
    ['inreference', 'entry-encyclopedia', 'incollection', 'inbook', 'ENCYC'],
  ])('of @%s is read as %s and written as @%s, @%s and %s', (type, kind, bibtex, biblatex, ris) => {
    const work = workOf(inBibtex(type));
    const said = ({ kind: of, genre }: WorkRecord): string =>
      [of, genre].filter((word) => word !== undefined).join(', ');
    expect(said(work)).toBe(kind);
    const [of] = kind.split(',');
    const texts = (['bibtex', 'biblatex', 'ris', 'csl'] as const).map((name) => written(work, name));
    expect(texts.map(shown)).toEqual([bibtex, biblatex, ris, of]);
    // Where a format has a type of its own for it, it comes back.
    const lossless = texts.filter(
      (text) => !['misc', 'incollection', 'inbook'].includes(shown(text)) || of === 'chapter',
    );
    expect(lossless.length).toBeGreaterThan(1);
    expect(lossless.map((text) => said(workOf(text)))).toEqual(lossless.map(() => kind));
  });

  it.each([
    ['@inproceedings{a, title={Wool}, author={Ox, Al}, year=2001}', 'inproceedings', 'CONF', 'paper-conference'],
    [
      '@inproceedings{a, title={Wool}, year=2001, eprint={2001.00001}, archiveprefix={arXiv}}',
      ...['inproceedings', 'CONF', 'paper-conference'],
    ],
    ['TY  - CPAPER\nTI  - Wool\nPY  - 2001\nER  - \n', 'inproceedings', 'CONF', 'paper-conference'],
    ['TY  - MGZN\nTI  - Wool\nPY  - 2001\nER  - \n', 'misc', 'UNPB', 'article-magazine'],
    ['@incollection{a, title={Wool}, author={Ox, Al}, year=2001}', 'misc', 'CHAP', 'chapter'],
    [
      '@inproceedings{a, title={Wool}, year=2001, booktitle={arXiv preprint arXiv:2001.00001}}',
      ...['misc', 'UNPB', 'article'],
    ],
  ])('without a venue is no other one: %s', (text, bibtex, ris, csl) => {
    const work = workOf(text);
    expect((['bibtex', 'ris', 'csl'] as const).map((name) => shown(written(work, name)))).toEqual([bibtex, ris, csl]);
  });

  it.each('JOUR MGZN NEWS CONF BOOK CHAP THES RPRT DATA COMP UNPB ELEC STAND PAT GEN BLOG ENCYC DICT CLSWK'.split(' '))(
    'of RIS is what it was: %s',
    (type) => {
      expect(shown(written(workOf(inRis(type)), 'ris'))).toBe(type);
    },
  );

  it.each(
    'article book broadcast classic dataset document legislation manuscript map patent post-weblog report review software song speech standard thesis webpage'.split(
      ' ',
    ),
  )('of CSL is what it was: %s', (type) => {
    const work = workOf(JSON.stringify([{ id: 'k', type, title: 'Wool', author: [{ family: 'Ox', given: 'Al' }] }]));
    expect(shown(written(work, 'csl'))).toBe(type);
  });

  it('of what is not published is a preprint where a server has it', () => {
    expect(workOf('@unpublished{k, title={Wool}, note={n}, eprint={2001.00001}}').kind).toBe('article');
    expect(workOf('TY  - UNPB\nTI  - Wool\nPB  - bioRxiv\nER  - \n').kind).toBe('article');
  });
});
