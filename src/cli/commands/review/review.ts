/** `pith-tui review`: decisions in from tables, out to another reader and together with theirs; and where readers disagree. */
import { nearest } from '../../../query/suggest.js';
import { listWords } from '../../../text/list-words.js';
import type { Invocation, Word } from '../../arguments.js';
import { UserError } from '../../errors.js';
import { cut } from '../../plain.js';
import { listConflicts } from './conflicts.js';
import { exportReview, mergeReview } from './exchange.js';
import { importTable } from './import-table.js';

const PARTS: Readonly<Record<string, (invocation: Invocation, words: readonly Word[]) => Promise<number>>> = {
  import: importTable,
  export: exportReview,
  merge: mergeReview,
  conflicts: listConflicts,
};

export async function review(invocation: Invocation): Promise<number> {
  const [first, ...words] = invocation.words;
  const names = Object.keys(PARTS);
  if (first === undefined)
    throw new UserError(
      `Say what to do: pith-tui review ${listWords(names, 'or')}; pith-tui review --help tells more.`,
    );
  const part = PARTS[first.text];
  if (part !== undefined && Object.hasOwn(PARTS, first.text)) return part(invocation, words);
  const near = nearest(first.text, names);
  throw new UserError(
    `pith-tui review takes ${listWords(names, 'or')}, not ${cut(first.text, 40)}${near === undefined ? '.' : `; did you mean ${near}?`}`,
  );
}
