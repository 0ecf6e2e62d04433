/** The picture in the README shows what the program shows. */
import { expect, it } from 'vitest';
import { pictureSvg } from '../tools/picture.js';
import { explore } from './library.js';

it('shows what the picture in the README shows', async () => {
  const t = await explore(['1911.11134'], { size: [140, 36] });
  await t.until('370 of 370');
  await t.press('r', 'm', 'j', 'j', 'space', 'space', 'j', 'space');
  await t.until(/role:method .*3 selected/u);
  await t.still();
  await expect(pictureSvg(t.cells(), 'pith-tui 1911.11134')).toMatchFileSnapshot('../../data/screen.svg');
});
