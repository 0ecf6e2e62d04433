/** Keeping a line that was typed: what Enter does with it. */
import { cleanWords } from '../../../hub/decisions/decision.js';
import { explorerOf } from '../../state/app-state.js';
import type { Store } from '../../state/store.js';
import { attempt } from './deciding.js';
import type { LineLayer } from './line.js';
import { keepNote } from './notes.js';
import { saveQuery } from './queries.js';
import { excludeFor } from './reasons.js';
import { enterReview } from './reviews.js';
import { keepTags } from './tagging.js';
import { spelledAs, tagsIn } from './tags.js';

/** Keeps what was typed, each kind of line in its own way. */
export function keepLine(store: Store, { about, input }: LineLayer): void {
  store.pop();
  switch (about.what) {
    case 'note':
      keepNote(store, about.work, input.text);
      break;
    case 'tags':
      keepTags(store, about.works, about.before, spelledAs(tagsIn(input.text), about.known));
      break;
    case 'reason': {
      const reason = attempt(store, () => store.services.decisions.addReason(input.text));
      if (reason === null) store.toast('A reason needs words.', 'warning');
      else if (reason !== undefined) excludeFor(store, reason, about.count);
      break;
    }
    case 'query': {
      const explorer = explorerOf(store.get());
      if (explorer !== undefined) saveQuery(store, explorer, input.text);
      break;
    }
    case 'review': {
      const name = cleanWords(input.text);
      if (name === '') store.toast('A review needs a name.', 'warning');
      else enterReview(store, name);
    }
  }
}
