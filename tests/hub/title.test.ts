/** Titles as evidence of which paper one is. */
import { expect, it } from 'vitest';
import { isTellingTitle } from '../../src/hub/title.js';

it.each([
  ['Editorial', false],
  ['Introduction to the', true],
  ['A b c', false],
  ['Counterrevolutionaries everywhere', false],
  ['Attention is all you need', true],
  ['深度学习', false],
  ['深度学习在图像识别中的应用', true],
  ['— … —', false],
])('“%s” tells papers apart: %s', (title, tells) => {
  expect(isTellingTitle(title)).toBe(tells);
});
