/** Pages of a list, without papers met before. */
import { describe, expect, it } from 'vitest';
import type { HubLibraryRecord } from '../../src/hub/record.js';
import { onlyNew, shortfall } from '../../src/sources/page.js';

function citing(...refs: string[]): HubLibraryRecord[] {
  return refs.flatMap((ref): HubLibraryRecord[] => [
    { type: 'work', ids: [ref], title: ref },
    { type: 'citation', citing: ref, cited: 'doi:10.1000/hub' },
  ]);
}

describe('citing papers not met before', () => {
  it('are those of no earlier page, with their work and their citation', () => {
    const seen = new Set<string>();
    expect(onlyNew(citing('doi:10.1000/a', 'doi:10.1000/b'), seen).rows).toBe(2);
    expect(onlyNew(citing('doi:10.1000/b', 'doi:10.1000/c'), seen)).toEqual({
      records: citing('doi:10.1000/c'),
      rows: 1,
    });
    expect(onlyNew(citing('doi:10.1000/a'), seen)).toEqual({ records: [], rows: 0 });
  });

  it('a paper listed twice on a page cites once', () => {
    const { records, rows } = onlyNew(citing('doi:10.1000/a', 'doi:10.1000/a'), new Set());
    expect(rows).toBe(1);
    expect(records.filter(({ type }) => type === 'citation')).toHaveLength(1);
  });
});

describe('what is missing', () => {
  it('is said with why, and only where something is', () => {
    expect(shortfall(9_999, 130_637, 'so it is')).toBe('9,999 of 130,637 citing papers: so it is.');
    expect(shortfall(5, 5, 'x')).toBeUndefined();
    expect(shortfall(6, 5, 'x')).toBeUndefined();
    expect(shortfall(6, undefined, 'x')).toBeUndefined();
  });
});
