/** Copying to the clipboard and opening in the browser. */

import { idUrl, showId } from '../../hub/ids/identifier.js';
import { countWords } from '../../hub/share.js';
import type { Row, WorkNumber } from '../../library/model.js';
import { keyFor } from '../keymap.js';
import { chosenPapers } from '../layers/decisions/deciding.js';
import type { MenuEntry, MenuLayer } from '../layers/menu.js';
import { type ExplorerLayer, paperUnderCursor } from './explorer.js';
import { countSelected } from './selection.js';
import type { Store } from './store.js';

/** More than this is not put together for a clipboard: no terminal takes it. */
const MOST = 2000;

const NO_DOI = 'Nobody gave this paper a DOI, as far as is known here.';
const NO_ADDRESS = 'This paper has no web address: none of its ids leads to one.';

/** What is selected or in a range, else `count` papers from the cursor on; of more than can be copied only that they are more. */
function chosen(explorer: ExplorerLayer, count: number): readonly WorkNumber[] | 'too many' {
  if (countSelected(explorer.selection) > MOST) return 'too many';
  const { works } = chosenPapers(explorer, Math.min(count, MOST + 1));
  return works.length > MOST ? 'too many' : works;
}

/** What of a paper can be copied. */
export type CopyWhat = 'bibtex' | 'key' | 'cite' | 'ref' | 'doi' | 'url' | 'title';

const NAMES: Record<CopyWhat, [one: string, many: string]> = {
  bibtex: ['BibTeX entry', 'BibTeX entries'],
  key: ['citation key', 'citation keys'],
  cite: ['citation', 'keys in one citation'],
  ref: ['id', 'ids'],
  doi: ['DOI', 'DOIs'],
  url: ['address', 'addresses'],
  title: ['title', 'titles'],
};

/** What one paper gives: the texts of these, one a line; a paper without an address has none. */
function textsOf(rows: readonly Row[], what: 'ref' | 'url' | 'title'): string[] {
  switch (what) {
    case 'ref':
      return rows.map((row) => showId(row.id));
    case 'url':
      return rows.flatMap((row) => idUrl(row.id) ?? []);
    case 'title':
      return rows.map((row) => row.title);
  }
}

/** @param count how many papers from the cursor on, where nothing is selected */
export function copyOf(store: Store, explorer: ExplorerLayer, what: CopyWhat, count: number): void {
  const { hub } = explorer;
  const works = chosen(explorer, count);
  if (works === 'too many') {
    const words = `No terminal takes more than ${countWords(MOST)} papers: select them, and ${keyFor('export', 'list')} writes them to a file.`;
    store.toast(words, 'warning');
    return;
  }
  const put = (text: string, count: number): void => {
    const [one, many] = NAMES[what];
    putOnClipboard(store, text, count === 1 ? `the ${one}` : `${count} ${many}`);
  };
  if (what === 'ref' || what === 'doi' || what === 'url' || what === 'title') {
    const texts = what === 'doi' ? store.services.dois(works) : textsOf(store.services.rows(hub, works), what);
    if (texts.length === 0) store.toast(what === 'doi' ? NO_DOI : NO_ADDRESS, 'warning');
    else put(texts.join('\n'), texts.length);
    return;
  }
  const long = {
    papers: works.length,
    title: `Copying ${works.length} ${NAMES[what][1]}`,
    changes: false,
    left: 'Left; nothing is copied.',
  };
  if (what === 'bibtex') {
    const how = { format: 'bibtex', annotate: false } as const;
    const after = (text: string): void => put(text, works.length);
    store.task({ name: 'exported', args: [hub, works, how], ...long, after });
    return;
  }
  const after = (keys: string[]): void =>
    put(what === 'key' ? keys.join(',') : `\\cite{${keys.join(',')}}`, works.length);
  store.task({ name: 'keys', args: [hub, works], ...long, after });
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

export function copyMenuOf(explorer: ExplorerLayer, count: number): MenuLayer {
  const works = chosen(explorer, count);
  const entry = (key: string, what: CopyWhat, label: string, help: string): MenuEntry => ({
    key,
    label,
    help,
    choose: { do: 'copy', what, count },
  });
  const entries = [
    // The same key twice is what is copied most.
    entry('y', 'bibtex', 'BibTeX', 'Its whole entry for a .bib file.'),
    entry('k', 'key', 'citation key', 'The key under which exports have the paper.'),
    entry('c', 'cite', '\\cite{…}', 'The command that cites it in LaTeX.'),
    entry('i', 'ref', 'id', 'Its id, such as arXiv:1911.11134.'),
    entry('d', 'doi', 'DOI', 'Its DOI, such as 10.1038/nature14539.'),
    entry('u', 'url', 'address', 'The address of its page.'),
    entry('t', 'title', 'title', 'Its title as it stands here.'),
  ];
  const title =
    works === 'too many'
      ? `Copy from more than ${countWords(MOST)} papers`
      : works.length === 1
        ? 'Copy from this paper'
        : `Copy from ${countWords(works.length)} papers`;
  return { kind: 'menu', title, entries, hint: '', cursor: 0 };
}

export function browse(store: Store, explorer: ExplorerLayer): void {
  const paper = paperUnderCursor(explorer);
  if (paper === undefined) return;
  const details = store.services.details(explorer.hub, paper);
  const url = details.ids.map(idUrl).find((address) => address !== undefined) ?? details.url;
  if (url === undefined) store.toast(NO_ADDRESS, 'warning');
  else {
    // Who asks for the page sees it; the list goes on being blind.
    const said = store.get().hidden.includes('venue') ? 'its address' : url;
    if (store.services.browse(url)) store.toast(said === url ? `Opened ${url}` : 'Opened its page.');
    else putOnClipboard(store, url, said, 'No browser here. ');
  }
}
