/** From what was heard to what is to be said: each thing once, and again when it is otherwise. Pure. */
import type { Toast } from '../state/app-state.js';
import type { Telling } from './telling.js';
import { ended, inTurn, sentence } from './words.js';

/** What somebody has heard so far. */
export interface Memory {
  place: string;
  /** Where one has been. */
  places: ReadonlySet<string>;
  facts: ReadonlyMap<string, string>;
  under: string;
  /** Where one is: the line under the cursor, or of a text. */
  here: string;
  reading: { name: string; at: number } | null;
  paper: { work: number; title: string; words: string } | null;
  toast: Toast | null;
  step: string | undefined;
}

export const NOTHING_HEARD: Memory = {
  place: '',
  places: new Set(),
  facts: new Map(),
  under: '',
  here: '',
  reading: null,
  paper: null,
  toast: null,
  step: undefined,
};

/** What to say, line by line, and what has been heard then. */
export function told(telling: Telling, toast: Toast | null, memory: Memory): { lines: string[]; memory: Memory } {
  const isNew = telling.place !== memory.place;
  const facts = new Map(memory.facts);
  const changed = telling.facts.filter(({ name, text, isUsual }) => {
    const before = facts.get(name);
    facts.set(name, text);
    return before === undefined ? !isUsual : before !== text;
  });
  const under = isNew ? (telling.isListed ? '' : telling.under) : telling.under === memory.under ? '' : telling.under;
  const isToasted = toast !== null && toast !== memory.toast;
  const lines = [
    isToasted ? ended(toast.text) : becameOf(telling, memory),
    ...(isNew ? openingOf(telling, memory) : []),
    ...changed.map(({ text }) => text),
    ...(isNew ? [] : read(telling, memory)),
    under,
    telling.step === undefined || telling.step === memory.step ? '' : telling.step,
  ].filter((line) => line !== '');
  const { reading, paper } = telling;
  return {
    lines,
    memory: {
      place: telling.place,
      places: memory.places.has(telling.place) ? memory.places : new Set([...memory.places, telling.place]),
      facts,
      under: telling.under,
      here: telling.under || (reading?.lines[reading.at] ?? ''),
      reading: reading === undefined ? memory.reading : { name: reading.name, at: reading.at },
      paper:
        paper === undefined ? memory.paper : { work: paper.work, title: paper.title, words: paper.wordsOf(paper.work) },
      toast,
      step: telling.step,
    },
  };
}

const openingOf = ({ place, opening, again }: Telling, { places }: Memory): readonly string[] =>
  again !== undefined && places.has(place) ? [again] : opening;

/** What the reader said of the paper that the cursor was on, where that is new and the cursor has gone on. */
function becameOf({ paper }: Telling, { paper: before }: Memory): string {
  if (paper === undefined || before === null || paper.work === before.work) return '';
  const words = paper.wordsOf(before.work);
  if (words === before.words) return '';
  return inTurn(sentence(words === '' ? 'No longer decided on' : words), ended(before.title));
}

/** The lines one has gone over in a text: downwards all of them, upwards the one one came to. */
function read({ reading }: Telling, { reading: before }: Memory): readonly string[] {
  if (reading === undefined || before === null || reading.name !== before.name || reading.at === before.at) return [];
  const from = reading.at > before.at ? before.at + 1 : reading.at;
  return reading.lines.slice(from, reading.at + 1);
}
