/** The boxes below each other as rows, what leaves the trunk set in: for text and for the screen. */
import type { Box, Step } from './boxes.js';

export interface FlowRow {
  stage: Step['stage'];
  words: string;
  /** Undefined where the row has no number: it says what cannot be known. */
  count?: number;
  query?: string;
  /** Whether it is of what leaves the trunk. */
  isAside: boolean;
  /** Whether it names a box, or says what is in one. */
  isBox: boolean;
}

export function flowRows(steps: readonly Step[]): FlowRow[] {
  return steps.flatMap(({ stage, box, aside }) => [
    ...boxRows(stage, box, false),
    ...(aside === undefined ? [] : boxRows(stage, aside, true)),
  ]);
}

function boxRows(stage: Step['stage'], { title, lines, ...box }: Box, isAside: boolean): FlowRow[] {
  return [
    { stage, isAside, isBox: true, words: title, ...box },
    ...lines.map(({ text, ...line }): FlowRow => ({ stage, isAside, isBox: false, words: text, ...line })),
  ];
}
