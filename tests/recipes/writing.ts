/** What a recipe is, and how it becomes a file. */
import { BIGQUERY, type Dialect, DUCKDB, SPARK, TRINO } from './dialects.js';

export interface Variable {
  name: string;
  /** What may stand there, for DuckDB and for the others. */
  example: string;
  elsewhere: string | { [folder: string]: string };
}

export interface Recipe {
  name: string;
  /** Sentences, of which the first says what it cuts. */
  about: string;
  /** More of them, of one engine. */
  remarks?: Partial<Record<string, string>>;
  variables: readonly Variable[];
  /** Engines that have it; all where it does not say. */
  only?: readonly Dialect[];
  body(dialect: Dialect): string;
}

const WIDTH = 130;
export const LARGEST = 'maximum_object_size = 33554432';

/** Comment lines of a text. */
function comment(text: string): string {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last === undefined || `${last} ${word}`.length > WIDTH) lines.push(`-- ${word}`);
    else lines[lines.length - 1] = `${last} ${word}`;
  }
  return lines.join('\n');
}

/** A recipe as a file. */
export function written(recipe: Recipe, dialect: Dialect): string {
  const { about, remarks, variables, body } = recipe;
  const settings = variables.map(({ name, example, elsewhere }) => {
    const other = typeof elsewhere === 'string' ? elsewhere : elsewhere[dialect.folder]!;
    return `--   ${dialect.setting(name, dialect === DUCKDB ? example : other)}`;
  });
  const how =
    dialect === DUCKDB ? 'Set before:' : `For ${dialect.title}; put in the places of \${…} before, as envsubst does:`;
  const more = remarks?.[dialect.title];
  return [
    comment(`${about} ${how}`),
    ...settings,
    ...(more === undefined ? [] : [comment(more)]),
    body(dialect),
    '',
  ].join('\n');
}

/** Lines of a dump as they are: what they are called, where from, and a field of one as text. */
interface Lines {
  line: string;
  from: string;
  field(name: string): string;
}

/** Where an engine reads files itself, the lines; else a table that has their fields as columns. */
export function linesOf(dialect: Dialect, variable: string): Lines {
  const name = dialect.given(variable);
  if (dialect === DUCKDB)
    return {
      line: 'json',
      from: `read_ndjson_objects(${name}, ${LARGEST})`,
      field: (field) => `json ->> '$.${field}'`,
    };
  if (dialect === SPARK)
    return { line: 'value', from: `text.\`${name}\``, field: (field) => `get_json_object(value, '$.${field}')` };
  return { line: '*', from: name, field: (field) => field };
}

/** Writes rows that are lines already, or that are to become lines of JSON. */
export function linesOut(dialect: Dialect, query: string): string {
  const cut = dialect.given('cut');
  if (dialect === DUCKDB)
    return `COPY (\n${indented(query)}\n) TO (${cut}) (FORMAT csv, HEADER false, QUOTE '', ESCAPE '', DELIMITER E'\\x1f', COMPRESSION gzip);`;
  if (dialect === SPARK)
    return `INSERT OVERWRITE DIRECTORY '${cut}' USING text OPTIONS (compression 'gzip')\n${query};`;
  return rowsOut(dialect, query);
}

export function rowsOut(dialect: Dialect, query: string, format: 'json' | 'csv' = 'json'): string {
  const cut = dialect.given('cut');
  if (dialect === DUCKDB)
    return `COPY (\n${indented(query)}\n) TO (${cut}) (FORMAT ${format}, ${format === 'csv' ? 'HEADER true, ' : ''}COMPRESSION gzip);`;
  if (dialect === SPARK)
    return `INSERT OVERWRITE DIRECTORY '${cut}' USING ${format} OPTIONS (compression 'gzip'${format === 'csv' ? ", header 'true', escape '\"'" : ''})\n${query};`;
  if (dialect === TRINO) return `CREATE TABLE ${cut} WITH (format = '${format.toUpperCase()}') AS\n${query};`;
  return `EXPORT DATA OPTIONS (uri = '${cut}', format = '${format.toUpperCase()}', compression = 'GZIP', overwrite = true) AS\n${query};`;
}

export function indented(text: string): string {
  return text.replace(/^(?=.)/gmu, '  ');
}

export const TABLE_OF_DUMP = {
  [SPARK.folder]: 's3://…/s2ag/citations',
  [TRINO.folder]: 'hive.s2ag.citations',
  [BIGQUERY.folder]: 'project.s2ag.citations',
};
export const tableOf = (table: string, folder: string): Variable['elsewhere'] => ({
  [SPARK.folder]: `s3://…/${folder}`,
  [TRINO.folder]: `hive.${table}`,
  [BIGQUERY.folder]: `project.${table}`,
});
export const cutAs = (file: string): Variable => ({
  name: 'cut',
  example: file,
  elsewhere: {
    [SPARK.folder]: `s3://…/${file.replace(/\..*$/u, '')}`,
    [TRINO.folder]: `hive.cut.${file.replace(/\..*$/u, '')}`,
    [BIGQUERY.folder]: `gs://…/${file.replace('.', '-*.')}`,
  },
});
