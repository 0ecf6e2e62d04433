/** The export dialog: which papers, in which format, to which file. */

import { FORMAT_TABLE, formatByEnding } from '../../../export/format-table.js';
import { type Scheme, splitId } from '../../../hub/ids/identifier.js';
import { counted } from '../../../hub/share.js';
import { ALL_WORKS, type WorkNumber } from '../../../library/model.js';
import { displayText } from '../../../text/width.js';
import type { ExportChoice } from '../../services/services.js';
import { explorerOf } from '../../state/app-state.js';
import { putOnClipboard } from '../../state/copying.js';
import { type ExplorerLayer, paperUnderCursor } from '../../state/explorer.js';
import { countSelected, selectedIds } from '../../state/selection.js';
import type { Store } from '../../state/store.js';
import { lineOf } from '../../typed-line.js';
import { asItWas, closeLayer, type LayerKind } from '../layer.js';
import { exportFrame } from './export-frame.js';
import { CHOICES, type ExportLayer, type ExportScope, exportContext, isBib } from './export-layer.js';

export const exportKind: LayerKind<ExportLayer> = {
  context: exportContext,
  frame: exportFrame,
  move: null,
  typing: {
    line: (layer) => (layer.confirm ? null : layer.path),
    typesKeys: () => true,
    typed(store, layer, line) {
      const format = formatFor(line.text, layer.format);
      show(store, { ...layer, path: line, format, problem: null }, format !== layer.format);
    },
  },
  // Only the keys that say so touch a file that is there; every other one is a no.
  answer(store, layer) {
    if (layer.confirm) store.replace({ ...layer, confirm: false });
    return layer.confirm;
  },
  leave: (store, layer) => (layer.confirm ? store.replace({ ...layer, confirm: false }) : closeLayer(store)),
  resized: asItWas,
};

/** Which papers can be exported. */
function scopesOf(explorer: ExplorerLayer): ExportLayer['scopes'] {
  const marked = countSelected(explorer.selection);
  const scopes: ExportLayer['scopes'] = [];
  if (marked > 0) scopes.push({ scope: 'selected', count: marked });
  if (explorer.view.total > 0)
    scopes.push({ scope: 'matching', count: explorer.view.total }, { scope: 'row', count: 1 });
  return scopes;
}

export function openExport(store: Store, explorer: ExplorerLayer): void {
  const scopes = scopesOf(explorer);
  const first = scopes[0];
  if (first === undefined) return;
  const { exported } = store.get();
  const path = lineOf(`${fileName(explorer)}${endingOf(exported.format)}`);
  const own = { scope: first.scope, scopes, ...exported, path, confirm: false, problem: null };
  const layer: ExportLayer = { kind: 'export', ...own, preview: '' };
  store.push(layer);
  show(store, layer, true);
}

/** The dialog as it is now. @param isOther whether its first entry may read otherwise */
function show(store: Store, layer: ExportLayer, isOther: boolean): void {
  store.replace(isOther ? { ...layer, preview: previewOf(store, layer) } : layer);
}

function previewOf(store: Store, { scope, format, annotate }: ExportLayer): string {
  const explorer = explorerOf(store.get());
  const first = explorer === undefined ? undefined : papersOf(explorer, scope).next().value;
  if (explorer === undefined || first === undefined) return '';
  try {
    return store.services.preview(explorer.hub, first, format, annotate);
  } catch (error) {
    return (error as Error).message;
  }
}

/** Ids whose value alone says what they are: of others, `corpus-208267757`, the kind stands before it. */
const BY_THEMSELVES: ReadonlySet<string> = new Set<Scheme>(['arxiv', 'doi', 'key']);
/** Letters of a file's name, so that an ending has room within what file systems take. */
const LONGEST_NAME = 80;

/** What a file of the open list is called, without its ending: its id, never empty and never hidden. */
export function fileName({ hub, head }: Pick<ExplorerLayer, 'hub' | 'head'>): string {
  if (hub === ALL_WORKS) return 'all-works';
  const { scheme, value } = splitId(head.id);
  const name = BY_THEMSELVES.has(scheme) ? value : `${scheme}-${value}`;
  const clean = name
    .replace(/[^\p{L}\p{N}.-]+/gu, '-')
    .slice(0, LONGEST_NAME)
    .replace(/^[.-]+|[.-]+$/gu, '');
  return clean === '' ? 'papers' : clean;
}

/** How files of a format end; '' where it is no file. */
const endingOf = (format: ExportChoice): string => CHOICES.find(({ name }) => name === format)?.endings[0] ?? '';

/** The format that the ending of a file asks for; the one chosen where it asks for none, and BibLaTeX in a .bib, too. */
function formatFor(file: string, chosen: ExportChoice): ExportChoice {
  const found = formatByEnding(file.trim(), FORMAT_TABLE);
  return found === undefined || (found === 'bibtex' && isBib(chosen)) ? chosen : found;
}

/** The next format, or the one before. */
export function stepFormat(store: Store, layer: ExportLayer, step: 1 | -1): void {
  const index = CHOICES.findIndex(({ name }) => name === layer.format);
  chooseFormat(store, layer, CHOICES[(index + step + CHOICES.length) % CHOICES.length]!.name);
}

/** Another format; a file name that ends as the one before did, ends as this one does. */
export function chooseFormat(store: Store, layer: ExportLayer, format: ExportChoice): void {
  const { text } = layer.path;
  const before = endingOf(layer.format);
  const path = text.endsWith(before)
    ? lineOf(text.slice(0, text.length - before.length) + endingOf(format))
    : layer.path;
  show(store, { ...layer, format, path, confirm: false, problem: null }, true);
}

export function nextScope(store: Store, layer: ExportLayer): void {
  const index = layer.scopes.findIndex((entry) => entry.scope === layer.scope);
  const next = layer.scopes[(index + 1) % layer.scopes.length];
  if (next !== undefined) chooseScope(store, layer, next.scope);
}

export function chooseScope(store: Store, layer: ExportLayer, scope: ExportScope): void {
  show(store, { ...layer, scope }, true);
}

export function toggleAnnotate(store: Store, layer: ExportLayer): void {
  show(store, { ...layer, annotate: !layer.annotate }, true);
}

function* papersOf(explorer: ExplorerLayer, scope: ExportScope): Generator<WorkNumber> {
  if (scope === 'selected') yield* selectedIds(explorer.selection);
  else if (scope === 'row') {
    const under = paperUnderCursor(explorer);
    if (under !== undefined) yield under;
  } else {
    const step = 1000;
    for (let from = 0; from < explorer.view.total; from += step) yield* explorer.view.works(from, step);
  }
}

/** `into`: what to do with a file that is there; asked for where nothing is said. */
export function write(store: Store, layer: ExportLayer, into: 'overwrite' | 'append' | null): void {
  const explorer = explorerOf(store.get());
  if (explorer === undefined) return;
  const path = layer.path.text.trim();
  if (path === '') {
    store.replace({ ...layer, problem: 'Type the name of the file to write.' });
    return;
  }
  const { format, annotate } = layer;
  // Of a folder of notes nothing is overwritten: they keep what the reader wrote.
  if (format !== 'notes' && into === null && store.services.replaces(path)) {
    store.replace({ ...layer, confirm: true, problem: null });
    return;
  }
  const problem = format === 'notes' ? null : store.services.whyNotWritten(path);
  if (problem !== null) {
    store.replace({ ...layer, confirm: false, problem });
    return;
  }
  const works = [...papersOf(explorer, layer.scope)];
  let isOpen = true;
  const rest = {
    papers: works.length,
    title: `Writing ${counted(works.length, 'paper')} to ${displayText(path)}`,
    changes: false,
    left:
      format === 'notes' ? 'Left; the notes that were written are kept.' : `Left; ${displayText(path)} is as it was.`,
    begun() {
      isOpen = false;
      store.pop();
    },
    after(sentence: string) {
      if (isOpen) store.pop();
      store.toast(sentence);
    },
    failed(problem: string) {
      if (isOpen) store.replace({ ...layer, confirm: false, problem });
      else comeBack(store, layer, explorer.hub, problem);
    },
  };
  if (format === 'notes') {
    store.task({ name: 'notes', args: [path, explorer.hub, works], ...rest });
    return;
  }
  const how = { format, annotate };
  store.set({ exported: how });
  if (into === 'append') store.task({ name: 'append', args: [path, explorer.hub, works, how], ...rest });
  else store.task({ name: 'write', args: [path, explorer.hub, works, how, into === 'overwrite'], ...rest });
}

/** Opens the dialog again with what was typed, where the reader is still in the list; elsewhere only the problem is said. */
function comeBack(store: Store, layer: ExportLayer, hub: WorkNumber, problem: string): void {
  const top = store.top();
  const scopes = top.kind === 'explorer' && top.hub === hub ? scopesOf(top) : [];
  const scope = (scopes.find((one) => one.scope === layer.scope) ?? scopes[0])?.scope;
  if (scope === undefined) {
    store.toast(problem, 'error');
    return;
  }
  const again: ExportLayer = { ...layer, scopes, scope, confirm: false, problem };
  store.push(again);
  show(store, again, true);
}

/** The same to the clipboard instead of a file. */
export function toClipboard(store: Store, layer: ExportLayer): void {
  const explorer = explorerOf(store.get());
  if (explorer === undefined) return;
  const { format, annotate } = layer;
  if (format === 'notes') {
    store.replace({ ...layer, problem: 'Notes are files of a folder; choose another format to copy.' });
    return;
  }
  store.set({ exported: { format, annotate } });
  const works = [...papersOf(explorer, layer.scope)];
  const papers = counted(works.length, 'paper');
  store.pop();
  store.task({
    name: 'exported',
    args: [explorer.hub, works, { format, annotate }],
    papers: works.length,
    title: `Copying ${papers}`,
    changes: false,
    left: 'Left; nothing is copied.',
    after: (text) => putOnClipboard(store, text, papers),
  });
}
