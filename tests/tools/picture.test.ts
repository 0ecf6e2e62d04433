/** The screen drawn as a picture. */
import { XMLValidator } from 'fast-xml-parser';
import { describe, expect, it } from 'vitest';
import { makeTerminal } from '../e2e/harness/cells.js';
import { cellsOf } from '../e2e/harness/screen.js';
import { pictureSvg, recordingSvg, type Shot } from './picture.js';

async function picture(text: string, columns = 20, rows = 3): Promise<string> {
  const terminal = makeTerminal(columns, rows);
  await new Promise<void>((done) => terminal.write(text, done));
  const svg = pictureSvg(cellsOf(terminal), 'a <title> & "more"');
  terminal.dispose();
  return svg;
}

describe('the picture of a screen', () => {
  it('has the text with its colours and attributes, escaped', async () => {
    const svg = await picture('a<b \x1b[32mgreen\x1b[0m \x1b[1mbold\x1b[0m');
    expect(svg).toContain('>a&lt;b</text>');
    expect(svg).toMatch(/fill="#8cc265">green</u);
    expect(svg).toMatch(/font-weight="bold">bold</u);
    expect(svg).toContain('a &lt;title&gt; &amp; &quot;more&quot;');
  });

  it('puts every run in the column of its cell, wide characters too', async () => {
    const svg = await picture('強x\r\n  y');
    expect(svg).toMatch(/<text x="14" [^>]*textLength="18"[^>]*>強</u);
    expect(svg).toMatch(/<text x="32" [^>]*textLength="9"[^>]*>x</u);
    expect(svg).toMatch(/<text x="32" y="70" [^>]*>y</u);
  });

  it('draws borders and bars as shapes and inverse cells as patches', async () => {
    const svg = await picture('╭─╮█▌ \x1b[7mcursor\x1b[0m');
    expect(svg.match(/<path /gu)).toHaveLength(3);
    expect(svg).not.toMatch(/>[╭─╮█▌]/u);
    expect(svg).toMatch(/<rect x="68" [^>]*width="54"[^>]*fill="#d4d7dd"/u);
    expect(svg).toMatch(/fill="#16181d">cursor</u);
  });

  it('draws shades as shares of their colour', async () => {
    const svg = await picture('\x1b[32m░▒▓');
    expect([...svg.matchAll(/fill="#8cc265" fill-opacity="([\d.]+)"/gu)].map(([, share]) => share)).toEqual([
      '0.25',
      '0.5',
      '0.75',
    ]);
  });

  it('is the same for the same screen', async () => {
    expect(await picture('same')).toBe(await picture('same'));
  });
});

describe('a recording', () => {
  const shot = async (text: string, seconds: number): Promise<Shot> => {
    const terminal = makeTerminal(10, 3);
    await new Promise<void>((done) => terminal.write(text, done));
    const cells = cellsOf(terminal);
    terminal.dispose();
    return { cells, seconds };
  };
  const svgOf = async (): Promise<string> =>
    recordingSvg([await shot('same\r\none', 1), await shot('same\r\ntwo', 1)], 'a session');

  it('draws a line once for as long as it stays the same, and shows each of the others in its time', async () => {
    const svg = await svgOf();
    expect(svg.match(/>same</gu)).toHaveLength(1);
    // Two seconds, and two of rest before it begins anew.
    expect(svg).toContain('@keyframes s0-25{0%{visibility:visible}25%{visibility:hidden}}');
    expect(svg).toContain('@keyframes s25-100{0%{visibility:hidden}25%{visibility:visible}100%{visibility:visible}}');
    expect(svg).toContain('.s0-25{animation:s0-25 4s step-end infinite}');
  });

  it('is XML, and shows the last screen to whoever wants nothing to move', async () => {
    const svg = await svgOf();
    expect(XMLValidator.validate(svg)).toBe(true);
    expect(svg).toContain('<style>@media (prefers-reduced-motion: no-preference){');
    expect(svg).toMatch(/<g class="s0-25" visibility="hidden">\n<text [^>]*>one</u);
    expect(svg).toMatch(/<g class="s25-100">\n<text [^>]*>two</u);
  });
});
