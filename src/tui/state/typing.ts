/** Keys that are not actions: text typed into a line, the letters of a menu, the answer to a question. */
import type { HubLine } from '../../library/model.js';
import { setText, toggleTerm, withSort } from '../../query/edit.js';
import { parseQuery } from '../../query/parse.js';
import type { SortKey } from '../../query/query.js';
import type { Key } from '../keys/tokenize.js';
import { type PromptState, promptState } from '../prompt.js';
import { copyOf } from './copying.js';
import { ask } from './filters.js';
import {
  type ExportLayer,
  explorerOf,
  type HubsLayer,
  type Layer,
  type MenuChoice,
  type MenuLayer,
  type PromptLayer,
} from './layers.js';
import { mergeSelected } from './merging.js';
import { isBib } from './output.js';
import type { Store } from './store.js';

/** The line of the top layer reads `input` now. `more`: it goes on, so what it says so far need not be searched. */
export function typeText(store: Store, layer: Layer, input: PromptState, more = false): void {
  if (layer.kind === 'hubs') {
    const shown = narrowHubs(layer.all, input.text);
    const typing = input.text !== '' || layer.filter.text === '' ? layer.typing : false;
    store.replace({ ...layer, filter: input, typing, shown, scroll: { cursor: 0, top: 0 } });
  } else if (layer.kind === 'help') {
    store.replace({ ...layer, filter: input, scroll: { cursor: 0, top: 0 } });
  } else if (layer.kind === 'export') {
    store.replace({ ...layer, path: input, problem: null, confirm: false });
  } else if (layer.kind === 'prompt') {
    if (more) store.replace({ ...layer, input });
    else typeQuery(store, layer, input);
  }
}

function typeQuery(store: Store, layer: PromptLayer, input: PromptState): void {
  if (layer.mode === 'search') {
    store.replace({ ...layer, input, recall: -1 });
    ask(store, setText(layer.before.query, input.text), 'first');
    return;
  }
  const parsed = parseQuery(input.text);
  store.replace({ ...layer, input, recall: -1, error: parsed.ok ? null : parsed.error });
  if (parsed.ok) ask(store, parsed.query, 'first');
}

/** The list of hubs with nothing typed yet. */
export function hubsLayer(all: HubLine[]): HubsLayer {
  const shown = narrowHubs(all, '');
  return { kind: 'hubs', all, shown, filter: promptState(''), typing: false, scroll: { cursor: 0, top: 0 } };
}

/**
 * The hubs whose title, authors or id hold every word typed: of all works with citing papers; with nothing typed, those
 * that a source presented as hubs.
 */
export function narrowHubs(hubs: readonly HubLine[], text: string): HubLine[] {
  if (text.trim() === '') return hubs.filter((hub) => hub.presented);
  const fold = (value: string): string => value.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  const words = fold(text).split(/\s+/u).filter(Boolean);
  return hubs.filter((hub) => {
    const hay = fold(`${hub.title} ${hub.authors.join(' ')} ${hub.ref} ${hub.tier ?? ''}`);
    return words.every((word) => hay.includes(word));
  });
}

/** A letter of the menu; false where it means nothing here. A capital letter excludes. */
export function answerMenu(store: Store, menu: MenuLayer, key: Key): boolean {
  if (key.text === undefined || key.name === 'paste' || key.text === ' ') return false;
  const exact = menu.entries.find((entry) => entry.key === key.text);
  const entry = exact ?? menu.entries.find((candidate) => candidate.key === key.text?.toLowerCase());
  if (entry === undefined) return false;
  choose(store, entry.choose, exact === undefined);
  return true;
}

export function choose(store: Store, choice: MenuChoice, exclude: boolean): void {
  store.pop();
  const explorer = explorerOf(store.get());
  if (explorer === undefined) return;
  if (choice.do === 'toggle') {
    ask(store, toggleTerm(explorer.query, choice.term, exclude ? 'exclude' : 'include'), 'follow');
  } else if (choice.do === 'sort') {
    ask(
      store,
      withSort(explorer.query, { key: choice.key, descending: direction(explorer.query.sort, choice.key) }),
      'follow',
    );
  } else if (choice.do === 'merge') mergeSelected(store);
  else {
    copyOf(store, explorer, choice.what);
  }
}

/** The same key again reverses; a new one starts with what people look for first. */
function direction(sort: { key: SortKey; descending: boolean } | null, key: SortKey): boolean {
  if (sort?.key === key) return !sort.descending;
  return key !== 'title';
}

/** The answer to «overwrite?»: only y does; a adds to a .bib file. */
export function answerConfirm(store: Store, layer: ExportLayer, key: Key): boolean {
  if (key.name === 'y') {
    store.run('overwrite');
    return true;
  }
  if (key.name === 'a' && isBib(layer.format)) {
    store.run('append');
    return true;
  }
  if (key.name === 'ctrl-c' || key.name === 'ctrl-z') return false;
  store.replace({ ...layer, confirm: false });
  return true;
}
