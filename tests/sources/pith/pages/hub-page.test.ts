/** A saved hub page of Pith. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { fallbackId } from '../../../../src/hub/ids/identifier.js';
import { decodeHubPage, looksLikeHubPage } from '../../../../src/sources/pith/pages/hub-page.js';
import { htmlPage } from '../../../../src/sources/pith/pages/parts/html.js';
import { textPage } from '../../../../src/sources/pith/pages/parts/lines.js';
import type { PageOptions } from '../../../../src/sources/pith/pages/parts/names.js';
import { type Collected, collect } from '../../collect.js';
import { NO_REAL_DATA, realFile } from '../../real-data.js';

const AT = '2026-01-02';

function read(text: string, options: Partial<PageOptions> = {}): Promise<Collected> {
  return collect(decodeHubPage(textPage(text), 'page.txt', { fileName: 'page.txt', at: AT, ...options }));
}

describe.skipIf(NO_REAL_DATA)('the saved hub page of 2504.13837 (skipped without ../shared/data)', () => {
  const fileName = 'hub-2504.13837.txt';
  const page = () => textPage(readFileSync(realFile(`pith/${fileName}`), 'utf8'));
  const decoded = () => collect(decodeHubPage(page(), fileName, { fileName, at: AT }));

  it('gives exactly the figures it prints', async () => {
    const { of, problems } = await decoded();
    expect(problems).toEqual([]);
    expect(looksLikeHubPage(page())).toBe(true);
    const { representative, ...hub } = of('hub')[0]!;
    expect(hub).toEqual({
      type: 'hub',
      work: 'arxiv:2504.13837',
      source: 'pith',
      total: 117,
      tier: 'super hub',
      class: 'Canonical reference',
      sentence: 'Canonical reference. 76% of citing Pith papers cite this work as background.',
      headline: { label: 'background', percent: 76 },
      roles: [
        { label: 'background', count: 22 },
        { label: 'dataset', count: 1 },
        { label: 'method', count: 1 },
        { label: 'other', count: 1 },
      ],
      lacked: ['citation-polarity summary', 'authors', 'co-cited works', 'rows of the citing papers explorer'],
    });
    expect(representative).toEqual(of('citation').map((citation) => citation.citing));
    expect(representative).toHaveLength(7);
  });

  it('reads the abstract whole and the claim as it is cut', async () => {
    const { of } = await decoded();
    const hub = of('work')[0]!;
    expect(hub.ids).toEqual(['arxiv:2504.13837']);
    expect(hub.title).toMatch(/^Does Reinforcement Learning .* Beyond the Base Model\?$/u);
    expect(hub.authors).toBeUndefined();
    const lines = readFileSync(realFile(`pith/${fileName}`), 'utf8').split('\n');
    expect(hub.abstract).toBe(lines[lines.indexOf('abstract') + 2]);
    expect(of('claim')).toHaveLength(1);
    const { kind, text } = of('claim')[0]!;
    expect(kind).toBe('abstract');
    expect(text).toHaveLength(600);
    expect(hub.abstract!.startsWith(text)).toBe(true);
  });

  it('reads the seven papers with category, date, verdict, novelty and places', async () => {
    const { of } = await decoded();
    const works = of('work').slice(1);
    const reviews = of('review');
    const lines = works.map((work, at) => [
      work.title!.split(' ')[0],
      work.category,
      work.date,
      reviews[at]!.verdict,
      reviews[at]!.novelty,
      of('citation')[at]!.places,
    ]);
    expect(lines).toEqual([
      ['GIANTS:', 'cs.CL', '2026-04-10', 'unverdicted', 8, 1],
      ['Spurious', 'cs.AI', '2025-06-12', 'accept', 8, 1],
      ['Residual', 'cs.CL', '2026-05-20', 'unverdicted', 7, 1],
      ['Learning', 'cs.CL', '2026-05-12', 'unverdicted', 7, 1],
      ['Render-in-the-Loop:', 'cs.CV', '2026-04-22', 'unverdicted', 7, 1],
      ['Skill-Conditioned', 'cs.CV', '2026-04-10', 'unverdicted', 7, 2],
      ['GRIT:', 'cs.CV', '2025-05-21', 'unverdicted', 7, 1],
    ]);
    expect(reviews.every((review) => review.source === 'pith' && review.summary!.endsWith('.'))).toBe(true);
    expect(of('citation').every((citation) => citation.cited === 'arxiv:2504.13837')).toBe(true);
    expect(of('citation').some((citation) => citation.judgements)).toBe(false);
  });
});

const HEAD = ['pith. machine review for the scientific record. sign in', ''];

describe('the head of a hub page', () => {
  it('reads a hub with mixed citations and its share of a role', async () => {
    const { of } = await read(
      [
        ...HEAD,
        'hub Mixed citations',
        '',
        'A Field Guide to Gradients',
        '',
        'Mixed citation behavior. Most common role is background (60%).',
        '',
        '61 Pith papers citing it',
        'hub tools',
      ].join('\n'),
    );
    expect(of('work')[0]!.title).toBe('A Field Guide to Gradients');
    expect(of('hub')[0]).toMatchObject({
      tier: 'hub',
      class: 'Mixed citations',
      sentence: 'Mixed citation behavior. Most common role is background (60%).',
      total: 61,
    });
    expect(of('hub')[0]).not.toHaveProperty('headline');
  });

  it('leaves the class and every share out where classification is still indexing', async () => {
    const { of } = await read(
      [
        ...HEAD,
        'super hub',
        '',
        'A Field Guide to Gradients',
        '',
        '240 Pith papers cite this work. Polarity classification is still indexing.',
        '',
        'citation-role summary',
        '',
        'citation-polarity summary',
        '',
        'claims ledger',
      ].join('\n'),
    );
    const { lacked, ...hub } = of('hub')[0]!;
    expect(lacked).toContain('citation-role summary');
    expect(hub).toEqual({
      type: 'hub',
      work: fallbackId('A Field Guide to Gradients'),
      source: 'pith',
      total: 240,
      tier: 'super hub',
      sentence: '240 Pith papers cite this work. Polarity classification is still indexing.',
    });
    expect(of('claim')).toEqual([]);
  });

  it.each([
    ['1,204 Pith papers citing it', 1204],
    ['12,345,678 Pith papers citing it', 12_345_678],
    ['1 204 Pith papers citing it', 1204],
    ['1 Pith paper citing it', 1],
  ])('reads the total of “%s”', async (line, total) => {
    const { of } = await read(`hub\n\nA Title\n\n${line}\n\nhub tools\n`);
    expect(of('hub')[0]!.total).toBe(total);
  });

  it('takes the total from the explorer where the head has none, never from the rows at hand', async () => {
    const rows = 'A Paper\n\ncs.CL · 2025-01-01 · accept · method';
    const explorer = `citing papers explorer\n\nShowing 50 of 3,117 citing papers.\n\n${rows}`;
    const sentence = 'Mixed citation behavior. Most common role is method (51%).';
    expect((await read(`hub\n\nA Title\n\n${sentence}\n\n${explorer}`)).of('hub')[0]!.total).toBe(3117);
    const without = await read(`hub\n\nA Title\n\n${sentence}\n\nciting papers explorer\n\n${rows}`);
    expect(without.of('hub')[0]).not.toHaveProperty('total');
    expect(without.of('citation')).toHaveLength(1);
  });

  it('keeps the headline as printed beside role counts that say otherwise', async () => {
    const { of } = await read(
      'hub\n\nA Title\n\n9 Pith papers citing it\nUse Method 12.5% of classified citations\n\ncitation-role summary\n\nmethod 3 background 1\n',
    );
    expect(of('hub')[0]!.headline).toEqual({ label: 'use_method', percent: 12.5 });
    expect(of('hub')[0]!.roles).toEqual([
      { label: 'method', count: 3 },
      { label: 'background', count: 1 },
    ]);
  });

  it('is not held up by a section of words without counts', async () => {
    const { of } = await read(
      `hub\n\nA Title\n\n9 Pith papers citing it\n\ncitation-role summary\n\n${'x '.repeat(500_000)}`,
    );
    expect(of('hub')[0]).not.toHaveProperty('roles');
  }, 5_000);

  it('refuses a page without a title, saying so', async () => {
    await expect(read('pith. sign in\n\n12 Pith papers citing it\n\nhub tools\n')).rejects.toThrow(/no title/u);
  });
});

describe('the name of the hub', () => {
  const page = 'hub\n\nA Title\n\n12 Pith papers citing it\n\nhub tools\n';
  it.each([
    ['hub-2504.13837.txt', 'arxiv:2504.13837'],
    ['saved 2504.13837v2 copy.html', 'arxiv:2504.13837'],
    ['hub-hep-th-9711200.txt', 'arxiv:hep-th/9711200'],
    ['0f9d2c6e-1b7a-4c55-9a43-2e6b8d10f7aa.html', 'uuid:0f9d2c6e-1b7a-4c55-9a43-2e6b8d10f7aa'],
    ['notes-2024.txt', fallbackId('A Title')],
  ])('comes from the file name %s', async (fileName, ref) => {
    expect((await read(page, { fileName })).of('hub')[0]!.work).toBe(ref);
  });

  it('is what the user says before all else', async () => {
    const { of } = await read(page, { fileName: 'hub-2504.13837.txt', cited: 'doi:10.1000/x' });
    expect(of('work')[0]!.ids).toEqual(['doi:10.1000/x', 'arxiv:2504.13837']);
  });
});

describe('lists of papers', () => {
  const representative = (text: string) => read(`hub\n\nA Title\n\nrepresentative citing papers\n\n${text}`);

  it('reads entries without gaps between their lines', async () => {
    const { of } = await representative(
      'First\ncs.CL · 2025-01-01 · accept · novelty 9.0\nIt is first.\nSecond\ncs.CL · 2025-01-02 · accept\nThird\ncs.CL · 2025 · reject\nIt is third.',
    );
    expect(of('work').map((work) => work.title)).toEqual(['A Title', 'First', 'Second', 'Third']);
    expect(of('review').map((review) => review.summary)).toEqual(['It is first.', undefined, 'It is third.']);
  });

  it('reads title and facts in one line, as rows of tables are saved', async () => {
    const { of, problems } = await representative(
      'A Title on cs.CL cs.AI · 2025-01-01 · accept · novelty 8.0\nSays much.\n\nB hep-th · 2024-02 · reject\nSays more.',
    );
    expect(of('work').map(({ title, category }) => [title, category])).toEqual([
      ['A Title', undefined],
      ['A Title on cs.CL', 'cs.AI'],
      ['B', 'hep-th'],
    ]);
    expect(of('review').map(({ summary }) => summary)).toEqual(['Says much.', 'Says more.']);
    expect(problems).toEqual([]);
  });

  it.each([
    'cs.CL · 2025-01-01 · accept · novelty 9.0 · 2 refs',
    'cs.CL 2025-01-01 accept novelty 9.0 2 refs',
    'cs.CL 2025-01-01 accept novelty 9.0 · 2 refs',
  ])('reads the facts %s', async (facts) => {
    const { of } = await representative(`Left 2024\n\n${facts}\n\nSays much.`);
    expect(of('work')[1]).toMatchObject({ title: 'Left 2024', category: 'cs.CL', date: '2025-01-01' });
    expect(of('review')).toMatchObject([{ verdict: 'accept', novelty: 9, summary: 'Says much.' }]);
    expect(of('citation')).toMatchObject([{ places: 2 }]);
  });

  it('joins a title wrapped over two lines', async () => {
    const { of } = await representative(
      'A Long\nTitle\n\ncs.CL · 2025-01-01 · accept\n\nSays much.\n\nB\n\ncs.CL · 2025 · reject',
    );
    expect(of('work').map((work) => work.title)).toEqual(['A Title', 'A Long Title', 'B']);
  });

  it('keeps the title that the line above the rows has run into, and titles that begin like it', async () => {
    const { of } = await read(
      'hub\n\nA Title\n\n9 Pith papers citing it\n\nciting papers explorer\n\nShowing 2 of 1,117 citing papers.Sheep at Night\n\ncs.CL · 2025-01-01 · accept\n\nShowing 3D Sheep\n\ncs.CV · 2025-01-02 · reject\n',
    );
    expect(of('work').map(({ title }) => title)).toEqual(['A Title', 'Sheep at Night', 'Showing 3D Sheep']);
  });

  it('keeps titles with middle dots, even ones that look like facts', async () => {
    const { of } = await representative(
      'Left · Right\n\ncs.CL · 2025-01-01 · accept\n\nPhysics · 2024 · accept\n\ncs.CL · 2025-01-02 · reject',
    );
    expect(of('work').map((work) => work.title)).toEqual(['A Title', 'Left · Right', 'Physics · 2024 · accept']);
    expect(of('review').map((review) => review.verdict)).toEqual(['accept', 'reject']);
  });

  it('keeps an unknown verdict, and leaves out what is not printed', async () => {
    const { of } = await representative('A\n\nmath.AG · 2025-01 · much_debated\n\nB\n\n2024-02-03 · novelty 7.5');
    expect(of('review')).toEqual([
      { type: 'review', work: fallbackId('A', 2025), source: 'pith', verdict: 'much_debated' },
      { type: 'review', work: fallbackId('B', 2024), source: 'pith', novelty: 7.5 },
    ]);
  });

  it('reports facts without a title by their line and goes on', async () => {
    const { problems, of } = await representative(
      'cs.CL · 2025-01-01 · accept\n\nSummary.\n\nNext\n\ncs.CL · 2025-01-02 · accept',
    );
    expect(problems).toEqual([{ place: 'line 7', message: 'a citing paper without a title' }]);
    expect(of('citation')).toHaveLength(1);
  });

  it('takes a paper of both lists once, with its role from the explorer', async () => {
    const { of } = await representative(
      'A\n\ncs.CL · 2025-01-01 · accept · novelty 8.0 · 2 refs\n\nSays A.\n\nciting papers explorer\n\nShowing 2 of 2 citing papers.\n\nA\n\ncs.CL · 2025-01-01 · accept · method\n\nB\n\ncs.CL · 2025-01-02 · unverdicted · none',
    );
    expect(of('citation')).toEqual([
      {
        type: 'citation',
        citing: fallbackId('A', 2025),
        cited: fallbackId('A Title'),
        places: 2,
        judgements: [{ axis: 'role', labels: ['method'], judge: 'pith', at: AT }],
      },
      {
        type: 'citation',
        citing: fallbackId('B', 2025),
        cited: fallbackId('A Title'),
        judgements: [{ axis: 'role', labels: [], judge: 'pith', at: AT }],
      },
    ]);
    expect(of('hub')[0]!.representative).toEqual([fallbackId('A', 2025)]);
  });

  it('does not end the abstract at a heading out of order', async () => {
    const { of } = await read(
      'hub\n\nA Title\n\nclaims ledger\n\nauthors\n\nAda Shepherd, Bo Ram\n\nrepresentative citing papers\n\nAbstract\n\ncs.CL · 2025-01-01 · accept\n\nOn abstracts.',
    );
    expect(of('work').map((work) => work.title)).toEqual(['A Title', 'Abstract']);
    expect(of('work')[0]!.authorSet).toEqual([{ name: 'Ada Shepherd' }, { name: 'Bo Ram' }]);
  });

  it('lets no control or escape character through', async () => {
    const { records } = await representative(
      'A\u001b[31m red\u202e\n\ncs.CL · 2025-01-01 · accept\n\nS\u0007ays\u200b.',
    );
    expect(JSON.stringify(records)).not.toMatch(/\\u00|[\u0080-\u009f\u200b\u202a-\u202e]/u);
  });
});

describe('a hub page saved as HTML', () => {
  const html = readFileSync(new URL('../../../fixtures/pith/hub.html', import.meta.url), 'utf8');
  const decoded = () =>
    collect(decodeHubPage(htmlPage(html), 'hub.html', { fileName: 'hub.html', at: AT, cited: 'doi:10.1000/sheep' }));

  it('is recognised by its visible text', () => {
    expect(looksLikeHubPage(htmlPage(html))).toBe(true);
    expect(
      looksLikeHubPage(htmlPage('<!doctype html><h1>12 sheep</h1><script>12 Pith papers citing it</script>')),
    ).toBe(false);
  });

  it('gives its head, names and sections', async () => {
    const { of, problems } = await decoded();
    expect(problems).toEqual([]);
    expect(of('work')[0]).toEqual({
      type: 'work',
      ids: ['doi:10.1000/sheep', 'uuid:0f9d2c6e-1b7a-4c55-9a43-2e6b8d10f7aa', 'arxiv:2101.00001'],
      title: 'Counting Sheep at Scale: Wool & Wonder',
      authorSet: [{ name: 'Ada Shepherd' }, { name: 'Bo Ram' }, { name: 'C. Ewe' }],
      abstract: 'We count sheep. Then we count them again.\n\nNobody fell asleep.',
    });
    expect(of('hub')[0]).toEqual({
      type: 'hub',
      work: 'doi:10.1000/sheep',
      source: 'pith',
      total: 1204,
      tier: 'super hub',
      class: 'Canonical reference',
      sentence: 'Canonical reference. 76% of citing Pith papers cite this work as background.',
      headline: { label: 'background', percent: 76 },
      roles: [
        { label: 'background', count: 1022 },
        { label: 'use_method', count: 7 },
      ],
      coCited: ['uuid:11111111-2222-4333-8444-555555555555', fallbackId('Wolves Without Links')],
      representative: ['arxiv:2405.00002', 'arxiv:2406.00003', fallbackId('Sheep Without Names', 2023)],
      lacked: ['citation-polarity summary'],
    });
    expect(of('claim').map(({ kind, text }) => [kind, text])).toEqual([
      ['strongest_claim', 'Sheep can be counted by machine.'],
      ['abstract', 'We count sheep.'],
    ]);
  });

  it('names papers by their links and reads the explorer', async () => {
    const { of } = await decoded();
    expect(
      of('citation').map(({ citing, places, judgements }) => [
        citing,
        places,
        judgements?.map((j) => [j.axis, j.labels]),
      ]),
    ).toEqual([
      [
        'arxiv:2405.00002',
        3,
        [
          ['role', ['background', 'use_method']],
          ['polarity', ['use_method']],
        ],
      ],
      ['arxiv:2406.00003', 1, undefined],
      [fallbackId('Sheep Without Names', 2023), 1, undefined],
      ['arxiv:2407.00004', undefined, [['role', []]]],
    ]);
    expect(of('work').find((work) => work.ids[0] === 'arxiv:2406.00003')).toMatchObject({
      title: 'Physics · 2024',
      date: '2024-06',
      category: 'cs.LG',
    });
    expect(of('review').map(({ verdict, novelty, summary }) => [verdict, novelty, summary])).toEqual([
      ['accept', 8.5, 'Sorts sheep into three kinds.'],
      ['unverdicted', undefined, undefined],
      ['conditional', 6, 'Counts what has no name.'],
      ['reject', undefined, undefined],
    ]);
  });

  it('is read to any depth a page has, and refused beyond', () => {
    const nested = (depth: number): string => `<!doctype html>${'<div>'.repeat(depth)}deep`;
    expect(htmlPage(nested(400)).lines.map((line) => line.text)).toContain('deep');
    expect(() => htmlPage(nested(50_000))).toThrow('nested deeper than 500 elements');
  });
});
