/** The command behind `npm run bench`: every figure of one sitting. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { closeLibrary } from '../../src/library/library.js';
import type { WorkNumber } from '../../src/library/model.js';
import { openLibrary } from '../../src/library/open.js';
import { rows } from '../../src/library/read/rows.js';
import { runQuery } from '../../src/library/search/view.js';
import { workWithId } from '../../src/library/works/ids.js';
import { bytesOf } from '../e2e/harness/keys.js';
import { type Beside, besideOthers, reportBeside } from './beside.js';
import { commandRuns, type Runs } from './commands.js';
import { decidingLines } from './deciding.js';
import { hubId } from './generate.js';
import { type Held, hold } from './held.js';
import { type InsideLine, insideLines } from './inside.js';
import { keep, keptAt, lastPlace } from './kept.js';
import { type Presence, partsFor } from './keys.js';
import { recordsFor, type Written, writeLibrary } from './library.js';
import { type PeerFiles, peerFiles } from './peer-files.js';
import { type PeerLine, peerLines } from './peers.js';
import { type Line, pressAll } from './pressing.js';
import { type Exported, exportAll, openProgram, type Place, type Starts, starts } from './program.js';
import { fuseRecall, fzfRecall, ownRecall, type Recall } from './recall.js';
import { reportHeld, reportSize } from './report.js';
import { type Search, searchesFor, soughtAmong } from './searches.js';
import { installed, load, type Memory, machine } from './system.js';

export interface SizeFigures {
  citers: number;
  /** Of the machine when each part ended; more than its cores is a busy one, and its figures are those of a busy one. */
  loads: { import: number; starts: number; screen: number; inside: number; peers: number };
  import: Written;
  starts: Starts;
  memory: { opened: Memory | undefined; after200Keys: Memory | undefined; afterAll: Memory | undefined };
  /** In 120 × 40. */
  screen: Line[];
  /** Moving in 200 × 60. */
  wide: Line[];
  inside: InsideLine[];
  exported: Exported;
  commands: Runs;
  peers: PeerLine[];
  recall: Recall[];
  seconds: number;
}

const SIZES = { '10k': 10_000, '100k': 100_000, '1m': 1_000_000 };
const SEED = 1;
const SEARCHES = 200;
const SOUGHT = 200;
const SCREEN = [120, 40] as const;
const WIDE = [200, 60] as const;

const USAGE = 'npm run bench -- [--size 10k|100k|1m] [--json FILE] [--against FILE]';

/** 10k is only that; 100k only that; 1m adds the million to the two that are measured anyway. */
function sizesOf(size: string | undefined): number[] {
  if (size === undefined) return [SIZES['10k'], SIZES['100k']];
  if (size === '1m') return Object.values(SIZES);
  const citers = SIZES[size as keyof typeof SIZES];
  if (citers === undefined) throw new Error(`There is no size ${size}: ${USAGE}`);
  return [citers];
}

export async function main(folder: string, args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: { size: { type: 'string' }, json: { type: 'string' }, against: { type: 'string' } },
  });
  const citers = sizesOf(values.size);
  const before = values.against === undefined ? [] : keptAt(values.against);
  const begin = performance.now();
  const about = machine();
  process.stdout.write(
    `${about.processor}, ${about.cores} cores, ${about.memoryMB} MB, ${about.system}, Node ${about.node}, load ${about.load}\n\n`,
  );
  const sizes: SizeFigures[] = [];
  const beside: Beside[] = [];
  let held: Held | undefined;
  for (const size of citers) {
    const place: Place = { folder, library: join(folder, `${size}.sqlite`), hub: hubId(size), wanted: '' };
    const figures = await measureSize(size, place);
    sizes.push(figures);
    process.stdout.write(reportSize(figures));
    const rows = besideOthers(figures);
    beside.push(...rows);
    process.stdout.write(reportBeside(size, rows, before));
    if (size === citers.at(-1)) {
      say(size, 'holding j for ten seconds');
      held = await heldKey(place, size);
      process.stdout.write(reportHeld(held));
    }
    rmSync(place.library);
  }
  const seconds = Math.round((performance.now() - begin) / 1000);
  process.stdout.write(`All of it took ${seconds} s.\n`);
  const file = values.json ?? lastPlace();
  keep(file, { machine: about, sizes, held, seconds, beside });
  process.stdout.write(`Kept in ${file}; to compare a later sitting with it: --against ${file}\n`);
}

function say(citers: number, what: string): void {
  process.stderr.write(`${citers.toLocaleString('en')}: ${what} …\n`);
}

async function measureSize(citers: number, place: Place): Promise<SizeFigures> {
  const begin = performance.now();
  const { folder, hub } = place;
  say(citers, 'importing');
  const files = peerFiles(folder, hub, citers);
  const records = recordsFor({ citers, seed: SEED, abstracts: true }, folder);
  const written = await writeLibrary(place.library, records, { each: files.take });
  files.close();
  const loads = { import: load(), starts: 0, screen: 0, inside: 0, peers: 0 };
  const searches = searchesFor(files.known, SEARCHES, SEED);
  const present = firstLook(place);

  say(citers, 'starting');
  const started = await starts(place, SCREEN);
  loads.starts = load();
  say(citers, 'pressing keys');
  const pressed = await pressing(place, searches, present);
  loads.screen = load();
  say(citers, 'asking the library');
  const { inside, recall } = questions(place, citers, searches, files);
  loads.inside = load();
  say(citers, 'exporting');
  const exported = exportAll(place);
  say(citers, 'running commands');
  const commands = commandRuns(place, files, citers);
  say(citers, 'other programs');
  const peers = await peerLines({ files, citers, searches, folder });
  loads.peers = load();
  for (const file of [files.lines, files.table]) rmSync(file);
  return {
    citers,
    loads,
    import: written,
    starts: started,
    ...pressed,
    inside,
    exported,
    commands,
    peers,
    recall,
    seconds: Math.round((performance.now() - begin) / 1000),
  };
}

/** What the first row says, to know that it is drawn, and which labels there are to filter by. */
function firstLook(place: Place): Presence {
  return withLibrary(place, (library, hub) => {
    const { facets, works: ids } = runQuery(library, hub, { where: null, sort: null });
    place.wanted = rows(library, hub, ids(0, 1))[0]!.title.slice(0, 12);
    const labels = (field: string): string[] =>
      facets.find((facet) => facet.field === field)?.values.map(({ label }) => label) ?? [];
    return { role: labels('role'), verdict: labels('verdict'), polarity: labels('polarity') };
  });
}

function withLibrary<T>(place: Place, work: (library: ReturnType<typeof openLibrary>, hub: WorkNumber) => T): T {
  const library = openLibrary(place.library);
  try {
    return work(library, workWithId(library, place.hub)!);
  } finally {
    closeLibrary(library);
  }
}

async function pressing(
  place: Place,
  searches: readonly Search[],
  present: Presence,
): Promise<Pick<SizeFigures, 'screen' | 'wide' | 'memory'>> {
  const [moving, ...others] = partsFor(searches, present);
  const screen = await openProgram(place, SCREEN);
  const opened = screen.memory();
  // The first part is 200 keys.
  const lines = await pressAll(screen, [moving!]);
  const after200Keys = screen.memory();
  lines.push(...(await pressAll(screen, others)));
  const afterAll = screen.memory();
  await screen.close(bytesOf('ctrl-c'));

  const wide = await openProgram(place, WIDE);
  const widened = await pressAll(wide, [{ ...moving!, rounds: moving!.rounds.slice(0, 100) }]);
  await wide.close(bytesOf('ctrl-c'));
  return { screen: lines, wide: widened, memory: { opened, after200Keys, afterAll } };
}

function questions(
  place: Place,
  citers: number,
  searches: readonly Search[],
  files: PeerFiles,
): Pick<SizeFigures, 'inside' | 'recall'> {
  return withLibrary(place, (library, hub) => {
    const inside = insideLines(library, hub, searches);
    const sought = soughtAmong(files.known, SOUGHT, SEED);
    const recall = ownRecall(library, hub, citers, sought);
    recall.push(...fuseRecall(files.first, soughtAmong(files.first, SOUGHT, SEED)));
    if (installed('fzf') !== undefined) recall.push(...fzfRecall(files.lines, citers, sought));
    // It writes, so it comes last.
    inside.push(...decidingLines(library, hub));
    return { inside, recall };
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
