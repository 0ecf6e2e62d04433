/** `pith-tui flow`: how many papers went through a review, as text, JSON or a diagram. */
import { differences, flowSteps, type Step, sourceWords } from '../../../export/flow/boxes.js';
import { AFTER, remarks, screenedIn, sumWords } from '../../../export/flow/remarks.js';
import { flowSvg } from '../../../export/flow/svg.js';
import { type TarcisItem, tarcisItems } from '../../../export/flow/tarcis.js';
import { flowText } from '../../../export/flow/text.js';
import { showId } from '../../../hub/ids/identifier.js';
import { counted, countWords } from '../../../hub/share.js';
import { type Flow, flowOf } from '../../../library/read/flow.js';
import { displayText } from '../../../text/width.js';
import type { Invocation } from '../../arguments.js';
import { EXIT, UserError } from '../../errors.js';
import { libraryFor } from '../../library.js';
import { say, writeOut } from '../../output.js';
import { requiredPaper } from '../../paper.js';
import { cut, plainWidth, wrapped } from '../../plain.js';
import { version } from '../../version.js';
import { mustBeBegun } from '../decisions/decided.js';
import { requiredReview } from './screening.js';

export async function flow(invocation: Invocation): Promise<number> {
  requiredPaper(invocation);
  const { switches } = invocation;
  if (switches.has('json') && switches.has('svg'))
    throw new UserError('--json and --svg exclude each other; give only one of them.');
  const target = invocation.values.get('output')?.[0] ?? '-';
  const library = await libraryFor(invocation);
  const { screening, hub } = requiredReview(library, invocation, invocation.words);
  mustBeBegun(library, screening);
  const found = flowOf(library, hub!, screening);
  const steps = flowSteps(found);
  const wrong = differences(steps);
  const program = `pith-tui ${version()}`;
  const items = tarcisItems(found, program);
  const pieces = switches.has('json')
    ? [`${JSON.stringify(jsonFlow(found, steps, items), null, 2)}\n`]
    : switches.has('svg')
      ? [flowSvg(found, steps, footOf(found, program))]
      : textFlow(found, steps, items);
  await writeOut(target, pieces, switches.has('force'));
  for (const one of wrong) say(`pith-tui: The boxes do not add up: ${one}.`);
  if (target !== '-') say(`Wrote the flow of ${counted(found.counts.total, 'paper')} to ${displayText(target)}.`);
  return wrong.length > 0 ? EXIT.trouble : EXIT.ok;
}

function* textFlow(found: Flow, steps: readonly Step[], items: readonly TarcisItem[]): Generator<string> {
  const { paper } = found;
  const wide = Math.min(plainWidth(), 100);
  const paragraph = (text: string, indent = ''): string[] =>
    wrapped(text, wide - indent.length).map((line) => `${indent}${line}\n`);
  yield `Papers citing “${cut(paper.title, 90)}” (${displayText(showId(paper.id))})\n`;
  yield `${screenedIn(found)}\n\n`;
  for (const line of flowText(steps)) yield `${displayText(line)}\n`;
  yield '\n';
  yield* paragraph(sumWords(steps));
  for (const sentence of remarks(found)) yield* paragraph(sentence);
  yield '\nFor the report (what TARCiS asks for)\n';
  for (const { item, answer, unknown } of items) {
    yield* paragraph(`${item}: ${answer}`, '  ');
    if (unknown !== undefined) yield* paragraph(`Not known here: ${unknown}.`, '    ');
  }
  yield `\n${AFTER.join('\n')}\n`;
}

function jsonFlow(found: Flow, steps: readonly Step[], items: readonly TarcisItem[]): object {
  return {
    ...found,
    boxes: steps,
    differences: differences(steps),
    remarks: remarks(found),
    tarcis: items,
    after: AFTER,
  };
}

/** Below the diagram: who made it, out of what, and what it is laid out after. */
function footOf({ sources }: Flow, program: string): string {
  const read = sources.map((one) => {
    const when =
      one.at === undefined ? 'undated' : `${one.kind === 'list' ? 'read' : 'imported'} ${one.at.slice(0, 10)}`;
    const counts = one.total === undefined ? '' : `, which counts ${countWords(one.total)}`;
    return `${sourceWords(one)} (${when}${counts})`;
  });
  return `${program}${read.length === 0 ? '' : `, from ${read.join('; ')}`}. Laid out after ${AFTER[0]}.`;
}
