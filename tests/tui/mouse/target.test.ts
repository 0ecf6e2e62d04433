/** What stands where: cells of lines that were cut, and covered by others. */
import { expect, it } from 'vitest';
import { fitLine, type Line } from '../../../src/text/spans.js';
import { cutLine, overAt } from '../../../src/tui/layers/frame.js';
import { aimed, outOfReach, targetAt } from '../../../src/tui/mouse/target.js';

const row = (at: number) => ({ does: { on: 'row', at } }) as const;
const frame = (...lines: Line[]) => ({ lines, cursor: null });

it('a cell is what its span is, in cells of any width', () => {
  const line = [...aimed([{ text: '李明' }], row(1)), { text: 'ab' }, ...aimed([{ text: 'e\u0301' }], row(2))];
  const at = (x: number, y = 0) => targetAt(frame(line), { x, y });
  expect([0, 3].map((x) => at(x))).toEqual([row(1), row(1)]);
  expect([4, 5].map((x) => at(x))).toEqual([null, null]);
  expect(at(6)).toEqual(row(2));
  expect([at(7), at(0, 1), at(500, 500)]).toEqual([null, null, null]);
});

it('pieces of a line are what the line was', () => {
  const line = aimed([{ text: 'the first of many words' }], row(7));
  expect(targetAt(frame(cutLine(line, 4, 9)), { x: 4, y: 0 })).toEqual(row(7));
  expect(targetAt(frame(fitLine(line, 9)), { x: 0, y: 0 })).toEqual(row(7));
});

it('a pane holds what has a deed of its own', () => {
  const line = aimed([...aimed([{ text: 'x' }], row(3)), { text: ' ' }], { pane: 'list' });
  expect(targetAt(frame(line), { x: 0, y: 0 })).toEqual({ pane: 'list', ...row(3) });
  expect(targetAt(frame(line), { x: 1, y: 0 })).toEqual({ pane: 'list' });
});

it('what lies below a box is out of reach, and so is what the box covers', () => {
  const below = outOfReach(frame(aimed([{ text: 'aaaaaaaa' }], row(1)), aimed([{ text: 'bbbbbbbb' }], row(2))));
  const over = overAt(below, [aimed([{ text: '###' }], row(9))], { x: 2, y: 1 }, 8);
  expect(targetAt(over, { x: 0, y: 0 })).toBe(null);
  expect(targetAt(over, { x: 1, y: 1 })).toBe(null);
  expect([2, 4].map((x) => targetAt(over, { x, y: 1 }))).toEqual([row(9), row(9)]);
  expect(targetAt(over, { x: 5, y: 1 })).toBe(null);
});
