/** The line of facets: bars beside roles where all have room for one, whole values otherwise. */
import { describe, expect, it } from 'vitest';
import { plainText } from '../../../src/text/spans.js';
import { makeTheme } from '../../../src/text/theme.js';
import { width } from '../../../src/text/width.js';
import { facetStrip } from '../../../src/tui/panes/strip.js';
import { explorerOn, hubOf, list, press } from '../support.js';

const THEME = makeTheme('none');

describe('the line of facets', () => {
  it('has bars as long as the roles are many, shorter ones in less room, none in too little', async () => {
    const explorer = list(explorerOn(await hubOf(40)));
    const strip = (cells: number): string => plainText(facetStrip(explorer, cells, THEME));
    expect(strip(70)).toMatch(/^method █{6} 14 {2}background █{5}[▏▎▍▌▋▊▉]? 13 {2}comparison █{5}[▏▎▍▌▋▊▉]? 13/u);
    expect(strip(54)).toMatch(/^method █{4} 14 {2}background/u);
    expect(strip(44)).toBe('method 14 · background 13 · comparison 13');
    expect(strip(30)).toBe('method 14 · background 13');
    for (let cells = 0; cells < 120; cells += 1) expect(width(strip(cells))).toBeLessThanOrEqual(cells);
  });

  it('has what is filtered by first, marked', async () => {
    const store = explorerOn(await hubOf(40), 'influential:yes');
    press(store, 'r', 'b');
    expect(plainText(facetStrip(list(store), 100, THEME))).toMatch(/^◆ background █* \d+ {2}◆ influential \d+/u);
  });

  it('is drawn once for what it shows, and anew for another query, width or theme', async () => {
    const store = explorerOn(await hubOf(40));
    const explorer = list(store);
    const strip = facetStrip(explorer, 70, THEME);
    press(store, 'j');
    expect(facetStrip(list(store), 70, THEME)).toBe(strip);
    expect(facetStrip(explorer, 44, THEME)).not.toEqual(strip);
    expect(facetStrip(explorer, 70, THEME)).toEqual(strip);
    expect(facetStrip(explorer, 70, makeTheme('colour'))).not.toBe(strip);
    press(store, 'r', 'b');
    expect(facetStrip(list(store), 70, THEME)).not.toEqual(strip);
  });
});
