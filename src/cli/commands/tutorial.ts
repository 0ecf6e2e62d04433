/** `pith-tui tutorial`: the explorer on a made-up hub in a library of its own, with a line that says what to do next. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { systemReason } from '../../files/system-error.js';
import { writeWhole } from '../../files/write-whole.js';
import { startTui } from '../../tui/load-tui.js';
import { STEPS } from '../../tui/tutorial/steps.js';
import type { Invocation } from '../arguments.js';
import { COLOR_CHOICES } from '../commands.js';
import { UserError } from '../errors.js';
import { keepToOwner, ownFolder } from '../folders.js';
import { shownPath, tutorialLibrary } from '../library.js';
import { say } from '../output.js';
import { keyedServices, readerSettings, screenReaderSetting, themeSetting } from '../settings.js';

export async function tutorial(invocation: Invocation): Promise<number> {
  if (invocation.values.has('library'))
    throw new UserError('The tutorial has a library of its own; leave --library out.');
  if (!process.stdout.isTTY || !process.stdin.isTTY || process.env.TERM === 'dumb')
    throw new UserError('The tutorial needs a terminal to show the screen in; pith-tui help tells the commands.');
  const folder = path.join(ownFolder('data'), 'tutorial');
  const file = path.join(folder, 'step');
  const kept = stepIn(file);
  const step = kept !== null && kept < STEPS.length ? kept : 0;
  const { library, hub } = await tutorialLibrary(folder, step === 0);
  keepToOwner(folder);
  const { name, blind, mouse, links } = readerSettings();
  let notKept: string | null = null;
  const keep = (at: number): void => {
    try {
      writeWhole(file, [`${at}\n`], true);
    } catch (error) {
      notKept = `The step you were at is not kept: ${shownPath(file)} cannot be written (${systemReason(error) ?? (error as Error).message}).`;
    }
  };
  const { exitCode, note } = await startTui({
    library,
    terminal: process,
    picking: false,
    theme: themeSetting(),
    stateFolder: path.join(folder, 'state'),
    open: { kind: 'hub', work: hub, query: '' },
    who: name,
    blind,
    mouse,
    links,
    keyed: () => keyedServices(invocation),
    listens: screenReaderSetting(invocation),
    color: COLOR_CHOICES.find((choice) => choice === invocation.values.get('color')?.[0]) ?? 'auto',
    tutorial: { step, keep },
    notice: 'All of this is made up, in a library of its own.',
  });
  for (const told of [note, notKept]) if (told !== null) say(`pith-tui: ${told}`);
  return exitCode;
}

/** The step that a file says was reached; null where it says none. */
function stepIn(file: string): number | null {
  try {
    const text = readFileSync(file, 'utf8').trim();
    return /^\d{1,3}$/u.test(text) ? Number(text) : null;
  } catch {
    return null;
  }
}
