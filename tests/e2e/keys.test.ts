/** Every key of the help does what the help says, in a real terminal. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { BINDINGS, type Binding, type Context } from '../../src/tui/keymap.js';
import { EDITS, type EditName } from '../../src/tui/typed-line.js';
import { seeds } from '../seeds.js';
import type { Program, RunOptions, Wanted } from './harness/program.js';
import { explore, LONG_HUB } from './library.js';

interface Case {
  opens?: readonly string[];
  /** Pressed first, after what brings the context. */
  before?: readonly string[];
  /** Holds before the key, so that the key is what brings the change. */
  from?: Wanted;
  /** Holds after it. */
  shows?: Wanted;
  after?: (t: Program) => Promise<unknown>;
}

const RIGL = ['1911.11134'];
const HEP = ['hep-th/9711200'];
const PITH = ['2504.13837'];
const LONG = [LONG_HUB];

/** How to come to where a key holds. */
const CONTEXTS: Record<Context, { opens: readonly string[]; press: readonly string[]; shows: Wanted }> = {
  hubs: { opens: [], press: [], shows: /Hubs in this library/u },
  pick: { opens: ['superconformal', 'field', 'theories'], press: [], shows: /which one do you mean/u },
  choose: { opens: HEP, press: ['O', 'w'], shows: /A path to which paper/u },
  list: { opens: RIGL, press: [], shows: /▸Citing papers/u },
  facets: { opens: RIGL, press: ['f'], shows: /▸Filters/u },
  details: { opens: [LONG_HUB], press: ['enter'], shows: /▸Details · paper 1/u },
  sheet: { opens: RIGL, press: ['o'], shows: /▸Overview/u },
  help: { opens: RIGL, press: ['?'], shows: /Type to find:/u },
  palette: { opens: RIGL, press: ['ctrl-p'], shows: /─ Find ─/u },
  menu: { opens: RIGL, press: ['s'], shows: /the same again reverses/u },
  // No source said in which roles these papers cite the hub.
  refused: { opens: HEP, press: ['r'], shows: /nothing can be chosen/u },
  prompt: { opens: RIGL, press: ['/'], shows: /Enter keep/u },
  note: { opens: RIGL, press: ['E'], shows: /─ Note: A Survey/u },
  tags: { opens: RIGL, press: ['t'], shows: /─ Tags, with commas between/u },
  name: { opens: RIGL, press: ['D', '+'], shows: /─ Exclude for another reason/u },
  reading: { opens: RIGL, press: ['T', 'j', 'T', 'R'], shows: /2 papers, the next to read first/u },
  audit: { opens: LONG, press: ['O', 'x'], shows: /▸Citation 1 of 3/u },
  export: { opens: RIGL, press: ['e'], shows: /─ Export/u },
  fetch: { opens: RIGL, press: ['F'], shows: /This asks over the network/u },
  // The service never answers about this one.
  fetching: { opens: LONG, press: ['F', 'enter'], shows: /Esc stop/u },
  fetched: { opens: RIGL, press: ['F', 'enter'], shows: /Enter close/u },
  existing: {
    opens: PITH,
    press: ['e', 'down', 'down', 'ctrl-u', ...'~/old', 'enter', 'e', 'ctrl-u', ...'~/old', 'enter'],
    shows: /This file exists. Overwrite it\?/u,
  },
  existingBib: {
    opens: PITH,
    press: ['e', 'ctrl-u', ...'~/old', 'enter', 'e', 'ctrl-u', ...'~/old', 'enter'],
    shows: /This file exists. Overwrite it, or add to it\?/u,
  },
};

const page = (number: number): RegExp => new RegExp(`page ${number} of `, 'u');
const lastPage = (lines: string[]): boolean => {
  const found = /page (\d+) of (\d+)/u.exec(lines.join('\n'));
  return found !== null && found[1] === found[2];
};
/** Which line of the list the cursor is on; the list begins below its line of column names. */
const row = (lines: string[]): number =>
  lines.findIndex((line) => /(^|│)▸/u.test(line)) - lines.findIndex((line) => / Date[▲▼]? +Title/u.test(line)) - 1;
const onRow = (wanted: number) => (lines: string[]) => row(lines) === wanted;
const belowRow = (least: number) => (lines: string[]) => row(lines) > least;
/** The value the cursor of the filters is on. */
const onValue =
  (wanted: RegExp) =>
  (lines: string[]): boolean =>
    lines.some((line) => /^▸/u.test(line) && wanted.test(line.slice(0, 30)));
const onHub = (wanted: RegExp) => (lines: string[]) => lines.some((line) => /^ +▸/u.test(line) && wanted.test(line));
const ended = (code: number) => async (t: Program) => expect(await t.exit()).toMatchObject({ code });
const copied = (pattern: RegExp) => async (t: Program) => {
  await t.until(/Sent .* to the terminal/u);
  expect(t.clipboard()).toMatch(pattern);
};
const withoutFilters = (lines: string[]): boolean => !/ Filters ─/u.test(lines.join('\n'));
const zoomed = (paper: number): RegExp => new RegExp(`▸Details · paper ${paper} of`, 'u');
const same = async (t: Program): Promise<void> => {
  // The program itself takes the terminal again where no shell is there to continue it.
  await t.still(150);
  await t.until(() => t.altScreen());
  await t.until((lines) => lines.filter((line) => line.trim() !== '').length > 5);
};
/** Which line of a sheet the cursor is on. */
const onLine = (wanted: RegExp) => (lines: string[]) => lines.some((line) => /(^|│)▸/u.test(line) && wanted.test(line));
const atFirst = onLine(/Citing papers: 370/u);
/** On a line of the hub's head, which stands on the left. */
const atHead = (lines: string[]): boolean =>
  lines.some((line) => /^▸ *(super hub|Rigging|Citing papers: 370|arXiv:1911)/u.test(line));
const notAtFirst = (lines: string[]): boolean => /Overview/u.test(lines[1] ?? '') && !atFirst(lines);
/** Whether the details show their first line, the title. */
const unread = (lines: string[]): boolean => lines.some((line) => /(^|│) Reader number 3 *$/u.test(line));
const read = (lines: string[]): boolean => !unread(lines);
/** Whether the first sentence of an audit has gone by. */
const unheard = (lines: string[]): boolean => !/Sentence 1 /u.test(lines.join('\n'));
const onFirstKey = (lines: string[]): boolean => lines.some((line) => /▸ \/ +search/u.test(line));
const onFirstCommand = (lines: string[]): boolean => lines.some((line) => /▸ search title/u.test(line));
const onItem = (at: number) => (lines: string[]) => lines.findIndex((line) => /^ ▸/u.test(line)) === 4 + at;
/** What more presses show. */
const pressing = (keys: readonly string[], wanted: Wanted) => async (t: Program) => {
  await t.press(...keys);
  await t.until(wanted);
};
/** The same in the details, which a narrow terminal shows by themselves. */
const inDetails = (keys: readonly string[], wanted: Wanted) => async (t: Program) => {
  await t.press(...keys);
  if (!t.screen().some((line) => line.includes('Details'))) await t.press('enter');
  await t.until(wanted);
};
const allPapers = /all citing papers/u;
/** One paper decided on, in words or in marks as the width has it. */
const decided = (words: string, mark: string): RegExp => new RegExp(`1 screened:? 1(${mark}| ${words})`, 'u');
/** On this place of the reading list. */
const onPlace = (place: number, title = ''): RegExp => new RegExp(`▸ +${place}  ${title}`, 'u');
/** What the same key shows when pressed again and again. */
const again =
  (key: string, ...wanted: Wanted[]) =>
  async (t: Program) => {
    for (const one of wanted) {
      await t.press(key);
      await t.until(one);
    }
  };

/** By action, for every place where it holds; `action@context` where one place shows it in its own way. */
const CASES: Record<string, Case> = {
  search: { shows: /Enter keep/u },
  narrow: { shows: (lines) => /^ \/ {2}/u.test(lines[1] ?? '') },
  roleMenu: { opens: RIGL, shows: /b +background +239/u },
  verdictMenu: { opens: PITH, shows: /u +unverdicted +6/u },
  // No source said how these papers cite the hub: the reader says it of one.
  polarityMenu: { before: ['=', 'p', 'b'], from: /Corrected the polarity/u, shows: /b +background +1/u },
  'polarityMenu@facets': {
    before: ['tab', '=', 'p', 'b', 'f'],
    from: /▸Filters/u,
    shows: /b +background +1/u,
  },
  influential: { shows: /: influential:yes/u, after: again('i', /: -influential:yes/u, allPapers) },
  'influential@list': {
    shows: /: influential:yes .* 110 of 370/u,
    after: again('i', /: -influential:yes .* 260 of 370/u, allPapers),
  },
  toggleFacet: { shows: /: role:background .* 239 of 370/u },
  excludeFacet: { shows: /: -role:background .* 131 of 370/u },
  nextMatch: { before: [...'/sparse', 'enter', 'f'], from: /: sparse/u, shows: /“sparse”: 2 of/u },
  'nextMatch@list': { before: [...'/sparse', 'enter'], from: /: sparse/u, shows: /“sparse”: 2 of/u },
  'nextMatch@details': { before: [...'/reader', 'enter'], from: /: reader/u, shows: /“reader”: 2 of 3/u },
  previousMatch: { before: [...'/sparse', 'enter', 'f'], from: /: sparse/u, shows: /“sparse”: .*, from the end/u },
  'previousMatch@list': { before: [...'/sparse', 'enter'], from: /: sparse/u, shows: /“sparse”: .*, from the end/u },
  'previousMatch@details': { before: [...'/reader', 'enter'], from: /: reader/u, shows: /“reader”: 3 of 3, from/u },
  mark: { shows: /● 1 selected/u },
  include: { shows: decided('included', '✓') },
  exclude: { shows: decided('excluded', '✗') },
  excludeBecause: { shows: /o +off-topic/u },
  maybe: { shows: decided('maybe', '\\?') },
  later: { shows: /0 screened · [0-9]+ left,? 1(z| later)/u },
  undecide: { before: ['a', 'k'], from: decided('included', '✓'), shows: /: 370 here|370 of 370 in this/u },
  'undecide@list': { before: ['a', 'k'], from: decided('included', '✓'), shows: /370 of 370 in this library/u },
  'undecide@details': { before: ['a', 'K'], from: decided('included', '✓'), shows: /3 of 3 in this library/u },
  unscreened: { before: ['f', 'f'], shows: /: status:unscreened/u, after: again('U', allPapers) },
  star: { shows: /Starred 1 paper/u, after: again('b', /No longer starred: 1 paper/u) },
  tags: { shows: /─ Tags, with commas between/u },
  note: { shows: /─ Note: /u },
  toRead: { shows: /Put on the reading list: 1 paper/u, after: again('T', /Taken off the reading list: 1 paper/u) },
  readingList: { shows: /0 papers/u },
  reviewMenu: { shows: /n +a new review/u },
  blind: { shows: /Hidden now: authors, venue, citations/u, after: again('B', /Nothing is hidden now/u) },
  openToRead: { shows: zoomed(1) },
  moveDown: { from: onPlace(1, 'A Survey on Deep'), shows: onPlace(2, 'A Survey on Deep') },
  moveUp: { before: ['j'], from: onPlace(2, 'A Survey on Eff'), shows: onPlace(1, 'A Survey on Eff') },
  takeOff: { shows: /^ 1 paper\s*$/mu },
  'down@reading': { from: onPlace(1), shows: onPlace(2) },
  'up@reading': { before: ['j'], from: onPlace(2), shows: onPlace(1) },
  'pageDown@reading': { from: onPlace(1), shows: onPlace(2) },
  'pageUp@reading': { before: ['j'], from: onPlace(2), shows: onPlace(1) },
  'top@reading': { before: ['j'], from: onPlace(2), shows: onPlace(1) },
  'bottom@reading': { from: onPlace(1), shows: onPlace(2) },
  'undo@reading': { before: ['d'], from: /^ 1 paper\s*$/mu, shows: /2 papers, the next/u },
  'redo@reading': { before: ['d', 'u'], from: /2 papers, the next/u, shows: /^ 1 paper\s*$/mu },
  'back@reading': { shows: /▸Citing papers/u },
  'keepLine@note': { before: [...'weigh it'], after: inDetails([], /" weigh it/u) },
  'keepLine@tags': { before: [...'one, two'], after: inDetails([], /#one {2}#two/u) },
  'keepLine@name': { before: [...'too old'], shows: decided('excluded', '✗') },
  editNote: { before: [...'weigh it'], after: inDetails([], /" weigh it in the editor/u) },
  completeTag: { before: [...'rigl', 'enter', 'j', 't', 'r'], from: /▸ rigl/u, shows: /│ rigl, /u },
  'down@tags': { before: [...'one, two', 'enter', 'j', 't'], from: /▸ one/u, shows: /▸ two/u },
  'up@tags': { before: [...'one, two', 'enter', 'j', 't', 'down'], from: /▸ two/u, shows: /▸ one/u },
  export: { shows: /─ Export/u },
  zoom: { shows: zoomed(1) },
  'zoom@details': { shows: /▸Citing papers/u },
  overview: { shows: /▸Overview/u },
  sortMenu: { shows: /the same again reverses/u },
  clear: { before: ['i'], from: /influential:yes/u, shows: allPapers },
  undo: { before: ['i'], from: /influential:yes/u, shows: allPapers },
  savedQueries: { shows: /s +save this query…/u },
  redo: { before: ['i', 'u'], from: /Undone: query influential:yes/u, shows: /: influential:yes/u },
  editQuery: { before: ['i'], from: /influential:yes/u, shows: /: influential:yes/u },
  facets: { shows: /▸Filters/u },
  'facets@facets': { shows: /▸Citing papers/u },
  facetPane: { shows: / Filters ─/u, after: again('|', withoutFilters) },
  // Called for a look, they stay; where they were there by themselves, they go.
  'facetPane@facets': {
    after: async (t) => {
      const lines = await t.until(/./u);
      if (lines[0]!.length < 140) await again('f', / Filters ─/u)(t);
      else await again('|', / Filters ─/u)(t);
    },
  },
  'facetPane@details': { after: again('enter', / Filters ─/u) },
  reverseSort: { shows: /by date ▲/u },
  'reverseSort@details': {
    after: async (t) => {
      await t.press('enter');
      await t.until(/by date ▲/u);
    },
  },
  range: { before: ['V', 'j', 'j'], from: /○/u, shows: /● 3 selected/u },
  selectAll: { shows: /● 370 selected/u },
  invert: { before: ['space', '!', '!'], from: /● 1 selected/u, shows: /● 369 selected/u },
  copy: {
    shows: /k +citation key/u,
    after: async (t) => {
      await t.press('y');
      await copied(/^@\w+\{/u)(t);
    },
  },
  browse: { shows: /https:\/\//u },
  'openUnder@facets': {
    opens: HEP,
    before: ['tab', 's', 'c', 'g', 'f'],
    from: /by citations/u,
    shows: /Gauge Theory Correlators/u,
  },
  'openUnder@details': {
    opens: HEP,
    before: ['escape', 's', 'c', 'g'],
    from: /by citations/u,
    shows: /Gauge Theory Correlators/u,
  },
  openUnder: { opens: HEP, before: ['s', 'c', 'g'], from: /by citations/u, shows: /Gauge Theory Correlators/u },
  // The service knows no paper.
  fetch: {
    shows: /This asks over the network/u,
    after: pressing(['enter'], /Nobody who was asked knows of it/u),
  },
  moreKeys: { shows: /After a number this shows more of the keys/u },
  // This one the service never answers about.
  'fetch@details': { shows: /This asks over the network/u },
  beginFetch: { shows: /Nobody who was asked knows of it/u },
  'escape@fetching': { shows: /Stopped; F goes on from there/u },
  'escape@fetched': { shows: (lines) => !lines.some((line) => /─ Fetch who cites/u.test(line)) },
  merge: { before: ['space', 'space'], from: /● 2 selected/u, after: pressing(['m'], /369 of 370 in this library/u) },
  back: { after: ended(0) },
  'back@facets': {
    // Where the filters were called for a look, they go first.
    after: async (t) => (t.screen()[0]!.length < 140 ? t.until(/▸Citing/u) : ended(0)(t)),
  },
  'back@details': { shows: /▸Citing papers/u },
  'back@sheet': { shows: /▸Citing papers/u },
  down: { opens: HEP, from: onRow(0), shows: onRow(1) },
  'down@facets': { from: onValue(/background/u), shows: onValue(/method/u) },
  'down@sheet': { from: atFirst, shows: notAtFirst },
  'up@sheet': { before: ['j'], from: notAtFirst, shows: atFirst },
  openDoor: { from: atFirst, shows: /370 of 370/u },
  nextSection: { from: atFirst, shows: onLine(/In this library: 291/u) },
  previousSection: { before: ['tab'], from: onLine(/In this library: 291/u), shows: onLine(/super hub/u) },
  columnRight: { from: atFirst, shows: notAtFirst },
  columnLeft: { before: ['right'], from: notAtFirst, shows: atHead },
  reorder: { opens: PITH, before: ['O', 't'], from: /Timeline by role/u, shows: /Timeline by verdict/u },
  linkClaim: {
    opens: LONG,
    after: async (t) => {
      await t.until(/it supports|supports +it/u);
      await t.press('s');
      await t.until(/Linked: it supports this claim/u);
    },
  },
  'linkClaim@sheet': { shows: /Put the cursor on a citing paper/u },
  sheetMenu: { shows: /t +timeline/u },
  openReferences: { shows: /▸References/u },
  openCompared: { opens: HEP, before: ['escape', 's', 'c', 'g'], from: /by citations/u, shows: /▸Two compared/u },
  'openCompared@list': { opens: HEP, before: ['s', 'c', 'g'], from: /by citations/u, shows: /▸Two compared/u },
  'openCompared@facets': {
    opens: HEP,
    before: ['tab', 's', 'c', 'g', 'f'],
    from: /by citations/u,
    shows: /▸Two compared/u,
  },
  'openCompared@sheet': { opens: HEP, before: ['tab', 'tab'], from: onLine(/1,561 shared/u), shows: /▸Two compared/u },
  'openUnder@sheet': { opens: HEP, before: ['tab', 'tab'], from: onLine(/1,561 shared/u), shows: /1,561 of 1,561/u },
  walkBack: { opens: HEP, before: ['<'], from: /▸References/u, shows: /▸(Citing papers|Filters|Details)/u },
  'walkBack@sheet': { shows: /▸Citing papers/u },
  walkForward: {
    before: ['<', 'backspace'],
    from: /▸(Citing papers|Filters|Details)/u,
    shows: /▸References/u,
  },
  'walkForward@sheet': { before: ['<', 'backspace'], from: /▸Overview/u, shows: /▸References/u },
  'down@details': { from: unread, after: pressing([...'jjjjjjjjj'], read) },
  'up@details': { before: ['G'], from: read, after: pressing(['9', '9', '9', 'k'], unread) },
  'pageDown@details': { from: unread, shows: read },
  'pageUp@details': { before: ['pagedown'], from: read, shows: unread },
  'halfDown@details': { from: unread, shows: read },
  'halfUp@details': { before: ['ctrl-d'], from: read, shows: unread },
  'top@details': { before: ['G'], from: read, shows: unread },
  'bottom@details': { from: unread, shows: /Sentence 60 /u },
  'detailsDown@list': { opens: LONG, after: inDetails(['J', 'J', 'J'], read) },
  'detailsUp@list': { opens: LONG, before: ['J', 'J', 'J'], after: inDetails(['K', 'K', 'K'], unread) },
  'detailsDown@facets': { opens: LONG, from: unread, after: pressing(['J', 'J', 'J'], read) },
  'detailsUp@facets': {
    opens: LONG,
    before: ['J', 'J', 'J', 'J'],
    from: read,
    after: pressing(['K', 'K', 'K'], unread),
  },
  'pageDown@facets': { from: onValue(/background/u), shows: onValue(/no +260/u) },
  'pageUp@facets': { before: ['G'], from: onValue(/no +260/u), shows: onValue(/background/u) },
  'halfDown@facets': { from: onValue(/background/u), shows: (lines) => !onValue(/background/u)(lines) },
  'halfUp@facets': {
    before: ['ctrl-d'],
    from: (lines) => !onValue(/background/u)(lines),
    shows: onValue(/background/u),
  },
  'top@facets': { before: ['G'], from: onValue(/no +260/u), shows: onValue(/background/u) },
  'bottom@facets': { from: onValue(/background/u), shows: onValue(/no +260/u) },
  'pageDown@hubs': { from: onHub(/Large N/u), shows: onHub(/Trying Things/u) },
  'pageUp@hubs': { before: ['end'], from: onHub(/Trying Things/u), shows: onHub(/Large N/u) },
  'top@hubs': { before: ['end'], from: onHub(/Trying Things/u), shows: onHub(/Large N/u) },
  'bottom@hubs': { from: onHub(/Large N/u), shows: onHub(/Trying Things/u) },
  'down@pick': { from: onItem(0), shows: onItem(1) },
  'up@pick': { before: ['down'], from: onItem(1), shows: onItem(0) },
  'pageDown@pick': { from: onItem(0), shows: (lines) => !onItem(0)(lines) },
  'pageUp@pick': { before: ['end'], from: (lines) => !onItem(0)(lines), shows: onItem(0) },
  'top@pick': { before: ['end'], from: (lines) => !onItem(0)(lines), shows: onItem(0) },
  'bottom@pick': { from: onItem(0), shows: (lines) => !onItem(0)(lines) },
  'down@choose': { from: onItem(0), shows: onItem(1) },
  'up@choose': { before: ['down'], from: onItem(1), shows: onItem(0) },
  'pageDown@choose': { from: onItem(0), shows: (lines) => !onItem(0)(lines) },
  'pageUp@choose': { before: ['pagedown'], from: (lines) => !onItem(0)(lines), shows: onItem(0) },
  takeChoice: { before: [...'wilson loops'], from: /Wilson loops in large N/u, shows: /▸Path/u },
  'pageDown@sheet': { from: atFirst, shows: notAtFirst },
  'pageUp@sheet': {
    before: ['G'],
    from: notAtFirst,
    after: pressing(['pageup', 'pageup'], onLine(/super hub|Citing papers: 370/u)),
  },
  'halfDown@sheet': { from: atFirst, shows: notAtFirst },
  'halfUp@sheet': {
    before: ['ctrl-d'],
    from: notAtFirst,
    after: pressing(['ctrl-u'], onLine(/super hub|Citing papers: 370/u)),
  },
  'top@sheet': { before: ['G'], from: notAtFirst, shows: onLine(/super hub/u) },
  'bottom@sheet': { from: atFirst, shows: notAtFirst },
  'down@hubs': { from: onHub(/Large N/u), shows: onHub(/Rigging/u) },
  up: { opens: HEP, before: ['j', 'j'], from: onRow(2), shows: onRow(1) },
  'up@facets': { before: ['j'], from: onValue(/method/u), shows: onValue(/background/u) },
  'up@hubs': { before: ['down'], from: onHub(/Rigging/u), shows: onHub(/Large N/u) },
  pageDown: { opens: HEP, from: page(1), shows: page(2) },
  pageUp: { opens: HEP, before: ['pagedown', 'pagedown'], from: page(3), shows: page(2) },
  halfDown: { opens: HEP, from: onRow(0), shows: belowRow(2) },
  halfUp: { opens: HEP, before: ['ctrl-d'], from: belowRow(2), shows: onRow(0) },
  top: { opens: HEP, before: ['pagedown', 'pagedown'], from: page(3), shows: page(1) },
  bottom: { opens: HEP, from: page(1), shows: lastPage },
  nextPaper: { from: zoomed(1), shows: zoomed(2) },
  previousPaper: { before: ['J', 'J'], from: zoomed(3), shows: zoomed(2) },
  nextPane: { shows: /▸Details/u },
  'nextPane@facets': { shows: /▸Citing papers/u },
  'nextPane@details': { shows: /▸Filters/u },
  previousPane: { shows: /▸Filters/u },
  'previousPane@facets': { shows: /▸Details/u },
  'previousPane@details': { shows: /▸Citing papers/u },
  filtersPane: { before: ['f', 'f'], from: /▸(Citing papers|Details)/u, shows: /▸Filters/u },
  'filtersPane@facets': { before: ['f'], from: /▸Citing papers/u, shows: /▸Filters/u },
  listPane: { shows: /▸Citing papers/u },
  'listPane@list': { before: ['f'], from: /▸Filters/u, shows: /▸Citing papers/u },
  detailsPane: { shows: /▸Details/u },
  'detailsPane@details': { before: ['escape'], from: /▸Citing papers/u, shows: /▸Details/u },
  openHub: { shows: /▸Citing papers/u },
  allWorks: { shows: /All works of the library/u },
  openPicked: { shows: /▸Citing papers/u },
  explainMenu: { shows: /By the date of publication/u },
  chooseEntry: { before: ['down'], shows: /sort:/u },
  correct: {
    shows: /r +role/u,
    after: pressing(['r', 'm'], /Corrected the role of 1 paper/u),
  },
  nextQuestion: { shows: /▸Citation 2 of 3/u, after: pressing(['right', 'right'], /0 of 3 judged by/u) },
  previousQuestion: { before: ['right'], from: /▸Citation 2 of 3/u, shows: /▸Citation 1 of 3/u },
  takeBack: { before: ['m', 'left'], from: /1 of 3 answered/u, shows: /0 of 3 answered/u },
  'down@audit': { from: /Sentence 1 /u, after: pressing(['down', 'down', 'down'], unheard) },
  'up@audit': {
    before: ['end'],
    from: /Sentence 60 /u,
    after: pressing(['up', 'up'], (lines) => !/Sentence 60 /u.test(lines.join())),
  },
  'pageDown@audit': { from: /Sentence 1 /u, shows: unheard },
  'pageUp@audit': { before: ['pagedown'], from: unheard, shows: /Sentence 1 /u },
  'top@audit': { before: ['end'], from: /Sentence 60 /u, shows: /Sentence 1 /u },
  'bottom@audit': { from: /Sentence 1 /u, shows: /Sentence 60 /u },
  'back@audit': { shows: /▸Citing papers/u },
  'down@menu': { after: pressing(['enter'], /by date/u) },
  'up@menu': { before: ['down', 'down'], after: pressing(['enter'], /by date/u) },
  accept: { before: ['s', 'p', 'a', 'r', 's', 'e'], from: /▸?Citing papers by relevance/u, shows: /: sparse/u },
  completeNext: { before: ['escape', ':', ...'role:me'], from: /: role:me /u, shows: /: role:method /u },
  completePrevious: { before: ['escape', ':', ...'role:m'], from: /: role:m /u, shows: /: role:method /u },
  promptDown: { after: pressing(['enter'], onRow(1)) },
  promptUp: { before: ['down', 'down'], after: pressing(['enter'], onRow(1)) },
  write: {
    before: ['ctrl-u', ...'~/out.bib'],
    from: /File +~\/out\.bib/u,
    shows: /Wrote 370 papers to ~\/out\.bib/u,
    after: async (t) => expect(readFileSync(join(t.home, 'out.bib'), 'utf8').match(/^@/gmu)).toHaveLength(370),
  },
  overwrite: { shows: /Wrote 7 papers to ~\/old/u },
  append: { shows: /Added 0 to ~\/old; 7 were/u },
  nextFormat: { from: /1911\.11134\.bib /u, shows: /1911\.11134\.biblatex\.bib/u },
  previousFormat: { from: /1911\.11134\.bib /u, shows: /\(•\) notes/u },
  toClipboard: { before: ['tab'], from: /\(•\) the paper under/u, after: copied(/^@misc\{cheng2023survey,/u) },
  nextScope: { from: /\(•\) all papers that match/u, shows: /\(•\) the paper under the cursor/u },
  annotate: { from: /\[ \] role, verdict/u, shows: /\[x\] role, verdict/u },
  runHelp: { shows: /Enter keep/u },
  'down@help': { shows: /▸ n /u },
  'up@help': { before: ['down'], from: /▸ n /u, shows: /▸ \/ /u },
  'pageDown@help': { from: onFirstKey, shows: (lines) => !onFirstKey(lines) },
  'pageUp@help': { before: ['pagedown'], from: (lines) => !onFirstKey(lines), shows: onFirstKey },
  palette: { shows: /─ Find ─/u },
  runCommand: { from: onFirstCommand, shows: /Enter keep/u },
  'down@palette': { from: onFirstCommand, shows: /▸ to the next paper/u },
  'up@palette': { before: ['down'], from: /▸ to the next paper/u, shows: onFirstCommand },
  'pageDown@palette': { from: onFirstCommand, shows: (lines) => !onFirstCommand(lines) },
  'pageUp@palette': { before: ['pagedown'], from: (lines) => !onFirstCommand(lines), shows: onFirstCommand },
  help: { shows: /Type to find:/u },
  escape: { shows: /▸Citing papers/u },
  'escape@refused': { shows: (lines) => !/nothing can be chosen/u.test(lines.join()) },
  'escape@existing': { shows: (lines) => !/This file exists/u.test(lines.join()) && /─ Export/u.test(lines.join()) },
  'escape@existingBib': { shows: (lines) => !/This file exists/u.test(lines.join()) && /─ Export/u.test(lines.join()) },
  'escape@list': { before: ['i'], from: /influential:yes/u, shows: allPapers },
  'escape@facets': { before: ['i'], from: /influential:yes/u, shows: /▸Citing papers|all citing papers/u },
  'escape@hubs': { before: ['/', 'b', 'l', 'a', 'c', 'k'], from: / \/ black/u, shows: /narrows by title/u },
  'escape@pick': { shows: /which one do you mean/u },
  skipStep: { shows: /There is no step to pass over/u },
  redraw: { after: same },
  suspend: { after: same },
  // The sign that turns goes on turning.
  'suspend@fetching': {
    after: async (t) => {
      await t.until(() => t.altScreen());
      await t.until(/Esc stop/u);
    },
  },
  quit: { after: ended(130) },
};

/** What stands before the line that is typed. */
const LINES = {
  prompt: ' / ',
  hubs: ' / ',
  choose: ' / ',
  help: 'Type to find: ',
  palette: '/ ',
  export: 'File    ',
  note: '│ ',
  tags: '│ ',
  name: '│ ',
} as const;

/** What an editing key makes of `ab cd` when pressed after `before`; `_` is typed where the cursor is then. */
const EDITED: Record<EditName, { before?: readonly string[]; line: string }> = {
  characterLeft: { line: 'ab c_d' },
  characterRight: { before: ['ctrl-a'], line: 'a_b cd' },
  wordLeft: { line: 'ab _cd' },
  wordRight: { before: ['ctrl-a'], line: 'ab_ cd' },
  lineStart: { line: '_ab cd' },
  lineEnd: { before: ['ctrl-a'], line: 'ab cd_' },
  deleteLeft: { line: 'ab c_' },
  deleteRight: { before: ['ctrl-a'], line: '_b cd' },
  deleteToBlank: { line: 'ab _' },
  deleteWordLeft: { line: 'ab _' },
  deleteWordRight: { before: ['ctrl-a'], line: '_ cd' },
  deleteToStart: { before: ['alt-b'], line: '_cd' },
  deleteToEnd: { before: ['alt-b'], line: 'ab _' },
};

const isEdit = (action: string): action is EditName => action in EDITS;

/** Sizes every key is pressed at: all of them at the middle one, one for each line of the help at the others. */
const SIZES: readonly (readonly [number, number])[] = [
  [120, 36],
  [80, 24],
  [200, 60],
];

/** What leaves more behind than the way back to the list of hubs undoes: each time in a program of its own. */
const ALONE: ReadonlySet<string> = new Set<Binding['action']>([
  ...(['back', 'quit', 'suspend', 'openUnder', 'fetch'] as const),
  ...(['merge', 'correct', 'polarityMenu', 'write', 'copy', 'toClipboard'] as const),
  ...(['include', 'exclude', 'maybe', 'later', 'undecide', 'star', 'toRead', 'blind', 'facetPane'] as const),
  ...(['keepLine', 'editNote', 'completeTag', 'openToRead', 'moveDown', 'moveUp', 'takeOff'] as const),
]);

/** The same of where keys hold. */
const ALONE_IN: ReadonlySet<Context> = new Set<Context>([
  'palette',
  'pick',
  'fetch',
  'fetching',
  'fetched',
  'existing',
  'existingBib',
  'reading',
  'tags',
]);

/** The hubs in the order of their list, each with words of its title. */
const LISTED: readonly (readonly [opens: readonly string[], title: RegExp])[] = [
  [HEP, /Large N/u],
  [RIGL, /Rigging/u],
  [PITH, /Reinforcement/u],
  [LONG, /Trying Things/u],
];
/** Closes what lies on top, unlike the byte at once: in the kitty protocol it cannot begin another key. */
const ESCAPE = '\x1b[27u';

const closing: (() => Promise<void>)[] = [];
afterAll(() => Promise.all(closing.map((close) => close())));
/** Programs in the list of hubs, ready for the next key, by their size. */
const ready = new Map<string, Program[]>();

async function takeReady(size: readonly [number, number]): Promise<Program> {
  const waiting = ready.get(String(size))?.pop();
  if (waiting !== undefined) return waiting;
  const t = await explore([], { size, finished: (close) => closing.push(close) });
  await t.until(onHub(LISTED[0]![1]));
  return t;
}

async function openListed(t: Program, opens: readonly string[]): Promise<void> {
  const at = LISTED.findIndex(([hub]) => hub[0] === opens[0]);
  await t.press(...Array.from({ length: at }, () => 'down'));
  await t.until(onHub(LISTED[at]![1]));
  await t.press('enter');
}

/** Whatever a key brought, back to the list as it was at first. */
async function giveBack(t: Program, size: readonly [number, number], inHub: boolean): Promise<void> {
  t.type(ESCAPE.repeat(6));
  if (inHub) {
    await t.press(':');
    await t.until(/Enter keep/u);
    t.type(ESCAPE);
    // A hub is opened again as it was left.
    t.type('u'.repeat(12));
    await t.until(/Nothing to undo/u);
    t.type('jg');
    await t.press('q');
    await t.until(/Hubs in this library/u);
  }
  await t.press('home');
  await t.until((lines) => /narrows by title/u.test(lines.join('\n')) && onHub(LISTED[0]![1])(lines));
  ready.set(String(size), [...(ready.get(String(size)) ?? []), t]);
}

async function press(
  context: Context,
  action: string,
  key: string,
  { size, finished }: Required<Pick<RunOptions, 'size' | 'finished'>>,
): Promise<void> {
  const place = CONTEXTS[context];
  const wanted = CASES[`${action}@${context}`] ?? CASES[action];
  if (wanted === undefined) throw new Error(`No case says what ${action} does in ${context}.`);
  const opens = wanted.opens ?? place.opens;
  const alone = ALONE_IN.has(context) || ALONE.has(action);
  const t = alone ? await explore(opens, { size, finished }) : await takeReady(size);
  if (!alone && opens.length > 0) await openListed(t, opens);
  await t.until(place.press.length === 0 ? place.shows : /▸Citing papers/u);
  await t.press(...place.press);
  await t.until(place.shows);
  await t.press(...(wanted.before ?? []));
  if (wanted.from !== undefined) await t.until(wanted.from);
  await t.press(key);
  if (wanted.shows !== undefined) await t.until(wanted.shows);
  await wanted.after?.(t);
  if (!alone) await giveBack(t, size, context !== 'hubs' || action === 'openHub' || action === 'allWorks');
}

describe.each(SIZES)('at %i×%i', (columns, rows) => {
  const whole = columns === 120;
  const lines = BINDINGS.filter(({ action }) => !isEdit(action)).flatMap((binding) =>
    (whole ? binding.where : binding.where.slice(0, 1)).flatMap((context) =>
      (whole ? binding.keys : binding.keys.slice(0, 1)).map((key) => ({ context, key, ...binding })),
    ),
  );
  it.concurrent.for(lines)('$context: $key: $help', ({ context, key, action }, { onTestFinished: finished }) =>
    press(context, action, key, { size: [columns, rows], finished }),
  );
});

/** How a program is told to end, and the code or the signal it ends with. */
const ENDS: readonly (readonly [way: string, end: (t: Program) => unknown, code: number, signal: number])[] = [
  ['Ctrl-\\', (t) => t.press('ctrl-\\'), 131, 3],
  ['SIGTERM', (t) => t.kill('SIGTERM'), 143, 15],
  ['a hang-up', (t) => t.hangUp(), 129, 1],
];

describe('the program ends', () => {
  const places = (Object.keys(CONTEXTS) as Context[]).flatMap((context) => ENDS.map((end) => ({ context, end })));
  // Every place in one way, with the flag in all of them: the step has no divisor in common with how many there are.
  const tried = seeds(places.length / ENDS.length, places.length).map(
    (seed) => places[((seed - 1) * 13) % places.length]!,
  );
  it.concurrent.for(tried)('in $context by $end.0', async ({ context, end }, { onTestFinished: finished }) => {
    const [way, act, code, signal] = end;
    const { opens, press: keys, shows } = CONTEXTS[context];
    const t = await explore(opens, { finished });
    await t.until(keys.length === 0 ? shows : /▸Citing papers/u);
    await t.press(...keys);
    await t.until(shows);
    await act(t);
    expect([
      { code, signal: 0 },
      { code: 0, signal },
    ]).toContainEqual(await t.exit());
    if (way !== 'a hang-up')
      expect([t.altScreen(), t.bracketedPaste(), t.cursor().visible]).toEqual([false, false, true]);
  });
});

describe('a line being typed', () => {
  it.concurrent.for(Object.entries(LINES) as [keyof typeof LINES, string][])(
    'is edited by every editing key in %s',
    async ([context, sign], { onTestFinished: finished }) => {
      const place = CONTEXTS[context];
      const t = await explore(place.opens, { size: [120, 36], finished });
      await t.until(place.press.length === 0 ? place.shows : /▸Citing papers/u);
      await t.press(...place.press);
      await t.until(place.shows);
      if (context === 'hubs') await t.press('/');
      for (const { action, keys, where } of BINDINGS) {
        if (!isEdit(action) || !where.includes(context)) continue;
        const { before = [], line } = EDITED[action];
        for (const key of keys) {
          await t.press('ctrl-e', 'ctrl-u', ...'ab cd', ...before, key, '_');
          await t.until((lines) => lines.some((shown) => `${shown} `.includes(`${sign}${line} `)));
        }
      }
    },
  );
});
