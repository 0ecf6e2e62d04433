/** Patterns of citation keys, read and applied. */
import { describe, expect, it } from 'vitest';
import { DEFAULT_KEY_PATTERN, readKeyPattern } from '../../../src/export/bibtex/key-pattern.js';
import { KEY_TOKENS } from '../../../src/export/bibtex/key-pattern-parts.js';
import { plainKey } from '../../../src/export/bibtex/keys.js';
import type { CslItem } from '../../../src/export/csl.js';

const PAPER: CslItem = {
  id: 'doi:10.1000/1',
  type: 'article-journal',
  title: 'The Élan of an {LLM}: does it think?',
  author: [
    { family: 'Đặng', given: 'Ánh' },
    { family: 'Moreau', given: 'Zoé' },
    { family: 'Lee', given: 'Li' },
  ],
  issued: { 'date-parts': [[2025, 4]] },
  page: '117–129',
  volume: '12',
  archive: 'arXiv',
  archive_location: 'hep-th/9711200',
};

function keyOf(pattern: string, item = PAPER): string {
  const read = readKeyPattern(pattern);
  if ('problem' in read) throw new Error(`${read.problem.message} (${read.problem.column})`);
  return read.pattern.make(item);
}
function problem(pattern: string): { message: string; column: number } {
  const read = readKeyPattern(pattern);
  if ('pattern' in read) throw new Error(`${pattern} is a pattern`);
  return read.problem;
}

describe('a key pattern', () => {
  it('is a formula or stands in brackets, with the same keys', () => {
    expect(keyOf('auth.lower + shorttitle(3,3) + year')).toBe('dangElanLlmDoes2025');
    expect(keyOf("auth + '_' + year + veryshorttitle(1,1)")).toBe('Dang_2025Elan');
    expect(keyOf('[auth:lower]_[year]_[shorttitle]')).toBe('dang_2025_elanllmdoes');
    expect(keyOf('[auth3:upper]:[shortyear]')).toBe('DAN:25');
    expect(keyOf('[authors2]-[firstpage]-[lastpage]')).toBe('DangMoreauEtAl-117-129');
    expect(keyOf('authors + authlast + month + volume')).toBe('DangMoreauLeeLee0412');
    expect(keyOf('auth.lower.capitalize+eprint')).toBe('Danghep-th-9711200');
    expect(keyOf('title')).toBe('ElanLlmDoesItThink');
  });
  it('is the same pattern in either spelling', () => {
    const text = (pattern: string): string => {
      const read = readKeyPattern(pattern);
      return 'pattern' in read ? read.pattern.text : '';
    };
    expect(text('[auth:lower]_[shorttitle(3, 3)]')).toBe(text("auth.lower+'_' + shorttitle( 3,3 )"));
    expect(text('[auth:LOWER][year][veryshorttitle:lower]')).toBe(DEFAULT_KEY_PATTERN.text);
    for (const pattern of ["auth.lower + '_' + shorttitle(2,1).upper", '[authors2][year]'])
      expect(text(text(pattern))).toBe(text(pattern));
  });
  it('gives what it says of every part', () => {
    for (const { name } of KEY_TOKENS) expect(keyOf(`${name} + 'x'`)).toMatch(/^[A-Za-z][A-Za-z0-9-]*x$/);
  });
  it('by default gives the default key', () => {
    expect(keyOf(DEFAULT_KEY_PATTERN.text)).toBe(plainKey(PAPER));
    expect(plainKey(PAPER)).toBe('dang2025elan');
  });
  it('gives every paper a key, beginning with a letter', () => {
    expect(keyOf('year + auth')).toBe('p2025Dang');
    const bare: CslItem = { id: 'x', type: 'article', archive: 'arXiv', archive_location: '2001.00001' };
    expect(keyOf("auth + '_' + title", bare)).toBe(plainKey(bare));
    expect(keyOf("auth + 'x' + year", { ...PAPER, author: [], title: '' })).toBe('x2025');
  });
  it('names what is wrong and where', () => {
    expect(problem('auth + titel + year')).toEqual({ message: expect.stringMatching(/^There is no titel/), column: 8 });
    expect(problem('[auth][yaer]')).toEqual({ message: expect.stringMatching(/^There is no yaer/), column: 8 });
    expect(problem('auth.lowr')).toEqual({ message: expect.stringMatching(/^There is no \.lowr/), column: 6 });
    expect(problem('[auth:lower:uper]')).toEqual({ message: expect.stringMatching(/^There is no \.uper/), column: 13 });
    expect(problem('auth year')).toEqual({ message: expect.stringMatching(/\+ belongs/), column: 6 });
    expect(problem('auth +')).toEqual({ message: expect.stringMatching(/but it ends/), column: 7 });
    expect(problem('')).toEqual({ message: expect.stringMatching(/but it ends/), column: 1 });
    expect(problem('[auth')).toEqual({ message: expect.stringMatching(/never closed/), column: 1 });
    expect(problem("auth + 'a,b'")).toEqual({ message: expect.stringMatching(/cannot have ,/), column: 10 });
    expect(problem('[auth]{[year]')).toEqual({ message: expect.stringMatching(/cannot have \{/), column: 7 });
    expect(problem('year(2)')).toEqual({ message: expect.stringMatching(/takes no number/), column: 1 });
    expect(problem('shorttitle(1,2,3)')).toEqual({ message: expect.stringMatching(/two whole numbers/), column: 1 });
    expect(problem("'fixed'")).toEqual({ message: expect.stringMatching(/differs from paper to paper/), column: 1 });
  });
});
