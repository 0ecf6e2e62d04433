/** What the overview says of works of which only the id is known, and how its lines are broken. */
import { describe, expect, it } from 'vitest';
import { overview } from '../../../src/library/search/overview.js';
import { UNICODE_GLYPHS } from '../../../src/text/look/glyphs.js';
import { plainText } from '../../../src/text/spans.js';
import { overviewLines, overviewSections } from '../../../src/tui/panes/overview.js';
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

describe('an ordinary citing paper', () => {
  const HUB = 5;
  const paper = {
    title: 'Goats at night',
    authors: ['Ann Goat', 'Bo Ox', 'Cy Ram', 'Di Ewe'].map((name) => ({ name })),
  };
  const records = [
    work(0, { ...paper, date: '2021-04' }),
    work(HUB, { title: 'Counting goats', authors: [{ name: 'Eve Kid' }], date: '2019' }),
    { type: 'hub', work: arxiv(HUB), total: 90, source: 'pith', at: '2026-01-01' } as const,
    cites(
      0,
      HUB,
      [
        role('pith', '2026-01-01', 'method', 'background'),
        { axis: 'polarity', labels: ['use_method'], judge: 'pith', at: '2026-01-01' },
      ],
      { influential: true },
    ),
    // No hub: nobody called it one, and this paper alone cites it.
    work(6, { title: 'Something else' }),
    cites(0, 6),
  ];

  it('says who wrote it and when, and before all else which hubs it cites, as what', async () => {
    const lines = await linesOf(records);
    expect(lines.slice(0, 3)).toEqual([
      'Goats at night',
      'Ann Goat, Bo Ox, Cy Ram and 1 more · 2021',
      'Citing papers: 0 in this library',
    ]);
    const at = lines.indexOf('Cites');
    expect(lines.slice(at + 1, at + 3)).toEqual([
      '  Counting goats',
      '    background · method · use method · ★ influential · Eve Kid · 2019 · 1 of 90 citing papers',
    ]);
    expect(lines.filter((line) => /^\S/u.test(line) && lines[lines.indexOf(line) - 1] === '')[0]).toBe('Cites');
    expect(times(lines, 'Something else')).toBe(0);
  });

  it('lacks nothing of citing papers, for it has none', async () => {
    const text = (await linesOf(records, 300)).join('\n');
    expect(text).toContain('Not known here: abstract; pith-tui fetch arXiv:2001.00000 asks the services.');
    expect(text).toContain(' Nor are claims. Only Pith has them: ');
    expect(text).not.toMatch(/Nor.*(?:roles|polarities|verdicts|dates|co-cited)/u);
  });

  it('opens the list of the hub it cites, with the cursor on it', async () => {
    const lib = await libraryOf(records);
    const [paper, hub] = [id(lib, arxiv(0)), id(lib, arxiv(HUB))];
    const look = { glyphs: UNICODE_GLYPHS, hidden: [] };
    const cited = overviewSections(overview(lib, paper), 80, look, '').find(({ title }) => title === 'Cites');
    expect(cited?.items).toMatchObject([{ door: { opens: 'paper', hub, paper }, work: hub }]);
  });

  it('counts the hubs for which there is no room', async () => {
    const many = Array.from({ length: 12 }, (_, at) => at + 10);
    const lines = await linesOf([
      work(0),
      ...many.flatMap((n) => [
        work(n),
        { type: 'hub', work: arxiv(n), total: n, source: 'pith', at: '2026-01-01' } as const,
        cites(0, n),
      ]),
    ]);
    expect(lines).toContain('  and 2 more hubs');
  });
});

it('tells what a hub lacks from what its citing papers lack, and who has it', async () => {
  const text = (await linesOf([work(0), work(1), cites(1, 0)], 400)).join('\n');
  expect(text).toMatch(
    /Not known here: abstract(?: and authors)?, and of its citing papers roles(?: and dates)?; pith-tui fetch arXiv:2001.00000 asks the services\. Nor are claims, and of its citing papers polarities and verdicts\. Only Pith has them: .*\. Nor are co-cited works\. References come/u,
  );
});

it('has the hubs that a hub cites behind its authors', async () => {
  const lines = await linesOf([
    work(0, { authors: [{ name: 'Ann Goat' }] }),
    work(1),
    cites(1, 0),
    work(2, { title: 'An older hub' }),
    { type: 'hub', work: arxiv(2), total: 90, source: 'pith', at: '2026-01-01' },
    cites(0, 2),
  ]);
  expect(lines.indexOf('Cites')).toBeGreaterThan(lines.indexOf('Authors'));
  expect(times(lines, 'An older hub')).toBe(1);
});
