/** Copying to the clipboard and opening in the browser. */

import { idUrl, showId } from '../../hub/identifier.js';
import { countWords } from '../../hub/share.js';
import type { WorkNumber } from '../../library/model.js';
import { paperUnderCursor } from './explorer.js';
import { type ExplorerLayer, explorerOf, type MenuChoice, type MenuEntry } from './layers.js';
import { countSelected, selectedIds } from './selection.js';
import type { Store } from './store.js';

/** More than this is not put together for a clipboard: no terminal takes it. */
const MOST = 2000;

/** What an action is about: the marked papers, else the one under the cursor. */
function chosen(explorer: ExplorerLayer): WorkNumber[] {
  const ids: WorkNumber[] = [];
  for (const id of selectedIds(explorer.selection)) if (ids.push(id) > MOST) break;
  if (ids.length > 0) return ids;
  const under = paperUnderCursor(explorer);
  return under === undefined ? [] : [under];
}

const NAMES: Record<(MenuChoice & { do: 'copy' })['what'], [one: string, many: string]> = {
  bibtex: ['BibTeX entry', 'BibTeX entries'],
  key: ['citation key', 'citation keys'],
  cite: ['citation', 'keys in one citation'],
  ref: ['id', 'ids'],
  url: ['address', 'addresses'],
  title: ['title', 'titles'],
};

export function copyOf(store: Store, explorer: ExplorerLayer, what: keyof typeof NAMES): void {
  const ids = chosen(explorer);
  if (ids.length === 0) {
    store.toast('No paper to copy.', 'warning');
    return;
  }
  if (ids.length > MOST) {
    store.toast(`More than ${countWords(MOST)} papers are selected: export them to a file with e.`, 'warning');
    return;
  }
  const { services } = store;
  let parts: string[];
  if (what === 'bibtex') parts = [services.exported(explorer.hub, ids, { format: 'bibtex', annotate: false })];
  else if (what === 'key') parts = [services.keys(explorer.hub, ids).join(',')];
  else if (what === 'cite') parts = [`\\cite{${services.keys(explorer.hub, ids).join(',')}}`];
  else {
    const rows = services.rows(explorer.hub, ids);
    parts = rows.map((row) =>
      what === 'title' ? row.title : what === 'ref' ? showId(row.ref) : (idUrl(row.ref) ?? ''),
    );
    parts = parts.filter((part) => part !== '');
  }
  if (parts.length === 0) {
    store.toast('It has no address: none of its ids is known to the web.', 'warning');
    return;
  }
  const problem = services.copy(parts.join('\n'));
  const count = what === 'bibtex' || what === 'key' || what === 'cite' ? ids.length : parts.length;
  const [one, many] = NAMES[what];
  if (problem === null) store.toast(`Copied ${count === 1 ? `the ${one}` : `${count} ${many}`} to the clipboard.`);
  else store.toast(problem, 'error');
}

export function copy(store: Store): void {
  const explorer = explorerOf(store.get());
  if (explorer !== undefined) copyOf(store, explorer, 'bibtex');
}

export function copyMenu(store: Store): void {
  const explorer = explorerOf(store.get());
  if (explorer === undefined) return;
  const marked = countSelected(explorer.selection);
  const entries: MenuEntry[] = [
    { key: 'k', label: 'citation key', choose: { do: 'copy', what: 'key' } },
    { key: 'c', label: '\\cite{…}', choose: { do: 'copy', what: 'cite' } },
    { key: 'i', label: 'id', choose: { do: 'copy', what: 'ref' } },
    { key: 'u', label: 'address', choose: { do: 'copy', what: 'url' } },
    { key: 't', label: 'title', choose: { do: 'copy', what: 'title' } },
    { key: 'b', label: 'BibTeX', choose: { do: 'copy', what: 'bibtex' } },
  ];
  const title = marked > 0 ? `Copy of ${countWords(marked)} selected` : 'Copy of this paper';
  store.push({ kind: 'menu', title, entries, hint: '', cursor: 0 });
}

export function browse(store: Store): void {
  const explorer = explorerOf(store.get());
  const paper = explorer === undefined ? undefined : paperUnderCursor(explorer);
  if (explorer === undefined || paper === undefined) return;
  const details = store.services.details(explorer.hub, paper);
  const url = details.ids.map(idUrl).find((address) => address !== undefined) ?? details.url;
  if (url === undefined) store.toast('It has no address: none of its ids is known to the web.', 'warning');
  else if (store.services.browse(url)) store.toast(`Opened ${url}`);
  else store.toast(store.services.copy(url) === null ? `No browser here; copied ${url}` : url, 'warning');
}
