/**
 * What is the same each time it is printed: the version, the pages of help, the scripts of completion. A build writes them into
 * files (build.mjs), so that printing one loads nothing else (main.ts); a program without these files makes them.
 */
import { COMMANDS, commandNamed } from '../commands.js';
import { completionScript, SHELLS } from './completion.js';
import { helpText } from './help.js';

export { manPage } from './man.js';

/** Each text by the name of its file: what the command line says, without dashes before it and with one between words. */
export function pages(version: string): Map<string, string> {
  const texts: [string, string][] = [
    ['version', `${version}\n`],
    ['help', helpText(commandNamed('open'), false)],
    ...COMMANDS.map((command): [string, string] => [`help-${command.name}`, helpText(command, true)]),
    ...SHELLS.map((shell): [string, string] => [`completion-${shell}`, completionScript(shell)]),
  ];
  return new Map(texts);
}
