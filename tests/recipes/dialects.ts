/** What the engines write for the same thing: a recipe is said once, and each of these puts it into words. */

/** The types of what recipes write, for the engine that wants them named. */
export type Type = 'text' | 'texts' | 'number' | 'yesNo' | { list: Type } | readonly Field[];
export type Field = readonly [name: string, expression: string, type: Type];

export interface Dialect {
  /** The engine, in sentences. */
  title: string;
  /** Below data/recipes; empty for that folder itself. */
  folder: string;
  /** How a value is set before, as a line of the comment. */
  setting(name: string, example: string): string;
  /** What was set: an expression, or the text that is put in its place. */
  given(name: string): string;
  /** Whether an expression is one of the hubs that were named; whether a list has one of them. */
  isHub(expression: string, type: 'number' | 'text'): string;
  hasHub(list: string): string;
  /** A text as a number of 64 bits, a number as a text. */
  asNumber(expression: string): string;
  asText(expression: string): string;
  matched(text: string, pattern: string): string;
  list(...expressions: string[]): string;
  /** A list without what is null in it. */
  present(list: string): string;
  /** A list with an expression of each `item`. */
  map(list: string, expression: string): string;
  flat(lists: string): string;
  distinct(list: string): string;
  length(list: string): string;
  split(text: string): string;
  /** Rows of a table, one for each `item` in a list of it. */
  unnested(table: string, list: string): string;
  struct(fields: readonly Field[]): string;
  json(fields: readonly Field[]): string;
  /** The words of an inverted index of OpenAlex in their order. */
  words(index: string): string;
  view(name: string, query: string): string;
  table(name: string, query: string): string;
}

function typeName(type: Type): string {
  if (type === 'text') return 'varchar';
  if (type === 'texts') return 'array(varchar)';
  if (type === 'number') return 'bigint';
  if (type === 'yesNo') return 'boolean';
  if ('list' in type) return `array(${typeName(type.list)})`;
  return `row(${(type as readonly Field[]).map(([name, , inner]) => `${name} ${typeName(inner)}`).join(', ')})`;
}

const values = (fields: readonly Field[]): string[] => fields.map(([, expression]) => expression);
/** Replaced in the text before it is run. */
const replaced = {
  setting: (name: string, example: string) => `${name}=${/^[\w/.*-]+$/u.test(example) ? example : `"${example}"`}`,
  given: (name: string) => `\${${name}}`,
  isHub: (expression: string) => `${expression} IN (\${hubs})`,
};

export const DUCKDB: Dialect = {
  title: 'DuckDB',
  folder: '',
  setting: (name, example) => `SET VARIABLE ${name} = ${/^(?:\d+|\[.*\])$/u.test(example) ? example : `'${example}'`};`,
  given: (name) => `getvariable('${name}')`,
  isHub: (expression, type) =>
    `list_contains(getvariable('hubs')::${type === 'number' ? 'BIGINT' : 'VARCHAR'}[], ${expression})`,
  hasHub: (list) => `list_has_any(${list}, getvariable('hubs')::VARCHAR[])`,
  asNumber: (expression) => `(${expression})::BIGINT`,
  asText: (expression) => `(${expression})::VARCHAR`,
  matched: (text, pattern) => `regexp_extract(${text}, '${pattern}')`,
  list: (...expressions) => `[${expressions.join(', ')}]`,
  present: (list) => `list_filter(${list}, item -> item IS NOT NULL)`,
  map: (list, expression) => `list_transform(${list}, item -> ${expression})`,
  flat: (lists) => `flatten(${lists})`,
  distinct: (list) => `list_distinct(${list})`,
  length: (list) => `len(${list})`,
  split: (text) => `string_split(${text}, ' ')`,
  unnested: (table, list) => `${table} CROSS JOIN unnest(${list}) AS one (item)`,
  struct: (fields) => `{${fields.map(([name, expression]) => `'${name}': ${expression}`).join(', ')}}`,
  json: (fields) => `to_json(${DUCKDB.struct(fields)})`,
  words: (index) =>
    `array_to_string(list_transform(list_sort(flatten(list_transform(map_entries(${index}), word -> list_transform(word.value, place -> {place: place, word: word.key})))), word -> word.word), ' ')`,
  view: (name, query) => `CREATE OR REPLACE TEMP VIEW ${name} AS\n${query};`,
  table: (name, query) => `CREATE OR REPLACE TEMP TABLE ${name} AS\n${query};`,
};

export const SPARK: Dialect = {
  ...replaced,
  title: 'Spark SQL',
  folder: 'spark',
  hasHub: (list) => `arrays_overlap(${list}, array(\${hubs}))`,
  asNumber: (expression) => `CAST(${expression} AS BIGINT)`,
  asText: (expression) => `CAST(${expression} AS STRING)`,
  matched: (text, pattern) => `regexp_extract(${text}, '${pattern}', 0)`,
  list: (...expressions) => `array(${expressions.join(', ')})`,
  present: (list) => `filter(${list}, item -> item IS NOT NULL)`,
  map: (list, expression) => `transform(${list}, item -> ${expression})`,
  flat: (lists) => `flatten(${lists})`,
  distinct: (list) => `array_distinct(${list})`,
  length: (list) => `size(${list})`,
  split: (text) => `split(${text}, ' ')`,
  unnested: (table, list) => `${table} LATERAL VIEW explode(${list}) one AS item`,
  struct: (fields) => `named_struct(${fields.map(([name, expression]) => `'${name}', ${expression}`).join(', ')})`,
  json: (fields) => `to_json(${SPARK.struct(fields)})`,
  words: (index) =>
    `array_join(transform(array_sort(flatten(transform(map_entries(${index}), word -> transform(word.value, place -> named_struct('place', place, 'word', word.key))))), word -> word.word), ' ')`,
  view: (name, query) => `CREATE OR REPLACE TEMPORARY VIEW ${name} AS\n${query};`,
  table: (name, query) => `CREATE OR REPLACE TEMPORARY VIEW ${name} AS\n${query};\nCACHE TABLE ${name};`,
};

export const TRINO: Dialect = {
  ...replaced,
  title: 'Trino',
  folder: 'trino',
  hasHub: (list) => `arrays_overlap(${list}, ARRAY[\${hubs}])`,
  asNumber: (expression) => `CAST(${expression} AS bigint)`,
  asText: (expression) => `CAST(${expression} AS varchar)`,
  matched: (text, pattern) => `regexp_extract(${text}, '${pattern}')`,
  list: (...expressions) => `ARRAY[${expressions.join(', ')}]`,
  present: (list) => `filter(${list}, item -> item IS NOT NULL)`,
  map: (list, expression) => `transform(${list}, item -> ${expression})`,
  flat: (lists) => `flatten(${lists})`,
  distinct: (list) => `array_distinct(${list})`,
  length: (list) => `cardinality(${list})`,
  split: (text) => `split(${text}, ' ')`,
  unnested: (table, list) => `${table} CROSS JOIN UNNEST(${list}) AS one (item)`,
  struct: (fields) => `CAST(ROW(${values(fields).join(', ')}) AS ${typeName(fields)})`,
  json: (fields) => `json_format(CAST(${TRINO.struct(fields)} AS json))`,
  words: (index) =>
    `array_join(transform(array_sort(flatten(transform(map_entries(${index}), word -> transform(word[2], place -> ROW(place, word[1]))))), word -> word[2]), ' ')`,
  view: (name, query) => `CREATE OR REPLACE VIEW ${name} AS\n${query};`,
  table: (name, query) => `DROP TABLE IF EXISTS ${name};\nCREATE TABLE ${name} AS\n${query};`,
};

export const BIGQUERY: Dialect = {
  ...replaced,
  title: 'BigQuery',
  folder: 'bigquery',
  hasHub: (list) => `EXISTS (SELECT 1 FROM UNNEST(${list}) AS item WHERE item IN (\${hubs}))`,
  asNumber: (expression) => `CAST(${expression} AS INT64)`,
  asText: (expression) => `CAST(${expression} AS STRING)`,
  matched: (text, pattern) => `REGEXP_EXTRACT(${text}, '${pattern}')`,
  list: (...expressions) => `[${expressions.join(', ')}]`,
  present: (list) => `ARRAY(SELECT item FROM UNNEST(${list}) AS item WHERE item IS NOT NULL)`,
  map: (list, expression) => `ARRAY(SELECT ${expression} FROM UNNEST(${list}) AS item)`,
  // A list of lists, which BigQuery does not have, is a list of {list} there, as its loader makes of JSON.
  flat: (lists) => `ARRAY(SELECT inner_item FROM UNNEST(${lists}) AS item CROSS JOIN UNNEST(item.list) AS inner_item)`,
  distinct: (list) => `ARRAY(SELECT DISTINCT item FROM UNNEST(${list}) AS item)`,
  length: (list) => `ARRAY_LENGTH(${list})`,
  split: (text) => `SPLIT(${text}, ' ')`,
  unnested: (table, list) => `${table} CROSS JOIN UNNEST(${list}) AS item`,
  struct: (fields) => `STRUCT(${fields.map(([name, expression]) => `${expression} AS \`${name}\``).join(', ')})`,
  json: (fields) => `TO_JSON_STRING(${BIGQUERY.struct(fields)})`,
  words: (index) =>
    `ARRAY_TO_STRING(ARRAY(SELECT word FROM UNNEST(JSON_KEYS(${index}, 1)) AS word CROSS JOIN UNNEST(JSON_VALUE_ARRAY(${index}[word])) AS place ORDER BY CAST(place AS INT64)), ' ')`,
  view: (name, query) => `CREATE OR REPLACE TEMP TABLE ${name} AS\n${query};`,
  table: (name, query) => `CREATE OR REPLACE TEMP TABLE ${name} AS\n${query};`,
};

export const DIALECTS = [DUCKDB, SPARK, TRINO, BIGQUERY] as const;
