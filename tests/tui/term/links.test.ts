/** Which terminals get links. */
import { expect, it } from 'vitest';
import { takesLinks } from '../../../src/tui/term/links.js';

const xterm = { TERM: 'xterm-256color' };

it.each([
  ['one nobody knows', xterm, false],
  ['iTerm', { ...xterm, TERM_PROGRAM: 'iTerm.app' }, true],
  ['the terminal of macOS', { ...xterm, TERM_PROGRAM: 'Apple_Terminal' }, false],
  ['kitty', { TERM: 'xterm-kitty' }, true],
  ['kitty, by another name', { ...xterm, KITTY_WINDOW_ID: '1' }, true],
  ['foot, over ssh', { TERM: 'foot', SSH_TTY: '/dev/pts/1' }, true],
  ['WezTerm', { ...xterm, WEZTERM_PANE: '0' }, true],
  ['Windows Terminal', { ...xterm, WT_SESSION: 'a-b' }, true],
  ['GNOME’s', { ...xterm, VTE_VERSION: '7600' }, true],
  ['GNOME’s of old', { ...xterm, VTE_VERSION: '4803' }, false],
  ['Konsole', { ...xterm, KONSOLE_VERSION: '220401' }, true],
  ['tmux 3.4', { TERM: 'tmux-256color', TMUX: '/tmp/x,1,0', TERM_PROGRAM: 'tmux', TERM_PROGRAM_VERSION: '3.4' }, true],
  ['tmux of tomorrow', { TMUX: 'x', TERM_PROGRAM: 'tmux', TERM_PROGRAM_VERSION: 'next-3.6' }, true],
  ['tmux 3.3', { TMUX: 'x', TERM_PROGRAM: 'tmux', TERM_PROGRAM_VERSION: '3.3a' }, false],
  [
    'tmux of old in kitty',
    { TERM: 'screen-256color', TMUX: 'x', KITTY_WINDOW_ID: '1', TERM_PROGRAM: 'iTerm.app' },
    false,
  ],
  ['GNU screen in GNOME’s', { TERM: 'screen', STY: '1.x', VTE_VERSION: '7600' }, false],
  ['the console of Linux', { TERM: 'linux', KITTY_WINDOW_ID: '1' }, false],
])('by what it says of itself: %s', (_, env, takes) => {
  expect(takesLinks('auto', env)).toBe(takes);
  expect([takesLinks('always', env), takesLinks('never', env)]).toEqual([true, false]);
});
