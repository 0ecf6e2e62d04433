/** Bars of a share. */
import { describe, expect, it } from 'vitest';
import { bar, sharedOut } from '../../src/text/bar.js';
import { ASCII_GLYPHS, UNICODE_GLYPHS } from '../../src/text/look/glyphs.js';
import { width } from '../../src/text/width.js';

describe('bar', () => {
  it('is exactly as wide as asked for', () => {
    for (const glyphs of [UNICODE_GLYPHS, ASCII_GLYPHS])
      for (let cells = 0; cells <= 20; cells++)
        for (const value of [-1, 0, 0.001, 3, 7.5, 10, 12]) expect(width(bar(value, 10, cells, glyphs))).toBe(cells);
  });

  it('shows eighths, or whole cells in ASCII', () => {
    expect(bar(8.5, 10, 10, UNICODE_GLYPHS)).toBe('████████▌ ');
    expect(bar(8.5, 10, 10, ASCII_GLYPHS)).toBe('#########.');
    expect(bar(10, 10, 3, UNICODE_GLYPHS)).toBe('███');
  });

  it('shows something of anything and nothing of nothing', () => {
    expect(bar(1, 1000, 4, UNICODE_GLYPHS)).toBe('▏   ');
    expect(bar(1, 1000, 4, ASCII_GLYPHS)).toBe('#...');
    expect(bar(0, 10, 4, UNICODE_GLYPHS)).toBe('    ');
    expect(bar(5, 0, 4, UNICODE_GLYPHS)).toBe('    ');
  });
});

describe('cells shared out', () => {
  it('go by parts, what rounding loses to those that lost most', () => {
    expect(sharedOut([4, 2, 2], 8)).toEqual([4, 2, 2]);
    expect(sharedOut([31, 14, 2, 12], 4)).toEqual([2, 1, 0, 1]);
    expect(sharedOut([0, 0], 3)).toEqual([0, 0]);
  });

  it('leave out what is worth less than half a cell, and are shared out in full among the others', () => {
    expect(sharedOut([31, 14, 2, 12], 8)).toEqual([4, 2, 0, 2]);
    expect(sharedOut([98, 1, 1, 0], 10)).toEqual([10, 0, 0, 0]);
    expect(sharedOut([20, 4, 4, 4, 4, 4], 4)).toEqual([4, 0, 0, 0, 0, 0]);
    expect(sharedOut([3025, 1180, 108, 128, 42, 60], 16)).toEqual([12, 4, 0, 0, 0, 0]);
    expect(sharedOut([19, 1], 10)).toEqual([9, 1]);
  });

  it('are shared out in full where every count is worth less than half a cell, too', () => {
    expect(sharedOut([1, 1, 2, 1, 1], 1)).toEqual([0, 0, 1, 0, 0]);
    expect(sharedOut([1, 1, 1, 1, 1], 2).reduce((sum, count) => sum + count)).toBe(2);
    expect(sharedOut([1, 1], 0)).toEqual([0, 0]);
  });
});
