/** The screens' services on one open library. */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { userInfo } from 'node:os';
import { lastLine } from '../../library/decisions/journal.js';
import { hasBeenRead } from '../../library/history/fetches.js';
import { mergeWorks } from '../../library/identity/merge-split.js';
import type { Library } from '../../library/library.js';
import type { Details, Row, View, WorkNumber } from '../../library/model.js';
import { details } from '../../library/read/details.js';
import { hubHead, listHubs } from '../../library/read/hubs.js';
import { rows, workLines } from '../../library/read/rows.js';
import { claimLines, linkClaim, unlinkClaim } from '../../library/reader/claim-links.js';
import { whyUnanswerable } from '../../library/search/answerable.js';

import { findSchools } from '../../library/search/facets/school-facet.js';
import { findWorks } from '../../library/search/find.js';
import { preparing } from '../../library/search/prepare.js';
import { runQuery } from '../../library/search/view.js';
import { goneWorks, namesOf, worksNamed } from '../../library/works/ids.js';
import { fileMark } from '../resume/file-mark.js';
import { readSheet } from '../sheets/sheets.js';
import { createClipboard } from '../term/clipboard.js';
import type { Edited } from '../term/editor.js';
import { isOverSsh } from '../term/remote.js';
import { exportServices } from './export-services.js';
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
  /** Runs a command of this program on the normal screen, and comes back. */
  runCommand(words: readonly string[]): Promise<void>;
  /** Lets the reader edit a text on the normal screen, and comes back. */
  editText(text: string): Promise<Edited>;
  suspend(): void;
  redraw(): void;
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

  const { decisions, screening, forget: forgetDecisions } = libraryDecisions(library, who);
  /** The last line of the journal when a view was made. */
  const madeAt = new WeakMap<View, number>();
  let corrected = -1;
  /** What was corrected, here or by another program, is read again. */
  const forgetCorrected = (): void => {
    const now = decisions.corrected();
    if (now !== corrected) forget();
    corrected = now;
  };

  return {
    hubs: () => listHubs(library),
    head: (hub) => hubHead(library, hub),
    find(text) {
      const found = findWorks(library, text);
      if (found.kind === 'one') return workLines(library, [found.work]);
      return found.kind === 'several' ? found.works : found.nearest;
    },
    query(hub, query) {
      const view = runQuery(library, hub, query, screening(hub));
      madeAt.set(view, lastLine(library));
      return view;
    },
    isStale: (view) => (madeAt.get(view) ?? Number.POSITIVE_INFINITY) < lastLine(library),
    preparing: (hub, query) => preparing(library, hub, query),
    findSchools: (hub) => findSchools(library, hub, new AbortController().signal),
    whyUnanswerable: (hub, query) => whyUnanswerable(library, hub, query),
    rows(hub, works) {
      forgetCorrected();
      if (rowsOf.hub !== hub || rowsOf.rows.size > ROWS_KEPT) rowsOf = { hub, rows: new Map() };
      const missing = works.filter((work) => !rowsOf.rows.has(work));
      if (missing.length > 0) for (const row of rows(library, hub, missing)) rowsOf.rows.set(row.work, row);
      return works.flatMap((work) => rowsOf.rows.get(work) ?? []);
    },
    details(hub, work) {
      forgetCorrected();
      if (detailsOf.hub !== hub || detailsOf.details.size >= DETAILS_KEPT) detailsOf = { hub, details: new Map() };
      const known = detailsOf.details.get(work);
      if (known !== undefined) return known;
      const found = details(library, hub, work);
      detailsOf.details.set(work, found);
      return found;
    },
    sheet: (ask) => readSheet(library, ask),
    names: (works) => namesOf(library, works),
    fileMark: () => fileMark(library.file),
    gone: (works) => goneWorks(library, works),
    named: (ids) => worksNamed(library, ids),
    citing: (work) => rows(library, null, [work])[0]?.citing ?? 0,
    ...exportServices(library, screening),
    exists: (path) => existsSync(resolveTyped(path)),
    copy: createClipboard({ env: process.env, platform: process.platform, write: outside.write }),
    browse,
    async fetch(hub) {
      const { id } = hubHead(library, hub);
      await outside.runCommand([hasBeenRead(library, id) ? 'update' : 'fetch', id, '--library', library.file]);
      forget();
    },
    merge(works) {
      works.reduce((one, other) => mergeWorks(library, one, other));
      forget();
    },
    claims: (hub) => claimLines(library, hub),
    link(claim, citing, stance) {
      if (stance === null) unlinkClaim(library, claim, citing);
      else linkClaim(library, claim, citing, { stance, author: userInfo().username, at: new Date().toISOString() });
    },
    decisions,
    edit: outside.editText,
    judging: libraryJudging(library, who),
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
