/** The flow diagram as SVG, laid out as the diagram of PRISMA 2020 is: stages at the left, the trunk beside them, what leaves it at the right. */
import type { Flow } from '../../library/read/flow.js';
import { xml } from '../networks/attributes.js';
import { type Box, type Step, withCount } from './boxes.js';

const STAGE = { x: 20, width: 28 };
const TRUNK = { x: 66, width: 330 };
const ASIDE = { x: 446, width: 330 };
const WIDTH = 796;
const TOP = 112;
const GAP = 34;
const PAD = 12;
const SIZE = 13;
const LEADING = 18;
const FONT = 'Arial, Helvetica, Liberation Sans, sans-serif';
const INK = '#1a1a1a';
const BLUE = '#a9c4e4';
const GOLD = '#f2c14e';

interface Placed {
  y: number;
  height: number;
}

/** @param source who made it and what of: a line below the diagram */
export function flowSvg(flow: Flow, steps: readonly Step[], source: string): string {
  const places: Placed[] = [];
  let y = TOP;
  for (const { box, aside } of steps) {
    const height = Math.max(heightOf(box, TRUNK.width), aside === undefined ? 0 : heightOf(aside, ASIDE.width));
    places.push({ y, height });
    y += height + GAP;
  }
  const bottom = y - GAP;
  const foot = wrapped(source, WIDTH - 40, 11);
  const height = bottom + 30 + foot.length * 15;
  const title = wrapped(`Papers citing “${flow.paper.title}”`, WIDTH - 40, 15).slice(0, 2);
  const pieces = [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${height}" viewBox="0 0 ${WIDTH} ${height}" font-family="${FONT}" font-size="${SIZE}" role="img">`,
    `<title>${xml(`Flow diagram: papers citing “${flow.paper.title}”`)}</title>`,
    `<defs><marker id="arrow" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="7" markerHeight="7" orient="auto"><path d="M0,0.5 L10,5 L0,9.5 Z" fill="${INK}"/></marker></defs>`,
    `<rect width="${WIDTH}" height="${height}" fill="#ffffff"/>`,
    ...title.map((line, at) => textAt(20, 30 + at * 20, line, { size: 15, bold: true })),
    headAt(),
    ...stages(steps, places),
    ...steps.flatMap((step, at) => stepPieces(step, places[at]!, places[at + 1])),
    ...foot.map((line, at) => textAt(20, bottom + 30 + at * 15, line, { size: 11, colour: '#555555' })),
    '</svg>',
  ];
  return `${pieces.join('\n')}\n`;
}

function headAt(): string {
  const width = ASIDE.x + ASIDE.width - TRUNK.x;
  return `<rect x="${TRUNK.x}" y="64" width="${width}" height="28" rx="6" fill="${GOLD}" stroke="${INK}"/>\n${textAt(
    TRUNK.x + width / 2,
    83,
    'Identification of studies via citation searching',
    { bold: true, middle: true },
  )}`;
}

/** A bar beside the boxes of each stage. */
function stages(steps: readonly Step[], places: readonly Placed[]): string[] {
  return [...new Set(steps.map(({ stage }) => stage))].map((stage) => {
    const own = places.filter((_, at) => steps[at]!.stage === stage);
    const [first, last] = [own[0]!, own.at(-1)!];
    // A word as long as its bar needs room beyond the box.
    const least = textWidth(stage, SIZE) * 1.15 + 20;
    const tall = last.y + last.height - first.y;
    const height = Math.max(tall, least);
    const y = first.y + (tall - height) / 2;
    const [x, middle] = [STAGE.x + STAGE.width / 2 + 5, y + height / 2];
    return `<rect x="${STAGE.x}" y="${y}" width="${STAGE.width}" height="${height}" rx="6" fill="${BLUE}" stroke="${INK}"/>\n<text x="${x}" y="${middle}" transform="rotate(-90 ${x} ${middle})" text-anchor="middle" font-weight="bold" fill="${INK}">${stage}</text>`;
  });
}

function stepPieces({ box, aside }: Step, place: Placed, next: Placed | undefined): string[] {
  const middle = place.y + place.height / 2;
  const down = TRUNK.x + TRUNK.width / 2;
  return [
    ...boxPieces(box, TRUNK, place),
    ...(aside === undefined
      ? []
      : [...boxPieces(aside, ASIDE, place), line(TRUNK.x + TRUNK.width, middle, ASIDE.x, middle)]),
    ...(next === undefined ? [] : [line(down, place.y + place.height, down, next.y)]),
  ];
}

function boxPieces(box: Box, { x, width }: { x: number; width: number }, { y, height }: Placed): string[] {
  const lines = linesOf(box, width);
  const from = y + (height - lines.length * LEADING) / 2 + SIZE + 1;
  return [
    `<rect x="${x}" y="${y}" width="${width}" height="${height}" fill="#ffffff" stroke="${INK}"/>`,
    ...lines.map(({ text, indent, isNote }, at) =>
      textAt(x + PAD + indent, from + at * LEADING, text, isNote ? { colour: '#555555', italic: true } : {}),
    ),
  ];
}

interface Line {
  text: string;
  indent: number;
  isNote: boolean;
}

function linesOf({ title, count, lines }: Box, width: number): Line[] {
  const room = width - 2 * PAD;
  return [
    ...wrapped(withCount({ text: title, ...(count !== undefined && { count }) }), room, SIZE).map((text) => ({
      text,
      indent: 0,
      isNote: false,
    })),
    ...lines.flatMap((line) => {
      const isNote = line.count === undefined;
      const indent = isNote ? 0 : 14;
      return wrapped(withCount(line), room - indent, SIZE).map((text) => ({ text, indent, isNote }));
    }),
  ];
}

function heightOf(box: Box, width: number): number {
  return linesOf(box, width).length * LEADING + 2 * PAD;
}

function line(x1: number, y1: number, x2: number, y2: number): string {
  return `<line x1="${x1}" y1="${y1}" x2="${x2}" y2="${y2}" stroke="${INK}" stroke-width="1.2" marker-end="url(#arrow)"/>`;
}

interface Look {
  size?: number;
  bold?: boolean;
  italic?: boolean;
  middle?: boolean;
  colour?: string;
}

function textAt(x: number, y: number, text: string, { size, bold, italic, middle, colour = INK }: Look = {}): string {
  const look = [
    ...(size === undefined ? [] : [`font-size="${size}"`]),
    ...(bold ? ['font-weight="bold"'] : []),
    ...(italic ? ['font-style="italic"'] : []),
    ...(middle ? ['text-anchor="middle"'] : []),
  ];
  return `<text x="${x}" y="${y}" fill="${colour}"${look.map((one) => ` ${one}`).join('')}>${xml(text)}</text>`;
}

/** The text in lines of this width; a word that is wider is cut. */
function wrapped(text: string, width: number, size: number): string[] {
  const lines: string[] = [];
  let last = '';
  for (const word of text.split(/[ \t\n]+/u).flatMap((one) => cutWord(one, width, size))) {
    const longer = last === '' ? word : `${last} ${word}`;
    if (textWidth(longer, size) <= width) last = longer;
    else {
      lines.push(last);
      last = word;
    }
  }
  return last === '' ? lines : [...lines, last];
}

function cutWord(word: string, width: number, size: number): string[] {
  const parts: string[] = [];
  let part = '';
  for (const sign of word) {
    if (part !== '' && textWidth(part + sign, size) > width) {
      parts.push(part);
      part = '';
    }
    part += sign;
  }
  return part === '' ? parts : [...parts, part];
}

/** How wide a text is in Arial, a little more rather than less. */
function textWidth(text: string, size: number): number {
  let units = 0;
  for (const sign of text)
    units += /[ijl.,:;'|!()[\]ftI ]/u.test(sign)
      ? 0.32
      : /[mwMW@%—]/u.test(sign)
        ? 0.9
        : /[A-Z&]/u.test(sign)
          ? 0.72
          : /[\u1100-\uffff\u{10000}-\u{10ffff}]/u.test(sign)
            ? 1.05
            : 0.57;
  return units * size;
}
