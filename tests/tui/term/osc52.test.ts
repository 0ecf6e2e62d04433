/** The escape sequence for the terminal’s clipboard. */
import { describe, expect, it } from 'vitest';
import { LONGEST_CLIPBOARD, osc52 } from '../../../src/tui/term/osc52.js';

const sequence = (text: string, env = {}): string => {
  const made = osc52(text, env);
  if ('problem' in made) throw new Error(made.problem);
  return made.sequence;
};
const base64 = (text: string): string => Buffer.from(text).toString('base64');

describe('the terminal’s clipboard', () => {
  it('gets UTF-8 in base64', () => {
    expect(sequence('Grüße')).toBe(`\x1b]52;c;${base64('Grüße')}\x07`);
  });

  it('is reached through tmux by either of its settings', () => {
    const plain = `\x1b]52;c;${base64('a')}\x07`;
    expect(sequence('a', { TMUX: '/tmp/tmux-0/default,1,0' })).toBe(
      `${plain}\x1bPtmux;\x1b\x1b]52;c;${base64('a')}\x07\x1b\\`,
    );
  });

  it('is reached through screen in pieces it passes on', () => {
    const text = 'x'.repeat(1000);
    const pieces = [...sequence(text, { STY: '1.tty' }).matchAll(/\x1bP([\s\S]*?)\x1b\\/gu)].map((match) => match[1]!);
    expect(pieces.join('')).toBe(sequence(text));
    expect(Math.max(...pieces.map((piece) => piece.length))).toBeLessThanOrEqual(250);
  });

  it('gets no more than terminals take, and the reason is said', () => {
    expect(osc52('x'.repeat((LONGEST_CLIPBOARD / 4) * 3), {})).toHaveProperty('sequence');
    expect(osc52('x'.repeat(80_000), {})).toEqual({
      problem: "too long for a terminal's clipboard: 80,000 bytes of at most 75,000; export to a file instead",
    });
  });
});
