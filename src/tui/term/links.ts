/** Which terminals make links of the sequence for them (OSC 8). The others should ignore it; some show it. */
import type { Env } from './remote.js';

export const LINK_CHOICES = ['auto', 'always', 'never'] as const;
export type LinkChoice = (typeof LINK_CHOICES)[number];

/** Programs by what they set TERM_PROGRAM to. */
const BY_PROGRAM = new Set([
  'iTerm.app',
  'WezTerm',
  'ghostty',
  'vscode',
  'Hyper',
  'mintty',
  'rio',
  'Tabby',
  'WarpTerminal',
]);
/** What ssh takes along of them. */
const BY_TERM = /^(?:xterm-)?(?:kitty|ghostty|alacritty|foot|wezterm|contour|rio)(?:-|$)/u;
/** Since then links of VTE bring no terminal down. */
const FIRST_VTE = 5000;
const FIRST_KONSOLE = 201_200;
/** tmux keeps links since 3.4, and gives them to a terminal that is known to take them. */
const FIRST_TMUX = 304;

/** Whether a terminal is known to take links, by what it says of itself. What another set around a tmux or a screen says nothing. */
export function takesLinks(choice: LinkChoice, env: Env): boolean {
  if (choice !== 'auto') return choice === 'always';
  const { TERM = '', TERM_PROGRAM = '' } = env;
  if (TERM === 'dumb' || TERM === 'linux') return false;
  if (env.TMUX || TERM_PROGRAM === 'tmux') return isTmuxWithLinks(env);
  if (env.STY || TERM.startsWith('screen')) return false;
  return (
    BY_PROGRAM.has(TERM_PROGRAM) ||
    BY_TERM.test(TERM) ||
    Boolean(env.KITTY_WINDOW_ID || env.WEZTERM_PANE || env.WT_SESSION || env.DOMTERM) ||
    Number(env.VTE_VERSION ?? 0) >= FIRST_VTE ||
    Number(env.KONSOLE_VERSION ?? 0) >= FIRST_KONSOLE
  );
}

function isTmuxWithLinks({ TERM_PROGRAM, TERM_PROGRAM_VERSION = '' }: Env): boolean {
  if (TERM_PROGRAM !== 'tmux') return false;
  // `3.4`, `3.5a`, `next-3.6`
  const [, major, minor] = /^(?:next-)?(\d+)\.(\d+)/u.exec(TERM_PROGRAM_VERSION) ?? [];
  return Number(major) * 100 + Number(minor) >= FIRST_TMUX;
}
