/** The shortest chains of citations between two works, as a sheet: each citation with its role and a sentence. */
import { counted, countWords } from '../../hub/share.js';
import { labelWords } from '../../hub/vocabulary.js';
import { type PathStep, type PathsBetween, pathSteps, pathsBetween } from '../../library/graph/paths.js';
import type { Row, WorkNumber } from '../../library/model.js';
import { rows } from '../../library/read/rows.js';
import type { Glyphs } from '../../text/look/glyphs.js';
import { type Line, type Span, wrapLine } from '../../text/spans.js';
import { labelStyle } from '../../text/theme.js';
import { displayText } from '../../text/width.js';
import { told, workLines } from './ranking.js';
import { type Item, type Look, papers, type Section, type SheetKind } from './sheet.js';

interface PathData {
  from: Row;
  to: Row;
  between: PathsBetween;
  rows: Map<WorkNumber, Row>;
  /** The citations of each chain. */
  steps: PathStep[][];
}

/** Chains that are shown. */
const MOST = 20;

export const pathSheet: SheetKind<'path', PathData> = {
  name: 'Path',
  *read(library, { work, to }) {
    const between = yield* pathsBetween(library, work, to, MOST);
    const { chains } = between.found;
    const known = rows(library, null, [...new Set([work, to, ...chains.flat()])]);
    const byWork = new Map(known.map((row) => [row.work, row]));
    return {
      from: byWork.get(work)!,
      to: byWork.get(to)!,
      between,
      rows: byWork,
      steps: chains.map((chain) => pathSteps(library, chain)),
    };
  },
  draw(data, _ask, cells, look) {
    const { from, to, between } = data;
    const { chains } = between.found;
    const end = (word: string, row: Row): Item => ({
      lines: named(row, [{ text: `${word}  `, style: 'accent' }], cells, look),
      door: papers(row.work, null, row.citing),
      work: row.work,
    });
    return {
      sections: [
        { title: '', items: [end('from', from), end('to  ', to)] },
        told(cells, foundWords(between)),
        ...chains.map((_, at) => chainSection(data, at, cells, look)),
      ],
      about:
        'The shortest chains of citations in this library, looked for from both ends: each paper cites the one below it. Where none leads from the first paper to the second, those that lead back are shown. Enter on a paper opens who cites it, on an arrow that citation with all that is known of it.',
    };
  },
  reordered: null,
  isWide: true,
};

function foundWords({ isTurned, found }: PathsBetween): string {
  const { length, total, chains, looked, cut } = found;
  if (length === null) {
    const reach = cut ? ' of at most 8 citations' : '';
    return `No chain of citations${reach} leads from the one to the other or back, among the ${counted(looked, 'paper')} of the library that ${looked === 1 ? 'was' : 'were'} looked at.`;
  }
  const way = isTurned ? 'No chain of citations leads this way, but back: ' : '';
  const many = total === 1 ? 'one shortest chain' : `${countWords(total)} shortest chains`;
  const shown = chains.length < total ? `, ${countWords(chains.length)} of them shown` : '';
  const long = length === 1 ? 'one citation' : `${countWords(length)} citations`;
  const words = `${way}${many} of ${long}${shown}. Each paper cites the one below it.`;
  return words[0]!.toUpperCase() + words.slice(1);
}

/** A work behind what is said of it, its further lines below its title. */
function named(row: Row, before: Line, cells: number, look: Look): Line[] {
  const margin = before.reduce((sum, { text }) => sum + text.length, 0);
  return workLines(row, cells - margin, look).map(
    (line, at): Line => [...(at === 0 ? before : [{ text: ' '.repeat(margin) }]), ...line],
  );
}

function chainSection({ between, rows, steps }: PathData, at: number, cells: number, look: Look): Section {
  const { chains, total } = between.found;
  const items = chains[at]!.flatMap((work, place): Item[] => {
    const step = steps[at]![place];
    const paper: Item = { lines: workLines(rows.get(work)!, cells, look), work };
    return step === undefined ? [paper] : [paper, stepItem(step, cells, look.glyphs)];
  });
  return { title: total === 1 ? 'The chain' : `Chain ${countWords(at + 1)} of ${countWords(total)}`, items };
}

/** A citation: its roles, and what is said where the one cites the other. */
function stepItem({ citing, cited, roles, sentence }: PathStep, cells: number, { down }: Glyphs): Item {
  const labels = roles.flatMap((role, at): Span[] => [
    { text: at === 0 ? '' : ', ' },
    { text: displayText(labelWords(role)), style: labelStyle('role', role) },
  ]);
  const unknown: Span = { text: 'role not known', style: 'muted' };
  const said = wrapLine([{ text: displayText(sentence ?? ''), style: 'muted' }], cells - 4);
  return {
    lines: [
      [{ text: `  ${down} `, style: 'accent' }, ...(labels.length === 0 ? [unknown] : labels)],
      ...said.map((line): Line => [{ text: '    ' }, ...line]),
    ],
    door: { opens: 'paper', hub: cited, paper: citing, query: '' },
  };
}
