/** The manual page, made from the table of commands; npm puts it where `man pith-tui` finds it. */
import { FIELDS, SYNTAX } from '../../query/fields.js';
import { AIMS, COMMANDS, commandNamed, type Flag, GLOBAL_FLAGS } from '../commands.js';

/**
 * Text as roff has it: a backslash, a hyphen and what makes a line a request stand for themselves (groff_man(7), groff_char(7)).
 */
function plain(text: string): string {
  return text
    .replaceAll('\\', '\\e')
    .replaceAll('-', '\\-')
    .replaceAll("'", '\\(aq')
    .replace(/^\./u, '\\&.')
    .replace(/[^\0-\x7f]/gu, (sign) => `\\[u${sign.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}]`);
}

const bold = (text: string): string => `\\fB${plain(text)}\\fR`;

/** A term with what it means below it, indented. */
const entry = (term: string, meaning: string): string[] => ['.TP', bold(term), plain(meaning)];

function flagEntry({ short, name, value, help }: Flag): string[] {
  const spelt = `${short === undefined ? '' : `-${short}, `}--${name}${value === undefined ? '' : ` ${value}`}`;
  return entry(spelt, help);
}

const paragraphs = (texts: readonly string[]): string[] => texts.flatMap((text) => ['.PP', plain(text)]);

/** @param version of the program, as it stands at the foot of the page */
export function manPage(version: string): string {
  const program = commandNamed('open');
  const commands = Object.entries(AIMS).flatMap(([aim, heading]) => [
    `.SS ${plain(heading)}`,
    ...COMMANDS.filter((command) => command.aim === aim).flatMap(({ name, usage, summary, flags, notes, examples }) => [
      ...entry(`${name} ${usage}`.trimEnd(), `${summary[0]!.toUpperCase()}${summary.slice(1)}.`),
      // What `open` has is that of the program, below.
      ...(name === 'open'
        ? []
        : ['.RS', ...flags.flatMap(flagEntry), ...paragraphs(notes.filter((note) => !program.notes.includes(note)))]),
      ...(name === 'open' ? [] : ['.PP', ...examples.flatMap((example) => [bold(example), '.br']), '.RE']),
    ]),
  ]);
  return `${[
    `.TH PITH\\-TUI 1 "" "pith\\-tui ${plain(version)}" "User Commands"`,
    '.nh',
    '.ad l',
    '.SH NAME',
    'pith\\-tui \\- who cites a paper, in which role, how novel and with what verdict',
    '.SH SYNOPSIS',
    `.B pith\\-tui ${plain(program.usage)}`,
    '.br',
    '.B pith\\-tui COMMAND ...',
    '.SH DESCRIPTION',
    ...program.notes.flatMap((note) => [plain(note), '.PP']),
    '.SH OPTIONS',
    ...[...program.flags, ...GLOBAL_FLAGS].flatMap(flagEntry),
    '.SH COMMANDS',
    ...commands,
    '.SH QUERIES',
    ...[...SYNTAX, ...FIELDS].flatMap(({ example, help }) => entry(example, help)),
    '.SH EXAMPLES',
    ...program.examples.flatMap((example) => [bold(example), '.br']),
  ].join('\n')}\n`;
}
