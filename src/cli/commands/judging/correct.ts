/** `pith-tui correct`: the reader's own word on a role, polarity, verdict or novelty. */
import { type Change, CORRECTED, type Corrected } from '../../../hub/decisions/decision.js';
import { parseId, showId } from '../../../hub/ids/identifier.js';
import { labelToken, labelWords, NONE, POLARITIES, ROLES, VERDICTS } from '../../../hub/vocabulary.js';
import { record } from '../../../library/decisions/journal.js';
import type { Library } from '../../../library/library.js';
import type { Row, WorkNumber } from '../../../library/model.js';
import { isCiting } from '../../../library/read/citations.js';
import { correctionLines } from '../../../library/read/corrected.js';
import { rows, workLines } from '../../../library/read/rows.js';
import { workWithId } from '../../../library/works/ids.js';
import { nearest } from '../../../query/suggest.js';
import { displayText } from '../../../text/width.js';
import type { Invocation } from '../../arguments.js';
import { EXIT, UserError } from '../../errors.js';
import { libraryFor } from '../../library.js';
import { print, say } from '../../output.js';
import { onePaper, workLine } from '../../paper.js';
import { cut, cutWidth, plainWidth } from '../../plain.js';
import { readerSettings } from '../../settings.js';

/** What is to be said from now on, by axis; null: nothing. */
type Wanted = Partial<Record<Corrected, string[] | string | number | null>>;

export async function correct(invocation: Invocation): Promise<number> {
  const [paper, ...ids] = invocation.words.map(({ text }) => text);
  if (paper === undefined || ids.length === 0)
    throw new UserError('Say which citing papers of which paper: pith-tui correct PAPER ID… --role method.');
  const wanted = wantedBy(invocation);
  const { name: who } = readerSettings();
  const library = await libraryFor(invocation);
  const hub = onePaper(library, paper, true);
  const works = ids.map((text) => citingPaper(library, hub, text));
  const before = rows(library, hub, works);
  const cited = workLines(library, [hub])[0]!.id;
  const linesBefore = works.map((work) => correctionLines(library, work).length);
  const { changed } = record(
    library,
    who,
    works.flatMap((work) =>
      Object.entries(wanted).map(
        ([axis, to]): Change<WorkNumber> => ({
          kind: 'override',
          work,
          axis: axis as Corrected,
          to,
          ...((axis === 'role' || axis === 'polarity') && { cited }),
        }),
      ),
    ),
  );
  if (changed === 0 && invocation.switches.has('revoke')) {
    say(
      `pith-tui: Nothing of ${who}'s is said of ${works.length === 1 ? 'this paper' : 'these papers'} that could be taken back.`,
    );
    return EXIT.nothing;
  }
  // Of what is taken back, only what had been said.
  const said = works.map((work, at) => correctionLines(library, work).slice(linesBefore[at]));
  const axesOf = (at: number): Corrected[] =>
    CORRECTED.filter((axis) =>
      invocation.switches.has('revoke') ? said[at]!.some((line) => line.axis === axis) : axis in wanted,
    );
  const after = new Map(rows(library, hub, works).map((row) => [row.work, row]));
  const wide = plainWidth();
  await print(
    before.flatMap((row, at) => {
      const axes = axesOf(at);
      if (axes.length === 0) return [];
      return [
        `${workLine(workLines(library, [row.work])[0]!, cutWidth(wide))}\n`,
        ...axes.map((axis) => `  ${change(axis, row, after.get(row.work)!, wanted[axis])}\n`),
      ];
    }),
  );
  return EXIT.ok;
}

/** The paper of an id, which must cite the hub. */
function citingPaper(library: Library, hub: WorkNumber, text: string): WorkNumber {
  const id = parseId(text);
  const work = id === null ? undefined : workWithId(library, id);
  if (work !== undefined && isCiting(library, work, hub)) return work;
  throw new UserError(
    `${cut(text, 60)} is not among the papers citing ${showId(workLines(library, [hub])[0]!.id)} here; pith-tui list prints their ids.`,
    EXIT.nothing,
  );
}

function wantedBy({ values, switches }: Invocation): Wanted {
  const given = CORRECTED.filter((axis) => values.has(axis));
  const revokes = switches.has('revoke');
  if (revokes === given.length > 0)
    throw new UserError(
      revokes
        ? `--revoke takes all corrections back; leave out --${given[0]}.`
        : `Say what is right: ${CORRECTED.map((axis) => `--${axis}`).join(', ')}; or --revoke to take corrections back.`,
    );
  if (revokes) return Object.fromEntries(CORRECTED.map((axis) => [axis, null]));
  return Object.fromEntries(given.map((axis) => [axis, READ[axis](values.get(axis)!.join(','), axis)]));
}

/** A value as it was typed. */
const READ: Record<Corrected, (text: string, axis: Corrected) => string[] | string | number> = {
  role: (text, axis) => labels(text, axis, ROLES),
  polarity: (text, axis) => labels(text, axis, POLARITIES),
  verdict: (text, axis) => {
    const [verdict, ...more] = labels(text, axis, VERDICTS);
    if (verdict === undefined || more.length > 0) throw new UserError('--verdict needs one verdict, such as accept.');
    return verdict;
  },
  novelty: (text) => {
    const number = /^\d{1,2}(?:\.\d{1,2})?$/u.test(text) ? Number(text) : Number.NaN;
    if (number <= 10) return number;
    throw new UserError(`--novelty needs a number from 0 to 10, not ${cut(text, 40)}.`);
  },
};

/** Labels are an open set; what is nearly a known one is a slip of the pen. `none` alone is the empty set. */
function labels(text: string, axis: Corrected, known: readonly { label: string }[]): string[] {
  const tokens = text.split(',').map(labelToken);
  const names = known.map(({ label }) => label);
  for (const token of tokens) {
    const near = names.includes(token) ? undefined : nearest(token, names);
    if (token === '' || near !== undefined)
      throw new UserError(
        `--${axis} needs labels such as ${names.slice(0, 3).join(', ')}, not ${token === '' ? 'nothing' : cut(token, 40)}${near === undefined ? '.' : `; did you mean ${near}?`}`,
      );
  }
  if (tokens.length > 1 && tokens.includes(NONE)) throw new UserError(`--${axis} ${NONE} stands alone.`);
  return tokens.filter((token) => token !== NONE);
}

/** `role: background → method` */
function change(axis: Corrected, before: Row, after: Row, to: Wanted[Corrected]): string {
  const [was, is] = [before, after].map((row) => inForce(axis, row)) as [string, string];
  const said = to === null || to === undefined ? null : wordsOf([to].flat());
  const overruled = said !== null && said !== is ? `; you say ${said}, and another judge is believed first` : '';
  return displayText(`${axis}: ${was === is ? is : `${was} → ${is}`}${overruled}`);
}

function inForce(axis: Corrected, { roles, polarities, verdict, novelty }: Row): string {
  const known = { role: roles, polarity: polarities, verdict: verdict ?? [], novelty: novelty ?? [] };
  return wordsOf([known[axis]].flat());
}

function wordsOf(said: readonly (string | number)[]): string {
  return said.length === 0
    ? 'none'
    : said
        .map((one) => labelWords(String(one)))
        .sort()
        .join(', ');
}
