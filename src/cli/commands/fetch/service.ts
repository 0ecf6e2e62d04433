/** What one service says, page by page into the library, with what is shown and logged of it. */
import path from 'node:path';
import { isDescribing, type ListingServiceName, type ServiceName, serviceOf } from '../../../hub/services.js';
import { counted, countWords, listedTwiceWords } from '../../../hub/share.js';
import type { FetchRequest, FetchRun } from '../../../library/history/fetches.js';
import type { Library } from '../../../library/library.js';
import { listedTwice } from '../../../library/works/descriptions.js';
import { workWithId } from '../../../library/works/ids.js';
import { newestReview } from '../../../library/works/reviews.js';
import type { ImportReport } from '../../../library/write/import-records.js';
import { storePage } from '../../../library/write/write-page.js';
import type { Problem } from '../../../sources/decoded.js';
import { LIST_FETCHERS } from '../../../sources/fetchers.js';
import { type Client, createClient } from '../../../sources/http/client.js';
import { FetchError } from '../../../sources/http/error.js';
import { displayText } from '../../../text/width.js';
import { isBesideScreen } from '../../../tui/term/beside.js';
import { EXIT } from '../../errors.js';
import { keepToOwner, ownFolder } from '../../folders.js';
import { complain, joinedWords, print, say } from '../../output.js';
import { cut } from '../../plain.js';
import type { ClientSettings } from '../../settings.js';
import { describePapers } from './describe.js';
import { openFetchLog } from './log.js';
import { fetchProgress, type Progress, pageWords } from './progress.js';

/** Problems shown of one list. */
const SHOWN_PROBLEMS = 10;

/** `unknown`: the service does not know the paper; `nothing`: there is nothing to ask it for. */
type Outcome = 'done' | 'unknown' | 'nothing' | 'failed' | 'interrupted';

/** What came of asking. */
export interface Came {
  outcome: Outcome;
  /** The reading as it is kept; undefined where no page came. */
  run: FetchRun | undefined;
}

export interface Fetching {
  library: Library;
  client: Client;
  signal: AbortSignal;
  log: (line: string) => void;
  /** Told whose progress is to be shown. */
  showing: (progress: Progress | undefined) => void;
}

/** A page that has been kept. */
export interface Kept {
  run: FetchRun;
  report: ImportReport;
  note?: string;
  problems?: readonly Problem[];
  reviewsLeft?: number;
}

/** Ctrl-C was pressed. */
class Interrupted extends Error {}

/** Runs with a client that Ctrl-C stops between two pages; the second time it ends the program. */
export async function withClient<T>(
  settings: ClientSettings,
  library: Library,
  run: (fetching: Fetching) => Promise<T>,
): Promise<T> {
  const stop = new AbortController();
  const interrupt = (): void => stop.abort(new Interrupted());
  const log = openFetchLog();
  keepToOwner(ownFolder('cache'));
  let progress: Progress | undefined;
  const client = createClient({
    ...settings,
    cache: { folder: path.join(ownFolder('cache'), 'answers'), freshMs: 0 },
    onEvent: (event) => {
      if (event.type !== 'wait') return;
      progress?.wait(event.ms, event.why);
      log(`${event.service} ${event.why}; trying again in ${event.ms} ms`);
    },
  });
  process.once('SIGINT', interrupt);
  try {
    return await run({
      library,
      client,
      signal: stop.signal,
      log,
      showing: (made) => {
        progress = made;
      },
    });
  } finally {
    process.removeListener('SIGINT', interrupt);
  }
}

/** 130 where Ctrl-C was pressed, 2 where anything failed, 1 where no service had anything to say, else 0. */
export function exitCode(came: readonly Came[]): number {
  const outcomes = came.map(({ outcome }) => outcome);
  if (outcomes.includes('interrupted')) return EXIT.interrupted;
  if (outcomes.includes('failed')) return EXIT.trouble;
  return outcomes.includes('done') ? EXIT.ok : EXIT.nothing;
}

/** Says last how what was broken off goes on, and that what came of it is kept. @returns whether anything was broken off */
export function sayHowItGoesOn(came: readonly Came[]): boolean {
  if (!came.some(({ outcome }) => outcome === 'interrupted' || outcome === 'failed')) return false;
  const isKept = came.some(({ run }) => run !== undefined);
  // How it goes on is the screen's to say.
  if (!isBesideScreen())
    say(
      isKept
        ? 'The pages fetched so far are kept; the same command continues from there.'
        : 'No page came; the same command asks again.',
    );
  else if (isKept) say('The pages fetched so far are kept.');
  return true;
}

/** Whoever is asked, and how its pages come. */
export interface Teller {
  /** In the log. */
  name: string;
  /** In sentences. */
  title: string;
  /** What it does not know is known to nobody. */
  lists: boolean;
  pages(start: FetchRun | FetchRequest): AsyncGenerator<Kept>;
}

function tellerOf(fetching: Fetching, service: ServiceName): Teller {
  const { title } = serviceOf(service);
  return isDescribing(service)
    ? { name: service, title, lists: false, pages: (start) => describePapers(fetching, service, start) }
    : { name: service, title, lists: true, pages: (start) => citingPages(fetching, service, start) };
}

/** Reads all that a service says, or as far as it can be; what became of it is printed. */
export function fetchFrom(fetching: Fetching, service: ServiceName, start: FetchRun | FetchRequest): Promise<Came> {
  return fetchPages(fetching, tellerOf(fetching, service), start);
}

/** The same of whoever tells. */
export async function fetchPages(
  fetching: Fetching,
  { name, title, lists, pages }: Teller,
  start: FetchRun | FetchRequest,
): Promise<Came> {
  const { signal, log } = fetching;
  const { paper, max } = start;
  let run = 'id' in start ? start : undefined;
  const tally = newTally();
  const progress = fetchProgress({
    title,
    before: run?.papers ?? 0,
    max,
    isTerminal: process.stderr.isTTY,
    columns: process.stderr.columns || 80,
    write: (text) => process.stderr.write(text),
    now: () => performance.now(),
  });
  fetching.showing(progress);
  let outcome: Outcome = 'done';
  let sentence: string | undefined;
  try {
    for await (const page of pages(start)) {
      run = page.run;
      addTo(tally, page);
      progress.page(run, page.reviewsLeft);
      log(`${name} ${paper} ${pageWords(run)}${page.note === undefined ? '' : ` (${page.note})`}`);
      // An answer that is there already would be taken without a look at what was pressed meanwhile.
      if (signal.aborted) throw signal.reason;
    }
  } catch (error) {
    if (error instanceof Interrupted) outcome = 'interrupted';
    else if (error instanceof FetchError) {
      outcome = error.kind === 'not-found' && lists ? 'unknown' : 'failed';
      sentence = error.message;
    } else throw error;
  } finally {
    progress.end();
    fetching.showing(undefined);
  }
  log(`${name} ${paper} ${sentence ?? outcome}`);
  if (run !== undefined) await print(summary(fetching.library, title, run, tally));
  for (const { place, message } of tally.problems) say(`  ${displayText(place)}: ${cut(message, 400)}`);
  if (tally.problemCount > tally.problems.length)
    say(`  … and ${counted(tally.problemCount - tally.problems.length, 'more problem')}`);
  if (sentence !== undefined) complain(sentence);
  return { outcome, run };
}

async function* citingPages(
  { library, client, signal }: Fetching,
  service: ListingServiceName,
  start: FetchRun | FetchRequest,
): AsyncGenerator<Kept> {
  let run = start;
  const pages = LIST_FETCHERS[service](client, run.paper, {
    ...('id' in run && run.cursor !== null && { cursor: run.cursor }),
    ...(run.max !== undefined && { max: run.max }),
    reviewed(id) {
      const work = workWithId(library, id);
      return work === undefined ? undefined : newestReview(library, work, service);
    },
    signal,
  });
  for await (const page of pages) {
    const kept = await storePage(library, run, page);
    run = kept.run;
    yield { ...page, ...kept };
  }
}

interface Tally {
  pages: number;
  /** Papers that are new to the library. */
  added: number;
  /** Papers of which something new is known. */
  changed: number;
  /** Papers that share no name with what the library had of them. */
  joined: number;
  problems: Problem[];
  problemCount: number;
}

function newTally(): Tally {
  return { pages: 0, added: 0, changed: 0, joined: 0, problems: [], problemCount: 0 };
}

function addTo(tally: Tally, { report, problems = [] }: Kept): void {
  tally.pages += 1;
  tally.added += report.citations.added;
  tally.changed += report.works.changed;
  tally.joined += report.joined;
  tally.problemCount += problems.length + report.problemCount;
  const all = [...problems, ...report.problems.map(({ place = 'a record', message }) => ({ place, message }))];
  tally.problems.push(...all.slice(0, SHOWN_PROBLEMS - tally.problems.length));
}

function summary(library: Library, title: string, run: FetchRun, tally: Tally): string[] {
  const { max } = run;
  const atMax = max !== undefined && run.papers >= max && run.cursor !== null;
  const state = run.cursor === null ? '' : atMax ? `, as many as --max ${max} allows` : ' so far';
  const news = isDescribing(run.service)
    ? `something new on ${countWords(tally.changed)}`
    : `${countWords(tally.added)} new to the library`;
  const told = [news, ...(tally.joined === 0 ? [] : [joinedWords(tally.joined)]), `in ${counted(tally.pages, 'page')}`];
  return [`${title}: ${papersWords(library, run)}${state} (${told.join(', ')}).\n`, ...notesOf(run)];
}

/** `9,999 of 130,637 citing papers`, `117 of 120 papers described`. */
export function papersWords(library: Library, run: FetchRun): string {
  const { service, papers, total } = run;
  if (isDescribing(service)) return `${countWords(papers)}${ofTotal(papers, total, 'paper')} described`;
  const hub = workWithId(library, run.paper);
  const missing = (total ?? 0) - papers;
  const again = missing > 0 && hub !== undefined ? Math.min(missing, listedTwice(library, hub, service)) : 0;
  const twice = again === 0 ? '' : `, ${listedTwiceWords({ papers: again, source: service })}`;
  return `${countWords(papers)}${ofTotal(papers, total, 'citing paper')}${twice}`;
}

function ofTotal(papers: number, total: number | undefined, paper: string): string {
  return total === undefined || total === papers
    ? ` ${paper}${papers === 1 ? '' : 's'}`
    : ` of ${counted(total, paper)}`;
}

/** What is missing and why, a line each. */
export function notesOf({ notes }: FetchRun): string[] {
  return notes.map((note) => `  ${displayText(note)}\n`);
}
