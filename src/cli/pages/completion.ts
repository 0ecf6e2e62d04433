/** Completion of the command line by shells, made from the table of commands. */
import { COMMANDS, type Command, type Flag, GLOBAL_FLAGS, OWN_PLACES } from '../commands.js';

export const SHELLS = ['bash', 'zsh', 'fish'] as const;
export type Shell = (typeof SHELLS)[number];

/** The script that a shell reads. */
export function completionScript(shell: Shell): string {
  return { bash, zsh, fish }[shell]();
}

const flagsOf = (command: Command): readonly Flag[] => [...command.flags, ...GLOBAL_FLAGS];
const spellings = ({ name, short }: Flag): string[] => [`--${name}`, ...(short === undefined ? [] : [`-${short}`])];

/** Whether what stands for a flag's value is a file or a folder. */
function takesFile({ value = '' }: Flag): boolean {
  return value === 'FILE' || value === 'TABLE';
}

/** Words that a command takes beside flags; undefined where they are papers and queries, which no shell knows. */
function wordsOf({ name, takes, flags }: Command): readonly string[] | 'files' | undefined {
  if (name === 'completion') return SHELLS;
  if (name === 'config') return ['path', ...OWN_PLACES];
  return takes === 'files' || flags.some(({ name: flag }) => flag === 'from') ? 'files' : undefined;
}

/** Each flag with a value once, whatever commands have it. */
function valued(): Flag[] {
  const flags = [...GLOBAL_FLAGS, ...COMMANDS.flatMap(({ flags }) => flags)].filter(({ value }) => value !== undefined);
  return [...new Map(flags.map((flag) => [flag.name, flag])).values()];
}

function bash(): string {
  const values = valued().map((flag) => {
    const words = flag.choices !== undefined ? `-W '${flag.choices.join(' ')}'` : takesFile(flag) ? '-f' : undefined;
    return `    ${spellings(flag).join('|')}) ${words === undefined ? '' : `COMPREPLY=($(compgen ${words} -- "$cur")); `}return ;;`;
  });
  const commands = COMMANDS.map((command) => {
    const words = wordsOf(command);
    const others = words === 'files' ? '; files=-f' : words === undefined ? '' : `; words='${words.join(' ')}'`;
    return `    ${command.name}) flags='${flagsOf(command).flatMap(spellings).join(' ')}'${others} ;;`;
  });
  return `# pith-tui for bash: source <(pith-tui completion bash)
_pith_tui() {
  local cur=\${COMP_WORDS[COMP_CWORD]} prev=\${COMP_WORDS[COMP_CWORD-1]} command=\${COMP_WORDS[1]} flags words files
  COMPREPLY=()
  case $prev in
${values.join('\n')}
  esac
  if ((COMP_CWORD == 1)) && [[ $cur != -* ]]; then
    COMPREPLY=($(compgen -W '${COMMANDS.map(({ name }) => name).join(' ')}' -- "$cur"))
    return
  fi
  case $command in
${commands.join('\n')}
    *) flags='${flagsOf(COMMANDS[0]!).flatMap(spellings).join(' ')}' ;;
  esac
  if [[ $cur == -* ]]; then COMPREPLY=($(compgen -W "$flags" -- "$cur"))
  elif [[ -n $words || -n $files ]]; then COMPREPLY=($(compgen $files -W "$words" -- "$cur"))
  fi
}
complete -o filenames -F _pith_tui pith-tui
`;
}

/** A text inside '…' of zsh and its brackets. */
function inZsh(text: string): string {
  return text.replaceAll("'", "'\\''").replace(/[[\]:]/gu, '\\$&');
}

function zsh(): string {
  const argument = (flag: Flag): string[] =>
    spellings(flag).map((spelling) => {
      const many = flag.many ? '*' : '';
      const action = flag.choices !== undefined ? `(${flag.choices.join(' ')})` : takesFile(flag) ? '_files' : ' ';
      const value = flag.value === undefined ? '' : `:${inZsh(flag.value)}:${action}`;
      return `'${many}${spelling}[${inZsh(flag.help)}]${value}'`;
    });
  const commands = COMMANDS.map((command) => {
    const words = wordsOf(command);
    const rest =
      words === 'files' ? " '*:file:_files'" : words === undefined ? " '*: : '" : ` '*:word:(${words.join(' ')})'`;
    return `    ${command.name}) _arguments ${flagsOf(command).flatMap(argument).join(' ')}${rest} ;;`;
  });
  return `#compdef pith-tui
# pith-tui for zsh: source <(pith-tui completion zsh), or as _pith-tui in a folder of $fpath
_pith_tui() {
  if ((CURRENT == 2)) && [[ $words[2] != -* ]]; then
    local -a commands=(
${COMMANDS.map(({ name, summary }) => `      '${name}:${inZsh(summary)}'`).join('\n')}
    )
    _describe command commands
    return
  fi
  local command=$words[2]
  shift words
  ((CURRENT--))
  case $command in
${commands.join('\n')}
    *) _arguments ${flagsOf(COMMANDS[0]!).flatMap(argument).join(' ')} '*: : ' ;;
  esac
}
compdef _pith_tui pith-tui
`;
}

function inFish(text: string): string {
  return `'${text.replace(/['\\]/gu, '\\$&')}'`;
}

function fish(): string {
  const flag = (of: string, { name, short, value, choices, help, ...rest }: Flag): string => {
    const from =
      choices !== undefined
        ? ` -x -a ${inFish(choices.join(' '))}`
        : value === undefined
          ? ''
          : takesFile({ name, help, value, ...rest })
            ? ' -r -F'
            : ' -x';
    return `complete -c pith-tui${of}${short === undefined ? '' : ` -s ${short}`} -l ${name}${from} -d ${inFish(help)}`;
  };
  const lines = COMMANDS.flatMap((command) => {
    const of = ` -n '__fish_seen_subcommand_from ${command.name}'`;
    const words = wordsOf(command);
    return [
      `complete -c pith-tui -n __fish_use_subcommand -a ${command.name} -d ${inFish(command.summary)}`,
      ...command.flags.map((one) => flag(of, one)),
      ...(words === 'files'
        ? [`complete -c pith-tui${of} -F`]
        : words === undefined
          ? []
          : [`complete -c pith-tui${of} -a ${inFish(words.join(' '))}`]),
    ];
  });
  return `# pith-tui for fish: pith-tui completion fish | source
complete -c pith-tui -f
${[...GLOBAL_FLAGS.map((one) => flag('', one)), ...lines].join('\n')}
`;
}
