/** What it takes to decide of papers. */
import type { Asked, Change, Decision, Screening } from '../../../hub/decisions/decision.js';
import type { Library } from '../../library.js';
import type { WorkNumber } from '../../model.js';
import { decisionsIn } from '../live.js';

/**
 * What it takes to decide so of papers in a screening. Who excludes and says nothing of a reason takes none away. Over the whole library a
 * decision is cleared wherever it was made, since there what was decided in any hub holds.
 */
export function deciding(
  lib: Library,
  screening: Screening,
  works: readonly WorkNumber[],
  asked: Asked | null,
): Change<WorkNumber>[] {
  const change = (own: Screening, work: WorkNumber, to: Decision | null): Change<WorkNumber> => ({
    kind: 'decide',
    screening: own,
    work,
    to,
  });
  if (asked !== null) {
    const { status, reason } = asked;
    if (status !== 'excluded' || reason !== undefined) {
      const to = { status, ...(typeof reason === 'string' && { reason }) };
      return works.map((work) => change(screening, work, to));
    }
    const before = decisionsIn(lib, screening).values;
    return works.map((work) => {
      const own = before.get(work);
      return change(screening, work, own?.status === status ? own : { status });
    });
  }
  if (screening !== 'hub:*') return works.map((work) => change(screening, work, null));
  const wanted = new Set(works);
  const standing = lib
    .sql(
      `SELECT DISTINCT standing.screening, aliases.work FROM standing
         JOIN aliases ON aliases.scheme = substr(standing.work, 1, instr(standing.work, ':') - 1)
           AND aliases.value = substr(standing.work, instr(standing.work, ':') + 1)
       WHERE kind = 'decide' AND screening >= 'hub:' AND screening < 'hub;' ORDER BY standing.seq`,
    )
    .all() as { screening: Screening; work: WorkNumber }[];
  return standing.filter(({ work }) => wanted.has(work)).map((one) => change(one.screening, one.work, null));
}
