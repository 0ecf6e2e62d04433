/** The measuring of text for Ink, from our own table. */
import { width } from '../../text/width.js';

const SEQUENCE =
  // CSI; then OSC, DCS, SOS, PM and APC strings; then two-byte escapes.
  /(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]|(?:\x1b[\]PX^_])[^\x07\x1b\x9c]*(?:\x07|\x1b\\|\x9c)|\x1b[ -/]*[0-~]/gu;

/**
 * Stands in for the package of this name inside the bundle, where Ink measures with it: a table instead of regular expressions
 * and a segmenter makes a full-screen frame several times cheaper. Agrees with the package but for Thai and Lao AM and the conjuncts
 * of Devanagari, where it follows terminals, and for sequences that `displayText` never lets through.
 */
export default function stringWidth(text: string): number {
  if (typeof text !== 'string') return 0;
  return width(text.includes('\x1b') || text.includes('\x9b') ? text.replace(SEQUENCE, '') : text);
}
