/** The line over the explorer's query: a search as one types, or the query itself. */
import { closePhrases, freeText, setText } from '../../query/edit.js';
import { columnOf } from '../../query/parse.js';
import { printQuery } from '../../query/print.js';
import type { Query } from '../../query/query.js';
import { parseAsked, savedNames } from '../../query/saved-names.js';
import { displayText, width } from '../../text/width.js';
import { keyLabel } from '../keymap.js';
import { explorerOf } from '../state/app-state.js';
import { type ExplorerLayer, moveTo } from '../state/explorer.js';
import { ask, sayWithheld } from '../state/filters.js';
import type { Scroll } from '../state/motion.js';
import type { Store } from '../state/store.js';
import { lineOf, selectedLine, type TypedLine } from '../typed-line.js';
import { explorerFrame } from './explorer-frame.js';
import { complete, type Offer, offerBox } from './finding/completing.js';
import { type Frame, overAt } from './frame.js';
import { asItWas, type Drawing, type LayerKind } from './layer.js';

export interface PromptLayer {
  kind: 'prompt';
  mode: 'search' | 'query';
  input: TypedLine;
  /** What to go back to on Escape. */
  before: Pick<ExplorerLayer, 'query' | 'under' | 'anchor'> & { scroll: Scroll };
  error: { message: string; column: number } | null;
  /** Index of the line in the history, or -1 for the line being typed. */
  recall: number;
  /** What the line may go on with, while that is chosen. */
  offer: Offer | null;
}

/** Opens the prompt with what the query says already: words searched for are selected, since mostly others are to be searched for next. */
export function openPrompt(store: Store, explorer: ExplorerLayer, mode: PromptLayer['mode']): void {
  const { query, scroll, under, anchor } = explorer;
  const text = mode === 'search' ? freeText(query) : printQuery(query);
  const input = mode === 'search' ? selectedLine(text) : lineOf(text === '' ? '' : `${text} `);
  store.push({
    kind: 'prompt',
    mode,
    input,
    before: { query, scroll, under, anchor },
    error: null,
    recall: -1,
    offer: null,
  });
  if (!input.isSelected || store.get().knowsSelected) return;
  store.set({ knowsSelected: true });
  store.toast(`Typing replaces these words; ${keyLabel('left', store.get())} edits them.`);
}

export const promptKind: LayerKind<PromptLayer> = {
  context: () => 'prompt',
  frame(layer, drawing) {
    const explorer = explorerOf(drawing.state);
    if (explorer === undefined) return drawing.below();
    const frame = explorerFrame(explorer, layer, drawing);
    return layer.offer === null ? frame : withOffer(frame, layer, layer.offer, drawing);
  },
  move: null,
  typing: {
    line: (layer) => layer.input,
    typesKeys: () => true,
    typed(store, layer, line, more) {
      if (more) store.replace({ ...layer, input: line, offer: null });
      else typeQuery(store, { ...layer, offer: null }, line, -1);
    },
  },
  answer: null,
  leave(store, layer) {
    // What was chosen goes first, then the line.
    if (layer.offer !== null) {
      typeQuery(store, { ...layer, offer: null }, layer.offer.typed, layer.recall);
      return;
    }
    store.pop();
    ask(store, layer.before.query, 'first', () => store.explorer((explorer) => ({ ...explorer, ...layer.before })));
  },
  resized: asItWas,
};

/** The box of completions below the place where they go. */
function withOffer(frame: Frame, { input }: PromptLayer, offer: Offer, { state, theme }: Drawing): Frame {
  const { cursor } = frame;
  if (cursor === null) return frame;
  const box = offerBox(offer, state.columns - 2, theme);
  const typed = width(displayText(input.text.slice(offer.from, input.cursor)));
  return overAt(frame, box, { x: Math.max(0, cursor.x - typed - 3), y: cursor.y + 1 }, state.columns);
}

/** Puts the next completion into the line, or the one before. */
export function completePrompt(store: Store, layer: PromptLayer, step: 1 | -1): void {
  complete(store, layer, step, (prompt, line, offer) => typeQuery(store, { ...prompt, offer }, line, -1));
}

/** What a name in the line stands for. */
const savedLines = ({ services }: Store): [name: string, line: string][] =>
  services.decisions.queries().map(({ name, line }) => [name, line]);

/** Shows what matches the line; of a query that cannot be read, what is wrong with it. */
function typeQuery(store: Store, layer: PromptLayer, input: TypedLine, recall: number): void {
  const read = (): { query: Query } | { error: PromptLayer['error'] } => {
    if (layer.mode === 'search') return { query: setText(layer.before.query, input.text) };
    const parsed = parseAsked(input.text, new Map(savedLines(store)));
    if (!parsed.ok) return { error: parsed.error };
    const explorer = explorerOf(store.get());
    const why = explorer === undefined ? null : store.services.whyUnanswerable(explorer.hub, parsed.query);
    return why === null
      ? { query: parsed.query }
      : { error: { message: why.message, column: columnOf(savedNames(input.text).rest, why.about) ?? 1 } };
  };
  const line = read();
  store.replace({ ...layer, input, recall, error: 'error' in line ? line.error : null });
  if ('query' in line) ask(store, line.query, 'first');
}

/** Keeps what was typed; a query that cannot be read stays open. */
export function acceptPrompt(store: Store, layer: PromptLayer): void {
  if (layer.error !== null) return;
  const asked = layer.mode === 'search' ? setText(layer.before.query, layer.input.text) : null;
  const closed = asked && closePhrases(asked);
  const isOpen = closed !== null && closed !== asked;
  const text = isOpen ? freeText(closed) : layer.input.text.trim();
  const { history } = store.get();
  if (text !== '' && history[0] !== text) store.set({ history: [text, ...history] });
  store.pop();
  store.explorer((explorer) => ({ ...explorer, focus: 'list' }));
  const explorer = explorerOf(store.get());
  if (explorer !== undefined && freeText(explorer.query) !== '') store.set({ searched: freeText(explorer.query) });
  if (layer.mode === 'query') sayWithheld(store);
  // Who moved the cursor meanwhile put it on a paper.
  if (isOpen) ask(store, closed, explorer?.scroll.cursor === 0 ? 'first' : 'stay');
}

/** Down and up move the cursor of the list below; up on its first paper recalls what was typed before. */
export function stepPrompt(store: Store, layer: PromptLayer, step: 1 | -1): void {
  if (layer.offer !== null) {
    completePrompt(store, layer, step);
    return;
  }
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
