/** Where the lines of a sheet stand on the screen: in one column, or in two where the terminal is wide. */
import type { WorkNumber } from '../../library/model.js';
import type { Line } from '../../text/spans.js';
import type { Glyphs } from '../../text/theme.js';
import type { Door, Section, SheetAsk } from './sheet.js';
import { drawSheet, isWide, type SheetData } from './sheets.js';

/** Where the cursor can stand. */
export interface Stop {
  column: number;
  /** Lines of the column: the first, and the one after the last. */
  from: number;
  to: number;
  section: number;
  door?: Door;
  work?: WorkNumber;
}

export interface Layout {
  columns: { lines: Line[]; cells: number }[];
  stops: Stop[];
  about: string;
}

/** Wider text is hard to read. */
const WIDEST = 100;
/** Narrower terminals have one column. */
const TWO_COLUMNS = 140;
/** The mark of the cursor before each line, and a blank after it. */
const GUTTER = 3;

const laidOut = new WeakMap<SheetData, { columns: number; glyphs: Glyphs; layout: Layout }>();

/** The sheet in a terminal of so many columns; worked out once. */
export function layoutOf(data: SheetData, ask: SheetAsk, columns: number, glyphs: Glyphs): Layout {
  const known = laidOut.get(data);
  if (known !== undefined && known.columns === columns && known.glyphs === glyphs) return known.layout;
  const wide = isWide(ask) && columns >= TWO_COLUMNS;
  const room = wide ? Math.floor((columns - 1) / 2) : columns;
  const cells = Math.min(room - GUTTER, isWide(ask) ? WIDEST : 2 * WIDEST);
  const { sections, about } = drawSheet(data, ask, cells, glyphs);
  const blocks = sections.filter(({ items }) => items.length > 0).map(blockOf);
  const parts = wide ? halves(blocks) : [blocks];
  const layout: Layout = { columns: [], stops: [], about };
  let section = 0;
  for (const [column, part] of parts.entries()) {
    const lines: Line[] = [];
    for (const block of part) {
      const top = lines.length;
      // A section without a title goes on with the one above it.
      if (top > 0 && block.isTitled) lines.push([]);
      const begin = lines.length;
      lines.push(...block.lines);
      for (const stop of block.stops)
        layout.stops.push({ ...stop, column, section, from: begin + stop.from, to: begin + stop.to });
      section += 1;
    }
    layout.columns.push({ lines, cells: column === 0 ? room : columns - room - 1 });
  }
  laidOut.set(data, { columns, glyphs, layout });
  return layout;
}

interface Block {
  isTitled: boolean;
  lines: Line[];
  stops: Omit<Stop, 'column' | 'section'>[];
}

function blockOf({ title, heads = [], items }: Section): Block {
  const lines: Line[] = [...(title === '' ? [] : [[{ text: title, style: 'heading' as const }]]), ...heads];
  const stops: Block['stops'] = [];
  for (const { lines: own, door, work } of items) {
    if (own.length === 0) continue;
    // A line that only parts it from the one above is no place for the cursor.
    const from =
      lines.length +
      Math.max(
        0,
        own.findIndex((line) => line.length > 0),
      );
    lines.push(...own);
    stops.push({ from, to: lines.length, ...(door !== undefined && { door }), ...(work !== undefined && { work }) });
  }
  return { isTitled: title !== '' || heads.length > 0, lines, stops };
}

/** Two columns as nearly of one length as whole sections allow. */
function halves(blocks: readonly Block[]): Block[][] {
  const length = (some: readonly Block[]): number => some.reduce((sum, { lines }) => sum + lines.length + 1, 0);
  let best = blocks.length;
  let longest = Number.POSITIVE_INFINITY;
  for (let at = 1; at <= blocks.length; at += 1) {
    const own = Math.max(length(blocks.slice(0, at)), length(blocks.slice(at)));
    if (own < longest) [best, longest] = [at, own];
  }
  return best === blocks.length ? [[...blocks], []] : [blocks.slice(0, best), blocks.slice(best)];
}
