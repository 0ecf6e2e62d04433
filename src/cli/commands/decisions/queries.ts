/** `pith-tui queries`: saved queries, what each brings, and what is new in it since it was opened on the screen. */
import { countWords } from '../../../hub/share.js';
import { record } from '../../../library/decisions/journal.js';
import {
  queriesInOrder,
  queryName,
  queryToSave,
  savedQueries,
  whyNoQueryName,
} from '../../../library/decisions/lists.js';
import type { Library } from '../../../library/library.js';
import type { WorkNumber } from '../../../library/model.js';
import { misspelt, whyUnanswerable } from '../../../library/search/answerable.js';
import { runQuery } from '../../../library/search/view.js';
import { namesOf } from '../../../library/works/ids.js';
import { parseQuery } from '../../../query/parse.js';
import { printQuery } from '../../../query/print.js';
import { nameMeant, nameTyped } from '../../../query/saved-names.js';
import { displayText, width } from '../../../text/width.js';
import { fileMark } from '../../../tui/resume/file-mark.js';
import { lookAt, newSince } from '../../../tui/resume/looks.js';
import { EVERY_WORK, type SavedLook } from '../../../tui/resume/saved.js';
import { openStateFile } from '../../../tui/resume/state-file.js';
import type { Invocation } from '../../arguments.js';
import { EXIT, UserError } from '../../errors.js';
import { stateFolder } from '../../folders.js';
import { libraryFor } from '../../library.js';
import { EVERYTHING, paperAndQuery } from '../../operands.js';
import { print, say } from '../../output.js';
import { hubAsked, queryAsked, wellSpelt } from '../../paper.js';
import { cut } from '../../plain.js';
import { readerSettings } from '../../settings.js';

interface Line {
  key: number | null;
  name: string;
  query: string;
  /** Papers that match; null where no paper is named, or the query has no answer over it. */
  matching: number | null;
  /** Of these, how many did not match when it was opened last; null where it never was. */
  new: number | null;
  /** Why it has no answer here; null where it has one, or nothing says that it has none. */
  problem: string | null;
}

export async function queries(invocation: Invocation): Promise<number> {
  const { values, words } = invocation;
  const [name, gone] = [values.get('save')?.[0], values.get('remove')?.[0]];
  if (name !== undefined && gone !== undefined)
    throw new UserError('--save and --remove exclude each other; give only one of them.');
  const library = await libraryFor(invocation);
  if (name !== undefined) {
    const { query } = paperAndQuery([{ text: EVERYTHING, fenced: false }, ...words]);
    const asked = queryAsked(library, query);
    wellSpelt(library, asked, query);
    return save(library, name, printQuery(asked));
  }
  if (gone !== undefined) return remove(library, gone);
  const [paper, ...more] = words;
  if (more.length > 0)
    throw new UserError('Say one paper: pith-tui queries PAPER; put a title of several words in quotes.');
  const hub =
    paper === undefined ? null : hubAsked(library, paper.text, { where: null, sort: null }, '', invocation.named);
  const lines = linesOf(library, hub);
  if (invocation.switches.has('json')) await print([`${JSON.stringify(lines, null, 2)}\n`]);
  else await print(plain(lines));
  if (lines.length > 0) return EXIT.ok;
  say('pith-tui: No query is saved; @ on the screen saves one, and so does pith-tui queries --save NAME QUERY.');
  return EXIT.nothing;
}

async function save(library: Library, text: string, line: string): Promise<number> {
  if (line === '')
    throw new UserError("Say what is to be saved: pith-tui queries --save NAME 'role:method year:2022'.");
  const problem = whyNoQueryName(text);
  if (problem !== null) throw new UserError(problem);
  const name = queryName(text);
  const { to, before } = queryToSave(library, name, line);
  record(library, readerSettings().name, [{ kind: 'query', name, to }]);
  const key = to.key === undefined ? '' : `, on the number ${to.key}`;
  const replaced = before === null ? [] : [`It replaces what was saved under that name: ${displayText(before)}\n`];
  await print([`Saved as ${nameTyped(displayText(name))}${key}: ${displayText(line)}\n`, ...replaced]);
  return EXIT.ok;
}

async function remove(library: Library, text: string): Promise<number> {
  const typed = queryName(text);
  const name = nameMeant(savedQueries(library).keys(), typed) ?? typed;
  const { step } = record(library, readerSettings().name, [{ kind: 'query', name, to: null }]);
  if (step === null) throw new UserError(`No query is saved as ${cut(name, 100)}.`, EXIT.nothing);
  await print([`Removed ${nameTyped(displayText(name))}; pith-tui undo brings it back.\n`]);
  return EXIT.ok;
}

function linesOf(library: Library, hub: WorkNumber | null): Line[] {
  const looks = hub === null ? [] : (openStateFile(stateFolder(), library.file).saved?.looks ?? []);
  const place: Pick<SavedLook, 'hub' | 'file'> = {
    hub: hub === null ? '' : hub === 0 ? EVERY_WORK : (namesOf(library, [hub])[0] ?? ''),
    file: fileMark(library.file),
  };
  return queriesInOrder(library).map(({ name, line, key }) => {
    const parsed = parseQuery(line);
    const problem = parsed.ok
      ? (hub === null ? misspelt(library, parsed.query) : whyUnanswerable(library, hub, parsed.query))?.message
      : parsed.error.message;
    const view = hub !== null && parsed.ok && problem === undefined ? runQuery(library, hub, parsed.query) : null;
    return {
      key: key ?? null,
      name,
      query: line,
      matching: view?.total ?? null,
      new: view === null ? null : newSince(lookAt(looks, { ...place, name }), view),
      problem: problem ?? null,
    };
  });
}

function* plain(lines: readonly Line[]): Generator<string> {
  const wide = Math.max(0, ...lines.map(({ name }) => width(nameTyped(displayText(name)))));
  const counts = lines.map(({ matching }) => (matching === null ? '' : countWords(matching)));
  const news = lines.map((line) => (line.new === null || line.new === 0 ? '' : `+${countWords(line.new)}`));
  const [countWide, newWide] = [counts, news].map((all) => Math.max(0, ...all.map((text) => text.length)));
  for (const [at, { key, name, query, problem }] of lines.entries()) {
    const shown = nameTyped(displayText(name));
    const parts = [
      key ?? '-',
      `${shown}${' '.repeat(wide - width(shown))}`,
      ...(countWide === 0 ? [] : [counts[at]!.padStart(countWide!)]),
      ...(newWide === 0 ? [] : [news[at]!.padStart(newWide!)]),
      displayText(query),
      ...(problem === null ? [] : [`(no answer: ${displayText(problem)})`]),
    ];
    yield `${parts.join('  ')}\n`;
  }
}
