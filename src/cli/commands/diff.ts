/** `pith-tui diff`: what readings of the services' lists since a day brought: new, gone and changed citing papers. */
import { isDate } from '../../hub/date.js';
import { showId } from '../../hub/ids/identifier.js';
import type { Id } from '../../hub/record.js';
import { counted, sourceTitle } from '../../hub/share.js';
import { changeWords, type HubChanges, hubChanges } from '../../library/history/changes.js';
import type { Library } from '../../library/library.js';
import type { WorkLine, WorkNumber } from '../../library/model.js';
import { hubHead } from '../../library/read/hubs.js';
import { rows, workLines } from '../../library/read/rows.js';
import { DAY } from '../../query/fields.js';
import { width } from '../../text/width.js';
import type { Invocation } from '../arguments.js';
import { EXIT, UserError } from '../errors.js';
import { libraryFor } from '../library.js';
import { print, say } from '../output.js';
import { onePaper, requiredPaper, workLine } from '../paper.js';
import { cut, cutWidth } from '../plain.js';
import { jsonRow, jsonWork } from '../row-format.js';

export async function diff(invocation: Invocation): Promise<number> {
  const { paper, query } = requiredPaper(invocation);
  if (query !== '') throw new UserError(`pith-tui diff takes no query; leave ${cut(query, 60)} out.`);
  const since = sinceDay(invocation.values.get('since')?.[0]);
  const library = await libraryFor(invocation);
  const hub = onePaper(library, paper, invocation.named);
  const { id, title } = hubHead(library, hub);
  const changes = hubChanges(library, id, since);
  if (invocation.switches.has('json'))
    await print([`${JSON.stringify(jsonChanges(library, hub, changes), null, 2)}\n`]);
  else await print(changeLines(library, id, changes, `since ${since}`));
  if (changes.readings === 0) {
    say(
      `pith-tui: No list of papers citing "${cut(title, 80)}" has been fetched a second time since ${since}; to do so: pith-tui update ${showId(id)}`,
    );
    return EXIT.nothing;
  }
  return isNothing(changes) ? EXIT.nothing : EXIT.ok;
}

function sinceDay(text: string | undefined): string {
  if (text === undefined) throw new UserError('Say since when: pith-tui diff PAPER --since YYYY-MM-DD.');
  if (!isDate(text)) throw new UserError(`--since needs ${DAY}, not ${cut(text, 40)}.`);
  return text;
}

function isNothing({ fresh, gone, changed }: HubChanges): boolean {
  return fresh.length + gone.length + changed.length === 0;
}

function jsonChanges(library: Library, hub: WorkNumber, { fresh, gone, changed }: HubChanges): unknown {
  const line = (work: WorkNumber): unknown => jsonWork(workLines(library, [work])[0]!);
  return {
    new: rows(library, hub, fresh).map(jsonRow),
    gone: gone.map(({ work, services }) => ({ paper: line(work), services })),
    changed: changed.map(({ work, field, before, after }) => ({
      paper: line(work),
      field,
      before: before === '' ? null : before,
      after: after === '' ? null : after,
    })),
  };
}

/**
 * What changed for people: a line of figures, then a line a paper.
 * @param most lines of each kind; the rest is counted
 */
export function* changeLines(
  library: Library,
  hub: Id,
  { fresh, gone, changed }: HubChanges,
  when: string,
  most = Number.POSITIVE_INFINITY,
): Generator<string> {
  yield `${showId(hub)} ${when}: ${fresh.length} new, ${gone.length} gone, ${changed.length} changed\n`;
  // Only a terminal breaks a line that is too long.
  const wide = cutWidth();
  const line = (mark: string, id: WorkNumber, said = ''): string => {
    const work = workLines(library, [id])[0] as WorkLine;
    return `  ${mark} ${workLine(work, wide - 4 - width(said))}${said}`;
  };
  const lines: [string, readonly string[]][] = [
    ['new', fresh.slice(0, most).map((work) => line('+', work))],
    [
      'gone',
      gone
        .slice(0, most)
        .map(({ work, services }) =>
          line('-', work, `: no longer listed by ${services.map(sourceTitle).join(' and ')}`),
        ),
    ],
    [
      'changed',
      changed
        .slice(0, most)
        .map((change) => line('~', change.work, `: ${changeWords(change, (label) => cut(label, 40))}`)),
    ],
  ];
  const counts: Record<string, number> = { new: fresh.length, gone: gone.length, changed: changed.length };
  for (const [kind, said] of lines) {
    for (const each of said) yield `${each}\n`;
    const more = counts[kind]! - said.length;
    if (more > 0) yield `  … and ${counted(more, `more ${kind} paper`)}\n`;
  }
}
