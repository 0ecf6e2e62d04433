/** What later readings of a list bring: new, gone, changed. */
import { describe, expect, it } from 'vitest';
import type { HubLibraryRecord } from '../../../src/hub/record.js';
import { hubChanges } from '../../../src/library/history/changes.js';
import type { FetchRequest } from '../../../src/library/history/fetches.js';
import type { Library } from '../../../src/library/library.js';
import { storePage } from '../../../src/library/write/write-page.js';
import { arxiv, cites, emptyLibrary, id, load, role, work } from '../support.js';

const S2: FetchRequest = { paper: arxiv(1), service: 'semantic-scholar' };
const OPENALEX: FetchRequest = { paper: arxiv(1), service: 'openalex' };

/** A list read in one page. */
async function read(lib: Library, asked: FetchRequest, citing: HubLibraryRecord[], cursor: string | null = null) {
  return (await storePage(lib, asked, { records: [work(1), ...citing], cursor })).run;
}

function citer(n: number, ...labels: string[]): HubLibraryRecord[] {
  return [work(n), cites(n, 1, labels.length === 0 ? undefined : [role('s2', `2026-01-0${n}`, ...labels)])];
}

/** A day of readings, far enough back that what follows is later. */
function backdate(lib: Library, day: string): void {
  lib.db.prepare("UPDATE fetches SET started = ? || 'T00:00:00.000Z' WHERE started > ?").run(day, '2026-11');
}

const ALL = '2000';

describe('what later readings of a list bring', () => {
  it('is nothing after the first of each service, however many it names', async () => {
    const lib = emptyLibrary();
    await read(lib, S2, [...citer(2), ...citer(3)]);
    await read(lib, OPENALEX, [...citer(3), ...citer(4)]);
    expect(hubChanges(lib, arxiv(1), ALL)).toEqual({ readings: 0, fresh: [], gone: [], changed: [] });
    expect(hubChanges(lib, 'arxiv:9999.00001', ALL).readings).toBe(0);
  });

  it('is who is new, and who is gone from which service', async () => {
    const lib = emptyLibrary();
    await read(lib, S2, [...citer(2), ...citer(3), ...citer(4)]);
    await read(lib, OPENALEX, [...citer(3), ...citer(4)]);
    await read(lib, S2, [...citer(2), ...citer(5)]);
    await read(lib, OPENALEX, [...citer(3), ...citer(6)]);
    const changes = hubChanges(lib, arxiv(1), ALL);
    expect(changes).toMatchObject({ readings: 2, fresh: [id(lib, arxiv(5)), id(lib, arxiv(6))], changed: [] });
    expect(changes.gone).toEqual([
      { work: id(lib, arxiv(3)), services: ['semantic-scholar'] },
      { work: id(lib, arxiv(4)), services: ['semantic-scholar', 'openalex'] },
    ]);
  });

  it('is told from a day on, and who came back is not gone', async () => {
    const lib = emptyLibrary();
    await read(lib, S2, [...citer(2), ...citer(3)]);
    backdate(lib, '2026-01-01');
    await read(lib, S2, [...citer(2), ...citer(4)]);
    backdate(lib, '2026-02-01');
    await read(lib, S2, [...citer(2), ...citer(3), ...citer(5)]);
    backdate(lib, '2026-03-01');
    const since = (day: string) => {
      const { fresh, gone } = hubChanges(lib, arxiv(1), day);
      return { fresh, gone: gone.map((one) => one.work) };
    };
    const [, four, five] = [3, 4, 5].map((n) => id(lib, arxiv(n)));
    expect(since('2026')).toEqual({ fresh: [four, five], gone: [four] });
    expect(since('2026-02-02')).toEqual({ fresh: [five], gone: [four] });
    expect(since('2026-03-01')).toEqual({ fresh: [five], gone: [four] });
    expect(hubChanges(lib, arxiv(1), '2026-03-02').readings).toBe(0);
  });

  it('does not call gone what a reading has not come to yet', async () => {
    const lib = emptyLibrary();
    await read(lib, S2, [...citer(2), ...citer(3)]);
    const half = await read(lib, S2, citer(2), 'more');
    expect(hubChanges(lib, arxiv(1), ALL)).toMatchObject({ readings: 1, gone: [] });
    await storePage(lib, half, { records: citer(4), cursor: null });
    expect(hubChanges(lib, arxiv(1), ALL)).toMatchObject({
      fresh: [id(lib, arxiv(4))],
      gone: [{ work: id(lib, arxiv(3)) }],
    });
  });

  it('does not call new what an earlier reading had not come to', async () => {
    const lib = emptyLibrary();
    await read(lib, S2, citer(2), 'more');
    await read(lib, S2, [...citer(2), ...citer(3)]);
    expect(hubChanges(lib, arxiv(1), ALL).readings).toBe(0);
    // As many as before are compared with as many as before.
    await read(lib, { ...OPENALEX, max: 1 }, citer(2), 'more');
    await read(lib, { ...OPENALEX, max: 1 }, citer(4), 'more');
    expect(hubChanges(lib, arxiv(1), ALL)).toMatchObject({ readings: 1, fresh: [id(lib, arxiv(4))], gone: [] });
  });

  it('is whose roles, verdict or standing are others, from the first state to the last', async () => {
    const lib = emptyLibrary();
    await read(lib, S2, [...citer(2, 'background'), ...citer(3, 'method'), ...citer(4)]);
    await load(lib, [{ type: 'review', work: arxiv(3), source: 'pith', verdict: 'reject', reviewedAt: '2026-01-01' }]);
    const judged = (n: number, at: string, label: string) => cites(n, 1, [role('s2', at, label)]);
    await read(lib, S2, [judged(2, '2026-02-01', 'dataset'), ...citer(3, 'method'), ...citer(4)]);
    const review: HubLibraryRecord = {
      type: 'review',
      work: arxiv(3),
      source: 'pith',
      verdict: 'accept',
      reviewedAt: '2026-03-01',
    };
    await read(lib, S2, [
      judged(2, '2026-03-01', 'method'),
      cites(3, 1),
      review,
      work(4, { retracted: true }),
      { type: 'integrity', work: arxiv(2), source: 'pith', findings: [] },
      {
        type: 'integrity',
        work: arxiv(4),
        source: 'pith',
        findings: [{ detector: 'doi_compliance', finding: 'broken_identifier', severity: 'critical' }],
      },
      judged(4, '2026-03-01', 'background'),
    ]);
    expect(hubChanges(lib, arxiv(1), ALL).changed).toEqual([
      { work: id(lib, arxiv(2)), field: 'role', before: 'background', after: 'method' },
      { work: id(lib, arxiv(3)), field: 'verdict', before: 'reject', after: 'accept' },
      { work: id(lib, arxiv(4)), field: 'role', before: '', after: 'background' },
      { work: id(lib, arxiv(4)), field: 'integrity', before: '', after: 'critical' },
      { work: id(lib, arxiv(4)), field: 'retracted', before: '', after: 'yes' },
    ]);
  });

  it('follows works that turn out to be one', async () => {
    const lib = emptyLibrary();
    const by = (name: string, at: string, label: string): HubLibraryRecord => ({
      type: 'citation',
      citing: name,
      cited: arxiv(1),
      judgements: [role('s2', at, label)],
    });
    await read(lib, S2, [by('doi:10.1000/a', '2026-01-01', 'background')]);
    await read(lib, S2, [by('doi:10.1000/a', '2026-02-01', 'method')]);
    await load(lib, [{ type: 'work', ids: [arxiv(7), 'doi:10.1000/a'], title: 'One' }, work(7)]);
    expect(hubChanges(lib, arxiv(1), ALL).changed).toEqual([
      { work: id(lib, 'doi:10.1000/a'), field: 'role', before: 'background', after: 'method' },
    ]);
  });
});
