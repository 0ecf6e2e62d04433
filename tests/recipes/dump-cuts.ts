/** Recipes that cut a dump to the papers around some hubs. */
import { BIGQUERY, DIALECTS, DUCKDB, SPARK, TRINO } from './dialects.js';
import { cutAs, LARGEST, linesOf, linesOut, type Recipe, rowsOut, TABLE_OF_DUMP, tableOf } from './writing.js';

export const s2agCitations: Recipe = {
  name: 's2ag-citations',
  about: 'The lines of S2AG citations that touch the named papers.',
  variables: [
    { name: 'dump', example: 's2ag/citations/*.gz', elsewhere: TABLE_OF_DUMP },
    { name: 'hubs', example: '[208267757]', elsewhere: '208267757, 3051772' },
    cutAs('citations.jsonl.gz'),
  ],
  remarks: {
    DuckDB:
      'hubs are corpus ids, as numbers. Intents are a list in older releases and a list of lists in newer ones: hence JSON.',
    'Spark SQL': 'hubs are corpus ids, as numbers.',
    Trino: 'hubs are corpus ids, as numbers.',
    BigQuery: 'hubs are corpus ids, as numbers.',
  },
  body(dialect) {
    const touching = (citing: string, cited: string): string =>
      `WHERE ${dialect.isHub(cited, 'number')}\n   OR ${dialect.isHub(citing, 'number')}`;
    // Typed columns are read faster than JSON is asked for its fields.
    if (dialect === DUCKDB)
      return rowsOut(
        dialect,
        `SELECT *\nFROM read_json(\n  ${dialect.given('dump')},\n  format = 'newline_delimited',\n  ${LARGEST},\n  columns = {\n    citingcorpusid: 'BIGINT', citedcorpusid: 'BIGINT', isinfluential: 'BOOLEAN',\n    contexts: 'JSON', intents: 'JSON', updated: 'VARCHAR'\n  }\n)\n${touching('citingcorpusid', 'citedcorpusid')}`,
      );
    const { line, from, field } = linesOf(dialect, 'dump');
    const number = (name: string): string => (line === '*' ? name : dialect.asNumber(field(name)));
    return linesOut(
      dialect,
      `SELECT ${line}\nFROM ${from}\n${touching(number('citingcorpusid'), number('citedcorpusid'))}`,
    );
  },
};

export const s2agPapers: Recipe = {
  name: 's2ag-papers',
  about:
    'The lines, as they are, of S2AG papers, abstracts, tldrs or paper-ids that are of papers in a cut of the citations.',
  variables: [
    { name: 'dump', example: 's2ag/papers/*.gz', elsewhere: tableOf('s2ag.papers', 's2ag/papers') },
    { name: 'citations', example: 'citations.jsonl.gz', elsewhere: tableOf('cut.citations', 'citations') },
    cutAs('papers.jsonl.gz'),
  ],
  remarks: {
    DuckDB: 'citations is what s2ag-citations.sql made.',
    'Spark SQL': 'citations is what s2ag-citations.sql made.',
    Trino: 'citations is what s2ag-citations.sql made.',
    BigQuery: 'citations is a table of what s2ag-citations.sql made.',
  },
  body(dialect) {
    const { line, from, field } = linesOf(dialect, 'dump');
    const cut = dialect.given('citations');
    const paper = line === '*' ? 'corpusid' : dialect.asNumber(field('corpusid'));
    if (dialect === DUCKDB)
      return linesOut(
        dialect,
        `SELECT ${line}\nFROM ${from}\nWHERE ${paper} IN (\n  SELECT unnest([citingcorpusid, citedcorpusid])\n  FROM read_json(\n    ${cut},\n    format = 'newline_delimited',\n    ${LARGEST},\n    columns = { citingcorpusid: 'BIGINT', citedcorpusid: 'BIGINT' }\n  )\n)`,
      );
    const citations = linesOf(dialect, 'citations');
    const end = (name: string): string =>
      citations.line === '*' ? name : `${dialect.asNumber(citations.field(name))} AS ${name}`;
    return linesOut(
      dialect,
      `SELECT ${line}\nFROM ${from}\nWHERE ${paper} IN (SELECT ${end('citingcorpusid')} FROM ${citations.from})\n   OR ${paper} IN (SELECT ${end('citedcorpusid')} FROM ${citations.from})`,
    );
  },
};

export const openalexWorks: Recipe = {
  name: 'openalex-works',
  about:
    'The lines, as they are, of works of the OpenAlex snapshot that cite the named papers, and of these themselves.',
  variables: [
    {
      name: 'dump',
      example: 's3://openalex/data/jsonl/works/*/*.gz',
      elsewhere: {
        [SPARK.folder]: 's3a://openalex/data/jsonl/works',
        [TRINO.folder]: 'hive.openalex.works',
        [BIGQUERY.folder]: 'project.openalex.works',
      },
    },
    { name: 'hubs', example: "['W2741809807']", elsewhere: "'https://openalex.org/W2741809807'" },
    cutAs('works.jsonl.gz'),
  ],
  body(dialect) {
    if (dialect === DUCKDB)
      return linesOut(
        dialect,
        `WITH hub AS (SELECT list_transform(getvariable('hubs')::VARCHAR[], id -> 'https://openalex.org/' || id) AS ids)\nSELECT json\nFROM read_ndjson_objects(getvariable('dump'), ${LARGEST}), hub\nWHERE list_has_any(from_json(json -> '$.referenced_works', '["VARCHAR"]'), hub.ids)\n   OR list_contains(hub.ids, json ->> '$.id')`,
      );
    const { line, from, field } = linesOf(dialect, 'dump');
    const references = line === '*' ? 'referenced_works' : `from_json(${field('referenced_works')}, 'ARRAY<STRING>')`;
    return linesOut(
      dialect,
      `SELECT ${line}\nFROM ${from}\nWHERE ${dialect.hasHub(references)}\n   OR ${dialect.isHub(field('id'), 'text')}`,
    );
  },
};

export const openalexWorksParquet: Recipe = {
  name: 'openalex-works-parquet',
  about:
    'The same from the Parquet files of the OpenAlex snapshot, where only the columns that are asked for are read.',
  only: [DUCKDB, SPARK],
  variables: [
    {
      name: 'dump',
      example: 's3://openalex/data/parquet/works/*/*.parquet',
      elsewhere: 's3a://openalex/data/parquet/works',
    },
    { name: 'hubs', example: "['W2741809807']", elsewhere: "'https://openalex.org/W2741809807'" },
    cutAs('works.jsonl.gz'),
  ],
  body(dialect) {
    if (dialect === DUCKDB)
      return rowsOut(
        dialect,
        `SELECT *\nFROM read_parquet(getvariable('dump'), union_by_name = true, hive_partitioning = false)\nWHERE list_has_any(\n    referenced_works,\n    list_transform(getvariable('hubs')::VARCHAR[], id -> 'https://openalex.org/' || id)\n  )\n   OR list_contains(list_transform(getvariable('hubs')::VARCHAR[], id -> 'https://openalex.org/' || id), id)`,
      );
    return rowsOut(
      dialect,
      `SELECT *\nFROM parquet.\`${dialect.given('dump')}\`\nWHERE ${dialect.hasHub('referenced_works')}\n   OR ${dialect.isHub('id', 'text')}`,
    );
  },
};

export const opencitationsIndex: Recipe = {
  name: 'opencitations-index',
  about: 'The rows of the OpenCitations Index (CSV) that touch the named papers.',
  variables: [
    { name: 'dump', example: 'index/*.csv', elsewhere: tableOf('opencitations.index', 'index') },
    { name: 'hubs', example: "['br/06180334099']", elsewhere: "'br/06180334099'" },
    cutAs('index.csv.gz'),
  ],
  remarks: Object.fromEntries(
    DIALECTS.map(({ title }) => [
      title,
      'hubs are what the files name papers by, all names a paper has there: br/06…, omid:br/06…, doi:10.1108/…, or a bare DOI.',
    ]),
  ),
  body(dialect) {
    const where = `WHERE ${dialect.hasHub(dialect.split('citing'))}\n   OR ${dialect.hasHub(dialect.split('cited'))}`;
    if (dialect === DUCKDB)
      return rowsOut(
        dialect,
        `SELECT *\nFROM read_csv(\n  getvariable('dump'), header = true, delim = ',', quote = '"', escape = '"', all_varchar = true,\n  union_by_name = true, max_line_size = 33554432\n)\n${where}`,
        'csv',
      );
    const view =
      dialect === SPARK
        ? `CREATE OR REPLACE TEMPORARY VIEW dump USING csv OPTIONS (path '${dialect.given('dump')}', header 'true', escape '"');\n`
        : '';
    const from = dialect === SPARK ? 'dump' : dialect.given('dump');
    return view + rowsOut(dialect, `SELECT *\nFROM ${from}\n${where}`, 'csv');
  },
};
