/** `pith-tui doctor`: whether the library is sound; with --rebuild, everything derived is made anew from the facts. */
import { statSync } from 'node:fs';
import { counted, countWords } from '../../hub/share.js';
import { rebuildDerived } from '../../library/derived/derive.js';
import { dropFalseWorks, hasFalseWorks } from '../../library/identity/false-works.js';
import { mending } from '../../library/identity/mending.js';
import { type Examined, examine } from '../../library/integrity-check.js';
import { closeLibrary } from '../../library/library.js';
import { displayText } from '../../text/width.js';
import type { Invocation } from '../arguments.js';
import { EXIT } from '../errors.js';
import { libraryThatIs, shownPath } from '../library.js';
import { print, say } from '../output.js';
import { progressLine } from '../progress-line.js';

/** Sentences of what is damaged that are printed. */
const MOST = 20;

export async function doctor(invocation: Invocation): Promise<number> {
  const library = libraryThatIs(invocation);
  try {
    const progress = progressLine();
    const examined = (): Examined => {
      try {
        return examine(library, (what) => progress.show(`${what} …`));
      } finally {
        progress.clear();
      }
    };
    const found = examined();
    await print([
      `${shownPath(library.file)}: ${countWords(Math.ceil(statSync(library.file).size / 1e6))} MB\n`,
      ...found.counts.map(({ what, count }) => `${countWords(count).padStart(12)}  ${what}\n`),
    ]);
    const rebuilds = invocation.switches.has('rebuild') && found.canBeMended;
    if (rebuilds) {
      progress.show('Making everything derived anew …');
      rebuildDerived(library);
      progress.clear();
    }
    const { damage, canBeMended, triggers, changed } = rebuilds ? examined() : found;
    if (damage.length > 0) {
      // What to do comes before what SQLite says of pages and trees.
      say(
        canBeMended
          ? 'pith-tui: No fact is damaged; "pith-tui doctor --rebuild" makes what is missing anew.'
          : triggers.length > 0
            ? `pith-tui: No fact is damaged; run these statements on the file, such as with sqlite3, and pith-tui doctor --rebuild: ${triggers.map((name) => `DROP TRIGGER "${displayText(name).replaceAll('"', '""')}";`).join(' ')}`
            : 'pith-tui: The library is damaged; restore a backup, or import its hubs into a new one.',
      );
      for (const sentence of damage.slice(0, MOST)) say(`pith-tui: ${sentence}`);
      return EXIT.trouble;
    }
    await print([rebuilds ? 'Everything derived was rebuilt from the facts.\n' : 'The file is sound.\n']);
    if (changed > 0)
      await print([
        `Another program or an older version changed facts of ${counted(changed, 'paper or citation', 'papers and citations')}; what follows from them is not checked here, and derived anew at the next reading.\n`,
      ]);
    // A library that is locked or only read can be looked at all the same.
    const dropped = hasFalseWorks(library) ? mending(library, 'anew', () => dropFalseWorks(library)).dropped : [];
    if (dropped.length > 0) {
      const names = dropped.map(({ title, id }) => `${displayText(title)} (${displayText(id)})`);
      await print([
        `Took out ${counted(dropped.length, 'work')} that earlier versions made of headings and sentences of Pith's pages: ${names.join(', ')}.\n`,
      ]);
    }
    return EXIT.ok;
  } finally {
    closeLibrary(library);
  }
}
