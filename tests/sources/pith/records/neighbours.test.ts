/** The papers around a work. */
import { describe, expect, it } from 'vitest';
import { decodeNeighbours } from '../../../../src/sources/pith/records/neighbours.js';
import { collect } from '../../collect.js';

const NEIGHBOURS = [
  { arxiv_id: '2405.00002', title: 'Rams', role: 'Use Method', polarity: ['use_method', 'support'], refs: 3 },
  { paper: { arxiv_id: '2407.00004v2', title: 'Shearing' }, role: 'none' },
  { title: 'Without a name', year: 2023 },
];

describe('the papers around a work', () => {
  it('come once from both sources, and only those that cite', async () => {
    const body = { from_graph: NEIGHBOURS, from_record: { in: ['2405.00002', '2408.00005'], out: ['1901.00001'] } };
    const { of, problems } = await collect(
      decodeNeighbours({ ...body, from_extra: [{}] }, 'arxiv:2101.00001', '2026-01-02'),
    );
    expect(problems).toEqual([]);
    expect(of('citation').map(({ citing }) => citing)).toEqual([
      'arxiv:2405.00002',
      'arxiv:2407.00004',
      'key:without-a-name/2023',
      'arxiv:2408.00005',
    ]);
    expect(of('citation')[0]).toEqual({
      type: 'citation',
      citing: 'arxiv:2405.00002',
      cited: 'arxiv:2101.00001',
      places: 3,
      judgements: [
        { axis: 'role', labels: ['use_method'], judge: 'pith', at: '2026-01-02' },
        { axis: 'polarity', labels: ['use_method', 'support'], judge: 'pith', at: '2026-01-02' },
      ],
    });
    expect(of('citation')[1]!.judgements).toEqual([{ axis: 'role', labels: [], judge: 'pith', at: '2026-01-02' }]);
    const bad = await collect(decodeNeighbours({ from_graph: [{}] }, 'arxiv:2101.00001', '2026-01-02'));
    expect(bad.problems).toHaveLength(1);
  });
});
