/** What colour is behind the terminal's text, by what it answers when it is asked, and by what it tells when that changes. */
import { luminance } from '../../text/look/colour.js';
import type { Background } from '../../text/look/palettes.js';

const ANSWER = /\x1b\]11;rgba?:([\da-fA-F]{1,4})\/([\da-fA-F]{1,4})\/([\da-fA-F]{1,4})/u;
/** What a terminal tells in mode 2031 whenever its colours change: that they are dark, or light. */
const CHANGE = /\x1b\[\?997;([12])n/u;
/** Where black and white text can be read equally well (WCAG 2: the contrast with both is the same). */
const MIDDLE = 0.179;

/** The background by what a terminal answered or told, among whatever else it sent; null where it told none. */
export function backgroundIn(input: string): Background | null {
  const channels = ANSWER.exec(input)?.slice(1);
  if (channels === undefined) {
    const change = CHANGE.exec(input)?.[1];
    return change === undefined ? null : change === '1' ? 'dark' : 'light';
  }
  const [red, green, blue] = channels.map((digits) => (Number.parseInt(digits, 16) / (16 ** digits.length - 1)) * 255);
  return luminance([red!, green!, blue!]) > MIDDLE ? 'light' : 'dark';
}
