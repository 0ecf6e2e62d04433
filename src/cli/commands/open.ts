/** `pith-tui [PAPER] [QUERY…]`: the screen, or, without a terminal, what it would list as plain text. */

import { cleanWords } from '../../hub/decisions/decision.js';
import { showId } from '../../hub/ids/identifier.js';
import { ALL_WORKS } from '../../library/model.js';
import { printQuery } from '../../query/print.js';
import { startTui } from '../../tui/load-tui.js';
import { ownTerminal } from '../../tui/term/terminal.js';
import type { Invocation } from '../arguments.js';
import { COLOR_CHOICES } from '../commands.js';
import { EXIT, UserError } from '../errors.js';
import { stateFolder } from '../folders.js';
import { libraryPlace, openedLibrary } from '../library.js';
import { EVERYTHING, paperAndQuery } from '../operands.js';
import { print, say } from '../output.js';
import { answerable, checkQuery, findPaper, queryAsked } from '../paper.js';
import { keyedServices, readerSettings, screenReaderSetting, themeSetting } from '../settings.js';
import { hubs } from './hubs.js';
import { list } from './list.js';

export async function open(invocation: Invocation): Promise<number> {
  const { paper, query } = paperAndQuery(invocation.words);
  const picking = invocation.switches.has('pick');
  const interactive = process.stdout.isTTY && process.stdin.isTTY && process.env.TERM !== 'dumb';
  if (!interactive && !picking) return invocation.words.length === 0 ? hubs(invocation) : list(invocation);
  if (paper === null && query !== '') throw new UserError(`Say which paper before the query: pith-tui PAPER ${query}`);

  checkQuery(query);

  const { library, notice } = await openedLibrary(libraryPlace(invocation));
  const asked = queryAsked(library, query);
  const found =
    paper === null || paper === ''
      ? null
      : paper === EVERYTHING
        ? { kind: 'one' as const, work: ALL_WORKS }
        : findPaper(library, paper, invocation.named);
  if (found?.kind === 'one') answerable(library, found.work, asked, query);
  const reader = readerSettings();
  const review = invocation.values.get('review')?.[0];
  const theme = themeSetting();
  const named = review === undefined ? undefined : reviewNamed(review);
  const own = picking ? ownTerminal() : null;
  if (picking && own === null) throw new UserError('--pick needs a terminal to show papers in, and there is none.');
  const { exitCode, note, picked } = await startTui({
    library,
    terminal: own ?? process,
    picking,
    theme,
    stateFolder: stateFolder(),
    open:
      found === null
        ? { kind: 'hubs' }
        : found.kind === 'one'
          ? { kind: 'hub', work: found.work, query: printQuery(asked) }
          : { kind: 'pick', works: found.works, query: printQuery(asked) },
    who: reader.name,
    blind: reader.blind,
    mouse: reader.mouse,
    keyed: () => keyedServices(invocation),
    links: reader.links,
    review: named,
    listens: screenReaderSetting(invocation),
    color: COLOR_CHOICES.find((choice) => choice === invocation.values.get('color')?.[0]) ?? 'auto',
    ...(notice === undefined ? {} : { notice }),
  });
  own?.close();
  if (note !== null) say(`pith-tui: ${note}`);
  if (!picking || exitCode !== EXIT.ok) return exitCode;
  await print(picked.map((id) => `${showId(id)}\n`));
  return picked.length === 0 ? EXIT.nothing : EXIT.ok;
}

/** @throws UserError for a name of which nothing is left */
function reviewNamed(text: string): string {
  const name = cleanWords(text);
  if (name === '') throw new UserError('--review needs a name.');
  return name;
}
