/** `pith-tui review conflicts`: the papers on which readers disagree, and how far they agree. */

import type { Settled } from '../../../hub/decisions/decision.js';
import { counted } from '../../../hub/share.js';
import { agreementOf, conflictsIn, votesIn } from '../../../library/decisions/agreement.js';
import { workLines } from '../../../library/read/rows.js';
import { displayText } from '../../../text/width.js';
import type { Invocation, Word } from '../../arguments.js';
import { EXIT } from '../../errors.js';
import { libraryFor } from '../../library.js';
import { print } from '../../output.js';
import { workLine } from '../../paper.js';
import { cutWidth } from '../../plain.js';
import { jsonWork } from '../../row-format.js';
import { mustBeBegun } from '../decisions/decided.js';
import { agreementLines } from './agreement-lines.js';
import { requiredReview } from './screening.js';

export async function listConflicts(invocation: Invocation, words: readonly Word[]): Promise<number> {
  const library = await libraryFor(invocation);
  const { screening, name } = requiredReview(library, invocation, words);
  mustBeBegun(library, screening);
  const conflicts = conflictsIn(library, screening).map(({ work, sides }) => ({
    line: workLines(library, [work])[0]!,
    sides,
  }));
  if (invocation.switches.has('json')) {
    const found = {
      review: screening,
      conflicts: conflicts.map(({ line, sides }) => ({ paper: jsonWork(line), sides })),
      agreement: agreementOf(votesIn(library, screening)),
    };
    await print([`${JSON.stringify(found, null, 2)}\n`]);
  } else {
    const lines = [
      `In ${name} readers disagree on ${counted(conflicts.length, 'paper')}${conflicts.length === 0 ? '.' : ':'}`,
      ...conflicts.flatMap(({ line, sides }) => [
        `  ${workLine(line, cutWidth() - 2)}`,
        `      ${sides.map(sideWords).join(' · ')}`,
      ]),
      ...agreementLines(library, screening),
    ];
    await print(lines.map((line) => `${line}\n`));
  }
  return conflicts.length === 0 ? EXIT.nothing : EXIT.ok;
}

/** `Ann: excluded (off-topic)` */
function sideWords({ who, status, reason }: Settled & { who: string }): string {
  return `${displayText(who)}: ${status}${reason === undefined ? '' : ` (${displayText(reason)})`}`;
}
