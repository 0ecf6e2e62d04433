/** Keeping a line that was typed: what Enter does with it. */

import { cleanWords, LONGEST_WORDS, lengthBeyond } from '../../../hub/decisions/decision.js';
import { tagsIn, tagTexts } from '../../../hub/decisions/tags.js';
import { countWords } from '../../../hub/share.js';
import { explorerOf } from '../../state/app-state.js';
import type { Store } from '../../state/store.js';
import { attempt } from './deciding.js';
import type { LineAbout, LineLayer } from './line.js';
import { keepNote } from './notes.js';
import { saveQuery } from './queries.js';
import { excludeFor } from './reasons.js';
import { enterReview } from './reviews.js';
import { keepTags } from './tagging.js';
import { spelledAs } from './tags.js';

/** What may not be longer than so many characters, by what is typed; of a query's name the library says it. */
const BOUND: Partial<Record<LineAbout['what'], string>> = {
  tags: 'A tag',
  reason: 'A reason',
  review: 'The name of a review',
};

/** That something typed is longer than what is kept of it; null where nothing is. */
function tooLong({ about, input: { text } }: Pick<LineLayer, 'about' | 'input'>): string | null {
  const what = BOUND[about.what];
  const lengths = (about.what === 'tags' ? tagTexts(text) : [text]).map(lengthBeyond);
  const length = lengths.find((one) => one !== null);
  if (what === undefined || length == null) return null;
  return `${what} has at most ${LONGEST_WORDS} characters, and this one has ${countWords(length)}.`;
}

/** Keeps what was typed, each kind of line in its own way; what cannot be kept stays in its line, to be mended. */
export function keepLine(store: Store, layer: LineLayer): void {
  const problem = tooLong(layer);
  if (problem !== null) {
    store.toast(problem, 'warning');
    return;
  }
  store.pop();
  if (!isKept(store, layer)) store.push(layer);
}

/** @returns whether it is kept; where it is not, it is said why */
function isKept(store: Store, layer: LineLayer): boolean {
  const { about, input } = layer;
  switch (about.what) {
    case 'note':
      return keepNote(store, about.work, input.text);
    case 'tags':
      keepTags(store, about, spelledAs(tagsIn(input.text), about.known), () => store.push(layer));
      return true;
    case 'reason': {
      const reason = attempt(store, () => store.services.decisions.addReason(input.text));
      if (reason === null) store.toast('A reason needs words.', 'warning');
      else if (reason !== undefined) excludeFor(store, reason, about.count);
      return reason != null;
    }
    case 'query': {
      const explorer = explorerOf(store.get());
      return explorer === undefined || saveQuery(store, explorer, input.text);
    }
    case 'review': {
      const name = cleanWords(input.text);
      if (name === '') store.toast('A review needs a name.', 'warning');
      else enterReview(store, name);
      return name !== '';
    }
  }
}
