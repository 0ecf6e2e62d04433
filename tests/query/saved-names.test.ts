/** Names of saved queries in a line. */
import { expect, it } from 'vitest';
import { printQuery } from '../../src/query/print.js';
import { nameTyped, parseAsked, savedNames } from '../../src/query/saved-names.js';

it.each([
  ['', [], ''],
  ['@core', ['core'], '     '],
  ['@core role:method', ['core'], '      role:method'],
  ['role:method @core @x', ['core', 'x'], 'role:method         '],
  ['@"to read" sparse', ['to read'], '           sparse'],
  ['a@b.org "@x" @ author:"a @b"', [], 'a@b.org "@x" @ author:"a @b"'],
  ['"a phrase with @core in it" \\@core', [], '"a phrase with @core in it" \\@core'],
])('in %j are %j', (line, names, rest) => {
  const found = savedNames(line);
  expect(found.names.map(({ name }) => name)).toEqual(names);
  for (const { at } of found.names) expect(line[at]).toBe('@');
  expect(found.rest).toBe(rest);
});

it.each(['core', 'to read', 'naïve'])('the name %j is found again in the line it is typed into', (name) => {
  expect(savedNames(`sparse ${nameTyped(name)}`).names).toEqual([{ name, at: 7 }]);
});

it('a word that begins like a name is printed as a word', () => {
  const line = printQuery({ where: { kind: 'text', text: '@core', phrase: false }, sort: null });
  expect(parseAsked(line, new Map())).toEqual({
    ok: true,
    query: { where: { kind: 'text', text: '@core', phrase: false }, sort: null },
  });
});

const SAVED = new Map([
  ['core', 'role:method sort:date'],
  ['has space', 'year:2022'],
  ['Old', 'colour:red'],
]);

it.each([
  ['@core sparse', 'role:method sparse sort:date'],
  ['sort:title @core', 'role:method sort:title'],
  ['@"has space" @core', 'year:2022 role:method sort:date'],
  ['@has-space', 'year:2022'],
  ['@Has_Space', 'year:2022'],
])('%j asks what is saved', (line, asked) => {
  const parsed = parseAsked(line, SAVED);
  expect(parsed.ok && printQuery(parsed.query)).toBe(asked);
});

it('a name as it was saved comes before one that is nearly the same', () => {
  const parsed = parseAsked('@a-b', new Map([...SAVED, ['a b', 'year:2021'], ['a-b', 'year:2020']]));
  expect(parsed.ok && printQuery(parsed.query)).toBe('year:2020');
});

it('what is wrong is said with its column in the line', () => {
  expect(parseAsked('sparse @nosuch', SAVED)).toEqual({
    ok: false,
    notSaved: true,
    error: { message: 'No query is saved as @nosuch; saved are @core, @"has space" and @Old.', column: 8 },
  });
  expect(parseAsked('@x', new Map())).toMatchObject({
    error: { message: 'No query is saved as @x; none is saved yet.' },
  });
  expect(parseAsked('@core rol:x', SAVED)).toMatchObject({ ok: false, error: { column: 7, suggestion: 'role' } });
  expect(parseAsked('x @old', SAVED)).toMatchObject({
    error: { message: expect.stringMatching(/^The saved query @Old cannot be read: There is no field/u), column: 3 },
  });
});
