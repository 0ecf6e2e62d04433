/** A page as a person reads it: line by line, whatever it was saved as. */
import { Excess, figure, PAGE_LINES } from '../bounds.js';
import { linesIn } from '../lines-in.js';

export interface PageLine {
  /** Empty for the gap between two blocks. */
  text: string;
  /** 1-based line of the saved file. */
  number: number;
  /** Addresses the line links to, as written. */
  links: string[];
  /** True for the page's main heading. */
  heading: boolean;
}

export interface Page {
  lines: PageLine[];
  /** Addresses of the page itself. */
  addresses: string[];
}

/**
 * A page saved as text.
 * @throws Excess for one of too many lines
 */
export function textPage(text: string): Page {
  const page: Page = { lines: [], addresses: [] };
  for (const line of linesIn(text, /\r\n|[\n\r\u2028\u2029]/gu))
    addLine(page, { text: line, number: page.lines.length + 1, links: [], heading: false });
  return page;
}

/** @throws Excess where the page has too many lines already */
export function addLine(page: Page, line: PageLine): void {
  if (page.lines.length === PAGE_LINES) throw new Excess(`a page of more than ${figure(PAGE_LINES)} lines`);
  page.lines.push(line);
}
