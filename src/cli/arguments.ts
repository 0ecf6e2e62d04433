/** From the words of the command line to a command, its flags and its operands. Nothing is opened or looked up here. */
import { parseArgs } from 'node:util';
import { nearest } from '../query/suggest.js';
import { listWords } from '../text/list-words.js';
import {
  COMMAND_NAMES,
  COMMANDS,
  type Command,
  type CommandName,
  commandNamed,
  type Flag,
  GLOBAL_FLAGS,
} from './commands.js';
import { UserError } from './errors.js';

/** A word that is no flag; `fenced` where it stood behind `--`. */
export interface Word {
  text: string;
  fenced: boolean;
}

export interface Invocation {
  command: Command;
  /** True where the command was named, false where it is the default one. */
  named: boolean;
  words: Word[];
  switches: ReadonlySet<string>;
  values: ReadonlyMap<string, readonly string[]>;
}

const ALL_FLAGS: readonly Flag[] = [...GLOBAL_FLAGS, ...COMMANDS.flatMap((command) => command.flags)];

/** `-cat:cs.CV`, `-(a OR b)`, `-author:van der`, `-"a phrase"`: a negated term of a query, not a flag. */
function isNegatedTerm(argument: string): boolean {
  return /^-[("]*([a-z_]+:|[("]|[^-\s]\S*\s)/iu.test(argument) && !argument.startsWith('--');
}

/**
 * Reads the arguments after the program's name.
 * @throws UserError naming the flag that is wrong, and the nearest right one.
 */
export function readArguments(argv: readonly string[]): Invocation {
  const options: Record<string, { type: 'string' | 'boolean'; short?: string; multiple: true }> = {};
  for (const flag of ALL_FLAGS)
    options[flag.name] = {
      type: flag.value === undefined ? 'boolean' : 'string',
      multiple: true,
      ...(flag.short === undefined ? {} : { short: flag.short }),
    };
  // parseArgs would take a negated term for a row of short flags; it sees a harmless word in its place.
  const fence = argv.indexOf('--');
  const harmless = argv.map((argument, at) =>
    (fence < 0 || at < fence) && isNegatedTerm(argument) ? 'term' : argument,
  );
  const { tokens } = parseArgs({ args: harmless, options, strict: false, allowPositionals: true, tokens: true });

  let command: CommandName | undefined;
  const words: Word[] = [];
  const switches = new Set<string>();
  const values = new Map<string, string[]>();
  const given: { flag: Flag; raw: string }[] = [];
  let fenced = false;
  for (const token of tokens) {
    if (token.kind === 'option-terminator') {
      fenced = true;
      continue;
    }
    if (token.kind === 'positional') {
      const name = COMMAND_NAMES.find((known) => known === token.value);
      if (command === undefined && words.length === 0 && !fenced && name !== undefined) command = name;
      else words.push({ text: argv[token.index]!, fenced });
      continue;
    }
    const flag = ALL_FLAGS.find((known) => known.name === token.name);
    if (flag === undefined) throw unknownFlag(token.rawName, argv[token.index]!);
    given.push({ flag, raw: token.rawName });
    if (flag.value === undefined) {
      if (token.value !== undefined) throw new UserError(`${token.rawName} takes no value; leave ${token.value} out.`);
      switches.add(flag.name);
      continue;
    }
    const value = token.inlineValue === false ? argv[token.index + 1] : token.value;
    const looksLikeFlag = token.inlineValue === false && /^-./u.test(value ?? '');
    if (value === undefined || value === '' || looksLikeFlag)
      throw new UserError(`${token.rawName} needs a value: ${token.rawName} ${flag.value}.`);
    if (flag.choices !== undefined && !flag.choices.includes(value))
      throw new UserError(
        `${token.rawName} can be ${listWords(flag.choices, 'or')}, not ${value}${meant(value, flag.choices)}`,
      );
    const earlier = values.get(flag.name) ?? [];
    if (flag.many === undefined && earlier.length > 0)
      throw new UserError(`${token.rawName} is given twice; give it once.`);
    values.set(flag.name, [...earlier, value]);
  }

  const chosen = commandNamed(command ?? 'open');
  if (switches.has('help') || switches.has('version'))
    return { command: chosen, named: command !== undefined, words, switches, values };
  for (const { flag, raw } of given) {
    if (GLOBAL_FLAGS.includes(flag) || chosen.flags.some((known) => known.name === flag.name)) continue;
    const owners = COMMANDS.filter((other) => other.flags.some((known) => known.name === flag.name)).map(
      ({ name }) => `pith-tui ${name}`,
    );
    throw new UserError(
      `${raw} belongs to ${listWords(owners, 'or')}, not to pith-tui${command === undefined ? '' : ` ${command}`}.`,
    );
  }
  const formats = ['json', 'jsonl', 'tsv'].filter((name) => switches.has(name));
  if (formats.length > 1)
    throw new UserError(`--${formats[0]} and --${formats[1]} exclude each other; give one of them.`);
  if (words.length > 0 && chosen.takes === 'nothing')
    throw new UserError(
      `pith-tui ${chosen.name} takes no ${words[0]!.text}; to open a paper: pith-tui ${words[0]!.text}.`,
    );
  if (words.length === 0 && chosen.takes === 'files')
    throw new UserError(`pith-tui ${chosen.name} needs a file: pith-tui ${chosen.name} ${chosen.usage}.`);
  return { command: chosen, named: command !== undefined, words, switches, values };
}

function unknownFlag(raw: string, argument: string): UserError {
  const dashes = raw.startsWith('--');
  if (!dashes && argument.length > 2)
    return new UserError(
      `There is no flag ${argument}; to leave out papers with that word, put it behind --: pith-tui PAPER -- ${argument}`,
    );
  const names = ALL_FLAGS.map((flag) => flag.name);
  const near = dashes ? nearest(raw.slice(2), names) : names.find((name) => name.startsWith(raw.slice(1)));
  return new UserError(
    `There is no flag ${raw}; ${near === undefined ? 'pith-tui --help lists them.' : `did you mean --${near}?`}`,
  );
}

function meant(word: string, words: readonly string[]): string {
  const near = nearest(word, words);
  return near === undefined ? '.' : `; did you mean ${near}?`;
}

/** The value of a flag that holds a whole number of at least 1. */
export function countFlag(invocation: Invocation, name: string): number | undefined {
  const text = invocation.values.get(name)?.[0];
  if (text === undefined) return undefined;
  if (!/^[1-9]\d{0,14}$/u.test(text)) throw new UserError(`--${name} needs a whole number of at least 1, not ${text}.`);
  return Number(text);
}
