/** Opening a hub's list as it was left: in this session, or in one before. */
import { countWords } from '../../hub/share.js';
import type { WorkNumber } from '../../library/model.js';
import { parseQuery } from '../../query/parse.js';
import { displayText } from '../../text/width.js';
import { explorerLayer } from '../layers/explorer.js';
import { sheetAgain } from '../layers/sheet.js';
import type { Services } from '../services/services.js';
import { sheetName } from '../sheets/sheets.js';
import type { AppState } from '../state/app-state.js';
import { type ExplorerLayer, focusedInSight, withView } from '../state/explorer.js';
import type { ExplorerGeometry } from '../state/geometry.js';
import { AT_TOP } from '../state/motion.js';
import { countSelected } from '../state/selection.js';
import type { Store } from '../state/store.js';
import { settle } from '../state/undo/undo.js';
import { answerable, hubOfSaved, type Restored, restoredList } from './restoring.js';
import type { Saved, SavedList, SavedStop } from './saved.js';
import { askWith } from './saved-sheet.js';

interface Places extends Pick<AppState, 'saved' | 'left'> {
  services: Services;
  geometry: ExplorerGeometry;
}

/** A list, with what lay over it in the session before; nothing where it was opened in this one. */
interface Left extends Restored {
  walk: readonly SavedStop[];
}

/** The list of a hub as it was left, with another query where one is asked for; as it is at first where it was never open. */
export function listOf(places: Places, hub: WorkNumber, line: string): Left {
  const { services, geometry } = places;
  const { list, notes, walk, since } = asLeft(places, hub);
  const parsed = parseQuery(line);
  if (line === '' || !parsed.ok)
    return { list, notes: since === null ? notes : [`As you left it on ${since.slice(0, 10)}.`, ...notes], walk };
  const view = services.query(hub, parsed.query);
  const plain: ExplorerLayer = { ...list, zoomed: false, focus: 'list' };
  const asked = withView(plain, parsed.query, view, geometry.page, 'top');
  return { list: settle(asked, services.decisions.review()), notes, walk: [] };
}

/** @returns `since`: when it was left, where that was in another session and it is not as a list is at first */
function asLeft({ services, geometry, saved, left }: Places, hub: WorkNumber): Left & { since: string | null } {
  const own = left.get(hub);
  if (own !== undefined) {
    const inSight = focusedInSight(own, geometry);
    const again = withView(inSight, own.query, services.query(hub, own.query), geometry.page, 'follow');
    const list = { ...again, head: services.head(hub), facet: AT_TOP, rangeFrom: null };
    return { list, notes: [], walk: [], since: null };
  }
  const before = savedOf(saved, hub, services);
  if (before === undefined) return { list: explorerLayer(services, hub, ''), notes: [], walk: [], since: null };
  const restored = restoredList(before, hub, services, geometry);
  const { walk } = before;
  return { ...restored, walk, since: isAtFirst(restored.list) && walk.length === 0 ? null : before.at };
}

const isAtFirst = ({ query, selection, scroll }: ExplorerLayer): boolean =>
  query.where === null && query.sort === null && scroll.cursor === 0 && countSelected(selection) === 0;

function savedOf(saved: Saved | null, hub: WorkNumber, services: Services): SavedList | undefined {
  return saved?.lists.find((list) => hubOfSaved(list, services) === hub);
}

/** Opens the list of a hub as it was left, by itself. @param then with what lay over it in the session before */
export function reopen(
  store: Store,
  hub: WorkNumber,
  line = '',
  then: (walk: readonly SavedStop[]) => void = () => {},
): void {
  const { services } = store;
  const { left, saved } = store.get();
  const asked = parseQuery(line === '' ? (savedOf(saved, hub, services)?.query ?? '') : line);
  const own = line === '' ? left.get(hub)?.query : undefined;
  const query = own ?? (asked.ok ? asked.query : { where: null, sort: null });
  store.wait(services.preparing(hub, query), () => {
    const { list, notes, walk } = listOf({ services, geometry: store.geometry(), ...store.get() }, hub, line);
    store.push(list);
    if (notes.length > 0) store.toast(notes.join(' '));
    then(walk);
  });
}

/** Walks on from a list as the reader did: over sheets and the papers opened from them, as far as their works are here. */
export function walkOn(store: Store, walk: readonly SavedStop[], then: () => void = () => {}): void {
  const { services } = store;
  const [stop, ...rest] = walk;
  if (stop === undefined) {
    then();
    return;
  }
  if (stop.stop === 'sheet') {
    const ask = askWith(stop.ask, (hub: string) => hubOfSaved({ hub }, services));
    if (ask === null) return;
    sheetAgain(store, ask, stop, rest.length === 0);
    walkOn(store, rest, then);
    return;
  }
  const hub = hubOfSaved(stop, services);
  if (hub === undefined) return;
  const query = answerable(stop.query, hub, services) ?? { where: null, sort: null };
  store.wait(services.preparing(hub, query), () => {
    const { list } = restoredList(stop, hub, services, store.geometry());
    store.push({ ...list, opened: stop.opened });
    walkOn(store, rest, then);
  });
}

/** Where the reader was when the program ended. */
export interface GoOn {
  /** The lists that lay on each other, the last of them on top. */
  way: readonly [...WorkNumber[], WorkNumber];
  /** What the last one is called, and what is to be seen there. */
  title: string;
  words: string;
}

/** Where the reader was when the program ended; null where that is nowhere in this library. */
export function goOnOf(saved: Saved | null, services: Services): GoOn | null {
  const list = saved?.lists.find(({ hub }) => hub === saved.last);
  const hub = list && hubOfSaved(list, services);
  if (saved === null || list === undefined || hub === undefined) return null;
  const below = saved.way.flatMap((name) => hubOfSaved({ hub: name }, services) ?? []);
  const { all, papers } = list.selection;
  const selected = all === null ? papers.length : 0;
  const words = [
    ...list.walk.slice(-1).map((stop) => stopWords(stop, services)),
    list.query === '' ? '' : list.query,
    list.place === null ? '' : `paper ${countWords(list.place.paper)} of ${countWords(list.place.of)}`,
    all !== null ? 'a selection' : selected > 0 ? `${countWords(selected)} selected` : '',
    list.at.slice(0, 10),
  ];
  const title = displayText(services.head(hub).title);
  return { way: [...below, hub], title, words: displayText(words.filter(Boolean).join(' · ')) };
}

function stopWords(stop: SavedStop, services: Services): string {
  if (stop.stop === 'papers') return stop.query;
  const ask = askWith(stop.ask, (hub: string) => hubOfSaved({ hub }, services));
  return ask === null ? '' : sheetName(ask);
}

/** Opens the lists that lay on each other, with what lay over each. */
export function goOn(store: Store, way: readonly WorkNumber[]): void {
  const [hub, ...rest] = way;
  if (hub !== undefined) reopen(store, hub, '', (walk) => walkOn(store, walk, () => goOn(store, rest)));
}
