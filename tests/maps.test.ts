/** The maps of the sources and of the tests name what is there. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('../', import.meta.url));
const text = (path: string): string => readFileSync(join(ROOT, path), 'utf8');

/** The program texts below a folder. */
const filesIn = (folder: string): string[] =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.(?:tsx?|mjs)$/u.test(path))
    .map((path) => `${folder}/${path.replaceAll('\\', '/')}`);

/** What stands between backticks outside of blocks. */
const codeIn = (markdown: string): string[] =>
  [...markdown.replaceAll(/^```[\s\S]*?^```$/gmu, '').matchAll(/`([^`]+)`/gu)].map((code) => code[1]!);

/** Paths are of `src/` or of the project's root; one with NAME is to be made in a folder that is there. */
const isThere = (path: string): boolean =>
  ['src', '.'].some((base) => existsSync(join(ROOT, base, path.split('NAME')[0]!)));

/** Files and folders: `hub/record.ts`, `tui/`. */
const isPath = (code: string): boolean => /^[\w./-]+(?:\/|\.(?:tsx?|mjs|md|json|yml|sh|svg))$/u.test(code);
/** `importRecords()` */
const isFunction = (code: string): boolean => /^\w+\(\)$/u.test(code);

const MAPS = ['src/README.md', 'tests/README.md', 'CONTRIBUTING.md'] as const;

describe.each(MAPS)('%s', (map) => {
  const code = codeIn(text(map));

  it('names files and folders that are there', () => {
    expect(code.filter(isPath).filter((path) => !isThere(path))).toEqual([]);
  });

  it('names functions that are there', () => {
    const words = new Set([...filesIn('src'), ...filesIn('tests')].flatMap((path) => text(path).match(/\w+/gu) ?? []));
    expect(code.filter(isFunction).filter((name) => !words.has(name.slice(0, -2)))).toEqual([]);
  });
});

describe('the map of the sources', () => {
  const map = text('src/README.md');

  it('has every folder', () => {
    const folders = new Set(filesIn('src').map((path) => path.slice('src/'.length, path.lastIndexOf('/') + 1)));
    folders.delete('');
    expect(folders.size).toBeGreaterThan(20);
    expect([...folders].filter((folder) => !codeIn(map).includes(folder))).toEqual([]);
  });

  it('has a list for everything that is added', () => {
    const sections = map.split(/^### /gmu).slice(1);
    const lists = sections.filter((section) => section.startsWith('A '));
    expect(lists.map((section) => /^A[n]? ([\w ]+)/u.exec(section)?.[1]?.trim())).toEqual([
      'field of a work',
      'field of a review',
      'service',
      'form of file',
      'table of decisions',
      'format of export',
      'screen',
      'sheet',
      'key',
      'command',
      'kind of change',
      'condition of the query',
    ]);
    for (const list of lists) expect(codeIn(list).filter(isPath).length, list).toBeGreaterThan(1);
  });
});
