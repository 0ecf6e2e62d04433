/** Fetching from the screen: what would be asked of whom, and after Enter how it goes, line by line. */
import type { WorkNumber } from '../../../library/model.js';
import { fit } from '../../../text/fit.js';
import { type Line, type Span, wrapLine } from '../../../text/spans.js';
import { displayText, width } from '../../../text/width.js';
import type { Context } from '../../keymap.js';
import { titleWords } from '../../panes/title.js';
import type { FetchPlan } from '../../services/fetch-services.js';
import { explorerOf } from '../../state/app-state.js';
import { ask } from '../../state/filters.js';
import type { Store } from '../../state/store.js';
import { COMPLAINT } from '../../term/beside.js';
import { openList } from '../explorer.js';
import { type Frame, framed, listPane, overListPane, turning } from '../frame.js';
import { asItWas, type Drawing, type LayerKind } from '../layer.js';
import { reread } from '../sheet.js';

/** A fetch that goes on, or has ended. */
interface Going {
  /** What it wrote, the newest last. */
  lines: readonly string[];
  /** Which picture of the sign that turns is shown; null while it is not noticed that it takes time. */
  turn: number | null;
  isLeft: boolean;
  /** Its exit code once it has ended. */
  code: number | null;
}

export interface FetchLayer {
  kind: 'fetch';
  plan: FetchPlan;
  title: string;
  /** What comes after it: the list below takes it in, the paper is opened, the sheet below is read again. */
  then: 'list' | 'open' | 'sheet';
  going: Going | null;
}

/** Lines of it that are kept. */
const KEPT = 200;
/** How long it takes before it is shown that it does, and how often the sign turns. */
const UNNOTICED_MS = 150;
const TURN_MS = 120;

const contextOf = ({ going }: FetchLayer): Context =>
  going === null ? 'fetch' : going.code === null ? 'fetching' : 'fetched';

export const fetchKind: LayerKind<FetchLayer> = {
  context: contextOf,
  frame: fetchFrame,
  move: null,
  typing: null,
  answer: null,
  leave(store, layer) {
    if (layer.going !== null && layer.going.code === null) {
      store.services.fetching.stop();
      store.replace({ ...layer, going: { ...layer.going, isLeft: true } });
      return;
    }
    store.pop();
    if (layer.going !== null) goOn(store, layer);
  },
  resized: asItWas,
};

/** Says what a fetch of who cites a work would ask. */
export function openFetch(store: Store, work: WorkNumber, then: FetchLayer['then']): void {
  try {
    const plan = store.services.fetching.plan(work);
    store.push({
      kind: 'fetch',
      plan,
      title: titleWords(store.services.head(work), store.get().hidden),
      then,
      going: null,
    });
  } catch (error) {
    store.toast((error as Error).message, 'error');
  }
}

/** Asks the services. */
export function beginFetch(store: Store, layer: FetchLayer): void {
  store.replace({ ...layer, going: { lines: [], turn: null, isLeft: false, code: null } });
  /** It stays on top until it has ended. */
  const change = (changed: (going: Going) => Going): void => {
    const top = store.top();
    if (top.kind !== 'fetch' || top.going === null || store.get().exit !== null) return;
    store.replace({ ...top, going: changed(top.going) });
    store.tell();
  };
  let timer = setTimeout(function turn() {
    change((going) => ({ ...going, turn: (going.turn ?? -1) + 1 }));
    if (store.theme.moves) timer = setTimeout(turn, TURN_MS);
  }, UNNOTICED_MS);
  const over = (code: number, ...more: string[]): void => {
    clearTimeout(timer);
    change((going) => ({ ...going, lines: [...going.lines, ...more], code }));
    const top = store.top();
    if (store.get().exit === null && top.kind === 'fetch' && top.then === 'list') takeIn(store);
  };
  void store.services.fetching
    .begin(layer.plan, (line) =>
      change((going) => ({ ...going, lines: [...going.lines, displayText(line)].slice(-KEPT) })),
    )
    .then(over, (error) => over(2, error instanceof Error ? error.message : String(error)));
}

/** The list below with what has come. */
function takeIn(store: Store): void {
  const explorer = explorerOf(store.get());
  if (explorer === undefined) return;
  store.explorer((ex) => ({ ...ex, head: store.services.head(ex.hub) }));
  ask(store, explorer.query, 'follow');
  store.tell();
}

/** What the fetch was for. */
function goOn(store: Store, { plan: { work }, then }: FetchLayer): void {
  const below = store.top();
  if (then === 'sheet' && below.kind === 'sheet') reread(store, below);
  else if (then === 'open' && store.services.citing(work) > 0) openList(store, work, '', store.push);
  else if (then === 'open') store.toast('No service knows a paper that cites it.', 'warning');
}

/** What is about to be done. */
export const fetchTitle = ({ plan, title }: FetchLayer): string =>
  `${plan.again ? 'Update' : 'Fetch'} who cites ${title}`;

/** Widest box: the longest line of a page's progress. */
const WIDEST = 90;

function fetchFrame(layer: FetchLayer, { state, theme, below }: Drawing): Frame {
  const { plan, going } = layer;
  const cells = Math.min(listPane(state).cells - 2, WIDEST);
  const room = Math.max(3, state.rows - 6);
  const said = going === null ? asking(plan, cells) : going.lines.flatMap((line) => written(line, cells));
  const last = going === null ? [] : [[], ...wrapLine([...turning(going.turn), stateOf(going)], cells - 2)];
  const body: Line[] = [
    ...(going === null ? said.slice(0, room) : said.slice(-Math.max(1, room - last.length))),
    ...last,
  ];
  const name = fetchTitle(layer);
  return overListPane(
    state,
    below(),
    contextOf(layer),
    framed(fit(name, Math.min(width(name), cells - 4)), body, cells, theme),
    null,
  );
}

const written = (line: string, cells: number): Line[] =>
  wrapLine([{ text: line, style: line.startsWith(COMPLAINT) ? 'warning' : undefined }], cells - 2).map(
    (one): Line => [{ text: ' ' }, ...one],
  );

const NOBODY = 'No service can be asked for this paper: it has no id that one of them takes.';

/** How much is asked of a service, and with which key. */
function askedWords({ words, keyed }: FetchPlan['asked'][number]): string {
  return `${words}${keyed === null ? '' : keyed ? '; with your key' : '; no key is set'}`;
}

/** Whom it asks, a sentence each. */
export const askedOf = ({ asked }: FetchPlan): string[] =>
  asked.length === 0 ? [NOBODY] : asked.map((service) => `${service.title}: ${askedWords(service)}`);

/** Whom it asks, for how much, and with which key. */
function asking({ asked }: FetchPlan, cells: number): Line[] {
  if (asked.length === 0) return written(NOBODY, cells);
  const wide = Math.max(...asked.map(({ title }) => width(title)));
  return [
    ...written('This asks over the network:', cells),
    ...asked.flatMap((service): Line[] => {
      const { title } = service;
      const lines = wrapLine([{ text: askedWords(service) }], Math.max(12, cells - wide - 6));
      return lines.map(
        (line, at): Line => [{ text: `   ${fit(at === 0 ? title : '', wide)}  `, style: 'title' }, ...line],
      );
    }),
    [],
    ...written('Each page is kept as it comes. Esc stops it at any time, and F goes on from there.', cells),
  ];
}

/** How it stands. */
export function stateOf({ code, isLeft }: Going): Span {
  if (code === null) return { text: isLeft ? ' Stopping after this page.' : ' Fetching.', style: 'muted' };
  if (code === 130) return { text: ' Stopped; F goes on from there.', style: 'warning' };
  if (code === 0) return { text: ' Done.', style: 'ok' };
  return code === 1
    ? { text: ' Nobody who was asked knows of it.', style: 'warning' }
    : { text: ' Not all of it came; F goes on from there.', style: 'error' };
}
