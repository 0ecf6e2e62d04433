/** Notes on papers: a line here, more in the reader's editor. */
import type { WorkNumber } from '../../../library/model.js';
import { type ExplorerLayer, paperUnderCursor } from '../../state/explorer.js';
import type { Store } from '../../state/store.js';
import { attempt, showAgain } from './deciding.js';
import { type LineLayer, openLine } from './line.js';

/** A note on the paper under the cursor: one that has several paragraphs opens in the editor at once. */
export function openNote(store: Store, explorer: ExplorerLayer): void {
  const work = paperUnderCursor(explorer);
  if (work === undefined) return;
  const { note } = store.services.decisions.said(explorer.hub, work);
  if (note.includes('\n')) void edited(store, work, note).then(store.tell);
  else openLine(store, { what: 'note', work }, note);
}

/** Goes on with the note in the editor. */
export function editNote(store: Store, { about, input }: LineLayer): void {
  if (about.what !== 'note') return;
  store.pop();
  void edited(store, about.work, input.text).then((isDone) => {
    // What was typed before is not lost with an editor that cannot be had.
    if (!isDone) openLine(store, about, input.text);
    store.tell();
  });
}

/** @returns whether the note was edited; where it was not, it is said why */
async function edited(store: Store, work: WorkNumber, note: string): Promise<boolean> {
  const done = await store.services.edit(note);
  if ('problem' in done) store.toast(done.problem, 'error');
  else keepNote(store, work, done.text);
  return !('problem' in done);
}

/** @returns whether it is kept; where it is not, it is said why */
export function keepNote(store: Store, work: WorkNumber, text: string): boolean {
  const isKept = attempt(store, () => {
    store.services.decisions.note(work, text);
    showAgain(store);
    return true;
  });
  return isKept === true;
}
