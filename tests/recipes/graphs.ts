/** Recipes that make a graph of papers and citations of a dump, for hub-folder.sql to cut. */
import { BIGQUERY, type Dialect, DUCKDB, type Field, SPARK, TRINO } from './dialects.js';
import { LARGEST, type Recipe, TABLE_OF_DUMP, tableOf } from './writing.js';

/** The relations that hub-folder.sql cuts. */
export const WORK_COLUMNS = 'works (id, ids, title, authors, date, venue, abstract)';
export const CITATION_COLUMNS = 'citations (citing, cited, influential, roles, contexts)';

export const graphOpenalex: Recipe = {
  name: 'graph-openalex',
  about: `OpenAlex as the two relations that hub-folder.sql cuts: ${WORK_COLUMNS} and ${CITATION_COLUMNS}.`,
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
  ],
  body(dialect) {
    const types = (
      text: string,
      map: string,
      list: (inner: string) => string,
      row: (...inner: [string, string][]) => string,
    ) =>
      [
        ['id', text],
        ['doi', text],
        ['display_name', text],
        ['publication_date', text],
        ['authorships', list(row(['author', row(['display_name', text])]))],
        ['primary_location', row(['source', row(['display_name', text])])],
        ['abstract_inverted_index', map],
        ['referenced_works', list(text)],
      ] as const;
    const prelude =
      dialect === DUCKDB
        ? `CREATE OR REPLACE TEMP VIEW dump AS\nSELECT *\nFROM read_json(\n  getvariable('dump'),\n  format = 'newline_delimited',\n  ${LARGEST},\n  columns = {\n    ${types(
            'VARCHAR',
            'JSON',
            (inner) => `${inner}[]`,
            (...inner) => `STRUCT(${inner.map(([name, type]) => `${name} ${type}`).join(', ')})`,
          )
            .map(([name, type]) => `${name}: '${type}'`)
            .join(',\n    ')}\n  }\n);\n`
        : dialect === SPARK
          ? `CREATE OR REPLACE TEMPORARY VIEW dump (\n  ${types(
              'STRING',
              'MAP<STRING, ARRAY<BIGINT>>',
              (inner) => `ARRAY<${inner}>`,
              (...inner) => `STRUCT<${inner.map(([name, type]) => `${name}: ${type}`).join(', ')}>`,
            )
              .map(([name, type]) => `${name} ${type}`)
              .join(',\n  ')}\n) USING json OPTIONS (path '${dialect.given('dump')}', recursiveFileLookup 'true');\n`
          : '';
    const from = prelude === '' ? dialect.given('dump') : 'dump';
    const openalex = (id: string): string => `concat('openalex:', ${dialect.matched(id, 'W[0-9]+')})`;
    // Older parts of the snapshot have the index as a text in which it is the second of two keys.
    const index =
      dialect === DUCKDB
        ? `TRY_CAST(CASE json_type(abstract_inverted_index) WHEN 'VARCHAR' THEN (abstract_inverted_index ->> '$')::JSON -> '$.InvertedIndex' ELSE abstract_inverted_index END AS MAP(VARCHAR, BIGINT[]))`
        : 'abstract_inverted_index';
    const works = `SELECT
  ${openalex('id')} AS id,
  ${dialect.present(
    dialect.list(
      openalex('id'),
      `concat('doi:', lower(${dialect.matched('doi', '10[.].*')}))`.replace(
        /^(.*)$/u,
        (doi) => `CASE WHEN doi IS NULL THEN NULL ELSE ${doi} END`,
      ),
    ),
  )} AS ids,
  display_name AS title,
  ${dialect.map('authorships', 'item.author.display_name')} AS authors,
  CASE WHEN publication_date LIKE '%-01-01' THEN substr(publication_date, 1, 4) ELSE publication_date END AS date,
  primary_location.source.display_name AS venue,
  ${dialect.words(index)} AS abstract
FROM ${from}`;
    const nothing: Field[] = [
      ['influential', dialect === BIGQUERY ? 'CAST(NULL AS BOOL)' : 'CAST(NULL AS BOOLEAN)', 'yesNo'],
      ['roles', emptyTexts(dialect), 'texts'],
      ['contexts', emptyTexts(dialect), 'texts'],
    ];
    const citations = `SELECT ${openalex('id')} AS citing, ${openalex('item')} AS cited, ${nothing.map(([name, value]) => `${value} AS ${name}`).join(', ')}
FROM ${dialect.unnested(from, 'referenced_works')}
WHERE id <> item`;
    return `${prelude}${dialect.view('works', works)}\n${dialect.view('citations', citations)}`;
  },
};

function emptyTexts(dialect: Dialect): string {
  if (dialect === DUCKDB) return 'CAST([] AS VARCHAR[])';
  if (dialect === SPARK) return 'CAST(array() AS ARRAY<STRING>)';
  return dialect === TRINO ? 'CAST(ARRAY[] AS array(varchar))' : 'CAST(NULL AS ARRAY<STRING>)';
}

export const graphS2ag: Recipe = {
  name: 'graph-s2ag',
  about: `S2AG (releases of 2024 and later) as the two relations that hub-folder.sql cuts: ${WORK_COLUMNS} and ${CITATION_COLUMNS}.`,
  variables: [
    { name: 'papers', example: 's2ag/papers/*.gz', elsewhere: tableOf('s2ag.papers', 's2ag/papers') },
    { name: 'abstracts', example: 's2ag/abstracts/*.gz', elsewhere: tableOf('s2ag.abstracts', 's2ag/abstracts') },
    { name: 'citations', example: 's2ag/citations/*.gz', elsewhere: TABLE_OF_DUMP },
  ],
  body(dialect) {
    const sql =
      dialect === DUCKDB
        ? {
            text: 'VARCHAR',
            number: 'BIGINT',
            yes: 'BOOLEAN',
            list: (inner: string) => `${inner}[]`,
            row: (...inner: [string, string][]) =>
              `STRUCT(${inner.map(([name, type]) => `${name} ${type}`).join(', ')})`,
          }
        : {
            text: 'STRING',
            number: 'BIGINT',
            yes: 'BOOLEAN',
            list: (inner: string) => `ARRAY<${inner}>`,
            row: (...inner: [string, string][]) =>
              `STRUCT<${inner.map(([name, type]) => `${name}: ${type}`).join(', ')}>`,
          };
    const { text, number, yes, list, row } = sql;
    const inputs: [string, [string, string][]][] = [
      [
        'papers',
        [
          ['corpusid', number],
          ['externalids', row(['DOI', text], ['ArXiv', text])],
          ['title', text],
          ['authors', list(row(['name', text]))],
          ['publicationdate', text],
          ['year', number],
          ['venue', text],
        ],
      ],
      [
        'abstracts',
        [
          ['corpusid', number],
          ['abstract', text],
        ],
      ],
      [
        'citations',
        [
          ['citingcorpusid', number],
          ['citedcorpusid', number],
          ['isinfluential', yes],
          ['contexts', list(text)],
          ['intents', list(list(text))],
        ],
      ],
    ];
    const prelude = inputs.map(([name, columns]) => {
      if (dialect === DUCKDB)
        return `CREATE OR REPLACE TEMP VIEW dump_${name} AS\nSELECT *\nFROM read_json(\n  getvariable('${name}'), format = 'newline_delimited', ${LARGEST},\n  columns = { ${columns.map(([column, type]) => `${column}: '${type}'`).join(', ')} }\n);\n`;
      if (dialect === SPARK)
        return `CREATE OR REPLACE TEMPORARY VIEW dump_${name} (${columns.map((column) => column.join(' ')).join(', ')})\nUSING json OPTIONS (path '${dialect.given(name)}');\n`;
      return '';
    });
    const from = (name: string): string =>
      dialect === DUCKDB || dialect === SPARK ? `dump_${name}` : dialect.given(name);
    const corpus = (id: string): string => `concat('corpus:', ${dialect.asText(id)})`;
    const named = (prefix: string, id: string): string =>
      `CASE WHEN ${id} IS NULL THEN NULL ELSE concat('${prefix}', ${id}) END`;
    const role = `CASE item WHEN 'methodology' THEN 'method' WHEN 'result' THEN 'comparison' ELSE item END`;
    const works = `SELECT
  ${corpus('p.corpusid')} AS id,
  ${dialect.present(dialect.list(corpus('p.corpusid'), named('doi:', 'lower(p.externalids.DOI)'), named('arxiv:', 'p.externalids.ArXiv')))} AS ids,
  p.title AS title,
  ${dialect.map('p.authors', 'item.name')} AS authors,
  coalesce(p.publicationdate, ${dialect.asText('p.year')}) AS date,
  p.venue AS venue,
  a.abstract AS abstract
FROM ${from('papers')} AS p
LEFT JOIN ${from('abstracts')} AS a ON a.corpusid = p.corpusid`;
    const citations = `SELECT
  ${corpus('citingcorpusid')} AS citing,
  ${corpus('citedcorpusid')} AS cited,
  isinfluential AS influential,
  ${dialect.distinct(dialect.map(dialect.present(dialect.flat(dialect === BIGQUERY ? 'intents' : dialect.present('intents'))), role))} AS roles,
  contexts AS contexts
FROM ${from('citations')}
WHERE citedcorpusid IS NOT NULL AND citingcorpusid <> citedcorpusid`;
    return `${prelude.join('')}${dialect.view('works', works)}\n${dialect.view('citations', citations)}`;
  },
};
