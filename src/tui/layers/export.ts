/** The export dialog: which papers, in which format, to which file. */
import { formatByEnding } from '../../export/format-table.js';
import { FORMATS, type FormatName } from '../../export/formats.js';
import { splitId } from '../../hub/ids/identifier.js';
import { countWords } from '../../hub/share.js';
import type { WorkNumber } from '../../library/model.js';
import { fit } from '../../text/fit.js';
import { type Line, type Span, wrapLine } from '../../text/spans.js';
import type { Theme } from '../../text/theme.js';
import { keyFor } from '../keymap.js';
import { explorerOf } from '../state/app-state.js';
import { putOnClipboard } from '../state/copying.js';
import { type ExplorerLayer, paperUnderCursor } from '../state/explorer.js';
import { countSelected, selectedIds } from '../state/selection.js';
import type { Store } from '../state/store.js';
import { lineOf, type TypedLine, viewLine } from '../typed-line.js';
import { type Frame, framed, hintSpans, listPane, overListPane } from './frame.js';
import { asItWas, closeLayer, type Drawing, type LayerKind } from './layer.js';

type ExportScope = 'selected' | 'matching' | 'row';

export interface ExportLayer {
  kind: 'export';
  scope: ExportScope;
  scopes: { scope: ExportScope; count: number }[];
  format: FormatName;
  path: TypedLine;
  /** With role, verdict, novelty and what the reader decided in each entry. */
  annotate: boolean;
  /** The file is there already: asks what to do with it. */
  confirm: boolean;
  problem: string | null;
}

export const exportKind: LayerKind<ExportLayer> = {
  context: (layer) => (!layer.confirm ? 'export' : isBib(layer.format) ? 'existingBib' : 'existing'),
  frame: exportFrame,
  move: null,
  typing: {
    line: (layer) => (layer.confirm ? null : layer.path),
    typesKeys: () => true,
    typed: (store, layer, line) =>
      store.replace({ ...layer, path: line, format: formatFor(line.text, layer.format), problem: null }),
  },
  // Only the keys that say so touch a file that is there; every other one is a no.
  answer(store, layer) {
    if (layer.confirm) store.replace({ ...layer, confirm: false });
    return layer.confirm;
  },
  leave: (store, layer) => (layer.confirm ? store.replace({ ...layer, confirm: false }) : closeLayer(store)),
  resized: asItWas,
};

export function openExport(store: Store, explorer: ExplorerLayer): void {
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
  const path = lineOf(`${fileName(explorer)}${endingOf(exported.format)}`);
  store.push({ kind: 'export', scope: first.scope, scopes, ...exported, path, confirm: false, problem: null });
}

function fileName(explorer: ExplorerLayer): string {
  return splitId(explorer.head.id).value.replace(/[^\p{L}\p{N}.-]+/gu, '-');
}

const endingOf = (format: FormatName): string => FORMATS.find(({ name }) => name === format)!.endings[0];

/** The format that the ending of a file asks for; the one chosen where it asks for none, and BibLaTeX in a .bib, too. */
function formatFor(file: string, chosen: FormatName): FormatName {
  const found = formatByEnding(file.trim(), FORMATS);
  return found === undefined || (found === 'bibtex' && isBib(chosen)) ? chosen : found;
}

/** Another format; a file name that ends as the one before did, ends as this one does. */
export function stepFormat(store: Store, layer: ExportLayer, step: 1 | -1): void {
  const index = FORMATS.findIndex(({ name }) => name === layer.format);
  const format = FORMATS[(index + step + FORMATS.length) % FORMATS.length]!.name;
  const { text } = layer.path;
  const before = endingOf(layer.format);
  const path = text.endsWith(before) ? lineOf(text.slice(0, -before.length) + endingOf(format)) : layer.path;
  store.replace({ ...layer, format, path, confirm: false, problem: null });
}

export function nextScope(store: Store, layer: ExportLayer): void {
  const index = layer.scopes.findIndex((entry) => entry.scope === layer.scope);
  const next = layer.scopes[(index + 1) % layer.scopes.length];
  if (next !== undefined) store.replace({ ...layer, scope: next.scope });
}

export function toggleAnnotate(store: Store, layer: ExportLayer): void {
  store.replace({ ...layer, annotate: !layer.annotate });
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

/** Formats that papers can be added to. */
const isBib = (format: FormatName): boolean => format === 'bibtex' || format === 'biblatex';

/** `into`: what to do with a file that is there; asked for where nothing is said. */
export function write(store: Store, layer: ExportLayer, into: 'overwrite' | 'append' | null): void {
  const explorer = explorerOf(store.get());
  if (explorer === undefined) return;
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
export function toClipboard(store: Store, layer: ExportLayer): void {
  const explorer = explorerOf(store.get());
  if (explorer === undefined) return;
  const { format, annotate } = layer;
  const papers = [...papersOf(explorer, layer.scope)];
  const text = store.services.exported(explorer.hub, papers, { format, annotate });
  store.set({ exported: { format, annotate } });
  store.pop();
  putOnClipboard(store, text, papers.length === 1 ? '1 paper' : `${countWords(papers.length)} papers`);
}

const SCOPES: Record<ExportScope, string> = {
  selected: 'the selected papers',
  matching: 'all papers that match',
  row: 'the paper under the cursor',
};

function exportFrame(layer: ExportLayer, { state, theme, below }: Drawing): Frame {
  const cells = Math.min(listPane(state).cells - 2, 64);
  const body: Line[] = [
    [],
    ...layer.scopes.map(({ scope, count }): Line => {
      const chosen = scope === layer.scope;
      return [
        mark(chosen, theme),
        { text: fit(SCOPES[scope], 30), style: chosen ? undefined : 'muted' },
        { text: countWords(count), style: chosen ? 'accent' : 'muted' },
      ];
    }),
    [
      mark(layer.annotate, theme),
      { text: 'with role, verdict, novelty, decision', style: layer.annotate ? undefined : 'muted' },
      { text: `  ${keyFor('annotate', 'export')}`, style: 'key' },
    ],
    [
      { text: '  As    ', style: 'muted' },
      { text: fit(FORMATS.find(({ name }) => name === layer.format)!.what, Math.max(8, cells - 12)), style: 'title' },
      { text: ` ${keyFor('previousFormat', 'export')}${keyFor('nextFormat', 'export')}`, style: 'key' },
    ],
  ];
  const room = Math.max(8, cells - 10);
  const { text, cursor } = viewLine(layer.path, room);
  const y = body.length + 1;
  body.push([
    { text: '  File  ', style: 'muted' },
    { text: fit(text, room), style: 'title' },
  ]);
  body.push([], ...wrapLine(lastLine(layer), cells - 2));
  const place = layer.confirm ? null : { x: 9 + cursor, y };
  return overListPane(state, below(), exportKind.context(layer), framed('Export', body, cells, theme), place);
}

function mark(chosen: boolean, { glyphs }: Theme): Span {
  return { text: `  ${chosen ? glyphs.selected : glyphs.unselected} `, style: chosen ? 'selected' : 'muted' };
}

/** What is asked, what went wrong, or what the keys do. */
function lastLine(layer: ExportLayer): Line {
  if (layer.confirm) {
    const hints = hintSpans(exportKind.context(layer), ['overwrite', 'append', 'escape']);
    return [{ text: '  This file exists. ', style: 'warning' }, ...hints];
  }
  if (layer.problem !== null) return [{ text: `  ${layer.problem}`, style: 'error' }];
  return [{ text: '  ' }, ...hintSpans('export', ['write', 'nextScope', 'toClipboard', 'escape'])];
}
