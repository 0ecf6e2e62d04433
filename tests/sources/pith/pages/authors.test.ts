/** Lines of authors, in the forms in which pages and people write them. */
import { describe, expect, it } from 'vitest';
import type { Author } from '../../../../src/hub/record.js';
import { read } from './fixtures.js';

async function authorsOf(line: string): Promise<{ names: string[]; count?: number; told: string[]; all: Author[] }> {
  const text = `arxiv: 2101.00001 · v1 · submitted 2021-01-04\n\nCounting Sheep\n\n${line}\n\nThe pith\n\nSheep count.\n`;
  const { of, problems } = await read(text);
  const { title, authors, authorSet, authorCount } = of('work')[0]!;
  expect(title).toBe('Counting Sheep');
  const all = authors ?? authorSet ?? [];
  const told = problems.map(({ message }) => message);
  return { names: all.map(({ name }) => name), ...(authorCount !== undefined && { count: authorCount }), told, all };
}

describe('a line of authors', () => {
  it.each([
    ['X. Ewe, et al.', ['X. Ewe'], undefined],
    ['Zoe Ram, Ada Ewe et al', ['Zoe Ram', 'Ada Ewe'], undefined],
    ['Dolly et al.', ['Dolly'], undefined],
    ['Zoe Ram and others', ['Zoe Ram'], undefined],
    ['Zoe Ram and 4 others', ['Zoe Ram'], 5],
    ['Zoe Ram, Ada Ewe, and 3 more authors', ['Zoe Ram', 'Ada Ewe'], 5],
    ['Zoe Ram, Ada Ewe + 12 more', ['Zoe Ram', 'Ada Ewe'], 14],
  ])('may end in those it does not name: “%s”', async (line, names, count) => {
    const found = await authorsOf(line);
    expect(found).toMatchObject({ names, told: [] });
    expect(found.count).toBe(count);
  });

  it.each([
    'Zoe Ram*, Ada Ewe†',
    'Zoe Ram 1, Ada Ewe 2',
    'Zoe Ram1,2, Ada Ewe2,*',
    'Zoe Ram¹ , Ada Ewe²,³',
    '*Zoe Ram and Ada Ewe‡§',
  ])('has names without the marks of notes and affiliations: “%s”', async (line) => {
    expect(await authorsOf(line)).toMatchObject({ names: ['Zoe Ram', 'Ada Ewe'], told: [] });
  });

  it('may be a single word, right below the title', async () => {
    expect(await authorsOf('Dolly')).toMatchObject({ names: ['Dolly'], told: [] });
    const below = await authorsOf('Zoe Ram\n\nDolly');
    expect(below.names).toEqual(['Zoe Ram']);
    expect(below.told[0]).toContain('“Dolly”');
  });

  it('may begin with the group whose paper it is', async () => {
    const { all, told } = await authorsOf('Wool Collaboration: N. Ram, Y. Ewe, M. de la Cruz');
    expect(all).toEqual([
      { name: 'Wool Collaboration', group: true },
      { name: 'N. Ram' },
      { name: 'Y. Ewe' },
      { name: 'M. de la Cruz' },
    ]);
    expect(told).toEqual([]);
    expect((await authorsOf('Flock Team 7')).names).toEqual(['Flock Team 7']);
  });

  it.each([
    ['Zoe Ram, dolly ewe', ['Zoe Ram', 'dolly ewe']],
    ['dolly ewe and Zoe Ram', ['dolly ewe', 'Zoe Ram']],
    ['Zoe Ram, de la Cruz, van der Ewe', ['Zoe Ram', 'de la Cruz', 'van der Ewe']],
  ])('may have names that do not begin with a capital: “%s”', async (line, names) => {
    expect(await authorsOf(line)).toMatchObject({ names, told: [] });
  });

  it.each([
    'Sheep, goats, and the other animals',
    'Counting Sheep: a survey of methods, and results',
    'view paper, show sources',
    'on the Web',
  ])('is not taken for one where it is words: “%s”', async (line) => {
    const { names, told } = await authorsOf(line);
    expect(names).toEqual([]);
    expect(told[0]).toContain(line.slice(0, 30));
  });
});
