/** What each kind of layer is to somebody who hears it. */
import { countKeys } from '../layers/finding/which-key.js';
import { kindOf } from '../layers/kinds.js';
import type { Layer, LayerOf } from '../state/app-state.js';
import { stepSentence } from '../tutorial/walk.js';
import {
  exportTelling,
  fetchTelling,
  helpTelling,
  lineTelling,
  menuTelling,
  paletteTelling,
  promptTelling,
} from './dialogs.js';
import { explorerTelling } from './explorer.js';
import { auditTelling, chooseTelling, hubsTelling, pickTelling, readingTelling, sheetTelling } from './screens.js';
import { type Fact, fact, type Heard, type Telling } from './telling.js';
import { ended, sentence } from './words.js';

/** One entry for every kind there is: one that could not be heard does not compile. */
const TELLINGS: { [K in Layer['kind']]: (layer: LayerOf<K>, heard: Heard) => Telling } = {
  hubs: hubsTelling,
  pick: pickTelling,
  explorer: explorerTelling,
  sheet: sheetTelling,
  choose: chooseTelling,
  help: helpTelling,
  palette: paletteTelling,
  menu: menuTelling,
  prompt: promptTelling,
  line: lineTelling,
  reading: readingTelling,
  audit: auditTelling,
  export: exportTelling,
  fetch: fetchTelling,
};

/** What is to be heard of a state. */
export function tellingOf(heard: Heard): Telling {
  const layer = heard.state.layers.at(-1)!;
  // The record pairs each kind with its own layers, which the compiler cannot follow through the index.
  const telling = TELLINGS[layer.kind] as unknown as (layer: Layer, heard: Heard) => Telling;
  const told = telling(layer, heard);
  const { step } = heard.state;
  return {
    ...told,
    facts: [...told.facts, ...everywhere(heard, layer)],
    ...(step !== null && { step: stepSentence(step) }),
  };
}

/** Quarters of long work are told: more would be all that is heard. */
const PARTS = 4;

/** What holds over any layer: how far long work is, the number typed before a key. */
function everywhere({ state }: Heard, layer: Layer): Fact[] {
  const { working, count } = state;
  const done = working === null ? 0 : (Math.floor(working.done * PARTS) * 100) / PARTS;
  const work =
    working === null
      ? ''
      : working.isLeft
        ? `${working.title}: leaving it.`
        : sentence(`${working.title}: ${done}%; Esc leaves it`);
  const keys = countKeys(kindOf(layer).context(layer), state).map(({ key, does }) => `${key}: ${does}`);
  return [
    fact('working', work, ''),
    fact('count', sentence(count), ''),
    fact('count keys', ended(keys.join('; ')), ''),
  ];
}
