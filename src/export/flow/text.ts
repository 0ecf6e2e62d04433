/** The flow as lines of text: the boxes below each other, what leaves the trunk set in. */
import { countWords } from '../../hub/share.js';
import type { Step } from './boxes.js';
import { type FlowRow, flowRows } from './rows.js';

/** Cells of the words; the numbers stand behind them, flush right. */
const WORDS = 58;
const NUMBER = 9;

export function* flowText(steps: readonly Step[]): Generator<string> {
  let stage = '';
  for (const row of flowRows(steps)) {
    if (row.stage !== stage) {
      if (stage !== '') yield '';
      yield row.stage;
      stage = row.stage;
    }
    yield* numbered(row);
  }
}

/** A line with its number at the right; where the words are too long the number stands on a line of its own. */
function* numbered({ words: said, count, isAside, isBox }: FlowRow): Generator<string> {
  const before = isAside ? (isBox ? '    − ' : '        ') : isBox ? '  ' : '    ';
  const words = `${before}${count === undefined ? `(${said})` : said}`;
  if (count === undefined) yield words;
  else {
    const number = countWords(count).padStart(NUMBER);
    if (words.length <= WORDS) yield `${words.padEnd(WORDS)}${number}`;
    else yield* [words, `${' '.repeat(WORDS)}${number}`];
  }
}
