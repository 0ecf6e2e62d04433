/** Citation keys: made, and kept apart. */
import { describe, expect, it } from 'vitest';
import { assignKeys, cleanKey, plainKey } from '../../../src/export/bibtex/keys.js';
import { parseName } from '../../../src/export/bibtex/names.js';
import type { CslItem } from '../../../src/export/csl.js';

const item = (author: string, year: number | undefined, title: string, more: Partial<CslItem> = {}): CslItem => ({
  id: `${author}${title}`,
  type: 'article',
  title,
  ...(author === '' ? {} : { author: [parseName(author)!] }),
  ...(year === undefined ? {} : { issued: { 'date-parts': [[year]] } }),
  ...more,
});

describe('the key of a paper', () => {
  it.each([
    ['Yang Yue', 2025, 'Does Reinforcement Learning Really Incentivize', 'yue2025does'],
    ['Jacob Devlin', 2019, 'BERT: Pre-training', 'devlin2019bert'],
    ['J. D. van der Waals', 1873, 'Over de continuiteit', 'vanderwaals1873over'],
    ['Mikkel Øbro', 2007, 'The classification', 'obro2007classification'],
    ['Rastislav Šrámek', 2007, 'On the Viterbi', 'sramek2007viterbi'],
    ['Aŋkuŧ Ŋðə', 2007, 'ĸalaaleq', 'nde2007qalaaleq'],
    ["Cathy O'Neil", 2016, 'Weapons', 'oneil2016weapons'],
    ['The ATLAS Collaboration', 2012, 'Observation of $H$', 'atlas2012observation'],
    ['A. B', 2020, '$\\alpha$ <i>decays</i>', 'b2020decays'],
    ['', 2017, 'Attention is all', 'attention2017'],
    ['X. Y', undefined, 'A Thing', 'ything'],
    ['汪丽娜', 2020, 'Rain', 'rain2020'],
    ['', 2020, '3D maps', 'p3d2020'],
  ])('%s %s %s is %s', (author, year, title, key) => {
    expect(plainKey(item(author, year, title))).toBe(key);
  });
  it('is the same whether a particle stands apart or in the family name', () => {
    const waals = { given: 'J. D.', family: 'Waals', 'non-dropping-particle': 'van der' };
    expect(plainKey(item('', 1873, 'Over', { author: [waals] }))).toBe(
      plainKey(item('van der Waals, J. D.', 1873, 'Over')),
    );
  });
  it('without any letter of ours comes from the number, the DOI or the data themselves', () => {
    const rain = item('汪丽娜', 2020, '基于支持向量机的降雨');
    expect(plainKey({ ...rain, archive: 'arXiv', archive_location: '2004.12345' })).toBe('arxiv200412345');
    expect(plainKey({ ...rain, DOI: '10.1000/Ab_1' })).toBe('doi101000ab1');
    expect(plainKey(rain)).toMatch(/^paper2020[a-z0-9]+$/);
    expect(plainKey(rain)).not.toBe(plainKey({ ...rain, title: '基于' }));
  });
  it('that somebody gave is used, without what readers refuse', () => {
    expect(plainKey(item('A. B', 2020, 'C', { 'citation-key': 'Mine:2020/x' }))).toBe('Mine:2020/x');
    expect(cleanKey(' yue 2025,{does}#%~\\"\'()=é')).toBe('yue2025doese');
  });
});

describe('equal keys', () => {
  const papers = ['2501.00003', '2501.00001', '2501.00002'].map((number, i) =>
    item('Wei Li', 2025, `Learning to ${i}`, { archive: 'arXiv', archive_location: number }),
  );
  it('are told apart by the papers, not by the order of selection', () => {
    expect(assignKeys(papers)).toEqual(['li2025learningb', 'li2025learning', 'li2025learninga']);
    expect(assignKeys(papers.toReversed())).toEqual(['li2025learninga', 'li2025learning', 'li2025learningb']);
  });
  it('are equal without regard to letter case', () => {
    const given = ['Key', 'key', 'KEY'].map((key, i) => item('A. B', 2000 + i, 'C', { 'citation-key': key }));
    expect(assignKeys(given)).toEqual(['Key', 'keya', 'KEYb']);
  });
  it('are not made by adding a letter', () => {
    const keys = assignKeys([...papers, item('Wei Li', 2025, 'Learninga thing')]);
    expect(keys).toEqual(['li2025learningc', 'li2025learning', 'li2025learningb', 'li2025learninga']);
  });
  it('avoid those of the target file, and keep what a paper has already', () => {
    expect(assignKeys(papers, { taken: ['Li2025Learning'] })).toEqual([
      'li2025learningc',
      'li2025learninga',
      'li2025learningb',
    ]);
    const known = (paper: CslItem): string | undefined => (paper === papers[0] ? 'li2025learning' : undefined);
    expect(assignKeys(papers, { known })).toEqual(['li2025learning', 'li2025learninga', 'li2025learningb']);
  });
  it('go on after z', () => {
    const many = Array.from({ length: 60 }, (_, i) => item('A. B', 2020, 'C', { id: String(i).padStart(2, '0') }));
    const keys = assignKeys(many);
    expect(keys.slice(25, 30)).toEqual(['b2020cy', 'b2020cz', 'b2020caa', 'b2020cab', 'b2020cac']);
    expect(new Set(keys).size).toBe(60);
  });
});
