/**
 * Decisions as readers hand them to each other: lines of the journal, each with what its paper is told by, since the other's
 * library may know the paper by another name.
 */
import type { JournalLine, Kind, Screening } from '../../hub/decisions/decision.js';
import { journalLineOf, printedLine } from '../../hub/decisions/journal-line.js';
import { parseId } from '../../hub/ids/identifier.js';
import type { Id } from '../../hub/record.js';
import { cleanLine } from '../../hub/text.js';
import { type Library, reading } from '../library.js';
import type { WorkNumber } from '../model.js';
import { idsOf, workWithId } from '../works/ids.js';
import { journalLines, takeLines } from './lines.js';
import { namesOfScreening } from './screening.js';
import { paperTold, type Told } from './told-papers.js';

/**
 * What is handed on: decisions, and what helps others to make theirs; links to claims; samples of audits and the answers, so that readers
 * who judge the same sample can be compared. What is a reader's own affair stays.
 */
const SHARED: readonly Kind[] = ['decide', 'tag', 'note', 'star', 'claim', 'sample', 'answer'];

/** What a paper is told by, and its screening's hub. */
interface Names {
  ids?: readonly Id[];
  title?: string;
  year?: number;
  hub?: readonly Id[];
}

export type SharedLine = JournalLine & Names;

/**
 * The lines of a screening, or of all, as JSON writes them, in the order in which they came: its decisions and, of a hub's own, its
 * claims and audits; and the tags, notes and stars of the papers decided about.
 */
export function* sharedLines(lib: Library, screening: Screening | null): Generator<object> {
  const own = screening === null ? null : new Set<string>(namesOfScreening(lib, screening));
  const papers = new Map<Id, Names>();
  const isOurs = ({ kind, screening: of }: JournalLine): boolean =>
    SHARED.includes(kind) && (of === '' || own === null || own.has(of));
  const decided = new Set<WorkNumber | Id>();
  for (const line of journalLines(lib)) if (line.kind === 'decide' && isOurs(line)) decided.add(keyOf(lib, line.work));
  for (const line of journalLines(lib)) {
    const { work, screening: of } = line;
    if (!isOurs(line) || (of === '' && own !== null && !decided.has(keyOf(lib, work)))) continue;
    if (!papers.has(work)) papers.set(work, namesOf(lib, work));
    const hub = of.startsWith('hub:') ? workWithId(lib, of.slice('hub:'.length)) : undefined;
    yield { ...printedLine(line), ...papers.get(work), ...(hub !== undefined && { hub: idsOf(lib, hub) }) };
  }
}

/** Two names of one paper have one key. */
function keyOf(lib: Library, name: Id): WorkNumber | Id {
  return workWithId(lib, name) ?? name;
}

function namesOf(lib: Library, name: Id): Names {
  const work = workWithId(lib, name);
  if (work === undefined) return {};
  const { title, year } = lib
    .sql('SELECT title, year FROM works JOIN listed ON listed.work = works.id WHERE works.id = ?')
    .get(work) as { title: string | null; year: number | null };
  return { ids: idsOf(lib, work), ...(title !== null && { title }), ...(year !== null && { year }) };
}

/** A line as somebody handed it on, or which of its fields is wrong; null for one of a kind that is not handed on. */
export function sharedLineOf(value: unknown): SharedLine | { wrong: string } | null {
  const line = journalLineOf(value);
  if ('wrong' in line) return line;
  if (!SHARED.includes(line.kind)) return null;
  const { ids, title, year, hub } = value as Record<string, unknown>;
  return {
    ...line,
    ...(Array.isArray(ids) && { ids: idsIn(ids) }),
    ...(typeof title === 'string' && { title: cleanLine(title.slice(0, LONGEST_TITLE)) }),
    ...(typeof year === 'number' && Number.isInteger(year) && { year }),
    ...(Array.isArray(hub) && { hub: idsIn(hub) }),
  };
}

const LONGEST_TITLE = 10_000;
const MOST_IDS = 1_000;

function idsIn(list: readonly unknown[]): Id[] {
  return list.slice(0, MOST_IDS).flatMap((id) => (typeof id === 'string' ? (parseId(id) ?? []) : []));
}

export interface MergeReport {
  added: number;
  known: number;
  /** Papers that this library does not have: their decisions hold as soon as it does. */
  unknown: Told[];
  /** The screenings that decisions are of, as this library names them. */
  screenings: Screening[];
}

/** Takes what another reader handed on. The same lines twice, or in another order, come to the same. */
export function takeShared(lib: Library, lines: readonly SharedLine[]): MergeReport {
  return reading(lib, () => {
    const unknown = new Map<Id, Told>();
    const here = new Map<Id, Id>();
    const screenings = new Set<Screening>();
    const own = lines.map(({ ids = [], title, year, hub = [], ...line }): JournalLine => {
      if (!here.has(line.work)) {
        const told: Told = {
          ids: [line.work, ...ids],
          ...(title !== undefined && { title }),
          ...(year !== undefined && { year }),
        };
        const work = paperTold(lib, told);
        if (typeof work === 'string') unknown.set(line.work, told);
        here.set(line.work, typeof work === 'string' ? line.work : nameHere(lib, work, line.work));
      }
      const screening = screeningHere(lib, line.screening, hub);
      if (line.kind === 'decide' && screening !== '') screenings.add(screening);
      return { ...line, work: here.get(line.work)!, screening };
    });
    const { added, known } = takeLines(lib, own);
    return { added, known, unknown: [...unknown.values()], screenings: [...screenings].sort() };
  });
}

/** A name this library has for a work: the one that was used, where it is one. */
function nameHere(lib: Library, work: WorkNumber, used: Id): Id {
  const ids = idsOf(lib, work);
  return ids.includes(used) ? used : ids[0]!;
}

function screeningHere(lib: Library, screening: Screening | '', hub: readonly Id[]): Screening | '' {
  if (!screening.startsWith('hub:')) return screening;
  const used = screening.slice('hub:'.length);
  const work = [used, ...hub].map((id) => workWithId(lib, id)).find((found) => found !== undefined);
  return work === undefined ? screening : `hub:${nameHere(lib, work, used)}`;
}
