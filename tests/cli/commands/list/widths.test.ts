/** Lines of `list`, `hubs` and `show`: as wide as the terminal at most, and whole in a pipe. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { width } from '../../../../src/text/width.js';
import { open } from '../../../e2e/harness/program.js';
import { type Home, makeHomeWithHubs } from '../../run-program.js';

let home: Home;
beforeAll(() => {
  home = makeHomeWithHubs();
});
afterAll(() => home.remove());

/** What a command prints on a terminal of so many columns. */
async function onTerminal(argv: readonly string[], columns: number): Promise<string[]> {
  const program = await open(argv, { library: home.library, size: [columns, 24] });
  expect(await program.exit()).toMatchObject({ code: 0 });
  return program.raw().split('\r\n').slice(0, -1);
}

const json = async (...argv: string[]): Promise<{ title: string; id: string }[]> =>
  JSON.parse((await home.run(...argv, '--json')).stdout);

describe('on a terminal no line is wider than it', () => {
  it.each([
    ['list', '1911.11134'],
    ['list', 'hep-th/9711200', '--limit', '600'],
    ['list', '2504.13837'],
    ['cites', '1911.11134'],
    ['hubs'],
    ['show', '1911.11134'],
    ['show', '2504.13837', '--provenance'],
    ['show', 'hep-th/9711200', '--section', 'cocited'],
    ['show', '1911.11134', '--section', 'authors'],
  ])('%s %s', async (...argv) => {
    for (const columns of [40, 80, 99, 200]) {
      const lines = await onTerminal(argv, columns);
      expect(lines.length).toBeGreaterThan(1);
      for (const line of lines) expect(width(line), `at ${columns}: ${line}`).toBeLessThanOrEqual(columns);
    }
  });

  it('a paper stays one line with its id, and what it has no room for gives way', async () => {
    const papers = await json('list', '1911.11134', 'has:arxiv');
    const [head, ...narrow] = await onTerminal(['list', '1911.11134', 'has:arxiv'], 40);
    expect(head).toMatch(/ {2}id$/u);
    expect(narrow).toHaveLength(papers.length);
    for (const line of narrow) expect(line).toMatch(/ {2}arXiv:\S+$/u);
    const [, at80] = await onTerminal(['list', '1911.11134', 'has:arxiv'], 80);
    expect(at80).toMatch(/^BM .* 2023 {2}A Survey on Deep Neural .*… {2}\S.* {2}arXiv:2308\.06767$/u);
  });

  it('hubs leaves the date of import out before a title is cut short', async () => {
    const wide = await onTerminal(['hubs'], 200);
    expect(wide[0]).toMatch(/^title +tier +citing +classified +imported +id$/u);
    const narrow = await onTerminal(['hubs'], 80);
    expect(narrow[0]).toMatch(/^title +tier +citing +id$/u);
    expect(narrow.find((line) => line.includes('1911.11134'))).toMatch(
      /^Rigging the .*… {2}super hub \(counted\) +370 of 370 /u,
    );
  });
});

describe('in a pipe nothing is cut', () => {
  it.each([
    ['list', '1911.11134'],
    ['list', 'hep-th/9711200'],
    ['list', '2504.13837'],
  ])('%s %s: titles, ids', async (...argv) => {
    const papers = await json(...argv);
    const lines = (await home.run(...argv)).stdout.trimEnd().split('\n');
    expect(lines).toHaveLength(papers.length);
    for (const [at, { title }] of papers.entries()) expect(lines[at]).toContain(`  ${title}  `);
  });
  it('hubs: titles', async () => {
    const { stdout } = await home.run('hubs');
    for (const title of [
      'Rigging the Lottery: Making All Tickets Winners',
      'Does Reinforcement Learning Really Incentivize Reasoning Capacity in LLMs Beyond the Base Model?',
    ])
      expect(stdout).toContain(title);
  });
  it('the works of a section of show', async () => {
    const argv = ['show', 'hep-th/9711200', '--section', 'cocited', '--limit', '60'];
    const told = JSON.parse((await home.run(...argv, '--json')).stdout) as { works: { title: string }[] };
    expect(Math.max(...told.works.map(({ title }) => title.length))).toBeGreaterThan(90);
    const { stdout } = await home.run(...argv);
    for (const { title } of told.works) expect(stdout).toContain(`${title}, `);
  });
});

it('an answer for which typing errors were forgiven says so beside it', async () => {
  const { code, stdout, stderr } = await home.run('list', '1911.11134', '--', 'sprase');
  expect(code).toBe(0);
  expect(stdout).toContain('Sparse');
  expect(stderr).toMatch(
    /^pith-tui: Few papers have these words as typed, .*similar words .*\(sprase taken for sparse, sparsely, …\); a word in quotes inside the query, as in '"sprase"', is taken as it is\./u,
  );
  expect((await home.run('export', '1911.11134', '--', 'sprase')).stderr).toContain('similar words');
  expect((await home.run('list', '1911.11134', '--', 'sparse')).stderr).toBe('');
});

it('on the screen a label that no paper has is named with the nearest right one and its column', async () => {
  const program = await open(['1911.11134'], { library: home.library, size: [100, 30] });
  await program.until('Rigging the Lottery');
  await program.press(':');
  program.type('sparse role:metod');
  await program.until(/No paper has the role metod; did you mean role:method\? +column 13 /u);
});
