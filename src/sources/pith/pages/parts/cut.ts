/** Pages that end before their end: where, and in what. */
import { type Decoded, problem } from '../../../decoded.js';
import type { Sections } from './headings.js';
import type { Page, PageLine } from './lines.js';

/** A place at which a page was cut. */
export interface Cut {
  /** 1-based line of the saved file. */
  number: number;
  /** In what: completes "cut in …". */
  what: string;
}

export function* toldCuts(cuts: readonly Cut[]): Generator<Decoded> {
  for (const { number, what } of cuts) yield problem(`line ${number}`, `the page is cut in ${what}`);
}

/** The heading in which a page was cut. */
export function cutHeading({ isHtml }: Page, { cut }: Sections<string>): Cut | undefined {
  return cut === undefined || isHtml ? undefined : { number: cut.number, what: `the heading “${cut.text}”` };
}

/** Whether the last line of a page is whole. */
export function hasEnded({ isHtml, lines }: Page): boolean {
  return isHtml || lines.at(-1)?.text === '';
}

/**
 * The lines above the first heading without the last one, where there is no heading: no page ends so, unless with a line that is
 * whole, since it says so by its form or a line end follows it.
 */
export function headBeforeCut(
  page: Page,
  { head, names, cut }: Sections<string>,
  isWhole: (text: string) => boolean = () => false,
): { head: PageLine[]; cut?: Cut } {
  const last = head.findLastIndex(({ text }) => text !== '');
  const isEnded = hasEnded(page) || last < 0 || isWhole(head[last]!.text);
  if (names.length > 0 || cut !== undefined || isEnded) return { head };
  return { head: head.slice(0, last), cut: { number: head[last]!.number, what: 'its head' } };
}
