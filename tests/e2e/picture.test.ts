/** The pictures in the README show what the program shows. */
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

it('shows the overview that the README shows', async () => {
  const t = await explore(['hep-th/9711200'], { size: [160, 40] });
  await t.until('2,414 of 2,414');
  await t.press('o');
  await t.until('Co-cited works');
  await t.press('tab', 'tab');
  await t.still();
  await expect(pictureSvg(t.cells(), 'pith-tui hep-th/9711200')).toMatchFileSnapshot('../../data/overview.svg');
});

it('shows the timeline by role that the README shows', async () => {
  const t = await explore(['1911.11134'], { size: [100, 26] });
  await t.until('370 of 370');
  await t.press('O', 't');
  await t.until(/Timeline by role/u);
  await t.press('right', 'right', 'right');
  await t.still();
  await expect(pictureSvg(t.cells(), 'pith-tui 1911.11134')).toMatchFileSnapshot('../../data/timeline.svg');
});
