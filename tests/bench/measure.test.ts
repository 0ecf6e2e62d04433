/** The figures the benches print. */
import { describe, expect, it } from 'vitest';
import { figures } from './measure.js';
import { shown, table } from './table.js';

describe('figures', () => {
  it('are values that were measured, by nearest rank', () => {
    const values = Array.from({ length: 100 }, (_, at) => 100 - at);
    expect(figures(values)).toEqual({ n: 100, p50: 50, p95: 95, p99: 99, max: 100 });
    expect(figures([3, 1, 2])).toEqual({ n: 3, p50: 2, p95: 3, p99: 3, max: 3 });
  });

  it('are none where nothing was measured', () => {
    expect(figures([])).toBeUndefined();
  });
});

describe('a table', () => {
  it('has names to the left and numbers to the right, with the digits that count', () => {
    expect(
      table(
        'Keys',
        ['key', 'ms', 'n'],
        [
          ['j', 7.25, 1200],
          ['G', undefined, 3],
        ],
      ),
    ).toBe(
      ['Keys', '  key    ms      n', '  ────────────────', '  j    7.25  1,200', '  G       –      3', ''].join('\n'),
    );
    expect(shown(12.34)).toBe('12.3');
    expect(shown(1234.5)).toBe('1,235');
  });
});
