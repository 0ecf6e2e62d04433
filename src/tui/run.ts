/** Starts the screen on a library; it ends with the exit code. */
import { LONGEST_NOTE } from '../hub/decisions/decision.js';
import type { Id } from '../hub/record.js';
import type { ServiceName } from '../hub/services.js';
import { closeLibrary, isShared, type Library } from '../library/library.js';
import type { WorkLine, WorkNumber } from '../library/model.js';
import type { Background } from '../text/look/palettes.js';
import { paint } from '../text/spans.js';
import { type Look, type Theme, themeFor } from '../text/theme.js';
import { displayText } from '../text/width.js';
import { type Hidden, hiddenFirst } from './blind.js';
import { createPainter, type Painter } from './ink/painter.js';
import { watchedStdout } from './ink/stdout.js';
import { keyFor } from './keymap.js';
import { watchCount } from './layers/finding/which-key.js';
import type { Frame } from './layers/frame.js';
import { homeLayer } from './layers/home/hubs.js';
import { pickLayer } from './layers/home/pick.js';
import { auditLayer } from './layers/judging/audit.js';
import { createVoice, firstWords, UNSEEN } from './listening/voice.js';
import { pickedIn, pickingHint } from './picking.js';
import { createKeeper } from './resume/keeper.js';
import { listOf, walkOn } from './resume/reopen.js';
import type { Saved, SavedStop } from './resume/saved.js';
import { openStateFile } from './resume/state-file.js';
import { screen } from './screen.js';
import { libraryServices } from './services/library-services.js';
import type { Services } from './services/services.js';
import type { AppState, Layer } from './state/app-state.js';
import { despiteGone, watchElsewhere } from './state/elsewhere.js';
import { type ExplorerGeometry, explorerGeometry, staysOpen } from './state/geometry.js';
import { createStore } from './state/store.js';
import { settleBelow } from './state/undo/undo.js';
import { watchAhead, watchRecords } from './tasks/ahead.js';
import { inThreads } from './tasks/thread.js';
import { backgroundIn } from './term/background.js';
import { createCommands } from './term/command.js';
import { type Edited, editText } from './term/editor.js';
import { type LinkChoice, takesLinks } from './term/links.js';
import { createSession, type Session } from './term/session.js';
import { typed } from './term/shell.js';
import { sizeOf } from './term/size.js';
import type { Terminal } from './term/terminal.js';
import { STEP_LINES, watchSteps } from './tutorial/walk.js';

export interface TuiOptions {
  /** Closed at the end. */
  library: Library;
  terminal: Terminal;
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
  /** That of the background which is to be expected. */
  look: Look;
  /** The terminal's background once it has told it, or null where it does not; undefined where nobody asked. */
  answered?: Promise<Background | null> | undefined;
  /** Whether the look is that of the terminal's background, whenever it tells another. */
  followsColours: boolean;
  /** Gives what was typed before, and ends the reading of it. */
  typed?: (() => Buffer) | undefined;
  /** The reader's name, under which decisions are kept. */
  who: string;
  /** The named review that decisions belong to; undefined: the one each hub has by itself. */
  review?: string | undefined;
  /** What is hidden while papers are screened. */
  blind?: Hidden | undefined;
  /** What happens is written as lines of text, for who listens. */
  listens: boolean;
  /** The tutorial on the hub that is opened: the step it begins at, and who is told of each that is reached. */
  tutorial?: { step: number; keep(step: number): void } | undefined;
  /** Papers are selected for whoever reads what the program prints. */
  picking: boolean;
  /** Whether presses and the wheel of the mouse are for the program. */
  mouse: boolean;
  /** The services for which a key is set. Throws an Error whose message is a sentence where settings are wrong. */
  keyed: () => readonly ServiceName[];
  /** Whether titles and ids are links to where they are on the web. */
  links: LinkChoice;
}

/** How the screen was left. */
export interface Ended {
  /** 0, or 128 and the number of the signal that ended it, 130 for Ctrl-C. */
  exitCode: number;
  /** What is to be said at the end. */
  note: string | null;
  /** The ids of the papers that were selected in the list left last, in its order. */
  picked: Id[];
}

interface First {
  layer: Layer;
  /** What there is to say about it. */
  notes: readonly string[];
  /** What lay over it when the program ended. */
  walk: readonly SavedStop[];
}

/** What is shown first. */
function firstLayer({ open }: TuiOptions, services: Services, saved: Saved | null, geometry: ExplorerGeometry): First {
  if (open.kind === 'hub') {
    const { list, ...first } = listOf({ services, geometry, saved, left: new Map() }, open.work, open.query);
    return { layer: list, ...first };
  }
  const only = (layer: Layer): First => ({ layer, notes: [], walk: [] });
  if (open.kind === 'audit') return only(auditLayer(services, open.work, open) ?? homeLayer(services, saved));
  if (open.kind === 'pick') return only(pickLayer(open.works, open.query));
  return only(homeLayer(services, saved));
}

/** That a review asked for by name is none yet, which a mistyped name is, too. */
function newReview({ decisions }: Services, name: string | undefined): string | null {
  if (name === undefined || decisions.reviews().some((review) => review.name === name)) return null;
  return `Nothing is decided in the review “${displayText(name)}” yet.`;
}

/** What somebody who never saw the program needs most. */
const firstHint = (): string =>
  `New here? ${typed('tutorial')} takes two minutes; ${keyFor('help', 'list')} shows all keys.`;

/** Lets the reader edit a text while the session gives the terminal away. */
async function edited(session: Session, text: string): Promise<Edited> {
  let done: Edited = { problem: 'The terminal cannot be given to an editor now.' };
  await session.lend(async () => {
    done = await editText(text, LONGEST_NOTE);
  });
  return done;
}

/** Runs the screen until it is left. */
export async function runTui(options: TuiOptions): Promise<Ended> {
  try {
    return await runScreen(options);
  } finally {
    closeLibrary(options.library);
  }
}

async function runScreen(options: TuiOptions): Promise<Ended> {
  const { library, picking, listens } = options;
  const { stdin, stdout } = options.terminal;
  const write = (text: string): void => void stdout.write(text);
  let { background } = options.look;
  const themeNow = (): Theme =>
    listens
      ? themeFor(process.env, {}, 'never')
      : themeFor(process.env, stdout, options.color, { ...options.look, background });
  const theme = themeNow();
  let painter: Painter | null = null;

  let ended = false;
  let away = false;
  // What was painted before Ink was there stays: it need not clear the screen first.
  let isMute = true;
  const inkStdout = watchedStdout(stdout, {
    isMute: () => isMute,
    written() {
      if (!ended && !away) queueMicrotask(() => ended || away || painter?.repaint());
    },
  });
  const beside = isShared(library) ? inThreads(library.file, options.who) : null;
  const commands = createCommands();
  const services = libraryServices(library, options.who, {
    beside,
    write,
    commands,
    keyed: options.keyed,
    editText: (text) => edited(session, text),
    suspend: () => void session.suspend(),
    redraw: () => {
      if (painter !== null) write('\x1b[2J');
      painter?.repaint();
      voice?.again();
    },
  });
  /** The terminal less what the tutorial takes of it. */
  const roomOf = (): { columns: number; rows: number } => {
    const size = sizeOf(stdout);
    return options.tutorial === undefined ? size : { ...size, rows: size.rows - STEP_LINES };
  };
  const size = sizeOf(stdout);
  const { columns, rows } = listens ? UNSEEN : roomOf();
  const stateFile = openStateFile(options.stateFolder, library.file);
  const { saved } = stateFile;
  services.decisions.enterReview(options.review ?? saved?.review ?? null);
  // Before the first list is made.
  services.hide(hiddenFirst(options.blind ?? [], saved));
  const first = firstLayer(
    options,
    services,
    saved,
    explorerGeometry(columns, rows, staysOpen(columns, saved?.facetPane ?? null)),
  );
  const store = createStore(services, theme, first.layer, columns, rows, {
    saved,
    picking,
    listens,
    blind: options.blind,
    mouse: options.mouse && !listens,
    step: options.tutorial?.step ?? null,
  });
  const notes = [options.notice, newReview(services, options.review), stateFile.problem, ...first.notes].filter(
    (note) => note != null,
  );
  if (stateFile.isFirst && options.tutorial === undefined) notes.push(firstHint());
  if (picking) notes.push(pickingHint());
  if (notes.length > 0) store.toast(notes.join(' '), stateFile.problem === null ? 'ok' : 'warning');
  walkOn(store, first.walk);
  const drawn = (state: AppState): Frame => services.atOneMoment(() => screen(state, services, theme));
  // Papers may be gone by now that are read only when they are drawn.
  const frameOf = (state: AppState): Frame =>
    despiteGone(
      store,
      () => drawn(state),
      () => drawn(store.get()),
    );
  // Lines know nothing of the background: the first ones are there when the terminal has told it.
  const firstFrame = listens ? null : frameOf(store.get());
  const firstState = store.get();
  const told = await options.answered;
  const isOther = told != null && told !== background;
  if (isOther) background = told;
  if (!listens) painter = createPainter(write, isOther ? themeNow() : theme, takesLinks(options.links, process.env));

  const voice = listens ? createVoice(store, write) : null;
  const keeper = createKeeper(store, stateFile);
  const stopWatching = watchElsewhere(store, () => away || ended);
  const stopAhead = listens ? () => {} : watchAhead(store, () => away || ended);
  const stopCounting = watchRecords(store, () => away || ended);
  watchCount(store, () => away || ended);
  if (options.tutorial !== undefined && options.open.kind === 'hub')
    watchSteps(store, options.open.work, options.tutorial.keep);

  /** Has what lasts be written down, which is in the journal, and with it where the reader is. */
  const keep = (): string | null => {
    const lasting = [...(beside?.end() ?? []), ...services.decisions.takeSteps()];
    if (lasting.length > 0) store.explorer((list) => settleBelow(list, lasting));
    return keeper.end();
  };
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  const session = createSession({
    stdin,
    stdout,
    mouse: options.mouse && !listens,
    typed: options.typed,
    onKeys: voice?.keys ?? store.keys,
    followsColours: options.followsColours,
    onAnswer(answer) {
      const other = options.followsColours ? backgroundIn(answer) : null;
      if (other === null || other === background) return;
      background = other;
      painter?.recolour(themeNow());
    },
    onAway() {
      away = true;
      painter?.hold();
      voice?.hold();
    },
    onResume() {
      away = false;
      resize();
      painter?.repaint();
      voice?.again();
    },
    onLeave(reason) {
      ended = true;
      // A signal ends the program when its last handler has returned.
      keep();
      commands.stop();
      voice?.end();
      if ('error' in reason) reject(reason.error);
      else resolve(reason.exitCode);
    },
  });
  const resize = (): void => {
    if (listens) return;
    const now = roomOf();
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
    voice?.end();
    session.restore();
    resolve(exit);
  });

  /** Paints until Ink is loaded, and hands over to it. */
  const show = async (on: Painter): Promise<void> => {
    const draw = (): void => {
      const state = store.get();
      const { lines, cursor } = firstFrame !== null && state === firstState ? firstFrame : frameOf(state);
      on.draw(lines, cursor);
    };
    session.takeScreen();
    draw();
    const stop = store.subscribe(() => ended || away || draw());
    const { mount } = await loadInk();
    if (ended) return;
    stop();
    const ink = mount(
      { stdin, stdout: inkStdout },
      {
        store,
        frameOf,
        painter: on,
        paintLine: (line) => paint(line, theme),
        onFail: () => {
          ended = true;
        },
        onReady(suspendTerminal) {
          isMute = false;
          session.attach({ unmount: () => ink.unmount(), suspendTerminal });
        },
      },
    );
    // Ink keeps an error thrown while drawing to itself unless asked.
    ink.untilExit().catch(session.fail);
  };
  // Not stdout's `resize`: a window that is as it was before anybody looked has lost what was painted, and Node tells nothing.
  process.on('SIGWINCH', resized);
  // It may have another size than when the first frame was laid out.
  const now = sizeOf(stdout);
  if (!listens && (now.columns !== size.columns || now.rows !== size.rows)) resize();

  try {
    if (painter !== null) show(painter).catch(session.fail);
    if (voice !== null) {
      session.attach({ unmount: voice.end, suspendTerminal: async (during) => during() });
      write(`${firstWords()}\n`);
      voice.again();
    }
    const exitCode = await promise;
    return { exitCode, note: keep(), picked: pickedIn(store) };
  } finally {
    keep();
    commands.stop();
    // However it ended, nothing is asked of the library any more.
    if (store.get().exit === null) store.set({ exit: 0 });
    stopWatching();
    stopAhead();
    stopCounting();
    process.off('SIGWINCH', resized);
    session.restore();
  }
}

/**
 * Yoga, Ink's layout engine, decodes its WebAssembly by fetching a data: address, for which Node would load its whole HTTP client;
 * where there is no fetch it decodes it by itself, 30 ms sooner.
 */
async function loadInk(): Promise<typeof import('./ink/mount.js')> {
  const { fetch } = globalThis;
  Object.assign(globalThis, { fetch: undefined });
  try {
    return await import('./ink/mount.js');
  } finally {
    globalThis.fetch = fetch;
  }
}
