/** A reader who has said nothing yet, for tests of the screen that are about something else. */
import type { Decided, DecisionServices, Said } from '../../src/tui/services/decision-services.js';

export const UNDECIDED: Decided = { starred: false, tagged: false, noted: false };
export const NOTHING_SAID: Said = { starred: false, tags: [], note: '', claims: [] };

/** @param citing papers of the hub */
export function noDecisions(citing: number): DecisionServices {
  const nothing = (): never => {
    throw new Error('not asked for here');
  };
  return {
    review: () => null,
    decided: (_hub, works) => works.map(() => UNDECIDED),
    said: () => NOTHING_SAID,
    progress: () => ({
      excluded: [],
      included: 0,
      maybe: 0,
      later: 0,
      conflict: 0,
      unscreened: citing,
      records: citing,
      begun: false,
    }),
    *countRecords() {},
    decidedIn: () => 0,
    takeSteps: () => [],
    linesOf: () => 0,
    undo: nothing,
    queries: () => [],
    saveQuery: nothing,
    removeQuery: nothing,
    changedElsewhere: () => false,
    leaveUnread: () => () => {},
    enterReview: nothing,
    reviews: nothing,
    decide: nothing,
    star: nothing,
    allTags: nothing,
    commonTags: nothing,
    tag: nothing,
    note: nothing,
    reasons: nothing,
    addReason: nothing,
    removeReason: nothing,
    correct: nothing,
    revoke: nothing,
    corrected: () => 0,
    reading: nothing,
    putOnReading: nothing,
    isOnReading: nothing,
    moveReading: nothing,
  };
}
