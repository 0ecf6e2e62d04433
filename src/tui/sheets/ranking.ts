/** Lists of figures with what they belong to: a line each, the figures in columns. */
import { showId } from '../../hub/ids/identifier.js';
import { countWords, withheldWords } from '../../hub/share.js';
import type { Base } from '../../library/graph/neighbourhood.js';
import type { Library } from '../../library/library.js';
import { isOnlyId, type Row, type WorkNumber } from '../../library/model.js';
import { rows } from '../../library/read/rows.js';
import { wrapFacts } from '../../text/facts.js';
import { fit } from '../../text/fit.js';
import { fitLine, type Line, lineWidth, type Span, wrapLine } from '../../text/spans.js';
import { displayText, width } from '../../text/width.js';
import type { Hidden } from '../blind.js';
import { byAndYear, titleSpan, titleWords } from '../panes/title.js';
import { typed } from '../term/shell.js';
import type { Item, Look, Section } from './sheet.js';

/** Lines that a ranking shows; more are the command line's. */
export const MOST_LINES = 300;

interface Ranked extends Omit<Item, 'lines'> {
  /** Figures; numbers stand right-aligned. */
  cells: readonly string[];
  /** What they belong to; of a work, in so many cells. */
  text: Line | ((cells: number) => Line);
}

/** A ranking as a section, the names of its columns above it. */
export function ranking(title: string, heads: readonly string[], rows: readonly Ranked[], cells: number): Section {
  const wide =
    rows[0]?.cells.map((_, at) => Math.max(width(heads[at] ?? ''), ...rows.map((row) => width(row.cells[at]!)))) ?? [];
  const isNumber = wide.map((_, at) => rows.every((row) => /^[\d.,%e–-]*$/u.test(row.cells[at]!)));
  const figure = (text: string, at: number): string => fit(text, wide[at]!, isNumber[at] ? 'right' : undefined);
  const room = Math.max(1, cells - wide.reduce((sum, own) => sum + own + 2, 0));
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
        ...(typeof text === 'function' ? text(room) : text),
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

/** What is written of a work: its title, who wrote it, and when; its id where nobody described it; nothing of what is hidden. */
function described(row: Row, hidden: Hidden): { title: Line; facts: Span[] } {
  if (isOnlyId(row))
    return { title: [{ text: `${titleWords(row, hidden)} (only its id is known)`, style: 'muted' }], facts: [] };
  return {
    title: [titleSpan(row, hidden)],
    facts: byAndYear(row.firstAuthor, row.authorCount, row.date, hidden).map(
      (text): Span => ({ text, style: 'muted' }),
    ),
  };
}

/** As much of a title as is kept where who wrote it, or the year alone, stands behind it. */
const LEAST_TITLE = 40;

/** A work in a line of so many cells: the title is cut before who wrote it and when, the year goes last. */
export function workText(row: Row, { glyphs, hidden }: Look, cells: number): Line {
  const { title, facts } = described(row, hidden);
  const behind = (from: number): Line =>
    facts.slice(from).flatMap((fact): Span[] => [{ text: ` ${glyphs.bullet} `, style: 'muted' }, fact]);
  if (lineWidth([...title, ...behind(0)]) <= cells) return [...title, ...behind(0)];
  const tails = [...facts.keys()].map(behind);
  const tail = tails.find((one) => cells - lineWidth(one) >= LEAST_TITLE) ?? [];
  const room = cells - lineWidth(tail);
  return lineWidth(title) <= room ? [...title, ...tail] : [...fitLine(title, room), ...tail];
}

/** A work on as many lines as it takes, those after the first further in, with what else is to be said of it. */
export function workLines(row: Row, cells: number, { glyphs, hidden }: Look, more: readonly Span[] = []): Line[] {
  const { title, facts } = described(row, hidden);
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

/** What brings references, said where they are missing. */
export const REFERENCES_COME =
  'References come with dumps of citations and with folders cut from whole graphs, not from the services: pith-tui import --help says which.';

/** What brings claims, polarities and verdicts, said where they are missing. */
export const PITH_TELLS =
  'Only Pith has them: pith-tui fetch --from pith asks it, and pith-tui import takes its saved pages.';

/** That numbers made of references are not known, and what brings references. */
export const withheld = (what: string, base: Base, cells: number): Section =>
  told(cells, withheldWords(what, base), REFERENCES_COME);

/** That a list goes on elsewhere; '' where it does not. */
export function restWords(shown: number, total: number, command: string): string {
  return total <= shown ? '' : `The first ${countWords(shown)} of ${countWords(total)} are here; ${command} has all.`;
}

/** The command that prints the whole of a section. */
export const sectionCommand = (section: string, id: string): string =>
  typed(`show ${showId(id)} --section ${section} --json`);
