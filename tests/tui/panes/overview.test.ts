/** What the overview says of works of which only the id is known, and how its lines are broken. */
import { describe, expect, it } from 'vitest';
import { overview } from '../../../src/library/search/overview.js';
import { UNICODE_GLYPHS } from '../../../src/text/look/glyphs.js';
import { plainText } from '../../../src/text/spans.js';
import { overviewLines } from '../../../src/tui/panes/overview.js';
import { arxiv, cites, id, libraryOf, role, work } from '../../library/support.js';

async function linesOf(records: Parameters<typeof libraryOf>[0], cells = 100): Promise<string[]> {
  const lib = await libraryOf(records);
  return overviewLines(overview(lib, id(lib, arxiv(0))), cells, UNICODE_GLYPHS).map((line) =>
    plainText(line).trimEnd(),
  );
}

const times = (lines: readonly string[], text: string): number => lines.join('\n').split(text).length - 1;

describe('a work of which only the id is known', () => {
  it('is called by it once, as a hub', async () => {
    const lines = await linesOf([work(1), cites(1, 0)]);
    expect(lines).toContain('arXiv:2001.00000 (only its id is known)');
    // The other is in the command that fetches more.
    expect(times(lines, '2001.00000')).toBe(2);
  });

  it('is called by it once, as a co-cited work and as a representative citing paper', async () => {
    const lines = await linesOf([work(0), ...[1, 2].flatMap((n) => [cites(n, 0), cites(n, 3)])]);
    expect(lines).toContain('  2 shared  arXiv:2001.00003 (only its id is known)');
    expect(times(lines, 'arXiv:2001.00001')).toBe(1);
  });
});

it('breaks no name of an author', async () => {
  const names = ['李 明', '王 小明', 'Ann de Writer', 'Bo van der Other', '中村 太郎', 'Eve Ng', 'Ida Lamb-Jones'];
  const records = [work(0, { authors: names.map((name) => ({ name })) }), work(1), cites(1, 0)];
  for (let cells = 40; cells < 60; cells += 1) {
    const lines = await linesOf(records, cells);
    for (const name of names) expect(lines.join('\n'), `${cells} cells`).toContain(name);
  }
});

it('has the shares before its bars end below each other', async () => {
  const roles = (n: number): string[] => [
    'background',
    ...(n % 2 === 0 ? ['method'] : []),
    ...(n < 2 ? ['dataset'] : []),
  ];
  const citing = Array.from({ length: 12 }, (_, at) => at + 1);
  const lines = await linesOf([
    work(0),
    ...citing.flatMap((n) => [work(n), cites(n, 0, [role('pith', '2026-01-01', ...roles(n))])]),
  ]);
  const shares = lines.flatMap(
    (line) => /^ {4}(?:background|method|dataset) +\d+ +\d+%(?= {2}█)/u.exec(line)?.[0] ?? [],
  );
  expect(shares.map((line) => line.trim().split(/\s+/u).at(-1))).toEqual(['100%', '50%', '8%']);
  expect(new Set(shares.map((line) => line.length)).size).toBe(1);
});

it('breaks the line of a co-cited work between its facts, under its title', async () => {
  const title = 'On Counting Sheep, Goats and Other Animals of the Night';
  const authors = [{ name: 'Ann Writer' }, { name: 'Bob Reader' }];
  const records = [work(0), work(3, { title, authors, date: '1998' }), ...[1, 2].map((n) => work(n))];
  const lines = await linesOf([...records, ...[1, 2].flatMap((n) => [cites(n, 0), cites(n, 3)])], 80);
  expect(lines.slice(lines.indexOf('Co-cited works') + 1, lines.indexOf('Co-cited works') + 3)).toEqual([
    `  2 shared  ${title}`,
    '            Ann Writer et al. · 1998 · arXiv:2001.00003',
  ]);
});
