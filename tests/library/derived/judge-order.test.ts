/** Another order of judges, and what is in force by it. */
import { chmodSync } from 'node:fs';
import { dirname } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { JUDGE_KINDS, type JudgeKind } from '../../../src/hub/judging/judges.js';
import { rebuildDerived } from '../../../src/library/derived/derive.js';
import { orderJudges } from '../../../src/library/derived/judge-order.js';
import { outOfDate } from '../../../src/library/derived/out-of-date.js';
import { closeLibrary, type Library } from '../../../src/library/library.js';
import { openLibrary } from '../../../src/library/open.js';
import { details } from '../../../src/library/read/details.js';
import { libraryDigest } from '../../../src/library/read/digest.js';
import { rows } from '../../../src/library/read/rows.js';
import { runQuery } from '../../../src/library/search/view.js';
import { parseQuery } from '../../../src/query/parse.js';
import { arxiv, cites, id, libraryOf, load, role, work } from '../support.js';

const S2_FIRST: JudgeKind[] = ['semantic-scholar', 'human', 'pith', 'labelled', 'other', 'computed'];
const COMPUTED_FIRST: JudgeKind[] = ['computed', 'human', 'pith', 'labelled', 'semantic-scholar', 'other'];

const judged = (): Promise<Library> =>
  libraryOf([
    work(0),
    work(1),
    work(2),
    cites(1, 0, [
      role('human:ada', '2020-01-01', 'method'),
      role('pith', '2026-01-01', 'dataset'),
      role('semantic-scholar', '2026-02-01', 'background'),
      role('computed:own', '2026-03-01', 'result'),
    ]),
    cites(2, 0, [role('semantic-scholar', '2026-02-01', 'background')]),
    { type: 'review', work: arxiv(1), source: 'pith', verdict: 'accept', novelty: 3, reviewedAt: '2026-01-01' },
    { type: 'review', work: arxiv(1), source: 'human:ada', novelty: 8, reviewedAt: '2020-01-01' },
    { type: 'review', work: arxiv(1), source: 'computed:own', verdict: 'reject', novelty: 1 },
  ]);

/** Role, verdict and novelty in force of the first citing paper. */
function inForce(lib: Library): unknown[] {
  const [row] = rows(lib, id(lib, arxiv(0)), [id(lib, arxiv(1))]);
  return [row!.roles, row!.verdict, row!.novelty];
}

function found(lib: Library, line: string): number[] {
  const parsed = parseQuery(line);
  if (!parsed.ok) throw new Error(parsed.error.message);
  const view = runQuery(lib, id(lib, arxiv(0)), parsed.query);
  return view.works(0, 10).sort();
}

describe('the order of judges', () => {
  it('has a person first, for reviews too: what she does not say, the next one does', async () => {
    const lib = await judged();
    expect(inForce(lib)).toEqual([['method'], 'accept', 8]);
    expect(details(lib, id(lib, arxiv(0)), id(lib, arxiv(1))).reviews.map(({ source }) => source)).toEqual([
      'human:ada',
      'pith',
      'computed:own',
    ]);
  });

  it('derives anew what is in force when it is another, and says whether it was', async () => {
    const lib = await judged();
    const facts = libraryDigest(lib);
    const [one, two] = [id(lib, arxiv(1)), id(lib, arxiv(2))];
    expect(orderJudges(lib)).toBe(false);
    expect(found(lib, 'role:background')).toEqual([two]);
    expect(orderJudges(lib, S2_FIRST)).toBe(true);
    expect(inForce(lib)).toEqual([['background'], 'accept', 8]);
    expect(found(lib, 'role:background')).toEqual([one, two]);
    expect(found(lib, 'label-by:semantic-scholar')).toEqual([one, two]);
    expect(found(lib, 'label-by:human')).toEqual([]);
    expect(orderJudges(lib, COMPUTED_FIRST)).toBe(true);
    expect(inForce(lib)).toEqual([['result'], 'reject', 1]);
    expect(outOfDate(lib)).toEqual([]);
    rebuildDerived(lib);
    expect(inForce(lib)).toEqual([['result'], 'reject', 1]);
    expect(libraryDigest(lib)).toBe(facts);
    orderJudges(lib);
    expect(inForce(lib)).toEqual([['method'], 'accept', 8]);
  });

  it('holds for judges that come later', async () => {
    const lib = await judged();
    orderJudges(lib, S2_FIRST);
    await load(lib, [
      cites(2, 0, [role('labelled:corpus', '2026-05-01', 'method'), role('human', '2026-05-01', 'result')]),
    ]);
    expect(found(lib, 'role:background')).toHaveLength(2);
    orderJudges(lib);
    expect(found(lib, 'role:result')).toEqual([id(lib, arxiv(2))]);
  });

  it('may leave a kind out, whose word then counts for nothing, whoever came first', async () => {
    const lib = await judged();
    await load(lib, [
      work(3),
      cites(3, 0, [role('computed:own', '2026-03-01', 'result')]),
      { type: 'review', work: arxiv(3), source: 'computed:own', verdict: 'reject' },
    ]);
    const three = id(lib, arxiv(3));
    const verdict = (): string | undefined => rows(lib, id(lib, arxiv(0)), [three])[0]!.verdict;
    const withoutComputed = JUDGE_KINDS.filter((kind) => kind !== 'computed');
    expect([found(lib, 'role:result'), verdict()]).toEqual([[three], 'reject']);
    expect(orderJudges(lib, withoutComputed)).toBe(true);
    expect([found(lib, 'role:result'), found(lib, 'label-by:computed'), verdict()]).toEqual([[], [], undefined]);
    expect(details(lib, id(lib, arxiv(0)), three).judgements).toMatchObject([{ labels: ['result'], effective: false }]);
    // Whoever comes later finds it so, alone or not.
    await load(lib, [
      work(4),
      cites(4, 0, [role('computed:own', '2026-03-01', 'result')]),
      cites(2, 0, [role('computed:new', '2026-03-01', 'result')]),
    ]);
    expect(found(lib, 'role:result')).toEqual([]);
    expect(outOfDate(lib)).toEqual([]);
    rebuildDerived(lib);
    expect(found(lib, 'role:result')).toEqual([]);
    orderJudges(lib);
    expect([found(lib, 'role:result'), verdict()]).toEqual([[three, id(lib, arxiv(4))], 'reject']);
  });

  it('can be another over a library that nobody may write to', async () => {
    const lib = await judged();
    closeLibrary(lib);
    const folder = dirname(lib.file);
    chmodSync(lib.file, 0o400);
    chmodSync(folder, 0o500);
    onTestFinished(() => chmodSync(folder, 0o700));
    const sealed = openLibrary(lib.file);
    onTestFinished(() => closeLibrary(sealed));
    orderJudges(sealed, S2_FIRST);
    expect(inForce(sealed)).toEqual([['background'], 'accept', 8]);
    expect(() => sealed.db.exec('DELETE FROM works')).toThrow();
  });
});
