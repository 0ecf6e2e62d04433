/** What commands print on a terminal, for people. */
import { expect, it } from 'vitest';
import { explore } from './library.js';

/** The lines that a command leaves on the terminal. */
async function printed(...args: string[]): Promise<{ code: number; lines: string[] }> {
  const t = await explore(args, { size: [80, 24] });
  const { code } = await t.exit();
  return { code, lines: t.screen().map((line) => line.trimEnd()) };
}

it('names the columns of a list, and leaves out those that nothing fills', async () => {
  const { code, lines } = await printed('list', '1911.11134', 'role:method', '--limit', '3');
  expect(code).toBe(0);
  expect(lines[0]).toMatch(/^role {2}year {2}title +author +id$/u);
  expect(lines[1]).toMatch(/^BM {4}2023 {2}A Survey on Deep .*… {2}Hongron… {2}arXiv:2308\.06767$/u);
  const reviewed = await printed('list', '2504.13837', '--limit', '1');
  expect(reviewed.lines[0]).toMatch(/^verdict +nov +year +title +author +id$/u);
});

it('names no columns where nothing matches', async () => {
  const { code, lines } = await printed('list', '1911.11134', 'title:zebra');
  expect([code, lines[0]]).toEqual([
    1,
    'pith-tui: None of the 370 papers citing "Rigging the Lottery: Making All Tickets',
  ]);
});
