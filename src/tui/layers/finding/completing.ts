/** Completing the query line: the key puts one completion after the other into the line, with all of them in a box below it. */

import type { Named } from '../../../library/search/names.js';
import type { Steps } from '../../../library/steps.js';
import type { Field } from '../../../query/fields.js';
import { fit } from '../../../text/fit.js';
import type { Line } from '../../../text/spans.js';
import type { Theme } from '../../../text/theme.js';
import { displayText, width } from '../../../text/width.js';
import { type BlindField, hiddenWords } from '../../blind.js';
import { explorerOf } from '../../state/app-state.js';
import type { ExplorerLayer } from '../../state/explorer.js';
import type { Store } from '../../state/store.js';
import { sameLine, type TypedLine } from '../../typed-line.js';
import { framed } from '../frame.js';
import type { PromptLayer } from '../prompt.js';
import { type Completion, completionsAt, type Known, lineOfSaved, placeAt, unquotedAt } from './completions.js';

/** The completions of what was typed, one of which stands in the line. */
export interface Offer {
  all: readonly Completion[];
  /** Which stands in the line. */
  at: number;
  /** The line as it was typed, and where in it what is completed begins. */
  typed: TypedLine;
  from: number;
  queries: Known['queries'];
}

/** The next completion, or the one before; the first time all are looked up. @param put puts a line into the prompt */
export function complete(
  store: Store,
  prompt: PromptLayer,
  step: 1 | -1,
  put: (prompt: PromptLayer, line: TypedLine, offer: Offer | null) => void,
): void {
  if (prompt.offer !== null) {
    const { all, at } = prompt.offer;
    const offer = { ...prompt.offer, at: (at + step + all.length) % all.length };
    put(prompt, lineWith(offer), offer);
    return;
  }
  const explorer = explorerOf(store.get());
  if (explorer === undefined) return;
  const { input } = prompt;
  const place = placeAt(input);
  const biasing = biasOf(place.field);
  if (biasing !== null && store.get().hidden.includes(biasing)) {
    store.toast(hiddenWords(biasing), 'warning');
    return;
  }
  let names: readonly Named[] = [];
  const look = function* (): Steps<void> {
    names = yield* namesFor(store, explorer, place.field);
  };
  store.wait(look(), () => {
    const top = store.top();
    // Who typed on meanwhile asked for something else.
    if (top.kind !== 'prompt' || !sameLine(top.input, input)) return;
    const { decisions } = store.services;
    const known: Known = {
      facets: explorer.view.facets,
      tags: decisions.allTags().map(({ tag, papers }) => ({ name: tag, papers })),
      reasons: decisions.reasons().map(({ words }) => words),
      queries: decisions.queries(),
      names,
    };
    const unquoted = unquotedAt(input);
    const named = unquoted === null ? [] : completionsAt(unquoted, known);
    const all = named.length > 0 ? named : completionsAt(place, known);
    const { from } = named.length > 0 ? unquoted! : place;
    if (all.length === 0) {
      store.toast('Nothing begins like that here.', 'warning');
      return;
    }
    const at = step === 1 ? 0 : all.length - 1;
    const offer: Offer = { all, at, typed: input, from, queries: known.queries };
    // What there is no choice of is not offered: the key goes on behind it.
    put(top, lineWith(offer), all.length === 1 ? null : offer);
  });
}

/** The names that a field is one of. */
function namesFor({ services }: Store, { hub }: ExplorerLayer, field: Field | null): Steps<readonly Named[]> {
  return field?.name === 'author' || field?.name === 'venue' ? services.namesOf(hub, field.name) : none();
}

/** What the names of a field tell. */
const biasOf = (field: Field | null): BlindField | null =>
  field?.name === 'author' ? 'authors' : field?.name === 'venue' ? 'venue' : null;

// biome-ignore lint/correctness/useYield: there is nothing to wait for
function* none(): Steps<readonly Named[]> {
  return [];
}

/** The line with the completion in it. */
function lineWith({ all, at, typed, from, queries }: Offer): TypedLine {
  const completion = all[at]!;
  const behind = typed.text.slice(typed.cursor);
  const saved = lineOfSaved(completion, { queries });
  const isAlone = from === 0 && behind.trim() === '';
  const own = saved === undefined ? completion.text : isAlone || !/ OR /u.test(saved) ? saved : `(${saved})`;
  const before = typed.text.slice(0, from) + own;
  return { text: before + behind, cursor: before.length };
}

/** Most lines of the box. */
const SHOWN = 8;

/** The box of completions, so many cells wide at most. */
export function offerBox({ all, at }: Offer, cells: number, theme: Theme): Line[] {
  const top = Math.max(0, Math.min(at - (SHOWN >> 1), all.length - SHOWN));
  const shown = all.slice(top, top + SHOWN).map(({ text, note }) => [displayText(text), displayText(note)] as const);
  const own = Math.max(...shown.map(([text]) => width(text)));
  const beside = Math.max(...shown.map(([, note]) => width(note)));
  const inner = Math.min(cells - 2, own + beside + 5);
  const texts = Math.min(own, inner - 5);
  const notes = Math.max(0, inner - texts - 5);
  const isNumber = shown.every(([, note]) => /^[\d,]*$/u.test(note));
  const body = shown.map(
    ([text, note], line): Line => [
      { text: top + line === at ? `${theme.glyphs.cursor} ` : '  ', style: 'accent' },
      { text: fit(text, texts), style: top + line === at ? 'cursor' : undefined },
      { text: '  ' },
      { text: fit(note, notes, isNumber ? 'right' : undefined), style: 'muted' },
    ],
  );
  return framed(all.length > SHOWN ? `${at + 1} of ${all.length}` : '', body, inner, theme);
}
