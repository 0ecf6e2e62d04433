/** Checks of a work, and which of their findings is in force. */
import { describe, expect, it } from 'vitest';
import type { Finding, IntegrityRecord } from '../../../src/hub/record.js';
import { joinWorks } from '../../../src/library/identity/join.js';
import { checksOf } from '../../../src/library/works/integrity.js';
import { arxiv, id, libraryOf, load, work } from '../support.js';

const finding = (said: Partial<Finding> = {}): Finding => ({
  detector: 'doi_compliance',
  finding: 'broken_identifier',
  severity: 'critical',
  reference: 4,
  at: '2026-05-01',
  ...said,
});
const check = (findings: Finding[], said: Partial<IntegrityRecord> = {}): IntegrityRecord => ({
  type: 'integrity',
  work: arxiv(1),
  source: 'pith',
  findings,
  ...said,
});

async function checked(...records: IntegrityRecord[]) {
  const lib = await libraryOf([work(1), work(2)]);
  for (const record of records) await load(lib, [record], 'pith');
  return lib;
}
type Checked = Awaited<ReturnType<typeof checked>>;
const mark = (lib: Checked): unknown =>
  lib
    .sql('SELECT integrity FROM listed WHERE work = ?')
    .pluck()
    .get(id(lib, arxiv(1)));

describe('what checks found of a work', () => {
  it('is unknown where nobody looked, clean where nothing was found, and else the gravest of it', async () => {
    expect(mark(await checked())).toBeNull();
    expect(mark(await checked(check([])))).toBe('clean');
    expect(
      mark(
        await checked(check([finding({ severity: 'informational' }), finding({ severity: 'advisory', reference: 2 })])),
      ),
    ).toBe('advisory');
    expect(mark(await checked(check([finding({ severity: 'unheard_of' })])))).toBe('unheard_of');
  });

  it('does not mark the work once it is taken back, whichever of the two comes first', async () => {
    const rescinded = finding({ basis: 'rescinded', at: '2026-06-01' });
    for (const order of [
      [finding(), rescinded],
      [rescinded, finding()],
    ]) {
      const lib = await checked(...order.map((one) => check([one])));
      expect(checksOf(lib, id(lib, arxiv(1)))).toEqual([{ source: 'pith', findings: [rescinded] }]);
      expect(mark(lib)).toBe('clean');
    }
  });

  it('is gathered from one check to the next, and the same again is nothing new', async () => {
    const first = check([finding()], { at: '2026-05-01', detectors: ['doi_compliance'] });
    const second = check([finding({ reference: 7 })], { at: '2026-05-02', detectors: ['ai_meta_artifact'] });
    const lib = await checked(first, second);
    expect(checksOf(lib, id(lib, arxiv(1)))).toEqual([
      {
        source: 'pith',
        at: '2026-05-02',
        detectors: ['ai_meta_artifact', 'doi_compliance'],
        findings: [finding(), finding({ reference: 7 })],
      },
    ]);
    expect((await load(lib, [first, second], 'pith')).integrity).toEqual({ added: 0, changed: 0, same: 2 });
  });

  it('is that of both where two works turn out to be one', async () => {
    const lib = await checked(check([finding()]), { ...check([finding({ reference: 7 })]), work: arxiv(2) });
    joinWorks(lib, id(lib, arxiv(1)), id(lib, arxiv(2)));
    expect(checksOf(lib, id(lib, arxiv(1)))).toMatchObject([{ findings: [{ reference: 4 }, { reference: 7 }] }]);
  });

  it('is told by the row when another program writes it', async () => {
    const lib = await checked();
    lib.db.prepare("INSERT INTO integrity(work, source, findings) VALUES (?, 'another', '[]')").run(id(lib, arxiv(1)));
    lib.catchUp();
    expect(mark(lib)).toBe('clean');
  });
});
