/** The section of an overview that counts citing papers per year. */
import { countWords } from '../../../hub/share.js';
import type { Overview } from '../../../library/model.js';
import { beforeYear, inYear, undated } from '../../../query/terms.js';
import { bar } from '../../../text/bar.js';
import type { Glyphs } from '../../../text/look/glyphs.js';
import { type Line, wrapLine } from '../../../text/spans.js';
import { displayText } from '../../../text/width.js';
import { type Item, papers, plainItems } from '../../sheets/sheet.js';
import { saying, sourceWords } from '../printed.js';
import { printedDoor } from './doors.js';

/** The longest bar. */
const BAR = 60;

/** Papers a year: those of the library as bars, and before them how many a source counts where one does. */
export function yearItems(
  { head, perYear, undated: dateless, printed }: Overview,
  cells: number,
  glyphs: Glyphs,
): Item[] {
  const [record] = saying(printed, ({ facets }) => facets?.years !== undefined);
  const theirs = new Map((record?.facets?.years ?? []).map(({ label, count }) => [label, count]));
  const ours = new Map(perYear.map(({ year, count }) => [String(year), count]));
  const most = Math.max(1, ...ours.values());
  const digits = countWords(Math.max(most, ...theirs.values())).length;
  const room = Math.max(8, Math.min(BAR, cells - 2 * digits - 10));
  const number = (of: ReadonlyMap<string, number>, year: string): string =>
    (of.has(year) ? countWords(of.get(year)!) : glyphs.dash).padStart(digits);
  const years = [...new Set([...theirs.keys(), ...ours.keys()])].sort();
  const { work: hub } = head;
  const rows = years.map((year): Item => {
    const line: Line = [
      { text: `${displayText(year)}  ` },
      { text: record === undefined ? '' : `${number(theirs, year)}  `, style: 'muted' },
      { text: `${number(ours, year)}  ` },
      { text: bar(ours.get(year) ?? 0, most, room, glyphs).trimEnd(), style: 'accent' },
    ];
    const own = ours.get(year);
    const door = own === undefined ? printedDoor(theirs.get(year)!, undefined) : papers(hub, inYear(Number(year)), own);
    return { lines: [line], door };
  });
  const own = Number(head.date.slice(0, 4));
  const older = perYear.reduce((sum, { year, count }) => (own > 0 && year < own ? sum + count : sum), 0);
  const above = record === undefined ? [] : [`First as printed by ${sourceWords(record)}, then in this library`];
  const told = (text: string): Line[] => wrapLine([{ text, style: 'muted' }], cells);
  const notes: Item[] = [];
  if (dateless > 0)
    notes.push({ lines: told(`${countWords(dateless)} without a date`), door: papers(hub, undated, dateless) });
  if (older > 0)
    notes.push({
      lines: told(`${countWords(older)} older than this paper, which later versions cite`),
      door: papers(hub, beforeYear(own), older),
    });
  return [...plainItems(above.flatMap(told)), ...rows, ...notes];
}
