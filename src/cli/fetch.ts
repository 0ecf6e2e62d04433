/** `pith-tui fetch`: who cites a paper, from the services that know, page by page into the library. */
import path from 'node:path';
import envPaths from 'env-paths';
import { parseIdentifier, showRef } from '../hub/identifier.js';
import type { Ref } from '../hub/record.js';
import { countWords } from '../hub/share.js';
import { type FetchRun, keepPage, lastFetch, namesFor } from '../library/fetches.js';
import { findRef, findWorks } from '../library/find.js';
import { hubHead } from '../library/hubs.js';
import type { Library } from '../library/open.js';
import type { ImportReport } from '../library/write.js';
import { nearest } from '../query/nearest.js';
import {
  CITING_SERVICE_NAMES,
  CITING_SERVICES,
  type CitingService,
  type CitingServiceName,
  nameFor,
  usualServices,
} from '../sources/citing.js';
import type { Problem } from '../sources/decoded.js';
import { type Client, createClient } from '../sources/http/client.js';
import { FetchError } from '../sources/http/error.js';
import { serviceOf } from '../sources/http/services.js';
import { displayText } from '../tui/text/width.js';
import { countFlag, type Invocation } from './arguments.js';
import { EXIT, UserError } from './errors.js';
import { openFetchLog } from './fetch-log.js';
import { fetchProgress, type Progress, pageWords } from './fetch-progress.js';
import { libraryPlace, writableLibrary } from './library.js';
import { counted, print, say } from './output.js';
import { onePaper, requiredPaper } from './paper.js';
import { cut } from './plain.js';
import { clientSettings } from './settings.js';

/** Problems shown of one list. */
const SHOWN_PROBLEMS = 10;

export async function fetchPaper(invocation: Invocation): Promise<number> {
  const { paper, query } = requiredPaper(invocation);
  if (query !== '')
    throw new UserError(`pith-tui fetch takes no query, but all that cite the paper; leave ${cut(query, 60)} out.`);
  const named = servicesNamed(invocation.values.get('from'));
  const max = countFlag(invocation, 'max');
  const settings = clientSettings(invocation);
  const { library, notice } = await writableLibrary(libraryPlace(invocation));
  if (notice !== undefined) say(notice);
  const asked = paperRef(library, paper);

  const stop = new AbortController();
  const interrupt = (): void => stop.abort(new Interrupted());
  process.once('SIGINT', interrupt);
  let progress: Progress | undefined;
  const log = openFetchLog();
  const client = createClient({
    ...settings,
    cache: { folder: path.join(envPaths('pith-tui', { suffix: '' }).cache, 'answers'), freshMs: 0 },
    onEvent: (event) => {
      if (event.type !== 'wait') return;
      progress?.wait(event.ms, event.why);
      log(`${event.service} ${event.why}; trying again in ${event.ms} ms`);
    },
  });
  const fetching: Fetching = {
    library,
    client,
    asked,
    max,
    restart: invocation.switches.has('restart'),
    signal: stop.signal,
    log,
    progress: (made) => {
      progress = made;
    },
  };
  try {
    return await fetchAll(fetching, named);
  } finally {
    process.removeListener('SIGINT', interrupt);
  }
}

/** Ctrl-C was pressed. */
class Interrupted extends Error {}

interface Fetching {
  library: Library;
  client: Client;
  /** The name the paper was asked for by. */
  asked: Ref;
  max: number | undefined;
  restart: boolean;
  signal: AbortSignal;
  log: (line: string) => void;
  /** Told whose progress is to be shown. */
  progress: (progress: Progress | undefined) => void;
}

function servicesNamed(given: readonly string[] | undefined): CitingServiceName[] | undefined {
  const words = given?.flatMap((list) => list.split(',')).map((word) => word.trim().toLowerCase());
  if (words === undefined) return undefined;
  const services = words
    .filter((word) => word !== '')
    .map((word) => {
      const service = CITING_SERVICE_NAMES.find((name) => name === word);
      if (service !== undefined) return service;
      const near = nearest(word, CITING_SERVICE_NAMES);
      throw new UserError(
        `--from can be ${CITING_SERVICE_NAMES.join(', ')}, not ${cut(word, 40)}${near === undefined ? '.' : `; did you mean ${near}?`}`,
      );
    });
  if (services.length === 0) throw new UserError(`--from needs a service: ${CITING_SERVICE_NAMES.join(', ')}.`);
  return [...new Set(services)];
}

/** The name to ask by: an identifier need not be in the library, a title must. */
function paperRef(library: Library, text: string): Ref {
  const ref = parseIdentifier(text);
  const found = findWorks(library, text);
  if (found.kind === 'one') return ref ?? hubHead(library, found.id).ref;
  if (ref !== null && found.kind === 'none') return ref;
  if (found.kind === 'several') return hubHead(library, onePaper(library, text, true)).ref;
  throw new UserError(
    `No paper in the library is called "${cut(text, 100)}"; give its identifier, such as an arXiv id or a DOI.`,
    EXIT.nothing,
  );
}

type Outcome = 'done' | 'unknown' | 'failed' | 'interrupted';

/** The services one after another: who says something first is believed, so the order is always the same. */
async function fetchAll(fetching: Fetching, named: CitingServiceName[] | undefined): Promise<number> {
  const { library, asked } = fetching;
  let left: CitingServiceName[] = named ?? usualServices(asked);
  const begun = left.filter((service) => {
    const last = lastFetch(library, namesFor(library, asked), service);
    return last !== undefined && last.cursor !== null;
  });
  const outcomes: Outcome[] = [];
  while (left.length > 0) {
    const names = namesFor(library, asked);
    const askable = left.filter((service) => nameFor(service, asked, names) !== undefined);
    // What an earlier run began comes before what it would have asked afterwards.
    const service = askable.find((one) => begun.includes(one)) ?? askable[0];
    if (service === undefined) break;
    left = left.filter((other) => other !== service);
    const outcome = await fetchFrom(fetching, service, nameFor(service, asked, names)!);
    outcomes.push(outcome);
    if (outcome === 'interrupted') break;
  }
  const interrupted = outcomes.includes('interrupted');
  if (!interrupted && (named !== undefined || outcomes.length === 0)) {
    for (const service of left) {
      const takes = CITING_SERVICES[service].schemes.slice(0, 4).join(', ');
      say(`pith-tui: ${serviceOf(service).title} cannot be asked for ${showRef(asked)}; it takes ${takes}, …`);
      outcomes.push('failed');
    }
  }
  await sayWhatThereIs(fetching, outcomes);
  if (interrupted) return EXIT.interrupted;
  if (outcomes.includes('failed')) return EXIT.trouble;
  return outcomes.includes('done') ? EXIT.ok : EXIT.nothing;
}

async function sayWhatThereIs({ library, asked }: Fetching, outcomes: readonly Outcome[]): Promise<void> {
  const work = findRef(library, asked);
  const { citing, title } = work === undefined ? { citing: 0, title: '' } : hubHead(library, work);
  if (work !== undefined && outcomes.some((outcome) => outcome !== 'unknown'))
    await print([
      `${cut(title, 80)}: ${counted(citing, 'citing paper')} in the library; to explore: pith-tui ${showRef(asked)}\n`,
    ]);
  if (outcomes.includes('interrupted') || outcomes.includes('failed'))
    say('Finished pages are kept; the same command goes on from there.');
  else if (outcomes.every((outcome) => outcome === 'unknown'))
    say('Check the identifier, give another one of the paper, or ask another service with --from.');
}

async function fetchFrom(fetching: Fetching, service: CitingServiceName, ref: Ref): Promise<Outcome> {
  const { library, client, asked, max, restart, signal, log } = fetching;
  const { title } = serviceOf(service);
  const last = restart ? undefined : lastFetch(library, namesFor(library, asked), service);
  if (last !== undefined && last.cursor === null) {
    await print([
      `${title}: ${papersWords(last)}, fetched on ${last.finishedAt!.slice(0, 10)}; --restart fetches them again.\n`,
      ...notesOf(last),
    ]);
    return 'done';
  }
  let run = last;
  const tally = newTally();
  const progress = fetchProgress({
    title,
    before: last?.papers ?? 0,
    max,
    isTerminal: process.stderr.isTTY,
    columns: process.stderr.columns || 80,
    write: (text) => process.stderr.write(text),
    now: () => performance.now(),
  });
  fetching.progress(progress);
  let outcome: Outcome = 'done';
  let sentence: string | undefined;
  try {
    const list: CitingService = CITING_SERVICES[service];
    const pages = list.fetch(client, run?.paper ?? ref, {
      ...(run?.cursor != null && { cursor: run.cursor }),
      ...(max !== undefined && { max }),
      signal,
    });
    for await (const page of pages) {
      const kept: { run: FetchRun; report: ImportReport } = await keepPage(
        library,
        run ?? { paper: ref, service },
        page,
      );
      run = kept.run;
      addTo(tally, kept.report, page.problems ?? []);
      progress.page(run);
      log(`${service} ${run.paper} ${pageWords(run)}${page.note === undefined ? '' : ` (${page.note})`}`);
      // An answer that is there already would be taken without a look at what was pressed meanwhile.
      if (signal.aborted) throw signal.reason;
    }
  } catch (error) {
    if (error instanceof Interrupted) outcome = 'interrupted';
    else if (error instanceof FetchError) {
      outcome = error.kind === 'not-found' ? 'unknown' : 'failed';
      sentence = error.message;
    } else throw error;
  } finally {
    progress.end();
    fetching.progress(undefined);
  }
  log(`${service} ${ref} ${sentence ?? outcome}`);
  if (run !== undefined) await print(summary(title, run, tally, max));
  for (const { place, message } of tally.problems) say(`  ${displayText(place)}: ${cut(message, 400)}`);
  if (tally.problemCount > tally.problems.length)
    say(`  … and ${counted(tally.problemCount - tally.problems.length, 'more mistake')}`);
  if (sentence !== undefined) say(`pith-tui: ${sentence}`);
  return outcome;
}

interface Tally {
  pages: number;
  added: number;
  changed: number;
  problems: Problem[];
  problemCount: number;
}

function newTally(): Tally {
  return { pages: 0, added: 0, changed: 0, problems: [], problemCount: 0 };
}

function addTo(tally: Tally, report: ImportReport, problems: readonly Problem[]): void {
  tally.pages += 1;
  tally.added += report.citations.added;
  tally.changed += report.citations.changed;
  tally.problemCount += problems.length + report.problemCount;
  const all = [...problems, ...report.problems.map(({ place = 'a record', message }) => ({ place, message }))];
  tally.problems.push(...all.slice(0, SHOWN_PROBLEMS - tally.problems.length));
}

function summary(title: string, run: FetchRun, tally: Tally, max: number | undefined): string[] {
  const atMax = max !== undefined && run.papers >= max && run.cursor !== null;
  const state = run.cursor === null ? '' : atMax ? `, as many as --max ${max} asks for` : ' so far';
  return [
    `${title}: ${papersWords(run)}${state} (${countWords(tally.added)} new to the library, in ${counted(tally.pages, 'page')}).\n`,
    ...notesOf(run),
  ];
}

function papersWords({ papers, total }: FetchRun): string {
  return total === undefined || total === papers
    ? counted(papers, 'citing paper')
    : `${countWords(papers)} of ${counted(total, 'citing paper')}`;
}

function notesOf({ notes }: FetchRun): string[] {
  return notes.map((note) => `  ${displayText(note)}\n`);
}
