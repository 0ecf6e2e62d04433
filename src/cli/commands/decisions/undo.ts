/** `pith-tui undo` and `redo`: the last thing the reader decided or changed, taken back or done again. */
import { counted, countWords } from '../../../hub/share.js';
import { linesOfStep, undo, undoStack } from '../../../library/decisions/journal.js';
import { journalLines } from '../../../library/decisions/lines.js';
import { stepParts } from '../../../library/decisions/step-parts.js';
import type { Library } from '../../../library/library.js';
import { stepWords } from '../../../tui/state/undo/words.js';
import type { Invocation } from '../../arguments.js';
import { EXIT } from '../../errors.js';
import { libraryFor } from '../../library.js';
import { print, say } from '../../output.js';
import { readerSettings } from '../../settings.js';
import { plainLine } from './journal.js';

export const undoLast = (invocation: Invocation): Promise<number> => turnBack(invocation, 'undo');
export const redoLast = (invocation: Invocation): Promise<number> => turnBack(invocation, 'redo');

const WORDS = {
  undo: { nothing: 'take back', done: 'Took back' },
  redo: { nothing: 'do again', done: 'Did again' },
} as const;

async function turnBack(invocation: Invocation, way: 'undo' | 'redo'): Promise<number> {
  const library = await libraryFor(invocation);
  const { name } = readerSettings();
  const steps = undoStack(library, name)[way].at(-1)?.toReversed();
  if (steps === undefined) {
    say(`pith-tui: There is nothing of ${name}'s to ${WORDS[way].nothing}.`);
    return EXIT.nothing;
  }
  const turned = steps.map((step) => ({ was: step, ...undo(library, name, step) }));
  const sum = (of: (one: (typeof turned)[number]) => number): number => turned.reduce((all, one) => all + of(one), 0);
  const [changed, left] = [sum((one) => one.changed), sum((one) => one.left)];
  // What is taken back is what the steps did; what is done again is what those do that take their taking back.
  const parts = turned.flatMap(({ was, step }) => stepParts(library, way === 'undo' ? was : (step ?? was)));
  const words = stepWords(parts);
  const kept = left > 0 ? `; ${countWords(left)} changed since and left as they are` : '';
  await print([`${WORDS[way].done} ${counted(changed, 'change')}: ${words}${kept}.\n`]);
  const made = turned.flatMap(({ step }) => step ?? []);
  if (made.length > 0) await print(shown(library, made, way === 'redo'));
  return EXIT.ok;
}

/** Lines that are printed of a step. */
const MOST_SHOWN = 5;

function* shown(library: Library, steps: readonly string[], isRedo: boolean): Generator<string> {
  let count = 0;
  for (const step of steps)
    for (const line of journalLines(library, { step })) {
      if (count === MOST_SHOWN) {
        const more = steps.reduce((all, one) => all + linesOfStep(library, one), -count);
        yield `and ${countWords(more)} more; pith-tui journal prints them all.\n`;
        return;
      }
      count += 1;
      yield `${plainLine(line, isRedo)}\n`;
    }
}
