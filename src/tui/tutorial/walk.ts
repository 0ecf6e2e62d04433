/** The tutorial in the running program: the line with the step, and the way from one to the next. */
import type { WorkNumber } from '../../library/model.js';
import { fitLine, type Line } from '../../text/spans.js';
import { keyFor } from '../keymap.js';
import { spread } from '../layers/frame.js';
import type { Store } from '../state/store.js';
import { reached, STEPS, stepWords } from './steps.js';

/** Lines of the screen that the step takes. */
export const STEP_LINES = 1;

/** `3/16`; behind the last step nothing. */
const placeOf = (at: number): string => (at < STEPS.length ? `${at + 1}/${STEPS.length}` : '');

/** The step as the last line of the screen. */
export function stepLine(at: number, columns: number): Line {
  const place = placeOf(at);
  const left: Line = [
    { text: place === '' ? ' ' : ` ${place} `, style: 'accent' },
    { text: stepWords(at), style: 'title' },
  ];
  if (place === '') return fitLine(left, columns);
  return spread(
    left,
    [
      { text: keyFor('skipStep', 'list'), style: 'key' },
      { text: ' skips ', style: 'muted' },
    ],
    columns,
  );
}

/** The step as a sentence to be heard. */
export function stepSentence(at: number): string {
  const place = at < STEPS.length ? `Step ${at + 1} of ${STEPS.length}: ` : '';
  return `${place}${stepWords(at)}`;
}

/** Goes on as soon as what was asked for is done. @param keep is told of each step that is reached */
export function watchSteps(store: Store, hub: WorkNumber, keep: (at: number) => void): void {
  let kept: number | null = null;
  const look = (): void => {
    const state = store.get();
    if (state.step === null || state.exit !== null) return;
    const at = reached(state.step, hub, state, store.services);
    if (at !== state.step) {
      store.set({ step: at });
      store.tell();
    }
    if (at === kept) return;
    kept = at;
    keep(at);
  };
  store.subscribe(look);
  look();
}

/** Passes over a step. */
export function skipStep(store: Store): void {
  const { step } = store.get();
  if (step !== null) store.set({ step: Math.min(step + 1, STEPS.length) });
}
