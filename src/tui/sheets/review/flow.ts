/** How the papers of a hub went through its review, as a sheet: the boxes of PRISMA 2020, and what a report is to say. */
import { differences, flowSteps } from '../../../export/flow/boxes.js';
import { AFTER, remarks, screenedIn, sumWords } from '../../../export/flow/remarks.js';
import { type FlowRow, flowRows } from '../../../export/flow/rows.js';
import { tarcisItems } from '../../../export/flow/tarcis.js';
import { countWords } from '../../../hub/share.js';
import { type Flow, flowIn } from '../../../library/read/flow.js';
import type { Glyphs } from '../../../text/look/glyphs.js';
import { fitLine, type Line, lineWidth, type Span, wrapLine } from '../../../text/spans.js';
import { displayText } from '../../../text/width.js';
import type { Door, Item, Section, SheetKind } from '../sheet.js';
import { diagramCommand, reportItem, said } from './report.js';

/** Cells of words and number: further apart, nobody sees which number is whose. */
const WIDEST = 64;
const STAGES = ['Identification', 'Screening', 'Included'] as const;

export const flowSheet: SheetKind<'flow', Flow> = {
  name: 'Flow of the review',
  read: (library, { work }, screening) => flowIn(library, work, screening),
  draw(flow, { work: hub }, cells, { glyphs }) {
    const steps = flowSteps(flow);
    const rows = flowRows(steps);
    const wrong = differences(steps).length > 0;
    const digits = Math.max(...rows.map(({ count }) => (count === undefined ? 0 : countWords(count).length)));
    const boxes = STAGES.map((stage): Section => {
      const own = rows.filter((row) => row.stage === stage);
      return { title: stage, items: own.map((row) => rowItem(row, hub, cells, digits, glyphs)) };
    });
    return {
      sections: [
        {
          title: '',
          items: said(cells, { text: screenedIn(flow) }, { text: sumWords(steps), ...(wrong && { style: 'warning' }) }),
        },
        ...boxes,
        { title: 'What the boxes do not say', items: said(cells, ...remarks(flow).map((text) => ({ text }))) },
        { title: 'For the report', items: tarcisItems(flow, 'pith-tui').map((item) => reportItem(item, cells)) },
        { title: 'As a diagram', items: said(cells, { text: `${diagramCommand(flow)} writes it as SVG.` }) },
      ],
      about: `How many papers were identified, screened, excluded and included, as the diagram of PRISMA 2020 counts them, and what TARCiS asks reports of citation searching to say. Each box is the one before it without what left it there. Enter opens the papers behind a number; records, which several sources may have of one paper, open nothing. ${AFTER.join('. ')}.`,
    };
  },
  reordered: null,
  isWide: true,
};

/** What is named, and its number flush right on the last of its lines. */
function rowItem(row: FlowRow, hub: number, cells: number, digits: number, { dash }: Glyphs): Item {
  const { words, count, isAside, isBox } = row;
  const before = isAside ? (isBox ? `  ${dash} ` : '      ') : isBox ? '' : '  ';
  const further = ' '.repeat(before.length + 2);
  const text: Span =
    count === undefined
      ? { text: displayText(`(${words})`), style: 'muted' }
      : { text: displayText(words), ...(isBox && !isAside && { style: 'title' as const }) };
  // What has no number goes on where numbers would stand.
  const room = count === undefined ? cells : Math.min(cells, WIDEST) - digits - 2;
  const lines = wrapLine([text], Math.max(8, room - further.length)).map(
    (line, at): Line => [{ text: at === 0 ? before : further }, ...line],
  );
  if (count === undefined) return { lines };
  const number: Span = { text: `  ${countWords(count).padStart(digits)}`, style: 'accent' };
  const last = lines.at(-1)!;
  lines[lines.length - 1] = [...fitLine(last, Math.max(room, lineWidth(last))), number];
  return { lines, door: doorOf(row, hub, count) };
}

function doorOf({ query }: FlowRow, hub: number, count: number): Door {
  if (query !== undefined) return { opens: 'papers', hub, query, count };
  return count === 0
    ? { opens: 'nothing', why: 'The number is 0, so there is nothing to open.' }
    : { opens: 'nothing', why: 'These are records as sources list them; the papers they describe are counted below.' };
}
