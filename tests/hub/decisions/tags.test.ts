/** Tags in a line. */
import { describe, expect, it } from 'vitest';
import { tagsIn, tagTyped } from '../../../src/hub/decisions/tags.js';

describe('tags in a line', () => {
  it.each([
    ['rigl', ['rigl']],
    ['sparse training, rigl,', ['sparse training', 'rigl']],
    ['#rigl, # pruning', ['rigl', 'pruning']],
    ['rigl, rigl ,, ,', ['rigl']],
    ['a\u202eb', ['ab']],
    ['"Diabetes Mellitus, Type 2", rigl', ['Diabetes Mellitus, Type 2', 'rigl']],
    ['rigl, "not closed, pruning', ['rigl', '"not closed', 'pruning']],
    ['"a" b, "#c"', ['"a" b', '#c']],
    ['', []],
  ])('are told apart by commas: %j', (line, tags) => {
    expect(tagsIn(line)).toEqual(tags);
  });
});

describe('a tag that came from elsewhere', () => {
  it.each([
    'Diabetes Mellitus, Type 2',
    '#hashtag',
    'a:b "c" d',
    '"quoted" word',
    '"a", "b"',
    '"',
    'ends in "',
    ',',
    '-x',
  ])('is the same after it stood in the line: %j', (tag) => {
    expect(tagsIn(`${tagTyped(tag)}, rigl, ${tagTyped(tag)}`)).toEqual([tag, 'rigl']);
  });
});
