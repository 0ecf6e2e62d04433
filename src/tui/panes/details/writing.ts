/** What the parts of the details are written with. */
import type { Details } from '../../../library/model.js';
import { type Line, type Span, wrapLine } from '../../../text/spans.js';
import type { StyleName, Theme } from '../../../text/theme.js';
import type { Hidden } from '../../blind.js';

/** Width of the names before the values. */
export const NAME = 10;

/** What every part of the text is written with. */
export interface Writing {
  details: Details;
  hidden: Hidden;
  cells: number;
  theme: Theme;
  /** The text with the words searched for marked. */
  marked(text: string, style?: StyleName): Span[];
}

/** A part with a heading. */
export function headed(title: string, lines: readonly Line[]): Line[] {
  return [[{ text: title, style: 'heading' }], ...lines];
}

/** A name and its value, further lines of the value below it. */
export function field(name: string, spans: Line, cells: number): Line[] {
  return wrapLine(spans, Math.max(8, cells - NAME)).map((line, index) => [
    { text: (index === 0 ? name : '').padEnd(NAME), style: 'muted' },
    ...line,
  ]);
}
