/** `pith-tui undo`: the last thing the reader decided or changed, taken back or done again. */
import { countWords } from '../../../hub/share.js';
import { undo, undoStack } from '../../../library/decisions/journal.js';
import { journalLines } from '../../../library/decisions/lines.js';
import type { Invocation } from '../../arguments.js';
import { EXIT } from '../../errors.js';
import { libraryFor } from '../../library.js';
import { counted, print, say } from '../../output.js';
import { readerSettings } from '../../settings.js';
import { plainLine } from './journal.js';

export async function undoLast(invocation: Invocation): Promise<number> {
  const library = await libraryFor(invocation);
  const { name } = readerSettings();
  const isRedo = invocation.switches.has('redo');
  const stack = undoStack(library, name);
  const step = (isRedo ? stack.redo : stack.undo).at(-1);
  if (step === undefined) {
    say(`pith-tui: There is nothing of ${name}'s to ${isRedo ? 'do again' : 'take back'}.`);
    return EXIT.nothing;
  }
  const { step: done, changed, left } = undo(library, name, step);
  const kept = left > 0 ? `; ${countWords(left)} changed since and left as they are` : '';
  await print([`${isRedo ? 'Did again' : 'Took back'} ${counted(changed, 'change')}${kept}.\n`]);
  if (changed === 1 && done !== null)
    for (const line of journalLines(library, { step: done })) await print([`${plainLine(line, isRedo)}\n`]);
  return EXIT.ok;
}
