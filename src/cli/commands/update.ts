/** `pith-tui update`: the lists that were fetched, fetched again, and what is new in them. */

import { parseId, showId } from '../../hub/ids/identifier.js';
import type { Id } from '../../hub/record.js';
import { ASKED_SERVICES, type ServiceName } from '../../hub/services.js';
import { counted } from '../../hub/share.js';
import { hubChanges } from '../../library/history/changes.js';
import { type FetchRequest, type FetchRun, idsFor, lastFetch, lastFetches } from '../../library/history/fetches.js';
import type { Library } from '../../library/library.js';
import { checkWritable } from '../../library/library.js';
import type { WorkNumber } from '../../library/model.js';
import { hubHead } from '../../library/read/hubs.js';
import { workWithId } from '../../library/works/ids.js';
import { countFlag, type Invocation } from '../arguments.js';
import { EXIT, UserError } from '../errors.js';
import { libraryFor } from '../library.js';
import { print, say } from '../output.js';
import { onePaper, requiredPaper } from '../paper.js';
import { cut } from '../plain.js';
import { clientSettings } from '../settings.js';
import { changeLines } from './diff.js';
import { type Came, exitCode, type Fetching, fetchFrom, sayHowItGoesOn, withClient } from './fetch/service.js';
import { servicesNamed } from './fetch.js';
import { openRound, type Round } from './update/round.js';

/** Lines of each kind of change; pith-tui diff prints all. */
const SHOWN = 20;

export async function update(invocation: Invocation): Promise<number> {
  const all = invocation.switches.has('all');
  if (all && invocation.words.length > 0)
    throw new UserError(`--all means every paper; leave out either it or ${cut(invocation.words[0]!.text, 60)}.`);
  if (!all && invocation.words.length === 0)
    throw new UserError(
      'Say which paper: pith-tui update PAPER, or pith-tui update --all for every one that was fetched.',
    );
  const named = servicesNamed(invocation.values.get('from')) ?? ASKED_SERVICES;
  const max = countFlag(invocation, 'max');
  const settings = clientSettings(invocation);
  const library = await libraryFor(invocation);
  checkWritable(library);
  const papers = all ? papersFetched(library) : [thePaper(library, invocation)];
  const listed = papers.flatMap((paper) => {
    const runs = named.flatMap((service) => lastFetch(library, idsFor(library, paper), service) ?? []);
    return runs.length === 0 ? [] : [{ paper, runs }];
  });
  if (listed.length === 0)
    throw new UserError(
      all
        ? 'No list of citing papers has been fetched yet; to fetch one: pith-tui fetch PAPER'
        : `The papers citing ${showId(papers[0]!)} have not been fetched yet; to fetch them: pith-tui fetch ${showId(papers[0]!)}`,
      EXIT.nothing,
    );
  const round = all ? openRound(library.file) : undefined;
  const left = listed.map(({ paper, runs }) => ({ paper, runs: runs.filter((run) => !isReadIn(round, run)) }));
  const read = listed.flatMap(({ runs }) => runs).length - left.flatMap(({ runs }) => runs).length;
  if (read > 0)
    say(`The last update --all was interrupted after ${counted(read, 'list')}; continuing with the others.`);
  return withClient(settings, library, async (fetching) => {
    const came: Came[] = [];
    for (const { paper, runs } of left) {
      if (runs.length > 0) came.push(...(await updatePaper(fetching, paper, runs, max, round?.startedAt)));
      if (came.at(-1)?.outcome === 'interrupted') break;
    }
    if (!sayHowItGoesOn(came)) round?.end();
    return came.length === 0 ? EXIT.ok : exitCode(came);
  });
}

function thePaper(library: Library, invocation: Invocation): Id {
  const { paper, query } = requiredPaper(invocation);
  if (query !== '') throw new UserError(`pith-tui update takes no query; leave ${cut(query, 60)} out.`);
  const id = parseId(paper);
  if (id !== null && workWithId(library, id) === undefined) return id;
  return hubHead(library, onePaper(library, paper, true)).id;
}

/** A name of each paper of which a list has been fetched. */
function papersFetched(library: Library): Id[] {
  const papers = new Map<WorkNumber | Id, Id>();
  for (const { paper } of lastFetches(library)) {
    const work = workWithId(library, paper) ?? paper;
    if (!papers.has(work)) papers.set(work, paper);
  }
  return [...papers.values()];
}

async function updatePaper(
  fetching: Fetching,
  paper: Id,
  last: readonly FetchRun[],
  max: number | undefined,
  begun = new Date().toISOString(),
): Promise<Came[]> {
  const all: Came[] = [];
  let since = begun;
  for (const run of last) {
    const start = nextOf(run, max);
    const came = await fetchFrom(fetching, run.service as ServiceName, start);
    if (came.run !== undefined && came.run.startedAt < since) since = came.run.startedAt;
    all.push(came);
    if (came.outcome === 'interrupted') break;
  }
  const changes = hubChanges(fetching.library, paper, since);
  if (changes.readings > 0) await print(changeLines(fetching.library, paper, changes, 'since the last time', SHOWN));
  return all;
}

/** A reading that was broken off goes on; else there is another one, of as many papers as before. */
function nextOf(run: FetchRun, max: number | undefined): FetchRun | FetchRequest {
  const most = max ?? run.max;
  if (!isComplete(run)) return { ...run, ...(most !== undefined && { max: most }) };
  return { paper: run.paper, service: run.service, ...(most !== undefined && { max: most }) };
}

function isComplete({ cursor, max, papers }: FetchRun): boolean {
  return cursor === null || (max !== undefined && papers >= max);
}

/** Whether this round has read the list already. */
function isReadIn(round: Round | undefined, run: FetchRun): boolean {
  return round !== undefined && run.updatedAt >= round.startedAt && isComplete(run);
}
