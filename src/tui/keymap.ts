/**
 * THE table of keys. What a key does, the footer's hints and the help screen are all read from here; nothing else knows
 * a key's name.
 */
import type { ActionName } from './state/actions.js';

/** Where a key holds: a screen, a pane of the explorer, a dialog. */
export type Context =
  | 'hubs'
  | 'pick'
  | 'choose'
  | 'facets'
  | 'list'
  | 'details'
  | 'sheet'
  | 'help'
  | 'palette'
  | 'menu'
  | 'refused'
  | 'prompt'
  | 'note'
  | 'tags'
  | 'name'
  | 'reading'
  | 'audit'
  | 'export'
  | 'existing'
  | 'existingBib'
  | 'fetch'
  | 'fetching'
  | 'fetched';

export const CONTEXT_NAMES: Record<Context, string> = {
  hubs: 'List of hubs',
  pick: 'Choosing a paper',
  choose: 'Choosing another paper',
  facets: 'Filters',
  list: 'Citing papers',
  details: 'Details',
  sheet: 'Around the hub',
  help: 'Help',
  palette: 'Finding a command',
  menu: 'Menu',
  refused: 'Where nothing can be chosen',
  prompt: 'Typing',
  note: 'Writing a note',
  tags: 'Typing tags',
  name: 'Typing a name',
  reading: 'Reading list',
  audit: 'Audit',
  export: 'Export',
  existing: 'A file that exists',
  existingBib: 'A .bib file that exists',
  fetch: 'Before a fetch',
  fetching: 'While it fetches',
  fetched: 'After a fetch',
};

export interface Binding {
  /** Names of keys as the tokenizer gives them; the first is the one hints show. */
  keys: readonly string[];
  action: ActionName;
  where: readonly Context[];
  /** A sentence for the help screen. */
  help: string;
  /** A word for the footer; without one the key is found in the help. */
  hint?: string;
  /**
   * What it does with a number before it, which stands for N: `to line N`, or in braces with what is counted, `{N paper}`, `{N match|matches}`.
   * Without this the key takes no number.
   */
  counted?: string;
  /** The greatest number it can do something with. */
  most?: number;
}

const EXPLORER = ['facets', 'list', 'details'] as const;
const SCROLLING = ['facets', 'list', 'details', 'sheet'] as const;
const WALKING = SCROLLING;
const CHOOSING = ['hubs', 'pick'] as const;
const EXISTING = ['existing', 'existingBib'] as const;
/** Where a line is typed. */
const LINES = ['prompt', 'note', 'tags', 'name', 'export', 'help', 'palette', 'hubs', 'choose'] as const;
/** Where a list stands under the line. */
const LISTED = ['help', 'palette', 'choose'] as const;
/** Where a line is typed and the arrows, Home and End are its own. */
const PLAIN_LINES = ['prompt', 'note', 'tags', 'name', 'export'] as const;
/** Where papers are decided on. */
const DECIDING = ['list', 'details'] as const;
const EVERYWHERE = [
  ...CHOOSING,
  ...SCROLLING,
  'reading',
  'help',
  'palette',
  'menu',
  'refused',
  'prompt',
  'note',
  'tags',
  'name',
  'audit',
  'export',
  'choose',
  'fetch',
  'fetching',
  'fetched',
  ...EXISTING,
] as const;

/** In the order of the help; within a context the footer takes hints from the top until its line is full. */
export const BINDINGS: readonly Binding[] = [
  // Filtering
  {
    keys: ['/'],
    action: 'search',
    where: EXPLORER,
    help: 'search title, authors and summary as you type',
    hint: 'search',
  },
  {
    keys: ['n'],
    action: 'nextMatch',
    where: EXPLORER,
    help: 'to the next paper that matches what was searched for last, also when the search is cleared; in the details: first to its next place in the text',
    counted: '{N match|matches} on',
  },
  {
    keys: ['N'],
    action: 'previousMatch',
    where: EXPLORER,
    help: 'to the previous match',
    counted: '{N match|matches} back',
  },
  {
    keys: ['r'],
    action: 'roleMenu',
    where: EXPLORER,
    help: 'filter by role, then its letter (capital letter: exclude it)',
    hint: 'role',
  },
  {
    keys: ['space'],
    action: 'toggleFacet',
    where: ['facets'],
    help: 'filter by the value under the cursor; again: no longer',
    hint: 'filter',
  },
  {
    keys: ['enter'],
    action: 'toggleFacet',
    where: ['facets'],
    help: 'filter by the value under the cursor; again: no longer',
  },
  {
    keys: ['-'],
    action: 'excludeFacet',
    where: ['facets'],
    help: 'exclude the value under the cursor',
    hint: 'exclude',
  },
  // Choosing
  {
    keys: ['space'],
    action: 'mark',
    where: ['list'],
    help: 'select the paper and move to the next',
    hint: 'select',
    counted: 'select {N paper}',
  },
  // Deciding
  {
    keys: ['a'],
    action: 'include',
    where: DECIDING,
    help: 'include the paper and move to the next (5a: five papers; with a selection: all of it)',
    hint: 'include',
    counted: 'include {N paper}',
  },
  {
    keys: ['d'],
    action: 'exclude',
    where: DECIDING,
    help: 'exclude the paper and move to the next',
    hint: 'exclude',
    counted: 'exclude {N paper}',
  },
  {
    keys: ['D'],
    action: 'excludeBecause',
    where: DECIDING,
    help: 'exclude the paper with a reason, then the reason’s letter; reasons are added and removed there',
    counted: 'exclude {N paper} for a reason',
  },
  {
    keys: ['m'],
    action: 'maybe',
    where: DECIDING,
    help: 'maybe: decide on it when more is known',
    counted: 'mark {N paper} as maybe',
  },
  { keys: ['z'], action: 'later', where: DECIDING, help: 'later: put the decision off', counted: 'put off {N paper}' },
  {
    keys: ['X'],
    action: 'undecide',
    where: DECIDING,
    help: 'clear the decision: the paper is unscreened again',
    counted: 'clear {N decision}',
  },
  {
    keys: ['U'],
    action: 'unscreened',
    where: EXPLORER,
    help: 'only papers without a decision; again: all',
  },
  {
    keys: ['='],
    action: 'correct',
    where: DECIDING,
    help: 'correct role, polarity, verdict or novelty, or take that back, then its letter',
    counted: 'correct {N paper}',
  },
  { keys: ['b'], action: 'star', where: DECIDING, help: 'star the paper; again: no longer', counted: 'star {N paper}' },
  {
    keys: ['t', '#'],
    action: 'tags',
    where: DECIDING,
    help: 'tag the paper, or all that are selected',
    counted: 'tag {N paper}',
  },
  {
    keys: ['E'],
    action: 'note',
    where: DECIDING,
    help: 'write a note on the paper: one line here, a longer one in your editor',
  },
  {
    keys: ['T'],
    action: 'toRead',
    where: DECIDING,
    help: 'put the paper on the reading list; again: off it',
    counted: 'mark {N paper} to read',
  },
  { keys: ['R'], action: 'readingList', where: WALKING, help: 'the reading list, in its order' },
  {
    keys: ['W'],
    action: 'reviewMenu',
    where: EXPLORER,
    help: 'which review the decisions belong to: the hub’s own, a named one, a new one',
  },
  {
    keys: ['B'],
    action: 'blind',
    where: EXPLORER,
    help: 'hide what biases: authors, venue, citations, or what the setting blind names; again: show it',
  },
  {
    keys: ['e', 'x'],
    action: 'export',
    where: EXPLORER,
    help: 'export the selection, or all that match, to a file',
    hint: 'export',
  },
  {
    keys: ['enter'],
    action: 'zoom',
    where: ['list', 'details'],
    help: 'show the details full screen; again: back to the list',
    hint: 'details',
  },
  {
    keys: ['o'],
    action: 'overview',
    where: EXPLORER,
    help: 'overview of the hub: summaries, claims, co-cited works, years',
    hint: 'overview',
  },
  {
    keys: ['O'],
    action: 'sheetMenu',
    where: WALKING,
    help: 'all around the hub: timeline, co-cited works, schools, authors, claims, references',
    hint: 'around',
  },
  {
    keys: ['s'],
    action: 'sortMenu',
    where: EXPLORER,
    help: 'sort by novelty, date, title, citations, local citations, PageRank, your reading list or relevance; the same again reverses',
    hint: 'sort',
  },
  { keys: ['v'], action: 'verdictMenu', where: EXPLORER, help: 'filter by verdict, then its letter', hint: 'verdict' },
  { keys: ['P'], action: 'polarityMenu', where: EXPLORER, help: 'filter by polarity, then its letter' },
  {
    keys: ['i'],
    action: 'influential',
    where: EXPLORER,
    help: 'only influential citations; again: only the others; again: all',
  },
  { keys: ['c'], action: 'clear', where: EXPLORER, help: 'clear all filters and the search', hint: 'clear' },
  {
    keys: ['u'],
    action: 'undo',
    where: [...EXPLORER, 'reading'],
    help: 'undo the last step in this list: decision, tag, note, filter, search, order, selection',
  },
  {
    keys: ['@'],
    action: 'savedQueries',
    where: EXPLORER,
    help: 'saved queries by their numbers, with what is new in each; save the one of now',
  },
  { keys: ['ctrl-r'], action: 'redo', where: [...EXPLORER, 'reading'], help: 'do again what was undone' },
  { keys: [':'], action: 'editQuery', where: EXPLORER, help: 'edit the whole query line', hint: 'query' },
  { keys: ['f'], action: 'facets', where: EXPLORER, help: 'go to the filters; again: back to the list' },
  {
    keys: ['|'],
    action: 'facetPane',
    where: EXPLORER,
    help: 'the filters beside the list, or only in the line below it; the program remembers which',
  },
  { keys: ['S'], action: 'reverseSort', where: EXPLORER, help: 'reverse the sort' },
  {
    keys: ['V'],
    action: 'range',
    where: ['list'],
    help: 'start a range; move, then press it again to select the range',
  },
  { keys: ['A', '*', 'ctrl-a'], action: 'selectAll', where: ['list'], help: 'select all that match; again: none' },
  { keys: ['!'], action: 'invert', where: ['list'], help: 'invert the selection among those that match' },
  {
    keys: ['y', 'Y'],
    action: 'copy',
    where: EXPLORER,
    help: 'copy from the paper, or from all that are selected, then what: y again its BibTeX, or key, \\cite{…}, id, DOI, address, title (5yy: BibTeX of five)',
    counted: 'copy from {N paper}',
  },
  { keys: ['w'], action: 'browse', where: EXPLORER, help: 'open the paper’s page in the browser' },
  { keys: ['>'], action: 'openUnder', where: WALKING, help: 'open the work under the cursor as a hub of its own' },
  { keys: ['<'], action: 'openReferences', where: WALKING, help: 'what the work under the cursor cites' },
  {
    keys: ['C'],
    action: 'openCompared',
    where: WALKING,
    help: 'compare the hub with the work under the cursor, or one you choose: who cites only one, who both; in a comparison: with a third',
  },
  {
    keys: ['backspace', 'ctrl-o', 'H', '['],
    action: 'walkBack',
    where: WALKING,
    help: 'back to where you came from',
  },
  {
    keys: ['L', ']', 'ctrl-i'],
    action: 'walkForward',
    where: WALKING,
    help: 'forward again to where you came back from; Ctrl-I where the terminal tells it from Tab (kitty’s keyboard protocol)',
  },
  {
    keys: ['F'],
    action: 'fetch',
    where: EXPLORER,
    help: 'fetch the citing papers from the services, or what is new since the last time',
  },
  {
    keys: ['F'],
    action: 'fetch',
    where: ['sheet'],
    help: 'fetch the citing papers of the work under the cursor, or of the hub, from the services',
  },
  {
    keys: ['+'],
    action: 'linkClaim',
    where: ['list', 'details', 'sheet'],
    help: 'link the paper to a claim of the hub: it supports, extends, contrasts or refutes it',
  },
  { keys: ['M'], action: 'merge', where: ['list'], help: 'merge the selected records of one paper' },
  // Moving
  {
    keys: ['j', 'down'],
    action: 'down',
    where: SCROLLING,
    help: 'down a line (10j: ten lines)',
    counted: 'down {N line}',
  },
  { keys: ['k', 'up'], action: 'up', where: SCROLLING, help: 'up a line', counted: 'up {N line}' },
  { keys: ['pagedown', 'ctrl-f'], action: 'pageDown', where: SCROLLING, help: 'next page', counted: 'down {N page}' },
  { keys: ['pageup', 'ctrl-b'], action: 'pageUp', where: SCROLLING, help: 'previous page', counted: 'up {N page}' },
  {
    keys: ['ctrl-d'],
    action: 'halfDown',
    where: SCROLLING,
    help: 'down half a page',
    counted: 'down {N half page}',
  },
  {
    keys: ['ctrl-u'],
    action: 'halfUp',
    where: SCROLLING,
    help: 'up half a page',
    counted: 'up {N half page}',
  },
  {
    keys: ['g', 'home'],
    action: 'top',
    where: SCROLLING,
    help: 'to the first line (12g: to line 12)',
    counted: 'to line N',
  },
  {
    keys: ['G', 'end'],
    action: 'bottom',
    where: SCROLLING,
    help: 'to the last line (12G: to line 12)',
    counted: 'to line N',
  },
  {
    keys: ['J'],
    action: 'detailsDown',
    where: ['list', 'facets'],
    help: 'scroll the details down',
    counted: 'details down {N step}',
  },
  {
    keys: ['K'],
    action: 'detailsUp',
    where: ['list', 'facets'],
    help: 'scroll the details up',
    counted: 'details up {N step}',
  },
  { keys: ['J'], action: 'nextPaper', where: ['details'], help: 'the next citing paper', counted: 'down {N paper}' },
  {
    keys: ['K'],
    action: 'previousPaper',
    where: ['details'],
    help: 'the previous citing paper',
    counted: 'up {N paper}',
  },
  {
    keys: ['shift-down'],
    action: 'moreKeys',
    where: [...SCROLLING, 'reading'],
    help: 'after a number: more of the keys that take one, where their list is longer than the screen',
  },
  {
    keys: ['tab', 'right', 'l'],
    action: 'nextPane',
    where: EXPLORER,
    help: 'next pane (2 Tab: to pane 2; pane 1 is the filters, 2 the list, 3 the details)',
    counted: 'to pane N',
    most: 3,
  },
  { keys: ['shift-tab', 'left', 'h'], action: 'previousPane', where: EXPLORER, help: 'previous pane' },
  { keys: ['alt-1'], action: 'filtersPane', where: EXPLORER, help: 'to pane 1, the filters (also 1 Tab)' },
  { keys: ['alt-2'], action: 'listPane', where: EXPLORER, help: 'to pane 2, the list (also 2 Tab)' },
  { keys: ['alt-3'], action: 'detailsPane', where: EXPLORER, help: 'to pane 3, the details (also 3 Tab)' },
  // Around the hub
  {
    keys: ['enter'],
    action: 'openDoor',
    where: ['sheet'],
    help: 'open exactly the papers behind the number, bar or name under the cursor',
    hint: 'open',
  },
  {
    keys: ['s'],
    action: 'reorder',
    where: ['sheet'],
    help: 'another order, or what the years are stacked by: role, verdict, polarity',
    hint: 'order',
  },
  {
    keys: ['tab', '}'],
    action: 'nextSection',
    where: ['sheet'],
    help: 'to the next section',
    hint: 'section',
    counted: '{N section} on',
  },
  {
    keys: ['shift-tab', '{'],
    action: 'previousSection',
    where: ['sheet'],
    help: 'to the previous section',
    counted: '{N section} back',
  },
  {
    keys: ['right', 'l'],
    action: 'columnRight',
    where: ['sheet'],
    help: 'to the right; in a timeline: to the next year or month',
    counted: 'right {N step}',
  },
  {
    keys: ['left', 'h'],
    action: 'columnLeft',
    where: ['sheet'],
    help: 'to the left; in a timeline: to the previous year or month',
    counted: 'left {N step}',
  },
  // The list of hubs and the picker
  { keys: ['enter'], action: 'openHub', where: ['hubs'], help: 'open the hub', hint: 'open' },
  { keys: [':'], action: 'allWorks', where: ['hubs'], help: 'ask all works of the library a query', hint: 'all works' },
  { keys: ['enter'], action: 'openPicked', where: ['pick'], help: 'open the paper', hint: 'open' },
  { keys: ['down', 'j'], action: 'down', where: CHOOSING, help: 'down a line', hint: 'down', counted: 'down {N line}' },
  { keys: ['up', 'k'], action: 'up', where: CHOOSING, help: 'up a line', hint: 'up', counted: 'up {N line}' },
  { keys: ['pagedown', 'ctrl-f'], action: 'pageDown', where: CHOOSING, help: 'next page', counted: 'down {N page}' },
  { keys: ['pageup', 'ctrl-b'], action: 'pageUp', where: CHOOSING, help: 'previous page', counted: 'up {N page}' },
  { keys: ['home'], action: 'top', where: CHOOSING, help: 'to the first', counted: 'to line N' },
  { keys: ['end'], action: 'bottom', where: CHOOSING, help: 'to the last', counted: 'to line N' },
  {
    keys: ['/'],
    action: 'narrow',
    where: ['hubs'],
    help: 'narrow by title, author or id',
    hint: 'narrow',
  },
  // Menus
  {
    keys: ['enter', 'space'],
    action: 'chooseEntry',
    where: ['menu'],
    help: 'choose the entry under the cursor',
    hint: 'choose',
  },
  {
    keys: ['?'],
    action: 'explainMenu',
    where: ['menu'],
    help: 'explain each entry; again: only their names',
    hint: 'explain',
  },
  { keys: ['down'], action: 'down', where: ['menu'], help: 'down a line' },
  { keys: ['up'], action: 'up', where: ['menu'], help: 'up a line' },
  // Audit
  {
    keys: ['right', 'tab'],
    action: 'nextQuestion',
    where: ['audit'],
    help: 'the next citation without answering; behind the last one: how far judges agree',
    hint: 'next',
  },
  {
    keys: ['left', 'shift-tab'],
    action: 'previousQuestion',
    where: ['audit'],
    help: 'the previous citation',
    hint: 'previous',
  },
  {
    keys: ['backspace', 'delete'],
    action: 'takeBack',
    where: ['audit'],
    help: 'take the answer back',
    hint: 'take back',
  },
  { keys: ['down'], action: 'down', where: ['audit'], help: 'down a line' },
  { keys: ['up'], action: 'up', where: ['audit'], help: 'up a line' },
  { keys: ['pagedown', 'space', 'ctrl-f'], action: 'pageDown', where: ['audit'], help: 'next page' },
  { keys: ['pageup', 'ctrl-b'], action: 'pageUp', where: ['audit'], help: 'previous page' },
  { keys: ['home'], action: 'top', where: ['audit'], help: 'to the first line' },
  { keys: ['end'], action: 'bottom', where: ['audit'], help: 'to the last line' },
  // Typing
  { keys: ['enter'], action: 'accept', where: ['prompt'], help: 'keep what was typed', hint: 'keep' },
  {
    keys: ['tab'],
    action: 'completeNext',
    where: ['prompt'],
    help: 'complete a field, label, author, venue, tag, reason or @ and a saved query; again: the next that fits',
    hint: 'complete',
  },
  { keys: ['shift-tab'], action: 'completePrevious', where: ['prompt'], help: 'the previous completion' },
  {
    keys: ['down', 'ctrl-n'],
    action: 'promptDown',
    where: ['prompt'],
    help: 'next paper; on a recalled line: the one typed after it',
    hint: 'next paper',
  },
  {
    keys: ['up', 'ctrl-p'],
    action: 'promptUp',
    where: ['prompt'],
    help: 'previous paper; on the first one: recall the last line typed',
    hint: 'previous paper',
  },
  // The reading list
  { keys: ['enter'], action: 'openToRead', where: ['reading'], help: 'open the paper', hint: 'open' },
  {
    keys: ['J', 'alt-down'],
    action: 'moveDown',
    where: ['reading'],
    help: 'move the paper down',
    hint: 'move down',
    counted: 'move the paper down {N place}',
  },
  {
    keys: ['K', 'alt-up'],
    action: 'moveUp',
    where: ['reading'],
    help: 'move the paper up',
    hint: 'move up',
    counted: 'move the paper up {N place}',
  },
  {
    keys: ['T', 'd', 'delete'],
    action: 'takeOff',
    where: ['reading'],
    help: 'take the paper off the reading list',
    hint: 'take off',
  },
  { keys: ['j', 'down'], action: 'down', where: ['reading'], help: 'down a line', counted: 'down {N line}' },
  { keys: ['k', 'up'], action: 'up', where: ['reading'], help: 'up a line', counted: 'up {N line}' },
  { keys: ['pagedown', 'ctrl-f'], action: 'pageDown', where: ['reading'], help: 'next page', counted: 'down {N page}' },
  { keys: ['pageup', 'ctrl-b'], action: 'pageUp', where: ['reading'], help: 'previous page', counted: 'up {N page}' },
  { keys: ['g', 'home'], action: 'top', where: ['reading'], help: 'to the first', counted: 'to line N' },
  { keys: ['G', 'end'], action: 'bottom', where: ['reading'], help: 'to the last', counted: 'to line N' },
  // Notes, tags and names
  { keys: ['enter'], action: 'keepLine', where: ['note', 'tags', 'name'], help: 'keep what was typed', hint: 'keep' },
  {
    keys: ['ctrl-g'],
    action: 'editNote',
    where: ['note'],
    help: 'go on in your editor ($VISUAL or $EDITOR)',
    hint: 'in your editor',
  },
  { keys: ['tab'], action: 'completeTag', where: ['tags'], help: 'complete the tag', hint: 'complete' },
  { keys: ['down', 'ctrl-n'], action: 'down', where: ['tags'], help: 'the next of the tags that fit' },
  { keys: ['up', 'ctrl-p'], action: 'up', where: ['tags'], help: 'the previous one' },
  // Export
  { keys: ['enter'], action: 'write', where: ['export'], help: 'write the file', hint: 'write' },
  {
    keys: ['tab'],
    action: 'nextScope',
    where: ['export'],
    help: 'what to export: selection, all that match, this paper',
    hint: 'which papers',
  },
  { keys: ['down', 'ctrl-n'], action: 'nextFormat', where: ['export'], help: 'the next format', hint: 'format' },
  { keys: ['up', 'ctrl-p'], action: 'previousFormat', where: ['export'], help: 'the previous format' },
  {
    keys: ['ctrl-y'],
    action: 'toClipboard',
    where: ['export'],
    help: 'copy to the clipboard instead of writing a file',
    hint: 'copy',
  },
  {
    keys: ['ctrl-t'],
    action: 'annotate',
    where: ['export'],
    help: 'put role, verdict, novelty and what you decided into keywords and annote',
    hint: 'annotate',
  },
  { keys: ['y'], action: 'overwrite', where: EXISTING, help: 'overwrite the file', hint: 'overwrite' },
  {
    keys: ['a'],
    action: 'append',
    where: ['existingBib'],
    help: 'add the papers that are not in the file yet',
    hint: 'add to it',
  },
  {
    keys: ['escape'],
    action: 'escape',
    where: EXISTING,
    help: 'leave the file as it is; so does every other key',
    hint: 'leave it',
  },
  // Fetching
  {
    keys: ['enter'],
    action: 'beginFetch',
    where: ['fetch'],
    help: 'ask the services; what they say is kept page by page',
    hint: 'ask them',
  },
  {
    keys: ['escape'],
    action: 'escape',
    where: ['fetching'],
    help: 'stop the fetch: what has come is kept, and the next one goes on from there',
    hint: 'stop',
  },
  { keys: ['enter', 'escape'], action: 'escape', where: ['fetched'], help: 'close', hint: 'close' },
  // Choosing another paper
  {
    keys: ['enter'],
    action: 'takeChoice',
    where: ['choose'],
    help: 'take the paper under the cursor: for a path to it, or to compare with it',
    hint: 'take it',
  },
  // The palette
  {
    keys: ['enter'],
    action: 'runCommand',
    where: ['palette'],
    help: 'do what the line under the cursor says',
    hint: 'run',
  },
  // Help
  { keys: ['enter'], action: 'runHelp', where: ['help'], help: 'do what the line under the cursor says', hint: 'run' },
  { keys: ['down', 'ctrl-n'], action: 'down', where: LISTED, help: 'down a line' },
  { keys: ['up', 'ctrl-p'], action: 'up', where: LISTED, help: 'up a line' },
  { keys: ['pagedown', 'ctrl-f'], action: 'pageDown', where: LISTED, help: 'next page' },
  { keys: ['pageup', 'ctrl-b'], action: 'pageUp', where: LISTED, help: 'previous page' },
  // Editing a line
  { keys: ['left', 'ctrl-b'], action: 'characterLeft', where: PLAIN_LINES, help: 'one character left' },
  { keys: ['left'], action: 'characterLeft', where: [...LISTED, 'hubs'], help: 'one character left' },
  { keys: ['right', 'ctrl-f'], action: 'characterRight', where: PLAIN_LINES, help: 'one character right' },
  { keys: ['right'], action: 'characterRight', where: [...LISTED, 'hubs'], help: 'one character right' },
  { keys: ['alt-b', 'alt-left', 'ctrl-left'], action: 'wordLeft', where: LINES, help: 'one word left' },
  { keys: ['alt-f', 'alt-right', 'ctrl-right'], action: 'wordRight', where: LINES, help: 'one word right' },
  {
    keys: ['home', 'ctrl-a'],
    action: 'lineStart',
    where: [...PLAIN_LINES, ...LISTED],
    help: 'to the start of the line',
  },
  { keys: ['ctrl-a'], action: 'lineStart', where: ['hubs'], help: 'to the start of the line' },
  { keys: ['end', 'ctrl-e'], action: 'lineEnd', where: [...PLAIN_LINES, ...LISTED], help: 'to the end of the line' },
  { keys: ['ctrl-e'], action: 'lineEnd', where: ['hubs'], help: 'to the end of the line' },
  { keys: ['backspace', 'ctrl-h'], action: 'deleteLeft', where: LINES, help: 'delete the character to the left' },
  { keys: ['delete', 'ctrl-d'], action: 'deleteRight', where: LINES, help: 'delete the character under the cursor' },
  { keys: ['ctrl-w'], action: 'deleteToBlank', where: LINES, help: 'delete back to the last space' },
  { keys: ['alt-backspace'], action: 'deleteWordLeft', where: LINES, help: 'delete the word to the left' },
  { keys: ['alt-d'], action: 'deleteWordRight', where: LINES, help: 'delete the word to the right' },
  { keys: ['ctrl-u'], action: 'deleteToStart', where: LINES, help: 'delete to the start of the line', hint: 'erase' },
  { keys: ['ctrl-k'], action: 'deleteToEnd', where: LINES, help: 'delete to the end of the line' },
  // Everywhere
  {
    keys: ['ctrl-p'],
    action: 'palette',
    where: ['hubs', 'pick', 'reading', ...SCROLLING],
    help: 'find a command, a saved query, a hub or a paper that was open lately by a few letters of its name',
    hint: 'find',
  },
  {
    keys: ['?'],
    action: 'help',
    where: ['hubs', 'pick', 'reading', 'audit', ...SCROLLING],
    help: 'this help',
    hint: 'help',
  },
  {
    keys: ['escape'],
    action: 'escape',
    where: ['menu', 'prompt', 'note', 'tags', 'name', 'reading', 'audit', 'export', 'fetch', ...LISTED, 'sheet'],
    help: 'close',
    hint: 'close',
  },
  { keys: ['backspace'], action: 'escape', where: ['menu'], help: 'close' },
  { keys: ['escape', 'enter', 'backspace'], action: 'escape', where: ['refused'], help: 'close', hint: 'close' },
  {
    keys: ['escape'],
    action: 'escape',
    where: [...EXPLORER, 'hubs', 'pick'],
    help: 'take one thing back: close what is open, then the search, the last filter, the selection',
  },
  { keys: ['o'], action: 'back', where: ['sheet'], help: 'back to where it was opened' },
  {
    keys: ['q'],
    action: 'back',
    where: ['hubs', 'pick', 'reading', 'audit', ...SCROLLING],
    help: 'back, or quit; with --pick (to pick papers for a pipe), quitting prints the ids of the selected ones',
    hint: 'back',
  },
  { keys: ['Z'], action: 'skipStep', where: WALKING, help: 'in the tutorial: pass over this step' },
  {
    keys: ['ctrl-l'],
    action: 'redraw',
    where: ['hubs', 'pick', 'reading', 'audit', ...SCROLLING],
    help: 'redraw the screen',
  },
  {
    keys: ['ctrl-z'],
    action: 'suspend',
    where: EVERYWHERE,
    help: 'suspend (fg brings it back)',
  },
  { keys: ['ctrl-c'], action: 'quit', where: EVERYWHERE, help: 'quit at once' },
];

const byContext = new Map<Context, Map<string, Binding>>();
for (const binding of BINDINGS) {
  for (const context of binding.where) {
    const table = byContext.get(context) ?? new Map<string, Binding>();
    byContext.set(context, table);
    for (const key of binding.keys) table.set(key, binding);
  }
}

/** What a key does in a context; undefined where it does nothing (or is typed). */
export function bindingFor(context: Context, key: string): Binding | undefined {
  return byContext.get(context)?.get(key);
}

/** Whether a number can be typed before keys of a context. */
export const takesNumbers = (context: Context): boolean =>
  [...(byContext.get(context)?.values() ?? [])].some(({ counted }) => counted !== undefined);

/** The bindings of a context in the table's order. */
export function bindingsOf(context: Context): Binding[] {
  return BINDINGS.filter((binding) => binding.where.includes(context));
}

/**
 * The key for an action in a context as people write it, for sentences that name one.
 * @throws Error where the table has none, which is a mistake in the program.
 */
export function keyFor(action: ActionName, context: Context, look?: KeyLook): string {
  const binding = bindingsOf(context).find((entry) => entry.action === action);
  if (binding === undefined) throw new Error(`no key for ${action} in ${context}`);
  return keyLabel(binding.keys[0]!, look);
}

/** How keys are written. */
export interface KeyLook {
  /** Whether the terminal has arrows: a letter in their place would be another key. */
  arrows: boolean;
  /** Whether they are heard: that a letter is a capital one is said, and arrows have names. */
  listens?: boolean;
}

const ARROWS: Record<string, string> = { up: '↑', down: '↓', left: '←', right: '→' };

const KEY_NAMES: Record<string, string> = {
  space: 'Space',
  enter: 'Enter',
  escape: 'Esc',
  tab: 'Tab',
  backspace: 'Backspace',
  delete: 'Del',
  pagedown: 'PgDn',
  pageup: 'PgUp',
  home: 'Home',
  end: 'End',
  up: 'Up',
  down: 'Down',
  left: 'Left',
  right: 'Right',
};

/** A key as it is heard: `d`, `capital D`. */
export const heardKey = (label: string): string => (/^\p{Lu}$/u.test(label) ? `capital ${label}` : label);

/** A key as people write it: `Ctrl-D`, `Shift-Tab`, `G`. */
export function keyLabel(key: string, { arrows, listens = false }: KeyLook = { arrows: true }): string {
  if (listens) return heardKey(keyLabel(key, { arrows: false }));
  const named = (plain: string): string | undefined => (arrows ? ARROWS[plain] : undefined) ?? KEY_NAMES[plain];
  const [, modifier, plain] = /^(ctrl|alt|shift)-(.+)$/u.exec(key) ?? [];
  if (modifier === undefined || plain === undefined) return named(key) ?? key;
  return `${modifier[0]!.toUpperCase()}${modifier.slice(1)}-${named(plain) ?? plain.toUpperCase()}`;
}
