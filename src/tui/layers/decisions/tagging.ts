/** Tagging papers. */
import { tagTyped } from '../../../hub/decisions/tags.js';
import { counted, countWords } from '../../../hub/share.js';
import type { WorkNumber } from '../../../library/model.js';
import type { ExplorerLayer } from '../../state/explorer.js';
import type { Store } from '../../state/store.js';
import { changing, chosenPapers, showAgain } from './deciding.js';
import { openLine } from './line.js';

/** The tags of what is selected, or of `count` papers from the cursor on. */
export function openTags(store: Store, explorer: ExplorerLayer, count: number): void {
  const { works } = chosenPapers(explorer, count);
  const { decisions } = store.services;
  const before = decisions.commonTags(works);
  const known = decisions.allTags().map(({ tag }) => tag);
  openLine(store, { what: 'tags', works, before, known }, before.map((tag) => `${tagTyped(tag)}, `).join(''));
}

/** Has the papers tagged as the line says now. */
/** @param failed what follows where they cannot be kept, and that was said */
export function keepTags(
  store: Store,
  { works, before }: { works: readonly WorkNumber[]; before: readonly string[] },
  after: readonly string[],
  failed: () => void,
): void {
  const added = after.filter((tag) => !before.includes(tag));
  const removed = before.filter((tag) => !after.includes(tag));
  store.task({
    name: 'tag',
    args: [works, added, removed],
    title: `Tagging ${counted(works.length, 'paper')}`,
    ...changing(works),
    after(changed) {
      showAgain(store);
      if (works.length > 1 && changed > 0) store.toast(`Changed the tags of ${countWords(works.length)} papers.`);
    },
    failed(problem) {
      failed();
      store.toast(problem, 'error');
    },
  });
}
