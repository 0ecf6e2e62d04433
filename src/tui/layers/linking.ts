/** Linking citing papers to claims of the hub by hand. */

import { STANCES, type Stance } from '../../hub/stance.js';
import { labelWords } from '../../hub/vocabulary.js';
import type { WorkNumber } from '../../library/model.js';
import type { ClaimLine } from '../../library/reader/claim-links.js';
import { truncate } from '../../text/fit.js';
import { displayText } from '../../text/width.js';
import { explorerOf } from '../state/app-state.js';
import { paperUnderCursor } from '../state/explorer.js';
import { NO_CITER } from '../state/reasons.js';
import type { Store } from '../state/store.js';
import type { MenuEntry } from './menu.js';
import { reread, stopUnder } from './sheet.js';

/** Cells of a claim in the menu. */
const SHOWN = 44;

/** Asks which claim of the hub the paper under the cursor bears on. */
export function claimMenu(store: Store): void {
  const layer = store.top();
  const explorer = explorerOf(store.get());
  const paper =
    layer.kind === 'sheet'
      ? layer.ask.sheet === 'claims'
        ? stopUnder(store, layer)?.work
        : undefined
      : explorer && paperUnderCursor(explorer);
  const hub = layer.kind === 'sheet' ? layer.ask.work : explorer?.hub;
  if (paper === undefined || hub === undefined) {
    store.toast(NO_CITER, 'warning');
    return;
  }
  const claims = store.services.claims(hub);
  const [first] = claims;
  if (first === undefined) store.toast('No claim of this hub is known here.', 'warning');
  else if (claims.length === 1) stanceMenu(store, first, paper);
  else
    store.push({
      kind: 'menu',
      title: 'Which claim does this paper bear on?',
      entries: claims.slice(0, 26).map(
        (claim, at): MenuEntry => ({
          key: String.fromCharCode(97 + at),
          label: truncate(displayText(claim.text), SHOWN),
          note: displayText(labelWords(claim.kind)),
          help: displayText(claim.text),
          choose: { do: 'claim', claim, paper },
        }),
      ),
      hint: 'kept with your name and the date',
      cursor: 0,
    });
}

/** Asks what it does to a claim. */
export function stanceMenu(store: Store, { claim, text }: ClaimLine, paper: WorkNumber): void {
  store.push({
    kind: 'menu',
    title: truncate(displayText(text), SHOWN),
    entries: [
      ...STANCES.map(
        (stance): MenuEntry => ({
          key: stance[0]!,
          label: stance,
          note: 'it',
          help: `The paper ${stance} the claim, in your view.`,
          choose: { do: 'link', claim, paper, stance },
        }),
      ),
      {
        key: 'n',
        label: 'nothing: no link',
        help: 'Takes the link away.',
        choose: { do: 'link', claim, paper, stance: null },
      },
    ],
    hint: 'kept with your name and the date',
    cursor: 0,
  });
}

export function link(store: Store, claim: number, paper: WorkNumber, stance: Stance | null): void {
  try {
    store.services.link(claim, paper, stance);
  } catch (error) {
    store.toast((error as Error).message, 'error');
    return;
  }
  const layer = store.top();
  if (layer.kind === 'sheet') reread(store, layer);
  store.toast(stance === null ? 'The paper is not linked to this claim.' : `Linked: it ${stance} this claim.`);
}
