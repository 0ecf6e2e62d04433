/**
 * Decisions out of a table, as lines of the journal. Each reader's stand beside those of the others, so that where they differ
 * nobody's is lost; and the lines are named after what they say, so that the same table twice changes nothing.
 */
import { createHash } from 'node:crypto';
import { cleanWords, type JournalLine, type Screening, STATUSES, type Status } from '../../hub/decisions/decision.js';
import { lineId, splitLineId } from '../../hub/decisions/journal-line.js';
import type { DecidedPaper, Vote } from '../../sources/decisions/decided.js';
import type { Library } from '../library.js';
import type { WorkNumber } from '../model.js';
import { idsOf } from '../works/ids.js';
import { noteTable, type Recorded, record } from './journal.js';
import { takeLines } from './lines.js';
import { decisionsIn, marksOf } from './live.js';
import { paperTold } from './told-papers.js';

export interface TableReport {
  /** Decisions that were new, by what they say, and those that the library had from this table already. */
  added: Record<Status, number>;
  known: number;
  /** Who decided. */
  readers: string[];
  /** Papers that were decided otherwise here before, and on which the table has the last word now. */
  overruled: number;
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
  const lines = linesOf(lib, screening, reader, papers, new Map([...found].map(([work, paper]) => [paper, work])));
  const fresh = unknownLines(lib, lines);
  const before = new Map(decisionsIn(lib, screening).values);
  const { added } = takeLines(lib, lines);
  const marks = putMarks(lib, reader, found);
  noteTable(lib, reader, [...new Set(fresh.map(({ step }) => step)), ...(marks.step === null ? [] : [marks.step])]);
  const after = decisionsIn(lib, screening).values;
  const isOverruled = (work: WorkNumber): boolean => {
    const [was, is] = [before.get(work)?.status, after.get(work)?.status];
    return was !== undefined && was !== 'conflict' && is !== 'conflict' && was !== is;
  };
  const counts = Object.fromEntries(STATUSES.map((status) => [status, 0])) as Record<Status, number>;
  for (const { to } of fresh) counts[(to as { status: Status }).status] += 1;
  return {
    added: counts,
    known: lines.length - added,
    readers: [...new Set(lines.map(({ who }) => who))].sort(),
    overruled: [...found.keys()].filter(isOverruled).length,
    marks: marks.changed,
    works: [...found.keys()],
    left,
  };
}

interface Row {
  vote: Vote;
  /** The paper as the table has it, by which the line is known again, and as the library has it. */
  paper: DecidedPaper;
  work: WorkNumber | undefined;
}

/**
 * A step for each reader. What a line is called depends on the table and the reader only, not on what the library has of it, so
 * that rows whose papers come later are taken then, and the others are known.
 */
function linesOf(
  lib: Library,
  screening: Screening,
  reader: string,
  papers: readonly DecidedPaper[],
  found: ReadonlyMap<DecidedPaper, WorkNumber>,
): JournalLine[] {
  const now = new Date().toISOString();
  const readers = new Map<string, Row[]>();
  for (const paper of papers)
    for (const vote of new Map(paper.votes.map((one) => [one.who, one])).values()) {
      const who = cleanWords(vote.who ?? '') || reader;
      const rows = readers.get(who) ?? [];
      readers.set(who, rows);
      rows.push({ vote, paper, work: found.get(paper) });
    }
  return [...readers].flatMap(([who, rows]) => {
    const said = rows.map(({ vote, paper: { ids, title, year } }) => [vote, ids, title, year]);
    const step = `table-${createHash('sha256')
      .update(JSON.stringify([screening, who, said]))
      .digest('base64url')
      .slice(0, 24)}`;
    const at = rows.reduce((latest, { vote }) => (vote.at !== undefined && vote.at > latest ? vote.at : latest), '');
    return rows.flatMap(({ vote: { status, reason }, work }, number): JournalLine[] => {
      const words = reason === undefined ? '' : cleanWords(reason);
      if (work === undefined) return [];
      return [
        {
          id: lineId(step, number + 1),
          step,
          at: at === '' ? now : at,
          who,
          kind: 'decide',
          screening,
          work: idsOf(lib, work)[0]!,
          item: '',
          from: null,
          to: { status, ...(words !== '' && { reason: words }) },
        },
      ];
    });
  });
}

function unknownLines(lib: Library, lines: readonly JournalLine[]): JournalLine[] {
  const known = lib.sql(
    'SELECT 1 FROM journal JOIN steps ON steps.id = journal.step WHERE steps.name = ? AND line = ?',
  );
  return lines.filter(({ id }) => {
    const { step, line } = splitLineId(id);
    return known.get(step, line) === undefined;
  });
}

/** Tags are added to those that are there, notes put below them. */
function putMarks(lib: Library, reader: string, found: ReadonlyMap<WorkNumber, DecidedPaper>): Recorded {
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
  return record(lib, reader, changes);
}
