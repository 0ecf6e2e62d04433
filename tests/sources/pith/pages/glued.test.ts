/** Headings that ran into the line before them or into their own text are found, and nothing else is taken for one. */
import { describe, expect, it } from 'vitest';
import { page, read } from './fixtures.js';

/** Those below a line that ends with a figure or a full stop: after a letter nothing tells a heading from the end of a word. */
const BELOW_AN_END = [
  'abstract',
  'hub tools',
  'citation-polarity summary',
  'claims ledger',
  'roles',
  'polarities',
  'verdicts',
  'citing papers explorer',
];

/** A heading with the blank line before or behind it taken away, and the line ends with it. */
function glued(text: string, heading: string, where: 'before' | 'behind'): string {
  return where === 'before'
    ? text.replace(`\n\n${heading}\n`, `${heading}\n`)
    : text.replace(`\n${heading}\n\n`, `\n${heading}`);
}

describe('a heading of a hub page', () => {
  const text = page('hub.txt').replace('classified citations\nabstract', 'classified citations\n\nabstract');

  it.each(BELOW_AN_END)('“%s” may run into the line before it', async (heading) => {
    const variant = glued(text, heading, 'before');
    expect(variant).not.toBe(text);
    expect((await read(variant)).records).toEqual((await read(text)).records);
  });

  it.each([
    'abstract',
    'years',
    'roles',
    'polarities',
    'verdicts',
    'representative citing papers',
    'citation-role summary',
  ])('“%s” may run into its own text', async (heading) => {
    const variant = glued(text, heading, 'behind');
    expect(variant).not.toBe(text);
    expect((await read(variant)).records).toEqual((await read(text)).records);
  });

  it('may run together with all that stand below it', async () => {
    const variant = text.replace(
      /authors\n\n.*\n\nco-cited works\n\n.*\n\nyears\n\n(.*)\n\nroles/u,
      'authorsco-cited worksyears$1roles',
    );
    expect(variant).not.toBe(text);
    const { of } = await read(variant);
    expect(of('hub')[0]!.facets).toEqual((await read(text)).of('hub')[0]!.facets);
    expect(of('work')[0]).not.toHaveProperty('authors');
  });

  it('may stand in one line with its counts, with a colon, in bold or marked as Markdown does', async () => {
    const whole = await read(text);
    for (const variant of [
      text.replace('years\n\n2026', 'years 2026'),
      text.replace('\nroles\n', '\nRoles:\n'),
      text.replace('\nclaims ledger\n', '\n## claims ledger\n'),
      text.replace('\nauthors\n', '\n**authors**\n'),
      text.replace('\nverdicts\n', '\nverdicts (2)\n'),
    ]) {
      expect(variant).not.toBe(text);
      expect((await read(variant)).records).toEqual(whole.records);
    }
  });

  it('is none where it is the title of a paper or a word in a text', async () => {
    const variant = text
      .replace('Shearing in Linear Time', 'Years')
      .replace('Wool That Counts Itself', 'Clear filters')
      .replace('We count sheep, and then', 'In years of roles and authors we count sheep, and then');
    const { of } = await read(variant);
    expect(of('work').map(({ title }) => title)).toEqual(
      expect.arrayContaining(['Years', 'Clear filters', 'Sheep That Do Not Count']),
    );
    expect(of('hub')[0]!.facets!.years).toHaveLength(3);
  });
});

describe('the head of a hub page', () => {
  it('may have run together', async () => {
    const text = page('hub.txt');
    const variant = text
      .replace('citing it\nBackground', 'citing itBackground')
      .replace('classified citations\nabstract\n', 'classified citationsabstract\n')
      .replace('(58%).\n\n1,204', '(58%).1,204')
      .replace('super hub Mixed citations\n\nCounting', 'super hub Mixed citationsCounting');
    const whole = await read(text);
    expect((await read(variant)).of('hub')).toEqual(whole.of('hub'));
    expect((await read(variant)).of('work')).toEqual(whole.of('work'));
  });

  it('may have each number on a line of its own', async () => {
    const text = page('hub.txt');
    const variant = text
      .replace('1,204 Pith papers citing it', '1,204\n\nPith papers citing it')
      .replace('Background 58% of classified citations', 'Background\n58%\nof classified citations\n');
    expect((await read(variant)).of('hub')).toEqual((await read(text)).of('hub'));
  });
});

describe('a heading of the page of a paper', () => {
  it.each(['Core claim', 'What carries the argument', 'If this is right', 'Load-bearing premise', 'Forward citations'])(
    '“%s” may run into what stands around it',
    async (heading) => {
      const text = page('paper.txt');
      const whole = await read(text);
      for (const where of ['before', 'behind'] as const) {
        const variant = glued(text, heading, where);
        expect(variant).not.toBe(text);
        expect((await read(variant)).records).toEqual(whole.records);
      }
    },
  );

  it('does not run together with the recognition', async () => {
    const text = page('paper.txt').replace('· Lean Theorem\n\n', '· Lean Theorem').replace('links\n\n', 'links\n');
    expect((await read(text)).records).toEqual((await read(page('paper.txt'))).records);
  });
});

describe('a page made to hold the reader up', () => {
  const HUB = 'hub\n\nA Title\n\n9 Pith papers citing it\n\n';
  it.each([
    ['a line of headings', `${HUB}${'yearsroles'.repeat(20_000)}`],
    ['headings without a text', `${HUB}${'years\n\n'.repeat(20_000)}`],
    ['a line of figures', `hub\n\nA Title\n\n${'9 Pith papers citing it'.repeat(20_000)}\nhub tools\n`],
    ['a line of tiers', `${'hub'.repeat(100_000)}\n\n9 Pith papers citing it\n\nhub tools\n`],
    [
      'a line of recognitions',
      `arxiv: 2101.00001 · v1 · submitted 2021-01-04\n${'· Lean Theorem'.repeat(20_000)}\nThe pith\nA.\nCore claim\nB.\n`,
    ],
    ['a line of names', `arxiv: 2101.00001 · v1 · submitted 2021-01-04\n\nA Title\n\n${'A, '.repeat(100_000)}\n`],
    [
      'unnumbered references',
      `pith:ABCDEFGH\n\nA Title\n\narxiv:2101.00001\n\nReferences\n\n[1] A\n${'x\n'.repeat(40_000)}`,
    ],
    [
      'a run of keywords',
      `arxiv: 2101.00001 · v1 · submitted 2021-01-04\n\nA Title\n\nkeywords ${'abcdefG'.repeat(50_000)}\nThe pith\n`,
    ],
    [
      'a run of subjects',
      `arxiv: 2101.00001 · v1 · submitted 2021-01-04\n\nA Title\n\nclassification ${'cs.AI'.repeat(50_000)}\nThe pith\n`,
    ],
    ['facts without end', `${HUB}representative citing papers\n\nA\n\ncs.AI · 2021${' · a'.repeat(60_000)}\n`],
  ])('with %s does not', async (_, text) => {
    const found = await read(text);
    expect(found.of('work').length).toBeLessThan(10);
  });
});
