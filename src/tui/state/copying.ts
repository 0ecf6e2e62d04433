/** Copying to the clipboard and opening in the browser. */

import { idUrl, showId } from '../../hub/ids/identifier.js';
import { countWords } from '../../hub/share.js';
import type { WorkNumber } from '../../library/model.js';
import { keyFor } from '../keymap.js';
import type { MenuEntry } from '../layers/menu.js';
import { type ExplorerLayer, paperUnderCursor } from './explorer.js';
import { countSelected, selectedIds } from './selection.js';
import type { Store } from './store.js';

/** More than this is not put together for a clipboard: no terminal takes it. */
const MOST = 2000;

const NO_ADDRESS = 'This paper has no web address: none of its ids leads to one.';

/** What an action is about: the marked papers, else the one under the cursor. */
function chosen(explorer: ExplorerLayer): WorkNumber[] {
  const works: WorkNumber[] = [];
  for (const work of selectedIds(explorer.selection)) if (works.push(work) > MOST) break;
  if (works.length > 0) return works;
  const under = paperUnderCursor(explorer);
  return under === undefined ? [] : [under];
}

/** What of a paper can be copied. */
export type CopyWhat = 'bibtex' | 'key' | 'cite' | 'ref' | 'url' | 'title';

const NAMES: Record<CopyWhat, [one: string, many: string]> = {
  bibtex: ['BibTeX entry', 'BibTeX entries'],
  key: ['citation key', 'citation keys'],
  cite: ['citation', 'keys in one citation'],
  ref: ['id', 'ids'],
  url: ['address', 'addresses'],
  title: ['title', 'titles'],
};

/** The text of these papers, one piece a line; a paper without an address has none. */
function textOf({ services }: Store, { hub }: ExplorerLayer, works: readonly WorkNumber[], what: CopyWhat): string[] {
  switch (what) {
    case 'bibtex':
      return [services.exported(hub, works, { format: 'bibtex', annotate: false })];
    case 'key':
      return [services.keys(hub, works).join(',')];
    case 'cite':
      return [`\\cite{${services.keys(hub, works).join(',')}}`];
    case 'ref':
      return services.rows(hub, works).map((row) => showId(row.id));
    case 'url':
      return services.rows(hub, works).flatMap((row) => idUrl(row.id) ?? []);
    case 'title':
      return services.rows(hub, works).map((row) => row.title);
  }
}

/** Pieces that hold all papers at once. */
const WHOLE: ReadonlySet<CopyWhat> = new Set(['bibtex', 'key', 'cite']);

export function copyOf(store: Store, explorer: ExplorerLayer, what: CopyWhat): void {
  const works = chosen(explorer);
  if (works.length === 0) {
    store.toast('No paper to copy.', 'warning');
    return;
  }
  if (works.length > MOST) {
    store.toast(
      `More than ${countWords(MOST)} papers are selected: export them to a file with ${keyFor('export', 'list')}.`,
      'warning',
    );
    return;
  }
  const parts = textOf(store, explorer, works, what);
  if (parts.length === 0) {
    store.toast(NO_ADDRESS, 'warning');
    return;
  }
  const count = WHOLE.has(what) ? works.length : parts.length;
  const [one, many] = NAMES[what];
  putOnClipboard(store, parts.join('\n'), count === 1 ? `the ${one}` : `${count} ${many}`);
}

/**
 * Puts a text on the clipboard, and says by which way when that is known: keys are answered meanwhile.
 * @param what what the text is, as in "Copied 2 ids"
 * @param why what is said before it
 */
export function putOnClipboard(store: Store, text: string, what: string, why = ''): void {
  void store.services.copy(text).then((copied) => {
    const tone = why === '' ? 'ok' : 'warning';
    if (copied === 'sent') store.toast(`${why}Sent ${what} to the terminal for its clipboard.`, tone);
    else if ('by' in copied) store.toast(`${why}Copied ${what} by ${copied.by}.`, tone);
    else store.toast(`${why}Not copied: ${copied.problem}.`, 'error');
    store.tell();
  });
}

export function copyMenu(store: Store, explorer: ExplorerLayer): void {
  const marked = countSelected(explorer.selection);
  const entries: MenuEntry[] = [
    { key: 'k', label: 'citation key', choose: { do: 'copy', what: 'key' } },
    { key: 'c', label: '\\cite{…}', choose: { do: 'copy', what: 'cite' } },
    { key: 'i', label: 'id', choose: { do: 'copy', what: 'ref' } },
    { key: 'u', label: 'address', choose: { do: 'copy', what: 'url' } },
    { key: 't', label: 'title', choose: { do: 'copy', what: 'title' } },
    { key: 'b', label: 'BibTeX', choose: { do: 'copy', what: 'bibtex' } },
  ];
  const title = marked > 0 ? `Copy from ${countWords(marked)} selected` : 'Copy from this paper';
  store.push({ kind: 'menu', title, entries, hint: '', cursor: 0 });
}

export function browse(store: Store, explorer: ExplorerLayer): void {
  const paper = paperUnderCursor(explorer);
  if (paper === undefined) return;
  const details = store.services.details(explorer.hub, paper);
  const url = details.ids.map(idUrl).find((address) => address !== undefined) ?? details.url;
  if (url === undefined) store.toast(NO_ADDRESS, 'warning');
  else if (store.services.browse(url)) store.toast(`Opened ${url}`);
  else putOnClipboard(store, url, url, 'No browser here. ');
}
