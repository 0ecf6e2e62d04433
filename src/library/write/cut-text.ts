/** Texts that end where a page was cut. */

/** Whether a text with the mark of a cut, `…`, is the beginning of one that goes on: it then tells nothing new. */
export function isBeginningOf(said: unknown, known: unknown): boolean {
  if (typeof said !== 'string' || typeof known !== 'string' || !said.endsWith('…')) return false;
  return known.length >= said.length && known.startsWith(said.slice(0, -1));
}
