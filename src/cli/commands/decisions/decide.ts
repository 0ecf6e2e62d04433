/** `pith-tui decide`: what the reader decides of citing papers, for scripts and for many papers at once. */

import {
  type Change,
  cleanWords,
  LONGEST_NOTE,
  LONGEST_WORDS,
  type Settled,
  STATUSES,
  type Status,
} from '../../../hub/decisions/decision.js';
import { tagParts, tagsIn } from '../../../hub/decisions/tags.js';
import { parseId, showId } from '../../../hub/ids/identifier.js';
import { counted, countWords } from '../../../hub/share.js';
import { record } from '../../../library/decisions/journal.js';
import { addToReading, offReading, putAt } from '../../../library/decisions/reading-list.js';
import { deciding } from '../../../library/decisions/writing/deciding.js';
import { columnsOf, placeOf } from '../../../library/derived/columns.js';
import type { Library } from '../../../library/library.js';
import { ALL_WORKS, type View, type WorkNumber } from '../../../library/model.js';
import { workLines } from '../../../library/read/rows.js';
import { runQuery } from '../../../library/search/view.js';
import { workWithId } from '../../../library/works/ids.js';
import { openInput, wholeText } from '../../../sources/input.js';
import { listWords } from '../../../text/list-words.js';
import type { Invocation } from '../../arguments.js';
import { EXIT, UserError } from '../../errors.js';
import { libraryFor } from '../../library.js';
import { asTyped } from '../../operands.js';
import { print } from '../../output.js';
import { checkQuery, hubAsked, onePaper, queryAsked, sayForgiven } from '../../paper.js';
import { cut } from '../../plain.js';
import { readerSettings } from '../../settings.js';
import { screeningAsked } from './decided.js';

export async function decide(invocation: Invocation): Promise<number> {
  const [paper, ...names] = invocation.words.map(({ text }) => text);
  const given = invocation.values.get('query')?.[0];
  const line = given === undefined ? undefined : asTyped(given);
  if (paper === undefined || (names.length === 0 && line === undefined))
    throw new UserError(
      'Say of which papers, by ids or a query: pith-tui decide PAPER ID… --as included, or pith-tui decide PAPER --query QUERY --as excluded.',
    );
  if (names.length > 0 && line !== undefined)
    throw new UserError('Ids and --query exclude each other; give only one of them.');
  const read = placeAsked(invocation);
  const decision = decisionAsked(invocation);
  const marks = marksAsked(invocation);
  if (decision === null && marks.length === 0 && read === null)
    throw new UserError(
      `Say what is decided: --as ${listWords([...STATUSES, 'none'], 'or')}, --tag, --untag, --star, --unstar, --note, --no-note or --read.`,
    );
  checkQuery(line ?? '');
  const library = await libraryFor(invocation);
  const query = queryAsked(library, line ?? '');
  const hub = hubAsked(library, paper, query, line ?? '', true);
  const screening = screeningAsked(library, hub, invocation);
  const works =
    line === undefined ? await worksNamed(library, hub, names) : found(runQuery(library, hub, query, screening));
  if (works.length === 0) {
    await print(['No paper matches; nothing was decided.\n']);
    return EXIT.nothing;
  }
  const changes = [
    ...(decision === null ? [] : deciding(library, screening, works, decision.to)),
    ...works.flatMap((work) => marks.map((change) => change(work))),
    ...(read === null ? [] : placed(library, works, read)),
  ];
  const { changed } = record(library, readerSettings().name, changes);
  const left = changes.length - changed;
  await print([
    `${counted(works.length, 'paper')}${works.length === 1 ? ` (${showId(workLines(library, works)[0]!.id)})` : ''}: ${counted(changed, 'change')} kept${left > 0 ? `, ${countWords(left)} as before` : ''}.\n`,
  ]);
  return EXIT.ok;
}

/** What --as and --reason decide, null in it for clearing; null where nothing is to be decided. */
function decisionAsked({ values }: Invocation): { to: Settled | null } | null {
  const as = values.get('as')?.[0] as Status | 'none' | undefined;
  const reason = words('reason', values.get('reason')?.[0]);
  if (reason !== undefined && as !== 'excluded')
    throw new UserError('--reason says why papers are excluded; give --as excluded with it.');
  if (as === undefined) return null;
  return { to: as === 'none' ? null : { status: as, ...(reason !== undefined && { reason }) } };
}

type ToPaper = (work: WorkNumber) => Change<WorkNumber>;

/** What the flags ask to be changed of each paper beside. */
function marksAsked({ values, switches }: Invocation): ToPaper[] {
  const wanted: ToPaper[] = [];
  const [star, unstar] = [switches.has('star'), switches.has('unstar')];
  if (star && unstar) throw new UserError('--star and --unstar exclude each other; give only one of them.');
  if (star || unstar) wanted.push((work) => ({ kind: 'star', work, to: star || null }));
  for (const name of ['tag', 'untag'] as const)
    for (const given of values.get(name) ?? []) {
      for (const tag of tagsAsked(name, given))
        wanted.push((work) => ({ kind: 'tag', work, tag, to: name === 'tag' || null }));
    }
  const note = values.get('note')?.[0];
  if (note !== undefined && switches.has('no-note'))
    throw new UserError('--note and --no-note exclude each other; give only one of them.');
  if (note !== undefined && note.length > LONGEST_NOTE)
    throw new UserError(
      `A note has room for ${countWords(LONGEST_NOTE)} characters, and this one has ${countWords(note.length)}; shorten it.`,
    );
  if (note !== undefined || switches.has('no-note')) wanted.push((work) => ({ kind: 'note', work, to: note ?? null }));
  return wanted;
}

/** @throws UserError for a tag that cannot be seen, and for one that would be cut */
function tagsAsked(flag: string, given: string): string[] {
  const parts = tagParts(given).map(({ from, to }) => given.slice(from, to));
  return parts
    .filter((part) => parts.length === 1 || part.trim() !== '')
    .flatMap((part) => {
      words(flag, part);
      return tagsIn(part);
    });
}

/** A place on the reading list, from 1 on; `last` for its end, `none` for no place; null where nothing is said. */
function placeAsked({ values }: Invocation): number | 'last' | 'none' | null {
  const given = values.get('read')?.[0];
  if (given === undefined) return null;
  if (given === 'last' || given === 'none') return given;
  if (/^[1-9]\d{0,8}$/u.test(given)) return Number(given);
  throw new UserError(`--read needs a place such as 1, last or none, not ${cut(given, 40)}.`);
}

function placed(library: Library, works: readonly WorkNumber[], place: number | 'last' | 'none'): Change<WorkNumber>[] {
  if (place === 'none') return offReading(works);
  return place === 'last' ? addToReading(library, works) : putAt(library, works, place - 1);
}

function words(flag: string, text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  const clean = cleanWords(text);
  if (clean === '') throw new UserError(`--${flag} needs a word that can be seen.`);
  if (text.trim().length > LONGEST_WORDS)
    throw new UserError(
      `--${flag} has room for ${LONGEST_WORDS} characters, and this has ${countWords(text.trim().length)}; shorten it, or keep it as a note.`,
    );
  return clean;
}

function found(view: View): WorkNumber[] {
  sayForgiven(view);
  return view.works(0, view.total);
}

/** Names that are told when they are not found. */
const MOST_TOLD = 10;

/** The papers with these names, each citing the hub; `-` stands for those on standard input, one a line. */
async function worksNamed(library: Library, hub: WorkNumber, names: readonly string[]): Promise<WorkNumber[]> {
  const given = [...new Set((await Promise.all(names.map((name) => (name === '-' ? fromInput() : [name])))).flat())];
  const columns = columnsOf(library, hub);
  const strange: string[] = [];
  const works = given.flatMap((name) => {
    const work =
      workWithId(library, parseId(name)) ?? (names.includes(name) ? onePaper(library, name, true) : undefined);
    if (work !== undefined && placeOf(columns, work) >= 0) return [work];
    strange.push(name);
    return [];
  });
  if (strange.length === 0) return [...new Set(works)];
  const told = strange.slice(0, MOST_TOLD).map((name) => cut(name, 60));
  const papers = hub === ALL_WORKS ? 'in the library' : 'that cites it here';
  if (given.length === 1)
    throw new UserError(`No paper ${papers} is called ${told[0]}. Nothing was decided.`, EXIT.nothing);
  const more = strange.length > told.length ? ` and ${countWords(strange.length - told.length)} more` : '';
  throw new UserError(
    `${countWords(strange.length)} of ${counted(given.length, 'name')} ${strange.length === 1 ? 'is' : 'are'} of no paper ${papers}: ${told.join(', ')}${more}. Nothing was decided.`,
    EXIT.nothing,
  );
}

/** Ids, one a line; of a line with tabs, as `list --tsv` prints it, the first cell, and not the line of column names. */
async function fromInput(): Promise<string[]> {
  const text = await wholeText(await openInput('-'));
  return text
    .split(/\r?\n/u)
    .filter((line, at) => !(at === 0 && /^id\t/u.test(line)))
    .map((line) => line.split('\t')[0]!.trim())
    .filter((name) => name !== '');
}
