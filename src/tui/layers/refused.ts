/**
 * A key that something is chosen or typed after, where it can do nothing: what whoever is fast typed on is not taken for other keys.
 */
import { keyLabel } from '../keymap.js';
import type { ActionName } from '../state/actions.js';
import type { Store } from '../state/store.js';
import type { MenuLayer } from './menu.js';

/** What comes after the key: a letter, or a line that Enter ends. */
interface Asked {
  title: string;
  after: 'letter' | 'line';
}

const ASKS: Partial<Record<ActionName, Asked>> = {
  roleMenu: { title: 'Role', after: 'letter' },
  polarityMenu: { title: 'Polarity', after: 'letter' },
  verdictMenu: { title: 'Verdict', after: 'letter' },
  sheetMenu: { title: 'Around the hub', after: 'letter' },
  excludeBecause: { title: 'Exclude: why?', after: 'letter' },
  correct: { title: 'Correct', after: 'letter' },
  copy: { title: 'Copy', after: 'letter' },
  tags: { title: 'Tags', after: 'line' },
  note: { title: 'Note', after: 'line' },
  export: { title: 'Export', after: 'line' },
};

/** Says why an action can do nothing; where it asks for something, an empty menu takes that. */
export function refuse(store: Store, action: ActionName, why: string): void {
  store.toast(why, 'warning');
  const asked = ASKS[action];
  if (asked === undefined) return;
  const { title, after } = asked;
  const hint = after === 'letter' ? 'nothing can be chosen' : 'nothing can be typed';
  store.push({ kind: 'menu', title, entries: [], hint, cursor: 0, refused: { why, after } } satisfies MenuLayer);
}

/**
 * A key that was meant for what was refused does nothing else. Where a letter was to follow, all that come after it are taken,
 * too, as in a menu with entries; `q` leaves, as everywhere.
 */
export function swallow(store: Store, layer: MenuLayer, key: string): void {
  if (layer.refused === undefined) return;
  const { why, after } = layer.refused;
  if (after === 'line') store.toast(why, 'warning');
  else if (key === 'q') store.pop();
  else {
    // The message takes the place of the one that said why.
    store.replace({ ...layer, hint: why });
    store.toast(`Nothing here has the key ${keyLabel(key, store.get())}.`, 'warning');
  }
}
