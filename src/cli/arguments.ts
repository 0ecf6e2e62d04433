/** From the words of the command line to a command, its flags and its operands. Nothing is opened or looked up here. */
import { parseArgs } from 'node:util';
import { HYPHENATED_FIELDS } from '../query/spelling.js';
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
  type Switch,
  type ValueFlag,
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
  switches: ReadonlySet<Switch>;
  values: ReadonlyMap<ValueFlag, readonly string[]>;
}

/** What stands on the command line, before it is known whether the command takes it. */
interface Given {
  command: CommandName | undefined;
  words: Word[];
  switches: Set<Switch>;
  values: Map<ValueFlag, string[]>;
  /** The flags in their order, as they were written. */
  flags: { flag: Flag; raw: string }[];
}

const ALL_FLAGS: readonly Flag[] = [...GLOBAL_FLAGS, ...COMMANDS.flatMap((command) => command.flags)];

/**
 * Reads the arguments after the program's name.
 * @throws UserError naming the flag that is wrong, and the nearest right one.
 */
export function readArguments(argv: readonly string[]): Invocation {
  const asked = asFlag(argv);
  if (asked !== null) return readArguments(asked);
  const { command, words, switches, values, flags } = read(argv);
  const chosen = commandNamed(command ?? 'open');
  const invocation = { command: chosen, named: command !== undefined, words, switches, values };
  if (switches.has('help') || switches.has('version')) return invocation;
  checkFlags(invocation, flags);
  checkWords(chosen, words);
  return invocation;
}

/** `help`, `help help`, `help COMMAND` and `version` as `--help`, `COMMAND --help` and `--version`; null where neither is meant. */
function asFlag([first, ...rest]: readonly string[]): string[] | null {
  if (first === 'version' && rest.length === 0) return ['--version'];
  if (first !== 'help') return null;
  const [word, ...more] = rest;
  if (word === undefined || (word === 'help' && more.length === 0)) return ['--help'];
  const isCommand = COMMAND_NAMES.some((known) => known === word);
  if (isCommand && more.length > 0)
    throw new UserError(`pith-tui help takes one command: pith-tui help ${word}; leave ${more.join(' ')} out.`);
  if (isCommand) return [word, '--help'];
  if (word.startsWith('-') || more.length > 0) return null;
  throw new UserError(`There is no command ${word}${meant(word, COMMAND_NAMES)}`);
}

/** Whether a flag, with a value or without, was given. */
export function isGiven({ switches, values }: Pick<Invocation, 'switches' | 'values'>, flag: Flag['name']): boolean {
  return (switches as ReadonlySet<string>).has(flag) || (values as ReadonlyMap<string, unknown>).has(flag);
}

/** The value of a flag that holds a whole number of at least 1. */
export function countFlag(invocation: Pick<Invocation, 'values'>, name: ValueFlag): number | undefined {
  const text = invocation.values.get(name)?.[0];
  if (text === undefined) return undefined;
  if (/^[1-9]\d{15,}$/u.test(text)) throw new UserError(`--${name} takes a number of at most 15 digits, not ${text}.`);
  if (!/^[1-9]\d*$/u.test(text)) throw new UserError(`--${name} needs a whole number of at least 1, not ${text}.`);
  return Number(text);
}

const NEGATED = new RegExp(`^-[("]*((?:${HYPHENATED_FIELDS}|[a-z_]+):|[("]|[^-\\s]\\S*\\s)`, 'iu');

/** `-cat:cs.CV`, `-(a OR b)`, `-author:van der`, `-"a phrase"`: a negated term of a query, not a flag. */
function isNegatedTerm(argument: string): boolean {
  return /^-[^-]/u.test(argument) && NEGATED.test(argument);
}

type Token = NonNullable<ReturnType<typeof parseArgs>['tokens']>[number];

function tokensOf(argv: readonly string[]): Token[] {
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
  return parseArgs({ args: harmless, options, strict: false, allowPositionals: true, tokens: true }).tokens;
}

function read(argv: readonly string[]): Given {
  const given: Given = { command: undefined, words: [], switches: new Set(), values: new Map(), flags: [] };
  let fenced = false;
  for (const token of tokensOf(argv)) {
    if (token.kind === 'option-terminator') fenced = true;
    else if (token.kind === 'option') readFlag(given, token, argv);
    else {
      const name = COMMAND_NAMES.find((known) => known === token.value);
      if (given.command === undefined && given.words.length === 0 && !fenced && name !== undefined)
        given.command = name;
      else given.words.push({ text: argv[token.index]!, fenced });
    }
  }
  return given;
}

function readFlag(given: Given, token: Token & { kind: 'option' }, argv: readonly string[]): void {
  const { rawName: raw } = token;
  const flag = ALL_FLAGS.find((known) => known.name === token.name);
  if (flag === undefined) throw unknownFlag(raw, argv[token.index]!);
  given.flags.push({ flag, raw });
  if (flag.value === undefined) {
    if (token.value !== undefined) throw new UserError(`${raw} takes no value; leave ${token.value} out.`);
    given.switches.add(flag.name as Switch);
    return;
  }
  const value = token.inlineValue === false ? argv[token.index + 1] : token.value;
  // No flag begins with a digit: -1 is a number, if a wrong one.
  const looksLikeFlag = token.inlineValue === false && /^-\D/u.test(value ?? '');
  if (value === undefined || value === '' || looksLikeFlag)
    throw new UserError(`${raw} needs a value: ${raw} ${flag.value}.`);
  const name = flag.name as ValueFlag;
  const earlier = given.values.get(name) ?? [];
  if (flag.many === undefined && earlier.length > 0) throw new UserError(`${raw} is given twice; give it once.`);
  given.values.set(name, [...earlier, value]);
}

/** @throws UserError for a flag of another command, and for two that exclude each other */
function checkFlags({ command, named, switches, values }: Invocation, flags: Given['flags']): void {
  for (const { flag, raw } of flags) {
    // A flag of one name may have other choices in another command.
    const own = [...GLOBAL_FLAGS, ...command.flags].find(({ name }) => name === flag.name);
    if (own !== undefined) {
      checkChoice(own, raw, values);
      continue;
    }
    const owners = COMMANDS.filter((other) => other.flags.some(({ name }) => name === flag.name)).map(
      ({ name }) => `pith-tui ${name}`,
    );
    throw new UserError(
      `${raw} belongs to ${listWords(owners, 'or')}, not to pith-tui${named ? ` ${command.name}` : ''}.`,
    );
  }
  const formats = (['json', 'jsonl', 'tsv'] as const).filter((name) => switches.has(name));
  if (formats.length > 1)
    throw new UserError(`--${formats[0]} and --${formats[1]} exclude each other; give only one of them.`);
}

/** @throws UserError for a value that is none of those a flag can have */
function checkChoice({ name, choices }: Flag, raw: string, values: Invocation['values']): void {
  for (const value of values.get(name as ValueFlag) ?? [])
    if (choices !== undefined && !choices.includes(value))
      throw new UserError(`${raw} can be ${listWords(choices, 'or')}, not ${value}${meant(value, choices)}`);
}

/** @throws UserError for a word where a command takes none, and for none where it needs one */
function checkWords({ name, takes, usage }: Command, words: readonly Word[]): void {
  if (words.length > 0 && takes === 'nothing')
    throw new UserError(`pith-tui ${name} takes no ${words[0]!.text}; to open a paper: pith-tui ${words[0]!.text}`);
  if (words.length === 0 && takes === 'files')
    throw new UserError(`pith-tui ${name} needs a file: pith-tui ${name} ${usage}`);
}

function unknownFlag(raw: string, argument: string): UserError {
  const dashes = raw.startsWith('--');
  if (!dashes && argument.length > 2)
    return new UserError(
      `There is no flag ${argument}; to leave out papers with that word, put it after --: pith-tui PAPER -- ${argument}`,
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
