/** Lists of figures with what they belong to: a line each, the figures in columns. */
import { showId } from '../../hub/ids/identifier.js';
import { countWords } from '../../hub/share.js';
import type { Base } from '../../library/graph/neighbourhood.js';
import type { Row } from '../../library/model.js';
import { fit } from '../../text/fit.js';
import { fitLine, type Line, wrapLine } from '../../text/spans.js';
import type { Glyphs } from '../../text/theme.js';
import { displayText, width } from '../../text/width.js';
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

/** A work in a line: its title, who wrote it, when; by its id where nobody described it. */
export function workText(row: Row, { bullet }: Glyphs): Line {
  if (row.title === row.id) return [{ text: `${displayText(showId(row.id))} (only its id is known)`, style: 'muted' }];
  const by = row.firstAuthor === '' ? '' : `${row.firstAuthor}${row.authorCount > 1 ? ' et al.' : ''}`;
  const facts = [row.date.slice(0, 4), by].filter((part) => part !== '');
  return [
    { text: displayText(row.title) },
    { text: facts.length === 0 ? '' : ` ${bullet} ${displayText(facts.join(` ${bullet} `))}`, style: 'muted' },
  ];
}

/** Sentences in front of a list, each an item. */
export function told(cells: number, ...sentences: string[]): Section {
  return {
    title: '',
    items: sentences.filter(Boolean).map((text) => ({ lines: wrapLine([{ text: displayText(text) }], cells) })),
  };
}

/** `references known of 1,204 of 2,414 citing papers` */
export function baseWords(what: string, { known, of }: Base): string {
  return `${what} of ${known === of ? `all ${countWords(of)}` : `${countWords(known)} of ${countWords(of)}`} citing papers`;
}

/** Why numbers are not shown. */
export function withheldWords(what: string, base: Base): string {
  const words = baseWords('references known', base);
  return base.known === 0
    ? `${what}: not known here; ${words}.`
    : `${what}: withheld; ${words}, and fewer than half would make papers seem uncited where nobody looked.`;
}

/** That a list goes on elsewhere; '' where it does not. */
export function restWords(shown: number, total: number, command: string): string {
  return total <= shown ? '' : `The first ${countWords(shown)} of ${countWords(total)} are here; ${command} has all.`;
}

/** The command that prints the whole of a section. */
export const sectionCommand = (section: string, id: string): string =>
  `pith-tui show ${showId(id)} --section ${section} --json`;
