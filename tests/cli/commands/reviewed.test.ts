/** What commands say of papers that were reviewed, checked or retracted. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { HubLibraryRecord } from '../../../src/hub/record.js';
import { encodeInterchange } from '../../../src/sources/interchange/encode.js';
import { type Home, makeHome } from '../run-program.js';

const HUB = 'arxiv:2203.11171';
const [CHECKED, RETRACTED] = ['arxiv:2305.00001', 'arxiv:2305.00002'];
const RECORDS: HubLibraryRecord[] = [
  { type: 'work', ids: [HUB], title: 'Counting Sheep', date: '2022-03' },
  {
    type: 'work',
    ids: [CHECKED],
    title: 'Counting Goats',
    date: '2022-01',
    authorSet: [{ name: 'Ann Herd' }, { name: 'Zoe Ram' }],
    authorCount: 12,
  },
  { type: 'work', ids: [RETRACTED], title: 'Counting Wolves', authors: [{ name: 'Bo Peep' }], retracted: true },
  { type: 'citation', citing: CHECKED, cited: HUB, reference: 4 },
  { type: 'citation', citing: RETRACTED, cited: HUB },
  {
    type: 'review',
    work: CHECKED,
    source: 'pith',
    model: 'm-1',
    reviewedAt: '2026-01-02',
    verdict: 'reject',
    novelty: 4,
  },
  {
    type: 'review',
    work: CHECKED,
    source: 'pith',
    model: 'm-2',
    reviewedAt: '2026-02-02',
    verdict: 'accept',
    falsifier: 'A wolf.',
  },
  {
    type: 'integrity',
    work: CHECKED,
    source: 'pith',
    at: '2026-03-04',
    findings: [{ detector: 'doi_compliance', finding: 'broken_identifier', severity: 'critical', reference: 4 }],
  },
  {
    type: 'hub',
    work: HUB,
    source: 'pith',
    total: 240,
    counts: [{ label: 'paper_page', count: 60 }],
    facets: { verdicts: [{ label: 'accept', count: 31 }] },
  },
];

let home: Home;
beforeAll(async () => {
  home = makeHome();
  const file = join(home.folder, 'hub.jsonl');
  writeFileSync(file, [...encodeInterchange(RECORDS)].join(''));
  const { code } = await home.run('import', file);
  expect(code).toBe(0);
});
afterAll(() => home.remove());

describe('a hub with reviews and checks', () => {
  it('is filtered by findings and retractions, which the list tells', async () => {
    const ids = async (query: string): Promise<string[]> =>
      (JSON.parse((await home.run('list', HUB, query, '--json')).stdout) as { id: string }[]).map(({ id }) => id);
    expect(await ids('integrity:critical')).toEqual([CHECKED]);
    expect(await ids('integrity:none')).toEqual([RETRACTED]);
    expect(await ids('retracted:yes')).toEqual([RETRACTED]);
    expect(await ids('author:ram')).toEqual([CHECKED]);
    expect((await home.run('list', HUB, 'retracted:yes')).stdout).toContain('RETRACTED: Counting Wolves');
    expect((await home.run('list', HUB, 'integrity:critical')).stdout).toContain('CRITICAL FINDING: ');
    expect((await home.run('list', HUB, 'integrity:critical')).stdout).toContain('12 authors');
  });

  it('is given in full as JSON: the newest verdict in force, every review and finding, and no first author where none is known', async () => {
    const fields = 'authors,authorSet,reviews,checks';
    const { stdout } = await home.run('list', HUB, 'integrity:critical', '--json', '--fields', fields);
    expect(JSON.parse(stdout)).toMatchObject([
      {
        verdict: 'accept',
        novelty: 4,
        integrity: 'critical',
        retracted: null,
        early: true,
        firstAuthor: null,
        authorCount: 12,
        authors: [],
        authorSet: ['Ann Herd', 'Zoe Ram'],
        reviews: [
          { source: 'pith', model: 'm-2', verdict: 'accept', falsifier: 'A wolf.', reviewedAt: '2026-02-02' },
          { source: 'pith', model: 'm-1', verdict: 'reject', novelty: 4, reviewedAt: '2026-01-02' },
        ],
        checks: [{ source: 'pith', at: '2026-03-04', findings: [{ severity: 'critical', reference: 4 }] }],
      },
    ]);
  });

  it('shows a number of another kind than the total under its own name', async () => {
    const shown = JSON.parse((await home.run('show', HUB, '--json')).stdout) as Record<string, unknown>;
    expect(shown).toMatchObject({
      total: 240,
      printed: [{ total: 240, counts: [{ label: 'paper_page', count: 60 }] }],
      integrity: { counts: [{ label: 'critical', count: 1 }], classified: 1, of: 2 },
      verdicts: { counts: [{ label: 'accept', count: 1 }], classified: 1, of: 2 },
    });
    const { stdout } = await home.run('show', HUB);
    expect(stdout).toContain('2 of 240 in this library');
    expect(stdout).toMatch(/lists 60 citing papers on the paper's own page/u);
  });
});
