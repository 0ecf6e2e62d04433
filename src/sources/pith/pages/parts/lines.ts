/** A page as a person reads it: line by line, whatever it was saved as. */
import { cleanLine } from '../../../../hub/text.js';
import { Excess, figure, PAGE_LINES } from '../../../bounds.js';
import { linesIn } from '../../../lines/lines-in.js';

export interface PageLine {
  /** Empty for the gap between two blocks. */
  text: string;
  /** The texts of the elements it is made of, where there are several: what stands apart there runs together in `text`. */
  parts?: string[];
  /** 1-based line of the saved file. */
  number: number;
  /** Addresses the line links to, as written. */
  links: string[];
  /** The rank of a heading, 1 for the page's own title; 0 for any other line, and where nothing says. */
  heading: number;
}

export interface Page {
  lines: PageLine[];
  /** Addresses of the page itself. */
  addresses: string[];
  /** Whether it was saved with its menus and all. */
  isHtml: boolean;
}

/**
 * A page saved as text.
 * @throws Excess for one of too many lines
 */
export function textPage(text: string): Page {
  const page: Page = { lines: [], addresses: [], isHtml: false };
  for (const line of linesIn(text, /\r\n|[\n\r\u2028\u2029]/gu)) addLine(page, lineOf(line, page.lines.length + 1));
  return page;
}

/** @throws Excess where the page has too many lines already */
export function addLine(page: Page, line: PageLine): void {
  if (page.lines.length === PAGE_LINES) throw new Excess(`a page of more than ${figure(PAGE_LINES)} lines`);
  page.lines.push(line);
}

export function lineOf(text: string, number: number): PageLine {
  return { text, number, links: [], heading: 0 };
}

/** The lines with their texts clean; marks of Markdown say what they mean and go. */
export function cleanLines(page: Page): PageLine[] {
  return page.lines.map((line) => {
    const text = cleanLine(line.text);
    const marked = /^(?:(#{1,6}) +)?(?:\*\*(.+)\*\*|(.*))$/u.exec(text)!;
    const [, marks, bold, plain] = marked;
    const parts = line.parts?.map(cleanLine);
    return { ...line, text: bold ?? plain ?? '', heading: marks?.length ?? line.heading, ...(parts && { parts }) };
  });
}

/** What stands in a line between middle dots, or between bars with blanks around them. */
export function betweenDots(text: string): string[] {
  return text.split(/ ?[·•] ?| \| /u);
}

/** The line with another text, and nothing else of it. */
export function retold(line: PageLine, text: string): PageLine {
  const { parts: _, ...rest } = line;
  return { ...rest, text };
}

export interface Block {
  text: string;
  links: string[];
  heading: number;
  /** Of its first line. */
  number: number;
  /** Whether a bullet or a number stands before it, which makes it the beginning of an item; the text goes without. */
  begins: boolean;
}

const MARK = /^(?:[•◦‣*·–-]|\d{1,5}[.)]|\[\d{1,5}\])(?: +|$)/u;

/** Whether a line begins with the mark of an item of a list, or is nothing else. */
export function isItem(text: string): boolean {
  return MARK.test(text);
}

/** The text without the mark of an item. */
export function withoutMark(text: string): string {
  return text.replace(MARK, '');
}

/**
 * Lines without a gap between them are one block, which a mark of a list begins anew; where there are no gaps at all, every line
 * is one. A mark that stands alone belongs to the line below it.
 */
export function blocks(lines: readonly PageLine[], gaps = hasGaps(lines)): Block[] {
  const found: Block[] = [];
  let current: Block | undefined;
  let waiting: boolean = false;
  for (const { text, links, heading, number } of lines) {
    if (text === '') {
      current = undefined;
      continue;
    }
    const begins = waiting || isItem(text);
    const words: string = waiting ? text : withoutMark(text);
    waiting = words === '';
    if (waiting) current = undefined;
    else if (current === undefined || !gaps || begins) {
      current = { text: words, links: [...links], heading, number, begins };
      found.push(current);
    } else {
      current.text += ` ${words}`;
      current.links.push(...links);
      current.heading ||= heading;
    }
  }
  return found;
}

/** Whether blank lines part the blocks: not those at the beginning or the end. */
export function hasGaps(lines: readonly PageLine[]): boolean {
  return withoutOuterGaps(lines).some((line) => line.text === '');
}

export function withoutOuterGaps(lines: readonly PageLine[]): PageLine[] {
  const start = lines.findIndex((line) => line.text !== '');
  return start < 0 ? [] : lines.slice(start, lines.findLastIndex((line) => line.text !== '') + 1);
}

/** Whether a text ends as sentences do, so that it was not cut. */
export function isSentence(text: string): boolean {
  return /[.!?…:][)\]"'”’»]*$/u.test(text);
}
