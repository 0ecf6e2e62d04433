/** The table of a bench's figures beside other programs, and comparing it with an earlier one. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { folder } from '../library/support.js';
import { type Beside, reportBeside } from './beside.js';
import { keep, keptAt } from './kept.js';

const ROWS: Beside[] = [
  { citers: 10, what: 'start', unit: 'ms', own: 90, peer: 'bare Node', theirs: 40 },
  { citers: 10, what: 'list --tsv', unit: 'a second', own: 100_000, peer: 'sqlite3', theirs: undefined },
  { citers: 10, what: 'merge', unit: 'ms', own: undefined },
];

describe('the figures beside others', () => {
  it('are a ratio where both were measured, and say what was skipped', () => {
    expect(reportBeside(10, ROWS, []).split('\n').slice(3, 6)).toEqual([
      '  start            90        ms  bare Node       40  2.25 ×',
      '  list --tsv  100,000  a second    sqlite3  skipped',
      '  merge             –        ms',
    ]);
  });

  it('stand beside those of an earlier sitting of the same size', () => {
    const earlier = [
      { ...ROWS[0]!, own: 180 },
      { ...ROWS[1]!, citers: 1_000, own: 1 },
    ];
    const [start, list] = reportBeside(10, ROWS, earlier).split('\n').slice(3, 5);
    expect(start).toMatch(/2\.25 × +180 +0\.50 ×$/u);
    expect(list).toMatch(/skipped +–$/u);
  });
});

describe('a sitting', () => {
  it('is read again as it was kept, in a folder that there was not', () => {
    const file = join(folder(), 'deep', 'bench.json');
    keep(file, { beside: ROWS, seconds: 3 });
    expect(keptAt(file)).toEqual(JSON.parse(JSON.stringify(ROWS)));
  });

  it('is refused in a sentence where it is none', () => {
    const file = join(folder(), 'other.json');
    expect(() => keptAt(file)).toThrow(/other\.json cannot be compared with: ENOENT/u);
    writeFileSync(file, '{"beside": 3}');
    expect(() => keptAt(file)).toThrow(/has no figures of npm run bench/u);
  });
});
