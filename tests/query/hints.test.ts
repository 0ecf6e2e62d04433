import { describe, expect, it } from 'vitest';
import { labelHints } from '../../src/query/hints.js';
import { nearest } from '../../src/query/nearest.js';
import { parseQuery } from '../../src/query/parse.js';

function hints(line: string, present: string[] = []): string[] {
  const parsed = parseQuery(line);
  if (!parsed.ok) throw new Error(parsed.error.message);
  return labelHints(parsed.query, present);
}

describe('labelHints', () => {
  it('offers the known label an unknown one resembles', () => {
    expect(hints('role:methd -(year:2020 pol:sport)')).toEqual([
      'No paper has the role "methd"; did you mean method?',
      'No paper has the polarity "sport"; did you mean support?',
    ]);
  });

  it('does not doubt known labels, labels the hub has, strangers and categories', () => {
    expect(hints('role:method,none verdict:accept')).toEqual([]);
    expect(hints('role:methods', ['methods'])).toEqual([]);
    expect(hints('role:xyzzy cat:cs.XX')).toEqual([]);
    expect(hints('')).toEqual([]);
  });
});

describe('nearest', () => {
  it('finds slips of the fingers and beginnings, and nothing for strangers', () => {
    expect(nearest('nvoelty', ['novelty', 'year'])).toBe('novelty');
    expect(nearest('NOV', ['novelty', 'year'])).toBe('novelty');
    expect(nearest('yaer', ['novelty', 'year'])).toBe('year');
    expect(nearest('colour', ['novelty', 'year'])).toBeUndefined();
    expect(nearest('', ['novelty'])).toBeUndefined();
    expect(nearest('x'.repeat(4_000), ['novelty'])).toBeUndefined();
  });
});
