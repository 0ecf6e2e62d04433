/** Where the lines of a sheet stand on the screen: in one column, or in two where the terminal is wide. */
import type { WorkNumber } from '../../library/model.js';
import { fitLine, type Line, lineWidth } from '../../text/spans.js';
import type { Door, Item, Look, Section, SheetAsk } from './sheet.js';
import { drawSheet, isWide, type SheetData } from './sheets.js';

/** Where the cursor can stand. */
export interface Stop {
  column: number;
  /** Lines of the column: the first, and the one after the last. */
  from: number;
  to: number;
  /** The cells it takes of its lines, where it is one of several side by side; null: all. */
  across: { x: number; cells: number } | null;
  section: number;
  door?: Door;
  work?: WorkNumber;
  /** What lines of the column, from one on, say while the cursor is here. */
  tells?: { at: number; lines: readonly Line[] };
}

/** The line after the last that says something of a stop. */
export const endOf = ({ to, tells }: Stop): number =>
  tells === undefined ? to : Math.max(to, tells.at + tells.lines.length);

export interface Layout {
  columns: { lines: Line[]; cells: number }[];
  stops: Stop[];
  /** Of a sheet that is a list, the stops it lists, so not the lines around them; null where it is none. */
  listed: Stop[] | null;
  about: string;
}

/** Wider text is hard to read. */
const WIDEST = 100;
/** Narrower terminals have one column. */
const TWO_COLUMNS = 140;
/** The mark of the cursor before each line, and a blank after it. */
const GUTTER = 3;

/** What a sheet is laid out for. */
export interface Room extends Look {
  columns: number;
  /** Lines of the screen that are the sheet's. */
  page: number;
}

const laidOut = new WeakMap<SheetData, { room: Room; layout: Layout }>();

/** The sheet in a terminal of this size; worked out once. */
export function layoutOf(data: SheetData, ask: SheetAsk, room: Room): Layout {
  const known = laidOut.get(data);
  const isKnown = (['columns', 'page', 'glyphs', 'hidden'] as const).every((part) => known?.room[part] === room[part]);
  if (known !== undefined && isKnown) return known.layout;
  const one = inOne(data, ask, room);
  const isShort = one.columns[0]!.lines.length * 2 <= room.page;
  const two = isShort || !isWide(ask) || room.columns < TWO_COLUMNS ? null : inTwo(data, ask, room);
  const layout = two ?? one;
  laidOut.set(data, { room, layout });
  return layout;
}

function inOne(data: SheetData, ask: SheetAsk, { columns, page, ...look }: Room): Layout {
  const cells = Math.min(columns - GUTTER, isWide(ask) ? WIDEST : 2 * WIDEST);
  const { sections, about } = drawSheet(data, ask, cells, look, page);
  return placed([blocksOf(sections)], [columns], about, !isWide(ask));
}

/** In two columns; null where all of it belongs into the first. */
function inTwo(data: SheetData, ask: SheetAsk, { columns, page, ...look }: Room): Layout | null {
  const half = Math.floor((columns - 1) / 2);
  const { sections, about } = drawSheet(data, ask, Math.min(half - GUTTER, WIDEST), look, page);
  const parts = halves(blocksOf(sections));
  return parts === null ? null : placed(parts, [half, columns - half - 1], about, false);
}

const blocksOf = (sections: readonly Section[]): Block[] =>
  sections.filter(({ items }) => items.length > 0).map(blockOf);

function placed(
  parts: readonly (readonly Block[])[],
  cells: readonly number[],
  about: string,
  isList: boolean,
): Layout {
  const layout: Layout = { columns: [], stops: [], listed: isList ? [] : null, about };
  let section = 0;
  for (const [column, part] of parts.entries()) {
    const lines: Line[] = [];
    for (const block of part) {
      // A section without a title goes on with the one above it.
      if (block.isTitled) section += 1;
      if (lines.length > 0 && block.isTitled) lines.push([]);
      const begin = lines.length;
      lines.push(...block.lines);
      const stops = block.stops.map(
        ({ tells, ...stop }): Stop => ({
          ...stop,
          column,
          section,
          from: begin + stop.from,
          to: begin + stop.to,
          ...(tells !== undefined && { tells: { ...tells, at: begin + tells.at } }),
        }),
      );
      layout.stops.push(...stops);
      if (block.isRanking) layout.listed?.push(...stops);
    }
    layout.columns.push({ lines, cells: cells[column]! });
  }
  return layout;
}

interface Block {
  isTitled: boolean;
  /** Whether names of columns stand above it. */
  isRanking: boolean;
  lines: Line[];
  stops: Omit<Stop, 'column' | 'section'>[];
}

function blockOf({ title, heads = [], items, across }: Section): Block {
  const lines: Line[] = [...(title === '' ? [] : [[{ text: title, style: 'heading' as const }]]), ...heads];
  const isTitled = lines.length > 0;
  const { lines: own, stops } =
    across === undefined ? downwards(items, lines.length) : sideBySide(items, across, lines.length);
  return { isTitled, isRanking: heads.length > 0, lines: [...lines, ...own], stops };
}

const opening = ({ door, work }: Item): Pick<Stop, 'door' | 'work'> => ({
  ...(door !== undefined && { door }),
  ...(work !== undefined && { work }),
});

function downwards(items: readonly Item[], begin: number): Pick<Block, 'lines' | 'stops'> {
  const lines: Line[] = [];
  const stops: Block['stops'] = [];
  for (const item of items) {
    const { lines: own } = item;
    if (own.length === 0) continue;
    // A line that only parts it from the one above is no place for the cursor.
    const blank = Math.max(
      0,
      own.findIndex((line) => line.length > 0),
    );
    const from = begin + lines.length + blank;
    lines.push(...own);
    stops.push({ from, to: begin + lines.length, across: null, ...opening(item) });
  }
  return { lines, stops };
}

function sideBySide(
  items: readonly Item[],
  { left, below }: NonNullable<Section['across']>,
  begin: number,
): Pick<Block, 'lines' | 'stops'> {
  const height = Math.max(...items.map(({ lines }) => lines.length));
  const wide = items.map(({ lines }) => Math.max(...lines.map(lineWidth)));
  const margin = Math.max(0, ...left.map(lineWidth));
  const lines = Array.from(
    { length: height },
    (_, row): Line => [
      ...fitLine(left[row] ?? [], margin),
      ...items.flatMap((item, at) => fitLine(item.lines[row] ?? [], wide[at]!)),
    ],
  );
  const to = begin + height;
  let x = margin;
  const stops = items.map((item, at): Block['stops'][number] => {
    const across = { x, cells: wide[at]! };
    x += wide[at]!;
    const tells = item.tells === undefined ? {} : { tells: { at: to + below.length, lines: item.tells } };
    return { from: begin, to, across, ...opening(item), ...tells };
  });
  const told = Array.from({ length: Math.max(0, ...items.map(({ tells }) => tells?.length ?? 0)) }, (): Line => []);
  return { lines: [...lines, ...below, ...told], stops };
}

/** Two columns as nearly of one length as sections with their titles allow; null where that is one column. */
function halves(blocks: readonly Block[]): [Block[], Block[]] | null {
  const length = (some: readonly Block[]): number => some.reduce((sum, { lines }) => sum + lines.length + 1, 0);
  let best: number | null = null;
  let longest = length(blocks);
  for (const [at, { isTitled }] of blocks.entries()) {
    const own = Math.max(length(blocks.slice(0, at)), length(blocks.slice(at)));
    if (isTitled && at > 0 && own < longest) [best, longest] = [at, own];
  }
  return best === null ? null : [blocks.slice(0, best), blocks.slice(best)];
}
