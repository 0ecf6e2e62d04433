/** A long file, which a thread of its own reads: nothing is otherwise than with a short one, or one that comes through a pipe. */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Home, makeHome } from '../../run-program.js';

const HEADER = '{"format":"pith-tui-hub","version":1}\n';
const PAPERS = 4000;

let home: Home;
let file: string;
beforeAll(() => {
  home = makeHome();
  file = path.join(home.folder, 'long.jsonl');
  const papers = Array.from({ length: PAPERS }, (_, n) => [
    n % 777 === 5 ? '{"type":"work","ids":["no id"]}' : undefined,
    n % 888 === 5 ? '{"type":"wrok"}' : undefined,
    JSON.stringify({
      type: 'work',
      ids: [`doi:10.1000/${n}`, `synthetic:${n + 1}`],
      title: n % 500 === 1 ? 'The same title of several papers that nobody told apart' : `Wool of sheep number ${n}`,
      authors: [{ name: `Ada ${n % 50}` }, { name: 'Béla Ox', family: 'Ox' }],
      date: `${1990 + (n % 30)}`,
      abstract: `What sheep number ${n} said. `.repeat(40).trim(),
      ...(n % 999 === 2 && { colour: 'red' }),
    }),
    JSON.stringify({
      type: 'citation',
      citing: `synthetic:${n + 1}`,
      cited: `synthetic:${PAPERS + 1}`,
      contexts: [{ text: `As sheep ${n} says.` }],
      judgements: [{ axis: 'role', labels: ['method'], judge: 'test', at: '2026-01-01' }],
    }),
  ]);
  writeFileSync(
    file,
    HEADER +
      papers
        .flat()
        .map((line) => (line === undefined ? '' : `${line}\n`))
        .join(''),
  );
});
afterAll(() => home.remove());

/** All rows of the tables that say something, but for when it was imported and from where. */
function rowsOf(library: string): Record<string, unknown[]> {
  const db = new Database(library, { readonly: true });
  const tables = ['works', 'texts', 'aliases', 'authors', 'citations', 'contexts', 'judgements', 'effective', 'listed'];
  const rows = Object.fromEntries(
    tables.map((table) => [table, db.prepare(`SELECT * FROM ${table}`).raw().all()] as const),
  );
  db.close();
  return rows;
}

it('the library, the report and what is wrong are the same as through a pipe', async () => {
  const [own, piped] = ['own', 'piped'].map((name) => path.join(home.folder, `${name}.sqlite`)) as [string, string];
  const beside = await home.run('import', file, '--library', own);
  const through = await home.shell(`cat ${file} | $pith import - --library ${piped}`);
  expect(beside.code).toBe(0);
  const unnamed = (text: string): string =>
    text
      .replaceAll(file, 'FILE')
      .replaceAll(/standard input|^ *-(?=[ ,:])/gmu, (name) => name.replace(/standard input|-/u, 'FILE'));
  expect(unnamed(beside.stdout)).toBe(unnamed(through.stdout));
  expect(unnamed(beside.stderr)).toBe(unnamed(through.stderr));
  expect(beside.stdout).toContain('4,001 works');
  expect(beside.stderr).toContain('line 13: ');
  expect(beside.stderr).toContain('unknown key “colour”');
  const [rows, wanted] = [rowsOf(own), rowsOf(piped)];
  for (const table of Object.keys(wanted)) expect(rows[table], table).toEqual(wanted[table]);
  expect(rows.works).toHaveLength(PAPERS + 1);
});

it('what is damaged leaves the library as it was, and says so in a sentence', async () => {
  const damaged = path.join(home.folder, 'damaged.jsonl.gz');
  const made = await home.shell(`gzip -c1 ${file} | cat - ${file} | head -c 6000000 > ${damaged}; ls -l ${damaged}`);
  expect(made.code).toBe(0);
  const library = path.join(home.folder, 'damaged.sqlite');
  const ended = await home.run('import', damaged, '--library', library);
  expect(ended.code).toBe(2);
  expect(ended.stderr).toContain('damaged');
  expect(ended.stderr).not.toContain('went wrong inside');
  expect(rowsOf(library).works).toEqual([]);
});
