/** The recipe that cuts all hubs of a graph into one folder. */
import { BIGQUERY, type Dialect, DUCKDB, type Field, SPARK, TRINO, type Type } from './dialects.js';
import { CITATION_COLUMNS, WORK_COLUMNS } from './graphs.js';
import { indented, type Recipe } from './writing.js';

const WORK: readonly Field[] = [
  ['type', "'work'", 'text'],
  ['ids', 'w.ids', 'texts'],
  ['title', 'w.title', 'text'],
];

export const hubFolder: Recipe = {
  name: 'hub-folder',
  about: `All papers that at least so many others cite, with these, as a folder that pith-tui fetch --from reads: for each hub a folder hub=N with files in the interchange format, the most cited is hub=1, and an index of them. It cuts ${WORK_COLUMNS} and ${CITATION_COLUMNS}, tables or views such as graph-openalex.sql and graph-s2ag.sql make.`,
  variables: [
    { name: 'least', example: '1000', elsewhere: '1000' },
    { name: 'source', example: 'openalex', elsewhere: 'openalex' },
    {
      name: 'cut',
      example: 'hubs',
      elsewhere: { [SPARK.folder]: 's3://…/hubs', [TRINO.folder]: 'hive.cut.hubs', [BIGQUERY.folder]: 'gs://…/hubs' },
    },
  ],
  remarks: {
    DuckDB:
      'source is whose word it is: openalex, semantic-scholar, or a name of your own. Before it runs, one may SET memory_limit and SET temp_directory.',
    'Spark SQL':
      'source is whose word it is: openalex, semantic-scholar, or a name of your own. The lines of the index are in part-… of the folder index: put them into index.jsonl beside it.',
    Trino:
      'source is whose word it is: openalex, semantic-scholar, or a name of your own. hive.max-partitions-per-writers must not be below the number of hubs. The folder is that of the table cut; the lines of the index are the files of the table cut_index: put them into index.jsonl in it.',
    BigQuery:
      'source is whose word it is: openalex, semantic-scholar, or a name of your own. Each hub is an export of its own, of one file up to 1 GB. Put the lines of index-… into index.jsonl beside the folders.',
  },
  body: hubFolderBody,
};

function hubFolderBody(dialect: Dialect): string {
  const given = (name: string, type: 'number' | 'text'): string =>
    dialect === DUCKDB || type === 'number' ? dialect.given(name) : `'${dialect.given(name)}'`;
  const cut = dialect.given('cut');
  const author: Field[] = [['name', 'item', 'text']];
  const work: readonly Field[] = [
    ...WORK,
    ['authors', dialect.map('w.authors', dialect.struct(author)), { list: author }],
    ['date', 'w.date', 'text'],
    ['venue', 'w.venue', 'text'],
    ['abstract', 'w.abstract', 'text'],
  ];
  const context: Field[] = [['text', 'item', 'text']];
  // Of a day before which nobody classified anything here, so that the same cut made again says nothing new.
  const judgement: Field[] = [
    ['axis', "'role'", 'text'],
    ['labels', 'c.roles', 'texts'],
    ['judge', given('source', 'text'), 'text'],
    ['at', "'2024-01-01'", 'text'],
  ];
  const judgements = `CASE WHEN ${dialect.length('c.roles')} > 0 THEN ${dialect.list(dialect.struct(judgement))} ELSE NULL END`;
  const citation: readonly Field[] = [
    ['type', "'citation'", 'text'],
    ['citing', 'c.citing', 'text'],
    ['cited', 'c.cited', 'text'],
    ['influential', 'c.influential', 'yesNo'],
    ['contexts', dialect.map('c.contexts', dialect.struct(context)), { list: context }],
    ['judgements', judgements, { list: judgement }],
  ];
  const printed: readonly Field[] = [
    ['type', "'hub'", 'text'],
    ['work', 'hub.id', 'text'],
    ['source', given('source', 'text'), 'text'],
    ['total', 'hub.citers', 'number'],
  ];
  const hubs = `SELECT id, citers, row_number() OVER (ORDER BY citers DESC, id) AS hub
FROM (
  SELECT cited AS id, count(DISTINCT citing) AS citers
  FROM citations
  GROUP BY cited
  HAVING count(DISTINCT citing) >= ${given('least', 'number')}
) AS counted`;
  const row = (fields: readonly Field[]): string =>
    dialect === BIGQUERY ? wide(fields, [printed, citation, work]) : `${dialect.json(fields)} AS record`;
  // The dump is read twice: to count, and for what is cut.
  const cited = `SELECT c.citing AS citing, c.cited AS cited, c.influential AS influential, c.roles AS roles, c.contexts AS contexts, hub.hub AS hub
FROM citations AS c
JOIN hub ON hub.id = c.cited`;
  const records = `SELECT ${row(work)}, paper.hub AS hub
FROM (
  SELECT id, hub FROM hub
  UNION ALL
  SELECT citing AS id, hub FROM hub_citation
) AS paper
JOIN works AS w ON w.id = paper.id
UNION ALL
SELECT ${row(citation)}, c.hub AS hub
FROM hub_citation AS c
UNION ALL
SELECT ${row(printed)}, hub.hub AS hub
FROM hub`;
  const entry = (files: string): readonly Field[] => [
    ['ids', `coalesce(w.ids, ${dialect.list('hub.id')})`, 'texts'],
    ['title', 'w.title', 'text'],
    ['citers', 'hub.citers', 'number'],
    ['source', given('source', 'text'), 'text'],
    ['files', files, 'texts'],
  ];
  const index = (files: string, join: string): string => `SELECT ${dialect.json(entry(files))} AS record
FROM hub
LEFT JOIN works AS w ON w.id = hub.id${join === '' ? '' : `\n${join}`}
ORDER BY hub.hub`;
  const path = (file: string): string => dialect.matched(file, 'hub=[0-9]+/[^/]+$');
  if (dialect === DUCKDB) {
    const plain = "FORMAT csv, HEADER false, QUOTE '', ESCAPE '', DELIMITER E'\\x1f'";
    return [
      dialect.table('hub', hubs),
      dialect.table('hub_citation', cited),
      `COPY (\n${indented(records)}\n) TO (${cut}) (\n  ${plain},\n  COMPRESSION gzip, PARTITION_BY (hub), FILE_EXTENSION 'jsonl.gz', OVERWRITE\n);`,
      `COPY (\n${indented(
        index(
          'f.files',
          `JOIN (\n  SELECT regexp_extract(file, 'hub=([0-9]+)', 1)::BIGINT AS hub, list(${path(`replace(file, '\\', '/')`)} ORDER BY file) AS files\n  FROM glob(${cut} || '/hub=*/*')\n  GROUP BY 1\n) AS f ON f.hub = hub.hub`,
        ),
      )}\n) TO (${cut} || '/index.jsonl') (${plain});`,
    ].join('\n');
  }
  if (dialect === SPARK)
    return [
      dialect.table('hub', hubs),
      dialect.table('hub_citation', cited),
      `CREATE TABLE hub_files USING text OPTIONS (compression 'gzip') PARTITIONED BY (hub) LOCATION '${cut}' AS\nSELECT record, hub\nFROM (\n${indented(records)}\n) AS cut\nDISTRIBUTE BY hub;`,
      `INSERT OVERWRITE DIRECTORY '${cut}/index' USING text\n${index('f.files', `JOIN (\n  SELECT hub, collect_set(${path('input_file_name()')}) AS files\n  FROM hub_files\n  GROUP BY hub\n) AS f ON f.hub = hub.hub`)};`,
    ].join('\n');
  if (dialect === TRINO)
    return [
      dialect.table('hub', hubs),
      dialect.table('hub_citation', cited),
      `CREATE TABLE ${cut} WITH (format = 'TEXTFILE', partitioned_by = ARRAY['hub']) AS\n${records};`,
      `CREATE TABLE ${cut}_index WITH (format = 'TEXTFILE') AS\n${index('f.files', `JOIN (\n  SELECT hub, array_agg(DISTINCT ${path('"$path"')}) AS files\n  FROM ${cut}\n  GROUP BY hub\n) AS f ON f.hub = hub.hub`)};`,
    ].join('\n');
  return [
    dialect.table('hub', hubs),
    dialect.table('hub_citation', cited),
    dialect.table('hub_files', records),
    `FOR one IN (SELECT hub FROM hub ORDER BY hub) DO\n  EXECUTE IMMEDIATE FORMAT("""\n    EXPORT DATA OPTIONS (uri = '${cut}/hub=%d/*.jsonl.gz', format = 'JSON', compression = 'GZIP', overwrite = true) AS\n    SELECT * EXCEPT (hub) FROM hub_files WHERE hub = %d\n  """, one.hub, one.hub);\nEND FOR;`,
    `EXPORT DATA OPTIONS (uri = '${cut}/index-*.jsonl', format = 'JSON', overwrite = true) AS\nSELECT ${columns(entry("[concat('hub=', CAST(hub.hub AS STRING), '/000000000000.jsonl.gz')]"))}\nFROM hub\nLEFT JOIN works AS w ON w.id = hub.id\nORDER BY hub.hub;`,
  ].join('\n');
}

/** Whole numbers become texts where BigQuery writes JSON. */
function column([name, expression, type]: Field): string {
  return `${type === 'number' ? `CAST(${expression} AS FLOAT64)` : expression} AS ${name}`;
}

function columns(fields: readonly Field[]): string {
  return fields.map(column).join(', ');
}

/** Rows of several kinds in one table: a record has the columns of all, and where it is written, those without a value are left out. */
function wide(fields: readonly Field[], all: readonly (readonly Field[])[]): string {
  const names = new Map(all.flat().map((field) => [field[0], field[2]]));
  return [...names]
    .map(([name, type]) => {
      const field = fields.find(([own]) => own === name);
      return field === undefined ? `IF(FALSE, ${sample(type)}, NULL) AS ${name}` : column(field);
    })
    .join(', ');
}

/** Anything of a type: nothing at all has none. */
function sample(type: Type): string {
  if (typeof type === 'string') return { text: "''", texts: "['']", number: '0.5', yesNo: 'TRUE' }[type];
  if ('list' in type) return `[${sample(type.list)}]`;
  return BIGQUERY.struct((type as readonly Field[]).map(([name, , inner]) => [name, sample(inner), inner]));
}
