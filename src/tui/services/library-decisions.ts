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
import { lastLine, record, undo } from '../../library/decisions/journal.js';
import { queriesInOrder, queryToSave, reasonsOf } from '../../library/decisions/lists.js';
import { decisionsIn, marksOf } from '../../library/decisions/live.js';
import { decidedBy, namedReviews } from '../../library/decisions/reviews.js';
import { ownScreening } from '../../library/decisions/screening.js';
import { stepParts } from '../../library/decisions/step-parts.js';
import { type Library, writtenElsewhere } from '../../library/library.js';
import { ALL_WORKS, type WorkNumber } from '../../library/model.js';
import { recordsOf } from '../../library/read/flow.js';
import { hubHead } from '../../library/read/hubs.js';
import { workLines } from '../../library/read/rows.js';
import { stepWords } from '../state/undo/words.js';
import type { DecisionServices, Progress } from './decision-services.js';

const LETTERS = 'abcdefghijklmnopqrstuvwxyz';

/** What is decided, and where: the screening of a hub, which queries over it ask about. @param who the reader's name */
export function libraryDecisions(
  library: Library,
  who: string,
): { decisions: DecisionServices; screening: (hub: WorkNumber) => Screening; forget: () => void } {
  let named: string | null = null;
  let progressOf: { key: string; progress: Progress } | undefined;

  /** Whatever name of a hub it goes by, it is the same screening: the one it was asked for first will do. */
  const own = new Map<WorkNumber, Screening>();
  const records = new Map<WorkNumber, number>();
  const screening = (hub: WorkNumber): Screening => {
    if (named !== null) return reviewScreening(named);
    const known = own.get(hub) ?? ownScreening(library, hub);
    own.set(hub, known);
    return known;
  };
  let steps: string[] = [];
  let version = writtenElsewhere(library);
  let seen = lastLine(library);
  const change = (changes: readonly Change<WorkNumber>[]): number => {
    const { step, changed } = record(library, who, changes);
    if (step !== null) steps.push(step);
    return changed;
  };
  const isOfCitation = (axis: Corrected): boolean => axis === 'role' || axis === 'polarity';
  const citedBy = (hub: WorkNumber, axis: Corrected): { cited?: Id } =>
    isOfCitation(axis) ? { cited: hubHead(library, hub).id } : {};
  const tagsOf = (work: WorkNumber): readonly string[] => marksOf(library, 'tag').values.get(work) ?? [];
  const inOrder = (): WorkNumber[] =>
    [...marksOf(library, 'reading').values].sort((a, b) => a[1] - b[1]).map(([work]) => work);
  const places = (works: readonly WorkNumber[], placed: readonly (number | null)[]): Change<WorkNumber>[] =>
    works.map((work, at) => ({ kind: 'reading', work, to: placed[at]! }));

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
    undo(step) {
      const did = stepWords(stepParts(library, step));
      const { step: back, left } = undo(library, who, step);
      return { step: back, left, did, does: back === null ? '' : stepWords(stepParts(library, back)) };
    },
    changedElsewhere() {
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
      const { name, to } = queryToSave(library, text, line);
      if (name === '') return null;
      change([{ kind: 'query', name, to }]);
      return { name, ...(to.key !== undefined && { key: to.key }) };
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
      const toRead = marksOf(library, 'reading').values.has(work) ? inOrder().indexOf(work) + 1 : undefined;
      const by = decision === undefined ? undefined : decidedBy(library, screening(hub), work);
      return {
        ...(decision !== undefined && { decision }),
        ...(by !== undefined && { by }),
        ...(toRead !== undefined && { toRead }),
        starred: marksOf(library, 'star').values.has(work),
        tags: tagsOf(work),
        note: marksOf(library, 'note').values.get(work) ?? '',
      };
    },
    progress(hub) {
      const live = decisionsIn(library, screening(hub));
      const marks = (['star', 'tag', 'note'] as const).map((kind) => marksOf(library, kind));
      const key = [hub, live.generation, ...marks.map(({ generation }) => generation)].join(' ');
      if (progressOf?.key === key) return progressOf.progress;
      const { reasons, excluded: _, total, ...counts } = countsOf(library, screening(hub), hub);
      const begun = live.values.size > 0 || marks.some(({ values }) => values.size > 0);
      // Sources are gone through once a hub, and not before they matter.
      const all = begun && hub !== ALL_WORKS ? (records.get(hub) ?? recordsOf(library, hub)) : total;
      if (begun) records.set(hub, all);
      const progress = { ...counts, excluded: reasons, begun, records: all };
      progressOf = { key, progress };
      return progress;
    },
    decide(hub, works, decision) {
      const own = screening(hub);
      return change(works.map((work) => ({ kind: 'decide', screening: own, work, to: decision })));
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
    reading: () => workLines(library, inOrder()),
    putOnReading(works, on) {
      const { values } = marksOf(library, 'reading');
      const last = Math.max(0, ...values.values());
      const absent = works.filter((work) => !values.has(work));
      return change(
        on
          ? places(
              absent,
              absent.map((_, at) => last + at + 1),
            )
          : places(
              works,
              works.map(() => null),
            ),
      );
    },
    isOnReading: (work) => marksOf(library, 'reading').values.has(work),
    moveReading(work, by) {
      const { values } = marksOf(library, 'reading');
      const order = inOrder();
      const from = order.indexOf(work);
      const to = Math.max(0, Math.min(from + by, order.length - 1));
      if (from < 0 || to === from) return;
      // Those between give up their places to each other, so that no place is ever halved.
      const moved = order.slice(Math.min(from, to), Math.max(from, to) + 1);
      const placed = moved.map((one) => values.get(one)!);
      const turned = from < to ? [...moved.slice(1), work] : [work, ...moved.slice(0, -1)];
      change(places(turned, placed));
    },
  };
  const forget = (): void => {
    own.clear();
    records.clear();
  };
  return { decisions, screening, forget };
}
