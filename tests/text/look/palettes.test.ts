/** The program's colours can be read on both backgrounds, and told apart by readers who do not see all of them. */
import { describe, expect, it } from 'vitest';
import { linear, luminance, nearestXterm, type Rgb, rgbOf, xtermColour } from '../../../src/text/look/colour.js';
import { UNICODE_GLYPHS } from '../../../src/text/look/glyphs.js';
import { type Background, HUES, HUES_OF_16, HUES_OF_256 } from '../../../src/text/look/palettes.js';
import { makeTheme, STYLE_NAMES } from '../../../src/text/theme.js';

const rgb = (text: string): Rgb => rgbOf(text)!;
const BACKGROUNDS = {
  dark: [rgb('#000000'), rgb('#1e1e1e')],
  light: [rgb('#ffffff'), rgb('#fafafa')],
} as const satisfies Record<Background, readonly Rgb[]>;
const BOTH: readonly Background[] = ['dark', 'light'];

/** The first sixteen colours as xterm has them where nobody sets them. */
const XTERM = [
  ['#000000', '#cd0000', '#00cd00', '#cdcd00', '#0000ee', '#cd00cd', '#00cdcd', '#e5e5e5'],
  ['#7f7f7f', '#ff0000', '#00ff00', '#ffff00', '#5c5cff', '#ff00ff', '#00ffff', '#ffffff'],
]
  .flat()
  .map(rgb);
const TEXT: Readonly<Record<Background, Rgb>> = { dark: rgb('#e5e5e5'), light: rgb('#000000') };

/** WCAG 2.2, success criterion 1.4.3. */
function contrast(a: Rgb, b: Rgb): number {
  const [darker, lighter] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (lighter! + 0.05) / (darker! + 0.05);
}

/** Terminals that dim text mix two parts of its colour with one of the background. */
const dimmed = (text: Rgb, behind: Rgb): Rgb => [0, 1, 2].map((at) => (2 * text[at]! + behind[at]!) / 3) as never;

/** The colour a style's parameters mean. */
function shown(parameters: string, background: Background): Rgb {
  const codes = parameters.split(';').map(Number);
  if (parameters === '') return TEXT[background];
  if (codes[0] === 38) return xtermColour(codes[2]!);
  return XTERM[codes[0]! >= 90 ? codes[0]! - 82 : codes[0]! - 30]!;
}

describe('the measure', () => {
  it('is that of WCAG', () => {
    expect(contrast(rgb('#000000'), rgb('#ffffff'))).toBeCloseTo(21, 5);
    expect(contrast(rgb('#777777'), rgb('#ffffff'))).toBeCloseTo(4.48, 2);
  });

  it('finds xterm’s colours again', () => {
    for (const index of [16, 21, 69, 130, 231]) expect(nearestXterm(xtermColour(index))).toBe(index);
    expect(nearestXterm(rgb('#0000fe'))).toBe(21);
    expect(xtermColour(245)).toEqual(rgb('#8a8a8a'));
  });
});

describe.each(BOTH)('on a %s background every meaning has a contrast of 4.5:1', (background) => {
  it.each(STYLE_NAMES)('%s', (name) => {
    const rich = makeTheme('colour', UNICODE_GLYPHS, true, 256, { background }).styles[name];
    expect(rich.dim).toBe(false);
    for (const behind of BACKGROUNDS[background])
      expect(contrast(shown(rich.colour, background), behind)).toBeGreaterThanOrEqual(4.5);
    const { colour, dim } = makeTheme('colour', UNICODE_GLYPHS, true, 16, { background }).styles[name];
    const behind = BACKGROUNDS[background][0];
    const text = shown(colour, background);
    expect(contrast(dim ? dimmed(text, behind) : text, behind)).toBeGreaterThanOrEqual(4.5);
  });
});

/**
 * How those see who lack the cones for long, middle or short waves: Machado, Oliveira and Fernandes, "A physiologically-based model
 * for simulation of color vision deficiency" (2009), severity 1.0, on linear RGB.
 */
const SIGHT = {
  full: [1, 0, 0, 0, 1, 0, 0, 0, 1],
  protanopia: [0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998],
  deuteranopia: [0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.01182, 0.04294, 0.968881],
  tritanopia: [1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367, 0.3039],
} as const;

/** A colour as somebody sees it, in CIELAB (D65). */
function seen(colour: Rgb, sight: keyof typeof SIGHT): readonly number[] {
  const [r, g, b] = colour.map(linear) as [number, number, number];
  const m = SIGHT[sight];
  const [x, y, z] = [0, 3, 6].map((at) => Math.min(1, Math.max(0, m[at]! * r + m[at + 1]! * g + m[at + 2]! * b))) as [
    number,
    number,
    number,
  ];
  const root = (value: number): number => (value > 216 / 24389 ? Math.cbrt(value) : ((24389 / 27) * value + 16) / 116);
  const [fx, fy, fz] = [
    root((0.4124564 * x + 0.3575761 * y + 0.1804375 * z) / 0.95047),
    root(0.2126729 * x + 0.7151522 * y + 0.072175 * z),
    root((0.0193339 * x + 0.119192 * y + 0.9503041 * z) / 1.08883),
  ];
  return [116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)];
}

/** The difference of two colours (CIE 1976): 2.3 can just be noticed. */
const difference = (a: readonly number[], b: readonly number[]): number => Math.hypot(...a.map((v, at) => v - b[at]!));

describe.each(Object.keys(SIGHT) as (keyof typeof SIGHT)[])('with the sight of %s', (sight) => {
  it.each(BOTH)('any two hues on a %s background differ by four times what can just be noticed', (background) => {
    const hues = HUES.map((hue) => ({ hue, at: seen(xtermColour(HUES_OF_256[background][hue]), sight) }));
    for (const [index, one] of hues.entries())
      for (const other of hues.slice(index + 1))
        expect(difference(one.at, other.at), `${one.hue} and ${other.hue}`).toBeGreaterThan(4 * 2.3);
  });
});

describe.each(BOTH)('of sixteen colours on a %s background', (background) => {
  it('a good sign never looks like a bad one', () => {
    const { red, green } = HUES_OF_16[background];
    expect(red).not.toBe(green);
    const { styles } = makeTheme('colour', UNICODE_GLYPHS, true, 16, { background });
    expect(styles['polarity.support']).not.toEqual(styles['polarity.refute']);
    expect(styles['decision.included']).not.toEqual(styles['decision.excluded']);
  });
});

it('gives each role a style of its own where there are 256 colours', () => {
  for (const background of BOTH) {
    const { styles } = makeTheme('colour', UNICODE_GLYPHS, true, 256, { background });
    const roles = STYLE_NAMES.filter((name) => name.startsWith('role.')).map((name) => JSON.stringify(styles[name]));
    expect(new Set(roles).size).toBe(roles.length);
  }
});
