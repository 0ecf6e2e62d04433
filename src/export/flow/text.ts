/** The flow as lines of text: the boxes below each other, what leaves the trunk set in. */
import { countWords } from '../../hub/share.js';
import type { Box, BoxLine, Step } from './boxes.js';

/** Cells of the words; the numbers stand behind them, flush right. */
const WORDS = 58;
const NUMBER = 9;

export function* flowText(steps: readonly Step[]): Generator<string> {
  let stage = '';
  for (const step of steps) {
    if (step.stage !== stage) {
      if (stage !== '') yield '';
      yield step.stage;
      stage = step.stage;
    }
    yield* boxText(step.box, '  ');
    if (step.aside !== undefined) yield* boxText(step.aside, '    − ');
  }
}

function* boxText({ title, count, lines }: Box, before: string): Generator<string> {
  yield* numbered({ text: title, ...(count !== undefined && { count }) }, before);
  for (const line of lines)
    yield* numbered(line.count === undefined ? { text: `(${line.text})` } : line, `${' '.repeat(before.length)}  `);
}

/** A line with its number at the right; where the words are too long the number stands on a line of its own. */
function* numbered({ text, count }: BoxLine, before: string): Generator<string> {
  const words = `${before}${text}`;
  if (count === undefined) yield words;
  else {
    const number = countWords(count).padStart(NUMBER);
    if (words.length <= WORDS) yield `${words.padEnd(WORDS)}${number}`;
    else yield* [words, `${' '.repeat(WORDS)}${number}`];
  }
}
