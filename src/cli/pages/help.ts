/** The help pages, made from the table of commands. */
import meow from 'meow';
import { FIELDS, SYNTAX } from '../../query/fields.js';
import { AIMS, COMMANDS, type Command, type Flag, GLOBAL_FLAGS } from '../commands.js';
import { version } from '../version.js';

const WIDTH = 80;

function wrap(text: string, indent: number): string {
  const lines = [''];
  for (const word of text.split(' ')) {
    const line = lines.at(-1)!;
    if (line !== '' && line.length + 1 + word.length > WIDTH - indent) lines.push(word);
    else lines[lines.length - 1] = line === '' ? word : `${line} ${word}`;
  }
  return lines.join(`\n${' '.repeat(indent)}`);
}

function table(rows: readonly (readonly [string, string])[]): string[] {
  const first = Math.max(...rows.map(([left]) => left.length)) + 4;
  return rows.map(([left, right]) => `  ${left.padEnd(first - 2)}${wrap(right, first)}`);
}

function flagRows(flags: readonly Flag[]): [string, string][] {
  return flags.map((flag) => [
    `${flag.short === undefined ? '' : `-${flag.short}, `}--${flag.name}${flag.value === undefined ? '' : ` ${flag.value}`}`,
    flag.help,
  ]);
}

function usageLine(command: Command, named: boolean): string {
  return `pith-tui${named ? ` ${command.name}` : ''} ${command.usage}`.trimEnd();
}

/** All commands by what one wants to do with them, each in a line or two. */
function commandLines(): string[] {
  // One table, so that the summaries stand below each other under all headings.
  const rows = table(COMMANDS.map(({ name, summary }) => [name, summary] as const));
  return Object.entries(AIMS).flatMap(([aim, heading]) => [
    '',
    heading,
    ...rows.filter((_, at) => COMMANDS[at]!.aim === aim),
  ]);
}

/** The help of one command, or, without one, of the program. */
export function helpText(command: Command, named: boolean): string {
  const lines = ['Usage', `  $ ${usageLine(command, named)}`];
  if (!named) lines.push('  $ pith-tui COMMAND …', '  $ pith-tui help COMMAND', ...commandLines());
  lines.push('', 'Flags', ...table(flagRows([...command.flags, ...GLOBAL_FLAGS])));
  if (command.takes.startsWith('paper and query'))
    lines.push('', 'Query', ...table([...SYNTAX, ...FIELDS].map(({ example, help }) => [example, help])));
  for (const note of command.notes) lines.push('', wrap(note, 0));
  lines.push('', 'Examples', ...command.examples.map((example) => `  $ ${example}`));
  const page = meow(lines.join('\n'), {
    importMeta: import.meta,
    argv: [],
    pkg: { name: 'pith-tui', version: version() },
    description: wrap(
      named
        ? `${command.summary[0]!.toUpperCase()}${command.summary.slice(1)}.`
        : 'Who cites this paper, in which role, how novel and with what verdict.',
      0,
    ),
    helpIndent: 0,
    autoHelp: false,
    autoVersion: false,
  });
  return `${page.help.trim()}\n`;
}
