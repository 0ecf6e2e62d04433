/** `pith-tui decide`: what the reader decides of citing papers, for scripts and for many papers at once. */
import {
  type Change,
  cleanWords,
  LONGEST_NOTE,
  type Screening,
  STATUSES,
  type Status,
} from '../../../hub/decisions/decision.js';
import { parseId } from '../../../hub/ids/identifier.js';
import { countWords } from '../../../hub/share.js';
import { record } from '../../../library/decisions/journal.js';
import { columnsOf, placeOf } from '../../../library/derived/columns.js';
import type { Library } from '../../../library/library.js';
import { ALL_WORKS, type View, type WorkNumber } from '../../../library/model.js';
import { runQuery } from '../../../library/search/view.js';
import { workWithId } from '../../../library/works/ids.js';
import { openInput, wholeText } from '../../../sources/input.js';
import { listWords } from '../../../text/list-words.js';
import type { Invocation } from '../../arguments.js';
import { EXIT, UserError } from '../../errors.js';
import { libraryFor } from '../../library.js';
import { counted, print } from '../../output.js';
import { checkQuery, hubAsked, onePaper, queryAsked, sayForgiven } from '../../paper.js';
import { cut } from '../../plain.js';
import { readerSettings } from '../../settings.js';
import { screeningAsked } from './decided.js';

export async function decide(invocation: Invocation): Promise<number> {
  const [paper, ...names] = invocation.words.map(({ text }) => text);
  const line = invocation.values.get('query')?.[0];
  if (paper === undefined || (names.length === 0 && line === undefined))
    throw new UserError(
      'Say of which papers, by ids or a query: pith-tui decide PAPER ID… --as included, or pith-tui decide PAPER --query QUERY --as excluded.',
    );
  if (names.length > 0 && line !== undefined)
    throw new UserError('Ids and --query exclude each other; give only one of them.');
  const wanted = wantedOf(invocation);
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
  const changes = works.flatMap((work) => wanted.map((change) => change(work, screening)));
  const { changed } = record(library, readerSettings().name, changes);
  const left = changes.length - changed;
  await print([
    `${counted(works.length, 'paper')}: ${counted(changed, 'change')} kept${left > 0 ? `, ${countWords(left)} as before` : ''}.\n`,
  ]);
  return EXIT.ok;
}

type ToPaper = (work: WorkNumber, screening: Screening) => Change<WorkNumber>;

/** What the flags ask to be changed of each paper. */
function wantedOf({ values, switches }: Invocation): ToPaper[] {
  const wanted: ToPaper[] = [];
  const as = values.get('as')?.[0] as Status | 'none' | undefined;
  const reason = words('reason', values.get('reason')?.[0]);
  if (reason !== undefined && as !== 'excluded')
    throw new UserError('--reason says why papers are excluded; give --as excluded with it.');
  if (as !== undefined) {
    const to = as === 'none' ? null : { status: as, ...(reason !== undefined && { reason }) };
    wanted.push((work, screening) => ({ kind: 'decide', screening, work, to }));
  }
  const [star, unstar] = [switches.has('star'), switches.has('unstar')];
  if (star && unstar) throw new UserError('--star and --unstar exclude each other; give only one of them.');
  if (star || unstar) wanted.push((work) => ({ kind: 'star', work, to: star || null }));
  for (const name of ['tag', 'untag'] as const)
    for (const given of values.get(name) ?? []) {
      const tag = words(name, given)!;
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
  if (wanted.length === 0)
    throw new UserError(
      `Say what is decided: --as ${listWords([...STATUSES, 'none'], 'or')}, --tag, --untag, --star, --unstar, --note or --no-note.`,
    );
  return wanted;
}

function words(flag: string, text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  const clean = cleanWords(text);
  if (clean === '') throw new UserError(`--${flag} needs a word that can be seen.`);
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
  const more = strange.length > told.length ? ` and ${countWords(strange.length - told.length)} more` : '';
  throw new UserError(
    `${countWords(strange.length)} of ${counted(given.length, 'name')} ${strange.length === 1 ? 'is' : 'are'} of no paper ${hub === ALL_WORKS ? 'in the library' : 'that cites it here'}: ${told.join(', ')}${more}. Nothing was decided.`,
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
