/** What a reader corrects is in force, is found by name, and can be taken back. */
import { describe, expect, it } from 'vitest';
import type { Corrected, Correction } from '../../../src/hub/decisions/decision.js';
import { record, undo } from '../../../src/library/decisions/journal.js';
import { journalLines, takeLines } from '../../../src/library/decisions/lines.js';
import { rebuildDerived } from '../../../src/library/derived/derive.js';
import { orderJudges } from '../../../src/library/derived/judge-order.js';
import { outOfDate } from '../../../src/library/derived/out-of-date.js';
import { mergeWorks, splitWork } from '../../../src/library/identity/merge-split.js';
import type { Library } from '../../../src/library/library.js';
import { openLibrary } from '../../../src/library/open.js';
import { details } from '../../../src/library/read/details.js';
import { libraryDigest } from '../../../src/library/read/digest.js';
import { rows } from '../../../src/library/read/rows.js';
import { runQuery } from '../../../src/library/search/view.js';
import { parseQuery } from '../../../src/query/parse.js';
import { arxiv, cites, emptyLibrary, id, libraryOf, load, role, work } from '../support.js';

const RECORDS = [
  work(0),
  work(1, { ids: [arxiv(1), 'doi:10.1000/1'] }),
  work(2),
  cites(1, 0, [role('pith', '2026-01-01', 'background'), role('human:bo', '2026-01-02', 'dataset')]),
  cites(2, 0, [role('semantic-scholar', '2026-01-01', 'background')]),
];

/** Corrects a paper as a reader does who knows the hub. */
function correct(lib: Library, n: number, axis: Corrected, to: Correction | null, who = 'ada'): string | null {
  const cited = axis === 'role' || axis === 'polarity' ? { cited: arxiv(0) } : {};
  return record(lib, who, [{ kind: 'override', work: id(lib, arxiv(n)), axis, to, ...cited }]).step;
}

/** What is in force of a citing paper. */
function inForce(lib: Library, n = 1): unknown[] {
  const [row] = rows(lib, id(lib, arxiv(0)), [id(lib, arxiv(n))]);
  return [row!.roles, row!.polarities, row!.verdict, row!.novelty];
}

function found(lib: Library, line: string): number[] {
  const parsed = parseQuery(line);
  if (!parsed.ok) throw new Error(parsed.error.message);
  return runQuery(lib, id(lib, arxiv(0)), parsed.query)
    .works(0, 10)
    .sort();
}

describe('corrections', () => {
  it('are in force at once, found by queries and shown with who and when, beside what others say', async () => {
    const lib = await libraryOf(RECORDS);
    const facts = libraryDigest(lib);
    expect(found(lib, 'role:method')).toEqual([]);
    correct(lib, 1, 'role', ['method', 'result']);
    correct(lib, 1, 'polarity', ['support']);
    correct(lib, 1, 'verdict', 'accept');
    correct(lib, 1, 'novelty', 7.5);
    expect(inForce(lib)).toEqual([['method', 'result'], ['support'], 'accept', 7.5]);
    const one = id(lib, arxiv(1));
    for (const line of [
      'role:method',
      'role:result',
      'polarity:support',
      'verdict:accept',
      'novelty:7..8',
      'label-by:human',
    ])
      expect(found(lib, line), line).toEqual([one]);
    const { judgements } = details(lib, id(lib, arxiv(0)), one);
    expect(judgements.map(({ judge, labels, effective }) => [judge, labels, effective])).toEqual([
      ['human:ada', ['method', 'result'], true],
      ['human:bo', ['dataset'], false],
      ['pith', ['background'], false],
      ['human:ada', ['support'], true],
    ]);
    expect(judgements[0]!.at).toMatch(/^\d{4}-\d\d-\d\dT/u);
    // They are no facts of sources.
    expect(libraryDigest(lib)).toBe(facts);
    expect(outOfDate(lib)).toEqual([]);
  });

  it('can be revoked and undone, and the journal keeps all of it', async () => {
    const lib = await libraryOf(RECORDS);
    correct(lib, 1, 'role', ['method']);
    const revoked = correct(lib, 1, 'role', null);
    expect(inForce(lib)[0]).toEqual(['dataset']);
    expect(found(lib, 'role:method')).toEqual([]);
    undo(lib, 'ada', revoked!);
    expect(inForce(lib)[0]).toEqual(['method']);
    expect([...journalLines(lib)].map(({ from, to }) => [from, to])).toEqual([
      [null, ['method']],
      [['method'], null],
      [null, ['method']],
    ]);
  });

  it('of two readers the later is in force', async () => {
    const lib = await libraryOf(RECORDS);
    correct(lib, 1, 'role', ['method'], 'ada');
    correct(lib, 1, 'role', ['result'], 'cy');
    expect(details(lib, id(lib, arxiv(0)), id(lib, arxiv(1))).judgements[0]).toMatchObject({
      judge: 'human:cy',
      labels: ['result'],
    });
  });

  it('are overruled where the reader believes others first', async () => {
    const lib = await libraryOf(RECORDS);
    correct(lib, 1, 'role', ['method']);
    orderJudges(lib, ['pith', 'human', 'labelled', 'semantic-scholar', 'other', 'computed']);
    expect(inForce(lib)[0]).toEqual(['background']);
    correct(lib, 2, 'role', ['method']);
    expect(inForce(lib, 2)[0]).toEqual(['method']);
    await load(lib, [{ type: 'review', work: arxiv(2), source: 'pith', verdict: 'accept' }]);
    correct(lib, 2, 'verdict', 'reject');
    expect(inForce(lib, 2)[2]).toBe('accept');
    orderJudges(lib);
    expect([inForce(lib, 1)[0], inForce(lib, 2)[2]]).toEqual([['method'], 'reject']);
    orderJudges(lib, ['semantic-scholar', 'pith', 'human', 'labelled', 'other', 'computed']);
    expect([inForce(lib, 2)[0], inForce(lib, 2)[2]]).toEqual([['background'], 'accept']);
    expect(outOfDate(lib)).toEqual([]);
  });

  it('survive another import, a merge and its undoing, under whatever name', async () => {
    const lib = await libraryOf(RECORDS);
    correct(lib, 2, 'role', ['method']);
    correct(lib, 2, 'novelty', 9);
    await load(lib, RECORDS);
    await load(lib, [cites(2, 0, [role('pith', '2027-01-01', 'dataset')])], 'pith');
    expect(inForce(lib, 2)).toEqual([['method'], [], undefined, 9]);
    const kept = mergeWorks(lib, id(lib, arxiv(1)), id(lib, arxiv(2)));
    expect(inForce(lib, 1)).toEqual([['method'], [], undefined, 9]);
    const back = splitWork(lib, kept, [arxiv(2)]);
    expect(back).toBe(id(lib, arxiv(2)));
    expect(inForce(lib, 1)).toEqual([['dataset'], [], undefined, undefined]);
    expect(inForce(lib, 2)).toEqual([['method'], [], undefined, 9]);
  });

  it('hold in another library, from when the papers come', async () => {
    const lib = await libraryOf(RECORDS);
    correct(lib, 1, 'role', ['method']);
    correct(lib, 1, 'verdict', 'reject');
    const other = emptyLibrary();
    takeLines(other, journalLines(lib));
    await load(other, RECORDS);
    expect(inForce(other)).toEqual(inForce(lib));
    expect(found(other, 'role:method')).toHaveLength(1);
    const later = await libraryOf(RECORDS);
    takeLines(later, journalLines(lib));
    expect(inForce(later)).toEqual(inForce(lib));
  });

  it('are the same after everything is derived anew, and to another program at once', async () => {
    const lib = await libraryOf(RECORDS);
    const other = openLibrary(lib.file);
    expect(inForce(other)[0]).toEqual(['dataset']);
    correct(lib, 1, 'role', ['method']);
    correct(lib, 1, 'novelty', 2);
    expect(inForce(other)).toEqual([['method'], [], undefined, 2]);
    rebuildDerived(lib);
    expect(inForce(lib)).toEqual([['method'], [], undefined, 2]);
    expect(found(lib, 'novelty:2')).toHaveLength(1);
  });
});
