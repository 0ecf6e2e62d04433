/** `pith-tui completion`: the script with which a shell completes commands and flags. */
import { listWords } from '../../../text/list-words.js';
import type { Invocation } from '../../arguments.js';
import { UserError } from '../../errors.js';
import { print } from '../../output.js';
import { completionScript, SHELLS } from '../../pages/completion.js';
import { cut } from '../../plain.js';

export async function completion({ words }: Invocation): Promise<number> {
  const [word] = words;
  const shell = SHELLS.find((known) => known === word?.text);
  if (shell === undefined || words.length > 1)
    throw new UserError(
      `pith-tui completion needs the name of one shell: ${listWords(SHELLS, 'or')}${word === undefined ? '' : `, not ${cut(words.map(({ text }) => text).join(' '), 40)}`}.`,
    );
  await print([completionScript(shell)]);
  return 0;
}
