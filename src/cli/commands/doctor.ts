/**
 * `pith-tui doctor`: whether the library is sound, as far as a second tells or, with --whole, by reading all of it; with --rebuild,
 * everything derived is made anew from the facts.
 */
import { statSync } from 'node:fs';
import { counted, countWords } from '../../hub/share.js';
import { type Glanced, glance } from '../../library/checking/glance.js';
import { type Examined, examine } from '../../library/checking/whole.js';
import { rebuildDerived } from '../../library/derived/derive.js';
import { dropFalseWorks, hasFalseWorks } from '../../library/identity/false-works.js';
import { mending } from '../../library/identity/mending.js';
import { closeLibrary, type Library } from '../../library/library.js';
import { importsLeftOff } from '../../library/read/under-way.js';
import { displayText } from '../../text/width.js';
import type { Invocation } from '../arguments.js';
import { EXIT } from '../errors.js';
import { libraryThatIs, shownPath } from '../library.js';
import { print, say } from '../output.js';
import { doneWords, progressLine, timeWords } from '../progress-line.js';

/** Sentences of what is damaged that are printed. */
const MOST = 20;

/**
 * A file of no more bytes is read as a whole in any case. Measured: 2.6 s of the processor for 265 MB, 31 s for 2,715, so that half a
 * second is what these take.
 */
const SOON_READ = 50e6;
const BYTES_A_SECOND = 90e6;

export async function doctor(invocation: Invocation): Promise<number> {
  const library = libraryThatIs(invocation);
  try {
    const { size } = statSync(library.file);
    const { switches } = invocation;
    const isWhole = size <= SOON_READ || switches.has('whole') || switches.has('rebuild');
    const found: Examined & Partial<Glanced> = isWhole ? wholly(library) : glance(library);
    await print([
      `${shownPath(library.file)}: ${countWords(Math.ceil(size / 1e6))} MB\n`,
      ...found.counts.map(({ what, count }) => `${countWords(count).padStart(12)}  ${what}\n`),
    ]);
    const rebuilds = switches.has('rebuild') && found.canBeMended;
    if (rebuilds) {
      const progress = progressLine();
      progress.show('Making everything derived anew …');
      rebuildDerived(library);
      progress.clear();
    }
    const { damage, changed, ...verdict } = rebuilds ? wholly(library) : found;
    if (damage.length > 0) {
      // What to do comes before what SQLite says of pages and trees.
      say(`pith-tui: ${adviceOn(verdict, isWhole)}`);
      for (const sentence of damage.slice(0, MOST)) say(`pith-tui: ${sentence}`);
      if (!isWhole) say('pith-tui: That is what a short look met; to find all that is wrong: pith-tui doctor --whole');
      return EXIT.trouble;
    }
    if (rebuilds) await print(['Everything derived was rebuilt from the facts.\n']);
    else if (found.looked === undefined) await print(['The file is sound.\n']);
    else {
      const all = 'To read every page, count every table and compare all that is derived with the facts';
      await print([
        `${lookedWords(found.looked)}: nothing is wrong.\n`,
        `${all}, in some ${timeWords(size / BYTES_A_SECOND)}: pith-tui doctor --whole\n`,
      ]);
    }
    if (changed > 0)
      await print([
        `Another program or an older version changed facts of ${counted(changed, 'paper or citation', 'papers and citations')}; what follows from them is not checked here, and derived anew at the next reading.\n`,
      ]);
    await print(
      importsLeftOff(library).map(
        ({ origin, at, papers }) =>
          `An import of ${displayText(origin)} of ${at.slice(0, 10)} was ended before its time, after ${counted(papers, 'paper')}; if you have not yet, import it again.\n`,
      ),
    );
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

function wholly(library: Library): Examined {
  const progress = progressLine();
  const from = performance.now();
  try {
    return examine(library, (what, done) =>
      progress.show(`${what}: ${doneWords(done, (performance.now() - from) / 1000)}`),
    );
  } finally {
    progress.clear();
  }
}

/** What to do where something is wrong. @param isWhole whether all was looked at */
function adviceOn({ canBeMended, triggers }: Pick<Examined, 'canBeMended' | 'triggers'>, isWhole: boolean): string {
  const unharmed = isWhole ? 'No fact is damaged' : 'No fact that was looked at is damaged';
  if (canBeMended) return `${unharmed}; "pith-tui doctor --rebuild" makes what is missing anew.`;
  if (triggers.length === 0) return 'The library is damaged; restore a backup, or import its hubs into a new one.';
  const drops = triggers.map((name) => `DROP TRIGGER "${displayText(name).replaceAll('"', '""')}";`);
  return `${unharmed}; run these statements on the file, such as with sqlite3, and pith-tui doctor --rebuild: ${drops.join(' ')}`;
}

/** `Looked at the tables, …`: what a short look was at. */
function lookedWords({ pages, papers, hubs }: Glanced['looked']): string {
  const of = (part: number, all: number, what: string): string =>
    part === all ? counted(all, what) : `${countWords(part)} of ${counted(all, what)}`;
  const arrays = hubs.looked === 0 ? '' : `the arrays of ${of(hubs.looked, hubs.all, 'hub')}, `;
  return `Looked at the tables, indexes and triggers, ${of(pages.looked, pages.all, 'page')}, ${arrays}and all that is kept of ${counted(papers, 'paper')}`;
}
