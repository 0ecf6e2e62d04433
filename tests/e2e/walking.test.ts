/** Walking around a hub: through doors, from work to work, and back to the very screen that was left. */
import { describe, expect, it } from 'vitest';
import type { Program } from './harness/program.js';
import { explore } from './library.js';

const SIZES: [number, number][] = [
  [80, 24],
  [120, 36],
  [200, 60],
];

const text = (t: Program): string => t.screen().join('\n');
/** What is to be seen: blanks at the end of a line are not. */
const seen = (lines: string[]): string => lines.map((line) => line.trimEnd()).join('\n');
const like = (screen: string[]) => (lines: string[]) => seen(lines) === seen(screen);
/** Everything but the last line, which may hold a message. */
const body = (lines: string[]): string => seen(lines.slice(0, -1));

describe('walking', () => {
  it.each(SIZES)(
    'from a hub to a co-cited work, its citer, its references, and back to the same cells, at %i×%i',
    async (columns, rows) => {
      const t = await explore(['hep-th/9711200', 'brane'], { size: [columns, rows] });
      await t.until(/: brane/u);
      await t.press('s', 'd', 'ctrl-d', 'space', 'O');
      await t.until(/t +timeline/u);
      await t.press('escape');
      await t.until(/● 1 selected/u);
      const first = await t.still();

      await t.press('O', 'c');
      await t.until(/▸Co-cited works by shared/u);
      await t.press('j');
      const coCited = await t.still();
      await t.press('>');
      await t.until(/588 of 588/u);
      await t.press('j', 'j');
      const hub = await t.still();
      await t.press('<');
      await t.until(/▸References/u);
      const references = await t.still();

      await t.press('backspace');
      await t.until(like(hub));
      await t.press('ctrl-o');
      await t.until(like(coCited));
      await t.press('H');
      await t.until(like(first));
      await t.press('backspace');
      await t.until(/This is where you began/u);
      expect(body(t.screen())).toBe(body(first));

      for (const screen of [coCited, hub, references]) {
        await t.press('L');
        await t.until(like(screen));
      }
      await t.press('L');
      await t.until(/nothing ahead/u);
    },
  );

  it('opens the papers behind a bar, keeps what is selected there, and Escape brings the sheet back as it was', async () => {
    const t = await explore(['1911.11134'], { size: [120, 36] });
    await t.until('370 of 370');
    await t.press('o');
    await t.until(/▸Overview/u);
    await t.press('tab', 'j', 'j');
    const before = await t.still();
    await t.press('enter');
    await t.until(/: role:method .* 165 of 370/u);
    await t.press('space', 'space', 'escape');
    await t.until(like(before));
    await t.press('escape');
    await t.until(/● 2 selected .* 370 of 370/u);
  });

  it('shows a paper of the overview among the citing papers', async () => {
    const t = await explore(['1911.11134'], { size: [120, 36] });
    await t.until('370 of 370');
    await t.press('o');
    await t.until(/▸Overview/u);
    await t.press('tab', 'tab', 'tab', 'enter');
    await t.until(/▸Details · paper \d+ of 370/u);
    await t.press('escape');
    await t.until(/▸Citing papers/u);
    await t.press('escape');
    await t.until(/▸Overview/u);
  });

  it('asks what to do where no citing paper is known, and says why a printed number opens nothing', async () => {
    const t = await explore(['2504.13837'], { size: [120, 36] });
    await t.until('7 of 117');
    await t.press('>');
    await t.until(/No papers that cite this one are known here/u);
    await t.press('backspace');
    await t.until((lines) => !/No papers that cite this one/u.test(lines.join('\n')));
    await t.press('>');
    await t.until(/No papers that cite this one are known here/u);
    await t.press('r');
    await t.until(/▸References/u);
    await t.press('escape', 'o');
    await t.until(/▸Overview/u);
    await t.press('j', 'enter');
    await t.until(/as the source printed it/u);
  });

  it('tells the rule and the base of a ranking in its help', async () => {
    const t = await explore(['hep-th/9711200'], { size: [120, 36] });
    await t.until('2,414 of 2,414');
    await t.press('O', 'c');
    await t.until(/▸Co-cited works/u);
    await t.press('?');
    await t.until(/number of papers that cite both/u);
    expect(text(t)).toMatch(/known of 2,372\s+of 2,414/u);
  });

  it('changes what the bars are stacked by', async () => {
    const t = await explore(['2504.13837'], { size: [80, 24] });
    await t.until('7 of 7');
    await t.press('O', 't');
    await t.until(/Timeline by role/u);
    await t.press('s');
    await t.until(/Timeline by verdict/u);
  });

  it('opens a year, and offers no other stack where papers have roles only', async () => {
    const t = await explore(['1911.11134'], { size: [80, 24] });
    await t.until('370 of 370');
    await t.press('O', 't');
    await t.until(/Timeline by role/u);
    expect(text(t)).not.toMatch(/ s by /u);
    await t.press('right', 'right', 'enter');
    await t.until(/: year:2021 .* 101 of 370/u);
  });
});
