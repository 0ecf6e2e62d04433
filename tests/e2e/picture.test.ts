/** The pictures in the README show what the program shows. */
import { expect, it } from 'vitest';
import { pictureSvg, recordingSvg, type Shot } from '../tools/picture.js';
import { open } from './harness/program.js';
import { explore } from './library.js';

const DARK = { env: { PITH_TUI_THEME: 'dark' } };

it('shows what the picture in the README shows', async () => {
  const t = await open(['tutorial'], { ...DARK, size: [140, 36] });
  await t.until('22 of 22');
  await t.press('j', 'j', 'j');
  await t.until('2 citing sentences');
  await t.still();
  await expect(pictureSvg(t.cells(), 'pith-tui tutorial')).toMatchFileSnapshot('../../data/screen.svg');
});

it('shows the overview that the README shows', async () => {
  const t = await explore(['hep-th/9711200'], { ...DARK, size: [160, 40] });
  await t.until('2,414 of 2,414');
  await t.press('o');
  await t.until('Co-cited works');
  await t.press('tab', 'tab');
  await t.still();
  await expect(pictureSvg(t.cells(), 'pith-tui hep-th/9711200')).toMatchFileSnapshot('../../data/overview.svg');
});

it('shows the timeline by role that the README shows', async () => {
  const t = await explore(['1911.11134'], { ...DARK, size: [100, 26] });
  await t.until('370 of 370');
  await t.press('O', 't');
  await t.until(/Timeline by role/u);
  await t.press('right', 'right', 'right');
  await t.still();
  await expect(pictureSvg(t.cells(), 'pith-tui 1911.11134')).toMatchFileSnapshot('../../data/timeline.svg');
});

it('shows the session that the README plays', async () => {
  const t = await explore(['1911.11134'], { ...DARK, size: [80, 24] });
  const shots: Shot[] = [];
  /** The screen, when it has what is waited for, for so many seconds. */
  const shoot = async (wanted: string | RegExp, seconds: number): Promise<void> => {
    await t.until(wanted);
    await t.still();
    shots.push({ cells: t.cells(), seconds });
  };
  await t.until('370 of 370');
  await t.press('j');
  await shoot('2/370', 2);
  await t.press('r');
  await shoot('capital: not these', 1.5);
  await t.press('m');
  await shoot('165 of 370', 2);
  await t.press('/');
  await t.press(...'time');
  await shoot(/ \/ time .*of 370/u, 1);
  await t.press(...' series');
  await shoot(/ \/ time series .*of 370/u, 1.5);
  await t.press('enter');
  await shoot(/: role:method time series/u, 1.5);
  await t.press('enter');
  await shoot(/▸Details · paper 1/u, 2.5);
  await t.press('escape', 'c');
  await shoot('370 of 370', 1);
  await t.press('a');
  await shoot('1 included', 1.2);
  await t.press('D');
  await shoot('off-topic', 1.5);
  await t.press('o');
  await shoot('2 screened', 1.5);
  await t.press('O', 't');
  await t.until(/Timeline by role/u);
  await t.press('right', 'right', 'right');
  await shoot(/▸Timeline by role/u, 2.5);
  await t.press('q');
  await shoot('▸Citing papers', 1);
  await expect(recordingSvg(shots, 'pith-tui 1911.11134')).toMatchFileSnapshot('../../data/session.svg');
});
