/** The recipes of data/recipes, run by DuckDB itself; what they make imports. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CitationRecord } from '../../src/hub/record.js';
import { rowReader } from '../../src/sources/interchange/decode.js';
import { readSource } from '../../src/sources/read.js';
import { type Collected, collect } from '../sources/collect.js';
import { wanting } from '../sources/input-of.js';
import { NO_REAL_DATA, realFile } from '../sources/real-data.js';
import { HUBS, shardLines } from '../tools/s2ag-shard.mjs';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** undefined where DuckDB's package has no build for this machine, or was left out. */
const duckdb = await import('@duckdb/node-api').catch(() => undefined);

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'pith-tui-recipes-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Runs SQL after setting its variables, given as SQL. */
async function run(sql: string, variables: Readonly<Record<string, string>> = {}): Promise<void> {
  const database = await duckdb!.DuckDBInstance.create(':memory:');
  const connection = await database.connect();
  for (const [name, value] of Object.entries(variables)) await connection.run(`SET VARIABLE ${name} = ${value}`);
  await connection.run(sql);
  connection.closeSync();
  database.closeSync();
}

const recipe = (name: string): string => readFileSync(path.join(ROOT, 'data/recipes', name), 'utf8');
const quoted = (file: string): string => `'${file.replaceAll("'", "''")}'`;
const file = (name: string): string => path.join(folder, name);

async function read(name: string, options: Parameters<typeof readSource>[1] = { at: '2026-01-02' }) {
  const { items, format } = await readSource(name, options);
  return { format, ...(await collect(items)) };
}

describe.skipIf(duckdb === undefined)('DuckDB (skipped where its package is missing)', () => {
  it('cuts a shard of citations as import --hub does', async () => {
    const shard = file('citations.gz');
    writeFileSync(shard, gzipSync(`${[...shardLines(20_000)].join('\n')}\n`));
    const cut = file('cut.jsonl.gz');
    await run(recipe('s2ag-citations.sql'), {
      dump: quoted(shard),
      hubs: `[${HUBS.map(({ corpusId }) => corpusId).join(', ')}]`,
      cut: quoted(cut),
    });
    const wanted = wanting(HUBS.map(({ corpusId }) => [`corpus:${corpusId}`]));
    const ours = await read(shard, { at: '2026-01-02', wanted });
    const theirs = await read(cut, { at: '2026-01-02', wanted });
    expect(theirs.format).toBe('S2AG citations');
    expect(theirs.problems).toEqual([]);
    expect(theirs.of('citation').length).toBeGreaterThan(20);
    const sorted = (records: readonly object[]): string[] => records.map((one) => JSON.stringify(one)).sort();
    expect(sorted(theirs.records)).toEqual(sorted(ours.records));
  });

  it('finds the papers of a cut, their lines as they are', async () => {
    const paper = (corpusid: number | string): string =>
      `${JSON.stringify({ corpusid, externalids: { DOI: `10.1000/${corpusid}` }, title: `A "paper", with\ttwo ${corpusid}` })}\n`;
    writeFileSync(file('papers.jsonl'), [1, '2', 3, 4, 7].map(paper).join(''));
    writeFileSync(
      file('some.jsonl'),
      '{"citingcorpusid":1,"citedcorpusid":7}\n{"citingcorpusid":"2","citedcorpusid":"7"}\n{"citingcorpusid":4,"citedcorpusid":null}\n',
    );
    await run(recipe('s2ag-papers.sql'), {
      dump: `[${quoted(file('papers.jsonl'))}]`,
      citations: quoted(file('some.jsonl')),
      cut: quoted(file('papers.gz')),
    });
    expect(gunzipSync(readFileSync(file('papers.gz'))).toString()).toBe([1, '2', 4, 7].map(paper).join(''));
  });

  it('reads both generations of the citations', async () => {
    const [old, now] = [
      '{"citingcorpusid":"5","citedcorpusid":"7","isinfluential":true,"contexts":["A.","B."],"intents":["background","result"],"updated":"2020-07-17T06:46:12.405Z"}\n',
      '{"citationid":9,"citingcorpusid":6,"citedcorpusid":7,"isinfluential":false,"contexts":["A.","B."],"intents":[["background"],null]}\n',
    ];
    writeFileSync(file('old.jsonl'), old + now);
    await run(recipe('s2ag-citations.sql'), {
      dump: quoted(file('old.jsonl')),
      hubs: '[7]',
      cut: quoted(file('both.gz')),
    });
    const { records } = await read(file('both.gz'));
    expect(records).toEqual((await read(file('old.jsonl'))).records);
  });

  it.skipIf(NO_REAL_DATA)('cuts the sample shards of S2AG (skipped without ../shared/data)', async () => {
    const hubs = [1624374, 85219962];
    const cut = file('samples.gz');
    await run(recipe('s2ag-citations.sql'), {
      dump: quoted(realFile('s2ag/*/citations-sample.jsonl')),
      hubs: `[${hubs.join(', ')}]`,
      cut: quoted(cut),
    });
    const theirs = await read(cut);
    const wanted = wanting(hubs.map((hub) => [`corpus:${hub}`]));
    const ours = await Promise.all(
      ['2022-12', '2023-02'].map((generation) =>
        read(realFile(`s2ag/${generation}/citations-sample.jsonl`), { at: '2026-01-02', wanted }),
      ),
    );
    expect(theirs.of('citation')).toHaveLength(2);
    expect(theirs.of('citation')).toEqual(ours.flatMap(({ of }) => of('citation')));
  });

  it.skipIf(NO_REAL_DATA)(
    'cuts works of OpenAlex, as JSON Lines and as Parquet (skipped without ../shared/data)',
    async () => {
      const part = realFile('openalex-snapshot/works/*/part_000.gz');
      await run(`COPY (SELECT * FROM read_json(${quoted(part)})) TO ${quoted(file('works.parquet'))} (FORMAT parquet)`);
      // A hub that is itself in the part, and one that is only cited there; which works touch them is asked of the lines themselves.
      const lines = gunzipSync(readFileSync(part.replace('*', 'updated_date=test')))
        .toString()
        .trim()
        .split('\n');
      const cited = /"referenced_works": \["https:\/\/openalex\.org\/(W\d+)"/u.exec(lines.join('\n'))![1]!;
      const asked = ['W2749887630', cited];
      const touching = lines.filter((line) => {
        const { id, referenced_works } = JSON.parse(line) as { id: string; referenced_works: string[] };
        return asked.some((hub) => [id, ...referenced_works].includes(`https://openalex.org/${hub}`));
      });
      expect(touching.length).toBeGreaterThan(1);
      const variables = { hubs: `[${asked.map(quoted).join(', ')}]` };
      await run(recipe('openalex-works.sql'), { ...variables, dump: quoted(part), cut: quoted(file('lines.gz')) });
      await run(recipe('openalex-works-parquet.sql'), {
        ...variables,
        dump: quoted(file('works.parquet')),
        cut: quoted(file('rows.gz')),
      });
      const byLine = gunzipSync(readFileSync(file('lines.gz')))
        .toString()
        .trim()
        .split('\n');
      expect(byLine.sort()).toEqual(touching.sort());
      const [fromLines, fromRows] = [await read(file('lines.gz')), await read(file('rows.gz'))];
      expect(fromRows.problems).toEqual([]);
      const sorted = (records: readonly object[]): string[] => records.map((one) => JSON.stringify(one)).sort();
      expect(sorted(fromRows.records)).toEqual(sorted(fromLines.records));
    },
  );

  it.skipIf(NO_REAL_DATA)('cuts the Index of OpenCitations (skipped without ../shared/data)', async () => {
    const dump = realFile('opencitations/index-csv/crossref_citations.csv');
    await run(recipe('opencitations-index.sql'), {
      dump: quoted(dump),
      hubs: "['10.1108/jd-12-2013-0166']",
      cut: quoted(file('index.csv.gz')),
    });
    const wanted = wanting([['doi:10.1108/jd-12-2013-0166']]);
    const ours = await read(dump, { at: '2026-01-02', wanted });
    expect(ours.of('citation').length).toBeGreaterThan(10);
    expect((await read(file('index.csv.gz'))).of('citation')).toEqual(ours.of('citation'));
  });

  it.skipIf(NO_REAL_DATA)(
    'makes folders of hubs of S2AG and of OpenAlex (skipped without ../shared/data)',
    async () => {
      const records = async (folder: string, hub: string): Promise<Collected> => {
        const index = readFileSync(path.join(folder, 'index.jsonl'), 'utf8').trim().split('\n');
        const entry = index.map((line) => JSON.parse(line)).find(({ ids }) => ids.includes(hub));
        const lines = entry.files.flatMap((name: string) =>
          gunzipSync(readFileSync(path.join(folder, name)))
            .toString()
            .trim()
            .split('\n'),
        );
        const read = rowReader();
        const bytes = (line: string, at: number) => ({ number: at + 1, bytes: Buffer.from(line) });
        return collect(lines.flatMap((line: string, at: number) => [...read(bytes(line, at))]));
      };
      const paper = (corpusid: number, more: object = {}): string =>
        `${JSON.stringify({ corpusid, externalids: { DOI: `10.1000/X${corpusid}`, ArXiv: null }, title: `Sheep ${corpusid}`, authors: [{ name: 'Ann' }], year: 2020, publicationdate: null, venue: '', ...more })}\n`;
      writeFileSync(file('s2-papers.jsonl'), paper(7, { publicationdate: '2019-05-06' }) + paper(5) + paper(6));
      writeFileSync(file('s2-abstracts.jsonl'), '{"corpusid":5,"abstract":"On sheep."}\n');
      writeFileSync(
        file('s2-citations.jsonl'),
        '{"citingcorpusid":5,"citedcorpusid":7,"isinfluential":true,"contexts":["A.","B."],"intents":[["methodology"],["result","methodology"]]}\n' +
          '{"citingcorpusid":6,"citedcorpusid":7,"isinfluential":false,"contexts":null,"intents":null}\n' +
          '{"citingcorpusid":6,"citedcorpusid":null,"isinfluential":false,"contexts":null,"intents":null}\n',
      );
      await run(recipe('graph-s2ag.sql') + recipe('hub-folder.sql'), {
        papers: quoted(file('s2-papers.jsonl')),
        abstracts: quoted(file('s2-abstracts.jsonl')),
        citations: quoted(file('s2-citations.jsonl')),
        least: '2',
        source: "'semantic-scholar'",
        cut: quoted(file('s2-hubs')),
      });
      const s2 = await records(file('s2-hubs'), 'corpus:7');
      expect(s2.problems).toEqual([]);
      expect(s2.of('work')).toContainEqual({
        type: 'work',
        ids: ['corpus:5', 'doi:10.1000/x5'],
        title: 'Sheep 5',
        authors: [{ name: 'Ann' }],
        date: '2020',
        abstract: 'On sheep.',
      });
      expect(s2.of('work').find(({ ids }) => ids[0] === 'corpus:7')).toMatchObject({ date: '2019-05-06' });
      expect(s2.of('citation').find(({ citing }) => citing === 'corpus:5')).toEqual({
        type: 'citation',
        citing: 'corpus:5',
        cited: 'corpus:7',
        influential: true,
        contexts: [{ text: 'A.' }, { text: 'B.' }],
        judgements: [
          {
            axis: 'role',
            labels: expect.toSatisfy((labels: string[]) => labels.toSorted().join() === 'comparison,method'),
            judge: 'semantic-scholar',
            at: '2024-01-01',
          },
        ],
      });
      expect(s2.of('citation')).toHaveLength(2);
      expect(s2.of('hub')).toEqual([{ type: 'hub', work: 'corpus:7', source: 'semantic-scholar', total: 2 }]);

      const part = realFile('openalex-snapshot/works/*/part_000.gz');
      await run(recipe('graph-openalex.sql') + recipe('hub-folder.sql'), {
        dump: quoted(part),
        least: '1',
        source: "'openalex'",
        cut: quoted(file('oa-hubs')),
      });
      const all = await read(part.replace('*', 'updated_date=test'));
      const ownId = ({ citing }: CitationRecord): string =>
        all
          .of('work')
          .find(({ ids }) => ids[0] === citing)!
          .ids.find((id) => id.startsWith('openalex:'))!;
      const [{ cited: hub }] = all.of('citation') as [CitationRecord];
      const openalex = await records(file('oa-hubs'), hub);
      expect(openalex.problems).toEqual([]);
      const citers = all.of('citation').filter((one) => one.cited === hub);
      expect(
        openalex
          .of('citation')
          .map(({ citing }) => citing)
          .sort(),
      ).toEqual(citers.map(ownId).sort());
      expect(openalex.of('work').length).toBeGreaterThan(0);
      for (const work of openalex.of('work')) {
        const ours = all.of('work').find(({ ids }) => ids.includes(work.ids[0]!))!;
        expect(work).toMatchObject({ title: ours.title, date: ours.date, authors: ours.authors });
        // Words of an abstract stand apart by one blank, whatever stood there.
        expect(work.abstract?.slice(0, 60)).toBe(ours.abstract?.slice(0, 60));
      }
    },
  );
});
