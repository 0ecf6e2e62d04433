/** Everything that is measured at one size: a made-up hub with so many citing papers. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { closeLibrary, type Library } from '../../src/library/library.js';
import type { WorkNumber } from '../../src/library/model.js';
import { openLibrary } from '../../src/library/open.js';
import { rows } from '../../src/library/read/rows.js';
import { runQuery } from '../../src/library/search/view.js';
import { workWithId } from '../../src/library/works/ids.js';
import { bytesOf } from '../e2e/harness/keys.js';
import { commandRuns, diffRuns, listMemory, mergeRuns, type Runs } from './commands.js';
import { decidingLines } from './deciding.js';
import { installed, load, type Memory } from './figures/system.js';
import { describedAgain, type Imported, importByCommand, writeRecords } from './importing.js';
import { type InsideLine, insideLines } from './inside.js';
import { recordsFor } from './made-up/library.js';
import { phrasesFor, type Search, searchesFor, soughtAmong } from './made-up/searches.js';
import { type PeerFiles, peerFiles } from './others/peer-files.js';
import { type PeerLine, peerLines } from './others/peers.js';
import { fuseRecall, fzfRecall, ownRecall, type Recall } from './others/recall.js';
import { readTwice } from './readings.js';
import { type Held, hold } from './screen/held.js';
import { movingParts, type Presence, partsFor } from './screen/keys.js';
import { type Line, pressAll } from './screen/pressing.js';
import { openProgram, type Place, type Starts, starts } from './screen/program.js';

export interface SizeFigures {
  citers: number;
  import: Imported;
  starts: Starts;
  memory: { opened: Memory | undefined; after300Keys: Memory | undefined; afterAll: Memory | undefined };
  /** In 120 × 40. */
  screen: Line[];
  /** Moving and scrolling in 200 × 60. */
  wide: Line[];
  inside: InsideLine[];
  commands: Runs;
  /** The most that printing all rows took, in MB. */
  listMemory: number | undefined;
  peers: PeerLine[];
  recall: Recall[];
  held: Held;
  /** Works a second that another source described as well. */
  described: number;
  parts: PartTime[];
}

/** What one part of the measuring took, and the load when it ended: above the number of cores its figures are those of a busy machine. */
interface PartTime {
  name: string;
  seconds: number;
  load: number;
}

const SEED = 1;
const SEARCHES = 45;
const PHRASES = 20;
const SOUGHT = 100;
const SCREEN = [120, 40] as const;
const WIDE = [200, 60] as const;

/** Does parts of the measuring, and notes what each took. */
type Doing = <T>(name: string, work: () => T | Promise<T>) => Promise<T>;

function partTimes(parts: PartTime[], say: (name: string) => void): Doing {
  return async (name, work) => {
    say(name);
    const from = performance.now();
    const result = await work();
    parts.push({ name, seconds: (performance.now() - from) / 1000, load: load() });
    return result;
  };
}

export async function measureSize(citers: number, place: Place, say: (name: string) => void): Promise<SizeFigures> {
  const { folder, hub } = place;
  const parts: PartTime[] = [];
  const part = partTimes(parts, say);
  const wanted = { citers, seed: SEED, abstracts: true };
  const files = peerFiles(folder, hub, citers);
  const file = join(folder, `${citers}.jsonl`);
  const records = await part('making up', () => writeRecords(file, recordsFor(wanted, folder), files.take));
  files.close();
  const imported = await part('importing', () => importByCommand(place, file, { papers: citers, records }));
  rmSync(file);
  const searches = searchesFor(files.known, SEARCHES, SEED);
  const present = firstLook(place);

  const started = await part('starting', () => starts(place, SCREEN));
  const pressed = await part('pressing keys', () => pressing(place, searches, files, present));
  const held = await part('holding j for five seconds', () => heldKey(place, citers));
  const commands = await part('running commands', () => commandRuns(place, citers));
  const printing = await listMemory(place);
  const peers = await part('other programs', () => peerLines({ files, citers, searches, folder }));
  const recall = await part('finding mistyped titles', () => recalls(place, citers, files));
  const inside = await part('asking the library', () => withLibrary(place, (...on) => insideLines(...on, searches)));
  // From here on what is measured writes to the library.
  inside.push(...(await part('deciding', () => withLibrary(place, decidingLines))));
  const merged = await part('merging and splitting', () => mergeRuns(place, citers));
  const diffed = await part('readings and their news', async () => {
    await withLibrary(place, (library) => readTwice(library, citers));
    return diffRuns(place);
  });
  const described = await part('describing again', () =>
    withLibrary(place, (library) => describedAgain(library, recordsFor(wanted, folder))),
  );
  for (const one of [files.lines, files.table]) rmSync(one);
  return {
    citers,
    import: imported,
    starts: started,
    ...pressed,
    held,
    inside,
    commands: { ...commands, ...merged, ...diffed },
    listMemory: printing,
    peers,
    recall,
    described,
    parts,
  };
}

/** What the first row says, to know that it is drawn, and which labels there are to filter by. */
function firstLook(place: Place): Presence {
  const library = openLibrary(place.library);
  try {
    const hub = workWithId(library, place.hub)!;
    const { facets, works: ids } = runQuery(library, hub, { where: null, sort: null });
    place.wanted = rows(library, hub, ids(0, 1))[0]!.title.slice(0, 12);
    const labels = (field: string): string[] =>
      facets.find((facet) => facet.field === field)?.values.map(({ label }) => label) ?? [];
    return { role: labels('role'), verdict: labels('verdict'), polarity: labels('polarity') };
  } finally {
    closeLibrary(library);
  }
}

async function withLibrary<T>(place: Place, work: (library: Library, hub: WorkNumber) => T | Promise<T>): Promise<T> {
  const library = openLibrary(place.library);
  try {
    return await work(library, workWithId(library, place.hub)!);
  } finally {
    closeLibrary(library);
  }
}

async function pressing(
  place: Place,
  searches: readonly Search[],
  files: PeerFiles,
  present: Presence,
): Promise<Pick<SizeFigures, 'screen' | 'wide' | 'memory'>> {
  const screen = await openProgram(place, SCREEN);
  const opened = screen.memory();
  const lines = await pressAll(screen, movingParts());
  const after300Keys = screen.memory();
  const phrases = phrasesFor(files.known, PHRASES, SEED);
  lines.push(...(await pressAll(screen, partsFor(searches, phrases, present))));
  const afterAll = screen.memory();
  await screen.close(bytesOf('ctrl-c'));

  const wide = await openProgram(place, WIDE);
  const [rowByRow, pages] = movingParts();
  const widened = await pressAll(wide, [{ ...rowByRow, rounds: rowByRow.rounds.slice(0, 100) }, pages]);
  await wide.close(bytesOf('ctrl-c'));
  return { screen: lines, wide: widened, memory: { opened, after300Keys, afterAll } };
}

function recalls(place: Place, citers: number, files: PeerFiles): Promise<Recall[]> {
  return withLibrary(place, (library, hub) => {
    const sought = soughtAmong(files.known, SOUGHT, SEED);
    const found = ownRecall(library, hub, citers, sought);
    found.push(...fuseRecall(files.first, soughtAmong(files.first, SOUGHT, SEED)));
    if (installed('fzf') !== undefined) found.push(...fzfRecall(files.lines, citers, sought));
    return found;
  });
}

async function heldKey(place: Place, citers: number): Promise<Held> {
  const screen = await openProgram(place, SCREEN);
  try {
    return await hold(screen, citers, SCREEN);
  } finally {
    await screen.close(bytesOf('ctrl-c'));
  }
}
