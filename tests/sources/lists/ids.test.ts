/** Ids, addresses and kinds of works out of the fields of bibliographies. */
import { describe, expect, it } from 'vitest';
import type { WorkRecord } from '../../../src/hub/record.js';
import { detectSource } from '../../../src/sources/detect.js';
import { collect } from '../collect.js';
import { inputOf } from '../input-of.js';

async function workOf(content: string): Promise<WorkRecord> {
  const { source } = detectSource(inputOf(content));
  const read = await collect(source.decode(inputOf(content), { at: '2026-01-02', cited: 'arxiv:1911.11134' }));
  return read.of('work')[1]!;
}

const entry = (fields: string, type = 'article') =>
  `@${type}{a, title={On Goats}, author={Herd, Al}, year=2021, ${fields}}\n`;
const ris = (lines: string, type = 'JOUR') => `TY  - ${type}\nTI  - On Goats\nAU  - Herd, Al\n${lines}\nER  - \n`;
const csl = (fields: object) =>
  JSON.stringify([
    { id: '1', type: 'article-journal', title: 'On Goats', issued: { 'date-parts': [[2021]] }, ...fields },
  ]);

describe('the ids of an entry', () => {
  it.each([
    ['eprint={arXiv:2101.00014v2 [cs.LG]}, archiveprefix={arXiv}', ['arxiv:2101.00014']],
    ['eprint={arXiv:2101.00014}, eprinttype={whatever}', ['arxiv:2101.00014']],
    ['eprint={https://arxiv.org/pdf/2101.00014.pdf}', ['arxiv:2101.00014']],
    ['arxivId={2101.00014}', ['arxiv:2101.00014']],
    ['journal={arXiv}, pages={2101.00014}', ['arxiv:2101.00014']],
    ['eprint={19192285}, eprinttype={pmid}', ['pmid:19192285']],
    ['eprint={19192285}, eprinttype={PubMed}', ['pmid:19192285']],
    ['eprint={PMC1234567}, eprinttype={pmcid}', ['pmcid:PMC1234567']],
    ['eprint={20200302}, eprinttype={jstor}', ['key:on-goats/2021/herd']],
    ['doi={10/dvzd5z}', ['doi:10/dvzd5z']],
    ['doi={\\url{https://doi.org/10.1000/abc.8}}', ['doi:10.1000/abc.8']],
    ['doi={10.1000/ab\n   c.8}', ['doi:10.1000/abc.8']],
    ['doi={10.1000/17:15\\textless{}1661::A\\textgreater{}3}', ['doi:10.1000/17:15<1661::a>3']],
    ['ee={https://doi.org/10.1000/abc.8}', ['doi:10.1000/abc.8']],
    ['url={https://link.springer.com/article/10.1007/s1-2-x}', ['doi:10.1007/s1-2-x']],
    ['howpublished={Available at \\url{https://arxiv.org/abs/2101.00014}}', ['arxiv:2101.00014']],
    ['note={PMID: 12345; doi: 10.1000/abc}', ['pmid:12345', 'doi:10.1000/abc']],
    ['note={Comment on doi: 10.1000/other}', ['key:on-goats/2021/herd']],
    ['note={See https://doi.org/10.1000/other for the data}', ['key:on-goats/2021/herd']],
    ['biburl={https://dblp.org/rec/conf/x/Herd21.bib}', ['dblp:conf/x/Herd21']],
  ])('%s', async (fields, ids) => {
    expect((await workOf(entry(fields))).ids).toEqual(ids);
  });

  it('come in RIS from notes and numbers, too', async () => {
    expect((await workOf(ris('N1  - doi: 10.1000/r.18'))).ids).toEqual(['doi:10.1000/r.18']);
    expect((await workOf(ris('DB  - PubMed\nAN  - 12345678'))).ids).toEqual(['pmid:12345678']);
    expect((await workOf(ris('N1  - A note on sheep'))).ids).toEqual(['key:on-goats/herd']);
  });

  it('come in CSL-JSON from the lines of a note and the place in an archive', async () => {
    expect((await workOf(csl({ note: 'arXiv: 2001.00011\nPMID: 12345678' }))).ids).toEqual([
      'arxiv:2001.00011',
      'pmid:12345678',
    ]);
    expect((await workOf(csl({ archive: 'arXiv', archive_location: '2001.00010 [cs]' }))).ids).toEqual([
      'arxiv:2001.00010',
    ]);
  });
});

describe('the address of a work', () => {
  it.each([
    ['url={https://goats.example.org/a?b=1-1IM&x=2_3}', 'https://goats.example.org/a?b=1-1IM&x=2_3'],
    ['url={https://goats.example.org/\\~{}al/a\\_b\\%20c}', 'https://goats.example.org/~al/a_b%20c'],
    ['howpublished={Available at \\url{https://goats.example.org/x}.}', 'https://goats.example.org/x'],
    ['url={https://doi.org/10.1000/a}', undefined],
  ])('%s', async (fields, url) => {
    expect((await workOf(entry(fields, 'misc'))).url).toBe(url);
  });

  it('is kept from RIS and CSL-JSON, and so are keywords', async () => {
    expect(await workOf(ris('UR  - https://goats.example.org/x\nKW  - goats\nKW  - hills', 'ELEC'))).toMatchObject({
      url: 'https://goats.example.org/x',
      keywords: 'goats, hills',
    });
    expect(await workOf(csl({ URL: 'https://goats.example.org/x', keyword: 'goats, hills' }))).toMatchObject({
      url: 'https://goats.example.org/x',
      keywords: 'goats, hills',
    });
    expect(await workOf(entry('keywords={goats, hills}'))).toMatchObject({ keywords: 'goats, hills' });
  });

  it('is no publisher where it says how something was published', async () => {
    const work = await workOf(entry('howpublished={\\url{https://goats.example.org}}', 'misc'));
    expect(work.publisher).toBeUndefined();
    expect((await workOf(entry('howpublished={Handed out at fairs}', 'misc'))).publisher).toBe('Handed out at fairs');
  });
});

describe('the kind of a work', () => {
  it.each([
    ['mastersthesis', '', 'thesis', "Master's thesis"],
    ['phdthesis', '', 'thesis', 'PhD thesis'],
    ['phdthesis', 'type={Doctoral dissertation}', 'thesis', 'Doctoral dissertation'],
    ['thesis', 'type={mathesis}', 'thesis', "Master's thesis"],
    ['thesis', '', 'thesis', undefined],
    ['manual', '', 'document', 'Manual'],
    ['patent', '', 'patent', undefined],
  ])('@%s with “%s” is a %s, %s', async (type, fields, kind, genre) => {
    const work = await workOf(entry(fields, type));
    expect({ kind: work.kind, genre: work.genre }).toEqual({ kind, genre });
  });

  it('says whether a number is its own or that of an issue', async () => {
    for (const type of ['techreport', 'report', 'patent'])
      expect(await workOf(entry('number={RR-5}', type))).toMatchObject({ number: 'RR-5' });
    expect(await workOf(ris('IS  - RR-5', 'RPRT'))).toMatchObject({ number: 'RR-5' });
    const article = await workOf(entry('number={5}'));
    expect([article.issue, article.number]).toEqual(['5', undefined]);
  });

  it('comes from RIS and CSL-JSON with the genre of a thesis', async () => {
    expect(await workOf(ris('M3  - Master thesis', 'THES'))).toMatchObject({ kind: 'thesis', genre: 'Master thesis' });
    expect(await workOf(csl({ type: 'thesis', genre: "Master's thesis" }))).toMatchObject({ genre: "Master's thesis" });
  });
});
