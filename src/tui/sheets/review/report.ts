/** What is written below the boxes of a flow: sentences, the items of a report, and the command that draws the diagram. */
import type { TarcisItem } from '../../../export/flow/tarcis.js';
import { showId } from '../../../hub/ids/identifier.js';
import type { Flow } from '../../../library/read/flow.js';
import { type Line, type Span, wrapLine } from '../../../text/spans.js';
import { displayText } from '../../../text/width.js';
import { typed } from '../../term/shell.js';
import type { Item } from '../sheet.js';

/** Sentences, each wrapped with its further lines set in. */
export const said = (cells: number, ...sentences: Span[]): Item[] =>
  sentences.map(({ text, ...how }) => ({ lines: setIn([{ text: displayText(text), ...how }], cells) }));

export function reportItem({ item, answer, unknown }: TarcisItem, cells: number): Item {
  const line: Line = [{ text: `${item}: `, style: 'accent' }, { text: displayText(answer) }];
  const missing: Line[] = unknown === undefined ? [] : notKnown(unknown, cells);
  return { lines: [...setIn(line, cells), ...missing] };
}

const notKnown = (unknown: string, cells: number): Line[] =>
  wrapLine([{ text: displayText(`Not known here: ${unknown}.`), style: 'muted' }], cells - 2).map(
    (line): Line => [{ text: '  ' }, ...line],
  );

const setIn = (line: Line, cells: number): Line[] =>
  wrapLine(line, cells - 2).map((part, at): Line => (at === 0 ? part : [{ text: '  ' }, ...part]));

/** The command that draws it. */
export function diagramCommand({ paper, screening }: Flow): string {
  const review = screening.startsWith('review:') ? ` --review ${quoted(screening.slice('review:'.length))}` : '';
  return typed(`flow ${showId(paper.id)}${review} --svg -o flow.svg`);
}

/** As one word of a shell. */
const quoted = (text: string): string =>
  /^[\w.-]+$/u.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`;
