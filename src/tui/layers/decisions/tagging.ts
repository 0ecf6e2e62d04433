/** Tagging papers. */
import { countWords } from '../../../hub/share.js';
import type { WorkNumber } from '../../../library/model.js';
import type { ExplorerLayer } from '../../state/explorer.js';
import type { Store } from '../../state/store.js';
import { attempt, chosenPapers, showAgain } from './deciding.js';
import { openLine } from './line.js';
import { tagTyped } from './tags.js';

/** The tags of what is selected, or of `count` papers from the cursor on. */
export function openTags(store: Store, explorer: ExplorerLayer, count: number): void {
  const { works } = chosenPapers(explorer, count);
  if (works.length === 0) {
    store.toast('There is no paper to tag.', 'warning');
    return;
  }
  const { decisions } = store.services;
  const before = decisions.commonTags(works);
  const known = decisions.allTags().map(({ tag }) => tag);
  openLine(store, { what: 'tags', works, before, known }, before.map((tag) => `${tagTyped(tag)}, `).join(''));
}

/** Has the papers tagged as the line says now. */
export function keepTags(
  store: Store,
  works: readonly WorkNumber[],
  before: readonly string[],
  after: readonly string[],
): void {
  const added = after.filter((tag) => !before.includes(tag));
  const removed = before.filter((tag) => !after.includes(tag));
  const changed = attempt(store, () => store.services.decisions.tag(works, added, removed));
  if (changed === undefined) return;
  showAgain(store);
  if (works.length > 1 && changed > 0) store.toast(`Changed the tags of ${countWords(works.length)} papers.`);
}
