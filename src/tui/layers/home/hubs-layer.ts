/** The list of hubs as plain data. */
import type { HubLine } from '../../../library/model.js';
import type { GoOn } from '../../resume/reopen.js';
import { AT_TOP, type Scroll } from '../../state/motion.js';
import { lineOf, type TypedLine } from '../../typed-line.js';

export interface HubsLayer {
  kind: 'hubs';
  /** Those that were open in sessions before come first, and stay where they are while the program runs. */
  all: readonly HubLine[];
  /** How many of them were open. */
  recent: number;
  shown: readonly HubLine[];
  filter: TypedLine;
  /** True once the key for it was pressed: then letters are typed, before they are keys. */
  typing: boolean;
  scroll: Scroll;
  /** Where the reader was when the program ended, as the first line; null where that is nowhere, or gone on with. */
  goOn: GoOn | null;
}

/** The list of hubs with nothing typed yet. @param recent so many of them were open last, and come first */
export function hubsLayer(all: readonly HubLine[], recent: number, left: GoOn | null): HubsLayer {
  const shown = narrowHubs(all, recent, '');
  return { kind: 'hubs', all, recent, shown, filter: lineOf(''), typing: false, scroll: AT_TOP, goOn: left };
}

/** The line that goes on stands first, until something is typed. */
export const goOnIn = ({ goOn: left, filter }: HubsLayer): GoOn | null => (filter.text === '' ? left : null);

/** The hub under the cursor; undefined on the line that goes on, and where there is none. */
export const hubUnder = (layer: HubsLayer): HubLine | undefined =>
  layer.shown[layer.scroll.cursor - (goOnIn(layer) === null ? 0 : 1)];

/**
 * The hubs whose title, authors or id hold every word typed: of all works with citing papers; with nothing typed, those
 * that were open and those that a source presented as hubs, where there are any.
 */
export function narrowHubs(hubs: readonly HubLine[], recent: number, text: string): HubLine[] {
  if (text.trim() === '') {
    const isPresented = hubs.some((hub) => hub.presented);
    return hubs.filter((hub, at) => at < recent || hub.presented || !isPresented);
  }
  const fold = (value: string): string => value.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  const words = fold(text).split(/\s+/u).filter(Boolean);
  return hubs.filter((hub) => {
    const hay = fold(`${hub.title} ${hub.authors.join(' ')} ${hub.id} ${hub.tier ?? ''}`);
    return words.every((word) => hay.includes(word));
  });
}
