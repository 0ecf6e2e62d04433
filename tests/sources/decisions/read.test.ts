/** Tables of decisions as Rayyan, ASReview, Covidence and Zotero write them; the papers in them are made up. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import type { Status } from '../../../src/hub/decisions/decision.js';
import { readDecisions } from '../../../src/sources/decisions/read.js';

const folder = mkdtempSync(path.join(tmpdir(), 'pith-decisions-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function read(text: string | Uint8Array, { name = 'table.csv', as }: { name?: string; as?: Status } = {}) {
  const file = path.join(folder, name);
  writeFileSync(file, text);
  return readDecisions(file, as);
}

const RAYYAN = `key,title,year,month,day,journal,issn,volume,issue,pages,authors,url,language,publisher,location,abstract,notes,doi,keywords,pubmed_id,pmc_id
rayyan-1,Pruning at random,2020,1,1,,,,,,"Ann Alder and Bo Birch",,,,,,"RAYYAN-INCLUSION: {""Ann""=>""Included"", ""Bo \\""B\\"" Birch""=>""Excluded""} | RAYYAN-LABELS: sparse,vision | RAYYAN-EXCLUSION-REASONS: wrong population,foreign language | USER-NOTES: {""Ann""=>[""look
again"", ""page 3""], ""Bo \\""B\\"" Birch""=>[""no""]}",10.1000/ONE,,,
rayyan-2,Growing back,2021,,,,,,,,,https://arxiv.org/abs/2101.00001v2,,,,,"RAYYAN-INCLUSION: {""Ann""=>""Maybe""}",,,123456,
rayyan-3,Nobody looked,2022,,,,,,,,,,,,,,,,,,
rayyan-4,An old file,2015,,,,,,,,,,,,,,"RAYYAN-INCLUSION: {""Ann""=>true, ""Bo""=>false}",,,,
`;

describe('a table of Rayyan', () => {
  it('has the decision of each reader, labels as tags, one reason, and the rest as notes', async () => {
    const { format, papers, problems } = await read(RAYYAN);
    expect(format).toBe('Rayyan, CSV');
    expect(problems).toEqual([]);
    expect(papers[0]).toEqual({
      place: 'line 3',
      ids: ['doi:10.1000/one'],
      title: 'Pruning at random',
      year: 2020,
      votes: [
        { who: 'Ann', status: 'included' },
        { who: 'Bo "B" Birch', status: 'excluded', reason: 'wrong population' },
      ],
      tags: ['sparse', 'vision'],
      notes: ['Ann: look again', 'Ann: page 3', 'Bo "B" Birch: no', 'Further reasons for excluding: foreign language'],
    });
    expect(papers[1]).toMatchObject({
      ids: ['pmid:123456', 'arxiv:2101.00001'],
      votes: [{ who: 'Ann', status: 'maybe' }],
    });
    expect(papers[2]).toMatchObject({ votes: [], tags: [], notes: [] });
    expect(papers[3]!.votes).toEqual([
      { who: 'Ann', status: 'included' },
      { who: 'Bo', status: 'excluded' },
    ]);
  });

  it('is read with tabs or semicolons between cells, with a byte order mark, and packed', async () => {
    const plain = await read(RAYYAN);
    const simple = 'title,year,notes\nA,2020,"RAYYAN-INCLUSION: {""Ann""=>""Included""}"\n';
    for (const sign of ['\t', ';']) {
      const { papers } = await read(simple.replaceAll(',', sign), { name: 'table.txt' });
      expect(papers[0]).toMatchObject({ title: 'A', year: 2020, votes: [{ who: 'Ann', status: 'included' }] });
    }
    expect((await read(`\ufeff${RAYYAN}`)).papers).toEqual(plain.papers);
    expect((await read(gzipSync(RAYYAN), { name: 'table.csv.gz' })).papers).toEqual(plain.papers);
  });

  it('says the same as RIS', async () => {
    const ris = `TY  - JOUR\r\nTI  - Pruning at random\r\nPY  - 2020/01/01/\r\nDO  - 10.1000/one\r\nKW  - included by nobody\r\nN1  - RAYYAN-INCLUSION: {"Ann"=>"Excluded"} | RAYYAN-EXCLUSION-REASONS: language\r\nER  - \r\n`;
    const { format, papers } = await read(ris, { name: 'articles.ris' });
    expect(format).toBe('RIS');
    expect(papers).toEqual([
      {
        place: 'line 1',
        ids: ['doi:10.1000/one'],
        title: 'Pruning at random',
        year: 2020,
        votes: [{ who: 'Ann', status: 'excluded', reason: 'language' }],
        tags: [],
        notes: [],
      },
    ]);
  });
});

describe('an export of ASReview', () => {
  it('has labels of 1, 0 and nothing, with reader, time and note', async () => {
    const { format, papers } = await read(
      'record_id,title,doi,asreview_label,asreview_time,asreview_note,asreview_user_name\n' +
        '1,A,10.1000/a,1,2024-05-01 10:00:00.123456,keep this,Ann\n' +
        '2,B,10.1000/b,0.0,1714557600.5,,\n' +
        '3,C,10.1000/c,,,,\n' +
        '4,D,10.1000/d,-1,yesterday,,\n',
    );
    expect(format).toBe('ASReview, CSV');
    expect(papers.map(({ votes, notes }) => ({ votes, notes }))).toEqual([
      { votes: [{ who: 'Ann', status: 'included', at: '2024-05-01T10:00:00.123Z' }], notes: ['keep this'] },
      { votes: [{ status: 'excluded', at: '2024-05-01T10:00:00.500Z' }], notes: [] },
      { votes: [], notes: [] },
      { votes: [], notes: [] },
    ]);
  });

  it('of an earlier version has the column included', async () => {
    const { papers } = await read('title,year,included\nA,2020,1\nB,2021,0\n');
    expect(papers.map(({ votes }) => votes[0]?.status)).toEqual(['included', 'excluded']);
  });

  it('as RIS has marks in the notes, of which two that differ decide nothing', async () => {
    const record = (...notes: string[]) =>
      `TY  - JOUR\nTI  - A title of words\n${notes.map((note) => `N1  - ${note}\n`).join('')}ER  - \n`;
    const { papers } = await read(
      record('ASReview_relevant', 'mine') +
        record('ASReview_irrelevant') +
        record('ASReview_not_seen') +
        record('ASReview_relevant ASReview_irrelevant'),
      { name: 'asreview.ris' },
    );
    expect(papers.map(({ votes }) => votes[0]?.status)).toEqual(['included', 'excluded', undefined, undefined]);
    expect(papers[0]!.notes).toEqual(['mine']);
  });
});

describe('a list of Covidence', () => {
  const LIST =
    'Title,Authors,Abstract,Published Year,Published Month,Journal,Volume,Issue,Pages,Accession Number,DOI,Ref,Covidence #,Study,Notes,Tags\n' +
    'A,"Alder, A.",,2020,,,,,,,10.1000/a,7,#12,Alder 2020,"Exclusion reason: Wrong study design; ",sparse; vision\n' +
    'B,,,2021,,,,,,,,8,#13,Birch 2021,,\n';

  it('says by its name what was decided, and the reason in its notes', async () => {
    const { format, papers } = await read(LIST, { name: 'review_4711_excluded_csv_20240320131744.csv' });
    expect(format).toBe('Covidence, CSV');
    expect(papers[0]).toMatchObject({
      ids: ['doi:10.1000/a'],
      title: 'A',
      year: 2020,
      votes: [{ status: 'excluded', reason: 'Wrong study design' }],
      tags: ['sparse', 'vision'],
      notes: [],
    });
    expect(papers[1]!.votes).toEqual([{ status: 'excluded' }]);
    expect((await read(LIST, { name: 'review_4711_irrelevant_csv_2024.csv' })).papers[1]!.votes).toEqual([
      { status: 'excluded' },
    ]);
    expect((await read(LIST, { name: 'review_4711_included_csv_2024.csv' })).papers[1]!.votes).toEqual([
      { status: 'included' },
    ]);
  });

  it('under another name needs to be told', async () => {
    await expect(read(LIST, { name: 'list.csv' })).rejects.toThrow(/--as included or --as excluded/u);
    expect((await read(LIST, { name: 'list.csv', as: 'maybe' })).papers[1]!.votes).toEqual([{ status: 'maybe' }]);
  });
});

describe('tags of Zotero', () => {
  it('decide where one of them says a decision; the others are tags, automatic ones are not', async () => {
    const { format, papers } = await read(
      '"Key","Item Type","Publication Year","Author","Title","DOI","Url","Manual Tags","Automatic Tags"\n' +
        '"K1","journalArticle","2020","Alder, Ann","A","10.1000/a","","include; sparse; in vitro","Computer Science; excluded"\n' +
        '"K2","preprint","2021","","B","","http://arxiv.org/abs/2101.00001","Excluded: wrong population",""\n' +
        '"K3","preprint","2021","","C","","","include; exclude","" \n',
    );
    expect(format).toBe('Zotero, CSV');
    expect(papers.map(({ ids, votes, tags }) => ({ ids, votes, tags }))).toEqual([
      { ids: ['doi:10.1000/a'], votes: [{ status: 'included' }], tags: ['sparse', 'in vitro'] },
      { ids: ['arxiv:2101.00001'], votes: [{ status: 'excluded', reason: 'wrong population' }], tags: [] },
      { ids: [], votes: [], tags: [] },
    ]);
  });

  it('decide as keywords of RIS, whose other keywords are the authors’', async () => {
    const { papers } = await read(
      'TY  - JOUR\nTI  - A title\nKW  - pith-status-later\nKW  - neural networks\nER  - \n',
      { name: 'zotero.ris' },
    );
    expect(papers[0]).toMatchObject({ votes: [{ status: 'later' }], tags: [] });
  });
});

describe('a table of one’s own', () => {
  it('needs a title or an id, and a column of decisions', async () => {
    const { papers } = await read(
      'Title,arXiv,Decision,Reason,Reviewer,Tags,Note\nA,2101.00001,EXCLUDE,off-topic,Ann,"one, two",why\nB,,in-between,,,,\n',
    );
    expect(papers[0]).toEqual({
      place: 'line 2',
      ids: ['arxiv:2101.00001'],
      title: 'A',
      votes: [{ who: 'Ann', status: 'excluded', reason: 'off-topic' }],
      tags: ['one', 'two'],
      notes: ['why'],
    });
    expect(papers[1]!.votes).toEqual([]);
  });

  it('is told apart from other tables and from files that say nothing', async () => {
    await expect(read('a,b\n1,2\n')).rejects.toThrow(/no table of decisions; expected/u);
    await expect(read('title,year\nA,2020\n')).rejects.toThrow(/no table of decisions/u);
    await expect(read('title,status\nA,\n')).rejects.toThrow(/says no decision.*--as/u);
    expect((await read('title,year\nA,2020\n', { as: 'included' })).papers[0]!.votes).toEqual([{ status: 'included' }]);
  });

  it('names rows without a paper, and cells without an end, by their line', async () => {
    const { papers, problems } = await read('title,status\nA,in\n,out\n"B,in\n');
    expect(papers.map(({ title }) => title)).toEqual(['A']);
    expect(problems.map(({ place }) => place)).toEqual(['a row', 'line 3']);
  });
});

describe('hostile text in a table', () => {
  it('is cleaned, and costs no more time than its length', async () => {
    const long = '"'.repeat(100_000);
    const cell = (text: string) => `"${text.replaceAll('"', '""')}"`;
    const { papers } = await read(
      `title,notes\n${cell('A\u202e\u001b[31m')},${cell(`RAYYAN-INCLUSION: {"A\u0007nn"=>"Included"} | USER-NOTES: ${long}{"A"=>["${'\\'.repeat(50_000)}`)}\n`,
    );
    expect(papers[0]).toMatchObject({ title: 'A', votes: [{ who: 'Ann', status: 'included' }] });
  });
});
