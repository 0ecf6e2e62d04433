/** `pith-tui config path`: where the config file is, the library, and what the program keeps of its own. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { listWords } from '../../../text/list-words.js';
import { displayText } from '../../../text/width.js';
import { stateFileOf } from '../../../tui/resume/state-file.js';
import type { Invocation } from '../../arguments.js';
import { OWN_PLACES, type OwnPlace } from '../../commands.js';
import { UserError } from '../../errors.js';
import { configFile, ownFolder, stateFolder } from '../../folders.js';
import { libraryPlace } from '../../library.js';
import { print } from '../../output.js';
import { cut } from '../../plain.js';
import { fetchLogFile } from '../fetch/log.js';

/** Where each is, whether it is there or not. */
const PLACES: Record<OwnPlace, (invocation: Invocation) => string> = {
  config: configFile,
  library: (invocation) => libraryPlace(invocation).file,
  state: (invocation) =>
    // Without a folder of its own the first asked for says why.
    stateFileOf(stateFolder() ?? path.join(ownFolder('state'), 'libraries'), libraryPlace(invocation).file),
  cache: () => ownFolder('cache'),
  log: fetchLogFile,
};

export async function config(invocation: Invocation): Promise<number> {
  const [verb, which, ...more] = invocation.words.map(({ text }) => text);
  const place = OWN_PLACES.find((known) => known === which);
  if (verb !== 'path' || more.length > 0 || (which !== undefined && place === undefined)) {
    const given = invocation.words.map(({ text }) => text).join(' ');
    throw new UserError(
      `pith-tui config needs path, alone or with one of ${listWords(OWN_PLACES, 'or')}${given === '' ? '' : `, not ${cut(given, 40)}`}.`,
    );
  }
  // One by itself is for scripts, byte for byte.
  if (place !== undefined) await print([`${PLACES[place](invocation)}\n`]);
  else
    await print(
      OWN_PLACES.map((name) => {
        const where = PLACES[name](invocation);
        return `${name.padEnd(8)} ${displayText(where)}${existsSync(where) ? '' : ' (not there yet)'}\n`;
      }),
    );
  return 0;
}
