/** Colours as numbers: how bright they are, and which of a terminal's palette is nearest. */

/** Red, green and blue, each from 0 to 255. */
export type Rgb = readonly [red: number, green: number, blue: number];

/** `#rrggbb`, or null for what is none. */
export function rgbOf(text: string): Rgb | null {
  const digits = /^#([0-9a-f]{6})$/iu.exec(text)?.[1];
  if (digits === undefined) return null;
  const at = (from: number): number => Number.parseInt(digits.slice(from, from + 2), 16);
  return [at(0), at(2), at(4)];
}

/** The share of the light that a channel lets through, as sRGB defines it. */
export const linear = (channel: number): number => {
  const share = channel / 255;
  return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
};

/** The relative luminance of WCAG 2: 0 for black, 1 for white. */
export const luminance = ([red, green, blue]: Rgb): number =>
  0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);

/** The colours 16 to 255 of xterm, which palettes leave alone: a cube of six steps and a scale of greys. */
export function xtermColour(index: number): Rgb {
  if (index >= 232) {
    const grey = 8 + (index - 232) * 10;
    return [grey, grey, grey];
  }
  const step = (value: number): number => (value === 0 ? 0 : 55 + value * 40);
  const at = index - 16;
  return [step(Math.floor(at / 36)), step(Math.floor(at / 6) % 6), step(at % 6)];
}

/** Which of the colours 16 to 255 is nearest. */
export function nearestXterm(wanted: Rgb): number {
  let best = 16;
  let least = Number.POSITIVE_INFINITY;
  for (let index = 16; index < 256; index++) {
    const distance = xtermColour(index).reduce((sum, channel, at) => sum + (channel - wanted[at]!) ** 2, 0);
    if (distance >= least) continue;
    best = index;
    least = distance;
  }
  return best;
}
