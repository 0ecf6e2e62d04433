/** The line over the explorer's query: a search as one types, or the query itself. */
import { freeText, setText } from '../../query/edit.js';
import { columnOf, parseQuery } from '../../query/parse.js';
import { printQuery } from '../../query/print.js';
import type { Query } from '../../query/query.js';
import { explorerOf } from '../state/app-state.js';
import { type ExplorerLayer, moveTo } from '../state/explorer.js';
import { ask } from '../state/filters.js';
import type { Scroll } from '../state/motion.js';
import type { Store } from '../state/store.js';
import { lineOf, type TypedLine } from '../typed-line.js';
import { explorerFrame } from './explorer-frame.js';
import { asItWas, type LayerKind } from './layer.js';

export interface PromptLayer {
  kind: 'prompt';
  mode: 'search' | 'query';
  input: TypedLine;
  /** What to go back to on Escape. */
  before: Pick<ExplorerLayer, 'query' | 'under' | 'anchor'> & { scroll: Scroll };
  error: { message: string; column: number } | null;
  /** Index of the line in the history, or -1 for the line being typed. */
  recall: number;
}

/** Opens the prompt with what the query says already. */
export function openPrompt(store: Store, explorer: ExplorerLayer, mode: PromptLayer['mode']): void {
  const { query, scroll, under, anchor } = explorer;
  const text = mode === 'search' ? freeText(query) : printQuery(query);
  const input = lineOf(mode === 'query' && text !== '' ? `${text} ` : text);
  store.push({ kind: 'prompt', mode, input, before: { query, scroll, under, anchor }, error: null, recall: -1 });
}

export const promptKind: LayerKind<PromptLayer> = {
  context: () => 'prompt',
  frame(layer, drawing) {
    const explorer = explorerOf(drawing.state);
    return explorer === undefined ? drawing.below() : explorerFrame(explorer, layer, drawing);
  },
  move: null,
  typing: {
    line: (layer) => layer.input,
    typesKeys: () => true,
    typed(store, layer, line, more) {
      if (more) store.replace({ ...layer, input: line });
      else typeQuery(store, layer, line, -1);
    },
  },
  answer: null,
  leave(store, layer) {
    store.pop();
    ask(store, layer.before.query, 'first', () => store.explorer((explorer) => ({ ...explorer, ...layer.before })));
  },
  resized: asItWas,
};

/** Shows what matches the line; of a query that cannot be read, what is wrong with it. */
function typeQuery(store: Store, layer: PromptLayer, input: TypedLine, recall: number): void {
  const read = (): { query: Query } | { error: PromptLayer['error'] } => {
    if (layer.mode === 'search') return { query: setText(layer.before.query, input.text) };
    const parsed = parseQuery(input.text);
    if (!parsed.ok) return { error: parsed.error };
    const explorer = explorerOf(store.get());
    const why = explorer === undefined ? null : store.services.whyUnanswerable(explorer.hub, parsed.query);
    return why === null
      ? { query: parsed.query }
      : { error: { message: why.message, column: columnOf(input.text, why.about) ?? 1 } };
  };
  const line = read();
  store.replace({ ...layer, input, recall, error: 'error' in line ? line.error : null });
  if ('query' in line) ask(store, line.query, 'first');
}

/** Keeps what was typed; a query that cannot be read stays open. */
export function acceptPrompt(store: Store, layer: PromptLayer): void {
  if (layer.error !== null) return;
  const text = layer.input.text.trim();
  const { history } = store.get();
  if (text !== '' && history[0] !== text) store.set({ history: [text, ...history] });
  store.pop();
  store.explorer((explorer) => ({ ...explorer, focus: 'list' }));
}

/** Down and up move the cursor of the list below; up on its first paper recalls what was typed before. */
export function stepPrompt(store: Store, layer: PromptLayer, step: 1 | -1): void {
  const explorer = explorerOf(store.get());
  if (explorer === undefined) return;
  const { history } = store.get();
  const recalls = layer.recall >= 0 || (step === -1 && explorer.scroll.cursor === 0 && history.length > 0);
  if (!recalls) {
    const { page } = store.geometry();
    store.explorer((ex) => moveTo(ex, ex.scroll.cursor + step, page));
    return;
  }
  const recall = Math.min(layer.recall - step, history.length - 1);
  typeQuery(store, layer, lineOf(history[recall] ?? ''), recall);
}
