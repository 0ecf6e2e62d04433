/** How far readers of one screening agree, by what each decided without knowing of the others' decisions. */
import type { Decision, Screening, Settled, Status } from '../../hub/decisions/decision.js';
import type { Id } from '../../hub/record.js';
import { type Agreement, cohensKappa } from '../../statistics/kappa.js';
import { type Columns, cachedIn, placeOf } from '../derived/columns.js';
import { type Library, reading } from '../library.js';
import type { WorkNumber } from '../model.js';
import type { Steps } from '../steps.js';
import { workWithId } from '../works/ids.js';
import { lastLine } from './journal.js';
import { journalLines } from './lines.js';
import { decisionsIn } from './live.js';
import { namesOfScreening } from './screening.js';

/** Papers with what each reader decided by themselves, the last of several. */
export type Votes = ReadonlyMap<WorkNumber, ReadonlyMap<string, Status>>;

export interface Conflict {
  work: WorkNumber;
  sides: readonly (Settled & { who: string })[];
}

export interface PairAgreement extends Agreement {
  readers: readonly [string, string];
}

/** The papers on which readers disagree and nobody has decided since, in the order of their numbers. */
export function conflictsIn(lib: Library, screening: Screening): Conflict[] {
  return [...decisionsIn(lib, screening).values]
    .flatMap(([work, decision]) => (decision.status === 'conflict' ? [{ work, sides: decision.sides }] : []))
    .sort((a, b) => a.work - b.work);
}

interface Line {
  work: Id;
  who: string;
  to: Decision | null;
  at: string;
  id: string;
  over: readonly string[];
}

/** What readers decided of papers independently: a line counts that was written over no other reader's. */
export function votesIn(lib: Library, screening: Screening): Votes {
  return reading(lib, () => {
    const lines = new Map<string, Line>();
    for (const { id, at, who, kind, work, to, over = [], undoes, again } of journalLines(lib, {
      screening: namesOfScreening(lib, screening),
    })) {
      if (kind !== 'decide') continue;
      // Who takes a decision back or does it again says nothing of their own: it is the word of whoever had it.
      const own = undoes === undefined ? undefined : (lines.get(again ?? '') ?? lines.get(over[0] ?? ''));
      lines.set(id, { id, at, who: own?.who ?? who, work, to: to as Decision | null, over });
    }
    const last = new Map<WorkNumber, Map<string, Line>>();
    const works = new Map<Id, WorkNumber | undefined>();
    const dependent = dependentLines(lines);
    for (const line of lines.values()) {
      if (!works.has(line.work)) works.set(line.work, workWithId(lib, line.work));
      const work = works.get(line.work);
      if (work === undefined || dependent.has(line.id)) continue;
      const own = last.get(work) ?? new Map<string, Line>();
      last.set(work, own);
      const before = own.get(line.who);
      if (before === undefined || `${before.at} ${before.id}` < `${line.at} ${line.id}`) own.set(line.who, line);
    }
    return new Map([...last].map(([work, own]) => [work, statusesOf(own)]));
  });
}

/** The lines that were written over another reader's, or over one that was. */
function dependentLines(lines: ReadonlyMap<string, Line>): ReadonlySet<string> {
  const later = new Map<string, Line[]>();
  for (const line of lines.values())
    for (const id of line.over) {
      const over = later.get(id) ?? [];
      later.set(id, over);
      over.push(line);
    }
  const found = new Set<string>();
  const toFollow = [...lines.values()].filter(({ who, over }) =>
    over.some((id) => lines.has(id) && lines.get(id)!.who !== who),
  );
  for (let line = toFollow.pop(); line !== undefined; line = toFollow.pop()) {
    if (found.has(line.id)) continue;
    found.add(line.id);
    toFollow.push(...(later.get(line.id) ?? []));
  }
  return found;
}

function statusesOf(own: ReadonlyMap<string, Line>): Map<string, Status> {
  return new Map(
    [...own].flatMap(([who, { to }]) => (to === null || to.status === 'conflict' ? [] : [[who, to.status] as const])),
  );
}

/** What is set aside for later is not judged yet. */
const JUDGED: readonly Status[] = ['included', 'excluded', 'maybe'];

/** Cohen's kappa of each two readers who decided of the same papers. @param among only these papers */
export function agreementOf(votes: Votes, among?: (work: WorkNumber) => boolean): PairAgreement[] {
  const papers = [...votes].filter(([work]) => among?.(work) ?? true).map(([, own]) => own);
  const readers = [...new Set(papers.flatMap((own) => [...own.keys()]))].sort();
  return readers.flatMap((one, at) =>
    readers.slice(at + 1).flatMap((other): PairAgreement[] => {
      const pairs = papers.flatMap((own): [string, string][] => {
        const [a, b] = [own.get(one), own.get(other)];
        return a !== undefined && b !== undefined && JUDGED.includes(a) && JUDGED.includes(b) ? [[a, b]] : [];
      });
      return pairs.length === 0 ? [] : [{ readers: [one, other], ...cohensKappa(pairs) }];
    }),
  );
}

/** Who decided on which of a hub's papers, as far as the journal was read. */
interface Readers {
  after: number;
  papers: Map<string, Set<WorkNumber>>;
}

/** Lines of the journal read in one step. */
const A_STEP = 500;

/**
 * Who decided in a screening, and on how many of a hub's papers, whether they changed their minds or not; the busiest first. What is
 * known is kept until facts change: asked again, only the lines that came since are read.
 */
export function* readersIn(
  lib: Library,
  screening: Screening,
  columns: Columns,
): Steps<{ who: string; papers: number }[]> {
  const names = reading(lib, () => namesOfScreening(lib, screening));
  const readers = cachedIn(columns, `readers ${screening}`, (): Readers => ({ after: 0, papers: new Map() }));
  for (;;) {
    const last = reading(lib, () => lastLine(lib));
    if (readers.after >= last) break;
    const upTo = Math.min(last, readers.after + A_STEP);
    for (const { who, kind, work: name, to, undoes } of journalLines(lib, {
      screening: names,
      after: readers.after,
      upTo,
    })) {
      const isSaid = kind === 'decide' && to !== null && undoes === undefined;
      const work = isSaid ? workWithId(lib, name) : undefined;
      if (work === undefined || placeOf(columns, work) < 0) continue;
      const own = readers.papers.get(who) ?? new Set();
      readers.papers.set(who, own.add(work));
    }
    readers.after = upTo;
    yield upTo / last;
  }
  return [...readers.papers]
    .map(([who, own]) => ({ who, papers: own.size }))
    .sort((a, b) => b.papers - a.papers || (a.who < b.who ? -1 : 1));
}
