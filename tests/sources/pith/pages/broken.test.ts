/** Pages whose lines came apart or ran together at the edges of their elements. */
import { describe, expect, it } from 'vitest';
import { type Read, read } from './fixtures.js';

const FACTS = ['cs.RO', '2026-05-12', 'accept', 'novelty 8.5', '12 refs'];
const OTHER_FACTS = ['hep-th', '2025-11-30', 'unverdicted'];

/** A hub page whose two citing papers have their facts in these forms. */
function hub(facts: (parts: readonly string[]) => string): string {
  const representative = [
    'Goats on Ladders',
    facts(FACTS),
    'Goats climb.',
    'Ewes on Strings',
    facts(OTHER_FACTS),
    'Ewes swing.',
  ];
  return [
    'pith.\n\nmachine review for the scientific record.\n\nsign in',
    'super hub\n\nCanonical reference',
    'Sheep on Stairs',
    'Canonical reference. 72% of citing Pith papers cite this work as background.',
    '10,523\n\nPith papers citing it',
    'Tools\n\nBackground\n\n72%\n\nof classified citations',
    'abstract',
    'Sheep walk.',
    'representative citing papers',
    ...representative,
    'citing papers explorer',
    'Showing 51–100 of 10,523 citing papers.',
    'Goats on Ladders',
    facts([...FACTS.slice(0, 4), 'method']),
    'prev · page 2 of 211 · next',
  ].join('\n\n');
}

function listed({ of }: Read): unknown[] {
  return of('citation').map(({ citing, places, judgements }) => {
    const { title, category, date } = of('work').find(({ ids }) => ids[0] === citing)!;
    const review = of('review').find(({ work }) => work === citing);
    return [title, category, date, review?.verdict, review?.novelty, review?.summary, places, judgements?.[0]?.labels];
  });
}

const LISTED = [
  ['Goats on Ladders', 'cs.RO', '2026-05-12', 'accept', 8.5, 'Goats climb.', 12, ['method']],
  ['Ewes on Strings', 'hep-th', '2025-11-30', 'unverdicted', undefined, 'Ewes swing.', 1, undefined],
];

describe('facts of a citing paper', () => {
  it.each([
    ['in one line', ' · '],
    ['a line each', '\n'],
    ['a line each, with gaps', '\n\n'],
    ['a line each, with the dots', '\n· '],
    ['a line each, with the dots on lines of their own', '\n·\n'],
  ])('%s are its facts, and none of them a paper', async (_, between) => {
    const found = await read(hub((parts) => parts.join(between)));
    expect(listed(found)).toEqual(LISTED);
    expect(found.of('hub')[0]).toMatchObject({ total: 10_523, headline: { label: 'background', percent: 72 } });
    expect(found.of('hub')[0]).not.toHaveProperty('sentences');
    expect(found.problems).toEqual([{ place: 'line 19', message: '1 line not understood: “Tools”' }]);
  });

  it('a line each make up nothing where the page is cut in them', async () => {
    const whole = hub((parts) => parts.join('\n·\n'));
    const titles = ['Sheep on Stairs', 'Goats on Ladders', 'Ewes on Strings'];
    const words = ['accept', 'unverdicted', undefined];
    for (let end = whole.indexOf('Goats on'); end < whole.length; end += 1) {
      const { of } = await read(whole.slice(0, end));
      const told = [of('work').map(({ title }) => title), of('review').map(({ verdict }) => verdict)];
      expect([end, told[0]!.filter((title) => !titles.includes(title!))]).toEqual([end, []]);
      expect([end, told[1]!.filter((verdict) => !words.includes(verdict))]).toEqual([end, []]);
    }
  });

  it('are read where elements stand side by side with nothing between them, and so are counts and names', async () => {
    const spans = (parts: readonly string[]): string => parts.map((part) => `<span>${part}</span>`).join('');
    const row = (title: string, facts: readonly string[], text: string): string =>
      `<li><h3>${title}</h3><div>${spans(facts)}</div><p>${text}</p></li>`;
    const found = await read(
      `<!doctype html><html><body><div>super hub</div><h1>Sheep on Stairs</h1><p>10,523 Pith papers citing it</p>
      <h2>citation-role summary</h2><div>${spans(['future work', '1,020', 'method', '12'])}</div>
      <h2>authors</h2><p><a>Zoe Ram</a><a>Ada de Ewe</a></p>
      <h2>years</h2><ul><li>${spans(['2026', '1,018'])}</li><li>${spans(['2025', '216'])}</li></ul>
      <h2>representative citing papers</h2><ul>${row('Goats on Ladders', FACTS, 'Goats climb.')}</ul></body></html>`,
      'page.html',
    );
    expect(listed(found)).toEqual([[...LISTED[0]!.slice(0, 7), undefined]]);
    expect(found.of('work')[0]!.authors).toEqual([{ name: 'Zoe Ram' }, { name: 'Ada de Ewe' }]);
    expect(found.of('hub')[0]).toMatchObject({
      roles: [
        { label: 'future_work', count: 1020 },
        { label: 'method', count: 12 },
      ],
      facets: {
        years: [
          { label: '2026', count: 1018 },
          { label: '2025', count: 216 },
        ],
      },
    });
    expect(found.problems).toEqual([]);
  });
});

describe('a tier', () => {
  const page = [
    'Sheep walk up stairs when nobody looks at them, which a camera shows beyond doubt.',
    'super hub Mixed citations',
    'Mixed citation behavior. Most common role is background (58%).',
    'abstract',
    'Sheep walk.',
    '',
  ].join('\n');
  const UUID = '0a1b2c3d-0000-4000-8000-00000000aaaa';

  it('is no title where a reading view left that out', async () => {
    const { of, notes } = await read(page, `citations_${UUID}.txt`);
    expect(of('work')).toMatchObject([{ ids: [`uuid:${UUID}`], summary: page.split('\n')[0] }]);
    expect(of('work')[0]).not.toHaveProperty('title');
    expect(of('hub')).toMatchObject([{ tier: 'super hub', class: 'Mixed citations' }]);
    expect(notes.at(-1)).toContain('it has no title');
  });

  it('does not name a hub', async () => {
    await expect(read(page)).rejects.toThrow(/no title stands above its first section; say with --cited/u);
  });
});

describe('authors that the page does not show at once', () => {
  it.each([
    ['in the line of those it shows', 'Bo Ram , Ada Shepherd show 2 more authors\nC. EweDan Collie'],
    ['in one line with all the rest', 'Bo Ram , Ada Shepherdshow 2 more authorsC. EweDan Collie'],
  ])('are counted %s', async (_, authors) => {
    const { of, problems } = await read(
      `arxiv: 2101.00001 · v3 · submitted 2021-01-04\n\nCounting Sheep\n\n${authors}\n\nThe pith\n\nSheep count.\n`,
    );
    expect(of('work')[0]).toMatchObject({ title: 'Counting Sheep', authorCount: 4 });
    expect(of('work')[0]!.authorSet ?? of('work')[0]!.authors).toEqual([{ name: 'Bo Ram' }, { name: 'Ada Shepherd' }]);
    expect(problems).toEqual([]);
  });
});

describe('the parts of a referee’s report', () => {
  const parts = ['Summary. Sheep count.', 'Major comments (2)', 'Where is the wool?', 'Minor comments', 'None.'];

  it.each([
    ['text', parts.join('\n\n')],
    ['HTML', parts.map((part) => (/comments/u.test(part) ? `<h3>${part}</h3>` : `<p>${part}</p>`)).join('\n')],
  ])('are of it in a page saved as %s', async (kind, report) => {
    const lines = [
      'arxiv: 2101.00001 · v3 · submitted 2021-01-04',
      'Counting Sheep',
      'Pith reviewed 2026-05-13 21:55 UTC · model grok-4.3',
      'The pith',
      'Sheep count.',
      'Referee Report',
    ];
    const html = (): string => `<!doctype html><html><body>${lines.map((line) => `<div>${line}</div>`).join('')}`;
    const { of, problems } = await read(
      kind === 'HTML' ? `${html()}${report}</body></html>` : [...lines, report, ''].join('\n\n'),
      kind === 'HTML' ? 'page.html' : 'page.txt',
    );
    expect(of('review')[0]!.report).toBe(parts.join('\n\n'));
    expect(problems).toEqual([]);
  });
});

describe('a sentence above the title', () => {
  const SUMMARY = 'Gardens hammer when hammers garden, and this says so at some length for whoever reads it.';

  it('of the page of a Pith Number is no title', async () => {
    const { of, problems } = await read(
      [
        SUMMARY,
        'A Hammer for Gardens',
        'Bo Ram and Ada Shepherd',
        'arxiv:2101.00001 v4 · 2021-01-04 · cs.CV',
        'pith:2012:OEDWCNQO2J467CNRDJ2ZHJ6X2M',
        'Claims',
        'C1strongest claimGardens hammer.',
        '',
      ].join('\n'),
    );
    expect(of('work')[0]).toMatchObject({ title: 'A Hammer for Gardens', summary: SUMMARY });
    expect(problems).toEqual([]);
  });
});
