/** Which characters terminals may draw in another width. */
import { expect, it } from 'vitest';
import { codePointWidth } from '../../../src/text/width.js';
import { isUnsureCharacter } from '../../../src/tui/ink/cells.js';

it('terminals may differ on narrow characters that are emoji, marks with a width, private, unassigned or formatting', () => {
  const differs = /^[\p{Emoji}\p{Spacing_Mark}\p{Private_Use}\p{Unassigned}\p{Format}]$/u;
  const wrong: string[] = [];
  for (let code = 0x300; code < 0x1f000; code += 1) {
    if (codePointWidth(code) === 2) continue;
    if (isUnsureCharacter(code) !== differs.test(String.fromCodePoint(code))) wrong.push(code.toString(16));
  }
  expect(wrong).toEqual([]);
});
