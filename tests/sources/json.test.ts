/** JSON that was cut, read up to its end. */
import { describe, expect, it } from 'vitest';
import { SourceError } from '../../src/sources/decoded.js';
import { cutAt, itemOf, itemsOf, jsonOfCutFile, membersOf, wholeValue } from '../../src/sources/json.js';

const WHOLE = '{"a": {"b": [1, {"c": "x\\"]"}, [true, null]], "d": -2.5e3} , "__proto__": [], "e": "","f": [{}]}';

/** What stands before the end, by the plainest of ways: the longest beginning that can be closed. */
function expected(cut: string): unknown {
  // A number or a word may go on behind the cut.
  const text = cut.replace(/[-+\w.]+$/u, '');
  for (let end = text.length; end > 0; end -= 1) {
    try {
      return JSON.parse(closed(text.slice(0, end)));
    } catch {}
  }
  return undefined;
}

function closed(text: string): string {
  let missing = '';
  for (const [sign] of text.matchAll(/"(?:[^"\\]|\\.)*"?|[[\]{}]/gu)) {
    if (sign === '{') missing = `}${missing}`;
    else if (sign === '[') missing = `]${missing}`;
    else if (sign === '}' || sign === ']') missing = missing.slice(1);
  }
  return text.replace(/,\s*$/u, '') + missing;
}

describe('JSON that was cut', () => {
  it('is read up to its end, wherever that is', () => {
    for (let end = 1; end <= WHOLE.length; end += 1) {
      const range = jsonOfCutFile(WHOLE.slice(0, end), 'the file');
      expect(wholeValue(range), WHOLE.slice(0, end)).toEqual(expected(WHOLE.slice(0, end)));
      expect(cutAt(range) === undefined, WHOLE.slice(0, end)).toBe(end === WHOLE.length);
    }
  });

  it('the last of its numbers, words and texts may be half of one, whatever blanks stand behind', () => {
    for (const [text, value] of [
      ['{"a": 1, "b": 17\n', { a: 1 }],
      ['[1, 17', [1]],
      ['[1, true ', [1]],
      ['[1, nul', [1]],
      ['["x", "y\n', ['x']],
      ['["x", "y\\', ['x']],
      ['["x", "y"\n', ['x', 'y']],
      ['{"a": "x", "b', { a: 'x' }],
      ['{"a": "x", "b":\n', { a: 'x' }],
      ['{"a": {"x": 1}, "b": {\n', { a: { x: 1 }, b: {} }],
    ] as const)
      expect(wholeValue(jsonOfCutFile(text, 'the file')), text).toEqual(value);
  });

  it('says where it ends', () => {
    expect(cutAt(jsonOfCutFile('{"a":\n [1,\n', 'the file'))).toBe('line 2, column 5');
  });

  it('its lists and objects are read piece by piece', () => {
    const root = jsonOfCutFile('{"total": 3, "items": [{"n": 1}, {"n": 2, "of": {"x": [4, 5', 'the file');
    const items = membersOf(root).get('items')!;
    expect([...itemsOf(items)].map(itemOf)).toEqual([{ value: { n: 1 } }, { value: { n: 2, of: { x: [4] } } }]);
  });

  it('what is wrong before its end is an error all the same', () => {
    for (const text of ['{"a" 1, "b": 2', '[1 2, 3', '{a: 1', '[1, ,', '{"a": 01, "b', 'nothing', '', '[1] 2'])
      expect(() => wholeValue(jsonOfCutFile(text, 'the file')), text).toThrow(SourceError);
  });

  it('is held to the bounds of whole JSON', () => {
    for (const text of ['['.repeat(200_000), '{"a":'.repeat(101), `[${'1,'.repeat(1_000_001)}`])
      expect(() => wholeValue(jsonOfCutFile(text, 'the file')), text.slice(0, 20)).toThrow(/deeper than|more than/u);
    expect(wholeValue(jsonOfCutFile('['.repeat(100), 'the file'))).toEqual(
      JSON.parse(`${'['.repeat(100)}${']'.repeat(100)}`),
    );
  });
});
