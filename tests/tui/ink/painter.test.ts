/** Painting frames, changed lines only. */
import { describe, expect, it } from 'vitest';
import type { Line } from '../../../src/text/spans.js';
import { themeFor } from '../../../src/text/theme.js';
import { createPainter } from '../../../src/tui/ink/painter.js';

const theme = themeFor({ LANG: 'C.UTF-8', TERM: 'xterm' }, { isTTY: true }, 'never');

function painted(): { writes: string[]; draw: (lines: Line[], cursor?: { x: number; y: number } | null) => string } {
  const writes: string[] = [];
  const painter = createPainter((text) => writes.push(text), theme);
  return {
    writes,
    draw(lines, cursor = null) {
      const before = writes.length;
      painter.draw(lines, cursor);
      return writes.slice(before).join('');
    },
  };
}

describe('painting a frame', () => {
  it('writes nothing for the same frame', () => {
    const { draw } = painted();
    draw([[{ text: 'one' }], [{ text: 'two' }]]);
    expect(draw([[{ text: 'one' }], [{ text: 'two' }]])).toBe('');
  });

  it('writes only the stretch of a line that changed, at its column', () => {
    const { draw } = painted();
    draw([[{ text: '左' }, { text: 'old' }, { text: 'end' }]]);
    const out = draw([[{ text: '左' }, { text: 'new' }, { text: 'end' }]]);
    expect(out).toContain('\x1b[1;3Hnew');
    expect(out).not.toContain('end');
    expect(out).not.toContain('左');
  });

  it('writes the whole line when its width changed', () => {
    const { draw } = painted();
    draw([[{ text: 'abc' }]]);
    expect(draw([[{ text: 'abcdef' }]])).toContain('\x1b[1;1Habcdef');
  });

  it('erases blanks at the end of a line instead of writing them', () => {
    const { draw } = painted();
    expect(draw([[{ text: 'ab' }, { text: '      ' }]])).toContain('\x1b[1;1Hab\x1b[K');
    const out = draw([[{ text: 'cd' }, { text: '      ' }]]);
    expect(out).toContain('\x1b[1;1Hcd\x1b[');
    expect(out).not.toContain('   ');
  });

  it('shows the cursor where text is typed and hides it elsewhere', () => {
    const { draw } = painted();
    expect(draw([[{ text: 'x' }]], { x: 4, y: 2 })).toContain('\x1b[3;5H\x1b[?25h');
    expect(draw([[{ text: 'x' }]], null)).toContain('\x1b[?25l');
    expect(draw([[{ text: 'x' }]], null)).toBe('');
  });
});
