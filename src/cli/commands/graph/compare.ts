import { showId } from '../../../hub/ids/identifier.js';
import { counted, countWords, coverageWords } from '../../../hub/share.js';
import { labelWords } from '../../../hub/vocabulary.js';
import { type Bound, type ComparedPart, compared } from '../../../library/graph/compare.js';
import type { Library } from '../../../library/library.js';
import { rows, workLines } from '../../../library/read/rows.js';
import type { Invocation } from '../../arguments.js';
import { EXIT, UserError } from '../../errors.js';
import { libraryFor } from '../../library.js';
import { print, say } from '../../output.js';
import { onePaper, workLine } from '../../paper.js';
import { cutWidth } from '../../plain.js';
import { jsonRow, jsonWork } from '../../row-format.js';

export async function compare(invocation: Invocation): Promise<number> {
  const words = invocation.words.map(({ text }) => text);
  if (words.length < 2 || words.length > 3)
    throw new UserError('Say which two or three papers: pith-tui compare PAPER OTHER [THIRD]; a title goes in quotes.');
  const library = await libraryFor(invocation);
  const hubs = [...new Set(words.map((text) => onePaper(library, text, true)))];
  if (hubs.length < words.length)
    throw new UserError('Some of these are one paper in the library; compare different ones.');
  const parts = compared(library, hubs);
  if (invocation.switches.has('json'))
    await print([
      `${JSON.stringify(
        parts.map((part) => jsonPart(library, part)),
        null,
        2,
      )}\n`,
    ]);
  else await print(partLines(library, hubs, parts));
  if (parts.some(({ works }) => works.length > 0)) return EXIT.ok;
  say('pith-tui: No paper citing any of them is in the library.');
  return EXIT.nothing;
}

const LETTERS = ['A', 'B', 'C'];
const BOUND_WORDS: Readonly<Record<Bound, string>> = {
  exact: '',
  'at least': 'at least ',
  'at most': 'at most ',
  'not known': 'not known; here ',
};

function* partLines(library: Library, hubs: readonly number[], parts: readonly ComparedPart[]): Generator<string> {
  const letter = (hub: number): string => LETTERS[hubs.indexOf(hub)]!;
  for (const hub of hubs) yield `${letter(hub)}  ${workLine(workLines(library, [hub])[0]!, cutWidth() - 3)}\n`;
  const ask = (hub: number): string =>
    `listed who cites ${letter(hub)}: pith-tui fetch ${showId(workLines(library, [hub])[0]!.id)} asks the services`;
  const told = new Set<number>();
  for (const { hubs: own, works, roles, bound, unlisted } of parts) {
    const all = own.length === hubs.length;
    const name = own.length === 1 ? `only ${letter(own[0]!)}` : `${all ? '' : 'only '}${own.map(letter).join(' and ')}`;
    if (works.length === 0 && unlisted.length > 0) {
      told.add(unlisted[0]!);
      yield `\n${name}: not known; nobody ${ask(unlisted[0]!)}\n`;
      continue;
    }
    yield `\n${name}: ${BOUND_WORDS[bound]}${counted(works.length, 'paper')}\n`;
    for (const [i, { counts, classified, of, computed }] of roles.entries()) {
      if (classified + computed === 0) continue;
      const said = counts.map(({ label, count }) => `${labelWords(label)} ${count}`).join(', ') || 'no role known';
      const apart = computed === 0 ? '' : `, ${countWords(computed)} computed`;
      yield `  of ${letter(own[i]!)}: ${said} (${classified === 0 ? `0 of ${countWords(of)} classified` : coverageWords(classified, of)}${apart})\n`;
    }
  }
  const why = new Set(parts.flatMap(({ unlisted }) => unlisted));
  for (const hub of hubs) if (why.has(hub) && !told.has(hub)) yield `\nNobody ${ask(hub)}.\n`;
}

function jsonPart(library: Library, { hubs, works, roles, bound, unlisted }: ComparedPart): unknown {
  return {
    cites: workLines(library, hubs).map(jsonWork),
    count: works.length === 0 && unlisted.length > 0 ? null : works.length,
    bound,
    roles,
    papers: rows(library, null, works).map(jsonRow),
  };
}
