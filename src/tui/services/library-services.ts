/** The screens' services on one open library. */
import { spawn } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import type { ServiceName } from '../../hub/services.js';
import { isLeftUnread, lastLine } from '../../library/decisions/journal.js';
import { receiveHanded } from '../../library/decisions/writing/handing.js';
import { recent } from '../../library/derived/shelf/recent.js';
import { factsRead, inOneReading, type Library } from '../../library/library.js';
import type { Details, Row, View, WorkNumber } from '../../library/model.js';
import { details } from '../../library/read/details.js';
import { hubHead, hubsCalled, listHubs } from '../../library/read/hubs.js';
import { rows, workLines } from '../../library/read/rows.js';
import { claimLines, linkClaim } from '../../library/reader/claim-links.js';
import { whyUnanswerable } from '../../library/search/answerable.js';

import { findSchools } from '../../library/search/facets/school-facet.js';
import { findWorks } from '../../library/search/find.js';
import { authorNames, venueNames } from '../../library/search/names.js';
import { preparing, readingWords } from '../../library/search/prepare.js';
import { NEWEST } from '../../library/search/rank.js';
import { openView } from '../../library/search/view.js';
import { doisOf, goneWorks, namesOf, worksNamed } from '../../library/works/ids.js';
import type { Query } from '../../query/query.js';
import { unnamed } from '../../query/tree.js';
import { type Hidden, hiddenInOrder } from '../blind.js';
import { fileMark } from '../resume/file-mark.js';
import { readSheet, type SheetData } from '../sheets/sheets.js';
import { tasksOf } from '../tasks/tasks.js';
import type { Beside } from '../tasks/thread.js';
import { createClipboard } from '../term/clipboard.js';
import type { Commands } from '../term/command.js';
import type { Edited } from '../term/editor.js';
import { isOverSsh } from '../term/remote.js';
import { preview, whyNotWritten } from './export-services.js';
import { fetchServices } from './fetch-services.js';
import { libraryDecisions } from './library-decisions.js';
import { libraryJudging } from './library-judging.js';
import type { Services } from './services.js';
import { resolveTyped } from './typed-path.js';

/** What stays in memory of what was shown: a few screens of rows and the papers looked at last. */
const ROWS_KEPT = 2000;
const DETAILS_KEPT = 50;

export interface Outside {
  /** Writes to the terminal, past the screen. */
  write(text: string): void;
  /** Runs commands of this program beside the screen. */
  commands: Commands;
  /** The services for which a key is set. Throws an Error whose message is a sentence where settings are wrong. */
  keyed(): readonly ServiceName[];
  /** Lets the reader edit a text on the normal screen, and comes back. */
  editText(text: string): Promise<Edited>;
  suspend(): void;
  redraw(): void;
  /** Does tasks beside the screen; null where the library can be opened here only. */
  beside: Beside | null;
}

/** @param who the reader's name */
export function libraryServices(library: Library, who: string, outside: Outside): Services {
  let rowsOf = { hub: -1, rows: new Map<WorkNumber, Row>() };
  let detailsOf = { hub: -1, details: new Map<WorkNumber, Details>() };

  const forget = (): void => {
    rowsOf = { hub: -1, rows: new Map() };
    detailsOf = { hub: -1, details: new Map() };
    forgetDecisions();
  };

  const own = libraryDecisions(library, who);
  const { decisions, screening, forget: forgetDecisions } = own;
  /** The last line of the journal when something was made of it. */
  const madeAt = new WeakMap<View | SheetData, number>();
  let hidden: Hidden = [];
  /** What was hidden when a view was made. */
  const madeBlind = new WeakMap<View | SheetData, string>();
  const withoutNames = ({ where, sort }: Query): Query => ({
    where: where !== null && hidden.includes('authors') ? unnamed(where) : where,
    sort,
  });
  const asSeen = (query: Query): Query =>
    hiddenInOrder(query.sort, hidden) === null ? withoutNames(query) : { ...withoutNames(query), sort: NEWEST };
  let corrected = -1;
  let facts: unknown;
  /** What was corrected, here or by another program, is read again, and so is everything where another one changed facts. */
  const forgetChanged = (): void => {
    const now = decisions.corrected();
    const read = factsRead(library);
    if (now !== corrected || read !== facts) forget();
    corrected = now;
    facts = read;
  };

  const tasks = tasksOf(library, own);
  return {
    atOneMoment: (ask) => inOneReading(library, ask),
    hubs: (most) => listHubs(library, most),
    hubsCalled: (text) => hubsCalled(library, text),
    head: (hub) => hubHead(library, hub),
    find(text) {
      const found = findWorks(library, text);
      if (found.kind === 'one') return workLines(library, [found.work]);
      return found.kind === 'several' ? found.works : found.nearest;
    },
    hide(fields) {
      hidden = fields;
    },
    query(hub, query) {
      const view = openView(library, hub, asSeen(query), screening(hub));
      madeBlind.set(view, hidden.join());
      // Of before what is left unread: it is looked at again then.
      madeAt.set(view, isLeftUnread(library) ? -1 : lastLine(library));
      return view;
    },
    isStale: (made) =>
      (madeBlind.get(made) ?? hidden.join()) !== hidden.join() ||
      (!isLeftUnread(library) && (madeAt.get(made) ?? Number.POSITIVE_INFINITY) < lastLine(library)),
    // In the order that was asked for, too: shown again, it is there at once.
    preparing: (hub, query) => preparing(library, hub, withoutNames(query), screening(hub)),
    readingWords: (hub) => readingWords(library, hub),
    findSchools: (hub, signal) => findSchools(library, hub, signal),
    whyUnanswerable: (hub, query) => whyUnanswerable(library, hub, query),
    rows(hub, works) {
      forgetChanged();
      if (rowsOf.hub !== hub || rowsOf.rows.size > ROWS_KEPT) rowsOf = { hub, rows: new Map() };
      const missing = works.filter((work) => !rowsOf.rows.has(work));
      if (missing.length > 0) for (const row of rows(library, hub, missing)) rowsOf.rows.set(row.work, row);
      return works.flatMap((work) => rowsOf.rows.get(work) ?? []);
    },
    details(hub, work) {
      forgetChanged();
      if (detailsOf.hub !== hub) detailsOf = { hub, details: new Map() };
      return recent(detailsOf.details, work, DETAILS_KEPT, () => details(library, hub, work));
    },
    *sheet(ask) {
      const last = lastLine(library);
      const data = yield* readSheet(library, ask, screening(ask.work));
      madeAt.set(data, last);
      return data;
    },
    names: (works) => namesOf(library, works),
    dois: (works) => doisOf(library, works),
    fileMark: () => fileMark(library.file),
    gone: (works) => goneWorks(library, works),
    named: (ids) => worksNamed(library, ids),
    namesOf: (hub, field) => (field === 'author' ? authorNames : venueNames)(library, hub),
    citing: (work) => rows(library, null, [work])[0]?.citing ?? 0,
    tasks: {
      ...tasks,
      merge(works) {
        tasks.merge(works);
        forget();
      },
    },
    beside(asked) {
      const running = outside.beside?.run(asked, decisions.review());
      if (running === undefined) return null;
      const result = running.result.then((answer) => {
        forget();
        own.addSteps(answer.steps);
        receiveHanded(library, answer.handed);
        return answer;
      });
      return { ...running, result };
    },
    getReady: () => outside.beside?.getReady(),
    replaces(path) {
      const place = resolveTyped(path);
      return existsSync(place) && !statSync(place).isDirectory();
    },
    whyNotWritten,
    place: resolveTyped,
    preview: (hub, work, format, annotate) =>
      preview(library, hub, work, { format, annotate, screening: screening(hub) }),
    copy: createClipboard({ env: process.env, platform: process.platform, write: outside.write }),
    browse,
    fetching: fetchServices(library, outside.commands, outside.keyed, forget),
    claims: (hub) => claimLines(library, hub),
    link(claim, citing, stance) {
      own.noted(linkClaim(library, who, claim, citing, stance));
    },
    decisions,
    edit: outside.editText,
    judging: libraryJudging(library, who, own.noted),
    suspend: outside.suspend,
    redraw: outside.redraw,
  };
}

/** Over ssh, or where no desktop runs, a browser would open on the wrong machine or not at all. */
function browse(url: string): boolean {
  const { env, platform } = process;
  if (!/^https?:\/\//u.test(url) || isOverSsh(env)) return false;
  if (platform !== 'darwin' && platform !== 'win32' && !env.DISPLAY && !env.WAYLAND_DISPLAY) return false;
  const [command, ...before] =
    platform === 'darwin'
      ? ['open']
      : platform === 'win32'
        ? ['rundll32', 'url.dll,FileProtocolHandler']
        : ['xdg-open'];
  // Detached and silent: nothing but the program may write to the screen.
  const child = spawn(command!, [...before, url], { detached: true, stdio: 'ignore' });
  child.on('error', () => {});
  child.unref();
  return true;
}
