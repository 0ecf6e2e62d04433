/** `pith-tui path`: the shortest chains of citations between two works. */

import { showId } from '../../../hub/ids/identifier.js';
import { counted } from '../../../hub/share.js';
import { cleanLine, cleanText } from '../../../hub/text.js';
import { labelWords } from '../../../hub/vocabulary.js';
import { type Paths, pathSteps, pathsBetween } from '../../../library/graph/paths.js';
import type { Library } from '../../../library/library.js';
import type { WorkNumber } from '../../../library/model.js';
import { workLines } from '../../../library/read/rows.js';
import { finished } from '../../../library/steps.js';
import { countFlag, type Invocation } from '../../arguments.js';
import { EXIT, UserError } from '../../errors.js';
import { libraryFor } from '../../library.js';
import { print, say } from '../../output.js';
import { onePaper, workLine } from '../../paper.js';
import { cutWidth, plainWidth, wrapped } from '../../plain.js';
import { jsonWork } from '../../row-format.js';

const CHAINS = 10;

export async function path(invocation: Invocation): Promise<number> {
  const [one, other, ...more] = invocation.words.map(({ text }) => text);
  if (one === undefined || other === undefined || more.length > 0)
    throw new UserError('Say between which two papers: pith-tui path PAPER OTHER; a title goes in quotes.');
  const limit = countFlag(invocation, 'limit') ?? CHAINS;
  const library = await libraryFor(invocation);
  const [from, to] = [one, other].map((text) => onePaper(library, text, true)) as [WorkNumber, WorkNumber];
  if (from === to) throw new UserError('These are one paper in the library; a path leads from one to another.');
  const { ends, isTurned, found } = finished(pathsBetween(library, from, to, limit));
  if (invocation.switches.has('json')) await print([`${JSON.stringify(jsonPaths(library, ends, found), null, 2)}\n`]);
  const [a, b] = workLines(library, [from, to]).map(({ id }) => showId(id));
  if (found.length === null) {
    const reach = found.cut ? ' of at most 8 citations' : '';
    say(
      `pith-tui: No chain of citations${reach} leads from ${a} to ${b} or back, among the ${counted(found.looked, 'paper')} of the library that were looked at.`,
    );
    return EXIT.nothing;
  }
  if (invocation.switches.has('json')) return EXIT.ok;
  const turned = isTurned ? [`No chain of citations leads from ${a} to ${b}; from ${b} to ${a}:\n\n`] : [];
  await print([...turned, ...pathLines(library, found)]);
  return EXIT.ok;
}

function* pathLines(library: Library, { length, total, chains }: Paths): Generator<string> {
  const wide = plainWidth();
  yield `${counted(total, 'shortest chain')} of ${counted(length!, 'citation')}${chains.length < total ? `, ${chains.length} shown` : ''}. Each paper cites the one below it.\n`;
  for (const chain of chains) {
    yield '\n';
    const lines = workLines(library, chain);
    const steps = pathSteps(library, chain);
    for (const [i, line] of lines.entries()) {
      yield `${workLine(line, cutWidth(wide))}\n`;
      const step = steps[i];
      if (step === undefined) continue;
      const roles = step.roles.length === 0 ? 'role not known' : step.roles.map(labelWords).join(', ');
      yield `  ↓ ${roles}\n`;
      for (const text of wrapped(step.sentence ?? '', Math.max(20, wide - 4))) yield `    ${text}\n`;
    }
  }
}

function jsonPaths(library: Library, [from, to]: readonly WorkNumber[], found: Paths): unknown {
  const named = (work: WorkNumber): unknown => jsonWork(workLines(library, [work])[0]!);
  return {
    citing: named(from!),
    cited: named(to!),
    length: found.length,
    total: found.total,
    chains: found.chains.map((chain) => ({
      works: chain.map(named),
      citations: pathSteps(library, chain).map(({ roles, sentence }) => ({
        roles: roles.map(cleanLine),
        sentence: sentence === undefined ? null : cleanText(sentence),
      })),
    })),
  };
}
