/** One command, from its arguments to its exit code. The code of a command is loaded when it is the one. */
import { existsSync } from 'node:fs';
import { systemReason } from '../files/system-error.js';
import type { Invocation } from './arguments.js';
import { readArguments } from './arguments.js';
import type { CommandName } from './commands.js';
import { EXIT, UserError } from './errors.js';
import { complain, guardStreams, print, ReaderGone } from './output.js';
import { version } from './version.js';

/** A command that is in the table and not here does not compile. */
const COMMANDS: Record<CommandName, () => Promise<(invocation: Invocation) => Promise<number>>> = {
  open: async () => (await import('./commands/open.js')).open,
  tutorial: async () => (await import('./commands/tutorial.js')).tutorial,
  list: async () => (await import('./commands/list.js')).list,
  show: async () => (await import('./commands/show.js')).show,
  cites: async () => (await import('./commands/graph/cites.js')).cites,
  'cited-by': async () => (await import('./commands/graph/cites.js')).citedBy,
  path: async () => (await import('./commands/graph/path.js')).path,
  compare: async () => (await import('./commands/graph/compare.js')).compare,
  export: async () => (await import('./commands/export.js')).exportPapers,
  review: async () => (await import('./commands/review/review.js')).review,
  flow: async () => (await import('./commands/review/flow.js')).flow,
  verify: async () => (await import('./commands/verify.js')).verify,
  hubs: async () => (await import('./commands/hubs.js')).hubs,
  import: async () => (await import('./commands/import.js')).importFiles,
  fetch: async () => (await import('./commands/fetch.js')).fetchPaper,
  update: async () => (await import('./commands/update.js')).update,
  diff: async () => (await import('./commands/diff.js')).diff,
  merge: async () => (await import('./commands/merge.js')).merge,
  split: async () => (await import('./commands/split.js')).split,
  decide: async () => (await import('./commands/decisions/decide.js')).decide,
  queries: async () => (await import('./commands/decisions/queries.js')).queries,
  undo: async () => (await import('./commands/decisions/undo.js')).undoLast,
  redo: async () => (await import('./commands/decisions/undo.js')).redoLast,
  journal: async () => (await import('./commands/decisions/journal.js')).journal,
  replay: async () => (await import('./commands/decisions/replay.js')).replay,
  learn: async () => (await import('./commands/learn/learn.js')).learn,
  correct: async () => (await import('./commands/judging/correct.js')).correct,
  audit: async () => (await import('./commands/judging/audit.js')).audit,
  doctor: async () => (await import('./commands/doctor.js')).doctor,
  config: async () => (await import('./commands/program/config.js')).config,
  completion: async () => (await import('./commands/program/completion.js')).completion,
};

/** Runs the command line (without the program's name) and returns the exit code. Never throws, never prints a stack trace. */
export async function run(argv: readonly string[]): Promise<number> {
  guardStreams();
  let invocation: Invocation | undefined;
  try {
    invocation = readArguments(argv);
    if (invocation.switches.has('help')) {
      const { helpText } = await import('./pages/help.js');
      await print([helpText(invocation.command, invocation.named)]);
      return EXIT.ok;
    }
    if (invocation.switches.has('version')) {
      await print([`${version()}\n`]);
      return EXIT.ok;
    }
    return await (await COMMANDS[invocation.command.name]())(invocation);
  } catch (error) {
    if (error instanceof ReaderGone) return EXIT.ok;
    if (error instanceof UserError) {
      complain(error.message);
      return error.exitCode;
    }
    const isKnown = isForPeople(error) || systemReason(error) !== undefined;
    const told = isKnown || invocation === undefined ? error : await ofLibrary(error, invocation);
    return explain(told, invocation?.command.name === 'doctor' ? (await import('../library/error.js')).ASK_DOCTOR : '');
  }
}

/** An error nobody foresaw, in the library's own sentence where it comes from the file being damaged, full or locked. */
async function ofLibrary(error: unknown, invocation: Invocation): Promise<unknown> {
  try {
    const { damageBehind } = await import('../library/checking/whole.js');
    const { libraryPlace } = await import('./library.js');
    const { file } = libraryPlace(invocation);
    return (existsSync(file) ? damageBehind(error, file) : undefined) ?? error;
  } catch {
    return error;
  }
}

/** @param needless advice that would lead to where it comes from */
function explain(error: unknown, needless: string): number {
  const message = (error instanceof Error ? error.message : String(error)).replace(needless, '');
  const reason = systemReason(error);
  const path = error instanceof Error ? (error as NodeJS.ErrnoException).path : undefined;
  // Sentences of the layers below are for people as they are.
  if (isForPeople(error)) complain(message);
  else if (reason !== undefined) complain(`${path === undefined ? 'The system refused' : path}: ${reason}.`);
  else
    complain(
      `Something went wrong inside the program (${message.split('\n')[0]}); please report it with this command and pith-tui ${version()}, Node ${process.versions.node}.`,
    );
  return EXIT.trouble;
}

const FOR_PEOPLE = new Set(['LibraryError', 'SourceError', 'FetchError']);

function isForPeople(error: unknown): error is Error {
  return error instanceof Error && FOR_PEOPLE.has(error.name);
}
