/** Writing papers to a file. */
import { FORMATS, type FormatName } from '../../export/formats.js';
import { splitId } from '../../hub/identifier.js';
import { countWords } from '../../hub/share.js';
import type { WorkNumber } from '../../library/model.js';
import { promptState } from '../prompt.js';
import { paperUnderCursor } from './explorer.js';
import { type ExplorerLayer, type ExportLayer, type ExportScope, explorerOf } from './layers.js';
import { countSelected, selectedIds } from './selection.js';
import type { Store } from './store.js';

export function openExport(store: Store): void {
  const explorer = explorerOf(store.get());
  if (explorer === undefined) return;
  const marked = countSelected(explorer.selection);
  const scopes: ExportLayer['scopes'] = [];
  if (marked > 0) scopes.push({ scope: 'selected', count: marked });
  if (explorer.view.total > 0)
    scopes.push({ scope: 'matching', count: explorer.view.total }, { scope: 'row', count: 1 });
  const first = scopes[0];
  if (first === undefined) {
    store.toast('Nothing to export: no paper matches.', 'warning');
    return;
  }
  const { exported } = store.get();
  const path = promptState(`${fileName(explorer)}${endingOf(exported.format)}`);
  store.push({ kind: 'export', scope: first.scope, scopes, ...exported, path, confirm: false, problem: null });
}

function fileName(explorer: ExplorerLayer): string {
  return splitId(explorer.head.ref).value.replace(/[^\p{L}\p{N}.-]+/gu, '-');
}

const endingOf = (format: FormatName): string => FORMATS.find(({ name }) => name === format)!.endings[0];

/** Another format; a file name that ends as the one before did, ends as this one does. */
export function stepFormat(store: Store, step: 1 | -1): void {
  const layer = store.top();
  if (layer.kind !== 'export') return;
  const at = FORMATS.findIndex(({ name }) => name === layer.format);
  const format = FORMATS[(at + step + FORMATS.length) % FORMATS.length]!.name;
  const { text } = layer.path;
  const before = endingOf(layer.format);
  const path = text.endsWith(before) ? promptState(text.slice(0, -before.length) + endingOf(format)) : layer.path;
  store.replace({ ...layer, format, path, confirm: false, problem: null });
}

export function nextScope(store: Store): void {
  const layer = store.top();
  if (layer.kind !== 'export') return;
  const at = layer.scopes.findIndex((entry) => entry.scope === layer.scope);
  const next = layer.scopes[(at + 1) % layer.scopes.length];
  if (next !== undefined) store.replace({ ...layer, scope: next.scope });
}

export function toggleAnnotate(store: Store): void {
  const layer = store.top();
  if (layer.kind === 'export') store.replace({ ...layer, annotate: !layer.annotate });
}

function* papersOf(explorer: ExplorerLayer, scope: ExportScope): Generator<WorkNumber> {
  if (scope === 'selected') yield* selectedIds(explorer.selection);
  else if (scope === 'row') {
    const under = paperUnderCursor(explorer);
    if (under !== undefined) yield under;
  } else {
    const step = 1000;
    for (let from = 0; from < explorer.view.total; from += step) yield* explorer.view.ids(from, step);
  }
}

/** Formats that papers can be added to. */
export const isBib = (format: FormatName): boolean => format === 'bibtex' || format === 'biblatex';

/** `into`: what to do with a file that is there; asked for where nothing is said. */
export function write(store: Store, into: 'overwrite' | 'append' | null): void {
  const layer = store.top();
  const explorer = explorerOf(store.get());
  if (layer.kind !== 'export' || explorer === undefined) return;
  const path = layer.path.text.trim();
  if (path === '') {
    store.replace({ ...layer, problem: 'Type the name of the file to write.' });
    return;
  }
  if (into === null && store.services.exists(path)) {
    store.replace({ ...layer, confirm: true, problem: null });
    return;
  }
  const { format, annotate } = layer;
  store.set({ exported: { format, annotate } });
  try {
    const papers = papersOf(explorer, layer.scope);
    const how = { format, annotate };
    const done =
      into === 'append'
        ? store.services.append(path, explorer.hub, papers, how)
        : store.services.write(path, explorer.hub, papers, how, into === 'overwrite');
    store.pop();
    store.toast(done);
  } catch (error) {
    store.replace({ ...layer, confirm: false, problem: error instanceof Error ? error.message : String(error) });
  }
}

/** The same to the clipboard instead of a file. */
export function toClipboard(store: Store): void {
  const layer = store.top();
  const explorer = explorerOf(store.get());
  if (layer.kind !== 'export' || explorer === undefined) return;
  const { format, annotate } = layer;
  const papers = [...papersOf(explorer, layer.scope)];
  const problem = store.services.copy(store.services.exported(explorer.hub, papers, { format, annotate }));
  if (problem !== null) {
    store.replace({ ...layer, problem });
    return;
  }
  store.set({ exported: { format, annotate } });
  store.pop();
  store.toast(`Copied ${papers.length === 1 ? '1 paper' : `${countWords(papers.length)} papers`} to the clipboard.`);
}
