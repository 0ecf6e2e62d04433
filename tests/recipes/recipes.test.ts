/** The files of data/recipes are what the one source says, and each is SQL of its engine. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { SparkSQL, TrinoSQL } from 'dt-sql-parser';
import bigquery from 'node-sql-parser/build/bigquery.js';
import { describe, expect, it, vi } from 'vitest';
import { BIGQUERY, DIALECTS, SPARK, TRINO } from './dialects.js';
import { recipeFiles } from './recipes.js';

const FOLDER = fileURLToPath(new URL('../../data/recipes', import.meta.url));
const FILES = recipeFiles();

/** Values as people put them in, for what a recipe leaves open. */
function filled(sql: string): string {
  return sql.replace(/\$\{(\w+)\}/gu, (_, name: string) => {
    if (name === 'hubs') return sql.includes('hubs are corpus ids') ? '1, 2' : "'W1', 'W2'";
    return name === 'least' ? '1000' : `some.${name}`;
  });
}

function withoutComments(sql: string): string {
  return sql.replace(/^--.*\n/gmu, '');
}

describe('data/recipes', () => {
  it('are what tests/recipes says, and no others', () => {
    const there = readdirSync(FOLDER, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => path.relative(FOLDER, path.join(entry.parentPath, entry.name)));
    expect(there.sort()).toEqual([...FILES.keys()].sort());
    for (const [name, text] of FILES) expect(readFileSync(path.join(FOLDER, name), 'utf8'), name).toBe(text);
  });

  it('say at the top all that is to be set, and nothing else', () => {
    for (const [name, text] of FILES) {
      const isDuckdb = !name.includes('/');
      const used = isDuckdb ? /getvariable\('(\w+)'\)/gu : /\$\{(\w+)\}/gu;
      const told = isDuckdb ? /^-- {3}SET VARIABLE (\w+) = /gmu : /^-- {3}(\w+)=/gmu;
      const names = (of: string, pattern: RegExp): Set<string> =>
        new Set([...of.matchAll(pattern)].map(([, one]) => one!));
      expect(names(text, told), name).toEqual(names(withoutComments(text), used));
    }
  });

  it('are named in the page on the data', () => {
    const page = readFileSync(path.join(FOLDER, '../README.md'), 'utf8');
    for (const name of FILES.keys()) expect(page).toMatch(`\`${path.basename(name)}\``);
    for (const { title, folder } of DIALECTS) {
      expect(page).toMatch(title);
      if (folder !== '') expect(page).toMatch(`\`${folder}/\``);
    }
  });
});

const of = (folder: string): [string, string][] =>
  [...FILES].filter(([name]) => path.dirname(name) === (folder === '' ? '.' : folder));

describe.each([
  [SPARK, new SparkSQL()],
  [TRINO, new TrinoSQL()],
] as const)('the grammar of $title', ({ folder }, parser) => {
  it.each(of(folder))('takes %s', (_, text) => {
    expect(parser.validate(filled(text))).toEqual([]);
  });

  it('does not take the same of DuckDB', () => {
    // The parser prints what it does not understand.
    const printed = vi.spyOn(console, 'error').mockImplementation(() => {});
    expect(parser.validate(FILES.get('s2ag-citations.sql')!)).not.toEqual([]);
    printed.mockRestore();
  });
});

/**
 * The queries in a script of BigQuery. Of scripting itself the parser knows nothing: loops, what is run as text, and the heads of
 * exports, are taken off as the manual writes them. Of keys of JSON it knows only those that are written out.
 */
function queriesOf(sql: string): string[] {
  const loop = /FOR \w+ IN \((.+)\) DO\s+EXECUTE IMMEDIATE FORMAT\("""(.+?)""", (?:\w+[.]\w+(?:, )?)+\);\s+END FOR;/gsu;
  const flat = withoutComments(sql)
    .replaceAll('[word]', "['word']")
    .replace(loop, (_, over: string, text: string) => `${over};\n${text.replaceAll('%d', '1')};`);
  return flat
    .split(/;\s*(?:\n|$)/u)
    .map((one) => one.trim().replace(/^EXPORT DATA OPTIONS \((?:\w+ = (?:'[^']*'|true|false)(?:, )?)+\) AS\s/u, ''))
    .filter((one) => one !== '');
}

describe(`the grammar of ${BIGQUERY.title}`, () => {
  const parser = new bigquery.Parser();
  const parse = (sql: string): unknown => parser.astify(sql, { database: 'BigQuery' });

  it.each(of(BIGQUERY.folder))('takes %s', (_, text) => {
    for (const query of queriesOf(filled(text))) expect(() => parse(query), query).not.toThrow();
  });

  it('does not take the same of DuckDB', () => {
    expect(() => parse(FILES.get('s2ag-citations.sql')!)).toThrow();
  });
});
