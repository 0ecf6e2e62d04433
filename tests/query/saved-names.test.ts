/** Names of saved queries in a line. */
import { expect, it } from 'vitest';
import { savedNames } from '../../src/query/saved-names.js';

it.each([
  ['', [], ''],
  ['@core', ['core'], ''],
  ['@core role:method', ['core'], 'role:method'],
  ['role:method @core @x', ['core', 'x'], 'role:method'],
  ['@"to read" sparse', ['to read'], 'sparse'],
  ['a@b.org "@x" @ author:"a @b"', [], 'a@b.org "@x" @ author:"a @b"'],
])('in %j are %j', (line, names, rest) => {
  expect(savedNames(line)).toEqual({ names, rest });
});
