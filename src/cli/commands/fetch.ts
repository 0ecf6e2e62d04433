/** `pith-tui fetch`: who cites a paper, from the services that know, into the library. */

import { parseId, showId } from '../../hub/ids/identifier.js';
import type { Id } from '../../hub/record.js';
import {
  ASKED_SERVICES,
  type DescribingServiceName,
  isDescribing,
  SERVICES,
  type ServiceName,
  serviceOf,
} from '../../hub/services.js';
import { counted } from '../../hub/share.js';
import { type FetchRun, idsFor, lastFetch } from '../../library/history/fetches.js';
import type { Library } from '../../library/library.js';
import { hubHead } from '../../library/read/hubs.js';
import { countAskable } from '../../library/read/works-by-scheme.js';
import { findWorks } from '../../library/search/find.js';
import { workWithId } from '../../library/works/ids.js';
import { importRecords } from '../../library/write/import-records.js';
import { nearest } from '../../query/suggest.js';
import { idFor, usualServices } from '../../sources/fetchers.js';
import { FetchError } from '../../sources/http/error.js';
import { fetchPithNumber, isPithNumber } from '../../sources/pith/number.js';
import { isBesideScreen } from '../../tui/term/beside.js';
import { countFlag, type Invocation } from '../arguments.js';
import { EXIT, UserError } from '../errors.js';
import { libraryToFill } from '../library.js';
import { complain, print, say } from '../output.js';
import { onePaper, requiredPaper, wantsOne } from '../paper.js';
import { cut } from '../plain.js';
import { clientSettings } from '../settings.js';
import { fetchFromFolder, folderNamed } from './fetch/folder.js';
import {
  type Came,
  exitCode,
  type Fetching,
  fetchFrom,
  notesOf,
  papersWords,
  sayHowItGoesOn,
  withClient,
} from './fetch/service.js';

export async function fetchPaper(invocation: Invocation): Promise<number> {
  const { paper, query } = requiredPaper(invocation);
  if (query !== '')
    throw new UserError(
      `pith-tui fetch takes no query: it fetches every paper that cites PAPER; leave ${cut(query, 60)} out.`,
    );
  wantsOne(paper);
  const folder = folderNamed(invocation.values.get('from'));
  const named = folder === undefined ? servicesNamed(invocation.values.get('from')) : undefined;
  const max = countFlag(invocation, 'max');
  const settings = clientSettings(invocation);
  const library = await libraryToFill(invocation);
  const restart = invocation.switches.has('restart');
  if (folder !== undefined)
    return withClient(settings, library, async (fetching) => {
      const { asked, ...came } = await fetchFromFolder(fetching, { folder, text: paper, max, restart });
      if (asked !== undefined) await sayWhatThereIs({ library, asked }, [came]);
      return exitCode([came]);
    });
  const asked = idOfPaper(library, paper);

  return withClient(settings, library, async (fetching) => {
    const services = named ?? usualServices(asked);
    const resolved = await resolve(fetching, asked);
    if (typeof resolved === 'number') return resolved;
    const asking = { ...fetching, asked: resolved, max, restart };
    return fetchAll(asking, services, named !== undefined);
  });
}

/** A Pith Number the library does not know is asked about first. @returns a name to go on with, or the exit code */
async function resolve({ library, client, signal, log }: Fetching, asked: Id): Promise<Id | number> {
  if (!isPithNumber(asked) || workWithId(library, asked) !== undefined) return asked;
  try {
    const records = await fetchPithNumber(client, asked, signal);
    await importRecords(library, records, { source: 'pith', from: asked });
    const [id] = records[0].ids;
    log(`pith ${asked} is ${id}`);
    await print([`${showId(asked)} is ${showId(id!)}.\n`]);
    return id!;
  } catch (error) {
    if (!(error instanceof FetchError) && !signal.aborted) throw error;
    if (signal.aborted) return EXIT.interrupted;
    const { kind, message } = error as FetchError;
    log(`pith ${asked} ${message}`);
    complain(message);
    return kind === 'not-found' ? EXIT.nothing : EXIT.trouble;
  }
}

interface Asking extends Fetching {
  /** The name the paper was asked for by. */
  asked: Id;
  max: number | undefined;
  restart: boolean;
}

/** The services of --from, in its order; but those that describe papers after those that bring them. */
export function servicesNamed(given: readonly string[] | undefined): ServiceName[] | undefined {
  const words = given?.flatMap((list) => list.split(',')).map((word) => word.trim().toLowerCase());
  if (words === undefined) return undefined;
  const services = words
    .filter((word) => word !== '')
    .map((word) => {
      const service = ASKED_SERVICES.find((name) => name === word);
      if (service !== undefined) return service;
      const near = nearest(word, ASKED_SERVICES);
      throw new UserError(
        `--from can be ${ASKED_SERVICES.join(', ')}, not ${cut(word, 40)}${near === undefined ? '.' : `; did you mean ${near}?`}`,
      );
    });
  if (services.length === 0) throw new UserError(`--from needs a service: ${ASKED_SERVICES.join(', ')}.`);
  return [...new Set(services.toSorted((a, b) => Number(isDescribing(a)) - Number(isDescribing(b))))];
}

/** The id to ask by: an id need not be in the library, a title must. */
function idOfPaper(library: Library, text: string): Id {
  const id = parseId(text);
  const found = findWorks(library, text);
  if (found.kind === 'one') return id ?? hubHead(library, found.work).id;
  if (id !== null && found.kind === 'none') return id;
  if (found.kind === 'several') return hubHead(library, onePaper(library, text, true)).id;
  throw new UserError(
    `No paper in the library is called "${cut(text, 100)}"; give its id, such as an arXiv number or a DOI.`,
    EXIT.nothing,
  );
}

/** The services one after another: who says something first is believed, so the order is always the same. */
async function fetchAll(fetching: Asking, services: readonly ServiceName[], named: boolean): Promise<number> {
  const { library, asked } = fetching;
  let left = services.filter((service) => !isDescribing(service));
  const begun = left.filter((service) => {
    const last = lastFetch(library, idsFor(library, asked), service);
    return last !== undefined && last.cursor !== null;
  });
  const came: Came[] = [];
  while (left.length > 0) {
    const ids = idsFor(library, asked);
    const askable = left.filter((service) => idFor(service, asked, ids) !== undefined);
    // What an earlier run began comes before what it would have asked afterwards.
    const service = askable.find((one) => begun.includes(one)) ?? askable[0];
    if (service === undefined) break;
    left = left.filter((other) => other !== service);
    const now = await goOn(fetching, service, idFor(service, asked, ids)!);
    came.push(now);
    if (now.outcome === 'interrupted') break;
  }
  const has = (outcome: Came['outcome']): boolean => came.some((one) => one.outcome === outcome);
  // What is still to come would have to be described later.
  for (const service of services.filter(isDescribing)) {
    if (has('interrupted') || has('failed')) break;
    came.push(await describe(fetching, service));
  }
  if (!has('interrupted') && (named || came.length === 0)) {
    for (const service of left) {
      const takes = SERVICES[service].lists.schemes.slice(0, 4).join(', ');
      complain(`${serviceOf(service).title} cannot be asked for ${showId(asked)}; it takes ${takes}, …`);
      came.push({ outcome: 'failed', run: undefined });
    }
  }
  await sayWhatThereIs(fetching, came);
  return exitCode(came);
}

async function sayWhatThereIs(
  { library, asked }: Pick<Asking, 'library' | 'asked'>,
  came: readonly Came[],
): Promise<void> {
  const work = workWithId(library, asked);
  const { citing, title } = work === undefined ? { citing: 0, title: '' } : hubHead(library, work);
  const next = isBesideScreen() ? '.' : `; to explore: pith-tui ${showId(asked)}`;
  if (work !== undefined && came.some(({ outcome }) => outcome !== 'unknown' && outcome !== 'nothing'))
    await print([`${cut(title, 80)}: ${counted(citing, 'citing paper')} in the library${next}\n`]);
  const isOver = !sayHowItGoesOn(came);
  if (isOver && !isBesideScreen() && came.every(({ outcome }) => outcome === 'unknown'))
    say('Check the id, give another id of the paper, or ask another service with --from.');
}

/** Asks a service that describes papers, where there are any that it could know. */
async function describe(fetching: Asking, service: DescribingServiceName): Promise<Came> {
  const { library, asked } = fetching;
  const { scheme, takes } = SERVICES[service].describes;
  if (countAskable(library, asked, scheme) > 0) return goOn(fetching, service, asked);
  const title = serviceOf(service).title;
  complain(
    workWithId(library, asked) === undefined
      ? `${title} describes papers in the library, and ${showId(asked)} is not there; to fetch the papers that cite it: pith-tui fetch ${showId(asked)}`
      : `${title} cannot be asked: no paper that cites ${showId(asked)} has an id that it takes (${takes}).`,
  );
  return { outcome: 'nothing', run: undefined };
}

/** Goes on with what the service was asked for where it was, or begins it. */
async function goOn(fetching: Asking, service: ServiceName, id: Id): Promise<Came> {
  const { library, asked, max, restart } = fetching;
  const last = restart ? undefined : lastFetch(library, idsFor(library, asked), service);
  if (last !== undefined && last.cursor === null) {
    await print([`${finishedWords(library, service, last, asked)}\n`, ...notesOf(last)]);
    return { outcome: 'done', run: last };
  }
  const { max: _, ...start } = last ?? { paper: id, service };
  return fetchFrom(fetching, service, { ...start, ...(max !== undefined && { max }) });
}

/** What came of it then, and what to do to have it again. */
function finishedWords(library: Library, service: ServiceName, last: FetchRun, asked: Id): string {
  const then = `${serviceOf(service).title}: ${papersWords(library, last)}, fetched on ${last.finishedAt!.slice(0, 10)}`;
  const again = (why: string): string => (isBesideScreen() ? '' : `; ${why}: pith-tui update ${showId(asked)}`);
  if (!isDescribing(service)) return `${then}${again('to see what is new since')}`;
  const more = countAskable(library, asked, SERVICES[service].describes.scheme) - (last.total ?? 0);
  return `${then}${more > 0 ? ` (${counted(more, 'paper')} added since)` : ''}${again('to ask again')}`;
}
