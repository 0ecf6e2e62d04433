/**
 * Decisions out of a table, as lines of the journal. Each reader's stand beside those of the others, so that where they differ
 * nobody's is lost; and the lines are named after what they say, so that the same table twice changes nothing.
 */
import { createHash } from 'node:crypto';
import { cleanWords, type JournalLine, type Screening, STATUSES, type Status } from '../../hub/decisions/decision.js';
import { lineId } from '../../hub/decisions/journal-line.js';
import type { DecidedPaper, Vote } from '../../sources/decisions/decided.js';
import type { Library } from '../library.js';
import type { WorkNumber } from '../model.js';
import { idsOf } from '../works/ids.js';
import { record } from './journal.js';
import { takeLines } from './lines.js';
import { marksOf } from './live.js';
import { paperTold } from './told-papers.js';

export interface TableReport {
  /** Decisions that were new, by what they say, and those that the library had from this table already. */
  added: Record<Status, number>;
  known: number;
  /** Who decided. */
  readers: string[];
  /** Tags and notes that were new. */
  marks: number;
  /** The papers decided about, each once. */
  works: WorkNumber[];
  /** Rows that are of no paper of the library, and those of a paper that an earlier row is of, and why. */
  left: { paper: DecidedPaper; why: string }[];
}

/** @param reader who decided where the table does not say it, and who puts on tags and notes */
export function takeTable(
  lib: Library,
  screening: Screening,
  reader: string,
  papers: readonly DecidedPaper[],
): TableReport {
  const found = new Map<WorkNumber, DecidedPaper>();
  const left: TableReport['left'] = [];
  for (const paper of papers) {
    const work = paperTold(lib, paper);
    if (typeof work === 'string') left.push({ paper, why: work });
    else if (found.has(work)) left.push({ paper, why: `${found.get(work)!.place} is of the same paper` });
    else found.set(work, paper);
  }
  const lines = linesOf(lib, screening, reader, found);
  const fresh = unknownLines(lib, lines);
  const { added } = takeLines(lib, lines);
  const counts = Object.fromEntries(STATUSES.map((status) => [status, 0])) as Record<Status, number>;
  for (const { to } of fresh) counts[(to as { status: Status }).status] += 1;
  return {
    added: counts,
    known: lines.length - added,
    readers: [...new Set(lines.map(({ who }) => who))].sort(),
    marks: putMarks(lib, reader, found),
    works: [...found.keys()],
    left,
  };
}

function linesOf(
  lib: Library,
  screening: Screening,
  reader: string,
  found: ReadonlyMap<WorkNumber, DecidedPaper>,
): JournalLine[] {
  const now = new Date().toISOString();
  const steps = new Map<string, { who: string; at: string | undefined; votes: { work: string; vote: Vote }[] }>();
  for (const [work, { votes }] of found)
    for (const vote of votes) {
      const who = cleanWords(vote.who ?? reader);
      const name = `${who}\n${vote.at ?? ''}`;
      const step = steps.get(name) ?? { who, at: vote.at, votes: [] };
      steps.set(name, step);
      step.votes.push({ work: idsOf(lib, work)[0]!, vote });
    }
  return [...steps].flatMap(([name, { who, at, votes }]) => {
    const said = JSON.stringify([screening, name, votes]);
    const step = `table-${createHash('sha256').update(said).digest('base64url').slice(0, 24)}`;
    return votes.map(({ work, vote: { status, reason } }, at0): JournalLine => {
      const words = reason === undefined ? '' : cleanWords(reason);
      return {
        id: lineId(step, at0 + 1),
        step,
        at: at ?? now,
        who,
        kind: 'decide',
        screening,
        work,
        item: '',
        from: null,
        to: { status, ...(words !== '' && { reason: words }) },
      };
    });
  });
}

function unknownLines(lib: Library, lines: readonly JournalLine[]): JournalLine[] {
  const known = lib.sql('SELECT 1 FROM steps WHERE name = ?');
  return lines.filter(({ step }) => known.get(step) === undefined);
}

/** Tags are added to those that are there, notes put below them. */
function putMarks(lib: Library, reader: string, found: ReadonlyMap<WorkNumber, DecidedPaper>): number {
  const standing = marksOf(lib, 'note').values;
  const changes = [...found].flatMap(([work, { tags, notes }]) => {
    const before = standing.get(work);
    const more = notes.filter((note) => before?.includes(note) !== true).join('\n\n');
    return [
      ...tags
        .map(cleanWords)
        .filter((tag) => tag !== '')
        .map((tag) => ({ kind: 'tag', work, tag, to: true }) as const),
      ...(more === ''
        ? []
        : [{ kind: 'note', work, to: before === undefined ? more : `${before}\n\n${more}` } as const]),
    ];
  });
  return record(lib, reader, changes).changed;
}
