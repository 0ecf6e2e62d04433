/** The keys that hold somewhere by what one wants to do, each with a word or two, flowing into lines. */
import { fitLine, type Line, lineWidth, type Span } from '../../../text/spans.js';
import { width } from '../../../text/width.js';
import type { ActionName } from '../../state/actions.js';
import { EDITS } from '../../typed-line.js';

/** What one wants to do, and what does it. An action that is nowhere here stands last, with the word of its hint. */
const AIMS: readonly { title: string; words: Partial<Record<ActionName, string>> }[] = [
  {
    title: 'Find',
    words: {
      search: 'search',
      nextMatch: 'next match',
      previousMatch: 'previous match',
      editQuery: 'query line',
      savedQueries: 'saved queries',
      palette: 'any command',
      moreKeys: 'more after a number',
      narrow: 'narrow',
      allWorks: 'all papers',
    },
  },
  {
    title: 'Move',
    words: {
      down: 'down',
      up: 'up',
      pageDown: 'page down',
      pageUp: 'page up',
      halfDown: 'half down',
      halfUp: 'half up',
      top: 'first',
      bottom: 'last',
      nextPane: 'next pane',
      previousPane: 'previous',
      filtersPane: 'filters',
      listPane: 'list',
      detailsPane: 'details',
      columnRight: 'right',
      columnLeft: 'left',
      nextSection: 'next section',
      previousSection: 'previous section',
      nextQuestion: 'next question',
      previousQuestion: 'previous question',
    },
  },
  {
    title: 'Filter, sort',
    words: {
      roleMenu: 'role',
      polarityMenu: 'polarity',
      verdictMenu: 'verdict',
      influential: 'influential',
      unscreened: 'undecided',
      toggleFacet: 'choose',
      excludeFacet: 'exclude',
      clear: 'clear',
      facets: 'filters',
      facetPane: 'filters pane',
      sortMenu: 'sort',
      reverseSort: 'reverse',
      reorder: 'another order',
    },
  },
  {
    title: 'Read',
    words: {
      zoom: 'details',
      detailsDown: 'details down',
      detailsUp: 'details up',
      nextPaper: 'next paper',
      previousPaper: 'previous paper',
      browse: 'browser',
      blind: 'blind',
    },
  },
  {
    title: 'Decide',
    words: {
      include: 'include',
      exclude: 'exclude',
      excludeBecause: 'with a reason',
      maybe: 'maybe',
      later: 'later',
      undecide: 'clear decision',
      correct: 'correct labels',
      takeBack: 'take back',
      star: 'star',
      tags: 'tags',
      note: 'note',
      toRead: 'to read',
      readingList: 'reading list',
      moveDown: 'paper down',
      moveUp: 'paper up',
      takeOff: 'take off the list',
      reviewMenu: 'choose a review',
    },
  },
  {
    title: 'Select',
    words: { mark: 'select', range: 'a range', selectAll: 'all', invert: 'invert', merge: 'merge' },
  },
  { title: 'Copy, export', words: { export: 'export', copy: 'copy: yy BibTeX, yk key …' } },
  {
    title: 'Around',
    words: {
      overview: 'overview',
      sheetMenu: 'more',
      openDoor: 'open',
      openHub: 'open',
      openPicked: 'open',
      openToRead: 'open',
      openUnder: 'open as a hub',
      openReferences: 'what it cites',
      openCompared: 'compare',
      linkClaim: 'link to a claim',
      walkBack: 'back',
      walkForward: 'forward',
      fetch: 'fetch citers',
    },
  },
  {
    title: 'Leave',
    words: {
      escape: 'one step back',
      undo: 'undo',
      redo: 'redo',
      back: 'back',
      quit: 'quit',
      suspend: 'suspend',
      redraw: 'redraw',
      skipStep: 'skip step',
      help: 'help',
    },
  },
];

/** A key or a mark as it is listed. */
interface Entry {
  action: ActionName | undefined;
  /** Of a mark, where there is no action: the word, and the group. */
  mark: { word: string; title: string } | undefined;
  key: string;
  /** What a key does where the table of aims does not know it. */
  word: string;
}

/** An entry in its group. */
export interface Placed<E> {
  entry: E;
  word: string;
}

const isEdit = ({ action }: Entry): boolean => action !== undefined && action in EDITS;

/** Entries by what they are for, in the order of the table, those it does not know behind them and marks last. */
export function byAim<E extends Entry>(entries: readonly E[]): { title: string; placed: Placed<E>[] }[] {
  const groups = AIMS.map(({ title, words }) => ({
    title,
    placed: Object.keys(words).flatMap((action) =>
      entries
        .filter((entry) => entry.action === action)
        .map((entry) => ({ entry, word: words[action as ActionName]! })),
    ),
  }));
  const known = new Set(groups.flatMap(({ placed }) => placed.map(({ entry }) => entry)));
  const others = new Map<string, Placed<E>[]>();
  for (const entry of entries) {
    if (known.has(entry)) continue;
    const title = entry.mark?.title ?? (isEdit(entry) ? 'Typing' : 'More');
    others.set(title, [...(others.get(title) ?? []), { entry, word: entry.mark?.word ?? entry.word }]);
  }
  return [...groups, ...[...others].map(([title, placed]) => ({ title, placed }))].filter(
    ({ placed }) => placed.length > 0,
  );
}

/** Cells of the names of groups. */
const TITLE = 13;

/** A line, and where the cursor can stand in it: the places of its entries among all. */
export interface FlowLine {
  line: Line;
  stops: readonly number[];
}

/**
 * Groups as lines of so many cells, a group's name before its first one.
 * @param draw an entry in its words, by its place among all
 */
export function flow<E>(
  groups: readonly { title: string; placed: readonly Placed<E>[] }[],
  cells: number,
  draw: (placed: Placed<E>, at: number) => Span[],
): FlowLine[] {
  const lines: FlowLine[] = [];
  let at = 0;
  for (const { title, placed } of groups) {
    const blank = ' '.repeat(Math.max(1, TITLE - width(title)));
    let line: Span[] = [{ text: ' ' }, { text: title, style: 'heading' }, { text: blank }];
    let stops: number[] = [];
    for (const one of placed) {
      const spans = draw(one, at);
      if (stops.length > 0 && lineWidth(line) + lineWidth(spans) > cells) {
        lines.push({ line: fitLine(line, cells), stops });
        line = [{ text: ' '.repeat(TITLE + 1) }];
        stops = [];
      }
      line.push(...spans);
      stops.push(at);
      at += 1;
    }
    lines.push({ line: fitLine(line, cells), stops });
  }
  return lines;
}
