/** Tags completed as they are typed. */
import { describe, expect, it } from 'vitest';
import { completed, completions } from '../../../../src/tui/layers/decisions/tags.js';
import { lineOf } from '../../../../src/tui/typed-line.js';

const KNOWN = ['sparse training', 'rigl', 'pruning', 'Überblick', 'training cost'];

describe('completing a tag', () => {
  it('offers what begins with what is typed before what holds it, whatever its case and accents', () => {
    expect(completions(lineOf('tra'), KNOWN)).toEqual(['training cost', 'sparse training']);
    expect(completions(lineOf('uber'), KNOWN)).toEqual(['Überblick']);
    expect(completions(lineOf('#ri'), KNOWN)).toEqual(['rigl']);
    expect(completions(lineOf('xyz'), KNOWN)).toEqual([]);
  });

  it('offers everything before anything is typed, but for what stands in the line', () => {
    expect(completions(lineOf('rigl, '), KNOWN)).toEqual(KNOWN.filter((tag) => tag !== 'rigl'));
    expect(completions(lineOf('rigl'), KNOWN)).toEqual([]);
  });

  it('takes the place of what is typed at the cursor, with room for the next', () => {
    expect(completed(lineOf('rigl, spa'), 'sparse training')).toEqual(lineOf('rigl, sparse training, '));
    expect(completed(lineOf('rigl, "dia'), 'Diabetes, Type 2')).toEqual(lineOf('rigl, "Diabetes, Type 2", '));
    const middle = { text: 'ri, pruning', cursor: 2 };
    expect(completed(middle, 'rigl')).toEqual({ text: 'rigl, pruning', cursor: 6 });
  });
});
