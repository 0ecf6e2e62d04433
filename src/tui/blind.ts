/** Screening blind: what is hidden because it biases. */
import type { Store } from './state/store.js';

/** Who wrote a paper, where it appeared, and how often it is cited. */
export const BLIND_FIELDS = ['authors', 'venue', 'citations'] as const;
export type BlindField = (typeof BLIND_FIELDS)[number];

/** The fields that are hidden; none while the screen is not blind. */
export type Hidden = readonly BlindField[];

/** What stands in the place of a field that is hidden. */
export const HIDDEN = 'hidden';

/** Hides what the setting names, or shows it again. */
export function toggleBlind(store: Store): void {
  const { hidden } = store.get();
  const now = hidden.length > 0 ? [] : store.blind;
  store.set({ hidden: now });
  store.toast(now.length > 0 ? `Hidden now: ${now.join(', ')}.` : 'Nothing is hidden now.');
}
