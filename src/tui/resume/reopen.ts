/** Opening a hub's list as it was left: in this session, or in one before. */
import { countWords } from '../../hub/share.js';
import type { WorkNumber } from '../../library/model.js';
import { parseQuery } from '../../query/parse.js';
import { displayText } from '../../text/width.js';
import { explorerLayer } from '../layers/explorer.js';
import type { Services } from '../services/services.js';
import type { AppState } from '../state/app-state.js';
import { type ExplorerLayer, withView } from '../state/explorer.js';
import type { ExplorerGeometry } from '../state/geometry.js';
import { AT_TOP } from '../state/motion.js';
import { countSelected } from '../state/selection.js';
import type { Store } from '../state/store.js';
import { settle } from '../state/undo/undo.js';
import { hubOfSaved, type Restored, restoredList } from './restoring.js';
import type { Saved, SavedList } from './saved.js';

interface Places extends Pick<AppState, 'saved' | 'left'> {
  services: Services;
  geometry: ExplorerGeometry;
}

/** The list of a hub as it was left, with another query where one is asked for; as it is at first where it was never open. */
export function listOf(places: Places, hub: WorkNumber, line: string): Restored {
  const { services, geometry } = places;
  const { list, notes, since } = asLeft(places, hub);
  const parsed = parseQuery(line);
  if (line === '' || !parsed.ok)
    return { list, notes: since === null ? notes : [`As you left it on ${since.slice(0, 10)}.`, ...notes] };
  const view = services.query(hub, parsed.query);
  const plain: ExplorerLayer = { ...list, zoomed: false, focus: 'list' };
  return { list: settle(withView(plain, parsed.query, view, geometry.page, 'top')), notes };
}

/** @returns `since`: when it was left, where that was in another session and it is not as a list is at first */
function asLeft({ services, geometry, saved, left }: Places, hub: WorkNumber): Restored & { since: string | null } {
  const own = left.get(hub);
  if (own !== undefined) {
    const again = withView(own, own.query, services.query(hub, own.query), geometry.page, 'follow');
    const list = { ...again, head: services.head(hub), facet: AT_TOP, rangeFrom: null };
    return { list, notes: [], since: null };
  }
  const before = savedOf(saved, hub, services);
  if (before === undefined) return { list: explorerLayer(services, hub, ''), notes: [], since: null };
  const restored = restoredList(before, hub, services, geometry);
  return { ...restored, since: isAtFirst(restored.list) ? null : before.at };
}

const isAtFirst = ({ query, selection, scroll }: ExplorerLayer): boolean =>
  query.where === null && query.sort === null && scroll.cursor === 0 && countSelected(selection) === 0;

function savedOf(saved: Saved | null, hub: WorkNumber, services: Services): SavedList | undefined {
  return saved?.lists.find((list) => hubOfSaved(list, services) === hub);
}

/** Opens the list of a hub as it was left. */
export function reopen(store: Store, hub: WorkNumber, line = ''): void {
  const { services } = store;
  const { left, saved } = store.get();
  const asked = parseQuery(line === '' ? (savedOf(saved, hub, services)?.query ?? '') : line);
  const own = line === '' ? left.get(hub)?.query : undefined;
  const query = own ?? (asked.ok ? asked.query : { where: null, sort: null });
  store.wait(services.preparing(hub, query), () => {
    const { list, notes } = listOf({ services, geometry: store.geometry(), ...store.get() }, hub, line);
    store.push(list);
    if (notes.length > 0) store.toast(notes.join(' '));
  });
}

/** What the list that was open last is called, and what is to be seen there. */
export interface GoOn {
  hub: WorkNumber;
  title: string;
  words: string;
}

/** Where the reader was when the program ended; null where that is nowhere in this library. */
export function goOnOf(saved: Saved | null, services: Services): GoOn | null {
  const list = saved?.lists.find(({ hub }) => hub === saved.last);
  const hub = list && hubOfSaved(list, services);
  if (list === undefined || hub === undefined) return null;
  const { all, papers } = list.selection;
  const selected = all === null ? papers.length : 0;
  const words = [
    list.query === '' ? '' : list.query,
    all !== null ? 'a selection' : selected > 0 ? `${countWords(selected)} selected` : '',
    list.at.slice(0, 10),
  ];
  return { hub, title: displayText(services.head(hub).title), words: displayText(words.filter(Boolean).join(' · ')) };
}
