/** `pith-tui [PAPER] [QUERY…]`: the screen, or, without a terminal, what it would list as plain text. */

import path from 'node:path';
import { cleanWords } from '../../hub/decisions/decision.js';
import { ALL_WORKS } from '../../library/model.js';
import { printQuery } from '../../query/print.js';
import { loadTui } from '../../tui/load-tui.js';
import type { TuiOptions } from '../../tui/run.js';
import type { Invocation } from '../arguments.js';
import { COLOR_CHOICES } from '../commands.js';
import { UserError } from '../errors.js';
import { keepToOwner, ownFolder } from '../folders.js';
import { libraryPlace, openedLibrary } from '../library.js';
import { EVERYTHING, paperAndQuery } from '../operands.js';
import { say } from '../output.js';
import { answerable, findPaper, readQuery } from '../paper.js';
import { readerSettings } from '../settings.js';
import { hubs } from './hubs.js';
import { list } from './list.js';

export async function open(invocation: Invocation): Promise<number> {
  const { paper, query } = paperAndQuery(invocation.words);
  const interactive = process.stdout.isTTY && process.stdin.isTTY && process.env.TERM !== 'dumb';
  if (!interactive) return invocation.words.length === 0 ? hubs(invocation) : list(invocation);
  if (paper === null && query !== '') throw new UserError(`Say which paper before the query: pith-tui PAPER ${query}`);

  const asked = readQuery(query);

  const { library, notice } = await openedLibrary(libraryPlace(invocation));
  const found =
    paper === null || paper === ''
      ? null
      : paper === EVERYTHING
        ? { kind: 'one' as const, work: ALL_WORKS }
        : findPaper(library, paper, invocation.named);
  if (found?.kind === 'one') answerable(library, found.work, asked);
  const reader = readerSettings();
  const review = invocation.values.get('review')?.[0];
  const { runTui } = await loadTui();
  const { exitCode, note } = await runTui({
    library,
    ...stateFolder(),
    open:
      found === null
        ? { kind: 'hubs' }
        : found.kind === 'one'
          ? { kind: 'hub', work: found.work, query: printQuery(asked) }
          : { kind: 'pick', works: found.works, query: printQuery(asked) },
    who: reader.name,
    blind: reader.blind,
    review: review === undefined ? undefined : reviewNamed(review),
    color: COLOR_CHOICES.find((choice) => choice === invocation.values.get('color')?.[0]) ?? 'auto',
    ...(notice === undefined ? {} : { notice }),
  });
  if (note !== null) say(`pith-tui: ${note}`);
  return exitCode;
}

/** Where it is kept where the reader was; nowhere in an environment without a folder for it, which is no reason not to start. */
function stateFolder(): Pick<TuiOptions, 'stateFolder'> {
  try {
    const folder = ownFolder('state');
    keepToOwner(folder);
    return { stateFolder: path.join(folder, 'libraries') };
  } catch (error) {
    if (error instanceof UserError) return { stateFolder: null };
    throw error;
  }
}

/** @throws UserError for a name of which nothing is left */
function reviewNamed(text: string): string {
  const name = cleanWords(text);
  if (name === '') throw new UserError('--review needs a name.');
  return name;
}
