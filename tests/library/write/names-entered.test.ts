/** Which names an import may have entered. */
import { expect, it } from 'vitest';
import { namesEntered } from '../../../src/library/write/names-entered.js';

it('none that was entered is missed, and few others are taken for one', () => {
  const names = namesEntered();
  const entered = (n: number): string => (n % 2 === 0 ? `doi:10.1000/${n}` : `arxiv:${2000 + (n % 90)}.${n}`);
  const count = 300_000;
  for (let n = 0; n < count; n += 1) names.add(entered(n));
  let [missed, mistaken] = [0, 0];
  for (let n = 0; n < count; n += 1) {
    if (!names.mayHave(entered(n))) missed += 1;
    if (names.mayHave(entered(n + count))) mistaken += 1;
  }
  expect(missed).toBe(0);
  expect(mistaken).toBeLessThan(count / 500);
  expect(names.mayHave('é'.repeat(200))).toBe(false);
  names.add('é'.repeat(200));
  expect(names.mayHave('é'.repeat(200))).toBe(true);
});
