/** What the reader decided, of one open library: read for the screens, and recorded in its journal. */
import {
  type Change,
  CORRECTED,
  type Corrected,
  cleanWords,
  reviewScreening,
  type Screening,
} from '../../hub/decisions/decision.js';
import type { Id } from '../../hub/record.js';
import { countsOf } from '../../library/decisions/counts.js';
import {
  isLeftUnread,
  lastLine,
  leaveUnread,
  linesOfStep,
  type Recorded,
  readerName,
  record,
  undo,
} from '../../library/decisions/journal.js';
import { queriesInOrder, queryName, queryToSave, reasonsOf, whyNoQueryName } from '../../library/decisions/lists.js';
import { decisionsIn, marksOf } from '../../library/decisions/live.js';
import { addToReading, moveInList, offReading, readingList } from '../../library/decisions/reading-list.js';
import { decidedBy, namedReviews } from '../../library/decisions/reviews.js';
import { ownScreening } from '../../library/decisions/screening.js';
import { stepParts } from '../../library/decisions/step-parts.js';
import { deciding } from '../../library/decisions/writing/deciding.js';
import { type Columns, unreadColumns } from '../../library/derived/columns.js';
import { type Library, writtenElsewhere } from '../../library/library.js';
import { ALL_WORKS, type WorkNumber } from '../../library/model.js';
import { recordsIn } from '../../library/read/flow.js';
import { hubHead } from '../../library/read/hubs.js';
import { workLines } from '../../library/read/rows.js';
import { claimsLinkedTo } from '../../library/reader/claim-links.js';
import { stepWords } from '../state/undo/words.js';
import type { DecisionServices, Progress, Undone } from './decision-services.js';

const LETTERS = 'abcdefghijklmnopqrstuvwxyz';

/** What is decided, and where: the screening of a hub, which queries over it ask about. @param who the reader's name */
export function libraryDecisions(
  library: Library,
  who: string,
): {
  decisions: DecisionServices;
  screening: (hub: WorkNumber) => Screening;
  forget: () => void;
  /** Takes note of what was recorded for this reader, so that it can be undone. @returns how many lines it was */
  noted: (recorded: Recorded) => number;
  /** Takes note of steps that were recorded for this reader beside the screen. */
  addSteps: (more: readonly string[]) => void;
} {
  let named: string | null = null;
  let progressOf: { key: string; progress: Progress } | undefined;
  /** The records of hubs, and what of their facts they were counted in. */
  const counted = new Map<WorkNumber, { records: number; facts: Columns }>();

  /** Whatever name of a hub it goes by, it is the same screening: the one it was asked for first will do. */
  const own = new Map<WorkNumber, Screening>();
  const screening = (hub: WorkNumber): Screening => {
    if (named !== null) return reviewScreening(named);
    const known = own.get(hub) ?? ownScreening(library, hub);
    own.set(hub, known);
    return known;
  };
  let steps: string[] = [];
  let version = writtenElsewhere(library);
  let seen = lastLine(library);
  const noted = ({ step, changed }: Recorded): number => {
    if (step !== null) steps.push(step);
    return changed;
  };
  const change = (changes: readonly Change<WorkNumber>[]): number => noted(record(library, who, changes));
  const isOfCitation = (axis: Corrected): boolean => axis === 'role' || axis === 'polarity';
  const citedBy = (hub: WorkNumber, axis: Corrected): { cited?: Id } =>
    isOfCitation(axis) ? { cited: hubHead(library, hub).id } : {};
  const tagsOf = (work: WorkNumber): readonly string[] => marksOf(library, 'tag').values.get(work) ?? [];

  const decisions: DecisionServices = {
    review: () => named,
    enterReview(name) {
      named = name;
    },
    takeSteps() {
      const taken = steps;
      steps = [];
      return taken;
    },
    linesOf: (names) => names.reduce((lines, name) => lines + linesOfStep(library, name), 0),
    undo(names, told) {
      const undone: Undone = { steps: [], left: 0, words: [] };
      for (const name of names) {
        const { step: back, left } = undo(library, who, name);
        undone.left += left;
        if (back !== null) undone.steps.push(back);
        const step = told === 'did' ? name : back;
        if (step !== null) undone.words.push(stepWords(stepParts(library, step)));
      }
      return undone;
    },
    leaveUnread: () => leaveUnread(library),
    changedElsewhere() {
      if (isLeftUnread(library)) return false;
      const now = writtenElsewhere(library);
      if (now === version) return false;
      version = now;
      // Facts that another program brings are taken in by the next question: no import is to be followed page by page.
      const last = lastLine(library);
      const isLonger = last !== seen;
      seen = last;
      return isLonger;
    },
    queries: () => queriesInOrder(library),
    saveQuery(text, line) {
      const problem = whyNoQueryName(text);
      if (problem !== null) throw new Error(problem);
      const name = queryName(text);
      const { to, before } = queryToSave(library, name, line);
      change([{ kind: 'query', name, to }]);
      return { name, before, ...(to.key !== undefined && { key: to.key }) };
    },
    removeQuery(name) {
      change([{ kind: 'query', name, to: null }]);
    },
    reviews: () => namedReviews(library),
    decided(hub, works) {
      const live = decisionsIn(library, screening(hub)).values;
      const [stars, tags, notes] = [marksOf(library, 'star'), marksOf(library, 'tag'), marksOf(library, 'note')];
      return works.map((work) => {
        const decision = live.get(work);
        return {
          ...(decision !== undefined && { decision }),
          starred: stars.values.has(work),
          tagged: tags.values.has(work),
          noted: notes.values.has(work),
        };
      });
    },
    said(hub, work) {
      const decision = decisionsIn(library, screening(hub)).values.get(work);
      const toRead = marksOf(library, 'reading').values.has(work) ? readingList(library).indexOf(work) + 1 : undefined;
      const by = decision === undefined ? undefined : decidedBy(library, screening(hub), work);
      return {
        ...(decision !== undefined && { decision }),
        ...(by !== undefined && { by }),
        ...(toRead !== undefined && { toRead }),
        starred: marksOf(library, 'star').values.has(work),
        tags: tagsOf(work),
        note: marksOf(library, 'note').values.get(work) ?? '',
        claims: claimsLinkedTo(library, hub, work).map(({ author, ...link }) =>
          author === readerName(who) ? link : { ...link, author },
        ),
      };
    },
    progress(hub) {
      const live = decisionsIn(library, screening(hub));
      const marks = (['star', 'tag', 'note'] as const).map((kind) => marksOf(library, kind));
      const known = counted.get(hub);
      const records = known !== undefined && known.facts === unreadColumns(library, hub) ? known.records : null;
      const key = [hub, live.generation, ...marks.map(({ generation }) => generation), records].join(' ');
      if (progressOf?.key === key) return progressOf.progress;
      const { reasons, excluded: _, total, ...counts } = countsOf(library, screening(hub), hub);
      const begun = live.values.size > 0 || marks.some(({ values }) => values.size > 0);
      // Before anything is decided nobody asks where sources overlap.
      const progress = { ...counts, excluded: reasons, begun, records: begun && hub !== ALL_WORKS ? records : total };
      progressOf = { key, progress };
      return progress;
    },
    *countRecords(hub) {
      // Of before: what is brought meanwhile is not among them.
      const facts = unreadColumns(library, hub);
      counted.set(hub, { records: yield* recordsIn(library, hub), facts });
    },
    decidedIn(hub) {
      if (named !== null) return null;
      let papers = 0;
      for (const { status } of decisionsIn(library, screening(hub)).values.values())
        papers += Number(status !== 'later');
      return papers;
    },
    decide(hub, works, decision) {
      const changed = change(deciding(library, screening(hub), works, decision));
      // Over the whole library one paper may be cleared in several hubs.
      return Math.min(changed, works.length);
    },
    star: (works, starred) => change(works.map((work) => ({ kind: 'star', work, to: starred || null }))),
    allTags() {
      const papers = new Map<string, number>();
      for (const tags of marksOf(library, 'tag').values.values())
        for (const tag of tags) papers.set(tag, (papers.get(tag) ?? 0) + 1);
      return [...papers]
        .map(([tag, count]) => ({ tag, papers: count }))
        .sort((a, b) => b.papers - a.papers || (a.tag < b.tag ? -1 : 1));
    },
    commonTags([first, ...others]) {
      if (first === undefined) return [];
      return tagsOf(first).filter((tag) => others.every((work) => tagsOf(work).includes(tag)));
    },
    tag(works, add, remove) {
      return change(
        works.flatMap((work) => [
          ...add.map((tag): Change<WorkNumber> => ({ kind: 'tag', work, tag, to: true })),
          ...remove.map((tag): Change<WorkNumber> => ({ kind: 'tag', work, tag, to: null })),
        ]),
      );
    },
    note(work, text) {
      change([{ kind: 'note', work, to: text.trim() === '' ? null : text }]);
    },
    reasons: () => [...reasonsOf(library)].map(([key, words]) => ({ key, words })),
    addReason(text) {
      const words = cleanWords(text);
      if (words === '') return null;
      const known = reasonsOf(library);
      if ([...known.values()].includes(words)) return words;
      const key = [...words.toLowerCase(), ...LETTERS].find((letter) => LETTERS.includes(letter) && !known.has(letter));
      if (key === undefined) throw new Error('Every letter gives a reason already; remove one first.');
      change([{ kind: 'reason', key, to: words }]);
      return words;
    },
    removeReason(key) {
      change([{ kind: 'reason', key, to: false }]);
    },
    correct: (hub, corrections) =>
      change(corrections.map((one) => ({ kind: 'override', ...one, ...citedBy(hub, one.axis) }))),
    revoke: (hub, works) =>
      change(
        works.flatMap((work) =>
          CORRECTED.filter((axis) => hub !== ALL_WORKS || !isOfCitation(axis)).map(
            (axis): Change<WorkNumber> => ({ kind: 'override', work, axis, to: null, ...citedBy(hub, axis) }),
          ),
        ),
      ),
    corrected: () => marksOf(library, 'override').generation,
    reading: () => workLines(library, readingList(library)),
    putOnReading: (works, on) => change(on ? addToReading(library, works) : offReading(works)),
    isOnReading: (work) => marksOf(library, 'reading').values.has(work),
    moveReading(work, by) {
      change(moveInList(library, work, by));
    },
  };
  const forget = (): void => own.clear();
  const addSteps = (more: readonly string[]): void => {
    steps.push(...more);
    // What the reader's own tasks wrote is shown when they are done, and need not be looked for.
    version = writtenElsewhere(library);
    seen = lastLine(library);
  };
  return { decisions, screening, forget, noted, addSteps };
}
