/** The recipes of data/recipes, run by DuckDB itself; what they make imports. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readSource } from '../../src/sources/read.js';
import { collect } from '../sources/collect.js';
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

describe('the page on the recipes', () => {
  it('names each of them, and each says what to set before', () => {
    const page = readFileSync(path.join(ROOT, 'data/README.md'), 'utf8');
    for (const name of [
      's2ag-citations',
      's2ag-papers',
      'openalex-works',
      'openalex-works-parquet',
      'opencitations-index',
    ]) {
      expect(page).toMatch(`\`${name}.sql\``);
      const used = new Set([...recipe(`${name}.sql`).matchAll(/getvariable\('(\w+)'\)/gu)].map((match) => match[1]));
      const told = new Set(
        [...recipe(`${name}.sql`).matchAll(/^-- {3}SET VARIABLE (\w+) = /gmu)].map((match) => match[1]),
      );
      expect(told).toEqual(used);
    }
  });
});

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
});
