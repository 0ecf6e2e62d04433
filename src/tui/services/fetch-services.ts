/** What a fetch is about to ask, of whom, and how it is run. */
import { ASKED_SERVICES, isDescribing, KEYED_SERVICES, type ServiceName, serviceOf } from '../../hub/services.js';
import { countWords } from '../../hub/share.js';
import { type FetchRun, hasBeenRead, idsFor, lastFetch } from '../../library/history/fetches.js';
import type { Library } from '../../library/library.js';
import type { WorkNumber } from '../../library/model.js';
import { hubHead } from '../../library/read/hubs.js';
import { idFor, papersPerRequest, usualServices } from '../../sources/fetchers.js';
import type { Commands } from '../term/command.js';

/** A service that would be asked. */
interface AskedService {
  /** What it is called. */
  title: string;
  /** Whether a key is set; null where it takes none. */
  keyed: boolean | null;
  /** How much is asked, as far as that is known. */
  words: string;
}

export interface FetchPlan {
  work: WorkNumber;
  /** Another reading of what was read before. */
  again: boolean;
  /** The words of the command. */
  command: readonly string[];
  /** None where no service can be asked. */
  asked: readonly AskedService[];
}

export interface FetchServices {
  /** Throws an Error whose message is a sentence where settings are wrong. */
  plan(work: WorkNumber): FetchPlan;
  /** Does what was planned, a line of its command after the other. @returns the exit code: 0, 1 nothing known, 130 stopped, else trouble */
  begin(plan: FetchPlan, heard: (line: string) => void): Promise<number>;
  /** Stops it after what is kept already. */
  stop(): void;
}

/** @param keyed the services for which a key is set */
export function fetchServices(
  library: Library,
  commands: Commands,
  keyed: () => readonly ServiceName[],
  forget: () => void,
): FetchServices {
  return {
    plan: (work) => planOf(library, work, keyed()),
    async begin({ command }, heard) {
      const code = await commands.run(command, heard);
      forget();
      return code;
    },
    stop: commands.stop,
  };
}

function planOf(library: Library, work: WorkNumber, keyed: readonly ServiceName[]): FetchPlan {
  const { id, total, citing } = hubHead(library, work);
  const ids = idsFor(library, id);
  const again = hasBeenRead(library, id);
  const last = (service: ServiceName): FetchRun | undefined => lastFetch(library, ids, service);
  const services = again
    ? ASKED_SERVICES.filter((service) => last(service) !== undefined)
    : usualServices(id).filter((service) => idFor(service, id, ids) !== undefined && !isOver(last(service)));
  const papers = total ?? (citing > 0 ? citing : undefined);
  return {
    work,
    again,
    command: [again ? 'update' : 'fetch', id, '--library', library.file],
    asked: services.map((service) => ({
      title: serviceOf(service).title,
      keyed: KEYED_SERVICES.some((name) => name === service) ? keyed.includes(service) : null,
      words: askedWords(service, last(service), papers),
    })),
  };
}

const isOver = (run: FetchRun | undefined): boolean => run !== undefined && run.cursor === null;

/** What is still to be read, else as much as the last time, else what so many citing papers come to. */
function askedWords(service: ServiceName, last: FetchRun | undefined, papers: number | undefined): string {
  if (last !== undefined && last.cursor !== null) {
    const { pages, total } = last;
    const more =
      total === undefined || last.papers === 0 ? '' : `, ${about(((total - last.papers) * pages) / last.papers)}`;
    return `goes on after ${countWords(last.papers)}${total === undefined ? '' : ` of ${countWords(total)}`} papers${more}`;
  }
  if (last !== undefined) return `${about(last.pages)}, as on ${(last.finishedAt ?? last.updatedAt).slice(0, 10)}`;
  const each = isDescribing(service) ? undefined : papersPerRequest(service);
  if (papers === undefined || each === undefined) return 'how many requests is not known before';
  return `${about(papers / each)} for ${countWords(papers)} ${papers === 1 ? 'paper' : 'papers'}`;
}

/** So many requests; what cannot be told exactly is at least one. */
function about(requests: number): string {
  const many = Math.max(1, Math.ceil(requests));
  return `about ${countWords(many)} ${many === 1 ? 'request' : 'requests'}`;
}
