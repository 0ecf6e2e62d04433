/** Starts the screen on a library; it ends with the exit code. */
import { render } from 'ink';
import { LONGEST_NOTE } from '../hub/decisions/decision.js';
import { closeLibrary, type Library } from '../library/library.js';
import type { WorkLine, WorkNumber } from '../library/model.js';
import { themeFor } from '../text/theme.js';
import { displayText } from '../text/width.js';
import { App } from './app.js';
import type { Hidden } from './blind.js';
import { createPainter } from './ink/painter.js';
import { watchedStdout } from './ink/stdout.js';
import { hubsLayer } from './layers/hubs.js';
import { auditLayer } from './layers/judging/audit.js';
import { pickLayer } from './layers/pick.js';
import { createKeeper } from './resume/keeper.js';
import { goOnOf, listOf } from './resume/reopen.js';
import type { Saved } from './resume/saved.js';
import { openStateFile } from './resume/state-file.js';
import { libraryServices } from './services/library-services.js';
import type { Services } from './services/services.js';
import type { Layer } from './state/app-state.js';
import { watchElsewhere } from './state/elsewhere.js';
import { type ExplorerGeometry, explorerGeometry, staysOpen } from './state/geometry.js';
import { createStore } from './state/store.js';
import { runCommand } from './term/command.js';
import { type Edited, editText } from './term/editor.js';
import { createSession, type Session } from './term/session.js';
import { sizeOf } from './term/size.js';

export interface TuiOptions {
  /** Closed at the end. */
  library: Library;
  /** What to show first. `query` is a query line that parses. */
  open:
    | { kind: 'hubs' }
    | { kind: 'hub'; work: WorkNumber; query: string }
    | { kind: 'pick'; works: WorkLine[]; query: string }
    /** A sample of a hub's labelled citations, of which there are some. */
    | { kind: 'audit'; work: WorkNumber; size: number; seed: number };
  /** A sentence to begin with. */
  notice?: string;
  /** The folder in which is kept where the reader was; null where there is none. */
  stateFolder: string | null;
  color: 'auto' | 'always' | 'never';
  /** The reader's name, under which decisions are kept. */
  who: string;
  /** The named review that decisions belong to; undefined: the one each hub has by itself. */
  review?: string | undefined;
  /** What is hidden while papers are screened. */
  blind?: Hidden | undefined;
}

/** What is shown first, with what there is to say about it. */
function firstLayer(
  { open }: TuiOptions,
  services: Services,
  saved: Saved | null,
  geometry: ExplorerGeometry,
): { layer: Layer; notes: readonly string[] } {
  if (open.kind === 'hub') {
    const { list, notes } = listOf({ services, geometry, saved, left: new Map() }, open.work, open.query);
    return { layer: list, notes };
  }
  if (open.kind === 'audit')
    return { layer: auditLayer(services, open.work, open) ?? hubsLayer(services.hubs(), null), notes: [] };
  if (open.kind === 'pick') return { layer: pickLayer(open.works, open.query), notes: [] };
  return { layer: hubsLayer(services.hubs(), goOnOf(saved, services)), notes: [] };
}

/** That a review asked for by name is none yet, which a mistyped name is, too. */
function newReview({ decisions }: Services, name: string | undefined): string | null {
  if (name === undefined || decisions.reviews().some((review) => review.name === name)) return null;
  return `Nothing is decided in the review “${displayText(name)}” yet.`;
}

/** Lets the reader edit a text while the session gives the terminal away. */
async function edited(session: Session, text: string): Promise<Edited> {
  let done: Edited = { problem: 'The terminal cannot be given to an editor now.' };
  await session.lend(async () => {
    done = await editText(text, LONGEST_NOTE);
  });
  return done;
}

/**
 * Needs terminals on standard input and output.
 * @returns the exit code (0, or 128 and the number of the signal that ended it, 130 for Ctrl-C), and what is to be said at the end.
 */
export async function runTui(options: TuiOptions): Promise<{ exitCode: number; note: string | null }> {
  const { library } = options;
  const { stdin, stdout } = process;
  const theme = themeFor(process.env, stdout, options.color);
  const painter = process.env.INK_SCREEN_READER === 'true' ? null : createPainter((text) => stdout.write(text), theme);

  let ended = false;
  let away = false;
  const inkStdout = watchedStdout(stdout, () => {
    if (!ended && !away) queueMicrotask(() => ended || away || painter?.repaint());
  });
  const services = libraryServices(library, options.who, {
    write: (text) => stdout.write(text),
    runCommand: (words) => session.lend(() => runCommand(words)),
    editText: (text) => edited(session, text),
    suspend: () => void session.suspend(),
    redraw: () => {
      stdout.write('\x1b[2J');
      painter?.repaint();
    },
  });
  const { columns, rows } = sizeOf(stdout);
  const stateFile = openStateFile(options.stateFolder, library.file);
  const { saved } = stateFile;
  services.decisions.enterReview(options.review ?? saved?.review ?? null);
  const first = firstLayer(
    options,
    services,
    saved,
    explorerGeometry(columns, rows, staysOpen(columns, saved?.facetPane ?? null)),
  );
  const store = createStore(services, theme, first.layer, columns, rows, { saved, blind: options.blind });
  const notes = [options.notice, newReview(services, options.review), stateFile.problem, ...first.notes].filter(
    (note) => note != null,
  );
  if (notes.length > 0) store.toast(notes.join(' '), stateFile.problem === null ? 'ok' : 'warning');
  const keeper = createKeeper(store, stateFile);
  const stopWatching = watchElsewhere(store, () => away || ended);

  const { promise, resolve, reject } = Promise.withResolvers<number>();
  const session = createSession({
    stdin,
    stdout,
    onKeys: store.keys,
    onAway() {
      away = true;
      painter?.hold();
    },
    onResume() {
      away = false;
      resize();
      painter?.repaint();
    },
    onLeave(reason) {
      ended = true;
      // A signal ends the program when its last handler has returned.
      keeper.end();
      if ('error' in reason) reject(reason.error);
      else resolve(reason.exitCode);
    },
  });
  const resize = (): void => {
    const now = sizeOf(stdout);
    store.resize(now.columns, now.rows);
  };
  const resized = (): void => {
    painter?.forget();
    resize();
  };
  store.subscribe(() => {
    const { exit } = store.get();
    if (exit === null) return;
    ended = true;
    session.restore();
    resolve(exit);
  });

  const ink = render(
    <App
      store={store}
      painter={painter}
      onFail={() => {
        ended = true;
      }}
      onReady={(suspendTerminal) => session.attach({ unmount: () => ink.unmount(), suspendTerminal })}
    />,
    {
      stdout: inkStdout,
      alternateScreen: true,
      interactive: true,
      incrementalRendering: true,
      maxFps: 120,
      exitOnCtrlC: false,
      patchConsole: false,
    },
  );
  // Ink keeps an error thrown while drawing to itself unless asked.
  ink.waitUntilExit().catch(session.fail);
  // Not stdout's `resize`: a window that is as it was before anybody looked has lost what was painted, and Node tells nothing.
  process.on('SIGWINCH', resized);

  try {
    const exitCode = await promise;
    return { exitCode, note: keeper.end() };
  } finally {
    keeper.end();
    stopWatching();
    process.off('SIGWINCH', resized);
    session.restore();
    closeLibrary(library);
  }
}
