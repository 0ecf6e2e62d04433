/** Numbers before keys, panes by their numbers, and the question before many papers are decided on, in a real terminal. */
import { expect, it } from 'vitest';
import { explore } from './library.js';

it('a number before Tab is that of a pane, and so is Alt with it', async () => {
  const t = await explore(['1911.11134'], { size: [120, 36] });
  await t.until(/▸Citing papers/u);
  await t.press('3', 'tab');
  await t.until(/▸Details/u);
  await t.press('1', 'tab');
  await t.until(/▸Filters/u);
  await t.press('2', 'tab');
  await t.until(/▸Citing papers/u);
  await t.press('alt-3');
  await t.until(/▸Details/u);
  await t.press('7', 'tab');
  await t.until(/There are three panes: 1 the filters, 2 the list, 3 the details/u);
  await t.press('alt-2', '1', '0', 'j');
  await t.until(/ 11\/370/u);
});

it('a number before y is how many papers are copied, and one before a key that takes none is said to be ignored', async () => {
  const t = await explore(['1911.11134'], { size: [120, 36] });
  await t.until(/▸Citing papers/u);
  await t.press('3', 'y', 'y');
  await t.until(/Sent 3 BibTeX entries to the terminal/u);
  expect(t.clipboard()?.match(/^@/gmu)).toHaveLength(3);
  // A range is what is meant, too.
  await t.press('V', 'j', 'y', 'y');
  await t.until(/Sent 2 BibTeX entries to the terminal/u);
  await t.press('escape', '5', '0', '0', 'i');
  await t.until(/: influential:yes/u);
  await t.until(/i takes no number: 500 was ignored\./u);
});

it('deciding on more than a hundred papers asks first, on fewer at once', async () => {
  const t = await explore(['1911.11134'], { size: [120, 36] });
  await t.until(/▸Citing papers/u);
  await t.press('1', '0', '0', 'd');
  await t.until(/Excluded 100 papers/u);
  await t.press('A', 'd');
  await t.until(/─ Exclude 370 papers\? ─/u);
  await t.until(/u undoes it/u);
  await t.press('n');
  await t.until((lines) => !/Exclude 370 papers/u.test(lines.join('\n')) && / 270 left/u.test(lines.join('\n')));
  await t.press('d', 'y');
  await t.until(/Excluded 270 papers; 100 were already/u);
  await t.press('u');
  await t.until(/ 270 left/u);
});
