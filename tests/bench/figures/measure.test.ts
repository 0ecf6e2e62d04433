/** The figures the benches print. */
import { describe, expect, it } from 'vitest';
import { figures, wholeRuns } from './measure.js';
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

describe('whole runs of commands', () => {
  const node = (script: string): string[] => [process.execPath, '-e', script];

  it('are as many of each as were asked for, with what is to be done before each, but none of one that fails', () => {
    let before = 0;
    const found = wholeRuns(
      { good: node('0'), bad: node('process.exitCode = 1'), missing: ['no-such-program'] },
      {
        cwd: '.',
        count: 2,
        before: () => {
          before += 1;
        },
      },
    );
    expect(Object.entries(found).map(([name, { n }]) => [name, n])).toEqual([['good', 2]]);
    // Whatever fails is not tried again.
    expect(before).toBe(4);
  });

  it('may end as they are said to', () => {
    const found = wholeRuns({ bad: node('process.exitCode = 1') }, { cwd: '.', count: 1, codes: [0, 1] });
    expect(found.bad?.n).toBe(1);
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
