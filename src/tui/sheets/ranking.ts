/** Lists of figures with what they belong to: a line each, the figures in columns. */
import { showId } from '../../hub/ids/identifier.js';
import { countWords } from '../../hub/share.js';
import type { Library } from '../../library/library.js';
import { isOnlyId, type Row, type WorkNumber } from '../../library/model.js';
import { rows } from '../../library/read/rows.js';
import { wrapFacts } from '../../text/facts.js';
import { fit } from '../../text/fit.js';
import { fitLine, type Line, type Span, wrapLine } from '../../text/spans.js';
import type { Glyphs } from '../../text/theme.js';
import { displayText, width } from '../../text/width.js';
import { byAndYear, titleWords } from '../panes/title.js';
import type { Item, Section } from './sheet.js';

/** Lines that a ranking shows; more are the command line's. */
export const MOST_LINES = 300;

interface Ranked extends Omit<Item, 'lines'> {
  /** Figures; numbers stand right-aligned. */
  cells: readonly string[];
  text: Line;
}

/** A ranking as a section, the names of its columns above it. */
export function ranking(title: string, heads: readonly string[], rows: readonly Ranked[], cells: number): Section {
  const wide =
    rows[0]?.cells.map((_, at) => Math.max(width(heads[at] ?? ''), ...rows.map((row) => width(row.cells[at]!)))) ?? [];
  const isNumber = wide.map((_, at) => rows.every((row) => /^[\d.,%e–-]*$/u.test(row.cells[at]!)));
  const figure = (text: string, at: number): string => fit(text, wide[at]!, isNumber[at] ? 'right' : undefined);
  const head: Line = [
    { text: [...wide.keys()].map((at) => `${figure(heads[at]!, at)}  `).join(''), style: 'muted' },
    { text: heads[wide.length] ?? '', style: 'muted' },
  ];
  return {
    title,
    heads: rows.length === 0 ? [] : [fitLine(head, cells)],
    items: rows.map(({ cells: figures, text, ...item }): Item => {
      const line: Line = [
        ...figures.map((one, at) => ({
          text: `${figure(one, at)}  `,
          style: at === 0 ? ('accent' as const) : undefined,
        })),
        ...text,
      ];
      return { ...item, lines: [fitLine(line, cells)] };
    }),
  };
}

/**
 * Figures of works with the rows of these in the place of their numbers.
 * @param hub whose citing papers they are; null: works by themselves
 */
export function withRows<Figures extends { work: WorkNumber }>(
  library: Library,
  hub: WorkNumber | null,
  figures: readonly Figures[],
): (Omit<Figures, 'work'> & { row: Row })[] {
  const found = rows(
    library,
    hub,
    figures.map(({ work }) => work),
  );
  return figures.map(({ work: _, ...own }, at) => ({ ...own, row: found[at]! }));
}

/** What is written of a work: its title, who wrote it, and when; its id where nobody described it. */
function described(row: Row): { title: Line; facts: Span[] } {
  if (isOnlyId(row))
    return { title: [{ text: `${titleWords(row)} (only its id is known)`, style: 'muted' }], facts: [] };
  return {
    title: [{ text: titleWords(row) }],
    facts: byAndYear(row.firstAuthor, row.authorCount, row.date).map((text): Span => ({ text, style: 'muted' })),
  };
}

/** A work in a line. */
export function workText(row: Row, { bullet }: Glyphs): Line {
  const { title, facts } = described(row);
  return [...title, ...facts.flatMap((fact): Span[] => [{ text: ` ${bullet} `, style: 'muted' }, fact])];
}

/** A work on as many lines as it takes, those after the first further in, with what else is to be said of it. */
export function workLines(row: Row, cells: number, glyphs: Glyphs, more: readonly Span[] = []): Line[] {
  const { title, facts } = described(row);
  return wrapFacts(title, [...facts, ...more], cells - 2, glyphs).map(
    (line, at): Line => (at === 0 ? line : [{ text: '  ' }, ...line]),
  );
}

/** Sentences in front of a list, each an item. */
export function told(cells: number, ...sentences: string[]): Section {
  return {
    title: '',
    items: sentences.filter(Boolean).map((text) => ({ lines: wrapLine([{ text: displayText(text) }], cells) })),
  };
}

/** That a list goes on elsewhere; '' where it does not. */
export function restWords(shown: number, total: number, command: string): string {
  return total <= shown ? '' : `The first ${countWords(shown)} of ${countWords(total)} are here; ${command} has all.`;
}

/** The command that prints the whole of a section. */
export const sectionCommand = (section: string, id: string): string =>
  `pith-tui show ${showId(id)} --section ${section} --json`;
